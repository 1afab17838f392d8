//! "Make it X", "make the car X", "the car should be X", "set it in X".

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::super::find;
use super::super::said::Said;
use super::super::values;
use super::super::wish::Wish;
use super::place::{WHERE, a_place, place};
use super::swap;
use super::target::{number, target};
use super::things::is_it;
use super::{on_axis, set};

const MAKES: [&str; 17] = [
    "make", "turn", "render", "let", "get", "have", "paint", "color", "colour", "dye", "show",
    "tint", "keep", "help", "ask", "tell", "cause",
];

/// "Make it X" and "make the car X".
pub(super) fn make(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    if let Some(wishes) = changed_by_verb(said, reading) {
        return Some(wishes);
    }
    if let Some(rest) = said.after(&["do it", "shoot it", "film it", "shoot this", "film this"]) {
        return whole(&rest, reading);
    }
    let rest = said.after(&MAKES)?;
    if let Some(len) = (1..=3)
        .rev()
        .find(|len| is_it(&rest.range(0, *len)) && rest.len() > *len)
    {
        return whole(&rest.from(len), reading);
    }
    target(&rest, reading)
}

/// "The fox should be blue", "the fox bigger", "it should be night".
pub(super) fn should(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    if let Some(rest) = said.after(&[
        "it should be",
        "it should",
        "it is",
        "it's",
        "it must be",
        "it to be",
        "this should be",
        "the scene should be",
        "the video should be",
        "the scene is",
        "it to look",
        "it was",
        "it were",
        "the scene to be",
        "scene should be",
        "everything should be",
        "it be",
        "be",
        "more",
        "even more",
    ]) {
        return whole(&rest, reading);
    }
    number(said, reading).or_else(|| target(said, reading))
}

const VERBS: &[(&str, &str)] = &[
    ("darken|dim", "darker"),
    (
        "brighten|brighten up|light up|illuminate|lighten",
        "brighter",
    ),
    ("soften", "softer"),
    ("warm|warm up", "warmer"),
    ("cool|cool down", "cooler"),
    ("enlarge|enlargen|grow", "big"),
    ("shrink", "small"),
    ("sharpen", "sharp"),
];

/// "Darken the sky", "brighten it".
fn changed_by_verb(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    for (verbs, word) in VERBS {
        let verbs: Vec<&str> = verbs.split('|').collect();
        let Some(rest) = said.after(&verbs) else {
            continue;
        };
        let bare = rest.bare();
        let light = is_it(&rest)
            || matches!(
                bare.line().as_str(),
                "lighting" | "light" | "lights" | "mood" | ""
            );
        if let Some(value) = values::named(word).filter(|_| light) {
            return Some(vec![Wish::Set(value)]);
        }
        if find::target_len(reading, &bare) == Some(bare.len()) {
            let with = Said::new(word).describers()?;
            return Some(vec![Wish::Describe {
                target: Some(bare.own()),
                with,
            }]);
        }
    }
    None
}

/// What the whole picture is to be.
pub(super) fn whole(rest: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let rest = rest
        .after(&[
            "look like",
            "feel like",
            "look",
            "feel",
            "appear",
            "seem",
            "be",
            "become",
            "more",
            "look more",
            "feel more",
            "happen",
            "take place",
            "to be",
            "to look",
            "look like it's",
            "look like it is",
            "be more",
            "into",
        ])
        .unwrap_or_else(|| rest.clone());
    if rest.is_empty() {
        return None;
    }
    if let Some(values) = rest.values() {
        return Some(set(values));
    }
    let lower = rest.lower();
    if lower.first() == Some(&"less") {
        return super::bare(&rest);
    }
    if WHERE.contains(&lower[0]) || matches!(lower[0], "underwater" | "outdoors" | "indoors") {
        return place(&rest, reading);
    }
    if lower.last() == Some(&"style") {
        return super::bare(&rest);
    }
    let person = reading
        .subject
        .as_ref()
        .is_some_and(|subject| subject.kind == Some(Kind::Person));
    let colors = lower
        .iter()
        .all(|word| lexicon::kind(word) == Some(Kind::Color) || *word == "and");
    if person && colors {
        return on_axis(Axis::Colors, &rest);
    }
    if let Some(with) = rest.describers()
        && find::subject(reading).is_some()
        && rest.bare().len() == rest.len()
    {
        let target = filled_place(&with, reading);
        return Some(vec![Wish::Describe { target, with }]);
    }
    if let Some(doing) = swap::verb_first(&rest)
        && lexicon::base(lower[0]).is_some()
    {
        return Some(vec![Wish::Act {
            target: None,
            doing,
        }]);
    }
    let kind = lower.last().and_then(|word| lexicon::kind(word));
    let plain = !lower
        .iter()
        .any(|word| lexicon::kind(word) == Some(Kind::Preposition));
    match kind {
        Some(Kind::Place | Kind::Indoors) => Some(vec![a_place(&rest)]),
        Some(Kind::Palette) => on_axis(Axis::Colors, &rest),
        Some(Kind::Light) => on_axis(Axis::Lighting, &rest),
        Some(Kind::Look) => on_axis(Axis::Style, &rest),
        Some(Kind::Camera) => None,
        Some(kind) if kind.is_subject() && reading.subject.is_some() && plain => {
            Some(vec![Wish::Replace {
                what: None,
                by: rest.own(),
            }])
        }
        _ => None,
    }
}

/// "Make it empty" where a pier is crowded: the place is meant, and not who is seen first.
fn filled_place(with: &[String], reading: &Reading) -> Option<String> {
    let fillings = [
        "empty", "crowded", "busy", "deserted", "packed", "bustling", "full",
    ];
    let filled = |word: &str| fillings.contains(&word);
    let place = reading.phrases.iter().find(|sorted| {
        sorted.field == Some(SceneField::Location)
            && find::words(reading, &sorted.phrase.place)
                .into_iter()
                .any(filled)
    })?;
    with.iter()
        .all(|word| filled(word))
        .then(|| place.phrase.head_word.clone())
}
