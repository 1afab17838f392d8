//! The Tuner API: the REST contract of the Cosmos Prompt Tuner
//! (`seogenis/world-model-portal-backend`), for clients that were written for it.
//!
//! | module | what it holds |
//! |---|---|
//! | `fields` | a call's fields, and what is wrong with them in the contract's shape |
//! | `refused` | `{"detail": ...}` |
//! | `prompts` | enhance, initialize, update, variations, history, sessions |
//! | `videos` | renders, their status, their files |
//! | `uploads` | pictures and videos that come in |
//! | `words` | how the states of a job are told there |
//!
//! What is different on purpose is in `docs/tuner-api.md`.

mod fields;
mod prompts;
mod refused;
mod uploads;
mod videos;
mod words;

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use axum::{Json, Router};
use serde_json::json;

use crate::State;
use crate::ui;

pub(crate) use refused::{Refused, method_not_allowed, not_found};

/// Where its calls are.
pub(crate) const API_PATH: &str = "/api";
/// Where its files are.
pub(crate) const FILES_PATH: &str = "/static";

const DEMO: &str = include_str!("tuner/demo.html");
/// The demo page holds its script; it talks to this server alone.
const DEMO_POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; \
                           style-src 'unsafe-inline'; connect-src 'self'; media-src 'self'; \
                           base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Whether a path belongs to it.
pub(crate) fn owns(path: &str) -> bool {
    [API_PATH, FILES_PATH].iter().any(|own| {
        path.strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Whether who asks for a path must show a token, where one is asked for. The demo page
/// holds nothing that is secret; what it asks for does.
pub(crate) fn is_guarded(path: &str) -> bool {
    owns(path) && !path.starts_with("/static/frontend_examples/")
}

/// Whether a path gives out a video.
pub(crate) fn is_file(path: &str) -> bool {
    path.starts_with("/api/videos/") || path.starts_with("/static/videos/")
}

pub(crate) fn routes() -> Router<State> {
    let calls = Router::new()
        .route("/enhance", post(prompts::enhance))
        .route("/initialize", post(prompts::initialize))
        .route("/update", post(prompts::update))
        .route("/history", post(prompts::history).get(prompts::history))
        .route(
            "/parameters",
            post(prompts::parameters).get(prompts::parameters),
        )
        .route("/generate-variations", post(prompts::variations))
        .route("/sessions", get(prompts::sessions))
        .route("/session/{name}", delete(prompts::forget))
        .route("/video/single_inference", post(videos::single))
        .route("/video/status/{job}", get(videos::status))
        .route("/video/batch_inference", post(videos::batch))
        .route("/video/batch_status/{batch}", get(videos::batch_status))
        .route("/video/batch_download/{batch}", get(videos::batch_download))
        .route("/video/clean_expired", post(videos::clean_expired))
        .route("/video/upload-url", get(uploads::address))
        .route(
            "/video/uploads/{file}",
            put(uploads::upload).layer(DefaultBodyLimit::max(uploads::BYTES_MAX)),
        )
        .route("/videos/{video}", get(videos::file))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed);
    let files = Router::new()
        .route("/videos/{video}", get(videos::file))
        .route("/videos/{video}/video.mp4", get(videos::file))
        .route("/frontend_examples/demo_complete.html", get(demo))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed);
    Router::new()
        .route("/api", get(not_found))
        .route("/api/", get(not_found))
        .nest(API_PATH, calls)
        .nest(FILES_PATH, files)
}

/// The studio's page for who reads HTML, else the contract's greeting.
pub(crate) async fn welcome(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let accepts = headers
        .get_all(header::ACCEPT)
        .iter()
        .any(|value| value.as_bytes().windows(9).any(|part| part == b"text/html"));
    if accepts {
        return ui::page(method, uri).await;
    }
    Json(json!({
        "message": "Welcome to the Cosmos Prompt Tuner API",
        "version": env!("CARGO_PKG_VERSION"),
    }))
    .into_response()
}

/// The whole address of a path, by the name that the caller knows this server by.
fn address(headers: &HeaderMap, path: &str) -> String {
    match headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
    {
        Some(host) => format!("http://{host}{path}"),
        None => path.to_owned(),
    }
}

async fn demo() -> Response {
    ([(header::CONTENT_SECURITY_POLICY, DEMO_POLICY)], Html(DEMO)).into_response()
}
