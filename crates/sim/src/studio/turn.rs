//! What happened, written as one transaction, and what follows from it.

use std::collections::BTreeMap;

use uuid::Uuid;
use worldreel_domain::failure::{Failure, Verdict};
use worldreel_domain::id::{AttemptId, BatchId, JobId, VideoId};
use worldreel_domain::job::{Effect, IllegalEvent, JobEvent, Lease, next};
use worldreel_scheduler::{Change, Start};

use super::{Done, Studio};
use crate::disk::{Disk, JobChange, Row, Settled, UseRow};
use crate::slip::Slip;

/// How long nothing is written after the disk refused, in milliseconds.
const REFUSED_MS: i64 = 5_000;

/// Something that happened to an attempt's job and is not on the disk yet.
#[derive(Debug)]
pub(crate) struct Unsaved {
    pub(super) attempt: AttemptId,
    pub(super) event: JobEvent,
    pub(super) then: Vec<Then>,
}

/// What follows once a turn is on the disk.
#[derive(Debug)]
pub(super) enum Then {
    Perform(JobId, Effect),
    Confirm(AttemptId),
    Submit(AttemptId),
    Follow(AttemptId),
    Fetch(AttemptId, i64),
    Save(AttemptId, i64),
    Discard(AttemptId),
}

/// What happened since the last commit.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    changes: Vec<JobChange>,
    /// Each with the report that it belongs to, if any.
    then: Vec<(Option<usize>, Then)>,
    /// What is done whether the disk takes the turn or not.
    anyway: Vec<Then>,
    before: BTreeMap<JobId, Row>,
    /// What attempts reported: kept when the disk refuses. What came too late for its job
    /// keeps what would have followed.
    reports: Vec<Unsaved>,
    /// The batches of the jobs that start in this turn, in order.
    started: Vec<BatchId>,
    uses: Vec<(AttemptId, UseRow)>,
    settled: Vec<Settled>,
}

impl Turn {
    pub(super) fn ask_engine(&mut self, job: JobId, lease: Lease) {
        self.anyway(Then::Perform(job, Effect::AskEngine(lease)));
    }

    pub(super) fn save(&mut self, row: &Row) {
        if let Some(lease) = row.state.lease() {
            self.anyway(Then::Save(lease.attempt, 0));
        }
    }

    pub(super) fn anyway(&mut self, then: Then) {
        self.anyway.push(then);
    }
}

impl Studio {
    /// Notes what an attempt reported; what comes too late for its job is dropped.
    pub(super) fn report(&mut self, unsaved: Unsaved, turn: &mut Turn) {
        if !self.unsaved.is_empty() {
            self.unsaved.push(unsaved);
            return;
        }
        let Some(row) = self.row_of(unsaved.attempt).cloned() else {
            return;
        };
        let taken = self.happen(row, &unsaved.event, turn).is_ok();
        if !taken && self.slip == Some(Slip::DropLate) {
            return;
        }
        let index = turn.reports.len();
        let mut report = unsaved;
        if taken {
            let then = std::mem::take(&mut report.then).into_iter();
            turn.then.extend(then.map(|then| (Some(index), then)));
        }
        turn.reports.push(report);
    }

    pub(super) fn settle_by(&mut self, row: &Row, event: JobEvent, turn: &mut Turn) {
        if let Some(lease) = row.state.lease() {
            let attempt = lease.attempt;
            let then = match event {
                JobEvent::NeverBegan => vec![Then::Discard(attempt)],
                _ => Vec::new(),
            };
            let unsaved = Unsaved {
                attempt,
                event,
                then,
            };
            self.report(unsaved, turn);
        }
    }

    pub(super) fn start(&mut self, start: Start, turn: &mut Turn) {
        let Some(row) = self.live.get(&start.job).cloned() else {
            return;
        };
        self.attempts += 1;
        let number = (u128::from(self.epoch.0) << 64) | u128::from(self.attempts);
        let lease = Lease {
            epoch: self.epoch,
            attempt: AttemptId::from_uuid(Uuid::from_u128(number)),
            lane: start.lane,
            key: start.key,
        };
        let used = self.new_use(&row, &lease);
        let (attempt, batch) = (lease.attempt, row.batch);
        let event = JobEvent::Started {
            lease,
            prepare: start.prepare,
        };
        if self.happen(row, &event, turn).is_err() {
            return;
        }
        self.board.away_mut().sent(&start.engine, start.job);
        turn.started.push(batch);
        if let Some(used) = used {
            self.open(attempt, batch, &used);
            if self.slip != Some(Slip::ForgetUse) {
                turn.uses.push((attempt, used));
            }
        }
    }

