//! The video taken out of what came: an MP4, a ZIP, or JSON with one in it.
//!
//! What a function answers is its own affair, so nothing is believed but the bytes. A
//! name in an archive is looked at and never written to.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;
use tempfile::NamedTempFile;
use zip::ZipArchive;

use crate::http::VIDEO_BYTES_MAX;
use crate::media::Kind;

/// Entries of an archive that are looked at.
const ENTRIES_MAX: usize = 1_000;
/// The largest JSON that is read. It must be whole in memory; its video is three
/// quarters of it.
const JSON_BYTES_MAX: u64 = 192 * 1024 * 1024;
/// How much larger than the archive an entry may be. A video hardly gets smaller when it
/// is packed, and base64 by a quarter; what grows a hundredfold is made to fill disks.
const GROWTH_MAX: u64 = 16;
/// What an entry may always be as large as.
const ENTRY_BYTES_FREE: u64 = 16 * 1024 * 1024;
/// Some write the last group of base64 with `=` and some without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Why there is no video in it.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unusable {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It is something else.
    #[error("it is no MP4, ZIP or JSON")]
    Other,
    /// It has no video in it.
    #[error("there is none in it")]
    NoVideo,
    /// It is larger than what was ordered can be.
    #[error("it is larger than any video that was ordered")]
    TooLarge,
    /// It can't be read.
    #[error("{0}")]
    Broken(String),
    /// A safety filter has put something else in the video's place.
    #[error("a safety filter refused it")]
    Blocked,
    /// It could not be written.
    #[error("it could not be written")]
    Disk(#[source] io::Error),
}

/// Makes a video of a file with a result in it. What can't be used stays as it is.
pub(super) fn unpack(file: &Path) -> Result<(), Unusable> {
    let mut raw = File::open(file).map_err(Unusable::Disk)?;
    let length = raw.metadata().map_err(Unusable::Disk)?.len();
    match kind(&mut raw)? {
        Kind::Mp4 => Ok(()),
        Kind::Zip => from_zip(raw, entry_bytes_max(length), file),
        Kind::Json if length > JSON_BYTES_MAX => Err(Unusable::TooLarge),
        Kind::Json => from_json(&read_all(raw, length)?, file),
        Kind::Other if length == 0 => Err(Unusable::Empty),
        Kind::Other => Err(Unusable::Other),
    }
}

fn entry_bytes_max(archive: u64) -> u64 {
    let grown = archive.saturating_mul(GROWTH_MAX).max(ENTRY_BYTES_FREE);
    grown.min(VIDEO_BYTES_MAX)
}

fn kind(raw: &mut File) -> Result<Kind, Unusable> {
    let mut head = Vec::new();
    raw.take(64)
        .read_to_end(&mut head)
        .map_err(Unusable::Disk)?;
    raw.rewind().map_err(Unusable::Disk)?;
    Ok(Kind::of(&head))
}

fn read_all(from: impl Read, most: u64) -> Result<Vec<u8>, Unusable> {
    let mut bytes = Vec::new();
    let read = from.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| Unusable::Broken(error.to_string()))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) {
        Ok(bytes)
    } else {
        Err(Unusable::TooLarge)
    }
}

/// Takes the first entry that is an MP4, else the video in the first entry that is a
/// function's answer.
fn from_zip(raw: File, most: u64, file: &Path) -> Result<(), Unusable> {
    let broken = |error: zip::result::ZipError| Unusable::Broken(error.to_string());
    let mut archive = ZipArchive::new(BufReader::new(raw)).map_err(broken)?;
    let mut problem = Unusable::NoVideo;
    for ending in [".mp4", ".response", ".json"] {
        for index in 0..archive.len().min(ENTRIES_MAX) {
            let entry = match archive.by_index(index) {
                Ok(entry) => entry,
                Err(error) => {
                    problem = broken(error);
                    continue;
                }
            };
            // A name that leads out of the archive is nothing that a function wrote.
            let absolute = |name: &str| name.starts_with(['/', '\\']);
            let wanted = entry.is_file()
                && entry.enclosed_name().is_some()
                && entry.name().is_ok_and(|name| {
                    !absolute(&name) && name.to_ascii_lowercase().ends_with(ending)
                });
            if !wanted {
                continue;
            }
            let taken = if ending == ".mp4" {
                from_entry(entry, most, file)
            } else {
                read_all(entry, JSON_BYTES_MAX.min(most)).and_then(|json| from_json(&json, file))
            };
            match taken {
                Err(Unusable::NoVideo | Unusable::Other | Unusable::Broken(_)) => {}
                Err(Unusable::Empty) => problem = Unusable::Empty,
                ended => return ended,
            }
        }
    }
    Err(problem)
}

