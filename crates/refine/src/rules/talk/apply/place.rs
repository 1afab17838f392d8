//! Another place.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::phrases::{Lead, Phrase};
use crate::rules::words::words;
use crate::talk::NotChanged;

use super::Work;

/// Places that go along when the scene moves: a cup stays on its table.
const FURNITURE: [&str; 28] = [
    "window",
    "doorway",
    "left",
    "right",
    "table",
    "desk",
    "countertop",
    "counter",
    "shelf",
    "windowsill",
    "chair",
    "bench",
    "workbench",
    "tabletop",
    "plate",
    "vase",
    "bowl",
    "sofa",
    "couch",
    "bed",
    "tray",
    "stove",
    "pot",
    "pan",
    "blanket",
    "background",
    "foreground",
    "distance",
];

/// What stands on something rather than in it.
const ON: [&str; 49] = [
    "beach",
    "shore",
    "street",
    "road",
    "highway",
    "path",
    "trail",
    "rooftop",
    "roof",
    "balcony",
    "mountain",
    "mountaintop",
    "hill",
    "hilltop",
    "hillside",
    "cliff",
    "island",
    "bridge",
    "pier",
    "dock",
    "stage",
    "moon",
    "mars",
    "sidewalk",
    "runway",
    "racetrack",
    "farm",
    "coast",
    "glacier",
    "iceberg",
    "boat",
    "ship",
    "train",
    "bus",
    "platform",
    "boardwalk",
    "terrace",
    "planet",
    "patio",
    "summit",
    "peak",
    "riverbank",
    "table",
    "desk",
    "counter",
    "countertop",
    "shelf",
    "windowsill",
    "workbench",
];

const AT: [&str; 12] = [
    "station",
    "airport",
    "party",
    "harbor",
    "harbour",
    "bus stop",
    "train station",
    "gas station",
    "construction site",
    "crossroads",
    "intersection",
    "fairground",
];

/// The preposition that fits before a place.
pub(in crate::rules::talk) fn lead_for(text: &str) -> &'static str {
    let last = words(text)
        .last()
        .map(|word| word.lower.clone())
        .unwrap_or_default();
    let single = if lexicon::is_plural(&last) {
        lexicon::singular(&last).unwrap_or(last)
    } else {
        last
    };
    let lower = text.to_lowercase();
    let ends = |list: &[&str]| {
        list.iter()
            .any(|known| *known == single || lower.ends_with(known))
    };
    if matches!(
        lower.as_str(),
        "underwater" | "outdoors" | "indoors" | "outside" | "inside" | "downtown" | "upstairs"
    ) {
        ""
    } else if AT.iter().any(|known| lower.ends_with(known)) {
        "at"
    } else if ends(&ON) {
        "on"
    } else {
        "in"
    }
}

/// Places that every city has.
const IN_A_CITY: [&str; 18] = [
    "street",
    "alley",
    "alleyway",
    "market",
    "square",
    "plaza",
    "rooftop",
    "balcony",
    "sidewalk",
    "crosswalk",
    "intersection",
    "courtyard",
    "park",
    "corner",
    "boulevard",
    "avenue",
    "playground",
    "terrace",
];

/// Whether a place stays when the scene moves: what stands in a room always, and an alley
/// when another city is named.
fn stays(phrase: &Phrase, city: bool) -> bool {
    let head = phrase.head_word.as_str();
    let is = |known: &&str| *known == head || head.ends_with(&format!(" {known}"));
    let in_a_city = phrase.head == Some(Kind::Indoors) || IN_A_CITY.iter().any(&is);
    FURNITURE.iter().any(is) || (city && in_a_city && !phrase.capital)
}

