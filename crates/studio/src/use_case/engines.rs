//! Setting engines up.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{EngineName, LaneName};
use worldreel_engines::{EngineSettings, SetupError};
use worldreel_keys::{KeyLabel, Provider};
use worldreel_store::machine::EngineRow;

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::machine::{Added, Installed};
use crate::studio::Studio;
use crate::view::EngineView;

/// An engine to be set up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AddEngine {
    /// Its settings.
    pub settings: EngineSettings,
    /// The labels of the keys that it may use; absent is any of its provider's, where it
    /// can't do without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<BTreeSet<KeyLabel>>,
}

/// An engine, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EngineRef {
    /// Its name.
    pub engine: EngineName,
}

/// That an engine answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tested {
    /// After how many milliseconds.
    pub took_ms: u32,
}

/// Whether all lanes of an engine are paused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PauseEngine {
    /// The engine.
    pub engine: EngineName,
    /// True to pause, false to resume.
    pub paused: bool,
}

/// Whether a lane is paused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PauseLane {
    /// The lane.
    pub lane: LaneName,
    /// True to pause, false to resume.
    pub paused: bool,
}

impl Studio {
    /// Sets an engine up. Jobs can be queued for it from now on, by its name; nothing is
    /// sent to it.
    ///
    /// # Errors
    ///
    /// `bad_input` with the setting that can't be used or the label that no key has;
    /// `conflict` when there is an engine of that name.
    pub async fn add_engine(&self, wanted: AddEngine) -> Result<EngineView, ApiError> {
        let machine = self.machine()?;
        let AddEngine { settings, keys } = wanted;
        let provider = Provider::new(settings.provider());
        self.check_labels(&provider, keys.as_ref()).await?;
        let engine = settings
            .clone()
            .set_up(Self::now)
            .map_err(|error| unusable(&error))?;
        let name = engine.name();
        let row = EngineRow {
            name: name.clone(),
            settings: serde_json::to_value(&settings)
                .map_err(|error| ApiError::from_error(ErrorCode::Internal, &error))?,
            keys: keys.clone(),
        };
        let installed = Installed {
            engine,
            added: Some(Added { settings, keys }),
        };
        self.supervisor().add_engine(installed.set_up()).await?;
        let added = machine.store().add_engine(row, Self::now()).await;
        if !matches!(added, Ok(true)) {
            // What is not on the disk is not set up.
            self.supervisor().remove_engine(name.clone()).await?;
            added?;
            return Err(ApiError::new(
                ErrorCode::Conflict,
                format!("there is an engine {name} already"),
            )
            .hint("another studio added it just now: close this one and open it again"));
        }
        self.change_installed(|engines| engines.push(installed));
        self.engine_view(&name)
    }

    /// Takes an engine out. Jobs that may run on no other wait, and say so.
    ///
    /// # Errors
    ///
    /// `not_found`; `not_now` while renders of it are under way, and for an engine that is
    /// built in.
    pub async fn remove_engine(&self, wanted: EngineRef) -> Result<Nothing, ApiError> {
        let name = wanted.engine;
        if self.installed_engine(&name)?.added.is_none() {
            return Err(ApiError::new(
                ErrorCode::NotNow,
                format!("the engine {name} is built in and can't be removed"),
            )
            .hint("pause its lanes to have nothing run on it"));
        }
        self.supervisor().remove_engine(name.clone()).await?;
        self.machine()?.store().remove_engine(name.clone()).await?;
        self.change_installed(|engines| engines.retain(|own| own.engine.name() != name));
        Ok(Nothing {})
    }

    /// Asks an engine whether it can be reached and used, with the first of its keys.
    /// Nothing is rendered. One that is there is not left alone any longer.
    ///
    /// # Errors
    ///
    /// `engine_cannot` with what stands in the way.
    pub async fn test_engine(&self, wanted: EngineRef) -> Result<Tested, ApiError> {
        let own = self.installed_engine(&wanted.engine)?;
        let key = match own.set_up().keys {
            None => None,
            Some(keys) => self.first_key(&keys.provider, keys.among.as_ref()).await?,
        };
        let tested = probe(&own, key.as_ref()).await?;
        self.supervisor().engine_is_there(wanted.engine).await?;
        Ok(tested)
    }

    /// Pauses or resumes a lane. What runs, runs on.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn pause_lane(&self, wanted: PauseLane) -> Result<Nothing, ApiError> {
        self.supervisor()
            .pause_lane(wanted.lane, wanted.paused)
            .await?;
        Ok(Nothing {})
    }

    /// Pauses or resumes all lanes of an engine. What runs, runs on.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn pause_engine(&self, wanted: PauseEngine) -> Result<Nothing, ApiError> {
        let own = self.installed_engine(&wanted.engine)?;
        for lane in own.engine.lanes() {
            self.supervisor().pause_lane(lane, wanted.paused).await?;
        }
        Ok(Nothing {})
    }

    pub(crate) fn installed_engine(&self, name: &EngineName) -> Result<Installed, ApiError> {
        let installed = self.installed();
        let known: Vec<_> = installed
            .iter()
            .map(|own| own.engine.name().to_string())
            .collect();
        let found = installed.into_iter().find(|own| own.engine.name() == *name);
        found.ok_or_else(|| {
            ApiError::new(
                ErrorCode::NotFound,
                format!("there is no engine \"{name}\""),
            )
            .hint(format!("set up are: {}", known.join(", ")))
        })
    }

    fn engine_view(&self, name: &EngineName) -> Result<EngineView, ApiError> {
        let views = self.engine_views();
        let own = views.into_iter().find(|view| view.name == *name);
        own.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "it was removed in the meantime"))
    }

    async fn check_labels(
        &self,
        provider: &Provider,
        labels: Option<&BTreeSet<KeyLabel>>,
    ) -> Result<(), ApiError> {
        let keys = self.supervisor().keys().await?;
        let own: Vec<_> = keys
            .into_iter()
            .filter(|key| key.provider == *provider)
            .map(|key| key.record.label)
            .collect();
        let missing = labels
            .into_iter()
            .flatten()
            .find(|label| !own.contains(label));
        let Some(missing) = missing else {
            return Ok(());
        };
        let known: Vec<_> = own.iter().map(KeyLabel::as_str).collect();
        let hint = if known.is_empty() {
            format!("add it first: worldreel keys add \"{missing}\" --provider {provider}")
        } else {
            format!("its keys are: {}", known.join(", "))
        };
        Err(ApiError::bad_input("keys", format!("{provider} has no key \"{missing}\"")).hint(hint))
    }
}

/// Asks an engine whether it can be used.
pub(crate) async fn probe(
    own: &Installed,
    key: Option<&worldreel_engines::Key>,
) -> Result<Tested, ApiError> {
    let began = std::time::Instant::now();
    match own.engine.probe(key).await {
        Ok(()) => Ok(Tested {
            took_ms: u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX),
        }),
        Err(failure) => Err(ApiError {
            way_out: Some(failure.next_step),
            ..ApiError::new(ErrorCode::EngineCannot, failure.message)
        }),
    }
}

fn unusable(error: &SetupError) -> ApiError {
    match error {
        SetupError::Settings(errors) => {
            let first = errors.first().map_or("settings", |error| error.field);
            ApiError::bad_input(first, error.to_string())
        }
        SetupError::Client(_) => ApiError::from_error(ErrorCode::Unsuitable, error),
    }
}
