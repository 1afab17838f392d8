//! The rows of a batch.

use std::collections::BTreeMap;

use serde_json::json;
use sqlx::{QueryBuilder, SqliteConnection};
use worldreel_domain::id::{BatchId, JobId, RevisionId, SessionId};
use worldreel_domain::job::JobState;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::Revision;
use worldreel_domain::time::Timestamp;

use super::{NewBatch, NewJob, RANK_GAP, SessionChoice};
use crate::error::StoreError;
use crate::events;
use crate::rows::{self, JobRow};
use crate::sessions::{insert_session_row, note_added, touch};

/// Rows in one INSERT, and in one slice of a large batch: 19 columns each stay below SQLite's
/// 32,766 variables, and other writes wait for some ten milliseconds.
pub(crate) const ROWS_TOGETHER: usize = 1_000;

/// What is the same for all jobs of a batch.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) batch: NewBatch,
    /// How many jobs it has.
    pub(super) count: u32,
}

impl Head {
    /// Takes the jobs and revisions out of a batch.
    pub(super) fn of(
        mut batch: NewBatch,
    ) -> Result<(Self, Vec<Revision>, Vec<NewJob>), StoreError> {
        let jobs = std::mem::take(&mut batch.jobs);
        let revisions = std::mem::take(&mut batch.revisions);
        let count = u32::try_from(jobs.len())
            .map_err(|_| sqlx::Error::Encode("a batch has at most 4,294,967,295 jobs".into()))?;
        Ok((Self { batch, count }, revisions, jobs))
    }

    pub(super) const fn session(&self) -> SessionId {
        self.batch.session.id()
    }

