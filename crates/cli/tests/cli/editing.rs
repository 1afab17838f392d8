//! A job that waits is changed, by two doors at once too.

use serde_json::{Value, json};
use worldreel_testkit::inspect;
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::{Home, Ran};

use crate::deciding::paid;
use crate::said::{assert_said, home, refusal};

/// Jobs of a paused queue, in order.
fn queued(home: &Home, lines: &str) -> Vec<Value> {
    home.must(&["queue", "pause"]);
    home.write("prompts.txt", lines);
    home.must(&["import", "prompts.txt", "--queue"]);
    let queue = home.must_json(&["queue"]);
    queue["jobs"].as_array().unwrap().clone()
}

fn id(job: &Value) -> &str {
    job["id"].as_str().unwrap()
}

#[tokio::test]
async fn what_waits_is_rendered_as_it_was_changed() {
    let home = home();
    let jobs = queued(&home, "a fox --seed 7 --size 64x64 --frames 10 --fps 10\n");
    let job = id(&jobs[0]);
    let edit = ["queue", "edit", job, "--seed", "8", "--frames", "20"];
    assert_said!(home, home.must(&edit), @"
    take 1: the queue is paused
    64x64, 20 frames, 10 a second, seed 8, on sketch
    ");
    let huge = home.run(&["queue", "edit", job, "--size", "9000x64"]);
    assert_said!(home, refusal(&huge), @r#"
    exit 2
    error: the engine "sketch" can't render this: width must be 64 to 1920 pixels in steps of 2 (you asked for 9000)

    hint: possible is: width 1920
    "#);
    home.must(&["queue", "resume"]);
    home.must(&["queue", "run"]);
    inspect::done_once(&home.library(), 1).await;
    let told = home.must_json(&["status", job]);
    assert_eq!(told["video"]["frames"], 20);
    let late = refusal(&home.run(&["queue", "edit", job, "--seed", "9"]));
    assert!(
        late.contains("it has already ended; retry it with other settings"),
        "{late}"
    );
}

#[tokio::test]
async fn two_doors_that_edit_one_job_do_not_overwrite_each_other() {
    let home = home();
    let jobs = queued(&home, "a fox --seed 7\n");
    let job = id(&jobs[0]);
    let served = home.serve();
    let path = format!("/jobs/{job}/edit");
    let seen = &jobs[0]["version"];
    let first = json!({ "expected_version": seen, "spec": { "seed": 8 } });
    let changed = served.post(&path, &first).await.unwrap();
    assert_eq!(changed["spec"]["seed"], 8);
    let second = json!({ "expected_version": seen, "spec": { "seed": 9 } });
    let (status, told) = served.refused(&path, &second).await;
    assert_eq!(status, 409);
    assert_eq!(
        told["error"]["message"],
        "take 1 has been changed meanwhile: you looked at version 0, it is at version 1"
    );
    let now = served.get(&format!("/jobs/{job}")).await.unwrap();
    assert_eq!(now["spec"]["seed"], 8, "nothing of the second is there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dearer_engine_needs_a_new_word() {
    let server = NvcfServer::start(&["nvapi-one"]).await;
    let home = paid(&server);
    let lines = "a fox --seed 7 --size 256x256 --frames 25 --fps 12\n";
    let jobs = tokio::task::block_in_place(|| queued(&home, lines));
    let job = id(&jobs[0]);
    let run = |more: &[&str]| -> Ran {
        let edit = ["queue", "edit", job, "--engine", "nvidia"];
        tokio::task::block_in_place(|| home.run(&[&edit[..], more].concat()))
    };
    let said = refusal(&run(&[]));
    assert!(said.contains("nothing was agreed to"), "{said}");
    let few = refusal(&run(&["--max-cost", "0.01"]));
    assert!(few.contains("more than the $0.01 agreed to"), "{few}");
    let agreed = run(&["--max-cost", "1"]);
    assert_eq!(agreed.code, Some(0), "{agreed:?}");
    assert!(agreed.stdout.contains("on nvidia"), "{agreed:?}");
    // What costs no more needs none.
    let seed = tokio::task::block_in_place(|| home.run(&["queue", "edit", job, "--seed", "9"]));
    assert_eq!(seed.code, Some(0), "{seed:?}");
    assert_eq!(server.begun(), 0);
}

#[test]
fn what_is_wanted_next_comes_before_all_that_waits() {
    let home = home();
    let jobs = queued(&home, "a fox\nan owl\na heron\n");
    let ids = |home: &Home| -> Vec<String> {
        let queue = home.must_json(&["queue"]);
        let jobs = queue["jobs"].as_array().unwrap();
        jobs.iter().map(|job| id(job).to_owned()).collect()
    };
    home.must(&["queue", "next", id(&jobs[2])]);
    assert_eq!(ids(&home), [id(&jobs[2]), id(&jobs[0]), id(&jobs[1])]);
    home.must(&["queue", "hold", id(&jobs[1])]);
    assert_said!(home, refusal(&home.run(&["queue", "next", id(&jobs[1])])), @"
    exit 1
    error: take 2 does not wait for its turn

    hint: only what is queued can come next; release what is held
    ");
}

#[test]
fn an_engine_is_paused_with_all_its_lanes_and_stays_so() {
    let home = home();
    home.must(&["engines", "pause", "sketch"]);
    home.write("prompts.txt", "a fox\n");
    home.must(&["import", "prompts.txt", "--queue"]);
    let queue = home.must_json(&["queue"]);
    assert_eq!(queue["jobs"][0]["waits"]["waits_for"], "lanes_paused");
    home.must(&["engines", "resume", "sketch"]);
    home.must(&["queue", "run"]);
    assert_eq!(home.must_json(&["queue"])["live"], 0);
    let said = refusal(&home.run(&["engines", "pause", "gone"]));
    assert!(said.contains("there is no engine \"gone\""), "{said}");
}
