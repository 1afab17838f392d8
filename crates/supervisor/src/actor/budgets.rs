//! What the jobs of a batch may cost together.

use std::collections::BTreeMap;

use worldreel_domain::id::BatchId;
use worldreel_scheduler::Change;
use worldreel_store::BudgetRow;

use super::Actor;
use crate::message::CommandError;

/// The batches whose cost is limited, with what their renders cost so far at most.
#[derive(Debug, Default)]
pub(super) struct Budgets(BTreeMap<BatchId, BudgetRow>);

impl Budgets {
    pub(super) fn put(&mut self, row: BudgetRow) {
        self.0.insert(row.batch, row);
    }

    /// What is left; `None` when the batch has no budget. Less than nothing when the budget
    /// was lowered below what had been spent.
    fn left(&self, batch: BatchId) -> Option<i64> {
        let row = self.0.get(&batch)?;
        Some(row.budget_micro_usd - row.spent_micro_usd)
    }
}

impl Actor {
    /// Takes the budget of a batch of which nothing has begun.
    pub(super) fn take_budget(&mut self, batch: BatchId, budget_micro_usd: i64) {
        self.budgets.put(BudgetRow {
            batch,
            budget_micro_usd,
            spent_micro_usd: 0,
        });
        self.apply_budget(batch);
    }

    /// Adds to what a batch has cost, if that is limited.
    pub(super) fn spend_of(&mut self, batch: BatchId, micro_usd: i64) {
        if let Some(row) = self.budgets.0.get_mut(&batch) {
            row.spent_micro_usd = row.spent_micro_usd.saturating_add(micro_usd);
            self.apply_budget(batch);
        }
    }

    /// Tells the board what is left of a batch's budget.
    pub(super) fn apply_budget(&mut self, batch: BatchId) {
        self.board.apply(Change::BatchLeft {
            batch,
            left_micro_usd: self.budgets.left(batch),
        });
    }

    pub(super) async fn limit_batch(
        &mut self,
        batch: BatchId,
        budget_micro_usd: Option<i64>,
    ) -> Result<(), CommandError> {
        self.store
            .set_batch_budget(batch, budget_micro_usd, (self.now)())
            .await?;
        match budget_micro_usd {
            Some(budget_micro_usd) => {
                let spent_micro_usd = match self.budgets.0.get(&batch) {
                    Some(row) => row.spent_micro_usd,
                    None => self.store.batch_spent(batch).await?,
                };
                self.budgets.put(BudgetRow {
                    batch,
                    budget_micro_usd,
                    spent_micro_usd,
                });
            }
            None => {
                self.budgets.0.remove(&batch);
            }
        }
        self.apply_budget(batch);
        self.nudge();
        Ok(())
    }
}
