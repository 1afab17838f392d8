//! Frames become an MP4: H.264 by openh264, the container by muxide.

use std::io::Write;

use muxide::api::{MuxerBuilder, VideoCodec};
use openh264::OpenH264API;
use openh264::Timestamp;
use openh264::encoder::{
    Complexity, Encoder as H264, EncoderConfig, FrameRate, FrameType, IntraFramePeriod,
    RateControlMode, VuiConfig,
};
use openh264::formats::YUVSource;
use tiny_skia::Pixmap;
use worldreel_domain::spec::RenderSpec;

use crate::SketchError;

/// Encodes the frames of one clip and keeps them until the end, since the index of
/// the file comes before them.
pub(crate) struct Encoder {
    h264: H264,
    frames: Vec<(Vec<u8>, bool)>,
    i420: Vec<u8>,
    /// Room for the sums of one row of chroma, by colour.
    sums: [Vec<u16>; 3],
    width: usize,
    height: usize,
    spec: RenderSpec,
}

impl Encoder {
    pub(crate) fn new(spec: &RenderSpec) -> Result<Self, SketchError> {
        let (width, height) = (side(spec.size.width), side(spec.size.height));
        let config = EncoderConfig::new()
            .max_frame_rate(FrameRate::from_hz(crate::canvas::float(spec.fps)))
            // Every frame at the encoder's own quantiser (26): flat colours cost few
            // bits, and a bit rate would only smear them where rain or snow falls.
            .rate_control_mode(RateControlMode::Off)
            // The library's defaults drop frames and have no periodic key frame.
            .skip_frames(false)
            .intra_frame_period(IntraFramePeriod::from_num_frames(spec.fps))
            .complexity(Complexity::Low)
            // More threads would give other bytes on other machines.
            .num_threads(1)
            .vui(VuiConfig::bt709());
        let h264 = H264::with_api_config(OpenH264API::from_source(), config)
            .map_err(|error| failed(&error))?;
        Ok(Self {
            h264,
            frames: Vec::new(),
            i420: vec![0; width * height * 3 / 2],
            sums: [0; 3].map(|none| vec![none; width / 2]),
            width,
            height,
            spec: spec.clone(),
        })
    }

    pub(crate) fn push(&mut self, frame: &Pixmap) -> Result<(), SketchError> {
        to_i420(
            frame.data(),
            self.width,
            self.height,
            &mut self.sums,
            &mut self.i420,
        );
        let yuv = Picture {
            i420: &self.i420,
            width: self.width,
            height: self.height,
        };
        let index = u64::try_from(self.frames.len()).unwrap_or(u64::MAX);
        let ms = index.saturating_mul(1_000) / u64::from(self.spec.fps);
        let stream = self
            .h264
            .encode_at(&yuv, Timestamp::from_millis(ms))
            .map_err(|error| failed(&error))?;
        let key = matches!(stream.frame_type(), FrameType::IDR | FrameType::I);
        let bytes = stream.to_vec();
        if bytes.is_empty() {
            return Err(SketchError::Encode(format!(
                "the encoder left out frame {index}"
            )));
        }
        self.frames.push((bytes, key));
        Ok(())
    }

    pub(crate) fn finish(self, out: &mut impl Write) -> Result<(), SketchError> {
        let mut file = Vec::new();
        let fps = f64::from(self.spec.fps);
        let mux_failed = |error: muxide::api::MuxerError| SketchError::Encode(error.to_string());
        let mut muxer = MuxerBuilder::new(&mut file)
            .video(
                VideoCodec::H264,
                self.spec.size.width,
                self.spec.size.height,
                fps,
            )
            .build()
            .map_err(mux_failed)?;
        for (index, (bytes, key)) in (0_u32..).zip(&self.frames) {
            muxer
                .write_video(f64::from(index) / fps, bytes, *key)
                .map_err(mux_failed)?;
        }
        muxer.finish().map_err(mux_failed)?;
        out.write_all(&file).map_err(|source| SketchError::Io {
            act: "write the sketch",
            source,
        })
    }
}

