//! How far the forecast is off.

use std::collections::BTreeMap;

use worldreel_domain::id::EngineName;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::speed::Speed;
use worldreel_scheduler::{Busy, Forecast, Left};

use super::{Figure, ended_ms, ratio};
use crate::make;
use crate::night::{EngineSetUp, Night};
use crate::rng::Rng;
use crate::world::World;

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

/// What the studio says at this moment about what will start where and when. Its engines are
/// as fast as their renders of other nights were.
#[must_use]
pub fn forecast(world: &World) -> Option<Forecast> {
    let studio = world.studio.as_ref()?;
    let now = world.clocks().now;
    let night = &world.night;
    let engines = night.engines.iter();
    let speeds: BTreeMap<_, _> = engines
        .filter_map(|engine| Some((engine.name.clone(), speed(night, engine)?)))
        .collect();
    let running = studio.live.values().filter_map(|row| {
        let lease = row.state.keeps()?;
        let render = world.outside.renders.get(&lease.attempt)?;
        let elapsed = world.ended_ms() - render.began_ms;
        Some(Busy {
            job: row.id,
            lane: lease.lane.clone(),
            starts_at: now.plus_ms(-elapsed),
            left: Left::Usual(speeds.get(&render.engine)?.took(&row.spec)),
        })
    });
    let busy: Vec<_> = running.collect();
    let took = |engine: &EngineName, spec: &RenderSpec| Some(speeds.get(engine)?.took(spec));
    Some(studio.board.forecast(&busy, took, now))
}

/// How fast an engine was in as many renders of other nights as the studio looks back on.
fn speed(night: &Night, engine: &EngineSetUp) -> Option<Speed> {
    let seed = engine.name.as_str().bytes().map(u64::from).sum::<u64>();
    let mut lot = Rng::of(night.seed, 0x2000 + seed);
    let pixel_ns = f64::from(u32::try_from(engine.pixel_ns).ok()?);
    let renders: Vec<f64> = (0..20)
        .map(|_| pixel_ns * lot.lognormal(night.sigma))
        .collect();
    Speed::of_renders(&renders)
}
