//! Keys: which are held by what runs, what is noted about them, and what the user does to
//! them. How they are chosen is the plan's business.

use std::collections::BTreeMap;

use tokio::sync::oneshot;
use uuid::Uuid;
use worldreel_domain::failure::Failure;
use worldreel_domain::id::{AttemptId, KeyFingerprint};
use worldreel_domain::job::Lease;
use worldreel_engines::{Key, Outcome, key_outcome};
use worldreel_keys::{Ask, KeyOrder, KeyRecord, KeyRing, NoKey, NoKeyReason, Permit, Provider};
use worldreel_store::JobRow;

use super::Actor;
use super::claiming::User;
use crate::message::{CommandError, KeyAct, KeyView, TakenKey};
use crate::supervisor::HeldKey;

/// What the queue knows of keys beside their rings.
#[derive(Default)]
pub(super) struct Keys {
    /// Also of keys that were taken out while something ran with them.
    values: BTreeMap<KeyFingerprint, Key>,
    /// What runs, with the place of a key that it takes.
    held: BTreeMap<AttemptId, (Provider, Permit)>,
    /// Keys whose value can't be read.
    unreadable: BTreeMap<KeyFingerprint, (Provider, KeyRecord)>,
}

impl Actor {
    pub(super) fn take_up_keys(
        &mut self,
        keys: Vec<HeldKey>,
        orders: BTreeMap<Provider, KeyOrder>,
    ) {
        for (provider, order) in orders {
            self.board.keys_mut().ring(&provider).set_order(order);
        }
        for key in keys {
            self.put_key(key);
        }
    }

    /// Adds a key, or puts a new one in the place of one that is there.
    pub(super) fn put_key(&mut self, held: HeldKey) {
        let HeldKey {
            provider,
            record,
            key,
        } = held;
        let fingerprint = record.fingerprint.clone();
        self.keys.unreadable.remove(&fingerprint);
        let Some(key) = key else {
            self.keys.unreadable.insert(fingerprint, (provider, record));
            return;
        };
        self.keys.values.insert(fingerprint.clone(), key);
        let ring = self.board.keys_mut().ring(&provider);
        if ring.add(record).is_err() {
            ring.restore(&fingerprint);
        }
    }

    /// Takes a place of the lease's key, once.
    pub(super) fn hold_key(&mut self, lease: &Lease) {
        let Some(fingerprint) = &lease.key else {
            return;
        };
        if self.keys.held.contains_key(&lease.attempt) {
            return;
        }
        let now = (self.now)();
        let provider = self.provider_of(fingerprint);
        let held = provider.and_then(|provider| {
            let ring = self.board.keys_mut().ring(&provider);
            Some((provider, ring.hold(fingerprint, 0, now)?))
        });
        if let Some(held) = held {
            self.keys.held.insert(lease.attempt, held);
            self.claims.keep(User::Attempt(lease.attempt), fingerprint);
        }
    }

    /// Gives the place of a key back that an attempt took, if it did.
    pub(super) fn release_key(&mut self, attempt: AttemptId) {
        if let Some((provider, permit)) = self.keys.held.remove(&attempt) {
            self.board.keys_mut().ring(&provider).give_back(&permit);
        }
        self.claims.release(&User::Attempt(attempt));
    }

    /// The key that a job's attempt was or is to be sent with.
    pub(super) fn key_of(&self, row: &JobRow) -> Option<Key> {
        let ticket = row.state.ticket().and_then(|ticket| ticket.key.as_ref());
        let lease = row.state.lease().and_then(|lease| lease.key.as_ref());
        self.keys.values.get(ticket.or(lease)?).cloned()
    }

    /// Takes note of what the end of a call says about the attempt's key.
    pub(super) fn note_key(&mut self, attempt: AttemptId, ended: &Result<Outcome, Failure>) {
        let now = (self.now)();
        let outcome = match ended {
            // We let go of it: that says nothing about the key.
            Ok(Outcome::Stopped | Outcome::Abandoned) => worldreel_keys::Outcome::OtherFailure,
            ended => key_outcome(ended, now),
        };
        let row = self.ledger.by_attempt(attempt);
        let lease = row.and_then(|row| row.state.lease());
        let Some(fingerprint) = lease.and_then(|lease| lease.key.clone()) else {
            return;
        };
        let Some(provider) = self.provider_of(&fingerprint) else {
            return;
        };
        let ring = self.board.keys_mut().ring(&provider);
        ring.note(&fingerprint, outcome, now, jitter());
        if let Some(record) = ring.key(&fingerprint).cloned() {
            if !record.health.usable(now) {
                tracing::warn!(
                    key.label = record.label.as_str(),
                    "the key {} of {provider} is out of use: {:?}",
                    record.label,
                    record.health
                );
            }
            self.write_key(record);
        }
    }

    /// A key for a request that is no render. Where nobody waits for the answer any more,
    /// its place is free again at once.
    pub(super) fn take_key(
        &mut self,
        provider: &Provider,
        micro_usd: i64,
        answer: oneshot::Sender<Result<TakenKey, NoKey>>,
    ) {
        let taken = self.take_claimed(provider, micro_usd);
        if let Err(Ok(TakenKey { permit, .. })) = answer.send(taken) {
            self.untake(provider, &permit, micro_usd);
        }
    }

