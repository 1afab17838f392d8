//! `worldreel queue`

use std::collections::BTreeSet;
use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{EngineName, JobId, LaneName};
use worldreel_domain::queue::QueueOrder;
use worldreel_studio::ApiError;
use worldreel_studio::call::{EditOneJob, GetJob, GetQueue, Nothing, SetQueuePaused};
use worldreel_studio::edits::EditJob;
use worldreel_studio::jobs::{JobRef, PauseQueue};
use worldreel_studio::specs::SpecWish;
use worldreel_studio::together::GroupAct;
use worldreel_studio::view::{JobView, QueueView};

use crate::args::Money;
use crate::args::queue::{Queue, QueueVerb};
use crate::context::Context;
use crate::money::{Agreed, agreeing, order};
use crate::print;
use crate::verb::{cleared, expiry, many, policy, render, retry};
use crate::wait;

pub(crate) async fn run(context: &Context, wanted: Queue) -> Result<ExitCode, ApiError> {
    let verb = wanted.verb.unwrap_or(QueueVerb::List { finished: false });
    let doorway = match verb {
        QueueVerb::Run => context.open().await?,
        _ => context.look().await?,
    };
    let door = doorway.door();
    let done = match verb {
        QueueVerb::List { finished: false } => list(context, door).await,
        QueueVerb::List { finished: true } => cleared::finished(context, door).await,
        QueueVerb::Clear(wanted) => cleared::clear(context, door, wanted).await,
        QueueVerb::PutBack => cleared::put_back(context, door).await,
        QueueVerb::Pause => pause(context, door, true).await,
        QueueVerb::Resume => pause(context, door, false).await,
        QueueVerb::Run => {
            tokio::select! {
                waited = wait::for_queue(&doorway) => match waited {
                    Ok(()) => list(context, door).await,
                    Err(error) => Err(error),
                },
                _ = tokio::signal::ctrl_c() => Ok(render::interrupted(context)),
            }
        }
        QueueVerb::Cancel(jobs) => many::act(context, door, jobs, GroupAct::Cancel).await,
        QueueVerb::Retry(wanted) => retry::run(context, door, wanted).await,
        QueueVerb::Hold(jobs) => many::act(context, door, jobs, GroupAct::Hold).await,
        QueueVerb::Release(jobs) => many::act(context, door, jobs, GroupAct::Release).await,
        QueueVerb::Edit {
            job,
            spec,
            lanes,
            expire_after,
            money,
        } => {
            let wish = Wish {
                spec: spec.into(),
                lanes,
                expiry: expire_after,
            };
            edit(context, door, job, wish, &money).await
        }
        QueueVerb::Order { order } => policy::order(context, door, order).await,
        QueueVerb::Priority { jobs, priority } => {
            many::act(context, door, jobs, GroupAct::Prioritize { priority }).await
        }
        QueueVerb::Expiry { expiry } => expiry::set(context, door, expiry).await,
        QueueVerb::Expire { waited, yes } => expiry::expire(context, door, waited, yes).await,
        QueueVerb::Budget { batch, usd, .. } => policy::budget(context, door, batch, usd).await,
        QueueVerb::Next(jobs) => many::act(context, door, jobs, GroupAct::Next).await,
        QueueVerb::Move { jobs, before } => {
            many::act(context, door, jobs, GroupAct::Move { before }).await
        }
    };
    doorway.close().await;
    done
}

async fn list(context: &Context, door: &Door) -> Result<ExitCode, ApiError> {
    let queue = door.call::<GetQueue>(Nothing {}).await?;
    context.output.result(&queue, || lines(&queue));
    Ok(ExitCode::SUCCESS)
}

async fn pause(context: &Context, door: &Door, paused: bool) -> Result<ExitCode, ApiError> {
    door.call::<SetQueuePaused>(PauseQueue { paused }).await?;
    context.output.note(if paused {
        "the queue is paused; what runs, runs on"
    } else {
        "the queue goes on"
    });
    Ok(ExitCode::SUCCESS)
}

/// What is to be other than before.
struct Wish {
    spec: SpecWish,
    lanes: Vec<String>,
    expiry: Option<Expiry>,
}

/// Changes a job as it is now, and tells it as it is then.
async fn edit(
    context: &Context,
    door: &Door,
    job: JobId,
    wish: Wish,
    money: &Money,
) -> Result<ExitCode, ApiError> {
    let now = door.call::<GetJob>(JobRef { job }).await?.into_detail().job;
    let Wish {
        spec,
        lanes,
        expiry,
    } = wish;
    let named: BTreeSet<_> = money.engines.iter().map(EngineName::new).collect();
    let engines = (!named.is_empty()).then_some(named);
    let priced = engines.clone().unwrap_or_else(|| now.engines.clone());
    let order = order(&now, &spec.over(&now.spec), priced);
    let edit = |agreed: Agreed| EditJob {
        job,
        expected_version: now.version,
        spec,
        engines: engines.clone(),
        lanes: (!lanes.is_empty()).then(|| lanes.iter().map(LaneName::new).collect()),
        expiry,
        max_micro_usd: agreed.max_micro_usd,
        price_unknown_ok: agreed.price_unknown_ok,
    };
    let job = agreeing::<EditOneJob>(door, money.consent, vec![order], edit).await?;
    context.output.result(&job, || {
        vec![
            format!("take {}: {}", job.take, print::state(&job)),
            print::spec(&job),
        ]
    });
    Ok(ExitCode::SUCCESS)
}

fn lines(queue: &QueueView) -> Vec<String> {
    let mut lines = Vec::new();
    if queue.paused {
        lines.push("the queue is paused: `worldreel queue resume` goes on".into());
    }
    if queue.order != QueueOrder::InOrder {
        lines.push(print::order(queue.order).into());
    }
    for budget in &queue.budgets {
        lines.push(print::budget(budget));
    }
    if queue.live == 0 {
        lines.push("the queue is empty".into());
    }
    lines.extend(queue.jobs.iter().map(line));
    let listed = u32::try_from(queue.jobs.len()).unwrap_or(u32::MAX);
    if queue.live > listed {
        lines.push(format!("and {} more", queue.live - listed));
    }
    lines
}

/// A job in a list.
pub(crate) fn line(job: &JobView) -> String {
    format!(
        "{}  take {:<4} {:<44} {}",
        job.id,
        job.take,
        shortened(&job.prompt),
        print::state(job)
    )
}

fn shortened(prompt: &str) -> String {
    const CHARS: usize = 42;
    let line = prompt.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= CHARS {
        return line;
    }
    let mut short: String = line.chars().take(CHARS - 1).collect();
    short.push('…');
    short
}
