//! Rows as the store gives them out: the domain's types, no SQL.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, LaneName, RevisionId, SessionId, StudioEpoch, VideoId,
};
use worldreel_domain::job::{JobState, JobStateName, Ticket};
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::Priority;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;

use crate::error::StoreError;
use crate::jobs::JobPlace;

/// One piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Its title.
    pub title: String,
    /// How many takes were queued in it so far.
    pub takes: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When something in it was last added.
    pub touched_at: Timestamp,
    /// When the user put it away, if they did.
    pub archived_at: Option<Timestamp>,
    /// When the user deleted it, if they did; it can be restored.
    pub deleted_at: Option<Timestamp>,
    /// Its newest video.
    pub cover: Option<VideoId>,
}

/// One clip to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct JobRow {
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
    /// How urgent it is.
    pub priority: Priority,
    /// Its place in the user's order among those of the same priority.
    pub rank: i64,
    /// The stable name the user's own file gave it, if any.
    pub label: Option<String>,
    /// The job that it renders once more, with another seed or other settings.
    pub retry_of: Option<JobId>,
    /// How it is rendered.
    pub spec: RenderSpec,
    /// The engines the user agreed to.
    pub engines: BTreeSet<EngineName>,
    /// The lanes that it is pinned to; none is any of its engines'.
    pub lanes: BTreeSet<LaneName>,
    /// What one render of it may cost, as the user agreed.
    pub ceiling: Ceiling,
    /// How long it may wait.
    pub expiry: Expiry,
    /// From when on its wait counts: when it was queued, or was last let go again, tried
    /// once more or given another expiry.
    pub waits_since: Timestamp,
    /// Where it stands.
    pub state: JobState,
    /// Counts its changes; a change names the version it was made from.
    pub version: u32,
    /// How many attempts failed for reasons of the job's own.
    pub strikes: u32,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When the user cleared it from the queue's list, once it was finished.
    pub cleared_at: Option<Timestamp>,
}

impl JobRow {
    /// Its place in the queue.
    #[must_use]
    pub const fn place(&self) -> JobPlace {
        JobPlace {
            priority: self.priority,
            rank: self.rank,
        }
    }

    /// When it expires unless it has started before; `None` when it waits for as long as it
    /// takes.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expiry.at(self.waits_since)
    }
}

/// One try of a job on one lane.
#[derive(Debug, Clone, PartialEq)]
pub struct AttemptRow {
    /// Its id.
    pub id: AttemptId,
    /// The job.
    pub job: JobId,
    /// The run of the studio that made it.
    pub epoch: StudioEpoch,
    /// The engine.
    pub engine: EngineName,
    /// The lane.
    pub lane: LaneName,
    /// What the engine gave back on submit.
    pub ticket: Option<Ticket>,
    /// The name of the event that ended it; `None` while it goes on.
    pub outcome: Option<String>,
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
    /// What it costs at most, in millionths of a US dollar; 0 once it is known to have cost
    /// nothing.
    pub micro_usd: i64,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// An attempt that ended, and whose it was.
#[derive(Debug, Clone, PartialEq)]
pub struct RecentAttempt {
    /// The attempt.
    pub attempt: AttemptRow,
    /// The session of its job.
    pub session: SessionId,
    /// The number of its job within that session, from 1.
    pub take: u32,
}

/// A delivered file with its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoRow {
    /// Its id.
    pub id: VideoId,
    /// The job that rendered it.
    pub job: JobId,
    /// The file, relative to the library's folder, with `/` between its parts.
    pub file: String,
    /// Its poster, likewise.
    pub poster: String,
    /// Bytes in the file.
    pub size_bytes: i64,
    /// The SHA-256 of the file.
    pub sha256: [u8; 32],
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

pub(crate) fn session(row: &SqliteRow) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        id: SessionId::from_uuid(row.try_get("id")?),
        title: row.try_get("title")?,
        takes: row.try_get("takes")?,
        created_at: time(row, "created_at")?,
        touched_at: time(row, "touched_at")?,
        archived_at: optional_time(row, "archived_at")?,
        deleted_at: optional_time(row, "deleted_at")?,
        cover: optional_uuid(row, "cover")?.map(VideoId::from_uuid),
    })
}

pub(crate) fn job(row: &SqliteRow) -> Result<JobRow, StoreError> {
    Ok(JobRow {
        id: JobId::from_uuid(row.try_get("id")?),
        session: SessionId::from_uuid(row.try_get("session")?),
        batch: BatchId::from_uuid(row.try_get("batch")?),
        revision: RevisionId::from_uuid(row.try_get("revision")?),
        take: row.try_get("take")?,
        priority: priority(row)?,
        rank: row.try_get("rank")?,
        label: row.try_get("label")?,
        retry_of: optional_uuid(row, "retry_of")?.map(JobId::from_uuid),
        spec: json(row, "jobs", "spec")?,
        engines: json(row, "jobs", "engines")?,
        lanes: json(row, "jobs", "lanes")?,
        ceiling: match row.try_get("ceiling_micro_usd")? {
            Some(micro_usd) => Ceiling::Most { micro_usd },
            None => Ceiling::Any,
        },
        expiry: match row.try_get("expire_after_s")? {
            Some(seconds) => NonZeroU32::new(seconds).map_or(Expiry::Never, Expiry::AfterS),
            None => Expiry::Never,
        },
        waits_since: time(row, "waits_since")?,
        state: json(row, "jobs", "state_json")?,
        version: row.try_get("version")?,
        strikes: row.try_get("strikes")?,
        queued_at: time(row, "queued_at")?,
        changed_at: time(row, "changed_at")?,
        cleared_at: row
            .try_get::<Option<i64>, _>("cleared_at")?
            .map(Timestamp::from_ms),
    })
}

