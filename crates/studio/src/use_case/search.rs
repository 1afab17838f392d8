//! Words looked for in all that was ever written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::Revision;
use worldreel_domain::time::Timestamp;
use worldreel_store::FoundRevision;

use crate::error::ApiError;
use crate::studio::Studio;
use crate::use_case::page;

/// Words that are looked for in what was ever written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SearchRevisions {
    /// The words: all of them must be there, in any order, in either case. Without any, all
    /// that was written is told.
    #[serde(default)]
    pub text: String,
    /// In this session alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// Go on after this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<RevisionId>,
    /// How many, at most 1,000; 200 when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// A revision that has the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hit {
    /// The revision.
    #[serde(flatten)]
    pub revision: Revision,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The title of its session.
    pub session_title: String,
    /// When its session was put away, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<Timestamp>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hits {
    /// The newest first.
    pub hits: Vec<Hit>,
    /// Where to go on, if there is more: `before` of the next question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<RevisionId>,
}

impl Studio {
    /// Looks for words in all that was ever written, but for deleted sessions: in prompts,
    /// negative prompts, names and titles.
    ///
    /// # Errors
    ///
    /// `not_found` for a session that does not exist.
    pub async fn search_revisions(&self, wanted: SearchRevisions) -> Result<Hits, ApiError> {
        let words: Vec<String> = wanted.text.split_whitespace().map(folded).collect();
        if let Some(session) = wanted.session {
            self.session_row(session).await?;
        }
        let limit = page::limit(wanted.limit);
        let has = |one: &FoundRevision| {
            let text = &one.revision.text;
            let parts = [
                Some(text.prompt.as_str()),
                text.negative_prompt.as_ref().map(Prompt::as_str),
                one.name.as_deref(),
                Some(one.title.as_str()),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().map(folded).collect();
            words
                .iter()
                .all(|word| parts.iter().any(|part| part.contains(word)))
        };
        let found = self.store().find_revisions(
            wanted.session,
            wanted.before,
            usize::try_from(limit + 1).unwrap_or(usize::MAX),
            has,
        );
        let (found, next) = page::cut(found.await?, limit, |one| one.revision.id);
        Ok(Hits {
            hits: found.into_iter().map(Hit::from).collect(),
            next,
        })
    }
}

/// A word as it is compared: in one case, also where that takes two letters for one.
fn folded(word: &str) -> String {
    word.to_uppercase().to_lowercase()
}

impl From<FoundRevision> for Hit {
    fn from(found: FoundRevision) -> Self {
        let FoundRevision {
            revision,
            name,
            title,
            archived_at,
        } = found;
        Self {
            revision,
            name,
            session_title: title,
            archived_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn words_are_found_in_either_case_in_every_script() {
        for (text, word) in [
            ("Straße", "STRASSE"),
            ("ÉCLAIR", "éclair"),
            ("ΟΔΟΣ", "οδος"),
            ("Ёлка", "ёЛКА"),
            ("雪の狐", "雪"),
        ] {
            assert!(folded(text).contains(&folded(word)), "{text} has {word}");
        }
    }
}
