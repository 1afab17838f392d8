//! Where the prompt says something else on a value's axis.

use std::ops::Range;

use crate::rules::lexicon::Kind;
use crate::rules::phrases::{Lead, Phrase};
use crate::rules::reading::Reading;
use crate::rules::talk::find;
use crate::rules::talk::values::{self, Value};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::set::apart;
use super::{Work, clause};

/// Hours that can have the weather before them: "a foggy evening".
const PARTS_OF_A_DAY: [&str; 6] = ["dawn", "morning", "afternoon", "dusk", "evening", "night"];

/// A stretch of the prompt that says something else on the same axis.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) whole: Range<usize>,
    pub(super) place: Range<usize>,
    pub(super) bare: bool,
    /// Whether it is a part of a phrase of which the rest stays.
    pub(super) part: bool,
    /// Words of a look in the same phrase, which stay: the "cinematic" of a shot.
    pub(super) look: String,
    /// The clause that it heads: "while rain falls on the glass".
    pub(super) clause: Option<Range<usize>>,
}

impl Spot {
    /// A whole phrase of its own that nothing leads in, with no look and no clause.
    fn at(place: Range<usize>) -> Self {
        Self {
            whole: place.clone(),
            place,
            bare: true,
            part: false,
            look: String::new(),
            clause: None,
        }
    }
}

impl Work {
    /// The phrases that say something else than `value` on its axis.
    pub(super) fn spots(&self, value: &'static Value) -> Result<Vec<Spot>, NotChanged> {
        let reading = self.draft.reading();
        let mut spots = Vec::new();
        for sorted in &reading.phrases {
            let phrase = &sorted.phrase;
            if sorted.field != Some(value.field()) {
                continue;
            }
            let words = find::words(reading, &phrase.place);
            if phrase.head_word == "camera" {
                spots.extend(angle_of_camera(reading, value, phrase));
                continue;
            }
            let excluded = match value.axis {
                Axis::TimeOfDay => true,
                Axis::Colors => phrase.head == Some(Kind::Palette),
                axis => values::groups(axis, &words)
                    .iter()
                    .any(|group| apart(group, value.group)),
            };
            if !excluded {
                continue;
            }
            let plain: Vec<&str> = words
                .iter()
                .copied()
                .filter(|word| !matches!(*word, "a" | "an" | "the"))
                .collect();
            let same = values::named_on(value.axis, &plain.join(" ")) == Some(value);
            if same && plain.join(" ") == value.told().replace('-', " ") {
                return Err(NotChanged::AlreadySo {
                    what: value.told().to_owned(),
                });
            }
            let hour = hour_of(reading, value, phrase).map(|hour| find::words(reading, &hour));
            if hour.is_some_and(|hour| {
                values::named_on(Axis::TimeOfDay, &hour.join(" ")) == Some(value)
            }) {
                return Err(NotChanged::AlreadySo {
                    what: value.told().to_owned(),
                });
            }
            // No morning is "a foggy small hours".
            let hour =
                hour_of(reading, value, phrase).filter(|_| PARTS_OF_A_DAY.contains(&value.told()));
            if let Some(part) = hour.or_else(|| part_of(reading, value, phrase)) {
                let spot = Spot::at(part);
                spots.push(Spot { part: true, ..spot });
                continue;
            }
            spots.push(Spot {
                whole: phrase.start..phrase.place.end,
                part: false,
                clause: clause::headed_by(reading, self.draft.text(), phrase)
                    .filter(|_| value.axis == Axis::Weather && !also_falls(value, &words)),
                place: phrase.place.clone(),
                bare: phrase.lead == Lead::Bare,
                look: find::tokens(reading, &phrase.place)
                    .into_iter()
                    .filter(|token| token.kind == Some(Kind::Look) && value.axis == Axis::Camera)
                    .map(|token| format!("{} ", token.lower))
                    .collect(),
            });
        }
        if value.axis == Axis::Camera && value.group == "angle" {
            spots.extend(viewpoint(reading));
            spots.sort_by_key(|spot| spot.whole.start);
        }
        Ok(spots)
    }
}

