mod ahead;
mod away;
mod expiry;
mod forecast;
mod keys;
mod terms;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use uuid::Uuid;
use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::id::{BatchId, EngineName, JobId, LaneName};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::WaitReason;

use crate::{Board, Change, JobNeeds, LaneFacts, Rank, WaitingJob};

const NOW: Timestamp = Timestamp::from_ms(1_000);

fn capabilities(width_max: u32) -> Capabilities {
    Capabilities {
        ai: false,
        size_min: Size::new(64, 64),
        size_max: Size::new(width_max, 1080),
        size_multiple: 2,
        fps: Span::new(10, 30),
        frames: Span::new(1, 300),
        duration_s_max: 10,
        steps: None,
        guidance: None,
        negative_prompt: false,
        structured_prompt: false,
        progress: ProgressKind::Measured,
    }
}

fn lane(engine: &str, number: u32, width_max: u32) -> Change {
    Change::LaneUp(LaneFacts {
        lane: lane_name(engine, number),
        engine: EngineName::new(engine),
        capabilities: capabilities(width_max),
        prepares: false,
        keys: None,
    })
}

fn lane_name(engine: &str, number: u32) -> LaneName {
    LaneName::new(format!("{engine}-{number}"))
}

fn job_id(number: u128) -> JobId {
    JobId::from_uuid(Uuid::from_u128(number))
}

fn batch(number: u128) -> BatchId {
    BatchId::from_uuid(Uuid::from_u128(number))
}

fn waiting(number: u128) -> WaitingJob {
    WaitingJob {
        job: job_id(number),
        batch: batch(1),
        rank: Rank::normal(i64::try_from(number).unwrap() * 10),
        not_before: None,
        expires_at: None,
        needs: JobNeeds {
            engines: BTreeSet::from([EngineName::new("sketch")]),
            spec: RenderSpec {
                size: Size::new(1280, 720),
                frames: 48,
                fps: 24,
                steps: None,
                guidance: None,
                seed: 7,
            },
            lanes: BTreeSet::new(),
            prices: BTreeMap::new(),
            ceiling: Ceiling::Any,
        },
    }
}

fn board(changes: impl IntoIterator<Item = Change>) -> Board {
    let mut board = Board::new();
    changes.into_iter().for_each(|change| board.apply(change));
    board
}

