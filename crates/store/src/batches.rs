//! Queueing jobs, many at once, and pausing.

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::{QueryBuilder, SqliteConnection};
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName, RevisionId, SessionId};
use worldreel_domain::job::JobState;
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::Priority;
use worldreel_domain::revision::Revision;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;

use crate::error::{StoreError, found};
use crate::events;
use crate::open::Store;
use crate::rows::{self, JobRow};
use crate::sessions::{insert_revision, insert_session, touch};

/// The gap between the ranks of jobs that are queued one after the other: room for a
/// thousand moves between two neighbours before ranks must be given anew.
pub const RANK_GAP: i64 = 1 << 10;
/// Rows in one INSERT: 17 columns each stay below SQLite's 32,766 variables.
const ROWS_TOGETHER: usize = 1_000;

/// Where a batch goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionChoice {
    /// Into a session that exists.
    Existing(SessionId),
    /// Into a new one.
    New {
        /// Its id.
        id: SessionId,
        /// Its title.
        title: String,
    },
}

impl SessionChoice {
    /// The session's id.
    #[must_use]
    pub const fn id(&self) -> SessionId {
        match self {
            Self::Existing(id) | Self::New { id, .. } => *id,
        }
    }
}

/// One job to be queued.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// The revision it renders; it exists or comes with the same batch.
    pub revision: RevisionId,
    /// The stable name the user's own file gave it, if any.
    pub label: Option<String>,
    /// The job that it renders once more, if any.
    pub retry_of: Option<JobId>,
    /// How it is rendered.
    pub spec: RenderSpec,
    /// What one render of it may cost, as the user agreed.
    pub ceiling: Ceiling,
}

/// Jobs to be queued together.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBatch {
    /// Its id.
    pub id: BatchId,
    /// The session it goes into.
    pub session: SessionChoice,
    /// Revisions that come with it.
    pub revisions: Vec<Revision>,
    /// The engines that the user agreed to, for every job of it.
    pub engines: BTreeSet<EngineName>,
    /// The lanes that all of its jobs are pinned to; none is any of the engines'.
    pub lanes: BTreeSet<LaneName>,
    /// How urgent its jobs are.
    pub priority: Priority,
    /// What all renders of its jobs may cost together, in millionths of a US dollar; `None`
    /// when that is not limited.
    pub budget_micro_usd: Option<i64>,
    /// How long its jobs may wait.
    pub expiry: Expiry,
    /// Its jobs, in the user's order.
    pub jobs: Vec<NewJob>,
    /// When it is queued.
    pub now: Timestamp,
}

impl Store {
    /// Queues a batch: all of it or nothing. When this returns, it is on the disk.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when the session doesn't exist; else as the database
    /// fails.
    pub async fn queue_batch(&self, batch: NewBatch) -> Result<Vec<JobRow>, StoreError> {
        self.writer
            .write(move |connection| Box::pin(queue(connection, batch)))
            .await
    }

    /// Pauses or resumes the whole queue.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn set_queue_paused(&self, paused: bool, now: Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE library SET queue_paused = ?")
                        .bind(paused)
                        .execute(&mut *connection)
                        .await?;
                    let data = json!({ "paused": paused });
                    events::note(connection, now, "queue_paused", &data).await
                })
            })
            .await
    }

    /// Pauses or resumes a batch.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when there is no such batch; else as the database
    /// fails.
    pub async fn set_batch_paused(
        &self,
        batch: BatchId,
        paused: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let done = sqlx::query("UPDATE batches SET paused = ? WHERE id = ?")
                        .bind(paused)
                        .bind(batch.uuid())
                        .execute(&mut *connection)
                        .await?;
                    found(&done, "batch", batch)?;
                    let data = json!({ "batch": batch, "paused": paused });
                    events::note(connection, now, "batch_paused", &data).await
                })
            })
            .await
    }

    /// The batches that the user has paused.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn paused_batches(&self) -> Result<Vec<BatchId>, StoreError> {
        let found: Vec<uuid::Uuid> = sqlx::query_scalar("SELECT id FROM batches WHERE paused = 1")
            .fetch_all(&self.readers)
            .await?;
        Ok(found.into_iter().map(BatchId::from_uuid).collect())
    }
}

