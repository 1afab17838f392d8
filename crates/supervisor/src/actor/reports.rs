//! What attempts report.

use worldreel_domain::failure::{Billed, Failure, FailureClass, Verdict};
use worldreel_domain::id::{AttemptId, VideoId};
use worldreel_domain::job::JobEvent;
use worldreel_domain::money::Price;
use worldreel_domain::time::Timestamp;
use worldreel_engines::{Found, Outcome, Sighting, Stopping};
use worldreel_library::adopt::Adopted;
use worldreel_store::{JobRow, VideoRow};

use super::Actor;
use super::effects::unknown_end;
use super::turn::{Then, Turn, Unsaved};

impl Actor {
    pub(super) fn on_prepared(
        &mut self,
        attempt: AttemptId,
        result: Result<(), Failure>,
        turn: &mut Turn,
    ) {
        match result {
            Err(failure) => {
                self.note_key(attempt, &Err(failure.clone()));
                self.note_engine(attempt, Err(&failure));
                self.on_failure(attempt, failure, turn);
            }
            Ok(()) => self.note(
                attempt,
                JobEvent::Prepared,
                vec![Then::Submit(attempt)],
                turn,
            ),
        }
    }

    pub(super) fn on_sighted(&mut self, attempt: AttemptId, sighting: Sighting, turn: &mut Turn) {
        self.note_engine(attempt, Ok(()));
        // A sighting that comes too late is dropped with its confirmation, which tells
        // the engine to give up.
        let (event, noted) = match sighting {
            Sighting::Sent(noted) => (JobEvent::Sent, noted),
            Sighting::Ticketed(ticket, noted) => (JobEvent::Ticketed(ticket), noted),
        };
        self.note(attempt, event, vec![Then::Confirm(noted)], turn);
    }

    pub(super) fn on_ended(
        &mut self,
        attempt: AttemptId,
        result: Result<Outcome, Failure>,
        turn: &mut Turn,
    ) {
        if self.ledger.by_attempt(attempt).is_none() {
            turn.anyway(Then::Discard(attempt));
            return;
        }
        self.note_key(attempt, &result);
        match result {
            Err(failure) => {
                self.note_engine(attempt, Err(&failure));
                self.on_failure(attempt, failure, turn);
            }
            // We let go of it: that says nothing about the engine.
            Ok(stopped @ (Outcome::Stopped | Outcome::Abandoned)) => {
                let may_be_billed = stopped == Outcome::Abandoned;
                let then = vec![Then::Discard(attempt)];
                self.note(attempt, JobEvent::Stopped { may_be_billed }, then, turn);
            }
            Ok(Outcome::Delivered) => {
                self.note_engine(attempt, Ok(()));
                self.note(attempt, JobEvent::Ready, vec![Then::Save(attempt)], turn);
            }
            Ok(Outcome::Ready) => {
                self.note_engine(attempt, Ok(()));
                self.note(attempt, JobEvent::Ready, vec![Then::Fetch(attempt)], turn);
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
                turn.anyway(Then::Save(attempt));
            }
            Err(failure) => {
                self.note_key(attempt, &Err(failure.clone()));
                match bring_again(&failure, (self.now)()) {
                    Some(at) => {
                        self.interrupted(attempt, failure, Then::FetchLater(attempt, at), turn);
                    }
                    None => self.on_failure(attempt, failure, turn),
                }
            }
        }
    }

    /// What became of an attempt whose request may have gone out.
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

    /// The render is whole and stays where it is until it can be brought or saved.
    fn interrupted(&mut self, attempt: AttemptId, failure: Failure, again: Then, turn: &mut Turn) {
        let Some(row) = self.ledger.by_attempt(attempt) else {
            return;
        };
        let job = row.id;
        tracing::warn!(job.id = %job, "could not bring the video of job {job}: {}", failure.message);
        let then = vec![Then::Trouble(job, Box::new(failure)), again];
        self.note(attempt, JobEvent::FetchInterrupted, then, turn);
    }

    pub(super) fn on_cancel_answered(
        &mut self,
        attempt: AttemptId,
        stopping: Stopping,
        turn: &mut Turn,
    ) {
        let row = self.ledger.by_attempt(attempt);
        let price = row.and_then(|row| self.price_of(row));
        let may_be_billed = stopping != Stopping::Stopped && price != Some(Price::Free);
        let event = JobEvent::Stopped { may_be_billed };
        self.note(attempt, event, Vec::new(), turn);
    }

