//! A job looked at, watched, and decided on.

use std::fs::File;
use std::process::Stdio;

use serde_json::json;
use worldreel_testkit::inspect;
use worldreel_testkit::nvcf::{Act, Answer, NvcfServer, Route};
use worldreel_testkit::program::{Home, ran};

use crate::said::{assert_said, home, must, refusal, run};

/// A home with a paid engine.
pub(crate) fn paid(server: &NvcfServer) -> Home {
    let home = home();
    home.write("key.txt", "nvapi-one");
    let add = ["keys", "add", "one", "--provider", "nvidia", "--allow-file"];
    let mut add = home.command(&add);
    add.stdin(File::open(home.work().join("key.txt")).unwrap());
    assert_eq!(tokio::task::block_in_place(|| ran(&mut add)).code, Some(0));
    let url = format!("{}/invoke", server.url());
    let add = ["engines", "add", "nvidia", "--base-url", &url];
    must(
        &home,
        &[&add[..], &["--keys", "one", "--usd-per-second", "0.12"]].concat(),
    );
    home
}

/// A home with a paid engine that breaks in the middle of its first render.
async fn broken(server: &NvcfServer) -> (Home, String) {
    let home = paid(server);
    let boom = Answer::json(500, &json!({ "detail": "boom" }));
    server.script().next(Route::Invoke, Act::DoAndSay(boom));
    let render = [
        "render",
        "a red fox",
        "--engine",
        "nvidia",
        "--max-cost",
        "1",
    ];
    let spec = [
        "--size", "256x256", "--frames", "25", "--fps", "12", "--seed", "7",
    ];
    let rendered = run(&home, &[&render[..], &spec].concat());
    assert_eq!(rendered.code, Some(3), "{rendered:?}");
    let queue = must(&home, &["queue", "--json"]);
    let queue: serde_json::Value = serde_json::from_str(&queue).unwrap();
    let job = queue["jobs"][0]["id"].as_str().unwrap().to_owned();
    (home, job)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_billed_is_decided_by_its_user() {
    let server = NvcfServer::start(&["nvapi-one"]).await;
    let (home, job) = broken(&server).await;
    assert_said!(home, must(&home, &["status", &job]), @"
    take 1: needs your decision: 127.0.0.1:[port] reported an error: boom
    prompt: a red fox
    256x256, 25 frames, 12 a second, seed 7, on nvidia
    it may have been billed; `worldreel decide [id]` says what there is to decide
    attempt 1 on nvidia-1: 127.0.0.1:[port] reported an error: boom
    ");
    assert_said!(home, must(&home, &["decide", &job]), @"
    take 1: 127.0.0.1:[port] reported an error: boom
    it may have been billed; sent again, it may be paid twice
    `worldreel decide [id] again` renders it again, about $0.25
    `worldreel decide [id] leave` leaves it as failed
    ");
    // To ask is not to decide.
    assert_eq!(server.begun(), 1);
    let unpaid = refusal(&run(&home, &["decide", &job, "again"]));
    assert_said!(home, unpaid, @r"
    exit 1
    error: this would cost about $0.25, and nothing was agreed to

    hint: agree with --yes, or say what it may cost with --max-cost USD
    ");
    must(&home, &["decide", &job, "again", "--max-cost", "0.25"]);
    must(&home, &["queue", "run"]);
    inspect::done_once(&home.library(), 1).await;
    assert_eq!(server.begun(), 2);
    let late = refusal(&run(&home, &["decide", &job, "leave"]));
    assert!(late.contains("there is nothing to decide"), "{late}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_has_failed_and_can_still_be_tried_again() {
    let server = NvcfServer::start(&["nvapi-one"]).await;
    let (home, job) = broken(&server).await;
    let left = must(&home, &["decide", &job, "leave"]);
    assert!(left.starts_with("take 1: failed"), "{left}");
    assert_eq!(server.begun(), 1);
    // What was agreed to before was for the first render.
    let unpaid = refusal(&run(&home, &["retry", &job]));
    assert_said!(home, unpaid, @r"
    exit 1
    error: this would cost about $0.25, and nothing was agreed to

    hint: agree with --yes, or say what it may cost with --max-cost USD
    ");
    let less = refusal(&run(&home, &["retry", &job, &job, "--max-cost", "0.1"]));
    assert_said!(home, less, @r"
    exit 1
    error: this would cost about $0.25, more than the $0.10 agreed to

    hint: agree with --yes, or say what it may cost with --max-cost USD
    ");
    assert_eq!(server.begun(), 1);
    must(&home, &["retry", &job, "--yes"]);
    must(&home, &["queue", "run"]);
    inspect::done_once(&home.library(), 1).await;
}

#[tokio::test]
async fn who_watches_hears_of_each_job_until_the_last_has_ended() {
    let home = home();
    let spec = json!({ "size": { "width": 64, "height": 64 }, "frames": 10, "fps": 10 });
    let batch = json!({ "items": [{ "prompt": "a fox", "spec": spec, "takes": 2 }] });
    home.must(&["pause"]);
    let served = home.serve();
    served.post("/batches", &batch).await.unwrap();
    let mut watching = home.command(&["watch"]);
    let watching = watching.stdout(Stdio::piped()).spawn().unwrap();
    home.must(&["resume"]);
    let told = watching.wait_with_output().unwrap();
    assert!(told.status.success());
    let told = String::from_utf8(told.stdout).unwrap();
    for take in ["take 1", "take 2"] {
        let of_take = |line: &&str| line.contains(take);
        let last = told.lines().rfind(of_take).unwrap();
        assert!(last.ends_with("done"), "{told}");
    }
    assert!(served.stop().success());
}

#[test]
fn a_queue_that_nobody_works_on_is_not_watched_for_ever() {
    let home = home();
    home.write(
        "prompts.csv",
        "prompt,width,height,frames,fps\na fox,64,64,10,10\n",
    );
    home.must(&["import", "prompts.csv", "--queue"]);
    let refused = refusal(&home.run(&["watch"]));
    assert!(refused.contains("nobody works on this queue"), "{refused}");
    assert!(refused.contains("worldreel queue run"), "{refused}");
}
