//! What an engine can do, and the check of a spec against it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::spec::{RenderSpec, Size};

/// A closed range of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The smallest value that is taken.
    pub min: u32,
    /// The largest value that is taken.
    pub max: u32,
}

impl Span {
    /// From `min` to `max`, both included.
    #[must_use]
    pub const fn new(min: u32, max: u32) -> Self {
        Self { min, max }
    }

    fn nearest(self, value: u32) -> u32 {
        value.clamp(self.min, self.max)
    }
}

/// Where an engine's progress figures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProgressKind {
    /// The engine counts its own work.
    Measured,
    /// We guess from earlier renders.
    Estimated,
    /// Nothing is known until the end.
    None,
}

/// What an engine can do. Anything outside is refused before it is queued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Capabilities {
    /// True for a world model; false for the sketch engine, which says so.
    pub ai: bool,
    /// The smallest picture, in pixels.
    pub size_min: Size,
    /// The largest picture, in pixels.
    pub size_max: Size,
    /// Width and height must be multiples of this many pixels.
    pub size_multiple: u32,
    /// Frames per second.
    pub fps: Span,
    /// Frames in a clip.
    pub frames: Span,
    /// The longest clip in seconds, whatever its frame rate.
    pub duration_s_max: u32,
    /// Denoising steps; `None` when the engine has none to choose.
    pub steps: Option<Span>,
    /// Guidance scale, lowest and highest; `None` when the engine has none.
    pub guidance: Option<(f32, f32)>,
    /// Whether a negative prompt has any effect.
    pub negative_prompt: bool,
    /// Whether it takes the scene as compact JSON instead of prose.
    #[serde(default)]
    pub structured_prompt: bool,
    /// Where its progress figures come from.
    pub progress: ProgressKind,
}

/// One thing in a spec that an engine can't do, with the nearest thing it can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpecProblem {
    /// The field of the spec: `width`, `height`, `fps`, `frames`, `steps` or `guidance`.
    pub field: String,
    /// What was asked and what is possible, as a sentence without a full stop.
    pub message: String,
    /// The nearest value that would be taken, as text.
    pub nearest: Option<String>,
}

impl fmt::Display for SpecProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Capabilities {
    /// Everything in `spec` that this engine can't do; empty when it can do it all.
    #[must_use]
    pub fn problems(&self, spec: &RenderSpec) -> Vec<SpecProblem> {
        let mut found = Vec::new();
        self.check_side("width", spec.size.width, self.widths(), &mut found);
        self.check_side("height", spec.size.height, self.heights(), &mut found);
        check_span("fps", "frames per second", spec.fps, self.fps, &mut found);
        check_span("frames", "frames", spec.frames, self.frames, &mut found);
        self.check_duration(spec, &mut found);
        match (spec.steps, self.steps) {
            (Some(steps), Some(span)) => check_span("steps", "steps", steps, span, &mut found),
            (Some(steps), None) => found.push(SpecProblem {
                field: "steps".into(),
                message: format!("this engine has no steps to set (you asked for {steps})"),
                nearest: None,
            }),
            (None, _) => {}
        }
        self.check_guidance(spec.guidance, &mut found);
        found
    }

    fn widths(&self) -> Span {
        Span::new(self.size_min.width, self.size_max.width)
    }

    fn heights(&self) -> Span {
        Span::new(self.size_min.height, self.size_max.height)
    }

    fn check_side(&self, side: &str, asked: u32, span: Span, found: &mut Vec<SpecProblem>) {
        let multiple = self.size_multiple.max(1);
        if asked.is_multiple_of(multiple) && (span.min..=span.max).contains(&asked) {
            return;
        }
        let nearest = span.nearest(asked) / multiple * multiple;
        found.push(SpecProblem {
            field: side.into(),
            message: format!(
                "{side} must be {} to {} pixels in steps of {multiple} (you asked for {asked})",
                span.min, span.max
            ),
            nearest: Some(nearest.max(span.min).to_string()),
        });
    }

