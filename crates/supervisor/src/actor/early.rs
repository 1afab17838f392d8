//! Jobs to which something is done before the queue has been told of them.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use worldreel_domain::id::JobId;

use super::Actor;
use crate::message::Queued;

/// How many batches are on their way into the queue.
///
/// A batch is on the disk, and shown, before the queue takes it into memory, a large one part
/// by part. Until then the user may have cancelled one of its jobs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Queueing(Arc<AtomicUsize>);

/// A batch that is on its way, until this is dropped.
#[derive(Debug)]
pub(crate) struct OnItsWay(Queueing);

impl Queueing {
    pub(crate) fn begin(&self) -> OnItsWay {
        self.0.fetch_add(1, Ordering::SeqCst);
        OnItsWay(self.clone())
    }

    fn any(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The jobs that have ended before they were taken into memory.
#[derive(Debug, Default)]
pub(super) struct Early {
    queueing: Queueing,
    ended: BTreeSet<JobId>,
}

impl Early {
    pub(super) fn new(queueing: Queueing) -> Self {
        Self {
            queueing,
            ended: BTreeSet::new(),
        }
    }

    /// Takes note of a job that has ended without having been known.
    pub(super) fn note(&mut self, job: JobId) {
        if self.queueing.any() {
            self.ended.insert(job);
        } else {
            self.ended.clear();
        }
    }
}

impl Actor {
    /// Takes queued jobs into memory. What was done to one before that stays done.
    pub(super) fn take_in(&mut self, queued: Queued) {
        let batch = queued.rows.first().map(|row| row.batch);
        if let Some((batch, budget)) = batch.zip(queued.budget_micro_usd) {
            self.take_budget(batch, budget);
        }
        for row in queued.rows {
            if self.ledger.get(row.id).is_none() && !self.early.ended.remove(&row.id) {
                self.place(row);
            }
        }
        self.nudge();
        // Whoever asked may have given up waiting.
        let _ = queued.taken.send(());
    }
}
