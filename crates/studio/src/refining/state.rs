//! Whether a refiner can be asked now, as far as it is known.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::time::Timestamp;
use worldreel_keys::{Ask, KeyRing, NoKey, NoKeyReason, Provider};
use worldreel_refine::RefineError;
use worldreel_supervisor::KeyView;

/// Whether a refiner can be asked now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum RefinerState {
    /// It works offline, or it answered when it was last asked.
    Ready,
    /// It was not asked since the studio began.
    NotAsked,
    /// Its keys rest, or are at their limit for the day.
    Resting {
        /// Until then.
        until: Timestamp,
    },
    /// It is asked with keys, and there is none.
    NoKey,
    /// Each of its keys was refused or has no credit left.
    KeyRefused,
    /// It could not be reached when it was last asked.
    NotReached {
        /// When that was.
        at: Timestamp,
    },
    /// It gave no usable answer when it was last asked.
    Failed {
        /// When that was.
        at: Timestamp,
        /// What was wrong: a sentence without a full stop.
        said: String,
    },
}

impl RefinerState {
    /// What it means that no key may be used.
    const fn without_key(none: &NoKey) -> Self {
        match (&none.why, none.earliest) {
            (NoKeyReason::NoneSetUp, _) => Self::NoKey,
            (_, Some(until)) => Self::Resting { until },
            (_, None) => Self::KeyRefused,
        }
    }

    /// What a failure says about a refiner; what is wrong with the prompt says nothing.
    pub(crate) fn of(error: &RefineError, at: Timestamp) -> Self {
        match error {
            RefineError::Blocked { .. } | RefineError::PromptTooLong { .. } => Self::Ready,
            RefineError::Unreachable { .. }
            | RefineError::Unavailable { .. }
            | RefineError::Timeout { .. } => Self::NotReached { at },
            RefineError::Auth { key: None, .. } => Self::NoKey,
            RefineError::Auth { .. } | RefineError::OutOfCredit { .. } => Self::KeyRefused,
            RefineError::RateLimited {
                until: Some(until), ..
            } => Self::Resting { until: *until },
            RefineError::NoKey { source } => Self::without_key(source),
            RefineError::RateLimited { until: None, .. }
            | RefineError::Setup { .. }
            | RefineError::Backend { .. }
            | RefineError::BadAnswer { .. }
            | RefineError::CutShort { .. }
            | RefineError::UnknownModel { .. }
            | RefineError::Refused { .. } => Self::Failed {
                at,
                said: error.to_string(),
            },
        }
    }
}

/// How each chat model did when it was last asked.
#[derive(Debug, Default)]
pub(crate) struct LastAsked {
    by_name: Mutex<BTreeMap<String, RefinerState>>,
}

impl LastAsked {
    pub(crate) fn note(&self, name: &str, state: RefinerState) {
        let mut known = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(name.to_owned(), state);
    }

    /// Forgets one: another may take its name.
    pub(crate) fn forget(&self, name: &str) {
        let mut known = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(name);
    }

    /// How a chat model is, with what its keys say now; `None` for one that asks for none.
    pub(crate) fn state(
        &self,
        name: &str,
        keys: Option<(&Provider, &[KeyView])>,
        now: Timestamp,
    ) -> RefinerState {
        let known = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        let last = known.get(name).cloned().unwrap_or(RefinerState::NotAsked);
        let ring = keys.map(|(provider, keys)| of_keys(provider, keys, now));
        match (ring, last) {
            (Some(Some(trouble)), _) => trouble,
            // The keys are well again, or a rest is over.
            (Some(None), RefinerState::KeyRefused | RefinerState::NoKey) => RefinerState::NotAsked,
            (Some(None), RefinerState::Resting { .. }) => RefinerState::NotAsked,
            (None, RefinerState::Resting { until }) if until <= now => RefinerState::NotAsked,
            (_, last) => last,
        }
    }
}

/// What keeps all keys of a provider from being used; `None` when one can be. Which those
/// are is the ring's to say.
fn of_keys(provider: &Provider, keys: &[KeyView], now: Timestamp) -> Option<RefinerState> {
    let mut ring = KeyRing::new();
    let own = |key: &&KeyView| key.provider == *provider && key.readable;
    for key in keys.iter().filter(own) {
        // One that is named twice is one all the same.
        let _ = ring.add(key.record.clone());
    }
    // Enough to be stopped by a day's limit that is reached.
    let ask = Ask {
        micro_usd: 1,
        ..Ask::default()
    };
    let none = ring.acquire_for(&ask, now).err()?;
    Some(RefinerState::without_key(&none))
}
