//! What was asked of each chat model, in all.

use std::collections::BTreeMap;

use sqlx::Row;

use super::MachineStore;
use crate::error::StoreError;

/// What was asked of a chat model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ModelTotals {
    /// Answers that it was asked for, also those that failed or were stopped.
    pub answers: i64,
    /// Requests that were sent for them.
    pub requests: i64,
    /// Answers of which its server did not say how many tokens they took.
    pub untold: i64,
    /// Tokens that were sent.
    pub prompt_tokens: i64,
    /// Tokens that came back.
    pub completion_tokens: i64,
    /// What they cost, in millionths of a US dollar, as far as a price was known.
    pub micro_usd: i64,
    /// Answers whose price was not known.
    pub unpriced: i64,
}

impl MachineStore {
    /// What was asked of the chat models, by their names.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn model_totals(&self) -> Result<BTreeMap<String, ModelTotals>, StoreError> {
        let found = sqlx::query("SELECT * FROM model_totals")
            .fetch_all(&self.readers)
            .await?;
        found
            .iter()
            .map(|row| {
                let totals = ModelTotals {
                    answers: row.try_get("answers")?,
                    requests: row.try_get("requests")?,
                    untold: row.try_get("untold")?,
                    prompt_tokens: row.try_get("prompt_tokens")?,
                    completion_tokens: row.try_get("completion_tokens")?,
                    micro_usd: row.try_get("micro_usd")?,
                    unpriced: row.try_get("unpriced")?,
                };
                Ok((row.try_get("name")?, totals))
            })
            .collect()
    }

    /// Adds to what was asked of a chat model.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn add_to_totals(&self, name: String, more: ModelTotals) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "INSERT INTO model_totals \
                        (name, answers, requests, untold, prompt_tokens, completion_tokens, \
                         micro_usd, unpriced) VALUES (?, ?, ?, ?, ?, ?, ?, ?) \
                        ON CONFLICT (name) DO UPDATE SET \
                        answers = answers + excluded.answers, \
                        requests = requests + excluded.requests, \
                        untold = untold + excluded.untold, \
                        prompt_tokens = prompt_tokens + excluded.prompt_tokens, \
                        completion_tokens = completion_tokens + excluded.completion_tokens, \
                        micro_usd = micro_usd + excluded.micro_usd, \
                        unpriced = unpriced + excluded.unpriced";
                    sqlx::query(sql)
                        .bind(name)
                        .bind(more.answers)
                        .bind(more.requests)
                        .bind(more.untold)
                        .bind(more.prompt_tokens)
                        .bind(more.completion_tokens)
                        .bind(more.micro_usd)
                        .bind(more.unpriced)
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }
}
