//! The use cases, a file for each subject.

pub mod attempts;
pub mod away;
pub mod batches;
pub mod cleared;
pub mod drafts;
pub mod edits;
pub mod engines;
mod events;
pub mod expiry;
pub mod files;
pub mod found_models;
pub mod jobs;
pub mod keys;
pub mod models;
pub mod own_keys;
pub mod policy;
pub mod presets;
pub mod prompts;
pub mod quote;
pub mod refining;
pub mod repair;
pub mod report;
mod report_text;
pub mod retry;
pub mod revisions;
pub mod run;
pub mod sent;
pub mod sessions;
mod settings;
pub mod specs;
pub mod status;
pub mod templates;
mod terms;
pub mod together;
pub mod videos;

pub use events::StudioEvent;
