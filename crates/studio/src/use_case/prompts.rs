//! Prompts made better and read.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;
use worldreel_domain::scene::detail::Detail;
use worldreel_refine::{
    EnhanceRequest, EnhancedWithin, Locks, Refiner, SceneRead, TextChange, UpdateRequest, Updated,
    Varied, VaryRequest, detail, diff,
};
use worldreel_store::machine::ModelTotals;

use crate::call::Nothing;
use crate::error::ApiError;
use crate::machine::models::ModelSettings;
use crate::refining::NoAnswer;
use crate::refining::answer::{HowToAsk, Refined};
use crate::refining::choice::RefineTask;
use crate::refining::state::RefinerState;
use crate::studio::Studio;

/// A prompt to be made better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Enhance {
    /// The prompt and what to do with a long one.
    #[serde(flatten)]
    pub request: EnhanceRequest,
    /// What the prompt says, field by field; empty when it was not read.
    #[serde(default)]
    pub scene: Scene,
    /// What must stay as it is.
    #[serde(default)]
    pub locks: Locks,
    /// How the refiner is asked.
    #[serde(flatten)]
    pub how: HowToAsk,
}

/// A prompt to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Extract {
    /// The prompt.
    pub prompt: Prompt,
    /// Whether a chat model reads the detail as well, which takes a second request. Without
    /// it, the rules read the detail, whoever reads the nine fields.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_detail: bool,
    /// How the refiner is asked.
    #[serde(flatten)]
    pub how: HowToAsk,
}

/// A wish in plain words about a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Update {
    /// The prompt, what it says, what is locked in it, and the wish.
    #[serde(flatten)]
    pub request: UpdateRequest,
    /// How the refiner is asked.
    #[serde(flatten)]
    pub how: HowToAsk,
}

/// A wish for variations of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vary {
    /// The prompts that were picked, how many there are to be, and what may change.
    #[serde(flatten)]
    pub request: VaryRequest,
    /// How the refiner is asked.
    #[serde(flatten)]
    pub how: HowToAsk,
}

/// Two prompts to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Compare {
    /// The one.
    pub before: Prompt,
    /// The other.
    pub after: Prompt,
}

/// A refiner that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RefinerView {
    /// Its name.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Whether it works without a network. The others send the prompt away and may
    /// cost money.
    pub offline: bool,
    /// How the user set it up; absent for one that is built in, or that the environment
    /// describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup: Option<ModelSettings>,
    /// Whether it can be asked now, as far as it is known.
    pub state: RefinerState,
    /// What it was asked so far; absent for one that was never asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totals: Option<TotalsView>,
}

/// What a chat model was asked so far, on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TotalsView {
    /// Answers that it was asked for, also those that failed or were stopped.
    pub answers: i64,
    /// Requests that were sent for them.
    pub requests: i64,
    /// Answers of which its server did not say how many tokens they took.
    pub untold: i64,
    /// Tokens that were sent.
    pub prompt_tokens: i64,
    /// Tokens that came back.
    pub completion_tokens: i64,
    /// What they cost, in millionths of a US dollar, as far as that is known.
    pub micro_usd: i64,
    /// Answers whose price is not known.
    pub unpriced: i64,
}

impl Studio {
    /// The refiners that can be used; the first is used when none is chosen.
    ///
    /// # Errors
    ///
    /// As the machine's database fails.
    pub async fn list_refiners(&self, _: Nothing) -> Result<Vec<RefinerView>, ApiError> {
        self.refiner_views().await
    }

    /// Proposes a better prompt, as changes to be taken or left. What is locked stays.
    ///
    /// # Errors
    ///
    /// `bad_input` for an unknown refiner, `refiner` when it gives no usable answer,
    /// `not_now` when the call was stopped.
    pub async fn enhance(&self, enhance: Enhance) -> Result<Refined<EnhancedWithin>, ApiError> {
        let Enhance {
            request,
            scene,
            locks,
            how,
        } = &enhance;
        let question = (request, scene, locks);
        self.ask_refiner(
            RefineTask::Enhance,
            how,
            &question,
            |_| true,
            async |refiner| {
                let enhanced = refiner.enhance_within(request.clone(), scene, locks);
                Ok(enhanced.await?)
            },
        )
        .await
    }

