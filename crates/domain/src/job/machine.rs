//! The one function that changes a job's state.

use crate::failure::{Failure, Verdict};
use crate::job::event::{Effect, IllegalEvent, JobEvent, Step};
use crate::job::state::{JobState, Lease, Ticket};

/// What `event` makes of a job in `state`.
///
/// Time plays no part: an event that depends on a moment (an expiry, an earliest
/// start) carries it.
///
/// # Errors
///
/// [`IllegalEvent`] when the event can't happen in this state. The state is then
/// unchanged and nothing must be done.
pub fn next(state: &JobState, event: &JobEvent) -> Result<Step, IllegalEvent> {
    if let (JobEvent::FoundDelivered(video), false) =
        (event, matches!(state, JobState::Done { .. }))
    {
        // What is there is not rendered once more, whatever was known of the job.
        return Ok(to(JobState::Done { video: *video }));
    }
    let step = match state {
        JobState::Queued { .. } => from_queued(event),
        JobState::Preparing { lease } => from_preparing(lease, event),
        JobState::Submitting { lease } => from_submitting(lease, event),
        JobState::Running { lease, ticket } => from_running(lease, ticket.as_ref(), event),
        JobState::Fetching { lease, ticket } => from_fetching(lease, ticket.as_ref(), event),
        JobState::InDoubt { lease, ticket } => from_in_doubt(lease, ticket.as_ref(), event),
        JobState::Held => from_held(event),
        JobState::Undecided {
            lease,
            ticket,
            failure,
        } => from_undecided(lease.as_ref(), ticket.as_ref(), failure, event),
        JobState::Cancelling { lease, ticket, .. } => {
            from_cancelling(lease, ticket.as_ref(), event)
        }
        JobState::Cancelled { .. } | JobState::Expired | JobState::Failed { .. } => {
            from_ended(event)
        }
        JobState::Done { .. } => None,
    };
    step.ok_or_else(|| IllegalEvent {
        state: state.name(),
        event: event.name(),
    })
}

fn from_queued(event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::Started { lease, prepare } => {
            let lease = lease.clone();
            let begin = Effect::Begin(lease.clone());
            let state = if *prepare {
                JobState::Preparing { lease }
            } else {
                JobState::Submitting { lease }
            };
            Some(to(state).then(begin))
        }
        JobEvent::HoldAsked => Some(to(JobState::Held)),
        // What it waited for may be no matter any more.
        JobEvent::EditAsked => Some(to(JobState::queued())),
        JobEvent::CancelAsked => Some(to(JobState::Cancelled {
            may_be_billed: false,
        })),
        JobEvent::Expired => Some(to(JobState::Expired)),
        JobEvent::Restored(failure) => Some(undecided(None, None, failure)),
        _ => None,
    }
}

fn from_preparing(lease: &Lease, event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::Prepared => Some(to(JobState::Submitting {
            lease: lease.clone(),
        })),
        JobEvent::AttemptFailed { failure, verdict } => {
            Some(failed(lease, None, failure, *verdict))
        }
        JobEvent::NeverBegan => Some(to(JobState::queued())),
        JobEvent::CancelAsked => Some(cancelling(lease, None, true)),
        JobEvent::Restored(failure) => Some(undecided(Some(lease), None, failure)),
        _ => None,
    }
}

fn from_submitting(lease: &Lease, event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::Sent => Some(running(lease, None)),
        JobEvent::Ticketed(ticket) => Some(running(lease, Some(ticket))),
        JobEvent::Ready => Some(fetching(lease, None)),
        JobEvent::AttemptFailed { failure, verdict } => {
            Some(failed(lease, None, failure, *verdict))
        }
        JobEvent::Doubted => Some(in_doubt(lease, None)),
        JobEvent::NeverBegan => Some(to(JobState::queued())),
        JobEvent::CancelAsked => Some(cancelling(lease, None, true)),
        JobEvent::Restored(failure) => Some(undecided(Some(lease), None, failure)),
        _ => None,
    }
}

fn from_running(lease: &Lease, ticket: Option<&Ticket>, event: &JobEvent) -> Option<Step> {
    match event {
        // A second, different ticket would orphan the render behind the first.
        JobEvent::Ticketed(new) if ticket.is_none() => Some(running(lease, Some(new))),
        JobEvent::Ready => Some(fetching(lease, ticket)),
        JobEvent::AttemptFailed { failure, verdict } => {
            Some(failed(lease, ticket, failure, *verdict))
        }
        JobEvent::Doubted => Some(in_doubt(lease, ticket)),
        JobEvent::NeverBegan => Some(to(JobState::queued())),
        JobEvent::CancelAsked => Some(cancelling(lease, ticket, true)),
        JobEvent::Restored(failure) => Some(undecided(Some(lease), ticket, failure)),
        _ => None,
    }
}

