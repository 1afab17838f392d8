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
    let extract = ["extract", "a fox", "--refiner", "writer", "--fresh"];
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

/// Sets the chat model `writer` up, asked without a key, at a price.
fn add_writer(home: &Home, fake: &Fake) {
    let url = fake.base_url();
    let add = ["models", "add", "writer", "--url", &url, "--model", "m"];
    let price = ["--price-in", "0.15", "--price-out", "0.60"];
    must(home, &[&add[..], &price].concat());
}

/// A good answer of which the server says how many tokens it took.
fn counted(text: &str) -> Answer {
    let words = json!({ "prompt": text, "reasons": [] }).to_string();
    Answer::json(
        200,
        &json!({
            "choices": [{ "finish_reason": "stop", "message": { "content": words } }],
            "usage": { "prompt_tokens": 412, "completion_tokens": 180, "total_tokens": 592 },
        }),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_model_that_is_chosen_is_asked_and_one_that_is_gone_is_said() {
    let home = home();
    let fake = Fake::start(vec![counted("a red fox in deep snow")]).await;
    add_writer(&home, &fake);
    let choices = must(&home, &["models", "use", "writer"]);
    assert_said!(home, choices, @r"
    enhance  m at 127.0.0.1:[port] (chosen for all)
    extract  m at 127.0.0.1:[port] (chosen for all)
    update   m at 127.0.0.1:[port] (chosen for all)
    vary     m at 127.0.0.1:[port] (chosen for all)
    ");
    must(&home, &["models", "use", "rules", "--for", "extract"]);
    let read = must(&home, &["extract", "a red fox in snow"]);
    assert!(read.contains("a red fox"), "{read}");
    assert_eq!(fake.requests().len(), 0);
    let enhanced = must(&home, &["enhance", "a red fox"]);
    assert_said!(home, enhanced, @r"
    before: a red fox
    after:  a red fox in deep snow

    + in deep snow
    by m at 127.0.0.1:[port]: 412 + 180 tokens, $0.0002
    ");
    // The same again costs nothing, in another program.
    let again = must(&home, &["enhance", "a red fox"]);
    let last = again.lines().last().unwrap().to_owned();
    assert_said!(home, last, @"by m at 127.0.0.1:[port], from before: no call was made (--fresh asks again)");
    assert_eq!(fake.requests().len(), 1);
    assert_eq!(
        must(&home, &["models", "kept"]),
        "1 answers are kept on this computer, of 500 at most\n"
    );
    assert_eq!(
        must(&home, &["models", "kept", "--forget"]),
        "0 answers are kept on this computer, of 500 at most\n"
    );
    let listed = must(&home, &["models"]);
    assert_said!(home, listed, @r"
    rules                Rules, offline
    writer               m at 127.0.0.1:[port]; asked 1 times, 412 + 180 tokens, $0.0002
    ");
    must(&home, &["models", "remove", "writer"]);
    let fallen = must(&home, &["enhance", "a red fox"]);
    let said: Vec<_> = fallen.lines().rev().take(2).collect();
    assert_eq!(
        said,
        [
            "by Rules, offline",
            "the refiner \"writer\", which was chosen, is not set up any more"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_the_environment_names_for_a_task_is_asked_unless_another_is_chosen() {
    let home = home();
    let fake = Fake::start(vec![counted("a red fox in deep snow")]).await;
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        command
            .env("OPENAI_BASE_URL", fake.base_url())
            .env("PROMPT_ENHANCEMENT_MODEL", "large")
            .env("PROMPT_VARIATION_MODEL", "nowhere/to:be-found");
        let ran = tokio::task::block_in_place(|| ran(&mut command));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.stdout
    };
    let choices = run(&["models", "use"]);
    assert_said!(home, choices, @r"
    enhance  large at 127.0.0.1:[port] (PROMPT_ENHANCEMENT_MODEL (the environment))
    extract  Rules, offline (nothing else is chosen)
    update   Rules, offline (nothing else is chosen)
    vary     nowhere/to:be-found at 127.0.0.1:[port] (PROMPT_VARIATION_MODEL (the environment))
    ");
    let enhanced = run(&["enhance", "a red fox"]);
    assert!(
        enhanced.contains("412 + 180 tokens, price unknown"),
        "{enhanced}"
    );
    assert_eq!(fake.requests()[0].body["model"], "large");
    run(&["models", "use", "rules"]);
    let enhanced = run(&["enhance", "a red fox"]);
    assert!(!enhanced.contains("tokens"), "{enhanced}");
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_model_costs_counts_for_its_key_and_stops_at_the_days_limit() {
    let home = home();
    add_key(&home, "one");
    let fake = Fake::start(vec![counted("a fox in snow"), counted("a fox in snow")]).await;
    let url = fake.base_url();
    let add = ["models", "add", "writer", "--url", &url, "--model", "m"];
    let priced = [
        "--provider",
        "openai",
        "--price-in",
        "1000",
        "--price-out",
        "1000",
    ];
    must(&home, &[&add[..], &priced].concat());
    let enhance = ["enhance", "a fox", "--refiner", "writer", "--fresh"];
    must(&home, &enhance);
    let spent = || {
        let keys: Value = serde_json::from_str(&must(&home, &["keys", "list", "--json"])).unwrap();
        keys[0]["spend"]["micro_usd"].as_i64().unwrap()
    };
    // (412 + 180) tokens at a tenth of a cent each, still so in the next program.
    assert_eq!(spent(), 592_000);
    must(
        &home,
        &[
            "keys",
            "limit",
            "one",
            "--provider",
            "openai",
            "--usd-per-day",
            "0.5",
        ],
    );
    let over = run(&home, &enhance);
    assert_said!(home, refusal(&over), @r#"
    exit 1
    error: no key is free for the chat model
      caused by: the limit for one day is reached with every key

    hint: the offline rules work without it: choose the refiner "rules"
    "#);
    assert_eq!((fake.requests().len(), spent()), (1, 592_000));
}
