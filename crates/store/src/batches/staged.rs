//! Batches that are written in slices.
//!
//! One transaction of a hundred thousand rows takes seconds, and nothing else is written
//! meanwhile: no lane could note that its render has ended and start the next. So the rows of
//! a large batch are written a slice at a time, each a write like all others. They go where
//! they stay, since moving them would take as long as writing them; that they are not to be
//! seen yet says a list of batches, `staged`, which is empty but for such a time. The commit
//! that queues the batch takes one row off it and notes the events.
//!
//! Readers leave out what is [`shown!`] not to be there. Looking into an empty list costs them
//! next to nothing, and those that only count in an index subtract what the list says is
//! written instead of looking at each row.
//!
//! What is on the list when a library is opened belongs to nobody, and is removed, in slices.

use sqlx::{Row, SqliteConnection};
use uuid::Uuid;
use worldreel_domain::id::BatchId;
use worldreel_domain::revision::Revision;

use super::write::{self, Encoded, Head, ROWS_TOGETHER};
use super::{NewBatch, RANK_GAP, SessionChoice};
use crate::error::StoreError;
use crate::open::Store;
use crate::rows::JobRow;
use crate::writer::Writer;

/// The condition that a row with a column `batch` is not of a batch that is being written.
macro_rules! shown {
    () => {
        "batch NOT IN (SELECT batch FROM staged)"
    };
}
pub(crate) use shown;

impl Store {
    /// Queues a batch slice by slice; see [`Store::queue_batch`].
    pub(super) async fn queue_in_slices(&self, batch: NewBatch) -> Result<Vec<JobRow>, StoreError> {
        let id = batch.id;
        let queued = self.stage_and_show(batch).await;
        if let Err(error) = &queued
            // What is there under this id is another's.
            && !matches!(error, StoreError::Closed | StoreError::Exists { .. })
            && let Err(error) = remove(&self.writer, id).await
        {
            // Nobody sees it, and the next opening tries again.
            tracing::warn!(
                batch.id = %id,
                error = &error as &dyn std::error::Error,
                "could not remove what was written of a batch"
            );
        }
        queued
    }

    async fn stage_and_show(&self, batch: NewBatch) -> Result<Vec<JobRow>, StoreError> {
        let (head, revisions, jobs) = Head::of(batch)?;
        let since = revisions.iter().map(|revision| revision.created_at).min();
        let since = since.unwrap_or(head.batch.now);
        let of = head.clone();
        let first = self
            .slice(move |connection| {
                Box::pin(async move {
                    let first = write::begin(connection, &of).await?;
                    put_on_list(connection, &of, first, since.ms()).await?;
                    Ok(first)
                })
            })
            .await?;
        let mut revisions = revisions.into_iter().peekable();
        while revisions.peek().is_some() {
            let chunk: Vec<Revision> = revisions.by_ref().take(ROWS_TOGETHER).collect();
            let id = head.batch.id;
            self.slice(move |connection| {
                Box::pin(async move { write::insert_revisions(connection, Some(id), &chunk).await })
            })
            .await?;
        }
        let jobs = head.rows(jobs, first);
        for chunk in jobs.chunks(ROWS_TOGETHER) {
            let chunk = write::encoded(chunk)?;
            let id = head.batch.id;
            self.slice(move |connection| Box::pin(insert_slice(connection, id, chunk)))
                .await?;
        }
        self.slice(move |connection| {
            Box::pin(async move {
                take_off_list(connection, head.batch.id).await?;
                write::announce(connection, &head).await
            })
        })
        .await?;
        Ok(jobs)
    }

