//! A turn: what happened, written as one transaction, and what follows from it.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;
use uuid::Uuid;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, BatchId, JobId};
use worldreel_domain::job::{Effect, IllegalEvent, JobEvent, JobState, JobStateName, Lease, next};
use worldreel_domain::time::Timestamp;
use worldreel_engines::Noted;
use worldreel_scheduler::{Change, Start};
use worldreel_store::machine::{NewUse, SettledUse};
use worldreel_store::{AttemptChange, JobChange, JobEdit, JobRow, StoreError, VideoRow};

use super::Actor;
use super::claiming::User;
use crate::message::CommandError;

/// How long nothing is written after the disk refused.
const REFUSED_PAUSE: Duration = Duration::from_secs(5);

/// Something that happened to an attempt's job and is not on the disk yet.
pub(super) struct Unsaved {
    pub(super) attempt: AttemptId,
    pub(super) event: JobEvent,
    pub(super) video: Option<VideoRow>,
    pub(super) then: Vec<Then>,
}

/// What comes with an event, beside the new state.
pub(super) enum Brings {
    /// Nothing.
    Nothing,
    /// The video that was rendered.
    Video(VideoRow),
    /// How the job is to be rendered from now on.
    Edit(JobEdit),
}

/// What follows once a turn is on the disk.
pub(super) enum Then {
    /// What the job machine asks for.
    Perform(JobId, Effect),
    /// The engine may go on.
    Confirm(Noted),
    /// The lane is ready: send the request.
    Submit(AttemptId),
    /// The render was found under way: follow it.
    Follow(AttemptId),
    /// The render is finished elsewhere: bring it.
    Fetch(AttemptId),
    /// As before, not before this moment.
    FetchLater(AttemptId, Timestamp),
    /// The rendered file is here: make it a video.
    Save(AttemptId),
    /// As before, after a pause.
    SaveLater(AttemptId),
    /// The rendered file is worth nothing.
    Discard(AttemptId),
    /// Something went wrong with a job that goes on.
    Trouble(JobId, Box<Failure>),
    /// The user is told how the job is now.
    Answer(JobId, oneshot::Sender<Result<JobRow, CommandError>>),
}

/// What happened since the last commit.
#[derive(Default)]
pub(super) struct Turn {
    changes: Vec<JobChange>,
    /// Each with the report that it belongs to, if any.
    then: Vec<(Option<usize>, Then)>,
    /// What is done whether the disk takes the turn or not.
    anyway: Vec<Then>,
    /// The touched jobs as they are on the disk.
    before: BTreeMap<JobId, JobRow>,
    /// What attempts reported: kept when the disk refuses. What came too late for its job
    /// keeps what would have followed, since the disk may refuse what it came too late for.
    reports: Vec<Unsaved>,
    /// The touched jobs as they will be.
    pub(super) after: BTreeMap<JobId, JobRow>,
    /// The batches of the jobs that start in this turn, in order.
    started: Vec<BatchId>,
    /// What attempts that start in this turn are about to use.
    uses: Vec<NewUse>,
    /// What attempts that end in this turn did cost.
    settled: Vec<SettledUse>,
}

impl Turn {
    pub(super) fn ask_engine(&mut self, job: JobId, lease: Lease) {
        self.anyway(Then::Perform(job, Effect::AskEngine(lease)));
    }

    pub(super) fn save(&mut self, row: &JobRow) {
        if let Some(lease) = row.state.lease() {
            self.anyway(Then::Save(lease.attempt));
        }
    }

    /// The leases of the jobs that begin with it.
    pub(super) fn begins(&self) -> impl Iterator<Item = (&Lease, JobId)> {
        self.then.iter().filter_map(|(_, then)| match then {
            Then::Perform(job, Effect::Begin(lease)) => Some((lease, *job)),
            _ => None,
        })
    }

    /// To be done once the turn is on the disk, and only then.
    pub(super) fn then(&mut self, then: Then) {
        self.then.push((None, then));
    }

    /// To be done after the turn, whether the disk takes it or not: it follows from nothing
    /// that the turn changes.
    pub(super) fn anyway(&mut self, then: Then) {
        self.anyway.push(then);
    }
}

impl Actor {
    /// Notes what an attempt reported, to be written with this turn. What comes too
    /// late for its job (it was cancelled at the same moment, say) is dropped.
    pub(super) fn report(&mut self, unsaved: Unsaved, turn: &mut Turn) {
        if !self.unsaved.is_empty() {
            // What was reported first is written first.
            self.unsaved.push(unsaved);
            return;
        }
        let Some(row) = self.ledger.by_attempt(unsaved.attempt).cloned() else {
            return;
        };
        let id = row.id;
        let index = turn.reports.len();
        let mut report = unsaved;
        let brings = report.video.clone().map_or(Brings::Nothing, Brings::Video);
        match self.happen(row, &report.event, brings, turn) {
            Ok(()) => {
                let then = std::mem::take(&mut report.then).into_iter();
                turn.then.extend(then.map(|then| (Some(index), then)));
            }
            Err(illegal) => tracing::debug!(job.id = %id, "came too late: {illegal}"),
        }
        turn.reports.push(report);
    }

