//! What is done once a turn is on the disk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::id::{AttemptId, EngineName, JobId};
use worldreel_domain::job::{Effect, JobState, Lease};
use worldreel_engines::{Found, Stopping};
use worldreel_store::JobRow;

use super::Actor;
use super::reports::video_id;
use super::turn::{Then, Turn};
use crate::attempt::{Runner, Saver};
use crate::ledger::ProgressEntry;
use crate::message::Message;

/// How long a finished render waits before it is tried to be saved once more.
const SAVE_AGAIN: Duration = Duration::from_secs(15);
/// How long a finished render waits at most before it is tried to be brought once more.
const FETCH_AGAIN_MAX: Duration = Duration::from_secs(600);

impl Actor {
    pub(super) async fn follow_up(&mut self, then: Then, after: &BTreeMap<JobId, JobRow>) {
        match then {
            Then::Perform(job, effect) => self.perform(job, effect),
            Then::Confirm(noted) => {
                worldreel_crashpoint::hit("attempt.after_sighting");
                noted.confirm();
            }
            Then::Submit(attempt) => {
                if let Some(row) = self.ledger.by_attempt(attempt).cloned() {
                    self.submit(row);
                }
            }
            Then::Follow(attempt) => self.follow(attempt),
            Then::Fetch(attempt) => self.fetch(attempt, Duration::ZERO),
            Then::FetchLater(attempt, at) => {
                let ms = at.ms().saturating_sub((self.now)().ms());
                let pause = Duration::from_millis(u64::try_from(ms).unwrap_or(0));
                self.fetch(attempt, pause.min(FETCH_AGAIN_MAX));
            }
            Then::Save(attempt) => self.save(attempt, Duration::ZERO),
            Then::SaveLater(attempt) => self.save(attempt, SAVE_AGAIN),
            Then::Discard(attempt) => {
                for file in [self.layout.part(attempt), self.layout.whole(attempt)] {
                    // One that stays costs space and nothing else.
                    let _ = tokio::fs::remove_file(file).await;
                }
            }
            Then::Trouble(job, failure) => {
                if self.ledger.get(job).is_some() {
                    self.troubles.insert(job, *failure);
                }
            }
            Then::Answer(job, answer) => {
                if let Some(row) = after.get(&job) {
                    let _ = answer.send(Ok(row.clone()));
                }
            }
        }
    }

    fn perform(&mut self, job: JobId, effect: Effect) {
        let Some(row) = self.ledger.get(job).cloned() else {
            return;
        };
        match effect {
            Effect::Begin(lease) => {
                self.troubles.remove(&job);
                if matches!(row.state, JobState::Preparing { .. }) {
                    match self.runner(row, &lease) {
                        Some(runner) => self.spawn(runner.prepare()),
                        None => self.tell(Message::Prepared(lease.attempt, Err(no_engine()))),
                    }
                } else {
                    self.submit(row);
                }
            }
            Effect::Stop(lease) => match self.runner(row, &lease) {
                Some(runner) => self.spawn(runner.cancel()),
                None => self.tell(Message::CancelAnswered(lease.attempt, Stopping::Unknown)),
            },
            Effect::AskEngine(lease) => {
                let ticket = row.state.ticket().cloned();
                match (self.runner(row, &lease), ticket) {
                    (Some(runner), Some(ticket)) => {
                        let progress = self.progress_of(job);
                        self.spawn(runner.take_up(ticket, progress));
                    }
                    (Some(runner), None) => self.spawn(runner.find(self.started_at, self.now)),
                    (None, _) => self.tell(Message::Found(lease.attempt, Found::Unknown)),
                }
            }
        }
    }

    /// Lets those whose request goes out after this turn get ready while it is written.
    pub(super) fn get_ready(&mut self, turn: &Turn) {
        for (lease, job) in turn.begins() {
            let row = turn.after.get(&job).or_else(|| self.ledger.get(job));
            if let Some(row) = row.filter(|row| matches!(row.state, JobState::Submitting { .. }))
                && let Some(go) = self.ready_to_go(row.clone(), lease)
            {
                self.ready.insert(lease.attempt, go);
            }
        }
    }

    fn ready_to_go(&self, row: JobRow, lease: &Lease) -> Option<oneshot::Sender<ProgressEntry>> {
        let (go, gone) = oneshot::channel();
        self.spawn(self.runner(row, lease)?.submit(gone));
        Some(go)
    }

