//! Nights with fixed seeds, nights by chance, and mistakes made on purpose.

use std::collections::BTreeMap;

use proptest::prelude::*;
use worldreel_domain::job::JobStateName;
use worldreel_sim::{Slip, Stats, World, make, measure, play};

/// In how many nights a mistake must be found.
const NIGHTS: u64 = 400;
/// Nights in which the rarest of them show; looked at first, to save time.
const RARE: [u64; 2] = [96, 648];

#[test]
fn the_rules_hold_in_150_nights() {
    let mut all = Stats::default();
    for seed in 0..150 {
        match play(seed, None) {
            Ok(stats) => all.add(&stats),
            Err(broken) => panic!("{broken}"),
        }
    }
    // Nights in which nothing goes wrong would prove nothing.
    for state in [
        JobStateName::Queued,
        JobStateName::Preparing,
        JobStateName::Submitting,
        JobStateName::Running,
        JobStateName::Fetching,
        JobStateName::InDoubt,
        JobStateName::Held,
        JobStateName::Undecided,
    ] {
        let count = all.at_crashes.get(&state).copied().unwrap_or(0);
        assert!(count >= 5, "{count} jobs were {state} at a crash");
    }
    for answer in ["auth", "out_of_credit", "rate_limited", "unreachable"] {
        let count = all.answers.get(answer).copied().unwrap_or(0);
        assert!(count >= 5, "{count} requests were answered with {answer}");
    }
}

#[test]
fn a_night_is_played_the_same_twice() {
    for seed in [3, 77] {
        assert_eq!(play(seed, None).unwrap(), play(seed, None).unwrap());
    }
}

#[test]
fn every_mistake_is_found() {
    let nights = || RARE.into_iter().chain(0..NIGHTS);
    let found = |slip: Slip| nights().find(|seed| play(*seed, Some(slip)).is_err());
    let missed: Vec<Slip> = Slip::ALL
        .into_iter()
        .filter(|slip| found(*slip).is_none())
        .collect();
    assert_eq!(missed, []);
}

#[test]
fn a_broken_rule_is_told_with_its_seed_and_the_steps_before() {
    let broken = (0..100).find_map(|seed| play(seed, Some(Slip::ForgetKey)).err());
    let told = broken.unwrap().to_string();
    assert!(told.contains("under way"), "{told}");
    assert!(told.lines().count() > 5, "{told}");
    assert!(told.lines().last().unwrap().starts_with("night "), "{told}");
}

#[test]
fn the_forecast_of_a_calm_night_is_what_then_happens() {
    for seed in 0..60 {
        let mut world = World::new(make::calm_night(seed), None);
        world.advance(0).unwrap();
        let told = measure::forecast(&world).unwrap();
        let begins_ms = world.clocks().now.ms();
        let world = world.play().unwrap_or_else(|broken| panic!("{broken}"));
        let mut happened: BTreeMap<_, _> = BTreeMap::new();
        for (attempt, render) in &world.outside.renders {
            let lane = world.disk.attempts[attempt].lease.lane.clone();
            happened.insert(render.job, (lane, render.began_ms, render.ends_ms));
        }
        for slot in &told.slots {
            let (starts, ends) = (slot.starts_at.ms(), slot.ends_at.ms());
            let said = (slot.lane.clone(), starts - begins_ms, ends - begins_ms);
            assert_eq!(Some(&said), happened.get(&slot.job), "night {seed}");
        }
        if told.slots.len() == happened.len() {
            let last = happened.values().map(|(_, _, ends)| *ends).max();
            let said = told.ends_at.map(|at| at.ms() - begins_ms);
            assert_eq!(said, last, "night {seed}");
        }
    }
}

#[test]
fn nothing_is_lost_against_a_list_schedule_without_overhead() {
    let figure = measure::makespan(25);
    assert_eq!((figure.each.len(), figure.worst()), (25, 1.0));
    assert!(figure.each[0] >= 1.0, "{figure}");
}

#[test]
fn keys_that_are_told_when_to_come_back_lose_no_time() {
    let figure = measure::storm(25, true);
    assert_eq!((figure.each.len(), figure.worst()), (25, 1.0));
}

#[test]
fn keys_that_are_told_nothing_lose_little_and_ask_seldom() {
    let (lost, refused) = (measure::storm(25, false), measure::storm_refusals(25));
    assert_eq!((lost.each.len(), refused.each.len()), (25, 25));
    assert!(lost.median() <= 1.05, "{lost}");
    assert!(refused.median() <= 3.5, "{refused}");
}

#[test]
fn an_engine_that_is_away_is_asked_seldom_and_back_soon() {
    let (asked, lost) = (measure::night_away(10), measure::lost_after_absence(25));
    assert_eq!((asked.each.len(), lost.each.len()), (10, 25));
    assert!(asked.worst() <= 130.0, "{asked}");
    assert!(lost.median() <= 0.25, "{lost}");
}

#[test]
fn the_end_of_renders_that_differ_is_told_to_a_tenth_at_half_way() {
    let figure = measure::forecast_error(100);
    assert_eq!(figure.each.len(), 100);
    assert!(figure.median() <= 0.1, "{figure}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_rules_hold_in_any_night(seed in any::<u64>()) {
        if let Err(broken) = play(seed, None) {
            return Err(TestCaseError::fail(broken.to_string()));
        }
    }
}
