//! What happened while no studio worked on the queue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::StudioEpoch;
use worldreel_domain::time::Timestamp;
use worldreel_supervisor::Became;

use crate::call::Nothing;
use crate::error::ApiError;
use crate::studio::Studio;

/// What happened while no studio worked on the queue. Each number counts jobs that the run
/// before had left under way, but for `expired`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AwayView {
    /// The number of the run before this one: another one is other news.
    pub run: StudioEpoch,
    /// When it ended, or last wrote something.
    pub since: Timestamp,
    /// Whether it was cut off: by a crash, a kill or a power cut.
    pub cut_off: bool,
    /// Their engines had gone on with them.
    pub went_on: u32,
    /// They were finished, and were brought or saved again.
    pub fetched_again: u32,
    /// Nothing can have been billed, and they were sent again.
    pub sent_again: u32,
    /// They may have been billed, and the user is asked.
    pub asks: u32,
    /// They failed.
    pub failed: u32,
    /// The user cancelled them before it was known.
    pub cancelled: u32,
    /// Jobs that had waited past their time.
    pub expired: u32,
    /// It is not known yet: their engines are asked, or will be once the queue runs.
    pub open: u32,
}

/// What happened, where there is anything to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AwayAnswer {
    /// Absent when the run before ended as it should and left nothing under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<AwayView>,
}

impl Studio {
    /// What happened while no studio worked on the queue.
    ///
    /// # Errors
    ///
    /// `closed`.
    pub async fn away(&self, _: Nothing) -> Result<AwayAnswer, ApiError> {
        let Some(away) = self.supervisor().away().await? else {
            return Ok(AwayAnswer { away: None });
        };
        let count = |became| away.became.get(&became).copied().unwrap_or(0);
        let quiet = !away.cut_off && away.open == 0 && away.became.is_empty();
        let view = AwayView {
            run: away.run,
            since: away.since,
            cut_off: away.cut_off,
            went_on: count(Became::WentOn),
            fetched_again: count(Became::FetchedAgain),
            sent_again: count(Became::SentAgain),
            asks: count(Became::Asks),
            failed: count(Became::Failed),
            cancelled: count(Became::Cancelled),
            expired: count(Became::Expired),
            open: away.open,
        };
        Ok(AwayAnswer {
            away: (!quiet).then_some(view),
        })
    }
}
