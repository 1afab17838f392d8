//! What the user asks for.

use tokio::sync::oneshot;
use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::job::{JobEvent, JobState};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_scheduler::Change;
use worldreel_store::{JobEdit, JobPlace, JobRow, RANK_GAP};

use super::Actor;
use super::turn::{Brings, Then, Turn};
use crate::message::{CommandError, Explanation};

impl Actor {
    /// Does to a job what the user asks or has found out; the answer comes with the commit.
    pub(super) async fn ask_of(
        &mut self,
        job: JobId,
        event: &JobEvent,
        brings: Brings,
        answer: oneshot::Sender<Result<JobRow, CommandError>>,
        turn: &mut Turn,
    ) {
        let row = self.row_of(job).await;
        let acted = row.and_then(|row| Ok(self.happen(row, event, brings, turn)?));
        answer_later(job, acted, answer, turn);
    }

    /// Has a job that waits rendered in another way, if it is still as the user saw it; the
    /// answer comes with the commit.
    pub(super) async fn edit(
        &mut self,
        job: JobId,
        expected_version: u32,
        edit: JobEdit,
        answer: oneshot::Sender<Result<JobRow, CommandError>>,
        turn: &mut Turn,
    ) {
        let row = self.row_of(job).await;
        let acted = row.and_then(|row| {
            if row.version != expected_version {
                return Err(CommandError::Changed {
                    take: row.take,
                    expected: expected_version,
                    found: row.version,
                });
            }
            Ok(self.happen(row, &JobEvent::EditAsked, Brings::Edit(edit), turn)?)
        });
        answer_later(job, acted, answer, turn);
    }

    pub(super) async fn row_of(&self, job: JobId) -> Result<JobRow, CommandError> {
        if let Some(row) = self.ledger.get(job) {
            return Ok(row.clone());
        }
        // Jobs that have ended are not kept in memory.
        self.store.job(job).await?.ok_or(CommandError::NoJob(job))
    }

    /// Puts a job that waits before all others that do.
    pub(super) async fn run_next(&mut self, job: JobId) -> Result<(), CommandError> {
        let waits = |row: &JobRow| matches!(row.state, JobState::Queued { .. });
        let row = self.ledger.get(job).ok_or(CommandError::NoJob(job))?;
        if !waits(row) {
            return Err(CommandError::NotWaiting { take: row.take });
        }
        let order = self.ledger.order().into_iter().map(|(_, id)| id);
        let first = order
            .filter_map(|id| self.ledger.get(id))
            .find(|row| waits(row))
            .map(|row| row.id);
        self.move_before(job, first).await?;
        if self.board.order() != QueueOrder::InOrder {
            // Only urgency puts it before what the order would take first.
            self.prioritize(job, Priority::High).await?;
        }
        Ok(())
    }

    /// Puts a live job before another, or at the end. When there is no room between
    /// two neighbours, all live jobs are given new places, in the same order.
    pub(super) async fn move_before(
        &mut self,
        job: JobId,
        before: Option<JobId>,
    ) -> Result<(), CommandError> {
        for wanted in [Some(job), before].into_iter().flatten() {
            self.ledger.get(wanted).ok_or(CommandError::NoJob(wanted))?;
        }
        if before == Some(job) {
            return Ok(());
        }
        let mut order = self.ledger.order();
        order.retain(|(_, id)| *id != job);
        let at = before.map_or(order.len(), |before| {
            order
                .iter()
                .position(|(_, id)| *id == before)
                .unwrap_or(order.len())
        });
        let lower = at.checked_sub(1).map(|index| order[index].0);
        let upper = order.get(at).map(|place| place.0);
        // It comes where it was put, so it is as urgent as what it was put before.
        let own = upper.or(lower).map_or(Priority::Normal, |at| at.priority);
        let of_own = |place: Option<JobPlace>| {
            let place = place.filter(|place| place.priority == own);
            place.map(|place| place.rank)
        };
        let places = match between(of_own(lower), of_own(upper)) {
            Some(rank) => {
                let priority = own;
                vec![(job, JobPlace { priority, rank })]
            }
            None => {
                let (priority, rank) = (own, 0);
                order.insert(at, (JobPlace { priority, rank }, job));
                let anew = (1_i64..).map(|step| step.saturating_mul(RANK_GAP));
                let again = order.into_iter().zip(anew);
                again
                    .map(|((place, id), rank)| (id, JobPlace { rank, ..place }))
                    .collect()
            }
        };
        self.put_at(places).await
    }

