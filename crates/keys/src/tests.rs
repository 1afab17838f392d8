use std::collections::BTreeMap;

use proptest::prelude::*;
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;

use super::*;

fn at(ms: i64) -> Timestamp {
    Timestamp::from_ms(ms)
}

fn print(n: usize) -> KeyFingerprint {
    KeyFingerprint::new(format!("{n:016x}"))
}

fn ring(keys: usize) -> KeyRing {
    let mut ring = KeyRing::new();
    for n in 0..keys {
        ring.add(KeyRecord::new(KeyLabel::new(format!("key {n}")), print(n)))
            .unwrap();
    }
    ring
}

#[test]
fn the_first_ready_key_in_order_is_taken() {
    let mut ring = ring(3);
    let first = ring.acquire(at(0)).unwrap();
    let second = ring.acquire(at(0)).unwrap();
    assert_eq!(
        (first.fingerprint(), second.fingerprint()),
        (&print(0), &print(1))
    );
    assert!(ring.report(&first, Outcome::Success, at(1), 0.5));
    assert_eq!(ring.acquire(at(1)).unwrap().fingerprint(), &print(0));
}

#[test]
fn an_empty_ring_says_that_no_key_is_set_up() {
    let refusal = KeyRing::new().acquire(at(0)).unwrap_err();
    assert_eq!(refusal.why, NoKeyReason::NoneSetUp);
    assert_eq!(refusal.to_string(), "no key is set up");
}

#[test]
fn one_key_can_be_in_the_ring_only_once() {
    let mut ring = ring(1);
    let again = KeyRecord::new(KeyLabel::new("the same again"), print(0));
    assert_eq!(
        ring.add(again).unwrap_err().to_string(),
        "this key is already in the ring as key 0"
    );
}

#[test]
fn a_run_of_limits_makes_the_rest_longer_and_a_success_ends_it() {
    let mut ring = ring(1);
    let mut now = at(0);
    let mut rests = Vec::new();
    let outcomes = [
        Outcome::RateLimited {
            retry_after_ms: None,
        },
        Outcome::RateLimited {
            retry_after_ms: None,
        },
        Outcome::OtherFailure,
        Outcome::RateLimited {
            retry_after_ms: None,
        },
        Outcome::Success,
        Outcome::RateLimited {
            retry_after_ms: None,
        },
    ];
    for outcome in outcomes {
        let permit = ring.acquire(now).unwrap();
        ring.report(&permit, outcome, now, 0.5);
        if let Some(wake) = ring.next_wake(now) {
            rests.push(wake.ms() - now.ms());
            now = wake;
        }
    }
    assert_eq!(rests, [3_000, 3_750, 4_687, 3_000]);
}

#[test]
fn a_refused_and_an_empty_key_wait_for_the_user() {
    let mut ring = ring(2);
    for outcome in [Outcome::Refused, Outcome::OutOfCredit] {
        let permit = ring.acquire(at(0)).unwrap();
        ring.report(&permit, outcome, at(0), 0.5);
    }
    let refusal = ring.acquire(at(1)).unwrap_err();
    assert_eq!(refusal.earliest, Some(at(pace::PARKED_MS)));
    assert_eq!(
        refusal.to_string(),
        "no key can be used: 1 not accepted, 1 without credit"
    );
    assert!(ring.restore(&print(1)));
    assert_eq!(ring.acquire(at(0)).unwrap().fingerprint(), &print(1));
}

#[test]
fn a_permit_of_a_key_that_was_removed_and_added_again_is_an_old_one() {
    let mut ring = ring(1);
    let old = ring.acquire(at(0)).unwrap();
    let record = ring.remove(&print(0)).unwrap();
    ring.add(record).unwrap();
    let new = ring.acquire(at(0)).unwrap();
    assert!(!ring.report(&old, Outcome::Refused, at(0), 0.5));
    assert_eq!(ring.acquire(at(0)).unwrap_err().why, NoKeyReason::Busy);
    assert!(ring.report(&new, Outcome::Success, at(0), 0.5));
}

