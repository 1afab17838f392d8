//! What callers are shown: the same on every door.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::capabilities::Capabilities;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, LaneName, RevisionId, SessionId, VideoId,
};
use worldreel_domain::job::{ActionOffer, JobState, offers};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::revision::Revision;
use worldreel_domain::sent::SentText;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::{EngineWait, KeyWait, WaitReason};
use worldreel_engines::{EngineSettings, Progress};
use worldreel_keys::{KeyLabel, Provider};
use worldreel_scheduler::{Forecast, Slot};
use worldreel_store::{AttemptRow, BudgetRow, EventRow, JobRow, RevisionRow, SessionRow, VideoRow};
use worldreel_supervisor::Explanation;

use crate::call::BASE_PATH;
use crate::refining::choice::RefineChoice;
use crate::use_case::jobs::JobPage;
use crate::use_case::prompts::RefinerView;
use crate::use_case::revisions::Revisions;
use crate::use_case::status::Health;

/// A revision as its session knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RevisionView {
    /// The revision.
    #[serde(flatten)]
    pub revision: Revision,
    /// Its place among those of its session by age, from 1.
    pub number: u32,
    /// The name that the user gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many takes were made from it.
    pub takes: u32,
}

/// Everything a screen needs at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Snapshot {
    /// The number of the last event before it; what follows has larger numbers.
    pub seq: i64,
    /// Who answers.
    pub studio: Health,
    /// The queue.
    pub queue: QueueView,
    /// The sessions, the one touched last first.
    pub sessions: Vec<SessionView>,
    /// The engines.
    pub engines: Vec<EngineView>,
    /// The refiners.
    pub refiners: Vec<RefinerView>,
    /// Who refines what.
    pub refine_with: Vec<RefineChoice>,
}

/// A configured engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EngineView {
    /// Its name.
    pub name: EngineName,
    /// What it can do.
    pub capabilities: Capabilities,
    /// Its lanes.
    pub lanes: Vec<LaneName>,
    /// What a clip of the default spec costs.
    pub price: Price,
    /// What is rendered when nothing else is asked for.
    pub default_spec: RenderSpec,
    /// How the user set it up; absent for one that is built in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup: Option<EngineSetup>,
}

/// How the user set an engine up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EngineSetup {
    /// Its settings.
    pub settings: EngineSettings,
    /// Whose keys it uses.
    pub provider: Provider,
    /// The labels of the keys that it may use; absent is any of its provider's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<BTreeSet<KeyLabel>>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionView {
    /// Its id.
    pub id: SessionId,
    /// Its title.
    pub title: String,
    /// How many takes were queued in it so far.
    pub takes: u32,
    /// Jobs that are done.
    pub done: u32,
    /// Jobs that have failed.
    pub failed: u32,
    /// Jobs the queue still has something to do for.
    pub live: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When something in it was last added.
    pub touched_at: Timestamp,
    /// When the user put it away, if they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<Timestamp>,
    /// When the user deleted it, if they did; it can be restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
    /// The path of its newest video's poster on the studio's HTTP server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover_url: Option<String>,
}

/// A session with what is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionDetail {
    /// The number of the last event before it.
    pub seq: i64,
    /// The session.
    pub session: SessionView,
    /// The newest of its revisions, newest first; `revisions` tells the others.
    pub revisions: Revisions,
    /// The first of its jobs by take; `list_jobs` tells the others.
    pub jobs: JobPage,
}

/// A clip to be rendered, or rendered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// The session it belongs to.
    pub session: SessionId,
    /// The batch it was queued in.
    pub batch: BatchId,
    /// The revision it renders.
    pub revision: RevisionId,
    /// Its number within the session, from 1.
    pub take: u32,
    /// The prompt it renders.
    pub prompt: String,
    /// The stable name the user's own file gave it, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The job that it renders once more, with another seed or other settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_of: Option<JobId>,
    /// How it is rendered.
    pub spec: RenderSpec,
    /// The engines the user agreed to.
    pub engines: BTreeSet<EngineName>,
    /// The lanes that it is pinned to; none is any of its engines'.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub lanes: BTreeSet<LaneName>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Priority,
    /// What one render of it may cost, as the user agreed.
    #[serde(default)]
    pub ceiling: Ceiling,
    /// How long it may wait for its start.
    #[serde(default)]
    pub expiry: Expiry,
    /// From when on its wait counts.
    pub waits_since: Timestamp,
    /// When it expires, or would have, unless it has started before; absent when it waits for
    /// as long as it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Where it stands.
    pub state: JobState,
    /// Why it waits, while it is queued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<WaitReason>,
    /// Whether it waits for something that only the user can change, and have not chosen
    /// themselves.
    pub needs_user: bool,
    /// What last went wrong, while it goes on all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Failure>,
    /// How far its render is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<ProgressView>,
    /// What can be done with it now; refused actions say why.
    pub actions: Vec<ActionOffer>,
    /// Its video, once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<VideoView>,
    /// Counts its changes.
    pub version: u32,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When the user cleared it from the queue's list, once it was finished; it is in its
    /// session all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared_at: Option<Timestamp>,
}

