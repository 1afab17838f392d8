//! What belongs to rows that are at hand: asked for many at once.

use std::collections::BTreeMap;

use sqlx::{QueryBuilder, Row};
use uuid::Uuid;
use worldreel_domain::id::{EngineName, JobId, RevisionId, SessionId};
use worldreel_domain::job::JobStateName;
use worldreel_domain::speed::Speed;
use worldreel_domain::time::Timestamp;

use crate::batches::staged::shown;
use crate::error::StoreError;
use crate::open::{self, Store};
use crate::rows::{self, VideoRow};

/// Ids in one query: below SQLite's limit of 32,766 variables, few enough for its
/// planner to stay quick.
pub(crate) const IDS_TOGETHER: usize = 1_000;
/// How many renders speed is measured from: enough to even out one slow render, few
/// enough to follow a change of the machine's load.
const SPEED_RENDERS: u32 = 20;

/// Which of the waiting jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// All of them.
    All,
    /// Those that were queued over the Tuner API.
    OfTuner,
}

impl Store {
    /// The prompts of revisions, as text.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn prompts_of(
        &self,
        revisions: &[RevisionId],
    ) -> Result<BTreeMap<RevisionId, String>, StoreError> {
        let mut found = BTreeMap::new();
        for chunk in revisions.chunks(IDS_TOGETHER) {
            let ids = chunk.iter().map(|id| id.uuid());
            let mut query = among("SELECT id, prompt FROM revisions WHERE id", ids);
            for row in query.build().fetch_all(&self.readers).await? {
                let id = RevisionId::from_uuid(row.try_get("id")?);
                found.insert(id, row.try_get("prompt")?);
            }
        }
        Ok(found)
    }

    /// The videos of jobs; a job without one is left out.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn videos_of(&self, jobs: &[JobId]) -> Result<BTreeMap<JobId, VideoRow>, StoreError> {
        let mut found = BTreeMap::new();
        for chunk in jobs.chunks(IDS_TOGETHER) {
            let ids = chunk.iter().map(|id| id.uuid());
            let mut query = among("SELECT * FROM videos WHERE job", ids);
            for row in query.build().fetch_all(&self.readers).await? {
                let video = rows::video(&row)?;
                found.insert(video.job, video);
            }
        }
        Ok(found)
    }

    /// How many jobs each session has in each state, or this one alone.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn job_counts(
        &self,
        of: Option<SessionId>,
    ) -> Result<BTreeMap<SessionId, BTreeMap<JobStateName, u32>>, StoreError> {
        // All of a batch that is being written wait.
        let mut query = QueryBuilder::new(
            "SELECT session, state, jobs - CASE state WHEN 'queued' THEN \
             (SELECT coalesce(sum(written), 0) FROM staged WHERE session = session_jobs.session) \
             ELSE 0 END AS jobs FROM session_jobs",
        );
        if let Some(session) = of {
            query.push(" WHERE session = ").push_bind(session.uuid());
        }
        let mut counts: BTreeMap<SessionId, BTreeMap<JobStateName, u32>> = BTreeMap::new();
        for row in query.build().fetch_all(&self.readers).await? {
            let state = rows::state_name(&row)?;
            let session = SessionId::from_uuid(row.try_get("session")?);
            counts
                .entry(session)
                .or_default()
                .insert(state, row.try_get("jobs")?);
        }
        Ok(counts)
    }

    /// How many jobs the queue still has something to do for.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn count_live(&self) -> Result<u32, StoreError> {
        // In the index alone: all of a batch that is being written are live.
        let sql = "SELECT (SELECT count(*) FROM jobs \
                   WHERE state NOT IN ('cancelled', 'expired', 'failed', 'done')) \
                   - (SELECT coalesce(sum(written), 0) FROM staged)";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.readers).await?)
    }

    /// The jobs that wait, each with since when, in the user's order.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn jobs_waiting(
        &self,
        which: Waiting,
    ) -> Result<Vec<(JobId, Timestamp)>, StoreError> {
        // The first condition is the one of the index over live jobs.
        let sql = match which {
            Waiting::All => concat!(
                "SELECT id, waits_since FROM jobs \
                 WHERE state NOT IN ('cancelled', 'expired', 'failed', 'done') \
                 AND state = 'queued' AND ",
                shown!(),
                " ORDER BY priority, rank, id"
            ),
            Waiting::OfTuner => {
                "SELECT id, waits_since FROM jobs \
                 WHERE state NOT IN ('cancelled', 'expired', 'failed', 'done') \
                 AND state = 'queued' AND batch IN (SELECT batch FROM tuner_batches) \
                 ORDER BY priority, rank, id"
            }
        };
        let found = sqlx::query(sql).fetch_all(&self.readers).await?;
        found
            .iter()
            .map(|row| {
                let job = JobId::from_uuid(row.try_get("id")?);
                Ok((job, rows::time(row, "waits_since")?))
            })
            .collect()
    }

    /// Pixels that the live jobs have still to be rendered in all frames together.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn live_pixels(&self) -> Result<f64, StoreError> {
        let sql = concat!(
            "SELECT coalesce(sum(1.0 * (spec ->> '$.size.width') \
             * (spec ->> '$.size.height') * (spec ->> '$.frames')), 0.0) FROM jobs \
             WHERE state NOT IN ('cancelled', 'expired', 'failed', 'done') AND ",
            shown!()
        );
        Ok(sqlx::query_scalar(sql).fetch_one(&self.readers).await?)
    }

    /// Whether SQLite finds the database sound: what is wrong, nothing when it is.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn check(&self) -> Result<Vec<String>, StoreError> {
        Ok(open::unsound(&self.readers).await?)
    }

    /// How fast an engine lately was, by its last delivered renders, saving included. `None`
    /// before the first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn speed(&self, engine: &EngineName) -> Result<Option<Speed>, StoreError> {
        let sql = "SELECT 1e6 * (attempts.ended_at - attempts.began_at) \
                   / (1.0 * videos.width * videos.height * videos.frames) \
                   FROM videos JOIN attempts ON attempts.id = videos.id \
                   WHERE attempts.engine = ? AND attempts.ended_at IS NOT NULL \
                   ORDER BY videos.delivered_at DESC LIMIT ?";
        let pixel_ns: Vec<Option<f64>> = sqlx::query_scalar(sql)
            .bind(engine.as_str())
            .bind(SPEED_RENDERS)
            .fetch_all(&self.readers)
            .await?;
        let known: Vec<f64> = pixel_ns.into_iter().flatten().collect();
        Ok(Speed::of_renders(&known))
    }
}

/// `head IN (ids)`.
pub(crate) fn among(
    head: &'static str,
    ids: impl Iterator<Item = Uuid>,
) -> QueryBuilder<sqlx::Sqlite> {
    let mut query = QueryBuilder::new(head);
    query.push(" IN (");
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(id);
    }
    query.push(")");
    query
}
