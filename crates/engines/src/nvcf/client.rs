//! One method for each request.

use std::time::Duration;

use reqwest::{RequestBuilder, Response};

use super::settings::{Addresses, NvcfSettings};
use super::wire;
use crate::engine::Order;
use crate::http::{self, SendError, Timing};
use crate::key::Key;
use crate::refuse::KeyProblem;

/// Speaks to one function.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    addresses: Addresses,
    settings: NvcfSettings,
    answer: Duration,
}

/// The head of an answer or what befell the request, unless the key could not be sent.
type Sent = Result<Result<Response, SendError>, KeyProblem>;

impl Client {
    pub(super) fn new(
        addresses: Addresses,
        settings: &NvcfSettings,
        timing: &Timing,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self {
            http: http::client(&addresses.invoke, timing)?,
            addresses,
            settings: settings.clone(),
            answer: timing.answer(),
        })
    }

    /// Host and port, for messages.
    pub(super) fn server(&self) -> &str {
        self.addresses.invoke.name()
    }

    /// Sends an order. The answer is held back for a few seconds, so that a render that
    /// takes longer has its id soon.
    pub(super) async fn invoke(&self, order: &Order, key: &Key) -> Sent {
        let body = wire::body(order, &self.settings.body);
        let request = self.http.post(self.addresses.invoke.as_str()).json(&body);
        self.held(
            request,
            self.settings.hold_submit_s,
            key,
            &self.addresses.invoke,
        )
        .await
    }

    /// Asks about a render and waits up to `hold_s` for news.
    pub(super) async fn status(&self, id: &str, hold_s: u32, key: &Key) -> Sent {
        let request = self.http.get(self.addresses.status_of(id));
        self.held(request, hold_s, key, &self.addresses.status)
            .await
    }

    /// The head of the answer with a result, from where the service says that it lies.
    /// The address is signed; a key has no business there.
    pub(super) async fn result(&self, location: &str) -> Result<Response, SendError> {
        http::send(self.http.get(location), self.answer).await
    }

    /// Whether a result may be fetched from `location`.
    pub(super) fn may_fetch(&self, location: &str) -> bool {
        self.addresses.invoke.may_send_us_to(location)
    }

    async fn held(
        &self,
        request: RequestBuilder,
        hold_s: u32,
        key: &Key,
        to: &http::Address,
    ) -> Sent {
        if !to.takes_keys(self.settings.keys_in_the_clear) {
            return Err(KeyProblem::InTheClear);
        }
        let bearer = http::bearer(key).map_err(|_| KeyProblem::NotAHeader)?;
        let request = request
            .header(::http::header::AUTHORIZATION, bearer)
            .header(::http::header::ACCEPT, "application/json")
            .header("NVCF-POLL-SECONDS", hold_s);
        let silence = Duration::from_secs(u64::from(hold_s)) + self.answer;
        Ok(http::send(request, silence).await)
    }
}
