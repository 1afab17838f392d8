//! What was told of jobs, kept for as long as it would be told again: whoever looks at a job
//! again and again costs the database nothing.
//!
//! What a job is depends on commits that touch it and on how engines are set up. Why it waits
//! is of [`Whys`](crate::whys::Whys), and how far its render is comes new with each look.

use std::sync::Arc;

use quick_cache::sync::Cache;
use worldreel_domain::id::JobId;
use worldreel_store::JobStamp;

use crate::view::JobDetail;

/// Jobs that are kept: a few kilobytes each.
const KEPT_MAX: usize = 4_096;

/// Jobs as they were told.
#[derive(Debug)]
pub(crate) struct Told {
    jobs: Cache<JobId, Arc<Kept>>,
}

/// A job as it was told, but for why it waits.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) detail: JobDetail,
    pub(crate) of: Moment,
}

/// Of when a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) commits: JobStamp,
    pub(crate) set_up: u64,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            jobs: Cache::new(KEPT_MAX),
        }
    }
}

impl Told {
    /// A job as it was told, where it is of this moment still.
    pub(crate) fn get(&self, job: JobId, moment: Moment) -> Option<Arc<Kept>> {
        self.jobs.get(&job).filter(|kept| kept.of == moment)
    }

    /// Keeps a job as it is told.
    pub(crate) fn keep(&self, kept: Kept) -> Arc<Kept> {
        let kept = Arc::new(kept);
        self.jobs.insert(kept.detail.job.id, Arc::clone(&kept));
        kept
    }
}