    /// The next key that may be used for such a request and that no other studio has.
    fn take_claimed(&mut self, provider: &Provider, micro_usd: i64) -> Result<TakenKey, NoKey> {
        // One moment for all looks: a key that was seen elsewhere just now is not elsewhere
        // by an older clock, and would be looked at for ever.
        let now = (self.now)();
        let ask = Ask {
            micro_usd,
            ..Ask::default()
        };
        loop {
            let ring = self.board.keys_mut().ring(provider);
            let permit = ring.acquire_for(&ask, now)?;
            let fingerprint = permit.fingerprint().clone();
            let Some(key) = self.keys.values.get(&fingerprint).cloned() else {
                self.untake(provider, &permit, micro_usd);
                return Err(NoKey {
                    why: NoKeyReason::NoneSetUp,
                    earliest: None,
                });
            };
            if self.claim_key(User::of(&permit), &fingerprint) {
                return Ok(TakenKey { permit, key });
            }
            self.untake(provider, &permit, micro_usd);
            self.key_is_elsewhere(&fingerprint, now);
        }
    }

    /// Takes a permit back that nothing was sent with.
    fn untake(&mut self, provider: &Provider, permit: &Permit, micro_usd: i64) {
        let now = (self.now)();
        let ring = self.board.keys_mut().ring(provider);
        if ring.give_back(permit) {
            ring.correct_spend(permit.fingerprint(), -micro_usd, now);
        }
        self.claims.release(&User::of(permit));
    }

    /// Takes a key back, with what its request says about it.
    pub(super) fn give_key(
        &mut self,
        provider: &Provider,
        permit: &Permit,
        outcome: worldreel_keys::Outcome,
        more_micro_usd: i64,
    ) {
        let now = (self.now)();
        let ring = self.board.keys_mut().ring(provider);
        if ring.report(permit, outcome, now, jitter()) {
            ring.correct_spend(permit.fingerprint(), more_micro_usd, now);
        }
        if let Some(record) = ring.key(permit.fingerprint()).cloned() {
            self.write_key(record);
        }
        self.claims.release(&User::of(permit));
        self.nudge();
    }

    /// Has it written down how a key is doing.
    pub(super) fn write_key(&self, record: KeyRecord) {
        if let Some(books) = &self.books {
            books.key(record);
        }
        self.tell_set_up();
    }

    pub(super) fn act_on_key(&mut self, act: KeyAct) -> Result<(), CommandError> {
        match act {
            KeyAct::Restore(key) => self.change_key(&key, KeyRing::restore),
            KeyAct::Limit {
                key,
                width_max,
                cap_micro_usd,
            } => self.change_key(&key, |ring, key| ring.limit(key, width_max, cap_micro_usd)),
            KeyAct::Remove(key) => {
                let unreadable = self.keys.unreadable.remove(&key).is_some();
                let provider = self.provider_of(&key);
                let removed = provider
                    .and_then(|provider| self.board.keys_mut().ring(&provider).remove(&key));
                if unreadable || removed.is_some() {
                    Ok(())
                } else {
                    Err(CommandError::NoKey)
                }
            }
            KeyAct::Place { provider, keys } => {
                self.board.keys_mut().ring(&provider).place(&keys);
                Ok(())
            }
            KeyAct::Order { provider, order } => {
                self.board.keys_mut().ring(&provider).set_order(order);
                Ok(())
            }
        }
    }

    fn change_key(
        &mut self,
        key: &KeyFingerprint,
        change: impl FnOnce(&mut KeyRing, &KeyFingerprint) -> bool,
    ) -> Result<(), CommandError> {
        let provider = self.provider_of(key).ok_or(CommandError::NoKey)?;
        let ring = self.board.keys_mut().ring(&provider);
        if !change(ring, key) {
            return Err(CommandError::NoKey);
        }
        if let Some(record) = ring.key(key).cloned() {
            self.write_key(record);
        }
        Ok(())
    }

    pub(super) fn key_views(&self) -> Vec<KeyView> {
        let rings = self.board.keys();
        let readable = rings.iter().flat_map(|(provider, ring)| {
            ring.keys().map(move |record| KeyView {
                provider: provider.clone(),
                record: record.clone(),
                under_way: ring.under_way(&record.fingerprint),
                readable: true,
            })
        });
        let unreadable = self.keys.unreadable.values();
        let unreadable = unreadable.map(|(provider, record)| KeyView {
            provider: provider.clone(),
            record: record.clone(),
            under_way: 0,
            readable: false,
        });
        readable.chain(unreadable).collect()
    }

    pub(super) fn provider_of(&self, key: &KeyFingerprint) -> Option<Provider> {
        let (provider, _) = self.board.keys().find(key)?;
        Some(provider.clone())
    }
}

/// From 0 to 1, by chance.
pub(super) fn jitter() -> f64 {
    // The last 62 bits of a UUID of version 7 are random.
    let [.., a, b] = *Uuid::now_v7().as_bytes();
    f64::from(u16::from_be_bytes([a, b])) / f64::from(u16::MAX)
}
