//! Engines that are away.

use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::speed::RenderTime;
use worldreel_domain::wait::EngineWait;

use super::*;

fn at(ms: i64) -> Timestamp {
    Timestamp::from_ms(ms)
}

fn sketch() -> EngineName {
    EngineName::new("sketch")
}

fn failure(class: FailureClass) -> Failure {
    Failure {
        class,
        message: format!("it is {}", class.name()),
        provider_said: None,
        retry: Retry::Again,
        billed: Billed::No,
        next_step: WayOut::TestEngine,
    }
}

/// Lets this job's order fail, with a jitter that leaves rests as they are.
fn fails(board: &mut Board, number: u128, class: FailureClass, now: i64) {
    let away = board.away_mut();
    away.note(
        &sketch(),
        job_id(number),
        Err(&failure(class)),
        at(now),
        0.5,
    );
}

/// Carries a plan out, and says which jobs it started.
fn carry_out(board: &mut Board, now: i64) -> Vec<u128> {
    let starts = board.plan(at(now)).starts;
    let started = starts.into_iter().map(|start| {
        board.apply(Change::JobLeft(start.job));
        let (lane, job) = (start.lane, start.job);
        board.apply(Change::LaneTaken { lane, job });
        board.away_mut().sent(&start.engine, job);
        job.uuid().as_u128()
    });
    started.collect()
}

/// Lets the order of a job that runs fail, and the job wait again.
fn comes_back(board: &mut Board, number: u128, class: FailureClass, now: i64) {
    fails(board, number, class, now);
    wait_again(board, number);
}

fn wait_again(board: &mut Board, number: u128) {
    let job = job_id(number);
    let lanes = board.lanes().filter(|(_, _, jobs)| jobs.contains(&job));
    let lanes: Vec<LaneName> = lanes.map(|(facts, _, _)| facts.lane.clone()).collect();
    for lane in lanes {
        board.apply(Change::LaneFree { lane, job });
    }
    board.apply(Change::JobWaits(waiting(number)));
}

/// Two lanes and three jobs of an engine that has just turned the first two away.
fn turned_away() -> Board {
    let mut board = board([lane("sketch", 1, 1920), lane("sketch", 2, 1920)]);
    (1..=3).for_each(|number| board.apply(Change::JobWaits(waiting(number))));
    assert_eq!(carry_out(&mut board, 0), [1, 2]);
    comes_back(&mut board, 1, FailureClass::Unreachable, 0);
    comes_back(&mut board, 2, FailureClass::Unreachable, 10);
    board
}

#[test]
fn an_engine_that_is_away_rests_for_all_and_then_one_job_tries_it() {
    let mut board = turned_away();
    let plan = board.plan(at(1_999));
    assert_eq!((plan.starts.len(), plan.next_wake), (0, Some(at(2_000))));
    // The first has tried it in vain; the second was sent before the rest, and may try.
    assert_eq!(carry_out(&mut board, 2_000), [2]);
    let plan = board.plan(at(2_000));
    assert_eq!((plan.starts.len(), plan.next_wake), (0, None));
    board
        .away_mut()
        .note(&sketch(), job_id(2), Ok(()), at(2_100), 0.5);
    assert_eq!(carry_out(&mut board, 2_100), [1]);
}

#[test]
fn each_rest_is_a_quarter_longer_and_only_who_tries_lengthens_it() {
    let mut board = turned_away();
    assert_eq!(carry_out(&mut board, 2_000), [2]);
    // Job 1 was sent before: that it fails once more is no news.
    fails(&mut board, 1, FailureClass::Unreachable, 2_000);
    comes_back(&mut board, 2, FailureClass::Unreachable, 2_000);
    assert_eq!(board.plan(at(4_499)).next_wake, Some(at(4_500)));
    let mut now = 4_500;
    for _ in 0..40 {
        let tries = carry_out(&mut board, now);
        assert_eq!(tries.len(), 1);
        comes_back(&mut board, tries[0], FailureClass::Unreachable, now);
        now = board.plan(at(now)).next_wake.unwrap().ms();
    }
    let tries = carry_out(&mut board, now);
    comes_back(&mut board, tries[0], FailureClass::Unreachable, now);
    let wake = board.plan(at(now)).next_wake.unwrap().ms();
    assert_eq!(wake - now, 300_000);
    board.away_mut().forget(&sketch());
    assert_eq!(carry_out(&mut board, now), [1, 2]);
}

