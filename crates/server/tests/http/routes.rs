//! Every line of the command table, asked over HTTP.

use reqwest::StatusCode;
use serde_json::{Value, json};
use worldreel_studio::ErrorCode;
use worldreel_studio::call::{BASE_PATH, COMMANDS, CommandInfo, Kind, Method};

use crate::world::{World, refusal, small_batch};

/// An id that nothing has.
const NOBODY: &str = "0190c9a0-7b1e-7c3a-8f00-1b2c3d4e5f60";

/// What to send to a command, so that its ids are all that can be wrong.
fn body_for(command: &CommandInfo) -> Option<Value> {
    Some(match command.name {
        "enhance" => json!({ "prompt": "a red fox in snow", "locks": { "fields": ["style"] } }),
        "extract" => json!({ "prompt": "a red fox in snow" }),
        "sent_prompt" => json!({ "engine": "sketch", "prompt": "a red fox in snow" }),
        "update" => json!({ "prompt": "a red fox in snow", "request": "make it night" }),
        "set_fields" => json!({
            "prompt": "a red fox in snow",
            "fields": [{ "field": "time_of_day", "value": "dusk" }],
        }),
        "save_template" => json!({ "name": "mine", "text": "a {animal: fox} in snow" }),
        "save_preset" => json!({ "name": "mine", "phrases": ["soft light"] }),
        "fill_template" => json!({}),
        "apply_preset" => json!({ "prompt": "a red fox in snow" }),
        "vary" => json!({ "selected": ["a red fox in snow"], "total": 3 }),
        "compare" => json!({ "before": "a red fox", "after": "a grey fox" }),
        "create_session" | "rename_session" => json!({ "title": "Foxes" }),
        "keep_revisions" => json!({
            "steps": [{ "prompt": "a red fox in snow", "origin": "typed" }],
        }),
        "name_revision" | "duplicate_session" => json!({}),
        "archive_session" => json!({ "archived": true }),
        "quote" | "generate" => small_batch(1),
        "pause_batch" | "pause_queue" | "pause_engine" => json!({ "paused": false }),
        "add_model" => json!({
            "name": "local", "url": "http://127.0.0.1:9/v1", "model": "m",
        }),
        "test_model" | "price_model" | "choose_refiner" => json!({}),
        "stop_refining" => json!({ "call": NOBODY }),
        "list_models" => json!({ "url": "http://127.0.0.1:9/v1" }),
        "limit_batch" => json!({ "budget_micro_usd": 1_000_000 }),
        "order_queue" => json!({ "order": "in_order" }),
        "prioritize_job" => json!({ "priority": "high" }),
        "act_on_jobs" => json!({ "jobs": [NOBODY], "act": { "act": "hold" } }),
        "put_jobs" => json!({ "places": [] }),
        "clear_finished" | "put_back_cleared" => json!({}),
        "expire_waiting" => json!({ "waited_s": 60, "preview": true }),
        "act_on_job" => json!({ "action": "hold" }),
        "edit_job" => json!({ "expected_version": 0, "spec": { "seed": 8 } }),
        "run_next" | "move_job" | "repair" | "rescan" | "restore_session" | "change_settings"
        | "save_draft" => {
            json!({})
        }
        "retry_changed" => json!({ "spec": { "seed": 8 } }),
        "add_engine" => json!({
            "settings": { "engine": "openai_videos", "name": "omni", "url": "http://127.0.0.1:9" },
        }),
        "add_key" => json!({
            "provider": "nvidia", "label": "studio", "value": "nvapi-1", "allow_file": true,
        }),
        "limit_key" => json!({ "width_max": 2 }),
        "pause_lane" => json!({ "paused": true }),
        "test_engine" | "test_key" | "order_keys" | "import_keys" => json!({}),
        "start_export" => json!({ "select": "all" }),
        _ => return None,
    })
}

