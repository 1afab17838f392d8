//! What a prompt says, one level deeper than the nine fields: the parts of the structured
//! prompt that NVIDIA's Cosmos3 is trained on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::seconds::Seconds;
use crate::prompt::Prompt;

/// The most characters of one value.
pub const VALUE_CHARS_MAX: usize = 40_000;
/// The most subjects.
pub const SUBJECTS_MAX: usize = 64;
/// The most actions.
pub const ACTIONS_MAX: usize = 128;
/// The most segments.
pub const SEGMENTS_MAX: usize = 64;

/// A prompt's reading in detail. What the prompt says nothing about is absent.
///
/// The parts are those of the structured prompt of Cosmos3 that a text can speak of
/// (NVIDIA/cosmos-framework: the JSON schema for text-to-video and image-to-video of its
/// prompt upsampler, read 2026-08).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Detail {
    /// The mark of the prompt that it belongs to: 16 hexadecimal digits. A detail whose
    /// mark is that of another prompt is not used, and read anew.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 16))]
    pub of: String,
    /// Who or what is seen, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub subjects: Vec<Subject>,
    /// Where it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub background: Option<String>,
    /// The light.
    #[serde(skip_serializing_if = "Lighting::is_empty")]
    pub lighting: Lighting,
    /// The picture as a whole.
    #[serde(skip_serializing_if = "Aesthetics::is_empty")]
    pub aesthetics: Aesthetics,
    /// The camera.
    #[serde(skip_serializing_if = "Camera::is_empty")]
    pub camera: Camera,
    /// What happens, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 128))]
    pub actions: Vec<TimedAction>,
    /// The parts of the clip, in their order; none begins before the one before it ends.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 64))]
    pub segments: Vec<Segment>,
}

/// One who or which is seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Subject {
    /// Who or what it is.
    #[schemars(length(min = 1, max = 40_000))]
    pub description: String,
    /// What it looks like.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub appearance: Option<String>,
    /// How it stands, sits or lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub pose: Option<String>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub action: Option<String>,
    /// What becomes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub state_changes: Option<String>,
}

/// The light.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Lighting {
    /// What it is like.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub conditions: Option<String>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub direction: Option<String>,
    /// The shadows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub shadows: Option<String>,
}

/// The picture as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Aesthetics {
    /// How it is composed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub composition: Option<String>,
    /// The colours that it is held in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub color_scheme: Option<String>,
    /// The mood.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub mood: Option<String>,
}

/// The camera.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Camera {
    /// How it moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub motion: Option<String>,
    /// How much of the scene it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub framing: Option<String>,
    /// From where it looks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub angle: Option<String>,
    /// What is sharp.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub depth_of_field: Option<String>,
    /// The lens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub lens: Option<String>,
}

/// Something that happens, with its time where the prompt gives one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct TimedAction {
    /// When it begins, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_s: Option<Seconds>,
    /// When it ends, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_s: Option<Seconds>,
    /// What happens.
    #[schemars(length(min = 1, max = 40_000))]
    pub description: String,
}

/// A part of the clip.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// When it begins, in seconds.
    pub from_s: Seconds,
    /// When it ends, in seconds.
    pub to_s: Seconds,
    /// What is seen in it.
    #[schemars(length(min = 1, max = 40_000))]
    pub description: String,
}

impl Lighting {
    /// True when nothing is said of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Aesthetics {
    /// True when nothing is said of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Camera {
    /// True when nothing is said of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Detail {
    /// True when it says nothing, whatever it belongs to.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
            && self.background.is_none()
            && self.lighting.is_empty()
            && self.aesthetics.is_empty()
            && self.camera.is_empty()
            && self.actions.is_empty()
            && self.segments.is_empty()
    }

    /// The same, belonging to `prompt`; one that says nothing belongs to none.
    #[must_use]
    pub fn belonging_to(mut self, prompt: &Prompt) -> Self {
        self.of = if self.is_empty() {
            String::new()
        } else {
            mark(prompt.as_str())
        };
        self
    }

    /// Whether it belongs to `prompt`: it was read from exactly this text, or came with it.
    /// A detail that does not must not be sent.
    #[must_use]
    pub fn belongs_to(&self, prompt: &Prompt) -> bool {
        !self.is_empty() && self.of == mark(prompt.as_str())
    }

    /// Its values, each with its place in JSON, such as `camera.lens`.
    pub fn values(&self) -> impl Iterator<Item = (String, &str)> {
        let subjects = self.subjects.iter().enumerate().flat_map(|(at, own)| {
            let rest = [
                ("appearance", &own.appearance),
                ("pose", &own.pose),
                ("action", &own.action),
                ("state_changes", &own.state_changes),
            ];
            let first = (
                format!("subjects[{at}].description"),
                own.description.as_str(),
            );
            let rest = rest.into_iter().filter_map(move |(name, value)| {
                Some((format!("subjects[{at}].{name}"), value.as_deref()?))
            });
            std::iter::once(first).chain(rest)
        });
        let single = [
            ("background", &self.background),
            ("lighting.conditions", &self.lighting.conditions),
            ("lighting.direction", &self.lighting.direction),
            ("lighting.shadows", &self.lighting.shadows),
            ("aesthetics.composition", &self.aesthetics.composition),
            ("aesthetics.color_scheme", &self.aesthetics.color_scheme),
            ("aesthetics.mood", &self.aesthetics.mood),
            ("camera.motion", &self.camera.motion),
            ("camera.framing", &self.camera.framing),
            ("camera.angle", &self.camera.angle),
            ("camera.depth_of_field", &self.camera.depth_of_field),
            ("camera.lens", &self.camera.lens),
        ];
        let single = single
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value.as_deref()?)));
        let actions = self.actions.iter().enumerate().map(|(at, own)| {
            (
                format!("actions[{at}].description"),
                own.description.as_str(),
            )
        });
        let segments = self.segments.iter().enumerate().map(|(at, own)| {
            (
                format!("segments[{at}].description"),
                own.description.as_str(),
            )
        });
        subjects.chain(single).chain(actions).chain(segments)
    }
}

/// The mark of a text (FNV-1a, 64 bits): it tells one prompt from another and guards nothing.
fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_belongs_to_the_prompt_it_was_read_from_and_to_no_other() {
        let prompt: Prompt = "a red fox".parse().unwrap();
        let other: Prompt = "a red fox at night".parse().unwrap();
        let detail = Detail {
            background: Some("a forest".into()),
            ..Detail::default()
        };
        assert!(!detail.belongs_to(&prompt));
        let detail = detail.belonging_to(&prompt);
        assert!(detail.belongs_to(&prompt) && !detail.belongs_to(&other));
        assert_eq!(Detail::default().belonging_to(&prompt), Detail::default());
    }
}
