//! Questions to chat models over HTTP: stopped, hung up on, failed, and what is told of it.

use std::fs::File;

use eventsource_stream::Eventsource;
use futures::StreamExt;
use reqwest::StatusCode;
use serde_json::{Value, json};
use worldreel_testkit::chat::{Answer, Fake, chat, chat_json, chat_parts};
use worldreel_testkit::program::{Home, Served, ran};

use crate::said::{home, must};

/// A studio with the chat model `writer`, which has one key for one request at a time.
async fn with_writer(home: &Home, fake: &Fake) -> Served {
    home.write("key.txt", "sk-canary-1\n");
    let mut command = home.command(&["keys", "add", "one", "--provider", "openai", "--allow-file"]);
    command.stdin(File::open(home.work().join("key.txt")).unwrap());
    let added = tokio::task::block_in_place(|| ran(&mut command));
    assert_eq!(added.code, Some(0), "{added:?}");
    let url = fake.base_url();
    let add = ["models", "add", "writer", "--url", &url, "--model", "m"];
    let more = [
        "--provider",
        "openai",
        "--price-in",
        "1",
        "--price-out",
        "2",
    ];
    must(home, &[&add[..], &more].concat());
    tokio::task::block_in_place(|| home.served(&mut home.command(&["serve", "--port", "0"])))
}

