//! Chat models that the user has set up, with their keys out of the rings.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{AttemptId, EngineName, KeyFingerprint};
use worldreel_domain::time::Timestamp;
use worldreel_keys::{NoKey, NoKeyReason, Outcome, Provider};
use worldreel_refine::{
    KeyGate, KeyPermit, NoKeyGate, OpenAi, OpenAiSettings, RefineError, Refiner, Tokens,
};
use worldreel_store::machine::{ModelRow, NewUse, SettledUse};
use worldreel_store::{MachineStore, StoreError};
use worldreel_supervisor::{Supervisor, TakenKey};

use super::Machine;
use crate::refining::price::TokenPrice;
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
    /// What a million tokens cost; absent when that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<TokenPrice>,
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
    pub(crate) fn set_up(
        self,
        queue: &Supervisor,
        ledger: &MachineStore,
    ) -> Result<Model, RefineError> {
        let gate: Arc<dyn KeyGate> = match &self.provider {
            None => Arc::new(NoKeyGate),
            Some(provider) => Arc::new(RingGate {
                queue: queue.clone(),
                ledger: ledger.clone(),
                name: self.name.clone(),
                provider: provider.clone(),
                price: self.price,
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
        let models = rows.filter_map(|row| match installed(&row, queue, &self.store) {
            Ok(model) => Some(model),
            Err(why) => {
                tracing::error!("the chat model {} can't be set up: {why}", row.name);
                None
            }
        });
        Ok(models.collect())
    }
}

fn installed(
    row: &ModelRow,
    queue: &Supervisor,
    ledger: &MachineStore,
) -> Result<Model, Box<dyn std::error::Error>> {
    let settings: ModelSettings = serde_json::from_value(row.settings.clone())?;
    Ok(settings.set_up(queue, ledger)?)
}

/// The ring of one provider, whose state is the queue's: renders and questions to a model
/// share its keys.
#[derive(Debug)]
struct RingGate {
    queue: Supervisor,
    ledger: MachineStore,
    /// The model's name.
    name: String,
    provider: Provider,
    price: Option<TokenPrice>,
}

impl RingGate {
    /// What a request is begun with: as good as nothing, but enough to be stopped by a
    /// day's limit that is reached.
    fn begun_with(&self) -> i64 {
        i64::from(self.price.is_some_and(|price| !price.is_free()))
    }

    /// Writes into the ledger what was spent with a key, so that the next start knows.
    async fn enter(&self, key: &KeyFingerprint, micro_usd: i64) {
        let attempt = AttemptId::from_uuid(Studio::fresh_id());
        let begun = NewUse {
            attempt,
            library: String::new(),
            engine: EngineName::new(&self.name),
            key: Some(key.clone()),
            micro_usd,
            began_at: Studio::now(),
        };
        let settled = SettledUse {
            attempt,
            outcome: "answered",
            micro_usd: None,
            settled_at: Studio::now(),
        };
        let entered = async {
            self.ledger.begin_uses(vec![begun]).await?;
            self.ledger.settle_uses(vec![settled]).await
        };
        if let Err(error) = entered.await {
            tracing::warn!("what {} cost is not in the ledger: {error}", self.name);
        }
    }
}

#[async_trait]
impl KeyGate for RingGate {
    async fn acquire(&self) -> Result<KeyPermit, RefineError> {
        let mut commits = self.queue.committed();
        loop {
            // A key that is given back between the question and the wait is not missed.
            commits.mark_unchanged();
            let taken = self.queue.take_key(&self.provider, self.begun_with()).await;
            match taken.map_err(|_| closing())? {
                Ok(TakenKey { permit, key }) => {
                    return Ok(KeyPermit::with_key(permit, key.secret().clone()));
                }
                Err(NoKey {
                    why: NoKeyReason::Busy | NoKeyReason::Elsewhere { .. },
                    earliest,
                }) => {
                    tokio::select! {
                        committed = commits.changed() => committed.map_err(|_| closing())?,
                        // Nobody tells what another studio gives back.
                        () = until(earliest) => {}
                    }
                }
                Err(source) => return Err(RefineError::NoKey { source }),
            }
        }
    }

    async fn report(&self, permit: KeyPermit, outcome: Outcome, tokens: Option<Tokens>) {
        let Some(permit) = permit.into_permit() else {
            return;
        };
        let cost = self
            .price
            .zip(tokens)
            .map_or(0, |(price, own)| price.of(own));
        if cost > 0 {
            self.enter(permit.fingerprint(), cost).await;
        }
        let more = cost - self.begun_with();
        let provider = &self.provider;
        // A queue that is gone gives no more keys.
        let _ = self.queue.give_key(provider, permit, outcome, more).await;
    }
}

/// Waits until a moment; for ever when there is none.
async fn until(moment: Option<Timestamp>) {
    let Some(moment) = moment else {
        return std::future::pending().await;
    };
    let ms = moment.ms().saturating_sub(Studio::now().ms());
    tokio::time::sleep(Duration::from_millis(u64::try_from(ms).unwrap_or(0))).await;
}

fn closing() -> RefineError {
    RefineError::Setup {
        problem: "the studio is closing".into(),
    }
}
