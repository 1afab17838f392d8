//! Why a job waits.

use worldreel_domain::capabilities::SpecProblem;
use worldreel_domain::id::{EngineName, JobId};
use worldreel_domain::money::Ceiling;
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::{KeyWait, WaitReason};
use worldreel_keys::{NoKey, NoKeyReason};

use crate::board::{Board, Group, Lane, Placed};
use crate::change::LaneFacts;
use crate::heads::Place;

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
            self.no_lane_ever(group)
                .or_else(|| self.dearer(group))
                .or_else(|| self.paused(placed, group))
                .or_else(|| {
                    placed
                        .waiting
                        .not_before
                        .map(|at| WaitReason::NotBefore { at })
                })
                .or_else(|| self.no_budget(group))
                .or_else(|| self.no_key(group, now))
                .unwrap_or_else(|| WaitReason::Turn {
                    ahead: self.ahead(placed, group),
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

    fn no_lane_ever(&self, group: &Group) -> Option<WaitReason> {
        let needs = &group.needs;
        let mut closest: Option<Vec<SpecProblem>> = None;
        let own_engine = |lane: &&Lane| needs.engines.contains(&lane.facts.engine);
        for lane in self.lanes.values().filter(own_engine) {
            if !group.meant_for(&lane.facts) {
                continue;
            }
            let problems = lane.facts.capabilities.problems(&needs.spec);
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
            None if self.lanes.values().any(|lane| own_engine(&lane)) => WaitReason::NoLane {
                wanted: needs.lanes.iter().cloned().collect(),
            },
            None => WaitReason::NoEngine {
                wanted: needs.engines.iter().cloned().collect(),
            },
        })
    }

    /// Whether every lane that could render it costs more than was agreed to.
    fn dearer(&self, group: &Group) -> Option<WaitReason> {
        let Ceiling::Most { micro_usd } = group.needs.ceiling else {
            return None;
        };
        if self.lanes.values().any(|lane| group.fits(&lane.facts)) {
            return None;
        }
        let could = self.lanes.values().filter(|lane| {
            let can = lane.facts.capabilities.problems(&group.needs.spec);
            group.meant_for(&lane.facts) && can.is_empty()
        });
        Some(WaitReason::Dearer {
            price: could.map(|lane| group.price(&lane.facts)).min()?,
            agreed_micro_usd: micro_usd,
        })
    }

    /// Whether its batch has not the money for any lane that is not paused.
    fn no_budget(&self, group: &Group) -> Option<WaitReason> {
        let left_micro_usd = *self.left.get(&group.batch)?;
        let open = self.lanes.values().filter(|lane| !lane.paused);
        let open: Vec<_> = open.filter(|lane| group.fits(&lane.facts)).collect();
        if open.iter().any(|lane| self.may_run(group, &lane.facts)) {
            return None;
        }
        Some(WaitReason::BudgetUsed {
            batch: group.batch,
            left_micro_usd,
            price: open.iter().map(|lane| group.price(&lane.facts)).min()?,
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
            if lane.paused || !self.may_run(group, &lane.facts) {
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

    /// How many ready jobs that share a lane with this one have their turn before it.
    fn ahead(&self, placed: &Placed, group: &Group) -> u32 {
        let place = (placed.waiting.rank, placed.waiting.job);
        let lanes = self.lanes.values().map(|lane| &lane.facts);
        let own: Vec<&LaneFacts> = lanes.filter(|lane| self.may_run(group, lane)).collect();
        let others = self.groups.values().filter(|other| {
            let shares = own.iter().any(|lane| self.may_run(other, lane));
            shares && !self.paused_batches.contains(&other.batch)
        });
        u32::try_from(self.before(group, place, others)).unwrap_or(u32::MAX)
    }
}

fn key_wait(refused: NoKey) -> Option<KeyWait> {
    Some(match (refused.why, refused.earliest) {
        (NoKeyReason::Busy, _) | (NoKeyReason::Cooling, None) => return None,
        (NoKeyReason::NoneSetUp, _) => KeyWait::NoneSetUp,
        (NoKeyReason::Elsewhere { label }, _) => KeyWait::Elsewhere {
            label: label.as_str().to_owned(),
        },
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
