//! `worldreel doctor`

use std::process::ExitCode;

use worldreel_studio::ApiError;
use worldreel_studio::call::{GetAway, GetReport, Nothing, RepairLibrary};
use worldreel_studio::repair::DeedState;
use worldreel_studio::report::{Check, CheckState, Report};

use crate::context::Context;
use crate::print::{FAILED, PARTLY};
use crate::verb::away;

pub(crate) async fn look(context: &Context) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let looked = doorway.door().call::<GetReport>(Nothing {}).await;
    let away = doorway.door().call::<GetAway>(Nothing {}).await;
    doorway.close().await;
    let (report, away) = (looked?, away?.away);
    context.output.result(&report, || {
        let mut told = lines(&report);
        told.extend(away.as_ref().map(away::lines).unwrap_or_default());
        told
    });
    Ok(match is_ill(&report) {
        true => ExitCode::from(FAILED),
        false => ExitCode::SUCCESS,
    })
}

pub(crate) async fn repair(context: &Context) -> Result<ExitCode, ApiError> {
    let doorway = context.look_and_repair().await?;
    let repaired = doorway.door().call::<RepairLibrary>(Nothing {}).await;
    doorway.close().await;
    let repaired = repaired?;
    context.output.result(&repaired, || {
        let mut told: Vec<_> = repaired
            .deeds
            .iter()
            .map(|deed| {
                let mark = match deed.state {
                    DeedState::Done => "done   ",
                    DeedState::Failed => "FAILED ",
                };
                format!("{mark}  {:<16} {}", deed.name, deed.message)
            })
            .collect();
        if told.is_empty() {
            told.push("there was nothing to repair".into());
        }
        told.push(String::new());
        told.extend(lines(&repaired.report));
        told
    });
    let failed = repaired.deeds.iter();
    let failed = failed.filter(|deed| deed.state == DeedState::Failed);
    Ok(match failed.count() > 0 || is_ill(&repaired.report) {
        true => ExitCode::from(PARTLY),
        false => ExitCode::SUCCESS,
    })
}

fn is_ill(report: &Report) -> bool {
    let mut checks = report.checks.iter();
    checks.any(|check| check.state == CheckState::Problem)
}

fn lines(report: &Report) -> Vec<String> {
    report.checks.iter().flat_map(lines_of).collect()
}

/// What was found; below it what that means, what a repair does and what the user can do.
fn lines_of(check: &Check) -> Vec<String> {
    let mark = match check.state {
        CheckState::Good => "ok     ",
        CheckState::Warning => "warning",
        CheckState::Problem => "PROBLEM",
    };
    let mut told = vec![format!("{mark}  {:<16} {}", check.name, check.message)];
    let more = [
        ("", &check.means),
        ("--repair ", &check.repair),
        ("", &check.hint),
    ];
    for (before, more) in more {
        told.extend(more.iter().map(|more| format!("{:26} {before}{more}", "")));
    }
    told
}
