//! One question to a refiner: answered from what is kept, or asked and counted.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use worldreel_refine::{Meter, RefineError, Refiner, Tokens, Used};
use worldreel_store::machine::{KeptAnswer, ModelTotals};

use super::answer::{HowToAsk, Refined, RefinedBy, Took};
use super::choice::{Chosen, RefineTask};
use super::price::TokenPrice;
use super::state::RefinerState;
use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;

/// What is written is told at most this often: ten times a second reads as if it were typed.
const WRITING_EVERY: Duration = Duration::from_millis(100);

/// A longer answer is not kept.
const KEPT_BYTES_MAX: usize = 256 * 1024;

/// Why a refiner gave no answer.
pub(crate) struct NoAnswer {
    pub(crate) error: RefineError,
    /// Whether the rules would do what was asked.
    pub(crate) rules_can: bool,
}

impl From<RefineError> for NoAnswer {
    fn from(error: RefineError) -> Self {
        Self {
            error,
            rules_can: false,
        }
    }
}

/// Counts what a call took when it ends, also when nobody waits for it any more.
struct Counting {
    studio: Studio,
    name: String,
    price: Option<TokenPrice>,
    meter: Arc<Meter>,
    counted: bool,
}

impl Counting {
    fn took(&self) -> Option<Took> {
        let used = self.meter.used();
        let tokens = used.tokens_if_told();
        let price = |tokens| self.price.map(|price| price.of(tokens));
        (used.requests > 0).then(|| Took {
            requests: used.requests,
            tokens,
            micro_usd: match self.price {
                Some(price) if price.is_free() => Some(0),
                // What is refused before a model reads it costs nothing, at any price.
                _ if tokens == Some(Tokens::default()) => Some(0),
                _ => tokens.and_then(price),
            },
        })
    }

    fn totals(&self) -> Option<ModelTotals> {
        let took = self.took()?;
        let Used { tokens, .. } = self.meter.used();
        Some(ModelTotals {
            answers: 1,
            requests: took.requests.into(),
            untold: i64::from(took.tokens.is_none()),
            prompt_tokens: tokens.prompt.into(),
            completion_tokens: tokens.completion.into(),
            micro_usd: took.micro_usd.unwrap_or(0),
            unpriced: i64::from(took.micro_usd.is_none()),
        })
    }

    async fn count(mut self) -> Option<Took> {
        let took = self.took();
        let totals = self.totals();
        self.counted = true;
        write(&self.studio, self.name.clone(), totals).await;
        took
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        if self.counted {
            return;
        }
        // Outside a runtime nobody is left to be told.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (studio, name, totals) = (self.studio.clone(), self.name.clone(), self.totals());
            runtime.spawn(async move { write(&studio, name, totals).await });
        }
    }
}

async fn write(studio: &Studio, name: String, totals: Option<ModelTotals>) {
    let (Some(totals), Ok(machine)) = (totals, studio.machine()) else {
        return;
    };
    // The answer is worth more than its entry in the sums.
    if let Err(error) = machine.store().add_to_totals(name.clone(), totals).await {
        tracing::warn!("what {name} was asked is not counted: {error}");
    }
}

