//! What an earlier run left of a render.
//!
//! A program that is killed leaves each byte that it wrote. A computer that loses its power
//! leaves any part of what was not synced, and a video with a hole may look whole from its
//! index. So a file that is older than this computer's start is trusted under the name alone
//! that it is given once it is synced.

use std::path::Path;

use worldreel_domain::id::AttemptId;
use worldreel_host::boot;

use crate::layout::Layout;
use crate::probe::probe;

/// What an earlier run left of a video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Not a byte.
    Nothing,
    /// All of it.
    Whole,
    /// A part, or what may be one.
    Torn,
}

/// What is left of the video of an attempt.
#[must_use]
pub fn left(layout: &Layout, attempt: AttemptId) -> Left {
    if probe(&layout.whole(attempt)).is_ok() {
        return Left::Whole;
    }
    let part = layout.part(attempt);
    match std::fs::metadata(&part) {
        Ok(file) if file.len() > 0 => {
            if may_be_torn(&part) || probe(&part).is_err() {
                Left::Torn
            } else {
                Left::Whole
            }
        }
        _ => Left::Nothing,
    }
}

/// Whether a file that was not synced was written before this computer was started.
pub(crate) fn may_be_torn(part: &Path) -> bool {
    std::fs::metadata(part).is_ok_and(|file| boot::is_older(&file))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::adopt::{AdoptError, adopt};
    use crate::testing::{part_of, provenance};

    #[test]
    fn what_is_left_is_told_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let provenance = provenance(1, 1);
        let attempt = provenance.attempt;
        assert_eq!(left(&layout, attempt), Left::Nothing);
        fs::write(layout.part(attempt), b"").unwrap();
        assert_eq!(left(&layout, attempt), Left::Nothing);
        fs::write(layout.part(attempt), b"\0\0\0\x18ftypmp42").unwrap();
        assert_eq!(left(&layout, attempt), Left::Torn);
        part_of(&layout, &provenance);
        assert_eq!(left(&layout, attempt), Left::Whole);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn after_a_start_of_the_computer_only_what_was_synced_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let provenance = provenance(1, 1);
        let attempt = provenance.attempt;
        let part = part_of(&layout, &provenance);
        let file = File::options().write(true).open(&part).unwrap();
        file.set_modified(UNIX_EPOCH).unwrap();
        assert_eq!(left(&layout, attempt), Left::Torn);
        let refused = adopt(&layout, &provenance);
        assert!(matches!(refused, Err(AdoptError::Torn)), "{refused:?}");
        fs::write(layout.whole(attempt), "a disk that lied").unwrap();
        assert_eq!(left(&layout, attempt), Left::Torn);
        fs::rename(&part, layout.whole(attempt)).unwrap();
        assert_eq!(left(&layout, attempt), Left::Whole);
        adopt(&layout, &provenance).unwrap();
        assert_eq!(left(&layout, attempt), Left::Nothing);
    }
}
