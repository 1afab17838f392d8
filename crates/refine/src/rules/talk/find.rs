//! Where in the prompt the thing is that a request names.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::phrases::{Lead, Phrase};
use crate::rules::reading::{Reading, Sorted};
use crate::rules::tokens::Token;
use crate::vary::Axis;

use super::english;
use super::said::Said;

/// The field of the scene that an axis belongs to.
pub(super) const fn field_of(axis: Axis) -> SceneField {
    match axis {
        Axis::TimeOfDay => SceneField::TimeOfDay,
        Axis::Weather => SceneField::Atmosphere,
        Axis::Location => SceneField::Location,
        Axis::Camera | Axis::Style => SceneField::Style,
        Axis::Lighting => SceneField::Lighting,
        Axis::Colors => SceneField::Colors,
        Axis::Pace => SceneField::Actions,
    }
}

/// The tokens of a stretch of the prompt.
pub(super) fn tokens<'a>(reading: &'a Reading, place: &Range<usize>) -> Vec<&'a Token> {
    let inside = |token: &&Token| token.place.start >= place.start && token.place.end <= place.end;
    reading.tokens.iter().filter(inside).collect()
}

/// The words of a stretch, terms taken apart.
pub(super) fn words<'a>(reading: &'a Reading, place: &Range<usize>) -> Vec<&'a str> {
    tokens(reading, place)
        .into_iter()
        .flat_map(|token| token.lower.split(' '))
        .collect()
}

/// Words for whoever is seen.
fn generic(name: &str) -> Option<&'static [Kind]> {
    match name {
        "subject" | "main subject" | "character" | "main character" | "subjects" | "characters" => {
            Some(&[Kind::Person, Kind::Animal, Kind::Vehicle, Kind::Thing])
        }
        "animal" | "creature" | "beast" | "animals" => Some(&[Kind::Animal]),
        "person" | "guy" | "human" | "people" => Some(&[Kind::Person]),
        "vehicle" | "vehicles" => Some(&[Kind::Vehicle]),
        _ => None,
    }
}

/// The words up to the noun that carries a name: "steam" of "steam coming out of it".
pub(super) fn core(name: &str) -> String {
    let said = Said::new(name);
    let lower = said.lower();
    let ends = |word: &str| {
        matches!(
            lexicon::kind(word),
            Some(Kind::Preposition | Kind::Act | Kind::Conjunction | Kind::Negation)
        )
    };
    let len = lower
        .iter()
        .skip(1)
        .position(|word| ends(word))
        .map_or(lower.len(), |at| at + 1);
    lower[..len].join(" ")
}

/// The phrase of that name, which may have adjectives: of several the one that has most of
/// the name's words. "The boy on the bicycle" is the boy.
pub(super) fn phrase<'a>(reading: &'a Reading, name: &str) -> Option<&'a Sorted> {
    let lower = name
        .to_lowercase()
        .replace('-', " ")
        .replace('\u{2019}', "'");
    let carrier = core(&lower);
    if carrier.len() < lower.len()
        && lexicon::kind(&lower).is_none()
        && let Some(found) = phrase(reading, &carrier)
    {
        return Some(found);
    }
    let words: Vec<&str> = lower.split_whitespace().collect();
    let last = *words.last()?;
    let scored = reading.phrases.iter().filter_map(|sorted| {
        let phrase = &sorted.phrase;
        let head = phrase.head_word.as_str();
        if head.is_empty() {
            return None;
        }
        let whole = lower == head || english::same_noun(&lower, head);
        let end = head.rsplit(' ').next().unwrap_or(head);
        // The boat of "sailboat".
        let compound = last.len() > 3
            && end.len() > last.len() + 2
            && end.ends_with(last)
            && lexicon::kind(last) == lexicon::kind(end)
            && lexicon::kind(last).is_some();
        // The pickup of "pickup truck".
        let begins = head
            .strip_prefix(lower.as_str())
            .is_some_and(|rest| rest.starts_with(' '))
            && lexicon::kind(&lower) == lexicon::kind(head);
        if !whole && !english::same_noun(last, end) && !compound && !begins {
            return None;
        }
        let own = self::words(reading, &phrase.place);
        let shared = words.iter().filter(|word| own.contains(word)).count();
        Some((shared, sorted))
    });
    let mut best: Option<(usize, &Sorted)> = None;
    for (shared, sorted) in scored {
        if best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, sorted));
        }
    }
    best.map(|(_, sorted)| sorted).or_else(|| {
        let kinds = generic(&lower)?;
        reading.phrases.iter().find(|sorted| {
            sorted.field == Some(SceneField::Subjects)
                && sorted.phrase.head.is_some_and(|kind| kinds.contains(&kind))
        })
    })
}