#[test]
fn jobs_start_in_the_users_order_on_the_free_lanes() {
    let mut moved = waiting(3);
    moved.rank = Rank::normal(5);
    let mut board = board([
        lane("sketch", 1, 1920),
        lane("sketch", 2, 1920),
        Change::JobWaits(waiting(1)),
        Change::JobWaits(waiting(2)),
        Change::JobWaits(moved),
    ]);
    insta::assert_snapshot!(board.plan(NOW), @r#"
    lane "sketch-1": start job 00000000-0000-0000-0000-000000000003
    lane "sketch-2": start job 00000000-0000-0000-0000-000000000001
    wait for a change
    "#);
}

#[test]
fn a_job_that_fits_no_free_lane_does_not_hold_up_the_next() {
    let mut large = waiting(1);
    large.needs.engines.insert(EngineName::new("large"));
    large.needs.spec.size = Size::new(3840, 1080);
    let mut board = board([
        lane("large", 1, 3840),
        lane("sketch", 1, 1920),
        Change::LaneTaken {
            lane: lane_name("large", 1),
            job: job_id(9),
        },
        Change::JobWaits(large),
        Change::JobWaits(waiting(2)),
    ]);
    insta::assert_snapshot!(board.plan(NOW), @r#"
    lane "sketch-1": start job 00000000-0000-0000-0000-000000000002
    wait for a change
    "#);
}

#[test]
fn a_board_at_rest_names_what_the_user_has_not_chosen_first() {
    let mut stuck = waiting(2);
    stuck.batch = batch(2);
    stuck.needs.engines = BTreeSet::from([EngineName::new("gone")]);
    let mut board = board([lane("sketch", 1, 1920)]);
    assert_eq!(board.rests(NOW), None, "nothing waits");
    board.apply(Change::JobWaits(waiting(1)));
    board.apply(Change::JobWaits(stuck));
    assert_eq!(board.rests(NOW), None, "the first can start");
    board.apply(Change::BatchPaused {
        batch: batch(1),
        paused: true,
    });
    let wanted = vec![EngineName::new("gone")];
    assert_eq!(board.rests(NOW), Some(WaitReason::NoEngine { wanted }));
    board.apply(Change::JobLeft(job_id(2)));
    let paused = WaitReason::BatchPaused { batch: batch(1) };
    assert_eq!(board.rests(NOW), Some(paused));
}

#[test]
fn a_job_with_an_earliest_start_waits_for_it_and_wakes_the_plan() {
    let mut later = waiting(1);
    later.not_before = Some(Timestamp::from_ms(5_000));
    let mut board = board([lane("sketch", 1, 1920), Change::JobWaits(later)]);
    assert_eq!(board.plan(NOW).next_wake, Some(Timestamp::from_ms(5_000)));
    assert_eq!(
        board.explain(job_id(1), NOW),
        Some(WaitReason::NotBefore {
            at: Timestamp::from_ms(5_000)
        })
    );
    let plan = board.plan(Timestamp::from_ms(5_000));
    assert_eq!(plan.starts.len(), 1);
    assert_eq!(plan.next_wake, None);
}

#[test]
fn every_wait_names_its_cause() {
    let mut wide = waiting(3);
    wide.needs.spec.size = Size::new(3840, 720);
    let mut elsewhere = waiting(4);
    elsewhere.needs.engines = BTreeSet::from([EngineName::new("nvidia")]);
    let mut other_batch = waiting(5);
    other_batch.batch = batch(2);
    let mut board = board([
        lane("sketch", 1, 1920),
        Change::JobWaits(waiting(1)),
        Change::JobWaits(waiting(2)),
        Change::JobWaits(wide),
        Change::JobWaits(elsewhere),
        Change::JobWaits(other_batch),
        Change::BatchPaused {
            batch: batch(2),
            paused: true,
        },
    ]);
    let told = |board: &Board| {
        (1..=6)
            .map(|number| format!("{number}: {:?}\n", board.explain(job_id(number), NOW)))
            .collect::<String>()
    };
    insta::assert_snapshot!("every_wait", told(&board));
    board.apply(Change::LanePaused {
        lane: lane_name("sketch", 1),
        paused: true,
    });
    insta::assert_snapshot!("every_wait_on_a_paused_lane", told(&board));
    board.apply(Change::QueuePaused(true));
    assert_eq!(board.explain(job_id(1), NOW), Some(WaitReason::QueuePaused));
}

#[test]
fn a_paused_lane_stays_paused_while_its_engine_is_set_up_anew() {
    let paused = |paused| Change::LanePaused {
        lane: lane_name("sketch", 1),
        paused,
    };
    let mut board = board([
        paused(true),
        lane("sketch", 1, 1920),
        Change::JobWaits(waiting(1)),
    ]);
    assert_eq!(board.plan(NOW).starts, []);
    board.apply(Change::LaneDown(lane_name("sketch", 1)));
    board.apply(lane("sketch", 1, 1920));
    assert_eq!(board.plan(NOW).starts, []);
    board.apply(paused(false));
    assert_eq!(board.plan(NOW).starts.len(), 1);
}

/// A script of changes on a small world, kept as a model beside the board.
#[derive(Debug, Clone)]
enum Act {
    Queue {
        number: u128,
        rank: i64,
        both: bool,
        at: Option<i64>,
        expires: Option<i64>,
        batch: u128,
        priority: Priority,
    },
    Order(QueueOrder),
    /// What may still be spent on a batch, in renders on a large lane.
    Limit(u128, Option<i64>),
    Leave(u128),
    Finish(u32),
    PauseLane(u32, bool),
    PauseBatch(u128, bool),
    PauseQueue(bool),
    Plan(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let later = || prop::option::weighted(0.3, 0_i64..4_000);
    prop_oneof![
        6 => (1_u128..30, -50_i64..50, any::<bool>(), later(), later(), 1_u128..4, 0_usize..6).prop_map(
            |(number, rank, both, at, expires, batch, priority)| Act::Queue {
                number,
                rank,
                both,
                at,
                expires,
                batch,
                priority: Priority::ALL.get(priority).copied().unwrap_or_default(),
            }
        ),
        1 => (0_usize..3).prop_map(|order| Act::Order(QueueOrder::ALL[order])),
        1 => (1_u128..4, prop::option::of(0_i64..4)).prop_map(|(batch, left)| Act::Limit(batch, left)),
        1 => (1_u128..30).prop_map(Act::Leave),
        3 => (1_u32..5).prop_map(Act::Finish),
        1 => (1_u32..5, any::<bool>()).prop_map(|(lane, paused)| Act::PauseLane(lane, paused)),
        1 => (1_u128..4, any::<bool>()).prop_map(|(batch, paused)| Act::PauseBatch(batch, paused)),
        1 => any::<bool>().prop_map(Act::PauseQueue),
        4 => (0_i64..4_000).prop_map(Act::Plan),
    ]
}

/// What a render costs on a large lane.
const LARGE: Price = Price::About { micro_usd: 100 };

fn model_lane(number: u32) -> LaneName {
    lane_name(if number <= 2 { "sketch" } else { "large" }, number)
}

proptest! {
    #[test]
    fn the_plan_always_holds_its_promises(acts in prop::collection::vec(act(), 0..120)) {
        let lanes = || (1..=4).map(|number| {
            lane(if number <= 2 { "sketch" } else { "large" }, number, 1920)
        });
        let mut board = board(lanes());
        let mut jobs: BTreeMap<u128, WaitingJob> = BTreeMap::new();
        let mut running: BTreeMap<LaneName, JobId> = BTreeMap::new();
        let mut paused_lanes: BTreeSet<LaneName> = BTreeSet::new();
        let mut paused_batches: BTreeSet<BatchId> = BTreeSet::new();
        let mut paused = false;
        let mut order = QueueOrder::InOrder;
        let mut left: BTreeMap<BatchId, i64> = BTreeMap::new();
        let mut turns: Vec<BatchId> = Vec::new();
        let mut now = 0;
        for act in acts {
            match act {
                Act::Queue { number, rank, both, at, expires, batch: in_batch, priority } => {
                    if running.values().any(|job| *job == job_id(number)) {
                        continue;
                    }
                    let mut job = waiting(number);
                    job.rank = Rank { priority, place: rank };
                    job.batch = batch(in_batch);
                    job.needs.spec.frames = 10 + u32::try_from(number).unwrap() % 3;
                    job.not_before = at.map(Timestamp::from_ms);
                    job.expires_at = expires.map(Timestamp::from_ms);
                    if both {
                        job.needs.engines.insert(EngineName::new("large"));
                        job.needs.prices.insert(EngineName::new("large"), LARGE);
                    }
                    jobs.insert(number, job.clone());
                    board.apply(Change::JobWaits(job));
                }
                Act::Order(anew) => {
                    order = anew;
                    board.apply(Change::Order(order));
                }
                Act::Limit(number, renders) => {
                    let (batch, micro_usd) = (batch(number), renders.map(|count| count * LARGE.at_most()));
                    match micro_usd {
                        Some(micro_usd) => left.insert(batch, micro_usd),
                        None => left.remove(&batch),
                    };
                    board.apply(Change::BatchLeft { batch, left_micro_usd: micro_usd });
                }
                Act::Leave(number) => {
                    jobs.remove(&number);
                    board.apply(Change::JobLeft(job_id(number)));
                }
                Act::Finish(number) => {
                    if let Some(job) = running.remove(&model_lane(number)) {
                        board.apply(Change::LaneFree { lane: model_lane(number), job });
                    }
                }
                Act::PauseLane(number, on) => {
                    let lane = model_lane(number);
                    if on { paused_lanes.insert(lane.clone()); } else { paused_lanes.remove(&lane); }
                    board.apply(Change::LanePaused { lane, paused: on });
                }
                Act::PauseBatch(number, on) => {
                    let batch = batch(number);
                    if on { paused_batches.insert(batch); } else { paused_batches.remove(&batch); }
                    board.apply(Change::BatchPaused { batch, paused: on });
                }
                Act::PauseQueue(on) => {
                    paused = on;
                    board.apply(Change::QueuePaused(on));
                }
                Act::Plan(later) => {
                    now = now.max(later);
                    let at = Timestamp::from_ms(now);
                    let plan = board.plan(at);

                    // The same board plans the same twice, and so does one built from scratch.
                    prop_assert_eq!(&plan, &board.plan(at));
                    let mut fresh = Board::new();
                    lanes().for_each(|change| fresh.apply(change));
                    for job in jobs.values() {
                        fresh.apply(Change::JobWaits(job.clone()));
                    }
                    for (lane, job) in &running {
                        fresh.apply(Change::LaneTaken { lane: lane.clone(), job: *job });
                    }
                    for lane in &paused_lanes {
                        fresh.apply(Change::LanePaused { lane: lane.clone(), paused: true });
                    }
                    for batch in &paused_batches {
                        fresh.apply(Change::BatchPaused { batch: *batch, paused: true });
                    }
                    fresh.apply(Change::QueuePaused(paused));
                    fresh.apply(Change::Order(order));
                    for batch in &turns {
                        fresh.apply(Change::Started(*batch));
                    }
                    for (batch, left) in &left {
                        fresh.apply(Change::BatchLeft { batch: *batch, left_micro_usd: Some(*left) });
                    }
                    prop_assert_eq!(&plan, &fresh.plan(at));

                    // What has waited for as long as it may expires, and nothing else does.
                    let over = jobs.values().filter(|job| job.expires_at.is_some_and(|t| t <= at));
                    let over: Vec<JobId> = over.map(|job| job.job).collect();
                    prop_assert_eq!(&plan.expiries, &over);
                    let wakes = jobs.values().filter_map(|job| job.expires_at.filter(|t| *t > at));
                    prop_assert!(wakes.min().is_none_or(|t| plan.next_wake.is_some_and(|wake| wake <= t)));
                    for job in over {
                        prop_assert!(plan.starts.iter().all(|start| start.job != job));
                        jobs.remove(&job.uuid().as_u128());
                        board.apply(Change::JobLeft(job));
                    }

                    for start in &plan.starts {
                        let number = start.job.uuid().as_u128();
                        let job = &jobs[&number];
                        prop_assert!(!paused && !paused_batches.contains(&job.batch));
                        prop_assert!(!paused_lanes.contains(&start.lane));
                        prop_assert!(job.needs.engines.contains(&start.engine));
                        prop_assert!(job.not_before.is_none_or(|t| t <= at));
                        prop_assert!(running.insert(start.lane.clone(), start.job).is_none());
                        // The most urgent of those that could have had the lane.
                        let urgent = jobs.values().filter(|other| {
                            let due = other.not_before.is_none_or(|t| t <= at);
                            let own = due && !paused_batches.contains(&other.batch)
                                && other.needs.engines.contains(&start.engine);
                            own && !plan.starts.iter().any(|start| start.job == other.job)
                        });
                        let rank = job.rank.priority;
                        let paid = start.engine.as_str() == "large";
                        prop_assert!(paid || urgent.map(|other| other.rank.priority).all(|other| rank <= other));
                        let in_batch = job.batch;
                        if let Some(left) = left.get_mut(&in_batch).filter(|_| paid) {
                            prop_assert!(*left >= LARGE.at_most());
                            *left -= LARGE.at_most();
                            let left_micro_usd = Some(*left);
                            board.apply(Change::BatchLeft { batch: in_batch, left_micro_usd });
                        }
                        turns.retain(|batch| *batch != in_batch);
                        turns.push(in_batch);
                        board.apply(Change::Started(in_batch));
                        jobs.remove(&number);
                        board.apply(Change::JobLeft(start.job));
                        board.apply(Change::LaneTaken { lane: start.lane.clone(), job: start.job });
                    }

                    // The board rests when none of its jobs goes on by itself, and says why.
                    let reasons = jobs.values().filter_map(|job| board.explain(job.job, at));
                    let reasons: Vec<_> = reasons.collect();
                    let rests = board.rests(at);
                    let all = !reasons.is_empty() && reasons.iter().all(|why| !why.passes());
                    prop_assert_eq!(rests.is_some(), all);
                    prop_assert!(rests.is_none_or(|why| reasons.contains(&why)));

                    // No free lane is idle while a job that may start fits it, and every
                    // job that still waits has a reason.
                    for job in jobs.values() {
                        prop_assert!(board.explain(job.job, NOW).is_some());
                        if paused || paused_batches.contains(&job.batch)
                            || job.not_before.is_some_and(|t| t > at) {
                            continue;
                        }
                        for number in 1..=4 {
                            let lane = model_lane(number);
                            let engine = EngineName::new(if number <= 2 { "sketch" } else { "large" });
                            let spent = engine.as_str() == "large"
                                && left.get(&job.batch).is_some_and(|left| *left < LARGE.at_most());
                            prop_assert!(
                                spent || running.contains_key(&lane) || paused_lanes.contains(&lane)
                                    || !job.needs.engines.contains(&engine),
                                "{} is idle while {} waits", lane, job.job
                            );
                        }
                    }
                }
            }
        }
    }
}
