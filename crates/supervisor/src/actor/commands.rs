//! What the user asks for.

use std::collections::BTreeSet;

use tokio::sync::oneshot;
use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::job::{JobEvent, JobState};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_scheduler::Change;
use worldreel_store::{JobEdit, JobPlace, JobRow};

use super::Actor;
use super::places::places_before;
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

    /// Puts a live job before another, or at the end.
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
        let places = places_before(self.ledger.order(), &BTreeSet::from([job]), before);
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
