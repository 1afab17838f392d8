//! On which lanes a batch may run, and what it may cost.

use std::collections::BTreeSet;
use std::sync::Arc;

use worldreel_domain::id::{EngineName, LaneName};
use worldreel_domain::money::Price;
use worldreel_engines::Engine;

use crate::error::ApiError;
use crate::studio::Studio;
use crate::use_case::batches::Generate;
use crate::use_case::quote::consented;

impl Studio {
    /// The engines that may be used: those that have the lanes to which jobs are pinned, or
    /// else those that are named, or else those that cost nothing.
    ///
    /// # Errors
    ///
    /// `bad_input` for an engine or a lane that is not there, and for a lane that belongs to
    /// none of the `engines` when any are named.
    pub(crate) fn engines_for(
        &self,
        engines: &BTreeSet<EngineName>,
        lanes: &BTreeSet<LaneName>,
    ) -> Result<Vec<Arc<dyn Engine>>, ApiError> {
        match lanes.is_empty() {
            true => self.chosen(engines),
            false => self.pinned(engines, lanes),
        }
    }

    fn pinned(
        &self,
        engines: &BTreeSet<EngineName>,
        lanes: &BTreeSet<LaneName>,
    ) -> Result<Vec<Arc<dyn Engine>>, ApiError> {
        let all = self.engines();
        let owner = |lane: &LaneName| all.iter().find(|engine| engine.lanes().contains(lane));
        let mut owners = BTreeSet::new();
        for lane in lanes {
            let Some(engine) = owner(lane) else {
                let known = all.iter().flat_map(|engine| engine.lanes());
                let known: Vec<_> = known.map(|lane| lane.to_string()).collect();
                let message = format!("there is no lane \"{lane}\"");
                return Err(ApiError::bad_input("lanes", message)
                    .hint(format!("there are: {}", known.join(", "))));
            };
            if !engines.is_empty() && !engines.contains(&engine.name()) {
                let named: Vec<_> = engines.iter().map(ToString::to_string).collect();
                let message = format!(
                    "the lane \"{lane}\" belongs to the engine \"{}\", and only {} may be used",
                    engine.name(),
                    named.join(", ")
                );
                return Err(ApiError::bad_input("lanes", message)
                    .hint("leave out the lane, or name its engine as well"));
            }
            owners.insert(engine.name());
        }
        self.chosen(&owners)
    }
}

/// Refuses what was not agreed to: a price above `max_micro_usd` and above the budget, where
/// there is one, and a budget that can't be kept or buys nothing.
pub(crate) fn agreed_to(wanted: &Generate, prices: &[Price]) -> Result<(), ApiError> {
    let prices = || prices.iter().copied();
    let Some(budget) = wanted.budget_micro_usd else {
        return consented(prices(), wanted.max_micro_usd, wanted.price_unknown_ok);
    };
    let whole = prices().fold(Price::Free, Price::and);
    let field = "budget_micro_usd";
    if budget < 0 {
        let message = "a budget can't be less than nothing";
        return Err(ApiError::bad_input(field, message));
    }
    if whole == Price::Unknown {
        let message = "a budget can't be kept where the price of a render is not known";
        return Err(ApiError::bad_input(field, message).hint(
            "say what the engine costs when you set it up (--usd-per-second), or leave out \
             the budget",
        ));
    }
    if let Some(one) = prices().min().filter(|one| one.at_most() > budget) {
        let budget = Price::About { micro_usd: budget };
        let message = format!("the budget of {budget} is less than one take costs: {one}");
        return Err(ApiError::bad_input(field, message)
            .hint("nothing was queued; allow more, or ask for shorter or smaller takes"));
    }
    // Never more is spent than the budget, so to that the user has agreed with it.
    let at_most = match whole {
        Price::About { micro_usd } if micro_usd > budget => Price::About { micro_usd: budget },
        whole => whole,
    };
    consented([at_most], wanted.max_micro_usd.or(Some(budget)), false)
}
