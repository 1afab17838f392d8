//! The next job of each group, in the order in which they start.

use std::collections::BTreeMap;

use worldreel_domain::id::BatchId;
use worldreel_domain::queue::QueueOrder;

use crate::board::Board;
use crate::group::Group;
use crate::turn::{Place, Turn};

/// The next jobs, each with whatever else is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Heads<'a, T> {
    board: &'a Board,
    /// The batches that have started since, with the numbers of their last starts.
    started: BTreeMap<BatchId, u64>,
    starts: u64,
    waiting: BTreeMap<Turn, (&'a Group, T)>,
}

impl<'a, T> Heads<'a, T> {
    pub(crate) const fn new(board: &'a Board) -> Self {
        Self {
            board,
            started: BTreeMap::new(),
            starts: board.starts,
            waiting: BTreeMap::new(),
        }
    }

    pub(crate) fn put(&mut self, group: &'a Group, place: Place, with: T) {
        let known = self.started.get(&group.batch).copied();
        let last_start = known.unwrap_or_else(|| self.board.last_start(group.batch));
        let turn = Turn::of(self.board.order, last_start, group, place);
        self.waiting.insert(turn, (group, with));
    }

    /// Those that wait, soonest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Turn, &'a Group, &T)> {
        let all = self.waiting.iter();
        all.map(|(turn, (group, with))| (*turn, *group, with))
    }

    /// Whose turn is first.
    pub(crate) fn first(&self) -> Option<Turn> {
        self.waiting.first_key_value().map(|(turn, _)| *turn)
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
        if self.board.order != QueueOrder::ByTurns {
            return;
        }
        self.starts += 1;
        self.started.insert(batch, self.starts);
        let of_batch = self
            .waiting
            .extract_if(.., |_, (group, _)| group.batch == batch);
        for (turn, (group, with)) in of_batch.collect::<Vec<_>>() {
            self.put(group, turn.place, with);
        }
    }
}
