//! Prices that admit to being unknown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a render costs, as far as it is known before it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
}