    /// The way of every change: ask the machine, take it into memory, have it written with
    /// this turn.
    pub(super) fn happen(
        &mut self,
        row: Row,
        event: &JobEvent,
        turn: &mut Turn,
    ) -> Result<(), IllegalEvent> {
        let step = next(&row.state, event)?;
        let after = Row {
            waits_since: match event.waits_anew() {
                true => self.clocks.now,
                false => row.waits_since,
            },
            state: step.state.clone(),
            version: row.version + 1,
            strikes: strikes(&row, event),
            ..row.clone()
        };
        turn.changes.push(JobChange {
            after: after.clone(),
            attempt: self.attempt_change(&row, &step.state, event),
            video: match event {
                JobEvent::Delivered(video) => Some(*video),
                _ => None,
            },
        });
        if let Some(lease) = row.state.lease() {
            turn.settled.extend(self.settle_of(lease.attempt, event));
        }
        turn.before.entry(row.id).or_insert(row);
        let job = after.id;
        let effects = step.effects.into_iter();
        let effects = effects.map(|effect| (None, Then::Perform(job, effect)));
        turn.then.extend(effects);
        self.place(after);
        Ok(())
    }

    pub(super) fn take_unsaved(&mut self, turn: &mut Turn) {
        if self.is_refused() || self.unsaved.is_empty() {
            return;
        }
        for unsaved in std::mem::take(&mut self.unsaved) {
            self.report(unsaved, turn);
        }
    }

    /// Writes a turn as one transaction and does what follows, or puts everything back.
    /// `crash` is the part of it after which the studio is killed.
    pub(super) fn commit(&mut self, mut turn: Turn, disk: &mut Disk, crash: Option<u8>) -> Done {
        let mut done = Done {
            died: crash.is_some(),
            ..Done::default()
        };
        if self.slip == Some(Slip::ActBeforeCommit) {
            let then = std::mem::take(&mut turn.then).into_iter();
            self.follow_up_all(then.map(|(_, then)| then), usize::MAX, &mut done);
        }
        if crash == Some(0) {
            return done;
        }
        if !turn.uses.is_empty() && disk.begin_uses(&turn.uses).is_err() {
            self.undo(turn, &mut done);
            return done;
        }
        if crash == Some(1) {
            return done;
        }
        if !turn.changes.is_empty() && disk.change_jobs(&turn.changes).is_err() {
            self.undo(turn, &mut done);
            return done;
        }
        for batch in std::mem::take(&mut turn.started) {
            self.board.apply(Change::Started(batch));
        }
        done.written = true;
        if crash == Some(2) {
            return done;
        }
        for end in std::mem::take(&mut turn.settled) {
            done.gave_back |= self.settle(end);
        }
        let most = match crash {
            None => usize::MAX,
            Some(part) => usize::from(part) - 3,
        };
        let then = turn.then.into_iter().map(|(_, then)| then);
        self.follow_up_all(then.chain(turn.anyway), most, &mut done);
        done
    }

    fn follow_up_all(
        &mut self,
        then: impl IntoIterator<Item = Then>,
        most: usize,
        done: &mut Done,
    ) {
        for then in then.into_iter().take(most) {
            let outside = self.follow_up(then);
            done.outside.extend(outside);
        }
    }

    fn undo(&mut self, turn: Turn, done: &mut Done) {
        for (attempt, _) in &turn.uses {
            self.unopen(*attempt);
        }
        for (_, row) in turn.before {
            self.place(row);
        }
        self.refused_until_ms = Some(self.clocks.night_ms + REFUSED_MS);
        if self.slip != Some(Slip::ForgetAnyway) {
            self.follow_up_all(turn.anyway, usize::MAX, done);
        }
        if self.slip == Some(Slip::DropRefused) {
            return;
        }
        let first = self.unsaved.len();
        self.unsaved.extend(turn.reports);
        for (report, then) in turn.then {
            // What the machine asks for follows from the event when it is redone.
            if let Some(index) = report
                && let Some(unsaved) = self.unsaved.get_mut(first + index)
            {
                unsaved.then.push(then);
            }
        }
    }

    /// The event of a failed attempt, and what belongs to it.
    pub(super) fn failed(attempt: AttemptId, failure: Failure, verdict: Verdict) -> Unsaved {
        Unsaved {
            attempt,
            event: JobEvent::AttemptFailed { failure, verdict },
            then: vec![Then::Discard(attempt)],
        }
    }
}

/// The id of the video that an attempt brings.
pub(super) fn video_id(attempt: AttemptId) -> VideoId {
    VideoId::from_uuid(attempt.uuid())
}

fn strikes(row: &Row, event: &JobEvent) -> u32 {
    match event {
        JobEvent::AttemptFailed { failure, .. } if failure.class.counts_against_job() => {
            row.strikes + 1
        }
        JobEvent::RetryAsked => 0,
        _ => row.strikes,
    }
}
