//! The engines as they truly are: what they began, what they finished and what they bill.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::id::{AttemptId, EngineName, JobId, KeyFingerprint};

use crate::fate::Fate;

/// A render that an engine truly began.
#[derive(Debug, Clone)]
pub struct Render {
    /// Its job.
    pub job: JobId,
    /// Its engine.
    pub engine: EngineName,
    /// The key that it was sent with.
    pub key: Option<KeyFingerprint>,
    /// When it began, in milliseconds of the night.
    pub began_ms: i64,
    /// When it ends by itself, in milliseconds of the night.
    pub ends_ms: i64,
    /// How it ends.
    pub fate: Fate,
    /// What it costs when it is billed, in millionths of a US dollar.
    pub price: i64,
    /// Whether its engine bills it.
    pub billed: bool,
    /// Whether it ended, or was stopped.
    pub over: bool,
    /// Whether the engine still knows it.
    pub known: bool,
    /// How many decisions of the user's its job had seen when it began.
    pub decisions: u32,
}

/// How an engine answers a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Storm {
    /// Until when every request is answered with 429, in milliseconds of the night.
    pub until_ms: i64,
    /// Whether the answer names that moment.
    pub says_when: bool,
}

/// All engines.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// Every render that was begun.
    pub renders: BTreeMap<AttemptId, Render>,
    /// The keys that are asked to slow down.
    pub storms: BTreeMap<KeyFingerprint, Storm>,
    /// The keys that are not accepted.
    pub refused: BTreeSet<KeyFingerprint>,
    /// The keys without credit.
    pub empty: BTreeSet<KeyFingerprint>,
    /// Until when an engine can't be reached, in milliseconds of the night.
    pub down: BTreeMap<EngineName, i64>,
    /// How many requests came, by what they were answered with.
    pub answers: BTreeMap<&'static str, u64>,
}

impl Outside {
    /// Whether an engine can't be reached at `now_ms`, and until when.
    #[must_use]
    pub fn down_until(&self, engine: &EngineName, now_ms: i64) -> Option<i64> {
        self.down
            .get(engine)
            .copied()
            .filter(|until| *until > now_ms)
    }

    /// Whether this key is being asked to slow down.
    #[must_use]
    pub fn storm(&self, key: Option<&KeyFingerprint>, now_ms: i64) -> Option<Storm> {
        let storm = self.storms.get(key?).copied()?;
        (storm.until_ms > now_ms).then_some(storm)
    }

    /// Notes what a request was answered with.
    pub fn answered(&mut self, with: &'static str) {
        *self.answers.entry(with).or_default() += 1;
    }

    /// Takes in a render. The answer names an earlier one of the same job that is or will
    /// be billed, or still runs at a price, although the user has decided nothing since.
    pub fn begin(&mut self, attempt: AttemptId, render: Render) -> Option<AttemptId> {
        let twice = self
            .renders
            .iter()
            .find(|(_, earlier)| {
                let costs = earlier.billed || !earlier.over;
                earlier.job == render.job
                    && earlier.price > 0
                    && costs
                    && earlier.decisions == render.decisions
            })
            .map(|(attempt, _)| *attempt);
        self.renders.insert(attempt, render);
        twice
    }

    /// What an engine truly bills for an attempt, in millionths of a US dollar.
    #[must_use]
    pub fn bill(&self, attempt: AttemptId) -> i64 {
        let billed = self.renders.get(&attempt).filter(|render| render.billed);
        billed.map_or(0, |render| render.price)
    }

    /// The studio on whose hardware these renders ran is gone: they end, unpaid.
    pub fn die(&mut self, own: &BTreeSet<EngineName>) {
        for render in self.renders.values_mut() {
            if own.contains(&render.engine) {
                render.over = true;
                render.known = false;
            }
        }
    }
}
