//! Revisions: the steps of a session's tree.

use std::str::FromStr;

use futures::TryStreamExt;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::time::Timestamp;

use crate::batches::SessionChoice;
use crate::batches::staged::shown;
use crate::batches::write::insert_revisions;
use crate::error::StoreError;
use crate::open::Store;
use crate::rows;
use crate::sessions::{changed, insert_session, touch};

/// A revision as its session knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisionRow {
    /// The revision.
    pub revision: Revision,
    /// Its place among those of its session by age, from 1. None is ever taken out, so it
    /// stays.
    pub number: u32,
    /// The name that the user gave it.
    pub name: Option<String>,
    /// How many takes were made from it.
    pub takes: u32,
}

/// Which of a session's revisions are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevisionPage {
    /// Only those with smaller numbers.
    pub before: Option<u32>,
    /// How many at most.
    pub limit: u32,
}

/// A revision that was found, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRevision {
    /// The revision.
    pub revision: Revision,
    /// Its name.
    pub name: Option<String>,
    /// The title of its session.
    pub title: String,
    /// When its session was put away, if it was.
    pub archived_at: Option<Timestamp>,
}

/// The rows of one session's revisions that are shown, with their numbers and takes.
macro_rules! numbered {
    () => {
        concat!(
            "SELECT r.*, row_number() OVER (ORDER BY r.created_at, r.id) AS number, \
             coalesce(made.takes, 0) AS takes FROM revisions r LEFT JOIN ( \
             SELECT revision, count(*) AS takes FROM jobs WHERE session = ? AND ",
            shown!(),
            " GROUP BY revision) made ON made.revision = r.id \
             WHERE r.session = ? AND (r.batch IS NULL OR r.",
            shown!(),
            ")"
        )
    };
}

