//! One job, as it is looked at.

use std::time::Instant;

use worldreel_domain::id::JobId;
use worldreel_supervisor::CommandError;

use super::jobs::JobRef;
use crate::error::ApiError;
use crate::studio::Studio;
use crate::told::{Kept, Moment, WhyMoment};
use crate::view::{self, JobDetail, ProgressView};

impl Studio {
    /// A job with its attempts.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn job(&self, wanted: JobRef) -> Result<JobDetail, ApiError> {
        let job = wanted.job;
        // Before anything is read: what changes meanwhile is read again the next time.
        let moment = Moment {
            commits: self.store().stamp(job),
            set_up: self.supervisor().set_up_count(),
        };
        let why_of = WhyMoment {
            turn: self.supervisor().turn(),
            at: Instant::now(),
        };
        let kept = match self.told().get(job, moment) {
            Some(kept) if kept.waits_so(why_of) => kept,
            Some(kept) => {
                let mut detail = kept.detail.clone();
                let why = self.supervisor().explain(vec![job]).await?;
                detail
                    .job
                    .because(why.into_iter().next().unwrap_or_default());
                self.told().keep(Kept {
                    detail,
                    of: moment,
                    why_of,
                })
            }
            None => {
                let detail = self.read_job(job).await?;
                self.told().keep(Kept {
                    detail,
                    of: moment,
                    why_of,
                })
            }
        };
        let mut detail = kept.detail.clone();
        detail.job.progress = self.progress_of(job);
        Ok(detail)
    }

    async fn read_job(&self, job: JobId) -> Result<JobDetail, ApiError> {
        let row = self.store().job(job).await?;
        let row = row.ok_or(CommandError::NoJob(job))?;
        let attempts = self.store().attempts(row.id).await?;
        let job = self.job_view(row.clone()).await?;
        let last = attempts.last().map(|attempt| &attempt.engine);
        let file = job.video.as_ref().map(|video| video.file.as_str());
        Ok(JobDetail {
            sent: self.sent_of(&row, last, file).await?,
            attempts: attempts.into_iter().map(view::attempt).collect(),
            job,
        })
    }

    fn progress_of(&self, job: JobId) -> Option<ProgressView> {
        let progress = self.supervisor().progress();
        let progress = progress.borrow().get(&job).copied();
        progress.map(|now| view::progress(job, now))
    }
}
