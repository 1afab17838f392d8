//! What the tests share: clips drawn and decoded again.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used)]

use std::ops::ControlFlow;

use openh264::decoder::Decoder;
use openh264::formats::YUVSource;
use worldreel_domain::scene::{Scene, SceneField};
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_sketch::{SketchError, SketchOrder, render};

/// Luma, blue chroma, red chroma.
pub type Picture = (Vec<u8>, Vec<u8>, Vec<u8>);

pub fn size(spec: &RenderSpec, width: u32, height: u32) -> RenderSpec {
    RenderSpec {
        size: Size::new(width, height),
        ..spec.clone()
    }
}

pub fn spec(frames: u32) -> RenderSpec {
    RenderSpec {
        size: Size::new(320, 180),
        frames,
        fps: 24,
        steps: None,
        guidance: None,
        seed: 7,
    }
}

pub fn scene(fields: &[(SceneField, &str)]) -> Scene {
    let mut scene = Scene::default();
    for (field, value) in fields {
        scene.set(*field, value);
    }
    scene
}

pub fn draw(prompt: &str, scene: &Scene, spec: &RenderSpec) -> Result<Vec<u8>, SketchError> {
    let mut out = Vec::new();
    let order = SketchOrder {
        prompt,
        scene,
        spec,
        take: 1,
    };
    render(&order, &mut out, &mut |_, _| ControlFlow::Continue(()))?;
    Ok(out)
}

/// Position and content of a box with this name, wherever it lies.
pub fn find(mp4: &[u8], name: &[u8; 4]) -> Option<usize> {
    mp4.windows(4).position(|window| window == name)
}

/// The pictures of a clip as (luma, blue chroma, red chroma) planes.
pub fn decode(mp4: &[u8]) -> Vec<Picture> {
    let avcc = find(mp4, b"avcC").expect("an avcC box") + 4;
    let record = &mp4[avcc..];
    // ISO/IEC 14496-15: one SPS and one PPS, each with its length in two bytes.
    let sps_len = usize::from(u16::from_be_bytes([record[6], record[7]]));
    let sps = &record[8..8 + sps_len];
    let rest = &record[8 + sps_len + 1..];
    let pps_len = usize::from(u16::from_be_bytes([rest[0], rest[1]]));
    let pps = &rest[2..2 + pps_len];
    let mut stream = Vec::new();
    let mut unit = |bytes: &[u8]| {
        stream.extend_from_slice(&[0, 0, 0, 1]);
        stream.extend_from_slice(bytes);
    };
    unit(sps);
    unit(pps);
    let mdat = find(mp4, b"mdat").expect("an mdat box") + 4;
    let mut data = &mp4[mdat..];
    while let Some((length, tail)) = data.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        unit(&tail[..length]);
        data = &tail[length..];
    }
    let mut decoder = Decoder::new().unwrap();
    let mut pictures = Vec::new();
    let mut keep = |picture: &openh264::decoder::DecodedYUV<'_>| {
        pictures.push((
            trimmed(picture.y(), picture.strides().0, picture.dimensions()),
            trimmed(picture.u(), picture.strides().1, half(picture.dimensions())),
            trimmed(picture.v(), picture.strides().2, half(picture.dimensions())),
        ));
    };
    for packet in openh264::nal_units(&stream) {
        if let Some(picture) = decoder.decode(packet).unwrap() {
            keep(&picture);
        }
    }
    for picture in decoder.flush_remaining().unwrap() {
        keep(&picture);
    }
    pictures
}

fn half((width, height): (usize, usize)) -> (usize, usize) {
    (width / 2, height / 2)
}

fn trimmed(plane: &[u8], stride: usize, (width, height): (usize, usize)) -> Vec<u8> {
    (0..height)
        .flat_map(|row| &plane[row * stride..row * stride + width])
        .copied()
        .collect()
}

pub fn mean(plane: &[u8]) -> f64 {
    plane.iter().map(|value| f64::from(*value)).sum::<f64>() / plane.len() as f64
}

pub fn difference(a: &[u8], b: &[u8]) -> f64 {
    let sum: u64 = a
        .iter()
        .zip(b)
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / a.len() as f64
}
