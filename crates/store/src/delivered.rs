//! Delivered videos with all that made them.

use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row};
use worldreel_domain::id::{AttemptId, BatchId, EngineName, LaneName, SessionId, VideoId};
use worldreel_domain::provenance::{Provenance, SIDECAR_VERSION};
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::open::Store;
use crate::revisions;
use crate::rows::{self, VideoRow};

/// Which videos are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// All of them, but for those of deleted sessions.
    All,
    /// Those of a session.
    Session(SessionId),
    /// Those of a batch.
    Batch(BatchId),
    /// These; what does not exist is left out.
    Videos(Vec<VideoId>),
}

/// Ids in one query, below SQLite's limit of 32,766 variables.
const IDS_TOGETHER: usize = 1_000;

impl Store {
    /// Delivered videos with what made them, in the order of their jobs; given ids in
    /// the order of the ids.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn delivered(
        &self,
        selection: &Selection,
    ) -> Result<Vec<(Provenance, VideoRow)>, StoreError> {
        match selection {
            Selection::All => {
                self.delivered_where(|query| {
                    query.push(" WHERE sessions.deleted_at IS NULL");
                })
                .await
            }
            Selection::Session(session) => {
                let id = session.uuid();
                self.delivered_where(|query| {
                    query.push(" WHERE jobs.session = ").push_bind(id);
                })
                .await
            }
            Selection::Batch(batch) => {
                let id = batch.uuid();
                self.delivered_where(|query| {
                    query.push(" WHERE jobs.batch = ").push_bind(id);
                })
                .await
            }
            Selection::Videos(ids) => {
                let mut found = Vec::with_capacity(ids.len());
                for chunk in ids.chunks(IDS_TOGETHER) {
                    let some = self.delivered_where(|query| {
                        query.push(" WHERE videos.id IN (");
                        let mut list = query.separated(", ");
                        for id in chunk {
                            list.push_bind(id.uuid());
                        }
                        query.push(")");
                    });
                    found.extend(some.await?);
                }
                let place: std::collections::HashMap<_, _> = ids
                    .iter()
                    .enumerate()
                    .map(|(place, id)| (*id, place))
                    .collect();
                found.sort_by_key(|(_, video)| place.get(&video.id).copied());
                Ok(found)
            }
        }
    }

    async fn delivered_where(
        &self,
        condition: impl FnOnce(&mut QueryBuilder<sqlx::Sqlite>),
    ) -> Result<Vec<(Provenance, VideoRow)>, StoreError> {
        let mut query = QueryBuilder::new(
            "SELECT videos.*, jobs.session, jobs.batch, jobs.revision, jobs.take, jobs.label, \
             jobs.spec, jobs.queued_at, sessions.title, attempts.engine, attempts.lane, \
             revisions.origin, revisions.prompt, revisions.negative_prompt, revisions.scene \
             FROM videos JOIN jobs ON jobs.id = videos.job \
             JOIN sessions ON sessions.id = jobs.session \
             JOIN revisions ON revisions.id = jobs.revision \
             JOIN attempts ON attempts.id = videos.id",
        );
        condition(&mut query);
        query.push(" ORDER BY jobs.rank, jobs.id");
        let found = query.build().fetch_all(&self.readers).await?;
        found.iter().map(both).collect()
    }
}

fn both(row: &SqliteRow) -> Result<(Provenance, VideoRow), StoreError> {
    let video = rows::video(row)?;
    let provenance = Provenance {
        version: SIDECAR_VERSION,
        video: video.id,
        job: video.job,
        attempt: AttemptId::from_uuid(video.id.uuid()),
        batch: BatchId::from_uuid(row.try_get("batch")?),
        session: SessionId::from_uuid(row.try_get("session")?),
        session_title: row.try_get("title")?,
        take: row.try_get("take")?,
        revision: worldreel_domain::id::RevisionId::from_uuid(row.try_get("revision")?),
        origin: revisions::origin(row.try_get("origin")?)?,
        text: revisions::text(row)?,
        sent: None,
        spec: rows::json(row, "jobs", "spec")?,
        engine: EngineName::new(row.try_get::<String, _>("engine")?),
        lane: LaneName::new(row.try_get::<String, _>("lane")?),
        label: row.try_get("label")?,
        queued_at: Timestamp::from_ms(row.try_get("queued_at")?),
        delivered_at: video.delivered_at,
    };
    Ok((provenance, video))
}
