//! One job, as it is looked at.

use worldreel_domain::id::JobId;
use worldreel_supervisor::CommandError;

use super::jobs::JobRef;
use crate::error::ApiError;
use crate::studio::Studio;
use crate::told::{Look, Moment, ToldJob};
use crate::view::{self, JobDetail, ProgressView};

impl Studio {
    /// A job with its attempts.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn job(&self, wanted: JobRef) -> Result<ToldJob, ApiError> {
        let job = wanted.job;
        // Before anything is read: what changes meanwhile is read again the next time.
        let moment = Moment {
            commits: self.store().stamp(job),
            set_up: self.supervisor().set_up_count(),
        };
        let kept = match self.told().get(job, moment) {
            Some(kept) => kept,
            None => self.told().keep(self.read_job(job).await?, moment),
        };
        let mut why = None;
        if kept.is_live() {
            let queue = self.supervisor();
            let explain = async |jobs| queue.explain_as_of(jobs).await;
            why = Some(self.whys().of(job, || queue.turn(), explain).await?);
        }
        let progress = self.progress_of(job);
        Ok(kept.at(Look { why, progress }))
    }

    async fn read_job(&self, job: JobId) -> Result<JobDetail, ApiError> {
        let row = self.store().job(job).await?;
        let row = row.ok_or(CommandError::NoJob(job))?;
        let attempts = self.store().attempts(row.id).await?;
        let job = self.unexplained(row.clone()).await?;
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
