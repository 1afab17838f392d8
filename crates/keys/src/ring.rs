//! The ordered ring of one provider: permits out, outcomes in.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;

use crate::elsewhere::Elsewhere;
use crate::key::{Ask, Cause, KeyHealth, KeyRecord};
use crate::pace;
use crate::permit::{DuplicateKey, NoKey, NoKeyReason, Outcome, Permit};
use crate::spend::next_day;

/// Which of the keys that may be used comes next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeyOrder {
    /// The first in the user's order.
    #[default]
    InOrder,
    /// The one after the key that was used last.
    RoundRobin,
    /// The one with the fewest requests so far.
    LeastUsed,
}

#[derive(Debug, Clone)]
struct Slot {
    record: KeyRecord,
    /// The serials of the permits that are out.
    out: BTreeSet<u64>,
    /// The serial of the permit that went out last.
    last: u64,
    /// What other studios were last seen to use of it.
    elsewhere: Option<Elsewhere>,
}

impl Slot {
    fn new(record: KeyRecord) -> Self {
        Self {
            record,
            out: BTreeSet::new(),
            last: 0,
            elsewhere: None,
        }
    }

    fn under_way(&self) -> u32 {
        u32::try_from(self.out.len()).unwrap_or(u32::MAX)
    }

    /// Whether one more request may be under way with it.
    fn has_place(&self, now: Timestamp) -> bool {
        let elsewhere = self.elsewhere.map_or(0, |own| own.places(now));
        self.under_way().saturating_add(elsewhere) < self.record.width.now
    }

    /// Until when nothing but what other studios use of it stands in the way.
    fn elsewhere_until(&self, now: Timestamp) -> Option<Timestamp> {
        let own = self.elsewhere.as_ref()?;
        let only = self.under_way() < self.record.width.now && !self.has_place(now);
        only.then_some(own.until)
    }

    /// Whether the key would be usable if nothing else were under way with it.
    fn fit(&self, ask: &Ask<'_>, now: Timestamp) -> bool {
        self.record.health.usable(now) && self.record.spend.allows(ask.micro_usd, now)
    }
}

/// The keys of one provider, in the order in which the user wants them used.
#[derive(Debug, Clone, Default)]
pub struct KeyRing {
    slots: Vec<Slot>,
    order: KeyOrder,
    serials: u64,
}

impl KeyRing {
    /// A ring without keys, which are used in their order.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Has its keys used in another order from now on.
    pub const fn set_order(&mut self, order: KeyOrder) {
        self.order = order;
    }

    /// Which key comes next.
    #[must_use]
    pub const fn order(&self) -> KeyOrder {
        self.order
    }

    /// Adds a key at the end: a new one, or one as it was before a restart.
    ///
    /// # Errors
    ///
    /// [`DuplicateKey`] when the ring has a key of that fingerprint: two entries for
    /// one key would break its width.
    pub fn add(&mut self, record: KeyRecord) -> Result<(), DuplicateKey> {
        if let Some(slot) = self.find(&record.fingerprint) {
            return Err(DuplicateKey {
                held: slot.record.label.clone(),
            });
        }
        self.slots.push(Slot::new(record));
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

    /// Puts keys in this order; those that are not named follow as they were.
    pub fn place(&mut self, order: &[KeyFingerprint]) {
        let place = |slot: &Slot| {
            let named = order.iter().position(|key| *key == slot.record.fingerprint);
            named.unwrap_or(order.len())
        };
        // The sort is stable.
        self.slots.sort_by_key(place);
    }

    /// Sets how many requests a key may have under way at most, and what may be spent with
    /// it in one day. False when the ring has no such key.
    pub fn limit(
        &mut self,
        fingerprint: &KeyFingerprint,
        width_max: u32,
        cap_micro_usd: Option<i64>,
    ) -> bool {
        let Some(slot) = self.find_mut(fingerprint) else {
            return false;
        };
        slot.record.width = slot.record.width.with_max(width_max);
        slot.record.spend.cap_micro_usd = cap_micro_usd;
        true
    }

    /// All keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &KeyRecord> {
        self.slots.iter().map(|slot| &slot.record)
    }

    /// What is known of a key.
    #[must_use]
    pub fn key(&self, fingerprint: &KeyFingerprint) -> Option<&KeyRecord> {
        self.find(fingerprint).map(|slot| &slot.record)
    }

    /// How many permits of a key are out.
    #[must_use]
    pub fn under_way(&self, fingerprint: &KeyFingerprint) -> u32 {
        self.find(fingerprint).map_or(0, Slot::under_way)
    }

    /// Any key that may be used at `now`, for a request that costs nothing to speak of.
    ///
    /// # Errors
    ///
    /// As [`KeyRing::acquire_for`].
    pub fn acquire(&mut self, now: Timestamp) -> Result<Permit, NoKey> {
        self.acquire_for(&Ask::default(), now)
    }