/// A job with its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JobDetail {
    /// The job.
    #[serde(flatten)]
    pub job: JobView,
    /// Its attempts, oldest first.
    pub attempts: Vec<AttemptView>,
    /// Exactly what its engine is or was sent as the prompt; absent when it can't be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<SentText>,
}

/// One try of a job on one lane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AttemptView {
    /// Its id.
    pub id: AttemptId,
    /// The engine.
    pub engine: EngineName,
    /// The lane.
    pub lane: LaneName,
    /// The name of the event that ended it; absent while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Why it failed, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// What it costs at most, in millionths of a US dollar; 0 once it is known to have cost
    /// nothing.
    #[serde(default)]
    pub micro_usd: i64,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// How far a render is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProgressView {
    /// The job.
    pub job: JobId,
    /// Units done: frames, steps, bytes.
    pub done: u32,
    /// Units in all, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
}

/// A delivered file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VideoView {
    /// Its id.
    pub id: VideoId,
    /// The file, relative to the library's folder.
    pub file: String,
    /// The path of the file on the studio's HTTP server.
    pub url: String,
    /// The path of its poster there.
    pub poster_url: String,
    /// Bytes in the file.
    pub size_bytes: i64,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// How many frames it has.
    pub frames: u32,
    /// How long it plays, in milliseconds.
    pub duration_ms: i64,
    /// When it was delivered.
    pub delivered_at: Timestamp,
}

/// The queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QueueView {
    /// Whether the user has paused it.
    pub paused: bool,
    /// In which order jobs of the same priority start.
    #[serde(default)]
    pub order: QueueOrder,
    /// The budgets of the batches that have one, while jobs of theirs are live.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<BudgetView>,
    /// Whether something in it goes on without the user.
    pub works: bool,
    /// How many jobs the queue still has something to do for.
    pub live: u32,
    /// How many jobs are finished and not cleared from the list.
    #[serde(default)]
    pub finished: FinishedView,
    /// The lanes.
    pub lanes: Vec<LaneState>,
    /// The first of the live jobs, the urgent first and then in the user's order.
    pub jobs: Vec<JobView>,
    /// What will start where and when.
    pub forecast: ForecastView,
}

/// How many jobs are finished and not cleared from the queue's list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FinishedView {
    /// Those that are done.
    pub done: u32,
    /// Those that failed.
    pub failed: u32,
    /// Those that the user cancelled.
    pub cancelled: u32,
    /// Those that waited past their time.
    pub expired: u32,
}

/// What a batch may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetView {
    /// The batch.
    pub batch: BatchId,
    /// What all renders of its jobs may cost together, in millionths of a US dollar.
    pub budget_micro_usd: i64,
    /// What those that have begun cost at most.
    pub spent_micro_usd: i64,
}

/// What will happen if nothing changes and renders take as long as they did lately.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ForecastView {
    /// What runs and what starts next, in the order of the starts. Empty while it is not
    /// known how long renders take.
    pub slots: Vec<SlotView>,
    /// When the last job that can start is done; null when that is not known, and when
    /// nothing runs or can start.
    pub ends_at: Option<Timestamp>,
}

/// A job on a lane, from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SlotView {
    /// The job.
    pub job: JobId,
    /// The lane.
    pub lane: LaneName,
    /// When it started or will start.
    pub starts_at: Timestamp,
    /// When the lane will be free again.
    pub ends_at: Timestamp,
}

/// A lane as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LaneState {
    /// Its name.
    pub lane: LaneName,
    /// Its engine.
    pub engine: EngineName,
    /// Whether the user has paused it.
    pub paused: bool,
    /// The jobs that keep it busy.
    pub jobs: Vec<JobId>,
    /// Why it has no key to render with, while nothing keeps it busy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_key: Option<KeyWait>,
    /// Why its engine is left alone, while nothing keeps it busy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<EngineWait>,
}

/// Something that was committed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeEvent {
    /// Its number; later commits have larger ones.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What it is, such as `job_changed`.
    pub kind: String,
    /// The ids it is about, and little else: whoever needs more asks for it.
    pub data: BTreeMap<String, serde_json::Value>,
}

/// From where events are told, when those before are no longer kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SnapshotRequired {
    /// The number of the last event before what comes now.
    pub seq: i64,
}

/// What belongs to a job beside its row.
#[derive(Debug, Default)]
pub(crate) struct Around {
    pub(crate) prompt: String,
    pub(crate) why: Explanation,
    pub(crate) progress: Option<Progress>,
    pub(crate) video: Option<VideoRow>,
}

