//! The facts of an MP4, without any other program.

mod forward;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use forward::Forward;

/// What an MP4 holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoFacts {
    /// Bytes in the file.
    pub size_bytes: u64,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Frames of the first video track.
    pub frames: u32,
    /// How long the first video track plays, in milliseconds.
    pub duration_ms: u64,
}

/// Why a file is not a playable video.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// The file can't be read.
    #[error("could not read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// The file is something else than an MP4.
    #[error("the file is not an MP4")]
    NotMp4,
    /// The file ends before a box that it announces.
    #[error("the file is cut short: {missing} bytes are missing")]
    Cut {
        /// How many bytes are missing at the end.
        missing: u64,
    },
    /// The boxes make no sense.
    #[error("the MP4 can't be read: {0}")]
    Malformed(String),
    /// There is no picture in it.
    #[error("the MP4 has no video track with frames in it")]
    NoVideo,
}

/// Reads the facts of an MP4 and checks that all of it is there.
///
/// # Errors
///
/// [`ProbeError`].
pub fn probe(path: &Path) -> Result<VideoFacts, ProbeError> {
    let io = |source| ProbeError::Io {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(io)?;
    let size_bytes = file.metadata().map_err(io)?.len();
    check_boxes(&mut file, size_bytes, path)?;
    file.rewind().map_err(io)?;
    let mp4 = read(file, size_bytes)?;
    let track = mp4
        .tracks()
        .values()
        .find(|track| track.kind == Some(re_mp4::TrackKind::Video) && !track.samples.is_empty())
        .ok_or(ProbeError::NoVideo)?;
    let frames = u32::try_from(track.samples.len())
        .map_err(|_| ProbeError::Malformed("it announces more frames than can be".into()))?;
    let ticks: u64 = track.samples.iter().map(|sample| sample.duration).sum();
    Ok(VideoFacts {
        size_bytes,
        width: track.width.into(),
        height: track.height.into(),
        frames,
        duration_ms: (ticks.saturating_mul(1_000) + track.timescale / 2)
            .checked_div(track.timescale)
            .ok_or_else(|| ProbeError::Malformed("its time scale is 0".into()))?,
    })
}

/// Parses the boxes of an MP4.
pub(crate) fn read(file: File, size_bytes: u64) -> Result<re_mp4::Mp4, ProbeError> {
    // The parser indexes tables by what the file says; a hostile file may make it
    // panic or read in circles, and neither must end the studio.
    let reader = Forward::new(BufReader::new(file));
    std::panic::catch_unwind(|| re_mp4::Mp4::read(reader, size_bytes))
        .map_err(|_| ProbeError::Malformed("its tables contradict each other".into()))?
        .map_err(|error| ProbeError::Malformed(error.to_string()))
}

/// Walks the outermost boxes (ISO/IEC 14496-12, 4.2): the first must be `ftyp`, and
/// none may end beyond the file.
fn check_boxes(file: &mut File, size_bytes: u64, path: &Path) -> Result<(), ProbeError> {
    let io = |source| ProbeError::Io {
        path: path.to_owned(),
        source,
    };
    if size_bytes == 0 {
        return Err(ProbeError::Empty);
    }
    let mut at = 0_u64;
    while at < size_bytes {
        if size_bytes - at < 8 {
            return Err(ProbeError::Cut {
                missing: 8 - (size_bytes - at),
            });
        }
        let mut header = [0_u8; 16];
        file.seek(SeekFrom::Start(at)).map_err(io)?;
        file.read_exact(&mut header[..8]).map_err(io)?;
        if at == 0 && &header[4..8] != b"ftyp" {
            return Err(ProbeError::NotMp4);
        }
        let [a, b, c, d, ..] = header;
        let length = match u32::from_be_bytes([a, b, c, d]) {
            // To the end of the file.
            0 => return Ok(()),
            1 => {
                file.read_exact(&mut header[8..])
                    .map_err(|_| ProbeError::Cut { missing: 8 })?;
                let [.., h, i, j, k, l, m, n, o] = header;
                u64::from_be_bytes([h, i, j, k, l, m, n, o])
            }
            length => u64::from(length),
        };
        if length < 8 {
            return Err(ProbeError::Malformed(format!(
                "a box says it is {length} bytes long"
            )));
        }
        at = at.saturating_add(length);
    }
    match at - size_bytes {
        0 => Ok(()),
        missing => Err(ProbeError::Cut { missing }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;
    use crate::testing::{part_of, provenance};

    /// Zeros where sectors were lost are boxes without a length, which lead nowhere.
    #[test]
    fn a_video_that_has_lost_sectors_of_its_index_is_refused_and_not_read_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        let part = part_of(&layout, &provenance(1, 1));
        let whole = std::fs::read(&part).unwrap();
        for sector in 0..whole.len().div_ceil(512) {
            let mut bytes = whole.clone();
            let end = bytes.len().min(512 * (sector + 1));
            bytes[512 * sector..end].fill(0);
            std::fs::write(&part, &bytes).unwrap();
            // Whether it is refused depends on what the sector held; that it ends does not.
            let _ = probe(&part);
        }
        let table = whole.windows(4).position(|name| name == b"stts").unwrap();
        let mut bytes = whole;
        bytes[table - 4..table + 4].fill(0);
        std::fs::write(&part, &bytes).unwrap();
        assert!(probe(&part).is_err());
    }
}
