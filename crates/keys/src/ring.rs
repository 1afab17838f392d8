//! The ordered ring of one provider: permits out, outcomes in.

use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;

use crate::key::{Cause, KeyHealth, KeyLabel, KeyRecord};
use crate::pace;

/// The right to send one request with one key. It is no value that can be copied:
/// while it is out, its key gives no other.
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    label: KeyLabel,
    fingerprint: KeyFingerprint,
    serial: u64,
}

impl Permit {
    /// The user's name for the key.
    #[must_use]
    pub const fn label(&self) -> &KeyLabel {
        &self.label
    }

    /// Which key it is.
    #[must_use]
    pub const fn fingerprint(&self) -> &KeyFingerprint {
        &self.fingerprint
    }
}

/// What became of a request, as far as its key is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The provider took it.
    Success,
    /// 429.
    RateLimited {
        /// How long the provider asked us to wait, if it said so.
        retry_after_ms: Option<i64>,
    },
    /// 401 or 403: the key was not accepted.
    Refused,
    /// 402 and its relatives: no credit is left.
    OutOfCredit,
    /// Anything that says nothing about the key: a timeout, a 500, a blocked prompt,
    /// or nothing was sent at all.
    OtherFailure,
}

/// Why no key can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NoKey {
    /// The reason that goes away soonest.
    pub why: NoKeyReason,
    /// When the first resting key may be used again; `None` when none is resting.
    pub earliest: Option<Timestamp>,
}

/// The reason that goes away soonest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoKeyReason {
    /// The ring is empty.
    #[error("no key is set up")]
    NoneSetUp,
    /// A key is in use; it is free again with its report.
    #[error("every key is in use")]
    Busy,
    /// The provider asked us to slow down.
    #[error("every key is resting after the service asked to slow down")]
    Cooling,
    /// Every key waits for the user.
    #[error("no key can be used: {refused} not accepted, {out_of_credit} without credit")]
    Unusable {
        /// Keys that were not accepted.
        refused: u32,
        /// Keys without credit.
        out_of_credit: u32,
    },
}

/// A key that is already in the ring, perhaps under another label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this key is already in the ring as {held}")]
pub struct DuplicateKey {
    /// The label under which it is held.
    pub held: KeyLabel,
}

#[derive(Debug, Clone)]
struct Slot {
    record: KeyRecord,
    /// The serial of the permit that is out.
    out: Option<u64>,
}

/// The keys of one provider, in the order in which the user wants them used.
#[derive(Debug, Clone, Default)]
pub struct KeyRing {
    slots: Vec<Slot>,
    serials: u64,
}

impl KeyRing {
    /// A ring without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key at the end: a new one, or one as it was before a restart.
    ///
    /// # Errors
    ///
    /// [`DuplicateKey`] when the ring has a key of that fingerprint: two entries for
    /// one key would break "one request at a time for each key".
    pub fn add(&mut self, record: KeyRecord) -> Result<(), DuplicateKey> {
        if let Some(slot) = self.find(&record.fingerprint) {
            return Err(DuplicateKey {
                held: slot.record.label.clone(),
            });
        }
        self.slots.push(Slot { record, out: None });
        Ok(())
    }

    /// Takes a key out of the ring. A permit that is out for it becomes an old one.
    pub fn remove(&mut self, fingerprint: &KeyFingerprint) -> Option<KeyRecord> {
        let at = self
            .slots
            .iter()
            .position(|slot| &slot.record.fingerprint == fingerprint)?;
        Some(self.slots.remove(at).record)
    }

    /// Makes a key ready again after the user edited, tested or topped it up. False
    /// when the ring has no such key.
    pub fn restore(&mut self, fingerprint: &KeyFingerprint) -> bool {
        let Some(slot) = self.find_mut(fingerprint) else {
            return false;
        };
        slot.record.health = KeyHealth::Ready;
        slot.record.limits_in_a_row = 0;
        true
    }