    fn submit(&mut self, row: JobRow) {
        let Some(lease) = row.state.lease().cloned() else {
            return;
        };
        let progress = self.progress_of(row.id);
        let ready = self.ready.remove(&lease.attempt);
        match ready.or_else(|| self.ready_to_go(row, &lease)) {
            // One that is gone is cut short by the studio's end.
            Some(go) => drop(go.send(progress)),
            None => self.tell(Message::Ended(lease.attempt, Err(no_engine()))),
        }
    }

    fn follow(&mut self, attempt: AttemptId) {
        let Some(row) = self.ledger.by_attempt(attempt).cloned() else {
            return;
        };
        let (Some(lease), Some(ticket)) = (row.state.lease().cloned(), row.state.ticket().cloned())
        else {
            return;
        };
        let progress = self.progress_of(row.id);
        match self.runner(row, &lease) {
            Some(runner) => self.spawn(runner.follow(ticket, progress)),
            None => self.tell(Message::Ended(attempt, Err(unknown_end()))),
        }
    }

    fn fetch(&mut self, attempt: AttemptId, pause: Duration) {
        let Some(row) = self.ledger.by_attempt(attempt).cloned() else {
            return;
        };
        let Some(lease) = row.state.lease().cloned() else {
            return;
        };
        match self.runner(row, &lease) {
            Some(runner) => self.spawn(async move {
                tokio::time::sleep(pause).await;
                runner.fetch().await;
            }),
            None => self.tell(Message::Fetched(attempt, Err(no_engine()))),
        }
    }

    fn save(&mut self, attempt: AttemptId, pause: Duration) {
        let Some(row) = self.ledger.by_attempt(attempt).cloned() else {
            return;
        };
        let Some(lease) = row.state.lease().cloned() else {
            return;
        };
        let saver = Saver {
            video: video_id(attempt),
            engine: self
                .lanes
                .get(&lease.lane)
                .cloned()
                .unwrap_or_else(unknown_engine),
            sender: self.engine_of(&lease.lane).cloned(),
            lease,
            row,
            store: self.store.clone(),
            revisions: self.revisions.clone(),
            layout: self.layout.clone(),
            mailbox: self.mailbox.clone(),
            now: self.now,
            turns: Arc::clone(&self.saves),
        };
        let closing = self.closing.clone();
        // Saving is not given up when the studio closes: it ends soon, and the library
        // must not be handed on before it has.
        self.tasks.spawn(async move {
            let waited = closing.run_until_cancelled(tokio::time::sleep(pause)).await;
            if waited.is_some() {
                saver.save().await;
            }
        });
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let closing = self.closing.clone();
        self.tasks.spawn(async move {
            // Cut short, it is taken up by the next start.
            let _ = closing.run_until_cancelled(task).await;
        });
    }

    /// Says something to itself, after what is being done now.
    fn tell(&self, message: Message) {
        let mailbox = self.mailbox.clone();
        self.spawn(async move {
            let _ = mailbox.send(message).await;
        });
    }

    fn progress_of(&self, job: JobId) -> ProgressEntry {
        ProgressEntry {
            job,
            all: self.told.progress.clone(),
        }
    }

    fn runner(&self, row: JobRow, lease: &Lease) -> Option<Runner> {
        Some(Runner {
            attempt: lease.attempt,
            key: self.key_of(&row),
            engine: Arc::clone(self.engine_of(&lease.lane)?),
            row,
            store: self.store.clone(),
            revisions: self.revisions.clone(),
            layout: self.layout.clone(),
            mailbox: self.mailbox.clone(),
        })
    }
}

/// The name under which an attempt is kept whose lane no engine claims any more.
pub(super) fn unknown_engine() -> EngineName {
    EngineName::new("unknown")
}

fn no_engine() -> Failure {
    Failure {
        class: FailureClass::Unreachable,
        message: "the engine of this lane is no longer set up".into(),
        provider_said: None,
        retry: Retry::Again,
        billed: Billed::No,
        next_step: WayOut::ChooseEngine,
    }
}

/// Nobody can say what became of it: the user decides.
pub(super) fn unknown_end() -> Failure {
    Failure {
        class: FailureClass::LostJob,
        message:
            "the studio was cut off while the engine was at work, and the engine can't be asked"
                .into(),
        provider_said: None,
        retry: Retry::Ask,
        billed: Billed::Maybe,
        next_step: WayOut::Retry,
    }
}
