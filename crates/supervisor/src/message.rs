//! What comes through the mailbox.

use std::collections::BTreeMap;

use tokio::sync::oneshot;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, KeyFingerprint, LaneName, StudioEpoch,
};
use worldreel_domain::job::{IllegalEvent, JobEvent};
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::speed::Speed;
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::{EngineWait, KeyWait, WaitReason};
use worldreel_engines::{Found, Key, Outcome as Ended, Sighting, Stopping};
use worldreel_keys::{KeyOrder, KeyRecord, NoKey, Outcome, Permit, Provider};
use worldreel_library::adopt::Adopted;
use worldreel_scheduler::Forecast;
use worldreel_store::{JobEdit, JobPlace, JobRow, StoreError, VideoRow};

use crate::supervisor::{HeldKey, SetUpEngine};

/// Why a user's command was refused.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The job's state doesn't allow it.
    #[error("this can't be done to the job now")]
    Illegal(#[from] IllegalEvent),
    /// The action alone does not say enough.
    #[error("with this action it has to be said what is to be other than before")]
    Unsaid,
    /// There is no such job.
    #[error("there is no job {0}")]
    NoJob(JobId),
    /// Another door has changed the job meanwhile.
    #[error(
        "take {take} has been changed meanwhile: you looked at version {expected}, it is at \
         version {found}"
    )]
    Changed {
        /// The job's number in its session.
        take: u32,
        /// The version that was to be changed.
        expected: u32,
        /// The version it has.
        found: u32,
    },
    /// The job is not one that waits for its turn.
    #[error("take {take} does not wait for its turn")]
    NotWaiting {
        /// The job's number in its session.
        take: u32,
    },
    /// There is no such lane.
    #[error("there is no lane {0}")]
    NoLane(LaneName),
    /// There is no such key.
    #[error("there is no such key")]
    NoKey,
    /// There is an engine, or a lane, of that name already.
    #[error("there is an engine {0} already")]
    EngineExists(EngineName),
    /// There is no such engine.
    #[error("there is no engine {0}")]
    NoEngine(EngineName),
    /// Renders of this engine are under way.
    #[error("{busy} renders of the engine {engine} are under way")]
    EngineBusy {
        /// The engine.
        engine: EngineName,
        /// How many.
        busy: usize,
    },
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
    /// Why it has no key to render with, while nothing keeps it busy.
    pub no_key: Option<KeyWait>,
    /// Why its engine is left alone, while nothing keeps it busy.
    pub away: Option<EngineWait>,
}

/// A key as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyView {
    /// Whose key it is.
    pub provider: Provider,
    /// What is known of it.
    pub record: KeyRecord,
    /// How many renders are under way with it.
    pub under_way: u32,
    /// Whether its value could be read: without it the key can't be used.
    pub readable: bool,
}

/// A key that was taken for a request that is no render, until it is given back.
#[derive(Debug)]
pub struct TakenKey {
    /// The right to use it.
    pub permit: Permit,
    /// The key.
    pub key: Key,
}

/// What is to be done to a key.
#[derive(Debug, Clone)]
pub enum KeyAct {
    /// It was edited, tested or topped up: it may be used again.
    Restore(KeyFingerprint),
    /// It is taken out. What runs with it runs on.
    Remove(KeyFingerprint),
    /// It has these limits.
    Limit {
        /// The key.
        key: KeyFingerprint,
        /// How many renders may be under way with it at most.
        width_max: u32,
        /// What may be spent with it in one day, in millionths of a US dollar.
        cap_micro_usd: Option<i64>,
    },
    /// A provider's keys come in this order; those that are not named follow.
    Place {
        /// The provider.
        provider: Provider,
        /// Its keys.
        keys: Vec<KeyFingerprint>,
    },
    /// A provider's keys are chosen in this way.
    Order {
        /// The provider.
        provider: Provider,
        /// The way.
        order: KeyOrder,
    },
}

/// Why a job is not further on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// Why it waits; `None` when it doesn't.
    pub waits: Option<WaitReason>,
    /// What last went wrong with it in this run of the studio, while it is live.
    pub trouble: Option<Failure>,
}

/// What became of a job that a run left under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// Its engine had gone on with it.
    WentOn,
    /// Its render was finished and was brought, or saved, again.
    FetchedAgain,
    /// Nothing can have been billed, and it waited to be sent again.
    SentAgain,
    /// The user was asked.
    Asks,
    /// It failed.
    Failed,
    /// The user cancelled it.
    Cancelled,
    /// It had waited past its time.
    Expired,
}

/// What happened while no studio worked on the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// The run before.
    pub run: StudioEpoch,
    /// When it ended, or last wrote something.
    pub since: Timestamp,
    /// Whether it was cut off: by a crash, a kill or a power cut.
    pub cut_off: bool,
    /// How many of the jobs that it left under way became what.
    pub became: BTreeMap<Became, u32>,
    /// How many of them are still open: their engines are being asked.
    pub open: u32,
}

