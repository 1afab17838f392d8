//! What has become of the jobs that the run before this one left under way.

use std::collections::BTreeMap;

use worldreel_domain::failure::Verdict;
use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobEvent, JobState};
use worldreel_store::{JobRow, StoreError};

use super::Actor;
use crate::message::{Away, Became};

/// What this run found when it began.
#[derive(Debug, Default)]
pub(super) struct Found {
    before: Option<Away>,
    /// The jobs that were under way; `None` while it is not known what becomes of one.
    left: BTreeMap<JobId, Option<Became>>,
}

impl Actor {
    /// Takes note of how the run before this one ended and of what it left, before anything
    /// is settled.
    pub(super) async fn take_up_run(&mut self, live: &[JobRow]) -> Result<(), StoreError> {
        if let Some(run) = self.store.last_run().await? {
            let last_sign = self.store.last_event_at().await?;
            self.found.before = Some(Away {
                run: run.epoch,
                since: run
                    .ended_at
                    .unwrap_or(run.began_at.max(last_sign.unwrap_or_default())),
                cut_off: run.ended_at.is_none(),
                became: BTreeMap::new(),
                open: 0,
            });
            let under_way = live.iter().filter(|row| is_under_way(&row.state));
            self.found.left = under_way.map(|row| (row.id, None)).collect();
        }
        if !self.idle {
            self.store.begin_run(self.epoch, self.started_at).await?;
        }
        Ok(())
    }

    /// Takes note of the first thing that becomes of a job that was left.
    pub(super) fn note_left(&mut self, row: &JobRow, event: &JobEvent) {
        let over = |at| at <= self.started_at;
        if matches!(event, JobEvent::Expired) && row.expires_at().is_some_and(over) {
            self.found.left.insert(row.id, Some(Became::Expired));
            return;
        }
        if let Some(open @ None) = self.found.left.get_mut(&row.id) {
            *open = became(event);
        }
    }

    /// What happened while no studio worked on the queue; `None` when none ever did.
    pub(super) fn away(&self) -> Option<Away> {
        let mut away = self.found.before.clone()?;
        for became in self.found.left.values() {
            match became {
                None => away.open += 1,
                Some(became) => *away.became.entry(*became).or_default() += 1,
            }
        }
        Some(away)
    }
}

/// What a request was sent for, and whose end is not known.
const fn is_under_way(state: &JobState) -> bool {
    match state {
        JobState::Submitting { .. }
        | JobState::Running { .. }
        | JobState::Fetching { .. }
        | JobState::InDoubt { .. } => true,
        JobState::Queued { .. }
        | JobState::Preparing { .. }
        | JobState::Held
        | JobState::Undecided { .. }
        | JobState::Cancelling { .. }
        | JobState::Cancelled { .. }
        | JobState::Expired
        | JobState::Failed { .. }
        | JobState::Done { .. } => false,
    }
}

/// `None` for an event that leaves it open.
fn became(event: &JobEvent) -> Option<Became> {
    Some(match event {
        JobEvent::FoundRunning(_) => Became::WentOn,
        JobEvent::Ready | JobEvent::Delivered(_) | JobEvent::FoundDelivered(_) => {
            Became::FetchedAgain
        }
        JobEvent::NeverBegan => Became::SentAgain,
        JobEvent::AttemptFailed { verdict, .. } => match verdict {
            Verdict::Requeue { .. } => Became::SentAgain,
            Verdict::Ask => Became::Asks,
            Verdict::Fail => Became::Failed,
        },
        JobEvent::Restored(_) => Became::Asks,
        JobEvent::CancelAsked => Became::Cancelled,
        _ => return None,
    })
}
