//! Reads a ZIP back and compares it with its own checksums.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::result::ZipError;

use super::manifest::{MANIFEST_NAME, Manifest, SUMS_NAME};
use super::{ArchiveError, MANIFEST_VERSION, hex};

/// No library's manifest comes near it: it is room for a hundred thousand videos with
/// prompts of the greatest length.
const TEXT_BYTES_MAX: u64 = 4 << 30;

/// What a ZIP holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many whole videos its manifest names.
    pub videos: u32,
    /// How many files were compared, those that are broken included.
    pub files: u32,
    /// Bytes in the files that are as they should be.
    pub size_bytes: u64,
    /// The files that are not; empty when the ZIP is whole.
    pub broken: Vec<BrokenEntry>,
}

/// A file of a ZIP that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenEntry {
    /// Its name in the ZIP.
    pub name: String,
    /// What is wrong, as a sentence without its full stop.
    pub reason: String,
}

/// Reads every file of a ZIP that [`export`](super::export) wrote and compares it with
/// its checksum. The ZIP's own list must also name each video of the manifest.
///
/// # Errors
///
/// `Read`, `NotOurs` and `Newer` of [`ArchiveError`]. A file that is damaged or
/// missing is no error; it is in [`Verified::broken`].
pub fn verify(zip: &Path) -> Result<Verified, ArchiveError> {
    let file = File::open(zip).map_err(|source| ArchiveError::Read {
        path: zip.to_owned(),
        source,
    })?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| on_zip(zip, error))?;
    let manifest = read_manifest(zip, &mut archive)?;
    let mut expected = read_sums(zip, &mut archive)?;
    let whole = manifest
        .videos
        .iter()
        .map(|entry| (&entry.file, &entry.sha256));
    let damaged = manifest
        .damaged
        .iter()
        .map(|entry| (&entry.file, &entry.sha256));
    for (name, sha256) in whole.chain(damaged) {
        expected.insert(name.clone(), sha256.clone());
    }
    let mut verified = Verified {
        videos: count(manifest.videos.len()),
        files: count(expected.len()),
        size_bytes: 0,
        broken: Vec::new(),
    };
    for (name, sha256) in expected {
        let reason = match hash(&mut archive, &name) {
            Ok((found, size_bytes)) if hex(&found) == sha256.to_ascii_lowercase() => {
                verified.size_bytes += size_bytes;
                continue;
            }
            Ok(_) => "its content is not what its checksum says".to_owned(),
            Err(ZipError::FileNotFound) => "it is not in the ZIP".to_owned(),
            Err(ZipError::Io(error)) => format!("it can't be read back: {error}"),
            Err(error) => format!("it can't be read back: {error}"),
        };
        verified.broken.push(BrokenEntry { name, reason });
    }
    Ok(verified)
}

type Archive = ZipArchive<BufReader<File>>;

fn read_manifest(zip: &Path, archive: &mut Archive) -> Result<Manifest<'static>, ArchiveError> {
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    let text = read_text(zip, archive, MANIFEST_NAME)?;
    let not_ours = |error: serde_json::Error| not_ours(zip, error);
    let Version { version } = serde_json::from_str(&text).map_err(not_ours)?;
    if version > MANIFEST_VERSION {
        return Err(ArchiveError::Newer {
            path: zip.to_owned(),
            found: version,
        });
    }
    serde_json::from_str(&text).map_err(not_ours)
}

/// Names and checksums of `SHA256SUMS`.
fn read_sums(zip: &Path, archive: &mut Archive) -> Result<BTreeMap<String, String>, ArchiveError> {
    let text = read_text(zip, archive, SUMS_NAME)?;
    text.lines()
        .map(|line| {
            let (sha256, name) = line
                .split_once("  ")
                .ok_or_else(|| not_ours(zip, format!("{line:?} is no line of {SUMS_NAME}")))?;
            Ok((name.to_owned(), sha256.to_owned()))
        })
        .collect()
}

fn read_text(zip: &Path, archive: &mut Archive, name: &str) -> Result<String, ArchiveError> {
    let entry = archive.by_name(name).map_err(|error| on_zip(zip, error))?;
    let mut text = String::new();
    entry
        .take(TEXT_BYTES_MAX)
        .read_to_string(&mut text)
        .map_err(|error| not_ours(zip, error))?;
    Ok(text)
}

fn hash(archive: &mut Archive, name: &str) -> Result<([u8; 32], u64), ZipError> {
    let mut entry = archive.by_name(name)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 20];
    let mut size_bytes = 0;
    loop {
        let read = entry.read(&mut buffer)?;
        if read == 0 {
            return Ok((hash.finalize().into(), size_bytes));
        }
        hash.update(&buffer[..read]);
        size_bytes += u64::try_from(read).unwrap_or(0);
    }
}

fn on_zip(zip: &Path, error: ZipError) -> ArchiveError {
    match error {
        ZipError::Io(source) => ArchiveError::Read {
            path: zip.to_owned(),
            source,
        },
        error => not_ours(zip, error),
    }
}

fn not_ours(
    zip: &Path,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> ArchiveError {
    ArchiveError::NotOurs {
        path: zip.to_owned(),
        source: source.into(),
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
