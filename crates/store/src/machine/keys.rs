//! What is known of keys. Their values are elsewhere.

use sqlx::Row;
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyLabel, KeyOrder, KeyRecord, Provider};

use super::MachineStore;
use crate::error::StoreError;
use crate::rows;

/// A key, as it was when it was last written.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyRow {
    /// Whose key it is.
    pub provider: Provider,
    /// What is known of it.
    pub record: KeyRecord,
}

impl MachineStore {
    /// All keys, each provider's in the user's order.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn keys(&self) -> Result<Vec<KeyRow>, StoreError> {
        let sql = "SELECT provider, record FROM keys ORDER BY provider, position";
        let found = sqlx::query(sql).fetch_all(&self.readers).await?;
        let key = |row: &sqlx::sqlite::SqliteRow| {
            Ok(KeyRow {
                provider: Provider::new(row.try_get::<String, _>("provider")?),
                record: rows::json(row, "keys", "record")?,
            })
        };
        found.iter().map(key).collect()
    }

    /// Adds a key at the end of its provider's. Answers the label under which this very
    /// key is there already, or the label itself when another key has it; nothing is
    /// added then.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn add_key(
        &self,
        key: KeyRow,
        now: Timestamp,
    ) -> Result<Option<KeyLabel>, StoreError> {
        let record = rows::to_json(&key.record, "keys", "record")?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let KeyRow { provider, record: known } = key;
                    let sql = "SELECT label FROM keys \
                        WHERE fingerprint = ?1 OR (provider = ?2 AND label = ?3)";
                    let held: Option<String> = sqlx::query_scalar(sql)
                        .bind(known.fingerprint.as_str())
                        .bind(provider.as_str())
                        .bind(known.label.as_str())
                        .fetch_optional(&mut *connection)
                        .await?;
                    if let Some(held) = held {
                        return Ok(Some(KeyLabel::new(held)));
                    }
                    let sql = "INSERT INTO keys (fingerprint, provider, label, position, record, added_at) \
                        SELECT ?1, ?2, ?3, coalesce(max(position), 0) + 1, ?4, ?5 FROM keys WHERE provider = ?2";
                    sqlx::query(sql)
                        .bind(known.fingerprint.as_str())
                        .bind(provider.as_str())
                        .bind(known.label.as_str())
                        .bind(record)
                        .bind(now.ms())
                        .execute(connection)
                        .await?;
                    Ok(None)
                })
            })
            .await
    }

    /// Takes a key out. False when it is not there.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn remove_key(&self, fingerprint: KeyFingerprint) -> Result<bool, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let done = sqlx::query("DELETE FROM keys WHERE fingerprint = ?")
                        .bind(fingerprint.as_str())
                        .execute(connection)
                        .await?;
                    Ok(done.rows_affected() == 1)
                })
            })
            .await
    }

    /// Writes down how keys are doing now; one that was taken out is passed over.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn save_keys(&self, records: Vec<KeyRecord>) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    for record in &records {
                        sqlx::query("UPDATE keys SET record = ? WHERE fingerprint = ?")
                            .bind(rows::to_json(record, "keys", "record")?)
                            .bind(record.fingerprint.as_str())
                            .execute(&mut *connection)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Puts a provider's keys in this order; keys that are not named follow as they were.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn place_keys(&self, fingerprints: Vec<KeyFingerprint>) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let first = -i64::try_from(fingerprints.len()).unwrap_or(i64::MAX);
                    for (position, fingerprint) in (first..).zip(&fingerprints) {
                        sqlx::query("UPDATE keys SET position = ? WHERE fingerprint = ?")
                            .bind(position)
                            .bind(fingerprint.as_str())
                            .execute(&mut *connection)
                            .await?;
                    }
                    let sql = "UPDATE keys SET position = (\
                        SELECT count(*) FROM keys AS other WHERE other.provider = keys.provider \
                        AND (other.position, other.fingerprint) <= (keys.position, keys.fingerprint))";
                    sqlx::query(sql).execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Which of a provider's keys comes next; [`KeyOrder::InOrder`] when nothing is set.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn key_order(&self, provider: &Provider) -> Result<KeyOrder, StoreError> {
        let found = sqlx::query("SELECT key_order FROM providers WHERE name = ?")
            .bind(provider.as_str())
            .fetch_optional(&self.readers)
            .await?;
        let order = found.map(|row| rows::json(&row, "providers", "key_order"));
        Ok(order.transpose()?.unwrap_or_default())
    }

    /// Has a provider's keys used in another order.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn set_key_order(
        &self,
        provider: Provider,
        order: KeyOrder,
    ) -> Result<(), StoreError> {
        let order = rows::to_json(&order, "providers", "key_order")?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "INSERT INTO providers (name, key_order) VALUES (?1, ?2) \
                        ON CONFLICT (name) DO UPDATE SET key_order = ?2";
                    sqlx::query(sql)
                        .bind(provider.as_str())
                        .bind(order)
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }
}
