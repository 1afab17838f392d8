//! The built-in engine: draws a moving storyboard on the processor. It is not AI and
//! says so in every picture.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_sketch::{Rendered, SketchError, SketchOrder};

use crate::engine::{Engine, Order, Outcome, Stopping};
use crate::key::Key;
use crate::sink::{Progress, Sink};

/// The built-in engine.
#[derive(Debug)]
pub struct SketchEngine {
    lanes: usize,
    /// A flag for each render under way; raised, it stops at the next frame.
    renders: Mutex<BTreeMap<AttemptId, Arc<AtomicBool>>>,
}

impl SketchEngine {
    /// The engine's name.
    pub const NAME: &'static str = "sketch";

    /// An engine with half as many lanes as this machine has cores, but at least
    /// one, so that the user's own work goes on undisturbed.
    #[must_use]
    pub fn for_this_machine() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::with_lanes((cores / 2).max(1))
    }

    /// An engine with this many lanes.
    #[must_use]
    pub fn with_lanes(lanes: usize) -> Self {
        Self {
            lanes,
            renders: Mutex::default(),
        }
    }

    fn renders(&self) -> std::sync::MutexGuard<'_, BTreeMap<AttemptId, Arc<AtomicBool>>> {
        // The map is whole after each statement: a panic elsewhere can't tear it.
        self.renders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Engine for SketchEngine {
    fn name(&self) -> EngineName {
        EngineName::new(Self::NAME)
    }

    fn lanes(&self) -> Vec<LaneName> {
        (1..=self.lanes)
            .map(|number| LaneName::new(format!("{}-{number}", Self::NAME)))
            .collect()
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            ai: false,
            size_min: Size::new(64, 64),
            size_max: Size::new(1920, 1080),
            size_multiple: 2,
            fps: Span::new(10, 30),
            // The muxer takes a frame's length from the frame after it: one frame alone
            // would play for no time at all.
            frames: Span::new(2, 300),
            duration_s_max: 10,
            steps: None,
            guidance: None,
            negative_prompt: false,
            structured_prompt: false,
            progress: ProgressKind::Measured,
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

    async fn submit(&self, order: &Order, sink: &Sink) -> Result<Outcome, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        self.renders().insert(order.attempt, Arc::clone(&stop));
        let drawn = draw(order.clone(), sink, stop).await;
        self.renders().remove(&order.attempt);
        match drawn {
            Ok(_) => Ok(Outcome::Delivered),
            Err(SketchError::Stopped) => Ok(Outcome::Stopped),
            Err(error) => Err(failure(&error)),
        }
    }

    async fn follow(
        &self,
        _ticket: &Ticket,
        _key: Option<&Key>,
        _sink: &Sink,
    ) -> Result<Outcome, Failure> {
        Err(gone())
    }

    async fn fetch(
        &self,
        _ticket: Option<&Ticket>,
        _key: Option<&Key>,
        _sink: &Sink,
    ) -> Result<(), Failure> {
        Err(gone())
    }

    async fn cancel(
        &self,
        attempt: AttemptId,
        _ticket: Option<&Ticket>,
        _key: Option<&Key>,
    ) -> Stopping {
        if let Some(stop) = self.renders().get(&attempt) {
            stop.store(true, Ordering::Relaxed);
        }
        Stopping::Stopped
    }
}

/// Draws on a thread of its own and passes on how far it is.
async fn draw(order: Order, sink: &Sink, stop: Arc<AtomicBool>) -> Result<Rendered, SketchError> {
    // When nobody listens, the render is given up by the flag alone.
    let _ = sink.sent().await;
    let file = sink.file().to_owned();
    let (tell, told) = tokio::sync::watch::channel(Progress::default());
    // Dropping the attempt's future must not leave a thread drawing for nobody.
    let guard = StopOnDrop(Arc::clone(&stop));
    let mut drawing = tokio::task::spawn_blocking(move || draw_into(&order, file, &stop, &tell));
    let mut told = told;
    let result = loop {
        tokio::select! {
            done = &mut drawing => break done,
            changed = told.changed() => match changed {
                Ok(()) => sink.progress(*told.borrow_and_update()),
                Err(_) => break (&mut drawing).await,
            },
        }
    };
    drop(guard);
    // The end may have come before the last figure was passed on.
    sink.progress(*told.borrow_and_update());
    result.unwrap_or_else(|error| {
        Err(SketchError::Io {
            act: "draw the sketch",
            source: std::io::Error::other(error),
        })
    })
}

struct StopOnDrop(Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn draw_into(
    order: &Order,
    file: PathBuf,
    stop: &AtomicBool,
    tell: &tokio::sync::watch::Sender<Progress>,
) -> Result<Rendered, SketchError> {
    let io = |act: &'static str| move |source| SketchError::Io { act, source };
    let mut out = BufWriter::new(File::create(file).map_err(io("open the sketch's file"))?);
    let sketch = SketchOrder {
        prompt: order.text.prompt.as_str(),
        scene: &order.text.scene,
        spec: &order.spec,
        take: order.take,
    };
    let rendered = worldreel_sketch::render(&sketch, &mut out, &mut |done, total| {
        tell.send_replace(Progress {
            done,
            total: Some(total),
        });
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    out.flush().map_err(io("write the sketch"))?;
    Ok(rendered)
}

fn failure(error: &SketchError) -> Failure {
    let message = std::iter::successors(Some(error as &dyn std::error::Error), |error| {
        error.source()
    })
    .map(ToString::to_string)
    .collect::<Vec<_>>()
    .join(": ");
    let (class, retry, next_step) = match error {
        SketchError::Io { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => (
            FailureClass::DiskFull,
            Retry::Again,
            WayOut::FreeSpace { need_bytes: 0 },
        ),
        SketchError::Io { .. } => (FailureClass::LocalIo, Retry::Again, WayOut::CheckFolder),
        _ => (
            FailureClass::Unsupported,
            Retry::Never,
            WayOut::ChooseEngine,
        ),
    };
    Failure {
        class,
        message,
        provider_said: None,
        retry,
        billed: Billed::No,
        next_step,
    }
}

/// A sketch lives and dies with the process that draws it: there is never one to
/// be found again.
fn gone() -> Failure {
    Failure {
        class: FailureClass::LostJob,
        message: "a sketch ends with the program that draws it".into(),
        provider_said: None,
        retry: Retry::Never,
        billed: Billed::No,
        next_step: WayOut::Retry,
    }
}
