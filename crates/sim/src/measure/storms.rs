//! What it costs that services ask to slow down.

use worldreel_domain::id::{EngineName, KeyFingerprint};
use worldreel_keys::{KeyLabel, KeyRecord, Provider};

use super::{Figure, ended_ms, ratio};
use crate::happening::Happening;
use crate::make;
use crate::night::{KeySetUp, Night};
use crate::oracle::with_cool_downs;
use crate::rng::Rng;
use crate::world::World;

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

/// How many requests a storm without Retry-After refuses.
#[must_use]
pub fn storm_refusals(nights: u64) -> Figure {
    let what = "requests refused in a storm, 429 without Retry-After";
    let each = (0..nights).filter_map(|seed| {
        let (night, rests) = stormy_night(seed, false);
        let world = World::new(night, None).play().ok()?;
        let ended = world.ended_ms();
        let storms = rests.iter().flatten().filter(|(at, _)| *at < ended);
        let refused = world.outside.answers.get("rate_limited").copied();
        let refused = refused.unwrap_or(0);
        Some(ratio(
            refused.try_into().ok()?,
            storms.count().try_into().ok()?,
        ))
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
        night.keys.push(KeySetUp {
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
