//! Everything the scheduler knows.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::id::{BatchId, JobId, LaneName};
use worldreel_domain::queue::QueueOrder;
use worldreel_domain::time::Timestamp;
use worldreel_keys::KeyRings;

use crate::away::EnginesAway;
use crate::change::{Change, LaneFacts, WaitingJob};
use crate::front::Front;
use crate::group::{Group, affords};
use crate::kinds::{GroupKey, Kinds};
use crate::turn::{Place, Turn};

/// Everything the scheduler knows: lanes, engines that are away, keys, waiting jobs, pauses.
#[derive(Debug, Clone, Default)]
pub struct Board {
    pub(crate) lanes: BTreeMap<LaneName, Lane>,
    pub(crate) jobs: BTreeMap<JobId, Placed>,
    kinds: Kinds,
    pub(crate) groups: BTreeMap<GroupKey, Group>,
    /// The first of each group that may start.
    pub(crate) front: Front,
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
            Change::Order(order) => self.set_order(order),
            Change::Started(batch) => {
                self.starts += 1;
                self.turns.insert(batch, self.starts);
                if self.order == QueueOrder::ByTurns {
                    self.front.renew(batch, self.starts);
                }
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

    fn set_order(&mut self, order: QueueOrder) {
        if self.order == order {
            return;
        }
        self.order = order;
        let firsts: Vec<_> = self
            .groups
            .iter()
            .filter_map(|(key, group)| Some((self.turn(group, *group.ready.first()?), *key)))
            .collect();
        self.front = firsts.into_iter().collect();
    }

    /// When a job of this group has its turn.
    pub(crate) fn turn(&self, group: &Group, place: Place) -> Turn {
        Turn::of(self.order, self.last_start(group.batch), group, place)
    }

    /// The number of the last start of a batch, 0 when it had none.
    pub(crate) fn last_start(&self, batch: BatchId) -> u64 {
        self.turns.get(&batch).copied().unwrap_or(0)
    }

    fn job_waits(&mut self, waiting: WaitingJob) {
        self.job_left(waiting.job);
        let key = GroupKey {
            kind: self.kinds.of(&waiting.needs),
            batch: waiting.batch,
        };
        let group = self.groups.entry(key).or_insert_with(|| Group {
            kind: key.kind,
            batch: waiting.batch,
            needs: waiting.needs.clone(),
            ready: BTreeSet::new(),
            all: BTreeSet::new(),
        });
        let place = (waiting.rank, waiting.job);
        if group.all.is_empty() {
            self.kinds.add(key.kind);
        }
        group.all.insert(place);
        match waiting.not_before {
            Some(at) => {
                self.later.insert((at, waiting.job));
            }
            None => self.change_ready(key, |ready| ready.insert(place)),
        }
        if let Some(at) = waiting.expires_at {
            self.expiring.insert((at, waiting.job));
        }
        let group = key;
        self.jobs.insert(waiting.job, Placed { waiting, group });
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
        let place = (placed.waiting.rank, job);
        self.change_ready(placed.group, |ready| ready.remove(&place));
        if let Some(group) = self.groups.get_mut(&placed.group) {
            group.all.remove(&place);
            if group.all.is_empty() {
                self.groups.remove(&placed.group);
                self.kinds.remove(placed.group.kind);
            }
        }
    }

    /// Changes which jobs of a group may start, and with them the front.
    fn change_ready(&mut self, key: GroupKey, change: impl FnOnce(&mut BTreeSet<Place>) -> bool) {
        let last_start = self.last_start(key.batch);
        let Some(group) = self.groups.get_mut(&key) else {
            return;
        };
        let before = group.ready.first().copied();
        change(&mut group.ready);
        let after = group.ready.first().copied();
        if before != after {
            let turn = |place| Turn::of(self.order, last_start, group, place);
            self.front.replace(key, before.map(turn), after.map(turn));
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
            let (key, place) = (placed.group, (placed.waiting.rank, job));
            self.change_ready(key, |ready| ready.remove(&place));
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
                let (key, place) = (placed.group, (placed.waiting.rank, job));
                self.change_ready(key, |ready| ready.insert(place));
            }
        }
    }
}
