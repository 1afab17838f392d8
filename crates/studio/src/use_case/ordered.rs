//! An order that comes twice: its answer was lost, and whoever sent it can't know what became
//! of it.

use sha2::{Digest, Sha256};
use worldreel_domain::id::BatchId;
use worldreel_store::{Asked, JobFilter, KnownBatch};

use super::batches::{Batch, Generate};
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;

/// What an order asks for. What was agreed to is left out: it may have been said at the second
/// time alone, or at the first.
pub(super) fn digest(order: &Generate) -> Result<Asked, ApiError> {
    let asked = Generate {
        batch: None,
        max_micro_usd: None,
        price_unknown_ok: false,
        budget_micro_usd: None,
        ..order.clone()
    };
    let whole = serde_json::to_vec(&asked);
    let whole = whole.map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
    Ok(Sha256::digest(whole).into())
}

/// Its batch is still being written.
pub(super) fn on_its_way(batch: BatchId) -> ApiError {
    ApiError::new(
        ErrorCode::NotNow,
        format!("the batch {batch} is being queued at this moment"),
    )
    .hint("it was not queued twice; send the order once more to be told its jobs")
}

impl Studio {
    /// The batch that was queued under this id by the same order; `None` when there is none.
    pub(super) async fn ordered(
        &self,
        batch: BatchId,
        asked: Asked,
    ) -> Result<Option<Batch>, ApiError> {
        let Some(known) = self.store().known_batch(batch).await? else {
            return Ok(None);
        };
        let KnownBatch { session, .. } = known;
        if known.asked != Some(asked) {
            return Err(ApiError::new(
                ErrorCode::Conflict,
                format!("another order was queued under the id {batch}"),
            )
            .hint("nothing was queued by this one: make up another id for it"));
        }
        if known.staged {
            return Err(on_its_way(batch));
        }
        let first = JobFilter {
            batch: Some(batch),
            limit: Some(1),
            ..JobFilter::default()
        };
        let rows = self.store().jobs(first).await?;
        Ok(Some(Batch {
            batch,
            known: true,
            session,
            jobs: self.store().batch_size(batch).await?,
            first: match rows.into_iter().next() {
                Some(row) => Some(self.job_view(row).await?),
                None => None,
            },
        }))
    }
}
