//! Values of the tables: time, weather, mood, light, look, camera, colours and pace.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::Kind;
use crate::rules::phrases::{Lead, Phrase};
use crate::rules::reading::Reading;
use crate::rules::talk::find;
use crate::rules::talk::values::{self, Value};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::picture::as_a_shot;
use super::{Work, clause};

/// Kinds of weather that do not go together. A season goes with any of them.
const WEATHERS_APART: [&str; 6] = ["wet", "snow", "clear", "cloud", "storm", "dust"];
const SEASONS: [&str; 4] = ["winter", "summer", "autumn", "spring"];

/// Whether one group of values excludes another.
fn apart(a: &str, b: &str) -> bool {
    let both = |list: &[&str]| list.contains(&a) && list.contains(&b);
    let clear = |one: &str, other: &str| one == "clear" && matches!(other, "fog" | "cloud");
    let compatible =
        both(&["wet", "storm", "cloud"]) || both(&["snow", "cloud"]) || both(&["snow", "storm"]);
    a == b
        || (both(&WEATHERS_APART) && !compatible)
        || both(&SEASONS)
        || both(&["frost", "heat", "summer"])
        || clear(a, b)
        || clear(b, a)
        || both(&["fast", "slow"])
}

/// A stretch of the prompt that says something else on the same axis.
#[derive(Debug, Clone)]
struct Spot {
    whole: Range<usize>,
    place: Range<usize>,
    bare: bool,
    /// Whether it is a part of a phrase of which the rest stays.
    part: bool,
    /// Words of a look in the same phrase, which stay: the "cinematic" of a shot.
    look: String,
    /// The clause that it heads: "while rain falls on the glass".
    clause: Option<Range<usize>>,
}

impl Work {
    pub(super) fn set(&mut self, value: &'static Value) -> Result<(), NotChanged> {
        let already = || NotChanged::AlreadySo {
            what: value.told().to_owned(),
        };
        if value.axis == Axis::Pace {
            return self.pace(value);
        }
        if value.does.is_some() && self.camera_sentence(value) {
            return Ok(());
        }
        if value.axis == Axis::Colors && self.palette_sentence(value) {
            return Ok(());
        }
        let answered = self.level_of_places(value);
        if let Some(adjective) = value.adjective
            && value.axis == Axis::Lighting
            && matches!(value.group, "hardness" | "warmth" | "level")
            && self.light_phrase(value, adjective)?
        {
            return Ok(());
        }
        if answered {
            return Ok(());
        }
        if self.hour_of_light(value) || self.look_of_subject(value) {
            self.consequences(value);
            return Ok(());
        }
        let spots = self.spots(value)?;
        if let Some((first, others)) = spots.split_first() {
            // From the end, so that earlier places stay true.
            for spot in others.iter().rev() {
                let old = self.draft.text()[spot.place.clone()].to_owned();
                self.remove(spot.whole.clone());
                self.asked(value.field(), Some(&old), None);
            }
            let old = self.draft.text()[first.place.clone()].to_owned();
            if let Some(clause) = first.clause.clone() {
                self.take_stretch(clause, &old);
                self.bring_in(value);
            } else if first.bare {
                let noun = ["shot", "view"]
                    .iter()
                    .any(|noun| old.to_lowercase().ends_with(noun));
                let of = noun || self.draft.text()[first.place.end..].starts_with(" of ");
                let by_itself = matches!(value.axis, Axis::Style | Axis::TimeOfDay);
                let new = if first.part && by_itself {
                    value.told().to_owned()
                } else if first.part {
                    let shot = as_a_shot(value.value, "");
                    let bare = shot
                        .split_once(' ')
                        .map_or(shot.clone(), |(_, bare)| bare.to_owned());
                    // "Fixed overhead camera" has its noun already.
                    let noun = self.draft.text()[first.place.end..].starts_with(" camera");
                    if noun { value.told().to_owned() } else { bare }
                } else if of && value.axis == Axis::Camera {
                    as_a_shot(value.value, &first.look)
                } else {
                    match value.axis {
                        Axis::TimeOfDay => value.told().to_owned(),
                        // "Snow falls on the glass" in the place of rain.
                        Axis::Weather if self.does_something(&first.place) => {
                            value.told().trim_start_matches("falling ").to_owned()
                        }
                        _ => value.value.to_owned(),
                    }
                };
                self.replace(first.place.clone(), &new);
                self.fix_article();
            } else {
                self.replace(first.whole.clone(), &value.phrase());
            }
            let told = format!("{}{}", first.look, value.told());
            self.asked(value.field(), Some(&old), Some(&told));
        } else if !self.adjectives(value) {
            if self.says(value) {
                return Err(already());
            }
            self.bring_in(value);
            self.asked(value.field(), None, Some(value.told()));
        }
        self.consequences(value);
        Ok(())
    }

