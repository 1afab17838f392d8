//! The forecast against the plan, carried out in virtual time.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;

use super::{NOW, batch, board, job_id, lane, lane_name, waiting};
use crate::{Board, Busy, Change, Left, Slot, WaitingJob};
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName};
use worldreel_domain::money::Price;
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::speed::RenderTime;
use worldreel_domain::time::Timestamp;

/// One millisecond a frame, on a large engine two.
fn took(engine: &EngineName, spec: &RenderSpec) -> Option<RenderTime> {
    let each = if engine.as_str() == "large" { 2 } else { 1 };
    let length = Duration::from_millis(u64::from(spec.frames) * each);
    Some(RenderTime::exactly(length))
}

fn at(ms: i64) -> Timestamp {
    NOW.plus_ms(ms)
}

#[test]
fn what_runs_ends_and_what_waits_follows_on_the_lane_that_is_free_first() {
    let busy = Busy {
        job: job_id(9),
        lane: lane_name("sketch", 1),
        starts_at: at(-20),
        left: Left::Told(Duration::from_millis(30)),
    };
    let board = board([
        lane("sketch", 1, 1920),
        lane("sketch", 2, 1920),
        Change::LaneTaken {
            lane: busy.lane.clone(),
            job: busy.job,
        },
        Change::JobWaits(waiting(1)),
        Change::JobWaits(waiting(2)),
    ]);
    let forecast = board.forecast(&[busy], took, NOW);
    let told: Vec<_> = forecast
        .slots
        .iter()
        .map(|slot| {
            (
                slot.job,
                slot.lane.to_string(),
                slot.starts_at,
                slot.ends_at,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (job_id(9), "sketch-1".into(), at(-20), at(30)),
            (job_id(1), "sketch-2".into(), at(0), at(48)),
            (job_id(2), "sketch-1".into(), at(30), at(78)),
        ]
    );
    assert_eq!(forecast.ends_at, Some(at(78)));
}

#[test]
fn what_is_not_known_is_not_guessed() {
    let taken = || Change::LaneTaken {
        lane: lane_name("sketch", 1),
        job: job_id(9),
    };
    let lanes = || [lane("sketch", 1, 1920), lane("sketch", 2, 1920)];
    // How long the busy lane will be busy is not known: the other one is planned.
    let mut told = board(lanes());
    told.apply(taken());
    told.apply(Change::JobWaits(waiting(1)));
    let forecast = told.forecast(&[], took, NOW);
    assert_eq!((forecast.slots.len(), forecast.ends_at), (1, None));
    // No speed is known.
    let forecast = told.forecast(&[], |_, _| None, NOW);
    assert_eq!((forecast.slots.len(), forecast.ends_at), (0, None));
    // Nothing starts while the queue is paused, or ever on a lane that is.
    told.apply(Change::QueuePaused(true));
    assert_eq!(told.forecast(&[], took, NOW).slots, []);
    told.apply(Change::QueuePaused(false));
    told.apply(Change::LanePaused {
        lane: lane_name("sketch", 2),
        paused: true,
    });
    assert_eq!(told.forecast(&[], took, NOW).slots, []);
}

#[test]
fn a_long_queue_ends_when_its_work_is_shared_out() {
    let mut told = board([lane("sketch", 1, 1920), lane("sketch", 2, 1920)]);
    for number in 1..=1_000 {
        told.apply(Change::JobWaits(waiting(number)));
    }
    let forecast = told.forecast(&[], took, NOW);
    assert_eq!(forecast.slots.len(), crate::SLOTS_MAX);
    assert_eq!(forecast.ends_at, Some(at(500 * 48)));
}

#[test]
fn the_end_of_renders_that_differ_is_that_of_the_last_lane() {
    let lanes = (1..=4).map(|number| lane("sketch", number, 1920));
    let mut told = board(lanes);
    for number in 1..=16 {
        told.apply(Change::JobWaits(waiting(number)));
    }
    let with = |spread| {
        let took = move |engine: &EngineName, spec: &RenderSpec| {
            let RenderTime { mean, .. } = took(engine, spec)?;
            Some(RenderTime { mean, spread })
        };
        told.forecast(&[], took, NOW)
    };
    let (alike, differ) = (with(0.0), with(0.2));
    assert_eq!(alike.ends_at, Some(at(4 * 48)));
    assert_eq!(alike.slots, differ.slots);
    // Four renders of a lane are 19 ms sooner or later, and the last of four lanes is later.
    let later = differ.ends_at.unwrap().ms() - at(4 * 48).ms();
    assert!((8..30).contains(&later), "{later}");
    assert_eq!(with(0.2), differ);
}

#[test]
fn a_render_that_is_late_is_not_forecast_to_end_now() {
    let lane_taken = lane_name("sketch", 1);
    let late = Busy {
        job: job_id(9),
        lane: lane_taken.clone(),
        starts_at: at(-200),
        left: Left::Usual(RenderTime {
            mean: Duration::from_millis(100),
            spread: 0.2,
        }),
    };
    let board = board([
        lane("sketch", 1, 1920),
        Change::LaneTaken {
            lane: lane_taken,
            job: late.job,
        },
    ]);
    let ends_at = board.forecast(&[late], took, NOW).ends_at;
    assert_eq!(ends_at, Some(at(17)));
}

/// Carries the plan out, with every render taking its time and costing what it costs.
fn carry_out(
    mut board: Board,
    mut now: Timestamp,
    jobs: &BTreeMap<JobId, WaitingJob>,
    mut left: BTreeMap<BatchId, i64>,
) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut running: Vec<Slot> = Vec::new();
    loop {
        running.retain(|slot| {
            let ended = slot.ends_at <= now;
            if ended {
                let (lane, job) = (slot.lane.clone(), slot.job);
                board.apply(Change::LaneFree { lane, job });
            }
            !ended
        });
        let plan = board.plan(now);
        for job in plan.expiries {
            board.apply(Change::JobLeft(job));
        }
        for start in plan.starts {
            board.apply(Change::JobLeft(start.job));
            board.apply(Change::LaneTaken {
                lane: start.lane.clone(),
                job: start.job,
            });
            let job = &jobs[&start.job];
            let batch = job.batch;
            board.apply(Change::Started(batch));
            if let Some(left) = left.get_mut(&batch) {
                let price = job.needs.prices.get(&start.engine).copied();
                *left -= price.map_or(0, Price::at_most);
                let left_micro_usd = Some(*left);
                board.apply(Change::BatchLeft {
                    batch,
                    left_micro_usd,
                });
            }
            let length = took(&start.engine, &job.needs.spec).unwrap();
            let slot = Slot {
                job: start.job,
                lane: start.lane,
                starts_at: now,
                ends_at: now.plus_ms(i64::try_from(length.mean.as_millis()).unwrap()),
            };
            running.push(slot.clone());
            slots.push(slot);
        }
        let ends = running.iter().map(|slot| slot.ends_at);
        match ends.chain(plan.next_wake).min() {
            Some(next) => now = next,
            None => return slots,
        }
    }
}