/// The name of a job's state.
pub(crate) fn state_name(row: &SqliteRow) -> Result<JobStateName, StoreError> {
    let name: String = row.try_get("state")?;
    serde_json::from_value(name.into()).map_err(|source| StoreError::BadRow {
        table: "jobs",
        column: "state",
        source,
    })
}

fn priority(row: &SqliteRow) -> Result<Priority, StoreError> {
    let number: i64 = row.try_get("priority")?;
    let found = usize::try_from(number)
        .ok()
        .and_then(|number| Priority::ALL.get(number));
    found.copied().ok_or_else(|| {
        sqlx::Error::Decode(format!("{number} in the column priority is no priority").into()).into()
    })
}

/// A priority as it is written down.
pub(crate) fn priority_number(priority: Priority) -> i64 {
    match priority {
        Priority::High => 0,
        Priority::Normal => 1,
        Priority::Low => 2,
    }
}

/// A ceiling as it is written down.
pub(crate) const fn ceiling_micro_usd(ceiling: Ceiling) -> Option<i64> {
    match ceiling {
        Ceiling::Any => None,
        Ceiling::Most { micro_usd } => Some(micro_usd),
    }
}

/// An expiry as it is written down.
pub(crate) fn expire_after_s(expiry: Expiry) -> Option<u32> {
    expiry.after_s().map(NonZeroU32::get)
}

pub(crate) fn attempt(row: &SqliteRow) -> Result<AttemptRow, StoreError> {
    Ok(AttemptRow {
        id: AttemptId::from_uuid(row.try_get("id")?),
        job: JobId::from_uuid(row.try_get("job")?),
        epoch: StudioEpoch(row.try_get("epoch")?),
        engine: EngineName::new(row.try_get::<String, _>("engine")?),
        lane: LaneName::new(row.try_get::<String, _>("lane")?),
        ticket: optional_json(row, "attempts", "ticket")?,
        outcome: row.try_get("outcome")?,
        failure: optional_json(row, "attempts", "failure")?,
        micro_usd: row.try_get("micro_usd")?,
        began_at: time(row, "began_at")?,
        ended_at: row
            .try_get::<Option<i64>, _>("ended_at")?
            .map(Timestamp::from_ms),
    })
}

pub(crate) fn recent_attempt(row: &SqliteRow) -> Result<RecentAttempt, StoreError> {
    Ok(RecentAttempt {
        attempt: attempt(row)?,
        session: SessionId::from_uuid(row.try_get("session")?),
        take: row.try_get("take")?,
    })
}

pub(crate) fn video(row: &SqliteRow) -> Result<VideoRow, StoreError> {
    let sha256: Vec<u8> = row.try_get("sha256")?;
    Ok(VideoRow {
        id: VideoId::from_uuid(row.try_get("id")?),
        job: JobId::from_uuid(row.try_get("job")?),
        file: row.try_get("file")?,
        poster: row.try_get("poster")?,
        size_bytes: row.try_get("size_bytes")?,
        sha256: sha256
            .try_into()
            .map_err(|_| sqlx::Error::Decode("the column sha256 has not 32 bytes".into()))?,
        width: row.try_get("width")?,
        height: row.try_get("height")?,
        frames: row.try_get("frames")?,
        duration_ms: row.try_get("duration_ms")?,
        delivered_at: time(row, "delivered_at")?,
    })
}

pub(crate) fn time(row: &SqliteRow, column: &str) -> Result<Timestamp, StoreError> {
    Ok(Timestamp::from_ms(row.try_get(column)?))
}

pub(crate) fn optional_time(
    row: &SqliteRow,
    column: &str,
) -> Result<Option<Timestamp>, StoreError> {
    let ms: Option<i64> = row.try_get(column)?;
    Ok(ms.map(Timestamp::from_ms))
}

pub(crate) fn optional_uuid(row: &SqliteRow, column: &str) -> Result<Option<Uuid>, StoreError> {
    Ok(row.try_get(column)?)
}

pub(crate) fn json<T: DeserializeOwned>(
    row: &SqliteRow,
    table: &'static str,
    column: &'static str,
) -> Result<T, StoreError> {
    let text: String = row.try_get(column)?;
    parse(&text, table, column)
}

pub(crate) fn optional_json<T: DeserializeOwned>(
    row: &SqliteRow,
    table: &'static str,
    column: &'static str,
) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| parse(&text, table, column)).transpose()
}

fn parse<T: DeserializeOwned>(
    text: &str,
    table: &'static str,
    column: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|source| StoreError::BadRow {
        table,
        column,
        source,
    })
}

/// Writes a domain value into a JSON column.
pub(crate) fn to_json(
    value: &impl Serialize,
    table: &'static str,
    column: &'static str,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| StoreError::BadRow {
        table,
        column,
        source,
    })
}
