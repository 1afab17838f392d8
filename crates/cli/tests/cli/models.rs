//! Chat models that the user sets up, asked with the keys of the ring.

use std::fs::File;

use serde_json::{Value, json};
use worldreel_testkit::chat::{Answer, Fake, chat_json};
use worldreel_testkit::program::{Home, ran};

use crate::said::{assert_said, home, must, refusal, run};

fn add_key(home: &Home, label: &str) {
    home.write("key.txt", format!("sk-canary-{label}\n"));
    let mut command = home.command(&["keys", "add", label, "--provider", "openai", "--allow-file"]);
    command.stdin(File::open(home.work().join("key.txt")).unwrap());
    let added = tokio::task::block_in_place(|| ran(&mut command));
    assert_eq!(added.code, Some(0), "{added:?}");
    std::fs::remove_file(home.work().join("key.txt")).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_asked_with_the_next_key_when_the_first_is_refused_or_resting() {
    let home = home();
    for label in ["one", "two", "three"] {
        add_key(&home, label);
    }
    let scene = json!({ "subjects": "a fox" });
    let refused = json!({ "error": { "message": "Incorrect API key provided" } });
    let slow = json!({ "error": { "message": "slow down" } });
    let fake = Fake::start(vec![
        Answer::json(401, &refused),
        Answer::json(429, &slow).header("retry-after", "3600"),
        chat_json(&scene),
        chat_json(&scene),
    ])
    .await;
    let add = [
        "models",
        "add",
        "writer",
        "--url",
        &fake.base_url(),
        "--model",
        "m",
    ];
    must(&home, &[&add[..], &["--provider", "openai"]].concat());
    let extract = ["extract", "a fox", "--refiner", "writer"];
    must(&home, &extract);
    // The cool-down and the bench outlive the program.
    must(&home, &extract);
    let bearers = fake
        .requests()
        .into_iter()
        .map(|request| request.bearer.unwrap());
    assert_eq!(
        bearers.collect::<Vec<_>>(),
        ["one", "two", "three", "three"].map(|label| format!("sk-canary-{label}"))
    );
    let keys: Value = serde_json::from_str(&must(&home, &["keys", "list", "--json"])).unwrap();
    let told = |at: usize, field: &str| keys[at]["usage"][field].as_u64().unwrap();
    assert_eq!((told(1, "rate_limited"), told(2, "successes")), (1, 2));
    assert_eq!(keys[0]["health"]["health"], "benched");
    assert!(!keys.to_string().contains("canary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_set_up_tried_listed_and_taken_out() {
    let home = home();
    let fake = Fake::start(Vec::new()).await;
    let url = fake.base_url();
    let added = must(
        &home,
        &["models", "add", "local", "--url", &url, "--model", "m"],
    );
    assert_said!(home, added, @"local                m at 127.0.0.1:[port]");
    assert_eq!(must(&home, &["models", "at", &url]), "m\n");
    assert!(must(&home, &["models", "test", "local"]).starts_with("local answers, after "));
    let listed = must(&home, &["models"]);
    assert_said!(home, listed, @r"
    rules                Rules, offline
    local                m at 127.0.0.1:[port]
    ");
    let twice = run(
        &home,
        &["models", "add", "local", "--url", &url, "--model", "m"],
    );
    assert_said!(home, refusal(&twice), @r#"
    exit 1
    error: there is a refiner "local" already

    hint: choose another name
    "#);
    must(
        &home,
        &["models", "add", "other", "--url", &url, "--model", "large"],
    );
    let other = run(&home, &["models", "test", "other"]);
    assert_said!(home, refusal(&other), @r#"
    exit 1
    error: the server is there, and has no model "large"

    hint: it has: m
    "#);
    let clear = [
        "models",
        "add",
        "far",
        "--url",
        "http://192.0.2.1/v1",
        "--provider",
        "openai",
    ];
    assert_said!(home, refusal(&run(&home, &clear)), @r"
    exit 2
    error: keys would go to another computer without encryption

    hint: use an https:// address, or a server that asks for no key
    ");
    must(&home, &["models", "remove", "local"]);
    let gone = run(&home, &["extract", "a fox", "--refiner", "local"]);
    assert_said!(home, refusal(&gone), @r#"
    exit 2
    error: there is no refiner "local"

    hint: set up are: rules, other
    "#);
}