impl Work {
    pub(super) fn place(&mut self, lead: Option<&str>, text: &str) -> Result<(), NotChanged> {
        if text.is_empty() {
            return Err(NotChanged::NotUnderstood);
        }
        let lead = lead.unwrap_or_else(|| lead_for(text));
        let with_lead = if lead.is_empty() {
            text.to_owned()
        } else {
            format!("{lead} {text}")
        };
        let reading = self.draft.reading();
        let city = text.starts_with(char::is_uppercase);
        let (stays, goes): (Vec<&Phrase>, Vec<&Phrase>) = reading
            .phrases
            .iter()
            .filter(|sorted| sorted.field == Some(SceneField::Location))
            .map(|sorted| &sorted.phrase)
            .partition(|phrase| stays(phrase, city));
        // "The kitchen is lit from above": told of once more, and so is the new place.
        let (again, goes): (Vec<&Phrase>, Vec<&Phrase>) =
            goes.into_iter().partition(|phrase| self.is_told_of(phrase));
        let again: Vec<_> = again.iter().map(|phrase| phrase.place.clone()).collect();
        let spots: Vec<_> = goes
            .iter()
            .enumerate()
            .filter(|(at, phrase)| *at == 0 || self.can_go(phrase))
            .map(|(_, phrase)| phrase)
            .map(|phrase| (phrase.start..phrase.place.end, phrase.lead == Lead::Bare))
            .collect();
        let stay: Vec<String> = stays
            .iter()
            .map(|phrase| self.draft.text()[phrase.place.clone()].to_owned())
            .collect();
        // "An alley in Oslo": the city comes next to what stays in it.
        let beside = stays.last().filter(|_| city).map(|phrase| phrase.place.end);
        let kept = !stay.is_empty() && spots.is_empty();
        let old: Vec<String> = spots
            .iter()
            .map(|(place, _)| self.draft.text()[place.clone()].to_owned())
            .collect();
        if old
            .iter()
            .any(|old| old.to_lowercase() == with_lead.to_lowercase())
        {
            return Err(NotChanged::AlreadySo {
                what: text.to_owned(),
            });
        }
        let now = self.now;
        let named_again = format!("the {}", super::plain(text));
        let mut later: Vec<(Range<usize>, &str)> = again
            .into_iter()
            .map(|place| (place, named_again.as_str()))
            .collect();
        let mut first = None;
        if let Some(((place, bare), others)) = spots.split_first() {
            let mut end = place.end;
            for (place, _) in others {
                if self.draft.text()[end..place.start].trim().is_empty() {
                    end = place.end;
                } else {
                    later.push((place.clone(), ""));
                }
            }
            first = Some((place.start..end, if *bare { text } else { &with_lead }));
        }
        // From the end, so that earlier places stay true.
        later.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        for (place, to) in later {
            if to.is_empty() {
                self.remove(place);
            } else {
                self.replace(place, to);
            }
        }
        if let Some((place, to)) = first {
            self.replace(place, to);
        } else if let Some(end) = beside {
            self.draft.replace(end..end, &format!(" {with_lead}"), now);
        } else {
            self.draft.append(&with_lead, now);
        }
        let old_told = self.scene.get(SceneField::Location).map(str::to_owned);
        if kept {
            self.asked(SceneField::Location, None, Some(text));
        } else {
            let told = if matches!(lead, "in" | "on" | "at" | "") {
                text.to_owned()
            } else {
                with_lead
            };
            let old_told = old_told.unwrap_or_default();
            let mut values: Vec<String> = old_told
                .split(", ")
                .filter(|value| stay.iter().any(|stays| value.contains(stays.as_str())))
                .map(|value| {
                    // "A night market in Oslo" is a night market elsewhere now.
                    let gone = old.iter().find(|old| value.ends_with(old.as_str()));
                    let rest = gone.and_then(|old| value.strip_suffix(old.as_str()));
                    rest.unwrap_or(value).trim_end().to_owned()
                })
                .collect();
            values.push(told);
            self.tell_whole(SceneField::Location, &values.join(", "));
        }
        let indoors = words(text)
            .last()
            .and_then(|word| lexicon::kind(&word.lower))
            == Some(Kind::Indoors);
        if indoors {
            self.weather_stays_outside();
        }
        Ok(())
    }

    /// Whether a later mention of the place can be left out: not when it begins a sentence, nor
    /// when a bare one is tied to what stands around it.
    fn can_go(&self, phrase: &Phrase) -> bool {
        let text = self.draft.text();
        let before = text[..phrase.start].trim_end();
        let after = text[phrase.place.end..].trim_start();
        let apart = before.ends_with(',') && (after.is_empty() || after.starts_with([',', '.']));
        !before.ends_with(['.', '!', '?']) && (phrase.lead != Lead::Bare || apart)
    }

    /// Whether a later sentence is about the place: "The kitchen is lit from above."
    fn is_told_of(&self, phrase: &Phrase) -> bool {
        let reading = self.draft.reading();
        let next = reading
            .tokens
            .iter()
            .find(|token| token.place.start >= phrase.place.end);
        let told = next.is_some_and(|next| {
            !next.after_break && matches!(next.kind, Some(Kind::Copula | Kind::Act))
        });
        let before = self.draft.text()[..phrase.start].trim_end();
        phrase.lead == Lead::Bare && told && before.ends_with(['.', '!', '?'])
    }

    /// Sets a field as a whole, because the user asked for it.
    fn tell_whole(&mut self, field: SceneField, value: &str) {
        if self.scene.get(field) == Some(value) {
            return;
        }
        self.scene.set(field, value);
        self.told.push(super::Told {
            field,
            why: crate::talk::Why::Asked,
            reason: self.now,
        });
    }

    /// It does not rain under a roof.
    fn weather_stays_outside(&mut self) {
        let reading = self.draft.reading();
        let found = reading.phrases.iter().find(|sorted| {
            let wet = matches!(
                sorted.phrase.head_word.as_str(),
                "rain"
                    | "snow"
                    | "drizzle"
                    | "snowfall"
                    | "downpour"
                    | "blizzard"
                    | "heavy rain"
                    | "light rain"
                    | "storm"
                    | "fog"
                    | "mist"
            );
            sorted.field == Some(SceneField::Atmosphere)
                && wet
                && matches!(&sorted.phrase.lead, Lead::Preposition(word) if word == "in")
        });
        let Some(sorted) = found else { return };
        let place = sorted.phrase.start..sorted.phrase.place.end;
        let value = self.draft.text()[sorted.phrase.place.clone()].to_owned();
        let plain = value.strip_prefix("the ").unwrap_or(&value);
        self.because("so that the weather stays outside");
        self.replace(place, &format!("with {plain} outside"));
    }
}