fn from_fetching(lease: &Lease, ticket: Option<&Ticket>, event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::Delivered(video) => Some(to(JobState::Done { video: *video })),
        JobEvent::FetchInterrupted => Some(fetching(lease, ticket)),
        JobEvent::AttemptFailed { failure, verdict } => {
            Some(failed(lease, ticket, failure, *verdict))
        }
        JobEvent::NeverBegan => Some(to(JobState::queued())),
        JobEvent::CancelAsked => Some(cancelling(lease, ticket, false)),
        _ => None,
    }
}

fn from_in_doubt(lease: &Lease, ticket: Option<&Ticket>, event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::FoundRunning(found) => Some(running(lease, found.as_ref().or(ticket))),
        JobEvent::Ready => Some(fetching(lease, ticket)),
        JobEvent::NeverBegan => Some(to(JobState::queued())),
        JobEvent::AttemptFailed { failure, verdict } => {
            Some(failed(lease, ticket, failure, *verdict))
        }
        JobEvent::CancelAsked => Some(cancelling(lease, ticket, true)),
        JobEvent::Restored(failure) => Some(undecided(Some(lease), ticket, failure)),
        _ => None,
    }
}

fn from_held(event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::ReleaseAsked => Some(to(JobState::queued())),
        JobEvent::EditAsked => Some(to(JobState::Held)),
        JobEvent::CancelAsked => Some(to(JobState::Cancelled {
            may_be_billed: false,
        })),
        JobEvent::Restored(failure) => Some(undecided(None, None, failure)),
        _ => None,
    }
}

fn from_undecided(
    lease: Option<&Lease>,
    ticket: Option<&Ticket>,
    failure: &Failure,
    event: &JobEvent,
) -> Option<Step> {
    match event {
        JobEvent::RetryAsked => Some(to(JobState::queued())),
        JobEvent::FoundRunning(found) => {
            lease.map(|lease| running(lease, found.as_ref().or(ticket)))
        }
        JobEvent::Ready => lease.map(|lease| fetching(lease, ticket)),
        JobEvent::GiveUpAsked => Some(to(JobState::Failed {
            failure: failure.clone(),
        })),
        JobEvent::CancelAsked => Some(to(JobState::Cancelled {
            may_be_billed: true,
        })),
        _ => None,
    }
}

fn from_cancelling(lease: &Lease, ticket: Option<&Ticket>, event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::Stopped { may_be_billed } => Some(to(JobState::Cancelled {
            may_be_billed: *may_be_billed,
        })),
        JobEvent::NeverBegan => Some(to(JobState::Cancelled {
            may_be_billed: false,
        })),
        // It finished first: a finished render is never thrown away.
        JobEvent::Ready => Some(fetching(lease, ticket)),
        JobEvent::Delivered(video) => Some(to(JobState::Done { video: *video })),
        JobEvent::AttemptFailed { failure, .. } => Some(to(JobState::Failed {
            failure: failure.clone(),
        })),
        _ => None,
    }
}

fn from_ended(event: &JobEvent) -> Option<Step> {
    match event {
        JobEvent::RetryAsked => Some(to(JobState::queued())),
        _ => None,
    }
}

fn failed(lease: &Lease, ticket: Option<&Ticket>, failure: &Failure, verdict: Verdict) -> Step {
    to(match verdict {
        Verdict::Requeue { not_before } => JobState::Queued {
            not_before: Some(not_before),
        },
        Verdict::Fail => JobState::Failed {
            failure: failure.clone(),
        },
        Verdict::Ask => return undecided(Some(lease), ticket, failure),
    })
}

fn undecided(lease: Option<&Lease>, ticket: Option<&Ticket>, failure: &Failure) -> Step {
    to(JobState::Undecided {
        lease: lease.cloned(),
        ticket: ticket.cloned(),
        failure: failure.clone(),
    })
}

fn running(lease: &Lease, ticket: Option<&Ticket>) -> Step {
    to(JobState::Running {
        lease: lease.clone(),
        ticket: ticket.cloned(),
    })
}

fn fetching(lease: &Lease, ticket: Option<&Ticket>) -> Step {
    to(JobState::Fetching {
        lease: lease.clone(),
        ticket: ticket.cloned(),
    })
}

fn in_doubt(lease: &Lease, ticket: Option<&Ticket>) -> Step {
    to(JobState::InDoubt {
        lease: lease.clone(),
        ticket: ticket.cloned(),
    })
    .then(Effect::AskEngine(lease.clone()))
}

fn cancelling(lease: &Lease, ticket: Option<&Ticket>, keeps_lane: bool) -> Step {
    to(JobState::Cancelling {
        lease: lease.clone(),
        ticket: ticket.cloned(),
        keeps_lane,
    })
    .then(Effect::Stop(lease.clone()))
}

const fn to(state: JobState) -> Step {
    Step {
        state,
        effects: Vec::new(),
    }
}

impl Step {
    fn then(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
