//! The next job of each group, in the order in which they start.

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

impl Turn {
    /// That of the job of `group` at `place`, where the last starts of batches were these.
    pub(crate) fn of(
        order: QueueOrder,
        turns: &BTreeMap<BatchId, u64>,
        group: &Group,
        place: Place,
    ) -> Self {
        Self {
            priority: place.0.priority,
            own: own(order, turns, group),
            place,
        }
    }
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
        let turn = Turn::of(self.order, &self.turns, group, place);
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
