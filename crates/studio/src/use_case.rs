//! The use cases, a file for each subject.

pub mod batches;
pub mod drafts;
pub mod engines;
mod events;
pub mod files;
pub mod jobs;
pub mod keys;
pub mod own_keys;
pub mod prompts;
pub mod quote;
pub mod retry;
pub mod sessions;
mod settings;
pub mod specs;
pub mod status;
pub mod videos;

pub use events::StudioEvent;
