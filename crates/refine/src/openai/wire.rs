//! One HTTP exchange through async-openai, with the raw status, headers and body.
//!
//! Left to itself, async-openai 0.43 sends a request up to four times, sleeps as
//! long as a Retry-After says, loses the headers of an error and even its status
//! when the body is not JSON, and logs bodies (measured 2026-11). So the exchange is
//! ours: it sends once, and hands async-openai nothing but good JSON, also where the
//! answer came in parts.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use async_openai::Client;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use bytes::{Bytes, BytesMut};
use futures::{Stream, StreamExt};
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::access::Access;
use super::parts;
use crate::error::Cause;
use crate::usage::Meter;

/// The largest answer that is read. A prompt and its scene are some 100 KB at the
/// very most, and some MB in parts; anything larger is not an answer to our question.
const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;

/// An answer with an error status.
#[derive(Debug)]
pub(super) struct ErrorAnswer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

/// Why an exchange brought no JSON.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExchangeError {
    /// The server answered with an error status.
    #[error("an error status")]
    Status(Box<ErrorAnswer>),
    /// No complete answer in time.
    #[error("no answer in time")]
    TimedOut,
    /// No connection, or one that broke.
    #[error("no connection")]
    NoConnection(#[source] Cause),
    /// A good status and a body that can't be an answer.
    #[error("{0}")]
    Unreadable(&'static str),
}

/// Sends `body` once and returns the JSON of a good answer. `meter` hears what comes in parts.
pub(super) async fn exchange(
    http: reqwest::Client,
    access: Access,
    body: Value,
    meter: Option<Arc<Meter>>,
) -> Result<Value, ExchangeError> {
    let once = OneShot {
        http: http.clone(),
        meter,
    };
    let client = Client::build(http, access).with_http_service(once);
    let answer: Result<Value, OpenAIError> = client.chat().create_byot(body).await;
    answer.map_err(ours)
}

/// Asks once which models there are.
pub(super) async fn models(http: reqwest::Client, access: Access) -> Result<Value, ExchangeError> {
    let once = OneShot {
        http: http.clone(),
        meter: None,
    };
    let client = Client::build(http, access).with_http_service(once);
    let answer: Result<Value, OpenAIError> = client.models().list_byot().await;
    answer.map_err(ours)
}

fn ours(error: OpenAIError) -> ExchangeError {
    match error {
        OpenAIError::Boxed(error) => match error.downcast::<ExchangeError>() {
            Ok(ours) => *ours,
            Err(other) => ExchangeError::NoConnection(other),
        },
        OpenAIError::Reqwest(error) => from_reqwest(error),
        // Our service lets only good JSON through, so nothing else can come.
        _ => ExchangeError::Unreadable("it could not be read"),
    }
}

/// A tower service that sends a request exactly once.
#[derive(Debug, Clone)]
struct OneShot {
    http: reqwest::Client,
    meter: Option<Arc<Meter>>,
}

type Exchange = std::pin::Pin<
    Box<dyn Future<Output = Result<reqwest::Response, OpenAIError>> + Send + 'static>,
>;

impl tower::Service<HttpRequestFactory> for OneShot {
    type Response = reqwest::Response;
    type Error = OpenAIError;
    type Future = Exchange;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), OpenAIError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, factory: HttpRequestFactory) -> Exchange {
        let Self { http, meter } = self.clone();
        Box::pin(async move {
            let request = factory.build().await?;
            let answer = send(&http, request, meter.as_deref()).await;
            answer.map_err(|error| OpenAIError::Boxed(Box::new(error)))
        })
    }
}

async fn send(
    http: &reqwest::Client,
    request: reqwest::Request,
    meter: Option<&Meter>,
) -> Result<reqwest::Response, ExchangeError> {
    let response = http.execute(request).await.map_err(from_reqwest)?;
    let status = response.status();
    let headers = response.headers().clone();
    if status.is_success() && parts::are_sent(&headers) {
        let whole = parts::read(bytes_of(response), meter).await?;
        let body = whole.to_string();
        return Ok(reqwest::Response::from(http::Response::new(body)));
    }
    let mut body = BytesMut::new();
    let mut bytes = pin!(bytes_of(response));
    while let Some(chunk) = bytes.next().await {
        body.extend_from_slice(&chunk?);
    }
    let body = body.freeze();
    if !status.is_success() {
        return Err(ExchangeError::Status(Box::new(ErrorAnswer {
            status,
            headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        })));
    }
    if serde_json::from_slice::<serde::de::IgnoredAny>(&body).is_err() {
        return Err(ExchangeError::Unreadable("it is not JSON"));
    }
    Ok(reqwest::Response::from(http::Response::new(body)))
}

/// The bytes of an answer, as they come; an error instead of more than are read.
fn bytes_of(
    response: reqwest::Response,
) -> impl Stream<Item = Result<Bytes, ExchangeError>> + Send {
    let mut left = BODY_BYTES_MAX;
    response.bytes_stream().map(move |chunk| {
        let chunk = chunk.map_err(from_reqwest)?;
        match left.checked_sub(chunk.len()) {
            Some(fewer) => left = fewer,
            None => return Err(ExchangeError::Unreadable("it is longer than 4 MiB")),
        }
        Ok(chunk)
    })
}

fn from_reqwest(error: reqwest::Error) -> ExchangeError {
    // A connection that can't be made in time is a server that can't be reached.
    if error.is_timeout() && !error.is_connect() {
        ExchangeError::TimedOut
    } else {
        ExchangeError::NoConnection(Box::new(error.without_url()))
    }
}