    /// Notes what recovery makes of a job.
    pub(super) fn settle_by(&mut self, row: &JobRow, event: JobEvent, turn: &mut Turn) {
        if let Some(lease) = row.state.lease() {
            let attempt = lease.attempt;
            let video = None;
            let then = match event {
                JobEvent::NeverBegan => vec![Then::Discard(attempt)],
                _ => Vec::new(),
            };
            self.report(
                Unsaved {
                    attempt,
                    event,
                    video,
                    then,
                },
                turn,
            );
        }
    }

    /// Lets a planned start happen. False when another studio has its key.
    pub(super) fn start(&mut self, start: Start, turn: &mut Turn) -> bool {
        let Some(row) = self.ledger.get(start.job).cloned() else {
            return true;
        };
        let attempt = AttemptId::from_uuid(Uuid::now_v7());
        let user = User::Attempt(attempt);
        if let Some(key) = &start.key
            && !self.claim_key(user.clone(), key)
        {
            let now = (self.now)();
            self.key_is_elsewhere(key, now);
            return false;
        }
        let event = JobEvent::Started {
            lease: Lease {
                epoch: self.epoch,
                attempt,
                lane: start.lane,
                key: start.key,
            },
            prepare: start.prepare,
        };
        let (id, batch) = (row.id, row.batch);
        let used = match &event {
            JobEvent::Started { lease, .. } => self.new_use(&row, lease),
            _ => None,
        };
        if let Err(illegal) = self.happen(row, &event, Brings::Nothing, turn) {
            tracing::error!(job.id = %id, "the plan starts a job that can't start: {illegal}");
            self.claims.release(&user);
            return true;
        }
        self.board.away_mut().sent(&start.engine, id);
        if let Some(used) = used {
            self.open(&used, batch);
            turn.uses.push(used);
        }
        turn.started.push(batch);
        true
    }

    /// The way of every change: ask the machine, take it into memory, have it written
    /// with this turn.
    pub(super) fn happen(
        &mut self,
        row: JobRow,
        event: &JobEvent,
        brings: Brings,
        turn: &mut Turn,
    ) -> Result<(), IllegalEvent> {
        let step = next(&row.state, event)?;
        self.note_left(&row, event);
        let at = (self.now)();
        let (video, edit) = match brings {
            Brings::Nothing => (None, None),
            Brings::Video(video) => (Some(video), None),
            Brings::Edit(edit) => (None, Some(edit)),
        };
        let anew =
            event.waits_anew() || edit.as_ref().is_some_and(|edit| edit.expiry != row.expiry);
        let waits_since = if anew { at } else { row.waits_since };
        let change = JobChange {
            job: row.id,
            from_version: row.version,
            state: step.state.clone(),
            event: event.name(),
            strikes: strikes(&row, event),
            waits_since,
            attempt: self.attempt_change(&row, &step.state, event),
            video,
            edit: edit.clone(),
            at,
        };
        let JobEdit {
            spec,
            engines,
            lanes,
            ceiling,
            expiry,
        } = edit.unwrap_or_else(|| JobEdit::unchanged(&row));
        let after = JobRow {
            spec,
            engines,
            lanes,
            ceiling,
            expiry,
            waits_since,
            state: step.state,
            version: row.version + 1,
            strikes: change.strikes,
            changed_at: at,
            cleared_at: None,
            ..row.clone()
        };
        if let Some(lease) = row.state.lease() {
            turn.settled.extend(self.settle_of(lease.attempt, event));
        }
        turn.before.entry(row.id).or_insert(row);
        turn.after.insert(after.id, after.clone());
        turn.changes.push(change);
        let performed = step
            .effects
            .into_iter()
            .map(|effect| (None, Then::Perform(after.id, effect)));
        turn.then.extend(performed);
        self.place(after);
        Ok(())
    }

    /// Puts what the disk refused before at the head of the turn.
    pub(super) fn take_unsaved(&mut self, turn: &mut Turn) {
        let due = self
            .refused_until
            .is_none_or(|until| Instant::now() >= until);
        if !due || self.unsaved.is_empty() {
            return;
        }
        for unsaved in std::mem::take(&mut self.unsaved) {
            self.report(unsaved, turn);
        }
    }

