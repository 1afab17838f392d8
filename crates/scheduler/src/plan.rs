//! What to start now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use worldreel_domain::id::{BatchId, EngineName, JobId, KeyFingerprint, LaneName};
use worldreel_domain::time::Timestamp;
use worldreel_keys::KeyRings;

use crate::away::Gate;
use crate::board::Board;
use crate::change::LaneFacts;
use crate::group::{Group, affords};
use crate::turn::Place;
use crate::walk::walk;

/// A job to start on a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The job.
    pub job: JobId,
    /// The lane.
    pub lane: LaneName,
    /// The lane's engine.
    pub engine: EngineName,
    /// Whether the lane has to get ready first.
    pub prepare: bool,
    /// The key to render with, where the lane's renders need one.
    pub key: Option<KeyFingerprint>,
}

/// What to do now, and when to look again if nothing changes before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Jobs to start, in the user's order.
    pub starts: Vec<Start>,
    /// Jobs that have waited for as long as they may, and expire, in the order of their ids.
    pub expiries: Vec<JobId>,
    /// The next moment at which the plan would change by itself; `None` when only a
    /// change can change it.
    pub next_wake: Option<Timestamp>,
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for start in &self.starts {
            let verb = if start.prepare { "prepare" } else { "start" };
            write!(f, "lane \"{}\": {verb} job {}", start.lane, start.job)?;
            match &start.key {
                Some(key) => writeln!(f, " with key {key}")?,
                None => writeln!(f)?,
            }
        }
        for job in &self.expiries {
            writeln!(f, "job {job} expires")?;
        }
        match self.next_wake {
            Some(at) => writeln!(f, "look again at {} ms", at.ms()),
            None => writeln!(f, "wait for a change"),
        }
    }
}

impl Board {
    /// What to start at `now`: the jobs in the queue's order, each on the first free
    /// lane, by name, that may take it, has a key for it and is within its budget. An engine
    /// that is away gets none, or one to try it again.
    ///
    /// A job that may wait until a certain moment starts no more from then on, whatever is
    /// paused.
    ///
    /// The board itself only takes note of earliest starts that have come and of waits that
    /// are over; a start or an expiry counts when it comes back as
    /// [`Change::JobLeft`](crate::Change::JobLeft), a start also as
    /// [`Change::LaneTaken`](crate::Change::LaneTaken), its key is held in
    /// [`Board::keys_mut`], and [`Board::away_mut`] is told that an order goes out.
    #[must_use]
    pub fn plan(&mut self, now: Timestamp) -> Plan {
        self.expire(now);
        self.ripen(now);
        let mut plan = if self.queue_paused {
            Plan::default()
        } else {
            self.starts(now)
        };
        plan.expiries = self.expired.iter().copied().collect();
        let ripe = self.later.first().map(|&(at, _)| at);
        let over = self.expiring.first().map(|&(at, _)| at);
        plan.next_wake = plan.next_wake.into_iter().chain(ripe).chain(over).min();
        plan
    }

    /// The starts, and when a lane that is free takes jobs again that takes none now.
    fn starts(&self, now: Timestamp) -> Plan {
        let mut draft = Draft::new(self, now);
        let mut queue = walk(self);
        let mut passed_over = Vec::new();
        while !draft.free.is_empty() {
            let Some((place, group)) = queue.pop() else {
                break;
            };
            match draft.start(place, group, Again::No) {
                Started::Yes => queue.started(group.batch),
                Started::PassedOver => passed_over.push((place, group)),
                Started::No => {
                    // What fits no free lane now fits none in this plan.
                    if !draft.fits_one(group) {
                        queue.leave(group.kind);
                    }
                    continue;
                }
            }
            queue.follow(place, group);
        }
        // Nobody else tries these engines again.
        for (place, group) in passed_over {
            draft.start(place, group, Again::Yes);
        }
        draft.plan
    }

    /// The free lanes whose engines take jobs, and when the first of the others is tried
    /// again that a job waits for.
    fn free_lanes(&self, now: Timestamp) -> (Vec<&LaneName>, Option<Timestamp>) {
        let mut free = Vec::new();
        let mut wake: Option<Timestamp> = None;
        for (name, lane) in &self.lanes {
            if lane.paused || !lane.jobs.is_empty() {
                continue;
            }
            match self.away.gate(&lane.facts.engine, now) {
                Gate::Open | Gate::One => free.push(name),
                Gate::Rests(until) if self.is_awaited(&lane.facts) => {
                    wake = wake.into_iter().chain([until]).min();
                }
                Gate::Rests(_) | Gate::Tried => {}
            }
        }
        (free, wake)
    }

