//! What can happen to a job, and what follows from it.

use crate::failure::{Billed, Failure, Verdict};
use crate::id::VideoId;
use crate::job::JobState;
use crate::job::state::{JobStateName, Lease, Ticket};

/// Something that happened to a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEvent {
    /// The plan gave it a lane.
    Started {
        /// The new claim.
        lease: Lease,
        /// Whether the lane has to get ready before the request may go out.
        prepare: bool,
    },
    /// The lane is ready; the request goes out next.
    Prepared,
    /// The request has reached an engine that gives no ticket.
    Sent,
    /// The engine gave a ticket.
    Ticketed(Ticket),
    /// The render is finished and can be fetched.
    Ready,
    /// The file is in the library.
    Delivered(VideoId),
    /// Saving the file was cut short and is tried again.
    FetchInterrupted,
    /// The attempt failed, and this becomes of the job.
    AttemptFailed {
        /// Why.
        failure: Failure,
        /// What becomes of the job.
        verdict: Verdict,
    },
    /// Contact was lost in a way that leaves open whether the render began.
    Doubted,
    /// The engine says that the render is running.
    FoundRunning(Option<Ticket>),
    /// It is certain that no render runs and nothing was or will be billed: it never
    /// began, or it ran on our own hardware and died with its process.
    NeverBegan,
    /// The engine has stopped, or can't be made to.
    Stopped {
        /// Whether a provider may charge for it.
        may_be_billed: bool,
    },
    /// It waited past its time.
    Expired,
    /// The library was put back to an earlier day, on which the job still lived: it may
    /// have been rendered, and billed, since.
    Restored(Failure),
    /// Its video was found in the library, of which nothing was known.
    FoundDelivered(VideoId),
    /// The user holds it back.
    HoldAsked,
    /// The user lets it go again.
    ReleaseAsked,
    /// The user changes how it is to be rendered.
    EditAsked,
    /// The user cancels it.
    CancelAsked,
    /// The user wants it tried once more.
    RetryAsked,
    /// The user gives it up instead of deciding.
    GiveUpAsked,
}

impl JobEvent {
    /// The event's name in the log.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Started { .. } => "started",
            Self::Prepared => "prepared",
            Self::Sent => "sent",
            Self::Ticketed(_) => "ticketed",
            Self::Ready => "ready",
            Self::Delivered(_) => "delivered",
            Self::FetchInterrupted => "fetch_interrupted",
            Self::AttemptFailed { .. } => "attempt_failed",
            Self::Doubted => "doubted",
            Self::FoundRunning(_) => "found_running",
            Self::NeverBegan => "never_began",
            Self::Stopped { .. } => "stopped",
            Self::Expired => "expired",
            Self::Restored(_) => "restored",
            Self::FoundDelivered(_) => "found_delivered",
            Self::HoldAsked => "hold_asked",
            Self::ReleaseAsked => "release_asked",
            Self::EditAsked => "edit_asked",
            Self::CancelAsked => "cancel_asked",
            Self::RetryAsked => "retry_asked",
            Self::GiveUpAsked => "give_up_asked",
        }
    }
}

impl JobEvent {
    /// Whether the user has the job wait anew with it: how long it has waited before no
    /// longer counts.
    #[must_use]
    pub const fn waits_anew(&self) -> bool {
        matches!(self, Self::ReleaseAsked | Self::RetryAsked)
    }
}

/// What an event says about the cost of the attempt that it happens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bill {
    /// What it is called in the books.
    pub outcome: &'static str,
    /// Whether a provider may charge for the attempt.
    pub billed: bool,
}

impl JobEvent {
    /// What it says about the cost of its attempt; `None` when it says nothing about that.
    #[must_use]
    pub const fn bill(&self) -> Option<Bill> {
        let (outcome, billed) = match self {
            Self::Ready => ("rendered", true),
            Self::NeverBegan => ("never_began", false),
            Self::Stopped { may_be_billed } => ("stopped", *may_be_billed),
            Self::AttemptFailed { failure, .. } => {
                let billed = !matches!(failure.billed, Billed::No);
                (failure.class.name(), billed)
            }
            _ => return None,
        };
        Some(Bill { outcome, billed })
    }
}

/// What has to be done after the new state is committed. That a lane falls free is
/// no effect: [`JobState::occupies`] says at every moment who keeps which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Run this attempt.
    Begin(Lease),
    /// Tell the engine to stop this attempt.
    Stop(Lease),
    /// Ask the engine what became of this attempt.
    AskEngine(Lease),
}

/// The new state and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The new state.
    pub state: JobState,
    /// What has to be done once it is committed, in order.
    pub effects: Vec<Effect>,
}

/// An event that can't happen in a state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a job that is {state} can't take the event {event:?}")]
pub struct IllegalEvent {
    /// The state the job is in.
    pub state: JobStateName,
    /// The event's name.
    pub event: &'static str,
}
