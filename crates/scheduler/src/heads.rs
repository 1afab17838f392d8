//! The next job of each group, in the order in which they start.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::speed::pixels;

use crate::board::{Board, Group};
use crate::change::Rank;

/// A job's place in the user's order.
pub(crate) type Place = (Rank, JobId);

/// When a job has its turn: smaller is sooner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Turn {
    priority: Priority,
    /// What the queue's order puts before the user's own.
    own: i64,
    place: Place,
}

/// The next jobs, each with whatever else is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Heads<'a, T> {
    order: QueueOrder,
    turns: BTreeMap<BatchId, u64>,
    starts: u64,
    waiting: BTreeMap<Turn, (&'a Group, T)>,
}

impl<'a, T> Heads<'a, T> {
    pub(crate) fn new(board: &Board) -> Self {
        Self {
            order: board.order,
            turns: board.turns.clone(),
            starts: board.starts,
            waiting: BTreeMap::new(),
        }
    }

    pub(crate) fn put(&mut self, group: &'a Group, place: Place, with: T) {
        let turn = Turn {
            priority: place.0.priority,
            own: own(self.order, &self.turns, group),
            place,
        };
        self.waiting.insert(turn, (group, with));
    }

    /// Those that wait, soonest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Turn, &'a Group, &T)> {
        let all = self.waiting.iter();
        all.map(|(turn, (group, with))| (*turn, *group, with))
    }

    /// Takes out the one whose turn is first.
    pub(crate) fn pop_first(&mut self) -> Option<(Place, &'a Group, T)> {
        let (turn, (group, with)) = self.waiting.pop_first()?;
        Some((turn.place, group, with))
    }

    /// Takes out one of them.
    pub(crate) fn take(&mut self, turn: Turn) -> Option<(Place, &'a Group, T)> {
        let (group, with) = self.waiting.remove(&turn)?;
        Some((turn.place, group, with))
    }

    /// A job of this batch has started: where batches take turns, its others come after
    /// those of all other batches.
    pub(crate) fn started(&mut self, batch: BatchId) {
        if self.order != QueueOrder::ByTurns {
            return;
        }
        self.starts += 1;
        self.turns.insert(batch, self.starts);
        let of_batch = self
            .waiting
            .extract_if(.., |_, (group, _)| group.batch == batch);
        for (turn, (group, with)) in of_batch.collect::<Vec<_>>() {
            self.put(group, turn.place, with);
        }
    }
}

fn own(order: QueueOrder, turns: &BTreeMap<BatchId, u64>, group: &Group) -> i64 {
    match order {
        QueueOrder::InOrder => 0,
        QueueOrder::ByTurns => {
            let last = turns.get(&group.batch).copied().unwrap_or(0);
            i64::try_from(last).unwrap_or(i64::MAX)
        }
        // Pixels are whole numbers, and few enough for one.
        #[expect(clippy::cast_possible_truncation)]
        QueueOrder::Soonest => -(pixels(&group.needs.spec) as i64),
    }
}

impl Board {
    /// How many of the jobs of these groups that may start now have their turn before the
    /// job of `group` at `place`, when all of them wait for the same lanes.
    pub(crate) fn before<'a>(
        &self,
        group: &Group,
        place: Place,
        groups: impl Iterator<Item = &'a Group>,
    ) -> usize {
        let sooner = |other: &Group| other.ready.range(..place).count();
        match self.order {
            QueueOrder::InOrder => groups.map(sooner).sum(),
            QueueOrder::Soonest => groups.map(|other| self.longer(group, place, other)).sum(),
            QueueOrder::ByTurns => self.turns_before(group, place, groups),
        }
    }

    fn longer(&self, group: &Group, place: Place, other: &Group) -> usize {
        let own = |group| own(self.order, &self.turns, group);
        let priority = place.0.priority;
        let sooner = other.ready.range(..place);
        match own(other).cmp(&own(group)) {
            Ordering::Equal => sooner.count(),
            Ordering::Greater => sooner.filter(|place| place.0.priority < priority).count(),
            Ordering::Less => {
                let all = other.ready.iter();
                all.filter(|place| place.0.priority <= priority).count()
            }
        }
    }

    /// One turn of each other batch for each of its own, and one more of those that come
    /// before its next.
    fn turns_before<'a>(
        &self,
        group: &Group,
        place: Place,
        groups: impl Iterator<Item = &'a Group>,
    ) -> usize {
        let priority = place.0.priority;
        let mut urgent = 0;
        let mut batches: BTreeMap<BatchId, Vec<Place>> = BTreeMap::new();
        for other in groups {
            let sooner = other.ready.range(..place);
            urgent += sooner.filter(|place| place.0.priority < priority).count();
            let own = other
                .ready
                .iter()
                .filter(|place| place.0.priority == priority);
            batches.entry(other.batch).or_default().extend(own);
        }
        let first = |batch: BatchId, places: &[Place]| {
            let turn = self.turns.get(&batch).copied().unwrap_or(0);
            (turn, places.iter().min().copied())
        };
        let own = batches.remove(&group.batch).unwrap_or_default();
        let own_first = first(group.batch, &own);
        let own = own.iter().filter(|other| **other < place).count();
        let others = batches.iter().map(|(batch, places)| {
            let ahead = first(*batch, places) < own_first;
            places.len().min(own + usize::from(ahead))
        });
        urgent + own + others.sum::<usize>()
    }
}
