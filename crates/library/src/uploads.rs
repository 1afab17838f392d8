//! Pictures and videos that clients have put into the library, to render from.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use uuid::Uuid;
use worldreel_host::durable;

use crate::layout::Layout;

/// How long an upload is kept.
pub const KEPT: Duration = Duration::from_hours(24);

/// What an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadKind {
    /// A JPEG picture.
    Picture,
    /// An MP4 video.
    Video,
}

impl UploadKind {
    /// The end of its file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Picture => "jpeg",
            Self::Video => "mp4",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Picture => "image/jpeg",
            Self::Video => "video/mp4",
        }
    }

    /// Whether bytes begin as such a file does: a JPEG with its start of image (ITU-T T.81,
    /// B.1.1.3), an MP4 with the box `ftyp` (ISO/IEC 14496-12, 4.3).
    #[must_use]
    pub fn fits(self, bytes: &[u8]) -> bool {
        match self {
            Self::Picture => bytes.starts_with(&[0xFF, 0xD8, 0xFF]),
            Self::Video => bytes.get(4..8) == Some(b"ftyp"),
        }
    }
}

/// The key of an upload: `uploads/UUID.jpeg` or `uploads/UUID.mp4`. Its UUID, of version
/// 7, tells when it was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadKey {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: UploadKind,
}

impl UploadKey {
    /// The key as its clients hold it, which is also its file's path in the library.
    #[must_use]
    pub fn text(self) -> String {
        format!("uploads/{}", self.file_name())
    }

    /// The name of its file.
    #[must_use]
    pub fn file_name(self) -> String {
        format!("{}.{}", self.id, self.kind.extension())
    }

    /// The key of that text; `None` where it is none of ours.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::of_file(text.strip_prefix("uploads/")?)
    }

    /// The key of that file's name; `None` where it is none of ours.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (id, extension) = name.split_once('.')?;
        let kind = [UploadKind::Picture, UploadKind::Video]
            .into_iter()
            .find(|kind| kind.extension() == extension)?;
        let id = Uuid::try_parse(id).ok()?;
        Some(Self { id, kind })
    }

    /// When it was given out; `None` for an id that tells no time.
    #[must_use]
    pub fn given_out(self) -> Option<SystemTime> {
        let (seconds, nanos) = self.id.get_timestamp()?.to_unix();
        SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanos))
    }
}

/// Writes an upload; when it returns, it is on the disk.
///
/// # Errors
///
/// As the file system fails.
pub fn save(layout: &Layout, key: UploadKey, bytes: &[u8]) -> std::io::Result<()> {
    durable::make_folder(&layout.uploads())?;
    durable::write(&path(layout, key), bytes)
}

/// Whether an upload is there.
#[must_use]
pub fn is_there(layout: &Layout, key: UploadKey) -> bool {
    path(layout, key).is_file()
}

/// Removes uploads that are older than [`KEPT`]. What can't be removed costs space and
/// nothing else.
pub fn sweep(layout: &Layout, now: SystemTime) {
    for entry in fs::read_dir(layout.uploads())
        .into_iter()
        .flatten()
        .flatten()
    {
        let key = entry.file_name().to_str().and_then(UploadKey::of_file);
        let Some(given_out) = key.and_then(UploadKey::given_out) else {
            continue;
        };
        if now.duration_since(given_out).is_ok_and(|age| age > KEPT)
            && let Err(error) = fs::remove_file(entry.path())
        {
            tracing::warn!("could not remove {}: {error}", entry.path().display());
        }
    }
}

fn path(layout: &Layout, key: UploadKey) -> PathBuf {
    layout.uploads().join(key.file_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written_and_lead_nowhere_else() {
        let key = UploadKey {
            id: Uuid::now_v7(),
            kind: UploadKind::Video,
        };
        assert_eq!(UploadKey::read(&key.text()), Some(key));
        assert!(key.given_out().unwrap() <= SystemTime::now());
        for other in [
            "",
            "uploads/",
            "uploads/../library.db",
            "uploads/a.mp4",
            "a.mp4",
        ] {
            assert_eq!(UploadKey::read(other), None, "{other}");
        }
    }

    #[test]
    fn an_upload_is_kept_for_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let key = UploadKey {
            id: Uuid::now_v7(),
            kind: UploadKind::Picture,
        };
        save(&layout, key, &[0xFF, 0xD8, 0xFF]).unwrap();
        let foreign = layout.uploads().join("mine.txt");
        fs::write(&foreign, "mine").unwrap();
        sweep(&layout, SystemTime::now());
        assert!(is_there(&layout, key));
        sweep(&layout, SystemTime::now() + KEPT + Duration::from_secs(1));
        assert!(!is_there(&layout, key) && foreign.exists());
    }
}
