//! Waiting for jobs to end.

use std::collections::BTreeMap;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use worldreel_client::Door;
use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::job::JobStateName;
use worldreel_entry::Doorway;
use worldreel_studio::call::{GetQueue, Nothing};
use worldreel_studio::jobs::JobQuery;
use worldreel_studio::view::{JobView, QueueView};
use worldreel_studio::{ApiError, ErrorCode, StudioEvent};

use crate::context::Context;
use crate::pages;

/// How waiting ended.
pub(crate) enum Waited {
    /// All of them have ended.
    Ended(Vec<JobView>),
    /// The user pressed Ctrl-C.
    Interrupted,
}

/// Waits until all jobs of a batch have ended, or need the user. When the studio that
/// renders them goes, this process takes over.
pub(crate) async fn for_batch(
    context: &Context,
    doorway: &mut Doorway,
    batch: BatchId,
) -> Result<Waited, ApiError> {
    let bar = bar(context.output.json);
    loop {
        let waited = tokio::select! {
            waited = once(doorway, batch, &bar) => waited,
            _ = tokio::signal::ctrl_c() => {
                bar.finish_and_clear();
                return Ok(Waited::Interrupted);
            }
        };
        match waited {
            Ok(jobs) => {
                bar.finish_and_clear();
                return Ok(Waited::Ended(jobs));
            }
            Err(error) if error.code == ErrorCode::Closed => {
                *doorway = context.open().await?;
            }
            Err(error) => return Err(error),
        }
    }
}

async fn once(
    doorway: &Doorway,
    batch: BatchId,
    bar: &ProgressBar,
) -> Result<Vec<JobView>, ApiError> {
    let door = doorway.door();
    let of_batch = JobQuery {
        batch: Some(batch),
        ..JobQuery::default()
    };
    // First listen, then look: nothing that happens in between is missed.
    let mut heard = door.listen(None).await?;
    let mut open: BTreeMap<JobId, u64> = BTreeMap::new();
    // Of each only what the bar needs: a batch may be of a hundred thousand.
    let mut frames: BTreeMap<JobId, u64> = BTreeMap::new();
    pages::each_job(door, of_batch, |job| {
        frames.insert(job.id, u64::from(job.spec.frames));
        if job.state.name().goes_on() {
            open.insert(job.id, 0);
        }
    })
    .await?;
    bar.set_length(frames.values().sum());
    let mut look = true;
    loop {
        let rest: u64 = open
            .iter()
            .map(|(job, done)| frames[job].saturating_sub(*done))
            .sum();
        bar.set_position(bar.length().unwrap_or(0).saturating_sub(rest));
        bar.set_message(format!(
            "{} of {} takes",
            frames.len() - open.len(),
            frames.len()
        ));
        if open.is_empty() || (look && stuck(door, Some(batch)).await?) {
            return pages::all_jobs(door, of_batch).await;
        }
        look = false;
        match heard.recv().await {
            None => return Err(ApiError::new(ErrorCode::Closed, "the studio has closed")),
            Some(StudioEvent::Progress(all)) => {
                for progress in all {
                    if let Some(done) = open.get_mut(&progress.job) {
                        *done = u64::from(progress.done);
                    }
                }
            }
            Some(StudioEvent::Writing(_)) => {}
            // A key or an engine less may be what it waits for.
            Some(StudioEvent::SetUp) => look = true,
            // Whoever starts with what comes next misses nothing.
            Some(StudioEvent::SnapshotRequired(_)) => look = true,
            Some(StudioEvent::Change(change)) => {
                look = true;
                let field = |name: &str| change.data.get(name).cloned().unwrap_or_default();
                let job = serde_json::from_value::<JobId>(field("job"));
                let state = serde_json::from_value::<JobStateName>(field("state"));
                if let (Ok(job), Ok(state)) = (job, state)
                    && frames.contains_key(&job)
                {
                    if state.goes_on() {
                        look = state == JobStateName::Queued;
                        open.entry(job).or_insert(0);
                    } else {
                        open.remove(&job);
                    }
                }
            }
        }
    }
}

/// Whether jobs wait for something that only the user can do, in this batch or anywhere,
/// while nothing else goes on by which that could change.
async fn stuck(door: &Door, batch: Option<BatchId>) -> Result<bool, ApiError> {
    let queue = door.call::<GetQueue>(Nothing {}).await?;
    Ok(is_stuck(&queue, batch))
}

fn is_stuck(queue: &QueueView, batch: Option<BatchId>) -> bool {
    let own = |job: &&JobView| batch.is_none_or(|batch| job.batch == batch);
    !queue.works && queue.jobs.iter().filter(own).any(|job| job.needs_user)
}

/// Waits until the queue is empty, or nothing in it goes on without the user.
pub(crate) async fn for_queue(doorway: &Doorway) -> Result<(), ApiError> {
    let door = doorway.door();
    let mut heard = door.listen(None).await?;
    loop {
        let queue = door.call::<GetQueue>(Nothing {}).await?;
        let ended = queue.jobs.iter().all(|job| !job.state.name().goes_on());
        if ended || is_stuck(&queue, None) {
            return Ok(());
        }
        loop {
            match heard.recv().await {
                None => return Err(ApiError::new(ErrorCode::Closed, "the studio has closed")),
                Some(
                    StudioEvent::Change(_) | StudioEvent::SnapshotRequired(_) | StudioEvent::SetUp,
                ) => break,
                Some(StudioEvent::Progress(_) | StudioEvent::Writing(_)) => {}
            }
        }
    }
}

/// A bar for people who watch; nothing for programs.
pub(crate) fn bar(json: bool) -> ProgressBar {
    if json {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}  {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
