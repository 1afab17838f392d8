//! What a batch may cost.

use std::collections::BTreeSet;

use worldreel_client::Door;
use worldreel_domain::id::{EngineName, LaneName};
use worldreel_domain::money::Price;
use worldreel_domain::spec::RenderSpec;
use worldreel_studio::batches::{Generate, NewTake};
use worldreel_studio::call::{Command, QuoteBatch};
use worldreel_studio::quote::Quote;
use worldreel_studio::specs::SpecWish;
use worldreel_studio::view::JobView;
use worldreel_studio::{ApiError, ErrorCode};

use crate::args::{Consent, Money, Terms};

/// Millionths of a dollar as dollars.
pub(crate) fn usd(micro_usd: i64) -> f64 {
    // Exact up to nine billion dollars.
    #[allow(clippy::cast_precision_loss, reason = "only for the eye")]
    let micro = micro_usd as f64;
    micro / 1e6
}

/// Puts into a batch where it may run and what it may cost, as the user agreed; returns
/// what it is quoted at.
pub(crate) async fn agree(
    door: &Door,
    batch: &mut Generate,
    money: &Money,
    terms: &Terms,
) -> Result<Quote, ApiError> {
    batch.engines = money.engines.iter().map(EngineName::new).collect();
    batch.lanes = terms.lanes.iter().map(LaneName::new).collect();
    batch.priority = terms.priority;
    batch.expiry = terms.expire_after;
    let budget = terms.budget.map(|usd| micro_usd("--budget", usd));
    batch.budget_micro_usd = budget.transpose()?;
    let quote = door.call::<QuoteBatch>(batch.clone()).await?;
    if batch.budget_micro_usd.is_some() {
        // To so much and no more the user has agreed with it.
        return Ok(quote);
    }
    let Consent { max_cost, yes } = money.consent;
    batch.max_micro_usd = match (max_cost, quote.price) {
        (Some(max), _) => Some(micro_usd("--max-cost", max)?),
        (None, Price::About { micro_usd }) if yes => Some(micro_usd),
        (None, Price::Unknown) if yes => {
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

/// What was agreed to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Agreed {
    pub(crate) max_micro_usd: Option<i64>,
    pub(crate) price_unknown_ok: bool,
}

/// Calls what may have takes rendered at a price. Whether there is anything to agree to is the
/// studio's to say; only then is it asked, with the orders for those takes, what `--yes` agrees
/// to.
pub(crate) async fn agreeing<C: Command>(
    door: &Door,
    consent: Consent,
    orders: Vec<Generate>,
    input: impl Fn(Agreed) -> C::Input,
) -> Result<C::Output, ApiError> {
    let max = consent.max_cost;
    let mut agreed = Agreed {
        max_micro_usd: max.map(|usd| micro_usd("--max-cost", usd)).transpose()?,
        price_unknown_ok: false,
    };
    match door.call::<C>(input(agreed)).await {
        Err(error) if error.code == ErrorCode::PriceNotAgreed && !consent.yes => {
            return Err(error.hint("agree with --yes, or say what it may cost with --max-cost USD"));
        }
        Err(error) if error.code == ErrorCode::PriceNotAgreed => {}
        done => return done,
    }
    let mut sum = 0_i64;
    for order in orders {
        match door.call::<QuoteBatch>(order).await?.price {
            Price::About { micro_usd } => sum = sum.saturating_add(micro_usd),
            Price::Unknown => agreed.price_unknown_ok = true,
            Price::Free => {}
        }
    }
    if max.is_none() && sum > 0 {
        agreed.max_micro_usd = Some(sum);
    }
    door.call::<C>(input(agreed)).await
}

/// An order for a take of a job's revision.
pub(crate) fn order(job: &JobView, spec: &RenderSpec, engines: BTreeSet<EngineName>) -> Generate {
    Generate {
        session: Some(job.session),
        items: vec![NewTake {
            spec: SpecWish::of(spec),
            ..NewTake::of_revision(job.revision)
        }],
        engines,
        ..Generate::default()
    }
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
