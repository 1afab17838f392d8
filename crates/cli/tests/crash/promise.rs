//! Forty lines become forty takes and one whole ZIP, with a death in the middle.

use std::time::Duration;

use serde_json::{Value, json};
use worldreel_library::archive::verify;
use worldreel_testkit::inspect::{self, all_files};

use crate::{home, prompts};

const LINES: u32 = 40;
/// How many takes are there when it dies.
const BEFORE: usize = 10;

#[tokio::test]
async fn by_the_command_line_alone() {
    let home = home();
    home.write("foxes.csv", prompts(LINES));
    let mut importing = home
        .command(&["import", "foxes.csv", "--queue", "--wait"])
        .spawn()
        .unwrap();
    let videos = home.library().join("videos");
    // Nobody tells what another process has written so far.
    while !videos.exists() || all_files(&videos).len() < 3 * BEFORE {
        assert!(
            importing.try_wait().unwrap().is_none(),
            "it ended too early"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    importing.kill().unwrap();
    importing.wait().unwrap();
    home.must(&["queue", "run"]);
    home.must(&["export", "--all", "-o", "foxes.zip"]);
    home.must(&["doctor"]);
    let verified = verify(&home.work().join("foxes.zip")).unwrap();
    assert_eq!((verified.videos, verified.broken), (LINES, Vec::new()));
    inspect::done_once(&home.library(), LINES as usize).await;
}

#[tokio::test]
async fn by_http_alone() {
    let home = home();
    let served = home.serve();
    let file = prompts(LINES).into_bytes();
    let read = served
        .upload("/prompt-files?name=foxes.csv", file)
        .await
        .unwrap();
    let rows = read["rows"].as_array().unwrap();
    let items: Vec<&Value> = rows.iter().map(|row| &row["take"]).collect();
    let batch = json!({ "title": "foxes", "items": items });
    let queued = served.post("/batches", &batch).await.unwrap();
    assert_eq!(queued["jobs"], LINES);
    let left = u64::from(LINES) - BEFORE as u64;
    let some_are_done = |queue: &Value| queue["live"].as_u64().unwrap() <= left;
    served.until(some_are_done).await.unwrap();
    served.kill();
    let served = home.serve();
    served.until(|queue| queue["live"] == 0).await.unwrap();
    let export = served
        .post("/exports", &json!({ "select": "all" }))
        .await
        .unwrap();
    let export = format!("/exports/{}", export["export"].as_str().unwrap());
    let ended = served
        .get(&format!("{export}?wait_ms=30000"))
        .await
        .unwrap();
    assert_eq!(ended["state"], "done", "{ended}");
    home.write(
        "foxes.zip",
        served.bytes(&format!("{export}/file")).await.unwrap(),
    );
    drop(served);
    let verified = verify(&home.work().join("foxes.zip")).unwrap();
    assert_eq!((verified.videos, verified.broken), (LINES, Vec::new()));
    inspect::done_once(&home.library(), LINES as usize).await;
}
