//! Keys that the user has in the environment or in a `.env` file already.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_host::settings::{Findings, Found, Origin};
use worldreel_keys::{KeyLabel, Provider};

use crate::call::Nothing;
use crate::error::{ApiError, ErrorCode};
use crate::machine::own_keys::own_keys;
use crate::machine::secret::{KeyValue, fingerprint};
use crate::studio::Studio;
use crate::use_case::keys::{AddKey, KeyView};

/// A key that was found. Its value is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundKey {
    /// The name of the variable that holds it.
    pub name: String,
    /// Whose key it is.
    pub provider: Provider,
    /// The file and line that it stands in; absent for the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The label under which the ring has this very key already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<KeyLabel>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundKeys {
    /// The keys.
    pub keys: Vec<FoundKey>,
    /// What could not be read, with its place.
    pub troubles: Vec<String>,
}

/// Which of the keys that were found are to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportKeys {
    /// The names of their variables; none is all that are new.
    #[serde(default)]
    pub names: Vec<String>,
    /// As for a key that is added.
    #[serde(default)]
    pub allow_file: bool,
}

impl Studio {
    /// Looks for keys in the environment and in `.env` files. Nothing is added.
    ///
    /// # Errors
    ///
    /// `unsuitable` without a configuration folder.
    pub async fn found_keys(&self, _: Nothing) -> Result<FoundKeys, ApiError> {
        let Findings { found, troubles } = own_keys(self.machine()?.env_files());
        let known = self.list_keys(Nothing {}).await?;
        Ok(FoundKeys {
            keys: found.iter().map(|found| told(found, &known)).collect(),
            troubles: troubles.iter().map(ToString::to_string).collect(),
        })
    }

    /// Adds keys that were found, each by the name of its variable. What is there already
    /// stays as it is. Returns all keys.
    ///
    /// # Errors
    ///
    /// `not_found` for a name that holds no key; else as [`Studio::add_key`].
    pub async fn import_keys(&self, wanted: ImportKeys) -> Result<Vec<KeyView>, ApiError> {
        let found = own_keys(self.machine()?.env_files()).found;
        if let Some(missing) = wanted.names.iter().find(|name| {
            let held = found
                .iter()
                .any(|found| found.variable.name == name.as_str());
            !held
        }) {
            let names: Vec<_> = found.iter().map(|found| found.variable.name).collect();
            let said = format!("no key was found under {missing}");
            return Err(ApiError::new(ErrorCode::NotFound, said)
                .hint(format!("found were: {}", names.join(", "))));
        }
        let known = self.list_keys(Nothing {}).await?;
        for key in &found {
            let name = key.variable.name;
            let named = wanted.names.is_empty() || wanted.names.iter().any(|own| own == name);
            if !named || told(key, &known).known_as.is_some() {
                continue;
            }
            self.add_key(AddKey {
                provider: Provider::new(key.variable.service),
                label: KeyLabel::new(name),
                value: KeyValue::new(key.secret.clone()),
                allow_file: wanted.allow_file,
            })
            .await?;
        }
        self.list_keys(Nothing {}).await
    }
}

fn told(found: &Found, known: &[KeyView]) -> FoundKey {
    let print = fingerprint(&found.secret);
    let own = known.iter().find(|key| key.fingerprint == print);
    FoundKey {
        name: found.variable.name.into(),
        provider: Provider::new(found.variable.service),
        place: match &found.origin {
            Origin::Environment => None,
            file @ Origin::File { .. } => Some(file.to_string()),
        },
        known_as: own.map(|key| key.label.clone()),
    }
}
