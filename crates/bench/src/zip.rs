//! A ZIP of videos beside a plain copy of the same bytes.

use std::fs::File;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, LaneName, RevisionId, SessionId, VideoId,
};
use worldreel_domain::provenance::{Provenance, SIDECAR_VERSION};
use worldreel_domain::revision::{Origin, RevisionText};
use worldreel_domain::scene::Scene;
use worldreel_library::archive::{self, ExportItem};
use worldreel_library::layout::Layout;
use worldreel_studio::Studio;

use crate::{Row, fixture, ms, quantile};

const VIDEOS: u32 = 32;
const VIDEO_BYTES: usize = 32 << 20;
const ROUNDS: usize = 3;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let layout = Layout::open(folder.path())?;
    let mut items = Vec::new();
    let mut noise = 1_u64;
    for take in 1..=VIDEOS {
        let mut bytes = vec![0_u8; VIDEO_BYTES];
        for chunk in bytes.chunks_exact_mut(8) {
            // Xorshift: bytes that no disk can make smaller.
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            chunk.copy_from_slice(&noise.to_le_bytes());
        }
        items.push(item(folder.path(), take, &bytes)?);
    }
    let megabytes = f64::from(VIDEOS) * 32.0 * 1.048_576;
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let began = Instant::now();
        archive::export(
            &layout,
            &items,
            &folder.path().join("out.zip"),
            Studio::now(),
            &mut |_, _| ControlFlow::Continue(()),
        )?;
        ours.push(megabytes / ms(began) * 1_000.0);
        let began = Instant::now();
        copy(folder.path(), &items)?;
        plain.push(megabytes / ms(began) * 1_000.0);
    }
    Ok(vec![Row {
        what: format!("ZIP of {megabytes:.0} MB, synced"),
        figure: quantile(&mut ours, 0.5),
        reference: quantile(&mut plain, 0.5),
        against: "a plain copy by the MiB, synced",
        unit: "MB/s",
        bar: "at least 0.8",
    }])
}

fn copy(folder: &Path, items: &[ExportItem]) -> Result<()> {
    let mut out = File::create(folder.join("copy"))?;
    let mut buffer = vec![0_u8; 1 << 20];
    for item in items {
        let mut file = File::open(folder.join(&item.file))?;
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            out.write_all(&buffer[..read])?;
        }
    }
    out.sync_all()?;
    Ok(())
}

fn item(folder: &Path, take: u32, bytes: &[u8]) -> Result<ExportItem> {
    let file = format!("videos/take-{take:04}.mp4");
    std::fs::write(folder.join(&file), bytes)?;
    let id = Uuid::now_v7();
    let now = Studio::now();
    Ok(ExportItem {
        provenance: Provenance {
            version: SIDECAR_VERSION,
            video: VideoId::from_uuid(id),
            job: JobId::from_uuid(id),
            attempt: AttemptId::from_uuid(id),
            batch: BatchId::from_uuid(id),
            session: SessionId::from_uuid(Uuid::nil()),
            session_title: "bench".into(),
            take,
            revision: RevisionId::from_uuid(id),
            origin: Origin::Typed,
            text: RevisionText {
                prompt: "a fox".parse()?,
                negative_prompt: None,
                scene: Scene::default(),
            },
            sent: None,
            spec: fixture::small(),
            engine: EngineName::new("bench"),
            lane: LaneName::new("bench-1"),
            label: None,
            queued_at: now,
            delivered_at: now,
        },
        poster: "videos/none.png".into(),
        sha256: Sha256::digest(bytes).into(),
        size_bytes: u64::try_from(bytes.len())?,
        width: 64,
        height: 64,
        frames: 10,
        duration_ms: 1_000,
        file,
    })
}
