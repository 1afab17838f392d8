//! How the queue is to be worked on: its order, and what batches may cost.

use serde_json::json;
use sqlx::{QueryBuilder, Row};
use worldreel_domain::id::BatchId;
use worldreel_domain::queue::QueueOrder;
use worldreel_domain::time::Timestamp;

use crate::error::{StoreError, found};
use crate::events;
use crate::open::Store;

/// What a batch may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetRow {
    /// The batch.
    pub batch: BatchId,
    /// What all renders of its jobs may cost together, in millionths of a US dollar.
    pub budget_micro_usd: i64,
    /// What those that have begun cost at most.
    pub spent_micro_usd: i64,
}

impl Store {
    /// In which order jobs start.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn queue_order(&self) -> Result<QueueOrder, StoreError> {
        let word: String = sqlx::query_scalar("SELECT queue_order FROM library")
            .fetch_one(&self.readers)
            .await?;
        let order = word.parse();
        order.map_err(|error| sqlx::Error::Decode(Box::new(error)).into())
    }

    /// Has jobs start in another order.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn set_queue_order(
        &self,
        order: QueueOrder,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE library SET queue_order = ?")
                        .bind(order.name())
                        .execute(&mut *connection)
                        .await?;
                    let data = json!({ "order": order });
                    events::note(connection, now, "queue_ordered", &data).await
                })
            })
            .await
    }

    /// Has the jobs of a batch cost no more than this together; `None` for any sum.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when there is no such batch; else as the database fails.
    pub async fn set_batch_budget(
        &self,
        batch: BatchId,
        budget_micro_usd: Option<i64>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let done = sqlx::query("UPDATE batches SET budget_micro_usd = ? WHERE id = ?")
                        .bind(budget_micro_usd)
                        .bind(batch.uuid())
                        .execute(&mut *connection)
                        .await?;
                    found(&done, "batch", batch)?;
                    let data = json!({ "batch": batch, "budget_micro_usd": budget_micro_usd });
                    events::note(connection, now, "batch_budgeted", &data).await
                })
            })
            .await
    }

    /// The budgets of all batches that have one.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn budgets(&self) -> Result<Vec<BudgetRow>, StoreError> {
        self.budgets_where("").await
    }

    /// The budgets of those batches of which jobs are live.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn live_budgets(&self) -> Result<Vec<BudgetRow>, StoreError> {
        let live = "AND EXISTS (SELECT 1 FROM jobs WHERE jobs.batch = batches.id \
            AND state NOT IN ('cancelled', 'expired', 'failed', 'done'))";
        self.budgets_where(live).await
    }

    async fn budgets_where(&self, which: &'static str) -> Result<Vec<BudgetRow>, StoreError> {
        let mut query = QueryBuilder::new(
            "SELECT batches.id, budget_micro_usd, \
             (SELECT coalesce(sum(attempts.micro_usd), 0) FROM jobs \
              JOIN attempts ON attempts.job = jobs.id WHERE jobs.batch = batches.id) AS spent \
             FROM batches WHERE budget_micro_usd IS NOT NULL \
             AND batches.id NOT IN (SELECT batch FROM staged) ",
        );
        query.push(which);
        let found = query.build().fetch_all(&self.readers).await?;
        found
            .iter()
            .map(|row| {
                Ok(BudgetRow {
                    batch: BatchId::from_uuid(row.try_get("id")?),
                    budget_micro_usd: row.try_get("budget_micro_usd")?,
                    spent_micro_usd: row.try_get("spent")?,
                })
            })
            .collect()
    }

    /// What the renders of a batch's jobs that have begun cost at most, in millionths of a
    /// US dollar.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn batch_spent(&self, batch: BatchId) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(sum(attempts.micro_usd), 0) FROM jobs \
            JOIN attempts ON attempts.job = jobs.id WHERE jobs.batch = ?";
        let spent = sqlx::query_scalar(sql)
            .bind(batch.uuid())
            .fetch_one(&self.readers)
            .await?;
        Ok(spent)
    }

    /// The batches of which jobs wait, in the order in which one of each last started;
    /// those of which none ever did are not among them.
    ///
    /// # Errors
    ///
    /// As the database fails.
    pub async fn batches_by_last_start(&self) -> Result<Vec<BatchId>, StoreError> {
        // Attempts' ids are in the order in which they began.
        let sql = "SELECT jobs.batch FROM jobs JOIN attempts ON attempts.job = jobs.id \
            WHERE jobs.batch IN (SELECT batch FROM jobs \
              WHERE state NOT IN ('cancelled', 'expired', 'failed', 'done')) \
            GROUP BY jobs.batch ORDER BY max(attempts.id)";
        let found: Vec<uuid::Uuid> = sqlx::query_scalar(sql).fetch_all(&self.readers).await?;
        Ok(found.into_iter().map(BatchId::from_uuid).collect())
    }
}
