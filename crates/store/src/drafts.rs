//! Drafts: what is typed and not yet a revision.

use serde_json::{Map, Value};
use sqlx::Row;
use worldreel_domain::id::SessionId;
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::open::Store;
use crate::rows;

/// A draft as it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// What its author keeps in it. The library never looks inside.
    pub body: Map<String, Value>,
    /// When it was saved.
    pub saved_at: Timestamp,
}

impl Store {
    /// Saves the draft of a session, or of the one that does not exist yet; `None`
    /// removes it.
    ///
    /// It moves no event: a draft changes with every pause in typing, and nobody else
    /// shows it.
    ///
    /// # Errors
    ///
    /// As the database fails; also when the session does not exist.
    pub async fn save_draft(
        &self,
        session: Option<SessionId>,
        body: Option<Map<String, Value>>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let body = body
            .map(|body| rows::to_json(&body, "drafts", "body"))
            .transpose()?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM drafts WHERE session IS ?")
                        .bind(session.map(SessionId::uuid))
                        .execute(&mut *connection)
                        .await?;
                    let Some(body) = body else { return Ok(()) };
                    sqlx::query("INSERT INTO drafts (session, body, saved_at) VALUES (?, ?, ?)")
                        .bind(session.map(SessionId::uuid))
                        .bind(body)
                        .bind(now.ms())
                        .execute(&mut *connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// The draft of a session, or of the one that does not exist yet.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn draft(&self, session: Option<SessionId>) -> Result<Option<DraftRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM drafts WHERE session IS ?")
            .bind(session.map(SessionId::uuid))
            .fetch_optional(&self.readers)
            .await?;
        found
            .map(|row| {
                Ok(DraftRow {
                    body: rows::json(&row, "drafts", "body")?,
                    saved_at: Timestamp::from_ms(row.try_get("saved_at")?),
                })
            })
            .transpose()
    }
}
