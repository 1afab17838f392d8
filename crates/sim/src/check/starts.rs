//! What was started may be started, and comes first.

use std::collections::BTreeSet;

use worldreel_domain::id::JobId;
use worldreel_domain::job::JobState;
use worldreel_scheduler::Start;

use super::kept;
use crate::disk::Row;
use crate::studio::{Done, Studio};
use crate::watch::Watch;
use crate::world::World;

pub(super) fn allowed(world: &World, studio: &Studio, done: &Done) -> Result<(), String> {
    // What the disk refused was not started.
    if !done.written {
        return Ok(());
    }
    let started: BTreeSet<JobId> = done.plan.starts.iter().map(|start| start.job).collect();
    for start in &done.plan.starts {
        let Some(row) = world.disk.jobs.get(&start.job) else {
            return Err(format!("{} is started and not written down", start.job));
        };
        agreed(world, studio, start, row)?;
        with_key(world, studio, start, row)?;
        // Who has tried an engine in vain lets others try it first.
        if !world.watch.away.tries(start) {
            in_order(world, row, &started)?;
        }
    }
    Ok(())
}

/// Where the user agreed to, and not where he said to wait.
fn agreed(world: &World, studio: &Studio, start: &Start, row: &Row) -> Result<(), String> {
    let disk = &world.disk;
    let engine = studio.engines.get(&start.engine);
    let fits = engine.is_some_and(|engine| {
        let facts = engine.lane(&start.lane);
        facts.capabilities.problems(&row.spec).is_empty()
    });
    let wrong = if !row.engines.contains(&start.engine) || !fits {
        "on an engine that it may not use"
    } else if disk.queue_paused {
        "while the queue is paused"
    } else if disk.paused_batches.contains(&row.batch) {
        "while its batch is paused"
    } else if disk.paused_lanes.contains(&start.lane) {
        "on a lane that is paused"
    } else if over_budget(world, studio, start, row) {
        "over the budget of its batch"
    } else if row.state.lease().map(|lease| lease.epoch) != Some(studio.epoch) {
        "with the lease of another run"
    } else {
        return Ok(());
    };
    Err(format!("{} is started {wrong}", start.job))
}

/// Whether its batch costs more with it than it may.
fn over_budget(world: &World, studio: &Studio, start: &Start, row: &Row) -> bool {
    let engine = studio.engines.get(&start.engine);
    let free = engine.is_none_or(|engine| engine.price(&row.spec) == 0);
    let budget = world.disk.budgets.get(&row.batch);
    !free && budget.is_some_and(|budget| world.disk.spent(row.batch) > *budget)
}

/// With a key that may be used, has a place and can afford it.
fn with_key(world: &World, studio: &Studio, start: &Start, row: &Row) -> Result<(), String> {
    let needs = studio
        .engines
        .get(&start.engine)
        .is_some_and(|engine| engine.provider.is_some());
    let Some(key) = &start.key else {
        return if needs {
            Err(format!("{} is started without a key", start.job))
        } else {
            Ok(())
        };
    };
    let now = world.clocks().now;
    let Some((_, record)) = studio.board.keys().find(key) else {
        return Err(format!("{} is started with no key of ours", start.job));
    };
    let under_way = kept(world).filter(|lease| lease.key.as_ref() == Some(key));
    let under_way = u32::try_from(under_way.count()).unwrap_or(u32::MAX);
    let price = studio
        .engines
        .get(&start.engine)
        .map_or(0, |engine| engine.price(&row.spec));
    let cap = record.spend.cap_micro_usd.unwrap_or(i64::MAX);
    let wrong = if world.watch.rests(key, now) || !Watch::usable(record.health, now) {
        "that rests"
    } else if under_way > record.width.now {
        "that is in use"
    } else if price > 0 && record.spend.today(now) > cap {
        "whose limit for the day is passed"
    } else {
        return Ok(());
    };
    Err(format!(
        "{} is started with a key {wrong}: {record:?}",
        start.job
    ))
}

/// Nothing that may run in the same places and could start comes before it.
fn in_order(world: &World, row: &Row, started: &BTreeSet<JobId>) -> Result<(), String> {
    let now = world.clocks().now;
    let passed = world.disk.jobs.values().find(|other| {
        let ready = match other.state {
            JobState::Queued { not_before } => not_before.is_none_or(|at| at <= now),
            _ => false,
        };
        ready
            && (other.priority, other.rank, other.id) < (row.priority, row.rank, row.id)
            && other.version > 0
            && !started.contains(&other.id)
            && other.batch == row.batch
            && other.engines == row.engines
            && other.spec.size == row.spec.size
            && other.spec.frames == row.spec.frames
            && other.spec.fps == row.spec.fps
    });
    match passed {
        // It is written down, and the studio hears of it in its next turn.
        Some(other) if world.unheard(other.id) => Ok(()),
        Some(other) => Err(format!("{} is started before {}", row.id, other.id)),
        None => Ok(()),
    }
}
