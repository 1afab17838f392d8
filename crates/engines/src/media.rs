//! What the first bytes of a file say that it is.

use std::io;
use std::path::Path;

use tokio::io::AsyncReadExt;

/// What an answer with a video may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An MP4: its first box is `ftyp` (ISO/IEC 14496-12, section 4.3).
    Mp4,
    /// A ZIP: its first entry or, when it is empty, its end (PKWARE APPNOTE, 4.3).
    Zip,
    /// JSON: an object.
    Json,
    /// Something else.
    Other,
}

impl Kind {
    /// By the first bytes; what a server calls it is not to be trusted.
    pub(crate) fn of(head: &[u8]) -> Self {
        let first = head.iter().find(|byte| !byte.is_ascii_whitespace());
        match head {
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Self::Mp4,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Self::Zip,
            _ if first == Some(&b'{') => Self::Json,
            _ => Self::Other,
        }
    }

    pub(crate) async fn of_file(file: &Path) -> io::Result<Self> {
        let mut head = Vec::new();
        let file = tokio::fs::File::open(file).await?;
        file.take(64).read_to_end(&mut head).await?;
        Ok(Self::of(&head))
    }
}

pub(crate) async fn is_mp4(file: &Path) -> io::Result<bool> {
    Ok(Kind::of_file(file).await? == Kind::Mp4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        assert_eq!(Kind::of(b"\0\0\0\x20ftypisom"), Kind::Mp4);
        assert_eq!(Kind::of(b"PK\x03\x04rest"), Kind::Zip);
        assert_eq!(Kind::of(b"\n  {\"b64_video\":"), Kind::Json);
        for other in [&b""[..], b"PK", b"<html>", b"ftyp", b"\x1aE\xdf\xa3webm"] {
            assert_eq!(Kind::of(other), Kind::Other, "{other:?}");
        }
    }
}
