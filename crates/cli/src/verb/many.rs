//! The verbs that take the ids of several jobs.

use std::collections::BTreeSet;
use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::job::JobAction;
use worldreel_studio::call::{ActOnOneJob, ActOnSeveralJobs, GetJob, MoveOneJob, RunJobNext};
use worldreel_studio::jobs::{ActOnJob, JobRef, MoveJob};
use worldreel_studio::together::{ActOnJobs, Acted, GroupAct};
use worldreel_studio::view::JobView;
use worldreel_studio::{ApiError, ErrorCode};

use crate::args::{Consent, Jobs};
use crate::context::Context;
use crate::money::{self, Agreed};
use crate::print;

/// Does to jobs what costs nothing; one alone is told as itself.
pub(crate) async fn act(
    context: &Context,
    door: &Door,
    Jobs { jobs }: Jobs,
    act: GroupAct,
) -> Result<ExitCode, ApiError> {
    let one = match jobs[..] {
        [job] => Some(job),
        _ => None,
    };
    let action = match act {
        GroupAct::Hold => Some(JobAction::Hold),
        GroupAct::Release => Some(JobAction::Release),
        GroupAct::Cancel => Some(JobAction::Cancel),
        GroupAct::GiveUp => Some(JobAction::GiveUp),
        GroupAct::Retry | GroupAct::Next | GroupAct::Move { .. } | GroupAct::Prioritize { .. } => {
            None
        }
    };
    match (one, action) {
        (Some(job), Some(action)) => {
            let job = door.call::<ActOnOneJob>(ActOnJob::of(job, action)).await?;
            tell_one(context, &job);
            Ok(ExitCode::SUCCESS)
        }
        (Some(job), None) if act == GroupAct::Next => {
            let moved = door.call::<RunJobNext>(JobRef { job }).await;
            moved.map(|_| ExitCode::SUCCESS)
        }
        (Some(job), None) if let GroupAct::Move { before } = act => {
            let moved = door.call::<MoveOneJob>(MoveJob { job, before }).await;
            moved.map(|_| ExitCode::SUCCESS)
        }
        _ => {
            let asked = ActOnJobs {
                jobs,
                act,
                max_micro_usd: None,
                price_unknown_ok: false,
            };
            Ok(tell(context, &door.call::<ActOnSeveralJobs>(asked).await?))
        }
    }
}

/// Tries jobs once more as they are; what costs money needs a word for it.
pub(crate) async fn retry(
    context: &Context,
    door: &Door,
    Jobs { mut jobs }: Jobs,
    consent: Consent,
) -> Result<ExitCode, ApiError> {
    let mut seen = BTreeSet::new();
    jobs.retain(|job| seen.insert(*job));
    let mut orders = Vec::new();
    for job in jobs.iter().copied() {
        let told = match door.call::<GetJob>(JobRef { job }).await {
            Ok(told) => told.into_detail().job,
            // One that is not there is refused with the others.
            Err(error) if error.code == ErrorCode::NotFound => continue,
            Err(error) => return Err(error),
        };
        // What can't be tried again costs nothing.
        if can(&told, JobAction::Retry) {
            orders.push(money::order(&told, &told.spec, told.engines.clone()));
        }
    }
    if let [job] = jobs[..] {
        let retry = |agreed: Agreed| ActOnJob {
            job,
            action: JobAction::Retry,
            max_micro_usd: agreed.max_micro_usd,
            price_unknown_ok: agreed.price_unknown_ok,
        };
        let job = money::agreeing::<ActOnOneJob>(door, consent, orders, retry).await?;
        tell_one(context, &job);
        return Ok(ExitCode::SUCCESS);
    }
    let retry = |agreed: Agreed| ActOnJobs {
        jobs: jobs.clone(),
        act: GroupAct::Retry,
        max_micro_usd: agreed.max_micro_usd,
        price_unknown_ok: agreed.price_unknown_ok,
    };
    let acted = money::agreeing::<ActOnSeveralJobs>(door, consent, orders, retry).await?;
    Ok(tell(context, &acted))
}

fn can(job: &JobView, action: JobAction) -> bool {
    let mut offers = job.actions.iter();
    offers.any(|offer| offer.action == action && offer.refused.is_none())
}

fn tell_one(context: &Context, job: &JobView) {
    context.output.result(job, || {
        vec![format!("take {}: {}", job.take, print::state(job))]
    });
}

/// What came of it, with a code for whether it was done to all, to some or to none.
fn tell(context: &Context, acted: &Acted) -> ExitCode {
    context.output.result(acted, || {
        let done = acted.done.iter();
        let mut told: Vec<_> = done
            .map(|job| format!("take {}: {}", job.take, print::state(job)))
            .collect();
        let refused = acted.refused.iter();
        told.extend(refused.map(|refused| format!("refused: {}", refused.error)));
        let all = acted.done.len() + acted.refused.len();
        told.push(format!("{} of {all} done", acted.done.len()));
        told
    });
    match (acted.done.is_empty(), acted.refused.is_empty()) {
        (_, true) => ExitCode::SUCCESS,
        (false, false) => ExitCode::from(print::PARTLY),
        (true, false) => ExitCode::from(print::FAILED),
    }
}
