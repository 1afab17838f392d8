//! Variations: what is asked, and what becomes of it.

pub(crate) mod alike;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;

use crate::diff::TextChange;
use crate::locks::Locks;

/// The most cards of one request.
pub const TOTAL_MAX: u8 = 20;
/// How many cards there are when no number is given.
pub const TOTAL_DEFAULT: u8 = 8;

/// What a variation may change.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// When in the day it happens.
    TimeOfDay,
    /// Weather, season and mood.
    Weather,
    /// Where it happens.
    Location,
    /// How the camera sees and moves.
    Camera,
    /// The light.
    Lighting,
    /// The look.
    Style,
    /// The colours that carry the picture.
    Colors,
    /// How fast things go.
    Pace,
}

impl Axis {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::TimeOfDay,
        Self::Weather,
        Self::Location,
        Self::Camera,
        Self::Lighting,
        Self::Style,
        Self::Colors,
        Self::Pace,
    ];

    /// The axis' name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TimeOfDay => "time_of_day",
            Self::Weather => "weather",
            Self::Location => "location",
            Self::Camera => "camera",
            Self::Lighting => "lighting",
            Self::Style => "style",
            Self::Colors => "colors",
            Self::Pace => "pace",
        }
    }

    /// The axis of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.name() == name)
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A number of cards, 1 to [`TOTAL_MAX`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "u8", into = "u8")]
pub struct Total(#[schemars(range(min = 1, max = 20))] u8);

/// A number of cards that is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} variations are not possible; ask for 1 to {TOTAL_MAX}")]
pub struct NoSuchTotal(u8);

impl Total {
    /// The number.
    #[must_use]
    pub fn get(self) -> usize {
        usize::from(self.0)
    }
}

impl Default for Total {
    fn default() -> Self {
        Self(TOTAL_DEFAULT)
    }
}

impl TryFrom<u8> for Total {
    type Error = NoSuchTotal;

    fn try_from(total: u8) -> Result<Self, NoSuchTotal> {
        match total {
            1..=TOTAL_MAX => Ok(Self(total)),
            other => Err(NoSuchTotal(other)),
        }
    }
}

impl From<Total> for u8 {
    fn from(total: Total) -> Self {
        total.0
    }
}

/// A wish for variations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VaryRequest {
    /// The prompts that were picked, at least one. Repeated ones count once; of more than
    /// `total` the first ones are kept. New ones are made from them in turn.
    pub selected: Vec<Prompt>,
    /// How many cards there are to be, the picked ones included.
    #[serde(default)]
    pub total: Total,
    /// What must stay as it is; spans are those of the first picked prompt.
    #[serde(default)]
    pub locks: Locks,
    /// What may change; `None` leaves it to the refiner.
    #[serde(default)]
    pub axes: Option<Vec<Axis>>,
    /// What the first picked prompt says, field by field.
    #[serde(default)]
    pub scene: Scene,
}

/// Who made a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MadeBy {
    /// The user picked it.
    Selected,
    /// A chat model made it.
    Model,
    /// The offline rules made it.
    Rules,
}

/// One card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Variation {
    /// What it says.
    pub prompt: Prompt,
    /// What it varies; empty for a picked one.
    pub axes: Vec<Axis>,
    /// Who made it.
    pub origin: MadeBy,
    /// The picked prompt it was made from, counted from 0 in the cards.
    pub made_from: u32,
    /// What leads there from that prompt; empty for a picked one.
    pub changes: Vec<TextChange>,
}

/// What became of a wish for variations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Varied {
    /// The cards: the picked prompts first and unchanged, then the new ones, no two alike.
    pub cards: Vec<Variation>,
    /// Why there are fewer than asked for, when there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_of: Option<ShortOf>,
    /// What went wrong with the chat model, in a sentence, when the rules filled in for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_failed: Option<String>,
}

/// Why there are fewer cards than asked for. They are never filled up with copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "short_of", rename_all = "snake_case")]
pub enum ShortOf {
    /// No prompt was picked.
    NothingSelected,
    /// What may change and is not locked does not make as many different ones.
    NoMoreDifferent {
        /// How many cards are missing.
        missing: u32,
    },
    /// The offline rules do not know the prompt's language.
    PromptNotEnglish {
        /// How many cards are missing.
        missing: u32,
    },
}

impl fmt::Display for ShortOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingSelected => f.write_str("pick a prompt to make variations of"),
            Self::NoMoreDifferent { missing } => write!(
                f,
                "{missing} fewer than asked for: what may change here and is not locked makes no \
                 more that differ"
            ),
            Self::PromptNotEnglish { missing } => write!(
                f,
                "{missing} fewer than asked for: the offline rules know only English; a chat \
                 model may know this language"
            ),
        }
    }
}

/// What a rewriter is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The prompt that is to be varied.
    pub prompt: &'a Prompt,
    /// What it says, as far as anybody read it.
    pub scene: &'a Scene,
    /// What must stay, with the spans where they are in `prompt`.
    pub locks: &'a Locks,
    /// What may change; `None` leaves it to the rewriter.
    pub axes: Option<&'a [Axis]>,
    /// The cards there are already: none like them.
    pub have: &'a [Prompt],
    /// How many are wanted. More do no harm.
    pub count: usize,
}

/// A variation as a rewriter proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What it says.
    pub prompt: Prompt,
    /// What it varies.
    pub axes: Vec<Axis>,
    /// What leads there, where the rewriter knows better than a comparison of words.
    pub changes: Option<Vec<TextChange>>,
}
