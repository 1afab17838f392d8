//! A queue that renders while a hundred thousand prompts are queued: what its lanes wait.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use worldreel_engines::Engine;
use worldreel_studio::Studio;
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::Nothing;

use crate::delivers::{Delivers, Ends};
use crate::{Row, fixture, ms, quantile};

const LANES: usize = 4;
/// Long enough that saving the videos leaves the processor some time.
const RENDER: Duration = Duration::from_millis(100);
const PROMPTS: usize = 100_000;
/// More than are rendered meanwhile.
const RUNNING: usize = 4_000;
/// How long the queue is watched without an import.
const QUIET: Duration = Duration::from_secs(6);
/// How often the queue is looked at once all wait.
const LOOKS: usize = 20;

/// What a lane waited between two renders, and when the second of them began.
type Gaps = Arc<Mutex<Vec<(Instant, f64)>>>;

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let gaps = Gaps::default();
    let clip = fixture::clip()?;
    // An engine for each lane, so that each tells its own gaps.
    let engine = |number| {
        let gaps = Arc::clone(&gaps);
        let waited = move |gap| {
            let mut gaps = gaps.lock().unwrap_or_else(PoisonError::into_inner);
            gaps.push((Instant::now(), gap));
        };
        let lane = (1, Ends::After(RENDER));
        let name = format!("briefly-{number}");
        let engine: Arc<dyn Engine> = Arc::new(Delivers::new(&name, lane, clip.clone(), waited));
        engine
    };
    let studio = Studio::open(fixture::config(
        folder.path(),
        (1..=LANES).map(engine).collect(),
    ))
    .await?;
    studio.generate(prompts(RUNNING)?).await?;
    let from = Instant::now();
    tokio::time::sleep(QUIET).await;
    let mut quiet = between(&gaps, from, Instant::now());
    let many = prompts(PROMPTS)?;
    let from = Instant::now();
    let batch = studio.generate(many).await?;
    let word = ms(from);
    // What comes right after it is part of it: the queue takes the jobs in.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut busy = between(&gaps, from, Instant::now());
    let bytes = serde_json::to_vec(&batch)?.len();
    eprintln!(
        "  answered after {word:.0} ms with {bytes} bytes; {} starts without, {} with it; medians {:.1} and {:.1} ms",
        quiet.len(),
        busy.len(),
        quantile(&mut quiet.clone(), 0.5),
        quantile(&mut busy.clone(), 0.5),
    );
    let mut looks = Vec::new();
    let mut bytes = 0;
    for _ in 0..LOOKS {
        let began = Instant::now();
        let queue = studio.queue(Nothing {}).await?;
        looks.push(ms(began));
        bytes = serde_json::to_vec(&queue)?.len();
    }
    eprintln!(
        "  a look at the queue with {PROMPTS} waiting: {:.1} ms (median), {bytes} bytes",
        quantile(&mut looks, 0.5)
    );
    let began = Instant::now();
    studio.snapshot(Nothing {}).await?;
    eprintln!("  a snapshot: {:.1} ms", ms(began));
    studio.close().await;
    Ok(vec![Row {
        what: "longest wait of a lane while 100,000 are queued".into(),
        figure: quantile(&mut busy, 1.0),
        reference: quantile(&mut quiet, 1.0),
        against: "the longest without that",
        unit: "ms",
        bar: "no lane waits for it",
    }])
}

fn prompts(count: usize) -> Result<Generate> {
    let items: Result<Vec<NewTake>> = (0..count)
        .map(|number| {
            Ok(NewTake::of(
                format!("a red fox in snow, number {number}").parse()?,
            ))
        })
        .collect();
    Ok(Generate {
        items: items?,
        ..Generate::default()
    })
}

/// The gaps that ended in this time.
fn between(gaps: &Gaps, from: Instant, to: Instant) -> Vec<f64> {
    let gaps = gaps.lock().unwrap_or_else(PoisonError::into_inner);
    let within = gaps.iter().filter(|(at, _)| *at >= from && *at <= to);
    within.map(|(_, gap)| *gap).collect()
}
