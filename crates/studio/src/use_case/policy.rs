//! How the queue is to be worked on: its order, priorities and budgets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::queue::{Priority, QueueOrder};

use crate::call::Nothing;
use crate::error::ApiError;
use crate::studio::Studio;

/// In which order jobs start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderQueue {
    /// The order.
    pub order: QueueOrder,
}

/// How urgent a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PrioritizeJob {
    /// The job.
    pub job: JobId,
    /// Its priority.
    pub priority: Priority,
}

/// What a batch may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimitBatch {
    /// The batch.
    pub batch: BatchId,
    /// What all renders of its jobs may cost together, those that have begun included, in
    /// millionths of a US dollar; null for any sum.
    pub budget_micro_usd: Option<i64>,
}

impl Studio {
    /// Has jobs start in another order.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn order_queue(&self, wanted: OrderQueue) -> Result<Nothing, ApiError> {
        self.supervisor().order_queue(wanted.order).await?;
        Ok(Nothing {})
    }

    /// Makes a live job more or less urgent.
    ///
    /// # Errors
    ///
    /// `not_found` when it is no live job.
    pub async fn prioritize_job(&self, wanted: PrioritizeJob) -> Result<Nothing, ApiError> {
        self.supervisor()
            .prioritize(wanted.job, wanted.priority)
            .await?;
        Ok(Nothing {})
    }

    /// Limits what the jobs of a batch may cost together, or no longer does. What has begun
    /// goes on.
    ///
    /// # Errors
    ///
    /// `bad_input` for a budget below nothing; `not_found`.
    pub async fn limit_batch(&self, wanted: LimitBatch) -> Result<Nothing, ApiError> {
        if wanted.budget_micro_usd.is_some_and(|budget| budget < 0) {
            return Err(ApiError::bad_input(
                "budget_micro_usd",
                "a budget can't be less than nothing",
            ));
        }
        self.supervisor()
            .limit_batch(wanted.batch, wanted.budget_micro_usd)
            .await?;
        Ok(Nothing {})
    }
}
