//! Rows made again from what sidecars tell, when the database has lost them or never
//! had them.

use std::collections::BTreeSet;

use serde_json::json;
use sqlx::SqliteConnection;
use worldreel_domain::id::EngineName;
use worldreel_domain::job::{JobState, JobStateName};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::provenance::Provenance;
use worldreel_domain::time::Timestamp;

use crate::batches::RANK_GAP;
use crate::batches::write::{count_in, last_rank};
use crate::error::StoreError;
use crate::events;
use crate::open::Store;
use crate::rows::{self, VideoRow};
use crate::videos::insert_video;

impl Store {
    /// Makes the rows of delivered videos where they are missing, all in one
    /// transaction. Rows that exist are left as they are, so the jobs must be unknown or
    /// done; a video that is known is not added again. Returns how many videos were added.
    ///
    /// # Errors
    ///
    /// As the database fails; nothing is added then.
    pub async fn restore_videos(
        &self,
        found: Vec<(Provenance, VideoRow)>,
        now: Timestamp,
    ) -> Result<u32, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let mut added = 0;
                    for (provenance, video) in &found {
                        added += u32::from(restore(connection, provenance, video).await?);
                    }
                    events::note(connection, now, "rescanned", &json!({ "added": added })).await?;
                    Ok(added)
                })
            })
            .await
    }
}

/// True when the video was not known.
async fn restore(
    connection: &mut SqliteConnection,
    made: &Provenance,
    video: &VideoRow,
) -> Result<bool, StoreError> {
    let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM videos WHERE id = ? OR job = ?")
        .bind(video.id.uuid())
        .bind(video.job.uuid())
        .fetch_optional(&mut *connection)
        .await?;
    if known.is_some() {
        return Ok(false);
    }
    session_and_revision(connection, made).await?;
    sqlx::query("INSERT OR IGNORE INTO batches (id, session, created_at) VALUES (?, ?, ?)")
        .bind(made.batch.uuid())
        .bind(made.session.uuid())
        .bind(made.queued_at.ms())
        .execute(&mut *connection)
        .await?;
    job(connection, made).await?;
    sqlx::query(
        "INSERT OR IGNORE INTO attempts (id, job, epoch, engine, lane, outcome, began_at, ended_at) \
         VALUES (?, ?, 0, ?, ?, 'delivered', ?, NULL)",
    )
    .bind(made.attempt.uuid())
    .bind(made.job.uuid())
    .bind(made.engine.as_str())
    .bind(made.lane.as_str())
    .bind(made.queued_at.ms())
    .execute(&mut *connection)
    .await?;
    insert_video(connection, video).await?;
    Ok(true)
}

async fn session_and_revision(
    connection: &mut SqliteConnection,
    made: &Provenance,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sessions (id, title, takes, created_at, touched_at) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (id) DO UPDATE SET takes = max(takes, excluded.takes)",
    )
    .bind(made.session.uuid())
    .bind(&made.session_title)
    .bind(made.take)
    .bind(made.queued_at.ms())
    .bind(made.delivered_at.ms())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT OR IGNORE INTO revisions \
         (id, session, parent, origin, prompt, negative_prompt, scene, created_at) \
         VALUES (?, ?, NULL, ?, ?, ?, ?, ?)",
    )
    .bind(made.revision.uuid())
    .bind(made.session.uuid())
    .bind(made.origin.name())
    .bind(made.text.prompt.as_str())
    .bind(made.text.negative_prompt.as_ref().map(Prompt::as_str))
    .bind(rows::to_json(&made.text.scene, "revisions", "scene")?)
    .bind(made.queued_at.ms())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// The job, done.
async fn job(connection: &mut SqliteConnection, made: &Provenance) -> Result<(), StoreError> {
    let state = JobState::Done { video: made.video };
    let engines = BTreeSet::from([EngineName::new(made.engine.as_str())]);
    let last = last_rank(connection).await?;
    let added = sqlx::query(
        "INSERT OR IGNORE INTO jobs (id, session, batch, revision, take, rank, label, spec, \
         engines, state, state_json, queued_at, changed_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(made.job.uuid())
    .bind(made.session.uuid())
    .bind(made.batch.uuid())
    .bind(made.revision.uuid())
    .bind(made.take)
    .bind(last + RANK_GAP)
    .bind(&made.label)
    .bind(rows::to_json(&made.spec, "jobs", "spec")?)
    .bind(rows::to_json(&engines, "jobs", "engines")?)
    .bind(JobStateName::Done.name())
    .bind(rows::to_json(&state, "jobs", "state_json")?)
    .bind(made.queued_at.ms())
    .bind(made.delivered_at.ms())
    .execute(&mut *connection)
    .await?
    .rows_affected();
    match added {
        0 => Ok(()),
        added => count_in(connection, made.session, JobStateName::Done.name(), added).await,
    }
}
