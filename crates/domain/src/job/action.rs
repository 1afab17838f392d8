//! What a user may do with a job now, by the same rules that carry it out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::job::event::JobEvent;
use crate::job::machine::next;
use crate::job::state::{JobState, JobStateName};

/// Something a user may want to do with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobAction {
    /// Hold it back.
    Hold,
    /// Let it go again.
    Release,
    /// Have it rendered in another way.
    Edit,
    /// Cancel it.
    Cancel,
    /// Try it once more, with the same seed and spec.
    Retry,
    /// Render it once more as a new job, with another seed or other settings. What that is
    /// has to be said with it.
    RetryChanged,
    /// Give it up.
    GiveUp,
}

impl JobAction {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Hold,
        Self::Release,
        Self::Edit,
        Self::Cancel,
        Self::Retry,
        Self::RetryChanged,
        Self::GiveUp,
    ];

    /// The event that this action is; `None` when more has to be said with it.
    #[must_use]
    pub const fn event(self) -> Option<JobEvent> {
        match self {
            Self::Hold => Some(JobEvent::HoldAsked),
            Self::Release => Some(JobEvent::ReleaseAsked),
            Self::Cancel => Some(JobEvent::CancelAsked),
            Self::Retry => Some(JobEvent::RetryAsked),
            Self::Edit | Self::RetryChanged => None,
            Self::GiveUp => Some(JobEvent::GiveUpAsked),
        }
    }

    /// Why this can't be done to a job in `state`; `None` when it can.
    #[must_use]
    pub fn refused(self, state: &JobState) -> Option<&'static str> {
        let possible = match (self.event(), self) {
            (Some(event), _) => next(state, &event).is_ok(),
            (None, Self::Edit) => next(state, &JobEvent::EditAsked).is_ok(),
            (None, _) => !state.name().is_live(),
        };
        (!possible).then(|| self.refusal(state.name()))
    }

    const fn refusal(self, state: JobStateName) -> &'static str {
        match (self, state) {
            (_, JobStateName::Cancelling) => "it is being cancelled",
            (Self::Cancel | Self::GiveUp, JobStateName::Done) => "it is done",
            (Self::Cancel | Self::GiveUp, _) if !state.is_live() => "it has already ended",
            (Self::Hold, JobStateName::Held) => "it is already held",
            (Self::Hold, _) if !state.is_live() => "it has already ended",
            (Self::Hold, _) => "it has already started; cancel it instead",
            (Self::Release, _) => "it isn't held",
            (Self::Edit, _) if !state.is_live() => {
                "it has already ended; retry it with other settings"
            }
            (Self::Edit, _) => "it has already started; cancel it, or render a new take beside it",
            (Self::Retry, JobStateName::Done) => "it is done; retry it with another seed",
            (Self::Retry | Self::RetryChanged, _) => "it hasn't ended yet",
            (Self::Cancel, _) => "it can't be cancelled now",
            (Self::GiveUp, _) => "there is nothing to decide",
        }
    }
}

/// An action with whether it is possible now and, where not, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActionOffer {
    /// The action.
    pub action: JobAction,
    /// Why it isn't possible now; absent when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// Every action, possible or refused, for a job in `state`.
#[must_use]
pub fn offers(state: &JobState) -> Vec<ActionOffer> {
    JobAction::ALL
        .into_iter()
        .map(|action| ActionOffer {
            action,
            refused: action.refused(state).map(str::to_owned),
        })
        .collect()
}
