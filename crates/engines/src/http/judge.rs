//! What an error answer means.

use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::time::Timestamp;

use super::body::BodyError;
use super::said::{Said, scrub};
use super::usual::{our_field, usual_retry, usual_way_out};
use crate::key::Key;

/// What graphics libraries say when a card's memory is full, in lower case.
const OUT_OF_MEMORY: &[&str] = &[
    "out of memory",
    "outofmemoryerror",
    "cublas_status_alloc_failed",
    "allocation on device",
];
/// What safety filters say, in lower case. "blocked" alone is weak, so it counts only
/// where the render's own failure says it.
const POLICY: &[&str] = &[
    "guardrail",
    "safety",
    "content policy",
    "content_policy",
    "content_filter",
    "moderation",
    "unsafe",
];
const NO_CREDIT: &[&str] = &[
    "insufficient_quota",
    "billing_hard_limit",
    "budget_exceeded",
];

/// Whether a render may have begun when a failure was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Began {
    /// Certainly not.
    No,
    /// It can't be known, or it did.
    Maybe,
    /// It is finished.
    Finished,
}

/// Makes failures out of what a server said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judge<'a> {
    /// Host and port.
    pub(crate) server: &'a str,
    /// The key of the request.
    pub(crate) key: Option<&'a Key>,
    /// Whether its renders cost nothing.
    pub(crate) free: bool,
    /// Now.
    pub(crate) now: Timestamp,
}