    pub(super) fn on_adopted(
        &mut self,
        attempt: AttemptId,
        result: Result<Adopted, Failure>,
        turn: &mut Turn,
    ) {
        let Some(row) = self.ledger.by_attempt(attempt).cloned() else {
            return;
        };
        match result {
            Ok(adopted) => {
                let video = video_row(&row, attempt, adopted, (self.now)());
                let event = JobEvent::Delivered(video.id);
                worldreel_crashpoint::hit("supervisor.before_delivered");
                let unsaved = Unsaved {
                    attempt,
                    event,
                    video: Some(video),
                    then: vec![Then::Discard(attempt)],
                };
                self.report(unsaved, turn);
            }
            Err(failure) if self.torn_by_a_crash(&row, &failure) => {
                let then = vec![Then::Discard(attempt)];
                self.note(attempt, JobEvent::NeverBegan, then, turn);
            }
            Err(failure) if self.half_brought(&row, attempt, &failure) => {
                let then = vec![Then::Fetch(attempt)];
                self.note(attempt, JobEvent::FetchInterrupted, then, turn);
            }
            Err(failure) if is_the_disks(&failure) => {
                self.interrupted(attempt, failure, Then::SaveLater(attempt), turn);
            }
            Err(failure) => {
                let free = self.price_of(&row) == Some(Price::Free);
                let failure = failure.of_a_finished_render(free);
                self.on_failure(attempt, failure, turn);
            }
        }
    }

    /// What the attempt of a job costs, while its engine is set up.
    fn price_of(&self, row: &JobRow) -> Option<Price> {
        let lane = &row.state.lease()?.lane;
        Some(self.engine_of(lane)?.price(&row.spec))
    }

    fn on_failure(&mut self, attempt: AttemptId, failure: Failure, turn: &mut Turn) {
        let Some(row) = self.ledger.by_attempt(attempt) else {
            return;
        };
        let counts = u32::from(failure.class.counts_against_job());
        let now = (self.now)();
        let keyed = row.state.lease().is_some_and(|lease| lease.key.is_some());
        // What a key is to blame for is no reason to wait once another is free; what may
        // have begun is never simply sent again.
        let verdict = failure
            .verdict_with_another_key(now)
            .filter(|_| keyed && failure.billed == Billed::No)
            .or_else(|| failure.verdict_while_engine_rests(now))
            .unwrap_or_else(|| failure.verdict(row.strikes + counts, now));
        tracing::warn!(
            job.id = %row.id,
            failure.class = failure.class.name(),
            "an attempt of job {} failed: {}",
            row.id,
            failure.message
        );
        let then = vec![
            Then::Trouble(row.id, Box::new(failure.clone())),
            Then::Discard(attempt),
        ];
        let event = JobEvent::AttemptFailed { failure, verdict };
        self.note(attempt, event, then, turn);
    }

    /// A render on this machine that a crash cut short: drawing it again is free.
    fn torn_by_a_crash(&self, row: &JobRow, failure: &Failure) -> bool {
        failure.class == FailureClass::BadOutput
            && row
                .state
                .lease()
                .is_some_and(|lease| lease.epoch != self.epoch && self.dies_with_us(&lease.lane))
    }

    /// A video from elsewhere that a crash left half on the disk: it is still there to be
    /// brought.
    fn half_brought(&self, row: &JobRow, attempt: AttemptId, failure: &Failure) -> bool {
        failure.class == FailureClass::BadOutput
            && !self.brought.contains(&attempt)
            && row.state.lease().is_some_and(|lease| {
                lease.epoch != self.epoch
                    && self
                        .engine_of(&lease.lane)
                        .is_some_and(|engine| !engine.dies_with_us())
            })
    }

    fn note(&mut self, attempt: AttemptId, event: JobEvent, then: Vec<Then>, turn: &mut Turn) {
        let unsaved = Unsaved {
            attempt,
            event,
            video: None,
            then,
        };
        self.report(unsaved, turn);
    }
}

/// When a finished render that could not be brought is tried again; `None` when it can't be
/// brought any more. It is rendered and paid for: it is never rendered again because of a
/// line that broke.
fn bring_again(failure: &Failure, now: Timestamp) -> Option<Timestamp> {
    match (failure.class, failure.verdict(0, now)) {
        (FailureClass::LostJob | FailureClass::BadOutput, _)
        | (_, Verdict::Fail | Verdict::Ask) => None,
        (_, Verdict::Requeue { not_before }) => Some(not_before),
    }
}

fn is_the_disks(failure: &Failure) -> bool {
    matches!(
        failure.class,
        FailureClass::DiskFull | FailureClass::LocalIo
    )
}

fn video_row(row: &JobRow, attempt: AttemptId, adopted: Adopted, now: Timestamp) -> VideoRow {
    VideoRow {
        id: video_id(attempt),
        job: row.id,
        file: adopted.file,
        poster: adopted.poster,
        size_bytes: i64::try_from(adopted.facts.size_bytes).unwrap_or(i64::MAX),
        sha256: adopted.sha256,
        width: adopted.facts.width,
        height: adopted.facts.height,
        frames: adopted.facts.frames,
        duration_ms: i64::try_from(adopted.facts.duration_ms).unwrap_or(i64::MAX),
        delivered_at: now,
    }
}

/// The id of the video that an attempt delivers. One attempt delivers one video, so
/// its id serves again: saving it twice can't make two, and a rescan finds the same.
pub(super) fn video_id(attempt: AttemptId) -> VideoId {
    VideoId::from_uuid(attempt.uuid())
}
