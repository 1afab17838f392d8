//! The engines that the user has set up, and the lanes that are paused.

use std::collections::BTreeSet;

use sqlx::Row;
use worldreel_domain::id::{EngineName, LaneName};
use worldreel_domain::time::Timestamp;
use worldreel_keys::KeyLabel;

use super::MachineStore;
use crate::error::StoreError;
use crate::rows;

/// An engine that the user has set up.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineRow {
    /// Its name.
    pub name: EngineName,
    /// Its settings, in the form of its kind.
    pub settings: serde_json::Value,
    /// The keys that it may use; `None` is any of its provider's.
    pub keys: Option<BTreeSet<KeyLabel>>,
}

impl MachineStore {
    /// The engines in the order in which they were added.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn engines(&self) -> Result<Vec<EngineRow>, StoreError> {
        let sql = "SELECT name, settings, keys FROM engines ORDER BY position";
        let found = sqlx::query(sql).fetch_all(&self.readers).await?;
        let engine = |row: &sqlx::sqlite::SqliteRow| {
            Ok(EngineRow {
                name: EngineName::new(row.try_get::<String, _>("name")?),
                settings: rows::json(row, "engines", "settings")?,
                keys: rows::optional_json(row, "engines", "keys")?,
            })
        };
        found.iter().map(engine).collect()
    }

    /// Adds an engine at the end. False when there is one of that name, which then stays
    /// as it is.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn add_engine(&self, engine: EngineRow, now: Timestamp) -> Result<bool, StoreError> {
        let settings = rows::to_json(&engine.settings, "engines", "settings")?;
        let keys = engine.keys.as_ref();
        let keys = keys
            .map(|keys| rows::to_json(keys, "engines", "keys"))
            .transpose()?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "INSERT INTO engines (name, position, settings, keys, added_at) \
                        SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ? FROM engines WHERE true \
                        ON CONFLICT (name) DO NOTHING";
                    let done = sqlx::query(sql)
                        .bind(engine.name.as_str())
                        .bind(settings)
                        .bind(keys)
                        .bind(now.ms())
                        .execute(connection)
                        .await?;
                    Ok(done.rows_affected() == 1)
                })
            })
            .await
    }

    /// Takes an engine out. False when there is none of that name.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn remove_engine(&self, name: EngineName) -> Result<bool, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let done = sqlx::query("DELETE FROM engines WHERE name = ?")
                        .bind(name.as_str())
                        .execute(connection)
                        .await?;
                    Ok(done.rows_affected() == 1)
                })
            })
            .await
    }

    /// The lanes that the user has paused.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn paused_lanes(&self) -> Result<Vec<LaneName>, StoreError> {
        let found: Vec<String> = sqlx::query_scalar("SELECT lane FROM paused_lanes ORDER BY lane")
            .fetch_all(&self.readers)
            .await?;
        Ok(found.into_iter().map(LaneName::new).collect())
    }

    /// Pauses or resumes a lane.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn set_lane_paused(&self, lane: LaneName, paused: bool) -> Result<(), StoreError> {
        let sql = if paused {
            "INSERT OR IGNORE INTO paused_lanes (lane) VALUES (?)"
        } else {
            "DELETE FROM paused_lanes WHERE lane = ?"
        };
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(sql)
                        .bind(lane.as_str())
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }
}
