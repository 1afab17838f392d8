//! `worldreel rescan`

use std::process::ExitCode;

use worldreel_studio::ApiError;
use worldreel_studio::call::{Nothing, RescanLibrary};

use crate::context::Context;
use crate::print::{self, PARTLY};

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
