//! `manifest.json`: everything known about each video of the ZIP.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use worldreel_domain::provenance::Provenance;
use worldreel_domain::time::Timestamp;

pub(super) const MANIFEST_NAME: &str = "manifest.json";
pub(super) const SUMS_NAME: &str = "SHA256SUMS";

/// The manifest. Provenances are borrowed while it is written, so that a large
/// selection is not held twice.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest<'a> {
    /// [`MANIFEST_VERSION`](super::MANIFEST_VERSION).
    pub(super) version: u32,
    pub(super) made_at: Timestamp,
    pub(super) videos: Vec<WholeEntry<'a>>,
    pub(super) damaged: Vec<DamagedEntry<'a>>,
    pub(super) missing: Vec<MissingEntry<'a>>,
}

/// A video that is what was delivered.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WholeEntry<'a> {
    /// The name in the ZIP.
    pub(super) file: String,
    /// The poster's name in the ZIP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) poster: Option<String>,
    /// The name of the prompt's text in the ZIP.
    pub(super) prompt: String,
    /// In hexadecimal.
    pub(super) sha256: String,
    pub(super) size_bytes: u64,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) frames: u32,
    pub(super) duration_ms: u64,
    pub(super) provenance: Cow<'a, Provenance>,
}

/// A video that has changed since it was delivered.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DamagedEntry<'a> {
    /// The name in the ZIP.
    pub(super) file: String,
    pub(super) delivered_sha256: String,
    /// The SHA-256 of what is in the ZIP.
    pub(super) sha256: String,
    pub(super) size_bytes: u64,
    pub(super) provenance: Cow<'a, Provenance>,
}

/// A video that could not be read and is not in the ZIP.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct MissingEntry<'a> {
    /// The file in the library.
    pub(super) file: String,
    pub(super) reason: String,
    pub(super) sha256: String,
    pub(super) size_bytes: u64,
    pub(super) provenance: Cow<'a, Provenance>,
}
