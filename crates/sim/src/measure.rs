//! Makespan and forecast, in figures. All times are virtual.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use worldreel_domain::id::{BatchId, EngineName, JobId, KeyFingerprint};
use worldreel_domain::queue::QueueOrder;
use worldreel_domain::spec::RenderSpec;
use worldreel_keys::{KeyLabel, KeyRecord, Provider};
use worldreel_scheduler::{Forecast, Slot};

use crate::happening::Happening;
use crate::make;
use crate::night::{Kind, Night, Pace};
use crate::oracle::{Lengths, best_makespan, list_schedule, with_cool_downs};
use crate::rng::Rng;
use crate::world::World;

/// A ratio or an error over many nights.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What was measured.
    pub what: &'static str,
    /// Each night's, smallest first.
    pub each: Vec<f64>,
}

impl Figure {
    fn of(what: &'static str, each: impl Iterator<Item = f64>) -> Self {
        let mut each: Vec<f64> = each.collect();
        each.sort_by(f64::total_cmp);
        Self { what, each }
    }

    /// The one in the middle.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.each.get(self.each.len() / 2).copied().unwrap_or(0.0)
    }

    /// The largest.
    #[must_use]
    pub fn worst(&self) -> f64 {
        self.each.last().copied().unwrap_or(0.0)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<62} median {:.4}, worst {:.4} of {}",
            self.what,
            self.median(),
            self.worst(),
            self.each.len()
        )
    }
}

/// All figures.
#[must_use]
pub fn all() -> Vec<Figure> {
    vec![
        makespan(100),
        small_makespan(300, QueueOrder::InOrder),
        small_makespan(300, QueueOrder::Soonest),
        soonest(100),
        short_batch(100, QueueOrder::InOrder),
        short_batch(100, QueueOrder::ByTurns),
        storm(100, true),
        storm(100, false),
        forecast_error(100),
    ]
}

/// 64 jobs on 8 lanes against the list schedule without any overhead in the same order.
#[must_use]
pub fn makespan(nights: u64) -> Figure {
    let what = "makespan, 64 jobs on 8 lanes / list schedule in the same order";
    let each = (0..nights).filter_map(|seed| {
        let night = make::plain_night(seed, 64, 8);
        let list = list_schedule(&lengths(&night));
        Some(ratio(ended_ms(night)?, list))
    });
    Figure::of(what, each)
}

/// Up to 8 jobs on up to 3 lanes against the best schedule there is.
#[must_use]
pub fn small_makespan(nights: u64, order: QueueOrder) -> Figure {
    let what = match order {
        QueueOrder::Soonest => "makespan, up to 8 jobs on up to 3 equal lanes, soonest / best",
        _ => "makespan, up to 8 jobs on up to 3 equal lanes / the best",
    };
    let each = (0..nights).filter_map(|seed| {
        let mut rng = Rng::of(seed, 7);
        let (jobs, lanes) = (2 + rng.below(7), 1 + rng.below(3));
        let night = Night {
            order,
            ..on_equal_lanes(make::plain_night(seed, jobs, lanes), lanes)
        };
        let each = lengths(&night);
        let each: Vec<i64> = each.iter().filter_map(|lanes| lanes[0]).collect();
        Some(ratio(ended_ms(night)?, best_makespan(&each, lanes)))
    });
    Figure::of(what, each)
}

/// 64 jobs on 8 equal lanes, the longest first, against what no schedule can be below: the
/// work shared out evenly, or the longest job.
#[must_use]
pub fn soonest(nights: u64) -> Figure {
    let what = "makespan, 64 jobs on 8 equal lanes, soonest / its lower bound";
    let each = (0..nights).filter_map(|seed| {
        let night = Night {
            order: QueueOrder::Soonest,
            ..on_equal_lanes(make::plain_night(seed, 64, 8), 8)
        };
        let each = lengths(&night);
        let each: Vec<i64> = each.iter().filter_map(|lanes| lanes[0]).collect();
        let shared = each.iter().sum::<i64>() / 8;
        let bound = shared.max(each.iter().copied().max()?);
        Some(ratio(ended_ms(night)?, bound))
    });
    Figure::of(what, each)
}

/// A batch of 4 that is queued after one of 60: when it is done, as a part of the whole time.
#[must_use]
pub fn short_batch(nights: u64, order: QueueOrder) -> Figure {
    let what = match order {
        QueueOrder::ByTurns => "a batch of 4 behind one of 60, by turns: done / whole time",
        _ => "a batch of 4 behind one of 60: done / whole time",
    };
    let each = (0..nights).filter_map(|seed| {
        let mut night = on_equal_lanes(make::plain_night(seed, 64, 4), 4);
        night.order = order;
        let mut short = night.batches.first_mut()?.split_off(60);
        for job in &mut short {
            job.batch = BatchId::from_uuid(uuid::Uuid::from_u128(0x200));
        }
        let own: Vec<JobId> = short.iter().map(|job| job.job).collect();
        night.batches.push(short);
        crate::script::queue_all(&mut night);
        let world = World::new(night, None).play().ok()?;
        let renders = || world.outside.renders.values();
        let whole = renders().map(|render| render.ends_ms).max()?;
        let of_own = renders().filter(|render| own.contains(&render.job));
        Some(ratio(of_own.map(|render| render.ends_ms).max()?, whole))
    });
    Figure::of(what, each)
}

/// A night on so many equal lanes of one engine that all its jobs may use.
fn on_equal_lanes(mut night: Night, lanes: usize) -> Night {
    night.engines.truncate(1);
    if let Some(engine) = night.engines.first_mut() {
        engine.lanes = make::lanes("engine0", lanes);
        for job in night.batches.iter_mut().flatten() {
            job.engines = [engine.name.clone()].into();
        }
    }
    night
}

