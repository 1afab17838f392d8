//! The library's database.
//!
//! SQLite in WAL mode with `synchronous=FULL`: what was committed survives a power
//! cut. All writes go through one task ([`writer`]) that commits what has piled up
//! while the last commit was on its way to the disk; reads use a pool beside it.
//!
//! Beside a library's database there is one of the [`machine`]: engines, keys, money.
//!
//! The store knows no rules. It writes what it is told in one transaction, or
//! refuses: a job that is no longer as the caller saw it, a lease that is not of
//! this run, a file that is no library.

mod backup;
mod batches;
mod changes;
mod cleared;
mod commits;
mod delivered;
mod drafts;
mod error;
mod events;
mod jobs;
mod lookup;
pub mod machine;
mod open;
mod over;
mod policy;
mod restore;
mod revisions;
mod rows;
mod runs;
mod sessions;
mod tuner;
mod videos;
mod writer;

pub use backup::examine;
pub use batches::{Asked, KnownBatch, NewBatch, NewJob, RANK_GAP, SessionChoice};
pub use changes::{AttemptChange, JobChange, JobEdit};
pub use cleared::ClearedRow;
pub use commits::JobStamp;
pub use delivered::Selection;
pub use drafts::DraftRow;
pub use error::StoreError;
pub use events::{EVENTS_KEPT, EVENTS_PAGE, EventRow};
pub use jobs::{JobFilter, JobPlace};
pub use lookup::Waiting;
pub use machine::MachineStore;
pub use open::Store;
pub use over::CostRow;
pub use policy::BudgetRow;
pub use revisions::{FoundRevision, RevisionPage, RevisionRow};
pub use rows::{AttemptRow, JobRow, RecentAttempt, SessionRow, VideoRow};
pub use runs::RunRow;
pub use sessions::WhichSessions;
pub use tuner::{TunerSessionRow, TunerStepRow};
