//! Immutable versions of a prompt.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::{RevisionId, SessionId};
use crate::prompt::Prompt;
use crate::scene::Scene;
use crate::time::Timestamp;

/// What made a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The user typed it.
    Typed,
    /// Enhance proposed it and the user took it.
    Enhanced,
    /// The user asked for a change in plain words.
    Updated,
    /// One of several variations.
    Variation,
    /// The user edited it by hand.
    Edited,
    /// It came from a file.
    Imported,
    /// It was taken back from the history or from a clip.
    Restored,
}

impl Origin {
    /// The name in JSON and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Enhanced => "enhanced",
            Self::Updated => "updated",
            Self::Variation => "variation",
            Self::Edited => "edited",
            Self::Imported => "imported",
            Self::Restored => "restored",
        }
    }
}

/// What a revision says: everything of it that a render depends on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct RevisionText {
    /// The prompt.
    pub prompt: Prompt,
    /// What should not be seen, if anything was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
    /// The structured reading of the prompt; empty when it was not read.
    #[serde(default)]
    pub scene: Scene,
}

/// An immutable version of a prompt and its place in the session's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// The session it belongs to.
    pub session: SessionId,
    /// The revision it was made from; `None` for a first one.
    pub parent: Option<RevisionId>,
    /// What made it.
    pub origin: Origin,
    /// What it says.
    #[serde(flatten)]
    pub text: RevisionText,
    /// When it was made.
    pub created_at: Timestamp,
}
