//! Why something failed and what to do next.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// The kinds of failure, after what the user or the queue does about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailureClass {
    /// A key was turned away.
    Auth,
    /// A key has no credit left.
    OutOfCredit,
    /// The service asks us to slow down.
    RateLimited,
    /// The service has no free machine.
    QueueFull,
    /// A safety filter refused the prompt or the picture.
    ContentBlocked,
    /// The engine can't take a value as it is.
    InvalidInput,
    /// The graphics card ran out of memory.
    OutOfGpuMemory,
    /// The engine no longer knows the job.
    LostJob,
    /// No answer in time.
    Timeout,
    /// The engine can't be reached.
    Unreachable,
    /// An answer that is not a playable video.
    BadOutput,
    /// The engine reported an error of its own.
    Backend,
    /// The engine can't do what was asked; found before it was sent.
    Unsupported,
    /// No space to save the clip.
    DiskFull,
    /// The clip could not be saved for another reason.
    LocalIo,
    /// The library was put back to an earlier day: what has become of the job since is
    /// not known.
    Restored,
}

impl FailureClass {
    /// The class's name in JSON and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::OutOfCredit => "out_of_credit",
            Self::RateLimited => "rate_limited",
            Self::QueueFull => "queue_full",
            Self::ContentBlocked => "content_blocked",
            Self::InvalidInput => "invalid_input",
            Self::OutOfGpuMemory => "out_of_gpu_memory",
            Self::LostJob => "lost_job",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::BadOutput => "bad_output",
            Self::Backend => "backend",
            Self::Unsupported => "unsupported",
            Self::DiskFull => "disk_full",
            Self::LocalIo => "local_io",
            Self::Restored => "restored",
        }
    }

    /// What a failure of this class says about the engine that an order went to.
    #[must_use]
    pub const fn reach(self) -> Reach {
        match self {
            Self::Unreachable | Self::QueueFull => Reach::Away,
            Self::Auth
            | Self::OutOfCredit
            | Self::RateLimited
            | Self::ContentBlocked
            | Self::InvalidInput
            | Self::OutOfGpuMemory
            | Self::Backend => Reach::There,
            Self::LostJob
            | Self::Timeout
            | Self::BadOutput
            | Self::Unsupported
            | Self::DiskFull
            | Self::LocalIo
            | Self::Restored => Reach::Untold,
        }
    }

    /// Whether a failure of this class says something about the job. The others say
    /// something about a key, a lane or the disk: the job waits and pays nothing.
    #[must_use]
    pub const fn counts_against_job(self) -> bool {
        match self {
            Self::Auth
            | Self::OutOfCredit
            | Self::RateLimited
            | Self::QueueFull
            | Self::Unreachable
            | Self::DiskFull
            | Self::LocalIo
            | Self::Restored => false,
            Self::ContentBlocked
            | Self::InvalidInput
            | Self::OutOfGpuMemory
            | Self::LostJob
            | Self::Timeout
            | Self::BadOutput
            | Self::Backend
            | Self::Unsupported => true,
        }
    }
}

/// What the end of an order says about its engine, whosever order it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It takes no orders just now.
    Away,
    /// It is there: only the engine itself answers so.
    There,
    /// Nothing: it was not asked, or has not answered.
    Untold,
}

/// Whether the failed attempt cost money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Billed {
    /// Nothing was charged.
    No,
    /// It was charged.
    Yes,
    /// It can't be known from here.
    Maybe,
}

/// What the queue may do by itself about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "retry", rename_all = "snake_case")]
pub enum Retry {
    /// Never send the same thing again.
    Never,
    /// Send it again after the usual pause.
    Again,
    /// Send it again from this moment on.
    NotBefore {
        /// The earliest start.
        at: Timestamp,
    },
    /// Only with the user's word, since it may be paid twice.
    Ask,
}

/// The way out of a failure, as a value that a door turns into a button or a hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "way_out", rename_all = "snake_case")]
pub enum WayOut {
    /// Send it again.
    Retry,
    /// Change the prompt.
    EditPrompt,
    /// Change a field of the spec.
    EditField {
        /// The field's name.
        field: String,
        /// The nearest value that would be taken.
        nearest: Option<String>,
    },
    /// Choose another engine.
    ChooseEngine,
    /// Add or test a key.
    CheckKeys,
    /// See whether the engine runs and can be reached.
    TestEngine,
    /// Make room on the disk.
    FreeSpace {
        /// Bytes that are needed.
        need_bytes: i64,
    },
    /// Look at the library's folder.
    CheckFolder,
    /// Look into the log files.
    OpenLogs,
}

/// Why an attempt, and perhaps its job, failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// The kind of failure.
    pub class: FailureClass,
    /// What happened, for the user: a sentence without a full stop.
    pub message: String,
    /// The provider's own words, at most 2 KiB, with keys and signed addresses
    /// removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_said: Option<String>,
    /// What the queue may do by itself.
    pub retry: Retry,
    /// Whether it cost money.
    pub billed: Billed,
    /// What the user can do.
    pub next_step: WayOut,
}