    /// Whether a job could start on this lane if its engine took it.
    fn is_awaited(&self, lane: &LaneFacts) -> bool {
        self.groups.values().any(|group| {
            let paused = self.paused_batches.contains(&group.batch);
            !paused && !group.ready.is_empty() && self.may_run(group, lane)
        })
    }
}

/// Whether a job may try an engine again that it has tried in vain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Yes,
    No,
}

/// What became of a job in a plan.
enum Started {
    Yes,
    No,
    /// It has tried an engine in vain, and lets others try first.
    PassedOver,
}

/// A plan in the making, with all as it will be once the starts so far have happened.
struct Draft<'a> {
    board: &'a Board,
    now: Timestamp,
    free: Vec<&'a LaneName>,
    rings: KeyRings,
    left: BTreeMap<BatchId, i64>,
    /// The engines that one of the starts tries again.
    tried: BTreeSet<&'a EngineName>,
    plan: Plan,
}

impl<'a> Draft<'a> {
    fn new(board: &'a Board, now: Timestamp) -> Self {
        let (free, next_wake) = board.free_lanes(now);
        Self {
            board,
            now,
            free,
            rings: board.keys.clone(),
            left: board.left.clone(),
            tried: BTreeSet::new(),
            plan: Plan {
                next_wake,
                ..Plan::default()
            },
        }
    }

    /// Whether a free lane is for such jobs, whoever queued them.
    fn fits_one(&self, group: &Group) -> bool {
        let mut lanes = self.free.iter().map(|lane| &self.board.lanes[*lane].facts);
        lanes.any(|facts| group.fits(facts))
    }

    /// Starts a job on the first free lane that takes it.
    fn start(&mut self, place: Place, group: &Group, again: Again) -> Started {
        let budget = self.left.get(&group.batch).copied();
        let mut otherwise = Started::No;
        for index in 0..self.free.len() {
            let facts = &self.board.lanes[self.free[index]].facts;
            if !group.fits(facts) || !affords(budget, group.price(facts)) {
                continue;
            }
            let one = self.board.away.gate(&facts.engine, self.now) == Gate::One;
            if one && self.tried.contains(&facts.engine) {
                continue;
            }
            if one && again == Again::No && self.board.away.has_tried(&facts.engine, place.1) {
                otherwise = Started::PassedOver;
                continue;
            }
            match key_for(group, facts, &mut self.rings, self.now) {
                Ok(key) => {
                    if one {
                        self.tried.insert(&facts.engine);
                    }
                    self.take(index, place, group, key);
                    return Started::Yes;
                }
                Err(wake) => {
                    let wakes = self.plan.next_wake.into_iter().chain(wake);
                    self.plan.next_wake = wakes.min();
                }
            }
        }
        otherwise
    }

    fn take(&mut self, index: usize, place: Place, group: &Group, key: Option<KeyFingerprint>) {
        let facts = &self.board.lanes[self.free.remove(index)].facts;
        if let Some(left) = self.left.get_mut(&group.batch) {
            *left -= group.price(facts).at_most();
        }
        self.plan.starts.push(Start {
            job: place.1,
            lane: facts.lane.clone(),
            engine: facts.engine.clone(),
            prepare: facts.prepares,
            key,
        });
    }
}

/// The key for a job of this group on this lane, taken out of its ring; `None` when it
/// needs none.
///
/// # Errors
///
/// When a key heals that it could use, if one does by itself.
fn key_for(
    group: &Group,
    lane: &LaneFacts,
    rings: &mut KeyRings,
    now: Timestamp,
) -> Result<Option<KeyFingerprint>, Option<Timestamp>> {
    let Some((provider, ask)) = group.ask(lane) else {
        return Ok(None);
    };
    match rings.ring(provider).acquire_for(&ask, now) {
        Ok(permit) => Ok(Some(permit.fingerprint().clone())),
        Err(refused) => Err(refused.earliest),
    }
}
