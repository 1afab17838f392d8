//! The studio's queue, as the supervisor's actor runs it, without its tasks: the board, the
//! key rings, the job machine and the settling after a crash are the real ones.

mod attempts;
mod budgets;
mod clicks;
mod effects;
mod engines_away;
mod keys;
mod reports;
mod turn;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, KeyFingerprint, LaneName, StudioEpoch,
};
use worldreel_domain::job::{JobEvent, JobState, Leftover, Settling, settle};
use worldreel_domain::time::Timestamp;
use worldreel_keys::{Permit, Provider};
use worldreel_scheduler::{Board, Change, Plan, Rank, WaitingJob};

use crate::disk::{Disk, Row};
use crate::message::{Do, Message};
use crate::night::{EngineSetUp, Night};
use crate::rng::Rng;
use crate::slip::Slip;
pub(crate) use turn::Turn;
use turn::Unsaved;
pub(crate) use uses::needs;
use uses::{Entry, OpenUse};

/// How long a plan sleeps at most while it waits for a moment, in milliseconds.
const SLEEP_MS_MAX: i64 = 60_000;

/// The two clocks.
#[derive(Debug, Clone, Copy)]
pub struct Clocks {
    /// By the wall.
    pub now: Timestamp,
    /// Milliseconds of the night, which nobody sets.
    pub night_ms: i64,
}

/// What a turn did.
#[derive(Debug, Default)]
pub struct Done {
    /// What is to be done outside, in order.
    pub outside: Vec<Do>,
    /// The plan that it carried out.
    pub plan: Plan,
    /// The disk took it.
    pub written: bool,
    /// A key has got back what an attempt did not cost.
    pub gave_back: bool,
    /// The crash came inside of it.
    pub died: bool,
}

/// One run of the studio: all of this is lost in a crash.
#[derive(Debug)]
pub struct Studio {
    pub(crate) epoch: StudioEpoch,
    pub(crate) engines: BTreeMap<EngineName, EngineSetUp>,
    pub(crate) lanes: BTreeMap<LaneName, EngineName>,
    pub(crate) board: Board,
    pub(crate) live: BTreeMap<JobId, Row>,
    by_attempt: BTreeMap<AttemptId, JobId>,
    held: BTreeMap<AttemptId, (Provider, Permit)>,
    uses: BTreeMap<AttemptId, OpenUse>,
    /// What each batch with a budget may cost, and costs so far at most.
    pub(crate) budgets: BTreeMap<BatchId, (i64, i64)>,
    books: Vec<Entry>,
    pub(crate) books_due_ms: Option<i64>,
    brought: BTreeSet<AttemptId>,
    pub(crate) unsaved: Vec<Unsaved>,
    refused_until_ms: Option<i64>,
    attempts: u64,
    clocks: Clocks,
    chance: Rng,
    slip: Option<Slip>,
    set_up: Vec<EngineSetUp>,
    /// When the plan wants to be looked at again, in milliseconds of the night.
    pub(crate) wake_ms: Option<i64>,
}

impl Studio {
    /// Reads the queue and settles what an earlier run left behind.
    pub fn take_up(
        night: &Night,
        disk: &mut Disk,
        clocks: Clocks,
        slip: Option<Slip>,
    ) -> (Self, Done) {
        disk.epoch += 1;
        let mut studio = Self {
            epoch: StudioEpoch(disk.epoch),
            engines: BTreeMap::new(),
            lanes: BTreeMap::new(),
            board: Board::new(),
            live: BTreeMap::new(),
            by_attempt: BTreeMap::new(),
            held: BTreeMap::new(),
            uses: BTreeMap::new(),
            budgets: BTreeMap::new(),
            books: Vec::new(),
            books_due_ms: None,
            brought: BTreeSet::new(),
            unsaved: Vec::new(),
            refused_until_ms: None,
            attempts: 0,
            clocks,
            chance: Rng::of(night.seed, 0x100 + u64::from(disk.epoch)),
            slip,
            set_up: night.engines.clone(),
            wake_ms: None,
        };
        for name in disk.engines.clone() {
            studio.open_engine(&name);
        }
        for lane in disk.paused_lanes.clone() {
            let paused = true;
            studio.board.apply(Change::LanePaused { lane, paused });
        }
        studio.take_up_keys(night.key_order, disk);
        studio.board.apply(Change::QueuePaused(disk.queue_paused));
        if slip != Some(Slip::ForgetPause) {
            for batch in disk.paused_batches.clone() {
                let paused = true;
                studio.board.apply(Change::BatchPaused { batch, paused });
            }
        }
        studio.take_up_terms(disk);
        let live = disk.jobs.values().filter(|row| row.state.name().is_live());
        let live: Vec<Row> = live.cloned().collect();
        for row in &live {
            studio.place(row.clone());
        }
        studio.take_up_uses(disk);
        let mut turn = Turn::default();
        for row in &live {
            studio.take_up_job(row, &mut turn);
        }
        let mut done = studio.commit(turn, disk, None);
        // Whatever could start before the first message.
        let first = studio.finish_turn(Turn::default(), disk, None);
        done.outside.extend(first.outside);
        done.plan = first.plan;
        done.written = first.written;
        (studio, done)
    }

