//! The scene: a prompt's structured reading.
//!
//! | module | what it holds |
//! |---|---|
//! | [`detail`] | one level deeper: the parts of a structured prompt of Cosmos3 |
//! | `seconds` | a moment in a clip |
//! | `check` | what is wrong with a scene that somebody gives |

mod check;
pub mod detail;
mod seconds;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::check::SceneProblem;
pub use self::seconds::Seconds;

use self::detail::Detail;

/// The nine fields a prompt is read into, in the order they are shown.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SceneField {
    /// Who or what is seen.
    Subjects,
    /// How the subjects look.
    SubjectAttributes,
    /// What the subjects do.
    Actions,
    /// Where it happens.
    Location,
    /// When in the day it happens.
    TimeOfDay,
    /// Where the light comes from and what it is like.
    Lighting,
    /// Weather and mood.
    Atmosphere,
    /// The colours that carry the picture.
    Colors,
    /// The look, and how the camera sees and moves.
    Style,
}

impl SceneField {
    /// All nine, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Subjects,
        Self::SubjectAttributes,
        Self::Actions,
        Self::Location,
        Self::TimeOfDay,
        Self::Lighting,
        Self::Atmosphere,
        Self::Colors,
        Self::Style,
    ];

    /// The field's name in JSON, files and settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subjects => "subjects",
            Self::SubjectAttributes => "subject_attributes",
            Self::Actions => "actions",
            Self::Location => "location",
            Self::TimeOfDay => "time_of_day",
            Self::Lighting => "lighting",
            Self::Atmosphere => "atmosphere",
            Self::Colors => "colors",
            Self::Style => "style",
        }
    }

    /// The field of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

impl fmt::Display for SceneField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a prompt says, field by field. A field the prompt says nothing about is
/// absent: it is never invented.
///
/// Values are plain words, several parted by commas ("a red fox, a hare").
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Scene {
    /// Who or what is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub subjects: Option<String>,
    /// How the subjects look.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub subject_attributes: Option<String>,
    /// What the subjects do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub actions: Option<String>,
    /// Where it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub location: Option<String>,
    /// When in the day it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub time_of_day: Option<String>,
    /// Where the light comes from and what it is like.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub lighting: Option<String>,
    /// Weather and mood.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub atmosphere: Option<String>,
    /// The colours that carry the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub colors: Option<String>,
    /// The look, and how the camera sees and moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40_000))]
    pub style: Option<String>,
    /// One level deeper: subjects one by one, light, camera, timed actions, segments.
    #[serde(skip_serializing_if = "Detail::is_empty")]
    pub detail: Detail,
}

impl Scene {
    /// The value of a field, if the prompt says anything about it.
    #[must_use]
    pub fn get(&self, field: SceneField) -> Option<&str> {
        self.slot(field).as_deref()
    }

    /// Sets a field; blank text clears it.
    pub fn set(&mut self, field: SceneField, value: &str) {
        let value = value.trim();
        *self.slot_mut(field) = (!value.is_empty()).then(|| value.to_owned());
    }

    /// The fields that say something, in the order they are shown.
    pub fn filled(&self) -> impl Iterator<Item = (SceneField, &str)> {
        SceneField::ALL
            .into_iter()
            .filter_map(|field| Some((field, self.get(field)?)))
    }

    /// True when none of the nine fields says anything.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.filled().next().is_none()
    }

    /// True when neither a field nor the detail says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is_unread() && self.detail.is_empty()
    }

    /// The JSON schema of a scene, for whoever writes one by hand or by a program. It is
    /// stricter than the reader of old files in one thing: it knows no other fields. What no
    /// schema can say, such as the order of segments, [`Scene::problems`] does.
    #[must_use]
    pub fn schema() -> serde_json::Value {
        let mut schema = schemars::schema_for!(Self).to_value();
        closed(&mut schema);
        schema
    }

    fn slot(&self, field: SceneField) -> &Option<String> {
        match field {
            SceneField::Subjects => &self.subjects,
            SceneField::SubjectAttributes => &self.subject_attributes,
            SceneField::Actions => &self.actions,
            SceneField::Location => &self.location,
            SceneField::TimeOfDay => &self.time_of_day,
            SceneField::Lighting => &self.lighting,
            SceneField::Atmosphere => &self.atmosphere,
            SceneField::Colors => &self.colors,
            SceneField::Style => &self.style,
        }
    }

    fn slot_mut(&mut self, field: SceneField) -> &mut Option<String> {
        match field {
            SceneField::Subjects => &mut self.subjects,
            SceneField::SubjectAttributes => &mut self.subject_attributes,
            SceneField::Actions => &mut self.actions,
            SceneField::Location => &mut self.location,
            SceneField::TimeOfDay => &mut self.time_of_day,
            SceneField::Lighting => &mut self.lighting,
            SceneField::Atmosphere => &mut self.atmosphere,
            SceneField::Colors => &mut self.colors,
            SceneField::Style => &mut self.style,
        }
    }
}

/// Forbids fields that are not named, in every object of a schema.
fn closed(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(map) => {
            map.values_mut().for_each(closed);
            if map.contains_key("properties") && map.get("type") == Some(&"object".into()) {
                map.insert("additionalProperties".into(), false.into());
            }
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(closed),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_its_own_and_reads_back_by_name() {
        for field in SceneField::ALL {
            let mut scene = Scene::default();
            scene.set(field, " dusk ");
            assert_eq!(scene.filled().collect::<Vec<_>>(), [(field, "dusk")]);
            assert_eq!(SceneField::from_name(field.name()), Some(field));
            let json = serde_json::to_string(&scene).unwrap();
            assert_eq!(json, format!("{{\"{}\":\"dusk\"}}", field.name()));
            scene.set(field, "  ");
            assert!(scene.is_empty());
        }
    }
}
