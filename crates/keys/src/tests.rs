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
fn a_run_of_limits_doubles_the_rest_and_a_success_ends_it() {
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
    assert_eq!(rests, [1_000, 2_000, 4_000, 1_000]);
}

#[test]
fn a_refused_and_an_empty_key_wait_for_the_user() {
    let mut ring = ring(2);
    for outcome in [Outcome::Refused, Outcome::OutOfCredit] {
        let permit = ring.acquire(at(0)).unwrap();
        ring.report(&permit, outcome, at(0), 0.5);
    }
    let refusal = ring.acquire(at(i64::MAX)).unwrap_err();
    assert_eq!(refusal.earliest, None);
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

/// What a test does with a ring.
#[derive(Debug, Clone)]
enum Act {
    Acquire,
    /// Reports the permit given so many permits ago, perhaps an old one.
    Report(usize, Outcome),
    Restore(usize),
    Replace(usize),
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
        for act in acts {
            let before = health_of(&ring);
            match act {
                Act::Wait(ms) => now += ms,
                Act::Restore(n) => prop_assert_eq!(ring.restore(&print(n)), n < keys),
                Act::Replace(n) => if let Some(record) = ring.remove(&print(n)) {
                    ring.add(record).unwrap();
                    out.remove(print(n).as_str());
                },
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
                        let earlier_free = before[..held].iter().any(|key| {
                            key.health.usable(at(now)) && !out.contains_key(key.fingerprint.as_str())
                        });
                        prop_assert!(!earlier_free, "an earlier key was free");
                        prop_assert_eq!(out.insert(name, given.len()), None, "two permits of a key");
                        given.push(permit);
                    }
                    Err(refusal) => {
                        prop_assert_eq!(refusal.earliest, ring.next_wake(at(now)));
                        let free = before.iter().any(|key| {
                            key.health.usable(at(now)) && !out.contains_key(key.fingerprint.as_str())
                        });
                        prop_assert!(!free, "refused although a key was free");
                    }
                },
            }
            if let Some(wake) = ring.next_wake(at(now)) {
                prop_assert!(wake > at(now));
                let ready_at = |when: Timestamp| {
                    ring.keys().filter(|key| key.health.usable(when)).count()
                };
                prop_assert!(ready_at(wake) > ready_at(at(now)), "woken for nothing");
                prop_assert_eq!(ready_at(wake.plus_ms(-1)), ready_at(at(now)), "woken too late");
            }
        }
    }
}