/// The phrase of the first subject, or of the place where only a place is seen.
pub(super) fn subject(reading: &Reading) -> Option<&Sorted> {
    let bare_place = |sorted: &&Sorted| {
        sorted.field == Some(SceneField::Location) && sorted.phrase.lead == Lead::Bare
    };
    let subject = reading
        .phrases
        .iter()
        .find(|sorted| sorted.field == Some(SceneField::Subjects));
    subject.or_else(|| reading.phrases.iter().find(bare_place))
}

/// Whom a pronoun means, by name, where it is not whoever is named first: "they", after a car, are
/// the two women in it.
pub(super) fn meant(reading: &Reading, pronoun: &str) -> Option<String> {
    let seen = |sorted: &&Sorted| sorted.field == Some(SceneField::Subjects);
    let fits = |sorted: &&Sorted| {
        let (head, kind) = (&sorted.phrase.head_word, sorted.phrase.head);
        match pronoun {
            "they" | "them" => {
                lexicon::is_plural(head) && matches!(kind, Some(Kind::Person | Kind::Animal))
            }
            "he" | "him" | "she" | "her" => kind == Some(Kind::Person),
            _ => false,
        }
    };
    let first = reading.phrases.iter().find(seen)?;
    let found = reading.phrases.iter().filter(seen).find(fits)?;
    (!fits(&first)).then(|| found.phrase.head_word.clone())
}

/// The phrase that is meant: the one of that name, or the first subject.
pub(super) fn target<'a>(reading: &'a Reading, name: Option<&str>) -> Option<&'a Sorted> {
    match name {
        Some(name) => phrase(reading, name),
        None => subject(reading),
    }
}

/// Whether the prompt names such a thing anywhere.
pub(super) fn is_there(reading: &Reading, name: &str) -> bool {
    phrase(reading, name).is_some() || word(reading, name).is_some()
}

/// The place of a word that is no phrase's own noun: the coffee of "a cup of coffee".
pub(super) fn word<'a>(reading: &'a Reading, name: &str) -> Option<&'a Token> {
    let lower = name.to_lowercase().replace('-', " ");
    reading.tokens.iter().find(|token| {
        !token.quoted
            && (token.lower == lower
                || (token.may_be_noun() && english::same_noun(&token.lower, &lower)))
    })
}

/// With how many of its first words `said` names something in the prompt.
pub(super) fn target_len(reading: &Reading, said: &Said) -> Option<usize> {
    let lower = said.lower();
    (1..=4.min(lower.len())).rev().find(|len| {
        let name = lower[..*len].join(" ");
        // What comes after the name, such as "on a rooftop", is no part of it.
        if core(&name) != name && lexicon::kind(&name).is_none() {
            return false;
        }
        let before = &lower[..len - 1];
        let describes = |word: &&str| {
            matches!(
                lexicon::kind(word),
                Some(Kind::Adjective | Kind::Color | Kind::State)
            )
        };
        let found = phrase(reading, &name);
        let fits = found.is_some_and(|sorted| {
            let own = words(reading, &sorted.phrase.place);
            before
                .iter()
                .all(|word| own.contains(word) || describes(word))
        });
        fits || (*len == 1
            && word(reading, &name)
                .is_some_and(|token| token.may_be_noun() && token.kind.is_some()))
    })
}

/// Where a phrase is without the verb it begins with: the bicycle of "rides her bicycle".
pub(super) fn noun_place(reading: &Reading, phrase: &Phrase) -> Range<usize> {
    let first = tokens(reading, &phrase.place)
        .into_iter()
        .find(|token| phrase.lead != Lead::Act || token.kind != Some(Kind::Act));
    first.map_or(phrase.place.clone(), |token| {
        token.place.start..phrase.place.end
    })
}

/// Where a phrase's own noun stands.
pub(super) fn head<'a>(reading: &'a Reading, phrase: &Phrase) -> Option<&'a Token> {
    tokens(reading, &phrase.place)
        .into_iter()
        .find(|token| token.lower == phrase.head_word)
}

/// Where the clause ends that a place belongs to: at the next mark.
pub(super) fn clause_end(text: &str, from: usize) -> usize {
    text[from..]
        .char_indices()
        .find(|(at, c)| {
            let next = text[from + at + c.len_utf8()..].chars().next();
            matches!(c, '\n' | ';')
                || (matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace))
        })
        .map_or(text.len(), |(at, _)| from + at)
}