    /// The next key that may be used at `now` for such a request.
    ///
    /// # Errors
    ///
    /// [`NoKey`] with the reason and, when keys are resting, the first moment at
    /// which to ask again.
    pub fn acquire_for(&mut self, ask: &Ask<'_>, now: Timestamp) -> Result<Permit, NoKey> {
        match self.next(ask, now) {
            Some(at) => Ok(self.give(at, ask.micro_usd, now)),
            None => Err(self.no_key(ask, now)),
        }
    }

    /// A permit of this very key, whatever its health and width: for a request that is
    /// under way already, or that was planned with it. `micro_usd` is counted as spent.
    /// `None` when the ring has no such key.
    pub fn hold(
        &mut self,
        fingerprint: &KeyFingerprint,
        micro_usd: i64,
        now: Timestamp,
    ) -> Option<Permit> {
        let at = self
            .slots
            .iter()
            .position(|slot| &slot.record.fingerprint == fingerprint)?;
        Some(self.give(at, micro_usd, now))
    }

    /// Takes note that other studios on this computer have all places of a key that are
    /// left, as far as is known until `until`. Says whether that is new: false when it was
    /// so when it was last looked at, or the ring has no such key.
    pub fn taken_elsewhere(
        &mut self,
        fingerprint: &KeyFingerprint,
        now: Timestamp,
        until: Timestamp,
    ) -> bool {
        let Some(slot) = self.find_mut(fingerprint) else {
            return false;
        };
        let places = slot.record.width.now.saturating_sub(slot.under_way());
        let seen = Elsewhere {
            places,
            seen_at: now,
            until,
        };
        slot.elsewhere.replace(seen).is_none()
    }

    /// Takes note that a place of a key could be had: what others use of it is to be seen
    /// anew.
    pub fn had_here(&mut self, fingerprint: &KeyFingerprint) {
        if let Some(slot) = self.find_mut(fingerprint) {
            slot.elsewhere = None;
        }
    }

    /// Takes a permit back, without a word about its request. False when it is no longer
    /// out.
    pub fn give_back(&mut self, permit: &Permit) -> bool {
        self.find_mut(&permit.fingerprint)
            .is_some_and(|slot| slot.out.remove(&permit.serial))
    }

    /// Takes note of what became of a request. `jitter`, from 0 to 1, spreads the rests
    /// of many studios. False when the ring has no such key.
    pub fn note(
        &mut self,
        fingerprint: &KeyFingerprint,
        outcome: Outcome,
        now: Timestamp,
        jitter: f64,
    ) -> bool {
        let Some(slot) = self.find_mut(fingerprint) else {
            return false;
        };
        note(&mut slot.record, outcome, now, jitter);
        true
    }

    /// Corrects what was spent with a key on the day of `now`, when a request cost less
    /// or more than it was begun with. False when the ring has no such key.
    pub fn correct_spend(
        &mut self,
        fingerprint: &KeyFingerprint,
        micro_usd: i64,
        now: Timestamp,
    ) -> bool {
        let Some(slot) = self.find_mut(fingerprint) else {
            return false;
        };
        slot.record.spend.add(micro_usd, now);
        true
    }

    /// Sets what was spent with a key on the day of `now`, from books that are better kept
    /// than the ring's own memory. False when the ring has no such key.
    pub fn set_spent(
        &mut self,
        fingerprint: &KeyFingerprint,
        micro_usd: i64,
        now: Timestamp,
    ) -> bool {
        let Some(slot) = self.find_mut(fingerprint) else {
            return false;
        };
        let spend = &mut slot.record.spend;
        spend.add(micro_usd.saturating_sub(spend.today(now)), now);
        true
    }

