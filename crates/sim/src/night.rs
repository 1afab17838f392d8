//! What a night consists of, before it begins.

use std::collections::BTreeSet;

use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_domain::speed::pixels;
use worldreel_keys::{KeyOrder, KeyRecord, Provider};
use worldreel_scheduler::{LaneFacts, LaneKeys};

use crate::happening::Happening;

/// How an engine renders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// On the studio's own hardware: what it renders dies with the studio.
    Own,
    /// Elsewhere, and it gives a ticket to ask with.
    Ticketed,
    /// Elsewhere, in one call that ends with the video.
    OneCall,
}

/// An engine as it is set up.
#[derive(Debug, Clone)]
pub struct EngineSetUp {
    /// Its name.
    pub name: EngineName,
    /// Its lanes.
    pub lanes: Vec<LaneName>,
    /// How it renders.
    pub kind: Kind,
    /// Whether it can say after a crash if an attempt was begun.
    pub lists: bool,
    /// Whose keys its renders need, if any.
    pub provider: Option<Provider>,
    /// What a frame costs, in millionths of a US dollar; 0 is free.
    pub frame_micro_usd: i64,
    /// Nanoseconds for one pixel of one frame.
    pub pixel_ns: i64,
    /// The widest picture that it renders, in pixels.
    pub width_max: u32,
    /// Whether a lane has to get ready first.
    pub prepares: bool,
}

impl EngineSetUp {
    /// Whether its renders die with the studio.
    #[must_use]
    pub fn dies_with_us(&self) -> bool {
        self.kind == Kind::Own
    }

    /// What a clip costs, in millionths of a US dollar.
    #[must_use]
    pub fn price(&self, spec: &RenderSpec) -> i64 {
        self.frame_micro_usd.saturating_mul(i64::from(spec.frames))
    }

    /// How long a clip takes when nothing disturbs it, in milliseconds.
    #[must_use]
    pub fn usual_ms(&self, spec: &RenderSpec) -> i64 {
        let frame = i64::from(spec.size.width) * i64::from(spec.size.height);
        frame
            .saturating_mul(i64::from(spec.frames))
            .saturating_mul(self.pixel_ns)
            / 1_000_000
    }

    /// The facts of one of its lanes.
    #[must_use]
    pub fn lane(&self, lane: &LaneName) -> LaneFacts {
        LaneFacts {
            lane: lane.clone(),
            engine: self.name.clone(),
            capabilities: capabilities(self.width_max),
            prepares: self.prepares,
            keys: self.provider.clone().map(|provider| LaneKeys {
                provider,
                among: None,
            }),
        }
    }
}

/// What an engine can do whose widest picture this is, in pixels.
#[must_use]
pub fn capabilities(width_max: u32) -> Capabilities {
    Capabilities {
        ai: true,
        size_min: Size::new(16, 16),
        size_max: Size::new(width_max, 4_096),
        size_multiple: 2,
        fps: Span::new(1, 60),
        frames: Span::new(1, 1_000),
        duration_s_max: 1_000,
        steps: None,
        guidance: None,
        negative_prompt: false,
        structured_prompt: false,
        progress: ProgressKind::None,
    }
}

/// A key that the user has set up.
#[derive(Debug, Clone)]
pub struct KeySetUp {
    /// Whose it is.
    pub provider: Provider,
    /// The key as it is at the beginning.
    pub record: KeyRecord,
}

/// A job that will be queued.
#[derive(Debug, Clone)]
pub struct JobSetUp {
    /// Its id.
    pub job: JobId,
    /// Its batch.
    pub batch: BatchId,
    /// How urgent it is.
    pub priority: Priority,
    /// Its place among those that are as urgent; smaller comes first.
    pub rank: i64,
    /// Its earliest start, in milliseconds after the night began.
    pub not_before_ms: Option<i64>,
    /// How long it may wait.
    pub expiry: Expiry,
    /// The engines that it may use.
    pub engines: BTreeSet<EngineName>,
    /// What is to be rendered.
    pub spec: RenderSpec,
}

impl JobSetUp {
    /// The pixels of all its frames.
    #[must_use]
    pub fn pixels(&self) -> f64 {
        pixels(&self.spec)
    }
}

/// How long everything takes beside the rendering, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// One way between the studio and an engine.
    pub way_ms: i64,
    /// To get a lane ready.
    pub prepare_ms: i64,
    /// To bring a finished video.
    pub fetch_ms: i64,
    /// To save one.
    pub save_ms: i64,
    /// Moments of the outside are rounded up to this, so that things happen together.
    pub grain_ms: i64,
}

impl Pace {
    /// Nothing takes any time but rendering.
    pub const NONE: Self = Self {
        way_ms: 0,
        prepare_ms: 0,
        fetch_ms: 0,
        save_ms: 0,
        grain_ms: 1,
    };
}

/// All of a night.
#[derive(Debug, Clone)]
pub struct Night {
    /// What it was made from.
    pub seed: u64,
    /// The engines.
    pub engines: Vec<EngineSetUp>,
    /// The keys, each provider's in the user's order.
    pub keys: Vec<KeySetUp>,
    /// How keys are chosen.
    pub key_order: KeyOrder,
    /// In which order jobs start.
    pub order: QueueOrder,
    /// The jobs by batch.
    pub batches: Vec<Vec<JobSetUp>>,
    /// What each batch may cost, in millionths of a US dollar, where that is limited.
    pub budgets: Vec<Option<i64>>,
    /// What happens, and when: milliseconds after the night began.
    pub script: Vec<(i64, Happening)>,
    /// From then on nothing goes wrong any more, in milliseconds after the beginning.
    pub calm_ms: i64,
    /// How likely an attempt goes wrong before that, from 0 to 1.
    pub trouble: f64,
    /// How far the lengths of renders are spread: the deviation of their logarithm.
    pub sigma: f64,
    /// How long everything else takes.
    pub pace: Pace,
    /// The wall clock when the night begins, in milliseconds since 1970.
    pub begins_ms: i64,
}

impl Night {
    /// The engine of this name.
    #[must_use]
    pub fn engine(&self, name: &EngineName) -> Option<&EngineSetUp> {
        self.engines.iter().find(|engine| engine.name == *name)
    }

    /// How many jobs it has.
    #[must_use]
    pub fn jobs(&self) -> usize {
        self.batches.iter().map(Vec::len).sum()
    }
}
