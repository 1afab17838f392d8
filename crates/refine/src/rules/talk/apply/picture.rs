//! Light and cameras that are there already, and values in the user's own words.

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::phrases::{Lead, Phrase};
use crate::rules::talk::values::{self, Value};
use crate::rules::talk::{english, find};
use crate::talk::NotChanged;
use crate::vary::Axis;

use super::Work;

impl Work {
    /// "The colours are warm" says it after its verb: there the other value goes.
    pub(super) fn palette_sentence(&mut self, value: &'static Value) -> bool {
        let Some((adjective, _)) = value.told().rsplit_once(' ') else {
            return false;
        };
        let reading = self.draft.reading();
        let tokens = &reading.tokens;
        let found = tokens.iter().enumerate().find_map(|(at, token)| {
            let verb = tokens.get(at + 1).filter(|next| !next.after_break)?;
            let (from, said) = tokens[at + 2..]
                .iter()
                .take_while(|next| {
                    let describes = matches!(
                        next.kind,
                        Some(Kind::Adjective | Kind::Color | Kind::Palette)
                    );
                    !next.after_break && (describes || next.lower == "and")
                })
                .fold(None, |so_far: Option<(usize, usize)>, next| {
                    let start = so_far.map_or(next.place.start, |(start, _)| start);
                    Some((start, next.place.end))
                })?;
            let palette = token.kind == Some(Kind::Palette) && !token.quoted;
            (palette && matches!(verb.lower.as_str(), "are" | "is" | "look" | "looks"))
                .then_some(from..said)
        });
        let Some(place) = found else { return false };
        let old = self.draft.text()[place.clone()].to_owned();
        if old.eq_ignore_ascii_case(adjective) {
            return false;
        }
        self.replace(place, adjective);
        self.asked(SceneField::Colors, Some(&old), Some(value.told()));
        true
    }

    /// Light that is there gets softer, warmer, brighter.
    pub(super) fn light_phrase(
        &mut self,
        value: &'static Value,
        adjective: &str,
    ) -> Result<bool, NotChanged> {
        let reading = self.draft.reading();
        let mut lights = reading.phrases.iter().filter(|sorted| {
            sorted.field == Some(SceneField::Lighting) && sorted.phrase.lead != Lead::Act
        });
        // Of several, the one that says how cool it is gets warmer.
        let rival = lights.clone().find(|sorted| {
            let words = find::words(reading, &sorted.phrase.place);
            values::groups(Axis::Lighting, &words).contains(&value.group)
        });
        let Some(sorted) = rival.or_else(|| lights.next()) else {
            return Ok(false);
        };
        let phrase: &Phrase = &sorted.phrase;
        let tokens = find::tokens(reading, &phrase.place);
        let old = self.draft.text()[phrase.place.clone()].to_owned();
        // "Hard light" is one term of the tables.
        let term = tokens.last().filter(|token| {
            let named = values::named_on(Axis::Lighting, &token.lower);
            token.lower.contains(' ') && named.is_some_and(|named| named.group == value.group)
        });
        if let Some(term) = term {
            if term.lower == value.told() {
                return Err(NotChanged::AlreadySo {
                    what: value.told().to_owned(),
                });
            }
            let (place, told) = (term.place.clone(), term.lower.clone());
            self.replace(place, value.told());
            self.asked(SceneField::Lighting, Some(&told), Some(value.told()));
            return Ok(true);
        }
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
    pub(super) fn camera_sentence(&mut self, value: &'static Value) -> bool {
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
            // What goes on meanwhile is not the camera's: "until he stops before a door".
            let meanwhile = reading.tokens.iter().find(|token| {
                token.place.start > act.start
                    && matches!(token.lower.as_str(), "until" | "while" | "as" | "when")
            });
            let ends = [
                elsewhere.map(|sorted| sorted.phrase.start),
                meanwhile.map(|token| token.place.start),
            ];
            let end = ends.into_iter().flatten().fold(sentence_end, usize::min);
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
            Axis::Style if lexicon::kind(&text.to_lowercase()) == Some(Kind::Look) => {
                (text.to_owned(), text.to_owned())
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

    /// Words that are put in as they are.
    pub(super) fn phrase(&mut self, axis: Axis, text: &str) -> Result<(), NotChanged> {
        if super::within(self.draft.text(), text).is_some() {
            return Err(NotChanged::AlreadySo {
                what: text.to_owned(),
            });
        }
        let now = self.now;
        self.draft.append_tag(text, now);
        self.asked(find::field_of(axis), None, Some(text));
        Ok(())
    }
}

/// A camera value that can go on with "of": "a low angle shot" of a fox.
pub(super) fn as_a_shot(value: &str, look: &str) -> String {
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
        lexicon::kind(word) == Some(Kind::Light) || word.contains("light") || word.ends_with("lit")
    })
}
