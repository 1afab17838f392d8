//! A finished render's video brought.

use worldreel_domain::failure::{Failure, FailureClass};

use super::OpenAiVideos;
use super::client::CallError;
use super::map::{Seen, seen};
use super::wire::Status;
use crate::http::{
    Answer, Began, BodyError, Said, SendError, VIDEO_BYTES_MAX, poll_after, read_error,
    stream_to_file,
};
use crate::key::Key;
use crate::media::is_mp4;
use crate::sink::Sink;

/// What one try of bringing a video came to.
enum Try {
    Here,
    /// It may work after a pause.
    Again(Failure, Option<std::time::Duration>),
    Failed(Failure),
}

impl OpenAiVideos {
    /// Brings a video into the sink's file, trying again where that may help: the render
    /// is done, and to render it once more would be the dearest way to get it.
    pub(super) async fn bring(
        &self,
        id: &str,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<(), Failure> {
        let mut pace = self.timing.pace();
        let mut tries = self.timing.tries.max(1);
        loop {
            tries -= 1;
            match self.try_to_bring(id, key, sink).await {
                Try::Here => return Ok(()),
                Try::Failed(failure) => return Err(failure),
                Try::Again(failure, _) if tries == 0 => return Err(failure),
                Try::Again(_, asked) => pace.wait(asked).await,
            }
        }
    }

    async fn try_to_bring(&self, id: &str, key: Option<&Key>, sink: &Sink) -> Try {
        let judge = self.judge(key);
        let mut response = match self.client.content(id, key).await {
            Ok(response) => response,
            Err(CallError::Key(problem)) => {
                return Try::Failed(judge.while_running(problem.failure(&judge)));
            }
            Err(CallError::Send(
                SendError::NeverReached { cause } | SendError::MayHaveArrived { cause, .. },
            )) => {
                let message = format!("could not bring the video from {}: {cause}", judge.server);
                let failure = judge.of(FailureClass::Unreachable, &message, None, Began::Finished);
                return Try::Again(failure, None);
            }
        };
        if !response.status().is_success() {
            let answer = read_error(&mut response, self.timing.silence).await;
            return self.not_given(&answer, id, key).await;
        }
        let length = stream_to_file(
            &mut response,
            sink.file(),
            VIDEO_BYTES_MAX,
            self.timing.silence,
        )
        .await;
        match length {
            Ok(0) => self.bad("an empty video", key),
            Ok(_) => match is_mp4(sink.file()).await {
                Ok(true) => Try::Here,
                Ok(false) => self.bad("something that is no MP4", key),
                Err(error) => Try::Failed(judge.not_written(&error)),
            },
            Err(error @ BodyError::Cut { .. }) => Try::Again(judge.not_brought(&error), None),
            Err(error) => Try::Failed(judge.not_brought(&error)),
        }
    }

    fn bad(&self, what: &str, key: Option<&Key>) -> Try {
        let judge = self.judge(key);
        let message = format!("{} gave {what}", judge.server);
        Try::Again(
            judge.of(FailureClass::BadOutput, &message, None, Began::Finished),
            None,
        )
    }

    /// The server has no video to give: its record says why.
    async fn not_given(&self, answer: &Answer, id: &str, key: Option<&Key>) -> Try {
        let said = self.said(answer, key);
        let judge = self.judge(key);
        let asked = poll_after(&answer.headers, (self.now)());
        let mut failure = judge.answer(&said, Began::Finished);
        if !judge.free {
            failure = judge.while_running(failure);
        }
        match answer.status {
            // Unknown, not ready, or its file is gone.
            404 | 422 if !said.html => {}
            408 | 409 | 425 | 429 | 500..=599 => return Try::Again(failure, asked),
            _ => return Try::Failed(self.elsewhere(&said, key).unwrap_or(failure)),
        }
        let Ok(record) = self.client.status(id, key).await else {
            return Try::Again(failure, asked);
        };
        let html = self.said(&record, key).html;
        match seen(&record, id, html) {
            Seen::Unknown => Try::Failed(self.lost(&said, key)),
            Seen::Record(record) => match record.status {
                Status::Failed => {
                    let code = record.error_code.unwrap_or(500);
                    let told = Said::of_job(code, &record.error_message, &record.error_marks, key);
                    Try::Failed(judge.render_failed(&told))
                }
                Status::Ended(_) => Try::Failed(self.lost(&said, key)),
                Status::Queued | Status::Running | Status::Completed => {
                    let message = format!("{} has no video for this render", judge.server);
                    let class = FailureClass::BadOutput;
                    Try::Again(
                        judge.of(class, &message, Some(&said), Began::Finished),
                        asked,
                    )
                }
            },
            Seen::Busy | Seen::Refused => Try::Again(failure, asked),
        }
    }

    /// SGLang keeps a video in a cloud's storage where it is set up so, and answers with
    /// 400 and the address. It is not ours to fetch from wherever a server points.
    fn elsewhere(&self, said: &Said, key: Option<&Key>) -> Option<Failure> {
        if said.status != 400 || !said.says(&["https://", "http://"]) {
            return None;
        }
        let judge = self.judge(key);
        let message = format!(
            "{} has put the video into a cloud's storage; set it up to keep videos itself",
            judge.server
        );
        Some(judge.of(
            FailureClass::BadOutput,
            &message,
            Some(said),
            Began::Finished,
        ))
    }
}
