//! Background, light, composition, colours and mood.

use worldreel_domain::scene::SceneField;
use worldreel_domain::scene::detail::{Aesthetics, Lighting};

use super::super::lexicon::Kind;
use super::super::phrases::{Lead, Phrase};
use super::super::reading::{Reading, Sorted};
use super::values::Values;

/// Words of mood among those of weather.
const MOODS: [&str; 56] = [
    "calm",
    "serene",
    "peaceful",
    "tranquil",
    "moody",
    "eerie",
    "ominous",
    "tense",
    "dreamy",
    "dreamlike",
    "cozy",
    "cosy",
    "melancholic",
    "nostalgic",
    "romantic",
    "dramatic",
    "epic",
    "mood",
    "atmosphere",
    "gloomy",
    "cheerful",
    "whimsical",
    "ethereal",
    "mystical",
    "tension",
    "solitude",
    "spooky",
    "scary",
    "creepy",
    "suspense",
    "suspenseful",
    "festive",
    "hopeful",
    "joyful",
    "lonely mood",
    "mysterious mood",
    "ambience",
    "ambiance",
    "vibe",
    "feeling",
    "chaos",
    "chaotic",
    "energetic",
    "intimate",
    "uplifting",
    "somber",
    "sombre",
    "bleak",
    "haunting",
    "otherworldly",
    "harmony",
    "silence",
    "stillness",
    "moods",
    "vibes",
    "feelings",
];

/// Parts of terms that tell where light comes from.
const DIRECTIONS: [&str; 12] = [
    "backlight",
    "backlit",
    "back light",
    "rim light",
    "side light",
    "side lit",
    "top light",
    "overhead light",
    "underlight",
    "front light",
    "setting sun",
    "low sun",
];

/// Prepositions that tell where light comes from.
const SIDES: [&str; 9] = [
    "from",
    "behind",
    "above",
    "below",
    "through",
    "over",
    "under",
    "to",
    "in front of",
];

/// Terms of composition.
const COMPOSITIONS: [&str; 7] = [
    "rule of thirds",
    "leading lines",
    "negative space",
    "golden ratio",
    "off center",
    "off-center",
    "centered in the frame",
];

/// Where in the picture something is: its clause tells of the composition.
const PLACES_IN_PICTURE: [&str; 8] = [
    "in the foreground",
    "in the background",
    "in the center of the frame",
    "in the centre of the frame",
    "on the left side of the frame",
    "on the right side of the frame",
    "in the middle of the frame",
    "framed by",
];

/// What a text says of light, picture and background.
pub(super) fn of(text: &str, reading: &Reading) -> (Lighting, Aesthetics, Option<String>) {
    let (mut conditions, mut direction, mut shadows) = <(Values, Values, Values)>::default();
    let (mut colors, mut mood, mut weather) = <(Values, Values, Values)>::default();
    let mut composition = Values::default();
    for Sorted { phrase, field } in &reading.phrases {
        let word = phrase.head_word.as_str();
        match field {
            Some(SceneField::Lighting) => light(
                text,
                phrase,
                [&mut conditions, &mut direction, &mut shadows],
            ),
            Some(SceneField::TimeOfDay) => conditions.push(phrase.place.clone()),
            Some(SceneField::Atmosphere) if MOODS.contains(&word) => {
                mood.push(phrase.place.clone());
            }
            Some(SceneField::Atmosphere) => weather.grow(text, phrase),
            Some(SceneField::Colors) if phrase.head == Some(Kind::Palette) => {
                colors.push(phrase.place.clone());
            }
            None if word == "composition" && phrase.describers.is_some() => {
                composition.push(phrase.place.clone());
            }
            _ => {}
        }
    }
    composed(text, &mut composition);
    let place = reading.scene.location.clone();
    let background = match (place, weather.told(text)) {
        (Some(place), Some(weather)) => Some(format!("{place}, {weather}")),
        (place, weather) => place.or(weather),
    };
    let lighting = Lighting {
        conditions: conditions.told(text),
        direction: direction.told(text),
        shadows: shadows.told(text),
    };
    let aesthetics = Aesthetics {
        composition: composition.told(text),
        color_scheme: colors.told(text),
        mood: mood.told(text),
    };
    (lighting, aesthetics, background)
}

fn light(text: &str, phrase: &Phrase, [conditions, direction, shadows]: [&mut Values; 3]) {
    // Of the same length in bytes, so places stay.
    let lower = text[phrase.place.clone()]
        .to_ascii_lowercase()
        .replace('-', " ");
    if lower.contains("shadow") {
        // "leaves deep shadows": the verb tells nothing of them.
        let verb = if phrase.lead == Lead::Act {
            lower.find(' ').map_or(0, |at| at + 1)
        } else {
            0
        };
        return shadows.push(phrase.place.start + verb..phrase.place.end);
    }
    // Some terms are both: "morning light from the left".
    if let Some(at) = lower.find(" from ") {
        let side = phrase.place.start + at + 1;
        let own = phrase.place.start..side - 1;
        if !["light", "the light"].contains(&&lower[..at]) {
            conditions.push(own);
        }
        return direction.push(side..phrase.place.end);
    }
    match &phrase.lead {
        Lead::Preposition(word) if SIDES.contains(&word.as_str()) => {
            direction.push(phrase.start..phrase.place.end);
        }
        _ if DIRECTIONS.iter().any(|term| lower.contains(term)) => {
            direction.push(phrase.place.clone());
        }
        // "light falls", "light comes": what it does alone says nothing.
        Lead::Act if !lower.contains(' ') => {}
        _ => conditions.push(phrase.place.clone()),
    }
}

/// Finds terms of composition, word for word.
fn composed(text: &str, found: &mut Values) {
    // The same length in bytes, so places stay.
    let lower = text.to_ascii_lowercase();
    let ends = |end: usize| !lower[end..].starts_with(|c: char| c.is_alphanumeric());
    let starts = |at: usize| !lower[..at].ends_with(|c: char| c.is_alphanumeric());
    let mut places = Vec::new();
    for term in COMPOSITIONS {
        let all = lower.match_indices(term);
        let whole = all.map(|(at, _)| at..at + term.len());
        places.extend(whole.filter(|place| starts(place.start) && ends(place.end)));
    }
    for term in PLACES_IN_PICTURE {
        for (at, _) in lower.match_indices(term) {
            let end = at + term.len();
            if !(starts(at) && ends(end)) {
                continue;
            }
            let breaks = [',', ';', ':', '.', '!', '?', '\n'];
            let start = lower[..at].rfind(breaks).map_or(0, |at| at + 1);
            let end = if term == "framed by" {
                lower[end..].find(breaks).map_or(lower.len(), |at| end + at)
            } else {
                end
            };
            let blank = lower[start..].len() - lower[start..].trim_start().len();
            places.push(start + blank..end);
        }
    }
    places.sort_by_key(|place| place.start);
    for place in places {
        found.push(place);
    }
}