#[test]
fn a_key_without_credit_is_tried_again_a_day_later() {
    let mut ring = ring(1);
    let permit = ring.acquire(at(0)).unwrap();
    ring.report(&permit, Outcome::OutOfCredit, at(0), 0.5);
    assert!(ring.acquire(at(pace::PARKED_MS - 1)).is_err());
    assert!(ring.acquire(at(pace::PARKED_MS)).is_ok());
}

fn used(ring: &mut KeyRing, count: usize) -> Vec<String> {
    let mut labels = Vec::new();
    for n in 0..count {
        let now = at(i64::try_from(n).unwrap());
        let permit = ring.acquire(now).unwrap();
        labels.push(permit.label().as_str().to_owned());
        ring.report(&permit, Outcome::Success, now, 0.5);
    }
    labels
}

#[test]
fn keys_are_used_in_order_in_turn_or_evenly() {
    let mut in_turn = ring(3);
    in_turn.set_order(KeyOrder::RoundRobin);
    let turns = used(&mut in_turn, 4);
    assert_eq!(turns, ["key 0", "key 1", "key 2", "key 0"]);
    let mut evenly = ring(2);
    used(&mut evenly, 2);
    evenly.set_order(KeyOrder::LeastUsed);
    assert_eq!(used(&mut evenly, 3), ["key 1", "key 1", "key 0"]);
    assert_eq!(used(&mut ring(2), 2), ["key 0", "key 0"]);
}

#[test]
fn only_the_keys_that_were_named_are_used() {
    let mut ring = ring(2);
    let among = [KeyLabel::new("key 1")].into();
    let ask = Ask {
        among: Some(&among),
        micro_usd: 0,
    };
    assert_eq!(
        ring.acquire_for(&ask, at(0)).unwrap().fingerprint(),
        &print(1)
    );
    let refusal = ring.acquire_for(&ask, at(0)).unwrap_err();
    assert_eq!((refusal.why, refusal.earliest), (NoKeyReason::Busy, None));
    let none = [KeyLabel::new("key 7")].into();
    let ask = Ask {
        among: Some(&none),
        micro_usd: 0,
    };
    assert_eq!(ring.no_key(&ask, at(0)).why, NoKeyReason::NoneSetUp);
}

#[test]
fn a_days_limit_holds_until_the_day_is_over() {
    let mut ring = KeyRing::new();
    let mut record = KeyRecord::new(KeyLabel::new("key"), print(0));
    record.spend.cap_micro_usd = Some(100);
    ring.add(record).unwrap();
    let ask = |micro_usd| Ask {
        among: None,
        micro_usd,
    };
    let permit = ring.acquire_for(&ask(60), at(0)).unwrap();
    ring.report(&permit, Outcome::Success, at(1), 0.5);
    let refusal = ring.acquire_for(&ask(60), at(2)).unwrap_err();
    assert_eq!(refusal.why, NoKeyReason::Capped);
    assert_eq!(refusal.earliest, Some(at(86_400_000)));
    // Not even tomorrow.
    assert_eq!(ring.no_key(&ask(101), at(2)).earliest, None);
    // It was not billed.
    assert!(ring.correct_spend(&print(0), -60, at(3)));
    assert!(ring.acquire_for(&ask(60), at(4)).is_ok());
}

#[test]
fn what_was_spent_is_taken_from_the_books_after_a_crash() {
    let mut ring = ring(1);
    assert!(ring.set_spent(&print(0), 90, at(5)));
    assert_eq!(ring.key(&print(0)).unwrap().spend.today(at(6)), 90);
    assert!(ring.set_spent(&print(0), 40, at(7)));
    assert_eq!(ring.key(&print(0)).unwrap().spend.today(at(8)), 40);
    assert!(!ring.set_spent(&print(1), 40, at(7)));
}

#[test]
fn a_wide_key_has_several_requests_and_a_late_limit_heals_no_refusal() {
    let mut ring = KeyRing::new();
    let mut record = KeyRecord::new(KeyLabel::new("key"), print(0));
    record.width = Width {
        max: 2,
        now: 2,
        run: 0,
    };
    ring.add(record).unwrap();
    let one = ring.acquire(at(0)).unwrap();
    let two = ring.acquire(at(0)).unwrap();
    assert_eq!(ring.under_way(&print(0)), 2);
    assert_eq!(ring.acquire(at(0)).unwrap_err().why, NoKeyReason::Busy);
    ring.report(&one, Outcome::Refused, at(1), 0.5);
    let limited = Outcome::RateLimited {
        retry_after_ms: None,
    };
    ring.report(&two, limited, at(2), 0.5);
    let health = ring.key(&print(0)).unwrap().health;
    assert!(matches!(health, KeyHealth::Benched { .. }), "{health:?}");
}

