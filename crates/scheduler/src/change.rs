//! What the board is told.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::capabilities::Capabilities;
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{Ask, KeyLabel, Provider};

/// A job's place in the user's order; smaller comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    /// How urgent it is.
    pub priority: Priority,
    /// Its place among those of the same priority. Places are given with gaps, so that
    /// a job can be moved between two others without touching them.
    pub place: i64,
}

impl Rank {
    /// This place among the jobs that are as urgent as usual.
    #[must_use]
    pub const fn normal(place: i64) -> Self {
        Self {
            priority: Priority::Normal,
            place,
        }
    }
}

/// What a job needs to run.
#[derive(Debug, Clone, PartialEq)]
pub struct JobNeeds {
    /// The engines the user agreed to; never left.
    pub engines: BTreeSet<EngineName>,
    /// The lanes that it is pinned to; none is any of its engines'.
    pub lanes: BTreeSet<LaneName>,
    /// What is to be rendered.
    pub spec: RenderSpec,
    /// What it costs at most, by engine; one that is not named costs nothing.
    pub prices: BTreeMap<EngineName, Price>,
    /// What the user agreed to.
    pub ceiling: Ceiling,
}

/// A job that waits for a lane.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingJob {
    /// The job.
    pub job: JobId,
    /// The batch it was queued in.
    pub batch: BatchId,
    /// Its place in the user's order.
    pub rank: Rank,
    /// Its earliest start, if any.
    pub not_before: Option<Timestamp>,
    /// When it expires unless it has started before; `None` when it waits for as long as
    /// it takes.
    pub expires_at: Option<Timestamp>,
    /// What it needs.
    pub needs: JobNeeds,
}

/// A place where one render runs at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneFacts {
    /// Its name.
    pub lane: LaneName,
    /// The engine it belongs to.
    pub engine: EngineName,
    /// What that engine can do.
    pub capabilities: Capabilities,
    /// Whether the lane has to get ready before a render request may go out.
    pub prepares: bool,
    /// The keys that its renders are made with; `None` when they need none.
    pub keys: Option<LaneKeys>,
}

/// The keys that a lane's renders are made with: each takes a place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneKeys {
    /// Whose ring they are in.
    pub provider: Provider,
    /// Which of that ring's keys may be used; `None` is any.
    pub among: Option<BTreeSet<KeyLabel>>,
}

impl LaneKeys {
    /// What a render that costs so much asks of its key.
    pub(crate) fn ask(&self, micro_usd: i64) -> Ask<'_> {
        Ask {
            among: self.among.as_ref(),
            micro_usd,
        }
    }
}

/// Something that changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A lane is there, or its engine's capabilities are other than before.
    LaneUp(LaneFacts),
    /// A lane is gone. A job that runs on it is not touched.
    LaneDown(LaneName),
    /// A lane may not start jobs, or may again. It is kept while the lane is not there.
    LanePaused {
        /// The lane.
        lane: LaneName,
        /// Whether it is paused.
        paused: bool,
    },
    /// No job may start, or jobs may start again.
    QueuePaused(bool),
    /// The jobs of a batch may not start, or may again.
    BatchPaused {
        /// The batch.
        batch: BatchId,
        /// Whether it is paused.
        paused: bool,
    },
    /// Jobs start in another order from now on.
    Order(QueueOrder),
    /// A job of this batch has started. It matters only where batches take turns; a board
    /// that is made anew is told of each batch once, in the order of their last starts.
    Started(BatchId),
    /// What may still be spent on the jobs of a batch.
    BatchLeft {
        /// The batch.
        batch: BatchId,
        /// Millionths of a US dollar; `None` when its budget is not limited.
        left_micro_usd: Option<i64>,
    },
    /// A job waits; also when it waited before and something about it changed.
    JobWaits(WaitingJob),
    /// A job no longer waits.
    JobLeft(JobId),
    /// A lane is busy with a job.
    LaneTaken {
        /// The lane.
        lane: LaneName,
        /// The job.
        job: JobId,
    },
    /// A job has let go of a lane.
    LaneFree {
        /// The lane.
        lane: LaneName,
        /// The job that kept it busy.
        job: JobId,
    },
}
