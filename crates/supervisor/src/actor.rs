//! The one task that owns the queue.
//!
//! It works in turns. A turn takes in every message that has piled up, asks the job
//! machine what each means, plans what can start, has all of it written as one
//! transaction, and only then acts. So a render that ends and the one that follows it
//! on the lane share a sync, and lanes that fall free together are filled together.

mod commands;
mod effects;
mod forecast;
mod reports;
mod turn;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{EngineName, JobId, LaneName, StudioEpoch};
use worldreel_domain::job::JobState;
use worldreel_domain::time::Timestamp;
use worldreel_engines::Engine;
use worldreel_library::layout::Layout;
use worldreel_scheduler::{Board, Change, LaneFacts};
use worldreel_store::{JobFilter, JobRow, Store};

use crate::ledger::{Ledger, LiveProgress};
use crate::message::Message;
use crate::recovery::{Leftover, Settling, settle};
use crate::supervisor::{SupervisorConfig, SupervisorError};
use turn::{Turn, Unsaved};

/// How long a plan may sleep at most while it waits for a moment, so that a clock
/// that was set or a computer that slept is noticed.
const SLEEP_MAX: Duration = Duration::from_secs(60);
/// Messages that one turn takes in at most, so that the first of them isn't kept
/// waiting for ever.
const TURN_MESSAGES_MAX: usize = 256;

/// The one task that owns the queue.
pub(crate) struct Actor {
    store: Store,
    layout: Layout,
    engines: BTreeMap<EngineName, Arc<dyn Engine>>,
    lanes: BTreeMap<LaneName, EngineName>,
    now: fn() -> Timestamp,
    epoch: StudioEpoch,
    board: Board,
    ledger: Ledger,
    /// What last went wrong with jobs that are still live.
    troubles: BTreeMap<JobId, Failure>,
    mailbox: mpsc::Sender<Message>,
    progress: watch::Sender<LiveProgress>,
    committed: watch::Sender<u64>,
    /// What attempts reported and the disk refused to take, in order.
    unsaved: Vec<Unsaved>,
    /// Nothing is written before this moment, since the disk has just refused.
    refused_until: Option<Instant>,
    tasks: TaskTracker,
    /// Cancelled when the studio closes: what waits for an engine gives up.
    closing: CancellationToken,
}

impl Actor {
    /// Reads the queue and settles what an earlier run left behind.
    pub(crate) async fn take_up(
        config: SupervisorConfig,
        mailbox: mpsc::Sender<Message>,
        progress: watch::Sender<LiveProgress>,
        committed: watch::Sender<u64>,
    ) -> Result<Self, SupervisorError> {
        let epoch = config.store.begin_epoch().await?;
        let mut actor = Self {
            engines: config
                .engines
                .into_iter()
                .map(|engine| (engine.name(), engine))
                .collect(),
            lanes: BTreeMap::new(),
            store: config.store,
            layout: config.layout,
            now: config.now,
            epoch,
            board: Board::new(),
            ledger: Ledger::default(),
            troubles: BTreeMap::new(),
            mailbox,
            progress,
            committed,
            unsaved: Vec::new(),
            refused_until: None,
            tasks: TaskTracker::new(),
            closing: CancellationToken::new(),
        };
        actor.open_lanes();
        actor.read_pauses().await?;
        let live = JobFilter {
            live: true,
            ..JobFilter::default()
        };
        let live = actor.store.jobs(live).await?;
        let jobs = live.len();
        let mut turn = Turn::default();
        for row in live {
            actor.take_up_job(&row, &mut turn);
        }
        actor.commit(turn).await;
        tracing::info!(
            studio.epoch = epoch.0,
            jobs,
            "took up a queue of {jobs} jobs"
        );
        Ok(actor)
    }

    fn open_lanes(&mut self) {
        for engine in self.engines.values() {
            for lane in engine.lanes() {
                self.lanes.insert(lane.clone(), engine.name());
                self.board.apply(Change::LaneUp(LaneFacts {
                    lane,
                    engine: engine.name(),
                    capabilities: engine.capabilities(),
                    prepares: engine.prepares(),
                }));
            }
        }
    }

    async fn read_pauses(&mut self) -> Result<(), SupervisorError> {
        let paused = self.store.queue_paused().await?;
        self.board.apply(Change::QueuePaused(paused));
        for batch in self.store.paused_batches().await? {
            let paused = true;
            self.board.apply(Change::BatchPaused { batch, paused });
        }
        Ok(())
    }

    fn take_up_job(&mut self, row: &JobRow, turn: &mut Turn) {
        let lane = row.state.lease().map(|lease| &lease.lane);
        let engine = lane.and_then(|lane| self.engine_of(lane));
        let leftover = Leftover {
            dies_with_us: engine.map(|engine| engine.dies_with_us()),
        };
        self.place(row.clone());
        match settle(&row.state, leftover) {
            Settling::Leave => {
                if let JobState::InDoubt { lease, .. } = &row.state {
                    turn.ask_engine(row.id, lease.clone());
                }
            }
            Settling::Event(event) => self.settle_by(row, event, turn),
            Settling::Save => turn.save(row),
        }
    }

