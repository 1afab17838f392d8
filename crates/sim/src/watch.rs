//! What the studio was told about keys and engines, remembered apart from the board that it
//! is told to.

mod away;

use std::collections::BTreeMap;

use worldreel_domain::failure::{Failure, FailureClass, Retry};
use worldreel_domain::id::{AttemptId, KeyFingerprint};
use worldreel_domain::time::Timestamp;
use worldreel_keys::KeyHealth;
use worldreel_keys::pace::{KEY_RESTS, PARKED_MS, RETRY_AFTER_MS_MAX};

use crate::disk::Disk;
use crate::message::Message;
use crate::studio::Studio;
use away::AwayWatch;

/// From when on a key may be used again; `None` is not before the user has tested it.
type Rest = Option<Timestamp>;

/// The keys that must not be used, and the engines that must not be asked.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    rests: BTreeMap<KeyFingerprint, Rest>,
    pub(crate) away: AwayWatch,
    /// Whether the wall clock was ever set in this night.
    pub(crate) clock_set: bool,
    /// Whether it was set back in this run of the studio.
    pub(crate) clock_back: bool,
}

impl Watch {
    /// Takes note of what the studio is being told.
    pub(crate) fn listen(&mut self, messages: &[Message], studio: &Studio, now: Timestamp) {
        self.away.listen(messages, studio, now);
        // What has healed stays so when the clock is set back.
        self.rests
            .retain(|_, rest| rest.is_none_or(|until| until > now));
        for message in messages {
            match message {
                Message::Restore(key) => {
                    self.rests.remove(key);
                }
                Message::Prepared(attempt, Err(failure))
                | Message::Ended(attempt, Err(failure))
                | Message::Fetched(attempt, Err(failure)) => {
                    self.failed(*attempt, failure, studio, now);
                }
                _ => {}
            }
        }
    }

    fn failed(&mut self, attempt: AttemptId, failure: &Failure, studio: &Studio, now: Timestamp) {
        let Some(key) = studio.key_of(attempt) else {
            return;
        };
        let rest = match failure.class {
            FailureClass::Auth => None,
            FailureClass::OutOfCredit => Some(now.plus_ms(PARKED_MS)),
            FailureClass::RateLimited => Some(match failure.retry {
                Retry::NotBefore { at } if at > now => at.min(now.plus_ms(RETRY_AFTER_MS_MAX)),
                // Our own rest is a fifth shorter at least.
                _ => now.plus_ms(KEY_RESTS.first_ms * 4 / 5),
            }),
            _ => return,
        };
        let longer = match (self.rests.get(&key), rest) {
            (Some(None), _) => None,
            (Some(Some(old)), Some(new)) => Some((*old).max(new)),
            (_, rest) => rest,
        };
        self.rests.insert(key, longer);
    }

    /// A studio that starts again knows what is written down, and no more.
    pub(crate) fn restart(&mut self, disk: &Disk, now: Timestamp) {
        self.clock_back = false;
        self.away = AwayWatch::default();
        self.rests = disk
            .keys
            .iter()
            .filter(|(_, key)| !key.health.usable(now))
            .map(|(_, key)| (key.fingerprint.clone(), key.health.heals_at()))
            .collect();
    }

    /// Whether a key must not be used at this moment.
    pub(crate) fn rests(&self, key: &KeyFingerprint, now: Timestamp) -> bool {
        match self.rests.get(key) {
            None => false,
            Some(None) => true,
            Some(Some(until)) => *until > now,
        }
    }

    /// Whether the ring's own word on a key is that it may be used.
    pub(crate) const fn usable(health: KeyHealth, now: Timestamp) -> bool {
        health.usable(now)
    }
}
