//! A render followed to its end.

use std::time::Duration;

use tokio::time::Instant;
use worldreel_domain::failure::{Failure, FailureClass};

use super::Nvcf;
use super::map::{self, Word};
use crate::engine::Outcome;
use crate::http::{Began, Said, SendError, poll_after, read_error};
use crate::key::Key;
use crate::renders::UnderWay;
use crate::sink::{Progress, Sink};

impl Nvcf {
    /// Asks about a render until its result is on the disk.
    pub(super) async fn watch(
        &self,
        id: &str,
        key: &Key,
        sink: &Sink,
        under_way: &UnderWay,
    ) -> Result<Outcome, Failure> {
        let judge = self.judge(Some(key));
        let began = Instant::now();
        let mut silent_since: Option<Instant> = None;
        let mut told = 0;
        let mut pace = self.timing.pace();
        loop {
            let asked_at = Instant::now();
            let mut asked = None;
            let sent = tokio::select! {
                sent = self.client.status(id, self.settings.hold_status_s, key) => sent,
                // There is no way to stop it: it is left to itself.
                () = under_way.told_to_stop() => return Ok(Outcome::Abandoned),
            };
            let sent = sent.map_err(|problem| judge.while_running(problem.failure(&judge)))?;
            match sent {
                Ok(response) if response.status() == 202 => {
                    silent_since = None;
                    // Messages are repeated, and a figure never goes back.
                    let percent = map::percent(response.headers());
                    told = percent.unwrap_or(0).max(told);
                    self.tell(percent.map(|_| told), sink);
                    asked = poll_after(response.headers(), (self.now)());
                    if began.elapsed() >= self.longest() {
                        return Err(self.too_long(key));
                    }
                }
                // Any other success is a result: it is read now or never.
                Ok(response) if response.status().is_success() || response.status() == 302 => {
                    self.deliver(response, key, sink).await?;
                    self.tell(Some(100), sink);
                    return Ok(Outcome::Delivered);
                }
                Ok(mut response) => {
                    let answer = read_error(&mut response, self.timing.silence).await;
                    let said = self.said(&answer, key);
                    asked = poll_after(&answer.headers, (self.now)());
                    match map::word(&judge, &said) {
                        Word::SlowDown => silent_since = None,
                        Word::AskAgain => self
                            .be_patient(&mut silent_since, || judge.answer(&said, Began::Maybe))?,
                        Word::Unknown => return Err(self.collected(&said, key)),
                        Word::Failed(failure) => return Err(failure),
                    }
                }
                Err(error) => {
                    self.be_patient(&mut silent_since, || self.silent(&error, key))?;
                }
            }
            // A service that holds its answer back has set the pace itself.
            let pause = pace.next(asked).saturating_sub(asked_at.elapsed());
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = under_way.told_to_stop() => return Ok(Outcome::Abandoned),
            }
        }
    }

    fn be_patient(
        &self,
        silent_since: &mut Option<Instant>,
        failure: impl FnOnce() -> Failure,
    ) -> Result<(), Failure> {
        let since = silent_since.get_or_insert_with(Instant::now);
        if since.elapsed() >= self.timing.lost_after {
            return Err(failure());
        }
        Ok(())
    }

    fn longest(&self) -> Duration {
        Duration::from_secs(u64::from(self.settings.longest_render_s))
    }

    fn tell(&self, percent: Option<u32>, sink: &Sink) {
        if let (true, Some(done)) = (self.settings.tells_progress, percent) {
            sink.progress(Progress {
                done,
                total: Some(100),
            });
        }
    }

    /// The service has no such render: its result was read before, or its time was up.
    fn collected(&self, said: &Said, key: &Key) -> Failure {
        let judge = self.judge(Some(key));
        let message = format!(
            "{} no longer knows this render: its result was read once before, or it has expired",
            judge.server
        );
        judge.of(FailureClass::LostJob, &message, Some(said), Began::Maybe)
    }

    fn silent(&self, error: &SendError, key: &Key) -> Failure {
        let judge = self.judge(Some(key));
        let (SendError::NeverReached { cause } | SendError::MayHaveArrived { cause, .. }) = error;
        let minutes = self.timing.lost_after.as_secs() / 60;
        let message = format!(
            "{} has not answered about this render for {minutes} min: {cause}",
            judge.server
        );
        judge.of(FailureClass::Timeout, &message, None, Began::Maybe)
    }

    fn too_long(&self, key: &Key) -> Failure {
        let judge = self.judge(Some(key));
        let minutes = self.settings.longest_render_s / 60;
        let message = format!(
            "{} has called this render running for more than {minutes} min",
            judge.server
        );
        judge.of(FailureClass::Timeout, &message, None, Began::Maybe)
    }
}