    /// Reads a prompt into the nine fields of a scene, and into its detail.
    ///
    /// # Errors
    ///
    /// As [`Studio::enhance`].
    pub async fn extract(&self, extract: Extract) -> Result<Refined<SceneRead>, ApiError> {
        let Extract {
            prompt,
            in_detail,
            how,
        } = &extract;
        let read = async |refiner: Arc<dyn Refiner>| match in_detail {
            true => Ok(refiner.extract_in_detail(prompt).await?),
            false => Ok(SceneRead {
                scene: refiner.extract(prompt).await?,
                model_failed: None,
            }),
        };
        // What the rules had to fill in may do better the next time.
        let whole = |read: &SceneRead| read.model_failed.is_none();
        let mut read = self
            .ask_refiner(RefineTask::Extract, how, &(prompt, in_detail), whole, read)
            .await?;
        let scene = &mut read.answer.scene;
        if !in_detail {
            // An answer that was kept from before may have the detail of older rules.
            scene.detail = Detail::default();
        }
        detail::settle(prompt, scene);
        Ok(read)
    }

    /// Proposes the changes that a wish in plain words asks for. What is locked stays, and
    /// what was not done is told with its reason.
    ///
    /// # Errors
    ///
    /// As [`Studio::enhance`]; the hint then says whether the offline rules would do it.
    pub async fn update(&self, update: Update) -> Result<Refined<Updated>, ApiError> {
        let Update { request, how } = &update;
        let change = async |refiner: Arc<dyn Refiner>| {
            let updated = refiner.update(request.clone()).await;
            updated.map_err(|failed| NoAnswer {
                rules_can: failed.offline.is_some(),
                error: failed.error,
            })
        };
        self.ask_refiner(RefineTask::Update, how, request, |_| true, change)
            .await
    }

    /// Proposes variations: the picked prompts first, then new ones, no two alike.
    ///
    /// # Errors
    ///
    /// As [`Studio::enhance`].
    pub async fn vary(&self, vary: Vary) -> Result<Refined<Varied>, ApiError> {
        let Vary { request, how } = &vary;
        let make = async |refiner: Arc<dyn Refiner>| Ok(refiner.vary(request.clone()).await?);
        // What the rules had to fill in may do better the next time.
        let whole = |varied: &Varied| varied.model_failed.is_none();
        self.ask_refiner(RefineTask::Vary, how, request, whole, make)
            .await
    }

    /// What leads from one prompt to another, word by word and in order.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn compare(&self, prompts: Compare) -> Result<Vec<TextChange>, ApiError> {
        Ok(diff::changes(
            prompts.before.as_str(),
            prompts.after.as_str(),
        ))
    }

    pub(crate) async fn refiner_views(&self) -> Result<Vec<RefinerView>, ApiError> {
        let models = self.models();
        let keys = self.supervisor().keys().await?;
        let mut totals = match self.machine() {
            Ok(machine) => machine.store().model_totals().await?,
            Err(_) => BTreeMap::new(),
        };
        let now = Self::now();
        let refiners = self.refiners();
        let view = |refiner: &Arc<dyn Refiner>| {
            let name = refiner.name();
            let own = models.iter().find(|model| model.settings.name == name);
            let setup = own.map(|model| model.settings.clone());
            let provider = setup.as_ref().and_then(|setup| setup.provider.as_ref());
            let ring = provider.map(|provider| (provider, keys.as_slice()));
            RefinerView {
                state: match refiner.offline() {
                    true => RefinerState::Ready,
                    false => self.last_asked().state(name, ring, now),
                },
                totals: totals.remove(name).map(TotalsView::from),
                name: name.into(),
                label: refiner.label(),
                offline: refiner.offline(),
                setup,
            }
        };
        Ok(refiners.iter().map(view).collect())
    }
}

impl From<ModelTotals> for TotalsView {
    fn from(totals: ModelTotals) -> Self {
        let ModelTotals {
            answers,
            requests,
            untold,
            prompt_tokens,
            completion_tokens,
            micro_usd,
            unpriced,
        } = totals;
        Self {
            answers,
            requests,
            untold,
            prompt_tokens,
            completion_tokens,
            micro_usd,
            unpriced,
        }
    }
}