/// A picture in one buffer: luma, then both chroma planes of half its sides.
struct Picture<'a> {
    i420: &'a [u8],
    width: usize,
    height: usize,
}

impl YUVSource for Picture<'_> {
    fn dimensions(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn strides(&self) -> (usize, usize, usize) {
        (self.width, self.width / 2, self.width / 2)
    }

    fn y(&self) -> &[u8] {
        &self.i420[..self.width * self.height]
    }

    fn u(&self) -> &[u8] {
        let luma = self.width * self.height;
        &self.i420[luma..luma * 5 / 4]
    }

    fn v(&self) -> &[u8] {
        let luma = self.width * self.height;
        &self.i420[luma * 5 / 4..]
    }
}

fn side(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(0)
}

fn failed(error: &openh264::Error) -> SketchError {
    SketchError::Encode(error.to_string())
}

/// RGBA to planar Y'CbCr 4:2:0 in BT.709's limited range (ITU-R BT.709-6, 3.2 to 3.4).
/// Chroma is the mean of four pixels. In units of 1/256 all sums fit 16 bits and are off
/// by one level at most. Pixels are read whole and taken apart in registers, and the sums
/// of a row of chroma are parted by colour first: compilers make wide steps of both, and
/// of strided bytes they make none.
fn to_i420(rgba: &[u8], width: usize, height: usize, sums: &mut [Vec<u16>; 3], out: &mut [u8]) {
    let (luma, chroma) = out.split_at_mut(width * height);
    let (cb, cr) = chroma.split_at_mut(width * height / 4);
    for (y, pixel) in luma.iter_mut().zip(rgba.as_chunks::<4>().0) {
        let pixel = u32::from_le_bytes(*pixel);
        let (r, g, b) = (pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255);
        let level = 47 * r + 157 * g + 16 * b + (16 << 8) + 128;
        *y = level.to_le_bytes()[1];
    }
    let row_bytes = width * 4;
    for ((rows, cb), cr) in rgba
        .chunks_exact(row_bytes * 2)
        .zip(cb.chunks_exact_mut(width / 2))
        .zip(cr.chunks_exact_mut(width / 2))
    {
        let (upper, lower) = rows.split_at(row_bytes);
        let [r, g, b] = &mut *sums;
        let pairs = upper
            .as_chunks::<8>()
            .0
            .iter()
            .zip(lower.as_chunks::<8>().0);
        for ((((upper, lower), r), g), b) in pairs.zip(r).zip(g).zip(b) {
            let (upper, lower) = (u64::from_le_bytes(*upper), u64::from_le_bytes(*lower));
            let even = (upper & EVEN) + (lower & EVEN);
            let odd = ((upper >> 8) & EVEN) + ((lower >> 8) & EVEN);
            let (even, odd) = (even + (even >> 32), odd + (odd >> 32));
            (*r, *g, *b) = (low_half(even), low_half(odd), low_half(even >> 16));
        }
        let [r, g, b] = &*sums;
        for ((((r, g), b), cb), cr) in r.iter().zip(g).zip(b).zip(cb).zip(cr) {
            let [r, g, b] = [*r, *g, *b].map(|sum| (sum + 2) >> 2);
            // What is taken away never exceeds the offset of 128 levels and a half.
            *cb = high_byte(112 * b + MIDDLE - 26 * r - 86 * g);
            *cr = high_byte(112 * r + MIDDLE - 102 * g - 10 * b);
        }
    }
}

/// Every other byte of two pixels.
const EVEN: u64 = 0x00FF_00FF_00FF_00FF;

const fn low_half(value: u64) -> u16 {
    let [low, high, ..] = value.to_le_bytes();
    u16::from_le_bytes([low, high])
}

/// No chroma, and what rounds, in units of 1/256.
const MIDDLE: u16 = (128 << 8) + 128;

const fn high_byte(value: u16) -> u8 {
    value.to_be_bytes()[0]
}
