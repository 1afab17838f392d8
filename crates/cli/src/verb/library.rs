//! `worldreel sessions` and `rescan`

use std::process::ExitCode;

use worldreel_studio::ApiError;
use worldreel_studio::call::{ListSessions, Nothing, RescanLibrary};
use worldreel_studio::sessions::SessionQuery;

use crate::context::Context;
use crate::print::{self, PARTLY};

pub(crate) async fn sessions(context: &Context) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let listed = doorway
        .door()
        .call::<ListSessions>(SessionQuery::default())
        .await;
    doorway.close().await;
    let sessions = listed?;
    context.output.result(&sessions, || {
        if sessions.is_empty() {
            return vec![
                "there is no session yet: `worldreel render \"a red fox in snow\"` makes one"
                    .into(),
            ];
        }
        sessions
            .iter()
            .map(|session| {
                format!(
                    "{}  {:<44} {}, {} done, {} failed, {} to do",
                    session.id,
                    session.title,
                    print::count(session.takes, "take"),
                    session.done,
                    session.failed,
                    session.live
                )
            })
            .collect()
    });
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn rescan(context: &Context) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let scanned = doorway.door().call::<RescanLibrary>(Nothing {}).await;
    doorway.close().await;
    let report = scanned?;
    context.output.result(&report, || {
        let mut lines = vec![format!(
            "{} found, {} new to the database",
            print::count(report.found, "video"),
            report.added
        )];
        lines.extend(
            report
                .problems
                .iter()
                .map(|problem| format!("{}: {}", problem.file, problem.reason)),
        );
        lines
    });
    Ok(if report.problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(PARTLY)
    })
}
