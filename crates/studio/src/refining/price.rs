//! What a chat model's tokens cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_refine::Tokens;

use crate::error::ApiError;

/// A million tokens cost at most this, in millionths of a US dollar: ten thousand dollars.
const MICRO_USD_MAX: i64 = 10_000_000_000;
/// Prices are given for so many tokens.
const PER_TOKENS: i64 = 1_000_000;

/// What a million tokens cost, in millionths of a US dollar. No server tells it, so it is
/// what the user has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TokenPrice {
    /// Of tokens that are sent.
    pub in_micro_usd: i64,
    /// Of tokens that come back.
    pub out_micro_usd: i64,
}

impl TokenPrice {
    /// What so many tokens cost, in millionths of a US dollar, rounded up.
    #[must_use]
    pub fn of(self, tokens: Tokens) -> i64 {
        let sent = i64::from(tokens.prompt).saturating_mul(self.in_micro_usd);
        let back = i64::from(tokens.completion).saturating_mul(self.out_micro_usd);
        let all = sent.saturating_add(back);
        all / PER_TOKENS + i64::from(all % PER_TOKENS > 0)
    }

    /// Whether anything costs something.
    #[must_use]
    pub const fn is_free(self) -> bool {
        self.in_micro_usd == 0 && self.out_micro_usd == 0
    }

    pub(crate) fn check(self) -> Result<(), ApiError> {
        for (field, value) in [
            ("in_micro_usd", self.in_micro_usd),
            ("out_micro_usd", self.out_micro_usd),
        ] {
            if !(0..=MICRO_USD_MAX).contains(&value) {
                let said = "a price is $0 to $10,000 for a million tokens";
                return Err(ApiError::bad_input(field, said));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_millionth_counts_as_a_whole_one() {
        let price = TokenPrice {
            in_micro_usd: 150_000,
            out_micro_usd: 600_000,
        };
        let tokens = |prompt, completion| Tokens { prompt, completion };
        // 412 × 0.15 + 180 × 0.60 = 169.8
        assert_eq!(price.of(tokens(412, 180)), 170);
        assert_eq!(price.of(tokens(0, 0)), 0);
        assert_eq!(price.of(tokens(1_000_000, 1_000_000)), 750_000);
    }

    #[test]
    fn a_price_below_nothing_is_refused_with_its_field() {
        let price = TokenPrice {
            in_micro_usd: 0,
            out_micro_usd: -1,
        };
        let error = price.check().unwrap_err();
        assert_eq!(error.field.as_deref(), Some("out_micro_usd"));
    }
}
