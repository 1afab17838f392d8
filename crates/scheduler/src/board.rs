//! Everything the scheduler knows.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::queue::QueueOrder;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{Ask, KeyRings, Provider};

use crate::away::EnginesAway;
use crate::change::{Change, JobNeeds, LaneFacts, Rank, WaitingJob};

/// Everything the scheduler knows: lanes, engines that are away, keys, waiting jobs, pauses.
#[derive(Debug, Clone, Default)]
pub struct Board {
    pub(crate) lanes: BTreeMap<LaneName, Lane>,
    pub(crate) jobs: BTreeMap<JobId, Placed>,
    pub(crate) groups: BTreeMap<GroupKey, Group>,
    /// Jobs that may not start yet, by their earliest start.
    pub(crate) later: BTreeSet<(Timestamp, JobId)>,
    /// Jobs that may wait until a certain moment only, by that moment.
    pub(crate) expiring: BTreeSet<(Timestamp, JobId)>,
    /// Jobs whose moment has come: they still wait, and start no more.
    pub(crate) expired: BTreeSet<JobId>,
    pub(crate) queue_paused: bool,
    pub(crate) paused_batches: BTreeSet<BatchId>,
    /// Also lanes that are not there: one stays paused while its engine is set up anew.
    pub(crate) paused_lanes: BTreeSet<LaneName>,
    pub(crate) keys: KeyRings,
    pub(crate) away: EnginesAway,
    pub(crate) order: QueueOrder,
    /// The number of the last start of each batch, of all starts.
    pub(crate) turns: BTreeMap<BatchId, u64>,
    /// How many starts there were.
    pub(crate) starts: u64,
    /// What is left of the budgets of those batches that have one.
    pub(crate) left: BTreeMap<BatchId, i64>,
}

#[derive(Debug, Clone)]
pub(crate) struct Lane {
    pub(crate) facts: LaneFacts,
    pub(crate) paused: bool,
    /// The jobs that keep it busy. More than one only when a render that was given up
    /// is found alive after its lane was given to another.
    pub(crate) jobs: BTreeSet<JobId>,
}

/// A waiting job and the group it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) waiting: WaitingJob,
    pub(crate) group: GroupKey,
}

/// What decides on which lanes a job may run, and whether its batch lets it.
/// Guidance is compared by its bits: a key only has to tell different specs apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GroupKey {
    engines: BTreeSet<EngineName>,
    lanes: BTreeSet<LaneName>,
    batch: BatchId,
    size: worldreel_domain::spec::Size,
    frames: u32,
    fps: u32,
    steps: Option<u32>,
    guidance: Option<u32>,
    prices: BTreeMap<EngineName, Price>,
    ceiling: Ceiling,
}

/// Waiting jobs that may run on the same lanes, in the user's order.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) batch: BatchId,
    pub(crate) needs: JobNeeds,
    /// Those that may start now.
    pub(crate) ready: BTreeSet<(Rank, JobId)>,
    /// All of them, also those that may not start yet.
    pub(crate) all: BTreeSet<(Rank, JobId)>,
}

impl GroupKey {
    fn of(waiting: &WaitingJob) -> Self {
        let spec = &waiting.needs.spec;
        Self {
            engines: waiting.needs.engines.clone(),
            lanes: waiting.needs.lanes.clone(),
            batch: waiting.batch,
            size: spec.size,
            frames: spec.frames,
            fps: spec.fps,
            steps: spec.steps,
            guidance: spec.guidance.map(f32::to_bits),
            prices: waiting.needs.prices.clone(),
            ceiling: waiting.needs.ceiling,
        }
    }
}

impl Group {
    /// Whether its jobs are meant for this lane, can be rendered on it, and cost no more
    /// there than was agreed to.
    pub(crate) fn fits(&self, lane: &LaneFacts) -> bool {
        self.meant_for(lane)
            && self.needs.ceiling.allows(self.price(lane))
            && lane.capabilities.problems(&self.needs.spec).is_empty()
    }

    /// Whether the user agreed to this lane.
    pub(crate) fn meant_for(&self, lane: &LaneFacts) -> bool {
        let needs = &self.needs;
        needs.engines.contains(&lane.engine)
            && (needs.lanes.is_empty() || needs.lanes.contains(&lane.lane))
    }

    /// What one of its jobs costs on this lane at most.
    pub(crate) fn price(&self, lane: &LaneFacts) -> Price {
        let price = self.needs.prices.get(&lane.engine);
        price.copied().unwrap_or(Price::Free)
    }

    /// What a render of this group asks of its key on this lane, and of whose; `None`
    /// when it needs none.
    pub(crate) fn ask<'a>(&self, lane: &'a LaneFacts) -> Option<(&'a Provider, Ask<'a>)> {
        let keys = lane.keys.as_ref()?;
        Some((&keys.provider, keys.ask(self.price(lane).at_most())))
    }
}

/// Whether a render at this price is within what is left of a budget, if there is one.
pub(crate) fn affords(left_micro_usd: Option<i64>, price: Price) -> bool {
    left_micro_usd.is_none_or(|left| match price {
        Price::Free => true,
        Price::About { micro_usd } => micro_usd <= left,
        Price::Unknown => false,
    })
}

