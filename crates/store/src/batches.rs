//! Queueing jobs, many at once, and pausing.

pub(crate) mod staged;
pub(crate) mod write;

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::Row;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName, RevisionId, SessionId};
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::Priority;
use worldreel_domain::revision::Revision;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;

use crate::error::{StoreError, found};
use crate::events;
use crate::open::Store;
use crate::rows::JobRow;
use write::ROWS_TOGETHER;

/// The gap between the ranks of jobs that are queued one after the other: room for a
/// thousand moves between two neighbours before ranks must be given anew.
pub const RANK_GAP: i64 = 1 << 10;

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

/// The SHA-256 of what a batch was asked for.
pub type Asked = [u8; 32];

/// A batch that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownBatch {
    /// The session it is in.
    pub session: SessionId,
    /// What was asked for; `None` for one whose id the studio made up.
    pub asked: Option<Asked>,
    /// Whether it is still being written, so that its jobs are not there yet.
    pub staged: bool,
}

/// Jobs to be queued together.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBatch {
    /// Its id.
    pub id: BatchId,
    /// What was asked for, as a digest, where the caller has chosen the id and may ask again.
    pub asked: Option<Asked>,
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
    /// A large one is written in slices, so that no other write waits for all of it, and is
    /// shown to nobody until a last, short commit. When the future is dropped before that, or
    /// the computer loses its power, nothing is queued, and the next opening of the library
    /// removes what was written.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when the session doesn't exist; [`StoreError::Exists`] when
    /// there is a batch of this id; [`StoreError::Closed`] when the library is closed
    /// meanwhile; else as the database fails.
    pub async fn queue_batch(&self, batch: NewBatch) -> Result<Vec<JobRow>, StoreError> {
        if batch.jobs.len() + batch.revisions.len() > ROWS_TOGETHER {
            return self.queue_in_slices(batch).await;
        }
        self.writer
            .write(move |connection| Box::pin(write::whole(connection, batch)))
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

    /// The batch of this id, if there is one.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn known_batch(&self, batch: BatchId) -> Result<Option<KnownBatch>, StoreError> {
        let found = sqlx::query(
            "SELECT session, asked, id IN (SELECT batch FROM staged) AS staged \
             FROM batches WHERE id = ?",
        )
        .bind(batch.uuid())
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = found else { return Ok(None) };
        let asked: Option<Vec<u8>> = row.try_get("asked")?;
        Ok(Some(KnownBatch {
            session: SessionId::from_uuid(row.try_get("session")?),
            asked: asked.and_then(|asked| asked.try_into().ok()),
            staged: row.try_get("staged")?,
        }))
    }

    /// How many jobs a batch is of; none when there is no such batch.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn batch_size(&self, batch: BatchId) -> Result<u32, StoreError> {
        let found = sqlx::query_scalar("SELECT count(*) FROM jobs WHERE batch = ?")
            .bind(batch.uuid())
            .fetch_one(&self.readers)
            .await?;
        Ok(found)
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
