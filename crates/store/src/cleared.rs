//! Finished jobs that the user cleared from the queue's list.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use worldreel_domain::id::JobId;
use worldreel_domain::job::JobStateName;
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::events;
use crate::open::Store;
use crate::rows;

/// What finished and was not cleared, in the words of the index over it.
pub(crate) const FINISHED: &str =
    "cleared_at IS NULL AND state IN ('cancelled', 'expired', 'failed', 'done')";

/// Jobs that were cleared together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClearedRow {
    /// When; no other jobs were cleared at this moment.
    pub cleared_at: Timestamp,
    /// How many.
    pub count: u32,
}

impl Store {
    /// Takes finished jobs off the queue's list: those in one of `states`, and only those of
    /// `jobs` when any are named. `None` when there is none.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn clear_finished(
        &self,
        states: BTreeSet<JobStateName>,
        jobs: Vec<JobId>,
        now: Timestamp,
    ) -> Result<Option<ClearedRow>, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move { clear(connection, &states, &jobs, now).await })
            })
            .await
    }

    /// Puts back on the list what was cleared together at a moment, or last when none is
    /// named. `None` when there is nothing to put back.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn put_back(
        &self,
        cleared_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Option<ClearedRow>, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move { put_back(connection, cleared_at, now).await })
            })
            .await
    }

    /// How many finished jobs of sessions that are not deleted are on the queue's list, by
    /// their states.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn count_finished(&self) -> Result<BTreeMap<JobStateName, u32>, StoreError> {
        let sql = "SELECT state, count(*) AS jobs FROM jobs \
            WHERE cleared_at IS NULL AND state IN ('cancelled', 'expired', 'failed', 'done') \
            AND session NOT IN (SELECT id FROM sessions WHERE deleted_at IS NOT NULL) \
            GROUP BY state";
        let found = sqlx::query(sql).fetch_all(&self.readers).await?;
        found
            .iter()
            .map(|row| Ok((rows::state_name(row)?, row.try_get("jobs")?)))
            .collect()
    }
}

async fn clear(
    connection: &mut SqliteConnection,
    states: &BTreeSet<JobStateName>,
    jobs: &[JobId],
    now: Timestamp,
) -> Result<Option<ClearedRow>, StoreError> {
    // A clock that stands still or was set back doesn't make one clearing of two.
    let last: Option<i64> = sqlx::query_scalar("SELECT max(cleared_at) FROM jobs")
        .fetch_one(&mut *connection)
        .await?;
    let cleared_at = last.map_or(now.ms(), |last| now.ms().max(last + 1));
    let mut count = 0;
    let each = jobs.iter().copied().map(Some);
    let all = jobs.is_empty().then_some(None);
    for job in each.chain(all) {
        let mut update = QueryBuilder::new("UPDATE jobs SET cleared_at = ");
        update.push_bind(cleared_at).push(" WHERE ").push(FINISHED);
        update.push(" AND state IN (");
        let mut listed = update.separated(", ");
        for state in states {
            listed.push_bind(state.name());
        }
        // What is not on the list is not cleared from it.
        update.push(") AND session NOT IN (SELECT id FROM sessions WHERE deleted_at IS NOT NULL)");
        if let Some(job) = job {
            update.push(" AND id = ").push_bind(job.uuid());
        }
        let done = update.build().execute(&mut *connection).await?;
        count += done.rows_affected();
    }
    if count == 0 {
        return Ok(None);
    }
    let cleared = ClearedRow {
        cleared_at: Timestamp::from_ms(cleared_at),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    };
    note(connection, "jobs_cleared", cleared, now).await?;
    Ok(Some(cleared))
}

async fn put_back(
    connection: &mut SqliteConnection,
    cleared_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<ClearedRow>, StoreError> {
    let last: Option<i64> = sqlx::query_scalar("SELECT max(cleared_at) FROM jobs")
        .fetch_one(&mut *connection)
        .await?;
    let Some(cleared_at) = cleared_at.map(Timestamp::ms).or(last) else {
        return Ok(None);
    };
    let done = sqlx::query("UPDATE jobs SET cleared_at = NULL WHERE cleared_at = ?")
        .bind(cleared_at)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let back = ClearedRow {
        cleared_at: Timestamp::from_ms(cleared_at),
        count: u32::try_from(done.rows_affected()).unwrap_or(u32::MAX),
    };
    note(connection, "jobs_put_back", back, now).await?;
    Ok(Some(back))
}

async fn note(
    connection: &mut SqliteConnection,
    kind: &'static str,
    row: ClearedRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let data = json!({ "cleared_at": row.cleared_at, "count": row.count });
    events::note(connection, now, kind, &data).await
}
