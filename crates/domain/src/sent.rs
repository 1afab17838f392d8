//! The text that an engine is sent: the prompt as it stands, or the structured prompt of
//! Cosmos3. What is shown before a render and what is sent come from here, both.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use crate::prompt::PROMPT_CHARS_MAX;
use crate::revision::RevisionText;
use crate::scene::Seconds;
use crate::scene::detail::{Detail, Segment, Subject, TimedAction};
use crate::spec::RenderSpec;

/// In which form an engine takes a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromptForm {
    /// As plain words.
    Prose,
    /// As the scene in compact JSON, with the prompt in it word for word.
    Scene,
}

impl PromptForm {
    /// The form that a model takes, by its name: Cosmos3 was trained on scenes
    /// (NVIDIA/cosmos: README.md, read 2026-06); all others want prose.
    #[must_use]
    pub fn of_model(model: &str) -> Self {
        let plain: String = model
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if plain.contains("cosmos3") {
            Self::Scene
        } else {
            Self::Prose
        }
    }

    /// The name in JSON and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::Scene => "scene",
        }
    }
}

impl fmt::Display for PromptForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Exactly what an engine is sent as the prompt.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct SentText {
    /// Its form.
    pub form: PromptForm,
    /// The text.
    pub text: String,
}

/// What is sent of a revision to an engine that takes prompts in the form `taken`.
///
/// It is prose all the same where the revision has no detail that belongs to its prompt,
/// and where the scene would be longer than any engine takes ([`PROMPT_CHARS_MAX`]). The
/// same arguments give the same text, to the byte.
#[must_use]
pub fn sent(text: &RevisionText, spec: &RenderSpec, taken: PromptForm) -> SentText {
    let prose = || SentText {
        form: PromptForm::Prose,
        text: text.prompt.as_str().to_owned(),
    };
    if taken == PromptForm::Prose || !text.scene.detail.belongs_to(&text.prompt) {
        return prose();
    }
    let structured = Structured::of(&text.scene.detail, text.prompt.as_str(), spec);
    match serde_json::to_string(&structured) {
        Ok(json) if json.chars().count() <= PROMPT_CHARS_MAX => SentText {
            form: PromptForm::Scene,
            text: json,
        },
        _ => prose(),
    }
}

/// The structured prompt, with the names and in the order of NVIDIA's schema
/// (NVIDIA/cosmos-framework: t2v_i2v_video_json_schema.json of the external prompt
/// upsampler, read 2026-08). What nothing is said about is left out.
#[derive(Serialize)]
struct Structured<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subjects: Vec<SubjectPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    background_setting: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lighting: Option<LightingPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aesthetics: Option<AestheticsPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cinematography: Option<CameraPart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<ActionPart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    segments: Vec<SegmentPart<'a>>,
    temporal_caption: &'a str,
    resolution: ResolutionPart,
    aspect_ratio: &'static str,
    duration: String,
    fps: u32,
}

#[derive(Serialize)]
struct SubjectPart<'a> {
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    appearance_details: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pose: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state_changes: Option<&'a str>,
}

#[derive(Serialize)]
struct LightingPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shadows: Option<&'a str>,
}

#[derive(Serialize)]
struct AestheticsPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    composition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color_scheme: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mood_atmosphere: Option<&'a str>,
}

#[derive(Serialize)]
struct CameraPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    camera_motion: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    framing: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    camera_angle: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depth_of_field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lens_focal_length: Option<&'a str>,
}

#[derive(Serialize)]
struct ActionPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Times>,
    description: &'a str,
}

#[derive(Serialize)]
struct SegmentPart<'a> {
    segment_index: usize,
    time_range: Times,
    description: &'a str,
}

#[derive(Serialize)]
struct ResolutionPart {
    #[serde(rename = "H")]
    height: u32,
    #[serde(rename = "W")]
    width: u32,
}

