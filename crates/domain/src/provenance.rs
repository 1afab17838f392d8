//! What made a video: the content of its sidecar, from which a library can be
//! rebuilt when its database is gone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::{AttemptId, BatchId, EngineName, JobId, LaneName, RevisionId, SessionId, VideoId};
use crate::revision::{Origin, RevisionText};
use crate::sent::SentText;
use crate::spec::RenderSpec;
use crate::time::Timestamp;

/// The version of the sidecar's format that this build writes.
pub const SIDECAR_VERSION: u32 = 1;

/// What made a video, in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// The format's version, [`SIDECAR_VERSION`] when this build wrote it.
    pub version: u32,
    /// The video.
    pub video: VideoId,
    /// The job that rendered it.
    pub job: JobId,
    /// The attempt that delivered it.
    pub attempt: AttemptId,
    /// The batch the job was queued in.
    pub batch: BatchId,
    /// The session and its title.
    pub session: SessionId,
    /// The session's title when the video was delivered.
    pub session_title: String,
    /// The job's number within the session, from 1.
    pub take: u32,
    /// The revision that was rendered.
    pub revision: RevisionId,
    /// What made that revision.
    pub origin: Origin,
    /// The prompt, negative prompt and scene that were rendered.
    pub text: RevisionText,
    /// What the engine was sent as the prompt; absent where it was the prompt as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<SentText>,
    /// How it was rendered.
    pub spec: RenderSpec,
    /// The engine.
    pub engine: EngineName,
    /// The lane.
    pub lane: LaneName,
    /// The stable name the user's own file gave this job, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// When the job was queued.
    pub queued_at: Timestamp,
    /// When the video was delivered.
    pub delivered_at: Timestamp,
}
