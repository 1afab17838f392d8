//! What comes through the mailbox.

use std::collections::BTreeMap;

use tokio::sync::oneshot;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, BatchId, EngineName, JobId, LaneName};
use worldreel_domain::job::{IllegalEvent, JobAction};
use worldreel_domain::speed::Speed;
use worldreel_domain::wait::WaitReason;
use worldreel_engines::{Outcome, Sighting, Stopping};
use worldreel_library::adopt::Adopted;
use worldreel_scheduler::Forecast;
use worldreel_store::{JobRow, StoreError};

/// Why a user's command was refused.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The job's state doesn't allow it.
    #[error("this can't be done to the job now")]
    Illegal(#[from] IllegalEvent),
    /// There is no such job.
    #[error("there is no job {0}")]
    NoJob(JobId),
    /// The library refused it.
    #[error("could not save the change")]
    Store(#[from] StoreError),
    /// The studio is closing.
    #[error("the studio is closing")]
    Closed,
}

/// A lane as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneView {
    /// Its name.
    pub lane: LaneName,
    /// Its engine.
    pub engine: EngineName,
    /// Whether the user has paused it.
    pub paused: bool,
    /// The jobs that keep it busy: none or one, but for renders that were found alive
    /// after they had been given up.
    pub jobs: Vec<JobId>,
}

/// Why a job is not further on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// Why it waits; `None` when it doesn't.
    pub waits: Option<WaitReason>,
    /// What last went wrong with it in this run of the studio, while it is live.
    pub trouble: Option<Failure>,
}

pub(crate) type Answer<T> = oneshot::Sender<Result<T, CommandError>>;

/// What comes through the mailbox.
pub(crate) enum Message {
    /// These jobs are on the disk.
    Queued(Vec<JobRow>),
    Act(JobId, JobAction, Answer<JobRow>),
    Move(JobId, Option<JobId>, Answer<()>),
    PauseQueue(bool, Answer<()>),
    PauseBatch(BatchId, bool, Answer<()>),
    Explain(Vec<JobId>, oneshot::Sender<Vec<Explanation>>),
    Lanes(oneshot::Sender<Vec<LaneView>>),
    Forecast(BTreeMap<EngineName, Speed>, oneshot::Sender<Forecast>),
    Prepared(AttemptId, Result<(), Failure>),
    Sighted(AttemptId, Sighting),
    Ended(AttemptId, Result<Outcome, Failure>),
    Fetched(AttemptId, Result<(), Failure>),
    Adopted(AttemptId, Result<Adopted, Failure>),
    CancelAnswered(AttemptId, Stopping),
    Stop(oneshot::Sender<()>),
}
