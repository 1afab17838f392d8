//! Checked prompt text.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest prompt that is taken, in characters.
///
/// The longest limit among the engines we know is 20,000 characters (Cosmos NIM
/// 4.x API reference, read 2026-11).
pub const PROMPT_CHARS_MAX: usize = 20_000;

/// A prompt or negative prompt: not blank, at most [`PROMPT_CHARS_MAX`] characters,
/// and free of control characters but for line breaks and tabs.
///
/// The user's own words are kept to the letter: nothing is trimmed inside, and
/// quotes, apostrophes, emoji and right-to-left text pass unchanged. Only white
/// space around the whole text is removed, and line ends become `\n`.
///
/// ```
/// use worldreel_domain::prompt::{Prompt, PromptError};
///
/// let prompt: Prompt = " a fox that doesn't stop\r\n".parse()?;
/// assert_eq!(prompt.as_str(), "a fox that doesn't stop");
/// assert_eq!("   ".parse::<Prompt>(), Err(PromptError::Blank));
/// # Ok::<(), PromptError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Prompt(#[schemars(length(min = 1, max = 20_000))] String);

/// Why a text can't be a prompt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    /// Nothing but white space.
    #[error("the prompt is empty")]
    Blank,
    /// Longer than [`PROMPT_CHARS_MAX`].
    #[error("the prompt has {chars} characters; at most {PROMPT_CHARS_MAX} are possible")]
    TooLong {
        /// How many characters the text has.
        chars: usize,
    },
    /// A control character, such as a NUL from a binary file.
    #[error("the prompt has the control character U+{code:04X} at character {at}")]
    ControlCharacter {
        /// Its code point.
        code: u32,
        /// Its position in characters, counted from 1.
        at: usize,
    },
}

impl Prompt {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many words it has, parted by white space.
    #[must_use]
    pub fn words(&self) -> usize {
        self.0.split_whitespace().count()
    }
}

impl std::str::FromStr for Prompt {
    type Err = PromptError;

    fn from_str(text: &str) -> Result<Self, PromptError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PromptError::Blank);
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let chars = text.chars().count();
        if chars > PROMPT_CHARS_MAX {
            return Err(PromptError::TooLong { chars });
        }
        let control = text
            .chars()
            .enumerate()
            .find(|(_, c)| c.is_control() && !matches!(c, '\n' | '\t'));
        match control {
            Some((index, c)) => Err(PromptError::ControlCharacter {
                code: u32::from(c),
                at: index + 1,
            }),
            None => Ok(Self(text)),
        }
    }
}

impl TryFrom<String> for Prompt {
    type Error = PromptError;

    fn try_from(text: String) -> Result<Self, PromptError> {
        text.parse()
    }
}

impl From<Prompt> for String {
    fn from(prompt: Prompt) -> Self {
        prompt.0
    }
}

impl fmt::Display for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_words_are_kept_to_the_letter() {
        for text in [
            "a fox that doesn't \"stop\"",
            "לילה בירושלים, שועל אדום",
            "雪の中の狐 🦊",
            "one\nline\tand another",
        ] {
            assert_eq!(text.parse::<Prompt>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_control_character_is_named_with_its_place() {
        assert_eq!(
            "fox\u{0} in snow"
                .parse::<Prompt>()
                .unwrap_err()
                .to_string(),
            "the prompt has the control character U+0000 at character 4"
        );
    }

    #[test]
    fn a_hundred_thousand_characters_are_refused_with_both_numbers() {
        assert_eq!(
            "x".repeat(100_000)
                .parse::<Prompt>()
                .unwrap_err()
                .to_string(),
            "the prompt has 100000 characters; at most 20000 are possible"
        );
    }
}
