//! What to start now.

use std::fmt;

use worldreel_domain::id::{EngineName, JobId, KeyFingerprint, LaneName};
use worldreel_domain::time::Timestamp;
use worldreel_keys::KeyRings;

use crate::board::{Board, Group, affords};
use crate::change::LaneFacts;
use crate::walk::walk;

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
    /// The key to render with, where the lane's renders need one.
    pub key: Option<KeyFingerprint>,
}

/// What to do now, and when to look again if nothing changes before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Jobs to start, in the user's order.
    pub starts: Vec<Start>,
    /// Jobs that have waited for as long as they may, and expire, in the order of their ids.
    pub expiries: Vec<JobId>,
    /// The next moment at which the plan would change by itself; `None` when only a
    /// change can change it.
    pub next_wake: Option<Timestamp>,
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for start in &self.starts {
            let verb = if start.prepare { "prepare" } else { "start" };
            write!(f, "lane \"{}\": {verb} job {}", start.lane, start.job)?;
            match &start.key {
                Some(key) => writeln!(f, " with key {key}")?,
                None => writeln!(f)?,
            }
        }
        for job in &self.expiries {
            writeln!(f, "job {job} expires")?;
        }
        match self.next_wake {
            Some(at) => writeln!(f, "look again at {} ms", at.ms()),
            None => writeln!(f, "wait for a change"),
        }
    }
}

impl Board {
    /// What to start at `now`: the jobs in the queue's order, each on the first free
    /// lane, by name, that may take it, has a key for it and is within its budget.
    ///
    /// A job that may wait until a certain moment starts no more from then on, whatever is
    /// paused.
    ///
    /// The board itself only takes note of earliest starts that have come and of waits that
    /// are over; a start or an expiry counts when it comes back as
    /// [`Change::JobLeft`](crate::Change::JobLeft), a start also as
    /// [`Change::LaneTaken`](crate::Change::LaneTaken), and its key is held in
    /// [`Board::keys_mut`].
    #[must_use]
    pub fn plan(&mut self, now: Timestamp) -> Plan {
        self.expire(now);
        self.ripen(now);
        let mut plan = if self.queue_paused {
            Plan::default()
        } else {
            self.starts(now)
        };
        plan.expiries = self.expired.iter().copied().collect();
        let ripe = self.later.first().map(|&(at, _)| at);
        let over = self.expiring.first().map(|&(at, _)| at);
        plan.next_wake = plan.next_wake.into_iter().chain(ripe).chain(over).min();
        plan
    }

    /// The starts, and when a key is there for a job that has a lane and no key.
    fn starts(&self, now: Timestamp) -> Plan {
        let mut free: Vec<&LaneName> = self
            .lanes
            .iter()
            .filter(|(_, lane)| !lane.paused && lane.jobs.is_empty())
            .map(|(name, _)| name)
            .collect();
        let mut queue = walk(self);
        let mut plan = Plan::default();
        // As the rings and budgets will be once the starts so far have happened.
        let mut rings = self.keys.clone();
        let mut left = self.left.clone();
        while !free.is_empty() {
            let Some((place, group)) = queue.pop() else {
                break;
            };
            let budget = left.get(&group.batch).copied();
            let taken = free.iter().enumerate().find_map(|(index, name)| {
                let facts = &self.lanes[*name].facts;
                if !group.fits(facts) || !affords(budget, group.price(facts)) {
                    return None;
                }
                match key_for(group, facts, &mut rings, now) {
                    Ok(key) => Some((index, key)),
                    Err(wake) => {
                        plan.next_wake = plan.next_wake.into_iter().chain(wake).min();
                        None
                    }
                }
            });
            let Some((index, with)) = taken else {
                // What fits no free lane now fits none in this plan.
                if !free.iter().any(|lane| group.fits(&self.lanes[*lane].facts)) {
                    queue.leave(group.kind);
                }
                continue;
            };
            let facts = &self.lanes[free.remove(index)].facts;
            if let Some(left) = left.get_mut(&group.batch) {
                *left -= group.price(facts).at_most();
            }
            plan.starts.push(Start {
                job: place.1,
                lane: facts.lane.clone(),
                engine: facts.engine.clone(),
                prepare: facts.prepares,
                key: with,
            });
            queue.started(group.batch);
            queue.follow(place, group);
        }
        plan
    }
}

/// The key for a job of this group on this lane, taken out of its ring; `None` when it
/// needs none.
///
/// # Errors
///
/// When a key heals that it could use, if one does by itself.
fn key_for(
    group: &Group,
    lane: &LaneFacts,
    rings: &mut KeyRings,
    now: Timestamp,
) -> Result<Option<KeyFingerprint>, Option<Timestamp>> {
    let Some((provider, ask)) = group.ask(lane) else {
        return Ok(None);
    };
    match rings.ring(provider).acquire_for(&ask, now) {
        Ok(permit) => Ok(Some(permit.fingerprint().clone())),
        Err(refused) => Err(refused.earliest),
    }
}