#[test]
fn an_engine_without_a_free_machine_rests_longer() {
    let mut board = turned_away();
    let tries = carry_out(&mut board, 2_000);
    comes_back(&mut board, tries[0], FailureClass::QueueFull, 2_000);
    // The second in a row.
    assert_eq!(board.plan(at(2_000)).next_wake, Some(at(2_000 + 37_500)));
}

#[test]
fn what_only_the_engine_answers_ends_the_rest_and_what_says_nothing_frees_the_place() {
    let mut board = turned_away();
    assert_eq!(carry_out(&mut board, 2_000), [2]);
    comes_back(&mut board, 2, FailureClass::Timeout, 2_500);
    assert_eq!(carry_out(&mut board, 2_500), [2], "it is one again");
    comes_back(&mut board, 2, FailureClass::InvalidInput, 2_600);
    assert_eq!(carry_out(&mut board, 2_600), [1, 2]);
}

#[test]
fn a_job_that_lets_go_of_its_lane_no_longer_tries_the_engine() {
    let mut board = turned_away();
    assert_eq!(carry_out(&mut board, 2_000), [2]);
    board.apply(Change::LaneFree {
        lane: lane_name("sketch", 1),
        job: job_id(2),
    });
    assert_eq!(carry_out(&mut board, 2_000), [3]);
}

#[test]
fn who_has_tried_in_vain_lets_the_others_try_first() {
    let mut board = turned_away();
    for (now, tries) in [(2_000, 2), (10_000, 3), (20_000, 1)] {
        assert_eq!(carry_out(&mut board, now), [tries]);
        comes_back(&mut board, tries, FailureClass::Unreachable, now);
    }
}

#[test]
fn a_job_that_may_run_elsewhere_goes_there_at_once() {
    let mut board = turned_away();
    board.apply(lane("large", 1, 1920));
    let mut either = waiting(2);
    either.needs.engines.insert(EngineName::new("large"));
    board.apply(Change::JobWaits(either));
    assert_eq!(carry_out(&mut board, 10), [2]);
}

#[test]
fn a_wait_for_an_engine_names_it_and_what_failed_and_until_when() {
    let mut board = turned_away();
    let wait = |until| EngineWait {
        class: FailureClass::Unreachable,
        message: "it is unreachable".into(),
        until,
    };
    let told = |why| {
        let engines = vec![sketch()];
        Some(WaitReason::EngineAway { engines, why })
    };
    let until = Some(at(2_000));
    assert_eq!(board.explain(job_id(3), NOW), told(wait(until)));
    assert_eq!(board.away().wait(&sketch(), NOW), Some(wait(until)));
    assert_eq!(board.rests(NOW), None, "it goes on by itself");
    assert_eq!(carry_out(&mut board, 2_000), [2]);
    let why = board.explain(job_id(3), at(2_000));
    assert_eq!(why, told(wait(None)));
    assert_eq!(
        why.unwrap().to_string(),
        "sketch takes nothing now: it is unreachable; it is being tried again"
    );
    // A lane whose engine is there is worth waiting for.
    board.apply(lane("large", 1, 1920));
    let mut either = waiting(3);
    either.needs.engines.insert(EngineName::new("large"));
    board.apply(Change::JobWaits(either));
    let why = board.explain(job_id(3), at(2_000));
    assert_eq!(why, Some(WaitReason::Turn { ahead: 1 }));
}

#[test]
fn a_clock_that_is_set_back_ends_the_rest() {
    let mut board = turned_away();
    comes_back(&mut board, 3, FailureClass::Unreachable, 0);
    assert_eq!(carry_out(&mut board, -1), [2]);
}

