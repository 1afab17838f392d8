//! Sessions.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::Revision;
use worldreel_store::{RevisionRow, SessionRow, WhichSessions};

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::jobs::JobQuery;
use crate::use_case::revisions::RevisionQuery;
use crate::view::{self, SessionDetail, SessionView};

/// The longest title, in characters.
const TITLE_CHARS_MAX: usize = 120;
/// The most revisions of a session that can be duplicated.
const DUPLICATED_MAX: usize = 10_000;
/// How many characters of a prompt become a title.
const TITLE_FROM_PROMPT: usize = 60;

/// Names a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionRef {
    /// The session.
    pub session: SessionId,
}

/// A session to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewSession {
    /// Its title.
    pub title: String,
}

/// A session's new title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RenameSession {
    /// The session.
    pub session: SessionId,
    /// Its title from now on.
    pub title: String,
}

/// Which sessions to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionQuery {
    /// Those that were deleted, put away or not, instead of those that are used.
    #[serde(default)]
    pub deleted: bool,
    /// Those that were put away, instead of those that are used.
    #[serde(default)]
    pub archived: bool,
}

/// Whether a session is put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArchiveSession {
    /// The session.
    pub session: SessionId,
    /// True to put it away, false to take it out again.
    pub archived: bool,
}

impl Studio {
    /// The sessions, the one touched last first.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn list_sessions(&self, query: SessionQuery) -> Result<Vec<SessionView>, ApiError> {
        let counts = self.store().job_counts(None).await?;
        let none = std::collections::BTreeMap::new();
        let which = match (query.deleted, query.archived) {
            (true, _) => WhichSessions::Deleted,
            (false, true) => WhichSessions::Archived,
            (false, false) => WhichSessions::Active,
        };
        let rows = self.store().sessions(which).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let counts = counts.get(&row.id).unwrap_or(&none);
                view::session(row, counts)
            })
            .collect())
    }

    /// Makes a session.
    ///
    /// # Errors
    ///
    /// `bad_input` for a title that is blank or too long.
    pub async fn create_session(&self, new: NewSession) -> Result<SessionView, ApiError> {
        let title = checked_title(&new.title)?;
        let id = SessionId::from_uuid(Self::fresh_id());
        self.commit(self.store().create_session(id, title, Self::now()))
            .await?;
        let row = self.session_row(id).await?;
        Ok(view::session(row, &std::collections::BTreeMap::new()))
    }

    /// Gives a session another title.
    ///
    /// # Errors
    ///
    /// `not_found`; `bad_input` for a title that is blank or too long.
    pub async fn rename_session(&self, wanted: RenameSession) -> Result<Nothing, ApiError> {
        let title = checked_title(&wanted.title)?;
        self.session_row(wanted.session).await?;
        let renamed = self
            .store()
            .rename_session(wanted.session, title, Self::now());
        self.commit(renamed).await?;
        Ok(Nothing {})
    }

    /// Deletes a session: it is no longer listed. Its takes and videos stay where they
    /// are, and it can be restored.
    ///
    /// # Errors
    ///
    /// `not_found`; `not_now` while takes of it are in the queue.
    pub async fn delete_session(&self, wanted: SessionRef) -> Result<Nothing, ApiError> {
        let row = self.session_row(wanted.session).await?;
        let deleted = self.store().delete_session(row.id, Self::now());
        let deleted = self.commit(deleted).await?;
        if deleted {
            Ok(Nothing {})
        } else {
            Err(ApiError::new(
                ErrorCode::NotNow,
                format!("takes of \"{}\" are still in the queue", row.title),
            )
            .hint("cancel them first, or wait until they are done"))
        }
    }

    /// Lists a deleted session again.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn restore_session(&self, wanted: SessionRef) -> Result<Nothing, ApiError> {
        self.session_row(wanted.session).await?;
        let restored = self.store().restore_session(wanted.session, Self::now());
        self.commit(restored).await?;
        Ok(Nothing {})
    }

    /// Puts a session away, so that it is listed apart, or takes it out again. What is added
    /// to it takes it out as well.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn archive_session(&self, wanted: ArchiveSession) -> Result<Nothing, ApiError> {
        let ArchiveSession { session, archived } = wanted;
        self.session_row(session).await?;
        let done = self.store().archive_session(session, archived, Self::now());
        self.commit(done).await?;
        Ok(Nothing {})
    }

    /// Makes a session of its own from the revisions and the draft of another one: its tree
    /// with all names, and no takes.
    ///
    /// # Errors
    ///
    /// `not_found`; `not_now` for a session with more than 10,000 revisions.
    pub async fn duplicate_session(&self, wanted: SessionRef) -> Result<SessionView, ApiError> {
        let row = self.session_row(wanted.session).await?;
        let revisions = self.store().revisions(row.id).await?;
        if revisions.len() > DUPLICATED_MAX {
            let said = format!(
                "\"{}\" has {} revisions; at most {DUPLICATED_MAX} are copied at once",
                row.title,
                revisions.len()
            );
            return Err(ApiError::new(ErrorCode::NotNow, said)
                .hint("take over the revisions that you need one by one"));
        }
        let copy = SessionId::from_uuid(Self::fresh_id());
        let ids: HashMap<RevisionId, RevisionId> = revisions
            .iter()
            .map(|own| (own.revision.id, RevisionId::from_uuid(Self::fresh_id())))
            .collect();
        let draft = self.store().draft(Some(row.id)).await?;
        // A draft names the revision it was made from; the copy's names its copy.
        let draft = draft.map(|draft| {
            let mut body = draft.body;
            let head = body.get("head").and_then(|head| head.as_str());
            let head = head.and_then(|head| head.parse().ok());
            if let Some(own) = head.and_then(|head: RevisionId| ids.get(&head)) {
                body.insert("head".to_owned(), own.to_string().into());
            }
            body.into()
        });
        let (mut made, mut names) = (Vec::with_capacity(revisions.len()), Vec::new());
        for RevisionRow { revision, name, .. } in revisions {
            let id = ids[&revision.id];
            names.extend(name.map(|name| (id, name)));
            made.push(Revision {
                id,
                session: copy,
                parent: revision.parent.and_then(|parent| ids.get(&parent).copied()),
                ..revision
            });
        }
        let title: String = format!("Copy of {}", row.title);
        let titled = (copy, title.chars().take(TITLE_CHARS_MAX).collect());
        let added = self
            .store()
            .add_copy(titled, made, names, draft, Self::now());
        self.commit(added).await?;
        let row = self.session_row(copy).await?;
        Ok(view::session(row, &std::collections::BTreeMap::new()))
    }

    /// A session with the first page of its revisions and of its jobs.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn session(&self, wanted: SessionRef) -> Result<SessionDetail, ApiError> {
        // First the number, then the rows: what comes between is only told twice.
        let seq = self.store().last_event().await?;
        let row = self.session_row(wanted.session).await?;
        let mut counts = self.store().job_counts(Some(row.id)).await?;
        let counts = counts.remove(&row.id).unwrap_or_default();
        let revisions = RevisionQuery {
            session: row.id,
            before: None,
            limit: None,
        };
        let jobs = JobQuery {
            session: Some(row.id),
            ..JobQuery::default()
        };
        Ok(SessionDetail {
            seq,
            session: view::session(row, &counts),
            revisions: self.revisions(revisions).await?,
            jobs: self.list_jobs(jobs).await?,
        })
    }

    pub(crate) async fn session_row(&self, id: SessionId) -> Result<SessionRow, ApiError> {
        self.store()
            .session(id)
            .await?
            .ok_or_else(|| ApiError::new(ErrorCode::NotFound, format!("there is no session {id}")))
    }
}

