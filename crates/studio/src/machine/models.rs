//! Chat models that the user has set up, with their keys out of the rings.

use std::sync::Arc;

use async_trait::async_trait;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_keys::{NoKeyReason, Outcome, Provider};
use worldreel_refine::{
    KeyGate, KeyPermit, NoKeyGate, OpenAi, OpenAiSettings, RefineError, Refiner,
};
use worldreel_store::StoreError;
use worldreel_store::machine::ModelRow;
use worldreel_supervisor::{Supervisor, TakenKey};

use super::Machine;
use crate::studio::Studio;

/// How a chat model is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ModelSettings {
    /// How the user calls it: the name by which a refiner is chosen.
    pub name: String,
    /// The base address of a server that speaks OpenAI's chat protocol, such as
    /// `https://api.openai.com/v1` or `http://127.0.0.1:11434/v1`.
    pub url: String,
    /// The model's name, as the server lists it.
    pub model: String,
    /// Whose keys it is asked with, the next that may be used; absent for a server that
    /// asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Provider>,
}

/// A chat model that can be asked.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) settings: ModelSettings,
    pub(crate) chat: Arc<OpenAi>,
}

impl ModelSettings {
    pub(crate) fn endpoint(&self) -> OpenAiSettings {
        OpenAiSettings {
            name: self.name.clone(),
            ..OpenAiSettings::new(&self.url, &self.model)
        }
    }

    /// A model with these settings. Nothing is sent to it.
    pub(crate) fn set_up(self, queue: &Supervisor) -> Result<Model, RefineError> {
        let gate: Arc<dyn KeyGate> = match &self.provider {
            None => Arc::new(NoKeyGate),
            Some(provider) => Arc::new(RingGate {
                queue: queue.clone(),
                provider: provider.clone(),
            }),
        };
        Ok(Model {
            chat: Arc::new(OpenAi::new(self.endpoint(), gate, Studio::now)?),
            settings: self,
        })
    }
}

impl Model {
    pub(crate) fn refiner(&self) -> Arc<dyn Refiner> {
        Arc::<OpenAi>::clone(&self.chat)
    }
}

impl Machine {
    /// The chat models that the user has added. One that this build can't set up any more
    /// is left out, with a word in the log; its row stays.
    pub(crate) async fn models(&self, queue: &Supervisor) -> Result<Vec<Model>, StoreError> {
        let rows = self.store.models().await?.into_iter();
        let models = rows.filter_map(|row| match installed(&row, queue) {
            Ok(model) => Some(model),
            Err(why) => {
                tracing::error!("the chat model {} can't be set up: {why}", row.name);
                None
            }
        });
        Ok(models.collect())
    }
}

fn installed(row: &ModelRow, queue: &Supervisor) -> Result<Model, Box<dyn std::error::Error>> {
    let settings: ModelSettings = serde_json::from_value(row.settings.clone())?;
    Ok(settings.set_up(queue)?)
}

/// The ring of one provider, whose state is the queue's: renders and questions to a model
/// share its keys.
#[derive(Debug)]
struct RingGate {
    queue: Supervisor,
    provider: Provider,
}

#[async_trait]
impl KeyGate for RingGate {
    async fn acquire(&self) -> Result<KeyPermit, RefineError> {
        let mut commits = self.queue.committed();
        loop {
            // A key that is given back between the question and the wait is not missed.
            commits.mark_unchanged();
            let taken = self.queue.take_key(&self.provider).await;
            match taken.map_err(|_| closing())? {
                Ok(TakenKey { permit, key }) => {
                    return Ok(KeyPermit::with_key(permit, key.secret().clone()));
                }
                Err(refused) if refused.why == NoKeyReason::Busy => {
                    commits.changed().await.map_err(|_| closing())?;
                }
                Err(source) => return Err(RefineError::NoKey { source }),
            }
        }
    }

    async fn report(&self, permit: KeyPermit, outcome: Outcome) {
        if let Some(permit) = permit.into_permit() {
            // A queue that is gone gives no more keys.
            let _ = self.queue.give_key(&self.provider, permit, outcome).await;
        }
    }
}

fn closing() -> RefineError {
    RefineError::Setup {
        problem: "the studio is closing".into(),
    }
}
