//! One trait for every video backend, and one module for each.
//!
//! An engine knows how to speak to its backend and how to read the answers. It
//! knows nothing of jobs, sessions or databases and never retries with another key:
//! it reports what it saw, and the supervisor decides.
//!
//! | module | what it holds |
//! |---|---|
//! | `engine` | the trait |
//! | `sink` | where an engine tells what it sees and puts what it renders |
//! | `key` | a key for one call |
//! | `find` | the question after a crash: was this render begun? |
//! | `sketch` | the built-in engine, which draws |
//! | `openai_videos` | servers that speak OpenAI's video protocol |
//! | `nvcf` | functions behind NVIDIA's gateway |
//! | `http` | what every backend behind HTTP needs |
//! | `renders` | which renders are under way, and which were told to stop |
//! | `settings` | what settings have in common; `configured` has one line for each kind |
//! | `media`, `refuse` | what files are by their first bytes; orders refused before they go |
//!
//! Deleting an engine means deleting its module and its line in [`built_in`] or
//! [`EngineSettings`].

mod configured;
mod engine;
mod find;
mod http;
mod key;
mod media;
mod nvcf;
mod openai_videos;
mod refuse;
mod renders;
mod settings;
mod sink;
mod sketch;

use std::sync::Arc;

pub use configured::EngineSettings;
pub use engine::{Engine, Order, Outcome, Stopping};
pub use find::{Found, Sought};
pub use http::{AddressProblem, Timing};
pub use key::{Key, KeyNeed, key_outcome};
pub use nvcf::{Nvcf, NvcfBody, NvcfSettings};
pub use openai_videos::{Dialect, OpenAiVideos, OpenAiVideosSettings};
pub use settings::{Charge, FieldError, FieldProblem, Limits, SetupError};
pub use sink::{Noted, Progress, Sighting, SightingReceiver, Sink, SinkClosed};
pub use sketch::SketchEngine;

/// The engines that work on a fresh machine: no key, no GPU, no account.
#[must_use]
pub fn built_in() -> Vec<Arc<dyn Engine>> {
    vec![Arc::new(SketchEngine::for_this_machine())]
}
