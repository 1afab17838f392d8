//! Templates: prompts with gaps to fill in.
//!
//! A gap is a name in braces, `{subject}`, or a name with what stands there when nothing
//! is said, `{weather: light rain}`. The same name is the same gap everywhere. Braces that
//! are meant as such are doubled: `{{` and `}}`.
//!
//! ```
//! use std::collections::BTreeMap;
//! use worldreel_refine::templates::{TemplateText, fill};
//!
//! let text: TemplateText = "A {animal} runs through {place: deep snow}.".parse()?;
//! let values = BTreeMap::from([("animal".to_owned(), "otter".to_owned())]);
//! assert_eq!(
//!     fill(&text, &values)?.as_str(),
//!     "An otter runs through deep snow."
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod built_in;
mod parse;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::{PROMPT_CHARS_MAX, Prompt, PromptError};

pub use self::built_in::built_in;
pub use self::parse::TemplateError;

use self::parse::Piece;
use crate::rules;

/// The longest name of a template, a preset or a gap, in characters.
pub const NAME_CHARS_MAX: usize = 60;

/// A prompt with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Template {
    /// What it is called. Upper and lower case are the same.
    pub name: String,
    /// What it is for, in a few words; may be empty.
    #[serde(default)]
    pub about: String,
    /// The text with its gaps.
    pub text: TemplateText,
    /// What should not be seen, if anything is said of it. It has no gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
}

/// The text of a template: not blank, at most [`PROMPT_CHARS_MAX`] characters, and with
/// gaps that are closed and named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "Prompt")]
pub struct TemplateText {
    text: String,
    pieces: Vec<Piece>,
}

/// A gap of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// Its name.
    pub name: String,
    /// What stands there when nothing is said; `None` where something has to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

/// Why a template makes no prompt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// A gap has neither a value nor a default.
    #[error("nothing is said for \u{201c}{name}\u{201d}")]
    Missing {
        /// The gap.
        name: String,
    },
    /// A value for a gap that the template does not have.
    #[error("the template has no \u{201c}{name}\u{201d}; it has {known}")]
    Unknown {
        /// The name that was given.
        name: String,
        /// The names of its gaps.
        known: String,
    },
    /// Filled in, it is no prompt.
    #[error(transparent)]
    Prompt(#[from] PromptError),
}

impl FillError {
    /// The gap it is about, where it is about one.
    #[must_use]
    pub fn gap(&self) -> Option<&str> {
        match self {
            Self::Missing { name } | Self::Unknown { name, .. } => Some(name),
            Self::Prompt(_) => None,
        }
    }
}

impl TemplateText {
    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its gaps, in the order in which they first stand.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        for piece in &self.pieces {
            let Piece::Gap(gap) = piece else { continue };
            match gaps.iter_mut().find(|known| same(&known.name, &gap.name)) {
                Some(known) => {
                    if known.default.is_none() {
                        known.default.clone_from(&gap.default);
                    }
                }
                None => gaps.push(gap.clone()),
            }
        }
        gaps
    }
}

impl FromStr for TemplateText {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        // What is no prompt with its gaps open is none with its gaps filled in.
        let text: Prompt = text.parse()?;
        let pieces = parse::pieces(text.as_str())?;
        Ok(Self {
            text: text.into(),
            pieces,
        })
    }
}

impl TryFrom<String> for TemplateText {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, TemplateError> {
        text.parse()
    }
}

impl From<TemplateText> for String {
    fn from(text: TemplateText) -> Self {
        text.text
    }
}

impl fmt::Display for TemplateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether two names are the same.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The prompt that a template makes with `values`, which are told by the names of its gaps.
/// A blank value is none. An article before a gap is made to fit: "an otter".
///
/// # Errors
///
/// [`FillError`] with the gap that has no value, the value that has no gap, or why the whole
/// is no prompt.
pub fn fill(text: &TemplateText, values: &BTreeMap<String, String>) -> Result<Prompt, FillError> {
    let gaps = text.gaps();
    if let Some(name) = values
        .keys()
        .find(|name| !gaps.iter().any(|gap| same(&gap.name, name)))
    {
        let known: Vec<&str> = gaps.iter().map(|gap| gap.name.as_str()).collect();
        return Err(FillError::Unknown {
            name: name.clone(),
            known: if known.is_empty() {
                "no gaps".to_owned()
            } else {
                known.join(", ")
            },
        });
    }
    let said = |name: &str| {
        let value = values.iter().find(|(own, _)| same(own, name));
        let value = value.map(|(_, value)| one_line(value));
        let default = || {
            let gap = gaps.iter().find(|gap| same(&gap.name, name));
            gap.and_then(|gap| gap.default.clone())
        };
        value.filter(|value| !value.is_empty()).or_else(default)
    };
    let mut filled = String::new();
    for piece in &text.pieces {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Gap(gap) => {
                let value = said(&gap.name).ok_or_else(|| FillError::Missing {
                    name: gap.name.clone(),
                })?;
                rules::fit_article(&mut filled, &value);
                filled.push_str(&value);
            }
        }
        if filled.len() > PROMPT_CHARS_MAX * 8 {
            break; // It is too long by far, which the check below tells.
        }
    }
    Ok(filled.parse()?)
}

/// A value goes into the middle of a sentence.
fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
