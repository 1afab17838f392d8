//! In which order a queue starts its jobs.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How urgent a job is. All of one priority start before those of the next; the order of
/// the variants is the order in which they start.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Before all others.
    High,
    /// As jobs are queued when nothing is said.
    #[default]
    Normal,
    /// When nothing else can use the lane.
    Low,
}

/// Which of the waiting jobs of one priority starts next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    /// The first in the user's order.
    #[default]
    InOrder,
    /// The first of the batch that has had no start for the longest time, so that a long
    /// batch keeps no short one waiting.
    ByTurns,
    /// The one with the most to render: what takes longest is not left for the end, and
    /// the whole queue is done soonest.
    Soonest,
}

impl Priority {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 3] = [Self::High, Self::Normal, Self::Low];

    /// Its name, as it is written down.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Normal => "normal",
            Self::Low => "low",
        }
    }
}

impl QueueOrder {
    /// All of them, the usual one first.
    pub const ALL: [Self; 3] = [Self::InOrder, Self::ByTurns, Self::Soonest];

    /// Its name, as it is written down.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InOrder => "in_order",
            Self::ByTurns => "by_turns",
            Self::Soonest => "soonest",
        }
    }
}

/// A word that names none of the choices.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{word}\" is none of {}", .choices.join(", "))]
pub struct NoSuchChoice {
    word: String,
    choices: Vec<&'static str>,
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for QueueOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Priority {
    type Err = NoSuchChoice;

    fn from_str(word: &str) -> Result<Self, NoSuchChoice> {
        choose(word, Self::ALL, Self::name)
    }
}

impl FromStr for QueueOrder {
    type Err = NoSuchChoice;

    fn from_str(word: &str) -> Result<Self, NoSuchChoice> {
        choose(word, Self::ALL, Self::name)
    }
}

fn choose<T: Copy>(
    word: &str,
    all: [T; 3],
    name: fn(T) -> &'static str,
) -> Result<T, NoSuchChoice> {
    let found = all.into_iter().find(|choice| name(*choice) == word);
    found.ok_or_else(|| NoSuchChoice {
        word: word.to_owned(),
        choices: all.into_iter().map(name).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_what_is_no_choice_is_named() {
        for priority in Priority::ALL {
            assert_eq!(priority.name().parse(), Ok(priority));
        }
        for order in QueueOrder::ALL {
            assert_eq!(order.name().parse(), Ok(order));
        }
        let error = "urgent".parse::<Priority>().unwrap_err();
        assert_eq!(error.to_string(), "\"urgent\" is none of high, normal, low");
        assert!(Priority::High < Priority::Normal && Priority::Normal < Priority::Low);
    }
}
