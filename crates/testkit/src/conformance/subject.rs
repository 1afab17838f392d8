//! An engine in the suite, and the specs that it is tried with.

use std::sync::Arc;

use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::Engine;

use super::Promises;
use super::trial::Trial;

/// An engine in the suite.
pub(super) struct Subject {
    pub(super) engine: Arc<dyn Engine>,
    pub(super) promises: Promises,
}

impl Subject {
    /// The smallest clip it can do that plays for a moment.
    pub(super) fn small(&self) -> RenderSpec {
        if let Some(small) = &self.promises.small {
            return small.clone();
        }
        let can = self.engine.capabilities();
        RenderSpec {
            size: can.size_min,
            frames: 10.clamp(can.frames.min, can.frames.max),
            fps: 10.clamp(can.fps.min, can.fps.max),
            steps: can.steps.map(|span| span.min),
            guidance: None,
            seed: 7,
        }
    }

    /// The longest clip it can do: time enough to be stopped.
    pub(super) fn long(&self) -> RenderSpec {
        let can = self.engine.capabilities();
        RenderSpec {
            size: can.size_max,
            frames: can.frames.max.min(can.duration_s_max * can.fps.max),
            fps: can.fps.max,
            ..self.small()
        }
    }

    /// Specs from the corners of what it says it can do.
    pub(super) fn corners(&self) -> Vec<RenderSpec> {
        let can = self.engine.capabilities();
        let mut all = Vec::new();
        for size in [
            can.size_min,
            can.size_max,
            Size::new(can.size_max.width, can.size_min.height),
        ] {
            for (frames, fps) in [
                (can.frames.min, can.fps.min),
                (can.frames.min, can.fps.max),
                (
                    can.frames.max.min(can.duration_s_max * can.fps.min),
                    can.fps.min,
                ),
                (
                    can.frames.max.min(can.duration_s_max * can.fps.max),
                    can.fps.max,
                ),
            ] {
                all.push(RenderSpec {
                    size,
                    frames,
                    fps,
                    ..self.small()
                });
            }
        }
        all
    }

    pub(super) fn trial(&self, spec: &RenderSpec) -> Trial {
        Trial::new(spec, self.promises.key.clone())
    }
}
