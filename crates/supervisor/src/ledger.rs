//! The live jobs, as they are in the database.

use std::collections::BTreeMap;

use tokio::sync::watch;
use worldreel_domain::id::{AttemptId, EngineName, JobId};
use worldreel_domain::job::JobState;
use worldreel_domain::money::Price;
use worldreel_engines::Progress;
use worldreel_scheduler::{Change, JobNeeds, Rank, WaitingJob};
use worldreel_store::{JobPlace, JobRow};

use crate::standing::Tally;

/// How far the renders under way are.
pub type LiveProgress = BTreeMap<JobId, Progress>;

/// The live jobs by id, and the way from an attempt to its job.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    jobs: BTreeMap<JobId, JobRow>,
    attempts: BTreeMap<AttemptId, JobId>,
    tally: Tally,
}

impl Ledger {
    pub(crate) fn get(&self, job: JobId) -> Option<&JobRow> {
        self.jobs.get(&job)
    }

    pub(crate) fn by_attempt(&self, attempt: AttemptId) -> Option<&JobRow> {
        self.jobs.get(self.attempts.get(&attempt)?)
    }

    /// How many jobs are in each state.
    pub(crate) const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Takes a job as it now is; jobs that have ended are forgotten.
    pub(crate) fn put(&mut self, row: JobRow) {
        let before = self.jobs.get(&row.id).map(|old| old.state.name());
        self.tally.count(before, row.state.name());
        if let Some(old) = self.jobs.get(&row.id).and_then(|old| old.state.lease()) {
            self.attempts.remove(&old.attempt);
        }
        if let Some(lease) = row.state.lease() {
            self.attempts.insert(lease.attempt, row.id);
        }
        if row.state.name().is_live() {
            self.jobs.insert(row.id, row);
        } else {
            self.jobs.remove(&row.id);
        }
    }

    /// The live jobs with their places, in the order of the queue.
    pub(crate) fn order(&self) -> Vec<(JobPlace, JobId)> {
        let rows = self.jobs.values();
        let mut order: Vec<_> = rows.map(|row| (row.place(), row.id)).collect();
        order.sort_unstable();
        order
    }
}

/// What a job costs at most by engine; what is not named costs nothing.
pub(crate) type Prices = BTreeMap<EngineName, Price>;

/// What the board has to know of a job that is in this state now.
pub(crate) fn change_for(row: &JobRow, prices: impl FnOnce() -> Prices) -> Change {
    match &row.state {
        JobState::Queued { not_before } => Change::JobWaits(WaitingJob {
            job: row.id,
            batch: row.batch,
            rank: Rank {
                priority: row.priority,
                place: row.rank,
            },
            not_before: *not_before,
            expires_at: row.expires_at(),
            needs: JobNeeds {
                engines: row.engines.clone(),
                lanes: row.lanes.clone(),
                spec: row.spec.clone(),
                prices: prices(),
                ceiling: row.ceiling,
            },
        }),
        _ => Change::JobLeft(row.id),
    }
}

/// Publishes a render's progress under its job, and takes it back when dropped.
#[derive(Debug)]
pub(crate) struct ProgressEntry {
    pub(crate) job: JobId,
    pub(crate) all: watch::Sender<LiveProgress>,
}

impl ProgressEntry {
    pub(crate) fn set(&self, progress: Progress) {
        self.all.send_modify(|all| {
            all.insert(self.job, progress);
        });
    }
}

impl Drop for ProgressEntry {
    fn drop(&mut self) {
        self.all.send_modify(|all| {
            all.remove(&self.job);
        });
    }
}
