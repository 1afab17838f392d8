//! Lanes whose renders need a key.

use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::speed::RenderTime;
use worldreel_domain::wait::KeyWait;
use worldreel_keys::{KeyLabel, KeyRecord, Outcome, Permit, Provider};

use super::*;
use crate::LaneKeys;

fn nvidia() -> Provider {
    Provider::new("nvidia")
}

fn print(number: u32) -> KeyFingerprint {
    KeyFingerprint::new(format!("{number:016x}"))
}

fn at(ms: i64) -> Timestamp {
    Timestamp::from_ms(ms)
}

fn keyed(number: u32, among: Option<&[&str]>) -> Change {
    let Change::LaneUp(facts) = lane("cosmos", number, 1920) else {
        unreachable!("a lane");
    };
    Change::LaneUp(LaneFacts {
        keys: Some(LaneKeys {
            provider: nvidia(),
            among: among.map(|labels| labels.iter().copied().map(KeyLabel::new).collect()),
        }),
        ..facts
    })
}

fn for_cosmos(number: u128) -> Change {
    let mut job = waiting(number);
    job.needs.engines = BTreeSet::from([EngineName::new("cosmos")]);
    Change::JobWaits(job)
}

/// A board with three lanes of one engine, and so many keys.
fn with_keys(keys: u32) -> Board {
    let mut board = board((1..=3).map(|number| keyed(number, None)));
    for number in 1..=keys {
        let record = KeyRecord::new(KeyLabel::new(format!("key {number}")), print(number));
        board.keys_mut().ring(&nvidia()).add(record).unwrap();
    }
    board
}

/// Carries a plan out.
fn carry_out(board: &mut Board, now: Timestamp) -> Vec<(JobId, LaneName, Permit)> {
    let starts = board.plan(now).starts;
    let held = starts.into_iter().map(|start| {
        let ring = board.keys_mut().ring(&nvidia());
        let permit = ring.hold(&start.key.unwrap(), 0, now).unwrap();
        board.apply(Change::JobLeft(start.job));
        board.apply(Change::LaneTaken {
            lane: start.lane.clone(),
            job: start.job,
        });
        (start.job, start.lane, permit)
    });
    held.collect()
}