impl Board {
    /// A board that knows of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many jobs wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.jobs.len()
    }

    /// The lanes in the order of their names, each with whether it is paused and the
    /// jobs that keep it busy.
    pub fn lanes(&self) -> impl Iterator<Item = (&LaneFacts, bool, &BTreeSet<JobId>)> {
        self.lanes
            .values()
            .map(|lane| (&lane.facts, lane.paused, &lane.jobs))
    }

    /// The key rings.
    #[must_use]
    pub const fn keys(&self) -> &KeyRings {
        &self.keys
    }

    /// The key rings, to take note of what happens to keys: a render that began holds a
    /// permit of its key, one that let go of its lane has given it back.
    pub const fn keys_mut(&mut self) -> &mut KeyRings {
        &mut self.keys
    }

    /// The engines that are away.
    #[must_use]
    pub const fn away(&self) -> &EnginesAway {
        &self.away
    }

    /// The engines that are away, to take note of what becomes of orders. A job that lets go
    /// of its lane no longer tries an engine.
    pub const fn away_mut(&mut self) -> &mut EnginesAway {
        &mut self.away
    }

    /// In which order jobs start.
    #[must_use]
    pub const fn order(&self) -> QueueOrder {
        self.order
    }

    /// Whether a job of this group may run on this lane, and its batch has the money.
    pub(crate) fn may_run(&self, group: &Group, lane: &LaneFacts) -> bool {
        group.fits(lane) && affords(self.left.get(&group.batch).copied(), group.price(lane))
    }

    /// Whether the whole queue is paused.
    #[must_use]
    pub const fn queue_paused(&self) -> bool {
        self.queue_paused
    }

    /// Takes note of a change. A change that says what is known already does nothing.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::LaneUp(facts) => self.lane_up(facts),
            Change::LaneDown(lane) => {
                self.lanes.remove(&lane);
            }
            Change::LanePaused { lane, paused } => self.pause_lane(lane, paused),
            Change::QueuePaused(paused) => self.queue_paused = paused,
            Change::BatchPaused { batch, paused } => {
                if paused {
                    self.paused_batches.insert(batch);
                } else {
                    self.paused_batches.remove(&batch);
                }
            }
            Change::Order(order) => self.order = order,
            Change::Started(batch) => {
                self.starts += 1;
                self.turns.insert(batch, self.starts);
            }
            Change::BatchLeft {
                batch,
                left_micro_usd,
            } => match left_micro_usd {
                Some(left) => {
                    self.left.insert(batch, left);
                }
                None => {
                    self.left.remove(&batch);
                }
            },
            Change::JobWaits(waiting) => self.job_waits(waiting),
            Change::JobLeft(job) => self.job_left(job),
            Change::LaneTaken { lane, job } => {
                if let Some(lane) = self.lanes.get_mut(&lane) {
                    lane.jobs.insert(job);
                }
            }
            Change::LaneFree { lane, job } => {
                if let Some(lane) = self.lanes.get_mut(&lane) {
                    lane.jobs.remove(&job);
                    self.away.let_go(&lane.facts.engine, job);
                }
            }
        }
    }

    fn pause_lane(&mut self, name: LaneName, paused: bool) {
        if let Some(lane) = self.lanes.get_mut(&name) {
            lane.paused = paused;
        }
        if paused {
            self.paused_lanes.insert(name);
        } else {
            self.paused_lanes.remove(&name);
        }
    }

    fn lane_up(&mut self, facts: LaneFacts) {
        let name = facts.lane.clone();
        let paused = self.paused_lanes.contains(&name);
        self.lanes
            .entry(name)
            .and_modify(|lane| lane.facts = facts.clone())
            .or_insert(Lane {
                facts,
                paused,
                jobs: BTreeSet::new(),
            });
    }

    fn job_waits(&mut self, waiting: WaitingJob) {
        self.job_left(waiting.job);
        let key = GroupKey::of(&waiting);
        let group = self.groups.entry(key.clone()).or_insert_with(|| Group {
            batch: waiting.batch,
            needs: waiting.needs.clone(),
            ready: BTreeSet::new(),
            all: BTreeSet::new(),
        });
        let place = (waiting.rank, waiting.job);
        group.all.insert(place);
        match waiting.not_before {
            Some(at) => {
                self.later.insert((at, waiting.job));
            }
            None => {
                group.ready.insert(place);
            }
        }
        if let Some(at) = waiting.expires_at {
            self.expiring.insert((at, waiting.job));
        }
        self.jobs.insert(
            waiting.job,
            Placed {
                waiting,
                group: key,
            },
        );
    }

    fn job_left(&mut self, job: JobId) {
        let Some(placed) = self.jobs.remove(&job) else {
            return;
        };
        if let Some(at) = placed.waiting.not_before {
            self.later.remove(&(at, job));
        }
        if let Some(at) = placed.waiting.expires_at {
            self.expiring.remove(&(at, job));
            self.expired.remove(&job);
        }
        if let Some(group) = self.groups.get_mut(&placed.group) {
            let place = (placed.waiting.rank, job);
            group.all.remove(&place);
            group.ready.remove(&place);
            if group.all.is_empty() {
                self.groups.remove(&placed.group);
            }
        }
    }

    /// Lets no job start whose time to wait is over.
    pub(crate) fn expire(&mut self, now: Timestamp) {
        while let Some(&(at, job)) = self.expiring.first() {
            if at > now {
                break;
            }
            self.expiring.pop_first();
            self.expired.insert(job);
            let Some(placed) = self.jobs.get_mut(&job) else {
                continue;
            };
            if let Some(at) = placed.waiting.not_before.take() {
                self.later.remove(&(at, job));
            }
            if let Some(group) = self.groups.get_mut(&placed.group) {
                group.ready.remove(&(placed.waiting.rank, job));
            }
        }
    }

    /// Lets the jobs start whose earliest start has come.
    pub(crate) fn ripen(&mut self, now: Timestamp) {
        while let Some(&(at, job)) = self.later.first() {
            if at > now {
                break;
            }
            self.later.pop_first();
            if let Some(placed) = self.jobs.get_mut(&job) {
                placed.waiting.not_before = None;
                if let Some(group) = self.groups.get_mut(&placed.group) {
                    group.ready.insert((placed.waiting.rank, job));
                }
            }
        }
    }
}
