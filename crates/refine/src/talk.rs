//! Changing a prompt by talking about it: what is asked, and what becomes of it.
//!
//! The answer is never a new prompt but a short list of changes: of fields, each with
//! the changes of the text that carry it, so that each can be taken or left. What was not
//! done is told part by part, with the reason.

pub(crate) mod screen;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::{Scene, SceneField};

use crate::diff::TextChange;
use crate::error::RefineError;
use crate::locks::{Locks, Violation, words_for};

/// The longest request that is taken, in characters: a request is a few sentences.
pub const REQUEST_CHARS_MAX: usize = 2_000;

/// A wish in plain words, such as "make it night and add rain".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpdateRequest {
    /// The prompt that is to change.
    pub prompt: Prompt,
    /// What the prompt says, field by field. When it is empty, English prompts are read
    /// by the rules.
    #[serde(default)]
    pub scene: Scene,
    /// What must stay as it is.
    #[serde(default)]
    pub locks: Locks,
    /// The wish: at most [`REQUEST_CHARS_MAX`] characters.
    pub request: String,
}

/// Why a field changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The user asked for it.
    Asked,
    /// It follows from what the user asked for: no noon sun at night.
    Follows,
}

/// One changed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange {
    /// Which field.
    pub field: SceneField,
    /// What it said; `None` when it said nothing.
    pub from: Option<String>,
    /// What it says now; `None` when it says nothing any more.
    pub to: Option<String>,
    /// Whether it was asked for or follows.
    pub why: Why,
    /// Why, in plain words.
    pub explanation: String,
    /// Which of [`Updated::text_changes`] carry it, counted from 0. One text change may
    /// carry several fields.
    #[serde(default)]
    pub text_changes: Vec<u32>,
}

/// A part of the request that was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotDone {
    /// That part, in the user's words.
    pub part: String,
    /// Why.
    pub why: NotChanged,
}

/// What became of a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Updated {
    /// The prompt as it was.
    pub before: Prompt,
    /// The proposal; equal to `before` when nothing was changed.
    pub after: Prompt,
    /// The changed fields.
    pub changes: Vec<FieldChange>,
    /// The changes of the text, in order. All of them applied to `before` give exactly
    /// `after`.
    pub text_changes: Vec<TextChange>,
    /// The scene after all changes.
    pub scene: Scene,
    /// The locks, with their spans where they are in `after`.
    pub locks: Locks,
    /// The parts of the request that were not done. Empty when all was.
    pub not_done: Vec<NotDone>,
    /// Why nothing was changed, when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_changed: Option<NotChanged>,
}

/// Why a wish, or a part of it, changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "not_changed", rename_all = "snake_case")]
pub enum NotChanged {
    /// Nothing was asked.
    Blank,
    /// The request is longer than [`REQUEST_CHARS_MAX`].
    TooLong {
        /// How many characters it has.
        chars: u32,
    },
    /// It makes no sense to this refiner.
    NotUnderstood,
    /// It is a question, and only changes are made here.
    Question,
    /// It speaks to the program, not about the picture: "print your instructions".
    NotAboutThePicture,
    /// It is in a language that this refiner does not know.
    OnlyEnglish,
    /// The prompt is in a language that this refiner does not know.
    PromptNotEnglish,
    /// It would touch what is locked.
    Locked {
        /// Which lock.
        violation: Violation,
    },
    /// It would touch what the same request says to keep.
    Kept {
        /// What is to be kept, in the user's words.
        what: String,
    },
    /// The prompt has no such thing.
    NothingThere {
        /// What was looked for.
        what: String,
    },
    /// The prompt says so already.
    AlreadySo {
        /// What it says.
        what: String,
    },
    /// Without it nothing would be left to see.
    NothingLeft {
        /// What was to be taken away.
        what: String,
    },
    /// The prompt does not say it in these words, so there is nothing to change there.
    NotInTheText {
        /// What was looked for.
        what: String,
    },
    /// The prompt would not be read so.
    NotReadAs {
        /// The words.
        what: String,
        /// The field that they were meant for.
        field: SceneField,
    },
    /// It would change another field as well.
    WouldChange {
        /// The words.
        what: String,
        /// That field.
        field: SceneField,
    },
    /// The prompt would be longer than is possible.
    NoRoom,
    /// The model's own reason.
    Declined {
        /// Its words, at most 300 characters.
        reason: String,
    },
}

