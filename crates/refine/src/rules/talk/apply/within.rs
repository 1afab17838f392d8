//! Values that stand as words in phrases about something else: "a sunny beach", "a dim bar".

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::Kind;
use crate::rules::talk::values::{self, Value};
use crate::vary::Axis;

use super::Work;
use super::set::{SEASONS, apart};

impl Work {
    /// Weather and time that stand as adjectives in other phrases: "a sunny beach".
    pub(super) fn adjectives(&mut self, value: &'static Value) -> bool {
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

    /// A dim bar gets bright where it is to be brighter; whether one did.
    pub(super) fn level_of_places(&mut self, value: &'static Value) -> bool {
        let Some(adjective) = value.adjective.filter(|_| value.group == "level") else {
            return false;
        };
        let reading = self.draft.reading();
        let found = reading.places[SceneField::Lighting as usize]
            .iter()
            .find_map(|place| {
                let token = reading.tokens.iter().find(|token| token.place == *place)?;
                let named = values::named_on(Axis::Lighting, &token.lower)?;
                (token.kind == Some(Kind::Adjective)
                    && named.group == "level"
                    && token.lower != adjective)
                    .then(|| (token.place.clone(), token.lower.clone()))
            });
        let Some((place, old)) = found else {
            return false;
        };
        self.word_within(place, SceneField::Lighting, (&old, adjective));
        true
    }

    /// "Morning light" becomes "evening light" where the light alone tells the hour.
    pub(super) fn hour_of_light(&mut self, value: &'static Value) -> bool {
        let told = value.told();
        if value.axis != Axis::TimeOfDay || value.group == "dark" || told == "daytime" {
            return false;
        }
        let reading = self.draft.reading();
        let [place] = reading.places[SceneField::TimeOfDay as usize].as_slice() else {
            return false;
        };
        let mut after = reading
            .tokens
            .iter()
            .skip_while(|token| token.place != *place);
        let (Some(hour), Some(next)) = (after.next(), after.next()) else {
            return false;
        };
        let light = matches!(
            next.lower.as_str(),
            "light" | "lighting" | "glow" | "fog" | "mist" | "haze"
        );
        if !light || next.after_break || hour.lower == told {
            return false;
        }
        let (place, old) = (hour.place.clone(), hour.lower.clone());
        self.word_within(place, SceneField::TimeOfDay, (&old, told));
        true
    }

    /// "An anime girl" becomes "a cartoon girl".
    pub(super) fn look_of_subject(&mut self, value: &'static Value) -> bool {
        if value.axis != Axis::Style {
            return false;
        }
        let reading = self.draft.reading();
        let found = reading.places[SceneField::Style as usize]
            .iter()
            .find_map(|place| {
                let token = reading.tokens.iter().find(|token| token.place == *place)?;
                let named = values::named_on(Axis::Style, &token.lower)?;
                let field = self.field_at(place)?;
                (named.group == value.group && named != value && field == SceneField::Subjects)
                    .then(|| (place.clone(), token.lower.clone()))
            });
        let Some((place, old)) = found else {
            return false;
        };
        let new = value.told().trim_end_matches(" style");
        self.word_within(place, SceneField::Style, (&old, new));
        true
    }

    /// Exchanges a word that tells of a field within a value of another, which follows.
    fn word_within(&mut self, place: Range<usize>, tells: SceneField, (old, new): (&str, &str)) {
        let of = self.field_at(&place);
        self.replace(place, new);
        self.fix_article();
        self.asked(tells, Some(old), Some(new));
        if let Some(of) = of {
            self.follows(of, Some(old), Some(new));
        }
    }
}
