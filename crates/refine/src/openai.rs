//! Any OpenAI-compatible chat endpoint, by its base address.
//!
//! | module | what it holds |
//! |---|---|
//! | `settings` | address, model, time limits, and their check |
//! | `access` | address and key of one request |
//! | `wire` | one HTTP exchange: raw status, headers and body |
//! | `parts` | an answer that comes in parts, put together |
//! | `verdict` | what an error answer means; pure |
//! | `reply` | the text out of a good answer; pure |
//! | `json` | the JSON out of a text; pure |
//! | `ladder` | how strictly an endpoint can be held to a schema |
//! | `task` | what the model is told and how its answer is checked |

mod access;
mod json;
mod ladder;
mod parts;
mod reply;
mod settings;
mod task;
mod verdict;
mod wire;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::Instant;

use async_trait::async_trait;
use serde_json::json;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;
use worldreel_domain::scene::detail::Detail;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyLabel, Outcome};

use crate::error::RefineError;
use crate::gate::{KeyGate, KeyPermit};
use crate::refiner::{Refiner, Rewriter, Rewritten};
use crate::talk::{Asked, Edited};
use crate::usage::{Meter, Tokens};
use crate::vary::{Proposed, Wanted};

pub use self::settings::OpenAiSettings;

use self::ladder::Rung;
use self::settings::Endpoint;
use self::task::Task;
use self::verdict::Verdict;
use self::wire::ExchangeError;

/// Refines with a chat model behind an OpenAI-compatible endpoint.
#[derive(Debug, Clone)]
pub struct OpenAi {
    settings: OpenAiSettings,
    endpoint: Endpoint,
    http: reqwest::Client,
    gate: Arc<dyn KeyGate>,
    clock: fn() -> Timestamp,
    /// The highest rung of the ladder that this endpoint has not refused.
    rung: Arc<AtomicU8>,
    /// Whether it has not refused to send an answer in parts.
    parts: Arc<AtomicBool>,
    /// Counts what one answer takes, where somebody wants to know.
    meter: Option<Arc<Meter>>,
}

/// Why one request brought no text.
enum Failed {
    /// The endpoint can't be held to a schema in this way: try the next rung.
    FormatRefused(RefineError),
    /// The endpoint sends no answer in parts: ask for it as a whole.
    PartsRefused,
    /// Anything else.
    For(RefineError),
}

impl OpenAi {
    /// A refiner for one endpoint and model. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`RefineError::Setup`] when the address is no plain `http` or `https` address,
    /// or the model has no name.
    pub fn new(
        settings: OpenAiSettings,
        gate: Arc<dyn KeyGate>,
        clock: fn() -> Timestamp,
    ) -> Result<Self, RefineError> {
        let endpoint = settings.endpoint()?;
        let http = settings.http_client(&endpoint)?;
        Ok(Self {
            settings,
            endpoint,
            http,
            gate,
            clock,
            rung: Arc::new(AtomicU8::new(Rung::Strict as u8)),
            parts: Arc::new(AtomicBool::new(true)),
            meter: None,
        })
    }

    /// Asks until the answer passes the task's check: as a whole when the endpoint refuses to
    /// send it in parts, down the ladder as often as it refuses a format, and one repair turn
    /// when an answer fails.
    async fn ask<T: Task>(&self, task: &T) -> Result<T::Answer, RefineError> {
        let mut turns: Vec<(String, String)> = Vec::new();
        let mut held = Held::take(&self.gate).await?;
        loop {
            let rung = Rung::from_u8(self.rung.load(Ordering::Relaxed));
            let text = match self.send(task, rung, &turns, held).await {
                Ok(text) => text,
                Err(Failed::For(error)) if error.is_the_keys() => {
                    // Another key, where there is one; this one rests now.
                    held = Held::another(&self.gate, error).await?;
                    continue;
                }
                Err(Failed::FormatRefused(error)) => {
                    let Some(next) = rung.next() else {
                        return Err(error);
                    };
                    tracing::info!(endpoint = %self.endpoint.name, ?next, "the chat model refused a response format");
                    self.rung.fetch_max(next as u8, Ordering::Relaxed);
                    held = Held::take(&self.gate).await?;
                    continue;
                }
                Err(Failed::PartsRefused) => {
                    tracing::info!(endpoint = %self.endpoint.name, "the chat model sends no answer in parts");
                    self.parts.store(false, Ordering::Relaxed);
                    held = Held::take(&self.gate).await?;
                    continue;
                }
                Err(Failed::For(error)) => return Err(error),
            };
            match json::parse(&text).and_then(|answer| task.check(answer)) {
                Ok(answer) => return Ok(answer),
                Err(problem) if turns.is_empty() => turns.push((text, problem)),
                Err(problem) => return Err(self.bad_answer(problem)),
            }
            held = Held::take(&self.gate).await?;
        }
    }

