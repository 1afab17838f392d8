//! What a batch would cost, in time and money.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::EngineName;
use worldreel_domain::money::Price;
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::speed::pixels;
use worldreel_engines::Engine;

use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::batches::Generate;
use crate::use_case::specs::specs;

/// What a batch would cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// How many jobs it would be.
    pub jobs: u32,
    /// What it would cost at most on the engines it may use.
    pub price: Price,
    /// Seconds until its last job would be done, the queue ahead included, from
    /// the engine's speed so far; absent when nothing is known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about_s: Option<f64>,
    /// The engines it would use.
    pub engines: BTreeSet<EngineName>,
}

impl Studio {
    /// What a batch would cost in time and money.
    ///
    /// # Errors
    ///
    /// As [`Studio::generate`], but for the price.
    pub async fn quote(&self, wanted: Generate) -> Result<Quote, ApiError> {
        let engines = self.engines_for(&wanted.engines, &wanted.lanes)?;
        let specs = specs(&wanted, &engines)?;
        Ok(Quote {
            jobs: u32::try_from(specs.len()).unwrap_or(u32::MAX),
            price: price(&specs, &engines),
            about_s: self.about_s(&specs, &engines).await?,
            engines: engines.iter().map(|engine| engine.name()).collect(),
        })
    }

    /// Seconds until the last of these jobs would be done: the work that waits already
    /// and theirs, shared out over all lanes of these engines.
    async fn about_s(
        &self,
        specs: &[(usize, RenderSpec)],
        engines: &[Arc<dyn Engine>],
    ) -> Result<Option<f64>, ApiError> {
        let mut fastest = None;
        for engine in engines {
            let speed = self.store().speed(&engine.name()).await?;
            fastest = match (fastest, speed) {
                (Some(best), Some(speed)) if best <= speed => Some(best),
                (best, speed) => speed.or(best),
            };
        }
        let Some(speed) = fastest else {
            return Ok(None);
        };
        let lanes: usize = engines.iter().map(|engine| engine.lanes().len()).sum();
        let ahead = self.store().live_pixels().await?;
        let own: f64 = specs.iter().map(|(_, spec)| pixels(spec)).sum();
        let lanes = u32::try_from(lanes.max(1)).map_or(1.0, f64::from);
        let shared = (ahead + own) / lanes;
        // One clip can't be shared out.
        let longest = specs
            .iter()
            .map(|(_, spec)| pixels(spec))
            .fold(0.0, f64::max);
        Ok(Some(speed.took_pixels(shared.max(longest)).as_secs_f64()))
    }
}

/// What the jobs cost at most.
pub(crate) fn price(specs: &[(usize, RenderSpec)], engines: &[Arc<dyn Engine>]) -> Price {
    let each = specs.iter().map(|(_, spec)| price_of(spec, engines));
    each.fold(Price::Free, Price::and)
}

/// What one job costs at most: what it costs on the dearest engine that can render it.
pub(crate) fn price_of(spec: &RenderSpec, engines: &[Arc<dyn Engine>]) -> Price {
    engines
        .iter()
        .filter(|engine| engine.problems(spec).is_empty())
        .map(|engine| engine.price(spec))
        .fold(Price::Free, dearer)
}

fn dearer(a: Price, b: Price) -> Price {
    match (a, b) {
        (Price::Unknown, _) | (_, Price::Unknown) => Price::Unknown,
        (Price::Free, other) | (other, Price::Free) => other,
        (Price::About { micro_usd: a }, Price::About { micro_usd: b }) => Price::About {
            micro_usd: a.max(b),
        },
    }
}

/// Refuses what was not agreed to: neither the price, nor that it is not known. One price
/// that nobody tells does not lift the limit on the others.
pub(crate) fn consented(
    prices: impl IntoIterator<Item = Price>,
    max_micro_usd: Option<i64>,
    unknown_ok: bool,
) -> Result<(), ApiError> {
    let (unknown, known): (Vec<_>, Vec<_>) = prices
        .into_iter()
        .partition(|price| *price == Price::Unknown);
    if !unknown.is_empty() && !unknown_ok {
        return agreed(Price::Unknown, max_micro_usd);
    }
    let known = known.into_iter().fold(Price::Free, Price::and);
    match max_micro_usd {
        // Who agrees to a sum of which a part is not known, and names no limit, has agreed.
        None if !unknown.is_empty() => Ok(()),
        _ => agreed(known, max_micro_usd),
    }
}

/// Refuses what would cost more than was agreed to.
fn agreed(price: Price, max_micro_usd: Option<i64>) -> Result<(), ApiError> {
    let message = match (price, max_micro_usd) {
        (Price::Free, _) => return Ok(()),
        (Price::About { micro_usd }, Some(max)) if micro_usd <= max => return Ok(()),
        (Price::About { .. }, Some(micro_usd)) => {
            let max = Price::About { micro_usd };
            format!("this would cost about {price}, more than the {max} agreed to")
        }
        (Price::About { .. }, None) => {
            format!("this would cost about {price}, and nothing was agreed to")
        }
        (Price::Unknown, _) => "what this would cost is not known".into(),
    };
    Err(
        ApiError::new(ErrorCode::PriceNotAgreed, message).hint(match price {
            Price::Unknown => {
                "nothing was queued; agree to a price that is not known (`price_unknown_ok`, \
                 --yes), or say what the engine costs when you set it up (--usd-per-second)"
            }
            _ => "nothing was queued; agree to a price, queue fewer takes, or use a free engine",
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_paid_is_queued_without_a_word() {
        let paid = Price::About {
            micro_usd: 1_920_000,
        };
        assert!(agreed(Price::Free, None).is_ok());
        assert!(agreed(paid, Some(2_000_000)).is_ok());
        let error = agreed(paid, None).unwrap_err();
        assert_eq!(error.code, ErrorCode::PriceNotAgreed);
        assert_eq!(
            error.message,
            "this would cost about $1.92, and nothing was agreed to"
        );
        assert!(agreed(paid, Some(1_000_000)).is_err());
        assert!(agreed(Price::Unknown, Some(i64::MAX)).is_err());
    }

    #[test]
    fn one_unknown_price_does_not_lift_the_limit_on_the_others() {
        let hundred = Price::About {
            micro_usd: 100_000_000,
        };
        let both = [Price::Unknown, hundred];
        assert!(consented(both, Some(1_000_000), true).is_err());
        assert!(consented(both, Some(100_000_000), true).is_ok());
        assert!(consented(both, Some(100_000_000), false).is_err());
        assert!(consented(both, None, true).is_ok());
        assert!(consented([hundred], None, true).is_err());
    }
}