/// Where several jobs are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rearrangement {
    /// Before all others that wait, in the order in which they stand now.
    Next,
    /// Before this job, or at the end, in the order in which they stand now; as urgent as what
    /// they are put before.
    Before(Option<JobId>),
    /// To this priority; each keeps its place among the others.
    Priority(Priority),
}

/// What came of it.
#[derive(Debug)]
pub struct Rearranged {
    /// The jobs that it was done to.
    pub done: Vec<JobId>,
    /// The jobs that it can't be done to, and why.
    pub refused: Vec<(JobId, CommandError)>,
    /// Where every job stood that stands elsewhere now.
    pub before: Vec<(JobId, JobPlace)>,
}

/// One of several jobs to which the same is to be done.
pub(crate) struct Asked {
    pub(crate) job: JobId,
    /// What one render of it may cost from now on, where that changes.
    pub(crate) ceiling: Option<Ceiling>,
    /// Only if it has waited at least since then.
    pub(crate) waits_since: Option<Timestamp>,
    pub(crate) answer: Answer<JobRow>,
}

pub(crate) type Answer<T> = oneshot::Sender<Result<T, CommandError>>;

/// Jobs that are on the disk: a batch, or a part of a large one.
pub(crate) struct Queued {
    pub(crate) rows: Vec<JobRow>,
    /// What their batch may cost, in millionths of a US dollar.
    pub(crate) budget_micro_usd: Option<i64>,
    /// Answered when they are taken in, so that the next part never stands in the mailbox
    /// before what has happened meanwhile.
    pub(crate) taken: oneshot::Sender<()>,
}

/// What comes through the mailbox.
pub(crate) enum Message {
    /// These jobs are on the disk.
    Queued(Queued),
    Happen(JobId, JobEvent, Answer<JobRow>),
    Together(JobEvent, Vec<Asked>),
    Edit(JobId, u32, JobEdit, Answer<JobRow>),
    /// The video of a job was found in the library.
    FoundVideo(VideoRow, Answer<JobRow>),
    Move(JobId, Option<JobId>, Answer<()>),
    RunNext(JobId, Answer<()>),
    Prioritize(JobId, Priority, Answer<()>),
    Rearrange(Vec<JobId>, Rearrangement, Answer<Rearranged>),
    Place(Vec<(JobId, JobPlace)>, Answer<()>),
    OrderQueue(QueueOrder, Answer<()>),
    LimitBatch(BatchId, Option<i64>, Answer<()>),
    PauseQueue(bool, Answer<()>),
    PauseBatch(BatchId, bool, Answer<()>),
    PauseLane(LaneName, bool, Answer<()>),
    AddEngine(SetUpEngine, Answer<()>),
    EngineIsThere(EngineName, Answer<()>),
    RemoveEngine(EngineName, Answer<()>),
    AddKey(HeldKey, Answer<()>),
    Key(KeyAct, Answer<()>),
    Keys(oneshot::Sender<Vec<KeyView>>),
    TakeKey(Provider, i64, oneshot::Sender<Result<TakenKey, NoKey>>),
    GiveKey(Provider, Permit, Outcome, i64),
    /// Answered with the turn that the answer is of.
    Explain(Vec<JobId>, oneshot::Sender<(u64, Vec<Explanation>)>),
    Away(oneshot::Sender<Option<Away>>),
    Lanes(oneshot::Sender<Vec<LaneView>>),
    Forecast(BTreeMap<EngineName, Speed>, oneshot::Sender<Forecast>),
    Found(AttemptId, Found),
    Prepared(AttemptId, Result<(), Failure>),
    Sighted(AttemptId, Sighting),
    Ended(AttemptId, Result<Ended, Failure>),
    Fetched(AttemptId, Result<(), Failure>),
    Adopted(AttemptId, Result<Adopted, Failure>),
    CancelAnswered(AttemptId, Stopping),
    Stop(oneshot::Sender<()>),
}

/// When others hear of what a message changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Never: it only asks how things are.
    Nothing,
    /// Once the turn is on the disk; who said it does not hear of it earlier.
    WithTheTurn,
    /// As soon as it is worked on.
    AtOnce,
}

impl Message {
    /// When others hear of what it changes.
    pub(crate) const fn heard(&self) -> Heard {
        match self {
            Self::Keys(_)
            | Self::Explain(..)
            | Self::Away(_)
            | Self::Lanes(_)
            | Self::Forecast(..) => Heard::Nothing,
            Self::Happen(..)
            | Self::Found(..)
            | Self::Prepared(..)
            | Self::Sighted(..)
            | Self::Ended(..)
            | Self::Fetched(..)
            | Self::Adopted(..)
            | Self::CancelAnswered(..) => Heard::WithTheTurn,
            // Some of these could wait for the turn; they are too rare to be worth it.
            _ => Heard::AtOnce,
        }
    }
}
