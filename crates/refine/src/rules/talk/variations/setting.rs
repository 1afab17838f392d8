//! What a prompt says that decides on what goes with it.

use crate::rules::lexicon::Kind;
use crate::rules::reading::Reading;
use crate::rules::talk::find;
use crate::rules::talk::values::{self, Value};
use crate::vary::Axis;

/// A prompt's time, weather and place, as far as they exclude others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// How light it is: a group of times, or empty.
    pub(super) time: &'static str,
    /// A group of weathers, or empty.
    pub(super) weather: &'static str,
    pub(super) indoors: bool,
    /// Before a backdrop rather than under a sky, as a product is.
    pub(super) set_up: bool,
    pub(super) under_water: bool,
    /// In or on a wide water, where nothing burns.
    pub(super) at_sea: bool,
    pub(super) in_space: bool,
    pub(super) hot: bool,
    pub(super) cold: bool,
    /// Whether somebody or something is seen that moves by itself.
    pub(super) moves: bool,
    /// Whether the text says how fast time goes by: "slow motion".
    pub(super) timed: bool,
}

const WATERS: [&str; 7] = [
    "underwater",
    "seabed",
    "ocean floor",
    "sea floor",
    "coral reef",
    "deep sea",
    "kelp forest",
];
const SEAS: [&str; 7] = [
    "ocean",
    "open ocean",
    "sea",
    "open sea",
    "wave",
    "waves",
    "coast",
];
const SPACES: [&str; 13] = [
    "space",
    "outer space",
    "orbit",
    "galaxy",
    "moon surface",
    "lunar surface",
    "mars",
    "space station",
    "asteroid belt",
    "asteroid",
    "nebula",
    "spaceship",
    "satellite",
];
const HOT: [&str; 13] = [
    "desert",
    "dune",
    "dunes",
    "savanna",
    "savannah",
    "beach",
    "jungle",
    "tropical",
    "summer",
    "oasis",
    "lava",
    "volcano",
    "rainforest",
];
const COLD: [&str; 11] = [
    "snow",
    "ice",
    "glacier",
    "winter",
    "arctic",
    "snowy",
    "frozen",
    "iceberg",
    "antarctica",
    "blizzard",
    "tundra",
];

impl Setting {
    pub(super) fn of(reading: &Reading) -> Self {
        let subject = reading.subject.as_ref();
        let moves = subject.is_some_and(|subject| {
            matches!(
                subject.kind,
                Some(Kind::Person | Kind::Animal | Kind::Vehicle)
            )
        });
        let timed = reading.tokens.iter().any(|token| {
            token.kind == Some(Kind::Camera)
                && values::named_on(Axis::Camera, &token.lower)
                    .is_some_and(|value| value.group == "time")
        });
        Self {
            time: told_on(reading, Axis::TimeOfDay).map_or("", |value| value.group),
            weather: told_on(reading, Axis::Weather).map_or("", |value| value.group),
            indoors: reading.indoors,
            set_up: is_set_up(reading),
            under_water: reading.says(&WATERS),
            at_sea: reading.says(&SEAS),
            in_space: reading.says(&SPACES),
            hot: reading.says(&HOT),
            cold: reading.says(&COLD),
            moves,
            timed,
        }
    }
}

/// Whether a thing is shown and no place out of doors is named.
fn is_set_up(reading: &Reading) -> bool {
    let outdoors = reading
        .tokens
        .iter()
        .any(|token| matches!(token.kind, Some(Kind::Place | Kind::Ground)));
    let subject = reading.subject.as_ref();
    !outdoors && subject.is_some_and(|subject| subject.kind == Some(Kind::Thing))
}

/// The value that a text tells of on an axis: in a phrase of its own, or as a part of another,
/// such as "a rainy street".
fn told_on(reading: &Reading, axis: Axis) -> Option<&'static Value> {
    let phrases = reading
        .phrases
        .iter()
        .filter(|sorted| sorted.field == Some(find::field_of(axis)));
    let kind = match axis {
        Axis::TimeOfDay => Kind::Time,
        _ => Kind::Weather,
    };
    phrases
        .map(|sorted| sorted.phrase.head_word.as_str())
        .chain(
            reading
                .tokens
                .iter()
                .filter(|token| token.kind == Some(kind))
                .map(|token| token.lower.as_str()),
        )
        .filter_map(|word| values::named_on(axis, word))
        .find(|value| value.group != "mood")
}
