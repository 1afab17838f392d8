//! The front desk: one method for each use case, for whichever door it comes through.
//!
//! | module | what it holds |
//! |---|---|
//! | [`studio`] | [`Studio`]: an open library with its queue |
//! | [`call`] | how use cases are called from outside: the command table, and what is made from it |
//! | [`view`] | what callers are shown |
//! | [`desk`] | what a studio does for its user beyond its own files |
//! | [`endpoint`] | where a running studio can be reached |
//! | [`error`] | [`ApiError`]: one kind of error for all doors, with cause and way out |
//! | [`exports`] | ZIP files under way |
//! | [`refining`] | which refiner is asked, and what comes of it beside its answer |
//! | [`tuner`] | the use cases of the Tuner API |
//!
//! The use cases themselves are methods of [`Studio`], a file for each subject. Adding
//! one means a method, its types and one line in the [command table](call::COMMANDS).

mod backups;
pub mod call;
mod database;
pub mod desk;
pub mod endpoint;
pub mod error;
pub mod exports;
pub mod machine;
mod open_error;
pub mod refining;
mod restore;
mod scenes;
pub mod settings;
mod shelf;
pub mod studio;
mod told;
pub mod tuner;
mod use_case;
pub mod view;
mod whys;

pub use error::{ApiError, ErrorCode};
pub use open_error::OpenError;
pub use restore::RestoreError;
pub use studio::{Studio, StudioConfig};
pub use told::ToldJob;
/// The domain's words that the doors need.
pub use worldreel_domain::{id, job, prompt, scene};
pub use worldreel_refine::vary;

pub use use_case::refining as refiners;
pub use use_case::{
    StudioEvent, attempts, away, batches, cleared, drafts, edits, engines, expiry, files,
    found_models, jobs, keys, models, own_keys, policy, presets, prompts, quote, repair, report,
    retry, revisions, run, search, sent, sessions, specs, status, templates, together, videos,
};
