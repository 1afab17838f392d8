//! Jobs and the queue.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{BatchId, EngineName, JobId, SessionId};
use worldreel_domain::job::JobAction;
use worldreel_domain::money::Ceiling;
use worldreel_domain::speed::Speed;
use worldreel_domain::time::Timestamp;
use worldreel_store::{JobFilter, JobRow};
use worldreel_supervisor::{CommandError, Explanation};

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::page;
use crate::use_case::quote::consented;
use crate::view::{self, Around, JobView, LaneState, QueueView};

/// Live jobs that the queue's view lists at most. The rest is counted.
const QUEUE_JOBS_MAX: u32 = 500;

/// Names a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JobRef {
    /// The job.
    pub job: JobId,
}

/// Which jobs to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JobQuery {
    /// Only those of this session.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// Only those of this batch.
    #[serde(default)]
    pub batch: Option<BatchId>,
    /// Only those the queue still has something to do for.
    #[serde(default)]
    pub live: bool,
    /// Only those that are finished and not cleared from the queue's list, the last to
    /// finish first.
    #[serde(default)]
    pub finished: bool,
    /// Only those that were cleared together at this moment.
    #[serde(default)]
    pub cleared_at: Option<Timestamp>,
    /// Only those with this number in their session or a larger one.
    #[serde(default)]
    pub from_take: Option<u32>,
    /// Go on after this one.
    #[serde(default)]
    pub after: Option<JobId>,
    /// How many, at most 1,000; 200 when it is not said.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Some of the jobs that were asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JobPage {
    /// Live ones in the order of the queue, finished ones by when they ended, the last first,
    /// those of a session or a batch by take, and others in the user's order.
    pub jobs: Vec<JobView>,
    /// Where to go on, if there is more: `after` of the next question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<JobId>,
}

/// Something to be done with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActOnJob {
    /// The job.
    pub job: JobId,
    /// What.
    pub action: JobAction,
    /// What a retry may cost at most, in millionths of a US dollar. Without it, only what is
    /// free is tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_micro_usd: Option<i64>,
    /// Whether it may be tried again at a price that the provider doesn't tell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub price_unknown_ok: bool,
}

impl ActOnJob {
    /// An action with which nothing is agreed to.
    #[must_use]
    pub const fn of(job: JobId, action: JobAction) -> Self {
        Self {
            job,
            action,
            max_micro_usd: None,
            price_unknown_ok: false,
        }
    }
}

/// A job's new place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoveJob {
    /// The job.
    pub job: JobId,
    /// The job it should come before; at the end when none is named.
    #[serde(default)]
    pub before: Option<JobId>,
}

/// Whether the queue is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PauseQueue {
    /// True to pause, false to resume.
    pub paused: bool,
}

impl Studio {
    /// Some of the jobs that are asked for. One that is put elsewhere while page after page is
    /// read may be told twice, or not at all.
    ///
    /// # Errors
    ///
    /// `not_found` when there is no job to go on after, `bad_input` when it is not of the
    /// session or batch.
    pub async fn list_jobs(&self, query: JobQuery) -> Result<JobPage, ApiError> {
        if let Some(after) = query.after {
            let row = self.store().job(after).await?;
            let row = row.ok_or(CommandError::NoJob(after))?;
            let own = query.session.is_none_or(|session| session == row.session)
                && query.batch.is_none_or(|batch| batch == row.batch);
            if !own {
                let said = format!("the job {after} is not among those that are asked for");
                return Err(ApiError::bad_input("after", said));
            }
        }
        let limit = page::limit(query.limit);
        let rows = self
            .store()
            .jobs(JobFilter {
                session: query.session,
                batch: query.batch,
                live: query.live,
                finished: query.finished,
                cleared_at: query.cleared_at,
                from_take: query.from_take,
                after: query.after,
                limit: Some(limit + 1),
            })
            .await?;
        let (rows, next) = page::cut(rows, limit, |row| row.id);
        Ok(JobPage {
            jobs: self.job_views(rows).await?,
            next,
        })
    }

    /// Holds, releases, cancels, retries or gives up a job.
    ///
    /// # Errors
    ///
    /// `not_found`; `not_now` with the reason when its state doesn't allow it; `bad_input`
    /// for an action with which more has to be said; `price_not_agreed` for a retry that
    /// costs more than was agreed to, since it is paid anew.
    pub async fn act_on_job(&self, wanted: ActOnJob) -> Result<JobView, ApiError> {
        let ActOnJob { job, action, .. } = wanted;
        let acted = match action {
            JobAction::Retry => {
                let row = self.store().job(job).await?;
                let row = row.ok_or(CommandError::NoJob(job))?;
                if let Some(why) = action.refused(&row.state) {
                    return Err(refused(&row, why));
                }
                let price = self.price_again(&row);
                consented([price], wanted.max_micro_usd, wanted.price_unknown_ok)?;
                self.supervisor().retry(job, Ceiling::of(price)).await
            }
            _ => self.supervisor().act(job, action).await,
        };
        match acted {
            Ok(row) => self.job_view(row).await,
            Err(CommandError::Illegal(_)) => Err(self.refusal(job, action).await?),
            Err(error) => Err(error.into()),
        }
    }

    /// Puts a job before another, or at the end.
    ///
    /// # Errors
    ///
    /// `not_found` when one of them is no live job.
    pub async fn move_job(&self, wanted: MoveJob) -> Result<Nothing, ApiError> {
        self.supervisor()
            .move_before(wanted.job, wanted.before)
            .await?;
        Ok(Nothing {})
    }

