//! How each job of a batch is to be rendered.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::capabilities::SpecProblem;
use worldreel_domain::id::EngineName;
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_engines::Engine;

use crate::error::{ApiError, ErrorCode};
use crate::studio::Studio;
use crate::use_case::batches::Generate;

/// Jobs that one batch has at most: the lines of the longest prompt file.
pub const JOBS_MAX: usize = 100_000;
/// Takes that one item asks for at most.
const TAKES_MAX: u32 = 1_000;

/// How to render, as far as it is said; the rest is the engine's default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SpecWish {
    /// Picture size in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// How many frames.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frames: Option<u32>,
    /// Frames per second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fps: Option<u32>,
    /// Denoising steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
    /// Guidance scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guidance: Option<f32>,
    /// The seed of the first take; further takes count up from it. Chosen by chance
    /// when it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
}

impl SpecWish {
    /// A wish for exactly this.
    #[must_use]
    pub fn of(spec: &RenderSpec) -> Self {
        Self {
            size: Some(spec.size),
            frames: Some(spec.frames),
            fps: Some(spec.fps),
            steps: spec.steps,
            guidance: spec.guidance,
            seed: Some(spec.seed),
        }
    }

    /// This spec with what is wished for in its place.
    #[must_use]
    pub fn over(self, spec: &RenderSpec) -> RenderSpec {
        RenderSpec {
            size: self.size.unwrap_or(spec.size),
            frames: self.frames.unwrap_or(spec.frames),
            fps: self.fps.unwrap_or(spec.fps),
            steps: self.steps.or(spec.steps),
            guidance: self.guidance.or(spec.guidance),
            seed: self.seed.unwrap_or(spec.seed),
        }
    }
}

/// What is rendered when nothing else is asked for: four seconds in HD.
pub(crate) fn default_spec(engine: &dyn Engine) -> RenderSpec {
    let can = engine.capabilities();
    let side = |wanted: u32, min: u32, max: u32| wanted.clamp(min, max);
    RenderSpec {
        size: Size::new(
            side(1280, can.size_min.width, can.size_max.width),
            side(720, can.size_min.height, can.size_max.height),
        ),
        frames: 96.clamp(can.frames.min, can.frames.max),
        fps: 24.clamp(can.fps.min, can.fps.max),
        steps: None,
        guidance: None,
        seed: 0,
    }
}

/// The spec of every job, with the index of its item; each can be rendered by at least
/// one of the engines.
pub(crate) fn specs(
    wanted: &Generate,
    engines: &[Arc<dyn Engine>],
) -> Result<Vec<(usize, RenderSpec)>, ApiError> {
    if wanted.items.is_empty() {
        return Err(ApiError::bad_input("items", "there is nothing to render"));
    }
    let Some(first) = engines.first() else {
        return Err(
            ApiError::bad_input("engines", "no engine is set up that costs nothing")
                .hint("name the engines that may be used, and what the batch may cost"),
        );
    };
    let default = default_spec(&**first);
    let mut specs = Vec::with_capacity(wanted.items.len());
    let mut checked = BTreeSet::new();
    for (index, item) in wanted.items.iter().enumerate() {
        if item.takes == 0 || item.takes > TAKES_MAX {
            let field = format!("items[{index}].takes");
            return Err(ApiError::bad_input(
                &field,
                format!(
                    "takes must be 1 to {TAKES_MAX} (you asked for {})",
                    item.takes
                ),
            ));
        }
        let wish = item.spec;
        let seed = wish.seed.unwrap_or_else(Studio::fresh_seed);
        let spec = |take: u32| RenderSpec {
            size: wish.size.unwrap_or(default.size),
            frames: wish.frames.unwrap_or(default.frames),
            fps: wish.fps.unwrap_or(default.fps),
            steps: wish.steps,
            guidance: wish.guidance,
            seed: seed.wrapping_add(take),
        };
        // Files repeat the same spec on thousands of lines.
        let shape = format!("{:?}", RenderSpec { seed: 0, ..spec(0) });
        if checked.insert(shape) {
            can_render(&format!("items[{index}].spec"), &spec(0), engines)?;
        }
        specs.extend((0..item.takes).map(|take| (index, spec(take))));
        if specs.len() > JOBS_MAX {
            return Err(ApiError::bad_input(
                "items",
                format!("a batch has at most {JOBS_MAX} jobs"),
            )
            .hint("queue the rest as another batch"));
        }
    }
    Ok(specs)
}

/// Refuses what none of the engines can render; `place` is where the spec stands in what was
/// sent.
pub(crate) fn can_render(
    place: &str,
    spec: &RenderSpec,
    engines: &[Arc<dyn Engine>],
) -> Result<(), ApiError> {
    let mut closest: Option<(EngineName, Vec<SpecProblem>)> = None;
    for engine in engines {
        let problems = engine.problems(spec);
        if problems.is_empty() {
            return Ok(());
        }
        if closest
            .as_ref()
            .is_none_or(|(_, best)| problems.len() < best.len())
        {
            closest = Some((engine.name(), problems));
        }
    }
    let Some((engine, problems)) = closest else {
        return Ok(());
    };
    let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
    let nearest: Vec<_> = problems
        .iter()
        .filter_map(|problem| Some(format!("{} {}", problem.field, problem.nearest.as_ref()?)))
        .collect();
    let error = ApiError {
        field: problems
            .first()
            .map(|problem| format!("{place}.{}", problem.field)),
        ..ApiError::new(
            ErrorCode::EngineCannot,
            format!(
                "the engine \"{engine}\" can't render this: {}",
                told.join("; ")
            ),
        )
    };
    Err(if nearest.is_empty() {
        error
    } else {
        error.hint(format!("possible is: {}", nearest.join(", ")))
    })
}
