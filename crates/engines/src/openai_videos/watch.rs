//! A render followed to its end, and stopped.

use std::time::Duration;

use tokio::time::Instant;
use worldreel_domain::capabilities::ProgressKind;
use worldreel_domain::failure::{Failure, FailureClass};

use super::OpenAiVideos;
use super::client::CallError;
use super::dialect::Dialect;
use super::map::{Seen, seen};
use super::wire::{Record, Status};
use crate::engine::{Outcome, Stopping};
use crate::http::{Answer, Began, Said, SendError, poll_after, server_time_ms};
use crate::key::Key;
use crate::renders::UnderWay;
use crate::sink::{Progress, Sink};

/// A server that has given no word about a render for a while.
#[derive(Debug, Default)]
struct Silence {
    since: Option<Instant>,
}

impl Silence {
    fn longer_than(&mut self, limit: Duration) -> bool {
        self.since.get_or_insert_with(Instant::now).elapsed() >= limit
    }
}

impl OpenAiVideos {
    /// Looks at a render until it ends.
    pub(super) async fn watch(
        &self,
        id: &str,
        key: Option<&Key>,
        sink: &Sink,
        under_way: &UnderWay,
    ) -> Result<Outcome, Failure> {
        let began = Instant::now();
        let mut pace = self.timing.pace();
        let mut silence = Silence::default();
        let mut told = 0;
        loop {
            let mut asked = None;
            match self.client.status(id, key).await {
                Err(CallError::Key(problem)) => {
                    let judge = self.judge(key);
                    return Err(judge.while_running(problem.failure(&judge)));
                }
                Err(CallError::Send(error)) => {
                    if silence.longer_than(self.timing.lost_after) {
                        return Err(self.silent(&error, key));
                    }
                }
                Ok(answer) => {
                    let said = self.said(&answer, key);
                    asked = poll_after(&answer.headers, (self.now)());
                    match seen(&answer, id, said.html) {
                        Seen::Record(mut record) => {
                            silence = Silence::default();
                            // A figure never goes back, whatever a gateway makes of it.
                            told = record.progress.unwrap_or(0).max(told);
                            record.progress = record.progress.map(|_| told);
                            if let Some(ended) =
                                self.ended(&record, &said, key, sink, under_way).await
                            {
                                return ended;
                            }
                            if self.is_stuck(&record, &answer, began) {
                                // Perhaps it is busy for nobody.
                                self.stop(id, key).await;
                                return Err(self.stuck(key));
                            }
                        }
                        Seen::Unknown => return self.gone(&said, key, under_way).await,
                        Seen::Refused => {
                            let judge = self.judge(key);
                            return Err(judge.while_running(judge.answer(&said, Began::Maybe)));
                        }
                        // To be asked to slow down is an answer.
                        Seen::Busy if answer.status == 429 => silence = Silence::default(),
                        Seen::Busy => {
                            if silence.longer_than(self.timing.lost_after) {
                                return Err(self.judge(key).answer(&said, Began::Maybe));
                            }
                        }
                    }
                }
            }
            pace.wait(asked).await;
        }
    }

    /// How a render ended, if it has.
    async fn ended(
        &self,
        record: &Record,
        said: &Said,
        key: Option<&Key>,
        sink: &Sink,
        under_way: &UnderWay,
    ) -> Option<Result<Outcome, Failure>> {
        let judge = self.judge(key);
        match &record.status {
            Status::Queued | Status::Running => {
                if let Some(done) = record.progress {
                    self.tell(done, sink);
                }
                None
            }
            Status::Completed => {
                self.tell(100, sink);
                Some(Ok(Outcome::Ready))
            }
            Status::Failed => {
                let code =
                    record
                        .error_code
                        .unwrap_or(if said.status >= 400 { said.status } else { 500 });
                let told = Said::of_job(code, &record.error_message, &record.error_marks, key);
                Some(Err(judge.render_failed(&told)))
            }
            Status::Ended(word) => {
                if let Some(outcome) = under_way.stopped_how(self.stop_patience()).await {
                    return Some(Ok(outcome));
                }
                let message = format!("{} ended the render: it is {word}", judge.server);
                Some(Err(judge.of(
                    FailureClass::LostJob,
                    &message,
                    Some(said),
                    Began::Maybe,
                )))
            }
        }
    }

    /// The server doesn't know the render any more.
    async fn gone(
        &self,
        said: &Said,
        key: Option<&Key>,
        under_way: &UnderWay,
    ) -> Result<Outcome, Failure> {
        if let Some(outcome) = under_way.stopped_how(self.stop_patience()).await {
            return Ok(outcome);
        }
        Err(self.lost(said, key))
    }

