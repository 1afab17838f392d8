//! The chat models that the user has set up.

use sqlx::Row;
use worldreel_domain::time::Timestamp;

use super::MachineStore;
use crate::error::StoreError;
use crate::rows;

/// A chat model that the user has set up.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelRow {
    /// How the user calls it.
    pub name: String,
    /// Its settings.
    pub settings: serde_json::Value,
}

impl MachineStore {
    /// The chat models in the order in which they were added.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn models(&self) -> Result<Vec<ModelRow>, StoreError> {
        let sql = "SELECT name, settings FROM models ORDER BY position";
        let found = sqlx::query(sql).fetch_all(&self.readers).await?;
        let model = |row: &sqlx::sqlite::SqliteRow| {
            Ok(ModelRow {
                name: row.try_get("name")?,
                settings: rows::json(row, "models", "settings")?,
            })
        };
        found.iter().map(model).collect()
    }

    /// Adds a chat model at the end. False when there is one of that name, which then stays
    /// as it is.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn add_model(&self, model: ModelRow, now: Timestamp) -> Result<bool, StoreError> {
        let settings = rows::to_json(&model.settings, "models", "settings")?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "INSERT INTO models (name, position, settings, added_at) \
                        SELECT ?, coalesce(max(position), 0) + 1, ?, ? FROM models WHERE true \
                        ON CONFLICT (name) DO NOTHING";
                    let done = sqlx::query(sql)
                        .bind(model.name)
                        .bind(settings)
                        .bind(now.ms())
                        .execute(connection)
                        .await?;
                    Ok(done.rows_affected() == 1)
                })
            })
            .await
    }

    /// Changes the settings of a chat model. False when there is none of that name.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn set_model(&self, model: ModelRow) -> Result<bool, StoreError> {
        let settings = rows::to_json(&model.settings, "models", "settings")?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let done = sqlx::query("UPDATE models SET settings = ? WHERE name = ?")
                        .bind(settings)
                        .bind(model.name)
                        .execute(connection)
                        .await?;
                    Ok(done.rows_affected() == 1)
                })
            })
            .await
    }

    /// Takes a chat model out. False when there is none of that name.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn remove_model(&self, name: String) -> Result<bool, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let done = sqlx::query("DELETE FROM models WHERE name = ?")
                        .bind(name)
                        .execute(connection)
                        .await?;
                    Ok(done.rows_affected() == 1)
                })
            })
            .await
    }
}