    /// Whether the prompt says so, word for word.
    fn says(&self, value: &Value) -> bool {
        let text = self.draft.text().to_lowercase().replace('-', " ");
        super::within(&text, &value.told().replace('-', " ")).is_some()
    }

    /// Whether a verb follows a phrase.
    fn does_something(&self, place: &Range<usize>) -> bool {
        let tokens = &self.draft.reading().tokens;
        let next = tokens.iter().find(|token| token.place.start >= place.end);
        next.is_some_and(|next| next.kind == Some(Kind::Act) && !next.after_break)
    }

    /// Adds the value where nothing stands in its place.
    fn bring_in(&mut self, value: &Value) {
        let now = self.now;
        let outside = self.draft.reading().indoors
            && value.axis == Axis::Weather
            && value.group != "mood"
            && !SEASONS.contains(&value.group);
        if outside {
            self.draft
                .append(&format!("with {} outside", value.told()), now);
        } else if value.axis == Axis::TimeOfDay {
            self.draft.append(&value.phrase(), now);
        } else {
            self.draft.append_tag(&value.phrase(), now);
        }
    }

    /// The phrases that say something else than `value` on its axis.
    fn spots(&self, value: &'static Value) -> Result<Vec<Spot>, NotChanged> {
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
            if let Some(part) =
                hour_of(reading, value, phrase).or_else(|| part_of(reading, value, phrase))
            {
                spots.push(Spot {
                    whole: part.clone(),
                    place: part,
                    bare: true,
                    part: true,
                    look: String::new(),
                    clause: None,
                });
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
        Ok(spots)
    }

    /// Weather and time that stand as adjectives in other phrases: "a sunny beach".
    fn adjectives(&mut self, value: &'static Value) -> bool {
        if !matches!(value.axis, Axis::Weather | Axis::TimeOfDay) || value.group == "mood" {
            return false;
        }
        let reading = self.draft.reading();
        let found = reading.tokens.iter().enumerate().find_map(|(at, token)| {
            let named = values::named_on(value.axis, &token.lower)?;
            let kind = match value.axis {
                Axis::Weather if SEASONS.contains(&value.group) => Kind::Season,
                Axis::Weather => Kind::Weather,
                _ => Kind::Time,
            };
            let next = reading.tokens.get(at + 1)?;
            let lit = next.kind == Some(Kind::Light) && kind != Kind::Season;
            let describes = !next.after_break && next.may_be_noun() && !lit;
            let other = named != value
                && (value.axis == Axis::TimeOfDay || apart(named.group, value.group));
            // "A foggy night" becomes "a clear night".
            let clear = value.told() == "clear sky" && next.kind == Some(Kind::Time);
            (token.kind == Some(kind) && !token.quoted && describes && other).then(|| {
                (
                    token.place.clone(),
                    token.lower.clone(),
                    clear.then_some("clear"),
                )
            })
        });
        let Some((place, old, clear)) = found else {
            return false;
        };
        let field = self.field_at(&place);
        let season = SEASONS.contains(&value.group).then_some(value.group);
        match value.adjective.or(season).or(clear) {
            Some(adjective) => {
                self.replace(place, adjective);
                if let Some(field) = field {
                    self.follows(field, Some(&old), Some(adjective));
                }
                self.fix_article();
                self.asked(value.field(), Some(&old), Some(value.told()));
                true
            }
            None => {
                self.remove(place);
                if let Some(field) = field {
                    self.follows(field, Some(&old), None);
                }
                self.fix_article();
                self.asked(value.field(), Some(&old), None);
                false
            }
        }
    }

    /// The field of the phrase that holds a place.
    pub(super) fn field_at(&self, place: &Range<usize>) -> Option<SceneField> {
        self.draft
            .reading()
            .phrases
            .iter()
            .find(|sorted| {
                sorted.phrase.place.start <= place.start && place.end <= sorted.phrase.place.end
            })
            .and_then(|sorted| sorted.field)
    }
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
            place: phrase.place.clone(),
            bare: true,
            part: false,
            look: String::new(),
            clause: None,
        });
    }
    let angle = find::tokens(reading, &phrase.place)
        .into_iter()
        .find(|token| {
            let named = values::named_on(Axis::Camera, &token.lower);
            named.is_some_and(|named| named.group == "angle" && named != value)
        })?;
    (value.axis == Axis::Camera && value.group == "angle").then(|| Spot {
        whole: angle.place.clone(),
        place: angle.place.clone(),
        bare: true,
        part: true,
        look: String::new(),
        clause: None,
    })
}

/// The hour of "a foggy morning", of which the fog stays.
fn hour_of(reading: &Reading, value: &Value, phrase: &Phrase) -> Option<Range<usize>> {
    let tokens = find::tokens(reading, &phrase.place);
    let hour = tokens.iter().find(|token| token.kind == Some(Kind::Time))?;
    let weather = tokens
        .iter()
        .any(|token| matches!(token.kind, Some(Kind::Weather | Kind::Season)));
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
