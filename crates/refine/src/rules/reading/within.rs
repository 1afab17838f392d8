//! What words within a phrase tell that its noun does not: colours, the weather of "a rainy
//! street", the hour of "noon sun", and what something is done to.

#[cfg(test)]
mod tests;

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use super::super::lexicon::{self, Kind};
use super::super::phrases::{Lead, Parsed, Phrase};
use super::super::tokens::Token;
use super::sorter::Sorter;

/// Words for weather and mood that describe; "rain boots" tell of no rain.
const DESCRIBES_AIR: &str = "rainy|snowy|foggy|misty|hazy|stormy|windy|breezy|cloudy|overcast|sunny|cloudless|\
calm|serene|peaceful|tranquil|moody|eerie|ominous|tense|dreamy|dreamlike|cozy|cosy|melancholic|nostalgic|\
romantic|gloomy|cheerful|whimsical|ethereal|humid|freezing|frosty|spooky|creepy|festive|bleak|haunting|\
wintry|autumnal";

/// Words for how much light there is in a place.
const DESCRIBES_LIGHT: [&str; 5] = ["dim", "dark", "bright", "moonlit", "sunlit"];

/// Looks that are put before whoever is seen; "a vintage car" is an old one.
const DESCRIBES_LOOK: [&str; 8] = [
    "anime",
    "cartoon",
    "claymation",
    "stop motion",
    "pixel art",
    "low poly",
    "cinematic",
    "photorealistic",
];

/// Where the hour may stand before a noun; an evening gown tells of none.
const fn has_an_hour(head: Option<Kind>) -> bool {
    matches!(
        head,
        None | Some(
            Kind::Light
                | Kind::Weather
                | Kind::Place
                | Kind::Indoors
                | Kind::Ground
                | Kind::Camera
                | Kind::Look
                | Kind::Palette
        )
    )
}

/// "Takes a step", "makes a turn": what such verbs have is nothing that is seen.
fn is_idle(own: &[Token]) -> bool {
    let verb = own.first().and_then(|token| lexicon::base(&token.lower));
    verb.is_none_or(|verb| {
        matches!(
            verb,
            "take"
                | "make"
                | "do"
                | "give"
                | "have"
                | "perform"
                | "start"
                | "begin"
                | "finish"
                | "change"
        )
    })
}