    fn check_duration(&self, spec: &RenderSpec, found: &mut Vec<SpecProblem>) {
        let too_many = spec.fps > 0 && spec.frames > spec.fps.saturating_mul(self.duration_s_max);
        if too_many && (self.frames.min..=self.frames.max).contains(&spec.frames) {
            found.push(SpecProblem {
                field: "frames".into(),
                message: format!(
                    "a clip is at most {} s long (you asked for {:.1} s: {} frames at {} fps)",
                    self.duration_s_max,
                    spec.duration_s(),
                    spec.frames,
                    spec.fps
                ),
                nearest: Some(spec.fps.saturating_mul(self.duration_s_max).to_string()),
            });
        }
    }

    fn check_guidance(&self, asked: Option<f32>, found: &mut Vec<SpecProblem>) {
        let Some(asked) = asked else { return };
        let problem = match self.guidance {
            Some((min, max)) if (min..=max).contains(&asked) => return,
            Some((min, max)) => SpecProblem {
                field: "guidance".into(),
                message: format!("guidance must be {min} to {max} (you asked for {asked})"),
                nearest: (!asked.is_nan()).then(|| asked.clamp(min, max).to_string()),
            },
            None => SpecProblem {
                field: "guidance".into(),
                message: format!("this engine has no guidance to set (you asked for {asked})"),
                nearest: None,
            },
        };
        found.push(problem);
    }
}

fn check_span(field: &str, noun: &str, asked: u32, span: Span, found: &mut Vec<SpecProblem>) {
    if !(span.min..=span.max).contains(&asked) {
        found.push(SpecProblem {
            field: field.into(),
            message: format!(
                "{noun} must be {} to {} (you asked for {asked})",
                span.min, span.max
            ),
            nearest: Some(span.nearest(asked).to_string()),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Capabilities {
        Capabilities {
            ai: false,
            size_min: Size::new(64, 64),
            size_max: Size::new(1920, 1080),
            size_multiple: 2,
            fps: Span::new(10, 30),
            frames: Span::new(1, 300),
            duration_s_max: 10,
            steps: None,
            guidance: None,
            negative_prompt: false,
            structured_prompt: false,
            progress: ProgressKind::Measured,
        }
    }

    fn spec() -> RenderSpec {
        RenderSpec {
            size: Size::new(1280, 720),
            frames: 120,
            fps: 24,
            steps: None,
            guidance: None,
            seed: 7,
        }
    }

    #[test]
    fn a_spec_within_the_limits_has_no_problem() {
        assert_eq!(small().problems(&spec()), []);
    }

    #[test]
    fn each_problem_names_its_field_and_the_nearest_value() {
        let asked = RenderSpec {
            size: Size::new(1001, 4000),
            fps: 60,
            steps: Some(35),
            guidance: Some(6.0),
            ..spec()
        };
        let problems = small().problems(&asked);
        let told: Vec<_> = problems
            .iter()
            .map(|p| (p.message.as_str(), p.nearest.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "width must be 64 to 1920 pixels in steps of 2 (you asked for 1001)",
                    Some("1000")
                ),
                (
                    "height must be 64 to 1080 pixels in steps of 2 (you asked for 4000)",
                    Some("1080")
                ),
                (
                    "frames per second must be 10 to 30 (you asked for 60)",
                    Some("30")
                ),
                ("this engine has no steps to set (you asked for 35)", None),
                ("this engine has no guidance to set (you asked for 6)", None),
            ]
        );
    }

    #[test]
    fn a_clip_that_is_too_long_is_told_in_seconds() {
        let asked = RenderSpec {
            frames: 250,
            fps: 10,
            ..spec()
        };
        let problems = small().problems(&asked);
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].message,
            "a clip is at most 10 s long (you asked for 25.0 s: 250 frames at 10 fps)"
        );
        assert_eq!(problems[0].nearest.as_deref(), Some("100"));
    }
}
