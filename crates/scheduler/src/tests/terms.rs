//! Orders of the queue, priorities, pins, ceilings and budgets.

use std::collections::BTreeSet;

use super::{NOW, batch, board, job_id, lane, lane_name, waiting};
use crate::{Board, Change, Rank, WaitingJob};
use worldreel_domain::id::{BatchId, EngineName};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::wait::WaitReason;

const DOLLAR: Price = Price::About {
    micro_usd: 1_000_000,
};

fn in_batch(number: u128, of: u128) -> Change {
    Change::JobWaits(WaitingJob {
        batch: batch(of),
        ..waiting(number)
    })
}

fn paid(number: u128) -> WaitingJob {
    let mut job = waiting(number);
    job.needs.prices.insert(EngineName::new("sketch"), DOLLAR);
    job
}

/// Starts what can start on the only lane and ends it, again and again, and says in which
/// order that was.
fn one_by_one(board: &mut Board, batch_of: impl Fn(u128) -> BatchId) -> Vec<u128> {
    let mut order = Vec::new();
    while let Some(start) = board.plan(NOW).starts.first() {
        let number = start.job.uuid().as_u128();
        order.push(number);
        board.apply(Change::JobLeft(start.job));
        board.apply(Change::Started(batch_of(number)));
    }
    order
}

#[test]
fn the_urgent_come_first_and_keep_the_users_order_among_themselves() {
    let of = |number: u128, priority| {
        let mut job = waiting(number);
        job.rank.priority = priority;
        Change::JobWaits(job)
    };
    let mut board = board([
        lane("sketch", 1, 1920),
        of(1, Priority::Low),
        of(2, Priority::Normal),
        of(3, Priority::High),
        of(4, Priority::Normal),
        of(5, Priority::High),
    ]);
    let told = |board: &Board, number| board.explain(job_id(number), NOW);
    assert_eq!(told(&board, 1), Some(WaitReason::Turn { ahead: 4 }));
    assert_eq!(told(&board, 4), Some(WaitReason::Turn { ahead: 3 }));
    assert_eq!(one_by_one(&mut board, |_| batch(1)), [3, 5, 2, 4, 1]);
}

#[test]
fn batches_take_turns_so_that_a_long_one_keeps_no_short_one_waiting() {
    let mut board = board([
        lane("sketch", 1, 1920),
        Change::Order(QueueOrder::ByTurns),
        in_batch(1, 1),
        in_batch(2, 1),
        in_batch(3, 1),
        in_batch(4, 2),
        in_batch(5, 2),
        in_batch(6, 3),
    ]);
    let told = |number| board.explain(job_id(number), NOW);
    assert_eq!(told(3), Some(WaitReason::Turn { ahead: 5 }));
    assert_eq!(told(6), Some(WaitReason::Turn { ahead: 2 }));
    let of = |number| {
        batch(match number {
            1..=3 => 1,
            4 | 5 => 2,
            _ => 3,
        })
    };
    assert_eq!(one_by_one(&mut board, of), [1, 4, 6, 2, 5, 3]);
}

#[test]
fn lanes_that_end_together_are_shared_out_among_the_batches() {
    let mut board = board([
        lane("sketch", 1, 1920),
        lane("sketch", 2, 1920),
        lane("sketch", 3, 1920),
        Change::Order(QueueOrder::ByTurns),
        in_batch(1, 1),
        in_batch(2, 1),
        in_batch(3, 1),
        in_batch(4, 2),
    ]);
    let starts = board.plan(NOW).starts;
    let jobs: Vec<_> = starts.iter().map(|start| start.job).collect();
    assert_eq!(jobs, [job_id(1), job_id(4), job_id(2)]);
}

#[test]
fn what_takes_longest_is_not_left_for_the_end() {
    let of = |number: u128, frames| {
        let mut job = waiting(number);
        job.needs.spec.frames = frames;
        job
    };
    let mut urgent = of(4, 10);
    urgent.rank = Rank {
        priority: Priority::High,
        place: 1_000,
    };
    let mut board = board([
        lane("sketch", 1, 1920),
        Change::Order(QueueOrder::Soonest),
        Change::JobWaits(of(1, 20)),
        Change::JobWaits(of(2, 60)),
        Change::JobWaits(of(3, 40)),
        Change::JobWaits(urgent),
    ]);
    let told = |number| board.explain(job_id(number), NOW);
    assert_eq!(told(1), Some(WaitReason::Turn { ahead: 3 }));
    assert_eq!(one_by_one(&mut board, |_| batch(1)), [4, 2, 3, 1]);
}

#[test]
fn a_pinned_job_waits_for_its_lane_and_for_no_other() {
    let pin = |number: u128, lane: u32| {
        let mut job = waiting(number);
        job.needs.lanes = BTreeSet::from([lane_name("sketch", lane)]);
        Change::JobWaits(job)
    };
    let mut board = board([
        lane("sketch", 1, 1920),
        lane("sketch", 2, 1920),
        Change::LaneTaken {
            lane: lane_name("sketch", 2),
            job: job_id(9),
        },
        pin(1, 2),
        pin(2, 7),
    ]);
    assert_eq!(board.plan(NOW).starts, []);
    let told = |number| board.explain(job_id(number), NOW);
    assert_eq!(told(1), Some(WaitReason::Turn { ahead: 0 }));
    let wanted = vec![lane_name("sketch", 7)];
    assert_eq!(told(2), Some(WaitReason::NoLane { wanted }));
}

#[test]
fn nothing_starts_that_costs_more_than_was_agreed_to() {
    let mut job = paid(1);
    job.needs.ceiling = Ceiling::of(DOLLAR);
    let mut board = board([lane("sketch", 1, 1920), Change::JobWaits(job.clone())]);
    assert_eq!(board.plan(NOW).starts.len(), 1);
    for dearer in [
        Price::About {
            micro_usd: 1_000_001,
        },
        Price::Unknown,
    ] {
        job.needs.prices.insert(EngineName::new("sketch"), dearer);
        board.apply(Change::JobWaits(job.clone()));
        assert_eq!(board.plan(NOW).starts, []);
        let why = WaitReason::Dearer {
            price: dearer,
            agreed_micro_usd: 1_000_000,
        };
        assert_eq!(board.explain(job_id(1), NOW), Some(why));
    }
}

#[test]
fn a_batch_is_rendered_as_far_as_its_budget_goes() {
    let left = |left_micro_usd| Change::BatchLeft {
        batch: batch(1),
        left_micro_usd,
    };
    let mut board = board([
        lane("sketch", 1, 1920),
        lane("sketch", 2, 1920),
        lane("sketch", 3, 1920),
        left(Some(2_500_000)),
    ]);
    for number in 1..=3 {
        board.apply(Change::JobWaits(paid(number)));
    }
    let starts = board.plan(NOW).starts;
    assert_eq!(starts.len(), 2, "two dollars of two and a half");
    for start in starts {
        board.apply(Change::JobLeft(start.job));
    }
    board.apply(left(Some(500_000)));
    let why = WaitReason::BudgetUsed {
        batch: batch(1),
        left_micro_usd: 500_000,
        price: DOLLAR,
    };
    assert_eq!(board.explain(job_id(3), NOW), Some(why.clone()));
    assert_eq!(board.rests(NOW), Some(why));
    board.apply(left(None));
    assert_eq!(board.plan(NOW).starts.len(), 1);
}
