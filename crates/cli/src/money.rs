//! What a batch may cost.

use worldreel_client::Door;
use worldreel_domain::id::EngineName;
use worldreel_domain::money::Price;
use worldreel_studio::batches::Generate;
use worldreel_studio::call::QuoteBatch;
use worldreel_studio::quote::Quote;
use worldreel_studio::{ApiError, ErrorCode};

use crate::args::Money;

/// Millionths of a dollar as dollars.
pub(crate) fn usd(micro_usd: i64) -> f64 {
    // Exact up to nine billion dollars.
    #[allow(clippy::cast_precision_loss, reason = "only for the eye")]
    let micro = micro_usd as f64;
    micro / 1e6
}

/// Puts into a batch which engines may be used and what it may cost, as the user
/// agreed; returns what it is quoted at.
pub(crate) async fn agree(
    door: &Door,
    batch: &mut Generate,
    money: &Money,
) -> Result<Quote, ApiError> {
    batch.engines = money.engines.iter().map(EngineName::new).collect();
    let quote = door.call::<QuoteBatch>(batch.clone()).await?;
    batch.max_micro_usd = match (money.max_cost, quote.price) {
        (Some(max), _) => Some(micro_usd("--max-cost", max)?),
        (None, Price::About { micro_usd }) if money.yes => Some(micro_usd),
        (None, Price::Unknown) if money.yes => {
            batch.price_unknown_ok = true;
            None
        }
        (None, Price::About { .. } | Price::Unknown) => {
            return Err(ApiError::new(
                ErrorCode::PriceNotAgreed,
                format!(
                    "these {} takes are not free: {}",
                    quote.jobs,
                    crate::print::price(quote.price)
                ),
            )
            .hint("agree with --yes, or say what they may cost with --max-cost USD"));
        }
        (None, Price::Free) => None,
    };
    Ok(quote)
}

/// Dollars that were typed for an option, as millionths.
///
/// # Errors
///
/// `bad_input` for what is no sum of money.
pub(crate) fn micro_usd(option: &str, usd: f64) -> Result<i64, ApiError> {
    if !(0.0..=1e9).contains(&usd) {
        let field = option.trim_start_matches('-').replace('-', "_");
        return Err(ApiError::bad_input(
            &field,
            format!("{option} must be 0 to 1000000000 US dollars"),
        ));
    }
    #[allow(clippy::cast_possible_truncation, reason = "checked just above")]
    let micro = (usd * 1e6).round() as i64;
    Ok(micro)
}
