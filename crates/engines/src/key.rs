//! A key for one call, and what a render's end says about it.

use std::fmt;

use secrecy::SecretString;
use worldreel_domain::failure::{Failure, FailureClass, Retry};
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyLabel, Outcome};

/// A key of an engine's provider. Its value is opened only where a header is built.
#[derive(Clone)]
pub struct Key {
    label: KeyLabel,
    fingerprint: KeyFingerprint,
    secret: SecretString,
}

impl Key {
    /// The key `secret`, known to the user as `label` and to the ring by `fingerprint`.
    #[must_use]
    pub const fn new(label: KeyLabel, fingerprint: KeyFingerprint, secret: SecretString) -> Self {
        Self {
            label,
            fingerprint,
            secret,
        }
    }

    /// The user's name for it.
    #[must_use]
    pub const fn label(&self) -> &KeyLabel {
        &self.label
    }

    /// What tells it apart from other keys.
    #[must_use]
    pub const fn fingerprint(&self) -> &KeyFingerprint {
        &self.fingerprint
    }

    /// Its value, for whoever builds the header that carries it.
    #[must_use]
    pub const fn secret(&self) -> &SecretString {
        &self.secret
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("label", &self.label)
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

/// Two keys are the same when their fingerprints are: that is what fingerprints are for.
impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl Eq for Key {}

/// Whether an engine's calls need a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyNeed {
    /// It has no keys; one that is passed is not sent.
    None,
    /// It takes one if there is one.
    Optional,
    /// Without one it renders nothing.
    Required,
}

/// What the end of a call says about its key, for the ring's report. `now` is the
/// moment of the end.
#[must_use]
pub fn key_outcome<T>(ended: &Result<T, Failure>, now: Timestamp) -> Outcome {
    let Err(failure) = ended else {
        return Outcome::Success;
    };
    match failure.class {
        FailureClass::Auth => Outcome::Refused,
        FailureClass::OutOfCredit => Outcome::OutOfCredit,
        FailureClass::RateLimited => Outcome::RateLimited {
            retry_after_ms: match failure.retry {
                Retry::NotBefore { at } => Some(at.ms().saturating_sub(now.ms())),
                Retry::Never | Retry::Again | Retry::Ask => None,
            },
        },
        FailureClass::QueueFull
        | FailureClass::ContentBlocked
        | FailureClass::InvalidInput
        | FailureClass::OutOfGpuMemory
        | FailureClass::LostJob
        | FailureClass::Timeout
        | FailureClass::Unreachable
        | FailureClass::BadOutput
        | FailureClass::Backend
        | FailureClass::Unsupported
        | FailureClass::DiskFull
        | FailureClass::LocalIo
        | FailureClass::Restored => Outcome::OtherFailure,
    }
}

#[cfg(test)]
mod tests {
    use worldreel_domain::failure::{Billed, WayOut};

    use super::*;

    #[test]
    fn a_key_never_shows_its_value() {
        let key = Key::new(
            KeyLabel::new("studio account"),
            KeyFingerprint::new("0011223344556677"),
            SecretString::from("nvapi-canary-4f1c9d7e2b"),
        );
        let told = format!("{key:?} {key:#?}");
        assert!(told.contains("studio account") && told.contains("0011223344556677"));
        assert!(!told.contains("canary"), "{told}");
    }

    #[test]
    fn a_key_rests_for_as_long_as_the_failure_says() {
        let failure = |class, retry| Failure {
            class,
            message: "slow down".into(),
            provider_said: None,
            retry,
            billed: Billed::No,
            next_step: WayOut::Retry,
        };
        let now = Timestamp::from_ms(1_000);
        let at = Timestamp::from_ms(8_000);
        let said = |class, retry| key_outcome::<()>(&Err(failure(class, retry)), now);
        assert_eq!(
            said(FailureClass::RateLimited, Retry::NotBefore { at }),
            Outcome::RateLimited {
                retry_after_ms: Some(7_000)
            }
        );
        assert_eq!(
            said(FailureClass::RateLimited, Retry::Again),
            Outcome::RateLimited {
                retry_after_ms: None
            }
        );
        assert_eq!(said(FailureClass::Auth, Retry::Again), Outcome::Refused);
        assert_eq!(
            said(FailureClass::Backend, Retry::NotBefore { at }),
            Outcome::OtherFailure
        );
        assert_eq!(key_outcome(&Ok(()), now), Outcome::Success);
    }
}
