//! The engines and lanes, as the user sets them up.

use worldreel_domain::id::{EngineName, LaneName};
use worldreel_scheduler::{Change, LaneFacts};

use super::Actor;
use crate::message::{CommandError, LaneView};
use crate::supervisor::SetUpEngine;

impl Actor {
    /// Takes an engine with its lanes.
    pub(super) fn open_engine(&mut self, set_up: SetUpEngine) {
        let engine = &set_up.engine;
        // What was seen of one of this name may not be true of this one.
        self.board.away_mut().forget(&engine.name());
        for lane in engine.lanes() {
            self.lanes.insert(lane.clone(), engine.name());
            self.board.apply(Change::LaneUp(LaneFacts {
                lane,
                engine: engine.name(),
                capabilities: engine.capabilities(),
                prepares: engine.prepares(),
                keys: set_up.keys.clone(),
            }));
        }
        self.engines.insert(engine.name(), set_up);
    }

    pub(super) fn add_engine(&mut self, set_up: SetUpEngine) -> Result<(), CommandError> {
        let name = set_up.engine.name();
        let mut lanes = set_up.engine.lanes().into_iter();
        let taken = lanes.any(|lane| self.lanes.contains_key(&lane));
        if taken || self.engines.contains_key(&name) {
            return Err(CommandError::EngineExists(name));
        }
        self.open_engine(set_up);
        // What waits for it may cost something on it.
        for (_, job) in self.ledger.order() {
            if let Some(row) = self.ledger.get(job).cloned() {
                self.place(row);
            }
        }
        self.tell_set_up();
        self.nudge();
        Ok(())
    }

    pub(super) fn remove_engine(&mut self, name: &EngineName) -> Result<(), CommandError> {
        let Some(set_up) = self.engines.get(name) else {
            return Err(CommandError::NoEngine(name.clone()));
        };
        let lanes = set_up.engine.lanes();
        let jobs = self.ledger.order();
        let leases = jobs
            .iter()
            .filter_map(|(_, job)| self.ledger.get(*job)?.state.lease());
        let busy = leases.filter(|lease| lanes.contains(&lease.lane)).count();
        if busy > 0 {
            let engine = name.clone();
            return Err(CommandError::EngineBusy { engine, busy });
        }
        for lane in lanes {
            self.lanes.remove(&lane);
            self.board.apply(Change::LaneDown(lane));
        }
        self.engines.remove(name);
        self.tell_set_up();
        self.nudge();
        Ok(())
    }

    pub(super) async fn pause_lane(
        &mut self,
        lane: LaneName,
        paused: bool,
    ) -> Result<(), CommandError> {
        if !self.lanes.contains_key(&lane) {
            return Err(CommandError::NoLane(lane));
        }
        if let Some(machine) = &self.machine {
            machine.set_lane_paused(lane.clone(), paused).await?;
        }
        self.board.apply(Change::LanePaused { lane, paused });
        self.tell_set_up();
        self.nudge();
        Ok(())
    }

    pub(super) fn lane_views(&self) -> Vec<LaneView> {
        let now = (self.now)();
        let no_key = |facts| self.board.key_wait(facts, now);
        let away = |engine| self.board.away().wait(engine, now);
        self.board
            .lanes()
            .map(|(facts, paused, jobs)| LaneView {
                lane: facts.lane.clone(),
                engine: facts.engine.clone(),
                paused,
                jobs: jobs.iter().copied().collect(),
                no_key: jobs.is_empty().then(|| no_key(facts)).flatten(),
                away: jobs.is_empty().then(|| away(&facts.engine)).flatten(),
            })
            .collect()
    }
}
