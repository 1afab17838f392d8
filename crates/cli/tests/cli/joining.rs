//! A second door joins the first.

use std::time::Duration;

use serde_json::{Value, json};
use worldreel_library::probe::probe;
use worldreel_testkit::inspect;

use crate::said::home;

const SMALL: [&str; 6] = ["--size", "64x64", "--frames", "10", "--fps", "10"];

#[tokio::test]
async fn verbs_work_through_the_studio_that_has_the_library() {
    let home = home();
    let served = home.serve();
    served
        .post("/queue/pause", &json!({ "paused": true }))
        .await
        .unwrap();
    let queue = home.must_json(&["queue"]);
    assert_eq!(
        (&queue["paused"], &queue["live"]),
        (&json!(true), &json!(0))
    );
    served
        .post("/queue/pause", &json!({ "paused": false }))
        .await
        .unwrap();
    let args = [
        "render",
        "a red fox in snow",
        "--seed",
        "7",
        "-o",
        "fox.mp4",
        "--json",
    ];
    let args: Vec<&str> = args.into_iter().chain(SMALL).collect();
    let told: Value = serde_json::from_str(&home.must(&args)).unwrap();
    assert_eq!(probe(&home.work().join("fox.mp4")).unwrap().frames, 10);
    // The studio that was joined knows of it: it is the one that rendered.
    let jobs = served.get("/jobs").await.unwrap();
    assert_eq!(jobs["jobs"][0]["id"], told["jobs"][0]["id"]);
    home.must(&["export", "--all", "-o", "out.zip"]);
    home.must(&["doctor"]);
    drop(served);
    inspect::done_once(&home.library(), 1).await;
}

#[tokio::test]
async fn a_verb_that_is_the_studio_can_be_joined_itself() {
    let home = home();
    home.must(&["queue", "pause"]);
    home.write("prompts.txt", "a red fox in snow\n");
    home.must(&["import", "prompts.txt", "--queue"]);
    // Waits for a queue that is paused, and is the studio meanwhile.
    let mut waiting = home.command(&["queue", "run"]).spawn().unwrap();
    let endpoint = home.library().join("studio.json");
    // Nothing tells that another process has written its file.
    while !endpoint.exists() {
        assert!(waiting.try_wait().unwrap().is_none(), "it did not wait");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let queue = home.must_json(&["queue"]);
    assert_eq!(queue["live"], 1);
    let job = queue["jobs"][0]["id"].as_str().unwrap();
    home.must(&["queue", "cancel", job]);
    let ended = waiting.wait().unwrap();
    assert!(
        ended.success(),
        "the cancelled job was the last it waited for"
    );
}

#[tokio::test]
async fn a_door_whose_studio_is_killed_takes_over() {
    let home = home();
    let served = home.serve();
    home.write(
        "prompts.csv",
        "prompt,width,height,frames,fps\nfox 1,640,360,200,25\nfox 2,64,64,10,10\nfox 3,64,64,10,10\n",
    );
    let waiting = home
        .command(&["import", "prompts.csv", "--queue", "--wait", "--json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // Until its jobs are on the disk.
    served.until(|queue| queue["live"] != 0).await.unwrap();
    served.kill();
    let output = waiting.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let jobs = told["jobs"].as_array().unwrap();
    assert!(
        jobs.iter().all(|job| job["state"]["state"] == "done"),
        "{told}"
    );
}
