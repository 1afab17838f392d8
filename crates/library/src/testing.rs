//! Small true videos and what made them, for tests.

use std::path::PathBuf;

use muxide::api::{MuxerBuilder, VideoCodec};
use openh264::OpenH264API;
use openh264::encoder::{Encoder, EncoderConfig, FrameType};
use openh264::formats::YUVBuffer;
use uuid::Uuid;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, LaneName, RevisionId, SessionId, VideoId,
};
use worldreel_domain::provenance::{Provenance, SIDECAR_VERSION};
use worldreel_domain::revision::{Origin, RevisionText};
use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_domain::time::Timestamp;

use crate::adopt::{Adopted, adopt};
use crate::layout::Layout;

const SIDE: u8 = 64;
const FPS: u8 = 8;

/// An MP4 of eight frames of 64 by 64 pixels, one second long; each `shade` gives
/// other bytes.
pub(crate) fn mp4(shade: u8) -> Vec<u8> {
    let side = usize::from(SIDE);
    let mut h264 = Encoder::with_api_config(
        OpenH264API::from_source(),
        EncoderConfig::new().skip_frames(false).num_threads(1),
    )
    .unwrap();
    let mut file = Vec::new();
    let mut muxer = MuxerBuilder::new(&mut file)
        .video(VideoCodec::H264, SIDE.into(), SIDE.into(), FPS.into())
        .build()
        .unwrap();
    for index in 0..FPS {
        let mut i420 = vec![128; side * side * 3 / 2];
        i420[..side * side].fill(shade.wrapping_add(index * 4));
        let frame = YUVBuffer::from_vec(i420, side, side);
        let stream = h264.encode(&frame).unwrap();
        let key = matches!(stream.frame_type(), FrameType::IDR | FrameType::I);
        let at = f64::from(index) / f64::from(FPS);
        muxer.write_video(at, &stream.to_vec(), key).unwrap();
    }
    muxer.finish().unwrap();
    file
}

/// What made take `take` of a session; the ids follow from both numbers.
pub(crate) fn provenance(session: u8, take: u32) -> Provenance {
    let id =
        |kind: u128| Uuid::from_u128((u128::from(session) << 64) | (kind << 32) | u128::from(take));
    Provenance {
        version: SIDECAR_VERSION,
        video: VideoId::from_uuid(id(1)),
        job: JobId::from_uuid(id(2)),
        attempt: AttemptId::from_uuid(id(3)),
        batch: BatchId::from_uuid(id(4)),
        session: SessionId::from_uuid(Uuid::from_u128(u128::from(session))),
        session_title: "A red fox".into(),
        take,
        revision: RevisionId::from_uuid(id(5)),
        origin: Origin::Typed,
        text: RevisionText {
            prompt: "a red fox, in \"snow\"".parse().unwrap(),
            negative_prompt: None,
            scene: Scene::default(),
        },
        sent: None,
        spec: RenderSpec {
            size: Size::new(SIDE.into(), SIDE.into()),
            frames: FPS.into(),
            fps: FPS.into(),
            steps: None,
            guidance: None,
            seed: 42,
        },
        engine: EngineName::new("sketch"),
        lane: LaneName::new("sketch-1"),
        label: None,
        queued_at: Timestamp::from_ms(1_764_000_000_000 + i64::from(take)),
        delivered_at: Timestamp::from_ms(1_764_036_672_000),
    }
}

/// Renders a small video, so to speak; returns its file.
pub(crate) fn part_of(layout: &Layout, provenance: &Provenance) -> PathBuf {
    let part = layout.part(provenance.attempt);
    std::fs::write(&part, mp4(u8::try_from(provenance.take % 200).unwrap())).unwrap();
    part
}

/// Saves a small video in the library.
pub(crate) fn saved(layout: &Layout, provenance: &Provenance) -> Adopted {
    part_of(layout, provenance);
    adopt(layout, provenance).unwrap()
}
