//! Why a call of the Tuner API is refused.

use worldreel_domain::id::InvalidId;
use worldreel_domain::prompt::PromptError;
use worldreel_store::StoreError;

use crate::error::ApiError;

/// Why a call of the Tuner API is refused. The sentences of the first variants are the
/// contract's own: clients look for them.
#[derive(Debug, thiserror::Error)]
pub enum TunerError {
    /// A call needs a session and names none.
    #[error("No session ID provided. Please initialize a prompt first.")]
    NoSession,
    /// Nothing was begun under this name.
    #[error(
        "No prompt initialized for session {name}. Please initialize a prompt first or check \
         that you're using the correct session ID."
    )]
    NotBegun {
        /// The name.
        name: String,
    },
    /// There is nothing to make variations of under this name.
    #[error(
        "No prompts in history for session {name}. Please initialize a prompt first or check \
         that you're using the correct session ID."
    )]
    NoHistory {
        /// The name.
        name: String,
    },
    /// The history has no step of this number.
    #[error("Invalid prompt index: {index}. Valid range is 0-{last}.")]
    NoSuchStep {
        /// The number, counted from 0.
        index: i64,
        /// The number of the last step.
        last: usize,
    },
    /// There is no session of this name.
    #[error("Session {name} not found")]
    UnknownSession {
        /// The name.
        name: String,
    },
    /// More names were made in a minute than the settings allow.
    #[error("Rate limit exceeded. Please try again later.")]
    TooManySessions {
        /// After so many seconds.
        wait_s: u32,
    },
    /// There is no render of this id.
    #[error("Job {id} not found")]
    UnknownJob {
        /// The id.
        id: String,
    },
    /// There is no video of this id, or not yet.
    #[error("Video {id} not found")]
    UnknownVideo {
        /// The id.
        id: String,
    },
    /// There is no batch of this id.
    #[error("Batch {id} not found")]
    UnknownBatch {
        /// The id.
        id: String,
    },
    /// No render of a batch is done.
    #[error("No completed videos found in this batch")]
    NothingDone,
    /// What was uploaded doesn't fit its key.
    #[error("the upload was refused: {why}")]
    UploadRefused {
        /// Why, as a sentence without a full stop.
        why: String,
    },
    /// Fewer variations than asked for can be made that differ.
    #[error("only {made} of {wanted} variations could be made that differ: {why}")]
    NotEnough {
        /// How many there are, the selected ones included.
        made: usize,
        /// How many were asked for.
        wanted: usize,
        /// Why, as a sentence without a full stop.
        why: String,
    },
    /// As the studio refuses it on every door.
    #[error(transparent)]
    Studio(#[from] ApiError),
}

impl From<StoreError> for TunerError {
    fn from(error: StoreError) -> Self {
        Self::Studio(error.into())
    }
}

impl From<PromptError> for TunerError {
    fn from(error: PromptError) -> Self {
        Self::Studio(error.into())
    }
}

impl From<InvalidId> for TunerError {
    fn from(error: InvalidId) -> Self {
        Self::Studio(error.into())
    }
}
