//! What other studios on this computer use of a key.

use worldreel_domain::time::Timestamp;

/// How many places of a key others have, as far as is known until a moment. Nobody tells
/// when one is given back, so what was seen holds for a while, and then is looked at anew.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elsewhere {
    pub(crate) places: u32,
    pub(crate) seen_at: Timestamp,
    pub(crate) until: Timestamp,
}

impl Elsewhere {
    /// How many places that is at `now`. A clock that was set back makes nothing last.
    pub(crate) const fn places(&self, now: Timestamp) -> u32 {
        if self.seen_at.ms() <= now.ms() && now.ms() < self.until.ms() {
            self.places
        } else {
            0
        }
    }
}
