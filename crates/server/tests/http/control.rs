//! What a user does to a job that is in the queue, or was.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use worldreel_studio::ErrorCode;

use crate::world::{World, refusal, small_batch};

/// An engine whose provider bills a dollar for each second.
fn dear() -> Value {
    json!({ "settings": {
        "engine": "openai_videos", "name": "dear", "url": "http://127.0.0.1:9",
        "charge": { "charge": "per_second", "micro_usd": 1_000_000 },
    }})
}

async fn must(answer: Response) -> Value {
    let status = answer.status();
    let body: Value = answer.json().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{body}");
    body
}

/// Queues small takes that wait, since the queue is paused; the ids of their jobs.
async fn waiting(world: &World, takes: u32) -> Vec<String> {
    must(world.post("/queue/pause", &json!({ "paused": true })).await).await;
    let batch = must(world.post("/batches", &small_batch(takes)).await).await;
    let path = format!("/jobs?batch={}", batch["batch"].as_str().unwrap());
    let page = must(world.get(&path).await).await;
    let jobs = page["jobs"].as_array().unwrap();
    jobs.iter()
        .map(|job| job["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_take_is_rendered_once_more_with_another_seed_as_a_job_of_its_own() {
    let world = World::open().await;
    let before = world.render(1).await.remove(0);
    let path = format!("/jobs/{}/retry-changed", before.id);
    must(world.post("/queue/pause", &json!({ "paused": true })).await).await;
    let again = must(world.post(&path, &json!({})).await).await;
    assert_eq!(again["retry_of"], json!(before.id));
    assert_eq!(
        (&again["take"], &again["state"]["state"]),
        (&json!(2), &json!("queued"))
    );
    assert_eq!(again["session"], json!(before.session));
    assert_eq!(again["spec"]["size"], json!(before.spec.size));
    assert_ne!(again["spec"]["seed"], json!(before.spec.seed));

    let larger = json!({ "spec": { "size": { "width": 128, "height": 64 }, "seed": 7 } });
    let larger = must(world.post(&path, &larger).await).await;
    assert_eq!(larger["spec"]["size"]["width"], 128);
    assert_eq!(larger["spec"]["seed"], 7);
    let same = world.get(&format!("/jobs/{}", before.id)).await;
    assert_eq!(
        must(same).await["state"]["state"],
        "done",
        "the first stays as it is"
    );
}

#[tokio::test]
async fn a_retry_that_changes_nothing_or_comes_too_early_is_refused() {
    let world = World::open().await;
    let before = world.render(1).await.remove(0);
    let path = format!("/jobs/{}/retry-changed", before.id);
    let same = json!({ "spec": { "seed": before.spec.seed } });
    let (status, error) = refusal(world.post(&path, &same).await).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(error.message, "nothing is other than before");

    let odd = json!({ "spec": { "size": { "width": 63, "height": 64 } } });
    let (_, error) = refusal(world.post(&path, &odd).await).await;
    assert_eq!(error.code, ErrorCode::EngineCannot);
    assert_eq!(error.field.as_deref(), Some("spec.width"));

    let act = format!("/jobs/{}/act", before.id);
    let alone = json!({ "action": "retry_changed" });
    let (_, error) = refusal(world.post(&act, &alone).await).await;
    assert_eq!(error.code, ErrorCode::BadInput, "{error}");

    let live = waiting(&world, 1).await.remove(0);
    let path = format!("/jobs/{live}/retry-changed");
    let (status, error) = refusal(world.post(&path, &json!({})).await).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(error.message, "take 1: it hasn't ended yet");
}

#[tokio::test]
async fn a_retry_that_costs_needs_a_word_for_it() {
    let world = World::open().await;
    let before = world.render(1).await.remove(0);
    must(world.post("/queue/pause", &json!({ "paused": true })).await).await;
    must(world.post("/engines", &dear()).await).await;
    let path = format!("/jobs/{}/retry-changed", before.id);
    let spec = json!({ "size": { "width": 256, "height": 256 }, "frames": 25, "fps": 25 });
    let wanted = json!({ "engines": ["dear"], "spec": spec });
    let (status, error) = refusal(world.post(&path, &wanted).await).await;
    assert_eq!(status, StatusCode::PAYMENT_REQUIRED, "{error}");
    let jobs = must(world.get("/jobs").await).await;
    assert_eq!(
        jobs["jobs"].as_array().unwrap().len(),
        1,
        "nothing was queued"
    );
    let agreed = json!({ "engines": ["dear"], "spec": spec, "max_micro_usd": 1_000_000 });
    let again = must(world.post(&path, &agreed).await).await;
    assert_eq!(again["engines"], json!(["dear"]));
}