impl Sorter<'_> {
    /// Reads what words tell within phrases of which `fields` is known.
    pub(super) fn within(
        &mut self,
        tokens: &[Token],
        parsed: &Parsed,
        fields: &[Option<SceneField>],
    ) {
        for (phrase, field) in parsed.phrases.iter().zip(fields) {
            let from = tokens.partition_point(|token| token.place.start < phrase.place.start);
            let to = tokens.partition_point(|token| token.place.end <= phrase.place.end);
            let own = tokens.get(from..to).unwrap_or_default();
            if let Some(head) = own.iter().position(|token| token.lower == phrase.head_word) {
                self.describers(phrase, *field, &own[..head]);
                self.hour(phrase, *field, &own[..=head]);
            }
            if phrase.lead == Lead::Act && *field == Some(SceneField::Actions) {
                self.acted_on(phrase, own);
            }
        }
        self.colors(tokens, parsed);
    }

    /// Weather, light and look before a noun.
    fn describers(&mut self, phrase: &Phrase, field: Option<SceneField>, before: &[Token]) {
        let of_place = matches!(phrase.head, Some(Kind::Place | Kind::Indoors))
            || field == Some(SceneField::Location);
        let airy = of_place || matches!(phrase.head, Some(Kind::Time | Kind::Season));
        for token in before.iter().filter(|token| !token.quoted) {
            let word = token.lower.as_str();
            let field = match token.kind {
                Some(Kind::Weather) if airy && lexicon::list(DESCRIBES_AIR).any(|w| w == word) => {
                    SceneField::Atmosphere
                }
                None if word == "clear" && phrase.head == Some(Kind::Time) => {
                    SceneField::Atmosphere
                }
                Some(Kind::Season) if matches!(phrase.head, Some(Kind::Time | Kind::Light)) => {
                    SceneField::Atmosphere
                }
                Some(Kind::Adjective | Kind::Light)
                    if of_place && DESCRIBES_LIGHT.contains(&word) =>
                {
                    SceneField::Lighting
                }
                Some(Kind::Look)
                    if phrase.head.is_some_and(Kind::is_subject)
                        && DESCRIBES_LOOK.contains(&word) =>
                {
                    SceneField::Style
                }
                _ => continue,
            };
            self.put(field, token.place.clone());
        }
    }

    /// The hour of "noon sun" and "night drive", where no other is told.
    fn hour(&mut self, phrase: &Phrase, field: Option<SceneField>, own: &[Token]) {
        let told = !self.fields[SceneField::TimeOfDay as usize].is_empty();
        let opens = phrase.lead == Lead::Bare && phrase.clause < 2;
        let fits = has_an_hour(phrase.head) && (phrase.head.is_some() || opens);
        if told || !fits || matches!(field, Some(SceneField::TimeOfDay | SceneField::Actions)) {
            return;
        }
        let hour = own.iter().filter(|token| !token.quoted).find_map(|token| {
            if token.kind == Some(Kind::Time) {
                return Some(token.place.clone());
            }
            // "Noon sun" is one term to the tables.
            let airy = matches!(token.kind, Some(Kind::Light | Kind::Weather));
            let (first, _) = token.lower.split_once(' ').filter(|_| airy)?;
            let end = token.place.start + first.len();
            let whole = self.text.get(token.place.start..end)?;
            (lexicon::kind(first) == Some(Kind::Time) && whole.eq_ignore_ascii_case(first))
                .then_some(token.place.start..end)
        });
        if let Some(place) = hour {
            self.put(SceneField::TimeOfDay, place);
        }
    }

    /// Who or what something is done to is seen, too: the crate of "carries a wooden crate".
    /// A place that is crossed or entered is where it happens.
    fn acted_on(&mut self, phrase: &Phrase, own: &[Token]) {
        let named = |token: &Token| {
            token.is_noun_phrase() && token.kind != Some(Kind::Act) && !token.lower.ends_with("ly")
        };
        let Some(from) = own.iter().skip(1).position(named).map(|at| at + 1) else {
            return;
        };
        // "Raises his hand", "rides her bicycle": what is somebody's own goes with them.
        if matches!(own[from].lower.as_str(), "his" | "her" | "their" | "its") {
            return;
        }
        // "Opens a door quickly": how it is done is none of it.
        let how = own[from..].iter().rev().take_while(|token| {
            token.lower.ends_with("ly") && !token.kind.is_some_and(Kind::is_subject)
        });
        let last = own.len() - how.count().min(own.len() - from - 1) - 1;
        let object = own[from].place.start..own[last].place.end;
        match phrase.head {
            Some(Kind::Place | Kind::Indoors) => self.put(SceneField::Location, object),
            kind if kind.map_or(phrase.determined && !is_idle(own), Kind::is_subject) => {
                self.put(SceneField::Subjects, object);
                let describes = |token: &&Token| {
                    matches!(
                        token.kind,
                        Some(Kind::Adjective | Kind::Color | Kind::State)
                    )
                };
                let rest = own[from..]
                    .iter()
                    .skip_while(|token| token.kind == Some(Kind::Determiner));
                let looks: Vec<&Token> = rest.take_while(describes).collect();
                if let (Some(first), Some(last)) = (looks.first(), looks.last()) {
                    self.put(
                        SceneField::SubjectAttributes,
                        first.place.start..last.place.end,
                    );
                }
            }
            _ => {}
        }
    }

    fn colors(&mut self, tokens: &[Token], parsed: &Parsed) {
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != Some(Kind::Color) || token.quoted || parsed.denied_tokens[at] {
                continue;
            }
            let shade = at.checked_sub(1).map(|at| &tokens[at]).filter(|before| {
                ["light", "dark", "deep", "bright", "pale", "burnt"]
                    .contains(&before.lower.as_str())
            });
            let start = shade.map_or(token.place.start, |shade| shade.place.start);
            let place = start..token.place.end;
            let within =
                |other: &Range<usize>| other.start <= place.start && place.end <= other.end;
            if !self.fields[SceneField::Colors as usize].iter().any(within) {
                self.push(SceneField::Colors, place);
            }
        }
    }

    /// Puts a value where it stands among those of its field.
    fn put(&mut self, field: SceneField, place: Range<usize>) {
        let places = &mut self.fields[field as usize];
        let within = |other: &Range<usize>| other.start <= place.start && place.end <= other.end;
        if !places.iter().any(within) {
            let at = places.partition_point(|other| other.start < place.start);
            places.insert(at, place);
        }
    }
}