#[test]
fn what_another_studio_has_is_not_given_out_until_it_is_looked_at_anew() {
    let mut ring = KeyRing::new();
    let mut record = KeyRecord::new(KeyLabel::new("key"), print(0));
    record.width = Width {
        max: 3,
        now: 3,
        run: 0,
    };
    ring.add(record).unwrap();
    let own = ring.acquire(at(0)).unwrap();
    // Two of three places.
    assert!(ring.taken_elsewhere(&print(0), at(0), at(1_000)));
    let refusal = ring.acquire(at(1)).unwrap_err();
    assert_eq!(
        (&refusal.why, refusal.earliest),
        (&NoKeyReason::Busy, Some(at(1_000)))
    );
    assert!(ring.report(&own, Outcome::Success, at(2), 0.5));
    let own = ring.acquire(at(2)).unwrap();
    assert!(
        !ring.taken_elsewhere(&print(0), at(3), at(1_003)),
        "no news"
    );
    assert!(ring.report(&own, Outcome::Success, at(4), 0.5));
    assert_eq!(ring.next_wake(at(4)), None, "one place is free");
    assert!(ring.acquire(at(1_003)).is_ok());
    assert!(ring.acquire(at(1_003)).is_ok());
    ring.had_here(&print(0));
    assert!(
        ring.taken_elsewhere(&print(0), at(1_004), at(2_004)),
        "news"
    );
    assert!(!ring.taken_elsewhere(&print(7), at(0), at(1)));
}

#[test]
fn a_key_that_another_studio_has_is_named() {
    let mut ring = ring(1);
    ring.taken_elsewhere(&print(0), at(5_000), at(6_000));
    let refusal = ring.acquire(at(5_000)).unwrap_err();
    assert_eq!(refusal.earliest, Some(at(6_000)));
    assert_eq!(
        refusal.to_string(),
        "another studio on this computer uses the key key 0"
    );
    // A clock that is set back by an hour keeps nobody waiting for one.
    assert!(ring.acquire(at(4_999)).is_ok());
}

#[test]
fn keys_are_put_in_another_order() {
    let mut ring = ring(3);
    ring.place(&[print(2)]);
    let labels: Vec<_> = ring.keys().map(|key| key.label.as_str()).collect();
    assert_eq!(labels, ["key 2", "key 0", "key 1"]);
}

#[test]
fn a_key_is_held_again_after_a_restart_however_it_is() {
    let mut ring = ring(1);
    ring.note(&print(0), Outcome::Refused, at(0), 0.5);
    let permit = ring.hold(&print(0), 0, at(1)).unwrap();
    assert!(!ring.key(&print(0)).unwrap().health.usable(at(1)));
    assert!(ring.give_back(&permit));
    assert!(!ring.give_back(&permit));
    assert!(ring.hold(&print(5), 0, at(1)).is_none());
}

/// What a test does with a ring.
#[derive(Debug, Clone)]
enum Act {
    Acquire,
    /// Reports the permit given so many permits ago, perhaps an old one.
    Report(usize, Outcome),
    Restore(usize),
    Replace(usize),
    /// Another studio is seen to have what is left of a key, for so long.
    Elsewhere(usize, i64),
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let outcome = prop_oneof![
        3 => Just(Outcome::Success),
        3 => proptest::option::of(-10_i64..100_000)
            .prop_map(|retry_after_ms| Outcome::RateLimited { retry_after_ms }),
        1 => Just(Outcome::Refused),
        1 => Just(Outcome::OutOfCredit),
        1 => Just(Outcome::OtherFailure),
    ];
    prop_oneof![
        4 => Just(Act::Acquire),
        4 => (0_usize..5, outcome).prop_map(|(back, outcome)| Act::Report(back, outcome)),
        1 => (0_usize..4).prop_map(Act::Restore),
        1 => (0_usize..4).prop_map(Act::Replace),
        1 => (0_usize..4, 1_i64..5_000).prop_map(|(key, ms)| Act::Elsewhere(key, ms)),
        2 => (-1_000_i64..60_000).prop_map(Act::Wait),
    ]
}

