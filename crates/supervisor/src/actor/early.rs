//! Batches that are taken into memory in parts.

use std::collections::BTreeSet;

use worldreel_domain::id::{BatchId, JobId};

use super::Actor;
use crate::message::Queued;

/// The large batches of which a part was taken in and the rest was not, and what became of
/// jobs meanwhile that nothing was known of.
#[derive(Debug, Default)]
pub(super) struct Early {
    batches: BTreeSet<BatchId>,
    ended: BTreeSet<JobId>,
}

impl Early {
    /// Takes note of a job that has ended without having been known.
    pub(super) fn note(&mut self, job: JobId) {
        if !self.batches.is_empty() {
            self.ended.insert(job);
        }
    }
}

impl Actor {
    /// Takes queued jobs into memory. What the user has done to one of a large batch before
    /// it was taken in stays done.
    pub(super) fn take_in(&mut self, queued: Queued) {
        let batch = queued.rows.first().map(|row| row.batch);
        if let Some((batch, budget)) = batch.zip(queued.budget_micro_usd) {
            self.take_budget(batch, budget);
        }
        for row in queued.rows {
            if self.ledger.get(row.id).is_none() && !self.early.ended.contains(&row.id) {
                self.place(row);
            }
        }
        if let Some(batch) = batch {
            match queued.last {
                true => self.early.batches.remove(&batch),
                false => self.early.batches.insert(batch),
            };
        }
        if self.early.batches.is_empty() {
            self.early.ended.clear();
        }
        self.nudge();
        // Whoever asked may have given up waiting.
        let _ = queued.taken.send(());
    }
}
