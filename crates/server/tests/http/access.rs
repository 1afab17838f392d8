//! Who is let in.

use std::net::{Ipv4Addr, SocketAddr};

use reqwest::StatusCode;
use serde_json::json;
use worldreel_server::{Access, ServeError, serve};
use worldreel_studio::ErrorCode;
use worldreel_studio::call::BASE_PATH;

use crate::world::{World, refusal, studio};

const TOKEN: &str = "a-long-token-of-the-owner";
const MEDIA: &str = "another-token-for-files";
const APP: &str = "tauri://localhost";

fn health() -> String {
    format!("{BASE_PATH}/health")
}

async fn guarded() -> World {
    let access = Access::loopback()
        .with_token(TOKEN.into())
        .with_media_token(MEDIA.into());
    World::with(access).await
}

#[tokio::test]
async fn a_host_that_is_not_this_machine_is_turned_away() {
    let world = World::open().await;
    let port = world.host().rsplit_once(':').unwrap().1.to_owned();
    for host in [
        "evil.example",
        "localhost.evil.example",
        "192.168.1.7",
        "",
        "[::2]",
    ] {
        let line = format!("Host: {host}:{port}");
        for path in ["/", &health(), "/health", "/api/videos"] {
            let answer = world.raw("GET", path, &[&line]).await;
            assert_eq!(answer.status, 403, "{host} {path}");
            assert!(
                answer.body.contains("does not name this machine"),
                "{host} {path}: {}",
                answer.body
            );
        }
    }
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        let line = format!("Host: {host}:{port}");
        assert_eq!(
            world.raw("GET", &health(), &[&line]).await.status,
            200,
            "{host}"
        );
    }
}

#[tokio::test]
async fn a_page_of_another_origin_is_turned_away_and_hears_nothing() {
    let world = World::with(Access::loopback().with_origin(APP)).await;
    let own = format!("Origin: http://{}", world.host());
    for origin in [
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://localhost",
        "Origin: http://localhost:1",
    ] {
        let answer = world.raw("GET", &health(), &[origin]).await;
        assert_eq!(answer.status, 403, "{origin}");
        assert!(
            !answer.head.contains("access-control-allow-origin"),
            "{origin}"
        );
    }
    let answer = world.raw("GET", &health(), &[&own]).await;
    assert_eq!(answer.status, 200);
    let answer = world
        .raw("GET", &health(), &[&format!("Origin: {APP}")])
        .await;
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .head
            .contains(&format!("access-control-allow-origin: {APP}"))
    );
}

#[tokio::test]
async fn a_page_that_is_let_in_may_ask_first() {
    let world = World::with(Access::loopback().with_origin(APP)).await;
    let origin = format!("Origin: {APP}");
    let asked = [origin.as_str(), "Access-Control-Request-Method: POST"];
    let answer = world
        .raw("OPTIONS", &format!("{BASE_PATH}/batches"), &asked)
        .await;
    assert_eq!(answer.status, 204);
    assert!(
        answer
            .head
            .contains("access-control-allow-methods: get, post, put, delete")
    );
    let evil = ["Origin: http://evil.example", asked[1]];
    let answer = world
        .raw("OPTIONS", &format!("{BASE_PATH}/batches"), &evil)
        .await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn every_call_asks_for_the_token() {
    let world = guarded().await;
    let (status, error) = refusal(world.get("/health").await).await;
    assert_eq!(
        (status, error.code),
        (StatusCode::FORBIDDEN, ErrorCode::Forbidden)
    );
    assert!(error.hint.is_some());
    for path in ["/snapshot", "/events", "/jobs", "/nothing"] {
        assert_eq!(
            world.get(path).await.status(),
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    for wrong in ["", "a", MEDIA, &TOKEN[1..], &format!("{TOKEN}x")] {
        let answer = world.call("GET", "/health").bearer_auth(wrong);
        let status = answer.send().await.unwrap().status();
        assert_eq!(status, StatusCode::FORBIDDEN, "{wrong:?}");
    }
    let answer = world.call("GET", "/health").bearer_auth(TOKEN);
    assert_eq!(answer.send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn without_the_token_nobody_learns_where_the_library_is() {
    let world = guarded().await;
    for path in ["/", "/health", "/api/videos", &health()] {
        let answer = world.raw("GET", path, &[]).await;
        let library = world.library().display().to_string();
        assert!(!answer.body.contains(&library), "{path}: {}", answer.body);
    }
}

#[tokio::test]
async fn the_media_token_opens_files_and_nothing_else() {
    let world = guarded().await;
    let batch = world.call("POST", "/batches").bearer_auth(TOKEN);
    let batch = batch.json(&crate::world::small_batch(1));
    assert_eq!(batch.send().await.unwrap().status(), StatusCode::OK);
    world.settle().await;
    let jobs = world.studio.list_jobs(Default::default()).await.unwrap();
    let video = jobs.jobs[0].video.clone().unwrap();
    let status = |method: &'static str, path: String| {
        let request = world.request(method, &path).json(&json!({}));
        async move { request.send().await.unwrap().status() }
    };
    for url in [&video.url, &video.poster_url] {
        assert_eq!(
            status("GET", format!("{url}?token={MEDIA}")).await,
            StatusCode::OK
        );
        assert_eq!(status("GET", url.clone()).await, StatusCode::FORBIDDEN);
        // The owner's token must not stand in an address.
        assert_eq!(
            status("GET", format!("{url}?token={TOKEN}")).await,
            StatusCode::FORBIDDEN
        );
    }
    for path in ["/health", "/jobs", "/snapshot", "/events"] {
        let path = format!("{BASE_PATH}{path}?token={MEDIA}");
        assert_eq!(
            status("GET", path.clone()).await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    for path in ["/rescan", "/batches"] {
        let path = format!("{BASE_PATH}{path}?token={MEDIA}");
        assert_eq!(
            status("POST", path.clone()).await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
}

#[tokio::test]
async fn beyond_this_machine_no_door_opens_without_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let studio = studio(folder.path()).await;
    let everywhere = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
    let refused = serve(studio.clone(), everywhere, Access::loopback()).await;
    assert!(
        matches!(refused, Err(ServeError::Unguarded { .. })),
        "{refused:?}"
    );
    studio.close().await;
}
