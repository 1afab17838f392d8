//! What is typed to change the queue.

use serde_json::Value;
use worldreel_testkit::program::Home;

use crate::said::{assert_said, home, refusal};

const SMALL: [&str; 6] = ["--size", "256x256", "--frames", "25", "--fps", "25"];

/// A take that is done.
fn rendered(home: &Home) -> String {
    let ran = home.must(&[&["render", "a fox", "--json"][..], &SMALL].concat());
    let ran: Value = serde_json::from_str(&ran).unwrap();
    ran["jobs"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_take_is_tried_once_more_with_another_seed() {
    let home = home();
    let job = rendered(&home);
    let said = home.must(&["retry", &job, "--seed", "8"]);
    assert_said!(home, said, @"[id]  take 2 renders take 1 once more, with seed 8: next");
    let same = home.run(&["queue", "retry", &job]);
    assert_said!(home, refusal(&same), @r"
    exit 1
    error: take 1: it is done; retry it with another seed
    ");
}

#[test]
fn a_retry_that_costs_needs_a_word_for_it() {
    let home = home();
    let job = rendered(&home);
    let dear = [
        "engines",
        "add",
        "openai-videos",
        "--url",
        "http://127.0.0.1:9",
    ];
    home.must(&[&dear[..], &["--usd-per-second", "1"]].concat());
    let retry = ["queue", "retry", &job, "--engine", "openai-videos"];
    let refused = home.run(&retry);
    assert_said!(home, refusal(&refused), @r"
    exit 1
    error: this would cost about $1.00, and nothing was agreed to

    hint: agree with --yes, or say what it may cost with --max-cost USD
    ");
    let more = home.run(&[&retry[..], &["--max-cost", "0.5"]].concat());
    assert_said!(home, refusal(&more), @r"
    exit 1
    error: this would cost about $1.00, more than the $0.50 agreed to

    hint: agree with --yes, or say what it may cost with --max-cost USD
    ");
    home.must(&[&retry[..], &["--yes"]].concat());
    let queue = home.must(&["queue", "--json"]);
    let queue: Value = serde_json::from_str(&queue).unwrap();
    assert_eq!(queue["jobs"][0]["engines"][0], "openai-videos");
}
