//! Why a queued job is not running. Computed when it is asked for, never stored:
//! so it heals by itself when its cause is gone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::capabilities::SpecProblem;
use crate::id::{BatchId, EngineName, LaneName};
use crate::time::Timestamp;

/// Why there is no key to render with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum KeyWait {
    /// None is set up.
    NoneSetUp,
    /// The service asked to slow down.
    Cooling {
        /// When the first key may be used again.
        until: Timestamp,
    },
    /// What may be spent in one day is spent.
    Capped {
        /// When the next day begins; `None` when the render costs more than one day's
        /// limit.
        until: Option<Timestamp>,
    },
    /// Every key waits for the user.
    Unusable {
        /// Keys that were not accepted.
        refused: u32,
        /// Keys without credit.
        out_of_credit: u32,
    },
}

/// Why a queued job is not running.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "waits_for", rename_all = "snake_case")]
pub enum WaitReason {
    /// Every lane that may take it is busy, or other jobs come first.
    Turn {
        /// How many jobs that could use the same lanes come before it.
        ahead: u32,
    },
    /// It may not start yet.
    NotBefore {
        /// The earliest start.
        at: Timestamp,
    },
    /// The whole queue is paused.
    QueuePaused,
    /// Its batch is paused.
    BatchPaused {
        /// The paused batch.
        batch: BatchId,
    },
    /// All lanes that may take it are paused.
    LanesPaused {
        /// Those lanes.
        lanes: Vec<LaneName>,
    },
    /// A lane is free, but no key to render with.
    NoKey {
        /// The engines that lack one.
        engines: Vec<EngineName>,
        /// Why the one that has a key again soonest has none now.
        why: KeyWait,
    },
    /// No engine that it may use is set up.
    NoEngine {
        /// The engines that it may use; empty when any would do.
        wanted: Vec<EngineName>,
    },
    /// The engines that it may use can't do what it asks.
    NoEngineFits {
        /// What they can't do, for the engine that comes closest.
        problems: Vec<SpecProblem>,
    },
}
