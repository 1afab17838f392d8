//! What a chat model was asked for one answer, counted in tokens, and how far it has come.

use std::sync::{Mutex, MutexGuard, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use crate::writing::{Writing, Written};

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

/// Counts what one answer takes, also when nobody waits for it any more, and tells what is
/// written of it.
#[derive(Debug, Default)]
pub struct Meter {
    used: Mutex<Used>,
    written: Mutex<Written>,
    more: Notify,
}

impl Meter {
    /// What was used so far.
    #[must_use]
    pub fn used(&self) -> Used {
        *lock(&self.used)
    }

    /// What is written so far. Reads all of it: not to be asked more often than is shown.
    #[must_use]
    pub fn writing(&self) -> Writing {
        lock(&self.written).now()
    }

    /// Waits until more is written than when this was called last. One may wait at a time.
    pub async fn more(&self) {
        self.more.notified().await;
    }

    /// A request goes out. `shows` is the field of its answer whose text can be shown while
    /// it is written.
    pub(crate) fn sent(&self, shows: Option<&'static str>) {
        let mut used = lock(&self.used);
        used.requests = used.requests.saturating_add(1);
        // What an answer before had written counts for nothing.
        *lock(&self.written) = Written::of(shows);
    }

    pub(crate) fn wrote(&self, content: &str, thought: &str) {
        lock(&self.written).add(content, thought);
        self.more.notify_one();
    }

    pub(crate) fn told(&self, tokens: Option<Tokens>) {
        let Some(tokens) = tokens else { return };
        let mut used = lock(&self.used);
        used.told = used.told.saturating_add(1);
        used.tokens.prompt = used.tokens.prompt.saturating_add(tokens.prompt);
        used.tokens.completion = used.tokens.completion.saturating_add(tokens.completion);
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // Both are whole between two calls, none of which panics half-way.
    of.lock().unwrap_or_else(PoisonError::into_inner)
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
        meter.sent(None);
        meter.told(Some(tokens));
        assert_eq!(meter.used().tokens_if_told(), Some(tokens));
        meter.sent(None);
        meter.told(None);
        assert_eq!(meter.used().tokens_if_told(), None);
        assert_eq!(meter.used().requests, 2);
    }
}
