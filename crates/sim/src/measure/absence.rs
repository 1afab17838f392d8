//! What it costs that an engine is away.

use worldreel_domain::id::EngineName;

use super::{Figure, ended_ms, ratio};
use crate::happening::Happening;
use crate::make;
use crate::night::Night;
use crate::rng::Rng;
use crate::world::World;

const MINUTE_MS: i64 = 60_000;

/// How many requests reach for an engine with four lanes and forty jobs that is away for
/// eight hours.
#[must_use]
pub fn night_away(nights: u64) -> Figure {
    let what = "requests to an engine that is away for 8 h, 40 jobs on 4 lanes";
    let each = (0..nights).filter_map(|seed| {
        let (night, _) = night_with_absence(seed, 8 * 60 * MINUTE_MS);
        let world = World::new(night, None).play().ok()?;
        let missed = world.outside.answers.get("unreachable").copied();
        Some(ratio(missed.unwrap_or(0).try_into().ok()?, 1))
    });
    Figure::of(what, each)
}

/// What is lost after an engine is back that was away for a minute to an hour, as a part of
/// the time that it was away.
#[must_use]
pub fn lost_after_absence(nights: u64) -> Figure {
    let what = "time lost after an engine is back, away for 1 to 60 min / that time";
    let each = (0..nights).filter_map(|seed| {
        let lasts_ms = Rng::of(seed, 13).range(MINUTE_MS, 60 * MINUTE_MS);
        let (mut night, at) = night_with_absence(seed, lasts_ms);
        let ended = ended_ms(night.clone())?;
        night.script.retain(|(of, _)| *of != at);
        let without = ended_ms(night)?;
        Some(ratio(ended - without - lasts_ms, lasts_ms))
    });
    Figure::of(what, each)
}

/// A night whose one engine goes away for so long, and when it does.
fn night_with_absence(seed: u64, lasts_ms: i64) -> (Night, i64) {
    let mut rng = Rng::of(seed, 14);
    let mut night = make::plain_night(seed, 40, 4);
    night.engines.truncate(1);
    let name = EngineName::new("engine0");
    if let Some(engine) = night.engines.first_mut() {
        engine.lanes = make::lanes("engine0", 4);
        for job in night.batches.iter_mut().flatten() {
            job.engines = [name.clone()].into();
        }
    }
    let at = rng.range(1, 5 * MINUTE_MS);
    night.script.push((at, Happening::Down(name, lasts_ms)));
    night.script.sort_by_key(|(at, _)| *at);
    night.calm_ms = i64::MAX / 4;
    (night, at)
}
