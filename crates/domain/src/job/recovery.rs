//! What becomes of the jobs that an earlier run left behind: pure, so that every
//! case can be tested without a crash.

use crate::failure::Failure;
use crate::job::event::JobEvent;
use crate::job::state::JobState;

/// What is known about a job that holds a lease of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leftover {
    /// Whether its engine's renders die with the studio; `None` when that engine is
    /// no longer set up.
    pub dies_with_us: Option<bool>,
}

/// What to do with a job that an earlier run left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settling {
    /// Nothing: it waits for a lane or for the user.
    Leave,
    /// This has happened to it.
    Event(JobEvent),
    /// Its file is being saved: go on with that.
    Save,
}

/// Settles a job that an earlier run left in `state`. What may be rendered elsewhere is
/// asked about, and never simply sent again.
#[must_use]
pub fn settle(state: &JobState, leftover: Leftover) -> Settling {
    let dies = leftover.dies_with_us == Some(true);
    match state {
        JobState::Queued { .. }
        | JobState::Held
        | JobState::Undecided { .. }
        | JobState::Cancelled { .. }
        | JobState::Expired
        | JobState::Failed { .. }
        | JobState::Done { .. } => Settling::Leave,
        // The intent is committed before the first byte goes out.
        JobState::Preparing { .. } => Settling::Event(JobEvent::NeverBegan),
        JobState::Submitting { .. } | JobState::Running { .. } | JobState::InDoubt { .. }
            if dies =>
        {
            Settling::Event(JobEvent::NeverBegan)
        }
        JobState::Submitting { .. } | JobState::Running { .. } => {
            Settling::Event(JobEvent::Doubted)
        }
        // The engine is asked again.
        JobState::InDoubt { .. } => Settling::Leave,
        JobState::Fetching { .. } => Settling::Save,
        JobState::Cancelling { .. } => Settling::Event(JobEvent::Stopped {
            may_be_billed: !dies,
        }),
    }
}

/// What becomes of a job in `state` when the library was put back to an earlier day; `None`
/// leaves it as it is. What may have been paid for since is asked about: a render that was
/// sent after that day is known to nobody here.
///
/// `free` is whether it costs nothing on any engine that it may use. `failure` says so to
/// the user.
#[must_use]
pub fn settle_restored(state: &JobState, free: bool, failure: &Failure) -> Option<JobEvent> {
    match state {
        JobState::Queued { .. }
        | JobState::Held
        | JobState::Preparing { .. }
        | JobState::Submitting { .. }
        | JobState::Running { .. }
        | JobState::InDoubt { .. } => (!free).then(|| JobEvent::Restored(failure.clone())),
        // To bring a finished render once more costs nothing, to stop one neither; the user
        // is asked already, or gave the word that ended it.
        JobState::Fetching { .. }
        | JobState::Cancelling { .. }
        | JobState::Undecided { .. }
        | JobState::Cancelled { .. }
        | JobState::Expired
        | JobState::Failed { .. }
        | JobState::Done { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::{Billed, FailureClass, Retry, WayOut};
    use crate::id::{AttemptId, LaneName, StudioEpoch};
    use crate::job::{Lease, next};
    use uuid::Uuid;

    fn lease() -> Lease {
        Lease {
            epoch: StudioEpoch(1),
            attempt: AttemptId::from_uuid(Uuid::from_u128(1)),
            lane: LaneName::new("sketch-1"),
            key: None,
        }
    }

    fn left_with_a_lease() -> Vec<JobState> {
        let (lease, ticket) = (lease(), None);
        vec![
            JobState::Preparing {
                lease: lease.clone(),
            },
            JobState::Submitting {
                lease: lease.clone(),
            },
            JobState::Running {
                lease: lease.clone(),
                ticket: ticket.clone(),
            },
            JobState::InDoubt {
                lease: lease.clone(),
                ticket: ticket.clone(),
            },
            JobState::Fetching {
                lease: lease.clone(),
                ticket: ticket.clone(),
            },
            JobState::Cancelling {
                lease,
                ticket,
                keeps_lane: true,
            },
        ]
    }

    #[test]
    fn a_render_that_died_with_us_is_queued_again_and_never_asked_about() {
        for state in left_with_a_lease() {
            let settling = settle(
                &state,
                Leftover {
                    dies_with_us: Some(true),
                },
            );
            let Settling::Event(event) = settling else {
                continue;
            };
            let after = next(&state, &event).expect("a legal event").state;
            assert!(
                matches!(
                    after,
                    JobState::Queued { .. }
                        | JobState::Cancelled {
                            may_be_billed: false
                        }
                ),
                "{state:?} -> {after:?}"
            );
        }
    }

    #[test]
    fn what_may_have_been_paid_for_since_a_backup_is_never_sent_again_unasked() {
        let failure = Failure {
            class: FailureClass::Restored,
            message: "the library was put back".into(),
            provider_said: None,
            retry: Retry::Ask,
            billed: Billed::Maybe,
            next_step: WayOut::Retry,
        };
        let mut live = left_with_a_lease();
        live.extend([JobState::queued(), JobState::Held]);
        for state in live {
            assert_eq!(settle_restored(&state, true, &failure), None);
            let Some(event) = settle_restored(&state, false, &failure) else {
                assert!(
                    matches!(
                        state,
                        JobState::Fetching { .. } | JobState::Cancelling { .. }
                    ),
                    "{state:?} would go on by itself"
                );
                continue;
            };
            let after = next(&state, &event).expect("a legal event").state;
            assert!(
                matches!(after, JobState::Undecided { .. }),
                "{state:?} -> {after:?}"
            );
        }
    }

    #[test]
    fn a_render_that_may_be_running_elsewhere_is_never_sent_again() {
        for dies_with_us in [Some(false), None] {
            for state in &left_with_a_lease()[1..] {
                let settling = settle(state, Leftover { dies_with_us });
                let Settling::Event(event) = settling else {
                    continue;
                };
                let after = next(state, &event).expect("a legal event").state;
                assert!(
                    !matches!(after, JobState::Queued { .. }),
                    "{state:?} -> {after:?}"
                );
            }
        }
    }
}