    /// Writes a turn as one transaction and does what follows; or, when the disk
    /// refuses, puts everything back as it was and keeps what must not be lost. Says whether
    /// a key has got back what a render did not cost.
    pub(super) async fn commit(&mut self, mut turn: Turn) -> bool {
        self.get_ready(&turn);
        if let Some(books) = self.books.clone().filter(|_| !turn.uses.is_empty()) {
            // Before the request can go out: what may be billed is never forgotten.
            if let Err(error) = books.begin(turn.uses.clone()).await {
                self.undo(turn, error).await;
                return false;
            }
            worldreel_crashpoint::hit("supervisor.after_use");
        }
        if !turn.changes.is_empty() {
            let changes = std::mem::take(&mut turn.changes);
            if let Err(error) = self.store.change_jobs(changes).await {
                self.undo(turn, error).await;
                return false;
            }
            for (id, row) in &turn.after {
                let before = turn.before.get(id).map(|row| row.state.name());
                if before.is_some_and(JobStateName::is_live) {
                    self.ends.count(row.state.name());
                }
            }
            for batch in std::mem::take(&mut turn.started) {
                self.board.apply(Change::Started(batch));
            }
        }
        let mut gave_back = false;
        for end in std::mem::take(&mut turn.settled) {
            gave_back |= self.settle(end);
        }
        self.told.turn();
        // Who is woken looks at once: what was said before must be old by then.
        if !turn.after.is_empty() {
            self.nudge();
        }
        let then = turn.then.into_iter().map(|(_, then)| then);
        for then in then.chain(turn.anyway) {
            self.follow_up(then, &turn.after).await;
        }
        gave_back
    }

    async fn undo(&mut self, turn: Turn, error: StoreError) {
        let count = turn.before.len();
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "could not save the changes of {count} jobs"
        );
        for used in turn.uses {
            self.unopen(used.attempt);
        }
        let conflict = matches!(error, StoreError::Conflict { .. });
        for (id, row) in turn.before {
            // A conflict means that the disk knows better than this memory.
            let row = match conflict {
                true => self.store.job(id).await.ok().flatten().unwrap_or(row),
                false => row,
            };
            self.place(row);
        }
        self.ready.clear();
        self.told.turn();
        let mut error = Some(error);
        let first = self.unsaved.len();
        self.unsaved.extend(turn.reports);
        for (report, then) in turn.then {
            match (report, then) {
                (_, Then::Answer(_, answer)) => {
                    let error = error.take().unwrap_or(StoreError::Closed);
                    let _ = answer.send(Err(CommandError::Store(error)));
                }
                (Some(index), then) => {
                    if let Some(unsaved) = self.unsaved.get_mut(first + index) {
                        unsaved.then.push(then);
                    }
                }
                // What the machine asks for follows from the event when it is redone.
                (None, _) => {}
            }
        }
        for then in turn.anyway {
            self.follow_up(then, &turn.after).await;
        }
        self.refused_until = Some(Instant::now() + REFUSED_PAUSE);
    }

    /// What a change does to the job's attempts: one has ended when its job no longer
    /// holds its lease.
    fn attempt_change(&self, row: &JobRow, after: &JobState, event: &JobEvent) -> AttemptChange {
        if let JobEvent::Started { lease, .. } = event {
            let engine = self.lanes.get(&lease.lane).cloned();
            let set_up = self.engine_of(&lease.lane);
            return AttemptChange::Began {
                lease: lease.clone(),
                engine: engine.unwrap_or_else(super::effects::unknown_engine),
                micro_usd: set_up.map_or(0, |engine| engine.price(&row.spec).at_most()),
            };
        }
        let Some(lease) = row.state.lease() else {
            return AttemptChange::None;
        };
        let unbilled = event.bill().is_some_and(|bill| !bill.billed);
        let attempt = lease.attempt;
        match event {
            JobEvent::Ticketed(ticket) => AttemptChange::Ticketed {
                attempt,
                ticket: ticket.clone(),
            },
            JobEvent::AttemptFailed { failure, .. } => AttemptChange::Ended {
                attempt,
                failure: Some(failure.clone()),
                unbilled,
            },
            _ if after.lease() != Some(lease) => AttemptChange::Ended {
                attempt,
                failure: None,
                unbilled,
            },
            _ => AttemptChange::None,
        }
    }
}

fn strikes(row: &JobRow, event: &JobEvent) -> u32 {
    match event {
        JobEvent::AttemptFailed { failure, .. } if failure.class.counts_against_job() => {
            row.strikes + 1
        }
        JobEvent::RetryAsked | JobEvent::EditAsked => 0,
        _ => row.strikes,
    }
}