    /// All keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &KeyRecord> {
        self.slots.iter().map(|slot| &slot.record)
    }

    /// The first key in order that may be used at `now` and is not in use.
    ///
    /// # Errors
    ///
    /// [`NoKey`] with the reason and, when keys are resting, the first moment at
    /// which to ask again.
    pub fn acquire(&mut self, now: Timestamp) -> Result<Permit, NoKey> {
        let free = self
            .slots
            .iter_mut()
            .find(|slot| slot.out.is_none() && slot.record.health.usable(now));
        let Some(slot) = free else {
            return Err(self.no_key(now));
        };
        self.serials += 1;
        slot.out = Some(self.serials);
        slot.record.health = KeyHealth::Ready;
        Ok(Permit {
            label: slot.record.label.clone(),
            fingerprint: slot.record.fingerprint.clone(),
            serial: self.serials,
        })
    }

    /// Takes note of what became of a request and frees its key. `jitter`, from 0 to
    /// 1, spreads the rests of many studios.
    ///
    /// A permit that is no longer out (reported before, or its key was removed in the
    /// meantime) changes nothing, and the answer is false.
    pub fn report(
        &mut self,
        permit: &Permit,
        outcome: Outcome,
        now: Timestamp,
        jitter: f64,
    ) -> bool {
        let held = self
            .find_mut(&permit.fingerprint)
            .filter(|slot| slot.out == Some(permit.serial));
        let Some(slot) = held else { return false };
        slot.out = None;
        note(&mut slot.record, outcome, now, jitter);
        true
    }

    /// When the first resting key may be used again; `None` when none rests, so that
    /// nobody wakes for nothing.
    #[must_use]
    pub fn next_wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.keys()
            .filter_map(|record| match record.health {
                KeyHealth::Cooling { until, .. } if until > now => Some(until),
                KeyHealth::Cooling { .. }
                | KeyHealth::Ready
                | KeyHealth::Benched { .. }
                | KeyHealth::Parked { .. } => None,
            })
            .min()
    }

    fn no_key(&self, now: Timestamp) -> NoKey {
        let earliest = self.next_wake(now);
        let count = |wanted: fn(&KeyHealth) -> bool| {
            let found = self.keys().filter(|record| wanted(&record.health)).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        let why = if self.slots.is_empty() {
            NoKeyReason::NoneSetUp
        } else if self.slots.iter().any(|slot| slot.out.is_some()) {
            NoKeyReason::Busy
        } else if earliest.is_some() {
            NoKeyReason::Cooling
        } else {
            NoKeyReason::Unusable {
                refused: count(|health| matches!(health, KeyHealth::Benched { .. })),
                out_of_credit: count(|health| matches!(health, KeyHealth::Parked { .. })),
            }
        };
        NoKey { why, earliest }
    }

    fn find(&self, fingerprint: &KeyFingerprint) -> Option<&Slot> {
        self.slots
            .iter()
            .find(|slot| &slot.record.fingerprint == fingerprint)
    }

    fn find_mut(&mut self, fingerprint: &KeyFingerprint) -> Option<&mut Slot> {
        self.slots
            .iter_mut()
            .find(|slot| &slot.record.fingerprint == fingerprint)
    }
}

fn note(record: &mut KeyRecord, outcome: Outcome, now: Timestamp, jitter: f64) {
    let usage = &mut record.usage;
    usage.requests = usage.requests.saturating_add(1);
    match outcome {
        Outcome::Success => {
            usage.successes = usage.successes.saturating_add(1);
            record.limits_in_a_row = 0;
        }
        Outcome::RateLimited { retry_after_ms } => {
            usage.rate_limited = usage.rate_limited.saturating_add(1);
            record.limits_in_a_row = record.limits_in_a_row.saturating_add(1);
            let rest = pace::rest_ms(retry_after_ms, record.limits_in_a_row, jitter);
            record.health = KeyHealth::Cooling {
                until: now.plus_ms(rest),
                cause: match retry_after_ms {
                    Some(asked) if asked > 0 => Cause::RetryAfter,
                    _ => Cause::Backoff,
                },
            };
        }
        Outcome::Refused => {
            record.health = KeyHealth::Benched {
                cause: Cause::Refused,
            };
        }
        Outcome::OutOfCredit => {
            record.health = KeyHealth::Parked {
                cause: Cause::OutOfCredit,
            };
        }
        // A server that is down says nothing about its limits: the run of 429
        // answers goes on when it is back.
        Outcome::OtherFailure => {}
    }
}
