//! Sessions and their revisions.

use std::str::FromStr;

use serde_json::json;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::time::Timestamp;

use crate::batches::staged::shown;
use crate::batches::write::insert_revisions;
use crate::error::StoreError;
use crate::events;
use crate::open::Store;
use crate::rows::{self, SessionRow};

/// The condition that a session did not come with a batch that is being written.
macro_rules! shown_session {
    () => {
        "id NOT IN (SELECT session FROM staged WHERE new_session = 1)"
    };
}

/// A session's columns, without the takes of batches that are being written.
macro_rules! columns {
    () => {
        "id, title, takes - (SELECT coalesce(sum(jobs), 0) FROM staged \
         WHERE session = sessions.id) AS takes, created_at, touched_at, deleted_at, cover"
    };
}

impl Store {
    /// Makes a session.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn create_session(
        &self,
        id: SessionId,
        title: String,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move { insert_session(connection, id, &title, now).await })
            })
            .await
    }

    /// Adds a revision to its session.
    ///
    /// # Errors
    ///
    /// As the database fails; also when the session does not exist.
    pub async fn add_revision(&self, revision: Revision) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    insert_revision(connection, &revision).await?;
                    touch(connection, revision.session, revision.created_at).await
                })
            })
            .await
    }

    /// Gives a session another title.
    ///
    /// # Errors
    ///
    /// As the database fails; also when the session does not exist.
    pub async fn rename_session(
        &self,
        id: SessionId,
        title: String,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE sessions SET title = ? WHERE id = ?")
                        .bind(title)
                        .bind(id.uuid())
                        .execute(&mut *connection)
                        .await?;
                    changed(connection, id, now).await
                })
            })
            .await
    }

    /// Deletes a session: it is no longer listed, and nothing of it is lost. False, and
    /// nothing is done, while the queue has something to do for it.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn delete_session(&self, id: SessionId, now: Timestamp) -> Result<bool, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = concat!(
                        "UPDATE sessions SET deleted_at = ? WHERE id = ? AND NOT EXISTS ( \
                         SELECT 1 FROM jobs WHERE session = sessions.id AND \
                         state NOT IN ('cancelled', 'expired', 'failed', 'done') AND ",
                        shown!(),
                        ")"
                    );
                    let done = sqlx::query(sql)
                        .bind(now.ms())
                        .bind(id.uuid())
                        .execute(&mut *connection)
                        .await?;
                    changed(connection, id, now).await?;
                    Ok(done.rows_affected() > 0)
                })
            })
            .await
    }

    /// Lists a deleted session again.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn restore_session(&self, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE sessions SET deleted_at = NULL WHERE id = ?")
                        .bind(id.uuid())
                        .execute(&mut *connection)
                        .await?;
                    changed(connection, id, now).await
                })
            })
            .await
    }

    /// The sessions, the one touched last first: those that are not deleted, or those
    /// that are.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn sessions(&self, deleted: bool) -> Result<Vec<SessionRow>, StoreError> {
        let sql = concat!(
            "SELECT ",
            columns!(),
            " FROM sessions WHERE (deleted_at IS NOT NULL) = ? AND ",
            shown_session!(),
            " ORDER BY touched_at DESC, id DESC"
        );
        let found = sqlx::query(sql)
            .bind(deleted)
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(rows::session).collect()
    }

    /// A session, if it exists.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn session(&self, id: SessionId) -> Result<Option<SessionRow>, StoreError> {
        let sql = concat!(
            "SELECT ",
            columns!(),
            " FROM sessions WHERE id = ? AND ",
            shown_session!()
        );
        let found = sqlx::query(sql)
            .bind(id.uuid())
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(rows::session).transpose()
    }

    /// A session's revisions, oldest first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn revisions(&self, session: SessionId) -> Result<Vec<Revision>, StoreError> {
        let sql = concat!(
            "SELECT * FROM revisions WHERE session = ? AND (batch IS NULL OR ",
            shown!(),
            ") ORDER BY created_at, id"
        );
        let found = sqlx::query(sql)
            .bind(session.uuid())
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(revision).collect()
    }

    /// A revision, if it exists.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn revision(&self, id: RevisionId) -> Result<Option<Revision>, StoreError> {
        let sql = concat!(
            "SELECT * FROM revisions WHERE id = ? AND (batch IS NULL OR ",
            shown!(),
            ")"
        );
        let found = sqlx::query(sql)
            .bind(id.uuid())
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(revision).transpose()
    }
}

pub(crate) async fn insert_session(
    connection: &mut SqliteConnection,
    id: SessionId,
    title: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    insert_session_row(connection, id, title, now).await?;
    note_added(connection, id, now).await
}

/// Adds a session of which nobody is told yet.
pub(crate) async fn insert_session_row(
    connection: &mut SqliteConnection,
    id: SessionId,
    title: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO sessions (id, title, created_at, touched_at) VALUES (?, ?, ?, ?)")
        .bind(id.uuid())
        .bind(title)
        .bind(now.ms())
        .bind(now.ms())
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that a session was added.
pub(crate) async fn note_added(
    connection: &mut SqliteConnection,
    id: SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    events::note(connection, now, "session_added", &json!({ "session": id })).await
}

pub(crate) async fn insert_revision(
    connection: &mut SqliteConnection,
    revision: &Revision,
) -> Result<(), StoreError> {
    insert_revisions(connection, None, std::slice::from_ref(revision)).await
}

/// Notes that something was added to a session; one that was deleted is back.
pub(crate) async fn touch(
    connection: &mut SqliteConnection,
    session: SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET touched_at = ?, deleted_at = NULL WHERE id = ?")
        .bind(now.ms())
        .bind(session.uuid())
        .execute(&mut *connection)
        .await?;
    changed(connection, session, now).await
}

async fn changed(
    connection: &mut SqliteConnection,
    session: SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    events::note(
        connection,
        now,
        "session_changed",
        &json!({ "session": session }),
    )
    .await
}

pub(crate) fn revision(row: &SqliteRow) -> Result<Revision, StoreError> {
    Ok(Revision {
        id: RevisionId::from_uuid(row.try_get("id")?),
        session: SessionId::from_uuid(row.try_get("session")?),
        parent: rows::optional_uuid(row, "parent")?.map(RevisionId::from_uuid),
        origin: origin(row.try_get("origin")?)?,
        text: text(row)?,
        created_at: rows::time(row, "created_at")?,
    })
}

/// What a revision says, from a row that has its columns.
pub(crate) fn text(row: &SqliteRow) -> Result<RevisionText, StoreError> {
    let negative: Option<String> = row.try_get("negative_prompt")?;
    Ok(RevisionText {
        prompt: prompt(row.try_get("prompt")?)?,
        negative_prompt: negative.as_deref().map(prompt).transpose()?,
        scene: rows::json(row, "revisions", "scene")?,
    })
}

fn prompt(text: &str) -> Result<Prompt, StoreError> {
    Prompt::from_str(text).map_err(|error| sqlx::Error::Decode(error.into()).into())
}

pub(crate) fn origin(name: &str) -> Result<Origin, StoreError> {
    serde_json::from_value(name.into()).map_err(|source| StoreError::BadRow {
        table: "revisions",
        column: "origin",
        source,
    })
}
