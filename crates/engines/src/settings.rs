//! What settings of engines behind HTTP have in common, and what can be wrong with them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::capabilities::{Capabilities, ProgressKind, Span};
use worldreel_domain::money::Price;
use worldreel_domain::spec::{RenderSpec, Size};

use crate::http::AddressProblem;

/// What a model can render. A server that speaks one of these protocols does not tell,
/// so it is a setting; the defaults fit NVIDIA's Cosmos3.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
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
    /// The longest clip, in seconds.
    pub duration_s_max: u32,
    /// Denoising steps; `None` when they can't be chosen.
    pub steps: Option<Span>,
    /// Guidance scale, lowest and highest; `None` when it can't be chosen.
    pub guidance: Option<(f32, f32)>,
    /// Whether a negative prompt has any effect.
    pub negative_prompt: bool,
}

impl Default for Limits {
    /// Cosmos3 as its repository describes it (NVIDIA/cosmos: README.md and
    /// cookbooks/cosmos3/nim/api-reference.md, read 2026-11): sides are multiples of 16,
    /// 10 to 30 frames a second, up to 300 frames; steps and guidance as the NIM bounds
    /// them.
    fn default() -> Self {
        Self {
            size_min: Size::new(256, 192),
            size_max: Size::new(1280, 960),
            size_multiple: 16,
            fps: Span::new(10, 30),
            frames: Span::new(5, 300),
            duration_s_max: 30,
            steps: Some(Span::new(1, 100)),
            guidance: Some((1.0, 7.0)),
            negative_prompt: true,
        }
    }
}

impl Limits {
    pub(crate) fn capabilities(&self, progress: ProgressKind) -> Capabilities {
        Capabilities {
            ai: true,
            size_min: self.size_min,
            size_max: self.size_max,
            size_multiple: self.size_multiple,
            fps: self.fps,
            frames: self.frames,
            duration_s_max: self.duration_s_max,
            steps: self.steps,
            guidance: self.guidance,
            negative_prompt: self.negative_prompt,
            structured_prompt: false,
            progress,
        }
    }

    pub(crate) fn check(&self, found: &mut Vec<FieldError>) {
        let sides = [
            self.size_min.width,
            self.size_min.height,
            self.size_max.width,
            self.size_max.height,
        ];
        let multiple = self.size_multiple;
        if multiple < 2 || !multiple.is_multiple_of(2) {
            found.push(FieldError::new(
                "limits.size_multiple",
                FieldProblem::NotEven,
            ));
        } else if sides
            .iter()
            .any(|side| *side == 0 || !side.is_multiple_of(multiple))
            || self.size_min.width > self.size_max.width
            || self.size_min.height > self.size_max.height
        {
            found.push(FieldError::new(
                "limits.size_max",
                FieldProblem::Sizes { multiple },
            ));
        }
        for (field, span) in [
            ("limits.fps", Some(self.fps)),
            ("limits.frames", Some(self.frames)),
            ("limits.steps", self.steps),
        ] {
            if span.is_some_and(|span| span.min == 0 || span.min > span.max) {
                found.push(FieldError::new(field, FieldProblem::EmptySpan));
            }
        }
        if self.duration_s_max == 0 {
            found.push(FieldError::new(
                "limits.duration_s_max",
                FieldProblem::EmptySpan,
            ));
        }
        let wrong = |(low, high): (f32, f32)| !low.is_finite() || !high.is_finite() || low > high;
        if self.guidance.is_some_and(wrong) {
            found.push(FieldError::new("limits.guidance", FieldProblem::EmptySpan));
        }
    }
}

/// What a render costs, as the user says: no server of these protocols tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "charge", rename_all = "snake_case")]
pub enum Charge {
    /// Nothing: it runs on hardware that is paid for anyway. A render whose end is
    /// unknown is then simply rendered again.
    Nothing,
    /// This much for each second of video.
    PerSecond {
        /// Millionths of a US dollar.
        micro_usd: u32,
    },
    /// Something, and the provider doesn't say how much.
    Unknown,
}

