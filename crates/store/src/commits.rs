//! How many commits there were, by what they touch: so that what was read once can be told
//! again for as long as it is true, without a question to the database.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxBuildHasher;
use worldreel_domain::id::JobId;

/// Jobs that share a count are read anew together. A power of two, so many that a job
/// rarely pays for another's change.
const SLOTS: usize = 4_096;

/// What reads otherwise after a write.
#[derive(Debug, Clone)]
pub(crate) enum Touches {
    /// Anything may.
    Anything,
    /// Nothing but what is told of these jobs.
    Jobs(Vec<JobId>),
}

/// Counts of commits.
#[derive(Debug)]
pub(crate) struct Commits {
    anything: AtomicU64,
    jobs: Box<[AtomicU64]>,
}

/// Of when something is that was read of a job: as long as [`Store::stamp`] gives the same,
/// it would be read again.
///
/// [`Store::stamp`]: crate::Store::stamp
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobStamp {
    anything: u64,
    job: u64,
}

impl Default for Commits {
    fn default() -> Self {
        Self {
            anything: AtomicU64::new(0),
            jobs: (0..SLOTS).map(|_| AtomicU64::new(0)).collect(),
        }
    }
}

impl Commits {
    /// Takes note of a commit, after it and before anybody hears of it.
    pub(crate) fn note(&self, touches: &Touches) {
        match touches {
            Touches::Anything => {
                self.anything.fetch_add(1, Ordering::Release);
            }
            Touches::Jobs(jobs) => {
                for job in jobs {
                    self.slot(*job).fetch_add(1, Ordering::Release);
                }
            }
        }
    }

    pub(crate) fn stamp(&self, job: JobId) -> JobStamp {
        JobStamp {
            anything: self.anything.load(Ordering::Acquire),
            job: self.slot(job).load(Ordering::Acquire),
        }
    }

    fn slot(&self, job: JobId) -> &AtomicU64 {
        let hash = FxBuildHasher.hash_one(job);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the low bits choose the slot"
        )]
        let slot = hash as usize & (SLOTS - 1);
        &self.jobs[slot]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_change_of_one_job_leaves_most_others_as_they_were() {
        let commits = Commits::default();
        let jobs: Vec<JobId> = (0..1_000)
            .map(|_| JobId::from_uuid(Uuid::now_v7()))
            .collect();
        let before: Vec<JobStamp> = jobs.iter().map(|job| commits.stamp(*job)).collect();
        commits.note(&Touches::Jobs(vec![jobs[0]]));
        let others = jobs.iter().zip(&before);
        let changed = others.filter(|(job, stamp)| commits.stamp(**job) != **stamp);
        let changed: Vec<_> = changed.map(|(job, _)| *job).collect();
        assert!(changed.contains(&jobs[0]));
        assert!(changed.len() < 20, "{} of them changed", changed.len());
    }

    #[test]
    fn what_may_touch_anything_touches_every_job() {
        let commits = Commits::default();
        let job = JobId::from_uuid(Uuid::now_v7());
        let before = commits.stamp(job);
        commits.note(&Touches::Anything);
        assert_ne!(commits.stamp(job), before);
    }
}
