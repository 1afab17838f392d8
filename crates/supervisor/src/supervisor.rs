//! The handle through which the queue is used.

mod many;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName};
use worldreel_domain::job::JobAction;
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::speed::Speed;
use worldreel_domain::time::Timestamp;
use worldreel_engines::{Engine, Key};
use worldreel_keys::{KeyOrder, KeyRecord, NoKey, Outcome, Permit, Provider};
use worldreel_library::layout::Layout;
use worldreel_scheduler::{Forecast, LaneKeys};
use worldreel_store::{JobEdit, JobRow, MachineStore, NewBatch, Store, StoreError, VideoRow};

use crate::actor::{Actor, Queueing, Told};
use crate::ledger::LiveProgress;
use crate::message::{
    Answer, Away, CommandError, Explanation, KeyAct, KeyView, LaneView, Message, Queued, TakenKey,
};
use crate::standing::Standing;
use many::TOGETHER_MAX;

/// Messages that may wait. More only means that a caller waits to be heard.
const MAILBOX: usize = 1_024;
/// Jobs of a large batch that are taken in at once: a few milliseconds of work, for which a
/// lane that falls free waits.
const QUEUED_TOGETHER: usize = 1_000;

/// What a supervisor works with.
#[derive(Debug, Clone)]
pub struct SupervisorConfig {
    /// The library's database.
    pub store: Store,
    /// The library's folder.
    pub layout: Layout,
    /// The engines that are set up.
    pub engines: Vec<SetUpEngine>,
    /// The keys, each provider's in the user's order.
    pub keys: Vec<HeldKey>,
    /// Which of a provider's keys comes next, where it is not simply the first.
    pub key_orders: BTreeMap<Provider, KeyOrder>,
    /// The lanes that the user has paused.
    pub paused_lanes: Vec<LaneName>,
    /// Where it is written down how keys are doing and what was spent. Without it that is
    /// known only as long as this queue runs.
    pub machine: Option<MachineStore>,
    /// The folder in which studios on this computer claim the places of keys, so that no
    /// two use one at once. Without it keys are used unclaimed.
    pub claims: Option<PathBuf>,
    /// Starts nothing and asks nothing of engines: for a program that looks at a queue, or
    /// changes it, and is gone before a render could end.
    pub idle: bool,
    /// The clock for stored times.
    pub now: fn() -> Timestamp,
}

impl SupervisorConfig {
    /// With engines whose renders need no key, and nothing written down about the machine.
    #[must_use]
    pub fn keyless(
        store: Store,
        layout: Layout,
        engines: Vec<Arc<dyn Engine>>,
        now: fn() -> Timestamp,
    ) -> Self {
        Self {
            store,
            layout,
            engines: engines.into_iter().map(SetUpEngine::keyless).collect(),
            keys: Vec::new(),
            key_orders: BTreeMap::new(),
            paused_lanes: Vec::new(),
            machine: None,
            claims: None,
            idle: false,
            now,
        }
    }
}

/// An engine, and the keys its renders are made with.
#[derive(Debug, Clone)]
pub struct SetUpEngine {
    /// The engine.
    pub engine: Arc<dyn Engine>,
    /// The keys; `None` when its renders need none.
    pub keys: Option<LaneKeys>,
}

impl SetUpEngine {
    /// An engine whose renders need no key.
    #[must_use]
    pub fn keyless(engine: Arc<dyn Engine>) -> Self {
        Self { engine, keys: None }
    }
}

/// A key that renders can be made with.
#[derive(Debug, Clone)]
pub struct HeldKey {
    /// Whose key it is.
    pub provider: Provider,
    /// What is known of it.
    pub record: KeyRecord,
    /// Its value; `None` when it can't be read, and then it is not used.
    pub key: Option<Key>,
}

/// Why the queue could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SupervisorError {
    /// The library's jobs can't be read or recovered.
    #[error("could not take up the library's queue")]
    Store(#[from] StoreError),
}

/// The queue. Clones share it; it runs until [`Supervisor::stop`].
#[derive(Debug, Clone)]
pub struct Supervisor {
    store: Store,
    mailbox: mpsc::Sender<Message>,
    progress: watch::Receiver<LiveProgress>,
    committed: watch::Sender<u64>,
    set_up: watch::Sender<u64>,
    turns: watch::Receiver<u64>,
    standing: watch::Receiver<Standing>,
    queueing: Queueing,
}

