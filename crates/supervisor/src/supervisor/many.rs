//! What is asked of several jobs together.

use tokio::sync::oneshot;
use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobAction, JobEvent};
use worldreel_domain::money::Ceiling;
use worldreel_domain::time::Timestamp;
use worldreel_store::{JobPlace, JobRow};

use super::Supervisor;
use crate::message::{Asked, CommandError, Message, Rearranged, Rearrangement};

/// Jobs that one turn takes in of a large number, so that no lane waits for all of them.
pub(super) const TOGETHER_MAX: usize = 256;

impl Supervisor {
    /// Tries a job that has ended once more; one render of it may cost so much from now on.
    /// Returns the job as it is after it.
    ///
    /// # Errors
    ///
    /// [`CommandError`].
    pub async fn retry(&self, job: JobId, ceiling: Ceiling) -> Result<JobRow, CommandError> {
        self.ask(|answer| {
            let ceiling = Some(ceiling);
            let asked = Asked {
                job,
                ceiling,
                waits_since: None,
                answer,
            };
            Message::Together(JobEvent::RetryAsked, vec![asked])
        })
        .await
    }

    /// Does the same to several jobs, each with what one render of it may cost from now on
    /// where that changes. Each has its own answer, in the same order: what one refuses
    /// stops none of the others. They are written together, 256 in one transaction.
    ///
    /// # Errors
    ///
    /// [`CommandError::Unsaid`] and [`CommandError::Closed`], and then nothing more is done.
    pub async fn act_together(
        &self,
        jobs: Vec<(JobId, Option<Ceiling>)>,
        action: JobAction,
    ) -> Result<Vec<Result<JobRow, CommandError>>, CommandError> {
        let event = action.event().ok_or(CommandError::Unsaid)?;
        self.together(&event, jobs, None).await
    }

    /// Lets those of the jobs expire that still wait and have waited at least since then;
    /// returns them.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`], and then nothing more is done.
    pub async fn expire(
        &self,
        jobs: Vec<JobId>,
        waits_since: Timestamp,
    ) -> Result<Vec<JobId>, CommandError> {
        let jobs = jobs.into_iter().map(|job| (job, None)).collect();
        let event = JobEvent::Expired;
        let answers = self.together(&event, jobs, Some(waits_since)).await?;
        let mut expired = Vec::new();
        for answer in answers {
            match answer {
                Ok(row) => expired.push(row.id),
                Err(error @ CommandError::Store(_)) => return Err(error),
                // It has started, ended or begun to wait anew meanwhile.
                Err(_) => {}
            }
        }
        Ok(expired)
    }

    async fn together(
        &self,
        event: &JobEvent,
        jobs: Vec<(JobId, Option<Ceiling>)>,
        waits_since: Option<Timestamp>,
    ) -> Result<Vec<Result<JobRow, CommandError>>, CommandError> {
        let mut answers = Vec::with_capacity(jobs.len());
        for chunk in jobs.chunks(TOGETHER_MAX) {
            let (asked, answered): (Vec<_>, Vec<_>) = chunk
                .iter()
                .map(|(job, ceiling)| {
                    let (answer, answered) = oneshot::channel();
                    let (job, ceiling) = (*job, *ceiling);
                    let asked = Asked {
                        job,
                        ceiling,
                        waits_since,
                        answer,
                    };
                    (asked, answered)
                })
                .unzip();
            self.send(Message::Together(event.clone(), asked)).await?;
            for answer in answered {
                answers.push(answer.await.map_err(|_| CommandError::Closed)?);
            }
        }
        Ok(answers)
    }

    /// Puts several live jobs elsewhere in the queue, all in one write.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn rearrange(
        &self,
        jobs: Vec<JobId>,
        how: Rearrangement,
    ) -> Result<Rearranged, CommandError> {
        self.ask(|answer| Message::Rearrange(jobs, how, answer))
            .await
    }

    /// Puts jobs where they stood before they were put elsewhere; those that have ended
    /// meanwhile are left out.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn put_back(&self, places: Vec<(JobId, JobPlace)>) -> Result<(), CommandError> {
        self.ask(|answer| Message::Place(places, answer)).await
    }
}