impl<'a> Structured<'a> {
    fn of(detail: &'a Detail, prompt: &'a str, spec: &RenderSpec) -> Self {
        let Detail {
            lighting,
            aesthetics,
            camera,
            ..
        } = detail;
        Self {
            subjects: detail.subjects.iter().map(subject).collect(),
            background_setting: detail.background.as_deref(),
            lighting: (!lighting.is_empty()).then_some(LightingPart {
                conditions: lighting.conditions.as_deref(),
                direction: lighting.direction.as_deref(),
                shadows: lighting.shadows.as_deref(),
            }),
            aesthetics: (!aesthetics.is_empty()).then_some(AestheticsPart {
                composition: aesthetics.composition.as_deref(),
                color_scheme: aesthetics.color_scheme.as_deref(),
                mood_atmosphere: aesthetics.mood.as_deref(),
            }),
            cinematography: (!camera.is_empty()).then_some(CameraPart {
                camera_motion: camera.motion.as_deref(),
                framing: camera.framing.as_deref(),
                camera_angle: camera.angle.as_deref(),
                depth_of_field: camera.depth_of_field.as_deref(),
                lens_focal_length: camera.lens.as_deref(),
            }),
            actions: detail.actions.iter().map(action).collect(),
            segments: detail.segments.iter().enumerate().map(segment).collect(),
            temporal_caption: prompt,
            resolution: ResolutionPart {
                height: spec.size.height,
                width: spec.size.width,
            },
            aspect_ratio: aspect_ratio(spec),
            duration: duration(spec),
            fps: spec.fps,
        }
    }
}

fn subject(own: &Subject) -> SubjectPart<'_> {
    SubjectPart {
        description: &own.description,
        appearance_details: own.appearance.as_deref(),
        pose: own.pose.as_deref(),
        action: own.action.as_deref(),
        state_changes: own.state_changes.as_deref(),
    }
}

fn action(own: &TimedAction) -> ActionPart<'_> {
    ActionPart {
        time: own.from_s.or(own.to_s).map(|first| Times {
            from: own.from_s.unwrap_or_default(),
            to: own.to_s.filter(|to| own.from_s.is_none() || *to != first),
        }),
        description: &own.description,
    }
}

fn segment((at, own): (usize, &Segment)) -> SegmentPart<'_> {
    SegmentPart {
        segment_index: at,
        time_range: Times {
            from: own.from_s,
            to: Some(own.to_s),
        },
        description: &own.description,
    }
}

/// A moment or a stretch, as the training captions write it: `0:02` or `0:02-0:04.5`.
#[derive(Clone, Copy)]
struct Times {
    from: Seconds,
    to: Option<Seconds>,
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        clock(f, self.from)?;
        let Some(to) = self.to else { return Ok(()) };
        f.write_str("-")?;
        clock(f, to)
    }
}

impl Serialize for Times {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn clock(f: &mut fmt::Formatter<'_>, moment: Seconds) -> fmt::Result {
    let ms = moment.ms();
    write!(f, "{}:{:02}", ms / 60_000, ms / 1_000 % 60)?;
    match ms % 1_000 {
        0 => Ok(()),
        rest => f.write_str(format!(".{rest:03}").trim_end_matches('0')),
    }
}

/// The shapes that the schema names, as width to height.
const SHAPES: [(u32, u32, &str); 5] = [
    (16, 9, "16,9"),
    (4, 3, "4,3"),
    (1, 1, "1,1"),
    (3, 4, "3,4"),
    (9, 16, "9,16"),
];

/// The shape that is nearest to the picture's.
fn aspect_ratio(spec: &RenderSpec) -> &'static str {
    let (width, height) = (u64::from(spec.size.width), u64::from(spec.size.height));
    let mut best = SHAPES[0];
    for shape in SHAPES {
        let off = |(wide, high, _): (u32, u32, &str)| {
            // Both sides of width / height = wide / high, over a common denominator.
            let apart = (width * u64::from(high)).abs_diff(height * u64::from(wide));
            (apart, u64::from(wide + high))
        };
        let ((apart, scale), (least, its)) = (off(shape), off(best));
        if u128::from(apart) * u128::from(its) < u128::from(least) * u128::from(scale) {
            best = shape;
        }
    }
    best.2
}

/// Whole seconds, rounded down, as the training captions have them (sglang:
/// cosmos3.py of its model-specific stages, read 2026-11); never less than one.
fn duration(spec: &RenderSpec) -> String {
    let seconds = spec.frames.checked_div(spec.fps).unwrap_or(0);
    format!("{}s", seconds.max(1))
}

#[cfg(test)]
#[path = "sent_tests.rs"]
mod tests;
