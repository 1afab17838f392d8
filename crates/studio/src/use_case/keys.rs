//! Keys: added, tested, put in order, taken out. A value goes in and never comes out.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use worldreel_domain::id::KeyFingerprint;
use worldreel_engines::{Key, KeyNeed};
use worldreel_keys::{KeyHealth, KeyLabel, KeyOrder, KeyRecord, Provider, Spend, Usage, Width};
use worldreel_store::machine::KeyRow;
use worldreel_supervisor::{HeldKey, KeyAct};

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::machine::secret::{KeyValue, fingerprint};
use crate::studio::Studio;
use crate::use_case::engines::{Tested, probe};

/// Whose keys can be used.
const PROVIDERS: [&str; 2] = ["nvidia", "openai"];

/// A key as it is now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct KeyView {
    /// Whose key it is.
    pub provider: Provider,
    /// The user's name for it.
    pub label: KeyLabel,
    /// What tells it apart from other keys.
    pub fingerprint: KeyFingerprint,
    /// Whether it may be used.
    pub health: KeyHealth,
    /// Whether its value could be read; without it the key can't be used.
    pub readable: bool,
    /// How many renders are under way with it.
    pub under_way: u32,
    /// How many may be.
    pub width: Width,
    /// How the next of its provider's keys is chosen.
    pub order: KeyOrder,
    /// What it was used for.
    pub usage: Usage,
    /// What was spent with it on one day, and what may be.
    pub spend: Spend,
}

/// A key to be added.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AddKey {
    /// Whose key it is: `nvidia` or `openai`.
    pub provider: Provider,
    /// The user's name for it.
    pub label: KeyLabel,
    /// Its value.
    pub value: KeyValue,
    /// Whether it may be kept in a file that this user alone can read, where the system
    /// has no keyring.
    #[serde(default)]
    pub allow_file: bool,
}

/// A key, by its provider and label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeyRef {
    /// Whose key it is.
    pub provider: Provider,
    /// The user's name for it.
    pub label: KeyLabel,
}

/// In which order a provider's keys are used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderKeys {
    /// Whose keys.
    pub provider: Provider,
    /// Their labels, first to last; keys that are not named follow as they were.
    #[serde(default)]
    pub labels: Vec<KeyLabel>,
    /// How the next one is chosen; absent leaves that as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<KeyOrder>,
}

/// What may be done with a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimitKey {
    /// Whose key it is.
    pub provider: Provider,
    /// The user's name for it.
    pub label: KeyLabel,
    /// How many renders may be under way with it at most, 1 to 64.
    pub width_max: u32,
    /// What may be spent with it in one day (UTC), in millionths of a US dollar; absent is
    /// without limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_micro_usd: Option<i64>,
}

impl Studio {
    /// The keys as they are now, each provider's in order.
    ///
    /// # Errors
    ///
    /// `closed`.
    pub async fn list_keys(&self, _: Nothing) -> Result<Vec<KeyView>, ApiError> {
        let keys = self.supervisor().keys().await?;
        let mut views = Vec::with_capacity(keys.len());
        for key in keys {
            let order = self.machine()?.store().key_order(&key.provider).await?;
            views.push(view(key, order));
        }
        Ok(views)
    }

