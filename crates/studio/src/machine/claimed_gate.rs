//! One key that is in no ring, such as one of the environment: it is claimed like those of
//! the rings, so that studios on this computer send one request at a time with it, too.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use tokio::sync::OwnedMutexGuard;
use worldreel_domain::id::KeyFingerprint;
use worldreel_host::claim::{Claim, Claims};
use worldreel_keys::Outcome;
use worldreel_refine::{KeyGate, KeyPermit, RefineError, SingleKeyGate, Tokens};
use worldreel_supervisor::claims::{LOOKS_AGAIN, name, unclaimed};

/// A gate for one key, of which its request also has the claim.
#[derive(Debug)]
pub struct ClaimedGate {
    gate: SingleKeyGate,
    claims: Claims,
    /// The key's name among what can be claimed.
    name: String,
    /// Within this studio requests have their turn in the order in which they came.
    turn: Arc<tokio::sync::Mutex<()>>,
    held: Mutex<Option<Held>>,
}

/// What the one request under way has.
#[derive(Debug)]
struct Held {
    // Dropped first, so that who comes next finds it free.
    _claim: Option<Claim>,
    _turn: OwnedMutexGuard<()>,
}

impl ClaimedGate {
    /// A gate for the key of this fingerprint, which is claimed in this folder.
    #[must_use]
    pub fn new(gate: SingleKeyGate, key: &KeyFingerprint, folder: PathBuf) -> Self {
        Self {
            gate,
            claims: Claims::new(folder),
            name: name(key),
            turn: Arc::default(),
            held: Mutex::default(),
        }
    }

    /// The claim, after waiting for a studio that has it; `None` where nothing can be
    /// claimed.
    async fn claim(&self) -> Option<Claim> {
        let mut waits = None;
        loop {
            match self.claims.first_free(&self.name, 0..1) {
                Ok(Some(claim)) => return Some(claim),
                Ok(None) => {
                    // A render leaves the key to who is known to wait for it.
                    waits = waits.or_else(|| self.claims.wait_for(&self.name).ok().flatten());
                    tokio::time::sleep(LOOKS_AGAIN).await;
                }
                Err(error) => {
                    unclaimed(&error);
                    return None;
                }
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl KeyGate for ClaimedGate {
    async fn acquire(&self) -> Result<KeyPermit, RefineError> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        let claim = self.claim().await;
        let permit = self.gate.acquire().await?;
        *self.held() = Some(Held {
            _claim: claim,
            _turn: turn,
        });
        Ok(permit)
    }

    async fn report(&self, permit: KeyPermit, outcome: Outcome, tokens: Option<Tokens>) {
        self.gate.report(permit, outcome, tokens).await;
        *self.held() = None;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use secrecy::SecretString;
    use tokio::time::timeout;
    use worldreel_keys::KeyLabel;

    use super::*;
    use crate::studio::Studio;

    fn gate(folder: &tempfile::TempDir) -> ClaimedGate {
        let (label, key) = (KeyLabel::new("key"), KeyFingerprint::new("00ff"));
        let secret = SecretString::from("sk-canary");
        let gate = SingleKeyGate::new(label, key.clone(), secret, Studio::now);
        ClaimedGate::new(gate, &key, folder.path().to_owned())
    }

    #[tokio::test(start_paused = true)]
    async fn studios_send_one_request_at_a_time_with_a_key() {
        const LONG: Duration = Duration::from_secs(600);
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (gate(&folder), gate(&folder));
        let permit = one.acquire().await.unwrap();
        assert!(timeout(LONG, one.acquire()).await.is_err());
        assert!(timeout(LONG, other.acquire()).await.is_err());
        one.report(permit, Outcome::Success, None).await;
        let permit = other.acquire().await.unwrap();
        assert!(timeout(LONG, one.acquire()).await.is_err());
        other.report(permit, Outcome::Refused, None).await;
        // One that may not be used is no claim on it.
        assert!(other.acquire().await.is_err());
        assert!(one.acquire().await.is_ok());
    }
}
