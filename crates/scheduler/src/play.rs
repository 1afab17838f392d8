//! The plan played forward: what a forecast is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use worldreel_domain::id::{BatchId, JobId, LaneName};
use worldreel_domain::time::Timestamp;

use crate::away::Gate;
use crate::board::Board;
use crate::change::LaneFacts;
use crate::course::Course;
use crate::forecast::{SLOTS_MAX, Slot, Took};
use crate::group::{Group, affords};
use crate::heads::Heads;
use crate::key_places::KeyPlaces;
use crate::turn::{Place, Turn};

/// The queue, played forward on paper.
pub(crate) struct Play<'a> {
    board: &'a Board,
    now: Timestamp,
    course: Course,
    /// The lanes that may start jobs, with the moment from which each is free.
    free_at: BTreeMap<&'a LaneName, Timestamp>,
    /// The keys, with the moment from which each is free.
    keys: KeyPlaces<'a>,
    /// The jobs that may start next.
    heads: Heads<'a, Head>,
    /// What is left of the budgets of those batches that have one.
    left: BTreeMap<BatchId, i64>,
    /// Jobs that may not start yet, by their earliest start.
    later: BTreeSet<(Timestamp, JobId)>,
}

/// A job that may start, and what stands behind it.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// From when on it may start.
    ripe_at: Timestamp,
    /// How many jobs of its group could start from the beginning on, it included. None
    /// stand behind one that had to ripen.
    left: usize,
}

impl<'a> Play<'a> {
    pub(crate) fn new(board: &'a Board, running: &[Slot], now: Timestamp, course: Course) -> Self {
        let free_at = board
            .lanes
            .iter()
            .filter(|(_, lane)| !lane.paused)
            .filter_map(|(name, lane)| {
                // An engine that is away is taken to be there when it is tried again.
                let there = match board.away.gate(&lane.facts.engine, now) {
                    Gate::Rests(until) => until,
                    Gate::Open | Gate::One | Gate::Tried => now,
                };
                let ends = running.iter().filter(|slot| slot.lane == *name);
                match ends.map(|slot| slot.ends_at.max(now)).max() {
                    Some(ends) => Some((name, ends.max(there))),
                    None => lane.jobs.is_empty().then_some((name, there)),
                }
            })
            .collect();
        let mut ends: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for slot in running {
            let facts = board.lanes.get(&slot.lane).map(|lane| &lane.facts);
            if let Some(keys) = facts.and_then(|facts| facts.keys.as_ref()) {
                let own: &mut Vec<_> = ends.entry(&keys.provider).or_default();
                own.push(slot.ends_at.max(now));
            }
        }
        let mut play = Self {
            board,
            now,
            course,
            free_at,
            keys: KeyPlaces::new(&board.keys, ends, now),
            heads: Heads::new(board),
            left: board.left.clone(),
            later: board.later.clone(),
        };
        for group in board.groups.values() {
            let head = Head {
                ripe_at: now,
                left: group.ready.len(),
            };
            if let Some(place) = group.ready.first().filter(|_| play.may_start(group)) {
                play.heads.put(group, *place, head);
            }
        }
        play
    }

    fn may_start(&self, group: &Group) -> bool {
        !self.board.paused_batches.contains(&group.batch)
    }

    /// Starts jobs until none is left, none can start, or enough are known. False when it
    /// is not known how long one of them takes.
    pub(crate) fn forward(&mut self, took: &impl Took, slots: &mut Vec<Slot>) -> bool {
        for _ in 0..SLOTS_MAX {
            let Some((turn, lane, starts_at)) = self.next() else {
                break;
            };
            let Some((place, group, head)) = self.heads.take(turn) else {
                break;
            };
            if self.expires_before(place.1, starts_at) {
                self.follow(group, place, head);
                continue;
            }
            let facts = &self.board.lanes[lane].facts;
            let Some(time) = took(&facts.engine, &group.needs.spec) else {
                return false;
            };
            let ends_at = starts_at.plus_ms(self.course.length_ms(place.1, time));
            self.free_at.insert(lane, ends_at);
            if let Some((provider, ask)) = group.ask(facts) {
                self.keys.take(provider, &ask, ends_at);
            }
            if let Some(left) = self.left.get_mut(&group.batch) {
                *left -= group.price(facts).at_most();
            }
            slots.push(Slot {
                job: place.1,
                lane: lane.clone(),
                starts_at,
                ends_at,
            });
            self.heads.started(group.batch);
            self.follow(group, place, head);
        }
        true
    }

    /// Whether a job is no longer waiting at that moment.
    fn expires_before(&self, job: JobId, starts_at: Timestamp) -> bool {
        let placed = self.board.jobs.get(&job);
        let expires_at = placed.and_then(|placed| placed.waiting.expires_at);
        expires_at.is_some_and(|at| at <= starts_at)
    }