#[test]
fn a_paused_lane_and_a_rest_nobody_waits_for_wake_nobody() {
    let mut board = turned_away();
    for number in 1..=2 {
        board.apply(Change::LanePaused {
            lane: lane_name("sketch", number),
            paused: true,
        });
    }
    assert_eq!(board.plan(NOW).next_wake, None);
    let mut board = turned_away();
    (1..=3).for_each(|number| board.apply(Change::JobLeft(job_id(number))));
    assert_eq!(board.plan(NOW).next_wake, None);
}

#[test]
fn a_forecast_begins_when_the_engine_is_tried_again() {
    let board = turned_away();
    let second = RenderTime::exactly(std::time::Duration::from_secs(1));
    let forecast = board.forecast(&[], |_, _| Some(second), NOW);
    let starts = forecast.slots.iter().map(|slot| slot.starts_at.ms());
    assert_eq!(starts.collect::<Vec<_>>(), [2_000, 2_000, 3_000]);
}

#[derive(Debug, Clone)]
enum Act {
    Queue,
    /// The order of the job that was started so many ends like this.
    End(usize, Option<FailureClass>),
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let ends = prop_oneof![
        1 => Just(None),
        4 => Just(Some(FailureClass::Unreachable)),
        1 => Just(Some(FailureClass::QueueFull)),
        1 => Just(Some(FailureClass::Timeout)),
    ];
    prop_oneof![
        2 => Just(Act::Queue),
        4 => (0_usize..3, ends).prop_map(|(job, end)| Act::End(job, end)),
        3 => (0_i64..4_000).prop_map(Act::Wait),
    ]
}

proptest! {
    #[test]
    fn nobody_asks_an_engine_that_rests_and_one_asks_after_it(
        acts in prop::collection::vec(act(), 0..120),
    ) {
        let mut board = board((1..=3).map(|number| lane("sketch", number, 1920)));
        let mut under_way: Vec<u128> = Vec::new();
        let (mut now, mut queued) = (0, 0);
        // Since when and for how long at least, and who tries.
        let mut rest: Option<(i64, Option<u128>)> = None;
        for act in acts {
            match act {
                Act::Queue => {
                    queued += 1;
                    board.apply(Change::JobWaits(waiting(queued)));
                }
                Act::End(index, end) => if index < under_way.len() {
                    let number = under_way.remove(index);
                    let tries = rest.is_none_or(|(_, tries)| tries == Some(number));
                    match end {
                        None => {
                            board.away_mut().note(&sketch(), job_id(number), Ok(()), at(now), 0.5);
                            rest = None;
                        }
                        Some(class) => {
                            fails(&mut board, number, class, now);
                            match class {
                                FailureClass::Timeout if tries => {
                                    rest = rest.map(|(until, _)| (until, None));
                                }
                                FailureClass::Unreachable if tries => rest = Some((now + 2_000, None)),
                                FailureClass::QueueFull if tries => rest = Some((now + 30_000, None)),
                                _ => {}
                            }
                        }
                    }
                    wait_again(&mut board, number);
                },
                Act::Wait(ms) => now += ms,
            }
            let wake = board.plan(at(now)).next_wake;
            let started = carry_out(&mut board, now);
            let resting = rest.is_some_and(|(until, _)| now < until);
            prop_assert!(!resting || started.is_empty(), "{started:?} ask an engine that rests");
            if let Some((_, tries)) = &mut rest {
                let before = tries.take();
                prop_assert!(before.is_none() || started.is_empty());
                prop_assert!(started.len() <= 1, "{started:?} try it together");
                *tries = before.or(started.first().copied());
            }
            under_way.extend(&started);
            let free = under_way.len() < 3 && board.waiting() > 0;
            let trying = rest.is_some_and(|(_, tries)| tries.is_some());
            if free && !trying {
                prop_assert!(wake.is_some(), "nobody would wake for the jobs that wait");
            }
        }
    }
}