fn checked_title(title: &str) -> Result<String, ApiError> {
    let title = title.trim();
    let chars = title.chars().count();
    if title.is_empty() {
        Err(ApiError::bad_input("title", "the title is empty"))
    } else if chars > TITLE_CHARS_MAX {
        Err(ApiError::bad_input(
            "title",
            format!("the title has {chars} characters; at most {TITLE_CHARS_MAX} are possible"),
        ))
    } else {
        Ok(title.replace(char::is_control, " "))
    }
}

/// A title from a prompt: its first words.
pub(crate) fn title_of(prompt: &Prompt) -> String {
    let mut title = String::new();
    for word in prompt.as_str().split_whitespace() {
        if title.chars().count() + word.chars().count() > TITLE_FROM_PROMPT {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() {
        // One endless word.
        title = prompt.as_str().chars().take(TITLE_FROM_PROMPT).collect();
    }
    title.trim_end_matches([',', ';', ':', '.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_first_words_of_the_prompt() {
        let title = |text: &str| title_of(&text.parse().unwrap());
        assert_eq!(title("a red fox in snow"), "a red fox in snow");
        assert_eq!(
            title("a red fox trots through deep snow in a birch forest at dawn, slow pan left"),
            "a red fox trots through deep snow in a birch forest at dawn"
        );
        assert_eq!(title(&"x".repeat(200)).len(), 60);
    }

    #[test]
    fn a_blank_title_is_refused() {
        assert_eq!(
            checked_title("  ").unwrap_err().field.as_deref(),
            Some("title")
        );
    }
}