impl JobView {
    /// Why it waits, and what went wrong.
    pub(crate) fn because(&mut self, why: Explanation) {
        self.needs_user = why.waits.as_ref().is_some_and(WaitReason::needs_user);
        self.waits = why.waits;
        self.trouble = why.trouble;
    }
}

pub(crate) fn job(row: JobRow, around: Around) -> JobView {
    let expires_at = row.expires_at();
    let mut view = JobView {
        actions: offers(&row.state),
        id: row.id,
        session: row.session,
        batch: row.batch,
        revision: row.revision,
        take: row.take,
        prompt: around.prompt,
        label: row.label,
        retry_of: row.retry_of,
        spec: row.spec,
        engines: row.engines,
        lanes: row.lanes,
        priority: row.priority,
        ceiling: row.ceiling,
        expiry: row.expiry,
        waits_since: row.waits_since,
        expires_at,
        state: row.state,
        needs_user: false,
        waits: None,
        trouble: None,
        progress: around
            .progress
            .map(|progress| self::progress(row.id, progress)),
        video: around.video.as_ref().map(video),
        version: row.version,
        queued_at: row.queued_at,
        changed_at: row.changed_at,
        cleared_at: row.cleared_at,
    };
    view.because(around.why);
    view
}

pub(crate) fn progress(job: JobId, progress: Progress) -> ProgressView {
    ProgressView {
        job,
        done: progress.done,
        total: progress.total,
    }
}

pub(crate) fn forecast(forecast: Forecast) -> ForecastView {
    let slot = |slot: Slot| SlotView {
        job: slot.job,
        lane: slot.lane,
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
    };
    ForecastView {
        slots: forecast.slots.into_iter().map(slot).collect(),
        ends_at: forecast.ends_at,
    }
}

pub(crate) fn attempt(row: AttemptRow) -> AttemptView {
    AttemptView {
        id: row.id,
        engine: row.engine,
        lane: row.lane,
        outcome: row.outcome,
        failure: row.failure,
        micro_usd: row.micro_usd,
        began_at: row.began_at,
        ended_at: row.ended_at,
    }
}

pub(crate) fn video(row: &VideoRow) -> VideoView {
    VideoView {
        id: row.id,
        file: row.file.clone(),
        url: format!("{BASE_PATH}/videos/{}/file", row.id),
        poster_url: poster_url(row.id),
        size_bytes: row.size_bytes,
        sha256: hex(&row.sha256),
        width: row.width,
        height: row.height,
        frames: row.frames,
        duration_ms: row.duration_ms,
        delivered_at: row.delivered_at,
    }
}

pub(crate) fn finished(
    counts: &BTreeMap<worldreel_domain::job::JobStateName, u32>,
) -> FinishedView {
    use worldreel_domain::job::JobStateName;
    let of = |name: JobStateName| counts.get(&name).copied().unwrap_or(0);
    FinishedView {
        done: of(JobStateName::Done),
        failed: of(JobStateName::Failed),
        cancelled: of(JobStateName::Cancelled),
        expired: of(JobStateName::Expired),
    }
}

pub(crate) fn session(
    row: SessionRow,
    counts: &BTreeMap<worldreel_domain::job::JobStateName, u32>,
) -> SessionView {
    use worldreel_domain::job::JobStateName;
    let of = |name: JobStateName| counts.get(&name).copied().unwrap_or(0);
    SessionView {
        id: row.id,
        title: row.title,
        takes: row.takes,
        done: of(JobStateName::Done),
        failed: of(JobStateName::Failed),
        live: counts
            .iter()
            .filter(|(name, _)| name.is_live())
            .map(|(_, count)| count)
            .sum(),
        created_at: row.created_at,
        touched_at: row.touched_at,
        archived_at: row.archived_at,
        deleted_at: row.deleted_at,
        cover_url: row.cover.map(poster_url),
    }
}

pub(crate) fn revision(row: RevisionRow) -> RevisionView {
    let RevisionRow {
        revision,
        number,
        name,
        takes,
    } = row;
    RevisionView {
        revision,
        number,
        name,
        takes,
    }
}

pub(crate) const fn budget(row: &BudgetRow) -> BudgetView {
    BudgetView {
        batch: row.batch,
        budget_micro_usd: row.budget_micro_usd,
        spent_micro_usd: row.spent_micro_usd,
    }
}

fn poster_url(video: VideoId) -> String {
    format!("{BASE_PATH}/videos/{video}/poster")
}

pub(crate) fn change(row: EventRow) -> ChangeEvent {
    let data = match row.data {
        serde_json::Value::Object(fields) => fields.into_iter().collect(),
        _ => BTreeMap::new(),
    };
    ChangeEvent {
        seq: row.seq,
        at: row.at,
        kind: row.kind,
        data,
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
