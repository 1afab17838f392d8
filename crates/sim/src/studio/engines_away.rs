//! What orders say about their engines.

use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName, JobId};

use super::Studio;
use crate::slip::Slip;

impl Studio {
    /// Takes note of what an attempt's order says about its engine.
    pub(super) fn note_engine(&mut self, attempt: AttemptId, became: Result<(), &Failure>) {
        let Some((engine, job)) = self.asked_by(attempt) else {
            return;
        };
        let jitter = self.chance.unit();
        let away = self.board.away_mut();
        away.note(&engine, job, became, self.clocks.now, jitter);
    }

    /// Takes engines for being there that are away, however they are.
    pub(super) fn knock_by_mistake(&mut self) {
        let now = self.clocks.now;
        for engine in self.engines.keys() {
            let together = self.board.away().wait(engine, now).is_none();
            if self.slip == Some(Slip::KnockWhileAway)
                || (self.slip == Some(Slip::KnockTogether) && together)
            {
                self.board.away_mut().forget(engine);
            }
        }
    }

    /// The engine that a live attempt was sent to, and its job.
    pub(crate) fn asked_by(&self, attempt: AttemptId) -> Option<(EngineName, JobId)> {
        let row = self.row_of(attempt)?;
        let engine = self.lanes.get(&row.state.lease()?.lane)?;
        Some((engine.clone(), row.id))
    }
}
