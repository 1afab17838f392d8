//! What orders say about their engines, and what the user finds out about them.

use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, EngineName};

use super::Actor;
use super::keys::jitter;
use crate::message::CommandError;

impl Actor {
    /// Takes note of what an attempt's order says about its engine: it got through, or failed.
    pub(super) fn note_engine(&mut self, attempt: AttemptId, became: Result<(), &Failure>) {
        let Some(row) = self.ledger.by_attempt(attempt) else {
            return;
        };
        let lane = row.state.lease().map(|lease| &lease.lane);
        let Some(engine) = lane.and_then(|lane| self.lanes.get(lane)).cloned() else {
            return;
        };
        let job = row.id;
        let now = (self.now)();
        let before = self.board.away().wait(&engine, now);
        let away = self.board.away_mut();
        away.note(&engine, job, became, now, jitter());
        let after = self.board.away().wait(&engine, now);
        if before == after {
            return;
        }
        if let Some(why) = &after {
            tracing::warn!(engine.name = %engine, "the engine {engine} is left alone: {why}");
        }
        self.tell_set_up();
    }

    /// The user has seen that an engine is there: no job waits for its rest.
    pub(super) fn engine_is_there(&mut self, engine: &EngineName) -> Result<(), CommandError> {
        if !self.engines.contains_key(engine) {
            return Err(CommandError::NoEngine(engine.clone()));
        }
        self.board.away_mut().forget(engine);
        self.tell_set_up();
        self.nudge();
        Ok(())
    }
}
