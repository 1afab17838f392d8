//! The one task that owns the queue.
//!
//! It works in turns. A turn takes in every message that has piled up, asks the job
//! machine what each means, plans what can start, has all of it written as one
//! transaction, and only then acts. So a render that ends and the one that follows it
//! on the lane share a sync, and lanes that fall free together are filled together.

mod away;
mod budgets;
mod claiming;
mod commands;
mod early;
mod effects;
mod engines_away;
mod forecast;
mod keys;
mod many;
mod places;
mod reports;
mod setup;
mod turn;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName, JobId, LaneName, StudioEpoch};
use worldreel_domain::job::{JobEvent, JobState, Leftover, Settling, settle};
use worldreel_domain::time::Timestamp;
use worldreel_engines::Engine;
use worldreel_library::layout::Layout;
use worldreel_scheduler::{Board, Change};
use worldreel_store::{JobFilter, JobRow, MachineStore, Store};

use crate::books::Books;
use crate::ledger::{Ledger, LiveProgress, ProgressEntry};
use crate::message::{Heard, Message};
use crate::revisions::Revisions;
use crate::standing::{Ends, Standing};
use crate::supervisor::{SetUpEngine, SupervisorConfig, SupervisorError};
use budgets::Budgets;
use claiming::KeyClaims;
use early::Early;
pub(crate) use early::Queueing;
use keys::Keys;
use turn::{Brings, Turn, Unsaved};
use uses::OpenUse;

/// How long a plan may sleep at most while it waits for a moment, so that a clock
/// that was set or a computer that slept is noticed.
const SLEEP_MAX: Duration = Duration::from_secs(60);
/// Saves that go on at the same time: each keeps a processor busy.
fn saves_at_once() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
/// Messages that one turn takes in at most, so that the first of them isn't kept
/// waiting for ever.
const TURN_MESSAGES_MAX: usize = 256;

/// The one task that owns the queue.
pub(crate) struct Actor {
    store: Store,
    revisions: Revisions,
    layout: Layout,
    engines: BTreeMap<EngineName, SetUpEngine>,
    lanes: BTreeMap<LaneName, EngineName>,
    now: fn() -> Timestamp,
    /// Nothing is started.
    idle: bool,
    /// What the run before left.
    found: away::Found,
    /// When this run of the studio began.
    started_at: Timestamp,
    epoch: StudioEpoch,
    board: Board,
    ledger: Ledger,
    early: Early,
    keys: Keys,
    claims: KeyClaims,
    /// Attempts whose cost is not known yet.
    uses: BTreeMap<AttemptId, OpenUse>,
    budgets: Budgets,
    machine: Option<MachineStore>,
    books: Option<Books>,
    /// Attempts whose video this run has brought, to be told from what an earlier run
    /// left half written.
    brought: BTreeSet<AttemptId>,
    /// What last went wrong with jobs that are still live.
    troubles: BTreeMap<JobId, Failure>,
    mailbox: mpsc::Sender<Message>,
    told: Told,
    ends: Ends,
    /// What attempts reported and the disk refused to take, in order.
    unsaved: Vec<Unsaved>,
    /// Nothing is written before this moment, since the disk has just refused.
    refused_until: Option<Instant>,
    /// Attempts that wait for their turn to be on the disk, to send their request.
    ready: BTreeMap<AttemptId, oneshot::Sender<ProgressEntry>>,
    /// One for each save that may go on at the same time.
    saves: Arc<Semaphore>,
    tasks: TaskTracker,
    /// Cancelled when the studio closes: what waits for an engine gives up.
    closing: CancellationToken,
}

/// What everyone may listen to.
#[derive(Debug)]
pub(crate) struct Told {
    /// How far the renders under way are.
    pub(crate) progress: watch::Sender<LiveProgress>,
    /// Counts commits.
    pub(crate) committed: watch::Sender<u64>,
    /// Counts changes of engines, lanes and keys.
    pub(crate) set_up: watch::Sender<u64>,
    /// Counts the turns in which something may have become otherwise.
    pub(crate) turns: watch::Sender<u64>,
    /// How the queue stands.
    pub(crate) standing: watch::Sender<Standing>,
}

