//! NVIDIA's hosted functions (NVCF), and whatever stands behind the same gateway.
//!
//! A render is one POST. While it is open, the render ends when the connection does;
//! once the service has answered 202, it runs on and is asked about by its id. Its result
//! can be read once. All of this is read from the service's own source (NVIDIA/nvcf:
//! src/invocation-plane-services/http-invocation) and its documentation.
//!
//! | module | what it holds |
//! |---|---|
//! | `engine` | what every engine can do, done here |
//! | `settings` | addresses, kind of request, limits, price, and their check |
//! | `resolution` | sizes and lengths that Cosmos renders; pure |
//! | `wire` | an order as the body of a request; pure |
//! | `map` | what an answer means; pure |
//! | `client` | one method for each request |
//! | `watch` | a render followed to its end |
//! | `deliver` | its result brought to the disk |
//! | `archive` | the video taken out of what came |

mod archive;
mod client;
mod deliver;
mod engine;
mod map;
mod resolution;
mod settings;
mod watch;
mod wire;

use std::time::Duration;

use tokio::time::Instant;
use worldreel_domain::failure::{Failure, FailureClass};
use worldreel_domain::job::Ticket;
use worldreel_domain::time::Timestamp;

use crate::engine::{Order, Outcome};
use crate::http::{Answer, Began, Judge, Said, SendError, Timing, read_error};
use crate::key::Key;
use crate::renders::{Renders, UnderWay};
use crate::settings::{Charge, SetupError};
use crate::sink::{Sink, SinkClosed};

pub use self::settings::{NvcfBody, NvcfSettings};

use self::client::Client;

/// A function behind NVIDIA's gateway.
#[derive(Debug)]
pub struct Nvcf {
    settings: NvcfSettings,
    client: Client,
    timing: Timing,
    now: fn() -> Timestamp,
    renders: Renders,
}

impl Nvcf {
    /// An engine for one function. Nothing is sent yet. `now` is the wall clock: what a
    /// server says in dates is compared with it.
    ///
    /// # Errors
    ///
    /// [`SetupError`] when the settings can't be used.
    pub fn new(settings: NvcfSettings, now: fn() -> Timestamp) -> Result<Self, SetupError> {
        // A look counts against the account's requests: 40 a minute, by users' reports.
        let timing = Timing {
            poll_first: Duration::from_secs(5),
            ..Timing::default()
        };
        Self::with_timing(settings, now, timing)
    }

    /// As [`new`](Self::new), with other patience than usual.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn with_timing(
        settings: NvcfSettings,
        now: fn() -> Timestamp,
        timing: Timing,
    ) -> Result<Self, SetupError> {
        let addresses = settings.check().map_err(SetupError::Settings)?;
        let client = Client::new(addresses, &settings, &timing).map_err(SetupError::Client)?;
        Ok(Self {
            settings,
            client,
            timing,
            now,
            renders: Renders::default(),
        })
    }

    fn judge<'a>(&'a self, key: Option<&'a Key>) -> Judge<'a> {
        Judge {
            server: self.client.server(),
            key,
            free: self.settings.charge == Charge::Nothing,
            now: (self.now)(),
        }
    }

    fn hold(&self) -> Duration {
        Duration::from_secs(u64::from(self.settings.hold_submit_s))
    }

    /// Whether a POST that broke off after `open` took its render with it. The service
    /// answers 202 once the hold time is over, and from then on the render is on its own.
    fn took_it_along(&self, open: Duration) -> Began {
        if open < self.hold() {
            Began::No
        } else {
            Began::Maybe
        }
    }

    /// The answer to a POST, or how the attempt ended without one.
    async fn post(
        &self,
        order: &Order,
        key: &Key,
        under_way: &UnderWay,
    ) -> Result<Result<reqwest::Response, Outcome>, Failure> {
        let judge = self.judge(Some(key));
        let began = Instant::now();
        let sent = tokio::select! {
            sent = self.client.invoke(order, key) => sent,
            () = under_way.told_to_stop() => {
                // The connection is dropped here, and the render with it.
                let outcome = match self.took_it_along(began.elapsed()) {
                    Began::No => Outcome::Stopped,
                    Began::Maybe | Began::Finished => Outcome::Abandoned,
                };
                return Ok(Err(outcome));
            }
        };
        let sent = sent.map_err(|problem| problem.failure(&judge))?;
        match sent {
            Ok(response) => Ok(Ok(response)),
            Err(SendError::NeverReached { cause }) => Err(judge.never_reached(&cause)),
            Err(SendError::MayHaveArrived { cause, timed_out }) => {
                let class = if timed_out {
                    FailureClass::Timeout
                } else {
                    FailureClass::Unreachable
                };
                let message = format!("no answer from {}: {cause}", judge.server);
                let began = self.took_it_along(began.elapsed());
                Err(judge.of(class, &message, None, began))
            }
        }
    }

    /// Goes on with a POST that was answered after `open`.
    async fn answered(
        &self,
        mut response: reqwest::Response,
        open: Duration,
        key: &Key,
        sink: &Sink,
        under_way: &UnderWay,
    ) -> Result<Outcome, Failure> {
        let judge = self.judge(Some(key));
        match response.status().as_u16() {
            202 => {
                let answer = read_error(&mut response, self.timing.silence).await;
                let Some(id) = map::request_id(&answer) else {
                    let said = self.said(&answer, key);
                    return Err(judge.not_understood(&said, Began::Maybe));
                };
                under_way.known_as(&id);
                worldreel_crashpoint::hit("nvcf.before_ticket");
                let ticket = Ticket {
                    id: id.clone(),
                    key: Some(key.fingerprint().clone()),
                };
                match sink.ticketed(ticket).await {
                    Ok(()) => self.watch(&id, key, sink, under_way).await,
                    // It can't be stopped any more.
                    Err(SinkClosed) => Ok(Outcome::Abandoned),
                }
            }
            200 | 302 => {
                if sink.sent().await.is_err() {
                    return Ok(Outcome::Abandoned);
                }
                self.deliver(response, key, sink).await?;
                Ok(Outcome::Delivered)
            }
            _ => {
                let answer = read_error(&mut response, self.timing.silence).await;
                let said = self.said(&answer, key);
                Err(map::refused(&judge, &said, self.took_it_along(open)))
            }
        }
    }

    fn said(&self, answer: &Answer, key: &Key) -> Said {
        Said::read(
            answer.status,
            &answer.headers,
            &answer.body,
            Some(key),
            (self.now)(),
        )
    }
}
