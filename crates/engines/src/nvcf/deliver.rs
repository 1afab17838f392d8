//! A result brought to the disk.

use std::path::PathBuf;

use reqwest::Response;
use worldreel_domain::failure::{Failure, FailureClass};

use super::Nvcf;
use super::archive::{self, Unusable};
use crate::http::{Began, BodyError, SendError, VIDEO_BYTES_MAX, read_error, stream_to_file};
use crate::key::Key;
use crate::sink::Sink;

impl Nvcf {
    /// Brings the result of an answer into the sink's file: the body itself, or what lies
    /// where the answer sends us.
    pub(super) async fn deliver(
        &self,
        response: Response,
        key: &Key,
        sink: &Sink,
    ) -> Result<(), Failure> {
        if response.status() == 302 {
            self.bring_from_location(&response, key, sink).await?;
        } else {
            self.take_body(response, key, sink).await?;
        }
        self.unpack(sink.file().to_owned(), key).await
    }

    /// The body is the result, and this is the only time it is sent.
    async fn take_body(
        &self,
        mut response: Response,
        key: &Key,
        sink: &Sink,
    ) -> Result<(), Failure> {
        let judge = self.judge(Some(key));
        let silence = self.timing.silence;
        match stream_to_file(&mut response, sink.file(), VIDEO_BYTES_MAX, silence).await {
            Ok(_) => Ok(()),
            Err(BodyError::Cut { cause }) => {
                let message = format!(
                    "the result from {} was cut off, and it is sent only once: {cause}",
                    judge.server
                );
                Err(judge.of(FailureClass::BadOutput, &message, None, Began::Finished))
            }
            Err(error) => Err(judge.not_brought(&error)),
        }
    }

    /// The result lies at a signed address, which may be read again until it expires.
    async fn bring_from_location(
        &self,
        response: &Response,
        key: &Key,
        sink: &Sink,
    ) -> Result<(), Failure> {
        let judge = self.judge(Some(key));
        let location = response.headers().get(http::header::LOCATION);
        let location = location
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if !self.client.may_fetch(location) {
            let message = format!(
                "{} says that the result lies at an address that we don't fetch from",
                judge.server
            );
            return Err(judge.of(FailureClass::BadOutput, &message, None, Began::Finished));
        }
        let mut pace = self.timing.pace();
        let mut tries = self.timing.tries.max(1);
        loop {
            tries -= 1;
            match self.try_location(location, key, sink).await {
                Ok(()) => return Ok(()),
                Err((failure, again)) if tries == 0 || !again => return Err(failure),
                Err(_) => pace.wait(None).await,
            }
        }
    }

    /// One try, and whether another may help.
    async fn try_location(
        &self,
        location: &str,
        key: &Key,
        sink: &Sink,
    ) -> Result<(), (Failure, bool)> {
        let judge = self.judge(Some(key));
        let unfit = |message: String, said: Option<&crate::http::Said>| {
            judge.of(FailureClass::BadOutput, &message, said, Began::Finished)
        };
        let mut response = match self.client.result(location).await {
            Ok(response) => response,
            Err(SendError::NeverReached { cause } | SendError::MayHaveArrived { cause, .. }) => {
                let message = format!("could not bring the result: {cause}");
                return Err((unfit(message, None), true));
            }
        };
        let status = response.status();
        if !status.is_success() {
            let answer = read_error(&mut response, self.timing.silence).await;
            let said = self.said(&answer, key);
            let message = format!(
                "the result could not be read where it lies (HTTP {})",
                said.status
            );
            return Err((unfit(message, Some(&said)), status.is_server_error()));
        }
        let silence = self.timing.silence;
        match stream_to_file(&mut response, sink.file(), VIDEO_BYTES_MAX, silence).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let again = matches!(error, BodyError::Cut { .. });
                Err((judge.not_brought(&error), again))
            }
        }
    }

    /// Takes the video out of what came, on a thread where it may take its time.
    async fn unpack(&self, file: PathBuf, key: &Key) -> Result<(), Failure> {
        let judge = self.judge(Some(key));
        let unpacked = tokio::task::spawn_blocking(move || archive::unpack(&file)).await;
        let unusable = match unpacked {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(unusable)) => unusable,
            // A hostile file made its reader panic; that must not end the studio.
            Err(_) => Unusable::Broken("it can't be read".to_owned()),
        };
        Err(match unusable {
            Unusable::Blocked => {
                let message = format!("the safety filter of {} refused this", judge.server);
                judge.of(
                    FailureClass::ContentBlocked,
                    &message,
                    None,
                    Began::Finished,
                )
            }
            Unusable::Disk(error) => judge.not_written(&error),
            unusable => {
                let message = format!(
                    "the result from {} holds no video: {unusable}",
                    judge.server
                );
                judge.of(FailureClass::BadOutput, &message, None, Began::Finished)
            }
        })
    }
}
