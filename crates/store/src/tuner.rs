//! What clients of the Tuner API call sessions, and the batches they queued.

use sqlx::{Row, SqliteConnection};
use uuid::Uuid;
use worldreel_domain::id::{BatchId, SessionId};
use worldreel_domain::revision::Revision;
use worldreel_domain::time::Timestamp;

use crate::batches::SessionChoice;
use crate::error::StoreError;
use crate::open::Store;
use crate::revisions::insert_revision;
use crate::rows;
use crate::sessions::{insert_session, touch};

/// What a client of the Tuner API calls a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TunerSessionRow {
    /// The name its clients know it by; not blank, of any letters.
    pub name: String,
    /// The session of the library behind it; `None` before its first prompt.
    pub session: Option<SessionId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used.
    pub accessed_at: Timestamp,
}

/// A step of such a session's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TunerStepRow {
    /// The revision.
    pub revision: Revision,
    /// What led to it: the user's wish, or that it is the first.
    pub description: String,
}

impl Store {
    /// Notes that a session of that name is used; makes it where there is none.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn touch_tuner_session(
        &self,
        name: String,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| Box::pin(async move { access(connection, &name, now).await }))
            .await
    }

    /// The session of that name, if there is one.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn tuner_session(&self, name: &str) -> Result<Option<TunerSessionRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM tuner_sessions WHERE name = ?")
            .bind(name)
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(tuner_session).transpose()
    }

    /// All of them, by name.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn tuner_sessions(&self) -> Result<Vec<TunerSessionRow>, StoreError> {
        let found = sqlx::query("SELECT * FROM tuner_sessions ORDER BY name")
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(tuner_session).collect()
    }

    /// Begins a history with a first revision, in a session of the library that exists or
    /// is made. What was in the history before stays in the library.
    ///
    /// # Errors
    ///
    /// As the database fails; also when the library's session does not exist.
    pub async fn begin_tuner_history(
        &self,
        name: String,
        session: SessionChoice,
        first: TunerStepRow,
    ) -> Result<(), StoreError> {
        let now = first.revision.created_at;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    if let SessionChoice::New { id, title } = &session {
                        insert_session(connection, *id, title, now).await?;
                    }
                    access(connection, &name, now).await?;
                    sqlx::query("UPDATE tuner_sessions SET session = ? WHERE name = ?")
                        .bind(session.id().uuid())
                        .bind(&name)
                        .execute(&mut *connection)
                        .await?;
                    sqlx::query("DELETE FROM tuner_history WHERE name = ?")
                        .bind(&name)
                        .execute(&mut *connection)
                        .await?;
                    add_step(connection, &name, &first).await
                })
            })
            .await
    }

    /// Adds a step to a history that was begun.
    ///
    /// # Errors
    ///
    /// As the database fails; also when there is no such session.
    pub async fn add_tuner_step(&self, name: String, step: TunerStepRow) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move { add_step(connection, &name, &step).await })
            })
            .await
    }

    /// A history, from its first step on; empty when nothing was begun under that name.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn tuner_history(&self, name: &str) -> Result<Vec<TunerStepRow>, StoreError> {
        let sql = "SELECT revisions.*, tuner_history.description \
                   FROM tuner_history JOIN revisions ON revisions.id = tuner_history.revision \
                   WHERE tuner_history.name = ? ORDER BY tuner_history.place";
        let found = sqlx::query(sql).bind(name).fetch_all(&self.readers).await?;
        found
            .iter()
            .map(|row| {
                Ok(TunerStepRow {
                    revision: crate::revisions::revision(row)?,
                    description: row.try_get("description")?,
                })
            })
            .collect()
    }

    /// Forgets a name and its history; what it made stays in the library.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn forget_tuner_session(&self, name: String) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM tuner_history WHERE name = ?")
                        .bind(&name)
                        .execute(&mut *connection)
                        .await?;
                    sqlx::query("DELETE FROM tuner_sessions WHERE name = ?")
                        .bind(&name)
                        .execute(&mut *connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Forgets the names that were not used since then, with their histories; says how many.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn forget_unused_tuner_sessions(&self, since: Timestamp) -> Result<u64, StoreError> {
        // Mostly there is none, and then nothing is to be written.
        let sql = "SELECT count(*) FROM tuner_sessions WHERE accessed_at <= ?";
        let unused: i64 = sqlx::query_scalar(sql)
            .bind(since.ms())
            .fetch_one(&self.readers)
            .await?;
        if unused == 0 {
            return Ok(0);
        }
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query(
                        "DELETE FROM tuner_history WHERE name IN \
                         (SELECT name FROM tuner_sessions WHERE accessed_at <= ?)",
                    )
                    .bind(since.ms())
                    .execute(&mut *connection)
                    .await?;
                    let sql = "DELETE FROM tuner_sessions WHERE accessed_at <= ?";
                    let done = sqlx::query(sql)
                        .bind(since.ms())
                        .execute(&mut *connection)
                        .await?;
                    Ok(done.rows_affected())
                })
            })
            .await
    }

    /// When names were made since then, the last first: at most `limit`.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn tuner_sessions_made_since(
        &self,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<Timestamp>, StoreError> {
        let sql = "SELECT created_at FROM tuner_sessions WHERE created_at > ? \
                   ORDER BY created_at DESC LIMIT ?";
        let found: Vec<i64> = sqlx::query_scalar(sql)
            .bind(since.ms())
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        Ok(found.into_iter().map(Timestamp::from_ms).collect())
    }

    /// Notes that a batch was queued through the Tuner API.
    ///
    /// # Errors
    ///
    /// As the database fails; also when there is no such batch.
    pub async fn note_tuner_batch(&self, batch: BatchId) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("INSERT INTO tuner_batches (batch) VALUES (?)")
                        .bind(batch.uuid())
                        .execute(&mut *connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    /// The session that the last such batch went into, unless it was deleted.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn tuner_render_session(&self) -> Result<Option<SessionId>, StoreError> {
        let sql = "SELECT sessions.id FROM tuner_batches \
                   JOIN batches ON batches.id = tuner_batches.batch \
                   JOIN sessions ON sessions.id = batches.session \
                   WHERE sessions.deleted_at IS NULL \
                   ORDER BY batches.created_at DESC, batches.id DESC LIMIT 1";
        let found: Option<Uuid> = sqlx::query_scalar(sql)
            .fetch_optional(&self.readers)
            .await?;
        Ok(found.map(SessionId::from_uuid))
    }
}

