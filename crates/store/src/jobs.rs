//! Jobs and their attempts.

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::{QueryBuilder, SqliteConnection};
use worldreel_domain::id::{AttemptId, BatchId, EngineName, JobId, SessionId};
use worldreel_domain::queue::Priority;
use worldreel_domain::time::Timestamp;

use crate::batches::staged::shown;
use crate::error::{StoreError, found};
use crate::events;
use crate::open::Store;
use crate::over::OVER;
use crate::rows::{self, AttemptRow, JobRow, RecentAttempt};

/// A job's place in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobPlace {
    /// How urgent it is.
    pub priority: Priority,
    /// Its place among those of the same priority.
    pub rank: i64,
}

/// Which jobs to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobFilter {
    /// Only those of this session.
    pub session: Option<SessionId>,
    /// Only those of this batch.
    pub batch: Option<BatchId>,
    /// Only those the queue still has something to do for.
    pub live: bool,
    /// Only those that are finished and not cleared from the queue's list.
    pub finished: bool,
    /// Only those that were cleared together at this moment.
    pub cleared_at: Option<Timestamp>,
    /// Only those with this take or a later one.
    pub from_take: Option<u32>,
    /// Only those that come after this one in the order of the list.
    pub after: Option<JobId>,
    /// At most this many; `None` for all.
    pub limit: Option<u32>,
}

/// What a list of jobs is in the order of, each way with an index of its own, so that a page
/// costs the same wherever it begins.
#[derive(Debug, Clone, Copy)]
enum Order {
    /// Those that ended last first.
    Ended,
    /// The urgent first, and then in the user's order.
    Queue,
    /// By take, where all are of one session.
    Take,
    /// By when they were queued, where all were cleared together.
    Id,
    /// In the user's order.
    Rank,
}

impl Order {
    const fn of(filter: &JobFilter) -> Self {
        match filter {
            JobFilter { finished: true, .. } => Self::Ended,
            JobFilter { live: true, .. } => Self::Queue,
            JobFilter {
                cleared_at: Some(_),
                ..
            } => Self::Id,
            JobFilter {
                session: Some(_), ..
            }
            | JobFilter { batch: Some(_), .. } => Self::Take,
            _ => Self::Rank,
        }
    }

    /// The columns, and whether the largest come first.
    const fn columns(self) -> (&'static str, bool) {
        match self {
            Self::Ended => ("changed_at, id", true),
            Self::Queue => ("priority, rank, id", false),
            Self::Take => ("take", false),
            Self::Id => ("id", false),
            Self::Rank => ("rank, id", false),
        }
    }
}

impl Store {
    /// Gives jobs other places in the queue: all of them or none.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when there is no such job; else as the database fails.
    pub async fn place_jobs(
        &self,
        places: Vec<(JobId, JobPlace)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    for (job, place) in &places {
                        place_job(connection, *job, *place, now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// A job, if it exists.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn job(&self, id: JobId) -> Result<Option<JobRow>, StoreError> {
        let sql = concat!("SELECT * FROM jobs WHERE id = ? AND ", shown!());
        let found = sqlx::query(sql)
            .bind(id.uuid())
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(rows::job).transpose()
    }

    /// Jobs: live ones in the order of the queue, the urgent first; finished ones by when they
    /// ended, the last first; those of a session or a batch by take; else in the user's order.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn jobs(&self, filter: JobFilter) -> Result<Vec<JobRow>, StoreError> {
        let mut query = QueryBuilder::new(concat!("SELECT * FROM jobs WHERE ", shown!()));
        if let Some(session) = filter.session {
            query.push(" AND session = ").push_bind(session.uuid());
        }
        if let Some(batch) = filter.batch {
            query.push(" AND batch = ").push_bind(batch.uuid());
        }
        if let Some(cleared_at) = filter.cleared_at {
            query.push(" AND cleared_at = ").push_bind(cleared_at.ms());
        }
        if let Some(take) = filter.from_take {
            query.push(" AND take >= ").push_bind(take);
        }
        if filter.finished {
            query.push(" AND ").push(OVER).push(
                " AND state <> 'undecided' \
                 AND session NOT IN (SELECT id FROM sessions WHERE deleted_at IS NOT NULL)",
            );
        } else if filter.live {
            query.push(" AND state NOT IN ('cancelled', 'expired', 'failed', 'done')");
        }
        let (columns, largest_first) = Order::of(&filter).columns();
        if let Some(after) = filter.after {
            let beyond = if largest_first { "<" } else { ">" };
            query.push(format!(
                " AND ({columns}) {beyond} (SELECT {columns} FROM jobs WHERE id = "
            ));
            query.push_bind(after.uuid()).push(")");
        }
        query.push(" ORDER BY ");
        query.push(match largest_first {
            true => columns.replace(',', " DESC,") + " DESC",
            false => columns.to_owned(),
        });
        if let Some(limit) = filter.limit {
            query.push(" LIMIT ").push_bind(limit);
        }
        let found = query.build().fetch_all(&self.readers).await?;
        found.iter().map(rows::job).collect()
    }

    /// An attempt, if it exists.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn attempt(&self, id: AttemptId) -> Result<Option<AttemptRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM attempts WHERE id = ?")
            .bind(id.uuid())
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(rows::attempt).transpose()
    }

    /// The engine's own ids of all renders that attempts hold tickets for.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn tickets(&self, engine: &EngineName) -> Result<BTreeSet<String>, StoreError> {
        let sql = "SELECT json_extract(ticket, '$.id') FROM attempts \
            WHERE engine = ? AND ticket IS NOT NULL";
        let found: Vec<String> = sqlx::query_scalar(sql)
            .bind(engine.as_str())
            .fetch_all(&self.readers)
            .await?;
        Ok(found.into_iter().collect())
    }

    /// A job's attempts, oldest first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn attempts(&self, job: JobId) -> Result<Vec<AttemptRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM attempts WHERE job = ? ORDER BY began_at, id")
            .bind(job.uuid())
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(rows::attempt).collect()
    }

    /// The attempts that ended, those that began last first: at most `limit`.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn recent_attempts(&self, limit: u32) -> Result<Vec<RecentAttempt>, StoreError> {
        // Their ids are in the order in which they began.
        let found = sqlx::query(
            "SELECT attempts.*, jobs.session, jobs.take FROM attempts \
             JOIN jobs ON jobs.id = attempts.job \
             WHERE attempts.ended_at IS NOT NULL ORDER BY attempts.id DESC LIMIT ?",
        )
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(rows::recent_attempt).collect()
    }
}

async fn place_job(
    connection: &mut SqliteConnection,
    job: JobId,
    place: JobPlace,
    now: Timestamp,
) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE jobs SET priority = ?, rank = ? WHERE id = ?")
        .bind(rows::priority_number(place.priority))
        .bind(place.rank)
        .bind(job.uuid())
        .execute(&mut *connection)
        .await?;
    found(&done, "job", job)?;
    events::note(
        connection,
        now,
        "job_moved",
        &json!({ "job": job, "priority": place.priority, "rank": place.rank }),
    )
    .await
}
