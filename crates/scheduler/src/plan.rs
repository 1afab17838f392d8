//! What to start now.

use std::collections::BTreeMap;
use std::fmt;

use worldreel_domain::id::{EngineName, JobId, LaneName};
use worldreel_domain::time::Timestamp;

use crate::board::{Board, GroupKey};
use crate::change::Rank;

/// A job to start on a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The job.
    pub job: JobId,
    /// The lane.
    pub lane: LaneName,
    /// The lane's engine.
    pub engine: EngineName,
    /// Whether the lane has to get ready first.
    pub prepare: bool,
}

/// What to do now, and when to look again if nothing changes before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Jobs to start, in the user's order.
    pub starts: Vec<Start>,
    /// The next moment at which the plan would change by itself; `None` when only a
    /// change can change it.
    pub next_wake: Option<Timestamp>,
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for start in &self.starts {
            let verb = if start.prepare { "prepare" } else { "start" };
            writeln!(f, "lane \"{}\": {verb} job {}", start.lane, start.job)?;
        }
        match self.next_wake {
            Some(at) => writeln!(f, "look again at {} ms", at.ms()),
            None => writeln!(f, "wait for a change"),
        }
    }
}

impl Board {
    /// What to start at `now`: the jobs in the user's order, each on the first free
    /// lane, by name, that may take it.
    ///
    /// The board itself only lets the jobs ripen whose earliest start has come; a
    /// start counts when it comes back as [`Change::JobLeft`](crate::Change::JobLeft)
    /// and [`Change::LaneTaken`](crate::Change::LaneTaken).
    #[must_use]
    pub fn plan(&mut self, now: Timestamp) -> Plan {
        self.ripen(now);
        Plan {
            starts: if self.queue_paused {
                Vec::new()
            } else {
                self.starts()
            },
            next_wake: self.later.first().map(|&(at, _)| at),
        }
    }

    fn starts(&self) -> Vec<Start> {
        let mut free: Vec<&LaneName> = self
            .lanes
            .iter()
            .filter(|(_, lane)| !lane.paused && lane.jobs.is_empty())
            .map(|(name, _)| name)
            .collect();
        // The next job of each group that may start, in the user's order over all groups.
        let mut heads: BTreeMap<(Rank, JobId), &GroupKey> = self
            .groups
            .iter()
            .filter(|(_, group)| !self.paused_batches.contains(&group.batch))
            .filter_map(|(key, group)| Some((*group.ready.first()?, key)))
            .collect();
        let mut starts = Vec::new();
        while !free.is_empty() {
            let Some((place, key)) = heads.pop_first() else {
                break;
            };
            let group = &self.groups[key];
            let taken = free
                .iter()
                .position(|name| group.fits(&self.lanes[*name].facts));
            // No free lane fits this group, and none will in this plan.
            let Some(index) = taken else { continue };
            let facts = &self.lanes[free.remove(index)].facts;
            starts.push(Start {
                job: place.1,
                lane: facts.lane.clone(),
                engine: facts.engine.clone(),
                prepare: facts.prepares,
            });
            let after = (std::ops::Bound::Excluded(place), std::ops::Bound::Unbounded);
            if let Some(next) = group.ready.range(after).next() {
                heads.insert(*next, key);
            }
        }
        starts
    }
}
