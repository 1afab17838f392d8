//! Bodies that can't be taken.

use reqwest::StatusCode;
use serde_json::{Value, json};
use worldreel_studio::{ApiError, ErrorCode};

use crate::world::{World, refusal, small_batch};

async fn refused(world: &World, path: &str, body: impl Into<reqwest::Body>) -> ApiError {
    let request = world
        .call("POST", path)
        .header("Content-Type", "application/json");
    let (status, error) = refusal(request.body(body).send().await.unwrap()).await;
    assert_eq!(status.as_u16(), error.code.http_status());
    error
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_with_the_limit() {
    let world = World::open().await;
    let limit = 1 << 20;
    let error = refused(&world, "/enhance", vec![b' '; limit + 1]).await;
    assert_eq!(
        (error.code, error.field.as_deref()),
        (ErrorCode::BadInput, Some("body"))
    );
    assert_eq!(error.message, "the body is larger than 1 MiB");
    // One byte less is read, and found to be empty.
    let error = refused(&world, "/enhance", vec![b' '; limit]).await;
    assert_eq!(error.field.as_deref(), Some("prompt"));
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused_as_that() {
    let world = World::open().await;
    for body in [
        "{",
        "[]",
        "7",
        "\"text\"",
        "{\"prompt\": }",
        "\u{0}",
        "nonsense",
    ] {
        let error = refused(&world, "/extract", body).await;
        assert_eq!(
            (error.code, error.field.as_deref()),
            (ErrorCode::BadInput, Some("body")),
            "{body}"
        );
    }
    let error = refused(&world, "/extract", vec![0xff, 0xfe, 0x00]).await;
    assert_eq!(error.field.as_deref(), Some("body"));
}

#[tokio::test]
async fn a_field_that_is_missing_is_named() {
    let world = World::open().await;
    for (path, body, field) in [
        ("/extract", json!({}), "prompt"),
        ("/queue/pause", json!({}), "paused"),
        ("/quote", json!({}), "items"),
    ] {
        let error = refused(&world, path, body.to_string()).await;
        assert_eq!(
            (error.code, error.field.as_deref()),
            (ErrorCode::BadInput, Some(field)),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_batch_that_can_not_be_rendered_queues_nothing() {
    let world = World::open().await;
    let with = |field: &str, value: Value| {
        let mut batch = small_batch(1);
        batch["items"][0][field] = value;
        batch
    };
    let spec = |field: &str, value: Value| {
        let mut batch = small_batch(1);
        batch["items"][0]["spec"][field] = value;
        batch
    };
    for (batch, code) in [
        (json!({ "items": [] }), ErrorCode::BadInput),
        (with("prompt", json!("")), ErrorCode::BadInput),
        (with("prompt", json!("a\u{0}b")), ErrorCode::BadInput),
        (with("prompt", Value::Null), ErrorCode::BadInput),
        (with("takes", json!(0)), ErrorCode::BadInput),
        (with("takes", json!(1_000_000)), ErrorCode::BadInput),
        (with("takes", json!(-1)), ErrorCode::BadInput),
        (spec("frames", json!(100_000)), ErrorCode::EngineCannot),
        (
            spec("size", json!({ "width": 63, "height": 64 })),
            ErrorCode::EngineCannot,
        ),
        (spec("steps", json!(20)), ErrorCode::EngineCannot),
        (spec("seed", json!(4_294_967_296_u64)), ErrorCode::BadInput),
    ] {
        let error = refused(&world, "/batches", batch.to_string()).await;
        assert_eq!(error.code, code, "{batch}: {error}");
    }
    let jobs: Value = world.get("/jobs").await.json().await.unwrap();
    assert_eq!(jobs, json!({ "jobs": [] }));
    let sessions: Value = world.get("/sessions").await.json().await.unwrap();
    assert_eq!(sessions, json!([]));
}

#[tokio::test]
async fn a_prompt_file_without_its_name_is_refused() {
    let world = World::open().await;
    let answer = world
        .call("POST", "/prompt-files")
        .body("a fox")
        .send()
        .await
        .unwrap();
    let (status, error) = refusal(answer).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        (error.code, error.field.as_deref()),
        (ErrorCode::BadInput, Some("name"))
    );
}

#[tokio::test]
async fn a_prompt_file_that_is_named_like_a_number_is_read_all_the_same() {
    let world = World::open().await;
    for name in ["2026", "true", "7.txt"] {
        let request = world.call("POST", "/prompt-files").query(&[("name", name)]);
        let answer = request.body("a fox\n").send().await.unwrap();
        let told = answer.text().await.unwrap();
        assert!(!told.contains("does not fit"), "{name}: {told}");
    }
}
