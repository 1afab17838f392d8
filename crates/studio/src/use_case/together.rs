//! The same is done to several jobs.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::JobId;
use worldreel_domain::job::JobAction;
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::Priority;
use worldreel_store::{JobPlace, JobRow};
use worldreel_supervisor::{CommandError, Rearrangement};

use crate::call::Nothing;
use crate::error::ApiError;
use crate::studio::Studio;
use crate::use_case::jobs::refused;
use crate::use_case::quote::consented;
use crate::view::JobView;

/// Something that can be done to several jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum GroupAct {
    /// Hold them back.
    Hold,
    /// Let them go again.
    Release,
    /// Cancel them.
    Cancel,
    /// Try them once more, with the same seeds and specs.
    Retry,
    /// Give them up.
    GiveUp,
    /// Put them before all others that wait, in the order in which they stand.
    Next,
    /// Put those that wait or are held before another job, or at the end, in the order in
    /// which they stand.
    Move {
        /// The job they should come before; at the end when none is named.
        #[serde(default)]
        before: Option<JobId>,
    },
    /// Make them more or less urgent.
    Prioritize {
        /// How urgent they are then.
        priority: Priority,
    },
}

/// Several jobs, and what is to be done to each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActOnJobs {
    /// The jobs.
    pub jobs: Vec<JobId>,
    /// What.
    pub act: GroupAct,
    /// What a retry of all of them may cost at most, in millionths of a US dollar. Without
    /// it, only what is free is tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_micro_usd: Option<i64>,
    /// Whether they may be tried again at a price that the provider doesn't tell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub price_unknown_ok: bool,
}

/// What came of it, for each of the jobs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Acted {
    /// The jobs that it was done to, as they are now.
    pub done: Vec<JobView>,
    /// The others.
    pub refused: Vec<RefusedJob>,
    /// Where the jobs stood that stand elsewhere now; this puts them back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<PlacedJob>,
}

/// A job that something can't be done to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RefusedJob {
    /// The job.
    pub job: JobId,
    /// Why, and what to do about it.
    pub error: ApiError,
}

/// A job's place in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlacedJob {
    /// The job.
    pub job: JobId,
    /// How urgent it is.
    pub priority: Priority,
    /// Its place among those of the same priority; smaller ones come first.
    pub rank: i64,
}

/// Where jobs are to stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PutJobs {
    /// Their places, as they were told when they were put elsewhere.
    pub places: Vec<PlacedJob>,
}

impl Studio {
    /// Does the same to several jobs. What one refuses stops none of the others, and is told.
    ///
    /// # Errors
    ///
    /// `price_not_agreed` when a retry of those that can be tried again costs more than was
    /// agreed to, `not_found` when what they are to be moved before is no live job: then
    /// nothing is done. Else as the library fails.
    pub async fn act_on_jobs(&self, wanted: ActOnJobs) -> Result<Acted, ApiError> {
        let mut seen = BTreeSet::new();
        let mut jobs = wanted.jobs.clone();
        jobs.retain(|job| seen.insert(*job));
        match wanted.act {
            GroupAct::Next => self.rearranged(jobs, Rearrangement::Next).await,
            GroupAct::Move { before } => self.rearranged(jobs, Rearrangement::Before(before)).await,
            GroupAct::Prioritize { priority } => {
                self.rearranged(jobs, Rearrangement::Priority(priority))
                    .await
            }
            GroupAct::Retry => self.retried(jobs, &wanted).await,
            GroupAct::Hold => self.acted(as_agreed(jobs), JobAction::Hold).await,
            GroupAct::Release => self.acted(as_agreed(jobs), JobAction::Release).await,
            GroupAct::Cancel => self.acted(as_agreed(jobs), JobAction::Cancel).await,
            GroupAct::GiveUp => self.acted(as_agreed(jobs), JobAction::GiveUp).await,
        }
    }

    /// Puts jobs where they stood before they were put elsewhere; those that have ended
    /// meanwhile are left out.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn put_jobs(&self, wanted: PutJobs) -> Result<Nothing, ApiError> {
        let places = wanted.places.into_iter();
        let places = places.map(
            |PlacedJob {
                 job,
                 priority,
                 rank,
             }| {
                let place = JobPlace { priority, rank };
                (job, place)
            },
        );
        self.supervisor().put_back(places.collect()).await?;
        Ok(Nothing {})
    }

    async fn retried(&self, jobs: Vec<JobId>, wanted: &ActOnJobs) -> Result<Acted, ApiError> {
        let mut agreed = Vec::new();
        let mut refused_before = Vec::new();
        let mut prices = Vec::new();
        for job in jobs {
            let row = self.store().job(job).await?;
            match row.ok_or(CommandError::NoJob(job)).map_err(ApiError::from) {
                Ok(row) => match JobAction::Retry.refused(&row.state) {
                    None => {
                        let price = self.price_again(&row);
                        prices.push(price);
                        agreed.push((job, Some(Ceiling::of(price))));
                    }
                    Some(why) => {
                        let error = refused(&row, why);
                        refused_before.push(RefusedJob { job, error });
                    }
                },
                Err(error) => refused_before.push(RefusedJob { job, error }),
            }
        }
        consented(prices, wanted.max_micro_usd, wanted.price_unknown_ok)?;
        let mut acted = self.acted(agreed, JobAction::Retry).await?;
        acted.refused.splice(0..0, refused_before);
        Ok(acted)
    }

    async fn acted(
        &self,
        jobs: Vec<(JobId, Option<Ceiling>)>,
        action: JobAction,
    ) -> Result<Acted, ApiError> {
        let ids: Vec<JobId> = jobs.iter().map(|(job, _)| *job).collect();
        let answers = self.supervisor().act_together(jobs, action).await?;
        let mut done: Vec<JobRow> = Vec::new();
        let mut refused = Vec::new();
        for (job, answer) in ids.into_iter().zip(answers) {
            let error = match answer {
                Ok(row) => {
                    done.push(row);
                    continue;
                }
                Err(CommandError::Illegal(_)) => self.refusal(job, action).await?,
                Err(error) => error.into(),
            };
            refused.push(RefusedJob { job, error });
        }
        Ok(Acted {
            done: self.job_views(done).await?,
            refused,
            before: Vec::new(),
        })
    }

    async fn rearranged(&self, jobs: Vec<JobId>, how: Rearrangement) -> Result<Acted, ApiError> {
        let moved = self.supervisor().rearrange(jobs, how).await?;
        let mut done = Vec::new();
        for job in moved.done {
            done.extend(self.store().job(job).await?);
        }
        let refused = moved.refused.into_iter();
        let before = moved.before.into_iter();
        Ok(Acted {
            done: self.job_views(done).await?,
            refused: refused
                .map(|(job, error)| RefusedJob {
                    job,
                    error: error.into(),
                })
                .collect(),
            before: before
                .map(|(job, JobPlace { priority, rank })| PlacedJob {
                    job,
                    priority,
                    rank,
                })
                .collect(),
        })
    }
}

/// Jobs of which nothing is paid anew.
fn as_agreed(jobs: Vec<JobId>) -> Vec<(JobId, Option<Ceiling>)> {
    jobs.into_iter().map(|job| (job, None)).collect()
}