impl Judge<'_> {
    /// What an error answer means.
    pub(crate) fn answer(&self, said: &Said, began: Began) -> Failure {
        let server = self.server;
        // Looked at before the status: OpenAI says it with 429, LiteLLM with any.
        if said.status == 402 || said.is_marked(NO_CREDIT) {
            return self.about_key(FailureClass::OutOfCredit, "has no credit left at", said);
        }
        if said.html {
            // A page comes from a proxy in between, whatever its status.
            let message = format!(
                "something in front of {server} answered in its place (HTTP {})",
                said.status
            );
            return self.of(FailureClass::Unreachable, &message, Some(said), began);
        }
        match said.status {
            401 | 403 => self.about_key(FailureClass::Auth, "was not accepted by", said),
            429 => self.rate_limited(said),
            400 | 422 if said.says(POLICY) || said.is_marked(POLICY) => {
                self.blocked(said, Began::No)
            }
            400..=499 if said.status != 408 => self.refused(said),
            _ if said.says(OUT_OF_MEMORY) => self.out_of_memory(said, began),
            408 | 504 => {
                let message = format!("{server} got no answer in time from what renders behind it");
                self.of(FailureClass::Timeout, &message, Some(said), began)
            }
            502 | 503 => {
                let message = format!("{server} is not available just now (HTTP {})", said.status);
                self.of(FailureClass::Unreachable, &message, Some(said), began)
            }
            300..=399 => {
                let message = format!("{server} wants to send us to another address");
                self.of(FailureClass::Unreachable, &message, Some(said), Began::No)
            }
            200..=299 => self.not_understood(said, began),
            _ => self.backend(said, began),
        }
    }

    /// What the failure of a render, told by its own record, means.
    pub(crate) fn render_failed(&self, said: &Said) -> Failure {
        if said.says(OUT_OF_MEMORY) {
            return self.out_of_memory(said, Began::Maybe);
        }
        if said.says(POLICY) || said.is_marked(POLICY) || said.says(&["blocked"]) {
            return self.blocked(said, Began::Maybe);
        }
        if said.is_marked(NO_CREDIT) {
            return self.about_key(FailureClass::OutOfCredit, "has no credit left at", said);
        }
        if matches!(said.status, 400 | 422) {
            return self.refused(said);
        }
        self.backend(said, Began::Maybe)
    }

    /// The same failure, seen while its render runs on at the server.
    pub(crate) fn while_running(&self, mut failure: Failure) -> Failure {
        if !self.free && failure.billed == Billed::No {
            failure.billed = Billed::Maybe;
            if failure.retry != Retry::Never {
                failure.retry = Retry::Ask;
            }
        }
        failure
    }

    fn about_key(&self, class: FailureClass, what: &str, said: &Said) -> Failure {
        let server = self.server;
        let message = match self.key {
            Some(key) => format!("the key {} {what} {server}", key.label()),
            None => format!("{server} asks for a key"),
        };
        self.of(class, &message, Some(said), Began::No)
    }

    /// A 429, with the moment until which the server wants to be left alone.
    pub(crate) fn rate_limited(&self, said: &Said) -> Failure {
        let message = format!("{} asks us to slow down", self.server);
        let mut failure = self.of(FailureClass::RateLimited, &message, Some(said), Began::No);
        if let Some(ms) = said.retry_after_ms.filter(|ms| *ms > 0) {
            let at = self.now.plus_ms(ms);
            failure.retry = Retry::NotBefore { at };
        }
        failure
    }

    fn blocked(&self, said: &Said, began: Began) -> Failure {
        let message = format!(
            "the safety filter of {} refused this{}",
            self.server,
            quoted(said)
        );
        self.of(FailureClass::ContentBlocked, &message, Some(said), began)
    }

    fn out_of_memory(&self, said: &Said, began: Began) -> Failure {
        let message = format!("the graphics card of {} ran out of memory", self.server);
        self.of(FailureClass::OutOfGpuMemory, &message, Some(said), began)
    }

    fn refused(&self, said: &Said) -> Failure {
        let message = format!(
            "{} did not take the order (HTTP {}){}",
            self.server,
            said.status,
            quoted(said)
        );
        let mut failure = self.of(FailureClass::InvalidInput, &message, Some(said), Began::No);
        failure.next_step = match said.field.as_deref().and_then(our_field) {
            Some(field) => WayOut::EditField {
                field: field.to_owned(),
                nearest: None,
            },
            None => WayOut::TestEngine,
        };
        failure
    }

    fn backend(&self, said: &Said, began: Began) -> Failure {
        let message = format!("{} reported an error{}", self.server, quoted(said));
        self.of(FailureClass::Backend, &message, Some(said), began)
    }

    /// A good status with an answer that can't be one.
    pub(crate) fn not_understood(&self, said: &Said, began: Began) -> Failure {
        let message = format!("the answer of {} can't be understood", self.server);
        self.of(FailureClass::BadOutput, &message, Some(said), began)
    }

    /// Nothing of a request has reached the server.
    pub(crate) fn never_reached(&self, cause: &str) -> Failure {
        let message = format!("could not reach {}: {cause}", self.server);
        self.of(FailureClass::Unreachable, &message, None, Began::No)
    }

    /// A video that could not be brought to its end.
    pub(crate) fn not_brought(&self, error: &BodyError) -> Failure {
        match error {
            BodyError::Cut { cause } => {
                let message = format!("the video from {} was cut off: {cause}", self.server);
                self.of(FailureClass::BadOutput, &message, None, Began::Finished)
            }
            BodyError::TooLong => {
                let message = format!(
                    "the video from {} is larger than any that was ordered",
                    self.server
                );
                self.of(FailureClass::BadOutput, &message, None, Began::Finished)
            }
            BodyError::Disk(error) => self.not_written(error),
        }
    }

    /// A video that could not be written to our own disk.
    pub(crate) fn not_written(&self, error: &std::io::Error) -> Failure {
        let full = error.kind() == std::io::ErrorKind::StorageFull;
        let (class, message) = if full {
            (
                FailureClass::DiskFull,
                "no space is left to save the video".to_owned(),
            )
        } else {
            let message = format!("the video could not be written: {error}");
            (FailureClass::LocalIo, message)
        };
        self.of(class, &message, None, Began::Finished)
    }

    /// A failure of a class with what usually follows from it. What may have been billed
    /// is never sent again by itself: that rule stands here and nowhere else.
    pub(crate) fn of(
        &self,
        class: FailureClass,
        message: &str,
        said: Option<&Said>,
        began: Began,
    ) -> Failure {
        let billed = match began {
            _ if self.free => Billed::No,
            Began::No => Billed::No,
            Began::Maybe => Billed::Maybe,
            Began::Finished => Billed::Yes,
        };
        let retry = match usual_retry(class) {
            Retry::Again if billed != Billed::No => Retry::Ask,
            retry => retry,
        };
        Failure {
            class,
            message: scrub(message.trim_end_matches('.'), self.key),
            provider_said: said.map(|said| said.words.clone()),
            retry,
            billed,
            next_step: usual_way_out(class),
        }
    }
}

fn quoted(said: &Said) -> String {
    if said.message.is_empty() {
        String::new()
    } else {
        format!(": {}", said.message.trim_end_matches('.'))
    }
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