/// Three keys that are asked to slow down again and again, against somebody who knows when.
#[must_use]
pub fn storm(nights: u64, says_when: bool) -> Figure {
    let what = if says_when {
        "makespan, three keys, 429 with Retry-After / knowing when"
    } else {
        "makespan, three keys, 429 without Retry-After / knowing when"
    };
    let each = (0..nights).filter_map(|seed| {
        let (night, rests) = stormy_night(seed, says_when);
        let job = night.batches.first()?.first()?;
        let length = night.engines.first()?.usual_ms(&job.spec);
        let known = with_cool_downs(night.jobs(), length, &rests);
        Some(ratio(ended_ms(night)?, known))
    });
    Figure::of(what, each)
}

fn stormy_night(seed: u64, says_when: bool) -> (Night, Vec<Vec<(i64, i64)>>) {
    let mut rng = Rng::of(seed, 8);
    let mut night = make::plain_night(seed, 48, 3);
    night.engines.truncate(1);
    let provider = Provider::new("engine0");
    if let Some(engine) = night.engines.first_mut() {
        engine.lanes = make::lanes("engine0", 3);
        engine.provider = Some(provider.clone());
    }
    let spec = night.batches[0][0].spec.clone();
    for job in night.batches.iter_mut().flatten() {
        job.engines = [EngineName::new("engine0")].into();
        job.spec = spec.clone();
    }
    let mut rests = Vec::new();
    for place in 0..3 {
        let print = KeyFingerprint::new(format!("{place:016x}"));
        let record = KeyRecord::new(KeyLabel::new(format!("key {place}")), print.clone());
        night.keys.push(crate::night::KeySetUp {
            provider: provider.clone(),
            record,
        });
        let mut own = Vec::new();
        let mut at = rng.range(0, 120_000);
        for _ in 0..6 {
            let lasts_ms = rng.range(5_000, 120_000);
            let storm = Happening::Storm {
                key: print.clone(),
                lasts_ms,
                says_when,
            };
            night.script.push((at, storm));
            own.push((at, at + lasts_ms));
            at += lasts_ms + rng.range(20_000, 240_000);
        }
        rests.push(own);
    }
    night.script.sort_by_key(|(at, _)| *at);
    night.calm_ms = i64::MAX / 4;
    (night, rests)
}

/// At half of the time, how far the forecast of the end is off, as a part of the time that
/// is left. Renders take a lognormal time with a deviation of 0.2.
#[must_use]
pub fn forecast_error(nights: u64) -> Figure {
    let what = "forecast at half-way, sigma 0.2: error / time left";
    let each = (0..nights).filter_map(|seed| {
        let mut night = make::plain_night(seed, 64, 8);
        night.sigma = 0.2;
        let ended = ended_ms(night.clone())?;
        let half = ended / 2;
        let mut world = World::new(night, None);
        world.advance(half).ok()?;
        let told = forecast(&world)?.ends_at?.ms() - world.clocks().now.ms();
        let left = ended - world.ended_ms();
        Some(ratio((told - left).abs(), left))
    });
    Figure::of(what, each)
}

/// What the studio says at this moment about what will start where and when.
#[must_use]
pub fn forecast(world: &World) -> Option<Forecast> {
    let studio = world.studio.as_ref()?;
    let now = world.clocks().now;
    let usual: BTreeMap<EngineName, _> = world
        .night
        .engines
        .iter()
        .map(|engine| (engine.name.clone(), engine.clone()))
        .collect();
    let running = studio.live.values().filter_map(|row| {
        let lease = row.state.keeps()?;
        let render = world.outside.renders.get(&lease.attempt)?;
        let elapsed = world.ended_ms() - render.began_ms;
        let left = usual.get(&render.engine)?.usual_ms(&row.spec) - elapsed;
        Some(Slot {
            job: row.id,
            lane: lease.lane.clone(),
            starts_at: now.plus_ms(-elapsed),
            ends_at: now.plus_ms(left.max(0)),
        })
    });
    let took = |engine: &EngineName, spec: &RenderSpec| {
        let ms = usual.get(engine)?.usual_ms(spec);
        Some(Duration::from_millis(u64::try_from(ms).ok()?))
    };
    Some(studio.board.forecast(running.collect(), took, now))
}

/// When the last render of a night ended, in milliseconds.
fn ended_ms(night: Night) -> Option<i64> {
    let world = World::new(night, None).play().ok()?;
    let renders = world.outside.renders.values();
    renders.map(|render| render.ends_ms).max()
}

/// How long each job takes on each lane, the lanes by their names.
fn lengths(night: &Night) -> Lengths {
    let mut lanes: Vec<_> = night
        .engines
        .iter()
        .flat_map(|engine| engine.lanes.iter().map(move |lane| (lane, engine)))
        .collect();
    lanes.sort_by_key(|(lane, _)| *lane);
    let mut jobs: Vec<_> = night.batches.iter().flatten().collect();
    jobs.sort_by_key(|job| (job.rank, job.job));
    let on = |engine: &crate::night::EngineSetUp, job: &crate::night::JobSetUp| {
        let fits = job.engines.contains(&engine.name) && job.spec.size.width <= engine.width_max;
        fits.then(|| engine.usual_ms(&job.spec))
    };
    jobs.iter()
        .map(|job| lanes.iter().map(|(_, engine)| on(engine, job)).collect())
        .collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of a night are exact"
)]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The pace and kind of nights that are measured: nothing but rendering takes time.
pub(crate) const PLAIN: (Kind, Pace) = (Kind::Ticketed, Pace::NONE);
