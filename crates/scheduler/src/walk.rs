//! The queue from its front on, for one plan.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Bound;

use worldreel_domain::id::BatchId;
use worldreel_domain::queue::QueueOrder;

use crate::board::Board;
use crate::group::Group;
use crate::heads::Heads;
use crate::kinds::{GroupKey, Kind};
use crate::turn::{Place, Turn};

/// Takes jobs in the order of their turns. It reads the front no further than it must, and
/// keeps apart what the plan has changed of it.
pub(crate) struct Walk<'a, I: Iterator> {
    board: &'a Board,
    front: Peekable<I>,
    /// The last turn of the front that was read.
    read: Option<Turn>,
    /// Those whose turns are others than on the front, and what stands behind those that
    /// were taken.
    apart: Heads<'a, ()>,
    /// The batches of which all that was not read is kept apart.
    moved: BTreeSet<BatchId>,
    /// The kinds of which no job can start.
    left: BTreeSet<Kind>,
}

/// A walk from the front of the board on.
pub(crate) fn walk(board: &Board) -> Walk<'_, impl Iterator<Item = (Turn, GroupKey)>> {
    Walk {
        board,
        front: board.front.iter().peekable(),
        read: None,
        apart: Heads::new(board),
        moved: BTreeSet::new(),
        left: BTreeSet::new(),
    }
}

impl<'a, I: Iterator<Item = (Turn, GroupKey)>> Walk<'a, I> {
    /// The next job and its group.
    pub(crate) fn pop(&mut self) -> Option<(Place, &'a Group)> {
        loop {
            let apart = self.apart.first();
            let sooner = |(turn, _): &(Turn, GroupKey)| apart.is_none_or(|apart| *turn < apart);
            let Some((turn, key)) = self.front.next_if(sooner) else {
                let (place, group, ()) = self.apart.pop_first()?;
                if self.left.contains(&group.kind) {
                    continue;
                }
                return Some((place, group));
            };
            let GroupKey { kind, batch } = key;
            if self.moved.contains(&batch)
                || self.left.contains(&kind)
                || self.board.paused_batches.contains(&batch)
            {
                continue;
            }
            self.read = Some(turn);
            return Some((turn.place, self.board.groups.get(&key)?));
        }
    }

    /// No job of this kind can start, whoever queued it.
    pub(crate) fn leave(&mut self, kind: Kind) {
        self.left.insert(kind);
    }

    /// The job behind the one that was taken has its turn, too.
    pub(crate) fn follow(&mut self, place: Place, group: &'a Group) {
        let after = (Bound::Excluded(place), Bound::Unbounded);
        if let Some(next) = group.ready.range(after).next() {
            self.apart.put(group, *next, ());
        }
    }

    /// A job of this batch starts: where batches take turns, its others come after those of
    /// all other batches.
    pub(crate) fn started(&mut self, batch: BatchId) {
        if self.board.order == QueueOrder::ByTurns
            && self.moved.insert(batch)
            && let Some(read) = self.read
        {
            for (turn, key) in self.board.front.of_batch_after(batch, read) {
                if let Some(group) = self.board.groups.get(&key) {
                    self.apart.put(group, turn.place, ());
                }
            }
        }
        self.apart.started(batch);
    }
}
