//! What is done once a turn is on the disk.

use worldreel_domain::failure::FailureClass;
use worldreel_domain::id::{AttemptId, JobId};
use worldreel_domain::job::{Effect, JobState, Lease};

use super::Studio;
use super::reports::unknown_end;
use super::turn::Then;
use crate::fate::{Began, failure};
use crate::message::{Do, Found, Message, Stopping};

impl Studio {
    pub(super) fn follow_up(&mut self, then: Then) -> Option<Do> {
        match then {
            Then::Perform(job, effect) => self.perform(job, effect),
            // Its call goes on.
            Then::Confirm(attempt) | Then::Follow(attempt) => self.follow(attempt),
            Then::Submit(attempt) => self.submit(attempt),
            Then::Fetch(attempt, pause) => {
                let lease = self.row_of(attempt)?.state.lease()?.clone();
                Some(match self.engine_of(&lease.lane) {
                    Some(_) => Do::Fetch(attempt, pause),
                    None => Do::Tell(Message::Fetched(attempt, Err(no_engine()))),
                })
            }
            Then::Save(attempt, pause) => {
                self.row_of(attempt)?;
                Some(Do::Save(attempt, pause))
            }
            Then::Discard(attempt) => Some(Do::Discard(attempt)),
        }
    }

    fn perform(&mut self, job: JobId, effect: Effect) -> Option<Do> {
        let row = self.live.get(&job)?;
        match effect {
            Effect::Begin(lease) => {
                if !matches!(row.state, JobState::Preparing { .. }) {
                    return self.submit(lease.attempt);
                }
                let prepared = Message::Prepared(lease.attempt, Err(no_engine()));
                Some(self.or_tell(&lease, Do::Prepare(lease.attempt), prepared))
            }
            Effect::Stop(lease) => {
                let answer = Message::CancelAnswered(lease.attempt, Stopping::Unknown);
                Some(self.or_tell(&lease, Do::Cancel(lease.attempt), answer))
            }
            Effect::AskEngine(lease) => {
                if row.state.ticket().is_some() {
                    return self.follow(lease.attempt);
                }
                let found = Message::Found(lease.attempt, Found::Unknown);
                Some(self.or_tell(&lease, Do::Find(lease.attempt), found))
            }
        }
    }

    fn submit(&self, attempt: AttemptId) -> Option<Do> {
        let lease = self.row_of(attempt)?.state.lease()?;
        let ended = Message::Ended(attempt, Err(no_engine()));
        Some(self.or_tell(lease, Do::Submit(attempt), ended))
    }

    fn follow(&self, attempt: AttemptId) -> Option<Do> {
        let row = self.row_of(attempt)?;
        let lease = row.state.lease()?;
        row.state.ticket()?;
        let ended = Message::Ended(attempt, Err(unknown_end()));
        Some(self.or_tell(lease, Do::Follow(attempt), ended))
    }

    fn or_tell(&self, lease: &Lease, outside: Do, otherwise: Message) -> Do {
        match self.engine_of(&lease.lane) {
            Some(_) => outside,
            None => Do::Tell(otherwise),
        }
    }
}

fn no_engine() -> worldreel_domain::failure::Failure {
    failure(FailureClass::Unreachable, Began::No, false)
}
