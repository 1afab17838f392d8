//! Which keys are held by what runs, and what is noted about them.

use worldreel_domain::failure::{Failure, FailureClass, Retry};
use worldreel_domain::id::{AttemptId, KeyFingerprint};
use worldreel_domain::job::Lease;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyOrder, KeyRecord, Outcome, Provider};

use super::Studio;
use super::uses::Entry;
use crate::disk::Disk;
use crate::slip::Slip;

impl Studio {
    pub(super) fn take_up_keys(&mut self, order: KeyOrder, disk: &Disk) {
        for (provider, record) in &disk.keys {
            let ring = self.board.keys_mut().ring(provider);
            ring.set_order(order);
            // The disk has each key once.
            let _ = ring.add(record.clone());
        }
    }

    /// Takes a place of the lease's key, once.
    pub(super) fn hold_key(&mut self, lease: &Lease) {
        let Some(fingerprint) = &lease.key else {
            return;
        };
        if self.held.contains_key(&lease.attempt) {
            return;
        }
        let now = self.clocks.now;
        let held = self.provider_of(fingerprint).and_then(|provider| {
            let ring = self.board.keys_mut().ring(&provider);
            Some((provider, ring.hold(fingerprint, 0, now)?))
        });
        if let Some(held) = held {
            self.held.insert(lease.attempt, held);
        }
    }

    /// Gives the place of a key back that an attempt took, if it did.
    pub(super) fn release_key(&mut self, attempt: AttemptId) {
        if self.slip == Some(Slip::ForgetKey) {
            return;
        }
        if let Some((provider, permit)) = self.held.remove(&attempt) {
            self.board.keys_mut().ring(&provider).give_back(&permit);
        }
    }

    /// Takes note of what the end of a call says about the attempt's key.
    pub(super) fn note_key(&mut self, attempt: AttemptId, failure: Option<&Failure>) {
        let now = self.clocks.now;
        let outcome = failure.map_or(Outcome::Success, |failure| outcome(failure, now));
        let lease = self.row_of(attempt).and_then(|row| row.state.lease());
        let Some(fingerprint) = lease.and_then(|lease| lease.key.clone()) else {
            return;
        };
        let Some(provider) = self.provider_of(&fingerprint) else {
            return;
        };
        let jitter = self.chance.unit();
        let ring = self.board.keys_mut().ring(&provider);
        ring.note(&fingerprint, outcome, now, jitter);
        if let Some(record) = ring.key(&fingerprint).cloned() {
            self.write(Entry::Key(record));
        }
    }

    pub(super) fn restore_key(&mut self, fingerprint: &KeyFingerprint) {
        let Some(provider) = self.provider_of(fingerprint) else {
            return;
        };
        self.board.keys_mut().ring(&provider).restore(fingerprint);
        if let Some(record) = self.record_of(fingerprint) {
            self.write(Entry::Key(record));
        }
    }

    pub(super) fn provider_of(&self, key: &KeyFingerprint) -> Option<Provider> {
        let (provider, _) = self.board.keys().find(key)?;
        Some(provider.clone())
    }

    pub(super) fn record_of(&self, key: &KeyFingerprint) -> Option<KeyRecord> {
        let (_, record) = self.board.keys().find(key)?;
        Some(record.clone())
    }

    /// Takes every key for ready, however it is.
    pub(super) fn heal_all(&mut self) {
        let all: Vec<(Provider, KeyFingerprint)> = self
            .board
            .keys()
            .iter()
            .flat_map(|(provider, ring)| {
                ring.keys()
                    .map(|key| (provider.clone(), key.fingerprint.clone()))
            })
            .collect();
        for (provider, key) in all {
            self.board.keys_mut().ring(&provider).restore(&key);
        }
    }
}

/// What a failure says about the key of its request.
pub(crate) fn outcome(failure: &Failure, now: Timestamp) -> Outcome {
    match failure.class {
        FailureClass::Auth => Outcome::Refused,
        FailureClass::OutOfCredit => Outcome::OutOfCredit,
        FailureClass::RateLimited => Outcome::RateLimited {
            retry_after_ms: match failure.retry {
                Retry::NotBefore { at } => Some(at.ms().saturating_sub(now.ms())),
                Retry::Never | Retry::Again | Retry::Ask => None,
            },
        },
        _ => Outcome::OtherFailure,
    }
}