    fn take_up_job(&mut self, row: &Row, turn: &mut Turn) {
        let lane = row.state.lease().map(|lease| &lease.lane);
        let engine = lane.and_then(|lane| self.engine_of(lane));
        let dies_with_us = match self.slip {
            Some(Slip::RequeueAfterCrash) => Some(true),
            _ => engine.map(EngineSetUp::dies_with_us),
        };
        match settle(&row.state, Leftover { dies_with_us }) {
            Settling::Leave => {
                if let JobState::InDoubt { lease, .. } = &row.state {
                    turn.ask_engine(row.id, lease.clone());
                }
            }
            Settling::Event(event) => self.settle_by(row, event, turn),
            Settling::Save => turn.save(row),
        }
    }

    /// A turn: takes these messages in, plans, writes, acts. A crash may come after so many
    /// of its parts.
    pub fn turn(
        &mut self,
        messages: Vec<Message>,
        disk: &mut Disk,
        clocks: Clocks,
        crash: Option<u8>,
    ) -> Done {
        self.clocks = clocks;
        let mut turn = Turn::default();
        for message in messages {
            self.handle(message, disk, &mut turn);
        }
        self.finish_turn(turn, disk, crash)
    }

    fn finish_turn(&mut self, turn: Turn, disk: &mut Disk, crash: Option<u8>) -> Done {
        let mut done = self.plan_and_commit(turn, disk, crash);
        // A key has got back what a render did not cost: perhaps enough for another.
        if done.gave_back && !done.died && self.slip != Some(Slip::ForgetRefund) {
            let more = self.plan_and_commit(Turn::default(), disk, None);
            done.outside.extend(more.outside);
            done.plan.starts.extend(more.plan.starts);
            done.written &= more.written;
        }
        done
    }

    fn plan_and_commit(&mut self, mut turn: Turn, disk: &mut Disk, crash: Option<u8>) -> Done {
        self.take_unsaved(&mut turn);
        let (plan, wake) = self.plan(&mut turn);
        let mut done = self.commit(turn, disk, crash);
        done.plan = plan;
        self.wake_ms = match (wake, self.refused_until_ms) {
            (Some(wake), Some(refused)) => Some(wake.max(refused)),
            (None, refused) => refused,
            (wake, None) => wake,
        };
        done
    }

    fn plan(&mut self, turn: &mut Turn) -> (Plan, Option<i64>) {
        if self.is_refused() {
            return (Plan::default(), None);
        }
        self.refused_until_ms = None;
        if self.slip == Some(Slip::UseRestingKey) {
            self.heal_all();
        }
        self.knock_by_mistake();
        let now = self.clocks.now;
        let plan = self.board.plan(now);
        for job in &plan.expiries {
            if let Some(row) = self.live.get(job).cloned() {
                // What the board lets expire waits, and so it can.
                let _ = self.happen(row, &JobEvent::Expired, turn);
            }
        }
        for start in &plan.starts {
            self.start(start.clone(), turn);
        }
        let wake = plan.next_wake.filter(|_| self.slip != Some(Slip::SleepOn));
        let wake = wake.map(|at| {
            let pause = at.ms().saturating_sub(now.ms()).clamp(1, SLEEP_MS_MAX);
            self.clocks.night_ms + pause
        });
        (plan, wake)
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.refused_until_ms
            .is_some_and(|until| self.clocks.night_ms < until)
    }

    /// Takes a job as it now is into memory.
    fn place(&mut self, row: Row) {
        let job = row.id;
        let keeps = row.state.keeps().cloned();
        let kept = self.live.get(&job).and_then(|old| old.state.keeps());
        if let Some(old) = kept.filter(|old| Some(*old) != keeps.as_ref()).cloned() {
            let lane = old.lane;
            if self.slip != Some(Slip::ForgetLane) {
                self.board.apply(Change::LaneFree { lane, job });
            }
            self.release_key(old.attempt);
        }
        if let Some(lease) = keeps {
            self.hold_key(&lease);
            let lane = lease.lane;
            self.board.apply(Change::LaneTaken { lane, job });
        }
        self.board.apply(self.change_for(&row));
        if let Some(old) = self.live.get(&job).and_then(|old| old.state.lease()) {
            self.by_attempt.remove(&old.attempt);
        }
        if let Some(lease) = row.state.lease() {
            self.by_attempt.insert(lease.attempt, job);
        }
        if row.state.name().is_live() {
            self.live.insert(job, row);
        } else {
            self.live.remove(&job);
        }
    }

    fn change_for(&self, row: &Row) -> Change {
        let JobState::Queued { not_before } = row.state else {
            return Change::JobLeft(row.id);
        };
        let mut needs = needs(row, &self.engines);
        if self.slip == Some(Slip::LeaveEngines) {
            needs.engines = self.engines.keys().cloned().collect();
        }
        let turned = self.slip == Some(Slip::TurnOrder);
        Change::JobWaits(WaitingJob {
            job: row.id,
            batch: row.batch,
            rank: Rank {
                priority: row.priority,
                place: if turned { -row.rank } else { row.rank },
            },
            not_before,
            expires_at: row
                .expires_at()
                .filter(|_| self.slip != Some(Slip::ForgetExpiry)),
            needs,
        })
    }

    /// The key that a live attempt is sent with.
    pub(crate) fn key_of(&self, attempt: AttemptId) -> Option<KeyFingerprint> {
        self.row_of(attempt)?.state.lease()?.key.clone()
    }

    fn row_of(&self, attempt: AttemptId) -> Option<&Row> {
        self.live.get(self.by_attempt.get(&attempt)?)
    }

    fn engine_of(&self, lane: &LaneName) -> Option<&EngineSetUp> {
        self.engines.get(self.lanes.get(lane)?)
    }
}
