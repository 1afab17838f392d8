//! What a chat model was asked for one answer, counted in tokens.

use std::sync::{Mutex, MutexGuard, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Tokens of one request or of several, as the server counted them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tokens {
    /// What was sent.
    pub prompt: u32,
    /// What came back.
    pub completion: u32,
}

/// What one answer took: a task may need several requests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// Requests that were sent, whatever became of them.
    pub requests: u32,
    /// Those of which the server said how many tokens they took.
    pub told: u32,
    /// What it said, in all.
    pub tokens: Tokens,
}

impl Used {
    /// The tokens, where the server told them of every request; a part would be less than
    /// what is billed.
    #[must_use]
    pub fn tokens_if_told(&self) -> Option<Tokens> {
        (self.requests > 0 && self.told == self.requests).then_some(self.tokens)
    }
}

/// Counts what one answer takes, also when nobody waits for it any more.
#[derive(Debug, Default)]
pub struct Meter {
    used: Mutex<Used>,
}

impl Meter {
    /// What was used so far.
    #[must_use]
    pub fn used(&self) -> Used {
        *self.lock()
    }

    pub(crate) fn sent(&self) {
        let mut used = self.lock();
        used.requests = used.requests.saturating_add(1);
    }

    pub(crate) fn told(&self, tokens: Option<Tokens>) {
        let Some(tokens) = tokens else { return };
        let mut used = self.lock();
        used.told = used.told.saturating_add(1);
        used.tokens.prompt = used.tokens.prompt.saturating_add(tokens.prompt);
        used.tokens.completion = used.tokens.completion.saturating_add(tokens.completion);
    }

    fn lock(&self) -> MutexGuard<'_, Used> {
        // Counts are whole between two calls, none of which panics half-way.
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_which_a_part_is_unknown_is_unknown() {
        let meter = Meter::default();
        assert_eq!(meter.used().tokens_if_told(), None);
        let tokens = Tokens {
            prompt: 10,
            completion: 2,
        };
        meter.sent();
        meter.told(Some(tokens));
        assert_eq!(meter.used().tokens_if_told(), Some(tokens));
        meter.sent();
        meter.told(None);
        assert_eq!(meter.used().tokens_if_told(), None);
        assert_eq!(meter.used().requests, 2);
    }
}