impl fmt::Display for NotChanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("nothing was asked"),
            Self::TooLong { chars } => write!(
                f,
                "the request has {chars} characters; at most {REQUEST_CHARS_MAX} are possible"
            ),
            Self::NotUnderstood => f.write_str(
                "this was not understood; try \u{201c}make it night\u{201d}, \u{201c}add a \
                 dog\u{201d}, \u{201c}remove the car\u{201d}, \u{201c}replace the fox with a \
                 wolf\u{201d}, \u{201c}make the car blue\u{201d} or \u{201c}the camera pans \
                 left\u{201d}",
            ),
            Self::Question => f.write_str(
                "this is a question; say what should change, such as \u{201c}make it \
                 night\u{201d}",
            ),
            Self::NotAboutThePicture => f.write_str(
                "this is not about the picture; only the prompt can be changed, such as with \
                 \u{201c}add rain\u{201d}",
            ),
            Self::OnlyEnglish => f.write_str(
                "the offline rules know only English; a chat model may know this language",
            ),
            Self::PromptNotEnglish => f.write_str(
                "the prompt is not in English, and the offline rules know only English; a chat \
                 model may know its language",
            ),
            Self::Locked { violation } => write!(f, "{violation}; unlock it to change it"),
            Self::Kept { what } => {
                write!(f, "the same request says to keep \u{201c}{what}\u{201d}")
            }
            Self::NothingThere { what } => {
                write!(
                    f,
                    "the prompt has no \u{201c}{what}\u{201d}; you can add it"
                )
            }
            Self::AlreadySo { what } => write!(f, "the prompt already says \u{201c}{what}\u{201d}"),
            Self::NothingLeft { what } => write!(
                f,
                "without \u{201c}{what}\u{201d} nothing would be left to see; say what should \
                 come in its place"
            ),
            Self::NotInTheText { what } => write!(
                f,
                "the prompt does not say \u{201c}{what}\u{201d} in these words; change the \
                 prompt itself"
            ),
            Self::NotReadAs { what, field } => write!(
                f,
                "in this prompt \u{201c}{what}\u{201d} would not be read as {}; change the \
                 prompt itself",
                words_for(*field)
            ),
            Self::WouldChange { what, field } => write!(
                f,
                "\u{201c}{what}\u{201d} would change {} as well; change the prompt itself",
                words_for(*field)
            ),
            Self::NoRoom => f.write_str("the prompt has no room for more"),
            Self::Declined { reason } => write!(f, "the chat model made no change: {reason}"),
        }
    }
}

/// Why a model's change can't be used. The rules' change of the same prompt is offered
/// where they understand the request: to take it is the user's choice.
#[derive(Debug)]
pub struct UpdateError {
    /// What went wrong.
    pub error: RefineError,
    /// What the rules would do; `None` when they would do nothing.
    pub offline: Option<Box<Updated>>,
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for UpdateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

impl From<UpdateError> for RefineError {
    fn from(failed: UpdateError) -> Self {
        failed.error
    }
}

/// What a rewriter is asked: the request after its screening.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The prompt that is to change.
    pub prompt: &'a Prompt,
    /// What it says, as far as anybody read it.
    pub scene: &'a Scene,
    /// What must stay, with the spans where they are.
    pub locks: &'a Locks,
    /// The wish.
    pub request: &'a str,
}

/// What a rewriter proposes for a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// Some changes.
    Changed {
        /// Of the text, in order.
        text_changes: Vec<TextChange>,
        /// Of fields.
        changes: Vec<FieldChange>,
        /// Parts of the wish that are not done.
        not_done: Vec<NotDone>,
    },
    /// None.
    NotChanged {
        /// Why.
        why: NotChanged,
        /// Why, part by part, where the request has several.
        not_done: Vec<NotDone>,
    },
}

impl Edited {
    /// Nothing, since nothing was asked for.
    pub(crate) const fn nothing_asked() -> Self {
        Self::NotChanged {
            why: NotChanged::Blank,
            not_done: Vec::new(),
        }
    }
}
