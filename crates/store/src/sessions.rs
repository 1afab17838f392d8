//! Sessions.

use serde_json::json;
use sqlx::SqliteConnection;
use worldreel_domain::id::SessionId;
use worldreel_domain::time::Timestamp;

use crate::batches::staged::shown;
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
         WHERE session = sessions.id) AS takes, created_at, touched_at, archived_at, deleted_at, cover"
    };
}

/// Which sessions are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichSessions {
    /// Those that are neither put away nor deleted.
    Active,
    /// Those that are put away.
    Archived,
    /// Those that are deleted, put away or not.
    Deleted,
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

    /// Puts a session away, or takes it out again.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn archive_session(
        &self,
        id: SessionId,
        archived: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE sessions SET archived_at = ? WHERE id = ?")
                        .bind(archived.then_some(now.ms()))
                        .bind(id.uuid())
                        .execute(&mut *connection)
                        .await?;
                    changed(connection, id, now).await
                })
            })
            .await
    }

    /// The sessions of one kind, the one touched last first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn sessions(&self, which: WhichSessions) -> Result<Vec<SessionRow>, StoreError> {
        let sql = concat!(
            "SELECT ",
            columns!(),
            " FROM sessions WHERE (deleted_at IS NOT NULL) = ? \
             AND (? OR (archived_at IS NOT NULL) = ?) AND ",
            shown_session!(),
            " ORDER BY touched_at DESC, id DESC"
        );
        let deleted = which == WhichSessions::Deleted;
        let found = sqlx::query(sql)
            .bind(deleted)
            .bind(deleted)
            .bind(which == WhichSessions::Archived)
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

/// Notes that something was added to a session; one that was put away or deleted is back.
pub(crate) async fn touch(
    connection: &mut SqliteConnection,
    session: SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE sessions SET touched_at = ?, archived_at = NULL, deleted_at = NULL WHERE id = ?",
    )
    .bind(now.ms())
    .bind(session.uuid())
    .execute(&mut *connection)
    .await?;
    changed(connection, session, now).await
}

pub(crate) async fn changed(
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
