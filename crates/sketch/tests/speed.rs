//! How long a render takes beside encoding the same pictures alone: at most 1.6 times.
//! `cargo test --release -p worldreel-sketch --test speed -- --ignored --nocapture`
#![allow(clippy::unwrap_used)]
#![expect(clippy::print_stdout, reason = "who measures wants to see the numbers")]

mod support;

use std::time::Instant;

use openh264::OpenH264API;
use openh264::encoder::{
    Complexity, Encoder, EncoderConfig, FrameRate, IntraFramePeriod, RateControlMode, VuiConfig,
};
use openh264::formats::YUVBuffer;
use support::{TWELVE, decode, draw, size, spec};
use worldreel_domain::scene::Scene;

fn encode(pictures: &[YUVBuffer]) {
    let config = EncoderConfig::new()
        .max_frame_rate(FrameRate::from_hz(24.0))
        .rate_control_mode(RateControlMode::Off)
        .skip_frames(false)
        .intra_frame_period(IntraFramePeriod::from_num_frames(24))
        .complexity(Complexity::Low)
        .num_threads(1)
        .vui(VuiConfig::bt709());
    let mut encoder = Encoder::with_api_config(OpenH264API::from_source(), config).unwrap();
    for picture in pictures {
        let bytes = encoder.encode(picture).unwrap().to_vec();
        assert!(!bytes.is_empty());
    }
}

#[test]
#[ignore = "a measurement: the numbers mean something on a quiet machine alone"]
fn a_render_takes_little_more_than_encoding() {
    let spec = size(&spec(96), 1280, 720);
    for prompt in TWELVE {
        let mp4 = draw(prompt, &Scene::default(), &spec).unwrap();
        let pictures: Vec<YUVBuffer> = decode(&mp4)
            .into_iter()
            .map(|(y, u, v)| YUVBuffer::from_vec([y, u, v].concat(), 1280, 720))
            .collect();
        let (mut whole, mut alone) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            let began = Instant::now();
            draw(prompt, &Scene::default(), &spec).unwrap();
            whole.push(began.elapsed());
            let began = Instant::now();
            encode(&pictures);
            alone.push(began.elapsed());
        }
        whole.sort();
        alone.sort();
        let ratio = whole[1].as_secs_f64() / alone[1].as_secs_f64();
        println!("{ratio:.2}  {:?} / {:?}  {prompt}", whole[1], alone[1]);
    }
}