    /// Adds a key. It is used from now on by the engines that may.
    ///
    /// # Errors
    ///
    /// `bad_input` with the field; `conflict` when the key, or its label, is there
    /// already; `unsuitable` when there is no place to keep it.
    pub async fn add_key(&self, wanted: AddKey) -> Result<KeyView, ApiError> {
        let machine = self.machine()?;
        let AddKey {
            provider,
            label,
            value,
            allow_file,
        } = wanted;
        if !PROVIDERS.contains(&provider.as_str()) {
            let known = PROVIDERS.join(" or ");
            let said = format!("there are no keys of \"{provider}\"; possible is {known}");
            return Err(ApiError::bad_input("provider", said));
        }
        let text = value.secret().expose_secret().trim();
        if text.is_empty() || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            let said = "this is no key: a key is one word without blanks";
            return Err(ApiError::bad_input("value", said));
        }
        let value = SecretString::from(text.to_owned());
        let record = KeyRecord::new(label.clone(), fingerprint(&value));
        let row = KeyRow {
            provider: provider.clone(),
            record: record.clone(),
        };
        let fingerprint = record.fingerprint.clone();
        if let Some(held) = machine.store().add_key(row, Self::now()).await? {
            let said = format!("{provider} has this key, or this label, already: \"{held}\"");
            return Err(ApiError::new(ErrorCode::Conflict, said)
                .hint("remove that one first to put another in its place"));
        }
        let kept = machine.safe();
        let kept = kept.put(&provider, &label, value.clone(), allow_file);
        if let Err(error) = kept.await {
            machine.store().remove_key(fingerprint).await?;
            return Err(error);
        }
        let key = Key::new(label.clone(), fingerprint, value);
        let held = HeldKey {
            provider: provider.clone(),
            record,
            key: Some(key),
        };
        self.supervisor().add_key(held).await?;
        self.key_view(&KeyRef { provider, label }).await
    }

    /// Takes a key out, its value too. What runs with it runs on.
    ///
    /// # Errors
    ///
    /// `not_found`; `unsuitable` when its value can't be removed, and then nothing is.
    pub async fn remove_key(&self, wanted: KeyRef) -> Result<Nothing, ApiError> {
        let machine = self.machine()?;
        let key = self.key_view(&wanted).await?;
        machine
            .safe()
            .remove(&wanted.provider, &wanted.label)
            .await?;
        machine.store().remove_key(key.fingerprint.clone()).await?;
        self.supervisor()
            .key(KeyAct::Remove(key.fingerprint))
            .await?;
        Ok(Nothing {})
    }

    /// Tries a key on an engine that uses it; nothing is rendered. One that is accepted may
    /// be used again, whatever took it out of use.
    ///
    /// # Errors
    ///
    /// `engine_cannot` with what the provider said; `not_now` when no engine uses it.
    pub async fn test_key(&self, wanted: KeyRef) -> Result<Tested, ApiError> {
        let view = self.key_view(&wanted).await?;
        let installed = self.installed();
        let user = installed.iter().find(|own| {
            own.added.as_ref().is_some_and(|added| {
                let named = added.keys.as_ref().map(|keys| keys.contains(&wanted.label));
                added.settings.provider() == wanted.provider.as_str()
                    && own.engine.key_need() != KeyNeed::None
                    && named.unwrap_or(true)
            })
        });
        let Some(user) = user else {
            let said = format!(
                "no engine uses the key \"{}\" of {}",
                wanted.label, wanted.provider
            );
            return Err(ApiError::new(ErrorCode::NotNow, said)
                .hint("add an engine that does: worldreel engines add"));
        };
        let key = self.key_value(&view).await?;
        let tested = probe(user, Some(&key)).await?;
        self.supervisor()
            .key(KeyAct::Restore(view.fingerprint))
            .await?;
        Ok(tested)
    }

    /// Puts a provider's keys in order, or has them chosen in another way.
    ///
    /// # Errors
    ///
    /// `not_found` for a label that no key has.
    pub async fn order_keys(&self, wanted: OrderKeys) -> Result<Vec<KeyView>, ApiError> {
        let machine = self.machine()?;
        let OrderKeys {
            provider,
            labels,
            order,
        } = wanted;
        if !PROVIDERS.contains(&provider.as_str()) {
            let said = format!("there are no keys of \"{provider}\"");
            return Err(ApiError::new(ErrorCode::NotFound, said)
                .hint(format!("possible is {}", PROVIDERS.join(" or "))));
        }
        let mut keys = Vec::with_capacity(labels.len());
        for label in labels {
            let provider = provider.clone();
            keys.push(
                self.key_view(&KeyRef { provider, label })
                    .await?
                    .fingerprint,
            );
        }
        if let Some(order) = order {
            let provider = provider.clone();
            machine
                .store()
                .set_key_order(provider.clone(), order)
                .await?;
            self.supervisor()
                .key(KeyAct::Order { provider, order })
                .await?;
        }
        machine.store().place_keys(keys.clone()).await?;
        self.supervisor()
            .key(KeyAct::Place { provider, keys })
            .await?;
        self.list_keys(Nothing {}).await
    }

    /// Sets how many renders may be under way with a key, and what may be spent with it.
    ///
    /// # Errors
    ///
    /// `bad_input` with the field; `not_found`.
    pub async fn limit_key(&self, wanted: LimitKey) -> Result<KeyView, ApiError> {
        if !(1..=64).contains(&wanted.width_max) {
            return Err(ApiError::bad_input("width_max", "this must be 1 to 64"));
        }
        if wanted.cap_micro_usd.is_some_and(|cap| cap < 0) {
            return Err(ApiError::bad_input(
                "cap_micro_usd",
                "this must not be below 0",
            ));
        }
        let named = KeyRef {
            provider: wanted.provider,
            label: wanted.label,
        };
        let key = self.key_view(&named).await?.fingerprint;
        let limits = KeyAct::Limit {
            key,
            width_max: wanted.width_max,
            cap_micro_usd: wanted.cap_micro_usd,
        };
        self.supervisor().key(limits).await?;
        self.key_view(&named).await
    }

    /// The first key of a provider that may be used for something.
    pub(crate) async fn first_key(
        &self,
        provider: &Provider,
        among: Option<&BTreeSet<KeyLabel>>,
    ) -> Result<Option<Key>, ApiError> {
        let keys = self.list_keys(Nothing {}).await?;
        let first = keys.iter().find(|key| {
            let named = among.is_none_or(|labels| labels.contains(&key.label));
            key.provider == *provider && named && key.readable
        });
        match first {
            None => Ok(None),
            Some(view) => self.key_value(view).await.map(Some),
        }
    }

    async fn key_value(&self, view: &KeyView) -> Result<Key, ApiError> {
        let value = self
            .machine()?
            .safe()
            .get(&view.provider, &view.label)
            .await?;
        let value = value.ok_or_else(|| {
            let said = format!("the value of the key \"{}\" is gone", view.label);
            ApiError::new(ErrorCode::NotFound, said).hint("remove the key and add it again")
        })?;
        Ok(Key::new(
            view.label.clone(),
            view.fingerprint.clone(),
            value,
        ))
    }

    async fn key_view(&self, wanted: &KeyRef) -> Result<KeyView, ApiError> {
        let keys = self.list_keys(Nothing {}).await?;
        let own = |key: &KeyView| key.provider == wanted.provider && key.label == wanted.label;
        let known: Vec<_> = keys
            .iter()
            .map(|key| format!("{} ({})", key.label, key.provider))
            .collect();
        keys.iter().find(|key| own(key)).cloned().ok_or_else(|| {
            let said = format!("{} has no key \"{}\"", wanted.provider, wanted.label);
            let error = ApiError::new(ErrorCode::NotFound, said);
            match known.is_empty() {
                true => error.hint("no key was added yet"),
                false => error.hint(format!("there are: {}", known.join(", "))),
            }
        })
    }
}

fn view(key: worldreel_supervisor::KeyView, order: KeyOrder) -> KeyView {
    let record = key.record;
    KeyView {
        provider: key.provider,
        label: record.label,
        fingerprint: record.fingerprint,
        health: record.health,
        readable: key.readable,
        under_way: key.under_way,
        width: record.width,
        order,
        usage: record.usage,
        spend: record.spend,
    }
}