impl Told {
    /// Something may be otherwise from now on: before it is looked at, and again before
    /// anybody is told of it.
    pub(crate) fn turn(&self) {
        self.turns.send_modify(|count| *count += 1);
    }
}

impl Actor {
    /// Reads the queue and settles what an earlier run left behind.
    pub(crate) async fn take_up(
        config: SupervisorConfig,
        mailbox: mpsc::Sender<Message>,
        told: Told,
        queueing: Queueing,
    ) -> Result<Self, SupervisorError> {
        let epoch = config.store.begin_epoch().await?;
        let tasks = TaskTracker::new();
        let mut actor = Self {
            engines: BTreeMap::new(),
            lanes: BTreeMap::new(),
            keys: Keys::default(),
            claims: KeyClaims::new(config.claims),
            uses: BTreeMap::new(),
            budgets: Budgets::default(),
            books: config
                .machine
                .clone()
                .map(|machine| Books::open(machine, &tasks)),
            machine: config.machine,
            idle: config.idle,
            brought: BTreeSet::new(),
            found: away::Found::default(),
            started_at: (config.now)(),
            revisions: Revisions::new(config.store.clone()),
            store: config.store,
            layout: config.layout,
            now: config.now,
            epoch,
            board: Board::new(),
            ledger: Ledger::default(),
            early: Early::new(queueing),
            troubles: BTreeMap::new(),
            mailbox,
            told,
            ends: Ends::default(),
            unsaved: Vec::new(),
            refused_until: None,
            ready: BTreeMap::new(),
            saves: Arc::new(Semaphore::new(saves_at_once())),
            tasks,
            closing: CancellationToken::new(),
        };
        for engine in config.engines {
            actor.open_engine(engine);
        }
        for lane in config.paused_lanes {
            let paused = true;
            actor.board.apply(Change::LanePaused { lane, paused });
        }
        actor.take_up_keys(config.keys, config.key_orders);
        actor.read_policy().await?;
        let live = JobFilter {
            live: true,
            ..JobFilter::default()
        };
        let live = actor.store.jobs(live).await?;
        let jobs = live.len();
        actor.take_up_run(&live).await?;
        let mut turn = Turn::default();
        for row in &live {
            actor.place(row.clone());
        }
        actor.take_up_uses().await?;
        if !actor.idle {
            let leases = live.iter().filter_map(|row| row.state.lease());
            actor
                .layout
                .sweep(&leases.map(|lease| lease.attempt).collect());
            for row in live {
                actor.take_up_job(&row, &mut turn);
            }
        }
        actor.commit(turn).await;
        actor.tell_standing();
        tracing::info!(
            studio.epoch = epoch.0,
            jobs,
            "took up a queue of {jobs} jobs"
        );
        Ok(actor)
    }

    async fn read_policy(&mut self) -> Result<(), SupervisorError> {
        let paused = self.store.queue_paused().await?;
        self.board.apply(Change::QueuePaused(paused));
        for batch in self.store.paused_batches().await? {
            let paused = true;
            self.board.apply(Change::BatchPaused { batch, paused });
        }
        let order = self.store.queue_order().await?;
        self.board.apply(Change::Order(order));
        for batch in self.store.batches_by_last_start().await? {
            self.board.apply(Change::Started(batch));
        }
        for row in self.store.budgets().await? {
            self.budgets.put(row);
            self.apply_budget(row.batch);
        }
        Ok(())
    }

