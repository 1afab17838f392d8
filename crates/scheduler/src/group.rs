//! Jobs that are alike.

use std::collections::BTreeSet;

use worldreel_domain::id::BatchId;
use worldreel_domain::money::Price;
use worldreel_keys::{Ask, Provider};

use crate::change::{JobNeeds, LaneFacts};
use crate::kinds::Kind;
use crate::turn::Place;

/// Waiting jobs that may run on the same lanes, in the user's order.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Which needs these are.
    pub(crate) kind: Kind,
    pub(crate) batch: BatchId,
    pub(crate) needs: JobNeeds,
    /// Those that may start now.
    pub(crate) ready: BTreeSet<Place>,
    /// All of them, also those that may not start yet.
    pub(crate) all: BTreeSet<Place>,
}

impl Group {
    /// Whether its jobs are meant for this lane, can be rendered on it, and cost no more
    /// there than was agreed to.
    pub(crate) fn fits(&self, lane: &LaneFacts) -> bool {
        self.meant_for(lane)
            && self.needs.ceiling.allows(self.price(lane))
            && lane.capabilities.problems(&self.needs.spec).is_empty()
    }

    /// Whether the user agreed to this lane.
    pub(crate) fn meant_for(&self, lane: &LaneFacts) -> bool {
        let needs = &self.needs;
        needs.engines.contains(&lane.engine)
            && (needs.lanes.is_empty() || needs.lanes.contains(&lane.lane))
    }

    /// What one of its jobs costs on this lane at most.
    pub(crate) fn price(&self, lane: &LaneFacts) -> Price {
        let price = self.needs.prices.get(&lane.engine);
        price.copied().unwrap_or(Price::Free)
    }

    /// What a render of this group asks of its key on this lane, and of whose; `None`
    /// when it needs none.
    pub(crate) fn ask<'a>(&self, lane: &'a LaneFacts) -> Option<(&'a Provider, Ask<'a>)> {
        let keys = lane.keys.as_ref()?;
        Some((&keys.provider, keys.ask(self.price(lane).at_most())))
    }
}

/// Whether a render at this price is within what is left of a budget, if there is one.
pub(crate) fn affords(left_micro_usd: Option<i64>, price: Price) -> bool {
    left_micro_usd.is_none_or(|left| match price {
        Price::Free => true,
        Price::About { micro_usd } => micro_usd <= left,
        Price::Unknown => false,
    })
}