    /// The start that comes first, with everything that has ripened by then.
    fn next(&mut self) -> Option<(Turn, &'a LaneName, Timestamp)> {
        loop {
            let next = self.best();
            match self.later.first() {
                Some(&(at, job)) if next.is_none_or(|(_, _, start)| at <= start) => {
                    self.later.pop_first();
                    self.ripen(at, job);
                }
                _ => return next,
            }
        }
    }

    fn ripen(&mut self, at: Timestamp, job: JobId) {
        let placed = self.board.jobs.get(&job);
        let group = placed.and_then(|placed| self.board.groups.get(&placed.group));
        if let (Some(placed), Some(group)) = (placed, group)
            && self.may_start(group)
        {
            let head = Head {
                ripe_at: at.max(self.now),
                left: 1,
            };
            self.heads.put(group, (placed.waiting.rank, job), head);
        }
    }

    /// At the earliest moment at which any can start, the first job in the queue's order,
    /// on the first lane by name.
    fn best(&self) -> Option<(Turn, &'a LaneName, Timestamp)> {
        let earliest = self.free_at.values().min()?;
        let mut best: Option<(Turn, &'a LaneName, Timestamp)> = None;
        for (turn, group, head) in self.heads.iter() {
            let own = self
                .fitting(group)
                .map(|(name, free)| (head.ripe_at.max(free), name))
                .min();
            if let Some((at, lane)) = own
                && best.is_none_or(|(_, _, found)| at < found)
            {
                best = Some((turn, lane, at));
                if at <= *earliest {
                    break;
                }
            }
        }
        best
    }

    /// The lanes that may take this group, each with when it and a key for it are free.
    fn fitting(&self, group: &Group) -> impl Iterator<Item = (&'a LaneName, Timestamp)> {
        self.free_at.iter().filter_map(|(name, free)| {
            let facts = &self.board.lanes[*name].facts;
            let budget = self.left.get(&group.batch).copied();
            let may_run = group.fits(facts) && affords(budget, group.price(facts));
            let free = may_run.then_some(*free)?;
            Some((*name, free.max(self.key_free(group, facts)?)))
        })
    }

    /// When there is a key for this group on this lane, `now` when it needs none.
    fn key_free(&self, group: &Group, facts: &LaneFacts) -> Option<Timestamp> {
        match group.ask(facts) {
            None => Some(self.now),
            Some((provider, ask)) => self.keys.free_at(provider, &ask),
        }
    }

    fn follow(&mut self, group: &'a Group, place: Place, head: Head) {
        if head.left < 2 {
            return;
        }
        let after = (Bound::Excluded(place), Bound::Unbounded);
        if let Some(next) = group.ready.range(after).next() {
            let left = head.left - 1;
            self.heads.put(group, *next, Head { left, ..head });
        }
    }

    /// How many of so many jobs of a group its batch has the money for.
    fn affordable(&self, group: &Group, facts: &LaneFacts, jobs: usize) -> i64 {
        let jobs = i64::try_from(jobs).unwrap_or(i64::MAX);
        let price = group.price(facts).at_most();
        match self.left.get(&group.batch) {
            Some(left) if price > 0 => jobs.min(left / price),
            _ => jobs,
        }
    }

    /// When what was not played would be done, its work shared out evenly over the
    /// lanes; `now` when there is none. `None` when it is not known how long it takes.
    pub(crate) fn rest(&self, took: &impl Took) -> Option<Timestamp> {
        let waiting = self.later.iter().filter_map(|(at, job)| {
            let group = self.board.groups.get(&self.board.jobs.get(job)?.group)?;
            self.may_start(group).then_some((*at, group, 1))
        });
        let heads = self.heads.iter();
        let heads = heads.map(|(_, group, head)| (head.ripe_at, group, head.left));
        let mut work_ms = 0_i64;
        let mut last = self.now;
        let mut lanes: BTreeMap<&LaneName, Timestamp> = BTreeMap::new();
        for (ripe_at, group, left) in heads.chain(waiting) {
            let Some((first, _)) = self.fitting(group).next() else {
                continue;
            };
            let facts = &self.board.lanes[first].facts;
            let time = took(&facts.engine, &group.needs.spec)?;
            let each = i64::try_from(time.mean.as_millis()).unwrap_or(i64::MAX);
            let count = self.affordable(group, facts, left);
            let all = each.saturating_mul(count);
            work_ms = work_ms.saturating_add(all);
            last = last.max(ripe_at.plus_ms(each));
            lanes.extend(self.fitting(group));
        }
        let Some(count) = i64::try_from(lanes.len()).ok().filter(|count| *count > 0) else {
            return Some(self.now);
        };
        let busy_ms: i64 = lanes.values().map(|free| free.ms() - self.now.ms()).sum();
        let shared = self.now.plus_ms(busy_ms.saturating_add(work_ms) / count);
        Some(last.max(shared))
    }
}
