//! Jobs and their attempts.

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::{QueryBuilder, SqliteConnection};
use worldreel_domain::expiry::Expiry;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, BatchId, EngineName, JobId, LaneName, SessionId};
use worldreel_domain::job::{JobState, Lease, Ticket};
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::Priority;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;

use crate::batches::staged::shown;
use crate::error::{StoreError, found};
use crate::events;
use crate::open::Store;
use crate::over::OVER;
use crate::rows::{self, AttemptRow, JobRow, RecentAttempt, VideoRow};
use crate::videos::insert_video;

/// What a change does to the job's attempts.
#[derive(Debug, Clone, PartialEq)]
pub enum AttemptChange {
    /// None of them changes.
    None,
    /// One begins.
    Began {
        /// Its claim.
        lease: Lease,
        /// The lane's engine.
        engine: EngineName,
        /// What it costs at most, in millionths of a US dollar.
        micro_usd: i64,
    },
    /// The engine gave this one a ticket.
    Ticketed {
        /// The attempt.
        attempt: AttemptId,
        /// The ticket.
        ticket: Ticket,
    },
    /// This one has ended.
    Ended {
        /// The attempt.
        attempt: AttemptId,
        /// Why it failed, if it did.
        failure: Option<Failure>,
        /// Whether it is known to have cost nothing.
        unbilled: bool,
    },
}

/// A job's change from one state to the next, as one transaction writes it.
#[derive(Debug, Clone, PartialEq)]
pub struct JobChange {
    /// The job.
    pub job: JobId,
    /// The version it was computed from.
    pub from_version: u32,
    /// The new state.
    pub state: JobState,
    /// The name of the event that made it.
    pub event: &'static str,
    /// Attempts that failed for reasons of the job's own, now.
    pub strikes: u32,
    /// From when on its wait counts.
    pub waits_since: Timestamp,
    /// What it does to the job's attempts.
    pub attempt: AttemptChange,
    /// The video that it brings.
    pub video: Option<VideoRow>,
    /// How it is to be rendered from now on, where that changes.
    pub edit: Option<JobEdit>,
    /// When it happened.
    pub at: Timestamp,
}

/// How a job is to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct JobEdit {
    /// Size, length, seed and the like.
    pub spec: RenderSpec,
    /// The engines that the user agreed to.
    pub engines: BTreeSet<EngineName>,
    /// The lanes that it is pinned to; none is any of its engines'.
    pub lanes: BTreeSet<LaneName>,
    /// What one render of it may cost.
    pub ceiling: Ceiling,
    /// How long it may wait.
    pub expiry: Expiry,
}

impl JobEdit {
    /// As the job is to be rendered anyway.
    #[must_use]
    pub fn unchanged(row: &JobRow) -> Self {
        Self {
            spec: row.spec.clone(),
            engines: row.engines.clone(),
            lanes: row.lanes.clone(),
            ceiling: row.ceiling,
            expiry: row.expiry,
        }
    }
}

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
    /// Writes changes of jobs: all of them or none.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] when one of the jobs is no longer at the version the
    /// change was computed from; else as the database fails.
    pub async fn change_jobs(&self, changes: Vec<JobChange>) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    for change in &changes {
                        write_change(connection, change).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

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

async fn write_change(
    connection: &mut SqliteConnection,
    change: &JobChange,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE jobs SET state = ?, state_json = ?, version = version + 1, strikes = ?, \
         waits_since = ?, changed_at = ?, cleared_at = NULL WHERE id = ? AND version = ?",
    )
    .bind(change.state.name().name())
    .bind(rows::to_json(&change.state, "jobs", "state_json")?)
    .bind(change.strikes)
    .bind(change.waits_since.ms())
    .bind(change.at.ms())
    .bind(change.job.uuid())
    .bind(change.from_version)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::Conflict { job: change.job });
    }
    write_attempt(connection, change).await?;
    if let Some(edit) = &change.edit {
        write_edit(connection, change.job, edit).await?;
    }
    if let Some(video) = &change.video {
        insert_video(connection, video).await?;
    }
    let data = json!({
        "job": change.job,
        "event": change.event,
        "state": change.state.name(),
        "version": change.from_version + 1,
    });
    events::note(connection, change.at, "job_changed", &data).await
}

async fn write_edit(
    connection: &mut SqliteConnection,
    job: JobId,
    edit: &JobEdit,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE jobs SET spec = ?, engines = ?, lanes = ?, ceiling_micro_usd = ?, \
         expire_after_s = ? WHERE id = ?",
    )
    .bind(rows::to_json(&edit.spec, "jobs", "spec")?)
    .bind(rows::to_json(&edit.engines, "jobs", "engines")?)
    .bind(rows::to_json(&edit.lanes, "jobs", "lanes")?)
    .bind(rows::ceiling_micro_usd(edit.ceiling))
    .bind(rows::expire_after_s(edit.expiry))
    .bind(job.uuid())
    .execute(connection)
    .await?;
    Ok(())
}

async fn write_attempt(
    connection: &mut SqliteConnection,
    change: &JobChange,
) -> Result<(), StoreError> {
    match &change.attempt {
        AttemptChange::None => {}
        AttemptChange::Began {
            lease,
            engine,
            micro_usd,
        } => {
            sqlx::query(
                "INSERT INTO attempts (id, job, epoch, engine, lane, micro_usd, began_at) \
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(lease.attempt.uuid())
            .bind(change.job.uuid())
            .bind(lease.epoch.0)
            .bind(engine.as_str())
            .bind(lease.lane.as_str())
            .bind(micro_usd)
            .bind(change.at.ms())
            .execute(connection)
            .await?;
        }
        AttemptChange::Ticketed { attempt, ticket } => {
            sqlx::query("UPDATE attempts SET ticket = ? WHERE id = ?")
                .bind(rows::to_json(ticket, "attempts", "ticket")?)
                .bind(attempt.uuid())
                .execute(connection)
                .await?;
        }
        AttemptChange::Ended {
            attempt,
            failure,
            unbilled,
        } => {
            let failure = failure
                .as_ref()
                .map(|failure| rows::to_json(failure, "attempts", "failure"))
                .transpose()?;
            sqlx::query(
                "UPDATE attempts SET outcome = ?, failure = ?, ended_at = ?, \
                 micro_usd = CASE WHEN ? THEN 0 ELSE micro_usd END WHERE id = ?",
            )
            .bind(change.event)
            .bind(failure)
            .bind(change.at.ms())
            .bind(unbilled)
            .bind(attempt.uuid())
            .execute(connection)
            .await?;
        }
    }
    Ok(())
}
