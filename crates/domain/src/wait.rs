//! Why a queued job is not running. Computed when it is asked for, never stored:
//! so it heals by itself when its cause is gone.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::capabilities::SpecProblem;
use crate::failure::FailureClass;
use crate::id::{BatchId, EngineName, LaneName};
use crate::money::Price;
use crate::time::Timestamp;

/// Why there is no key to render with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum KeyWait {
    /// None is set up.
    NoneSetUp,
    /// Another studio on this computer, with another library, has the key.
    Elsewhere {
        /// The user's name for the key.
        label: String,
    },
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

/// Why no order goes to an engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EngineWait {
    /// What the last order to it failed of.
    pub class: FailureClass,
    /// That failure's own sentence, without a full stop.
    pub message: String,
    /// From when on one job tries it again; `None` while one does.
    pub until: Option<Timestamp>,
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
    /// The engines whose lanes are open can't be reached or have no room.
    EngineAway {
        /// Those engines.
        engines: Vec<EngineName>,
        /// Why the one that is tried again soonest takes nothing now.
        why: EngineWait,
    },
    /// No engine that it may use is set up.
    NoEngine {
        /// The engines that it may use; empty when any would do.
        wanted: Vec<EngineName>,
    },
    /// The lanes that it is pinned to are not there, or not its engines'.
    NoLane {
        /// Those lanes.
        wanted: Vec<LaneName>,
    },
    /// Every engine that could render it costs more than was agreed to.
    Dearer {
        /// What the cheapest of them costs now.
        price: Price,
        /// What was agreed to, in millionths of a US dollar.
        agreed_micro_usd: i64,
    },
    /// It costs more than is left of what its batch may cost.
    BudgetUsed {
        /// The batch.
        batch: BatchId,
        /// What is left, in millionths of a US dollar.
        left_micro_usd: i64,
        /// What the cheapest engine that could render it costs.
        price: Price,
    },
    /// The engines that it may use can't do what it asks.
    NoEngineFits {
        /// What they can't do, for the engine that comes closest.
        problems: Vec<SpecProblem>,
    },
}

impl WaitReason {
    /// Whether a job that waits for this goes on by itself, sooner or later.
    #[must_use]
    pub const fn passes(&self) -> bool {
        match self {
            Self::Turn { .. } | Self::NotBefore { .. } | Self::EngineAway { .. } => true,
            Self::NoKey { why, .. } => why.passes(),
            Self::QueuePaused
            | Self::BatchPaused { .. }
            | Self::LanesPaused { .. }
            | Self::NoEngine { .. }
            | Self::NoLane { .. }
            | Self::Dearer { .. }
            | Self::BudgetUsed { .. }
            | Self::NoEngineFits { .. } => false,
        }
    }

    /// Whether something has to be done that the user has not chosen: what they have
    /// paused themselves is no news to them.
    #[must_use]
    pub const fn needs_user(&self) -> bool {
        !self.passes()
            && !matches!(
                self,
                Self::QueuePaused | Self::BatchPaused { .. } | Self::LanesPaused { .. }
            )
    }
}

impl KeyWait {
    const fn passes(&self) -> bool {
        match self {
            Self::Elsewhere { .. } | Self::Cooling { .. } | Self::Capped { until: Some(_) } => true,
            Self::NoneSetUp | Self::Capped { until: None } | Self::Unusable { .. } => false,
        }
    }
}

impl fmt::Display for WaitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Turn { ahead: 0 } => write!(f, "next"),
            Self::Turn { ahead } => write!(f, "waits for its turn, {ahead} ahead"),
            Self::NotBefore { .. } => write!(f, "waits before it is tried again"),
            Self::QueuePaused => write!(f, "the queue is paused"),
            Self::BatchPaused { .. } => write!(f, "its batch is paused"),
            Self::LanesPaused { .. } => write!(f, "its lanes are paused"),
            Self::NoKey { engines, why } => {
                let engines = listed(engines, ", ");
                write!(f, "no key of {engines} can be used: {why}")
            }
            Self::EngineAway { engines, why } => {
                write!(f, "{} takes nothing now: {why}", listed(engines, ", "))
            }
            Self::NoEngine { wanted } => {
                let wanted = listed(wanted, ", ");
                write!(f, "no engine is set up that it may use ({wanted})")
            }
            Self::NoLane { wanted } => {
                let wanted = listed(wanted, ", ");
                write!(f, "the lane that it is meant for is not there ({wanted})")
            }
            Self::Dearer {
                price,
                agreed_micro_usd,
            } => {
                let agreed = Price::About {
                    micro_usd: *agreed_micro_usd,
                };
                write!(f, "it costs {price} now, and {agreed} was agreed to")
            }
            Self::BudgetUsed {
                left_micro_usd,
                price,
                ..
            } => {
                let left = Price::About {
                    micro_usd: *left_micro_usd,
                };
                write!(
                    f,
                    "it costs {price}, and {left} is left of its batch's budget"
                )
            }
            Self::NoEngineFits { problems } => {
                write!(f, "no engine can do it: {}", listed(problems, "; "))
            }
        }
    }
}

impl fmt::Display for KeyWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoneSetUp => write!(f, "none is set up"),
            Self::Elsewhere { label } => {
                write!(f, "another studio on this computer uses the key {label}")
            }
            Self::Cooling { .. } => write!(f, "the service asked to slow down"),
            Self::Capped { until: Some(_) } => write!(f, "what may be spent today is spent"),
            Self::Capped { until: None } => {
                write!(f, "it costs more than may be spent in one day")
            }
            Self::Unusable {
                refused,
                out_of_credit,
            } => {
                let told = [(refused, "not accepted"), (out_of_credit, "without credit")];
                let told = told.into_iter().filter(|(count, _)| **count > 0);
                let told: Vec<_> = told
                    .map(|(count, what)| format!("{count} {what}"))
                    .collect();
                write!(f, "{}", told.join(", "))
            }
        }
    }
}

impl fmt::Display for EngineWait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.until {
            Some(_) => write!(f, "{}", self.message),
            None => write!(f, "{}; it is being tried again", self.message),
        }
    }
}

fn listed(things: &[impl fmt::Display], between: &str) -> String {
    let told: Vec<_> = things.iter().map(ToString::to_string).collect();
    told.join(between)
}