type Wish = (i64, u32, bool, Option<i64>, u128, usize, Option<i64>);

proptest! {
    #[test]
    fn the_forecast_is_what_carrying_the_plan_out_gives(
        wishes in prop::collection::vec(
            (
                -20_i64..20,
                1_u32..60,
                any::<bool>(),
                prop::option::weighted(0.3, 0_i64..200),
                1_u128..4,
                0_usize..6,
                prop::option::weighted(0.3, -20_i64..400),
            ),
            0..40,
        ),
        paused_lane in prop::option::of(1_u32..5),
        paused_batch in prop::option::of(1_u128..4),
        order in 0_usize..3,
        budget in prop::option::of(0_i64..400),
    ) {
        let name = |number: u32| lane_name(if number < 3 { "sketch" } else { "large" }, number);
        let mut told = board((1..=4).map(|number| {
            lane(if number < 3 { "sketch" } else { "large" }, number, 1920)
        }));
        told.apply(Change::Order(QueueOrder::ALL[order]));
        let mut jobs = BTreeMap::new();
        for (number, wish) in (1_u128..).zip(&wishes) {
            let (place, frames, both, later, in_batch, priority, expires): Wish = *wish;
            let mut job = waiting(number);
            let priority = Priority::ALL.get(priority).copied().unwrap_or_default();
            job.rank = crate::Rank { priority, place };
            job.needs.spec.frames = frames;
            job.not_before = later.map(at);
            job.expires_at = expires.map(at);
            job.batch = batch(in_batch);
            if both {
                job.needs.engines.insert(EngineName::new("large"));
                job.needs.prices.insert(EngineName::new("large"), super::LARGE);
            }
            jobs.insert(job.job, job.clone());
            told.apply(Change::JobWaits(job));
        }
        if let Some(number) = paused_lane {
            told.apply(Change::LanePaused { lane: name(number), paused: true });
        }
        if let Some(number) = paused_batch {
            told.apply(Change::BatchPaused { batch: batch(number), paused: true });
        }
        let mut left = BTreeMap::new();
        if let Some(left_micro_usd) = budget {
            let batch = batch(1);
            left.insert(batch, left_micro_usd);
            told.apply(Change::BatchLeft { batch, left_micro_usd: Some(left_micro_usd) });
        }
        let key = |slot: &Slot| (slot.starts_at, slot.lane.clone(), slot.job, slot.ends_at);
        let sorted = |slots: Vec<Slot>| {
            let mut keys: Vec<(Timestamp, LaneName, JobId, Timestamp)> = slots.iter().map(key).collect();
            keys.sort();
            keys
        };
        let forecast = told.forecast(&[], took, NOW);
        let ends_at = forecast.ends_at;
        let real = carry_out(told.clone(), NOW, &jobs, left);
        prop_assert_eq!(ends_at, Some(real.iter().map(|slot| slot.ends_at).max().unwrap_or(NOW)).filter(|_| !real.is_empty()));
        prop_assert_eq!(sorted(forecast.slots), sorted(real));
    }
}
