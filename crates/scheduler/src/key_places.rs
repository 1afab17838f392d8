//! From when on a forecast may count on a key.

use std::collections::BTreeMap;

use worldreel_domain::time::Timestamp;
use worldreel_keys::{Ask, KeyRecord, KeyRings, Provider};

/// The places of all keys, each with the moment from which it is free. Widths stay as they
/// are and days' limits are not played forward: both are found out only as renders end.
pub(crate) struct KeyPlaces<'a> {
    places: BTreeMap<&'a Provider, Vec<(&'a KeyRecord, Timestamp)>>,
}

impl<'a> KeyPlaces<'a> {
    /// The places as they are at `now`. A place that is taken is free with one of the
    /// renders that run with this provider's keys; `ends` says when those end.
    pub(crate) fn new(
        rings: &'a KeyRings,
        mut ends: BTreeMap<&Provider, Vec<Timestamp>>,
        now: Timestamp,
    ) -> Self {
        let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (provider, ring) in rings.iter() {
            let mut ends = ends.remove(provider).unwrap_or_default();
            // The soonest last, to be taken first.
            ends.sort_unstable_by(|a, b| b.cmp(a));
            let own = places.entry(provider).or_default();
            for record in ring.keys() {
                let Some(healed) = healed_at(record, now) else {
                    continue;
                };
                let taken = ring.under_way(&record.fingerprint);
                for place in 0..record.width.now.max(taken) {
                    let free = if place < taken { ends.pop() } else { Some(now) };
                    let beyond = place >= record.width.now;
                    if let Some(free) = free.filter(|_| !beyond) {
                        own.push((record, free.max(healed)));
                    }
                }
            }
        }
        Self { places }
    }

    /// From when on there is a key for such a render; `None` for never.
    pub(crate) fn free_at(&self, provider: &Provider, ask: &Ask<'_>) -> Option<Timestamp> {
        let own = self.places.get(provider)?;
        let allowed = own.iter().filter(|(record, _)| ask.allows(record));
        allowed.map(|(_, free)| *free).min()
    }

    /// Takes the place that is free soonest, until `ends_at`.
    pub(crate) fn take(&mut self, provider: &Provider, ask: &Ask<'_>, ends_at: Timestamp) {
        let own = self.places.get_mut(provider).into_iter().flatten();
        let first = own
            .filter(|(record, _)| ask.allows(record))
            .min_by_key(|(_, free)| *free);
        if let Some((_, free)) = first {
            *free = ends_at;
        }
    }
}

/// When a key may be used, not before `now`; `None` when only the user can heal it.
fn healed_at(record: &KeyRecord, now: Timestamp) -> Option<Timestamp> {
    if record.health.usable(now) {
        return Some(now);
    }
    record.health.heals_at()
}
