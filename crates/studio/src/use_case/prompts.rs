//! Prompts made better and read.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;
use worldreel_refine::{
    EnhanceRequest, EnhancedWithin, Locks, Refiner, TextChange, UpdateRequest, Updated, Varied,
    VaryRequest, diff,
};

use crate::call::Nothing;
use crate::error::ApiError;
use crate::machine::models::ModelSettings;
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
    /// Which refiner; the first when none is named.
    #[serde(default)]
    pub refiner: Option<String>,
}

/// A prompt to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Extract {
    /// The prompt.
    pub prompt: Prompt,
    /// Which refiner; the first when none is named.
    #[serde(default)]
    pub refiner: Option<String>,
}

/// A wish in plain words about a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Update {
    /// The prompt, what it says, what is locked in it, and the wish.
    #[serde(flatten)]
    pub request: UpdateRequest,
    /// Which refiner; the first when none is named.
    #[serde(default)]
    pub refiner: Option<String>,
}

/// A wish for variations of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vary {
    /// The prompts that were picked, how many there are to be, and what may change.
    #[serde(flatten)]
    pub request: VaryRequest,
    /// Which refiner; the first when none is named.
    #[serde(default)]
    pub refiner: Option<String>,
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
}

impl Studio {
    /// The refiners that can be used; the first is used when none is named.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn list_refiners(&self, _: Nothing) -> Result<Vec<RefinerView>, ApiError> {
        Ok(self.refiner_views())
    }

    /// Proposes a better prompt, as changes to be taken or left. What is locked stays.
    ///
    /// # Errors
    ///
    /// `bad_input` for an unknown refiner, `refiner` when it gives no usable answer.
    pub async fn enhance(&self, enhance: Enhance) -> Result<EnhancedWithin, ApiError> {
        let refiner = self.refiner(enhance.refiner.as_deref())?;
        let Enhance {
            request,
            scene,
            locks,
            ..
        } = &enhance;
        Ok(refiner
            .enhance_within(request.clone(), scene, locks)
            .await?)
    }

    /// Reads a prompt into the nine fields of a scene.
    ///
    /// # Errors
    ///
    /// As [`Studio::enhance`].
    pub async fn extract(&self, extract: Extract) -> Result<Scene, ApiError> {
        let refiner = self.refiner(extract.refiner.as_deref())?;
        Ok(refiner.extract(&extract.prompt).await?)
    }

    /// Proposes the changes that a wish in plain words asks for. What is locked stays, and
    /// what was not done is told with its reason.
    ///
    /// # Errors
    ///
    /// As [`Studio::enhance`]; the hint then says what the offline rules would do.
    pub async fn update(&self, update: Update) -> Result<Updated, ApiError> {
        let refiner = self.refiner(update.refiner.as_deref())?;
        refiner.update(update.request).await.map_err(|failed| {
            let offered = failed.offline.is_some();
            let error = ApiError::from(failed.error);
            if offered {
                error.hint("the offline rules can do this: ask again with the refiner `rules`")
            } else {
                error
            }
        })
    }

    /// Proposes variations: the picked prompts first, then new ones, no two alike.
    ///
    /// # Errors
    ///
    /// As [`Studio::enhance`].
    pub async fn vary(&self, vary: Vary) -> Result<Varied, ApiError> {
        let refiner = self.refiner(vary.refiner.as_deref())?;
        Ok(refiner.vary(vary.request).await?)
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

    pub(crate) fn refiner_views(&self) -> Vec<RefinerView> {
        let models = self.models();
        let setup = |name: &str| {
            let own = models.iter().find(|model| model.settings.name == name);
            own.map(|model| model.settings.clone())
        };
        self.refiners()
            .iter()
            .map(|refiner| RefinerView {
                name: refiner.name().into(),
                label: refiner.label(),
                offline: refiner.offline(),
                setup: setup(refiner.name()),
            })
            .collect()
    }

    fn refiner(&self, name: Option<&str>) -> Result<Arc<dyn Refiner>, ApiError> {
        let all = self.refiners();
        let found = match name {
            None => all.first(),
            Some(name) => all.iter().find(|refiner| refiner.name() == name),
        };
        found.cloned().ok_or_else(|| {
            let known: Vec<_> = all.iter().map(|refiner| refiner.name()).collect();
            ApiError::bad_input(
                "refiner",
                format!("there is no refiner {:?}", name.unwrap_or_default()),
            )
            .hint(format!("set up are: {}", known.join(", ")))
        })
    }
}
