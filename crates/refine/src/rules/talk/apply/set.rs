//! Values of the tables: time, weather, mood, light, look, camera, colours and pace.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::Kind;
use crate::rules::phrases::{Lead, Phrase};
use crate::rules::talk::values::{self, Value};
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::Work;

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
    /// Words of a look in the same phrase, which stay: the "cinematic" of a shot.
    look: String,
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
        if let Some(adjective) = value.adjective
            && value.axis == Axis::Lighting
            && matches!(value.group, "hardness" | "warmth" | "level")
            && self.light_phrase(value, adjective)?
        {
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
            if first.bare {
                let noun = ["shot", "view"]
                    .iter()
                    .any(|noun| old.to_lowercase().ends_with(noun));
                let of = noun || self.draft.text()[first.place.end..].starts_with(" of ");
                let new = if of && value.axis == Axis::Camera {
                    as_a_shot(value.value, &first.look)
                } else {
                    match value.axis {
                        Axis::TimeOfDay => value.told().to_owned(),
                        _ => value.value.to_owned(),
                    }
                };
                self.replace(first.place.clone(), &new);
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
            if sorted.field != Some(value.field()) || phrase.head_word == "camera" {
                continue;
            }
            let words = find::words(reading, &phrase.place);
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
            spots.push(Spot {
                whole: phrase.start..phrase.place.end,
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
            let kind = if value.axis == Axis::Weather {
                Kind::Weather
            } else {
                Kind::Time
            };
            let next = reading.tokens.get(at + 1)?;
            let describes = !next.after_break
                && next.may_be_noun()
                && next.kind.is_some_and(|kind| kind != Kind::Light);
            let other = named != value
                && (value.axis == Axis::TimeOfDay || apart(named.group, value.group));
            (token.kind == Some(kind) && !token.quoted && describes && other)
                .then(|| (token.place.clone(), token.lower.clone()))
        });
        let Some((place, old)) = found else {
            return false;
        };
        let field = self.field_at(&place);
        match value.adjective {
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

    /// Light that is there gets softer, warmer, brighter.
    fn light_phrase(&mut self, value: &'static Value, adjective: &str) -> Result<bool, NotChanged> {
        let reading = self.draft.reading();
        let found = reading.phrases.iter().find(|sorted| {
            sorted.field == Some(SceneField::Lighting) && sorted.phrase.lead != Lead::Act
        });
        let Some(sorted) = found else {
            return Ok(false);
        };
        let phrase: &Phrase = &sorted.phrase;
        let tokens = find::tokens(reading, &phrase.place);
        let old = self.draft.text()[phrase.place.clone()].to_owned();
        let same = tokens.iter().find(|token| {
            let named = values::named_on(Axis::Lighting, &token.lower);
            Some(token.lower.as_str()) != tokens.last().map(|last| last.lower.as_str())
                && named.is_some_and(|named| named.group == value.group)
        });
        if same.is_some_and(|token| token.lower == adjective) {
            return Err(NotChanged::AlreadySo {
                what: value.told().to_owned(),
            });
        }
        let place = match same {
            Some(token) => token.place.clone(),
            None => {
                let first = tokens
                    .iter()
                    .find(|token| token.kind != Some(Kind::Determiner));
                let start = first.map_or(phrase.place.start, |token| token.place.start);
                start..start
            }
        };
        let begins = place.start == phrase.place.start;
        let capital = old.starts_with(char::is_uppercase);
        let (to, start) = if place.is_empty() {
            let rest = &self.draft.text()[place.start..phrase.place.end];
            let word = rest.split(' ').next().unwrap_or_default().to_owned();
            let lower = if begins && capital && !phrase.capital {
                word.to_lowercase()
            } else {
                word.clone()
            };
            (
                format!("{adjective} {lower}"),
                place.start..place.start + word.len(),
            )
        } else {
            (adjective.to_owned(), place)
        };
        let (from, end) = (phrase.place.start, phrase.place.end);
        let grown = to.len() + end - start.len();
        self.replace(start, &to);
        let new = self.draft.text()[from..grown].to_owned();
        self.fix_article();
        let new = if begins && capital {
            new.to_lowercase()
        } else {
            new
        };
        self.asked(SceneField::Lighting, Some(&old), Some(&new));
        Ok(true)
    }

    /// A sentence about the camera is told anew, when it says how it moves.
    fn camera_sentence(&mut self, value: &'static Value) -> bool {
        let Some(does) = value.does else { return false };
        let reading = self.draft.reading();
        let text = self.draft.text();
        let found = reading.phrases.windows(2).find_map(|pair| {
            let (camera, act) = (&pair[0].phrase, &pair[1].phrase);
            if camera.head_word != "camera" || act.lead != Lead::Act || act.clause != camera.clause
            {
                return None;
            }
            let sentence_end = find::clause_end(text, camera.start);
            // Where it is seen to do it is another matter: "over a valley".
            let elsewhere = reading.phrases.iter().find(|sorted| {
                sorted.phrase.start > act.start
                    && sorted.field.is_some_and(|field| {
                        !matches!(field, SceneField::Style | SceneField::Actions)
                    })
            });
            let end =
                elsewhere.map_or(sentence_end, |sorted| sorted.phrase.start.min(sentence_end));
            let end = text[..end].trim_end_matches([' ', ',']).len();
            let words = find::words(reading, &(camera.place.end..end));
            let groups = values::groups(Axis::Camera, &words);
            let moves =
                value.group == "move" && (groups.is_empty() || words.first() == Some(&"holds"));
            (moves || groups.contains(&value.group))
                .then(|| (camera.start..end, text[camera.start..end].to_owned()))
        });
        let Some((place, old)) = found else {
            return false;
        };
        let new = format!("the camera {does}");
        self.replace(place, &new);
        // The scene may tell of the sentence only in part.
        let part = self
            .scene
            .get(SceneField::Style)
            .unwrap_or_default()
            .split(", ")
            .find(|part| {
                let part = part.to_lowercase();
                part.contains("camera") || old.to_lowercase().contains(&part)
            });
        let part = part.map(str::to_owned);
        self.asked(SceneField::Style, part.as_deref(), Some(&new));
        true
    }

    /// A value in the user's own words.
    pub(super) fn set_free(&mut self, axis: Axis, text: &str) -> Result<(), NotChanged> {
        let field = find::field_of(axis);
        let (phrase, value) = match axis {
            Axis::Style if text.starts_with("style of") => {
                (format!("in the {text}"), text.to_owned())
            }
            Axis::Style if text.to_lowercase().ends_with("style") => {
                (format!("in {text}"), text.to_owned())
            }
            Axis::Style => (format!("in {text} style"), format!("{text} style")),
            Axis::Lighting if mentions_light(text) => (format!("with {text}"), text.to_owned()),
            Axis::Lighting => (format!("with {text} light"), format!("{text} light")),
            Axis::Weather if text.to_lowercase().ends_with("weather") => {
                (format!("in {text}"), text.to_owned())
            }
            Axis::Weather => (format!("with a {text} mood"), format!("{text} mood")),
            Axis::Colors if text.to_lowercase().contains("colo") || text.ends_with("tones") => {
                (format!("in {text}"), text.to_owned())
            }
            _ => (format!("in {text} tones"), format!("{text} tones")),
        };
        let now = self.now;
        self.draft.append_tag(&phrase, now);
        self.asked(field, None, Some(&value));
        Ok(())
    }
}

/// A camera value that can go on with "of": "a low angle shot" of a fox.
fn as_a_shot(value: &str, look: &str) -> String {
    if let Some(from) = value.strip_prefix("seen ") {
        return english::with_fitting_article(&format!("a {look}shot {from}"));
    }
    let bare = value
        .strip_prefix("a ")
        .or_else(|| value.strip_prefix("an "))
        .unwrap_or(value);
    let noun = ["shot", "view", "lapse", "panorama", "close-up", "flyover"]
        .iter()
        .any(|noun| bare.ends_with(noun));
    let shot = if noun {
        bare.to_owned()
    } else {
        format!("{bare} shot")
    };
    english::with_fitting_article(&format!("a {look}{shot}"))
}

fn mentions_light(text: &str) -> bool {
    text.to_lowercase().split(' ').any(|word| {
        crate::rules::lexicon::kind(word) == Some(Kind::Light)
            || word.contains("light")
            || word.ends_with("lit")
    })
}
