//! Servers that speak OpenAI's video protocol: `/v1/videos` and what hangs under it.
//!
//! One adapter for all of them. vLLM-Omni is the reference; where others differ, the
//! [`Dialect`] says how. OpenAI has announced the end of its own service for 2026-09-24
//! (openai-python: src/openai/resources/videos.py); the protocol lives on.
//!
//! | module | what it holds |
//! |---|---|
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
mod map;
mod seek;
mod settings;
mod watch;
mod wire;

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use worldreel_domain::capabilities::{Capabilities, SpecProblem};
use worldreel_domain::failure::{Failure, FailureClass, WayOut};
use worldreel_domain::id::{AttemptId, EngineName, LaneName};
use worldreel_domain::job::Ticket;
use worldreel_domain::money::Price;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::time::Timestamp;

use crate::engine::{Engine, Order, Outcome, Stopping};
use crate::find::{Found, Sought};
use crate::http::{Began, Judge, Said, SendError, Timing};
use crate::key::{Key, KeyNeed};
use crate::refuse::refuse;
use crate::renders::{Renders, Settled, UnderWay};
use crate::settings::SetupError;
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
            free: self.settings.charge == crate::settings::Charge::Nothing,
            now: (self.now)(),
        }
    }

    fn said(&self, answer: &crate::http::Answer, key: Option<&Key>) -> Said {
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

#[async_trait]
impl Engine for OpenAiVideos {
    fn name(&self) -> EngineName {
        EngineName::new(self.settings.name.clone())
    }

    fn lanes(&self) -> Vec<LaneName> {
        let name = &self.settings.name;
        let lane = |number| LaneName::new(format!("{name}-{number}"));
        (1..=self.settings.width).map(lane).collect()
    }

    fn capabilities(&self) -> Capabilities {
        self.settings
            .limits
            .capabilities(self.settings.dialect.progress())
    }

    fn problems(&self, spec: &RenderSpec) -> Vec<SpecProblem> {
        let mut found = self.capabilities().problems(spec);
        map::problems_of_dialect(self.settings.dialect, spec, &mut found);
        found
    }

    fn key_need(&self) -> KeyNeed {
        if self.settings.needs_key {
            KeyNeed::Required
        } else {
            KeyNeed::Optional
        }
    }

    fn price(&self, spec: &RenderSpec) -> Price {
        self.settings.charge.price(spec)
    }

    fn dies_with_us(&self) -> bool {
        false
    }

    async fn probe(&self, key: Option<&Key>) -> Result<(), Failure> {
        self.recognise(key).await?;
        let listed = self.client.list(key, None, 1).await;
        let listed = listed.map_err(|error| self.unanswered(&error, key, Began::No))?;
        let said = self.said(&listed, key);
        let judge = self.judge(key);
        match listed.status {
            404 if !said.html => {
                let message = format!(
                    "{} has no /v1/videos: it is too old, or something else",
                    judge.server
                );
                let class = FailureClass::Unsupported;
                let mut failure = judge.of(class, &message, Some(&said), Began::No);
                failure.next_step = WayOut::TestEngine;
                Err(failure)
            }
            // Some can't list and render all the same.
            200..=299 | 400 | 405 | 422 | 501 if !said.html => Ok(()),
            _ => Err(judge.answer(&said, Began::No)),
        }
    }

    async fn submit(&self, order: &Order, sink: &Sink) -> Result<Outcome, Failure> {
        refuse(&self.problems(&order.spec))?;
        let key = order.key.as_ref();
        let judge = self.judge(key);
        if self.settings.needs_key && key.is_none() {
            return Err(crate::refuse::no_key(judge.server));
        }
        let under_way = self.renders.begin(order.attempt);
        let dialect = self
            .dialect(key)
            .await
            .inspect_err(|_| under_way.never_began())?;
        if under_way.is_to_stop() {
            under_way.never_began();
            return Ok(Outcome::Stopped);
        }
        let sent_after = (self.now)();
        let refused = match self.client.create(order, dialect).await {
            Ok(answer) => {
                let record = wire::Record::read(&answer.body);
                match record.filter(|_| answer.is_success()) {
                    Some(record) => return self.go_on(record.id, order, sink, &under_way).await,
                    None => {
                        let said = self.said(&answer, key);
                        let judge = self.judge(key);
                        // What a broken server or a gateway says leaves open whether the
                        // order went through; a refusal does not.
                        if matches!(answer.status, 300..=499) && answer.status != 408 {
                            under_way.never_began();
                            return Err(judge.answer(&said, Began::No));
                        }
                        judge.answer(&said, Began::Maybe)
                    }
                }
            }
            Err(error @ (CallError::Key(_) | CallError::Send(SendError::NeverReached { .. }))) => {
                under_way.never_began();
                return Err(self.unanswered(&error, key, Began::No));
            }
            Err(error) => self.unanswered(&error, key, Began::Maybe),
        };
        match self.seek_own(order, sent_after).await {
            Found::Begun(ticket) => self.go_on(ticket.id, order, sink, &under_way).await,
            Found::NeverBegan | Found::Unknown => Err(refused),
        }
    }

    async fn follow(
        &self,
        ticket: &Ticket,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<Outcome, Failure> {
        let under_way = self.renders.resume(&ticket.id);
        self.watch(&ticket.id, key, sink, &under_way).await
    }

    async fn fetch(
        &self,
        ticket: Option<&Ticket>,
        key: Option<&Key>,
        sink: &Sink,
    ) -> Result<(), Failure> {
        let Some(ticket) = ticket else {
            let message = "the render has no ticket, and can't be found without one".to_owned();
            return Err(self
                .judge(key)
                .of(FailureClass::LostJob, &message, None, Began::Maybe));
        };
        self.bring(&ticket.id, key, sink).await
    }

    async fn cancel(
        &self,
        attempt: AttemptId,
        ticket: Option<&Ticket>,
        key: Option<&Key>,
    ) -> Stopping {
        let render = match ticket {
            Some(ticket) => self.renders.by_id(&ticket.id),
            None => self.renders.by_attempt(attempt),
        };
        let asked = render.map(crate::renders::Render::ask_to_stop);
        let id = match (ticket, &asked) {
            (Some(ticket), _) => ticket.id.clone(),
            // Nobody has heard of it: it was never sent, or its answer was lost.
            (None, None) => return Stopping::Unknown,
            (None, Some(asked)) => match asked.settled().await {
                Settled::Known(id) => id,
                Settled::NeverBegan => return Stopping::Stopped,
                Settled::Over => return Stopping::Unknown,
            },
        };
        let stopping = self.stop(&id, key).await;
        match asked {
            Some(asked) => asked.answer(stopping),
            None => stopping,
        }
    }

    async fn find(&self, sought: &Sought<'_>) -> Found {
        self.seek(sought).await
    }
}
