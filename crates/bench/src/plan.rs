//! One change and the plan after it, beside a plan from scratch, from ten waiting jobs to a
//! million.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use anyhow::{Context, Result};
use uuid::Uuid;
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::queue::QueueOrder;
use worldreel_domain::time::Timestamp;
use worldreel_scheduler::{Board, Change, JobNeeds, LaneFacts, Rank, WaitingJob};

use crate::{Row, delivers, fixture, ms, quantile};

const SIZES: [usize; 6] = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
const ENGINES: usize = 4;
const LANES_EACH: usize = 16;
const BATCHES: usize = 16;
/// Changes that are measured at most.
const STEPS: usize = 500;
const NOW: Timestamp = Timestamp::from_ms(1_767_225_600_000);

pub(crate) fn measure() -> Result<Vec<Row>> {
    let orders = [QueueOrder::InOrder, QueueOrder::ByTurns];
    let usual = orders.into_iter().flat_map(|order| {
        SIZES.into_iter().map(move |jobs| Queue {
            jobs,
            batches: BATCHES.min(jobs),
            order,
        })
    });
    // Whoever queues one by one makes a batch of each.
    let apart = orders.into_iter().map(|order| Queue {
        jobs: 10_000,
        batches: 10_000,
        order,
    });
    usual.chain(apart).map(step).collect()
}

/// What waits.
#[derive(Clone, Copy)]
struct Queue {
    jobs: usize,
    batches: usize,
    order: QueueOrder,
}

/// A render ends, and another is planned on its lane.
fn step(queue: Queue) -> Result<Row> {
    let Queue {
        jobs,
        batches,
        order,
    } = queue;
    let changes = changes(queue);
    let rounds = if jobs > 10_000 { 1 } else { 9 };
    let (mut scratch, mut board) = (Vec::new(), Board::new());
    for _ in 0..rounds {
        let changes = changes.clone();
        let began = Instant::now();
        board = Board::new();
        changes.into_iter().for_each(|change| board.apply(change));
        let plan = board.plan(NOW);
        scratch.push(ms(began));
        anyhow::ensure!(plan.starts.is_empty(), "all lanes are taken");
    }
    let mut steps = Vec::new();
    let mut running: Vec<(LaneName, JobId)> = lanes().map(|lane| (lane, elsewhere())).collect();
    for at in 0..STEPS.min(jobs) {
        let taken = at % running.len();
        let (lane, job) = running[taken].clone();
        let began = Instant::now();
        board.apply(Change::LaneFree { lane, job });
        let plan = board.plan(NOW);
        let start = plan.starts.first().context("a lane is free for a job")?;
        let (lane, job) = (start.lane.clone(), start.job);
        board.apply(Change::JobLeft(job));
        board.apply(Change::LaneTaken {
            lane: lane.clone(),
            job,
        });
        steps.push(ms(began));
        running[taken] = (lane, job);
    }
    let order = match order {
        QueueOrder::ByTurns => "by turns",
        _ => "in order",
    };
    Ok(Row {
        what: format!("a change and its plan, {jobs} jobs of {batches} batches {order}"),
        figure: quantile(&mut steps, 0.5),
        reference: quantile(&mut scratch, 0.5),
        against: "a plan from scratch, 64 lanes",
        unit: "ms",
        bar: "with 10,000 at most 0.1 and 1 ms",
    })
}

/// All lanes, each with a job of its own, and the jobs that wait.
fn changes(queue: Queue) -> Vec<Change> {
    let mut changes = vec![Change::Order(queue.order)];
    for lane in lanes() {
        let (engine, _) = lane.as_str().split_once('-').unwrap_or_default();
        changes.push(Change::LaneUp(LaneFacts {
            engine: EngineName::new(engine),
            lane: lane.clone(),
            capabilities: delivers::capabilities(),
            prepares: false,
            keys: None,
        }));
        let job = elsewhere();
        changes.push(Change::LaneTaken { lane, job });
    }
    let batches: Vec<BatchId> = (0..queue.batches)
        .map(|_| BatchId::from_uuid(Uuid::now_v7()))
        .collect();
    let engines: BTreeSet<EngineName> = (0..ENGINES).map(engine).collect();
    let prices = engines.iter().map(|engine| (engine.clone(), Price::Free));
    let prices: BTreeMap<EngineName, Price> = prices.collect();
    changes.extend((0_i64..).zip(0..queue.jobs).map(|(place, number)| {
        Change::JobWaits(WaitingJob {
            job: JobId::from_uuid(Uuid::now_v7()),
            batch: batches[number % queue.batches],
            rank: Rank::normal(place * 1_024),
            not_before: None,
            expires_at: None,
            needs: JobNeeds {
                engines: engines.clone(),
                spec: fixture::small(),
                lanes: BTreeSet::new(),
                prices: prices.clone(),
                ceiling: Ceiling::Any,
            },
        })
    }));
    changes
}

fn engine(number: usize) -> EngineName {
    EngineName::new(format!("engine{number}"))
}

fn lanes() -> impl Iterator<Item = LaneName> {
    (0..ENGINES).flat_map(|number| {
        (1..=LANES_EACH).map(move |lane| LaneName::new(format!("engine{number}-{lane}")))
    })
}

/// The job that keeps every lane busy at first.
fn elsewhere() -> JobId {
    JobId::from_uuid(Uuid::nil())
}