    /// Writes a slice, unless the library is being closed.
    async fn slice<T, F>(&self, write: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(
                &'c mut SqliteConnection,
            ) -> futures::future::BoxFuture<'c, Result<T, StoreError>>
            + Send
            + 'static,
    {
        if self.readers.is_closed() {
            return Err(StoreError::Closed);
        }
        worldreel_crashpoint::hit("store.slice");
        self.writer.write(write).await
    }
}

async fn put_on_list(
    connection: &mut SqliteConnection,
    head: &Head,
    first: write::Place,
    since: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO staged (batch, session, new_session, jobs, last_take, last_rank, since) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(head.batch.id.uuid())
    .bind(head.session().uuid())
    .bind(matches!(head.batch.session, SessionChoice::New { .. }))
    .bind(head.count)
    .bind(first.take + head.count - 1)
    .bind(first.rank + (i64::from(head.count) - 1) * RANK_GAP)
    .bind(since)
    .execute(connection)
    .await?;
    Ok(())
}

async fn insert_slice(
    connection: &mut SqliteConnection,
    batch: BatchId,
    jobs: Vec<Encoded>,
) -> Result<(), StoreError> {
    let count = i64::try_from(jobs.len()).unwrap_or(i64::MAX);
    write::insert_jobs(connection, jobs).await?;
    sqlx::query("UPDATE staged SET written = written + ? WHERE batch = ?")
        .bind(count)
        .bind(batch.uuid())
        .execute(connection)
        .await?;
    Ok(())
}

async fn take_off_list(
    connection: &mut SqliteConnection,
    batch: BatchId,
) -> Result<(), StoreError> {
    let done = sqlx::query("DELETE FROM staged WHERE batch = ?")
        .bind(batch.uuid())
        .execute(connection)
        .await?;
    crate::error::found(&done, "batch", batch)
}

/// The batches on the list.
pub(crate) async fn listed(connection: &mut SqliteConnection) -> Result<Vec<BatchId>, sqlx::Error> {
    let found: Vec<Uuid> = sqlx::query_scalar("SELECT batch FROM staged")
        .fetch_all(connection)
        .await?;
    Ok(found.into_iter().map(BatchId::from_uuid).collect())
}

/// Removes what was written of a batch, slice by slice; nothing when it is not on the list.
pub(crate) async fn remove(writer: &Writer, batch: BatchId) -> Result<(), StoreError> {
    loop {
        // To look for rows that refer to those that go would take minutes: no index helps with
        // it. There are none, since nobody has been told of these.
        let more = writer
            .write_unchecked(move |connection| Box::pin(remove_slice(connection, batch)))
            .await?;
        if !more {
            return Ok(());
        }
        worldreel_crashpoint::hit("store.removed_slice");
    }
}

/// Removes a slice; false when nothing is left to remove.
async fn remove_slice(
    connection: &mut SqliteConnection,
    batch: BatchId,
) -> Result<bool, StoreError> {
    let Some(listed) = sqlx::query("SELECT * FROM staged WHERE batch = ?")
        .bind(batch.uuid())
        .fetch_optional(&mut *connection)
        .await?
    else {
        return Ok(false);
    };
    let at_once = i64::try_from(ROWS_TOGETHER).unwrap_or(i64::MAX);
    let jobs =
        sqlx::query("DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE batch = ? LIMIT ?)")
            .bind(batch.uuid())
            .bind(at_once)
            .execute(&mut *connection)
            .await?
            .rows_affected();
    if jobs > 0 {
        sqlx::query("UPDATE staged SET written = written - ? WHERE batch = ?")
            .bind(i64::try_from(jobs).unwrap_or(i64::MAX))
            .bind(batch.uuid())
            .execute(connection)
            .await?;
        return Ok(true);
    }
    let session: Uuid = listed.try_get("session")?;
    let revisions = sqlx::query(
        "DELETE FROM revisions WHERE id IN (SELECT id FROM revisions \
         WHERE session = ? AND created_at >= ? AND batch = ? LIMIT ?)",
    )
    .bind(session)
    .bind(listed.try_get::<i64, _>("since")?)
    .bind(batch.uuid())
    .bind(at_once)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if revisions > 0 {
        return Ok(true);
    }
    take_off_list(connection, batch).await?;
    sqlx::query("DELETE FROM batches WHERE id = ?")
        .bind(batch.uuid())
        .execute(&mut *connection)
        .await?;
    if listed.try_get("new_session")? {
        sqlx::query("DELETE FROM sessions WHERE id = ?")
            .bind(session)
            .execute(connection)
            .await?;
    } else {
        // Takes are numbered without a gap where none was queued since.
        sqlx::query("UPDATE sessions SET takes = takes - ? WHERE id = ? AND takes = ?")
            .bind(listed.try_get::<i64, _>("jobs")?)
            .bind(session)
            .bind(listed.try_get::<i64, _>("last_take")?)
            .execute(connection)
            .await?;
    }
    Ok(false)
}