impl Studio {
    /// Asks a refiner. A chat model's answer to the same question is taken from what is
    /// kept, unless a fresh one is wanted; `keeps` says whether an answer is good enough to
    /// be kept.
    pub(crate) async fn ask_refiner<Q, A, F>(
        &self,
        task: RefineTask,
        how: &HowToAsk,
        question: &Q,
        keeps: impl FnOnce(&A) -> bool,
        ask: impl FnOnce(Arc<dyn Refiner>) -> F,
    ) -> Result<Refined<A>, ApiError>
    where
        Q: Serialize + Sync,
        A: Serialize + DeserializeOwned,
        F: Future<Output = Result<A, NoAnswer>>,
    {
        let chosen = self.refiner_for(task, how.refiner.as_deref())?;
        let refiner = Arc::clone(&chosen.refiner);
        let by = by(chosen);
        let meter = Arc::new(Meter::default());
        let Some(metered) = refiner.metered(&meter) else {
            let answer = ask(refiner).await.map_err(|failed| failed.told(None))?;
            return Ok(Refined { answer, by });
        };
        let name = refiner.name().to_owned();
        let setup = self.model_setup(&name);
        let at = setup.as_ref().map_or_else(
            || refiner.label(),
            |setup| format!("{} {}", setup.url, setup.model),
        );
        let question = key(task, &at, question)?;
        if !how.fresh
            && let Some(kept) = self.kept(&question).await
        {
            return Ok(kept.under(by));
        }
        let counting = Counting {
            studio: self.clone(),
            name: name.clone(),
            price: setup.and_then(|setup| setup.price),
            meter,
            counted: false,
        };
        let call = self.calls().begin(how.call.as_deref())?;
        let mut asked = pin!(ask(metered));
        let mut quiet_until = Instant::now();
        let answer = loop {
            tokio::select! {
                biased;
                () = call.stopped() => return Err(stopped()),
                answer = &mut asked => break answer,
                () = async {
                    tokio::time::sleep_until(quiet_until).await;
                    counting.meter.more().await;
                }, if call.is_followed() => {
                    call.wrote(counting.meter.writing());
                    quiet_until = Instant::now() + WRITING_EVERY;
                }
            }
        };
        let now = Self::now();
        let took = counting.count().await;
        let state = match &answer {
            Ok(_) if took.is_none() => None,
            Ok(_) => Some(RefinerState::Ready),
            Err(failed) => Some(RefinerState::of(&failed.error, now)),
        };
        if let Some(state) = state {
            self.last_asked().note(&name, state);
            self.supervisor().announce_set_up();
        }
        let answer = answer.map_err(|failed| failed.told(took))?;
        if took.is_some() && keeps(&answer) {
            self.keep(question, name, &answer).await;
        }
        let by = RefinedBy { took, ..by };
        Ok(Refined { answer, by })
    }

    /// An answer that is kept and can still be read.
    async fn kept<A: DeserializeOwned>(&self, question: &str) -> Option<Kept<A>> {
        let store = self.machine().ok()?.store();
        // An answer that can't be looked up is asked for again.
        let kept = store.kept_answer(question, Self::now()).await;
        let KeptAnswer { answer, made_at } = kept.ok()??;
        let answer = serde_json::from_value(answer).ok()?;
        Some(Kept { answer, made_at })
    }

    async fn keep<A: Serialize>(&self, question: String, name: String, answer: &A) {
        let (Ok(machine), Ok(answer)) = (self.machine(), serde_json::to_value(answer)) else {
            return;
        };
        if answer.to_string().len() > KEPT_BYTES_MAX {
            return;
        }
        let kept = KeptAnswer {
            answer,
            made_at: Self::now(),
        };
        if let Err(error) = machine.store().keep_answer(question, name, kept).await {
            tracing::warn!("an answer is not kept: {error}");
        }
    }
}

struct Kept<A> {
    answer: A,
    made_at: worldreel_domain::time::Timestamp,
}

impl<A> Kept<A> {
    fn under(self, by: RefinedBy) -> Refined<A> {
        Refined {
            answer: self.answer,
            by: RefinedBy {
                kept_from: Some(self.made_at),
                ..by
            },
        }
    }
}

impl NoAnswer {
    /// As a caller is told it, with what it took all the same.
    fn told(self, took: Option<Took>) -> ApiError {
        let mut error = ApiError::from(self.error);
        if let Some(took) = took.filter(|took| took.tokens != Some(Tokens::default())) {
            error.causes.push(format!("it took {took}"));
        }
        match self.rules_can {
            true => error.hint("the offline rules can do this: ask again with the refiner `rules`"),
            false => error,
        }
    }
}

fn by(chosen: Chosen) -> RefinedBy {
    RefinedBy {
        refiner: chosen.refiner.name().into(),
        label: chosen.refiner.label(),
        offline: chosen.refiner.offline(),
        instead: chosen.instead,
        took: None,
        kept_from: None,
    }
}

/// A question's name: the same for the same model, task and input, and telling nothing.
fn key<Q: Serialize>(task: RefineTask, at: &str, question: &Q) -> Result<String, ApiError> {
    let whole = serde_json::to_vec(&(task, at, question))
        .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?;
    Ok(Sha256::digest(whole)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn stopped() -> ApiError {
    ApiError::new(
        ErrorCode::NotNow,
        "the question was stopped; what was sent may have been billed",
    )
    .hint("nothing was changed; ask again when you like")
}
