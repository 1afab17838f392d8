//! `worldreel status`, `watch` and `decide`

use std::collections::BTreeMap;
use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::failure::Billed;
use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobAction, JobState};
use worldreel_domain::sent::PromptForm;
use worldreel_entry::Doorway;
use worldreel_studio::batches::Generate;
use worldreel_studio::call::{ActOnOneJob, GetJob, GetQueue, Nothing, QuoteBatch};
use worldreel_studio::jobs::{ActOnJob, JobRef};
use worldreel_studio::quote::Quote;
use worldreel_studio::view::{JobDetail, JobView};
use worldreel_studio::{ApiError, ErrorCode, StudioEvent};

use crate::args::{Consent, Decision};
use crate::context::Context;
use crate::money::{self, Agreed};
use crate::print;
use crate::verb::render;

/// Tells all that is known of a job.
pub(crate) async fn status(context: &Context, job: JobId) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let told = doorway.door().call::<GetJob>(JobRef { job }).await;
    doorway.close().await;
    let told = told?.into_detail();
    context.output.result(&told, || lines(&told));
    Ok(ExitCode::SUCCESS)
}

fn lines(told: &JobDetail) -> Vec<String> {
    let JobDetail {
        job,
        attempts,
        sent,
    } = told;
    let mut lines = vec![
        format!("take {}: {}", job.take, print::state(job)),
        format!("prompt: {}", job.prompt),
        print::spec(job),
    ];
    // Prose is the prompt, which stands there already.
    let scene = sent.as_ref().filter(|sent| sent.form == PromptForm::Scene);
    lines.extend(scene.map(|sent| format!("sent: {}", sent.text)));
    if let Some(before) = job.retry_of {
        lines.push(format!("renders {before} once more"));
    }
    match &job.state {
        JobState::Failed { failure } => lines.push(format!(
            "{}; {}",
            billed(failure.billed),
            print::way_out(&failure.next_step)
        )),
        JobState::Undecided { failure, .. } => lines.push(format!(
            "{}; `worldreel decide {}` says what there is to decide",
            billed(failure.billed),
            job.id
        )),
        _ => {}
    }
    for (at, attempt) in attempts.iter().enumerate() {
        let ended = match (&attempt.failure, &attempt.outcome) {
            (Some(failure), _) => failure.message.clone(),
            (None, Some(outcome)) => outcome.replace('_', " "),
            (None, None) => "under way".into(),
        };
        lines.push(format!("attempt {} on {}: {ended}", at + 1, attempt.lane));
    }
    lines.extend(job.video.as_ref().map(|video| video.file.clone()));
    lines
}

/// Says a line whenever something becomes of the queue's jobs, or of one, until nothing goes
/// on any more. It renders nothing itself.
pub(crate) async fn watch(context: &Context, job: Option<JobId>) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let watched = tokio::select! {
        watched = follow(context, &doorway, job) => watched,
        _ = tokio::signal::ctrl_c() => Ok(render::interrupted(context)),
    };
    doorway.close().await;
    watched
}

async fn follow(
    context: &Context,
    doorway: &Doorway,
    job: Option<JobId>,
) -> Result<ExitCode, ApiError> {
    let door = doorway.door();
    // First listen, then look: nothing that happens in between is missed.
    let mut heard = door.listen(None).await?;
    let mut jobs = looked(door, job).await?;
    if door.is_local() && jobs.iter().any(|job| job.state.name().goes_on()) {
        return Err(
            ApiError::new(ErrorCode::NotNow, "nobody works on this queue")
                .hint("`worldreel queue run` does, and so do a window and `worldreel serve`"),
        );
    }
    let mut said: BTreeMap<JobId, String> = BTreeMap::new();
    loop {
        for job in &jobs {
            let line = print::state(job);
            if said.insert(job.id, line.clone()).as_ref() != Some(&line) {
                tell(context, job, &line);
            }
        }
        let ended: Vec<JobId> = said
            .keys()
            .copied()
            .filter(|id| jobs.iter().all(|job| job.id != *id))
            .collect();
        for id in ended {
            said.remove(&id);
            // It has left the queue: how it ended is asked of the library.
            let job = door
                .call::<GetJob>(JobRef { job: id })
                .await?
                .into_detail()
                .job;
            tell(context, &job, &print::state(&job));
        }
        if !jobs.iter().any(|job| job.state.name().goes_on()) {
            return Ok(ExitCode::SUCCESS);
        }
        match heard.recv().await {
            None => return Err(ApiError::new(ErrorCode::Closed, "the studio has closed")),
            Some(StudioEvent::Progress(_) | StudioEvent::Writing(_) | StudioEvent::SetUp) => {}
            Some(StudioEvent::Change(_) | StudioEvent::SnapshotRequired(_)) => {
                jobs = looked(door, job).await?;
            }
        }
    }
}

