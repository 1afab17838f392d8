//! The system's keyring: Secret Service on Linux (GNOME Keyring, `KWallet`), the
//! Keychain on macOS, the Credential Manager on Windows.

use std::error::Error as _;

use keyring::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

use super::error::KeyringError;
use super::name::SecretName;

/// The system's keyring, as one application sees it. Holds nothing itself: the keyring
/// is looked for with the first call of the process, and not again when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemKeyring {
    application: String,
}

impl SystemKeyring {
    /// The keyring, with entries whose service is `application`.
    #[must_use]
    pub fn new(application: impl Into<String>) -> Self {
        Self {
            application: application.into(),
        }
    }

    /// Whether the system offers a keyring at all. Asks nobody for a password, and so
    /// can't tell whether it is locked.
    ///
    /// # Errors
    ///
    /// [`KeyringError::Absent`].
    pub fn reach(&self) -> Result<(), KeyringError> {
        match Entry::store_status() {
            Ok(()) => Ok(()),
            Err(error) => Err(KeyringError::Absent { said: said(error) }),
        }
    }

    /// Keeps a secret; one of the same name is replaced.
    ///
    /// # Errors
    ///
    /// [`KeyringError`]; what was kept before is then still there.
    pub fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), KeyringError> {
        self.entry(name)?
            .set_password(secret.expose_secret())
            .map_err(|error| told(&error, name))
    }

    /// The secret of that name; `None` when the keyring holds none.
    ///
    /// # Errors
    ///
    /// [`KeyringError`]; a locked keyring is never taken for one without the secret.
    pub fn get(&self, name: &SecretName) -> Result<Option<SecretString>, KeyringError> {
        match self.entry(name)?.get_password() {
            Ok(secret) => Ok(Some(SecretString::from(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(told(&error, name)),
        }
    }

    /// Removes a secret, and tells whether there was one.
    ///
    /// # Errors
    ///
    /// [`KeyringError`].
    pub fn remove(&self, name: &SecretName) -> Result<bool, KeyringError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(told(&error, name)),
        }
    }

    fn entry(&self, name: &SecretName) -> Result<Entry, KeyringError> {
        self.reach()?;
        Entry::new(&self.application, &name.account()).map_err(|error| told(&error, name))
    }
}

/// Ours of the library's error. `BadEncoding` and `BadDataFormat` hold the secret's
/// bytes and print them: of these nothing is taken over.
fn told(error: &Error, name: &SecretName) -> KeyringError {
    match error {
        Error::NoStorageAccess(_) => KeyringError::Locked { said: said(error) },
        Error::NoDefaultStore => KeyringError::Absent { said: said(error) },
        Error::BadEncoding(_) | Error::BadDataFormat(..) => KeyringError::NotText {
            account: name.account(),
        },
        // The enumeration is open: whatever is new has failed.
        _ => KeyringError::Failed { said: said(error) },
    }
}

/// What the library says and why. Its own text may repeat its source's.
fn said(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_keyring_held_never_shows_in_an_error() {
        let name = SecretName::new("mail", "work").unwrap();
        let canary = b"canary-4f1c9d7e2b".to_vec();
        for error in [
            Error::BadEncoding(canary.clone()),
            Error::BadDataFormat(canary.clone(), "canary-4f1c9d7e2b".into()),
        ] {
            let ours = told(&error, &name);
            let shown = format!("{ours} {ours:?} {}", ours.way_out());
            assert!(
                !shown.contains("canary") && !shown.contains("99, 97"),
                "{shown}"
            );
            assert!(shown.contains("mail/work"), "{shown}");
        }
    }

    #[test]
    fn a_cause_that_is_already_told_is_not_told_twice() {
        let error = Error::NoStorageAccess("the box is locked".into());
        assert_eq!(
            said(&error),
            "Couldn't access platform storage: the box is locked"
        );
    }
}