    /// Makes a live job more or less urgent; it keeps its place among the others.
    pub(super) async fn prioritize(
        &mut self,
        job: JobId,
        priority: Priority,
    ) -> Result<(), CommandError> {
        let row = self.ledger.get(job).ok_or(CommandError::NoJob(job))?;
        if row.priority == priority {
            return Ok(());
        }
        let rank = row.rank;
        self.put_at(vec![(job, JobPlace { priority, rank })]).await
    }

    pub(super) async fn put_at(
        &mut self,
        places: Vec<(JobId, JobPlace)>,
    ) -> Result<(), CommandError> {
        self.store.place_jobs(places.clone(), (self.now)()).await?;
        for (id, JobPlace { priority, rank }) in places {
            if let Some(row) = self.ledger.get(id).cloned() {
                self.place(JobRow {
                    priority,
                    rank,
                    ..row
                });
            }
        }
        self.nudge();
        Ok(())
    }

    pub(super) async fn order_queue(&mut self, order: QueueOrder) -> Result<(), CommandError> {
        self.store.set_queue_order(order, (self.now)()).await?;
        self.board.apply(Change::Order(order));
        self.nudge();
        Ok(())
    }

    pub(super) async fn pause_queue(&mut self, paused: bool) -> Result<(), CommandError> {
        self.store.set_queue_paused(paused, (self.now)()).await?;
        self.board.apply(Change::QueuePaused(paused));
        self.nudge();
        Ok(())
    }

    pub(super) async fn pause_batch(
        &mut self,
        batch: BatchId,
        paused: bool,
    ) -> Result<(), CommandError> {
        self.store
            .set_batch_paused(batch, paused, (self.now)())
            .await?;
        self.board.apply(Change::BatchPaused { batch, paused });
        self.nudge();
        Ok(())
    }

    pub(super) fn explain(&self, jobs: &[JobId]) -> Vec<Explanation> {
        let waits = self.board.explain_all(jobs, (self.now)());
        jobs.iter()
            .zip(waits)
            .map(|(job, waits)| Explanation {
                waits,
                trouble: self.troubles.get(job).cloned(),
            })
            .collect()
    }
}

/// Answers with the commit, or at once with what stands in the way.
pub(super) fn answer_later(
    job: JobId,
    acted: Result<(), CommandError>,
    answer: oneshot::Sender<Result<JobRow, CommandError>>,
    turn: &mut Turn,
) {
    match acted {
        Ok(()) => turn.then(Then::Answer(job, answer)),
        Err(error) => {
            let _ = answer.send(Err(error));
        }
    }
}

/// A rank between two others, if there is room.
fn between(lower: Option<i64>, upper: Option<i64>) -> Option<i64> {
    match (lower, upper) {
        (None, None) => Some(RANK_GAP),
        (Some(lower), None) => lower.checked_add(RANK_GAP),
        (None, Some(upper)) => upper.checked_sub(RANK_GAP),
        (Some(lower), Some(upper)) => {
            let middle = lower + (upper - lower) / 2;
            (middle > lower && middle < upper).then_some(middle)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn a_rank_between_two_neighbours_is_theirs_to_no_one() {
        assert_eq!(between(Some(10), Some(20)), Some(15));
        assert_eq!(between(Some(10), Some(11)), None);
        assert_eq!(between(Some(10), Some(10)), None);
        assert_eq!(between(None, Some(1_024)), Some(0));
        assert_eq!(between(Some(1_024), None), Some(2_048));
    }
}
