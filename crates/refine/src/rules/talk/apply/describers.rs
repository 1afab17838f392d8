//! Words that only describe, and go by themselves or with what joins them.

use std::ops::Range;

use crate::rules::lexicon::Kind;
use crate::rules::phrases;
use crate::rules::reading::Sorted;
use crate::rules::talk::said::Said;
use crate::rules::talk::{find, values};
use crate::rules::tokens::Token;

use super::Work;

impl Work {
    /// The blue ones of "red and blue blocks": their colour and its "and".
    pub(super) fn one_of_two(
        &self,
        phrase: &phrases::Phrase,
        what: &str,
    ) -> Option<(Range<usize>, String)> {
        let named = Said::new(what);
        let words = named.lower();
        let tokens = find::tokens(self.draft.reading(), &phrase.place);
        let (at, color) = tokens.iter().enumerate().find(|(_, token)| {
            token.kind == Some(Kind::Color) && words.contains(&token.lower.as_str())
        })?;
        let is_and = |token: Option<&&Token>| token.is_some_and(|token| token.lower == "and");
        let color_at = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| token.kind == Some(Kind::Color))
        };
        let lower = color.lower.clone();
        if at >= 2 && is_and(tokens.get(at - 1)) && color_at(at - 2) {
            return Some((tokens[at - 1].place.start..color.place.end, lower));
        }
        (is_and(tokens.get(at + 1)) && color_at(at + 2))
            .then(|| (color.place.start..tokens[at + 1].place.end, lower))
    }

    /// An adjective of that name or for that thing: the rain of "a rainy street".
    pub(super) fn adjective_place(&self, what: &str) -> Option<Range<usize>> {
        let lower = what.to_lowercase();
        let meant = values::named(&lower);
        self.draft
            .reading()
            .tokens
            .iter()
            .find(|token| {
                let same = token.lower == lower || token.lower == format!("{lower}y");
                let describes = matches!(
                    token.kind,
                    Some(
                        Kind::Adjective
                            | Kind::Color
                            | Kind::State
                            | Kind::Weather
                            | Kind::Look
                            | Kind::Light
                            | Kind::Time
                    )
                );
                let means = meant.is_some_and(|meant| values::named(&token.lower) == Some(meant));
                !token.quoted && describes && (same || means)
            })
            .map(|token| token.place.clone())
    }

    /// The phrase that a noun at a place only describes, where it is a clause of its own.
    pub(super) fn made_of(&self, place: &Range<usize>) -> Option<Sorted> {
        let reading = self.draft.reading();
        let token = reading.tokens.iter().find(|token| token.place == *place)?;
        let noun = ["dust", "smoke", "rain", "snow", "fog", "mist", "steam"];
        let sorted = reading.phrases.iter().find(|sorted| {
            sorted.phrase.place.start <= place.start && place.end < sorted.phrase.place.end
        })?;
        let of_clause = |other: &&Sorted| other.phrase.clause == sorted.phrase.clause;
        let alone = reading.phrases.iter().filter(of_clause).count() == 1;
        let of_air = matches!(
            sorted.phrase.head_word.as_str(),
            "air" | "mood" | "atmosphere" | "vibe" | "feeling" | "flashes"
        );
        ((noun.contains(&token.lower.as_str()) || of_air) && alone).then(|| sorted.clone())
    }

    /// A describing word with the "and" that joins it to another one: "and melancholic".
    pub(super) fn with_its_and(&self, place: Range<usize>) -> Range<usize> {
        let tokens = &self.draft.reading().tokens;
        let Some(at) = tokens.iter().position(|token| token.place == place) else {
            return place;
        };
        let describes = |token: Option<&Token>| {
            token.is_some_and(|token| {
                matches!(
                    token.kind,
                    Some(Kind::Adjective | Kind::Color | Kind::State | Kind::Weather | Kind::Light)
                )
            })
        };
        let is_and = |token: Option<&Token>| token.is_some_and(|token| token.lower == "and");
        let before = |by: usize| at.checked_sub(by).map(|at| &tokens[at]);
        if is_and(before(1)) && describes(before(2)) {
            return before(2).map_or(place.start, |one| one.place.end)..place.end;
        }
        if is_and(tokens.get(at + 1)) && describes(tokens.get(at + 2)) {
            return place.start..tokens[at + 1].place.end;
        }
        place
    }
}
