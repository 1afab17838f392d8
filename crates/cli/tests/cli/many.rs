//! The same done to several takes, and what is finished cleared from the list.

use serde_json::Value;
use worldreel_testkit::program::Home;

use crate::said::{assert_said, home, refusal};

fn told(home: &Home, args: &[&str]) -> Value {
    serde_json::from_str(&home.must(&[args, &["--json"]].concat())).unwrap()
}

/// Queues three small takes without rendering them; says their ids.
pub(crate) fn three(home: &Home) -> Vec<String> {
    let header = "prompt,width,height,frames,fps\n";
    let row = |prompt: &str| format!("{prompt},64,64,10,10\n");
    let rows: String = ["a fox", "a bird", "a whale"].map(row).concat();
    home.write("night.csv", format!("{header}{rows}"));
    home.must(&["import", "night.csv", "--queue"]);
    let queue = told(home, &["queue"]);
    let jobs = queue["jobs"].as_array().unwrap();
    let id = |job: &Value| job["id"].as_str().unwrap().to_owned();
    jobs.iter().map(id).collect()
}

pub(crate) fn order(home: &Home) -> Vec<String> {
    let queue = told(home, &["queue"]);
    let jobs = queue["jobs"].as_array().unwrap().clone();
    let id = |job: &Value| job["id"].as_str().unwrap().to_owned();
    jobs.iter().map(id).collect()
}

#[test]
fn several_takes_are_held_let_go_and_cancelled_and_what_refuses_says_why() {
    let home = home();
    let jobs = three(&home);
    let [a, b, c] = [&jobs[0][..], &jobs[1][..], &jobs[2][..]];
    let held = home.must(&["queue", "hold", a, b]);
    assert_said!(home, held, @r"
    take 1: held by you
    take 2: held by you
    2 of 2 done
    ");
    let some = home.run(&["queue", "release", a, b, c]);
    assert_eq!(some.code, Some(3), "{some:?}");
    assert_said!(home, some.stdout, @r"
    take 1: next
    take 2: waits for its turn, 1 ahead
    refused: take 3: it isn't held
    2 of 3 done
    ");
    let none = home.run(&["queue", "release", a, c]);
    assert_eq!(none.code, Some(1), "{none:?}");
    let cancelled = home.must(&["cancel", a, c, c]);
    assert_said!(home, cancelled, @r"
    take 1: cancelled, not billed
    take 3: cancelled, not billed
    2 of 2 done
    ");
    assert_eq!(order(&home), [b]);
    // Free ones are tried again without a word.
    home.must(&["retry", a, c]);
    assert_eq!(order(&home), jobs);
}

#[test]
fn several_takes_come_next_in_the_order_in_which_they_stood() {
    let home = home();
    let jobs = three(&home);
    home.must(&["queue", "next", &jobs[2], &jobs[1]]);
    let now = [&jobs[1], &jobs[2], &jobs[0]].map(Clone::clone);
    assert_eq!(order(&home), now);
    home.must(&["queue", "hold", &jobs[2], &jobs[1]]);
    let refused = home.run(&["queue", "next", &jobs[0], &jobs[1]]);
    assert_eq!(refused.code, Some(3), "{refused:?}");
    assert_said!(home, refused.stdout, @r"
    take 1: next
    refused: take 2 does not wait for its turn
    1 of 2 done
    ");
}

#[test]
fn what_is_finished_is_cleared_and_put_back_and_what_waits_is_not_touched() {
    let home = home();
    let jobs = three(&home);
    home.must(&["queue", "hold", &jobs[0]]);
    home.must(&["cancel", &jobs[1]]);
    home.must(&["queue", "run"]);
    let finished = home.must(&["queue", "list", "--finished"]);
    assert_said!(home, finished, @r"
    [id]  take 3    a whale                                      done
    [id]  take 2    a bird                                       cancelled, not billed
    ");
    let failed = home.must(&["queue", "clear", "--failed"]);
    assert_said!(home, failed, @"there is nothing to clear");
    let done = home.must(&["queue", "clear", "--done"]);
    assert_said!(home, done, @"1 take cleared; `worldreel queue put-back` brings back what was cleared last");
    let queue = told(&home, &["queue"]);
    let counts = |queue: &Value| queue["finished"].to_string();
    assert_said!(home, counts(&queue), @r#"{"cancelled":1,"done":0,"expired":0,"failed":0}"#);
    assert_eq!(queue["live"], 1, "the held one stays");
    home.must(&["queue", "clear"]);
    assert_said!(home, home.must(&["queue", "list", "--finished"]), @"nothing is finished that was not cleared");
    // Nothing is deleted: the session has them still.
    assert_said!(home, home.must(&["sessions"]), @"[id]  night                                        3 takes, 1 done, 0 failed, 1 to do");
    // Each clearing is taken back for itself, the last one first.
    assert_said!(home, home.must(&["queue", "put-back"]), @"1 take back on the list");
    assert_said!(home, counts(&told(&home, &["queue"])), @r#"{"cancelled":1,"done":0,"expired":0,"failed":0}"#);
    home.must(&["queue", "put-back"]);
    assert_said!(home, counts(&told(&home, &["queue"])), @r#"{"cancelled":1,"done":1,"expired":0,"failed":0}"#);
    assert_said!(home, home.must(&["queue", "put-back"]), @"nothing was cleared");
    // What is tried again after it was cleared is on the list when it ends again.
    home.must(&["queue", "clear", &jobs[1], &jobs[0]]);
    home.must(&["retry", &jobs[1]]);
    home.must(&["cancel", &jobs[1]]);
    assert_said!(home, counts(&told(&home, &["queue"])), @r#"{"cancelled":1,"done":1,"expired":0,"failed":0}"#);
}

#[test]
fn only_one_take_at_a_time_is_rendered_again_in_another_way() {
    let home = home();
    let jobs = three(&home);
    let refused = home.run(&["retry", &jobs[0], &jobs[1], "--new-seed"]);
    assert_said!(home, refusal(&refused), @r"
    exit 2
    error: only one take at a time is rendered again with other settings

    hint: name one job, or leave out what is to be other than before
    ");
}
