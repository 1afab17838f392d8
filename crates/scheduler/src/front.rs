//! The first job of each group, in the order of their turns, as the board changes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use worldreel_domain::id::BatchId;

use crate::kinds::GroupKey;
use crate::turn::Turn;

/// The first of each group that may start.
#[derive(Debug, Clone, Default)]
pub(crate) struct Front {
    turns: BTreeMap<Turn, GroupKey>,
    of_batch: BTreeMap<BatchId, BTreeSet<Turn>>,
}

impl Front {
    /// A group begins with another job.
    pub(crate) fn replace(&mut self, group: GroupKey, before: Option<Turn>, after: Option<Turn>) {
        if let Some(turn) = before {
            self.turns.remove(&turn);
            if let Some(own) = self.of_batch.get_mut(&group.batch) {
                own.remove(&turn);
                if own.is_empty() {
                    self.of_batch.remove(&group.batch);
                }
            }
        }
        if let Some(turn) = after {
            self.turns.insert(turn, group);
            self.of_batch.entry(group.batch).or_default().insert(turn);
        }
    }

    /// Where batches take turns, this one has started, and that start had this number.
    pub(crate) fn renew(&mut self, batch: BatchId, last_start: u64) {
        for turn in self.of_batch.get(&batch).cloned().unwrap_or_default() {
            if let Some(group) = self.turns.get(&turn).copied() {
                self.replace(group, Some(turn), Some(turn.after(last_start)));
            }
        }
    }

    /// All of them, soonest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Turn, GroupKey)> {
        self.turns.iter().map(|(turn, group)| (*turn, *group))
    }

    /// Those of a batch that come after this turn.
    pub(crate) fn of_batch_after(
        &self,
        batch: BatchId,
        turn: Turn,
    ) -> impl Iterator<Item = (Turn, GroupKey)> {
        let after = (Bound::Excluded(turn), Bound::Unbounded);
        let own = self.of_batch.get(&batch).into_iter();
        let own = own.flat_map(move |own| own.range(after));
        own.filter_map(|turn| Some((*turn, *self.turns.get(turn)?)))
    }
}

impl FromIterator<(Turn, GroupKey)> for Front {
    fn from_iter<T: IntoIterator<Item = (Turn, GroupKey)>>(all: T) -> Self {
        let mut front = Self::default();
        for (turn, group) in all {
            front.replace(group, None, Some(turn));
        }
        front
    }
}
