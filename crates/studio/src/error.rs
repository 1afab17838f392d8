//! One kind of error for all doors.

use std::error::Error;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::failure::WayOut;
use worldreel_domain::id::InvalidId;
use worldreel_domain::prompt::PromptError;
use worldreel_refine::RefineError;
use worldreel_store::StoreError;
use worldreel_supervisor::CommandError;

/// What kind of error it is, for programs: a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// What was sent can't be taken; `field` names the place.
    BadInput,
    /// What is meant does not exist.
    NotFound,
    /// Its state does not allow it now.
    NotNow,
    /// It changed in the meantime.
    Conflict,
    /// The engine can't do what was asked.
    EngineCannot,
    /// It would cost more than was agreed to.
    PriceNotAgreed,
    /// The refiner gave no usable answer.
    Refiner,
    /// A prompt file can't be read.
    PromptFile,
    /// No space is left.
    DiskFull,
    /// The library can't be written.
    ReadOnly,
    /// The library's database is damaged.
    Damaged,
    /// The library was written by a newer Worldreel.
    Newer,
    /// The library can't be used in its place.
    Unsuitable,
    /// Another program has the library open.
    InUse,
    /// The door is closed to this caller.
    Forbidden,
    /// The studio is closing or can't be reached.
    Closed,
    /// A fault of ours.
    Internal,
}

impl ErrorCode {
    /// The HTTP status that fits.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::BadInput | Self::EngineCannot | Self::PromptFile => 422,
            Self::NotFound => 404,
            Self::NotNow | Self::Conflict | Self::InUse => 409,
            Self::PriceNotAgreed => 402,
            Self::Refiner => 502,
            Self::DiskFull => 507,
            Self::Forbidden => 403,
            Self::Closed => 503,
            Self::ReadOnly | Self::Damaged | Self::Newer | Self::Unsuitable | Self::Internal => 500,
        }
    }
}

/// An error as every door shows it: what was being done, why it failed, what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApiError {
    /// The kind.
    pub code: ErrorCode,
    /// What was being done, or what is wrong: a sentence without a full stop.
    pub message: String,
    /// The causes, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<String>,
    /// The field that is wrong, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What to do about it: a sentence without a full stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The way out as a value, where a door can offer a button for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_out: Option<WayOut>,
}

impl ApiError {
    /// An error with nothing but a kind and a sentence.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            causes: Vec::new(),
            field: None,
            hint: None,
            way_out: None,
        }
    }

    /// From an error of another room, with its causes.
    #[must_use]
    pub fn from_error(code: ErrorCode, error: &dyn Error) -> Self {
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(error) = cause {
            causes.push(error.to_string());
            cause = error.source();
        }
        Self {
            causes,
            ..Self::new(code, error.to_string())
        }
    }

    /// A value that can't be taken.
    #[must_use]
    pub fn bad_input(field: &str, message: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            ..Self::new(ErrorCode::BadInput, message)
        }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for ApiError {}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let (code, hint) = match &error {
            StoreError::NotFound { .. } => (ErrorCode::NotFound, None),
            StoreError::Exists { .. } => (ErrorCode::Conflict, Some("make up another id")),
            StoreError::Conflict { .. } => {
                (ErrorCode::Conflict, Some("look at it again and repeat"))
            }
            StoreError::Full { .. } => (
                ErrorCode::DiskFull,
                Some("make room on the disk; nothing is lost"),
            ),
            StoreError::ReadOnly { .. } => (
                ErrorCode::ReadOnly,
                Some("make the library's folder and the files in it writable for this user"),
            ),
            StoreError::Corrupt { .. }
            | StoreError::Unsound { .. }
            | StoreError::Damaged { .. } => (
                ErrorCode::Damaged,
                Some(
                    "close Worldreel and run `worldreel doctor --repair`: it puts the newest \
                     good backup in its place, or rebuilds the library from the videos' \
                     sidecars, and keeps the damaged file",
                ),
            ),
            StoreError::Newer { .. } => (
                ErrorCode::Newer,
                Some("update Worldreel, or open another library"),
            ),
            StoreError::Open { .. } => (
                ErrorCode::Unsuitable,
                Some("check that the library's folder exists and that this user may use it"),
            ),
            StoreError::Closed => (ErrorCode::Closed, None),
            StoreError::Migrate { .. }
            | StoreError::Database { .. }
            | StoreError::BadRow { .. } => (
                ErrorCode::Internal,
                Some("look into the log files: `worldreel doctor` names their folder"),
            ),
        };
        Self {
            hint: hint.map(Into::into),
            ..Self::from_error(code, &error)
        }
    }
}

impl From<CommandError> for ApiError {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Store(error) => error.into(),
            CommandError::NoJob(_)
            | CommandError::NoLane(_)
            | CommandError::NoKey
            | CommandError::NoEngine(_) => Self::from_error(ErrorCode::NotFound, &error),
            CommandError::EngineExists(_) => Self::from_error(ErrorCode::Conflict, &error)
                .hint("choose another name, or remove that one first"),
            CommandError::EngineBusy { .. } => Self::from_error(ErrorCode::NotNow, &error)
                .hint("let them finish, or cancel them; pausing its lanes keeps others away"),
            CommandError::Changed { .. } => Self::from_error(ErrorCode::Conflict, &error)
                .hint("nothing was changed; look at it again and repeat"),
            CommandError::NotWaiting { .. } => Self::from_error(ErrorCode::NotNow, &error)
                .hint("only what is queued can come next; release what is held"),
            CommandError::Illegal(_) => Self::from_error(ErrorCode::NotNow, &error),
            CommandError::Unsaid => Self::bad_input("action", error.to_string())
                .hint("there is a call of its own for it, which takes that"),
            CommandError::Closed => Self::from_error(ErrorCode::Closed, &error),
        }
    }
}

impl From<PromptError> for ApiError {
    fn from(error: PromptError) -> Self {
        Self::bad_input("prompt", error.to_string())
    }
}

impl From<InvalidId> for ApiError {
    fn from(error: InvalidId) -> Self {
        Self::bad_input(error.kind, error.to_string())
    }
}

impl From<RefineError> for ApiError {
    fn from(error: RefineError) -> Self {
        Self {
            way_out: Some(error.way_out()),
            ..Self::from_error(ErrorCode::Refiner, &error)
        }
        .hint("the offline rules work without it: choose the refiner \"rules\"")
    }
}
