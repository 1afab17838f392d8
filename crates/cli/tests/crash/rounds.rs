//! `kill -9` at moments nobody chose.
#![expect(
    clippy::print_stdout,
    reason = "the seed and the histogram are for people"
)]

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use worldreel_testkit::inspect;

use crate::home;

const JOBS: usize = 12;
const KILLS: u32 = 4;
/// Twelve of these clips take longer than four of these pauses.
const PAUSE_MS_MAX: u64 = 250;

/// SplitMix64: moments that a seed gives again.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Duration::from_millis((mixed ^ (mixed >> 31)) % PAUSE_MS_MAX)
    }
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn batch() -> Value {
    let items: Vec<Value> = (1..=JOBS)
        .map(|number| {
            json!({
                "prompt": format!("fox number {number} in snow"),
                "spec": { "size": { "width": 320, "height": 180 }, "frames": 60, "fps": 30, "seed": number },
            })
        })
        .collect();
    json!({ "items": items })
}

/// One library, killed several times; counts the states its jobs were in at the kills.
async fn round(moments: &mut Moments, states: &mut BTreeMap<String, u32>) {
    let home = home();
    let served = home.serve();
    served.post("/batches", &batch()).await.unwrap();
    // The jobs were promised: from here on nothing may be lost.
    let mut served = Some(served);
    for _ in 0..KILLS {
        let running = served.take().unwrap_or_else(|| home.serve());
        // The moment is the point: there is no event to wait for.
        tokio::time::sleep(moments.next()).await;
        running.kill();
        for state in inspect::jobs(&home.library()).await.values() {
            *states.entry(format!("{:?}", state.name())).or_default() += 1;
        }
    }
    let served = home.serve();
    served.until(|queue| queue["live"] == 0).await.unwrap();
    drop(served);
    home.must(&["doctor"]);
    inspect::done_once(&home.library(), JOBS).await;
}

/// Rounds: `WORLDREEL_CRASH_ROUNDS`, else 8. Moments: from `WORLDREEL_CRASH_SEED`, else
/// from the clock; the seed is printed.
#[tokio::test]
async fn a_studio_that_is_killed_again_and_again_loses_nothing() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let seed = variable("WORLDREEL_CRASH_SEED").unwrap_or(now.as_secs());
    let rounds = variable("WORLDREEL_CRASH_ROUNDS").unwrap_or(8);
    println!("WORLDREEL_CRASH_SEED={seed}");
    let mut moments = Moments(seed);
    let mut states = BTreeMap::new();
    for number in 1..=rounds {
        println!("round {number} of {rounds}");
        round(&mut moments, &mut states).await;
    }
    println!("jobs at the kills: {states:#?}");
    assert!(
        states.contains_key("Running"),
        "no render was cut off: {states:?}"
    );
}
