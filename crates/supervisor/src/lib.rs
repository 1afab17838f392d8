//! Carries the plan out.
//!
//! One task (`actor`) owns the board and the live jobs. Whatever touches a job comes
//! through its mailbox; it asks the job machine what follows, has the store write that
//! in one transaction, and only then acts. Attempts run in tasks of their own
//! (`attempt`) and report back. Nothing is polled: the actor waits for a
//! message or for the moment the plan names. The one thing that nobody tells is that
//! another studio has given a key back: it is looked at again, while a job waits for it
//! (`actor/claiming`).

mod actor;
mod asking;
mod attempt;
mod books;
pub mod claims;
mod ledger;
mod message;
mod revisions;
mod standing;
mod supervisor;

pub use ledger::LiveProgress;
pub use message::{
    Away, Became, CommandError, Explanation, KeyAct, KeyView, LaneView, Rearranged, Rearrangement,
    TakenKey,
};
pub use standing::Standing;
pub use supervisor::{HeldKey, SetUpEngine, Supervisor, SupervisorConfig, SupervisorError};
