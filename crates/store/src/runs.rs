//! When a studio worked on the queue.

use sqlx::Row;
use worldreel_domain::id::StudioEpoch;
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::open::Store;
use crate::rows;

/// A run of a studio that worked on the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunRow {
    /// Its number.
    pub epoch: StudioEpoch,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended; `None` when it was cut off, or still goes on.
    pub ended_at: Option<Timestamp>,
}

impl Store {
    /// Notes that a run begins.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn begin_run(&self, epoch: StudioEpoch, now: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT INTO runs (epoch, began_at) VALUES (?, ?)";
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let insert = sqlx::query(sql).bind(epoch.0).bind(now.ms());
                    insert.execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Notes that a run has ended as it should.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn end_run(&self, epoch: StudioEpoch, now: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE runs SET ended_at = ? WHERE epoch = ?";
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let update = sqlx::query(sql).bind(now.ms()).bind(epoch.0);
                    update.execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }

    /// The run that began last, if there was one.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn last_run(&self) -> Result<Option<RunRow>, StoreError> {
        let sql = "SELECT * FROM runs ORDER BY epoch DESC LIMIT 1";
        let found = sqlx::query(sql).fetch_optional(&self.readers).await?;
        let Some(row) = found else {
            return Ok(None);
        };
        let ended: Option<i64> = row.try_get("ended_at")?;
        Ok(Some(RunRow {
            epoch: StudioEpoch(row.try_get("epoch")?),
            began_at: rows::time(&row, "began_at")?,
            ended_at: ended.map(Timestamp::from_ms),
        }))
    }

    /// When the last event was noted, if there is one.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn last_event_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let sql = "SELECT at FROM events ORDER BY seq DESC LIMIT 1";
        let found: Option<i64> = sqlx::query_scalar(sql)
            .fetch_optional(&self.readers)
            .await?;
        Ok(found.map(Timestamp::from_ms))
    }
}
