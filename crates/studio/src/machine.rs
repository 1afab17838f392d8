//! What belongs to the user and this computer and not to a library: engines, keys, and
//! where they are kept.
//!
//! | module | what it holds |
//! |---|---|
//! | [`claimed_gate`] | one key that is in no ring, claimed like those that are |
//! | [`models`] | chat models, with their keys out of the rings |
//! | `own_keys` | keys that the user has in the environment or in a `.env` file |
//! | [`own_models`] | models that are named for a task there |
//! | [`secret`] | the value of a key on its way in, and where it is kept |

pub mod claimed_gate;
pub mod models;
pub(crate) mod own_keys;
pub mod own_models;
pub mod secret;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use worldreel_domain::id::LaneName;
use worldreel_engines::{Engine, EngineSettings, Key, KeyNeed};
use worldreel_host::durable;
use worldreel_keys::{KeyLabel, KeyOrder, Provider};
use worldreel_scheduler::LaneKeys;
use worldreel_store::machine::EngineRow;
use worldreel_store::{MachineStore, StoreError};
use worldreel_supervisor::{HeldKey, SetUpEngine};

use crate::studio::Studio;
use crate::view::EngineSetup;
use secret::Safe;

/// Where engines and keys are kept.
#[derive(Debug, Clone)]
pub struct MachineFiles {
    /// The database.
    pub database: PathBuf,
    /// The name under which keys are kept in the system's keyring; without one they go to
    /// the file alone.
    pub application: Option<String>,
    /// The file that keys go to without a keyring, once the user agreed.
    pub secrets: PathBuf,
    /// The `.env` files that are looked through for keys when the user asks.
    pub env_files: Vec<PathBuf>,
}

impl MachineFiles {
    /// The folder in which this machine's studios claim the places of keys.
    #[must_use]
    pub fn claims(&self) -> PathBuf {
        self.database.with_file_name("claims")
    }
}

/// The open database of this machine, and the place where the values of keys are kept.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    store: MachineStore,
    safe: Safe,
    env_files: Vec<PathBuf>,
    claims: PathBuf,
}

/// An engine, and how it came to be there.
#[derive(Debug, Clone)]
pub(crate) struct Installed {
    pub(crate) engine: Arc<dyn Engine>,
    /// Absent for an engine that is built in.
    pub(crate) added: Option<Added>,
}

/// What the user said of an engine.
#[derive(Debug, Clone)]
pub(crate) struct Added {
    pub(crate) settings: EngineSettings,
    pub(crate) keys: Option<BTreeSet<KeyLabel>>,
}

/// What is known of keys and lanes at the start.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) keys: Vec<HeldKey>,
    pub(crate) orders: BTreeMap<Provider, KeyOrder>,
    pub(crate) paused_lanes: Vec<LaneName>,
}

impl Installed {
    pub(crate) const fn built_in(engine: Arc<dyn Engine>) -> Self {
        Self {
            engine,
            added: None,
        }
    }

    /// The engine with the keys that its renders are made with: those it was given; any of
    /// its provider's where it can't do without one.
    pub(crate) fn set_up(&self) -> SetUpEngine {
        let keys = self.added.as_ref().and_then(|added| {
            let wanted = match self.engine.key_need() {
                KeyNeed::None => false,
                KeyNeed::Optional => added.keys.is_some(),
                KeyNeed::Required => true,
            };
            wanted.then(|| LaneKeys {
                provider: Provider::new(added.settings.provider()),
                among: added.keys.clone(),
            })
        });
        SetUpEngine {
            engine: Arc::clone(&self.engine),
            keys,
        }
    }

    pub(crate) fn setup(&self) -> Option<EngineSetup> {
        let added = self.added.as_ref()?;
        Some(EngineSetup {
            settings: added.settings.clone(),
            provider: Provider::new(added.settings.provider()),
            keys: added.keys.clone(),
        })
    }
}

impl Machine {
    pub(crate) async fn open(files: MachineFiles) -> Result<Self, StoreError> {
        if let Some(folder) = files.database.parent() {
            // When it can't be made, opening the database says why.
            let _ = durable::make_folder(folder);
        }
        let claims = files.claims();
        Ok(Self {
            store: MachineStore::open(&files.database).await?,
            safe: Safe::new(files.application, files.secrets),
            env_files: files.env_files,
            claims,
        })
    }

    pub(crate) const fn store(&self) -> &MachineStore {
        &self.store
    }

    pub(crate) fn env_files(&self) -> &[PathBuf] {
        &self.env_files
    }

    pub(crate) fn claims(&self) -> &Path {
        &self.claims
    }

    pub(crate) const fn safe(&self) -> &Safe {
        &self.safe
    }

    /// The engines that the user has added. One that this build can't set up any more is
    /// left out, with a word in the log; its row stays.
    pub(crate) async fn engines(&self) -> Result<Vec<Installed>, StoreError> {
        let rows = self.store.engines().await?.into_iter();
        let installed = rows.filter_map(|row| match installed(&row) {
            Ok(engine) => Some(engine),
            Err(why) => {
                tracing::error!("the engine {} can't be set up: {why}", row.name);
                None
            }
        });
        Ok(installed.collect())
    }

    /// The keys with their values, how they are chosen, and the lanes that are paused.
    pub(crate) async fn known(&self) -> Result<Known, StoreError> {
        let mut known = Known {
            paused_lanes: self.store.paused_lanes().await?,
            ..Known::default()
        };
        for row in self.store.keys().await? {
            let order = self.store.key_order(&row.provider).await?;
            known.orders.insert(row.provider.clone(), order);
            let (label, fingerprint) = (row.record.label.clone(), row.record.fingerprint.clone());
            let key = match self.safe.get(&row.provider, &label).await {
                Ok(Some(value)) => Some(Key::new(label, fingerprint, value)),
                Ok(None) => {
                    tracing::warn!("the value of the key {label} of {} is gone", row.provider);
                    None
                }
                Err(error) => {
                    let cause = error.message;
                    tracing::warn!("the key {label} of {} can't be read: {cause}", row.provider);
                    None
                }
            };
            known.keys.push(HeldKey {
                provider: row.provider,
                record: row.record,
                key,
            });
        }
        Ok(known)
    }
}

fn installed(row: &EngineRow) -> Result<Installed, Box<dyn std::error::Error>> {
    let settings: EngineSettings = serde_json::from_value(row.settings.clone())?;
    Ok(Installed {
        engine: settings.clone().set_up(Studio::now)?,
        added: Some(Added {
            settings,
            keys: row.keys.clone(),
        }),
    })
}