#[test]
fn as_many_jobs_start_as_there_are_keys() {
    let mut board = with_keys(2);
    (1..=3).for_each(|number| board.apply(for_cosmos(number)));
    insta::assert_snapshot!(board.plan(NOW), @r#"
    lane "cosmos-1": start job 00000000-0000-0000-0000-000000000001 with key 0000000000000001
    lane "cosmos-2": start job 00000000-0000-0000-0000-000000000002 with key 0000000000000002
    wait for a change
    "#);
    carry_out(&mut board, NOW);
    assert_eq!(board.plan(NOW).starts, []);
    // A key that is in use is no reason of its own.
    let why = board.explain(job_id(3), NOW);
    assert_eq!(why, Some(WaitReason::Turn { ahead: 0 }));
}

#[test]
fn a_resting_key_wakes_the_plan_and_is_the_reason_until_then() {
    let mut board = with_keys(1);
    board.apply(for_cosmos(1));
    let limited = Outcome::RateLimited {
        retry_after_ms: Some(9_000),
    };
    let ring = board.keys_mut().ring(&nvidia());
    ring.note(&print(1), limited, NOW, 0.5);
    let until = at(10_000);
    let plan = board.plan(NOW);
    assert_eq!((plan.starts.len(), plan.next_wake), (0, Some(until)));
    let why = |why| {
        let engines = vec![EngineName::new("cosmos")];
        Some(WaitReason::NoKey { engines, why })
    };
    let told = board.explain(job_id(1), NOW);
    assert_eq!(told, why(KeyWait::Cooling { until }));
    assert_eq!(board.plan(until).starts.len(), 1);

    board.keys_mut().ring(&nvidia()).remove(&print(1));
    let told = board.explain(job_id(1), NOW);
    assert_eq!(told, why(KeyWait::NoneSetUp));
}

#[test]
fn a_key_that_another_studio_has_is_passed_over_and_wakes_only_who_waits_for_it() {
    let mut board = with_keys(2);
    let taken = |board: &mut Board, number| {
        let ring = board.keys_mut().ring(&nvidia());
        ring.taken_elsewhere(&print(number), NOW, at(2_000))
    };
    board.apply(for_cosmos(1));
    assert!(taken(&mut board, 1));
    assert_eq!(board.plan(NOW).starts[0].key, Some(print(2)));
    assert!(taken(&mut board, 2));
    let plan = board.plan(NOW);
    assert_eq!((plan.starts.len(), plan.next_wake), (0, Some(at(2_000))));
    let told = board.explain(job_id(1), NOW).unwrap();
    assert_eq!(
        told.to_string(),
        "no key of cosmos can be used: another studio on this computer uses the key key 1"
    );
    assert!(told.passes());
    assert_eq!(board.plan(at(2_000)).starts[0].key, Some(print(1)));
    board.apply(Change::JobLeft(job_id(1)));
    assert_eq!(board.plan(NOW).next_wake, None, "nobody waits for it");
}

#[test]
fn an_engine_uses_only_the_keys_that_it_was_given() {
    let mut board = with_keys(2);
    board.apply(keyed(1, Some(&["key 2"])));
    board.apply(for_cosmos(1));
    let start = &board.plan(NOW).starts[0];
    assert_eq!(start.key, Some(print(2)));
}

#[test]
fn a_free_lane_without_a_key_does_not_hold_up_one_that_needs_none() {
    let mut board = with_keys(0);
    board.apply(lane("sketch", 1, 1920));
    let mut either = waiting(1);
    either.needs.engines.insert(EngineName::new("cosmos"));
    board.apply(Change::JobWaits(either));
    let start = &board.plan(NOW).starts[0];
    assert_eq!((start.lane.as_str(), &start.key), ("sketch-1", &None));
}

#[test]
fn a_forecast_counts_keys_and_not_only_lanes() {
    let mut board = with_keys(2);
    (1..=4).for_each(|number| board.apply(for_cosmos(number)));
    let limited = Outcome::RateLimited {
        retry_after_ms: Some(5_000),
    };
    let ring = board.keys_mut().ring(&nvidia());
    ring.note(&print(2), limited, NOW, 0.5);
    let second = std::time::Duration::from_secs(1);
    let forecast = board.forecast(&[], |_, _| Some(RenderTime::exactly(second)), NOW);
    let starts: Vec<_> = forecast
        .slots
        .iter()
        .map(|slot| slot.starts_at.ms())
        .collect();
    assert_eq!(starts, [1_000, 2_000, 3_000, 4_000]);
}

#[derive(Debug, Clone)]
enum Act {
    Queue,
    /// Ends the render of that lane, with what it says about its key.
    End(usize, Outcome),
    /// Another studio is seen to have what is left of that key, for so long.
    Elsewhere(u32, i64),
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let outcome = prop_oneof![
        4 => Just(Outcome::Success),
        3 => prop::option::of(1_i64..5_000)
            .prop_map(|retry_after_ms| Outcome::RateLimited { retry_after_ms }),
        1 => Just(Outcome::Refused),
    ];
    prop_oneof![
        3 => Just(Act::Queue),
        4 => (0_usize..3, outcome).prop_map(|(lane, outcome)| Act::End(lane, outcome)),
        2 => (1_u32..4, 1_i64..3_000).prop_map(|(key, ms)| Act::Elsewhere(key, ms)),
        2 => (0_i64..4_000).prop_map(Act::Wait),
    ]
}

proptest! {
    #[test]
    fn no_job_starts_without_a_ready_key_and_none_waits_beside_one(
        keys in 0_u32..4,
        wide in any::<bool>(),
        acts in prop::collection::vec(act(), 0..100),
    ) {
        let mut board = with_keys(0);
        for number in 1..=keys {
            let mut record = KeyRecord::new(KeyLabel::new(format!("key {number}")), print(number));
            record.width = worldreel_keys::Width { max: 2, now: if wide { 2 } else { 1 }, run: 0 };
            board.keys_mut().ring(&nvidia()).add(record).unwrap();
        }
        let mut under_way: Vec<(JobId, LaneName, Permit)> = Vec::new();
        let (mut now, mut queued) = (0, 0);
        // How many places of a key others have, and until when.
        let mut elsewhere: BTreeMap<KeyFingerprint, (u32, i64)> = BTreeMap::new();
        for act in acts {
            match act {
                Act::Queue => {
                    queued += 1;
                    board.apply(for_cosmos(queued));
                }
                Act::End(index, outcome) => if index < under_way.len() {
                    let (job, lane, permit) = under_way.remove(index);
                    board.apply(Change::LaneFree { lane, job });
                    let ring = board.keys_mut().ring(&nvidia());
                    prop_assert!(ring.report(&permit, outcome, at(now), 0.5));
                },
                Act::Elsewhere(number, ms) => {
                    let ring = board.keys_mut().ring(&nvidia());
                    if ring.key(&print(number)).is_some() {
                        ring.taken_elsewhere(&print(number), at(now), at(now + ms));
                        let width = ring.key(&print(number)).map_or(0, |key| key.width.now);
                        let places = width.saturating_sub(ring.under_way(&print(number)));
                        elsewhere.insert(print(number), (places, now + ms));
                    }
                }
                Act::Wait(ms) => now += ms,
            }
            elsewhere.retain(|_, (_, until)| *until > now);
            let wake = board.plan(at(now)).next_wake;
            let ready: Vec<_> = board.keys().get(&nvidia()).into_iter()
                .flat_map(worldreel_keys::KeyRing::keys)
                .filter(|key| key.health.usable(at(now)))
                .map(|key| (key.fingerprint.clone(), key.width.now))
                .collect();
            for start in carry_out(&mut board, at(now)) {
                prop_assert!(ready.iter().any(|(print, _)| print == start.2.fingerprint()));
                under_way.push(start);
            }
            for (print, width) in &ready {
                let out = under_way.iter().filter(|(_, _, permit)| permit.fingerprint() == print);
                let others = elsewhere.get(print).map_or(0, |(places, _)| *places);
                let out = u32::try_from(out.count()).unwrap();
                prop_assert!(out <= *width, "more than its width is under way with a key");
                let free = out + others < *width;
                prop_assert!(
                    !free || board.waiting() == 0 || under_way.len() == 3,
                    "a lane and a key are idle while a job waits"
                );
            }
            if board.waiting() > 0 && under_way.is_empty() {
                let healing = board.keys().get(&nvidia()).and_then(|ring| ring.next_wake(at(now)));
                prop_assert_eq!(wake, healing, "nobody would wake for the job that waits");
            }
        }
    }
}
