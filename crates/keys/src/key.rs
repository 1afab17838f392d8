//! What is known of one key: label, health, usage. Never its value.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;

use crate::spend::Spend;
use crate::width::Width;

/// The user's name for a key, such as `studio account`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct KeyLabel(String);

impl KeyLabel {
    /// Takes the label as it stands.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Self(label.into())
    }

    /// The label as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What took a key out of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A 429 that named how long to wait.
    RetryAfter,
    /// A 429 that named nothing: the wait is ours.
    Backoff,
    /// The provider did not accept the key (401 or 403).
    Refused,
    /// The key has no credit left (402 and its relatives).
    OutOfCredit,
}

/// Whether a key may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "health", rename_all = "snake_case")]
pub enum KeyHealth {
    /// It may be used.
    Ready,
    /// Not before a moment; it heals by itself.
    Cooling {
        /// The first moment at which it may be used again.
        until: Timestamp,
        /// What made it rest.
        cause: Cause,
    },
    /// Not until it was edited or tested.
    Benched {
        /// What took it out of use.
        cause: Cause,
    },
    /// Not before a moment that is far off, unless it was topped up or tested before.
    Parked {
        /// When it is tried again.
        until: Timestamp,
        /// What took it out of use.
        cause: Cause,
    },
}

impl KeyHealth {
    /// Whether it may be used at `now`.
    #[must_use]
    pub const fn usable(self, now: Timestamp) -> bool {
        match self {
            Self::Ready => true,
            Self::Cooling { until, .. } | Self::Parked { until, .. } => until.ms() <= now.ms(),
            Self::Benched { .. } => false,
        }
    }

    /// The moment at which it heals by itself, if it does.
    #[must_use]
    pub const fn heals_at(self) -> Option<Timestamp> {
        match self {
            Self::Cooling { until, .. } | Self::Parked { until, .. } => Some(until),
            Self::Ready | Self::Benched { .. } => None,
        }
    }
}

/// What a key was used for since it was added. The counts stop at their maximum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Usage {
    /// Requests that were reported, whatever became of them.
    pub requests: u32,
    /// Those that succeeded.
    pub successes: u32,
    /// Those that were answered with 429.
    pub rate_limited: u32,
    /// When one was last given out; `None` before the first.
    #[serde(default)]
    pub last_used: Option<Timestamp>,
}

/// All that a ring knows of a key, in the form in which it survives a restart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeyRecord {
    /// The user's name for it.
    pub label: KeyLabel,
    /// What tells it apart from other keys.
    pub fingerprint: KeyFingerprint,
    /// Whether it may be used.
    pub health: KeyHealth,
    /// How many 429 answers came since the last success.
    pub limits_in_a_row: u32,
    /// What it was used for.
    pub usage: Usage,
    /// How many requests it may have under way.
    #[serde(default)]
    pub width: Width,
    /// What was spent with it on one day, and what may be.
    #[serde(default)]
    pub spend: Spend,
}

impl KeyRecord {
    /// A key that was never used.
    #[must_use]
    pub fn new(label: KeyLabel, fingerprint: KeyFingerprint) -> Self {
        Self {
            label,
            fingerprint,
            health: KeyHealth::Ready,
            limits_in_a_row: 0,
            usage: Usage::default(),
            width: Width::default(),
            spend: Spend::default(),
        }
    }
}

/// What a request asks of its key.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'a> {
    /// The keys that may be used; `None` is any.
    pub among: Option<&'a BTreeSet<KeyLabel>>,
    /// What the request will cost at most, in millionths of a US dollar.
    pub micro_usd: i64,
}

impl Ask<'_> {
    /// Whether the user lets this key be used for it.
    #[must_use]
    pub fn allows(&self, key: &KeyRecord) -> bool {
        self.among.is_none_or(|labels| labels.contains(&key.label))
    }
}
