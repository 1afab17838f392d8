//! What the studio was told about engines that can't be reached.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::failure::{Failure, Reach};
use worldreel_domain::id::{AttemptId, EngineName, JobId};
use worldreel_domain::time::Timestamp;
use worldreel_scheduler::Start;

use crate::disk::Disk;
use crate::message::Message;
use crate::studio::Studio;

/// What an engine is left alone for at least: a fifth less than the shortest rest.
const REST_MS_LEAST: i64 = 1_600;

/// The engines that must not be asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct AwayWatch {
    engines: BTreeMap<EngineName, Absence>,
}

#[derive(Debug, Clone, Copy)]
struct Absence {
    since: Timestamp,
    until: Timestamp,
    trying: Option<JobId>,
}

impl AwayWatch {
    /// Takes note of what the studio is being told.
    pub(super) fn listen(&mut self, messages: &[Message], studio: &Studio, now: Timestamp) {
        // What is heard of an attempt that has just been cancelled is dropped.
        let mut dropped: BTreeSet<AttemptId> = BTreeSet::new();
        for message in messages {
            match message {
                Message::CancelAnswered(attempt, _) => {
                    dropped.insert(*attempt);
                }
                Message::EngineIsThere(engine) => {
                    self.engines.remove(engine);
                }
                Message::AddEngine(engine) if !studio.engines.contains_key(engine) => {
                    self.engines.remove(engine);
                }
                Message::Sighted(attempt, _) | Message::Ended(attempt, Ok(_)) => {
                    if let Some((engine, _)) = studio.asked_by(*attempt) {
                        self.engines.remove(&engine);
                    }
                }
                Message::Prepared(attempt, Err(failure))
                | Message::Ended(attempt, Err(failure)) => {
                    if let Some((engine, job)) = studio.asked_by(*attempt) {
                        let dropped = dropped.contains(attempt);
                        self.failed(engine, job, failure, dropped, now);
                    }
                }
                _ => {}
            }
        }
    }

    fn failed(
        &mut self,
        engine: EngineName,
        job: JobId,
        failure: &Failure,
        dropped: bool,
        now: Timestamp,
    ) {
        let known = self.engines.get_mut(&engine);
        let tried = known.as_ref().is_none_or(|known| known.trying == Some(job));
        match failure.class.reach() {
            Reach::There => {
                self.engines.remove(&engine);
            }
            Reach::Untold => {
                if let Some(known) = known.filter(|_| tried) {
                    known.trying = None;
                }
            }
            Reach::Away if tried && !dropped => {
                let absence = Absence {
                    since: now,
                    until: now.plus_ms(REST_MS_LEAST),
                    trying: None,
                };
                self.engines.insert(engine, absence);
            }
            Reach::Away => {}
        }
    }

    /// Takes note of what starts: nothing on an engine that rests, and one job on an engine
    /// that has rested.
    pub(crate) fn sent(
        &mut self,
        starts: &[Start],
        disk: &Disk,
        studio: &Studio,
        now: Timestamp,
    ) -> Result<(), String> {
        for Start { job, engine, .. } in starts {
            let Some(absence) = self.engines.get_mut(engine) else {
                continue;
            };
            if (absence.since..absence.until).contains(&now) {
                return Err(format!("{job} is sent to {engine}, which is left alone"));
            }
            let trying = absence.trying.filter(|other| {
                let row = disk.jobs.get(other);
                let lane = row.and_then(|row| row.state.occupies());
                lane.and_then(|lane| studio.lanes.get(lane)) == Some(engine)
            });
            if let Some(other) = trying.filter(|other| other != job) {
                return Err(format!("{job} is sent to {engine} while {other} tries it"));
            }
            absence.trying = Some(*job);
        }
        Ok(())
    }

    /// Whether a job was started to try an engine again.
    pub(crate) fn tries(&self, start: &Start) -> bool {
        let absence = self.engines.get(&start.engine);
        absence.is_some_and(|absence| absence.trying == Some(start.job))
    }
}
