//! Prices that admit to being unknown.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a render costs, as far as it is known before it runs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(tag = "price", rename_all = "snake_case")]
pub enum Price {
    /// It runs on the user's own hardware.
    Free,
    /// About this much.
    About {
        /// Millionths of a US dollar.
        micro_usd: i64,
    },
    /// The provider doesn't say.
    Unknown,
}

impl Price {
    /// The price of both together: unknown if either is.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Free, price) | (price, Self::Free) => price,
            (Self::About { micro_usd: a }, Self::About { micro_usd: b }) => Self::About {
                micro_usd: a.saturating_add(b),
            },
        }
    }
}

impl Price {
    /// The most that is known of it, in millionths of a US dollar.
    #[must_use]
    pub const fn at_most(self) -> i64 {
        match self {
            Self::About { micro_usd } => micro_usd,
            Self::Free | Self::Unknown => 0,
        }
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Free => f.write_str("nothing"),
            Self::Unknown => f.write_str("nobody knows how much"),
            Self::About { micro_usd } => {
                let sign = if *micro_usd < 0 { "-" } else { "" };
                let micro = micro_usd.unsigned_abs();
                // What is less than a cent is said to more places.
                if micro > 0 && micro < 10_000 {
                    let ten_thousandths = (micro + 50) / 100;
                    return write!(f, "{sign}$0.{ten_thousandths:04}");
                }
                let cents = (micro + 5_000) / 10_000;
                write!(f, "{sign}${}.{:02}", cents / 100, cents % 100)
            }
        }
    }
}

/// What one render may cost at most, as the user agreed when it was queued.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(tag = "ceiling", rename_all = "snake_case")]
pub enum Ceiling {
    /// Whatever it costs: the user agreed to a price that nobody tells.
    #[default]
    Any,
    /// No more than this; nothing at all where it was free.
    Most {
        /// Millionths of a US dollar.
        micro_usd: i64,
    },
}

impl Ceiling {
    /// The ceiling of somebody who agreed to this price.
    #[must_use]
    pub const fn of(price: Price) -> Self {
        match price {
            Price::Free => Self::Most { micro_usd: 0 },
            Price::About { micro_usd } => Self::Most { micro_usd },
            Price::Unknown => Self::Any,
        }
    }

    /// Whether a render at this price is within what was agreed to.
    #[must_use]
    pub const fn allows(self, price: Price) -> bool {
        match (self, price) {
            (Self::Any, _) | (_, Price::Free) => true,
            (Self::Most { micro_usd: most }, Price::About { micro_usd }) => micro_usd <= most,
            (Self::Most { .. }, Price::Unknown) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unknown_price_makes_the_sum_unknown() {
        let dollar = Price::About {
            micro_usd: 1_000_000,
        };
        assert_eq!(Price::Free.and(dollar), dollar);
        assert_eq!(
            dollar.and(dollar),
            Price::About {
                micro_usd: 2_000_000
            }
        );
        assert_eq!(dollar.and(Price::Unknown), Price::Unknown);
    }

    #[test]
    fn prices_are_said_in_dollars_and_cents() {
        let said = |micro_usd| Price::About { micro_usd }.to_string();
        assert_eq!(said(1_920_000), "$1.92");
        assert_eq!(said(0), "$0.00");
        assert_eq!(said(2_500), "$0.0025");
        assert_eq!(said(-1_000_000), "-$1.00");
    }

    #[test]
    fn who_agreed_to_a_price_did_not_agree_to_a_higher_or_an_unknown_one() {
        let about = |micro_usd| Price::About { micro_usd };
        let agreed = Ceiling::of(about(100));
        assert!(agreed.allows(Price::Free) && agreed.allows(about(100)));
        assert!(!agreed.allows(about(101)) && !agreed.allows(Price::Unknown));
        assert!(!Ceiling::of(Price::Free).allows(about(1)));
        assert!(Ceiling::of(Price::Unknown).allows(about(1_000_000)));
    }
}
