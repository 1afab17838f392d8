//! `worldreel sessions`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_studio::ApiError;
use worldreel_studio::call::{
    DeleteSession, DuplicateOneSession, ListRevisions, ListSessions, RestoreSession,
    SetSessionArchived, SetSessionTitle,
};
use worldreel_studio::revisions::{RevisionQuery, Revisions};
use worldreel_studio::sessions::{ArchiveSession, RenameSession, SessionQuery, SessionRef};
use worldreel_studio::view::{RevisionView, SessionView};

use crate::args::sessions::{Sessions, SessionsVerb};
use crate::context::Context;
use crate::print;

pub(crate) async fn run(context: &Context, wanted: Sessions) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let door = doorway.door();
    let list = SessionsVerb::List {
        archived: false,
        deleted: false,
    };
    let done = match wanted.verb.unwrap_or(list) {
        SessionsVerb::List { archived, deleted } => {
            list_them(context, door, SessionQuery { deleted, archived }).await
        }
        SessionsVerb::Show {
            session,
            limit,
            before,
        } => {
            let wanted = RevisionQuery {
                session,
                before,
                limit: Some(limit),
            };
            show(context, door, wanted).await
        }
        SessionsVerb::Rename { session, title } => {
            let renamed = door.call::<SetSessionTitle>(RenameSession { session, title });
            renamed.await.map(|_| ())
        }
        SessionsVerb::Archive { session } => archive(door, session, true).await,
        SessionsVerb::Unarchive { session } => archive(door, session, false).await,
        SessionsVerb::Duplicate { session } => duplicate(context, door, session).await,
        SessionsVerb::Delete { session } => {
            let deleted = door.call::<DeleteSession>(SessionRef { session });
            deleted.await.map(|_| ())
        }
        SessionsVerb::Restore { session } => {
            let restored = door.call::<RestoreSession>(SessionRef { session });
            restored.await.map(|_| ())
        }
    };
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn list_them(context: &Context, door: &Door, wanted: SessionQuery) -> Result<(), ApiError> {
    let sessions = door.call::<ListSessions>(wanted).await?;
    context.output.result(&sessions, || {
        if sessions.is_empty() {
            return vec![match (wanted.archived, wanted.deleted) {
                (true, _) => "no session is put away".into(),
                (_, true) => "no session is deleted".into(),
                _ => "there is no session yet: `worldreel render \"a red fox in snow\"` makes one"
                    .into(),
            }];
        }
        sessions.iter().map(line).collect()
    });
    Ok(())
}

fn line(session: &SessionView) -> String {
    format!(
        "{}  {:<44} {}, {} done, {} failed, {} to do",
        session.id,
        session.title,
        print::count(session.takes, "take"),
        session.done,
        session.failed,
        session.live
    )
}

async fn show(context: &Context, door: &Door, wanted: RevisionQuery) -> Result<(), ApiError> {
    let page: Revisions = door.call::<ListRevisions>(wanted).await?;
    context.output.result(&page, || {
        let mut lines: Vec<String> = page
            .revisions
            .iter()
            .map(|own| revision_line(own, &page.revisions))
            .collect();
        let first = page.revisions.last().map_or(1, |own| own.number);
        if first > 1 {
            lines.push(format!(
                "{} of {}; the older ones with --before {first}",
                page.revisions.len(),
                print::count(page.total, "revision")
            ));
        } else if page.total == 0 {
            lines.push("it has no revision yet".into());
        }
        lines
    });
    Ok(())
}

/// A revision, and what it was made from where that is told as well.
fn revision_line(own: &RevisionView, others: &[RevisionView]) -> String {
    let made = own.revision.parent.map(|parent| {
        let parent = others.iter().find(|other| other.revision.id == parent);
        parent.map_or_else(
            || " from an older one".into(),
            |parent| format!(" from {}", parent.number),
        )
    });
    let name = own.name.as_ref().map(|name| format!(" \"{name}\""));
    let takes = match own.takes {
        0 => String::new(),
        takes => format!(", {}", print::count(takes, "take")),
    };
    format!(
        "{:>4}  {}  {}{}{}{takes}\n      {}",
        own.number,
        own.revision.id,
        own.revision.origin.name(),
        made.unwrap_or_default(),
        name.unwrap_or_default(),
        own.revision.text.prompt
    )
}

async fn archive(
    door: &Door,
    session: worldreel_studio::id::SessionId,
    archived: bool,
) -> Result<(), ApiError> {
    let wanted = ArchiveSession { session, archived };
    door.call::<SetSessionArchived>(wanted).await.map(|_| ())
}

async fn duplicate(
    context: &Context,
    door: &Door,
    session: worldreel_studio::id::SessionId,
) -> Result<(), ApiError> {
    let copy = door
        .call::<DuplicateOneSession>(SessionRef { session })
        .await?;
    context
        .output
        .result(&copy, || vec![format!("{}  {}", copy.id, copy.title)]);
    Ok(())
}
