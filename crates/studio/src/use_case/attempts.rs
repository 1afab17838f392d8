//! What the lanes have done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{JobId, SessionId};

use crate::error::ApiError;
use crate::studio::Studio;
use crate::view::{self, AttemptView};

/// Attempts that are listed when it is not said how many.
const USUAL: u32 = 64;
/// Attempts that one list gives out at most.
const MAX: u32 = 1_000;

/// Which attempts to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttemptQuery {
    /// At most this many; 64 when it is not said, 1,000 at the most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// An attempt that ended, and whose it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LaneAttempt {
    /// The attempt.
    #[serde(flatten)]
    pub attempt: AttemptView,
    /// Its job.
    pub job: JobId,
    /// The session of its job.
    pub session: SessionId,
    /// The job's number within that session, from 1.
    pub take: u32,
}

impl Studio {
    /// Attempts that ended, on any lane; those that began last come first.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn list_attempts(&self, query: AttemptQuery) -> Result<Vec<LaneAttempt>, ApiError> {
        let limit = query.limit.unwrap_or(USUAL).min(MAX);
        let found = self.store().recent_attempts(limit).await?;
        let told = found.into_iter().map(|found| LaneAttempt {
            job: found.attempt.job,
            session: found.session,
            take: found.take,
            attempt: view::attempt(found.attempt),
        });
        Ok(told.collect())
    }
}
