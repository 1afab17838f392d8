//! What attempts used and may have cost: the ledger.

use sqlx::Row;
use uuid::Uuid;
use worldreel_domain::id::{AttemptId, EngineName, KeyFingerprint};
use worldreel_domain::time::Timestamp;

use super::MachineStore;
use crate::error::StoreError;

/// An attempt that is about to send its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUse {
    /// The attempt.
    pub attempt: AttemptId,
    /// The library that its job is in, by its folder.
    pub library: String,
    /// The engine.
    pub engine: EngineName,
    /// The key that it is sent with.
    pub key: Option<KeyFingerprint>,
    /// What it may cost, in millionths of a US dollar.
    pub micro_usd: i64,
    /// When.
    pub began_at: Timestamp,
}

/// How an attempt ended, as far as money goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledUse {
    /// The attempt.
    pub attempt: AttemptId,
    /// How it ended, in one word.
    pub outcome: &'static str,
    /// What it cost, as far as that is known, in millionths of a US dollar; `None` is what
    /// it was begun with.
    pub micro_usd: Option<i64>,
    /// When.
    pub settled_at: Timestamp,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseRow {
    /// The attempt.
    pub attempt: AttemptId,
    /// The engine.
    pub engine: EngineName,
    /// The key that it was sent with.
    pub key: Option<KeyFingerprint>,
    /// What it cost or may cost, in millionths of a US dollar.
    pub micro_usd: i64,
    /// When it was begun.
    pub began_at: Timestamp,
    /// How it ended; `None` while that is not known.
    pub outcome: Option<String>,
}

impl MachineStore {
    /// Writes down what attempts are about to use. An attempt that is there already
    /// stays as it is.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn begin_uses(&self, uses: Vec<NewUse>) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    for used in uses {
                        let sql = "INSERT OR IGNORE INTO uses \
                            (attempt, library, engine, key, micro_usd, began_at) \
                            VALUES (?, ?, ?, ?, ?, ?)";
                        sqlx::query(sql)
                            .bind(used.attempt.uuid())
                            .bind(used.library)
                            .bind(used.engine.as_str())
                            .bind(used.key.as_ref().map(KeyFingerprint::as_str))
                            .bind(used.micro_usd)
                            .bind(used.began_at.ms())
                            .execute(&mut *connection)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Writes down how attempts ended. Only the first word on an attempt counts.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn settle_uses(&self, settled: Vec<SettledUse>) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    for end in settled {
                        let sql = "UPDATE uses SET outcome = ?, settled_at = ?, \
                            micro_usd = coalesce(?, micro_usd) \
                            WHERE attempt = ? AND outcome IS NULL";
                        sqlx::query(sql)
                            .bind(end.outcome)
                            .bind(end.settled_at.ms())
                            .bind(end.micro_usd)
                            .bind(end.attempt.uuid())
                            .execute(&mut *connection)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Strikes out uses that were written down and never begun.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn forget_uses(&self, attempts: Vec<AttemptId>) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    for attempt in attempts {
                        sqlx::query("DELETE FROM uses WHERE attempt = ? AND outcome IS NULL")
                            .bind(attempt.uuid())
                            .execute(&mut *connection)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// The uses of a library whose end is not known, oldest first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn open_uses(&self, library: &str) -> Result<Vec<UseRow>, StoreError> {
        let sql = "SELECT * FROM uses WHERE outcome IS NULL AND library = ? ORDER BY began_at";
        let found = sqlx::query(sql)
            .bind(library)
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(use_row).collect()
    }

    /// All uses since a moment, oldest first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn uses_since(&self, since: Timestamp) -> Result<Vec<UseRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM uses WHERE began_at >= ? ORDER BY began_at")
            .bind(since.ms())
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(use_row).collect()
    }
}

fn use_row(row: &sqlx::sqlite::SqliteRow) -> Result<UseRow, StoreError> {
    let key: Option<String> = row.try_get("key")?;
    Ok(UseRow {
        attempt: AttemptId::from_uuid(row.try_get::<Uuid, _>("attempt")?),
        engine: EngineName::new(row.try_get::<String, _>("engine")?),
        key: key.map(KeyFingerprint::new),
        micro_usd: row.try_get("micro_usd")?,
        began_at: Timestamp::from_ms(row.try_get("began_at")?),
        outcome: row.try_get("outcome")?,
    })
}
