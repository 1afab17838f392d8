//! A ZIP of videos that leaves the library.
//!
//! ```text
//! videos/a-red-fox/take-0001.mp4      stored as it is, not compressed again
//! posters/a-red-fox/take-0001.png     where there is one
//! prompts/a-red-fox/take-0001.txt     the prompt to the letter, without a line end
//! damaged/a-red-fox/take-0002.mp4.damaged
//! README.txt                          what this is, for people
//! metadata.csv                        one row a video, for data-set tools
//! manifest.json                       everything known about each video
//! SHA256SUMS                          for `sha256sum --check SHA256SUMS`
//! ```
//!
//! A video whose bytes are no longer those that were delivered may be the only copy
//! there is, so it comes along; but under a name that no data-set tool takes for a
//! video, without a row in `metadata.csv`, and named as damaged.

mod dos_time;
mod entries;
mod manifest;
mod metadata;
mod names;
mod readme;
mod verify;
mod write;

#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use worldreel_domain::id::VideoId;
use worldreel_domain::provenance::Provenance;
use worldreel_domain::time::Timestamp;
use worldreel_host::{durable, space};

use crate::layout::Layout;

pub use verify::{BrokenEntry, Verified, verify};

/// The version of `manifest.json` that this build writes.
pub const MANIFEST_VERSION: u32 = 1;

/// A video that is to leave the library.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportItem {
    /// What made it.
    pub provenance: Provenance,
    /// Its file, relative to the library's folder, with `/` between the parts.
    pub file: String,
    /// Its poster, likewise. A file that is missing is made where that can be done.
    pub poster: String,
    /// The SHA-256 of the file when it was delivered.
    pub sha256: [u8; 32],
    /// Bytes in the file when it was delivered.
    pub size_bytes: u64,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Frames of the video.
    pub frames: u32,
    /// How long it plays, in milliseconds.
    pub duration_ms: u64,
}

/// What an export has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// How many whole videos are in the ZIP.
    pub videos: u32,
    /// Bytes in the ZIP.
    pub size_bytes: u64,
    /// The videos that could not be read and are not in it, in the order they were
    /// asked for.
    pub missing: Vec<MissingVideo>,
    /// The videos that are in it, but are no longer what was delivered.
    pub damaged: Vec<DamagedVideo>,
}

/// A video that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingVideo {
    /// The video.
    pub video: VideoId,
    /// Its file, relative to the library's folder.
    pub file: String,
    /// Why it could not be read, as a sentence without its full stop.
    pub reason: String,
}

/// A video whose file has changed since it was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedVideo {
    /// The video.
    pub video: VideoId,
    /// Its file, relative to the library's folder.
    pub file: String,
    /// The name under which its bytes are in the ZIP.
    pub saved_as: String,
}

/// Why a ZIP can't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Nothing was selected.
    #[error("no video is selected for the ZIP")]
    Empty,
    /// Not one of the videos could be read.
    #[error("none of the selected videos can be read, so no ZIP was written")]
    NothingReadable {
        /// Each of them, with its reason.
        missing: Vec<MissingVideo>,
    },
    /// The caller ended it.
    #[error("the export was cancelled")]
    Cancelled,
    /// No space is left where the ZIP should go.
    #[error("no space is left to save the ZIP")]
    Full(#[source] io::Error),
    /// The ZIP can't be written.
    #[error("could not write the ZIP {}", path.display())]
    Write {
        /// Where it should go.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The ZIP can't be read.
    #[error("could not read the ZIP {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no ZIP, or none that came from a library.
    #[error("{} is not a ZIP of videos from a library", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The ZIP was written by a newer Worldreel.
    #[error("the ZIP {} was written by a newer Worldreel (version {found})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
}

/// Writes the videos and what made them as a ZIP to `out`; whole or not at all. A
/// file of that name is replaced only by a whole one. A video that is given twice is
/// written once.
///
/// `progress` is told how many bytes of videos are done and how many there are, at
/// least once for each MiB; its `Break` ends the export.
///
/// # Errors
///
/// [`ArchiveError`], all but `Read`, `NotOurs` and `Newer`; no part of the ZIP is
/// left behind. A video that is missing or damaged is no error as long as another
/// can be read.
pub fn export(
    layout: &Layout,
    items: &[ExportItem],
    out: &Path,
    now: Timestamp,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Exported, ArchiveError> {
    if items.is_empty() {
        return Err(ArchiveError::Empty);
    }
    let on_io = |source| on_write(out, source);
    let part = part_of(out).map_err(on_io)?;
    check_space(out, items)?;
    let file = File::create(&part).map_err(on_io)?;
    let written = write::write(layout, items, &file, out, now, progress).and_then(|exported| {
        file.sync_all().map_err(on_io)?;
        Ok(exported)
    });
    // Windows neither renames nor removes a file that is open.
    drop(file);
    let finished = written.and_then(|exported| {
        worldreel_crashpoint::hit("library.archive.before_rename");
        durable::rename(&part, out).map_err(on_io)?;
        Ok(exported)
    });
    if finished.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&part);
    }
    finished
}

/// Where the ZIP grows until it is whole: in the folder of `out`, since only there
/// does a rename move no bytes.
fn part_of(out: &Path) -> io::Result<PathBuf> {
    if out.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut name = out
        .file_name()
        .ok_or(io::ErrorKind::InvalidFilename)?
        .to_owned();
    name.push(".part");
    Ok(out.with_file_name(name))
}

/// Refuses at once what would fail after an hour. Where the system can't say how much
/// room there is, the export is tried.
fn check_space(out: &Path, items: &[ExportItem]) -> Result<(), ArchiveError> {
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let total = items
        .iter()
        .fold(0_u64, |sum, item| sum.saturating_add(item.size_bytes));
    match space::free_bytes(folder) {
        Ok(free) if free < total => Err(ArchiveError::Full(io::ErrorKind::StorageFull.into())),
        _ => Ok(()),
    }
}

fn on_write(out: &Path, source: io::Error) -> ArchiveError {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ArchiveError::Full(source),
        _ => ArchiveError::Write {
            path: out.to_owned(),
            source,
        },
    }
}

fn hex(bytes: &[u8; 32]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
