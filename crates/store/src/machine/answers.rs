//! The last answers of chat models, by what was asked.

use sqlx::Row;
use worldreel_domain::time::Timestamp;

use super::MachineStore;
use crate::error::StoreError;
use crate::rows;

/// So many answers are kept; the one that was not used for longest goes first.
pub const ANSWERS_KEPT_MAX: u32 = 500;

/// An answer that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptAnswer {
    /// What was answered.
    pub answer: serde_json::Value,
    /// When.
    pub made_at: Timestamp,
}

impl MachineStore {
    /// The answer to a question, if it is kept. That counts as a use of it.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn kept_answer(
        &self,
        question: &str,
        now: Timestamp,
    ) -> Result<Option<KeptAnswer>, StoreError> {
        let found = sqlx::query("SELECT answer, made_at FROM model_answers WHERE question = ?")
            .bind(question)
            .fetch_optional(&self.readers)
            .await?;
        let Some(row) = found else { return Ok(None) };
        let question = question.to_owned();
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE model_answers SET used_at = ? WHERE question = ?")
                        .bind(now.ms())
                        .bind(question)
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await?;
        Ok(Some(KeptAnswer {
            answer: rows::json(&row, "model_answers", "answer")?,
            made_at: Timestamp::from_ms(row.try_get("made_at")?),
        }))
    }

    /// Keeps the answer of a model to a question, in the place of an earlier one.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn keep_answer(
        &self,
        question: String,
        name: String,
        kept: KeptAnswer,
    ) -> Result<(), StoreError> {
        let answer = rows::to_json(&kept.answer, "model_answers", "answer")?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let at = kept.made_at.ms();
                    let sql = "INSERT OR REPLACE INTO model_answers \
                        (question, name, answer, made_at, used_at) VALUES (?, ?, ?, ?, ?)";
                    sqlx::query(sql)
                        .bind(question)
                        .bind(name)
                        .bind(answer)
                        .bind(at)
                        .bind(at)
                        .execute(&mut *connection)
                        .await?;
                    let sql = "DELETE FROM model_answers WHERE question IN \
                        (SELECT question FROM model_answers ORDER BY used_at DESC, made_at DESC \
                         LIMIT -1 OFFSET ?)";
                    sqlx::query(sql)
                        .bind(ANSWERS_KEPT_MAX)
                        .execute(&mut *connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// How many answers are kept.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn kept_answers(&self) -> Result<u32, StoreError> {
        let row = sqlx::query("SELECT count(*) AS n FROM model_answers")
            .fetch_one(&self.readers)
            .await?;
        Ok(row.try_get("n")?)
    }

    /// Forgets the answers of one model, or all. Returns how many there were.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn forget_answers(&self, name: Option<String>) -> Result<u32, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "DELETE FROM model_answers WHERE ? IS NULL OR name = ?";
                    let done = sqlx::query(sql)
                        .bind(&name)
                        .bind(&name)
                        .execute(connection)
                        .await?;
                    Ok(u32::try_from(done.rows_affected()).unwrap_or(u32::MAX))
                })
            })
            .await
    }
}