    pub(super) fn lost(&self, said: &Said, key: Option<&Key>) -> Failure {
        let judge = self.judge(key);
        let message = format!(
            "{} no longer knows this render: it was restarted, or the render was deleted there",
            judge.server
        );
        judge.of(FailureClass::LostJob, &message, Some(said), Began::Maybe)
    }

    /// The server has been away for so long that a render on it can't be counted on.
    fn silent(&self, error: &SendError, key: Option<&Key>) -> Failure {
        let judge = self.judge(key);
        let minutes = self.timing.lost_after.as_secs() / 60;
        let (class, cause) = match error {
            // Nobody listens there: the server's process is gone, and the render with it.
            SendError::NeverReached { cause } => (FailureClass::LostJob, cause),
            SendError::MayHaveArrived { cause, .. } => (FailureClass::Timeout, cause),
        };
        let message = format!(
            "{} has not answered about this render for {minutes} min: {cause}",
            judge.server
        );
        judge.of(class, &message, None, Began::Maybe)
    }

    /// Whether a render is called running for longer than any render takes. Its age is
    /// told by the server's own clock, so that neither a restart of ours nor a clock that
    /// is wrong changes it.
    fn is_stuck(&self, record: &Record, answer: &Answer, began: Instant) -> bool {
        let longest = Duration::from_secs(u64::from(self.settings.longest_render_s));
        // Where "queued" is said to the end, it says nothing.
        let waits = record.status == Status::Queued && self.known_dialect() != Dialect::Sglang;
        if waits {
            return false;
        }
        let age = server_time_ms(&answer.headers).zip(record.created_at_ms);
        match age.map(|(now, created)| now.saturating_sub(created)) {
            Some(age) => u64::try_from(age).is_ok_and(|age| Duration::from_millis(age) >= longest),
            None => began.elapsed() >= longest,
        }
    }

    fn stuck(&self, key: Option<&Key>) -> Failure {
        let judge = self.judge(key);
        let minutes = self.settings.longest_render_s / 60;
        let message = format!(
            "{} has called this render running for more than {minutes} min",
            judge.server
        );
        judge.of(FailureClass::Timeout, &message, None, Began::Maybe)
    }

    /// The dialect as far as it is known now.
    pub(super) fn known_dialect(&self) -> Dialect {
        match self.settings.dialect {
            Dialect::Auto => {
                let known = self.recognised.lock();
                let known = known.unwrap_or_else(std::sync::PoisonError::into_inner);
                known.unwrap_or(Dialect::VllmOmni)
            }
            dialect => dialect,
        }
    }

    fn tell(&self, percent: u32, sink: &Sink) {
        if self.settings.dialect.progress() == ProgressKind::Measured {
            sink.progress(Progress {
                done: percent,
                total: Some(100),
            });
        }
    }

    /// How long whoever stops a render may need for it.
    fn stop_patience(&self) -> Duration {
        (self.timing.silence + self.timing.poll_most) * (self.timing.tries + 2)
    }

    /// Asks the server to stop a render, and looks at what became of that: a DELETE is a
    /// wish.
    pub(super) async fn stop(&self, id: &str, key: Option<&Key>) -> Stopping {
        let waits = matches!(self.look(id, key).await, Some(Seen::Record(record))
            if record.status == Status::Queued);
        let mut pace = self.timing.pace();
        for _ in 0..self.timing.tries.max(1) {
            match self.client.delete(id, key).await {
                // It is being cancelled, or its output is being written.
                Ok(answer) if answer.status == 409 => {
                    let asked = poll_after(&answer.headers, (self.now)());
                    pace.wait(asked).await;
                }
                Ok(_) => break,
                Err(CallError::Key(_)) => return Stopping::Unknown,
                Err(CallError::Send(_)) => pace.wait(None).await,
            }
        }
        match (self.look(id, key).await, self.known_dialect()) {
            (Some(Seen::Record(record)), _) => match record.status {
                Status::Queued | Status::Running => Stopping::StillRunning,
                Status::Completed | Status::Failed | Status::Ended(_) => Stopping::Stopped,
            },
            // It only forgets the record (sglang: video_api.py).
            (Some(Seen::Unknown), Dialect::Sglang) => Stopping::StillRunning,
            // It was not at work on it yet.
            (Some(Seen::Unknown), Dialect::VllmOmni) if waits => Stopping::Stopped,
            // Most of its pipelines finish what they have begun (vllm-omni issue 6403).
            (Some(Seen::Unknown | Seen::Busy | Seen::Refused) | None, _) => Stopping::Unknown,
        }
    }

    async fn look(&self, id: &str, key: Option<&Key>) -> Option<Seen> {
        let answer = self.client.status(id, key).await.ok()?;
        let html = self.said(&answer, key).html;
        Some(seen(&answer, id, html))
    }
}
