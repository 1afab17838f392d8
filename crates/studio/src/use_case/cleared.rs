//! What is finished leaves the queue's list.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::JobId;
use worldreel_domain::job::JobStateName;
use worldreel_domain::time::Timestamp;
use worldreel_store::ClearedRow;

use crate::error::ApiError;
use crate::studio::Studio;

/// How a job can be finished.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Finished {
    /// Its video is there.
    Done,
    /// It failed.
    Failed,
    /// The user cancelled it.
    Cancelled,
    /// It waited past its time.
    Expired,
}

impl Finished {
    const ALL: [Self; 4] = [Self::Done, Self::Failed, Self::Cancelled, Self::Expired];

    const fn state(self) -> JobStateName {
        match self {
            Self::Done => JobStateName::Done,
            Self::Failed => JobStateName::Failed,
            Self::Cancelled => JobStateName::Cancelled,
            Self::Expired => JobStateName::Expired,
        }
    }
}

/// Which finished jobs are to leave the queue's list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClearFinished {
    /// Only those that are finished in one of these ways; in any when none is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub finished: BTreeSet<Finished>,
    /// Only these; all when none is named. What is not finished is left on the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<JobId>,
}

/// What is to be put back on the queue's list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PutBack {
    /// What was cleared together at this moment; what was cleared last when none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared_at: Option<Timestamp>,
}

/// What was cleared together, or put back together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cleared {
    /// How many jobs.
    pub count: u32,
    /// The moment at which they were cleared, by which they can be put back; absent when
    /// there were none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared_at: Option<Timestamp>,
}

impl Studio {
    /// Clears finished jobs from the queue's list. Nothing of them is deleted: they stay in
    /// their sessions, and can be put back. One that is tried again is on the list again.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn clear_finished(&self, wanted: ClearFinished) -> Result<Cleared, ApiError> {
        let states = match wanted.finished.is_empty() {
            true => BTreeSet::from(Finished::ALL),
            false => wanted.finished,
        };
        let states = states.into_iter().map(Finished::state).collect();
        let clear = self
            .store()
            .clear_finished(states, wanted.jobs, Self::now());
        Ok(cleared(self.commit(clear).await?))
    }

    /// Puts back on the queue's list what was cleared together.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn put_back_cleared(&self, wanted: PutBack) -> Result<Cleared, ApiError> {
        let back = self.store().put_back(wanted.cleared_at, Self::now());
        Ok(cleared(self.commit(back).await?))
    }
}

fn cleared(row: Option<ClearedRow>) -> Cleared {
    row.map_or_else(Cleared::default, |row| Cleared {
        count: row.count,
        cleared_at: Some(row.cleared_at),
    })
}
