//! What the studio is told, and what the user asks for.

use worldreel_domain::id::{EngineName, JobId};
use worldreel_domain::queue::Priority;
use worldreel_scheduler::Change;

use super::Studio;
use super::turn::Turn;
use crate::disk::{Disk, Row};
use crate::message::Message;
use crate::slip::Slip;

/// The gap between two places.
const RANK_GAP: i64 = 1_024;

impl Studio {
    pub(super) fn handle(&mut self, message: Message, disk: &mut Disk, turn: &mut Turn) {
        match message {
            Message::Queued(rows) => {
                if let Some(row) = rows.first() {
                    self.take_budget(row.batch, disk);
                }
                for row in rows {
                    self.place(row);
                }
            }
            Message::Order(order) => {
                if disk.room().is_ok() {
                    disk.order = order;
                    self.board.apply(Change::Order(order));
                }
            }
            Message::Prioritize(job, priority) => self.prioritize(job, priority, disk),
            Message::Limit(batch, budget) => self.limit(batch, budget, disk),
            Message::Act(job, action) => {
                let row = self.live.get(&job).or_else(|| disk.jobs.get(&job)).cloned();
                if let (Some(row), Some(event)) = (row, action.event()) {
                    // What can't be done now is refused.
                    let _ = self.happen(row, &event, turn);
                }
            }
            Message::Move(job, before) => self.move_before(job, before, disk),
            Message::PauseQueue(paused) => {
                if disk.room().is_ok() {
                    disk.queue_paused = paused;
                    self.board.apply(Change::QueuePaused(paused));
                }
            }
            Message::PauseBatch(batch, paused) => {
                if disk.room().is_ok() {
                    set(&mut disk.paused_batches, &batch, paused);
                    self.board.apply(Change::BatchPaused { batch, paused });
                }
            }
            Message::PauseLane(lane, paused) => {
                if disk.room().is_ok() && self.lanes.contains_key(&lane) {
                    set(&mut disk.paused_lanes, &lane, paused);
                    self.board.apply(Change::LanePaused { lane, paused });
                }
            }
            Message::Restore(key) => self.restore_key(&key),
            Message::EngineIsThere(engine) => self.board.away_mut().forget(&engine),
            Message::RemoveEngine(engine) => self.remove_engine(&engine, disk),
            Message::AddEngine(engine) => self.add_engine(&engine, disk),
            Message::Found(attempt, found) => self.on_found(attempt, found, turn),
            Message::Prepared(attempt, result) => self.on_prepared(attempt, result, turn),
            Message::Sighted(attempt, ticket) => self.on_sighted(attempt, ticket, turn),
            Message::Ended(attempt, result) => self.on_ended(attempt, result, turn),
            Message::Fetched(attempt, result) => self.on_fetched(attempt, result, turn),
            Message::Adopted(attempt, result) => self.on_adopted(attempt, result, turn),
            Message::CancelAnswered(attempt, stopping) => {
                self.on_cancel_answered(attempt, stopping, turn);
            }
        }
    }

    pub(super) fn open_engine(&mut self, name: &EngineName) {
        let found = self.set_up.iter().find(|engine| engine.name == *name);
        let Some(engine) = found.cloned() else {
            return;
        };
        self.board.away_mut().forget(name);
        for lane in &engine.lanes {
            self.lanes.insert(lane.clone(), name.clone());
            self.board.apply(Change::LaneUp(engine.lane(lane)));
        }
        self.engines.insert(name.clone(), engine);
    }

    fn add_engine(&mut self, name: &EngineName, disk: &mut Disk) {
        if disk.room().is_err() || self.engines.contains_key(name) {
            return;
        }
        disk.engines.insert(name.clone());
        self.open_engine(name);
        // What waits for it may cost something on it.
        for row in self.live.values().cloned().collect::<Vec<Row>>() {
            self.place(row);
        }
    }

    fn remove_engine(&mut self, name: &EngineName, disk: &mut Disk) {
        let Some(engine) = self.engines.get(name) else {
            return;
        };
        let lanes = engine.lanes.clone();
        let mut leases = self.live.values().filter_map(|row| row.state.lease());
        let busy = leases.any(|lease| lanes.contains(&lease.lane));
        if disk.room().is_err() || busy {
            return;
        }
        for lane in lanes {
            self.lanes.remove(&lane);
            self.board.apply(Change::LaneDown(lane));
        }
        self.engines.remove(name);
        disk.engines.remove(name);
    }

    /// Puts a live job before another, or at the end.
    fn move_before(&mut self, job: JobId, before: Option<JobId>, disk: &mut Disk) {
        let known = |id: &JobId| self.live.contains_key(id);
        if !known(&job) || before.is_some_and(|id| !known(&id)) || before == Some(job) {
            return;
        }
        let rows = self.live.values();
        let mut order: Vec<((Priority, i64), JobId)> =
            rows.map(|row| ((row.priority, row.rank), row.id)).collect();
        order.sort_unstable();
        order.retain(|(_, id)| *id != job);
        let at = before.and_then(|before| order.iter().position(|(_, id)| *id == before));
        let at = at.unwrap_or(order.len());
        let lower = at.checked_sub(1).map(|index| order[index].0);
        let upper = order.get(at).map(|place| place.0);
        // It is as urgent as what it is put before.
        let own = upper.or(lower).map_or(Priority::Normal, |at| at.0);
        let of_own = |place: Option<(Priority, i64)>| {
            let place = place.filter(|place| place.0 == own);
            place.map(|place| place.1)
        };
        let places = match between(of_own(lower), of_own(upper)) {
            Some(rank) => vec![(job, (own, rank))],
            None => {
                order.insert(at, ((own, 0), job));
                let anew = (1_i64..).map(|step| step.saturating_mul(RANK_GAP));
                let again = order.into_iter().zip(anew);
                again
                    .map(|((place, id), rank)| (id, (place.0, rank)))
                    .collect::<Vec<_>>()
            }
        };
        if disk.room().is_err() {
            return;
        }
        for (id, (priority, rank)) in places {
            if let Some(row) = disk.jobs.get_mut(&id) {
                (row.priority, row.rank) = (priority, rank);
            }
            if let Some(row) = self.live.get(&id).cloned()
                && self.slip != Some(Slip::ForgetMove)
            {
                self.place(Row {
                    priority,
                    rank,
                    ..row
                });
            }
        }
    }
}

fn set<T: Ord + Clone>(all: &mut std::collections::BTreeSet<T>, one: &T, there: bool) {
    if there {
        all.insert(one.clone());
    } else {
        all.remove(one);
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
