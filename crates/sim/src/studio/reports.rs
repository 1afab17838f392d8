//! What attempts report.

use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, Verdict};
use worldreel_domain::id::AttemptId;
use worldreel_domain::job::{JobEvent, Ticket};
use worldreel_domain::time::Timestamp;

use super::Studio;
use super::turn::{Then, Turn, Unsaved, video_id};
use crate::disk::Row;
use crate::fate::{Began, failure};
use crate::message::{Ended, Found, Stopping};
use crate::slip::Slip;

/// How long a finished render waits before it is tried to be saved once more, in
/// milliseconds.
const SAVE_AGAIN_MS: i64 = 15_000;
/// How long one waits at most before it is tried to be brought once more.
const FETCH_AGAIN_MS_MAX: i64 = 600_000;

impl Studio {
    pub(super) fn on_prepared(
        &mut self,
        attempt: AttemptId,
        result: Result<(), Failure>,
        turn: &mut Turn,
    ) {
        match result {
            Err(failure) => {
                self.note_key(attempt, Some(&failure));
                self.note_engine(attempt, Err(&failure));
                self.on_failure(attempt, failure, turn);
            }
            Ok(()) => {
                let then = vec![Then::Submit(attempt)];
                self.note(attempt, JobEvent::Prepared, then, turn);
            }
        }
    }

    pub(super) fn on_sighted(
        &mut self,
        attempt: AttemptId,
        ticket: Option<Ticket>,
        turn: &mut Turn,
    ) {
        self.note_engine(attempt, Ok(()));
        let event = ticket.map_or(JobEvent::Sent, JobEvent::Ticketed);
        self.note(attempt, event, vec![Then::Confirm(attempt)], turn);
    }

    pub(super) fn on_ended(
        &mut self,
        attempt: AttemptId,
        result: Result<Ended, Failure>,
        turn: &mut Turn,
    ) {
        if self.row_of(attempt).is_none() {
            turn.anyway(Then::Discard(attempt));
            return;
        }
        self.note_key(attempt, result.as_ref().err());
        self.note_engine(attempt, result.as_ref().map(|_| ()));
        match result {
            Err(failure) => self.on_failure(attempt, failure, turn),
            Ok(Ended::Delivered) => {
                let then = vec![Then::Save(attempt, 0)];
                self.note(attempt, JobEvent::Ready, then, turn);
            }
            Ok(Ended::Ready) => {
                let then = vec![Then::Fetch(attempt, 0)];
                self.note(attempt, JobEvent::Ready, then, turn);
            }
        }
    }

    pub(super) fn on_fetched(
        &mut self,
        attempt: AttemptId,
        result: Result<(), Failure>,
        turn: &mut Turn,
    ) {
        match result {
            Ok(()) => {
                self.brought.insert(attempt);
                turn.anyway(Then::Save(attempt, 0));
            }
            Err(failure) => {
                self.note_key(attempt, Some(&failure));
                let now = self.clocks.now;
                match bring_again(&failure, now).filter(|_| self.slip != Some(Slip::RenderAgain)) {
                    Some(at) => {
                        let pause = at.ms().saturating_sub(now.ms()).max(0);
                        let again = Then::Fetch(attempt, pause.min(FETCH_AGAIN_MS_MAX));
                        self.note(attempt, JobEvent::FetchInterrupted, vec![again], turn);
                    }
                    None => self.on_failure(attempt, failure, turn),
                }
            }
        }
    }

    pub(super) fn on_found(&mut self, attempt: AttemptId, found: Found, turn: &mut Turn) {
        match found {
            Found::Begun(ticket) => {
                let event = JobEvent::FoundRunning(Some(ticket));
                self.note(attempt, event, vec![Then::Follow(attempt)], turn);
            }
            Found::NeverBegan => {
                let then = vec![Then::Discard(attempt)];
                self.note(attempt, JobEvent::NeverBegan, then, turn);
            }
            Found::Unknown => self.on_failure(attempt, unknown_end(), turn),
        }
    }

    pub(super) fn on_cancel_answered(
        &mut self,
        attempt: AttemptId,
        stopping: Stopping,
        turn: &mut Turn,
    ) {
        let price = self.row_of(attempt).and_then(|row| {
            let lane = &row.state.lease()?.lane;
            Some(self.engine_of(lane)?.price(&row.spec))
        });
        let may_be_billed = stopping != Stopping::Stopped && price != Some(0);
        let event = JobEvent::Stopped { may_be_billed };
        self.note(attempt, event, Vec::new(), turn);
    }