    fn take_up_job(&mut self, row: &JobRow, turn: &mut Turn) {
        let lane = row.state.lease().map(|lease| &lease.lane);
        let engine = lane.and_then(|lane| self.engine_of(lane));
        let leftover = Leftover {
            dies_with_us: engine.map(|engine| engine.dies_with_us()),
        };
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
            let mut looks_only = true;
            let mut untold = false;
            let mut lets_others = true;
            loop {
                match next {
                    None => return,
                    Some(Message::Stop(answer)) => {
                        self.commit(turn).await;
                        return self.stop(messages, answer).await;
                    }
                    Some(message) => {
                        let heard = message.heard();
                        looks_only &= heard == Heard::Nothing;
                        match heard {
                            // It sees what is not on the disk yet.
                            Heard::Nothing if std::mem::take(&mut untold) => self.told.turn(),
                            Heard::Nothing => {}
                            Heard::WithTheTurn => untold = true,
                            Heard::AtOnce => self.told.turn(),
                        }
                        self.handle(message, &mut turn).await;
                    }
                }
                taken += 1;
                if taken == TURN_MESSAGES_MAX {
                    break;
                }
                next = also(&mut messages, &mut lets_others).await;
                if next.is_none() {
                    break;
                }
            }
            // Who looks changes nothing: what is planned stays so.
            if !looks_only {
                wake = self.finish_turn(turn).await;
            }
        }
    }

    /// Adds what can start to the turn, writes it and acts. Returns when to look again
    /// if nothing happens before.
    async fn finish_turn(&mut self, mut turn: Turn) -> Option<Instant> {
        loop {
            self.take_unsaved(&mut turn);
            let wake = self.plan(&mut turn);
            if self.commit(turn).await {
                // What a render did not cost may be enough for another.
                turn = Turn::default();
                continue;
            }
            self.tell_standing();
            let wake = wake.into_iter().chain(self.claims.lapse()).min();
            return match (wake, self.refused_until) {
                (Some(wake), Some(refused)) => Some(wake.max(refused)),
                (None, refused) => refused,
                (wake, None) => wake,
            };
        }
    }

    /// Tells those who listen when the queue stands otherwise than before.
    fn tell_standing(&self) {
        let now = (self.now)();
        let rests = || self.board.rests(now);
        let standing = self.ends.standing(self.ledger.tally(), rests);
        self.told.standing.send_if_modified(|told| {
            let changed = *told != standing;
            *told = standing;
            changed
        });
    }

    fn plan(&mut self, turn: &mut Turn) -> Option<Instant> {
        if self
            .refused_until
            .is_some_and(|until| Instant::now() < until)
        {
            return None;
        }
        self.refused_until = None;
        if self.idle {
            return None;
        }
        let now = (self.now)();
        let plan = self.board.plan(now);
        if !plan.starts.is_empty() {
            tracing::debug!(plan = %plan, "plan");
        }
        let more = self.let_go(&plan.expiries, turn);
        // What can't start changes the plan for all that come after it.
        let started = plan.starts.into_iter().all(|start| self.start(start, turn));
        if more || !started {
            return Some(Instant::now());
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
    async fn stop(mut self, mut messages: mpsc::Receiver<Message>, answer: oneshot::Sender<()>) {
        self.closing.cancel();
        // What is noted is still written; then its task ends.
        self.books = None;
        self.tasks.close();
        // Tasks report to a mailbox that nobody reads any more: empty it meanwhile.
        messages.close();
        let drained = async { while messages.recv().await.is_some() {} };
        tokio::join!(self.tasks.wait(), drained);
        if !self.idle
            && let Err(error) = self.store.end_run(self.epoch, (self.now)()).await
        {
            // The next run takes this one for cut off, which harms nothing.
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "could not note the end of this run"
            );
        }
        let _ = answer.send(());
    }

    async fn handle(&mut self, message: Message, turn: &mut Turn) {
        match message {
            Message::Queued(queued) => self.take_in(queued),
            Message::Happen(job, event, answer) => {
                self.ask_of(job, &event, Brings::Nothing, answer, turn)
                    .await;
            }
            Message::FoundVideo(video, answer) => {
                let event = JobEvent::FoundDelivered(video.id);
                self.ask_of(video.job, &event, Brings::Video(video), answer, turn)
                    .await;
            }
            Message::Together(event, asked) => self.ask_of_all(&event, asked, turn).await,
            Message::Rearrange(jobs, how, answer) => {
                let _ = answer.send(self.rearrange(&jobs, how).await);
            }
            Message::Place(places, answer) => {
                let _ = answer.send(self.put_back(places).await);
            }
            Message::Move(job, before, answer) => {
                let _ = answer.send(self.move_before(job, before).await);
            }
            Message::Edit(job, expected, edit, answer) => {
                self.edit(job, expected, edit, answer, turn).await;
            }
            Message::RunNext(job, answer) => {
                let _ = answer.send(self.run_next(job).await);
            }
            Message::Prioritize(job, priority, answer) => {
                let _ = answer.send(self.prioritize(job, priority).await);
            }
            Message::OrderQueue(order, answer) => {
                let _ = answer.send(self.order_queue(order).await);
            }
            Message::LimitBatch(batch, budget, answer) => {
                let _ = answer.send(self.limit_batch(batch, budget).await);
            }
            Message::PauseQueue(paused, answer) => {
                let _ = answer.send(self.pause_queue(paused).await);
            }
            Message::PauseBatch(batch, paused, answer) => {
                let _ = answer.send(self.pause_batch(batch, paused).await);
            }
            Message::PauseLane(lane, paused, answer) => {
                let _ = answer.send(self.pause_lane(lane, paused).await);
            }
            Message::AddEngine(engine, answer) => {
                let _ = answer.send(self.add_engine(engine));
            }
            Message::EngineIsThere(engine, answer) => {
                let _ = answer.send(self.engine_is_there(&engine));
            }
            Message::RemoveEngine(engine, answer) => {
                let _ = answer.send(self.remove_engine(&engine));
            }
            Message::AddKey(key, answer) => {
                self.put_key(key);
                self.tell_set_up();
                self.nudge();
                let _ = answer.send(Ok(()));
            }
            Message::Key(act, answer) => {
                let done = self.act_on_key(act);
                self.tell_set_up();
                self.nudge();
                let _ = answer.send(done);
            }
            Message::Keys(answer) => {
                let _ = answer.send(self.key_views());
            }
            Message::TakeKey(provider, micro_usd, answer) => {
                self.take_key(&provider, micro_usd, answer);
            }
            Message::GiveKey(provider, permit, outcome, more) => {
                self.give_key(&provider, &permit, outcome, more);
            }
            Message::Explain(jobs, answer) => {
                let turn = *self.told.turns.borrow();
                let _ = answer.send((turn, self.explain(&jobs)));
            }
            Message::Away(answer) => {
                let _ = answer.send(self.away());
            }
            Message::Lanes(answer) => {
                let _ = answer.send(self.lane_views());
            }
            Message::Forecast(speeds, answer) => {
                let _ = answer.send(self.forecast(&speeds));
            }
            Message::Found(attempt, found) => self.on_found(attempt, found, turn),
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

    /// Takes a job as it now is into memory: the ledger, its place in the queue, the
    /// lane that it keeps and the key that it keeps with it.
    fn place(&mut self, row: JobRow) {
        let job = row.id;
        let keeps = row.state.keeps().cloned();
        let kept = self.ledger.get(job).and_then(|old| old.state.keeps());
        if let Some(old) = kept.filter(|old| Some(*old) != keeps.as_ref()).cloned() {
            let lane = old.lane;
            self.board.apply(Change::LaneFree { lane, job });
            self.release_key(old.attempt);
        }
        if let Some(lease) = keeps {
            self.hold_key(&lease);
            let lane = lease.lane;
            self.board.apply(Change::LaneTaken { lane, job });
        }
        if !row.state.name().is_live() {
            self.troubles.remove(&job);
            if self.ledger.get(job).is_none() {
                self.early.note(job);
            }
        }
        let change = crate::ledger::change_for(&row, || self.prices(&row));
        self.board.apply(change);
        self.ledger.put(row);
    }

    fn engine_of(&self, lane: &LaneName) -> Option<&Arc<dyn Engine>> {
        let set_up = self.engines.get(self.lanes.get(lane)?)?;
        Some(&set_up.engine)
    }

    /// Whether the renders of a lane die with the studio; false when it is unknown.
    fn dies_with_us(&self, lane: &LaneName) -> bool {
        self.engine_of(lane)
            .is_some_and(|engine| engine.dies_with_us())
    }

    /// Tells those who listen that engines, lanes or keys are other than before.
    fn tell_set_up(&self) {
        self.told.set_up.send_modify(|count| *count += 1);
    }

    fn nudge(&self) {
        self.told.committed.send_modify(|count| *count += 1);
    }
}

/// What else belongs into the turn. Whoever is about to say something is let say it, once:
/// lanes that end together then start together, instead of all but one after the next turn.
async fn also(messages: &mut mpsc::Receiver<Message>, lets_others: &mut bool) -> Option<Message> {
    if let Ok(message) = messages.try_recv() {
        return Some(message);
    }
    if !std::mem::take(lets_others) {
        return None;
    }
    tokio::task::yield_now().await;
    messages.try_recv().ok()
}
