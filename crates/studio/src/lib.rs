//! The front desk: one method for each use case, for whichever door it comes through.
//!
//! | module | what it holds |
//! |---|---|
//! | [`studio`] | [`Studio`]: an open library with its queue |
//! | [`call`] | how use cases are called from outside: the command table, and what is made from it |
//! | [`view`] | what callers are shown |
//! | [`endpoint`] | where a running studio can be reached |
//! | [`error`] | [`ApiError`]: one kind of error for all doors, with cause and way out |
//! | [`exports`] | ZIP files under way |
//! | [`tuner`] | the use cases of the Tuner API |
//!
//! The use cases themselves are methods of [`Studio`], a file for each subject. Adding
//! one means a method, its types and one line in the [command table](call::COMMANDS).

pub mod call;
pub mod endpoint;
pub mod error;
pub mod exports;
pub mod machine;
pub mod settings;
pub mod studio;
pub mod tuner;
mod use_case;
pub mod view;

pub use error::{ApiError, ErrorCode};
pub use studio::{OpenError, Studio, StudioConfig};
/// The domain's words that the doors need.
pub use worldreel_domain::{id, job, prompt, scene};
pub use worldreel_refine::vary;

pub use use_case::{
    StudioEvent, batches, drafts, engines, files, jobs, keys, own_keys, prompts, quote, retry,
    sessions, specs, status, videos,
};