impl Store {
    /// Writes steps of a session, which is made with them if it is a new one.
    ///
    /// # Errors
    ///
    /// As the database fails; also when the session does not exist.
    pub async fn keep_revisions(
        &self,
        session: SessionChoice,
        revisions: Vec<Revision>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    if let SessionChoice::New { id, title } = &session {
                        insert_session(connection, *id, title, now).await?;
                    }
                    insert_revisions(connection, None, &revisions).await?;
                    touch(connection, session.id(), now).await
                })
            })
            .await
    }

    /// Gives a revision a name, or takes it away. False when there is no such revision.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn name_revision(
        &self,
        id: RevisionId,
        name: Option<String>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let sql = "UPDATE revisions SET name = ? WHERE id = ? RETURNING session";
                    let found = sqlx::query(sql)
                        .bind(name)
                        .bind(id.uuid())
                        .fetch_optional(&mut *connection)
                        .await?;
                    let Some(row) = found else { return Ok(false) };
                    let session = SessionId::from_uuid(row.try_get("session")?);
                    changed(connection, session, now).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// A session's revisions, oldest first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn revisions(&self, session: SessionId) -> Result<Vec<RevisionRow>, StoreError> {
        let sql = concat!(numbered!(), " ORDER BY number");
        let found = sqlx::query(sql)
            .bind(session.uuid())
            .bind(session.uuid())
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(numbered_row).collect()
    }

    /// Some of a session's revisions, newest first.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn revisions_of(
        &self,
        session: SessionId,
        page: RevisionPage,
    ) -> Result<Vec<RevisionRow>, StoreError> {
        let sql = concat!(
            "SELECT * FROM (",
            numbered!(),
            ") WHERE number < ? ORDER BY number DESC LIMIT ?"
        );
        let found = sqlx::query(sql)
            .bind(session.uuid())
            .bind(session.uuid())
            .bind(page.before.map_or(i64::MAX, i64::from))
            .bind(page.limit)
            .fetch_all(&self.readers)
            .await?;
        found.iter().map(numbered_row).collect()
    }

    /// How many revisions a session has.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn revision_count(&self, session: SessionId) -> Result<u32, StoreError> {
        let sql = concat!(
            "SELECT count(*) FROM revisions WHERE session = ? AND (batch IS NULL OR ",
            shown!(),
            ")"
        );
        let count = sqlx::query_scalar(sql)
            .bind(session.uuid())
            .fetch_one(&self.readers)
            .await?;
        Ok(count)
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

    /// A revision with its number, name and takes, if it exists.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn numbered_revision(
        &self,
        id: RevisionId,
    ) -> Result<Option<RevisionRow>, StoreError> {
        let Some(Revision { session, .. }) = self.revision(id).await? else {
            return Ok(None);
        };
        let sql = concat!("SELECT * FROM (", numbered!(), ") WHERE id = ?");
        let found = sqlx::query(sql)
            .bind(session.uuid())
            .bind(session.uuid())
            .bind(id.uuid())
            .fetch_optional(&self.readers)
            .await?;
        found.as_ref().map(numbered_row).transpose()
    }

    /// The newest revisions that `wanted` is true of, at most `limit`: of one session or of
    /// all that are not deleted. Those that were made no earlier than `before` are left out.
    /// The rows are read until enough are found, so that nothing has to be kept beside them.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn find_revisions(
        &self,
        session: Option<SessionId>,
        before: Option<RevisionId>,
        limit: usize,
        wanted: impl Fn(&FoundRevision) -> bool + Send,
    ) -> Result<Vec<FoundRevision>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(concat!(
            "SELECT r.*, s.title, s.archived_at FROM revisions r \
             JOIN sessions s ON s.id = r.session \
             WHERE s.deleted_at IS NULL AND (r.batch IS NULL OR r.",
            shown!(),
            ")"
        ));
        if let Some(session) = session {
            query.push(" AND r.session = ").push_bind(session.uuid());
        }
        if let Some(before) = before {
            query.push(" AND r.id < ").push_bind(before.uuid());
        }
        // Ids begin with the time at which they were made.
        query.push(" ORDER BY r.id DESC");
        let mut rows = query.build().fetch(&self.readers);
        let mut found = Vec::new();
        while let Some(row) = rows.try_next().await? {
            let one = FoundRevision {
                revision: revision(&row)?,
                name: row.try_get("name")?,
                title: row.try_get("title")?,
                archived_at: rows::optional_time(&row, "archived_at")?,
            };
            if wanted(&one) {
                found.push(one);
                if found.len() >= limit {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Makes a session with revisions, some of which have a name, and with a draft.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn add_copy(
        &self,
        (id, title): (SessionId, String),
        revisions: Vec<Revision>,
        names: Vec<(RevisionId, String)>,
        draft: Option<serde_json::Value>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let draft = draft
            .map(|draft| rows::to_json(&draft, "drafts", "body"))
            .transpose()?;
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    insert_session(connection, id, &title, now).await?;
                    insert_revisions(connection, None, &revisions).await?;
                    for (revision, name) in names {
                        sqlx::query("UPDATE revisions SET name = ? WHERE id = ?")
                            .bind(name)
                            .bind(revision.uuid())
                            .execute(&mut *connection)
                            .await?;
                    }
                    if let Some(body) = draft {
                        sqlx::query(
                            "INSERT INTO drafts (session, body, saved_at) VALUES (?, ?, ?)",
                        )
                        .bind(id.uuid())
                        .bind(body)
                        .bind(now.ms())
                        .execute(&mut *connection)
                        .await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

pub(crate) async fn insert_revision(
    connection: &mut SqliteConnection,
    revision: &Revision,
) -> Result<(), StoreError> {
    insert_revisions(connection, None, std::slice::from_ref(revision)).await
}

fn numbered_row(row: &SqliteRow) -> Result<RevisionRow, StoreError> {
    Ok(RevisionRow {
        revision: revision(row)?,
        number: row.try_get("number")?,
        name: row.try_get("name")?,
        takes: row.try_get("takes")?,
    })
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
