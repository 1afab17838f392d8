//! Style presets: looks that can be put on any prompt.
//!
//! A preset is a list of phrases, each carried out as if the user had asked for it: what
//! excludes it in the prompt gives way, and the rest is added. All of that is proposed as
//! changes to take or leave, within the locks. No model is asked, and the same prompt gives
//! the same proposal.

mod built_in;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::{Prompt, PromptError};
use worldreel_domain::scene::Scene;

use crate::locks::Locks;
use crate::refiner::preset::put_on;
use crate::talk::Updated;

pub use self::built_in::built_in;

/// The most phrases of one preset.
pub const PHRASES_MAX: usize = 12;
/// The longest phrase, in characters.
pub const PHRASE_CHARS_MAX: usize = 200;

/// A look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Preset {
    /// What it is called. Upper and lower case are the same.
    pub name: String,
    /// What it is for, in a few words; may be empty.
    #[serde(default)]
    pub about: String,
    /// What it says, 1 to [`PHRASES_MAX`] phrases of at most [`PHRASE_CHARS_MAX`]
    /// characters. One may begin with what it tells of, such as `camera: ` (an
    /// [`Axis`](crate::Axis)); else that is read from it.
    pub phrases: Vec<String>,
    /// What should not be seen with it, parted by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
}

/// What is wrong with a preset's phrases.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PresetError {
    /// None or too many.
    #[error("a preset has 1 to {PHRASES_MAX} phrases; this one has {count}")]
    Count {
        /// How many there are.
        count: usize,
    },
    /// One that says nothing.
    #[error("phrase {at} is empty")]
    Blank {
        /// Which one, counted from 1.
        at: usize,
    },
    /// One that is longer than [`PHRASE_CHARS_MAX`].
    #[error("phrase {at} has {chars} characters; at most {PHRASE_CHARS_MAX} are possible")]
    Long {
        /// Which one, counted from 1.
        at: usize,
        /// How many characters it has.
        chars: usize,
    },
    /// One that could not stand in a prompt.
    #[error("phrase {at}: {problem}")]
    Text {
        /// Which one, counted from 1.
        at: usize,
        /// Why not.
        problem: PromptError,
    },
}

/// A prompt on which a preset is to be put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PresetRequest {
    /// The prompt.
    pub prompt: Prompt,
    /// What should not be seen so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
    /// What the prompt says, field by field. When it is empty, English prompts are read
    /// by the rules.
    #[serde(default)]
    pub scene: Scene,
    /// What must stay as it is.
    #[serde(default)]
    pub locks: Locks,
}

/// What a preset would make of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PresetApplied {
    /// The changes of the prompt.
    #[serde(flatten)]
    pub updated: Updated,
    /// What it would have not be seen and is not said so far.
    pub negative_added: Vec<String>,
    /// What should not be seen with that; absent where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
}

impl Preset {
    /// Checks the phrases and takes white space off their ends.
    ///
    /// # Errors
    ///
    /// [`PresetError`] with the first phrase that can't stand.
    pub fn checked(mut self) -> Result<Self, PresetError> {
        let count = self.phrases.len();
        if !(1..=PHRASES_MAX).contains(&count) {
            return Err(PresetError::Count { count });
        }
        for (phrase, at) in self.phrases.iter_mut().zip(1..) {
            *phrase = match phrase.parse::<Prompt>() {
                Ok(text) => String::from(text).replace('\n', " "),
                Err(PromptError::Blank) => return Err(PresetError::Blank { at }),
                Err(problem) => return Err(PresetError::Text { at, problem }),
            };
            let chars = phrase.chars().count();
            if chars > PHRASE_CHARS_MAX {
                return Err(PresetError::Long { at, chars });
            }
        }
        Ok(self)
    }
}

/// What `preset` would make of a prompt. What is locked stays, and what was not done is told
/// with its reason.
#[must_use]
pub fn apply(preset: &Preset, request: &PresetRequest) -> PresetApplied {
    let old = request.negative_prompt.as_ref();
    let terms = preset.negative_prompt.as_ref().map(terms);
    let known: Vec<String> = old
        .map(terms_of)
        .unwrap_or_default()
        .into_iter()
        .map(str::to_lowercase)
        .collect();
    let added: Vec<String> = terms
        .unwrap_or_default()
        .into_iter()
        .filter(|term| !known.contains(&term.to_lowercase()))
        .collect();
    let joined = old
        .map(Prompt::as_str)
        .map(|old| old.trim_end_matches([',', ' ']))
        .into_iter()
        .chain(added.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join(", ");
    // One that would be too long stays as it is, and nothing is said to be added.
    let (negative_prompt, negative_added) = match joined.parse() {
        Ok(joined) if !added.is_empty() => (Some(joined), added),
        _ => (old.cloned(), Vec::new()),
    };
    PresetApplied {
        updated: put_on(preset, request),
        negative_added,
        negative_prompt,
    }
}

/// What a negative prompt names, one by one.
fn terms_of(negative: &Prompt) -> Vec<&str> {
    negative
        .as_str()
        .split([',', '\n'])
        .map(str::trim)
        .filter(|term| !term.is_empty())
        .collect()
}

fn terms(negative: &Prompt) -> Vec<String> {
    terms_of(negative).into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
