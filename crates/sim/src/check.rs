//! The rules that always hold, checked after every turn.

mod books;
pub(crate) mod end;
mod idle;
mod starts;

use std::collections::BTreeMap;

use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::job::{JobState, Lease};
use worldreel_scheduler::{Board, Change, Rank, WaitingJob};

use crate::studio::{Done, Studio, needs};
use crate::world::World;

/// What costs most is looked at once in so many turns, in nights of more jobs than this
/// more seldom.
const SMALL: usize = 60;
const SELDOM: u64 = 4;
const SELDOM_WHEN_LARGE: u64 = 32;

/// Everything that holds after a turn.
pub(crate) fn after_turn(world: &mut World, done: &Done) -> Result<(), String> {
    let Some(mut studio) = world.studio.take() else {
        return Ok(());
    };
    let now = world.clocks().now;
    let sent = match done.written {
        true => world
            .watch
            .away
            .sent(&done.plan.starts, &world.disk, &studio, now),
        // What the disk refused was not started.
        false => Ok(()),
    };
    let result = sent.and_then(|()| turn(world, &mut studio, done));
    world.studio = Some(studio);
    result
}

fn turn(world: &World, studio: &mut Studio, done: &Done) -> Result<(), String> {
    lanes(world, studio)?;
    keys(world, studio)?;
    starts::allowed(world, studio, done)?;
    if studio.is_refused() {
        return Ok(());
    }
    idle::no_lane_idle(world, studio)?;
    patience(world, studio)?;
    twice(world, studio)?;
    let small = world.disk.jobs.len() <= SMALL;
    let seldom = if small { SELDOM } else { SELDOM_WHEN_LARGE };
    if world.stats().turns.is_multiple_of(seldom) {
        same_as_written(world, studio)?;
        from_scratch(world, studio)?;
        books::agree(world, studio)?;
    }
    Ok(())
}

/// The leases by which jobs keep lanes and keys, by the rows.
pub(crate) fn kept(world: &World) -> impl Iterator<Item = &Lease> {
    world.disk.jobs.values().filter_map(|row| row.state.keeps())
}

/// At most one attempt on a lane, and the board knows which.
fn lanes(world: &World, studio: &Studio) -> Result<(), String> {
    let mut busy: BTreeMap<_, u32> = BTreeMap::new();
    for lease in kept(world) {
        *busy.entry(&lease.lane).or_default() += 1;
    }
    if let Some((lane, count)) = busy.iter().find(|(_, count)| **count > 1) {
        return Err(format!("{count} attempts are on the lane {lane}"));
    }
    for (facts, _, jobs) in studio.board.lanes() {
        let by_rows = busy.get(&facts.lane).copied().unwrap_or(0);
        if u32::try_from(jobs.len()) != Ok(by_rows) {
            return Err(format!(
                "the board has {} jobs on the lane {}, the rows {by_rows}",
                jobs.len(),
                facts.lane
            ));
        }
    }
    Ok(())
}

/// Never more than a key's width under way, and the rings know how many there are.
fn keys(world: &World, studio: &Studio) -> Result<(), String> {
    let mut used: BTreeMap<&KeyFingerprint, u32> = BTreeMap::new();
    for key in kept(world).filter_map(|lease| lease.key.as_ref()) {
        *used.entry(key).or_default() += 1;
    }
    for (_, ring) in studio.board.keys().iter() {
        for key in ring.keys() {
            let by_rows = used.get(&key.fingerprint).copied().unwrap_or(0);
            let by_ring = ring.under_way(&key.fingerprint);
            if by_rows != by_ring {
                return Err(format!(
                    "the ring has {by_ring} requests under way with {}, the rows {by_rows}",
                    key.label
                ));
            }
            if by_rows > key.width.max {
                return Err(format!(
                    "{by_rows} requests are under way with {}, and {} are allowed",
                    key.label, key.width.max
                ));
            }
        }
    }
    Ok(())
}

/// A plan that is carried out starts nothing when it is made again.
fn twice(world: &World, studio: &mut Studio) -> Result<(), String> {
    let again = studio.board.plan(world.clocks().now);
    match again.starts.first() {
        None => Ok(()),
        Some(start) => Err(format!("{} would be started again", start.job)),
    }
}

/// No job waits longer than it may.
fn patience(world: &World, studio: &Studio) -> Result<(), String> {
    let now = world.clocks().now;
    let mut waiting = studio.live.values().filter(|row| {
        let over = row.expires_at().is_some_and(|at| at <= now);
        over && matches!(row.state, JobState::Queued { .. })
    });
    match waiting.next() {
        None => Ok(()),
        Some(row) => Err(format!("{} waits although it has expired", row.id)),
    }
}

/// What the studio has in memory is what is written down.
fn same_as_written(world: &World, studio: &Studio) -> Result<(), String> {
    let rows = world.disk.jobs.values();
    for row in rows.filter(|row| row.state.name().is_live()) {
        match studio.live.get(&row.id) {
            Some(known) if known == row => {}
            // What is queued at this moment is heard of in the next turn.
            None if world.unheard(row.id) => {}
            known => {
                return Err(format!(
                    "{} is written as {row:?} and known as {known:?}",
                    row.id
                ));
            }
        }
    }
    Ok(())
}

/// A board that is made from the rows plans what the one that was kept up to date plans.
fn from_scratch(world: &World, studio: &mut Studio) -> Result<(), String> {
    // A job whose time has come stays ready when the clock is set back.
    if world.watch.clock_back {
        return Ok(());
    }
    let mut fresh = Board::new();
    for engine in studio.engines.values() {
        for lane in &engine.lanes {
            fresh.apply(Change::LaneUp(engine.lane(lane)));
        }
    }
    for lane in world.disk.paused_lanes.clone() {
        fresh.apply(Change::LanePaused { lane, paused: true });
    }
    fresh.apply(Change::QueuePaused(world.disk.queue_paused));
    for batch in world.disk.paused_batches.clone() {
        let paused = true;
        fresh.apply(Change::BatchPaused { batch, paused });
    }
    fresh.apply(Change::Order(world.disk.order));
    for batch in world.disk.by_last_start() {
        fresh.apply(Change::Started(batch));
    }
    for (batch, budget) in &world.disk.budgets {
        fresh.apply(Change::BatchLeft {
            batch: *batch,
            left_micro_usd: Some(budget - world.disk.spent(*batch)),
        });
    }
    for row in studio.live.values() {
        if let JobState::Queued { not_before } = row.state {
            fresh.apply(Change::JobWaits(WaitingJob {
                job: row.id,
                batch: row.batch,
                rank: Rank {
                    priority: row.priority,
                    place: row.rank,
                },
                not_before,
                expires_at: row.expires_at(),
                needs: needs(row, &studio.engines),
            }));
        }
        if let Some(lane) = row.state.occupies().cloned() {
            fresh.apply(Change::LaneTaken { lane, job: row.id });
        }
    }
    *fresh.keys_mut() = studio.board.keys().clone();
    *fresh.away_mut() = studio.board.away().clone();
    // Later, when keys have healed and jobs have ripened, is another plan.
    for later_ms in [0, 61_000, 3_600_000] {
        let now = world.clocks().now.plus_ms(later_ms);
        let mut kept = studio.board.clone();
        let (kept, made) = (kept.plan(now), fresh.clone().plan(now));
        if kept != made {
            return Err(format!(
                "the board plans\n{kept}and one made from the rows\n{made}"
            ));
        }
    }
    Ok(())
}
