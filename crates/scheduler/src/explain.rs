//! Why a job waits.

use std::collections::BTreeMap;

use worldreel_domain::capabilities::SpecProblem;
use worldreel_domain::id::{EngineName, JobId, LaneName};
use worldreel_domain::money::Ceiling;
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::{EngineWait, KeyWait, WaitReason};
use worldreel_keys::{NoKey, NoKeyReason};

use crate::ahead::Asked;
use crate::board::{Board, Lane, Placed};
use crate::change::LaneFacts;
use crate::group::Group;
use crate::kinds::GroupKey;
use crate::turn::Place;

impl Board {
    /// Why a waiting job is not running at `now`; `None` when the board knows of no such
    /// waiting job.
    ///
    /// The first cause that the user could remove is named: what stands in the way
    /// for ever comes before what passes by itself.
    #[must_use]
    pub fn explain(&self, job: JobId, now: Timestamp) -> Option<WaitReason> {
        self.explain_all(&[job], now).pop().flatten()
    }

    /// The same of several jobs, in their order. It looks once at what jobs of one group
    /// have in common, and walks the queue once for all that wait for the same lanes.
    #[must_use]
    pub fn explain_all(&self, jobs: &[JobId], now: Timestamp) -> Vec<Option<WaitReason>> {
        let mut told = vec![None; jobs.len()];
        let mut by_lanes: BTreeMap<Vec<&LaneName>, Vec<Asked<'_>>> = BTreeMap::new();
        for (group, asked) in self.by_group(jobs) {
            let causes = self.causes(group, now);
            let mut in_turn = Vec::new();
            for (at, placed) in asked {
                match causes.of(placed) {
                    Some(why) => told[at] = Some(why),
                    None => in_turn.push(Asked::new(at, placed, group)),
                }
            }
            if !in_turn.is_empty() {
                let asked = by_lanes.entry(self.lanes_for(group)).or_default();
                asked.append(&mut in_turn);
            }
        }
        for (lanes, asked) in by_lanes {
            let ahead = self.before(&asked, &self.rivals(&lanes));
            for (asked, ahead) in asked.iter().zip(ahead) {
                let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
                told[asked.at] = Some(WaitReason::Turn { ahead });
            }
        }
        told
    }

    /// Those of the jobs that wait, each with its number in `jobs`, by their groups.
    fn by_group(&self, jobs: &[JobId]) -> Vec<(&Group, Vec<(usize, &Placed)>)> {
        let mut found: BTreeMap<&GroupKey, Vec<(usize, &Placed)>> = BTreeMap::new();
        for (at, job) in jobs.iter().enumerate() {
            if let Some(placed) = self.jobs.get(job) {
                found.entry(&placed.group).or_default().push((at, placed));
            }
        }
        let group = |key| self.groups.get(key);
        let groups = found.into_iter();
        groups
            .filter_map(|(key, asked)| Some((group(key)?, asked)))
            .collect()
    }

    /// What keeps the jobs of a group from having their turn.
    fn causes(&self, group: &Group, now: Timestamp) -> Causes {
        let first = self
            .no_lane_ever(group)
            .or_else(|| self.dearer(group))
            .or_else(|| self.paused(group));
        let last = match &first {
            Some(_) => None,
            None => self
                .no_budget(group)
                .or_else(|| self.engine_away(group, now))
                .or_else(|| self.no_key(group, now)),
        };
        Causes { first, last }
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
            let why = self.causes(group, now).of(self.jobs.get(&place.1)?);
            // One that merely waits for its turn goes on.
            let why = why?;
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

    fn paused(&self, group: &Group) -> Option<WaitReason> {
        if self.queue_paused {
            return Some(WaitReason::QueuePaused);
        }
        let batch = group.batch;
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

    /// Whether the engines of all lanes that may take this group are away.
    fn engine_away(&self, group: &Group, now: Timestamp) -> Option<WaitReason> {
        let mut waits: BTreeMap<&EngineName, EngineWait> = BTreeMap::new();
        for lane in self.lanes.values().filter(|lane| !lane.paused) {
            let engine = &lane.facts.engine;
            if self.may_run(group, &lane.facts) && !waits.contains_key(engine) {
                waits.insert(engine, self.away.wait(engine, now)?);
            }
        }
        let engines = waits.keys().copied().cloned().collect();
        // One that is being tried comes before all that rest.
        let why = waits.into_values().min_by_key(|why| why.until)?;
        Some(WaitReason::EngineAway { engines, why })
    }

    /// Why none of the free lanes has a key for this group. A key that is merely in use
    /// is no reason of its own: its render ends, and the job has its turn.
    fn no_key(&self, group: &Group, now: Timestamp) -> Option<WaitReason> {
        let mut engines: Vec<EngineName> = Vec::new();
        let mut soonest: Option<NoKey> = None;
        for lane in self.lanes.values() {
            let away = self.away.wait(&lane.facts.engine, now).is_some();
            if lane.paused || away || !self.may_run(group, &lane.facts) {
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

    /// The lanes that a group's jobs may run on.
    fn lanes_for(&self, group: &Group) -> Vec<&LaneName> {
        let lanes = self.lanes.values().map(|lane| &lane.facts);
        lanes
            .filter(|lane| self.may_run(group, lane))
            .map(|lane| &lane.lane)
            .collect()
    }

    /// The groups whose jobs may start on one of these lanes.
    fn rivals(&self, lanes: &[&LaneName]) -> Vec<&Group> {
        let lanes = lanes.iter().filter_map(|name| self.lanes.get(*name));
        let lanes: Vec<&LaneFacts> = lanes.map(|lane| &lane.facts).collect();
        let shares = |group: &&Group| lanes.iter().any(|lane| self.may_run(group, lane));
        let groups = self.groups.values();
        groups
            .filter(|group| !self.paused_batches.contains(&group.batch))
            .filter(shares)
            .collect()
    }
}

/// What keeps the jobs of a group from having their turn: before what is a job's own, and
/// after it.
struct Causes {
    first: Option<WaitReason>,
    last: Option<WaitReason>,
}

impl Causes {
    /// Why one of them waits; `None` when it merely waits for its turn.
    fn of(&self, placed: &Placed) -> Option<WaitReason> {
        let own = placed.waiting.not_before;
        let own = own.map(|at| WaitReason::NotBefore { at });
        self.first.clone().or(own).or_else(|| self.last.clone())
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
