//! "Set the time of day to dusk": wishes that name a field.

use worldreel_domain::scene::SceneField;

use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::super::find;
use super::super::said::Said;
use super::super::values;
use super::super::wish::Wish;
use super::{place, set};

/// The words for fields, and what they set.
const FIELDS: &[(&str, Axis)] = &[
    ("time of day|time|hour|daytime", Axis::TimeOfDay),
    (
        "weather|season|mood|atmosphere|vibe|feeling|feel|ambience|ambiance|tone",
        Axis::Weather,
    ),
    (
        "location|setting|place|background|backdrop|scenery|environment|surroundings|scene location",
        Axis::Location,
    ),
    ("lighting|light|lights|illumination", Axis::Lighting),
    (
        "style|look|aesthetic|visual style|art style|medium|overall style|genre|overall look",
        Axis::Style,
    ),
    (
        "camera|camera angle|camera movement|camera motion|angle|shot|view|framing|perspective|viewpoint|point of view|lens",
        Axis::Camera,
    ),
    (
        "colors|colours|color palette|colour palette|palette|color scheme|colour scheme|color grading|colour grading|tones|color grade|colour grade",
        Axis::Colors,
    ),
    (
        "speed|pace|tempo|motion|movement|action|movements",
        Axis::Pace,
    ),
];

/// The axis that a word for a field names.
pub(super) fn axis(name: &str) -> Option<Axis> {
    FIELDS
        .iter()
        .find(|(names, _)| names.split('|').any(|known| known == name))
        .map(|(_, axis)| *axis)
}

/// The fields that a word for a field names.
pub(in crate::rules::talk) fn field(name: &str) -> Option<SceneField> {
    match name {
        "subject" | "subjects" | "character" | "characters" => Some(SceneField::Subjects),
        "action" | "actions" => Some(SceneField::Actions),
        "color" | "colour" => Some(SceneField::Colors),
        _ => axis(name).map(find::field_of),
    }
}

/// "Change the background to grey" where the prompt has one: it looks so, and is no other place.
pub(super) fn of_backdrop(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let rest = said
        .after(&["change", "make", "turn", "set", "paint"])
        .unwrap_or_else(|| said.clone())
        .bare();
    let name = rest.range(0, 1).line();
    let drop = matches!(name.as_str(), "background" | "backdrop" | "wall" | "walls");
    let look = rest
        .from(1)
        .after(&["to be", "should be", "into", "to", "is", "be", ""])?;
    let with = look.describers()?;
    (drop && find::phrase(reading, &name).is_some()).then(|| {
        vec![Wish::Describe {
            target: Some(name),
            with,
        }]
    })
}

/// "Set the time of day to dusk", "style: anime", "warmer lighting".
pub(super) fn of_field(said: &Said) -> Option<Vec<Wish>> {
    let rest = said
        .after(&[
            "set",
            "change",
            "make",
            "switch",
            "turn",
            "update",
            "adjust",
            "use",
            "let",
            "alter",
            "have",
            "keep the same but make",
        ])
        .unwrap_or_else(|| said.clone())
        .bare();
    let lower = rest.lower();
    let (axis, len) = (1..=3.min(lower.len()))
        .rev()
        .find_map(|len| Some((axis(&lower[..len].join(" "))?, len)))?;
    let value = rest.from(len);
    let value = value
        .after(&[
            "to be",
            "to look",
            "should be",
            "should look",
            "must be",
            "has to be",
            "into",
            "to",
            "is",
            "are",
            "be",
            "as",
            "look",
            "feel",
            "from the",
            "more",
            "a bit",
            "a little",
            "much",
            "a lot",
            "a bit more",
            "a little more",
            "to be more",
            "to something",
            "look more",
            "feel more",
            "be more",
            "should be more",
        ])
        .unwrap_or(value);
    // "Tense instead of calm" says it all before "instead".
    let value = value
        .around(&["instead of", "rather than"])
        .map_or(value, |(value, _)| value);
    if value.is_empty() {
        return None;
    }
    // "Look around" names no field, though "look" does in "the look: anime".
    let led = rest.len() < said.len()
        || value.len() + len < rest.len()
        || said.own().contains([':', '=']);
    if !led {
        return values::named_on(axis, &value.line()).map(|value| vec![Wish::Set(value)]);
    }
    on_axis(axis, &value)
}

/// A value for one axis, in the words of the tables or the user's own.
pub(super) fn on_axis(axis: Axis, value: &Said) -> Option<Vec<Wish>> {
    let bare = value.bare();
    for name in [value.line(), bare.line()] {
        if let Some(found) = values::named_on(axis, &name) {
            return Some(vec![Wish::Set(found)]);
        }
    }
    if let Some(found) = value.values()
        && (found.iter().all(|v| v.axis == axis)
            || matches!(axis, Axis::Weather | Axis::Location | Axis::Lighting))
    {
        return Some(set(found));
    }
    if axis == Axis::Location {
        return Some(vec![place::a_place(value)]);
    }
    let free = matches!(
        axis,
        Axis::Style | Axis::Lighting | Axis::Weather | Axis::Colors
    );
    let short = (1..=8).contains(&value.len());
    (free && short && value.is_speech()).then(|| {
        vec![Wish::SetFree {
            axis,
            text: bare.own(),
        }]
    })
}
