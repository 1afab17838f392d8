//! The value of a key on its way in, and where it is kept.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use worldreel_domain::id::KeyFingerprint;
use worldreel_host::secrets::{FileConsent, KeyringError, SecretError, SecretName, SecretStore};
use worldreel_keys::{KeyLabel, Provider};

use crate::error::{ApiError, ErrorCode};

/// How long a keyring may take, its question for a password included.
const KEYRING_PATIENCE: Duration = Duration::from_secs(60);

/// The value of a key, as a call brings it. It is written out only by a client on its way
/// to the studio, and shown nowhere.
#[derive(Clone)]
pub struct KeyValue(SecretString);

impl KeyValue {
    /// Takes a value.
    #[must_use]
    pub const fn new(value: SecretString) -> Self {
        Self(value)
    }

    pub(crate) const fn secret(&self) -> &SecretString {
        &self.0
    }
}

impl fmt::Debug for KeyValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyValue")
    }
}

impl Serialize for KeyValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.expose_secret().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for KeyValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|value| Self(value.into()))
    }
}

impl JsonSchema for KeyValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "KeyValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "writeOnly": true,
            "description": "The value of a key. It goes in and never comes out."
        })
    }
}

/// What tells a key apart from others without giving it away: the first 8 bytes of its
/// SHA-256, in hexadecimal digits.
#[must_use]
pub fn fingerprint(value: &SecretString) -> KeyFingerprint {
    let hash = Sha256::digest(value.expose_secret().as_bytes());
    let digits: Vec<_> = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    KeyFingerprint::new(digits.concat())
}

/// Where the values of keys are kept. Its calls wait for as long as the user takes to
/// unlock the keyring, up to a minute.
#[derive(Debug, Clone)]
pub(crate) struct Safe {
    store: Arc<SecretStore>,
}

impl Safe {
    pub(crate) fn new(application: Option<String>, file: PathBuf) -> Self {
        Self {
            store: Arc::new(match application {
                Some(application) => SecretStore::new(application, file),
                None => SecretStore::file_only(file),
            }),
        }
    }

    /// Keeps a value. `allow_file`: where there is no keyring it may go to the file.
    pub(crate) async fn put(
        &self,
        provider: &Provider,
        label: &KeyLabel,
        value: SecretString,
        allow_file: bool,
    ) -> Result<(), ApiError> {
        let name = name(provider, label)?;
        self.ask(move |store| match store.put(&name, &value) {
            Err(SecretError::NeedsConsent { .. }) if allow_file => {
                store.allow_file(FileConsent::given_by_the_user())?;
                store.put(&name, &value)
            }
            done => done,
        })
        .await
    }

    pub(crate) async fn get(
        &self,
        provider: &Provider,
        label: &KeyLabel,
    ) -> Result<Option<SecretString>, ApiError> {
        let name = name(provider, label)?;
        self.ask(move |store| store.get(&name)).await
    }

    pub(crate) async fn remove(
        &self,
        provider: &Provider,
        label: &KeyLabel,
    ) -> Result<(), ApiError> {
        let name = name(provider, label)?;
        self.ask(move |store| store.remove(&name)).await.map(drop)
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&SecretStore) -> Result<T, SecretError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = Arc::clone(&self.store);
        let answer = tokio::task::spawn_blocking(move || question(&store));
        match tokio::time::timeout(KEYRING_PATIENCE, answer).await {
            Ok(Ok(answer)) => answer.map_err(|error| refused(&error)),
            Ok(Err(broken)) => Err(ApiError::from_error(ErrorCode::Internal, &broken)),
            Err(_) => Err(ApiError::new(
                ErrorCode::Unsuitable,
                "the system's keyring gave no answer for a minute",
            )
            .hint("unlock it and try again")),
        }
    }
}

fn name(provider: &Provider, label: &KeyLabel) -> Result<SecretName, ApiError> {
    SecretName::new(provider.as_str(), label.as_str())
        .map_err(|error| ApiError::bad_input("label", error.to_string()))
}

fn refused(error: &SecretError) -> ApiError {
    let hint = match error {
        SecretError::NeedsConsent { path, .. } => format!(
            "to have keys kept in {}, which this user alone can read, say so: `--allow-file` on \
             the command line, or `allow_file` in the call",
            path.display()
        ),
        SecretError::Keyring(KeyringError::Locked { .. }) => {
            "unlock the keyring and try again".into()
        }
        SecretError::Keyring(_) => "look whether the system's keyring works".into(),
        SecretError::File(_) => {
            "see to the file, then try again; it is never changed unasked".into()
        }
    };
    ApiError {
        // The way out is that field of the call, so that a door can offer it.
        field: matches!(error, SecretError::NeedsConsent { .. }).then(|| "allow_file".into()),
        ..ApiError::from_error(ErrorCode::Unsuitable, error).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_shows_in_nothing_that_is_printed() {
        let value = KeyValue::new("nvapi-canary-77".into());
        assert_eq!(format!("{value:?}"), "KeyValue");
        let print = fingerprint(value.secret());
        assert_eq!(print.as_str().len(), 16);
        assert!(!"nvapi-canary-77".contains(print.as_str()));
    }
}
