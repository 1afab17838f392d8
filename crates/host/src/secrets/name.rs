//! What a secret is kept under.

use std::fmt;

/// The longest name of a service, in bytes.
pub const SERVICE_BYTES_MAX: usize = 64;
/// The longest label, in bytes. With the longest service it stays below the shortest
/// limit of a keyring: 513 characters on Windows (`CRED_MAX_USERNAME_LENGTH`).
pub const LABEL_BYTES_MAX: usize = 200;

/// What a secret is kept under: the service that asks for it, and the user's label for
/// it among that service's secrets. Neither is secret; both are shown in keyring
/// programs and stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretName {
    service: String,
    label: String,
}

/// Why a name can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// A part has no characters but blanks.
    #[error("the {part} of a secret is empty; give it a name")]
    Empty {
        /// `service` or `label`.
        part: &'static str,
    },
    /// A part is too long for some keyrings.
    #[error("the {part} of a secret is longer than {max_bytes} bytes; give it a shorter name")]
    TooLong {
        /// `service` or `label`.
        part: &'static str,
        /// The longest that is taken, in bytes of UTF-8.
        max_bytes: usize,
    },
    /// A part holds a line end or another character that can't be shown. Secret Service
    /// can't hold all of them (D-Bus strings have no NUL).
    #[error("the {part} of a secret holds a control character; leave it out")]
    ControlCharacter {
        /// `service` or `label`.
        part: &'static str,
    },
}

impl SecretName {
    /// The name of `service`'s secret `label`, both taken to the letter.
    ///
    /// # Errors
    ///
    /// [`BadName`] for a part that is empty, too long or holds control characters.
    ///
    /// ```
    /// use worldreel_host::secrets::{BadName, SecretName};
    ///
    /// let name = SecretName::new("mail", "work: näme/2 🔑").unwrap();
    /// assert_eq!(name.label(), "work: näme/2 🔑");
    /// assert_eq!(
    ///     SecretName::new("mail", "two\nlines"),
    ///     Err(BadName::ControlCharacter { part: "label" })
    /// );
    /// ```
    pub fn new(service: impl Into<String>, label: impl Into<String>) -> Result<Self, BadName> {
        let name = Self {
            service: service.into(),
            label: label.into(),
        };
        check("service", &name.service, SERVICE_BYTES_MAX)?;
        check("label", &name.label, LABEL_BYTES_MAX)?;
        Ok(name)
    }

    /// The service that asks for the secret.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The user's name for the secret.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Both parts in one text, different for different names: a keyring's "user".
    pub(super) fn account(&self) -> String {
        let service = self.service.replace('%', "%25").replace('/', "%2F");
        format!("{service}/{}", self.label)
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" of {}", self.label, self.service)
    }
}

fn check(part: &'static str, text: &str, max_bytes: usize) -> Result<(), BadName> {
    if text.trim().is_empty() {
        Err(BadName::Empty { part })
    } else if text.len() > max_bytes {
        Err(BadName::TooLong { part, max_bytes })
    } else if text.chars().any(char::is_control) {
        Err(BadName::ControlCharacter { part })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_that_no_keyring_could_hold_is_refused() {
        let bad = |service: &str, label: &str| SecretName::new(service, label).unwrap_err();
        assert_eq!(bad("mail", "  "), BadName::Empty { part: "label" });
        assert_eq!(bad("", "a"), BadName::Empty { part: "service" });
        assert!(matches!(
            bad("mail", &"x".repeat(LABEL_BYTES_MAX + 1)),
            BadName::TooLong { .. }
        ));
        assert!(matches!(
            bad("mail", "a\0b"),
            BadName::ControlCharacter { .. }
        ));
    }

    #[test]
    fn a_slash_does_not_make_two_names_one() {
        let account =
            |service: &str, label: &str| SecretName::new(service, label).unwrap().account();
        assert_eq!(account("a", "b/c"), "a/b/c");
        assert_eq!(account("a/b", "c"), "a%2Fb/c");
        assert_eq!(account("a%2Fb", "c"), "a%252Fb/c");
    }

    proptest! {
        #[test]
        fn different_names_have_different_accounts(
            a in "[a/%2F]{1,6}", b in "[a/%2F]{1,6}", c in "[a/%2F]{1,6}", d in "[a/%2F]{1,6}"
        ) {
            let one = SecretName::new(a, b).unwrap();
            let other = SecretName::new(c, d).unwrap();
            prop_assert_eq!(one == other, one.account() == other.account());
        }

        #[test]
        fn any_text_is_taken_to_the_letter_or_refused(service in ".{0,80}", label in ".{0,220}") {
            if let Ok(name) = SecretName::new(service.clone(), label.clone()) {
                prop_assert_eq!(name.service(), service);
                prop_assert_eq!(name.label(), label);
                prop_assert!(name.account().chars().count() < 513);
            }
        }
    }
}
