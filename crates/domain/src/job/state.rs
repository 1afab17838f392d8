//! The states of a job.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::id::{AttemptId, KeyFingerprint, LaneName, StudioEpoch, VideoId};
use crate::time::Timestamp;

/// A lane's claim on a job. It has no end: the library's lock proves its owner
/// alive, and a lease of an older epoch belongs to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Lease {
    /// The run of the studio that gave it.
    pub epoch: StudioEpoch,
    /// The attempt that holds it.
    pub attempt: AttemptId,
    /// The lane it runs on.
    pub lane: LaneName,
    /// The key it takes a place of, where the engine has keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyFingerprint>,
}

/// What an engine gave back on submit: enough to find the render again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Ticket {
    /// The engine's own id of the render.
    pub id: String,
    /// The key that submitted it, where the engine has keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyFingerprint>,
}

/// Where a job stands. What a user reads as "waiting because …" is not a state: see
/// [`WaitReason`](crate::wait::WaitReason).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum JobState {
    /// It waits for a lane.
    Queued {
        /// The earliest start, when there is one.
        not_before: Option<Timestamp>,
    },
    /// Its lane is getting ready: an upload, a model load.
    Preparing {
        /// The claim of its lane.
        lease: Lease,
    },
    /// The render request is on its way; from here on it may have begun.
    Submitting {
        /// The claim of its lane.
        lease: Lease,
    },
    /// The engine renders.
    Running {
        /// The claim of its lane.
        lease: Lease,
        /// How to find the render again, where the engine says.
        ticket: Option<Ticket>,
    },
    /// The render is finished and its file is being saved; the lane is free again.
    Fetching {
        /// The claim that ran it.
        lease: Lease,
        /// How to find the render again.
        ticket: Option<Ticket>,
    },
    /// It isn't known whether the render began; the engine is being asked.
    InDoubt {
        /// The claim of its lane.
        lease: Lease,
        /// How to find the render again.
        ticket: Option<Ticket>,
    },
    /// The user holds it back.
    Held,
    /// The user has to decide, since trying again may be paid twice.
    Undecided {
        /// The claim that ran it, where one is known of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lease: Option<Lease>,
        /// How to find the render again.
        ticket: Option<Ticket>,
        /// What led here.
        failure: Failure,
    },
    /// The user cancelled it and the engine is being told.
    Cancelling {
        /// The claim of its lane.
        lease: Lease,
        /// How to find the render again.
        ticket: Option<Ticket>,
        /// Whether it still keeps its lane busy. False when it was cancelled while
        /// its file was being saved: the lane has been free since.
        keeps_lane: bool,
    },
    /// Cancelled.
    Cancelled {
        /// Whether a provider may charge for it all the same.
        may_be_billed: bool,
    },
    /// It waited past its time.
    Expired,
    /// It failed.
    Failed {
        /// Why, and what to do.
        failure: Failure,
    },
    /// Its video is in the library.
    Done {
        /// That video.
        video: VideoId,
    },
}

macro_rules! state_names {
    ($($pattern:pat => $variant:ident = $name:literal;)*) => {
        /// The name of a [`JobState`], without what it holds.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum JobStateName {
            $(
                #[doc = concat!("See [`JobState::", stringify!($variant), "`].")]
                $variant,
            )*
        }

        impl JobStateName {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in JSON and in the database.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl JobState {
            /// The state's name, without what it holds.
            #[must_use]
            pub const fn name(&self) -> JobStateName {
                match self {
                    $($pattern => JobStateName::$variant,)*
                }
            }
        }
    };
}

state_names! {
    Self::Queued { .. } => Queued = "queued";
    Self::Preparing { .. } => Preparing = "preparing";
    Self::Submitting { .. } => Submitting = "submitting";
    Self::Running { .. } => Running = "running";
    Self::Fetching { .. } => Fetching = "fetching";
    Self::InDoubt { .. } => InDoubt = "in_doubt";
    Self::Held => Held = "held";
    Self::Undecided { .. } => Undecided = "undecided";
    Self::Cancelling { .. } => Cancelling = "cancelling";
    Self::Cancelled { .. } => Cancelled = "cancelled";
    Self::Expired => Expired = "expired";
    Self::Failed { .. } => Failed = "failed";
    Self::Done { .. } => Done = "done";
}

impl JobStateName {
    /// Whether the queue still has something to do for a job in this state.
    #[must_use]
    pub const fn is_live(self) -> bool {
        match self {
            Self::Queued
            | Self::Preparing
            | Self::Submitting
            | Self::Running
            | Self::Fetching
            | Self::InDoubt
            | Self::Held
            | Self::Undecided
            | Self::Cancelling => true,
            Self::Cancelled | Self::Expired | Self::Failed | Self::Done => false,
        }
    }

    /// Whether something still happens to a job in this state by itself: it is live, and
    /// does not wait for its user.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        self.is_live() && !matches!(self, Self::Held | Self::Undecided)
    }
}

impl fmt::Display for JobStateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl JobState {
    /// A job that may start at once.
    #[must_use]
    pub const fn queued() -> Self {
        Self::Queued { not_before: None }
    }

    /// The lease an attempt holds on this job, in the states that have one.
    #[must_use]
    pub const fn lease(&self) -> Option<&Lease> {
        match self {
            Self::Preparing { lease }
            | Self::Submitting { lease }
            | Self::Running { lease, .. }
            | Self::Fetching { lease, .. }
            | Self::InDoubt { lease, .. }
            | Self::Cancelling { lease, .. } => Some(lease),
            Self::Undecided { lease, .. } => lease.as_ref(),
            Self::Queued { .. }
            | Self::Held
            | Self::Cancelled { .. }
            | Self::Expired
            | Self::Failed { .. }
            | Self::Done { .. } => None,
        }
    }

    /// The ticket of the render, in the states that may have one.
    #[must_use]
    pub const fn ticket(&self) -> Option<&Ticket> {
        match self {
            Self::Running { ticket, .. }
            | Self::Fetching { ticket, .. }
            | Self::InDoubt { ticket, .. }
            | Self::Undecided { ticket, .. }
            | Self::Cancelling { ticket, .. } => ticket.as_ref(),
            Self::Queued { .. }
            | Self::Preparing { .. }
            | Self::Submitting { .. }
            | Self::Held
            | Self::Cancelled { .. }
            | Self::Expired
            | Self::Failed { .. }
            | Self::Done { .. } => None,
        }
    }

    /// The lane that this job keeps busy. It is free from `fetching` on.
    #[must_use]
    pub fn occupies(&self) -> Option<&LaneName> {
        self.keeps().map(|lease| &lease.lane)
    }

    /// The lease by which this job keeps its lane busy, and its key: see
    /// [`occupies`](Self::occupies).
    #[must_use]
    pub const fn keeps(&self) -> Option<&Lease> {
        match self {
            Self::Preparing { lease }
            | Self::Submitting { lease }
            | Self::Running { lease, .. }
            | Self::InDoubt { lease, .. }
            | Self::Cancelling {
                lease,
                keeps_lane: true,
                ..
            } => Some(lease),
            Self::Queued { .. }
            | Self::Cancelling {
                keeps_lane: false, ..
            }
            | Self::Fetching { .. }
            | Self::Held
            | Self::Undecided { .. }
            | Self::Cancelled { .. }
            | Self::Expired
            | Self::Failed { .. }
            | Self::Done { .. } => None,
        }
    }
}
