//! Our own cases: what is asked, and what has to hold.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::SceneField;
use worldreel_refine::{Axis, CharSpan, LockedSpan, Locks};

/// What is locked in a case: fields, and words of the prompt.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct CaseLocks {
    #[serde(default)]
    fields: BTreeSet<SceneField>,
    #[serde(default)]
    texts: Vec<String>,
}

impl CaseLocks {
    pub(crate) fn in_prompt(&self, prompt: &str) -> Locks {
        let spans = self.texts.iter().filter_map(|text| {
            let at = prompt.find(text.as_str())?;
            let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let start = chars(&prompt[..at]);
            Some(LockedSpan {
                at: CharSpan {
                    start,
                    end: start + chars(text),
                },
                text: text.clone(),
            })
        });
        Locks {
            fields: self.fields.clone(),
            spans: spans.collect(),
        }
    }
}

/// A wish and what is to become of it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct UpdateCase {
    pub(crate) kind: String,
    pub(crate) prompt: String,
    pub(crate) request: String,
    #[serde(default)]
    pub(crate) locks: CaseLocks,
    /// Words that each field must say afterwards; `null`: nothing of them.
    #[serde(default)]
    pub(crate) changed: BTreeMap<SceneField, Option<String>>,
    /// Fields that may change, too.
    #[serde(default)]
    pub(crate) also: BTreeSet<SceneField>,
    /// Words that the new prompt must have.
    #[serde(default)]
    pub(crate) has: Vec<String>,
    /// Words that it must not have.
    #[serde(default)]
    pub(crate) lacks: Vec<String>,
    /// Whether nothing may change, with a reason.
    #[serde(default)]
    pub(crate) refused: bool,
    /// How many parts are not done, at least.
    #[serde(default)]
    pub(crate) not_done: usize,
}

/// A prompt to be enhanced.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EnhanceCase {
    pub(crate) kind: String,
    pub(crate) prompt: String,
    #[serde(default)]
    pub(crate) locks: CaseLocks,
    #[serde(default)]
    pub(crate) left_alone: bool,
    #[serde(default)]
    pub(crate) never: Vec<String>,
}

/// Prompts to be varied.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct VaryCase {
    pub(crate) kind: String,
    pub(crate) selected: Vec<Prompt>,
    pub(crate) total: u8,
    #[serde(default)]
    pub(crate) locks: CaseLocks,
    #[serde(default)]
    pub(crate) axes: Option<Vec<Axis>>,
    #[serde(default)]
    pub(crate) short: bool,
}

/// A prompt to be read.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ExtractCase {
    pub(crate) kind: String,
    pub(crate) prompt: Prompt,
    pub(crate) fields: BTreeMap<SceneField, String>,
}

/// A prompt to be read in detail.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct DetailCase {
    pub(crate) kind: String,
    pub(crate) prompt: Prompt,
    /// Words that a value holds, by its place.
    pub(crate) has: BTreeMap<String, String>,
    /// What nothing is said of, by the beginning of its places; but for what `has` names.
    pub(crate) nothing_of: Vec<String>,
}

/// All cases.
#[derive(Debug, Clone)]
pub(crate) struct Cases {
    pub(crate) updates: Vec<UpdateCase>,
    pub(crate) enhance: Vec<EnhanceCase>,
    pub(crate) vary: Vec<VaryCase>,
    pub(crate) extract: Vec<ExtractCase>,
    pub(crate) detail: Vec<DetailCase>,
}

impl Cases {
    /// Reads them.
    pub(crate) fn read() -> Result<Self, serde_json::Error> {
        Ok(Self {
            updates: serde_json::from_str(include_str!("updates.json"))?,
            enhance: serde_json::from_str(include_str!("enhance.json"))?,
            vary: serde_json::from_str(include_str!("vary.json"))?,
            extract: serde_json::from_str(include_str!("extract.json"))?,
            detail: serde_json::from_str(include_str!("detail.json"))?,
        })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.updates.len()
            + self.enhance.len()
            + self.vary.len()
            + self.extract.len()
            + self.detail.len()
    }
}
