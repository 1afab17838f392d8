//! The client, and whether a request that failed may have arrived.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use reqwest::{RequestBuilder, Response};
use secrecy::ExposeSecret;

use super::ANSWER_BYTES_MAX;
use super::address::Address;
use super::body::{self, BodyError};
use super::timing::Timing;
use crate::key::Key;

/// Why a request brought no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SendError {
    /// Nothing of it has reached the server.
    NeverReached {
        /// What the connection said.
        cause: String,
    },
    /// The server may have it and may be acting on it.
    MayHaveArrived {
        /// What the connection said.
        cause: String,
        /// Whether it was merely silent for too long.
        timed_out: bool,
    },
}

/// A client for one server.
pub(crate) fn client(
    address: &Address,
    timing: &Timing,
) -> Result<reqwest::Client, reqwest::Error> {
    let mut builder = reqwest::Client::builder()
        .connect_timeout(timing.connect)
        // Where an answer sends us is looked at before we go, and a redirected POST
        // would become a GET.
        .redirect(reqwest::redirect::Policy::none())
        // A kept connection that the server has closed in the meantime fails the next
        // request after its bytes were sent, and leaves open whether they arrived.
        .pool_max_idle_per_host(0)
        // A render may be silent for longer than a router remembers a connection.
        .tcp_keepalive(Duration::from_secs(30))
        .user_agent(concat!("worldreel/", env!("CARGO_PKG_VERSION")));
    if address.is_loopback() {
        builder = builder.no_proxy();
    }
    builder.build()
}

/// Sends once and returns when the head of the answer is there, or nothing came for
/// `silence`.
pub(crate) async fn send(
    request: RequestBuilder,
    silence: Duration,
) -> Result<Response, SendError> {
    match tokio::time::timeout(silence, request.send()).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(classify(error)),
        Err(_) => Err(SendError::MayHaveArrived {
            cause: format!("no answer for {} s", silence.as_secs_f64().ceil()),
            timed_out: true,
        }),
    }
}

/// An answer that was read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) const fn is_success(&self) -> bool {
        200 <= self.status && self.status < 300
    }
}

/// Sends once and reads a small answer. One whose end does not come counts as none. The
/// silence is allowed before its head and between its parts.
pub(crate) async fn call(request: RequestBuilder, silence: Duration) -> Result<Answer, SendError> {
    let mut response = send(request, silence).await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let unread = |cause: String| SendError::MayHaveArrived {
        cause,
        timed_out: false,
    };
    match body::read(&mut response, ANSWER_BYTES_MAX, silence).await {
        Ok(body) => Ok(Answer {
            status,
            headers,
            body,
        }),
        Err(BodyError::Cut { cause }) => Err(unread(cause)),
        Err(BodyError::TooLong) => Err(unread("the answer is too long".to_owned())),
        Err(BodyError::Disk(error)) => Err(unread(error.to_string())),
    }
}

/// Reads what an answer with an error says. Its status is known; a body that breaks off
/// says as much as was read of it, nothing.
pub(crate) async fn read_error(response: &mut Response, silence: Duration) -> Answer {
    let body = body::read(response, ANSWER_BYTES_MAX, silence).await;
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: body.unwrap_or_default(),
    }
}

fn classify(error: reqwest::Error) -> SendError {
    let never = error.is_connect() || error.is_builder();
    let timed_out = error.is_timeout();
    let cause = chain(&error.without_url());
    if never {
        SendError::NeverReached { cause }
    } else {
        SendError::MayHaveArrived { cause, timed_out }
    }
}

/// A key that can't stand in a header: it has characters that no key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotAHeader;

/// The header that a key is sent in.
pub(crate) fn bearer(key: &Key) -> Result<HeaderValue, NotAHeader> {
    let text = format!("Bearer {}", key.secret().expose_secret().trim());
    let mut value = HeaderValue::from_str(&text).map_err(|_| NotAHeader)?;
    value.set_sensitive(true);
    Ok(value)
}

/// An error with its causes, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