async fn access(
    connection: &mut SqliteConnection,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO tuner_sessions (name, created_at, accessed_at) VALUES (?, ?, ?) \
               ON CONFLICT (name) DO UPDATE SET accessed_at = excluded.accessed_at";
    sqlx::query(sql)
        .bind(name)
        .bind(now.ms())
        .bind(now.ms())
        .execute(connection)
        .await?;
    Ok(())
}

async fn add_step(
    connection: &mut SqliteConnection,
    name: &str,
    step: &TunerStepRow,
) -> Result<(), StoreError> {
    insert_revision(connection, &step.revision).await?;
    let sql = "INSERT INTO tuner_history (name, place, revision, description) \
               SELECT ?1, ifnull(max(place) + 1, 0), ?2, ?3 FROM tuner_history WHERE name = ?1";
    sqlx::query(sql)
        .bind(name)
        .bind(step.revision.id.uuid())
        .bind(&step.description)
        .execute(&mut *connection)
        .await?;
    touch(connection, step.revision.session, step.revision.created_at).await
}

fn tuner_session(row: &sqlx::sqlite::SqliteRow) -> Result<TunerSessionRow, StoreError> {
    Ok(TunerSessionRow {
        name: row.try_get("name")?,
        session: rows::optional_uuid(row, "session")?.map(SessionId::from_uuid),
        created_at: rows::time(row, "created_at")?,
        accessed_at: rows::time(row, "accessed_at")?,
    })
}
