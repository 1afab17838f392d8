//! Drafts: what is typed and not yet a revision.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use worldreel_domain::id::SessionId;
use worldreel_domain::time::Timestamp;

use crate::call::Nothing;
use crate::error::ApiError;
use crate::studio::Studio;

/// Names a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DraftRef {
    /// The session it is written in; the one that does not exist yet when none is named.
    #[serde(default)]
    pub session: Option<SessionId>,
}

/// A draft to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SaveDraft {
    /// The session it is written in; the one that does not exist yet when none is named.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// What is typed, as the page that writes it keeps it; nothing removes the draft.
    #[serde(default)]
    pub body: Option<Map<String, Value>>,
}

/// What is typed, if anything is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DraftAnswer {
    /// The draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftView>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DraftView {
    /// What is typed, as the page that wrote it keeps it.
    pub body: Map<String, Value>,
    /// When it was saved.
    pub saved_at: Timestamp,
}

impl Studio {
    /// What is typed in a session and not yet a revision.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn draft(&self, wanted: DraftRef) -> Result<DraftAnswer, ApiError> {
        let row = self.store().draft(wanted.session).await?;
        Ok(DraftAnswer {
            draft: row.map(|row| DraftView {
                body: row.body,
                saved_at: row.saved_at,
            }),
        })
    }

    /// Saves what is typed. Where two windows write in one session, the later one stays.
    ///
    /// # Errors
    ///
    /// `not_found` for a session that does not exist.
    pub async fn save_draft(&self, wanted: SaveDraft) -> Result<Nothing, ApiError> {
        if let Some(session) = wanted.session {
            self.session_row(session).await?;
        }
        self.store()
            .save_draft(wanted.session, wanted.body, Self::now())
            .await?;
        Ok(Nothing {})
    }
}
