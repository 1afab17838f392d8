//! How many requests a key may have under way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Successes in a row, for each request that may be under way, before one more is tried.
const RUN: u32 = 4;

/// How many requests a key may have under way: one more after a run of successes, half
/// as many after a 429 (additive increase, multiplicative decrease: Chiu and Jain 1989).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Width {
    /// The most that the user allows, from 1.
    pub max: u32,
    /// How many there may be now, 1 to `max`.
    pub now: u32,
    /// Successes since the last change or 429.
    pub run: u32,
}

impl Default for Width {
    /// One at a time.
    fn default() -> Self {
        Self::up_to(1)
    }
}

impl Width {
    /// One at a time at first, and at most `max`; 0 counts as 1.
    #[must_use]
    pub fn up_to(max: u32) -> Self {
        Self {
            max: max.max(1),
            now: 1,
            run: 0,
        }
    }

    /// The same with another maximum; what was learned is kept where it still fits.
    #[must_use]
    pub fn with_max(self, max: u32) -> Self {
        let max = max.max(1);
        Self {
            max,
            now: self.now.clamp(1, max),
            run: self.run,
        }
    }

    pub(crate) fn succeeded(&mut self) {
        self.run = self.run.saturating_add(1);
        if self.now < self.max && self.run >= RUN.saturating_mul(self.now) {
            self.now += 1;
            self.run = 0;
        }
    }

    pub(crate) fn limited(&mut self) {
        self.now = (self.now / 2).max(1);
        self.run = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_grows_by_one_after_a_run_and_is_halved_by_a_limit() {
        let mut width = Width::up_to(4);
        let mut seen = Vec::new();
        for _ in 0..24 {
            width.succeeded();
            seen.push(width.now);
        }
        assert_eq!((seen[2], seen[3], seen[11], seen[23]), (1, 2, 3, 4));
        width.limited();
        assert_eq!(width.now, 2);
        assert_eq!(width.with_max(1).now, 1);
    }

    proptest! {
        #[test]
        fn it_never_leaves_its_bounds(max in 0_u32..9, good in proptest::collection::vec(any::<bool>(), 0..200)) {
            let mut width = Width::up_to(max);
            for good in good {
                if good { width.succeeded() } else { width.limited() }
                prop_assert!((1..=width.max).contains(&width.now));
            }
        }
    }
}
