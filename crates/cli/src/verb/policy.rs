//! How the queue is to be worked on: `worldreel queue order|budget`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::id::BatchId;
use worldreel_domain::queue::QueueOrder;
use worldreel_studio::ApiError;
use worldreel_studio::call::{GetQueue, Nothing, SetBatchBudget, SetQueueOrder};
use worldreel_studio::policy::{LimitBatch, OrderQueue};

use crate::context::Context;
use crate::{money, print};

/// Sets the order, or says what it is.
pub(crate) async fn order(
    context: &Context,
    door: &Door,
    order: Option<QueueOrder>,
) -> Result<ExitCode, ApiError> {
    let order = match order {
        Some(order) => {
            door.call::<SetQueueOrder>(OrderQueue { order }).await?;
            order
        }
        None => door.call::<GetQueue>(Nothing {}).await?.order,
    };
    context
        .output
        .result(&OrderQueue { order }, || vec![print::order(order).into()]);
    Ok(ExitCode::SUCCESS)
}

/// Limits what a batch may cost; without a sum, it may cost any.
pub(crate) async fn budget(
    context: &Context,
    door: &Door,
    batch: BatchId,
    usd: Option<f64>,
) -> Result<ExitCode, ApiError> {
    let limit = LimitBatch {
        batch,
        budget_micro_usd: usd.map(|usd| money::micro_usd("--usd", usd)).transpose()?,
    };
    door.call::<SetBatchBudget>(limit).await?;
    let queue = door.call::<GetQueue>(Nothing {}).await?;
    let mut budgets = queue.budgets.into_iter();
    let own = budgets.find(|budget| budget.batch == batch);
    context.output.result(&limit, || {
        let told = own.as_ref().map(print::budget);
        vec![told.unwrap_or_else(|| format!("batch {batch} has no budget, or nothing waits in it"))]
    });
    Ok(ExitCode::SUCCESS)
}