    pub(super) fn on_adopted(
        &mut self,
        attempt: AttemptId,
        result: Result<(), Failure>,
        turn: &mut Turn,
    ) {
        let Some(row) = self.row_of(attempt).cloned() else {
            return;
        };
        match result {
            Ok(()) => {
                let event = JobEvent::Delivered(video_id(attempt));
                self.note(attempt, event, vec![Then::Discard(attempt)], turn);
            }
            Err(failure) if self.torn_by_a_crash(&row, &failure) => {
                let then = vec![Then::Discard(attempt)];
                self.note(attempt, JobEvent::NeverBegan, then, turn);
            }
            Err(failure) if self.half_brought(&row, attempt, &failure) => {
                let then = vec![Then::Fetch(attempt, 0)];
                self.note(attempt, JobEvent::FetchInterrupted, then, turn);
            }
            Err(failure) if is_the_disks(&failure) => {
                let then = vec![Then::Save(attempt, SAVE_AGAIN_MS)];
                self.note(attempt, JobEvent::FetchInterrupted, then, turn);
            }
            Err(failure) => {
                let lease = row.state.lease();
                let engine = lease.and_then(|lease| self.engine_of(&lease.lane));
                let free = engine.is_some_and(|engine| engine.price(&row.spec) == 0);
                let free = free || self.slip == Some(Slip::PayAgain);
                let failure = failure.of_a_finished_render(free);
                self.on_failure(attempt, failure, turn);
            }
        }
    }

    pub(super) fn on_failure(&mut self, attempt: AttemptId, failure: Failure, turn: &mut Turn) {
        let Some(row) = self.row_of(attempt) else {
            return;
        };
        let counts = u32::from(failure.class.counts_against_job());
        let now = self.clocks.now;
        let keyed = row.state.lease().is_some_and(|lease| lease.key.is_some());
        let mut verdict = failure
            .verdict_with_another_key(now)
            .filter(|_| keyed && failure.billed == Billed::No)
            .or_else(|| failure.verdict_while_engine_rests(now))
            .unwrap_or_else(|| failure.verdict(row.strikes + counts, now));
        let again = [Slip::RequeueMaybeBilled, Slip::RenderAgain].map(Some);
        if again.contains(&self.slip) && failure.retry != Retry::Never && row.strikes < 2 {
            verdict = Verdict::Requeue { not_before: now };
        }
        let unsaved = Self::failed(attempt, failure, verdict);
        self.report(unsaved, turn);
    }

    fn torn_by_a_crash(&self, row: &Row, failure: &Failure) -> bool {
        self.of_an_earlier_run(row, failure)
            && row.state.lease().is_some_and(|lease| {
                self.engine_of(&lease.lane)
                    .is_some_and(super::EngineSetUp::dies_with_us)
            })
    }

    fn half_brought(&self, row: &Row, attempt: AttemptId, failure: &Failure) -> bool {
        self.of_an_earlier_run(row, failure)
            && !self.brought.contains(&attempt)
            && row.state.lease().is_some_and(|lease| {
                self.engine_of(&lease.lane)
                    .is_some_and(|engine| !engine.dies_with_us())
            })
    }

    fn of_an_earlier_run(&self, row: &Row, failure: &Failure) -> bool {
        failure.class == FailureClass::BadOutput
            && row
                .state
                .lease()
                .is_some_and(|lease| lease.epoch != self.epoch)
    }

    fn note(&mut self, attempt: AttemptId, event: JobEvent, then: Vec<Then>, turn: &mut Turn) {
        let unsaved = Unsaved {
            attempt,
            event,
            then,
        };
        self.report(unsaved, turn);
    }
}

/// When a finished render that could not be brought is tried again; `None` when it can't
/// be brought any more.
fn bring_again(failure: &Failure, now: Timestamp) -> Option<Timestamp> {
    match (failure.class, failure.verdict(0, now)) {
        (FailureClass::LostJob | FailureClass::BadOutput, _)
        | (_, Verdict::Fail | Verdict::Ask) => None,
        (_, Verdict::Requeue { not_before }) => Some(not_before),
    }
}

const fn is_the_disks(failure: &Failure) -> bool {
    matches!(
        failure.class,
        FailureClass::DiskFull | FailureClass::LocalIo
    )
}

/// Nobody can say what became of it: the user decides.
pub(super) fn unknown_end() -> Failure {
    Failure {
        retry: Retry::Ask,
        billed: Billed::Maybe,
        ..failure(FailureClass::LostJob, Began::Maybe, false)
    }
}
