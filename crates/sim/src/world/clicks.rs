//! What befalls the studio from outside, and what its user does.

use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobAction, JobState};

use super::{Event, World};
use crate::disk::Row;
use crate::happening::{Click, Happening};
use crate::message::Message;
use crate::outside::Storm;

impl World {
    pub(super) fn befall(&mut self, happening: Happening) {
        match happening {
            Happening::Queue(index) => self.queue(index),
            Happening::Storm {
                key,
                lasts_ms,
                says_when,
            } => {
                let until_ms = self.now_ms + lasts_ms;
                let storm = Storm {
                    until_ms,
                    says_when,
                };
                self.outside.storms.insert(key, storm);
            }
            Happening::Refuse(key) => {
                self.outside.refused.insert(key);
            }
            Happening::Empty(key) => {
                self.outside.empty.insert(key);
            }
            Happening::Heal(key) => {
                self.outside.refused.remove(&key);
                self.outside.empty.remove(&key);
            }
            Happening::Down(engine, ms) => {
                self.outside.down.insert(engine, self.now_ms + ms);
            }
            Happening::DiskFull(ms) => {
                self.disk.full = true;
                self.at(self.now_ms + ms, Event::DiskFree);
            }
            Happening::Crash { away_ms, inside } => match inside {
                _ if self.studio.is_none() => {}
                Some(part) => self.crash_next = Some((part, away_ms)),
                None => self.crash(away_ms),
            },
            Happening::Clock(by_ms) => {
                self.clock_ms += by_ms;
                self.watch.clock_set = true;
                self.watch.clock_back |= by_ms < 0;
            }
            Happening::Click(click) => self.click(&click),
        }
    }

    /// Nothing goes wrong any more. Keys that were refused stay so.
    pub(super) fn calm_down(&mut self) {
        self.note("calm");
        self.calm = true;
        self.disk.full = false;
        self.crash_next = None;
        self.outside.storms.clear();
        self.outside.down.clear();
        self.outside.empty.clear();
    }

    /// A batch is written and the studio is told; while it is away or the disk is full,
    /// that is tried again later.
    pub(super) fn queue(&mut self, index: usize) {
        if self.studio.is_none() || self.disk.full {
            self.at(self.now_ms + 10_000, Event::Queue(index));
            return;
        }
        let begins = self.clocks().now;
        let jobs = &self.night.batches[index];
        let rows: Vec<Row> = jobs
            .iter()
            .map(|job| Row {
                id: job.job,
                batch: job.batch,
                priority: job.priority,
                rank: job.rank,
                engines: job.engines.clone(),
                spec: job.spec.clone(),
                expiry: job.expiry,
                waits_since: begins,
                state: JobState::Queued {
                    not_before: job.not_before_ms.map(|ms| begins.plus_ms(ms)),
                },
                version: 1,
                strikes: 0,
            })
            .collect();
        for row in &rows {
            self.disk.jobs.insert(row.id, row.clone());
        }
        let budget = self.night.budgets.get(index).copied().flatten();
        if let (Some(row), Some(budget)) = (rows.first(), budget) {
            self.disk.budgets.insert(row.batch, budget);
        }
        self.tell(0, Message::Queued(rows));
    }

    fn click(&mut self, click: &Click) {
        let message = match click {
            Click::Act(action) => self.any_job(*action).map(|job| {
                if *action == JobAction::Retry && !self.disk.full {
                    // The user has decided, whatever comes of it.
                    *self.decisions.entry(job).or_default() += 1;
                }
                Message::Act(job, *action)
            }),
            Click::Move => {
                let jobs: Vec<JobId> = self.live_jobs();
                let job = self.chance.pick(&jobs).copied();
                let before = self.chance.pick(&jobs).copied();
                let end = self.chance.chance(0.2);
                job.map(|job| Message::Move(job, before.filter(|_| !end)))
            }
            Click::Order(order) => Some(Message::Order(*order)),
            Click::Prioritize(priority) => {
                let jobs: Vec<JobId> = self.live_jobs();
                let job = self.chance.pick(&jobs).copied();
                job.map(|job| Message::Prioritize(job, *priority))
            }
            Click::Limit(index, percent) => self.limited(*index, *percent),
            Click::Queue(paused) => Some(Message::PauseQueue(*paused)),
            Click::Batch(index, paused) => {
                let batch = self.night.batches.get(*index).and_then(|jobs| jobs.first());
                batch.map(|job| Message::PauseBatch(job.batch, *paused))
            }
            Click::Lane(index, paused) => {
                let lanes = self.night.engines.iter().flat_map(|engine| &engine.lanes);
                let lanes: Vec<_> = lanes.collect();
                let lane = lanes.get(index % lanes.len().max(1));
                lane.map(|lane| Message::PauseLane((*lane).clone(), *paused))
            }
            Click::Restore(key) => Some(Message::Restore(key.clone())),
            Click::TestEngine(engine) => {
                let down = self.outside.down_until(engine, self.now_ms);
                let there = down.is_none();
                there.then(|| Message::EngineIsThere(engine.clone()))
            }
            Click::RemoveEngine(engine) => Some(Message::RemoveEngine(engine.clone())),
            Click::AddEngine(engine) => Some(Message::AddEngine(engine.clone())),
        };
        if let Some(message) = message.filter(|_| self.studio.is_some()) {
            self.tell(0, message);
        }
    }

    /// Another budget for a batch that has one: a part of its first, or any sum.
    fn limited(&self, index: usize, percent: u32) -> Option<Message> {
        let batch = self.night.batches.get(index)?.first()?.batch;
        let first = self.night.budgets.get(index).copied().flatten()?;
        let budget = (percent <= 100).then(|| first / 100 * i64::from(percent));
        Some(Message::Limit(batch, budget))
    }

    /// A job to which this can be done now, if there is one.
    fn any_job(&mut self, action: JobAction) -> Option<JobId> {
        let rows = self.disk.jobs.values();
        let fit: Vec<JobId> = rows
            .filter(|row| action.refused(&row.state).is_none())
            .map(|row| row.id)
            .collect();
        self.chance.pick(&fit).copied()
    }

    fn live_jobs(&self) -> Vec<JobId> {
        let rows = self.disk.jobs.values();
        rows.filter(|row| row.state.name().is_live())
            .map(|row| row.id)
            .collect()
    }

    pub(super) fn decided(&self, job: JobId) -> u32 {
        self.decisions.get(&job).copied().unwrap_or(0)
    }
}