async fn looked(door: &Door, job: Option<JobId>) -> Result<Vec<JobView>, ApiError> {
    Ok(match job {
        Some(job) => vec![door.call::<GetJob>(JobRef { job }).await?.into_detail().job],
        None => door.call::<GetQueue>(Nothing {}).await?.jobs,
    })
}

fn tell(context: &Context, job: &JobView, line: &str) {
    if context.output.json {
        // One line each, so that a program can read them as they come.
        if let Ok(text) = serde_json::to_string(job) {
            print::line_to_stdout(&text);
        }
    } else {
        print::line_to_stdout(&format!("{}  take {:<4} {line}", job.id, job.take));
    }
}

/// Decides what becomes of a job of which nobody can tell whether it was rendered. Without a
/// decision it says what there is to decide.
pub(crate) async fn decide(
    context: &Context,
    job: JobId,
    decision: Option<Decision>,
    consent: Consent,
) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let decided = decided(context, doorway.door(), job, decision, consent).await;
    doorway.close().await;
    decided
}

async fn decided(
    context: &Context,
    door: &Door,
    id: JobId,
    decision: Option<Decision>,
    consent: Consent,
) -> Result<ExitCode, ApiError> {
    let job = door
        .call::<GetJob>(JobRef { job: id })
        .await?
        .into_detail()
        .job;
    let JobState::Undecided { failure, .. } = &job.state else {
        return Err(ApiError::new(
            ErrorCode::NotNow,
            format!("take {}: there is nothing to decide", job.take),
        )
        .hint(format!("it is {}", print::state(&job))));
    };
    let action = match decision {
        Some(Decision::Again) => JobAction::Retry,
        Some(Decision::Leave) => JobAction::GiveUp,
        None => {
            let quote = again(door, &job).await?;
            context.output.result(&job, || {
                vec![
                    format!("take {}: {}", job.take, failure.message),
                    format!(
                        "{}; sent again, it may be paid twice",
                        billed(failure.billed)
                    ),
                    format!(
                        "`worldreel decide {id} again` renders it again, {}",
                        print::price(quote.price)
                    ),
                    format!("`worldreel decide {id} leave` leaves it as failed"),
                ]
            });
            return Ok(ExitCode::SUCCESS);
        }
    };
    let act = |agreed: Agreed| ActOnJob {
        job: id,
        action,
        max_micro_usd: agreed.max_micro_usd,
        price_unknown_ok: agreed.price_unknown_ok,
    };
    let job = money::agreeing::<ActOnOneJob>(door, consent, vec![order(&job)], act).await?;
    context.output.result(&job, || {
        vec![format!("take {}: {}", job.take, print::state(&job))]
    });
    Ok(ExitCode::SUCCESS)
}

/// What it would cost to render a job once more.
async fn again(door: &Door, job: &JobView) -> Result<Quote, ApiError> {
    door.call::<QuoteBatch>(order(job)).await
}

fn order(job: &JobView) -> Generate {
    money::order(job, &job.spec, job.engines.clone())
}

const fn billed(billed: Billed) -> &'static str {
    match billed {
        Billed::No => "it was not billed",
        Billed::Maybe => "it may have been billed",
        Billed::Yes => "it was billed",
    }
}
