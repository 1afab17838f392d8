//! What a change of a job does to its attempts.

use worldreel_domain::id::EngineName;
use worldreel_domain::job::{JobEvent, JobState};

use super::Studio;
use crate::disk::AttemptChange;

impl Studio {
    pub(super) fn attempt_change(
        &self,
        before: &JobState,
        after: &JobState,
        event: &JobEvent,
    ) -> AttemptChange {
        if let JobEvent::Started { lease, .. } = event {
            let engine = self.lanes.get(&lease.lane).cloned();
            let engine = engine.unwrap_or_else(|| EngineName::new("unknown"));
            return AttemptChange::Began(lease.clone(), engine);
        }
        let Some(lease) = before.lease() else {
            return AttemptChange::None;
        };
        let attempt = lease.attempt;
        match event {
            JobEvent::Ticketed(ticket) => AttemptChange::Ticketed(attempt, ticket.clone()),
            JobEvent::AttemptFailed { failure, .. } => {
                AttemptChange::Ended(attempt, event.name(), Some(failure.clone()))
            }
            _ if after.lease() != Some(lease) => AttemptChange::Ended(attempt, event.name(), None),
            _ => AttemptChange::None,
        }
    }
}
