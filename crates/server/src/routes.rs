//! A route for each line of the command table.

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{
    DefaultBodyLimit, FromRequest, Query, RawPathParams, Request, State as Shared,
};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use worldreel_studio::call::{Answer, BASE_PATH, COMMANDS, CommandInfo, Kind, Method};
use worldreel_studio::{ApiError, ErrorCode};

use crate::State;
use crate::files;

/// An error, as HTTP tells it.
pub(crate) struct Refused(pub(crate) ApiError);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.code.http_status())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(serde_json::json!({ "error": self.0 }))).into_response()
    }
}

/// The whole path of a call: a nested router would write each request's address anew.
pub(crate) fn under(path: &str) -> String {
    format!("{BASE_PATH}{path}")
}

pub(crate) fn all() -> Router<State> {
    COMMANDS.iter().fold(Router::new(), |router, command| {
        router.route(&under(command.path), route(command))
    })
}

fn route(command: &'static CommandInfo) -> MethodRouter<State> {
    let method = match command.method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Delete => MethodFilter::DELETE,
    };
    let handler = move |Shared(state): Shared<State>,
                        path: RawPathParams,
                        Query(query): Query<Vec<(String, String)>>,
                        request: Request| async move {
        call(command, &state, &path, query, request)
            .await
            .unwrap_or_else(|error| Refused(error).into_response())
    };
    on(method, handler).layer(DefaultBodyLimit::max(command.body_max_bytes))
}

async fn call(
    command: &CommandInfo,
    state: &State,
    path: &RawPathParams,
    query: Vec<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let head = (command.kind == Kind::Download).then(|| request.headers().clone());
    let mut input = Map::new();
    let mut bytes = Vec::new();
    match (command.kind, command.method) {
        (Kind::Upload, _) => bytes = body(command, request).await?.into(),
        (_, Method::Post) => input = object(&body(command, request).await?)?,
        _ => {}
    }
    for (name, value) in query.into_iter().filter(|(name, _)| name != "token") {
        input.insert(name, scalar(&value, command));
    }
    for (name, value) in path {
        input.insert(name.to_owned(), Value::String(value.to_owned()));
    }
    match command
        .call(&state.studio, Value::Object(input), bytes)
        .await?
    {
        Answer::Json(json) => Ok(written(json)),
        Answer::File(file) => files::give(file, &head.unwrap_or_default()).await,
    }
}

/// JSON that is written already.
fn written(json: Box<RawValue>) -> Response {
    let json = Box::<str>::from(json).into_string();
    let media_type = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, media_type)], json).into_response()
}

async fn body(command: &CommandInfo, request: Request) -> Result<Bytes, ApiError> {
    Bytes::from_request(request, &()).await.map_err(|error| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            let megabytes = command.body_max_bytes >> 20;
            ApiError::bad_input("body", format!("the body is larger than {megabytes} MiB"))
                .hint("send it in parts")
        } else {
            ApiError::bad_input("body", format!("the body could not be read: {error}"))
        }
    })
}

fn object(body: &[u8]) -> Result<Map<String, Value>, ApiError> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(ApiError::bad_input("body", "the body is no JSON object")),
        Err(error) => Err(ApiError::bad_input(
            "body",
            format!("the body is no JSON: {error}"),
        )),
    }
}

/// A value of the query: numbers and truth values are what they look like, but a file's
/// name is always text.
fn scalar(text: &str, command: &CommandInfo) -> Value {
    let plain = command.kind == Kind::Upload;
    match serde_json::from_str(text) {
        Ok(value @ (Value::Bool(_) | Value::Number(_))) if !plain => value,
        _ => Value::String(text.to_owned()),
    }
}

/// Whether it is alive. Nobody has to show a token for it, so it tells nothing of the
/// library.
pub(crate) async fn health() -> Response {
    let version = env!("CARGO_PKG_VERSION");
    // Local time without a zone: what clients of the Tuner API look for here.
    let timestamp = format!("{:.6}", jiff::Zoned::now().datetime());
    Json(serde_json::json!({ "status": "ok", "timestamp": timestamp, "version": version }))
        .into_response()
}

/// The description of all calls, for programs and for tools that show or try them.
pub(crate) async fn openapi() -> Response {
    Json(worldreel_studio::call::openapi()).into_response()
}

/// What is neither a call nor a page.
pub(crate) async fn unknown() -> Response {
    let error = ApiError::new(ErrorCode::NotFound, "there is nothing at this address")
        .hint("the calls are described at /studio/v1/openapi.json");
    let mut response = Refused(error).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
