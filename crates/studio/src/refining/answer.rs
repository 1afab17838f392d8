//! An answer of a refiner, with who gave it and what that took.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::time::Timestamp;
use worldreel_refine::Tokens;

/// How a refiner is to be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HowToAsk {
    /// Which refiner; the one that is chosen for the task when none is named.
    pub refiner: Option<String>,
    /// Whether a chat model is asked even if its answer to the same question is kept.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fresh: bool,
    /// A name for this call, made up by the caller, by which it can be stopped, and followed
    /// while a chat model writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
}

impl HowToAsk {
    /// Of this refiner, or of the one that is chosen.
    #[must_use]
    pub fn of(refiner: Option<String>) -> Self {
        Self {
            refiner,
            ..Self::default()
        }
    }
}

/// An answer, with who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "{T}ByRefiner")]
pub struct Refined<T> {
    /// The answer.
    #[serde(flatten)]
    pub answer: T,
    /// Who gave it, and what that took.
    pub by: RefinedBy,
}

/// Who gave an answer, and what that took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RefinedBy {
    /// The refiner's name.
    pub refiner: String,
    /// Its name for people.
    pub label: String,
    /// Whether it works without a network.
    pub offline: bool,
    /// Why it was not the refiner that was chosen: a sentence without a full stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// What was asked of a chat model; absent when none was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took: Option<Took>,
    /// When the chat model gave this answer, when it was kept from before and nothing was
    /// sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_from: Option<Timestamp>,
}

/// What an answer of a chat model took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Took {
    /// How many requests were sent for it.
    pub requests: u32,
    /// The tokens, as the server counted them; absent when it did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Tokens>,
    /// What it cost, in millionths of a US dollar; absent when tokens or price are not
    /// known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub micro_usd: Option<i64>,
}

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tokens {
            Some(Tokens { prompt, completion }) => write!(f, "{prompt} + {completion} tokens, ")?,
            None => f.write_str("tokens not said, ")?,
        }
        match self.micro_usd {
            None => f.write_str("price unknown"),
            Some(0) => f.write_str("free"),
            Some(micro_usd) if micro_usd < 100 => f.write_str("less than $0.0001"),
            // Exact up to nine billion dollars.
            #[allow(clippy::cast_precision_loss, reason = "only for the eye")]
            Some(micro_usd) => write!(f, "${:.4}", micro_usd as f64 / 1e6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_never_a_figure() {
        let took = |tokens, micro_usd| Took {
            requests: 1,
            tokens,
            micro_usd,
        };
        let tokens = Some(Tokens {
            prompt: 412,
            completion: 180,
        });
        let told = [
            took(tokens, Some(170)).to_string(),
            took(tokens, Some(3)).to_string(),
            took(tokens, Some(0)).to_string(),
            took(tokens, None).to_string(),
            took(None, None).to_string(),
        ];
        assert_eq!(
            told,
            [
                "412 + 180 tokens, $0.0002",
                "412 + 180 tokens, less than $0.0001",
                "412 + 180 tokens, free",
                "412 + 180 tokens, price unknown",
                "tokens not said, price unknown",
            ]
        );
    }
}
