//! The idle gap on a lane: from an engine's end to the next submit.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;
use async_trait::async_trait;
use tokio::sync::{Barrier, mpsc};
use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::{Engine, Key, Order, Outcome, Sink, Stopping};
use worldreel_library::layout::Layout;
use worldreel_store::Store;
use worldreel_studio::Studio;
use worldreel_supervisor::{Supervisor, SupervisorConfig};

use crate::{Row, fixture, quantile};

/// Rounds of one render on every lane.
const ROUNDS: usize = 60;

/// Delivers the same clip at once; all lanes end together.
#[derive(Debug)]
struct Instantly {
    lanes: usize,
    clip: Vec<u8>,
    together: Barrier,
    /// When the lanes last ended, and what each start after it waited.
    ended: Mutex<Option<Instant>>,
    gaps: mpsc::UnboundedSender<f64>,
}

#[async_trait]
impl Engine for Instantly {
    fn name(&self) -> EngineName {
        EngineName::new("instantly")
    }

    fn lanes(&self) -> Vec<LaneName> {
        (1..=self.lanes)
            .map(|lane| LaneName::new(format!("instantly-{lane}")))
            .collect()
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
        let ended = *self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ended) = ended {
            let _ = self.gaps.send(crate::ms(ended));
        }
        // Outside the measured gap: the file is written before the lanes end.
        let _ = std::fs::write(sink.file(), &self.clip);
        self.together.wait().await;
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
    let mut rows = Vec::new();
    for lanes in [1, 8] {
        let folder = tempfile::tempdir()?;
        let layout = Layout::open(folder.path())?;
        let store = Store::open(&layout.database()).await?;
        let (gaps, mut told) = mpsc::unbounded_channel();
        let engine = Instantly {
            lanes,
            clip: fixture::clip()?,
            together: Barrier::new(lanes),
            ended: Mutex::default(),
            gaps,
        };
        let queue = Supervisor::start(SupervisorConfig::keyless(
            store,
            layout,
            vec![Arc::new(engine)],
            Studio::now,
        ))
        .await?;
        let syncs = fixture::syncs(folder.path())?;
        queue
            .queue(fixture::batch("instantly", lanes * ROUNDS)?)
            .await?;
        let mut gaps = Vec::new();
        while gaps.len() < lanes * (ROUNDS - 1) {
            gaps.extend(told.recv().await);
        }
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            rows.push(Row {
                what: format!("idle gap, {lanes} lanes ending together, {name}"),
                figure: quantile(&mut gaps, share),
                reference: quantile(&mut syncs.clone(), share),
                against: "one sync of this disk",
                unit: "ms",
                bar: "p99 at most two syncs and 2 ms",
            });
        }
        queue.stop().await;
    }
    Ok(rows)
}