    /// Takes note of what became of a request and takes its permit back.
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
        self.give_back(permit) && self.note(&permit.fingerprint, outcome, now, jitter)
    }

    /// When the first key heals that may not be used at `now`, or is to be looked at anew
    /// since another studio has it; `None` when neither will be, so that nobody wakes for
    /// nothing.
    #[must_use]
    pub fn next_wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.wake_for(&Ask::default(), now)
    }

    /// As [`KeyRing::next_wake`], for the keys and the day's limits that such a request
    /// meets.
    #[must_use]
    pub fn wake_for(&self, ask: &Ask<'_>, now: Timestamp) -> Option<Timestamp> {
        self.asked(ask)
            .filter_map(|slot| {
                let elsewhere = slot.elsewhere_until(now);
                if slot.fit(ask, now) {
                    return elsewhere;
                }
                let healed = match slot.record.health.heals_at() {
                    Some(until) => until.max(now),
                    None if slot.record.health == KeyHealth::Ready => now,
                    None => return None,
                };
                let affordable = slot.record.spend.allows(ask.micro_usd, healed);
                // What is more than a day's limit is never affordable.
                let tomorrow = next_day(healed);
                let later = slot.record.spend.allows(ask.micro_usd, tomorrow);
                let own = if affordable {
                    Some(healed)
                } else {
                    later.then_some(tomorrow)
                };
                own.max(own.and(elsewhere))
            })
            .min()
    }

    fn asked(&self, ask: &Ask<'_>) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| ask.allows(&slot.record))
    }

    /// The index of the key that comes next for such a request.
    fn next(&self, ask: &Ask<'_>, now: Timestamp) -> Option<usize> {
        let free = self.slots.iter().enumerate().filter(|(_, slot)| {
            ask.allows(&slot.record) && slot.fit(ask, now) && slot.has_place(now)
        });
        let first = match self.order {
            KeyOrder::InOrder => free.min_by_key(|(at, _)| *at),
            // The one that was last given out is the last to come again.
            KeyOrder::RoundRobin => free.min_by_key(|(at, slot)| (slot.last, *at)),
            KeyOrder::LeastUsed => free.min_by_key(|(at, slot)| {
                let asked = slot.record.usage.requests;
                (asked.saturating_add(slot.under_way()), *at)
            }),
        };
        first.map(|(at, _)| at)
    }

    fn give(&mut self, at: usize, micro_usd: i64, now: Timestamp) -> Permit {
        self.serials += 1;
        let slot = &mut self.slots[at];
        slot.out.insert(self.serials);
        slot.last = self.serials;
        slot.record.usage.last_used = Some(now);
        slot.record.spend.add(micro_usd, now);
        if slot.record.health.usable(now) {
            slot.record.health = KeyHealth::Ready;
        }
        Permit {
            label: slot.record.label.clone(),
            fingerprint: slot.record.fingerprint.clone(),
            serial: self.serials,
        }
    }

    /// Why there is no key for such a request at `now`.
    #[must_use]
    pub fn no_key(&self, ask: &Ask<'_>, now: Timestamp) -> NoKey {
        let count = |wanted: fn(&KeyHealth) -> bool| {
            let found = self.asked(ask).filter(|slot| wanted(&slot.record.health));
            u32::try_from(found.count()).unwrap_or(u32::MAX)
        };
        let cooling = |slot: &Slot| {
            matches!(slot.record.health, KeyHealth::Cooling { .. })
                && !slot.record.health.usable(now)
        };
        let capped = |slot: &Slot| {
            slot.record.health.usable(now) && !slot.record.spend.allows(ask.micro_usd, now)
        };
        let elsewhere = |slot: &&Slot| slot.fit(ask, now) && slot.elsewhere_until(now).is_some();
        let why = if self.asked(ask).next().is_none() {
            NoKeyReason::NoneSetUp
        } else if self
            .asked(ask)
            .any(|slot| !slot.out.is_empty() && slot.fit(ask, now))
        {
            NoKeyReason::Busy
        } else if let Some(slot) = self.asked(ask).find(elsewhere) {
            NoKeyReason::Elsewhere {
                label: slot.record.label.clone(),
            }
        } else if self.asked(ask).any(cooling) {
            NoKeyReason::Cooling
        } else if self.asked(ask).any(capped) {
            NoKeyReason::Capped
        } else {
            NoKeyReason::Unusable {
                refused: count(|health| matches!(health, KeyHealth::Benched { .. })),
                out_of_credit: count(|health| matches!(health, KeyHealth::Parked { .. })),
            }
        };
        NoKey {
            why,
            earliest: self.wake_for(ask, now),
        }
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
            record.width.succeeded();
        }
        Outcome::RateLimited { retry_after_ms } => {
            usage.rate_limited = usage.rate_limited.saturating_add(1);
            record.limits_in_a_row = record.limits_in_a_row.saturating_add(1);
            record.width.limited();
            let rest = pace::rest_ms(retry_after_ms, record.limits_in_a_row, jitter);
            rest_until(record, now.plus_ms(rest), retry_after_ms);
        }
        Outcome::Refused => {
            record.health = KeyHealth::Benched {
                cause: Cause::Refused,
            };
        }
        Outcome::OutOfCredit => {
            record.health = KeyHealth::Parked {
                until: now.plus_ms(pace::PARKED_MS),
                cause: Cause::OutOfCredit,
            };
        }
        // A server that is down says nothing about its limits: the run of 429
        // answers goes on when it is back.
        Outcome::OtherFailure => {}
    }
}

/// Rests a key, unless it is out of use for longer already: with several requests under
/// way, a late 429 must not heal a key that was refused in the meantime.
fn rest_until(record: &mut KeyRecord, until: Timestamp, asked_ms: Option<i64>) {
    let longer = match record.health {
        KeyHealth::Ready => false,
        KeyHealth::Benched { .. } => true,
        KeyHealth::Cooling { until: rests, .. } | KeyHealth::Parked { until: rests, .. } => {
            rests >= until
        }
    };
    if longer {
        return;
    }
    record.health = KeyHealth::Cooling {
        until,
        cause: match asked_ms {
            Some(asked) if asked > 0 => Cause::RetryAfter,
            _ => Cause::Backoff,
        },
    };
}
