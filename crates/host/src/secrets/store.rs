//! Keyring and file as one store.

use std::fmt;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::error::{KeyringError, SecretError};
use super::file::{FileConsent, SecretFile};
use super::keyring::SystemKeyring;
use super::name::SecretName;

/// Where secrets are kept: in the keyring, or, where that can't be had and the user
/// agreed, in a file.
///
/// A secret is in one place at a time as far as the store can see to it: what goes to
/// the keyring leaves the file. So where both hold a name (the keyring could not be
/// asked when the file took it), the file's is the newer.
#[derive(Debug)]
pub struct SecretStore {
    keyring: Box<dyn Keyring>,
    path: PathBuf,
}

/// Where the next secret goes.
#[derive(Debug)]
pub enum StoreKind {
    /// To the system's keyring, which may still be locked.
    Keyring,
    /// To the file, which the user agreed to.
    File {
        /// Where it is.
        path: PathBuf,
        /// Why it does not go to the keyring.
        because: KeyringError,
    },
    /// Nowhere, for this reason: [`SecretError::NeedsConsent`], or a file that is there
    /// and can't be used.
    Nowhere(SecretError),
}

/// What the store needs of a keyring; tests bring one that fails when told.
pub(super) trait Keyring: fmt::Debug + Send + Sync {
    fn reach(&self) -> Result<(), KeyringError>;
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), KeyringError>;
    fn get(&self, name: &SecretName) -> Result<Option<SecretString>, KeyringError>;
    fn remove(&self, name: &SecretName) -> Result<bool, KeyringError>;
}

impl Keyring for SystemKeyring {
    fn reach(&self) -> Result<(), KeyringError> {
        Self::reach(self)
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), KeyringError> {
        Self::put(self, name, secret)
    }

    fn get(&self, name: &SecretName) -> Result<Option<SecretString>, KeyringError> {
        Self::get(self, name)
    }

    fn remove(&self, name: &SecretName) -> Result<bool, KeyringError> {
        Self::remove(self, name)
    }
}

/// Stands where no keyring is to be asked.
#[derive(Debug)]
struct NoKeyring;

impl NoKeyring {
    fn absent() -> KeyringError {
        KeyringError::Absent {
            said: "it is not to be used".into(),
        }
    }
}

impl Keyring for NoKeyring {
    fn reach(&self) -> Result<(), KeyringError> {
        Err(Self::absent())
    }

    fn put(&self, _: &SecretName, _: &SecretString) -> Result<(), KeyringError> {
        Err(Self::absent())
    }

    fn get(&self, _: &SecretName) -> Result<Option<SecretString>, KeyringError> {
        Err(Self::absent())
    }

    fn remove(&self, _: &SecretName) -> Result<bool, KeyringError> {
        Err(Self::absent())
    }
}

impl SecretStore {
    /// The secrets of `application`: in the system's keyring, or in the file `path`,
    /// which is not made here.
    #[must_use]
    pub fn new(application: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self {
            keyring: Box::new(SystemKeyring::new(application)),
            path: path.into(),
        }
    }

    /// As [`new`](Self::new), but no keyring is asked: secrets go to the file or nowhere.
    #[must_use]
    pub fn file_only(path: impl Into<PathBuf>) -> Self {
        Self {
            keyring: Box::new(NoKeyring),
            path: path.into(),
        }
    }

    #[cfg(test)]
    pub(super) fn with_keyring(keyring: impl Keyring + 'static, path: PathBuf) -> Self {
        Self {
            keyring: Box::new(keyring),
            path,
        }
    }

    /// The file that is used without a keyring, be it there or not.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the next secret goes, as far as can be told without asking the user for
    /// the keyring's password.
    #[must_use]
    pub fn kind(&self) -> StoreKind {
        let because = match self.keyring.reach() {
            Ok(()) => return StoreKind::Keyring,
            Err(because) => because,
        };
        match SecretFile::open(&self.path) {
            Ok(Some(file)) => StoreKind::File {
                path: file.path().to_owned(),
                because,
            },
            Ok(None) => StoreKind::Nowhere(self.needs_consent(because)),
            Err(error) => StoreKind::Nowhere(error.into()),
        }
    }

    /// From now on, secrets that the keyring can't take go to the file. To take that
    /// back, the user removes the file.
    ///
    /// # Errors
    ///
    /// [`SecretError::File`].
    pub fn allow_file(&self, consent: FileConsent) -> Result<(), SecretError> {
        SecretFile::create(&self.path, consent)?;
        Ok(())
    }

    /// Keeps a secret; one of the same name is replaced.
    ///
    /// # Errors
    ///
    /// [`SecretError::NeedsConsent`] when the keyring can't take it (it tells why) and
    /// the file is not allowed; [`SecretError::File`] when the file can't be used.
    pub fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretError> {
        // A file that can't be used must be known before the keyring is written: its
        // older secret would hide the newer one.
        let file = SecretFile::open(&self.path)?;
        match (self.keyring.put(name, secret), file) {
            (Ok(()), None) => Ok(()),
            (Ok(()), Some(file)) => {
                file.remove(name)?;
                Ok(())
            }
            (Err(_), Some(file)) => Ok(file.put(name, secret)?),
            (Err(source), None) => Err(self.needs_consent(source)),
        }
    }

    /// The secret of that name; `None` when neither keyring nor file holds one.
    ///
    /// # Errors
    ///
    /// [`SecretError::Keyring`] when the file holds none and the keyring could not be
    /// asked, although there is one; without any keyring, [`KeyringError::Absent`] is
    /// told only when there is no file either. [`SecretError::File`] when the file
    /// can't be used.
    pub fn get(&self, name: &SecretName) -> Result<Option<SecretString>, SecretError> {
        let file = SecretFile::open(&self.path)?;
        if let Some(file) = &file
            && let Some(secret) = file.get(name)?
        {
            return Ok(Some(secret));
        }
        match self.keyring.get(name) {
            Ok(secret) => Ok(secret),
            Err(KeyringError::Absent { .. }) if file.is_some() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a secret from keyring and file, and tells whether there was one.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get). What the file held is then gone already; the keyring may
    /// still hold the secret.
    pub fn remove(&self, name: &SecretName) -> Result<bool, SecretError> {
        let file = SecretFile::open(&self.path)?;
        let from_file = match &file {
            Some(file) => file.remove(name)?,
            None => false,
        };
        match self.keyring.remove(name) {
            Ok(from_keyring) => Ok(from_file || from_keyring),
            Err(KeyringError::Absent { .. }) if file.is_some() => Ok(from_file),
            Err(error) => Err(error.into()),
        }
    }

    fn needs_consent(&self, source: KeyringError) -> SecretError {
        SecretError::NeedsConsent {
            path: self.path.clone(),
            source,
        }
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
