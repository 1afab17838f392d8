//! Two studios on one computer, each with a library of its own, and a key that both have.

use std::fs::File;

use serde_json::{Value, json};
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::{Home, Served, ran};

use crate::said::{home, must};

const KEY: &str = "nvapi-canary-one";

/// A home with one key, and an engine that renders with it.
fn set_up(home: &Home, server: &NvcfServer) {
    home.write("key.txt", format!("{KEY}\n"));
    let add = ["keys", "add", "office", "--provider", "nvidia"];
    let mut add = home.command(&[&add[..], &["--allow-file"]].concat());
    add.stdin(File::open(home.work().join("key.txt")).unwrap());
    let added = tokio::task::block_in_place(|| ran(&mut add));
    assert_eq!(added.code, Some(0), "{added:#?}");
    let url = format!("{}/invoke", server.url());
    let add = ["engines", "add", "nvidia", "--base-url", &url];
    let how = ["--keys", "office", "--usd-per-second", "0.12"];
    must(home, &[&add[..], &how].concat());
}

/// The studio of the library of this name.
fn serve(home: &Home, library: &str) -> Served {
    let serve = ["--library", library, "serve", "--port", "0"];
    tokio::task::block_in_place(|| home.served(&mut home.command(&serve)))
}

/// Queues so many takes.
async fn queue(studio: &Served, takes: u32) {
    let spec = |seed| json!({ "size": { "width": 256, "height": 256 }, "frames": 25, "fps": 12, "seed": seed });
    let items = (1..=takes).map(|seed| json!({ "prompt": "a fox in snow", "spec": spec(seed) }));
    let items: Vec<Value> = items.collect();
    let batch = json!({ "items": items, "engines": ["nvidia"], "max_micro_usd": 2_000_000 });
    studio.post("/batches", &batch).await.unwrap();
}

fn jobs(queue: &Value) -> impl Iterator<Item = &Value> {
    queue["jobs"].as_array().unwrap().iter()
}

fn one_runs(queue: &Value) -> bool {
    jobs(queue).any(|job| job["state"]["state"] == "running")
}

fn one_waits_for_the_other(queue: &Value) -> bool {
    jobs(queue).any(|job| job["waits"]["why"]["key"] == "elsewhere")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_never_render_with_one_key_at_once() {
    let home = home();
    let server = NvcfServer::start(&[KEY]).await;
    // As many as the service takes: one more is answered with 429.
    server.limit_each_key(1);
    server.hold();
    set_up(&home, &server);
    let (one, other) = (serve(&home, "one"), serve(&home, "other"));
    queue(&one, 2).await;
    one.until(one_runs).await.unwrap();
    queue(&other, 1).await;
    other.until(one_waits_for_the_other).await.unwrap();
    let told = must(&home, &["--library", "other", "queue"]);
    let why = "another studio on this computer uses the key office";
    assert!(told.contains(why), "{told}");
    assert_eq!(server.begun(), 1);

    server.release();
    for studio in [&one, &other] {
        studio.until(|queue| queue["live"] == 0).await.unwrap();
    }
    assert_eq!(server.begun_with(KEY), 3);
    let keys: Value = serde_json::from_str(&must(&home, &["keys", "--json"])).unwrap();
    assert_eq!(keys[0]["usage"]["rate_limited"], 0, "{keys}");
    // What programs find each other by says nothing of the key but its fingerprint.
    for file in std::fs::read_dir(home.path().join("config/worldreel/claims")).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        let print = keys[0]["fingerprint"].as_str().unwrap();
        assert!(name.starts_with(&format!("key-{print}.")), "{name}");
        assert_eq!(file.metadata().unwrap().len(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_studio_that_is_killed_leaves_its_key_to_the_other() {
    let home = home();
    let server = NvcfServer::start(&[KEY]).await;
    server.hold();
    set_up(&home, &server);
    let (one, other) = (serve(&home, "one"), serve(&home, "other"));
    queue(&one, 1).await;
    one.until(one_runs).await.unwrap();
    queue(&other, 1).await;
    other.until(one_waits_for_the_other).await.unwrap();
    one.kill();
    other.until(one_runs).await.unwrap();
    assert_eq!(server.begun_with(KEY), 2);
    server.release();
    other.until(|queue| queue["live"] == 0).await.unwrap();
}