    /// Works until it is stopped.
    pub(crate) async fn run(mut self, mut messages: mpsc::Receiver<Message>) {
        // Whatever could start before the first message.
        let mut wake = self.finish_turn(Turn::default()).await;
        loop {
            let message = match wake {
                None => messages.recv().await,
                Some(at) => tokio::select! {
                    message = messages.recv() => message,
                    () = tokio::time::sleep_until(at) => {
                        wake = self.finish_turn(Turn::default()).await;
                        continue;
                    }
                },
            };
            let mut next = message;
            let mut turn = Turn::default();
            let mut taken = 0;
            loop {
                match next {
                    None => return,
                    Some(Message::Stop(answer)) => {
                        self.commit(turn).await;
                        return self.stop(messages, answer).await;
                    }
                    Some(message) => self.handle(message, &mut turn).await,
                }
                taken += 1;
                if taken == TURN_MESSAGES_MAX {
                    break;
                }
                match messages.try_recv() {
                    Ok(message) => next = Some(message),
                    Err(_) => break,
                }
            }
            wake = self.finish_turn(turn).await;
        }
    }

    /// Adds what can start to the turn, writes it and acts. Returns when to look again
    /// if nothing happens before.
    async fn finish_turn(&mut self, mut turn: Turn) -> Option<Instant> {
        self.take_unsaved(&mut turn);
        let wake = self.plan(&mut turn);
        self.commit(turn).await;
        match (wake, self.refused_until) {
            (Some(wake), Some(refused)) => Some(wake.max(refused)),
            (None, refused) => refused,
            (wake, None) => wake,
        }
    }

    fn plan(&mut self, turn: &mut Turn) -> Option<Instant> {
        if self
            .refused_until
            .is_some_and(|until| Instant::now() < until)
        {
            return None;
        }
        self.refused_until = None;
        let now = (self.now)();
        let plan = self.board.plan(now);
        if !plan.starts.is_empty() {
            tracing::debug!(plan = %plan, "plan");
        }
        for start in plan.starts {
            self.start(start, turn);
        }
        plan.next_wake.map(|at| {
            let ms = u64::try_from(at.ms().saturating_sub(now.ms())).unwrap_or(0);
            let pause = Duration::from_millis(ms).clamp(Duration::from_millis(1), SLEEP_MAX);
            Instant::now() + pause
        })
    }

    /// Gives up what waits for an engine and lets what is being saved finish. Nothing
    /// is written about it: the next start finds the leases of this epoch and settles
    /// them.
    async fn stop(self, mut messages: mpsc::Receiver<Message>, answer: oneshot::Sender<()>) {
        self.closing.cancel();
        self.tasks.close();
        // Tasks report to a mailbox that nobody reads any more: empty it meanwhile.
        messages.close();
        let drained = async { while messages.recv().await.is_some() {} };
        tokio::join!(self.tasks.wait(), drained);
        let _ = answer.send(());
    }

    async fn handle(&mut self, message: Message, turn: &mut Turn) {
        match message {
            Message::Queued(rows) => {
                for row in rows {
                    self.place(row);
                }
                self.nudge();
            }
            Message::Act(job, action, answer) => self.act(job, action, answer, turn).await,
            Message::Move(job, before, answer) => {
                let _ = answer.send(self.move_before(job, before).await);
            }
            Message::PauseQueue(paused, answer) => {
                let _ = answer.send(self.pause_queue(paused).await);
            }
            Message::PauseBatch(batch, paused, answer) => {
                let _ = answer.send(self.pause_batch(batch, paused).await);
            }
            Message::Explain(jobs, answer) => {
                let _ = answer.send(self.explain(&jobs));
            }
            Message::Lanes(answer) => {
                let _ = answer.send(self.lane_views());
            }
            Message::Forecast(speeds, answer) => {
                let _ = answer.send(self.forecast(&speeds));
            }
            Message::Prepared(attempt, result) => self.on_prepared(attempt, result, turn),
            Message::Sighted(attempt, sighting) => self.on_sighted(attempt, sighting, turn),
            Message::Ended(attempt, result) => self.on_ended(attempt, result, turn),
            Message::Fetched(attempt, result) => self.on_fetched(attempt, result, turn),
            Message::Adopted(attempt, result) => self.on_adopted(attempt, result, turn),
            Message::CancelAnswered(attempt, stopping) => {
                self.on_cancel_answered(attempt, stopping, turn);
            }
            Message::Stop(_) => unreachable!("the loop takes it out before"),
        }
    }

    /// Takes a job as it now is into memory: the ledger, its place in the queue and
    /// the lane that it keeps.
    fn place(&mut self, row: JobRow) {
        let job = row.id;
        let had = self.ledger.get(job).and_then(|old| old.state.occupies());
        if let Some(lane) = had.filter(|lane| row.state.occupies() != Some(lane)) {
            let lane = lane.clone();
            self.board.apply(Change::LaneFree { lane, job });
        }
        if let Some(lane) = row.state.occupies() {
            let lane = lane.clone();
            self.board.apply(Change::LaneTaken { lane, job });
        }
        if !row.state.name().is_live() {
            self.troubles.remove(&job);
        }
        self.board.apply(crate::ledger::change_for(&row));
        self.ledger.put(row);
    }

    fn engine_of(&self, lane: &LaneName) -> Option<&Arc<dyn Engine>> {
        self.engines.get(self.lanes.get(lane)?)
    }

    /// Whether the renders of a lane die with the studio; false when it is unknown.
    fn dies_with_us(&self, lane: &LaneName) -> bool {
        self.engine_of(lane)
            .is_some_and(|engine| engine.dies_with_us())
    }

    fn nudge(&self) {
        self.committed.send_modify(|count| *count += 1);
    }
}
