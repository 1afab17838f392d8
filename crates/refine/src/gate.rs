//! Where a request gets its key, and tells what became of it.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use secrecy::SecretString;
use tokio::sync::Notify;
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyLabel, KeyRecord, KeyRing, NoKeyReason, Outcome, Permit};

use crate::error::RefineError;
use crate::usage::Tokens;

/// Gives keys out. The state of a ring belongs to whoever implements this.
#[async_trait]
pub trait KeyGate: fmt::Debug + Send + Sync {
    /// A key for one request, after waiting for one that is merely in use.
    ///
    /// # Errors
    ///
    /// [`RefineError::NoKey`] when none may be used.
    async fn acquire(&self) -> Result<KeyPermit, RefineError>;

    /// Takes a key back, with what became of its request, and what that took where the
    /// server said so.
    async fn report(&self, permit: KeyPermit, outcome: Outcome, tokens: Option<Tokens>);
}

/// The right to send one request, with a key or without one.
#[derive(Debug)]
pub struct KeyPermit {
    held: Option<(Permit, SecretString)>,
}

impl KeyPermit {
    /// For a server that asks for no key.
    #[must_use]
    pub const fn without_key() -> Self {
        Self { held: None }
    }

    /// With the key that `permit` is for.
    #[must_use]
    pub const fn with_key(permit: Permit, secret: SecretString) -> Self {
        Self {
            held: Some((permit, secret)),
        }
    }

    /// The user's name for the key.
    #[must_use]
    pub fn label(&self) -> Option<&KeyLabel> {
        self.held.as_ref().map(|(permit, _)| permit.label())
    }

    /// The ring's permit, for the report.
    #[must_use]
    pub fn permit(&self) -> Option<&Permit> {
        self.held.as_ref().map(|(permit, _)| permit)
    }

    /// The ring's permit, taken out for the report; the key is forgotten.
    #[must_use]
    pub fn into_permit(self) -> Option<Permit> {
        self.held.map(|(permit, _)| permit)
    }

    /// The key itself, to be opened only where the header is built.
    #[must_use]
    pub fn secret(&self) -> Option<&SecretString> {
        self.held.as_ref().map(|(_, secret)| secret)
    }
}

/// For local servers, which ask for no key.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKeyGate;

#[async_trait]
impl KeyGate for NoKeyGate {
    async fn acquire(&self) -> Result<KeyPermit, RefineError> {
        Ok(KeyPermit::without_key())
    }

    async fn report(&self, _: KeyPermit, _: Outcome, _: Option<Tokens>) {}
}

/// One key, its state in memory.
#[derive(Debug)]
pub struct SingleKeyGate {
    ring: Mutex<KeyRing>,
    secret: SecretString,
    freed: Notify,
    clock: fn() -> Timestamp,
}

/// One key in one program has no crowd to keep apart from.
const NO_JITTER: f64 = 0.5;

impl SingleKeyGate {
    /// A gate for one key, which was never used.
    #[must_use]
    pub fn new(
        label: KeyLabel,
        fingerprint: KeyFingerprint,
        secret: SecretString,
        clock: fn() -> Timestamp,
    ) -> Self {
        let mut ring = KeyRing::new();
        // An empty ring has no key to be a duplicate of.
        let _ = ring.add(KeyRecord::new(label, fingerprint));
        Self {
            ring: Mutex::new(ring),
            secret,
            freed: Notify::new(),
            clock,
        }
    }

    /// How the key is doing.
    #[must_use]
    pub fn record(&self) -> Option<KeyRecord> {
        self.ring().keys().next().cloned()
    }

    fn ring(&self) -> MutexGuard<'_, KeyRing> {
        // The ring is whole between its calls, none of which panics half-way.
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl KeyGate for SingleKeyGate {
    async fn acquire(&self) -> Result<KeyPermit, RefineError> {
        loop {
            let answer = self.ring().acquire((self.clock)());
            match answer {
                Ok(permit) => return Ok(KeyPermit::with_key(permit, self.secret.clone())),
                // `notify_one` keeps one wake for a waiter that comes late, so a
                // report between these two lines is not missed.
                Err(refusal) if refusal.why == NoKeyReason::Busy => self.freed.notified().await,
                Err(source) => {
                    // The next waiter learns it too, and so on down the line.
                    self.freed.notify_one();
                    return Err(RefineError::NoKey { source });
                }
            }
        }
    }

    async fn report(&self, permit: KeyPermit, outcome: Outcome, _: Option<Tokens>) {
        if let Some(permit) = permit.permit() {
            self.ring()
                .report(permit, outcome, (self.clock)(), NO_JITTER);
        }
        self.freed.notify_one();
    }
}