impl Charge {
    pub(crate) fn price(self, spec: &RenderSpec) -> Price {
        match self {
            Self::Nothing => Price::Free,
            Self::Unknown => Price::Unknown,
            Self::PerSecond { micro_usd } if spec.fps > 0 => {
                let frames = i64::from(spec.frames) * i64::from(micro_usd);
                let fps = i64::from(spec.fps);
                // Rounded up: a price that turns out lower annoys nobody.
                Price::About {
                    micro_usd: (frames + fps - 1) / fps,
                }
            }
            Self::PerSecond { .. } => Price::Unknown,
        }
    }

    pub(crate) fn check(self, found: &mut Vec<FieldError>) {
        if matches!(self, Self::PerSecond { micro_usd: 0 }) {
            found.push(FieldError::new(
                "charge",
                FieldProblem::OutOfRange {
                    min: 1,
                    max: u32::MAX,
                },
            ));
        }
    }
}

/// One thing that is wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct FieldError {
    /// The setting's name as it is written, with dots for nested ones.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: FieldProblem,
}

/// What can be wrong with a setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    /// It is an address and can't be used as one.
    #[error(transparent)]
    Address(#[from] AddressProblem),
    /// It must not be empty.
    #[error("this must not be empty")]
    Empty,
    /// It has a character that is not possible there.
    #[error("only letters, digits, dots, dashes and underscores are possible")]
    Characters,
    /// It is outside its range.
    #[error("this must be {min} to {max}")]
    OutOfRange {
        /// The smallest value that is possible.
        min: u32,
        /// The largest value that is possible.
        max: u32,
    },
    /// It must be even and at least 2.
    #[error("this must be even and at least 2")]
    NotEven,
    /// The smallest and the largest size don't fit together.
    #[error("sides must be multiples of {multiple}, and the smallest size not above the largest")]
    Sizes {
        /// What sides must be multiples of.
        multiple: u32,
    },
    /// A range with nothing in it.
    #[error("the smallest value must be above 0 and not above the largest")]
    EmptySpan,
    /// A field of the request that the engine fills in itself.
    #[error("{name:?} is filled in from the order and can't be set")]
    Reserved {
        /// The field's name.
        name: String,
    },
}

impl FieldError {
    pub(crate) const fn new(field: &'static str, problem: FieldProblem) -> Self {
        Self { field, problem }
    }
}

/// Why an engine could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Settings that can't be used: all that is wrong with them.
    #[error("the engine's settings can't be used: {}", listed(.0))]
    Settings(Vec<FieldError>),
    /// This computer has no usable HTTP client: its certificates can't be read, say.
    #[error("could not set up a connection")]
    Client(#[source] reqwest::Error),
}

fn listed(errors: &[FieldError]) -> String {
    let all: Vec<_> = errors.iter().map(ToString::to_string).collect();
    all.join("; ")
}

/// Names of engines stand in names of lanes and in addresses.
pub(crate) fn check_name(name: &str, found: &mut Vec<FieldError>) {
    if name.is_empty() {
        found.push(FieldError::new("name", FieldProblem::Empty));
    } else if !name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
    {
        found.push(FieldError::new("name", FieldProblem::Characters));
    }
}

pub(crate) fn check_range(
    field: &'static str,
    value: u32,
    (min, max): (u32, u32),
    found: &mut Vec<FieldError>,
) {
    if !(min..=max).contains(&value) {
        found.push(FieldError::new(
            field,
            FieldProblem::OutOfRange { min, max },
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_grows_with_the_length_and_is_rounded_up() {
        let spec = |frames, fps| RenderSpec {
            size: Size::new(64, 64),
            frames,
            fps,
            steps: None,
            guidance: None,
            seed: 0,
        };
        let charge = Charge::PerSecond { micro_usd: 100_000 };
        let about = |micro_usd| Price::About { micro_usd };
        assert_eq!(charge.price(&spec(48, 24)), about(200_000));
        assert_eq!(charge.price(&spec(1, 30)), about(3_334));
        assert_eq!(charge.price(&spec(1, 0)), Price::Unknown);
        assert_eq!(Charge::Nothing.price(&spec(48, 24)), Price::Free);
    }

    #[test]
    fn the_limits_of_cosmos_are_in_order() {
        let mut found = Vec::new();
        Limits::default().check(&mut found);
        assert_eq!(found, []);
    }
}
