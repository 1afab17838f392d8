//! The built-in engine keeps what every engine promises, and its files play elsewhere.
#![allow(clippy::unwrap_used)]
#![expect(
    clippy::print_stdout,
    reason = "who has no ffprobe should hear that this was skipped"
)]

use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::SketchEngine;
use worldreel_sketch::SketchOrder;
use worldreel_testkit::conformance::{self, Promises};

#[tokio::test(flavor = "multi_thread")]
async fn the_built_in_engine_keeps_what_every_engine_promises() {
    let promises = Promises {
        same_bytes: true,
        can_be_stopped: true,
        ..Promises::default()
    };
    conformance::check(Arc::new(SketchEngine::with_lanes(3)), promises).await;
}

/// What ffprobe says of a file; `None` where it is not installed.
fn ffprobe(file: &Path) -> Option<Value> {
    let told = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-count_frames",
            "-show_streams",
            "-show_format",
        ])
        .args(["-of", "json"])
        .arg(file)
        .output();
    match told {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            println!("skipped: ffprobe is not installed");
            None
        }
        told => {
            let told = told.expect("ffprobe can be started");
            assert!(
                told.stderr.is_empty(),
                "{}",
                String::from_utf8_lossy(&told.stderr)
            );
            Some(serde_json::from_slice(&told.stdout).expect("ffprobe's answer"))
        }
    }
}

/// The names of a file's outermost boxes.
fn boxes(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = bytes;
    while let [a, b, c, d, name @ ..] = rest
        && name.len() >= 4
    {
        names.push(String::from_utf8_lossy(&name[..4]).into_owned());
        let size = u32::from_be_bytes([*a, *b, *c, *d]);
        rest = &rest[usize::try_from(size).expect("a small file").max(8)..];
    }
    names
}

#[test]
fn other_programs_see_the_same_clip_in_it() {
    for (width, height, frames, fps) in [(64, 64, 10, 10), (320, 180, 2, 30), (426, 240, 45, 24)] {
        let spec = RenderSpec {
            size: Size::new(width, height),
            frames,
            fps,
            steps: None,
            guidance: None,
            seed: 7,
        };
        let order = SketchOrder {
            prompt: "a red fox in snow",
            scene: &Scene::default(),
            spec: &spec,
            take: 1,
        };
        let mut bytes = Vec::new();
        worldreel_sketch::render(&order, &mut bytes, &mut |_, _| ControlFlow::Continue(()))
            .expect("a sketch");
        let names = boxes(&bytes);
        let place = |name: &str| names.iter().position(|other| other == name).expect("a box");
        assert!(place("moov") < place("mdat"), "{names:?}");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("clip.mp4");
        std::fs::write(&file, &bytes).expect("a file");
        let Some(told) = ffprobe(&file) else { return };
        let stream = &told["streams"][0];
        assert_eq!(stream["codec_name"], "h264");
        assert_eq!(stream["pix_fmt"], "yuv420p");
        assert_eq!(
            (&stream["width"], &stream["height"]),
            (&width.into(), &height.into())
        );
        assert_eq!(stream["nb_read_frames"], frames.to_string());
        let duration: f64 = told["format"]["duration"]
            .as_str()
            .expect("text")
            .parse()
            .expect("s");
        let expected = f64::from(frames) / f64::from(fps);
        assert!(
            (duration - expected).abs() < 0.002,
            "{duration} s, not {expected}"
        );
    }
}
