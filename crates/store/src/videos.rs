//! Delivered files.

use sqlx::{QueryBuilder, SqliteConnection};
use worldreel_domain::id::{BatchId, JobId, SessionId, VideoId};

use crate::error::StoreError;
use crate::open::Store;
use crate::rows::{self, VideoRow};

impl Store {
    /// A video, if it exists.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn video(&self, id: VideoId) -> Result<Option<VideoRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM videos WHERE id = ?")
            .bind(id.uuid())
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(rows::video).transpose()
    }

    /// The video of a job, if it has one.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn video_of(&self, job: JobId) -> Result<Option<VideoRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM videos WHERE job = ?")
            .bind(job.uuid())
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(rows::video).transpose()
    }

    /// Videos in the order of their jobs: of a session, of a batch, or all.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn videos(
        &self,
        session: Option<SessionId>,
        batch: Option<BatchId>,
    ) -> Result<Vec<VideoRow>, StoreError> {
        let mut query = QueryBuilder::new(
            "SELECT videos.* FROM videos JOIN jobs ON jobs.id = videos.job WHERE 1 = 1",
        );
        if let Some(session) = session {
            query.push(" AND jobs.session = ").push_bind(session.uuid());
        }
        if let Some(batch) = batch {
            query.push(" AND jobs.batch = ").push_bind(batch.uuid());
        }
        query.push(" ORDER BY jobs.rank, jobs.id");
        let found = query.build().fetch_all(&self.readers).await?;
        found.iter().map(rows::video).collect()
    }
}

/// Adds a delivered file; it becomes its session's cover.
pub(crate) async fn insert_video(
    connection: &mut SqliteConnection,
    video: &VideoRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO videos (id, job, file, poster, size_bytes, sha256, width, height, frames, \
         duration_ms, delivered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(video.id.uuid())
    .bind(video.job.uuid())
    .bind(&video.file)
    .bind(&video.poster)
    .bind(video.size_bytes)
    .bind(video.sha256.as_slice())
    .bind(video.width)
    .bind(video.height)
    .bind(video.frames)
    .bind(video.duration_ms)
    .bind(video.delivered_at.ms())
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE sessions SET cover = ? WHERE id = (SELECT session FROM jobs WHERE id = ?)")
        .bind(video.id.uuid())
        .bind(video.job.uuid())
        .execute(connection)
        .await?;
    Ok(())
}
