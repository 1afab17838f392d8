//! When jobs have their turn.

use worldreel_domain::id::JobId;
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::speed::pixels;

use crate::change::Rank;
use crate::group::Group;

/// A job's place in the user's order.
pub(crate) type Place = (Rank, JobId);

/// When a job has its turn: smaller is sooner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Turn {
    priority: Priority,
    /// What the queue's order puts before the user's own.
    own: i64,
    pub(crate) place: Place,
}

impl Turn {
    /// That of the job of `group` at `place`, where the last start of its batch had this
    /// number.
    pub(crate) fn of(order: QueueOrder, last_start: u64, group: &Group, place: Place) -> Self {
        let own = match order {
            QueueOrder::InOrder => 0,
            QueueOrder::ByTurns => by_start(last_start),
            // Pixels are whole numbers, and few enough for one.
            #[expect(clippy::cast_possible_truncation)]
            QueueOrder::Soonest => -(pixels(&group.needs.spec) as i64),
        };
        Self {
            priority: place.0.priority,
            own,
            place,
        }
    }

    /// The same where batches take turns and the batch has started once more.
    pub(crate) fn after(self, last_start: u64) -> Self {
        Self {
            own: by_start(last_start),
            ..self
        }
    }
}

/// Batches that have started longer ago come first.
fn by_start(last_start: u64) -> i64 {
    i64::try_from(last_start).unwrap_or(i64::MAX)
}