fn from_entry(entry: impl Read, most: u64, file: &Path) -> Result<(), Unusable> {
    let mut out = beside(file)?;
    let mut entry = entry.take(most + 1);
    let mut buffer = vec![0; 64 * 1024];
    let mut length = 0_u64;
    loop {
        let read = match entry.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) => return Err(Unusable::Broken(error.to_string())),
        };
        let part = buffer.get(..read).unwrap_or_default();
        if length == 0 && Kind::of(part) != Kind::Mp4 {
            return Err(Unusable::Other);
        }
        length += u64::try_from(read).unwrap_or(u64::MAX);
        if length > most {
            return Err(Unusable::TooLarge);
        }
        out.write_all(part).map_err(Unusable::Disk)?;
    }
    if length == 0 {
        return Err(Unusable::Empty);
    }
    into_place(out, file)
}

fn from_json(json: &[u8], file: &Path) -> Result<(), Unusable> {
    let value: Value = serde_json::from_slice(json)
        .map_err(|error| Unusable::Broken(format!("its JSON can't be read: {error}")))?;
    if is_filtered(&value) {
        return Err(Unusable::Blocked);
    }
    let text = video_text(&value).ok_or(Unusable::NoVideo)?;
    let bytes = decoded(text)?;
    if Kind::of(&bytes) != Kind::Mp4 {
        return Err(Unusable::Other);
    }
    let mut out = beside(file)?;
    out.write_all(&bytes).map_err(Unusable::Disk)?;
    into_place(out, file)
}

/// Some functions answer with a black picture and this word in the place of an error.
fn is_filtered(value: &Value) -> bool {
    let filtered = |value: &Value| {
        ["finishReason", "finish_reason"].iter().any(|name| {
            let reason = value[*name].as_str().unwrap_or_default();
            reason.eq_ignore_ascii_case("content_filtered")
        })
    };
    filtered(value) || filtered(&value["artifacts"][0])
}

/// The base64 of the video, wherever a function puts it.
fn video_text(value: &Value) -> Option<&str> {
    [
        &value["b64_video"],
        &value["video"],
        &value["artifacts"][0]["base64"],
        &value["outputs"][0]["data"][0],
    ]
    .into_iter()
    .find_map(|place| place.as_str().filter(|text| !text.is_empty()))
}

fn decoded(text: &str) -> Result<Vec<u8>, Unusable> {
    let text = match text.split_once(";base64,") {
        Some((_, data)) => data,
        None => text,
    };
    let broken =
        |error: base64::DecodeError| Unusable::Broken(format!("its base64 can't be read: {error}"));
    if text.contains(|c: char| c.is_ascii_whitespace()) {
        let tight: String = text.split_ascii_whitespace().collect();
        return BASE64.decode(tight).map_err(broken);
    }
    BASE64.decode(text).map_err(broken)
}

/// A file in the same folder, which is gone again unless it is put into place.
fn beside(file: &Path) -> Result<NamedTempFile, Unusable> {
    let folder = file.parent().unwrap_or(Path::new("."));
    tempfile::Builder::new()
        .prefix("unpacking-")
        // As readable as any file of the user's, since it becomes the video.
        .make_in(folder, |path| File::create_new(path))
        .map_err(Unusable::Disk)
}

fn into_place(out: NamedTempFile, file: &Path) -> Result<(), Unusable> {
    // By the standard library, as every other name: what records a program's calls sees it.
    let path = out.into_temp_path();
    std::fs::rename(&path, file).map_err(Unusable::Disk)
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
