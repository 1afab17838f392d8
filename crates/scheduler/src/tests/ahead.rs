//! How many jobs are ahead, counted for one job at a time as the rules say it, against the
//! one walk for all of them.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{NOW, batch, board, job_id, lane, model_lane, waiting};
use crate::board::Board;
use crate::group::Group;
use crate::turn::Place;
use crate::{Change, Rank, WaitingJob};
use worldreel_domain::id::{BatchId, EngineName, JobId};
use worldreel_domain::money::Price;
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::speed::pixels;
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::WaitReason;

/// How many ready jobs that share a lane with this one have their turn before it.
fn counted(board: &Board, job: JobId) -> usize {
    let placed = &board.jobs[&job];
    let group = &board.groups[&placed.group];
    let place = (placed.waiting.rank, job);
    let lanes = board.lanes.values().map(|lane| &lane.facts);
    let own: Vec<_> = lanes.filter(|lane| board.may_run(group, lane)).collect();
    let others = board.groups.values().filter(|other| {
        let shares = own.iter().any(|lane| board.may_run(other, lane));
        shares && !board.paused_batches.contains(&other.batch)
    });
    let sooner = |other: &Group| other.ready.range(..place).count();
    match board.order {
        QueueOrder::InOrder => others.map(sooner).sum(),
        QueueOrder::Soonest => others.map(|other| longer(group, place, other)).sum(),
        QueueOrder::ByTurns => turns_before(board, group, place, others),
    }
}

fn longer(group: &Group, place: Place, other: &Group) -> usize {
    let size = |group: &Group| pixels(&group.needs.spec);
    let priority = place.0.priority;
    let sooner = other.ready.range(..place);
    match size(group).total_cmp(&size(other)) {
        Ordering::Equal => sooner.count(),
        Ordering::Greater => sooner.filter(|place| place.0.priority < priority).count(),
        Ordering::Less => {
            let all = other.ready.iter();
            all.filter(|place| place.0.priority <= priority).count()
        }
    }
}

/// One turn of each other batch for each of its own, and one more of those that come before
/// its next.
fn turns_before<'a>(
    board: &Board,
    group: &Group,
    place: Place,
    groups: impl Iterator<Item = &'a Group>,
) -> usize {
    let priority = place.0.priority;
    let mut urgent = 0;
    let mut batches: BTreeMap<BatchId, Vec<Place>> = BTreeMap::new();
    for other in groups {
        let sooner = other.ready.range(..place);
        urgent += sooner.filter(|place| place.0.priority < priority).count();
        let ready = other.ready.iter();
        let equal = ready.filter(|place| place.0.priority == priority);
        batches.entry(other.batch).or_default().extend(equal);
    }
    let first = |batch: BatchId, places: &[Place]| {
        let turn = board.turns.get(&batch).copied().unwrap_or(0);
        (turn, places.iter().min().copied())
    };
    let own = batches.remove(&group.batch).unwrap_or_default();
    let own_first = first(group.batch, &own);
    let own = own.iter().filter(|other| **other < place).count();
    let others = batches.iter().map(|(batch, places)| {
        let ahead = first(*batch, places) < own_first;
        places.len().min(own + usize::from(ahead))
    });
    urgent + own + others.sum::<usize>()
}

/// What a render costs on a large lane.
const LARGE: Price = Price::About { micro_usd: 100 };

/// A job of one of four batches, of one of three lengths, that may run on the one engine, on
/// the other or on both, and perhaps not yet or no more.
pub(super) fn job(number: u128) -> impl Strategy<Value = Change> {
    let whens = prop::option::weighted(0.2, 0_i64..4_000);
    (
        -20_i64..20,
        0_usize..3,
        0_u128..4,
        0_u32..3,
        0_u8..5,
        whens.clone(),
        whens,
    )
        .prop_map(
            move |(place, priority, of, frames, engines, not_before, expires_at)| {
                let mut job = WaitingJob {
                    batch: batch(of),
                    rank: Rank {
                        priority: Priority::ALL[priority],
                        place,
                    },
                    not_before: not_before.map(Timestamp::from_ms),
                    expires_at: expires_at.map(Timestamp::from_ms),
                    ..waiting(number)
                };
                job.needs.spec.frames = 10 + frames;
                if engines > 1 {
                    job.needs.engines.insert(EngineName::new("large"));
                    job.needs.prices.insert(EngineName::new("large"), LARGE);
                }
                if engines == 4 {
                    job.needs.engines.remove(&EngineName::new("sketch"));
                }
                if engines == 1 {
                    job.needs.lanes.insert(model_lane(1));
                }
                Change::JobWaits(job)
            },
        )
}

fn jobs() -> impl Strategy<Value = Vec<Change>> {
    (0_u128..60).prop_flat_map(|count| (1..=count).map(job).collect::<Vec<_>>())
}

fn rest() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        2 => (0_u128..4).prop_map(|of| Change::Started(batch(of))),
        1 => (0_usize..3).prop_map(|order| Change::Order(QueueOrder::ALL[order])),
        1 => (0_u128..4).prop_map(|of| Change::BatchPaused { batch: batch(of), paused: true }),
        1 => (1_u32..5).prop_map(|of| Change::LanePaused { lane: model_lane(of), paused: true }),
        1 => (0_u128..4, 0_i64..2).prop_map(|(of, left)| Change::BatchLeft {
            batch: batch(of),
            left_micro_usd: Some(left * LARGE.at_most()),
        }),
    ];
    prop::collection::vec(change, 0..12)
}

proptest! {
    #[test]
    fn what_all_are_told_together_is_what_each_is_told_alone(
        jobs in jobs(),
        order in 0_usize..3,
        rest in rest(),
    ) {
        let lanes = (1..=4).map(|number| {
            lane(if number <= 2 { "sketch" } else { "large" }, number, 1920)
        });
        let order = Change::Order(QueueOrder::ALL[order]);
        let mut board = board(lanes.chain(jobs).chain([order]).chain(rest));
        let _ = board.plan(NOW);
        // One that does not wait is among them, and one is asked about twice.
        let mut asked: Vec<JobId> = (0..60).rev().map(job_id).collect();
        asked.push(job_id(1));
        let told = board.explain_all(&asked, NOW);
        prop_assert_eq!(told.len(), asked.len());
        for (job, told) in asked.into_iter().zip(told) {
            prop_assert_eq!(&told, &board.explain(job, NOW));
            prop_assert_eq!(told.is_some(), board.jobs.contains_key(&job));
            if let Some(WaitReason::Turn { ahead }) = told {
                prop_assert_eq!(usize::try_from(ahead).unwrap(), counted(&board, job));
            }
        }
    }
}
