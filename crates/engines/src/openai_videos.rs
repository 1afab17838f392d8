//! Servers that speak OpenAI's video protocol: `/v1/videos` and what hangs under it.
//!
//! One adapter for all of them. vLLM-Omni is the reference; where others differ, the
//! [`Dialect`] says how. OpenAI has announced the end of its own service for 2026-09-24
//! (openai-python: src/openai/resources/videos.py); the protocol lives on.
//!
//! | module | what it holds |
//! |---|---|
//! | `engine` | what every engine can do, done here |
//! | `settings` | address, dialect, limits, price, and their check |
//! | `dialect` | how servers differ, and how one is told from another; pure |
//! | `wire` | what a server says about a render, read leniently; pure |
//! | `map` | an order as a request, an answer as what it means; pure |
//! | `client` | one method for each request |
//! | `seek` | a render whose answer was lost, found in the server's list |
//! | `watch` | a render followed to its end, and stopped |
//! | `bring` | its video brought |

mod bring;
mod client;
mod dialect;
mod engine;
mod map;
mod seek;
mod settings;
mod watch;
mod wire;

use std::sync::{Mutex, PoisonError};

use worldreel_domain::failure::{Failure, FailureClass};
use worldreel_domain::job::Ticket;
use worldreel_domain::time::Timestamp;

use crate::engine::{Order, Outcome, Stopping};
use crate::find::{Found, Sought};
use crate::http::{Answer, Began, Judge, Said, SendError, Timing};
use crate::key::Key;
use crate::renders::{Renders, UnderWay};
use crate::settings::{Charge, SetupError};
use crate::sink::{Sink, SinkClosed};

pub use self::dialect::Dialect;
pub use self::settings::OpenAiVideosSettings;

use self::client::{CallError, Client};

/// A server that speaks OpenAI's video protocol.
#[derive(Debug)]
pub struct OpenAiVideos {
    settings: OpenAiVideosSettings,
    client: Client,
    timing: Timing,
    now: fn() -> Timestamp,
    renders: Renders,
    /// What the server turned out to be, where the settings leave it open.
    recognised: Mutex<Option<Dialect>>,
}

impl OpenAiVideos {
    /// An engine for one server. Nothing is sent yet. `now` is the wall clock: what a
    /// server says in dates is compared with it.
    ///
    /// # Errors
    ///
    /// [`SetupError`] when the settings can't be used.
    pub fn new(settings: OpenAiVideosSettings, now: fn() -> Timestamp) -> Result<Self, SetupError> {
        Self::with_timing(settings, now, Timing::default())
    }

    /// As [`new`](Self::new), with other patience than usual.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn with_timing(
        settings: OpenAiVideosSettings,
        now: fn() -> Timestamp,
        timing: Timing,
    ) -> Result<Self, SetupError> {
        let address = settings.check().map_err(SetupError::Settings)?;
        let client = Client::new(address, &settings, &timing).map_err(SetupError::Client)?;
        Ok(Self {
            settings,
            client,
            timing,
            now,
            renders: Renders::default(),
            recognised: Mutex::default(),
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

    fn said(&self, answer: &Answer, key: Option<&Key>) -> Said {
        Said::read(
            answer.status,
            &answer.headers,
            &answer.body,
            key,
            (self.now)(),
        )
    }

    /// A call that brought no answer.
    fn unanswered(&self, error: &CallError, key: Option<&Key>, began: Began) -> Failure {
        let judge = self.judge(key);
        match error {
            CallError::Key(problem) => problem.failure(&judge),
            CallError::Send(SendError::NeverReached { cause }) => judge.never_reached(cause),
            CallError::Send(SendError::MayHaveArrived { cause, timed_out }) => {
                let class = if *timed_out {
                    FailureClass::Timeout
                } else {
                    FailureClass::Unreachable
                };
                let message = format!("no answer from {}: {cause}", judge.server);
                judge.of(class, &message, None, began)
            }
        }
    }

    /// The server's dialect: as set, else as recognised, once.
    async fn dialect(&self, key: Option<&Key>) -> Result<Dialect, Failure> {
        if self.settings.dialect != Dialect::Auto {
            return Ok(self.settings.dialect);
        }
        let known = *self
            .recognised
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match known {
            Some(dialect) => Ok(dialect),
            None => self.recognise(key).await,
        }
    }

    async fn recognise(&self, key: Option<&Key>) -> Result<Dialect, Failure> {
        let models = self.client.models(key).await;
        let models = models.map_err(|error| self.unanswered(&error, key, Began::No))?;
        let said = self.said(&models, key);
        // A server without this list is no worse; one that refuses is.
        if said.html || !(models.is_success() || matches!(said.status, 404 | 405)) {
            return Err(self.judge(key).answer(&said, Began::No));
        }
        let mut dialect = dialect::of_models(&models.body);
        if dialect.is_none()
            && let Ok(schema) = self.client.schema(key).await
        {
            dialect = dialect::of_schema(&schema.body);
        }
        let dialect = dialect.unwrap_or(Dialect::VllmOmni);
        if self.settings.dialect == Dialect::Auto {
            let mut known = self
                .recognised
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            *known = Some(dialect);
        }
        Ok(dialect)
    }

    fn ticket(&self, id: String, key: Option<&Key>) -> Ticket {
        Ticket {
            id,
            key: key.map(|key| key.fingerprint().clone()),
        }
    }

    /// Notes the ticket and follows; a render that nobody wants any more is stopped.
    async fn go_on(
        &self,
        id: String,
        order: &Order,
        sink: &Sink,
        under_way: &UnderWay,
    ) -> Result<Outcome, Failure> {
        let key = order.key.as_ref();
        under_way.known_as(&id);
        worldreel_crashpoint::hit("openai_videos.before_ticket");
        match sink.ticketed(self.ticket(id.clone(), key)).await {
            Ok(()) => self.watch(&id, key, sink, under_way).await,
            Err(SinkClosed) => Ok(match self.stop(&id, key).await {
                Stopping::Stopped => Outcome::Stopped,
                Stopping::StillRunning | Stopping::Unknown => Outcome::Abandoned,
            }),
        }
    }

    /// The request may have arrived and its answer is lost: looks for its render.
    async fn seek_own(&self, order: &Order, sent_after: Timestamp) -> Found {
        let taken = self.renders.ids();
        let now = (self.now)();
        let sought = Sought {
            order,
            sent_after,
            gone_by: now,
            now,
            same_boot: true,
            taken: &taken,
        };
        self.seek(&sought).await
    }
}
