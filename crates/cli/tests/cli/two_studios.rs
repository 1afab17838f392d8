//! Two studios on one computer, each with a library of its own, and a key that both have.

use std::fs::{DirEntry, File};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use worldreel_testkit::chat::{Answer, Fake, chat_json};
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::{Home, Served, ran};

use crate::said::{home, must};

const KEY: &str = "nvapi-canary-one";

/// Adds the key `office` of a provider.
fn add_key(home: &Home, provider: &str, value: &str) {
    home.write("key.txt", format!("{value}\n"));
    let add = ["keys", "add", "office", "--provider", provider];
    let mut add = home.command(&[&add[..], &["--allow-file"]].concat());
    add.stdin(File::open(home.work().join("key.txt")).unwrap());
    let added = tokio::task::block_in_place(|| ran(&mut add));
    assert_eq!(added.code, Some(0), "{added:#?}");
}

/// A home with one key, and an engine that renders with it.
fn set_up(home: &Home, server: &NvcfServer) {
    add_key(home, "nvidia", KEY);
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
    for file in std::fs::read_dir(claims(&home)).unwrap() {
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

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_model_is_asked_with_a_key_once_the_other_program_has_given_it_back() {
    let home = home();
    let better = json!({ "prompt": "a red fox in deep snow", "reasons": [] });
    let model = Fake::start(vec![Answer::Silence, chat_json(&better)]).await;
    add_key(&home, "openai", "sk-canary-one");
    let url = model.base_url();
    let add = ["models", "add", "writer", "--url", &url, "--model", "m"];
    must(&home, &[&add[..], &["--provider", "openai"]].concat());
    let (one, other) = (serve(&home, "one"), serve(&home, "other"));
    let wish = json!({ "prompt": "a fox", "refiner": "writer" });
    let asking = other.post("/enhance", &wish);
    tokio::pin!(asking);
    // Who asked first hangs up as soon as the other is seen to wait.
    tokio::select! {
        answer = one.post("/enhance", &wish) => panic!("{answer:?}"),
        answer = async {
            model.wait_for_request().await;
            asking.as_mut().await
        } => panic!("{answer:?}"),
        () = one_waits(&home) => {}
    }
    assert_eq!(model.requests().len(), 1);
    let answer = asking.await.unwrap();
    assert_eq!(answer["after"], "a red fox in deep snow");
    assert_eq!(model.requests().len(), 2);
}

/// Looks until a program has it known that it waits for a key.
async fn one_waits(home: &Home) {
    let waits = |file: std::io::Result<DirEntry>| {
        let name = file.unwrap().file_name();
        name.to_string_lossy().ends_with(".waits")
    };
    loop {
        let files = std::fs::read_dir(claims(home));
        if files.is_ok_and(|mut files| files.any(waits)) {
            return;
        }
        // Nothing tells that a file was made.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The folder in which programs find each other.
fn claims(home: &Home) -> PathBuf {
    home.path().join("config/worldreel/claims")
}