/// From where the picture is taken, told as a place: "seen from an overpass".
fn viewpoint(reading: &Reading) -> Option<Spot> {
    let seen = [
        "seen", "viewed", "filmed", "shot", "watched", "observed", "captured", "recorded",
    ];
    reading.phrases.iter().find_map(|sorted| {
        let phrase = &sorted.phrase;
        // Few phrases do, and only for those is it worth looking what comes before.
        if !matches!(&phrase.lead, Lead::Preposition(word) if word == "from") {
            return None;
        }
        let before = reading
            .tokens
            .iter()
            .rfind(|token| token.place.end <= phrase.start)
            .filter(|token| seen.contains(&token.lower.as_str()) && !token.quoted)?;
        Some(Spot {
            bare: false,
            ..Spot::at(before.place.start..phrase.place.end)
        })
    })
}

/// Whether what is told of one can be told of the other: snow falls as rain does.
fn also_falls(value: &Value, words: &[&str]) -> bool {
    let falls = |group: &str| matches!(group, "wet" | "snow");
    falls(value.group)
        && values::groups(Axis::Weather, words)
            .iter()
            .any(|group| falls(group))
}

/// What "a fixed overhead camera" does or from where it looks, where `value` is another move or
/// angle.
fn angle_of_camera(reading: &Reading, value: &Value, phrase: &Phrase) -> Option<Spot> {
    let words: Vec<&str> = find::words(reading, &phrase.place)
        .into_iter()
        .filter(|word| !matches!(*word, "a" | "an" | "the" | "camera"))
        .collect();
    let named = values::named_on(Axis::Camera, &words.join(" "));
    if phrase.lead == Lead::Bare
        && named
            .is_some_and(|named| named.group == "move" && value.group == "move" && named != value)
    {
        // "Locked-off camera" is no orbit.
        return Some(Spot {
            whole: phrase.start..phrase.place.end,
            ..Spot::at(phrase.place.clone())
        });
    }
    let angle = find::tokens(reading, &phrase.place)
        .into_iter()
        .find(|token| {
            let named = values::named_on(Axis::Camera, &token.lower);
            named.is_some_and(|named| named.group == "angle" && named != value)
        })?;
    (value.axis == Axis::Camera && value.group == "angle").then(|| Spot {
        part: true,
        ..Spot::at(angle.place.clone())
    })
}

/// The hour of "a foggy morning", of which the fog stays.
fn hour_of(reading: &Reading, value: &Value, phrase: &Phrase) -> Option<Range<usize>> {
    let tokens = find::tokens(reading, &phrase.place);
    let hour = tokens.iter().find(|token| token.kind == Some(Kind::Time))?;
    let weather = tokens.iter().any(|token| {
        token.lower == "clear" || matches!(token.kind, Some(Kind::Weather | Kind::Season))
    });
    (value.axis == Axis::TimeOfDay && weather).then(|| hour.place.clone())
}

/// Where a phrase about the camera says what `value` excludes, when it says other things, too:
/// the tracking shot of "a low angle tracking shot".
fn part_of(reading: &Reading, value: &Value, phrase: &Phrase) -> Option<Range<usize>> {
    let tokens = find::tokens(reading, &phrase.place);
    if value.axis == Axis::Style && value.group == "tint" {
        // The colours of "black-and-white street scene".
        let tint = tokens.iter().find(|token| {
            let named = values::named_on(Axis::Style, &token.lower);
            named.is_some_and(|named| named.group == value.group)
        })?;
        return (tokens.len() > 1).then(|| tint.place.clone());
    }
    if value.axis != Axis::Camera
        || values::groups(Axis::Camera, &find::words(reading, &phrase.place)).len() < 2
    {
        return None;
    }
    for from in 0..tokens.len() {
        for to in (from + 1..=tokens.len()).rev() {
            let name: Vec<&str> = tokens[from..to]
                .iter()
                .map(|token| token.lower.as_str())
                .collect();
            let named = values::named_on(Axis::Camera, &name.join(" "));
            if named.is_some_and(|named| named.group == value.group) {
                return Some(tokens[from].place.start..tokens[to - 1].place.end);
            }
        }
    }
    None
}
