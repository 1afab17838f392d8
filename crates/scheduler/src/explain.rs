//! Why a job waits.

use worldreel_domain::capabilities::SpecProblem;
use worldreel_domain::id::{EngineName, JobId};
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::{KeyWait, WaitReason};
use worldreel_keys::{NoKey, NoKeyReason};

use crate::board::{Board, Group, Lane, Placed};
use crate::change::{LaneFacts, Rank};

/// A place in the user's order.
type Place = (Rank, JobId);

impl Board {
    /// Why a waiting job is not running at `now`; `None` when the board knows of no such
    /// waiting job.
    ///
    /// The first cause that the user could remove is named: what stands in the way
    /// for ever comes before what passes by itself.
    #[must_use]
    pub fn explain(&self, job: JobId, now: Timestamp) -> Option<WaitReason> {
        let placed = self.jobs.get(&job)?;
        let group = self.groups.get(&placed.group)?;
        Some(
            self.no_lane_ever(placed, group)
                .or_else(|| self.paused(placed, group))
                .or_else(|| {
                    placed
                        .waiting
                        .not_before
                        .map(|at| WaitReason::NotBefore { at })
                })
                .or_else(|| self.no_key(group, now))
                .unwrap_or_else(|| WaitReason::Turn {
                    ahead: self.ahead(placed),
                }),
        )
    }

    /// Why none of the waiting jobs goes on by itself; `None` when one does, or none waits.
    /// What the user has not chosen comes before what they have paused, and then the
    /// user's order decides.
    #[must_use]
    pub fn rests(&self, now: Timestamp) -> Option<WaitReason> {
        let mut first: Option<(bool, Place, WaitReason)> = None;
        for group in self.groups.values() {
            // The jobs of a group differ in their earliest start alone.
            let place = *group.all.first()?;
            let why = self.explain(place.1, now)?;
            if why.passes() {
                return None;
            }
            let own = (!why.needs_user(), place);
            if first
                .as_ref()
                .is_none_or(|(chosen, at, _)| own < (*chosen, *at))
            {
                first = Some((own.0, own.1, why));
            }
        }
        first.map(|(_, _, why)| why)
    }

    /// Why a lane has no key for any render; `None` when it has one, needs none, or all of
    /// them are merely in use.
    #[must_use]
    pub fn key_wait(&self, lane: &LaneFacts, now: Timestamp) -> Option<KeyWait> {
        let keys = lane.keys.as_ref()?;
        let mut ring = self.keys.get(&keys.provider).cloned().unwrap_or_default();
        key_wait(ring.acquire_for(&keys.ask(0), now).err()?)
    }

    fn no_lane_ever(&self, placed: &Placed, group: &Group) -> Option<WaitReason> {
        let mut closest: Option<Vec<SpecProblem>> = None;
        for lane in self.lanes.values() {
            if !group.engines.contains(&lane.facts.engine) {
                continue;
            }
            let problems = lane.facts.capabilities.problems(&placed.waiting.needs.spec);
            if problems.is_empty() {
                return None;
            }
            if closest
                .as_ref()
                .is_none_or(|best| problems.len() < best.len())
            {
                closest = Some(problems);
            }
        }
        Some(match closest {
            Some(problems) => WaitReason::NoEngineFits { problems },
            None => WaitReason::NoEngine {
                wanted: group.engines.iter().cloned().collect(),
            },
        })
    }

    fn paused(&self, placed: &Placed, group: &Group) -> Option<WaitReason> {
        if self.queue_paused {
            return Some(WaitReason::QueuePaused);
        }
        let batch = placed.waiting.batch;
        if self.paused_batches.contains(&batch) {
            return Some(WaitReason::BatchPaused { batch });
        }
        let fitting: Vec<&Lane> = self
            .lanes
            .values()
            .filter(|lane| group.fits(&lane.facts))
            .collect();
        fitting
            .iter()
            .all(|lane| lane.paused)
            .then(|| WaitReason::LanesPaused {
                lanes: fitting.iter().map(|lane| lane.facts.lane.clone()).collect(),
            })
    }

    /// Why none of the free lanes has a key for this group. A key that is merely in use
    /// is no reason of its own: its render ends, and the job has its turn.
    fn no_key(&self, group: &Group, now: Timestamp) -> Option<WaitReason> {
        let mut engines: Vec<EngineName> = Vec::new();
        let mut soonest: Option<NoKey> = None;
        for lane in self.lanes.values() {
            if lane.paused || !group.fits(&lane.facts) {
                continue;
            }
            let (provider, ask) = group.ask(&lane.facts)?;
            let mut ring = self.keys.get(provider).cloned().unwrap_or_default();
            let refused = ring.acquire_for(&ask, now).err()?;
            if refused.why == NoKeyReason::Busy {
                return None;
            }
            if !engines.contains(&lane.facts.engine) {
                engines.push(lane.facts.engine.clone());
            }
            let later = soonest.as_ref().is_some_and(|best| {
                let never = Timestamp::from_ms(i64::MAX);
                best.earliest.unwrap_or(never) <= refused.earliest.unwrap_or(never)
            });
            if !later {
                soonest = Some(refused);
            }
        }
        let why = key_wait(soonest?)?;
        Some(WaitReason::NoKey { engines, why })
    }

    /// How many ready jobs that share a lane with this one come before it.
    fn ahead(&self, placed: &Placed) -> u32 {
        let place = (placed.waiting.rank, placed.waiting.job);
        let own: Vec<&Lane> = match self.groups.get(&placed.group) {
            Some(group) => self
                .lanes
                .values()
                .filter(|lane| group.fits(&lane.facts))
                .collect(),
            None => Vec::new(),
        };
        let count: usize = self
            .groups
            .values()
            .filter(|group| !self.paused_batches.contains(&group.batch))
            .filter(|group| own.iter().any(|lane| group.fits(&lane.facts)))
            .map(|group| group.ready.range(..place).count())
            .sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

fn key_wait(refused: NoKey) -> Option<KeyWait> {
    Some(match (refused.why, refused.earliest) {
        (NoKeyReason::Busy, _) | (NoKeyReason::Cooling, None) => return None,
        (NoKeyReason::NoneSetUp, _) => KeyWait::NoneSetUp,
        (NoKeyReason::Cooling, Some(until)) => KeyWait::Cooling { until },
        (NoKeyReason::Capped, until) => KeyWait::Capped { until },
        (
            NoKeyReason::Unusable {
                refused,
                out_of_credit,
            },
            _,
        ) => KeyWait::Unusable {
            refused,
            out_of_credit,
        },
    })
}
