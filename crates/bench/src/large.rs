//! What a queue costs as it grows, from ten jobs to a million: each figure beside the same
//! with ten.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result};
use worldreel_domain::id::JobId;
use worldreel_domain::job::JobAction;
use worldreel_engines::SketchEngine;
use worldreel_studio::Studio;
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::Nothing;
use worldreel_studio::jobs::{ActOnJob, JobQuery, JobRef, PauseQueue};

use crate::{Row, fixture, ms, quantile};

const SIZES: [usize; 6] = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
/// Jobs of a batch at most.
const BATCH: usize = 100_000;
/// How often each is measured.
const ROUNDS: usize = 15;

/// Milliseconds for each of [`WHATS`].
type Times = [f64; WHATS.len()];

const WHATS: [&str; 5] = [
    "queue one of them, on the disk",
    "open the library and take them up",
    "hold one, on the disk",
    "look at one that was held",
    "the queue's page with its forecast",
];

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut smallest: Option<Times> = None;
    for jobs in SIZES {
        eprintln!("  {jobs} jobs...");
        let times = at(jobs).await?;
        let reference = *smallest.get_or_insert(times);
        rows.extend(WHATS.iter().zip(times.iter().zip(reference)).map(
            |(what, (figure, reference))| Row {
                what: format!("{jobs} jobs wait: {what}"),
                figure: *figure,
                reference,
                against: "the same with ten",
                unit: "ms",
                bar: "see how it grows",
            },
        ));
    }
    Ok(rows)
}

async fn open(library: &Path) -> Result<Studio> {
    let config = fixture::config(library, vec![Arc::new(SketchEngine::with_lanes(1))]);
    Ok(Studio::open(config).await?)
}

async fn at(jobs: usize) -> Result<Times> {
    let folder = tempfile::tempdir()?;
    let studio = open(folder.path()).await?;
    studio.pause_queue(PauseQueue { paused: true }).await?;
    let queued = queue(&studio, jobs).await?;
    studio.close().await;
    drop(studio);
    let began = Instant::now();
    let studio = open(folder.path()).await?;
    let opened = ms(began);
    let first = JobQuery {
        limit: Some(u32::try_from(ROUNDS)?),
        ..JobQuery::default()
    };
    let some = studio.list_jobs(first).await?.jobs;
    let some: Vec<JobId> = some.into_iter().map(|job| job.id).collect();
    let (mut held, mut looked, mut paged) = (Vec::new(), Vec::new(), Vec::new());
    for job in some {
        let began = Instant::now();
        let hold = ActOnJob::of(job, JobAction::Hold);
        studio.act_on_job(hold).await?;
        held.push(ms(began));
        let began = Instant::now();
        studio.job(JobRef { job }).await?;
        looked.push(ms(began));
        let began = Instant::now();
        studio.queue(Nothing {}).await?;
        paged.push(ms(began));
    }
    studio.close().await;
    let each = f64::from(u32::try_from(jobs)?);
    Ok([
        queued / each,
        opened,
        quantile(&mut held, 0.5),
        quantile(&mut looked, 0.5),
        quantile(&mut paged, 0.5),
    ])
}

/// Queues so many; how many milliseconds that took.
async fn queue(studio: &Studio, jobs: usize) -> Result<f64> {
    let mut took = 0.0;
    let mut left = jobs;
    while left > 0 {
        let some = left.min(BATCH);
        left -= some;
        let take = || Ok(NewTake::of("a red fox in snow".parse()?));
        let items: Result<Vec<NewTake>> = (0..some).map(|_| take()).collect();
        let batch = Generate {
            items: items?,
            ..Generate::default()
        };
        let began = Instant::now();
        studio.generate(batch).await.context("a batch is queued")?;
        took += ms(began);
    }
    Ok(took)
}
