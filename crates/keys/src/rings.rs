//! The rings of all providers.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::KeyFingerprint;

use crate::key::KeyRecord;
use crate::ring::KeyRing;

/// Whose keys a ring holds, such as `nvidia`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Provider(String);

impl Provider {
    /// Takes the name as it stands.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The rings of all providers.
#[derive(Debug, Clone, Default)]
pub struct KeyRings {
    rings: BTreeMap<Provider, KeyRing>,
}

impl KeyRings {
    /// A provider's ring, if it has keys.
    #[must_use]
    pub fn get(&self, provider: &Provider) -> Option<&KeyRing> {
        self.rings.get(provider)
    }

    /// A provider's ring, which is empty at first.
    pub fn ring(&mut self, provider: &Provider) -> &mut KeyRing {
        self.rings.entry(provider.clone()).or_default()
    }

    /// Every ring with its provider.
    pub fn iter(&self) -> impl Iterator<Item = (&Provider, &KeyRing)> {
        self.rings.iter()
    }

    /// Whether no provider has a key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rings.values().all(|ring| ring.keys().next().is_none())
    }

    /// The key of this fingerprint, with its provider.
    #[must_use]
    pub fn find(&self, fingerprint: &KeyFingerprint) -> Option<(&Provider, &KeyRecord)> {
        self.rings
            .iter()
            .find_map(|(provider, ring)| Some((provider, ring.key(fingerprint)?)))
    }
}
