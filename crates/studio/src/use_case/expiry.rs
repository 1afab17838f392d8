//! Jobs that have waited for long are let go.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::JobId;
use worldreel_domain::time::Timestamp;
use worldreel_store::Waiting;

use crate::error::ApiError;
use crate::studio::Studio;
use crate::view::JobView;

/// How many of the jobs are told in full.
const FIRST_MAX: usize = 20;

/// Which waiting jobs are to expire: either how long they have waited, or since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExpireWaiting {
    /// Those that have waited for so many seconds or longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waited_s: Option<NonZeroU32>,
    /// Those that have waited since this moment or longer. It is told by a preview, so that
    /// those that were seen there expire and no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_since: Option<Timestamp>,
    /// Only say which would.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preview: bool,
}

/// Which waiting jobs expired, or would.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Expired {
    /// All of them, in the user's order.
    pub jobs: Vec<JobId>,
    /// The first 20 of them, as they are now.
    pub first: Vec<JobView>,
    /// Since when they have waited, or longer.
    pub waits_since: Timestamp,
    /// How many jobs waited before, they included.
    pub waiting: u32,
    /// Since when the one has waited that waits longest; absent when none waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_since: Option<Timestamp>,
}

impl Studio {
    /// Lets those jobs expire that have waited for long, or says which would. Nothing of
    /// them was rendered or billed while they waited; each can be tried again.
    ///
    /// # Errors
    ///
    /// `bad_input` when neither or both are said of how long and since when; else as the
    /// library fails.
    pub async fn expire_waiting(&self, wanted: ExpireWaiting) -> Result<Expired, ApiError> {
        let waits_since = since(&wanted)?;
        let waiting = self.store().jobs_waiting(Waiting::All).await?;
        let jobs = match wanted.preview {
            true => long_waiting(&waiting, waits_since),
            false => self.let_expire(&waiting, waits_since).await?,
        };
        let mut first = Vec::new();
        for job in jobs.iter().take(FIRST_MAX) {
            first.extend(self.store().job(*job).await?);
        }
        Ok(Expired {
            first: self.job_views(first).await?,
            waits_since,
            waiting: u32::try_from(waiting.len()).unwrap_or(u32::MAX),
            longest_since: waiting.iter().map(|(_, since)| *since).min(),
            jobs,
        })
    }

    /// Lets those of the waiting jobs expire that have waited since then or longer; returns
    /// them. One that has started or begun to wait anew meanwhile is left alone.
    pub(crate) async fn let_expire(
        &self,
        waiting: &[(JobId, Timestamp)],
        waits_since: Timestamp,
    ) -> Result<Vec<JobId>, ApiError> {
        let jobs = long_waiting(waiting, waits_since);
        Ok(self.supervisor().expire(jobs, waits_since).await?)
    }
}

fn long_waiting(waiting: &[(JobId, Timestamp)], waits_since: Timestamp) -> Vec<JobId> {
    let long = waiting.iter().filter(|(_, since)| *since <= waits_since);
    long.map(|(job, _)| *job).collect()
}

fn since(wanted: &ExpireWaiting) -> Result<Timestamp, ApiError> {
    match (wanted.waited_s, wanted.waits_since) {
        (Some(seconds), None) => Ok(Studio::now().plus_ms(-1_000 * i64::from(seconds.get()))),
        (None, Some(since)) => Ok(since),
        _ => Err(ApiError::bad_input(
            "waited_s",
            "say either how long the jobs have waited or since when",
        )),
    }
}
