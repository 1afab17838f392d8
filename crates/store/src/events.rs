//! Numbered events: what changed, in the order it was committed.

use serde::Serialize;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::open::Store;
use crate::rows;

/// How many events one read returns at most.
pub const EVENTS_PAGE: u32 = 1_000;

/// How many events are kept at most.
pub const EVENTS_KEPT: i64 = 200_000;
/// How long events are kept, in milliseconds: a week.
const EVENTS_KEPT_MS: i64 = 7 * 24 * 3_600_000;

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Its number; later commits have larger ones.
    pub seq: i64,
    /// When it was committed.
    pub at: Timestamp,
    /// What it is, such as `job_changed`.
    pub kind: String,
    /// What it says, as JSON.
    pub data: serde_json::Value,
}

impl Store {
    /// The number of the last event; 0 when there is none.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn last_event(&self) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(seq), 0) FROM events";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.readers).await?)
    }

    /// The number of the first event that is kept; one more than the last event's when
    /// none is.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn first_event(&self) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce((SELECT min(seq) FROM events), \
                   (SELECT seq + 1 FROM sqlite_sequence WHERE name = 'events'), 1)";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.readers).await?)
    }

    /// Forgets events that are older than a week, and all but the last
    /// [`EVENTS_KEPT`]. The last one of all is always kept.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn forget_events(&self, now: Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "DELETE FROM events WHERE seq < (SELECT max(seq) FROM events) AND \
                               (at < ? OR seq <= (SELECT max(seq) FROM events) - ?)";
                    sqlx::query(sql)
                        .bind(now.plus_ms(-EVENTS_KEPT_MS).ms())
                        .bind(EVENTS_KEPT)
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// The events after number `seq`, at most [`EVENTS_PAGE`] of them, oldest first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn events_after(&self, seq: i64) -> Result<Vec<EventRow>, StoreError> {
        let sql = "SELECT seq, at, kind, data FROM events WHERE seq > ? ORDER BY seq LIMIT ?";
        let found = sqlx::query(sql)
            .bind(seq)
            .bind(EVENTS_PAGE)
            .fetch_all(&self.readers)
            .await?;
        found
            .iter()
            .map(|row| {
                Ok(EventRow {
                    seq: row.try_get("seq")?,
                    at: rows::time(row, "at")?,
                    kind: row.try_get("kind")?,
                    data: rows::json(row, "events", "data")?,
                })
            })
            .collect()
    }
}

/// Notes an event in the transaction that makes it true.
pub(crate) async fn note(
    connection: &mut SqliteConnection,
    at: Timestamp,
    kind: &'static str,
    data: &impl Serialize,
) -> Result<(), StoreError> {
    note_all(connection, kind, std::iter::once((at, data))).await
}

/// Notes events of one kind in the transaction that makes them true, in this order.
pub(crate) async fn note_all(
    connection: &mut SqliteConnection,
    kind: &'static str,
    events: impl Iterator<Item = (Timestamp, impl Serialize)>,
) -> Result<(), StoreError> {
    let told: Result<Vec<_>, StoreError> = events
        .map(|(at, data)| Ok((at, rows::to_json(&data, "events", "data")?)))
        .collect();
    let mut insert = QueryBuilder::new("INSERT INTO events (at, kind, data) ");
    insert.push_values(told?, |mut row, (at, data)| {
        row.push_bind(at.ms()).push_bind(kind).push_bind(data);
    });
    insert.build().execute(connection).await?;
    Ok(())
}
