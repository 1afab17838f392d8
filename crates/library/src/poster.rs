//! A still picture of a video.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use openh264::decoder::Decoder;
use openh264::formats::YUVSource;

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
    /// The picture is not H.264, or is damaged.
    #[error("the picture can't be decoded: {0}")]
    Decode(String),
    /// The picture can't be written as PNG.
    #[error("could not write the poster")]
    Encode(#[from] png::EncodingError),
}

/// A PNG of the video's key frame nearest to two fifths of its length: late enough
/// for the subject to have arrived.
///
/// # Errors
///
/// [`PosterError`].
pub fn poster(path: &Path) -> Result<Vec<u8>, PosterError> {
    let bytes = std::fs::read(path).map_err(|source| io_error(path, source))?;
    let file = File::open(path).map_err(|source| io_error(path, source))?;
    let size = file
        .metadata()
        .map_err(|source| io_error(path, source))?
        .len();
    let mp4 = probe::read(file, size)?;
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
    let range = usize::try_from(sample.offset)
        .ok()
        .zip(usize::try_from(sample.size).ok());
    let data = range
        .and_then(|(offset, size)| bytes.get(offset..offset.checked_add(size)?))
        .ok_or_else(|| PosterError::Decode("the key frame lies outside the file".into()))?;
    let mut stream = parameter_sets(&mp4, track)?;
    annex_b(data, &mut stream);
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