    /// One request with one key.
    async fn send<T: Task>(
        &self,
        task: &T,
        rung: Rung,
        turns: &[(String, String)],
        held: Held,
    ) -> Result<String, Failed> {
        let permit = held.permit();
        let access = match access::Access::new(&self.endpoint, permit) {
            Ok(access) => access,
            Err(error) => {
                // It can't be sent at all, so it is of no more use than a refused one.
                let error = self.unusable_key(error, permit);
                held.give_back(Outcome::Refused, None).await;
                return Err(Failed::For(error));
            }
        };
        let mut body = json!({
            "model": self.settings.model,
            "messages": task::messages(task, rung, turns),
        });
        if let Some(format) = rung.format::<T::Wire>(T::NAME) {
            body["response_format"] = format;
        }
        let in_parts = self.parts.load(Ordering::Relaxed);
        if in_parts {
            body["stream"] = true.into();
            // Without this, nobody says what it took.
            body["stream_options"] = json!({"include_usage": true});
        }
        if let Some(meter) = &self.meter {
            meter.sent(T::SHOWS);
        }
        let began = Instant::now();
        let answer = wire::exchange(self.http.clone(), access, body, self.meter.clone()).await;
        let tokens = match &answer {
            Ok(body) => reply::tokens(body),
            // What is refused before a model reads it takes none.
            Err(ExchangeError::Status(_)) => Some(Tokens::default()),
            Err(_) => None,
        };
        if let Some(meter) = &self.meter {
            meter.told(tokens);
        }
        let parts_refused = in_parts
            && matches!(&answer, Err(ExchangeError::Status(answer)) if verdict::refuses_parts(answer));
        let (outcome, result) = self.judge(answer, began, permit);
        held.give_back(outcome, tokens).await;
        match parts_refused {
            true => Err(Failed::PartsRefused),
            false => result,
        }
    }

    /// The names of the models that the endpoint lists.
    ///
    /// # Errors
    ///
    /// [`RefineError`], as for any request.
    pub async fn models(&self) -> Result<Vec<String>, RefineError> {
        let held = Held::take(&self.gate).await?;
        let permit = held.permit();
        let access = match access::Access::new(&self.endpoint, permit) {
            Ok(access) => access,
            Err(error) => {
                let error = self.unusable_key(error, permit);
                held.give_back(Outcome::Refused, None).await;
                return Err(error);
            }
        };
        let began = Instant::now();
        let answer = wire::models(self.http.clone(), access).await;
        let listed = answer.as_ref().ok().map(reply::models);
        let (outcome, result) = self.judge(answer, began, permit);
        held.give_back(outcome, None).await;
        match (listed.flatten(), result) {
            (Some(models), _) => Ok(models),
            (None, Err(Failed::For(error) | Failed::FormatRefused(error))) => Err(error),
            (None, Ok(_) | Err(Failed::PartsRefused)) => {
                Err(self.bad_answer("it lists no models".into()))
            }
        }
    }

    fn judge(
        &self,
        answer: Result<serde_json::Value, ExchangeError>,
        began: Instant,
        permit: &KeyPermit,
    ) -> (Outcome, Result<String, Failed>) {
        let endpoint = || self.endpoint.name.clone();
        match answer {
            Ok(body) => (
                Outcome::Success,
                reply::text(body, &endpoint(), permit.secret()).map_err(Failed::For),
            ),
            Err(ExchangeError::Status(answer)) => {
                let verdict = verdict::of(&answer, permit.secret());
                let outcome = verdict.outcome(&answer, (self.clock)());
                (outcome, Err(self.failed(verdict, outcome, permit.label())))
            }
            Err(ExchangeError::TimedOut) => {
                let error = RefineError::Timeout {
                    endpoint: endpoint(),
                    seconds: u32::try_from(began.elapsed().as_secs()).unwrap_or(u32::MAX),
                };
                (Outcome::OtherFailure, Err(Failed::For(error)))
            }
            Err(ExchangeError::NoConnection(source)) => {
                let error = RefineError::Unreachable {
                    endpoint: endpoint(),
                    source,
                };
                (Outcome::OtherFailure, Err(Failed::For(error)))
            }
            // A key that brings an answer, however unreadable, is a good key.
            Err(ExchangeError::Unreadable(problem)) => (
                Outcome::Success,
                Err(Failed::For(self.bad_answer(problem.to_owned()))),
            ),
        }
    }

