//! `kill -9` at moments nobody chose.
#![expect(
    clippy::print_stdout,
    reason = "the seed and the histogram are for people"
)]

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinSet;
use worldreel_domain::job::JobStateName;
use worldreel_testkit::dice::{self, Dice};
use worldreel_testkit::inspect;
use worldreel_testkit::program::{Home, Served};

use crate::{home, stages};

const JOBS: usize = 6;
const KILLS: u32 = 3;
/// Six of these clips take longer than three of these pauses.
const PAUSE_MS_MAX: u64 = 90;
/// In one of so many rounds takes stand in every state.
const STAGED_EVERY: u64 = 5;
/// So many of those are under way at a time: they mostly wait for servers to be asked again.
const STAGED_AT_ONCE: usize = 6;
/// How often each live state must be met in a run of the usual length.
const MET_MIN: u32 = 5;
/// No engine that is built in has to get a lane ready.
const NEVER_MET: [JobStateName; 1] = [JobStateName::Preparing];

/// How many jobs were in each state at the kills.
pub(crate) type States = BTreeMap<JobStateName, u32>;

/// Kills a studio after a while, and counts the states that its jobs were in.
pub(crate) async fn killed(home: &Home, studio: Served, pause_ms: u64, states: &mut States) {
    // The moment is the point: there is no event to wait for.
    tokio::time::sleep(Duration::from_millis(pause_ms)).await;
    studio.kill();
    for state in inspect::jobs(&home.library()).await.values() {
        *states.entry(state.name()).or_default() += 1;
    }
}

fn batch() -> Value {
    let items: Vec<Value> = (1..=JOBS)
        .map(|number| {
            json!({
                "prompt": format!("fox number {number} in snow"),
                "spec": { "size": { "width": 320, "height": 180 }, "frames": 30, "fps": 30, "seed": number },
            })
        })
        .collect();
    json!({ "items": items })
}

/// One library, killed several times.
async fn round(dice: &mut Dice, states: &mut States) {
    let home = home();
    let served = home.serve();
    served.post("/batches", &batch()).await.unwrap();
    // The jobs were promised: from here on nothing may be lost.
    let mut served = Some(served);
    for _ in 0..KILLS {
        let running = served.take().unwrap_or_else(|| home.serve());
        killed(&home, running, dice.below(PAUSE_MS_MAX), states).await;
    }
    let served = home.serve();
    served.until(|queue| queue["live"] == 0).await.unwrap();
    drop(served);
    home.must(&["doctor"]);
    inspect::done_once(&home.library(), JOBS).await;
}

/// Rounds: `WORLDREEL_CRASH_ROUNDS`, else 30. Moments: from `WORLDREEL_CRASH_SEED`, else
/// from the clock; the seed is printed.
#[tokio::test(flavor = "multi_thread")]
async fn a_studio_that_is_killed_again_and_again_loses_nothing() {
    let seed = dice::seed("WORLDREEL_CRASH_SEED");
    let rounds = dice::number("WORLDREEL_CRASH_ROUNDS").unwrap_or(30);
    println!("WORLDREEL_CRASH_SEED={seed}");
    let mut dice = Dice::new(seed);
    let mut states = States::new();
    let staged = rounds.div_ceil(STAGED_EVERY);
    for number in staged..rounds {
        println!("round {} of {rounds}", number - staged + 1);
        round(&mut dice, &mut states).await;
    }
    let seeds: Vec<u64> = (0..staged).map(|_| dice.any()).collect();
    for seeds in seeds.chunks(STAGED_AT_ONCE) {
        println!("{} rounds on a stage", seeds.len());
        let mut under_way = JoinSet::new();
        for seed in seeds {
            under_way.spawn(stages::round(Dice::new(*seed)));
        }
        for (state, met) in under_way.join_all().await.into_iter().flatten() {
            *states.entry(state).or_default() += met;
        }
    }
    println!("jobs at the kills:");
    for state in JobStateName::ALL {
        println!("| {state} | {} |", states.get(state).unwrap_or(&0));
    }
    // Each staged round meets each of them once.
    let least = MET_MIN.min(u32::try_from(staged).unwrap());
    for state in JobStateName::ALL {
        if state.is_live() && !NEVER_MET.contains(state) {
            let met = states.get(state).copied().unwrap_or(0);
            assert!(met >= least, "{state} was met {met} times, of {states:?}");
        }
    }
}
