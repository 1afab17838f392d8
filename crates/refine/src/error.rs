//! Why a refiner gave no answer, and the way out.

use worldreel_domain::failure::WayOut;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyLabel, NoKey};

/// What lies behind an error, with addresses' secrets removed.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a refiner gave no answer. Each says what was being done; the cause is its
/// source.
///
/// `endpoint` is the host and port, `said` the provider's own words: at most 300
/// characters, with keys and HTML removed.
#[derive(Debug, thiserror::Error)]
pub enum RefineError {
    /// The settings can't be used.
    #[error("could not set up the chat model: {problem}")]
    Setup {
        /// Which setting, and what is wrong with it.
        problem: String,
    },
    /// No connection.
    #[error("could not reach the chat model at {endpoint}")]
    Unreachable {
        /// Host and port.
        endpoint: String,
        /// What the connection said.
        source: Cause,
    },
    /// Something between us and the model answered in its place, or it is starting.
    #[error("the chat model at {endpoint} is not available just now (HTTP {status})")]
    Unavailable {
        /// Host and port.
        endpoint: String,
        /// The HTTP status.
        status: u16,
        /// The provider's words.
        said: String,
    },
    /// The service reported a fault of its own.
    #[error("the chat model at {endpoint} reported an error (HTTP {status}): {said}")]
    Backend {
        /// Host and port.
        endpoint: String,
        /// The HTTP status.
        status: u16,
        /// The provider's words.
        said: String,
    },
    /// The key was not accepted, or one is needed.
    #[error("{endpoint} did not accept {}", named(.key.as_ref()))]
    Auth {
        /// Host and port.
        endpoint: String,
        /// Which key; `None` when the request had none.
        key: Option<KeyLabel>,
        /// The provider's words.
        said: String,
    },
    /// The key has no credit left.
    #[error("{} has no credit left at {endpoint}", named(.key.as_ref()))]
    OutOfCredit {
        /// Host and port.
        endpoint: String,
        /// Which key; `None` when the request had none.
        key: Option<KeyLabel>,
        /// The provider's words.
        said: String,
    },
    /// The service asked to slow down.
    #[error("{endpoint} asks us to slow down")]
    RateLimited {
        /// Host and port.
        endpoint: String,
        /// When to go on, if it said so.
        until: Option<Timestamp>,
    },
    /// No key may be used just now.
    #[error("no key is free for the chat model")]
    NoKey {
        /// Why, and the earliest time.
        source: NoKey,
    },
    /// No answer in time.
    #[error("no answer from the chat model at {endpoint} within {seconds} s")]
    Timeout {
        /// Host and port.
        endpoint: String,
        /// How long was waited.
        seconds: u32,
    },
    /// The model or a filter before it refused.
    #[error("the chat model at {endpoint} refused this prompt")]
    Blocked {
        /// Host and port.
        endpoint: String,
        /// Its words; empty when it said nothing.
        said: String,
    },
    /// The answer is not what was asked for, also after one repair.
    #[error("the answer from {endpoint} can't be used: {problem}")]
    BadAnswer {
        /// Host and port.
        endpoint: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The answer ends in the middle.
    #[error("the answer from {endpoint} was cut off at the model's length limit")]
    CutShort {
        /// Host and port.
        endpoint: String,
    },
    /// The endpoint has no such model.
    #[error("{endpoint} has no model named {model:?}")]
    UnknownModel {
        /// Host and port.
        endpoint: String,
        /// The model's name.
        model: String,
        /// The provider's words.
        said: String,
    },
    /// The prompt is longer than the model can read.
    #[error("the prompt is too long for the chat model at {endpoint}")]
    PromptTooLong {
        /// Host and port.
        endpoint: String,
        /// The provider's words.
        said: String,
    },
    /// The service did not take the request.
    #[error("the chat model at {endpoint} did not take the request (HTTP {status}): {said}")]
    Refused {
        /// Host and port.
        endpoint: String,
        /// The HTTP status.
        status: u16,
        /// The provider's words.
        said: String,
    },
}

impl RefineError {
    /// Whether only the key is in the way: with another one it may go well.
    #[must_use]
    pub const fn is_the_keys(&self) -> bool {
        matches!(
            self,
            Self::Auth { key: Some(_), .. }
                | Self::OutOfCredit { key: Some(_), .. }
                | Self::RateLimited { .. }
        )
    }

    /// The error's name on the wire.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Setup { .. } => "setup",
            Self::Unreachable { .. } => "unreachable",
            Self::Unavailable { .. } => "unavailable",
            Self::Backend { .. } => "backend",
            Self::Auth { .. } => "auth",
            Self::OutOfCredit { .. } => "out_of_credit",
            Self::RateLimited { .. } => "rate_limited",
            Self::NoKey { .. } => "no_key",
            Self::Timeout { .. } => "timeout",
            Self::Blocked { .. } => "content_blocked",
            Self::BadAnswer { .. } => "bad_answer",
            Self::CutShort { .. } => "cut_short",
            Self::UnknownModel { .. } => "unknown_model",
            Self::PromptTooLong { .. } => "prompt_too_long",
            Self::Refused { .. } => "refused",
        }
    }

    /// What the user can do.
    #[must_use]
    pub fn way_out(&self) -> WayOut {
        match self {
            Self::Setup { .. } => field("refiner"),
            // A small model that runs out of room or out of its depth does so again:
            // another one is the way out, not the same request.
            Self::BadAnswer { .. } | Self::CutShort { .. } | Self::UnknownModel { .. } => {
                field("model")
            }
            Self::Unreachable { .. }
            | Self::Unavailable { .. }
            | Self::Timeout { .. }
            | Self::Refused { .. } => WayOut::TestEngine,
            Self::Backend { .. } | Self::RateLimited { .. } => WayOut::Retry,
            Self::Auth { .. } | Self::OutOfCredit { .. } => WayOut::CheckKeys,
            Self::NoKey { source } => match source.earliest {
                Some(_) => WayOut::Retry,
                None => WayOut::CheckKeys,
            },
            Self::Blocked { .. } | Self::PromptTooLong { .. } => WayOut::EditPrompt,
        }
    }
}

fn field(name: &str) -> WayOut {
    WayOut::EditField {
        field: name.to_owned(),
        nearest: None,
    }
}

fn named(key: Option<&KeyLabel>) -> String {
    key.map_or_else(
        || "a request without a key".to_owned(),
        |label| format!("the key {label}"),
    )
}
