//! No lane is idle while a job that may run on it is ready and has a key.

use worldreel_domain::id::LaneName;
use worldreel_domain::job::JobState;
use worldreel_keys::KeyRing;

use crate::disk::Row;
use crate::night::EngineSetUp;
use crate::studio::Studio;
use crate::world::World;

pub(super) fn no_lane_idle(world: &World, studio: &Studio) -> Result<(), String> {
    if world.disk.queue_paused {
        return Ok(());
    }
    let busy: Vec<&LaneName> = super::kept(world).map(|lease| &lease.lane).collect();
    for engine in studio.engines.values() {
        for lane in &engine.lanes {
            let away = studio.board.away().wait(&engine.name, world.clocks().now);
            if busy.contains(&lane) || world.disk.paused_lanes.contains(lane) || away.is_some() {
                continue;
            }
            let mut waiting = studio.live.values();
            if let Some(row) = waiting.find(|row| could_start(world, studio, engine, row)) {
                let why = studio.board.explain(row.id, world.clocks().now);
                return Err(format!(
                    "the lane {lane} is idle while {} waits: {why:?}",
                    row.id
                ));
            }
        }
    }
    Ok(())
}

fn could_start(world: &World, studio: &Studio, engine: &EngineSetUp, row: &Row) -> bool {
    let now = world.clocks().now;
    let JobState::Queued { not_before } = row.state else {
        return false;
    };
    not_before.is_none_or(|at| at <= now)
        && row.engines.contains(&engine.name)
        && row.spec.size.width <= engine.width_max
        && !world.disk.paused_batches.contains(&row.batch)
        && affords(world, engine, row)
        && has_key(world, studio, engine, row)
}

fn affords(world: &World, engine: &EngineSetUp, row: &Row) -> bool {
    let price = engine.price(&row.spec);
    let budget = world.disk.budgets.get(&row.batch);
    price == 0 || budget.is_none_or(|budget| budget - world.disk.spent(row.batch) >= price)
}

fn has_key(world: &World, studio: &Studio, engine: &EngineSetUp, row: &Row) -> bool {
    let Some(provider) = &engine.provider else {
        return true;
    };
    let (now, price) = (world.clocks().now, engine.price(&row.spec));
    let free = |ring: &KeyRing| {
        ring.keys().any(|key| {
            key.health.usable(now)
                && key.spend.allows(price, now)
                && ring.under_way(&key.fingerprint) < key.width.now
        })
    };
    studio.board.keys().get(provider).is_some_and(free)
}
