//! Where the values of secrets are kept between runs: the system's keyring, or a file
//! that its owner alone can read.
//!
//! [`SecretStore`] is both at once. It writes to the keyring; only where that can't be
//! had, and only after the user agreed to it, it writes to the file. Every call may
//! block for as long as the user takes to type the keyring's password: in an async
//! program call it on a thread where blocking is allowed.
//!
//! | module | what it holds |
//! |---|---|
//! | [`name`] | what a secret is kept under |
//! | [`store`] | the store: which of the two places a secret goes to and comes from |
//! | [`keyring`] | the system's keyring |
//! | [`file`](mod@file) | the file, its lock and its permissions |
//! | `format` | what the file looks like |
//! | [`error`] | what can go wrong, and the way out |
//!
//! No value is ever part of an error or of what `Debug` prints.

pub mod error;
pub mod file;
mod format;
pub mod keyring;
pub mod name;
pub mod store;

pub use error::{FileError, KeyringError, SecretError};
pub use file::{FileConsent, SecretFile};
pub use keyring::SystemKeyring;
pub use name::{BadName, SecretName};
pub use store::{SecretStore, StoreKind};