impl Supervisor {
    /// Takes up a library's queue: settles what an earlier run left behind, then
    /// starts what can start.
    ///
    /// # Errors
    ///
    /// [`SupervisorError`]; nothing has then been started.
    pub async fn start(config: SupervisorConfig) -> Result<Self, SupervisorError> {
        let (mailbox, messages) = mpsc::channel(MAILBOX);
        let (progress_out, progress) = watch::channel(LiveProgress::new());
        let (committed, _) = watch::channel(0);
        let (set_up, _) = watch::channel(0);
        let (turns_out, turns) = watch::channel(0);
        let (standing_out, standing) = watch::channel(Standing::default());
        let store = config.store.clone();
        let told = Told {
            progress: progress_out,
            committed: committed.clone(),
            set_up: set_up.clone(),
            turns: turns_out,
            standing: standing_out,
        };
        let queueing = Queueing::default();
        let actor = Actor::take_up(config, mailbox.clone(), told, queueing.clone()).await?;
        tokio::spawn(actor.run(messages));
        Ok(Self {
            store,
            mailbox,
            progress,
            committed,
            set_up,
            turns,
            standing,
            queueing,
        })
    }

    /// Queues a batch. When this returns, it is on the disk; it is also queued when
    /// the caller gives up waiting for the answer.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn queue(&self, batch: NewBatch) -> Result<Vec<JobRow>, CommandError> {
        let store = self.store.clone();
        let mailbox = self.mailbox.clone();
        let on_its_way = self.queueing.begin();
        // The write goes past the mailbox, so that a large batch keeps no lane
        // waiting, and in a task of its own, so that jobs that are on the disk are
        // always made known.
        let queued = tokio::spawn(async move {
            let mut budget_micro_usd = batch.budget_micro_usd;
            let rows = store.queue_batch(batch).await?;
            for part in rows.chunks(QUEUED_TOGETHER) {
                let (taken, was_taken) = oneshot::channel();
                let queued = Queued {
                    rows: part.to_vec(),
                    // What was spent since is counted from the first part on.
                    budget_micro_usd: budget_micro_usd.take(),
                    taken,
                };
                let sent = mailbox.send(Message::Queued(queued)).await;
                sent.map_err(|_| CommandError::Closed)?;
                was_taken.await.map_err(|_| CommandError::Closed)?;
            }
            drop(on_its_way);
            Ok(rows)
        });
        queued.await.map_err(|_| CommandError::Closed)?
    }

    /// Does to a job what the user asks; returns the job as it is after it.
    ///
    /// # Errors
    ///
    /// [`CommandError`].
    pub async fn act(&self, job: JobId, action: JobAction) -> Result<JobRow, CommandError> {
        let event = action.event().ok_or(CommandError::Unsaid)?;
        self.ask(|answer| Message::Happen(job, event, answer)).await
    }

    /// Has a job that waits or is held rendered in another way; returns the job as it is
    /// after it. What it waited for is forgotten, and so are its failed attempts.
    ///
    /// # Errors
    ///
    /// [`CommandError::Changed`] when the job is not at `expected_version`, and
    /// [`CommandError::Illegal`] when it has started or ended; else [`CommandError`].
    pub async fn edit(
        &self,
        job: JobId,
        expected_version: u32,
        edit: JobEdit,
    ) -> Result<JobRow, CommandError> {
        self.ask(|answer| Message::Edit(job, expected_version, edit, answer))
            .await
    }

    /// Puts a job that waits before all others that do.
    ///
    /// # Errors
    ///
    /// [`CommandError::NotWaiting`]; else [`CommandError`].
    pub async fn run_next(&self, job: JobId) -> Result<(), CommandError> {
        self.ask(|answer| Message::RunNext(job, answer)).await
    }

    /// Makes a live job more or less urgent; among those that are as urgent it keeps the
    /// user's order.
    ///
    /// # Errors
    ///
    /// [`CommandError::NoJob`] when it has ended; else [`CommandError`].
    pub async fn prioritize(&self, job: JobId, priority: Priority) -> Result<(), CommandError> {
        self.ask(|answer| Message::Prioritize(job, priority, answer))
            .await
    }

    /// Has jobs start in another order.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn order_queue(&self, order: QueueOrder) -> Result<(), CommandError> {
        self.ask(|answer| Message::OrderQueue(order, answer)).await
    }

    /// Has the jobs of a batch cost no more than this together, in millionths of a US
    /// dollar, what has begun included; `None` for any sum.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn limit_batch(
        &self,
        batch: BatchId,
        budget_micro_usd: Option<i64>,
    ) -> Result<(), CommandError> {
        self.ask(|answer| Message::LimitBatch(batch, budget_micro_usd, answer))
            .await
    }

    /// Ends a job whose video was found in the library; returns the job as it is after it.
    ///
    /// # Errors
    ///
    /// [`CommandError`]; [`CommandError::Illegal`] when it is done already.
    pub async fn found_video(&self, video: VideoRow) -> Result<JobRow, CommandError> {
        self.ask(|answer| Message::FoundVideo(video, answer)).await
    }

    /// Puts a live job before another, or at the end.
    ///
    /// # Errors
    ///
    /// [`CommandError`].
    pub async fn move_before(&self, job: JobId, before: Option<JobId>) -> Result<(), CommandError> {
        self.ask(|answer| Message::Move(job, before, answer)).await
    }

    /// Pauses or resumes the queue. What runs, runs on.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn pause_queue(&self, paused: bool) -> Result<(), CommandError> {
        self.ask(|answer| Message::PauseQueue(paused, answer)).await
    }

    /// Pauses or resumes a batch. What runs, runs on.
    ///
    /// # Errors
    ///
    /// [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn pause_batch(&self, batch: BatchId, paused: bool) -> Result<(), CommandError> {
        self.ask(|answer| Message::PauseBatch(batch, paused, answer))
            .await
    }

    /// Pauses or resumes a lane. What runs, runs on.
    ///
    /// # Errors
    ///
    /// [`CommandError::NoLane`], [`CommandError::Store`] and [`CommandError::Closed`].
    pub async fn pause_lane(&self, lane: LaneName, paused: bool) -> Result<(), CommandError> {
        self.ask(|answer| Message::PauseLane(lane, paused, answer))
            .await
    }

    /// Has jobs run on one more engine from now on.
    ///
    /// # Errors
    ///
    /// [`CommandError::EngineExists`] and [`CommandError::Closed`].
    pub async fn add_engine(&self, engine: SetUpEngine) -> Result<(), CommandError> {
        self.ask(|answer| Message::AddEngine(engine, answer)).await
    }

    /// Has jobs sent at once to an engine that was left alone: it was seen to be there.
    ///
    /// # Errors
    ///
    /// [`CommandError::NoEngine`] and [`CommandError::Closed`].
    pub async fn engine_is_there(&self, engine: EngineName) -> Result<(), CommandError> {
        self.ask(|answer| Message::EngineIsThere(engine, answer))
            .await
    }

    /// Has no job run on an engine any more.
    ///
    /// # Errors
    ///
    /// [`CommandError::NoEngine`], [`CommandError::EngineBusy`] and
    /// [`CommandError::Closed`].
    pub async fn remove_engine(&self, engine: EngineName) -> Result<(), CommandError> {
        self.ask(|answer| Message::RemoveEngine(engine, answer))
            .await
    }

    /// Has renders made with one more key from now on; one that is there already is
    /// replaced, and may be used again.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn add_key(&self, key: HeldKey) -> Result<(), CommandError> {
        self.ask(|answer| Message::AddKey(key, answer)).await
    }

    /// Does something to a key.
    ///
    /// # Errors
    ///
    /// [`CommandError::NoKey`] and [`CommandError::Closed`].
    pub async fn key(&self, act: KeyAct) -> Result<(), CommandError> {
        self.ask(|answer| Message::Key(act, answer)).await
    }

    /// The keys as they are now, each provider's in order.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn keys(&self) -> Result<Vec<KeyView>, CommandError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Keys(answer)).await?;
        answered.await.map_err(|_| CommandError::Closed)
    }

    /// A key of this provider for one request that is no render, such as to a chat model.
    /// It takes a place of the key, and what becomes of the request counts for it as for a
    /// render's, so it has to be given back with [`Supervisor::give_key`]. `micro_usd` is
    /// what it may cost, in millionths of a US dollar, and counts as spent.
    ///
    /// # Errors
    ///
    /// [`NoKey`] when none may be used just now, inside; [`CommandError::Closed`] outside.
    pub async fn take_key(
        &self,
        provider: &Provider,
        micro_usd: i64,
    ) -> Result<Result<TakenKey, NoKey>, CommandError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::TakeKey(provider.clone(), micro_usd, answer))
            .await?;
        answered.await.map_err(|_| CommandError::Closed)
    }

    /// Gives a key back that was taken, with what became of its request, and with how much
    /// `more_micro_usd` it cost than it was taken for; less than nothing gives back.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn give_key(
        &self,
        provider: &Provider,
        permit: Permit,
        outcome: Outcome,
        more_micro_usd: i64,
    ) -> Result<(), CommandError> {
        let given = Message::GiveKey(provider.clone(), permit, outcome, more_micro_usd);
        self.send(given).await
    }

    /// Why these jobs are not further on, in the same order.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn explain(&self, jobs: Vec<JobId>) -> Result<Vec<Explanation>, CommandError> {
        let (_, told) = self.explain_as_of(jobs).await?;
        Ok(told)
    }

    /// As [`Supervisor::explain`], with the [`Supervisor::turn`] that the oldest of it is of.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn explain_as_of(
        &self,
        jobs: Vec<JobId>,
    ) -> Result<(u64, Vec<Explanation>), CommandError> {
        let mut told = Vec::with_capacity(jobs.len());
        let mut turn = u64::MAX;
        // To say how many are ahead takes longer the longer the queue is: lanes go on between.
        for some in jobs.chunks(TOGETHER_MAX) {
            let (answer, answered) = oneshot::channel();
            self.send(Message::Explain(some.to_vec(), answer)).await?;
            let (of, some) = answered.await.map_err(|_| CommandError::Closed)?;
            turn = turn.min(of);
            told.extend(some);
        }
        Ok((turn, told))
    }

    /// What happened while no studio worked on the queue; `None` when none ever did.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn away(&self) -> Result<Option<Away>, CommandError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Away(answer)).await?;
        answered.await.map_err(|_| CommandError::Closed)
    }

    /// The lanes as they are now.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn lanes(&self) -> Result<Vec<LaneView>, CommandError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Lanes(answer)).await?;
        answered.await.map_err(|_| CommandError::Closed)
    }

    /// What will start where and when, and when the queue is done, with engines as fast
    /// as this; an engine that is not named has no speed yet.
    ///
    /// # Errors
    ///
    /// [`CommandError::Closed`].
    pub async fn forecast(
        &self,
        speeds: BTreeMap<EngineName, Speed>,
    ) -> Result<Forecast, CommandError> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Forecast(speeds, answer)).await?;
        answered.await.map_err(|_| CommandError::Closed)
    }

    /// How far the renders under way are; changes as they go on.
    #[must_use]
    pub fn progress(&self) -> watch::Receiver<LiveProgress> {
        self.progress.clone()
    }

    /// Counts commits: a nudge to read the events. It carries no data, so whoever
    /// misses one loses nothing.
    #[must_use]
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.committed.subscribe()
    }

    /// Counts changes of engines, lanes and keys, and of what else the machine has: a nudge
    /// to look at them anew.
    #[must_use]
    pub fn set_up(&self) -> watch::Receiver<u64> {
        self.set_up.subscribe()
    }

    /// Counts the moments at which why jobs wait may have become otherwise, but for times
    /// that have come: who has heard of any change finds another number than before it.
    #[must_use]
    pub fn turn(&self) -> u64 {
        *self.turns.borrow()
    }

    /// How many changes of engines, lanes and keys, and of what else the machine has, there
    /// were.
    #[must_use]
    pub fn set_up_count(&self) -> u64 {
        *self.set_up.borrow()
    }

    /// Tells those who listen that something of the machine has changed past the queue.
    pub fn announce_set_up(&self) {
        self.set_up.send_modify(|count| *count += 1);
    }

    /// How the queue stands; changes with it.
    #[must_use]
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.clone()
    }

    /// Whether something in the queue goes on without the user.
    #[must_use]
    pub fn works(&self) -> bool {
        self.standing.borrow().works()
    }

    /// Tells those who listen that something was committed past the queue.
    pub fn announce(&self) {
        self.committed.send_modify(|count| *count += 1);
    }

    /// Stops: no new starts, and what runs on this machine is stopped without being
    /// cancelled; the next start takes it up again.
    pub async fn stop(&self) {
        let (answer, answered) = oneshot::channel();
        if self.send(Message::Stop(answer)).await.is_ok() {
            // A supervisor that is gone has stopped, too.
            let _ = answered.await;
        }
    }

    async fn ask<T>(&self, message: impl FnOnce(Answer<T>) -> Message) -> Result<T, CommandError> {
        let (answer, answered) = oneshot::channel();
        self.send(message(answer)).await?;
        answered.await.map_err(|_| CommandError::Closed)?
    }

    async fn send(&self, message: Message) -> Result<(), CommandError> {
        self.mailbox
            .send(message)
            .await
            .map_err(|_| CommandError::Closed)
    }
}
