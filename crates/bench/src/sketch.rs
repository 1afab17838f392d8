//! A sketch in 1280x720: the whole render beside encoding the same pictures alone.

use std::ops::ControlFlow;
use std::time::Instant;

use anyhow::{Context, Result};
use openh264::OpenH264API;
use openh264::decoder::Decoder;
use openh264::encoder::{
    Complexity, Encoder, EncoderConfig, FrameRate, IntraFramePeriod, RateControlMode, VuiConfig,
};
use openh264::formats::{YUVBuffer, YUVSource};
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_sketch::SketchOrder;

use crate::{Row, ms, quantile};

const PROMPT: &str = "a red fox trots through deep snow in a birch forest at dawn";
const ROUNDS: usize = 5;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let spec = RenderSpec {
        size: Size::new(1280, 720),
        frames: 96,
        fps: 24,
        steps: None,
        guidance: None,
        seed: 7,
    };
    let scene = Scene::default();
    let order = SketchOrder {
        prompt: PROMPT,
        scene: &scene,
        spec: &spec,
        take: 1,
    };
    let draw = || -> Result<Vec<u8>> {
        let mut out = Vec::new();
        worldreel_sketch::render(&order, &mut out, &mut |_, _| ControlFlow::Continue(()))?;
        Ok(out)
    };
    let pictures = pictures(&draw()?)?;
    let (mut whole, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let began = Instant::now();
        draw()?;
        whole.push(ms(began));
        let began = Instant::now();
        encode(&pictures)?;
        alone.push(ms(began));
    }
    Ok(vec![Row {
        what: "sketch, 96 frames of 1280x720".into(),
        figure: quantile(&mut whole, 0.5),
        reference: quantile(&mut alone, 0.5),
        against: "encoding the same pictures",
        unit: "ms",
        bar: "at most 1.6",
    }])
}

/// The pictures of an MP4 of ours.
fn pictures(mp4: &[u8]) -> Result<Vec<YUVBuffer>> {
    let size = u64::try_from(mp4.len())?;
    let parsed = re_mp4::Mp4::read(std::io::Cursor::new(mp4), size)?;
    let track = parsed.tracks().values().next().context("a track")?;
    let mut decoder = Decoder::new()?;
    let mut found = Vec::new();
    if let re_mp4::StsdBoxContent::Avc1(avc) = &track.trak(&parsed).mdia.minf.stbl.stsd.contents {
        for parameter in avc
            .avcc
            .sequence_parameter_sets
            .iter()
            .chain(&avc.avcc.picture_parameter_sets)
        {
            decoder.decode(&with_start_code(&parameter.bytes))?;
        }
    }
    for sample in &track.samples {
        let start = usize::try_from(sample.offset)?;
        let bytes = &mp4[start..start + usize::try_from(sample.size)?];
        let mut stream = Vec::new();
        let mut rest = bytes;
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_be_bytes(*length))?;
            stream.extend(with_start_code(&after[..length]));
            rest = &after[length..];
        }
        if let Some(picture) = decoder.decode(&stream)? {
            let (width, height) = picture.dimensions();
            let mut planes = Vec::with_capacity(width * height * 3 / 2);
            let (y, u, v) = picture.strides();
            for (plane, stride, width, height) in [
                (picture.y(), y, width, height),
                (picture.u(), u, width / 2, height / 2),
                (picture.v(), v, width / 2, height / 2),
            ] {
                planes.extend(
                    plane
                        .chunks(stride)
                        .take(height)
                        .flat_map(|row| &row[..width]),
                );
            }
            found.push(YUVBuffer::from_vec(planes, width, height));
        }
    }
    Ok(found)
}

fn with_start_code(unit: &[u8]) -> Vec<u8> {
    [&[0, 0, 0, 1], unit].concat()
}

fn encode(pictures: &[YUVBuffer]) -> Result<usize> {
    let config = EncoderConfig::new()
        .max_frame_rate(FrameRate::from_hz(24.0))
        .rate_control_mode(RateControlMode::Off)
        .skip_frames(false)
        .intra_frame_period(IntraFramePeriod::from_num_frames(24))
        .complexity(Complexity::Low)
        .num_threads(1)
        .vui(VuiConfig::bt709());
    let mut encoder = Encoder::with_api_config(OpenH264API::from_source(), config)?;
    let mut bytes = 0;
    for picture in pictures {
        bytes += encoder.encode(picture)?.to_vec().len();
    }
    Ok(bytes)
}