async fn queue(
    connection: &mut SqliteConnection,
    batch: NewBatch,
) -> Result<Vec<JobRow>, StoreError> {
    let session = batch.session.id();
    if let SessionChoice::New { id, title } = &batch.session {
        insert_session(connection, *id, title, batch.now).await?;
    }
    for revision in &batch.revisions {
        insert_revision(connection, revision).await?;
    }
    sqlx::query(
        "INSERT INTO batches (id, session, budget_micro_usd, created_at) VALUES (?, ?, ?, ?)",
    )
    .bind(batch.id.uuid())
    .bind(session.uuid())
    .bind(batch.budget_micro_usd)
    .bind(batch.now.ms())
    .execute(&mut *connection)
    .await?;
    let jobs = place(connection, &batch).await?;
    insert_jobs(connection, &jobs).await?;
    let ids: Vec<JobId> = jobs.iter().map(|job| job.id).collect();
    let data = json!({ "batch": batch.id, "session": session, "jobs": ids });
    events::note(connection, batch.now, "batch_queued", &data).await?;
    touch(connection, session, batch.now).await?;
    Ok(jobs)
}

/// Gives the jobs of a batch their takes and their places at the end of the queue.
async fn place(
    connection: &mut SqliteConnection,
    batch: &NewBatch,
) -> Result<Vec<JobRow>, StoreError> {
    let session = batch.session.id();
    let count = u32::try_from(batch.jobs.len())
        .map_err(|_| sqlx::Error::Encode("a batch has at most 4,294,967,295 jobs".into()))?;
    let takes: Option<u32> =
        sqlx::query_scalar("UPDATE sessions SET takes = takes + ? WHERE id = ? RETURNING takes")
            .bind(count)
            .bind(session.uuid())
            .fetch_optional(&mut *connection)
            .await?;
    let takes = takes.ok_or_else(|| StoreError::NotFound {
        kind: "session",
        id: session.to_string(),
    })?;
    let last: i64 = sqlx::query_scalar("SELECT coalesce(max(rank), 0) FROM jobs")
        .fetch_one(&mut *connection)
        .await?;
    Ok(batch
        .jobs
        .iter()
        .zip(takes - count + 1..)
        .zip(1_i64..)
        .map(|((job, take), step)| JobRow {
            id: job.id,
            session,
            batch: batch.id,
            revision: job.revision,
            take,
            priority: batch.priority,
            rank: last + step * RANK_GAP,
            label: job.label.clone(),
            retry_of: job.retry_of,
            spec: job.spec.clone(),
            engines: batch.engines.clone(),
            lanes: batch.lanes.clone(),
            ceiling: job.ceiling,
            expiry: batch.expiry,
            waits_since: batch.now,
            state: JobState::queued(),
            version: 0,
            strikes: 0,
            queued_at: batch.now,
            changed_at: batch.now,
            cleared_at: None,
        })
        .collect())
}

async fn insert_jobs(connection: &mut SqliteConnection, jobs: &[JobRow]) -> Result<(), StoreError> {
    for chunk in jobs.chunks(ROWS_TOGETHER) {
        let mut texts = Vec::with_capacity(chunk.len());
        for job in chunk {
            texts.push((
                rows::to_json(&job.spec, "jobs", "spec")?,
                rows::to_json(&job.engines, "jobs", "engines")?,
                rows::to_json(&job.lanes, "jobs", "lanes")?,
                rows::to_json(&job.state, "jobs", "state_json")?,
            ));
        }
        let mut insert = QueryBuilder::new(
            "INSERT INTO jobs (id, session, batch, revision, take, priority, rank, label, retry_of, \
             spec, engines, lanes, ceiling_micro_usd, expire_after_s, waits_since, state, state_json, \
             queued_at, changed_at) ",
        );
        insert.push_values(
            chunk.iter().zip(texts),
            |mut row, (job, (spec, engines, lanes, state))| {
                row.push_bind(job.id.uuid())
                    .push_bind(job.session.uuid())
                    .push_bind(job.batch.uuid())
                    .push_bind(job.revision.uuid())
                    .push_bind(job.take)
                    .push_bind(rows::priority_number(job.priority))
                    .push_bind(job.rank)
                    .push_bind(job.label.clone())
                    .push_bind(job.retry_of.map(JobId::uuid))
                    .push_bind(spec)
                    .push_bind(engines)
                    .push_bind(lanes)
                    .push_bind(rows::ceiling_micro_usd(job.ceiling))
                    .push_bind(rows::expire_after_s(job.expiry))
                    .push_bind(job.waits_since.ms())
                    .push_bind(job.state.name().name())
                    .push_bind(state)
                    .push_bind(job.queued_at.ms())
                    .push_bind(job.changed_at.ms());
            },
        );
        insert.build().execute(&mut *connection).await?;
    }
    Ok(())
}
