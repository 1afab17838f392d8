//! The pages, built or not, and what is not for them.

use reqwest::StatusCode;

use crate::world::World;

#[tokio::test]
async fn every_address_of_the_ui_is_its_page_with_a_policy() {
    let world = World::open().await;
    for path in ["/", "/sessions/0190c9a0", "/queue", "/index.html"] {
        let answer = world.request("GET", path).header("accept", "text/html");
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let head = answer.headers().clone();
        let policy = head["content-security-policy"].to_str().unwrap();
        for rule in [
            "default-src 'self'",
            "script-src 'self';",
            "object-src 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-eval"), "{policy}");
        assert_eq!(head["x-content-type-options"], "nosniff");
        assert_eq!(head["referrer-policy"], "no-referrer");
        assert!(
            head["content-type"]
                .to_str()
                .unwrap()
                .starts_with("text/html")
        );
        let page = answer.text().await.unwrap().to_lowercase();
        assert!(page.starts_with("<!doctype html>"), "{path}: {page}");
    }
}

#[tokio::test]
async fn an_asset_that_does_not_exist_is_no_page() {
    let world = World::open().await;
    let answer = world
        .request("GET", "/assets/nothing.js")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let answer = world.request("POST", "/").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn what_belongs_to_the_tuner_api_is_never_the_page() {
    let world = World::open().await;
    for (method, path) in [
        ("GET", "/api/v1/videos"),
        ("POST", "/api/generate"),
        ("GET", "/api/"),
        ("GET", "/api"),
        ("GET", "/static/nothing.css"),
    ] {
        let answer = world.request(method, path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        let told: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(told["detail"], "Not Found", "{path}");
    }
}

#[tokio::test]
async fn the_health_of_the_process_is_at_its_usual_place() {
    let world = World::open().await;
    let answer = world.request("GET", "/health").send().await.unwrap();
    let health: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(health["status"], "ok");
}