    /// Puts a job that waits before all others that do.
    ///
    /// # Errors
    ///
    /// `not_found`; `not_now` when it doesn't wait for its turn.
    pub async fn run_next(&self, wanted: JobRef) -> Result<Nothing, ApiError> {
        self.supervisor().run_next(wanted.job).await?;
        Ok(Nothing {})
    }

    /// Pauses or resumes the queue. What runs, runs on.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn pause_queue(&self, wanted: PauseQueue) -> Result<Nothing, ApiError> {
        self.supervisor().pause_queue(wanted.paused).await?;
        Ok(Nothing {})
    }

    /// The queue: lanes, live jobs, and why each waits.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn queue(&self, _: Nothing) -> Result<QueueView, ApiError> {
        let live = JobFilter {
            live: true,
            ..JobFilter::default()
        };
        let rows = self
            .store()
            .jobs(JobFilter {
                limit: Some(QUEUE_JOBS_MAX),
                ..live
            })
            .await?;
        Ok(QueueView {
            paused: self.store().queue_paused().await?,
            order: self.store().queue_order().await?,
            budgets: self
                .store()
                .live_budgets()
                .await?
                .iter()
                .map(view::budget)
                .collect(),
            works: self.supervisor().works(),
            live: self.store().count_live().await?,
            finished: view::finished(&self.store().count_finished().await?),
            lanes: self.queue_lanes().await?,
            jobs: self.job_views(rows).await?,
            forecast: view::forecast(self.supervisor().forecast(self.speeds().await?).await?),
        })
    }

    /// The lanes, and what keeps each busy.
    ///
    /// # Errors
    ///
    /// As the queue fails.
    pub async fn queue_lanes(&self) -> Result<Vec<LaneState>, ApiError> {
        let lanes = self.supervisor().lanes().await?;
        Ok(lanes
            .into_iter()
            .map(|lane| LaneState {
                lane: lane.lane,
                engine: lane.engine,
                paused: lane.paused,
                jobs: lane.jobs,
                no_key: lane.no_key,
                away: lane.away,
            })
            .collect())
    }

    /// How fast the engines were lately; one that has rendered nothing yet is not named.
    async fn speeds(&self) -> Result<BTreeMap<EngineName, Speed>, ApiError> {
        let mut speeds = BTreeMap::new();
        for engine in self.engines() {
            if let Some(speed) = self.store().speed(&engine.name()).await? {
                speeds.insert(engine.name(), speed);
            }
        }
        Ok(speeds)
    }

    /// Why an action was refused, in the words that every job carries with it.
    pub(crate) async fn refusal(
        &self,
        job: JobId,
        action: JobAction,
    ) -> Result<ApiError, ApiError> {
        let row = self.store().job(job).await?;
        let row = row.ok_or(CommandError::NoJob(job))?;
        Ok(match action.refused(&row.state) {
            Some(why) => refused(&row, why),
            // It changed between the two looks.
            None => ApiError::new(ErrorCode::Conflict, "the job has just changed")
                .hint("look at it again and repeat"),
        })
    }

    pub(crate) async fn job_view(&self, row: JobRow) -> Result<JobView, ApiError> {
        let mut views = self.job_views(vec![row]).await?;
        views.pop().ok_or_else(no_view)
    }

    /// A job without why it waits.
    pub(crate) async fn unexplained(&self, row: JobRow) -> Result<JobView, ApiError> {
        let mut views = self.views_because(vec![row], BTreeMap::new()).await?;
        views.pop().ok_or_else(no_view)
    }

    /// Adds to rows what belongs to them: a few questions for all of them together.
    pub(crate) async fn job_views(&self, rows: Vec<JobRow>) -> Result<Vec<JobView>, ApiError> {
        let live = rows.iter().filter(|row| row.state.name().is_live());
        let live: Vec<JobId> = live.map(|row| row.id).collect();
        let mut why = BTreeMap::new();
        if !live.is_empty() {
            let told = self.supervisor().explain(live.clone()).await?;
            why.extend(live.into_iter().zip(told));
        }
        self.views_because(rows, why).await
    }

    async fn views_because(
        &self,
        rows: Vec<JobRow>,
        mut why: BTreeMap<JobId, Explanation>,
    ) -> Result<Vec<JobView>, ApiError> {
        let ids: Vec<JobId> = rows.iter().map(|row| row.id).collect();
        let mut revisions: Vec<_> = rows.iter().map(|row| row.revision).collect();
        revisions.sort_unstable();
        revisions.dedup();
        let prompts = self.store().prompts_of(&revisions).await?;
        let mut videos = self.store().videos_of(&ids).await?;
        let progress = self.supervisor().progress();
        let progress = progress.borrow().clone();
        Ok(rows
            .into_iter()
            .map(|row| {
                let around = Around {
                    prompt: prompts.get(&row.revision).cloned().unwrap_or_default(),
                    why: why.remove(&row.id).unwrap_or_default(),
                    progress: progress.get(&row.id).copied(),
                    video: videos.remove(&row.id),
                };
                view::job(row, around)
            })
            .collect())
    }
}

fn no_view() -> ApiError {
    ApiError::new(ErrorCode::Internal, "a job has no view")
}

/// A refusal in the words that every job carries with it.
pub(crate) fn refused(row: &JobRow, why: &str) -> ApiError {
    ApiError::new(ErrorCode::NotNow, format!("take {}: {why}", row.take))
}
