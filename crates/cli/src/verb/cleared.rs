//! What is finished: `worldreel queue list --finished`, `clear` and `put-back`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_studio::ApiError;
use worldreel_studio::call::{ClearFinishedJobs, PutBackCleared};
use worldreel_studio::cleared::{ClearFinished, Cleared, Finished, PutBack};
use worldreel_studio::jobs::JobQuery;

use crate::args::queue::Clear;
use crate::context::Context;
use crate::pages;
use crate::print;
use crate::verb::queue;

/// Lists what is finished and not cleared.
pub(crate) async fn finished(context: &Context, door: &Door) -> Result<ExitCode, ApiError> {
    let query = JobQuery {
        finished: true,
        ..JobQuery::default()
    };
    let jobs = pages::all_jobs(door, query).await?;
    context.output.result(&jobs, || match jobs.is_empty() {
        true => vec!["nothing is finished that was not cleared".into()],
        false => jobs.iter().map(queue::line).collect(),
    });
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn clear(
    context: &Context,
    door: &Door,
    wanted: Clear,
) -> Result<ExitCode, ApiError> {
    let ways = [
        (wanted.done, Finished::Done),
        (wanted.failed, Finished::Failed),
        (wanted.cancelled, Finished::Cancelled),
        (wanted.expired, Finished::Expired),
    ];
    let ways = ways.into_iter().filter(|(named, _)| *named);
    let clear = ClearFinished {
        finished: ways.map(|(_, way)| way).collect(),
        jobs: wanted.jobs,
    };
    let cleared = door.call::<ClearFinishedJobs>(clear).await?;
    context.output.result(&cleared, || match cleared.count {
        0 => vec!["there is nothing to clear".into()],
        count => vec![format!(
            "{} cleared; `worldreel queue put-back` brings back what was cleared last",
            print::count(count, "take")
        )],
    });
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn put_back(context: &Context, door: &Door) -> Result<ExitCode, ApiError> {
    let back: Cleared = door.call::<PutBackCleared>(PutBack::default()).await?;
    context.output.result(&back, || match back.count {
        0 => vec!["nothing was cleared".into()],
        count => vec![format!("{} back on the list", print::count(count, "take"))],
    });
    Ok(ExitCode::SUCCESS)
}
