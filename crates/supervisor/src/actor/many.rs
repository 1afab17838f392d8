//! What the user asks of several jobs together.

use std::collections::BTreeSet;

use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobEvent, JobState};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_store::{JobEdit, JobPlace, RANK_GAP};

use super::Actor;
use super::commands::answer_later;
use super::places::places_before;
use super::turn::{Brings, Turn};
use crate::message::{Asked, CommandError, Rearranged, Rearrangement};

/// Jobs that expire in one turn at most, so that no lane waits for all of a large number.
const EXPIRIES_MAX: usize = 256;

impl Actor {
    /// Does the same to several jobs in one turn; each is answered for itself, with the
    /// commit. What one of them refuses stops none of the others.
    pub(super) async fn ask_of_all(
        &mut self,
        event: &JobEvent,
        asked: Vec<Asked>,
        turn: &mut Turn,
    ) {
        for Asked {
            job,
            ceiling,
            waits_since,
            answer,
        } in asked
        {
            let row = self.row_of(job).await;
            let acted = row.and_then(|row| {
                if waits_since.is_some_and(|since| row.waits_since > since) {
                    return Err(CommandError::NotWaiting { take: row.take });
                }
                let brings = match ceiling {
                    None => Brings::Nothing,
                    Some(ceiling) => Brings::Edit(JobEdit {
                        ceiling,
                        ..JobEdit::unchanged(&row)
                    }),
                };
                Ok(self.happen(row, event, brings, turn)?)
            });
            answer_later(job, acted, answer, turn);
        }
    }

    /// Lets jobs go whose time to wait is over. Says whether there are more than one turn
    /// takes in.
    pub(super) fn let_go(&mut self, expired: &[JobId], turn: &mut Turn) -> bool {
        for job in expired.iter().take(EXPIRIES_MAX) {
            let Some(row) = self.ledger.get(*job).cloned() else {
                continue;
            };
            if let Err(illegal) = self.happen(row, &JobEvent::Expired, Brings::Nothing, turn) {
                tracing::error!(job.id = %job, "a job expires that can't: {illegal}");
            }
        }
        expired.len() > EXPIRIES_MAX
    }

    /// Puts several jobs elsewhere, all in one write.
    pub(super) async fn rearrange(
        &mut self,
        jobs: &[JobId],
        how: Rearrangement,
    ) -> Result<Rearranged, CommandError> {
        if let Rearrangement::Before(Some(before)) = how {
            self.ledger.get(before).ok_or(CommandError::NoJob(before))?;
        }
        let mut refused = Vec::new();
        let mut wanted = BTreeSet::new();
        for job in jobs.iter().copied() {
            match self.ledger.get(job) {
                // One that has ended is not kept in memory.
                None => refused.push((
                    job,
                    match self.store.job(job).await? {
                        Some(row) => CommandError::NotWaiting { take: row.take },
                        None => CommandError::NoJob(job),
                    },
                )),
                Some(row) if !may_be_put(&row.state, how) => {
                    let take = row.take;
                    refused.push((job, CommandError::NotWaiting { take }));
                }
                Some(_) => {
                    wanted.insert(job);
                }
            }
        }
        let order = self.ledger.order();
        let own = order.iter().filter(|(_, job)| wanted.contains(job));
        let own: Vec<(JobPlace, JobId)> = own.copied().collect();
        let places = match how {
            Rearrangement::Priority(priority) => own
                .iter()
                .filter(|(place, _)| place.priority != priority)
                .map(|(place, job)| (*job, JobPlace { priority, ..*place }))
                .collect(),
            Rearrangement::Next => self.first_of_all(&order, &own, &wanted),
            Rearrangement::Before(before) => places_before(order.clone(), &wanted, before),
        };
        let moved: BTreeSet<JobId> = places.iter().map(|(job, _)| *job).collect();
        let before = order.iter().filter(|(_, job)| moved.contains(job));
        let before = before.map(|(place, job)| (*job, *place)).collect();
        if !places.is_empty() {
            self.put_at(places).await?;
        }
        Ok(Rearranged {
            done: own.into_iter().map(|(_, job)| job).collect(),
            refused,
            before,
        })
    }

    /// Places before all others that wait, one after the other.
    fn first_of_all(
        &self,
        order: &[(JobPlace, JobId)],
        own: &[(JobPlace, JobId)],
        wanted: &BTreeSet<JobId>,
    ) -> Vec<(JobId, JobPlace)> {
        let others = order.iter().filter(|(_, job)| !wanted.contains(job));
        let first = others
            .filter(|(_, job)| self.ledger.get(*job).is_some_and(|row| waits(&row.state)))
            .map(|(place, _)| *place)
            .next();
        let priority = match self.board.order() {
            QueueOrder::InOrder => first.map_or(Priority::Normal, |first| first.priority),
            // Only urgency puts them before what the order would take first.
            _ => Priority::High,
        };
        let first = first.map_or(RANK_GAP, |first| first.rank);
        let ranks = (1_i64..).map(|step| first.saturating_sub(step.saturating_mul(RANK_GAP)));
        let own = own.iter().rev().zip(ranks);
        own.map(|((_, job), rank)| (*job, JobPlace { priority, rank }))
            .collect()
    }

    /// Puts jobs where they stood before; those that have ended meanwhile stay as they are.
    pub(super) async fn put_back(
        &mut self,
        mut places: Vec<(JobId, JobPlace)>,
    ) -> Result<(), CommandError> {
        places.retain(|(job, _)| self.ledger.get(*job).is_some());
        match places.is_empty() {
            true => Ok(()),
            false => self.put_at(places).await,
        }
    }
}

/// Whether a place in the queue means something for a job in this state.
const fn may_be_put(state: &JobState, how: Rearrangement) -> bool {
    match how {
        Rearrangement::Next => waits(state),
        Rearrangement::Before(_) => waits(state) || matches!(state, JobState::Held),
        Rearrangement::Priority(_) => true,
    }
}

const fn waits(state: &JobState) -> bool {
    matches!(state, JobState::Queued { .. })
}
