//! What a change of a job does to its attempts.

use worldreel_domain::id::EngineName;
use worldreel_domain::job::{JobEvent, JobState};

use super::Studio;
use crate::disk::{AttemptChange, Row};

impl Studio {
    pub(super) fn attempt_change(
        &self,
        row: &Row,
        after: &JobState,
        event: &JobEvent,
    ) -> AttemptChange {
        if let JobEvent::Started { lease, .. } = event {
            let engine = self.lanes.get(&lease.lane).cloned();
            let engine = engine.unwrap_or_else(|| EngineName::new("unknown"));
            let set_up = self.engine_of(&lease.lane);
            let micro_usd = set_up.map_or(0, |engine| engine.price(&row.spec));
            return AttemptChange::Began(lease.clone(), engine, micro_usd);
        }
        let Some(lease) = row.state.lease() else {
            return AttemptChange::None;
        };
        let unbilled = event.bill().is_some_and(|bill| !bill.billed);
        let attempt = lease.attempt;
        match event {
            JobEvent::Ticketed(ticket) => AttemptChange::Ticketed(attempt, ticket.clone()),
            JobEvent::AttemptFailed { failure, .. } => {
                AttemptChange::Ended(attempt, event.name(), Some(failure.clone()), unbilled)
            }
            _ if after.lease() != Some(lease) => {
                AttemptChange::Ended(attempt, event.name(), None, unbilled)
            }
            _ => AttemptChange::None,
        }
    }
}