    /// The jobs' rows, from their first take and place on.
    pub(super) fn rows(&self, jobs: Vec<NewJob>, first: Place) -> Vec<JobRow> {
        let batch = &self.batch;
        let places = (first.take..).zip((0_i64..).map(|step| first.rank + step * RANK_GAP));
        jobs.into_iter()
            .zip(places)
            .map(|(job, (take, rank))| JobRow {
                id: job.id,
                session: self.session(),
                batch: batch.id,
                revision: job.revision,
                take,
                priority: batch.priority,
                rank,
                label: job.label,
                retry_of: job.retry_of,
                spec: job.spec,
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
            .collect()
    }
}

/// The number of a job in its session, and its place in the queue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) take: u32,
    pub(super) rank: i64,
}

/// Writes all of a batch.
pub(super) async fn whole(
    connection: &mut SqliteConnection,
    batch: NewBatch,
) -> Result<Vec<JobRow>, StoreError> {
    let (head, revisions, jobs) = Head::of(batch)?;
    let first = begin(connection, &head).await?;
    insert_revisions(connection, Some(head.batch.id), &revisions).await?;
    let jobs = head.rows(jobs, first);
    insert_jobs(connection, encoded(&jobs)?).await?;
    announce(connection, &head).await?;
    Ok(jobs)
}

/// Writes what the jobs of a batch refer to, and keeps their takes and places for them.
pub(super) async fn begin(
    connection: &mut SqliteConnection,
    head: &Head,
) -> Result<Place, StoreError> {
    let (batch, session) = (&head.batch, head.session());
    let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM batches WHERE id = ?")
        .bind(batch.id.uuid())
        .fetch_optional(&mut *connection)
        .await?;
    if known.is_some() {
        return Err(StoreError::Exists {
            kind: "batch",
            id: batch.id.to_string(),
        });
    }
    if let SessionChoice::New { id, title } = &batch.session {
        insert_session_row(connection, *id, title, batch.now).await?;
    }
    let takes: Option<u32> =
        sqlx::query_scalar("UPDATE sessions SET takes = takes + ? WHERE id = ? RETURNING takes")
            .bind(head.count)
            .bind(session.uuid())
            .fetch_optional(&mut *connection)
            .await?;
    let takes = takes.ok_or_else(|| StoreError::NotFound {
        kind: "session",
        id: session.to_string(),
    })?;
    sqlx::query(
        "INSERT INTO batches (id, session, budget_micro_usd, asked, created_at) \
         VALUES (?, ?, ?, ?, ?)",
    )
    .bind(batch.id.uuid())
    .bind(session.uuid())
    .bind(batch.budget_micro_usd)
    .bind(batch.asked.as_ref().map(<[u8; 32]>::as_slice))
    .bind(batch.now.ms())
    .execute(&mut *connection)
    .await?;
    Ok(Place {
        take: takes - head.count + 1,
        rank: last_rank(connection).await? + RANK_GAP,
    })
}

/// The last place in the queue that is taken, or kept for a job that is being written.
pub(crate) async fn last_rank(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(rank), 0) FROM ( \
               SELECT max(rank) AS rank FROM jobs UNION ALL SELECT max(last_rank) FROM staged)";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

/// Tells that a batch is there, with the session that it brought.
pub(super) async fn announce(
    connection: &mut SqliteConnection,
    head: &Head,
) -> Result<(), StoreError> {
    let (batch, session) = (&head.batch, head.session());
    if let SessionChoice::New { id, .. } = &batch.session {
        note_added(connection, *id, batch.now).await?;
    }
    // How many, not which: whoever hears of a hundred thousand asks for those it shows.
    let data = json!({ "batch": batch.id, "session": session, "count": head.count });
    events::note(connection, batch.now, "batch_queued", &data).await?;
    touch(connection, session, batch.now).await
}

/// Adds revisions, and the batch that they come with.
pub(crate) async fn insert_revisions(
    connection: &mut SqliteConnection,
    batch: Option<BatchId>,
    revisions: &[Revision],
) -> Result<(), StoreError> {
    for chunk in revisions.chunks(ROWS_TOGETHER) {
        let scenes: Result<Vec<String>, StoreError> = chunk
            .iter()
            .map(|revision| rows::to_json(&revision.text.scene, "revisions", "scene"))
            .collect();
        let mut insert = QueryBuilder::new(
            "INSERT INTO revisions \
             (id, session, parent, origin, prompt, negative_prompt, scene, created_at, batch) ",
        );
        insert.push_values(chunk.iter().zip(scenes?), |mut row, (revision, scene)| {
            let text = &revision.text;
            row.push_bind(revision.id.uuid())
                .push_bind(revision.session.uuid())
                .push_bind(revision.parent.map(RevisionId::uuid))
                .push_bind(revision.origin.name())
                .push_bind(text.prompt.as_str())
                .push_bind(text.negative_prompt.as_ref().map(Prompt::as_str))
                .push_bind(scene)
                .push_bind(revision.created_at.ms())
                .push_bind(batch.map(BatchId::uuid));
        });
        insert.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// A job's row as it is written.
#[derive(Debug)]
pub(super) struct Encoded {
    id: JobId,
    session: SessionId,
    batch: BatchId,
    revision: RevisionId,
    take: u32,
    priority: i64,
    rank: i64,
    label: Option<String>,
    retry_of: Option<JobId>,
    spec: String,
    engines: String,
    lanes: String,
    ceiling_micro_usd: Option<i64>,
    expire_after_s: Option<u32>,
    waits_since: Timestamp,
    state: &'static str,
    state_json: String,
    queued_at: Timestamp,
    changed_at: Timestamp,
}

/// The rows as they are written: made before the writer is asked, so that it does nothing
/// else than write.
pub(super) fn encoded(jobs: &[JobRow]) -> Result<Vec<Encoded>, StoreError> {
    jobs.iter()
        .map(|job| {
            Ok(Encoded {
                id: job.id,
                session: job.session,
                batch: job.batch,
                revision: job.revision,
                take: job.take,
                priority: rows::priority_number(job.priority),
                rank: job.rank,
                label: job.label.clone(),
                retry_of: job.retry_of,
                spec: rows::to_json(&job.spec, "jobs", "spec")?,
                engines: rows::to_json(&job.engines, "jobs", "engines")?,
                lanes: rows::to_json(&job.lanes, "jobs", "lanes")?,
                ceiling_micro_usd: rows::ceiling_micro_usd(job.ceiling),
                expire_after_s: rows::expire_after_s(job.expiry),
                waits_since: job.waits_since,
                state: job.state.name().name(),
                state_json: rows::to_json(&job.state, "jobs", "state_json")?,
                queued_at: job.queued_at,
                changed_at: job.changed_at,
            })
        })
        .collect()
}

/// Adds jobs.
pub(super) async fn insert_jobs(
    connection: &mut SqliteConnection,
    jobs: Vec<Encoded>,
) -> Result<(), StoreError> {
    let mut counts: BTreeMap<(SessionId, &'static str), u64> = BTreeMap::new();
    for job in &jobs {
        *counts.entry((job.session, job.state)).or_default() += 1;
    }
    let mut jobs = jobs.into_iter().peekable();
    while jobs.peek().is_some() {
        let mut insert = QueryBuilder::new(
            "INSERT INTO jobs (id, session, batch, revision, take, priority, rank, label, retry_of, \
             spec, engines, lanes, ceiling_micro_usd, expire_after_s, waits_since, state, state_json, \
             queued_at, changed_at) ",
        );
        insert.push_values(jobs.by_ref().take(ROWS_TOGETHER), |mut row, job| {
            row.push_bind(job.id.uuid())
                .push_bind(job.session.uuid())
                .push_bind(job.batch.uuid())
                .push_bind(job.revision.uuid())
                .push_bind(job.take)
                .push_bind(job.priority)
                .push_bind(job.rank)
                .push_bind(job.label)
                .push_bind(job.retry_of.map(JobId::uuid))
                .push_bind(job.spec)
                .push_bind(job.engines)
                .push_bind(job.lanes)
                .push_bind(job.ceiling_micro_usd)
                .push_bind(job.expire_after_s)
                .push_bind(job.waits_since.ms())
                .push_bind(job.state)
                .push_bind(job.state_json)
                .push_bind(job.queued_at.ms())
                .push_bind(job.changed_at.ms());
        });
        insert.build().execute(&mut *connection).await?;
    }
    for ((session, state), jobs) in counts {
        count_in(connection, session, state, jobs).await?;
    }
    Ok(())
}

/// Counts jobs that were added: once for all of a slice, since a trigger would make each row
/// half as dear again. Changes of jobs are counted by triggers.
pub(crate) async fn count_in(
    connection: &mut SqliteConnection,
    session: SessionId,
    state: &str,
    jobs: u64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO session_jobs (session, state, jobs) VALUES (?, ?, ?) \
         ON CONFLICT DO UPDATE SET jobs = jobs + excluded.jobs",
    )
    .bind(session.uuid())
    .bind(state)
    .bind(i64::try_from(jobs).unwrap_or(i64::MAX))
    .execute(connection)
    .await?;
    Ok(())
}
