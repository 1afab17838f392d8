//! What all who claim keys agree on, whatever they send with them.

use std::time::Duration;

use worldreel_domain::id::KeyFingerprint;
use worldreel_host::lock::LockError;

/// How long it is taken for granted that another studio has a key. Half of it is lost on
/// average when the key is given back.
pub const LOOKS_AGAIN: Duration = Duration::from_secs(1);

/// What a key is called among the things that can be claimed.
#[must_use]
pub fn name(key: &KeyFingerprint) -> String {
    format!("key-{key}")
}

/// Says in the log that a key is used though it could not be claimed.
pub fn unclaimed(error: &LockError) {
    tracing::warn!(
        error = error as &dyn std::error::Error,
        "a key is used unclaimed: another studio on this computer may use it at the same time"
    );
}
