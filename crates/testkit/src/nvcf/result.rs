//! What a function makes of an order.

use std::io::{Cursor, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use worldreel_domain::spec::{RenderSpec, Size};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Form;
use crate::clip::clip;

/// A clip as a function hands it over.
pub(super) fn dressed(spec: &RenderSpec, form: Form) -> Vec<u8> {
    let video = clip(spec);
    match form {
        Form::Mp4 => video,
        Form::Zip => {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            let stored =
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            writer.start_file("out/video.mp4", stored).unwrap();
            writer.write_all(&video).unwrap();
            writer.finish().unwrap().into_inner()
        }
        Form::Json => json!({"b64_video": STANDARD.encode(video), "action": null})
            .to_string()
            .into_bytes(),
    }
}

/// What a body orders: as Cosmos NIM says it, else what the first models make of any.
pub(super) fn spec(body: &Value) -> RenderSpec {
    let size = match body["resolution"].as_str() {
        Some("256_16_9") => Size::new(320, 192),
        Some("256_1_1") => Size::new(256, 256),
        Some("480_16_9") => Size::new(832, 480),
        _ => Size::new(1280, 704),
    };
    let number = |name: &str, usual| {
        let asked = body[name]
            .as_u64()
            .and_then(|number| u32::try_from(number).ok());
        asked.unwrap_or(usual)
    };
    RenderSpec {
        size,
        frames: number("num_frames", 121),
        fps: number("fps", 24),
        steps: None,
        guidance: None,
        seed: 7,
    }
}
