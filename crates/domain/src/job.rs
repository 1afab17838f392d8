//! The job machine: what can happen to a job, as one pure function.
//!
//! [`next`] is the only place where a job's state changes. The caller writes the
//! new state and the event in one transaction and performs the effects after it.

mod action;
mod event;
mod machine;
mod recovery;
mod state;

pub use action::{ActionOffer, JobAction, offers};
pub use event::{Bill, Effect, IllegalEvent, JobEvent, Step};
pub use machine::next;
pub use recovery::{Leftover, Settling, settle, settle_restored};
pub use state::{JobState, JobStateName, Lease, Ticket};
