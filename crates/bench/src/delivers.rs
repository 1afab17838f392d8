//! An engine that delivers the same clip, and tells what its lanes waited between renders.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use tokio::sync::Barrier;
use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::{Engine, Key, Order, Outcome, Sink, Stopping};

/// When a render ends.
pub(crate) enum Ends {
    /// When one has begun on every lane.
    Together(Barrier),
    /// After so long.
    After(Duration),
    /// After as long as this says when it begins.
    Each(Box<dyn Fn() -> Duration + Send + Sync>),
}

/// Delivers the same clip on each of its lanes.
pub(crate) struct Delivers {
    name: String,
    lanes: usize,
    clip: Vec<u8>,
    ends: Ends,
    /// When a lane last ended.
    ended: Mutex<Option<Instant>>,
    /// Told what a start waited since then, in milliseconds.
    waited: Box<dyn Fn(f64) + Send + Sync>,
    /// Told when a render ends.
    ends_at: Box<dyn Fn(Instant) + Send + Sync>,
}

impl Delivers {
    pub(crate) fn new(
        name: &str,
        (lanes, ends): (usize, Ends),
        clip: Vec<u8>,
        waited: impl Fn(f64) + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            lanes,
            clip,
            ends,
            ended: Mutex::default(),
            waited: Box::new(waited),
            ends_at: Box::new(|_| {}),
        }
    }

    /// Also tells when each render ends.
    pub(crate) fn telling(mut self, ends_at: impl Fn(Instant) + Send + Sync + 'static) -> Self {
        self.ends_at = Box::new(ends_at);
        self
    }
}

impl fmt::Debug for Delivers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivers")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What an engine can do that renders small clips and nothing else.
pub(crate) fn capabilities() -> Capabilities {
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
        structured_prompt: false,
        progress: ProgressKind::None,
    }
}

#[async_trait]
impl Engine for Delivers {
    fn name(&self) -> EngineName {
        EngineName::new(&self.name)
    }

    fn lanes(&self) -> Vec<LaneName> {
        (1..=self.lanes)
            .map(|lane| LaneName::new(format!("{}-{lane}", self.name)))
            .collect()
    }

    fn capabilities(&self) -> Capabilities {
        capabilities()
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
            (self.waited)(crate::ms(ended));
        }
        // Outside the measured gap: the file is written before the lanes end.
        let _ = std::fs::write(sink.file(), &self.clip);
        match &self.ends {
            Ends::Together(lanes) => {
                lanes.wait().await;
            }
            Ends::After(length) => tokio::time::sleep(*length).await,
            Ends::Each(length) => tokio::time::sleep(length()).await,
        }
        let now = Instant::now();
        *self.ended.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        (self.ends_at)(now);
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