fn health_of(ring: &KeyRing) -> Vec<KeyRecord> {
    ring.keys().cloned().collect()
}

proptest! {
    #[test]
    fn whatever_happens_the_ring_keeps_its_promises(
        keys in 0_usize..4,
        acts in proptest::collection::vec(act(), 0..80),
        jitter in 0.0_f64..=1.0,
    ) {
        let mut ring = ring(keys);
        let mut now = 0_i64;
        let mut given: Vec<Permit> = Vec::new();
        // The index of the permit that is out for each key.
        let mut out: BTreeMap<String, usize> = BTreeMap::new();
        // From when until when another studio is known to have a key.
        let mut elsewhere: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for act in acts {
            let before = health_of(&ring);
            let free = |key: &KeyRecord, when: i64| {
                let name = key.fingerprint.as_str();
                let others = elsewhere.get(name).is_some_and(|(from, to)| (*from..*to).contains(&when));
                key.health.usable(at(when)) && !out.contains_key(name) && !others
            };
            match act {
                Act::Wait(ms) => now += ms,
                Act::Restore(n) => prop_assert_eq!(ring.restore(&print(n)), n < keys),
                Act::Replace(n) => if let Some(record) = ring.remove(&print(n)) {
                    ring.add(record).unwrap();
                    out.remove(print(n).as_str());
                    elsewhere.remove(print(n).as_str());
                },
                Act::Elsewhere(n, ms) => {
                    ring.taken_elsewhere(&print(n), at(now), at(now + ms));
                    let place = n < keys && !out.contains_key(print(n).as_str());
                    let seen = place.then(|| (print(n).as_str().to_owned(), (now, now + ms)));
                    elsewhere.remove(print(n).as_str());
                    elsewhere.extend(seen);
                }
                Act::Report(back, outcome) => if let Some(which) = given.len().checked_sub(back + 1) {
                    let permit = &given[which];
                    let name = permit.fingerprint().as_str();
                    let live = out.get(name) == Some(&which);
                    prop_assert_eq!(ring.report(permit, outcome, at(now), jitter), live);
                    if live {
                        out.remove(name);
                    } else {
                        prop_assert_eq!(before, health_of(&ring));
                    }
                },
                Act::Acquire => match ring.acquire(at(now)) {
                    Ok(permit) => {
                        let name = permit.fingerprint().as_str().to_owned();
                        let held = before.iter().position(|k| k.fingerprint.as_str() == name);
                        let held = held.unwrap();
                        prop_assert!(before[held].health.usable(at(now)));
                        let earlier_free = before[..held].iter().any(|key| free(key, now));
                        prop_assert!(free(&before[held], now));
                        prop_assert!(!earlier_free, "an earlier key was free");
                        prop_assert_eq!(out.insert(name, given.len()), None, "two permits of a key");
                        given.push(permit);
                    }
                    Err(refusal) => {
                        prop_assert_eq!(refusal.earliest, ring.next_wake(at(now)));
                        let any_free = before.iter().any(|key| free(key, now));
                        prop_assert!(!any_free, "refused although a key was free");
                    }
                },
            }
            // What was seen before the clock was set back is seen anew with the next look.
            if elsewhere.values().any(|(from, _)| *from > now) {
                continue;
            }
            if let Some(wake) = ring.next_wake(at(now)) {
                prop_assert!(wake > at(now));
                let others = |key: &KeyRecord, when: Timestamp| {
                    let seen = elsewhere.get(key.fingerprint.as_str());
                    let blocks = seen.is_some_and(|(from, to)| (*from..*to).contains(&when.ms()));
                    blocks && !out.contains_key(key.fingerprint.as_str())
                };
                let ready_at = |when: Timestamp| {
                    ring.keys().filter(|key| key.health.usable(when) && !others(key, when)).count()
                };
                prop_assert!(ready_at(wake) > ready_at(at(now)), "woken for nothing");
                prop_assert_eq!(ready_at(wake.plus_ms(-1)), ready_at(at(now)), "woken too late");
            }
        }
    }
}
