//! The use cases of the Tuner API: the REST contract of the Cosmos Prompt Tuner, so that
//! clients written for it go on working.
//!
//! | module | what it holds |
//! |---|---|
//! | [`error`] | why a call is refused, in the contract's words |
//! | `limits` | how long names are known, and how many new ones there may be |
//! | `prompts` | prompts under a name, with a numbered history |
//! | `renders` | renders and batches of them |
//! | `uploads` | pictures and videos that come in |
//!
//! What it calls a session is a name, often of the client's choice; behind it stands a
//! session of the library, so that everything made through it is in the studio too.
//! How it differs from the original is in `docs/tuner-api.md`.

pub mod error;
mod limits;
mod prompts;
mod renders;
mod uploads;

pub use error::TunerError;
pub use prompts::{TunerPrompt, TunerStep};
pub use renders::{Cleaned, PROMPTS_MAX};
pub use uploads::UPLOAD_WITHIN;
pub use worldreel_library::uploads::UploadKind;

use crate::studio::Studio;

/// The use cases of the Tuner API.
#[derive(Debug, Clone, Copy)]
pub struct Tuner<'a> {
    studio: &'a Studio,
}

impl Studio {
    /// The use cases of the Tuner API.
    #[must_use]
    pub const fn tuner(&self) -> Tuner<'_> {
        Tuner { studio: self }
    }
}
