//! Engines that take no orders just now: how long each is left alone, and who tries it again.
//!
//! The first order that does not get through opens a rest for the whole engine. What was sent
//! before and fails later changes nothing. After the rest one job is let through: when it
//! fails, too, the next rest is longer; whatever shows that the engine is there ends the rest
//! for all. Nothing of this is kept beyond the run: a fresh start tries once.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::failure::{Failure, FailureClass, Reach};
use worldreel_domain::id::{EngineName, JobId};
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::EngineWait;
use worldreel_keys::pace::Rests;

/// The rests of an engine that can't be reached. A server that is started again is there
/// within seconds, and what was away for the night is found within five minutes.
const UNREACHABLE: Rests = Rests {
    first_ms: 2_000,
    max_ms: 300_000,
};

/// The rests of an engine without a free machine: one is free when another's render ends,
/// which takes longer than a restart.
const FULL: Rests = Rests {
    first_ms: 30_000,
    max_ms: 600_000,
};

/// The engines that take no orders just now. One that is not among them is taken to be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EnginesAway {
    engines: BTreeMap<EngineName, EngineAway>,
}

/// What is known of an engine that is away.
#[derive(Debug, Clone, PartialEq, Eq)]
struct EngineAway {
    class: FailureClass,
    message: String,
    /// How many orders failed, each after the rest of the one before.
    in_a_row: u32,
    /// The rest. A clock that is set back to before its beginning ends it.
    since: Timestamp,
    until: Timestamp,
    /// The job that tries it again.
    trying: Option<JobId>,
    /// Those that have tried in vain: the others come first, so that a job that never gets
    /// through keeps no other out.
    tried: BTreeSet<JobId>,
}

/// Whether a job may be sent to an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gate {
    /// As many as there are lanes.
    Open,
    /// One job may, to try it again.
    One,
    /// Nobody may before this moment.
    Rests(Timestamp),
    /// Nobody may while one tries.
    Tried,
}

impl EnginesAway {
    /// An order of this job goes out to the engine. If that is away, the others wait for
    /// what comes of it.
    pub fn sent(&mut self, engine: &EngineName, job: JobId) {
        if let Some(away) = self.engines.get_mut(engine) {
            away.trying.get_or_insert(job);
        }
    }

    /// Takes note of what became of a job's order: it got through, or failed. `jitter` is
    /// from 0 to 1.
    pub fn note(
        &mut self,
        engine: &EngineName,
        job: JobId,
        became: Result<(), &Failure>,
        now: Timestamp,
        jitter: f64,
    ) {
        match became {
            Ok(()) => self.forget(engine),
            Err(failure) => match failure.class.reach() {
                Reach::There => self.forget(engine),
                Reach::Untold => self.let_go(engine, job),
                Reach::Away => self.missed(engine, job, failure, now, jitter),
            },
        }
    }

    /// The engine is there, or is another than before.
    pub fn forget(&mut self, engine: &EngineName) {
        self.engines.remove(engine);
    }

    /// Why no order goes to an engine at `now`; `None` when one may.
    #[must_use]
    pub fn wait(&self, engine: &EngineName, now: Timestamp) -> Option<EngineWait> {
        let until = match self.gate(engine, now) {
            Gate::Open | Gate::One => return None,
            Gate::Rests(until) => Some(until),
            Gate::Tried => None,
        };
        let away = self.engines.get(engine)?;
        Some(EngineWait {
            class: away.class,
            message: away.message.clone(),
            until,
        })
    }

    /// The job no longer tries the engine, and nothing is known of what came of it.
    pub(crate) fn let_go(&mut self, engine: &EngineName, job: JobId) {
        if let Some(away) = self.engines.get_mut(engine) {
            away.trying = away.trying.filter(|trying| *trying != job);
        }
    }

    pub(crate) fn gate(&self, engine: &EngineName, now: Timestamp) -> Gate {
        match self.engines.get(engine) {
            None => Gate::Open,
            Some(away) if away.trying.is_some() => Gate::Tried,
            Some(away) if (away.since..away.until).contains(&now) => Gate::Rests(away.until),
            Some(_) => Gate::One,
        }
    }

    /// Whether this job has tried the engine in vain since it is away.
    pub(crate) fn has_tried(&self, engine: &EngineName, job: JobId) -> bool {
        let away = self.engines.get(engine);
        away.is_some_and(|away| away.tried.contains(&job))
    }

    fn missed(
        &mut self,
        engine: &EngineName,
        job: JobId,
        failure: &Failure,
        now: Timestamp,
        jitter: f64,
    ) {
        let known = self.engines.get(engine);
        // Sent before the rest, it says no more than what opened that.
        if known.is_some_and(|away| away.trying != Some(job)) {
            return;
        }
        let (before, mut tried) = match self.engines.remove(engine) {
            Some(away) => (away.in_a_row, away.tried),
            None => (0, BTreeSet::new()),
        };
        tried.insert(job);
        let in_a_row = before.saturating_add(1);
        let rests = match failure.class {
            FailureClass::QueueFull => FULL,
            _ => UNREACHABLE,
        };
        let away = EngineAway {
            class: failure.class,
            message: failure.message.clone(),
            in_a_row,
            since: now,
            until: now.plus_ms(rests.ms(in_a_row, jitter)),
            trying: None,
            tried,
        };
        self.engines.insert(engine.clone(), away);
    }
}
