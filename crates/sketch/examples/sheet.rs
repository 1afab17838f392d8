//! Draws a contact sheet: one still of each prompt, three beside one another.
//!
//! ```text
//! cargo run --release -p worldreel-sketch --example sheet -- OUT.png [--seed N] [--at SHARE] [PROMPT...]
//! ```
//!
//! Without prompts it draws the twelve of `docs/sketch-engine.jpg`. Each still is a frame
//! of a clip of four seconds that was encoded and decoded again, at 55 % of it unless
//! `--at` says otherwise. With `--strip`, six moments of each prompt stand in two rows.

use std::error::Error;
use std::ops::ControlFlow;

use openh264::decoder::Decoder;
use openh264::formats::YUVSource;
use tiny_skia::{Pixmap, PixmapPaint, Transform};
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_sketch::{SketchOrder, render};

use twelve::TWELVE;

#[path = "../tests/support/twelve.rs"]
mod twelve;

const STILL: Size = Size::new(640, 360);
const COLUMNS: usize = 3;
const FRAMES: u32 = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = None;
    let (mut seed, mut moments) = (7, vec![0.55]);
    let mut prompts = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => seed = args.next().ok_or("--seed N")?.parse()?,
            "--at" => moments = vec![args.next().ok_or("--at SHARE")?.parse::<f64>()?],
            "--strip" => moments = vec![0.50, 0.525, 0.55, 0.575, 0.60, 0.625],
            _ if out.is_none() => out = Some(arg),
            _ => prompts.push(arg),
        }
    }
    if prompts.is_empty() {
        prompts = TWELVE.map(str::to_owned).to_vec();
    }
    let mut stills = Vec::new();
    for (take, prompt) in (1..).zip(&prompts) {
        let clip = decode(&clip(prompt, take, seed)?)?;
        for at in &moments {
            let picture = clip
                .iter()
                .zip(0_u32..)
                .find(|(_, index)| f64::from(*index) >= at * f64::from(FRAMES - 1));
            stills.extend(picture.map(|(picture, _)| picture.clone()));
        }
    }
    sheet(&stills)?.save_png(out.ok_or("where to write the sheet")?)?;
    Ok(())
}

fn clip(prompt: &str, take: u32, seed: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let spec = RenderSpec {
        size: STILL,
        frames: FRAMES,
        fps: 10,
        steps: None,
        guidance: None,
        seed,
    };
    let order = SketchOrder {
        prompt,
        scene: &Scene::default(),
        spec: &spec,
        take,
    };
    let mut mp4 = Vec::new();
    render(&order, &mut mp4, &mut |_, _| ControlFlow::Continue(()))?;
    Ok(mp4)
}

/// The pictures of a clip of ours: one SPS, one PPS (ISO/IEC 14496-15), then samples.
fn decode(mp4: &[u8]) -> Result<Vec<Pixmap>, Box<dyn Error>> {
    let find = |name: &[u8; 4]| mp4.windows(4).position(|window| window == name);
    let record = &mp4[find(b"avcC").ok_or("no avcC")? + 4..];
    let mut stream = Vec::new();
    let mut unit = |bytes: &[u8]| stream.extend([&[0, 0, 0, 1], bytes].concat());
    let sps = usize::from(u16::from_be_bytes([record[6], record[7]]));
    unit(&record[8..8 + sps]);
    let rest = &record[8 + sps + 1..];
    let pps = usize::from(u16::from_be_bytes([rest[0], rest[1]]));
    unit(&rest[2..2 + pps]);
    let mut data = &mp4[find(b"mdat").ok_or("no mdat")? + 4..];
    while let Some((length, tail)) = data.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length))?;
        unit(&tail[..length]);
        data = &tail[length..];
    }
    let mut decoder = Decoder::new()?;
    let mut pictures = Vec::new();
    let mut keep = |picture: &openh264::decoder::DecodedYUV<'_>| -> Result<(), Box<dyn Error>> {
        pictures.push(rgb(picture)?);
        Ok(())
    };
    for packet in openh264::nal_units(&stream) {
        if let Some(picture) = decoder.decode(packet)? {
            keep(&picture)?;
        }
    }
    for picture in decoder.flush_remaining()? {
        keep(&picture)?;
    }
    Ok(pictures)
}

/// BT.709's limited range as RGBA.
fn rgb(picture: &openh264::decoder::DecodedYUV<'_>) -> Result<Pixmap, Box<dyn Error>> {
    let (width, height) = picture.dimensions();
    let (sy, su, sv) = picture.strides();
    let mut out = Pixmap::new(u32::try_from(width)?, u32::try_from(height)?).ok_or("no size")?;
    for (row, line) in out.data_mut().chunks_exact_mut(width * 4).enumerate() {
        for (column, pixel) in line.chunks_exact_mut(4).enumerate() {
            let at = |plane: &[u8], stride: usize, step: usize| {
                f32::from(plane[row / step * stride + column / step])
            };
            let luma = 1.164 * (at(picture.y(), sy, 1) - 16.0);
            let (blue, red) = (
                at(picture.u(), su, 2) - 128.0,
                at(picture.v(), sv, 2) - 128.0,
            );
            let channels = [
                luma + 1.793 * red,
                luma - 0.213 * blue - 0.533 * red,
                luma + 2.112 * blue,
            ];
            for (target, value) in pixel.iter_mut().zip(channels) {
                *target = byte(value);
            }
            pixel[3] = 255;
        }
    }
    Ok(out)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=255 first"
)]
fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

fn sheet(stills: &[Pixmap]) -> Result<Pixmap, Box<dyn Error>> {
    let rows = u32::try_from(stills.len().div_ceil(COLUMNS))?;
    let columns = u32::try_from(COLUMNS.min(stills.len()))?;
    let mut sheet = Pixmap::new(STILL.width * columns, STILL.height * rows).ok_or("no stills")?;
    for (index, still) in stills.iter().enumerate() {
        let x = i32::try_from(index % COLUMNS)? * i32::try_from(STILL.width)?;
        let y = i32::try_from(index / COLUMNS)? * i32::try_from(STILL.height)?;
        let paint = PixmapPaint::default();
        sheet.draw_pixmap(x, y, still.as_ref(), &paint, Transform::identity(), None);
    }
    Ok(sheet)
}