async fn post(served: &Served, path: &str, body: Value) -> (StatusCode, Value) {
    let url = format!("{}/studio/v1{path}", served.address());
    let answer = reqwest::Client::new().post(url).json(&body).send().await;
    let answer = answer.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

fn enhance(call: &str) -> Value {
    json!({ "prompt": "a red fox", "refiner": "writer", "call": call })
}

fn better() -> Answer {
    chat_json(&json!({ "prompt": "a red fox in deep snow", "reasons": [] }))
}

async fn state(served: &Served) -> Value {
    let refiners = served.get("/refiners").await.unwrap();
    let refiners = refiners.as_array().unwrap().clone();
    let writer = refiners.into_iter().find(|own| own["name"] == "writer");
    writer.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_stopped_ends_at_once_and_its_key_is_free() {
    let home = home();
    let fake = Fake::start(vec![Answer::Silence, better()]).await;
    let served = with_writer(&home, &fake).await;
    let stop = json!({ "call": "mine" });
    let (_, early) = post(&served, "/stop-refining", stop.clone()).await;
    assert_eq!(early["stopped"], false);
    let asking = post(&served, "/enhance", enhance("mine"));
    let stopping = async {
        fake.wait_for_request().await;
        post(&served, "/stop-refining", stop).await
    };
    let ((status, refused), (_, stopped)) = tokio::join!(asking, stopping);
    assert_eq!(stopped["stopped"], true);
    assert_eq!(status, StatusCode::CONFLICT);
    let said = refused["error"]["message"].as_str().unwrap();
    assert!(said.contains("may have been billed"), "{said}");
    // There is one key, for one request at a time: it must have been given back.
    let (status, answer) = post(&served, "/enhance", enhance("next")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let totals = state(&served).await["totals"].clone();
    assert_eq!(
        (&totals["answers"], &totals["untold"]),
        (&json!(2), &json!(2))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_model_writes_is_told_by_call_until_the_answer_is_there() {
    let home = home();
    let (writer, answer) = chat_parts();
    let fake = Fake::start(vec![answer]).await;
    let served = with_writer(&home, &fake).await;
    let events = format!("{}/studio/v1/events?after=0", served.address());
    let events = reqwest::get(events).await.unwrap();
    let mut events = events.bytes_stream().eventsource();
    let mut written = async || loop {
        let event = events.next().await.unwrap().unwrap();
        if event.event == "writing" {
            return serde_json::from_str::<Value>(&event.data).unwrap();
        }
    };
    let asking = post(&served, "/enhance", enhance("mine"));
    let following = async {
        writer.write("{\"prompt\": \"a red fox in");
        let so_far = json!([{ "call": "mine", "characters": 24, "text": "a red fox in" }]);
        assert_eq!(written().await, so_far);
        writer.write(" deep snow\", \"reasons\": []}");
        writer.end((300, 40));
        while written().await != json!([]) {}
    };
    let ((status, answer), ()) = tokio::join!(asking, following);
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["after"], "a red fox in deep snow");
    assert_eq!(answer["by"]["took"]["tokens"]["completion"], 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hangs_up_stops_the_question() {
    let home = home();
    let fake = Fake::start(vec![Answer::Silence, better()]).await;
    let served = with_writer(&home, &fake).await;
    tokio::select! {
        (status, _) = post(&served, "/enhance", enhance("mine")) => panic!("{status}"),
        () = fake.wait_for_request() => {}
    }
    let (status, answer) = post(&served, "/enhance", enhance("next")).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["by"]["took"]["requests"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_tells_what_it_took_and_is_not_kept() {
    let home = home();
    let useless = |text: &str| {
        let choice = json!({ "finish_reason": "stop", "message": { "content": text } });
        let usage = json!({ "prompt_tokens": 1000, "completion_tokens": 100 });
        Answer::json(200, &json!({ "choices": [choice], "usage": usage }))
    };
    let fake = Fake::start(vec![useless("no"), useless("still no"), better()]).await;
    let served = with_writer(&home, &fake).await;
    let (status, refused) = post(&served, "/enhance", enhance("mine")).await;
    assert_eq!(status, StatusCode::BAD_GATEWAY);
    let causes = refused["error"]["causes"].to_string();
    // 2000 at $1 and 200 at $2 for a million.
    assert!(
        causes.contains("it took 2000 + 200 tokens, $0.0024"),
        "{causes}"
    );
    assert_eq!(state(&served).await["state"]["state"], "failed");
    let (status, answer) = post(&served, "/enhance", enhance("mine")).await;
    assert_eq!(
        (status, &answer["by"]["kept_from"]),
        (StatusCode::OK, &Value::Null)
    );
    let writer = state(&served).await;
    assert_eq!(writer["state"]["state"], "ready");
    assert_eq!(writer["totals"]["micro_usd"], 2400);
    assert_eq!(writer["totals"]["unpriced"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_shows_in_the_state_of_the_model() {
    let home = home();
    let said = json!({ "error": { "message": "no" } });
    for (fault, state_is) in [
        (
            Answer::json(429, &said).header("retry-after", "3600"),
            "resting",
        ),
        (Answer::json(401, &said), "key_refused"),
        (Answer::json(503, &said), "not_reached"),
        (Answer::json(500, &said), "failed"),
        (chat(""), "failed"),
    ] {
        let label = format!("{fault:?}");
        let fake = Fake::start(vec![fault, chat("")]).await;
        let home = &home;
        let served = with_writer(home, &fake).await;
        assert_eq!(state(&served).await["state"]["state"], "not_asked");
        let (status, _) = post(&served, "/enhance", enhance("mine")).await;
        assert_eq!(status, StatusCode::BAD_GATEWAY, "{label}");
        assert_eq!(state(&served).await["state"]["state"], state_is, "{label}");
        drop(served);
        must(home, &["models", "remove", "writer"]);
        must(home, &["keys", "remove", "one", "--provider", "openai"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_kept_for_the_same_question_alone() {
    let home = home();
    let fake = Fake::start(vec![better(), better(), better()]).await;
    let served = with_writer(&home, &fake).await;
    let (_, first) = post(&served, "/enhance", enhance("a")).await;
    let (_, again) = post(&served, "/enhance", enhance("b")).await;
    assert_eq!(first["after"], again["after"]);
    assert!(again["by"]["kept_from"].is_i64() && again["by"]["took"].is_null());
    let mut locked = enhance("c");
    locked["locks"] = json!({ "fields": ["style"] });
    let (_, other) = post(&served, "/enhance", locked).await;
    assert!(other["by"]["kept_from"].is_null());
    let mut fresh = enhance("d");
    fresh["fresh"] = json!(true);
    let (_, asked) = post(&served, "/enhance", fresh).await;
    assert!(asked["by"]["kept_from"].is_null());
    assert_eq!(fake.requests().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tuner_asks_whom_the_user_chose() {
    let home = home();
    let fake = Fake::start(vec![better()]).await;
    let served = with_writer(&home, &fake).await;
    let choose = json!({ "refiner": "writer" });
    let (status, _) = post(&served, "/refine-with", choose).await;
    assert_eq!(status, StatusCode::OK);
    let url = format!("{}/api/enhance", served.address());
    let asked = json!({ "rough_prompt": "a red fox" });
    let answer = reqwest::Client::new().post(url).json(&asked).send().await;
    let answer: Value = answer.unwrap().json().await.unwrap();
    assert_eq!(answer["enhanced_prompt"], "a red fox in deep snow");
    let nobody = json!({ "refiner": "nobody" });
    let (status, refused) = post(&served, "/refine-with", nobody).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused["error"]["field"], "refiner");
}
