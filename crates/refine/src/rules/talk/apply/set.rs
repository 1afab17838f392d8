//! Values of the tables: time, weather, mood, light, look, camera, colours and pace.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::Kind;
use crate::rules::talk::find;
use crate::rules::talk::values::{self, Value};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::Work;
use super::picture::as_a_shot;

/// Kinds of weather that do not go together. A season goes with any of them.
const WEATHERS_APART: [&str; 6] = ["wet", "snow", "clear", "cloud", "storm", "dust"];
pub(super) const SEASONS: [&str; 4] = ["winter", "summer", "autumn", "spring"];

/// Whether one group of values excludes another.
pub(super) fn apart(a: &str, b: &str) -> bool {
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
            let sky = self.sky_of(value, &first.place);
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
                        Axis::TimeOfDay => value.tag(),
                        // "Snow falls on the glass" in the place of rain.
                        Axis::Weather if self.does_something(&first.place) => {
                            value.told().trim_start_matches("falling ").to_owned()
                        }
                        _ => value.value.to_owned(),
                    }
                };
                self.replace(first.place.clone(), &format!("{new}{sky}"));
                self.fix_article();
            } else {
                self.replace(first.whole.clone(), &format!("{}{sky}", value.phrase()));
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

    /// What a time that gives way says of the sky, which stays: the clouds of "a cloudy
    /// afternoon", but not the sun of a sunny one at night.
    fn sky_of(&self, value: &Value, place: &Range<usize>) -> String {
        if value.axis != Axis::TimeOfDay {
            return String::new();
        }
        let reading = self.draft.reading();
        let sky = find::tokens(reading, place)
            .into_iter()
            .filter(|token| matches!(token.kind, Some(Kind::Weather | Kind::Season)))
            .find_map(|token| values::named_on(Axis::Weather, &token.lower))
            .filter(|sky| sky.group != "mood")
            .filter(|sky| sky.group != "clear" || matches!(value.group, "day" | "low"));
        sky.map(|sky| format!(", {}", sky.phrase()))
            .unwrap_or_default()
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
            let what = value.value.trim_start_matches("the ");
            self.draft.append(&format!("with {what} outside"), now);
        } else if value.axis == Axis::TimeOfDay {
            self.draft.append(&value.phrase(), now);
        } else {
            self.draft.append_tag(&value.phrase(), now);
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
