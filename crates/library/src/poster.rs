//! A still picture of a video, made when somebody first wants to see it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use openh264::decoder::Decoder;
use openh264::formats::YUVSource;
use worldreel_host::durable;

use crate::probe::{self, ProbeError};

/// Why no poster could be made. The video may be fine all the same: another codec,
/// say.
#[derive(Debug, thiserror::Error)]
pub enum PosterError {
    /// The video can't be read.
    #[error("could not read the video")]
    Probe(#[from] ProbeError),
    /// The file can't be read.
    #[error("could not read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The poster can't be written.
    #[error("could not write {}", path.display())]
    Write {
        /// The poster.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The picture is not H.264, or is damaged.
    #[error("the picture can't be decoded: {0}")]
    Decode(String),
    /// The picture can't be made a PNG.
    #[error("could not make a PNG of the picture")]
    Encode(#[from] png::EncodingError),
}

/// The poster of a file with any extension: beside it, as a PNG.
pub(crate) fn poster_name(file: &str) -> String {
    match file.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem}.png"),
        _ => format!("{file}.png"),
    }
}

/// Writes the poster of a video, a PNG, unless something has its name already.
///
/// # Errors
///
/// [`PosterError`].
pub fn make(video: &Path, poster: &Path) -> Result<(), PosterError> {
    if poster.symlink_metadata().is_ok() {
        return Ok(());
    }
    let png = picture(video)?;
    // Two who want to see the same one would write one file under its temporary name.
    static WRITING: Mutex<()> = Mutex::new(());
    let _one_at_a_time = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    durable::write(poster, &png).map_err(|source| PosterError::Write {
        path: poster.to_owned(),
        source,
    })
}

/// A PNG of the video's key frame nearest to two fifths of its length: late enough
/// for the subject to have arrived.
fn picture(path: &Path) -> Result<Vec<u8>, PosterError> {
    let io = |source| io_error(path, source);
    let mut file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    let mp4 = probe::read(file.try_clone().map_err(io)?, size)?;
    let track = mp4
        .tracks()
        .values()
        .find(|track| track.kind == Some(re_mp4::TrackKind::Video) && !track.samples.is_empty())
        .ok_or(ProbeError::NoVideo)?;
    let target = track.samples.len() * 2 / 5;
    let sample = track
        .samples
        .iter()
        .enumerate()
        .filter(|(_, sample)| sample.is_sync)
        .min_by_key(|(index, _)| index.abs_diff(target))
        .map(|(_, sample)| sample)
        .ok_or_else(|| PosterError::Decode("there is no key frame".into()))?;
    // What a hostile file announces is not set aside before it is there.
    if sample
        .offset
        .checked_add(sample.size)
        .is_none_or(|end| end > size)
    {
        return Err(PosterError::Decode(
            "the key frame lies outside the file".into(),
        ));
    }
    let mut data = Vec::new();
    file.seek(SeekFrom::Start(sample.offset)).map_err(io)?;
    file.take(sample.size).read_to_end(&mut data).map_err(io)?;
    let mut stream = parameter_sets(&mp4, track)?;
    annex_b(&data, &mut stream);
    decode(&stream)
}

/// SPS and PPS of the track, each behind a start code.
fn parameter_sets(mp4: &re_mp4::Mp4, track: &re_mp4::Track) -> Result<Vec<u8>, PosterError> {
    let re_mp4::StsdBoxContent::Avc1(avc1) = &track.trak(mp4).mdia.minf.stbl.stsd.contents else {
        return Err(PosterError::Decode("it is not H.264".into()));
    };
    let sets = avc1
        .avcc
        .sequence_parameter_sets
        .iter()
        .chain(&avc1.avcc.picture_parameter_sets);
    let mut stream = Vec::new();
    for set in sets {
        stream.extend_from_slice(&[0, 0, 0, 1]);
        stream.extend_from_slice(&set.bytes);
    }
    Ok(stream)
}

/// Turns units with a length of four bytes before each into units behind start codes.
fn annex_b(mut data: &[u8], stream: &mut Vec<u8>) {
    while let Some((length, rest)) = data.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let unit = rest.get(..length).unwrap_or(rest);
        stream.extend_from_slice(&[0, 0, 0, 1]);
        stream.extend_from_slice(unit);
        data = rest.get(length..).unwrap_or_default();
    }
}

fn decode(stream: &[u8]) -> Result<Vec<u8>, PosterError> {
    let failed = |error: openh264::Error| PosterError::Decode(error.to_string());
    let mut decoder = Decoder::new().map_err(failed)?;
    let mut frame = decoder.decode(stream).map_err(failed)?;
    if frame.is_none() {
        frame = decoder
            .flush_remaining()
            .map_err(failed)?
            .into_iter()
            .next();
    }
    let frame = frame.ok_or_else(|| PosterError::Decode("it holds no picture".into()))?;
    let (width, height) = frame.dimensions();
    let mut rgb = vec![0_u8; frame.rgb8_len()];
    frame.write_rgb8(&mut rgb);
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side(width), side(height));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(out)
}

fn io_error(path: &Path, source: io::Error) -> PosterError {
    PosterError::Io {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing::mp4;

    /// A video of the eight frames in a folder of its own, and where its poster goes.
    fn video() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let video = folder.path().join("fox.mp4");
        fs::write(&video, mp4(40)).unwrap();
        let poster = folder.path().join(poster_name("fox.mp4"));
        (folder, video, poster)
    }

    #[test]
    fn a_poster_has_the_size_of_the_video_and_is_made_once() {
        let (_folder, video, poster) = video();
        make(&video, &poster).unwrap();
        let png = png::Decoder::new(io::BufReader::new(File::open(&poster).unwrap()));
        let info = png.read_info().unwrap();
        assert_eq!(info.info().size(), (64, 64));
        fs::write(&poster, "the user's own").unwrap();
        make(&video, &poster).unwrap();
        assert_eq!(fs::read(&poster).unwrap(), b"the user's own");
    }

    #[test]
    fn many_who_want_to_see_one_see_the_whole_of_it() {
        let (folder, video, poster) = video();
        make(&video, &folder.path().join("alone.png")).unwrap();
        let whole = fs::read(folder.path().join("alone.png")).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    make(&video, &poster).unwrap();
                    assert_eq!(fs::read(&poster).unwrap(), whole);
                });
            }
        });
        let left = fs::read_dir(folder.path()).unwrap();
        assert_eq!(left.count(), 3, "no temporary file is left");
    }

    #[test]
    fn a_video_that_is_cut_short_has_no_poster_and_says_why() {
        let (_folder, video, poster) = video();
        fs::write(&video, &mp4(40)[..300]).unwrap();
        assert!(make(&video, &poster).is_err());
        assert!(!poster.exists());
    }
}