async fn ask(world: &World, command: &CommandInfo) -> reqwest::Response {
    let mut path = command.path.to_owned();
    for field in command.path_fields() {
        path = path.replace(&format!("{{{field}}}"), NOBODY);
    }
    let mut request = world.call(command.method.name(), &path);
    if command.kind == Kind::Upload {
        request = request
            .query(&[("name", "prompts.txt")])
            .body("a red fox in snow\na blue bird\n");
    } else if let Some(body) = body_for(command) {
        request = request.json(&body);
    } else {
        assert_ne!(
            command.method,
            Method::Post,
            "say what to send to {command:?}"
        );
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn every_command_without_an_id_answers_and_with_an_unknown_one_says_so() {
    let world = World::open().await;
    for command in COMMANDS {
        let answer = ask(&world, command).await;
        // Whether there is anything to export yet depends on how quick the batch was.
        let nothing = command.name == "start_export" && answer.status() == StatusCode::NOT_FOUND;
        if nothing || command.path_fields().next().is_some() {
            let (status, error) = refusal(answer).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{command:?}: {error}");
            assert_eq!(error.code, ErrorCode::NotFound, "{command:?}");
            assert!(!error.message.is_empty(), "{command:?}");
        } else if command.name == "list_models" {
            // Nobody listens at the address that is asked.
            let (status, error) = refusal(answer).await;
            assert_eq!(status, StatusCode::BAD_GATEWAY);
            assert_eq!(error.code, ErrorCode::Refiner);
        } else {
            assert_eq!(answer.status(), StatusCode::OK, "{command:?}");
            assert_eq!(
                answer.headers()["content-type"],
                "application/json",
                "{command:?}"
            );
            answer.json::<Value>().await.unwrap();
        }
    }
}

#[tokio::test]
async fn what_is_no_id_is_refused_by_the_place_it_stands_in() {
    let world = World::open().await;
    for command in COMMANDS {
        // What has a name instead of an id is looked up by whatever is said.
        let named = ["engine", "lane", "provider", "model", "template", "preset"];
        let mut ids = command.path_fields().filter(|field| !named.contains(field));
        let Some(field) = ids.next().filter(|_| !command.path.starts_with("/keys")) else {
            continue;
        };
        let path = command.path.replace(&format!("{{{field}}}"), "no-id");
        let request = world.call(command.method.name(), &path);
        let request = match body_for(command) {
            Some(body) => request.json(&body),
            None => request,
        };
        let (status, error) = refusal(request.send().await.unwrap()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{command:?}");
        assert_eq!(error.code, ErrorCode::BadInput, "{command:?}: {error}");
    }
}

#[tokio::test]
async fn a_batch_can_be_queued_watched_fetched_and_packed() {
    let world = World::open().await;
    let jobs = world.render(2).await;
    assert_eq!(jobs.len(), 2);
    for job in &jobs {
        let video = job.video.as_ref().unwrap();
        let file = world.request("GET", &video.url).send().await.unwrap();
        assert_eq!(file.headers()["content-type"], "video/mp4");
        let bytes = file.bytes().await.unwrap();
        assert_eq!(i64::try_from(bytes.len()).unwrap(), video.size_bytes);
        let poster_file = world.library().join(&video.file).with_extension("png");
        assert!(!poster_file.exists(), "nobody has wanted to see it");
        let poster = world
            .request("GET", &video.poster_url)
            .send()
            .await
            .unwrap();
        assert_eq!(poster.headers()["content-type"], "image/png");
        assert_eq!(
            poster.bytes().await.unwrap(),
            std::fs::read(poster_file).unwrap()
        );
    }
    let started = world.post("/exports", &json!({ "select": "all" })).await;
    let started: Value = started.json().await.unwrap();
    let export = format!("/exports/{}", started["export"].as_str().unwrap());
    let ended = world.get(&format!("{export}?wait_ms=30000")).await;
    let ended: Value = ended.json().await.unwrap();
    assert_eq!(ended["state"], "done", "{ended}");
    let zip = world.get(&format!("{export}/file")).await;
    let kept = zip.headers()["content-disposition"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(kept.starts_with("attachment; filename*=UTF-8''"), "{kept}");
    assert_eq!(&zip.bytes().await.unwrap()[..4], b"PK\x03\x04");
    let removed = world.call("DELETE", &export).send().await.unwrap();
    assert_eq!(removed.status(), StatusCode::OK);
    let (status, _) = refusal(world.get(&export).await).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_studio_describes_its_calls() {
    let world = World::open().await;
    let described: Value = world.get("/openapi.json").await.json().await.unwrap();
    assert_eq!(described["openapi"], "3.1.0");
    for command in COMMANDS {
        let path = format!("{BASE_PATH}{}", command.path);
        let method = command.method.name().to_lowercase();
        assert_eq!(
            described["paths"][path][method]["operationId"],
            command.name
        );
    }
}

#[tokio::test]
async fn a_method_that_a_path_does_not_have_is_refused() {
    let world = World::open().await;
    let answer = world.call("DELETE", "/health").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_address_with_nothing_behind_it_says_so_in_json() {
    let world = World::open().await;
    for path in [
        format!("{BASE_PATH}/nothing"),
        format!("{BASE_PATH}/jobs/a/b/c"),
    ] {
        let (status, error) = refusal(world.request("GET", &path).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(error.code, ErrorCode::NotFound, "{path}");
    }
}
