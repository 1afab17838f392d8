//! What a ring gives out, takes back and refuses.

use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;

use crate::key::KeyLabel;

/// The right to have one request under way with one key. It is no value that can be
/// copied: it counts against its key's width until it is given back.
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    pub(crate) label: KeyLabel,
    pub(crate) fingerprint: KeyFingerprint,
    pub(crate) serial: u64,
}

impl Permit {
    /// The user's name for the key.
    #[must_use]
    pub const fn label(&self) -> &KeyLabel {
        &self.label
    }

    /// Which key it is.
    #[must_use]
    pub const fn fingerprint(&self) -> &KeyFingerprint {
        &self.fingerprint
    }

    /// What tells it apart from the other permits of its ring.
    #[must_use]
    pub const fn serial(&self) -> u64 {
        self.serial
    }
}

/// What became of a request, as far as its key is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The provider took it.
    Success,
    /// 429.
    RateLimited {
        /// How long the provider asked us to wait, if it said so.
        retry_after_ms: Option<i64>,
    },
    /// 401 or 403: the key was not accepted.
    Refused,
    /// 402 and its relatives: no credit is left.
    OutOfCredit,
    /// Anything that says nothing about the key: a timeout, a 500, a blocked prompt,
    /// or nothing was sent at all.
    OtherFailure,
}

/// Why no key can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NoKey {
    /// The reason that goes away soonest.
    pub why: NoKeyReason,
    /// When the first key may be used again that is not merely in use here, as far as is
    /// known; `None` when none heals by itself.
    pub earliest: Option<Timestamp>,
}

/// The reason that goes away soonest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoKeyReason {
    /// No key that may be used is in the ring.
    #[error("no key is set up")]
    NoneSetUp,
    /// A key is in use; it is free again with its report.
    #[error("every key is in use")]
    Busy,
    /// Another studio on this computer has a key that could be used else.
    #[error("another studio on this computer uses the key {label}")]
    Elsewhere {
        /// The user's name for the key.
        label: KeyLabel,
    },
    /// The provider asked us to slow down.
    #[error("every key is resting after the service asked to slow down")]
    Cooling,
    /// The user's limit for a day is reached.
    #[error("the limit for one day is reached with every key")]
    Capped,
    /// Every key waits for the user.
    #[error("no key can be used: {refused} not accepted, {out_of_credit} without credit")]
    Unusable {
        /// Keys that were not accepted.
        refused: u32,
        /// Keys without credit.
        out_of_credit: u32,
    },
}

/// A key that is already in the ring, perhaps under another label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this key is already in the ring as {held}")]
pub struct DuplicateKey {
    /// The label under which it is held.
    pub held: KeyLabel,
}
