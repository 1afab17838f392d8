//! What the jobs of a batch may cost together, and in which order jobs start.

use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::queue::Priority;
use worldreel_scheduler::Change;

use super::Studio;
use crate::disk::{Disk, Row};
use crate::slip::Slip;

impl Studio {
    /// Takes up the order, the turns and the budgets as they are written down.
    pub(super) fn take_up_terms(&mut self, disk: &Disk) {
        self.board.apply(Change::Order(disk.order));
        if self.slip != Some(Slip::ForgetTurns) {
            for batch in disk.by_last_start() {
                self.board.apply(Change::Started(batch));
            }
        }
        for (batch, budget) in &disk.budgets {
            let spent = match self.slip {
                Some(Slip::BudgetAnew) => 0,
                _ => disk.spent(*batch),
            };
            self.budgets.insert(*batch, (*budget, spent));
            self.apply_budget(*batch);
        }
    }

    /// Takes the budget of a batch that was just written down.
    pub(super) fn take_budget(&mut self, batch: BatchId, disk: &Disk) {
        if let Some(budget) = disk.budgets.get(&batch) {
            self.budgets.insert(batch, (*budget, 0));
            self.apply_budget(batch);
        }
    }

    /// Adds to what a batch has cost, if that is limited.
    pub(super) fn spend_of(&mut self, batch: BatchId, micro_usd: i64) {
        let forgotten = match self.slip {
            Some(Slip::ForgetBudget) => micro_usd > 0,
            Some(Slip::ForgetBudgetRefund) => micro_usd < 0,
            _ => false,
        };
        if let Some((_, spent)) = self.budgets.get_mut(&batch).filter(|_| !forgotten) {
            *spent = spent.saturating_add(micro_usd);
            self.apply_budget(batch);
        }
    }

    pub(super) fn limit(&mut self, batch: BatchId, budget: Option<i64>, disk: &mut Disk) {
        if disk.room().is_err() {
            return;
        }
        match budget {
            Some(budget) => {
                disk.budgets.insert(batch, budget);
                let known = self.budgets.get(&batch).map(|(_, spent)| *spent);
                let spent = known.unwrap_or_else(|| disk.spent(batch));
                self.budgets.insert(batch, (budget, spent));
            }
            None => {
                disk.budgets.remove(&batch);
                self.budgets.remove(&batch);
            }
        }
        self.apply_budget(batch);
    }

    pub(super) fn prioritize(&mut self, job: JobId, priority: Priority, disk: &mut Disk) {
        let Some(row) = self.live.get(&job).cloned() else {
            return;
        };
        if disk.room().is_err() {
            return;
        }
        if let Some(row) = disk.jobs.get_mut(&job) {
            row.priority = priority;
        }
        if self.slip != Some(Slip::ForgetPriority) {
            self.place(Row { priority, ..row });
        }
    }

    fn apply_budget(&mut self, batch: BatchId) {
        let budget = self.budgets.get(&batch);
        self.board.apply(Change::BatchLeft {
            batch,
            left_micro_usd: budget.map(|(budget, spent)| budget - spent),
        });
    }
}
