//! Makespan and forecast, in figures. All times are virtual.

mod absence;
mod foresight;
mod storms;

use std::fmt;

use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::queue::QueueOrder;

use crate::make;
use crate::night::{EngineSetUp, Kind, Night, Pace};
use crate::oracle::{Lengths, best_makespan, list_schedule};
use crate::rng::Rng;
use crate::world::World;
pub use absence::{lost_after_absence, night_away};
pub use foresight::{forecast, forecast_error};
pub use storms::{storm, storm_refusals};

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
        storm_refusals(100),
        night_away(100),
        lost_after_absence(100),
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
    let on = |engine: &EngineSetUp, job: &crate::night::JobSetUp| {
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