    fn failed(&self, verdict: Verdict, outcome: Outcome, key: Option<&KeyLabel>) -> Failed {
        let endpoint = self.endpoint.name.clone();
        let key = key.cloned();
        Failed::For(match verdict {
            Verdict::FormatRefused { status, said } => {
                return Failed::FormatRefused(RefineError::Refused {
                    endpoint,
                    status,
                    said,
                });
            }
            Verdict::Auth { said } => RefineError::Auth {
                endpoint,
                key,
                said,
            },
            Verdict::OutOfCredit { said } => RefineError::OutOfCredit {
                endpoint,
                key,
                said,
            },
            Verdict::RateLimited => RefineError::RateLimited {
                endpoint,
                until: match outcome {
                    Outcome::RateLimited {
                        retry_after_ms: Some(ms),
                    } => Some((self.clock)().plus_ms(ms)),
                    _ => None,
                },
            },
            Verdict::TooLong { said } => RefineError::PromptTooLong { endpoint, said },
            Verdict::Blocked { said } => RefineError::Blocked { endpoint, said },
            Verdict::UnknownModel { said } => RefineError::UnknownModel {
                endpoint,
                model: self.settings.model.clone(),
                said,
            },
            Verdict::Unavailable { status, said } => RefineError::Unavailable {
                endpoint,
                status,
                said,
            },
            Verdict::Backend { status, said } => RefineError::Backend {
                endpoint,
                status,
                said,
            },
            Verdict::Refused { status, said } => RefineError::Refused {
                endpoint,
                status,
                said,
            },
        })
    }

    fn bad_answer(&self, problem: String) -> RefineError {
        RefineError::BadAnswer {
            endpoint: self.endpoint.name.clone(),
            problem,
        }
    }

    fn unusable_key(&self, _: access::NotAHeader, permit: &KeyPermit) -> RefineError {
        RefineError::Auth {
            endpoint: self.endpoint.name.clone(),
            key: permit.label().cloned(),
            said: "the key has characters that no key has, such as a line break".to_owned(),
        }
    }
}

#[async_trait]
impl Rewriter for OpenAi {
    fn name(&self) -> &str {
        &self.settings.name
    }

    fn label(&self) -> String {
        format!("{} at {}", self.settings.model, self.endpoint.name)
    }

    fn offline(&self) -> bool {
        false
    }

    fn model(&self) -> Option<&str> {
        Some(&self.settings.model)
    }

    fn metered(&self, meter: &Arc<Meter>) -> Option<Arc<dyn Refiner>> {
        Some(Arc::new(Self {
            meter: Some(Arc::clone(meter)),
            ..self.clone()
        }))
    }

    async fn rewrite(&self, prompt: &Prompt) -> Result<Rewritten, RefineError> {
        self.ask(&task::Enhance { prompt }).await
    }

    async fn read(&self, prompt: &Prompt) -> Result<Scene, RefineError> {
        self.ask(&task::Extract { prompt }).await
    }

    async fn read_detail(&self, prompt: &Prompt) -> Result<Option<Detail>, RefineError> {
        Ok(Some(self.ask(&task::ReadDetail { prompt }).await?))
    }

    async fn edit(&self, asked: &Asked<'_>) -> Result<Edited, RefineError> {
        self.ask(&task::Update { asked }).await
    }

    async fn variations(&self, wanted: &Wanted<'_>) -> Result<Vec<Proposed>, RefineError> {
        self.ask(&task::Vary { wanted }).await
    }
}

/// A permit that finds its way back even if the request is dropped half-way.
struct Held {
    gate: Arc<dyn KeyGate>,
    permit: Option<KeyPermit>,
}

/// Stands in for a permit that has been given back.
static NO_PERMIT: KeyPermit = KeyPermit::without_key();

impl Held {
    async fn take(gate: &Arc<dyn KeyGate>) -> Result<Self, RefineError> {
        Ok(Self {
            permit: Some(gate.acquire().await?),
            gate: Arc::clone(gate),
        })
    }

    /// Another key after one that could not be used; what was wrong with that one, where
    /// there is no other.
    async fn another(gate: &Arc<dyn KeyGate>, trouble: RefineError) -> Result<Self, RefineError> {
        match Self::take(gate).await {
            Ok(held) if held.permit().label().is_some() => Ok(held),
            Ok(_) | Err(_) => Err(trouble),
        }
    }

    fn permit(&self) -> &KeyPermit {
        self.permit.as_ref().unwrap_or(&NO_PERMIT)
    }

    async fn give_back(mut self, outcome: Outcome, tokens: Option<Tokens>) {
        if let Some(permit) = self.permit.take() {
            self.gate.report(permit, outcome, tokens).await;
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(permit) = self.permit.take() else {
            return;
        };
        // Outside a runtime nobody is left to use the key.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let gate = Arc::clone(&self.gate);
            runtime.spawn(async move { gate.report(permit, Outcome::OtherFailure, None).await });
        }
    }
}
