//! Where a running studio can be reached: a file beside the library's lock.
//!
//! Whoever holds the library's lock serves the call API and writes this file; whoever
//! comes later reads it and becomes a client. Only its owner may read it, since it
//! holds the token.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use worldreel_host::durable;

use crate::call::PROTOCOL;

/// Where a running studio can be reached.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// The base address, such as `http://127.0.0.1:8188`.
    pub address: String,
    /// What callers must show; `None` when nothing is asked for.
    pub token: Option<String>,
    /// What opens files when it stands in their address (`?token=`), and nothing else.
    pub media_token: Option<String>,
    /// The version of the call API.
    pub protocol: u32,
    /// The process, for people who look.
    pub pid: u32,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoint")
            .field("address", &self.address)
            .field("protocol", &self.protocol)
            .finish_non_exhaustive()
    }
}

impl Endpoint {
    /// This process, reached at `address`.
    #[must_use]
    pub fn here(address: String, token: Option<String>, media_token: Option<String>) -> Self {
        Self {
            address,
            token,
            media_token,
            protocol: PROTOCOL,
            pid: std::process::id(),
        }
    }

    /// The file for a library's folder.
    #[must_use]
    pub fn file(library: &Path) -> PathBuf {
        library.join("studio.json")
    }

    /// Writes it beside the library's lock; only its owner can read it.
    ///
    /// # Errors
    ///
    /// As the system says.
    pub fn write(&self, library: &Path) -> io::Result<()> {
        durable::write_private(&Self::file(library), &serde_json::to_vec_pretty(self)?)
    }

    /// Reads it; `None` when no studio has written one.
    ///
    /// # Errors
    ///
    /// As the system says, and for a file that is none of ours.
    pub fn read(library: &Path) -> io::Result<Option<Self>> {
        match std::fs::read(Self::file(library)) {
            Ok(text) => Ok(Some(serde_json::from_slice(&text)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes it, when the studio closes.
    pub fn remove(library: &Path) {
        // One that stays is seen through: nobody answers at its address.
        let _ = std::fs::remove_file(Self::file(library));
    }
}
