//! Needs that are the same, by a number: whoever queues one by one makes many groups of few
//! kinds.

use std::collections::{BTreeMap, BTreeSet};

use worldreel_domain::id::{BatchId, EngineName, LaneName};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::spec::Size;

use crate::change::JobNeeds;

/// Needs, by a number: what decides on which lanes a job may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind(u64);

/// What the jobs of a group have in common: their needs, and whether their batch lets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GroupKey {
    pub(crate) kind: Kind,
    pub(crate) batch: BatchId,
}

/// Guidance is compared by its bits: this only has to tell different needs apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Needs {
    engines: BTreeSet<EngineName>,
    lanes: BTreeSet<LaneName>,
    size: Size,
    frames: u32,
    fps: u32,
    steps: Option<u32>,
    guidance: Option<u32>,
    prices: BTreeMap<EngineName, Price>,
    ceiling: Ceiling,
}

impl Needs {
    fn of(needs: &JobNeeds) -> Self {
        let spec = &needs.spec;
        Self {
            engines: needs.engines.clone(),
            lanes: needs.lanes.clone(),
            size: spec.size,
            frames: spec.frames,
            fps: spec.fps,
            steps: spec.steps,
            guidance: spec.guidance.map(f32::to_bits),
            prices: needs.prices.clone(),
            ceiling: needs.ceiling,
        }
    }
}

/// The kinds of all groups.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kinds {
    numbers: BTreeMap<Needs, Kind>,
    /// What has each number, and how many groups are of that kind.
    known: BTreeMap<Kind, (Needs, usize)>,
    next: u64,
}

impl Kinds {
    /// The kind of these needs. It is known until the last group of it is removed.
    pub(crate) fn of(&mut self, needs: &JobNeeds) -> Kind {
        let needs = Needs::of(needs);
        if let Some(kind) = self.numbers.get(&needs) {
            return *kind;
        }
        let kind = Kind(self.next);
        self.next += 1;
        self.numbers.insert(needs.clone(), kind);
        self.known.insert(kind, (needs, 0));
        kind
    }

    /// There is one more group of this kind.
    pub(crate) fn add(&mut self, kind: Kind) {
        if let Some((_, groups)) = self.known.get_mut(&kind) {
            *groups += 1;
        }
    }

    /// There is one group less of this kind.
    pub(crate) fn remove(&mut self, kind: Kind) {
        let Some((needs, groups)) = self.known.get_mut(&kind) else {
            return;
        };
        *groups -= 1;
        if *groups == 0 {
            self.numbers.remove(needs);
            self.known.remove(&kind);
        }
    }
}
