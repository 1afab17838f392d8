//! One render of the server's.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::Dialect;

/// Where a render stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    Queued,
    InProgress,
    Completed,
    Failed { code: u16, message: String },
    Called(&'static str),
}

#[derive(Debug)]
pub(super) struct Render {
    pub(super) id: String,
    pub(super) stage: Stage,
    /// Seconds since the start of 1970.
    pub(super) created_at: i64,
    prompt: String,
    size: Size,
    frames: u32,
    fps: u32,
}

impl Render {
    /// The record as a server of this dialect tells it, `figure` per cent done.
    pub(super) fn record(&self, dialect: Dialect, figure: u32) -> Value {
        let status = match &self.stage {
            Stage::Completed => "completed",
            Stage::Failed { .. } => "failed",
            Stage::Called(word) => word,
            // It says so for the whole self.
            _ if dialect == Dialect::Sglang => "queued",
            Stage::Queued => "queued",
            Stage::InProgress => "in_progress",
        };
        let error = match &self.stage {
            Stage::Failed { message, .. } if dialect == Dialect::Sglang => {
                json!({"message": message})
            }
            Stage::Failed { code, message } => json!({"code": code, "message": message}),
            _ => Value::Null,
        };
        let progress = if self.stage == Stage::Completed {
            100
        } else {
            figure
        };
        json!({
            "id": self.id, "object": "video", "model": "m", "prompt": self.prompt,
            "status": status, "progress": progress, "size": self.size.to_string(),
            "seconds": "4", "created_at": self.created_at, "error": error,
        })
    }

    pub(super) fn spec(&self) -> RenderSpec {
        RenderSpec {
            size: self.size,
            frames: self.frames,
            fps: self.fps,
            steps: None,
            guidance: None,
            seed: 7,
        }
    }
}

/// A render as a form orders it; `None` when the form can't be taken.
pub(super) fn new_render(fields: &BTreeMap<String, String>, number: usize) -> Option<Render> {
    let fps = fields
        .get("fps")
        .map_or(Some(24), |text| text.parse().ok())?;
    let frames = match (fields.get("num_frames"), fields.get("seconds")) {
        (Some(frames), _) => frames.parse().ok()?,
        (None, Some(seconds)) => seconds.parse::<u32>().ok()? * fps,
        (None, None) => 1,
    };
    Some(Render {
        id: format!("video_gen_{number:032x}"),
        stage: Stage::Queued,
        created_at: i64::try_from(now_s()).unwrap(),
        prompt: fields.get("prompt")?.clone(),
        size: fields.get("size")?.parse().ok()?,
        frames,
        fps,
    })
}

fn now_s() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
}
