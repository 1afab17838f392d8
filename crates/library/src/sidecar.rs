//! What made a video, in a JSON file beside it.

use std::io;
use std::path::{Path, PathBuf};

use worldreel_domain::provenance::{Provenance, SIDECAR_VERSION};
use worldreel_host::durable;

/// Sidecars are a few kilobytes; a larger file is not one of ours.
const SIDECAR_BYTES_MAX: u64 = 1 << 20;

/// Why a sidecar can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SidecarError {
    /// The file can't be read or written.
    #[error("could not access the sidecar {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no sidecar.
    #[error("{} is not a sidecar of ours", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The file was written by a newer Worldreel.
    #[error("the sidecar {} was written by a newer Worldreel (version {found})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
}

/// The sidecar's path for a video's path.
#[must_use]
pub fn path_for(video: &Path) -> PathBuf {
    video.with_extension("json")
}

/// Writes the sidecar of a video; whole or not at all.
///
/// # Errors
///
/// [`SidecarError::Io`].
pub fn write(video: &Path, provenance: &Provenance) -> Result<(), SidecarError> {
    let path = path_for(video);
    let io = |source| SidecarError::Io {
        path: path.clone(),
        source,
    };
    let text = serde_json::to_vec_pretty(provenance).map_err(|error| io(error.into()))?;
    durable::write(&path, &text).map_err(io)
}

/// Reads the sidecar of a video.
///
/// # Errors
///
/// [`SidecarError`].
pub fn read(video: &Path) -> Result<Provenance, SidecarError> {
    let path = path_for(video);
    let io = |source| SidecarError::Io {
        path: path.clone(),
        source,
    };
    if std::fs::metadata(&path).map_err(io)?.len() > SIDECAR_BYTES_MAX {
        return Err(io(io::Error::from(io::ErrorKind::FileTooLarge)));
    }
    let text = std::fs::read(&path).map_err(io)?;
    let malformed = |source| SidecarError::Malformed {
        path: path.clone(),
        source,
    };
    let value: serde_json::Value = serde_json::from_slice(&text).map_err(malformed)?;
    let found = value["version"]
        .as_u64()
        .and_then(|v| u32::try_from(v).ok())
        .unwrap_or(0);
    if found > SIDECAR_VERSION {
        return Err(SidecarError::Newer { path, found });
    }
    serde_json::from_value(value).map_err(malformed)
}
