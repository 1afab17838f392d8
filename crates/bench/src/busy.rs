//! A queue that renders while a hundred thousand prompts are queued: what its lanes wait.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use async_trait::async_trait;
use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::{Engine, Key, Order, Outcome, Sink, Stopping};
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::Nothing;
use worldreel_studio::{Studio, StudioConfig};

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

/// Delivers the same clip after a short while, on its one lane.
#[derive(Debug)]
struct Briefly {
    number: usize,
    clip: Vec<u8>,
    /// When the lane last ended.
    ended: Mutex<Option<Instant>>,
    gaps: Gaps,
}

#[async_trait]
impl Engine for Briefly {
    fn name(&self) -> EngineName {
        EngineName::new(format!("briefly-{}", self.number))
    }

    fn lanes(&self) -> Vec<LaneName> {
        vec![LaneName::new(format!("briefly-{}", self.number))]
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            ai: false,
            size_min: Size::new(64, 64),
            size_max: Size::new(1920, 1080),
            size_multiple: 2,
            fps: Span::new(10, 30),
            frames: Span::new(1, 300),
            duration_s_max: 10,
            steps: None,
            guidance: None,
            negative_prompt: false,
            progress: ProgressKind::None,
        }
    }

    fn price(&self, _spec: &RenderSpec) -> Price {
        Price::Free
    }

    fn dies_with_us(&self) -> bool {
        true
    }

    async fn probe(&self, _key: Option<&Key>) -> Result<(), Failure> {
        Ok(())
    }

    async fn submit(&self, _order: &Order, sink: &Sink) -> Result<Outcome, Failure> {
        let last = *self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last {
            let mut gaps = self.gaps.lock().unwrap_or_else(PoisonError::into_inner);
            gaps.push((Instant::now(), ms(last)));
        }
        let _ = std::fs::write(sink.file(), &self.clip);
        tokio::time::sleep(RENDER).await;
        *self.ended.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        Ok(Outcome::Delivered)
    }

    async fn follow(
        &self,
        _ticket: &Ticket,
        _key: Option<&Key>,
        _sink: &Sink,
    ) -> Result<Outcome, Failure> {
        Ok(Outcome::Stopped)
    }

    async fn fetch(
        &self,
        _ticket: Option<&Ticket>,
        _key: Option<&Key>,
        _sink: &Sink,
    ) -> Result<(), Failure> {
        Ok(())
    }

    async fn cancel(
        &self,
        _attempt: AttemptId,
        _ticket: Option<&Ticket>,
        _key: Option<&Key>,
    ) -> Stopping {
        Stopping::Stopped
    }
}

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let gaps = Gaps::default();
    let clip = fixture::clip()?;
    let engine = |number| {
        let engine: Arc<dyn Engine> = Arc::new(Briefly {
            number,
            clip: clip.clone(),
            ended: Mutex::default(),
            gaps: Arc::clone(&gaps),
        });
        engine
    };
    let studio = Studio::open(StudioConfig {
        library: folder.path().to_owned(),
        engines: (1..=LANES).map(engine).collect(),
        idle: false,
        repair: false,
        machine: None,
        refiners: Vec::new(),
        named_models: Vec::new(),
        logs: None,
        settings: None,
        desk: None,
    })
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
