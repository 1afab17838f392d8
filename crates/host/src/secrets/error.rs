//! What can go wrong with secrets, and the way out.

use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The keyring could not.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The file could not.
    #[error(transparent)]
    File(#[from] FileError),
    /// The keyring can't take the secret, and the user has not agreed to the file.
    #[error("the secret is not kept: without a keyring it would go to {}", path.display())]
    NeedsConsent {
        /// The file that it would go to.
        path: PathBuf,
        /// Why the keyring can't take it.
        source: KeyringError,
    },
}

/// Why the system's keyring could not do what it was asked. What the system said is
/// kept as text: the errors of keyring libraries may hold the secret's bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// There is none: no session bus, or no program that offers the Secret Service.
    #[error("this system offers no keyring: {said}")]
    Absent {
        /// What the system said.
        said: String,
    },
    /// It is locked and stays so: there is nobody to ask for its password, or the user
    /// did not give it. A secret that is kept there is still there.
    #[error("the system's keyring is locked: {said}")]
    Locked {
        /// What the system said.
        said: String,
    },
    /// What it holds under the name is not text, so we didn't write it.
    #[error("the keyring holds something under the name of {account} that is no text")]
    NotText {
        /// The entry's user name.
        account: String,
    },
    /// It refused, or broke off.
    #[error("the system's keyring failed: {said}")]
    Failed {
        /// What the system said.
        said: String,
    },
}

/// Why the file of secrets could not be used. It is never changed when one of these
/// is told.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Others than its owner may read or write it.
    #[error("others can open {}, a file of secrets (its mode is {mode:03o})", path.display())]
    FileTooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Others than its owner may put another file in its place.
    #[error("others can change {}, the folder of a file of secrets (its mode is {mode:03o})", path.display())]
    FolderTooOpen {
        /// The folder.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It is not what the program writes. Its text is not quoted: it holds secrets.
    #[error("{} is no file of secrets from line {line}, column {column} on", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Counted from 1; 0 when the place is unknown.
        line: usize,
        /// Counted from 1; 0 when the place is unknown.
        column: usize,
    },
    /// A newer program wrote it.
    #[error("a newer program wrote {} (format {format})", path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// The number of its format.
        format: u32,
    },
    /// It was removed since it was opened, and the user's consent with it.
    #[error("{} is not there any more", path.display())]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("could not {act} {}", path.display())]
    Io {
        /// `read`, `write`, `lock` or `make`.
        act: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl SecretError {
    /// What the user can do, in one sentence without a full stop.
    #[must_use]
    pub fn way_out(&self) -> String {
        match self {
            Self::Keyring(error) => error.way_out(),
            Self::File(error) => error.way_out(),
            Self::NeedsConsent { path, source } => format!(
                "{}; or agree to keep secrets in {}, readable by you alone but not encrypted",
                source.way_out(),
                path.display()
            ),
        }
    }
}

impl KeyringError {
    /// What the user can do, in one sentence without a full stop.
    #[must_use]
    pub fn way_out(&self) -> String {
        match self {
            Self::Absent { .. } => {
                "start a keyring such as GNOME Keyring or KWallet in this session and then \
                 start the program again"
                    .into()
            }
            Self::Locked { .. } => "unlock the keyring and try again".into(),
            Self::NotText { account } => {
                format!("look at the entry {account} in your keyring's program and remove it")
            }
            Self::Failed { .. } => "look at the keyring in its own program and try again".into(),
        }
    }
}

impl FileError {
    /// What the user can do, in one sentence without a full stop.
    #[must_use]
    pub fn way_out(&self) -> String {
        match self {
            Self::FileTooOpen { path, .. } => format!(
                "replace its secrets if others use this machine, then run: chmod 600 {}",
                quoted(path)
            ),
            Self::FolderTooOpen { path, .. } => format!("run: chmod 700 {}", quoted(path)),
            Self::Malformed { path, .. } => format!(
                "correct it in an editor, or move {} away and enter the secrets again",
                path.display()
            ),
            Self::TooNew { .. } => "use the newer program, or let it remove the secrets".into(),
            Self::Gone { .. } => "agree again to keep secrets in a file".into(),
            Self::Io { path, .. } => format!(
                "make sure that you may write to {} and that its disk has room",
                path.display()
            ),
        }
    }
}

/// As a shell reads it as one word.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}