impl Failure {
    /// What becomes of the job at `now`, after `strikes` attempts that counted against
    /// it, this one included: the engine's advice, until [`STRIKES_MAX`] is reached.
    #[must_use]
    pub const fn verdict(&self, strikes: u32, now: Timestamp) -> Verdict {
        let not_before = match self.retry {
            Retry::Never => return Verdict::Fail,
            Retry::Ask => return Verdict::Ask,
            Retry::NotBefore { at } => at,
            Retry::Again => now.plus_ms(self.pause_ms(strikes)),
        };
        if self.class.counts_against_job() && strikes >= STRIKES_MAX {
            Verdict::Fail
        } else {
            Verdict::Requeue { not_before }
        }
    }

    /// What becomes of the job when the key that it was sent with is out of use for this:
    /// it waits for another key and for nothing else. `None` when it was not the key.
    #[must_use]
    pub const fn verdict_with_another_key(&self, now: Timestamp) -> Option<Verdict> {
        match self.class {
            FailureClass::Auth | FailureClass::OutOfCredit | FailureClass::RateLimited => {
                Some(Verdict::Requeue { not_before: now })
            }
            _ => None,
        }
    }

    /// What becomes of the job when its engine is away: the engine rests for all, so the job
    /// waits for it, or for another engine, and for nothing else. `None` when it was not
    /// that, or when the job must not be sent again by itself.
    #[must_use]
    pub const fn verdict_while_engine_rests(&self, now: Timestamp) -> Option<Verdict> {
        match (self.class.reach(), self.retry) {
            (Reach::Away, Retry::Again) => Some(Verdict::Requeue { not_before: now }),
            _ => None,
        }
    }

    /// The same failure, seen once its render was finished: unless that was free it is paid
    /// for, and sending it again is for the user to decide.
    #[must_use]
    pub fn of_a_finished_render(mut self, free: bool) -> Self {
        if !free {
            self.billed = Billed::Yes;
            if self.retry != Retry::Never {
                self.retry = Retry::Ask;
            }
        }
        self
    }

    /// The usual pause: what is wrong with a key, a lane or a disk is looked at again
    /// every half minute; a job that failed by itself is given longer each time.
    const fn pause_ms(&self, strikes: u32) -> i64 {
        if self.class.counts_against_job() {
            5_000 * (1 << if strikes > 6 { 6 } else { strikes })
        } else {
            30_000
        }
    }
}

/// How many attempts of one job may fail for reasons of its own before it is given
/// up. Three: a fault that strikes three times in a row has not been a passing one.
pub const STRIKES_MAX: u32 = 3;

/// What becomes of a job after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It waits in its old place and is tried again.
    Requeue {
        /// The earliest start.
        not_before: Timestamp,
    },
    /// The user decides.
    Ask,
    /// It has failed.
    Fail,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(class: FailureClass) -> Failure {
        Failure {
            class,
            message: "it broke".into(),
            provider_said: None,
            retry: Retry::NotBefore {
                at: Timestamp::from_ms(5),
            },
            billed: Billed::No,
            next_step: WayOut::Retry,
        }
    }

    #[test]
    fn a_keys_trouble_never_uses_up_the_jobs_attempts() {
        let now = Timestamp::from_ms(0);
        let again = Verdict::Requeue {
            not_before: Timestamp::from_ms(5),
        };
        assert_eq!(failure(FailureClass::RateLimited).verdict(50, now), again);
        assert_eq!(failure(FailureClass::Backend).verdict(2, now), again);
        assert_eq!(
            failure(FailureClass::Backend).verdict(3, now),
            Verdict::Fail
        );
    }

    #[test]
    fn a_job_whose_engine_is_away_waits_for_nothing_of_its_own_and_is_sent_again_only_if_it_may() {
        let now = Timestamp::from_ms(7);
        let away = |retry| Failure {
            retry,
            ..failure(FailureClass::Unreachable)
        };
        let at_once = Some(Verdict::Requeue { not_before: now });
        let verdict = |failure: Failure| failure.verdict_while_engine_rests(now);
        assert_eq!(verdict(away(Retry::Again)), at_once);
        for retry in [Retry::Ask, Retry::Never] {
            assert_eq!(verdict(away(retry)), None);
        }
        let backend = Failure {
            retry: Retry::Again,
            ..failure(FailureClass::Backend)
        };
        assert_eq!(verdict(backend), None);
    }

    #[test]
    fn what_is_paid_for_is_never_rendered_again_by_itself() {
        let now = Timestamp::from_ms(0);
        let no_video = Failure {
            retry: Retry::Again,
            ..failure(FailureClass::BadOutput)
        };
        let paid = no_video.clone().of_a_finished_render(false);
        assert_eq!(
            (paid.billed, paid.verdict(1, now)),
            (Billed::Yes, Verdict::Ask)
        );
        assert_eq!(no_video.clone().of_a_finished_render(true), no_video);
        let never = Failure {
            retry: Retry::Never,
            ..no_video
        };
        let never = never.of_a_finished_render(false);
        assert_eq!(never.verdict(1, now), Verdict::Fail);
    }

    #[test]
    fn the_usual_pause_grows_only_for_what_counts_against_the_job() {
        let pause = |class, strikes| {
            let failure = Failure {
                retry: Retry::Again,
                ..failure(class)
            };
            match failure.verdict(strikes, Timestamp::from_ms(0)) {
                Verdict::Requeue { not_before } => not_before.ms(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(pause(FailureClass::DiskFull, 0), 30_000);
        assert_eq!(pause(FailureClass::LocalIo, 0), 30_000);
        assert_eq!(pause(FailureClass::Backend, 1), 10_000);
        assert_eq!(pause(FailureClass::Backend, 2), 20_000);
    }
}
