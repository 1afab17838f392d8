//! What is spent with a key on one day, and what may be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::time::Timestamp;

const DAY_MS: i64 = 86_400_000;

/// What is spent with a key on one day (UTC), and what may be. Money is in millionths of
/// a US dollar. A request counts with what it may cost when it is begun, and with what it
/// did cost once that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spend {
    /// The day, in days since the start of 1970.
    pub day: i64,
    /// What was spent on it.
    pub micro_usd: i64,
    /// What may be spent on one day; `None` is without limit.
    pub cap_micro_usd: Option<i64>,
}

impl Spend {
    /// What was spent on the day of `now`.
    #[must_use]
    pub const fn today(&self, now: Timestamp) -> i64 {
        if self.day == day_of(now) {
            self.micro_usd
        } else {
            0
        }
    }

    /// Whether so much more may be spent on the day of `now`. What costs nothing always
    /// may.
    #[must_use]
    pub const fn allows(&self, micro_usd: i64, now: Timestamp) -> bool {
        match self.cap_micro_usd {
            Some(cap) if micro_usd > 0 => self.today(now).saturating_add(micro_usd) <= cap,
            _ => true,
        }
    }

    /// Adds to what was spent on the day of `now`; less than nothing gives back.
    pub(crate) const fn add(&mut self, micro_usd: i64, now: Timestamp) {
        let spent = self.today(now).saturating_add(micro_usd);
        self.day = day_of(now);
        self.micro_usd = if spent < 0 { 0 } else { spent };
    }
}

/// The day of a moment, in days since the start of 1970, UTC.
#[must_use]
pub const fn day_of(now: Timestamp) -> i64 {
    now.ms().div_euclid(DAY_MS)
}

/// The first moment of a day, UTC.
#[must_use]
pub const fn day_start(now: Timestamp) -> Timestamp {
    Timestamp::from_ms(day_of(now).saturating_mul(DAY_MS))
}

/// The first moment of the next day, UTC.
#[must_use]
pub const fn next_day(now: Timestamp) -> Timestamp {
    Timestamp::from_ms((day_of(now) + 1).saturating_mul(DAY_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_day_begins_with_nothing_spent() {
        let late = Timestamp::from_ms(DAY_MS - 1);
        let mut spend = Spend {
            cap_micro_usd: Some(100),
            ..Spend::default()
        };
        spend.add(80, late);
        assert!(spend.allows(20, late) && !spend.allows(21, late));
        assert!(spend.allows(100, next_day(late)));
        spend.add(-200, late);
        assert_eq!(spend.today(late), 0);
    }
}
