//! Phrases and what they mean, gathered from the tables, found longest first.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::motif::Meaning;
use super::words::{Word, words};
use super::{looks, places, things};

/// A phrase found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) meaning: Meaning,
    /// How many are asked for; `None` where the text leaves it open.
    pub(crate) count: Option<usize>,
    /// The colour that stands before it.
    pub(crate) tint: Option<u32>,
}

/// The longest phrase of the tables, in words.
const LONGEST: usize = 3;

static LEXICON: LazyLock<HashMap<&'static str, Vec<Meaning>>> = LazyLock::new(|| {
    let mut lexicon: HashMap<&'static str, Vec<Meaning>> = HashMap::new();
    let tables = [things::TABLE, places::TABLE, looks::TABLE];
    for (phrases, meaning) in tables.into_iter().flatten() {
        for phrase in phrases.split('|') {
            lexicon.entry(phrase).or_default().push(*meaning);
        }
    }
    lexicon
});

/// Words that say how many; where a range is meant, what fits a picture.
const COUNTS: &[(&str, usize)] = &[
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("single", 1),
    ("lone", 1),
    ("lonely", 1),
    ("two", 2),
    ("pair", 2),
    ("couple", 2),
    ("both", 2),
    ("three", 3),
    ("trio", 3),
    ("few", 3),
    ("several", 4),
    ("some", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("group", 5),
    ("seven", 7),
    ("pack", 5),
    ("herd", 6),
    ("crowd", 7),
    ("many", 7),
    ("flock", 11),
    ("swarm", 11),
    ("school", 11),
    ("shoal", 11),
    ("dozens", 9),
    ("hundreds", 11),
];

/// What a number can count that is not the noun: "a three storey house".
const PARTS: &[&str] = &[
    "year", "years", "door", "storey", "story", "seat", "man", "way",
];

/// How far before a noun its number or colour may stand, in words.
const REACH: usize = 4;

/// All that a text says, in its order. What is denied is left out.
pub(crate) fn read(text: &str) -> Vec<Found> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    // Where the last noun ended: a number or colour before that belongs to it.
    let mut noun_end = 0;
    while at < words.len() {
        let Some((length, meanings)) = longest(&words[at..]) else {
            at += 1;
            continue;
        };
        if !words[at..at + length].iter().any(|word| word.denied) {
            let before = clause(&words, at, noun_end);
            let last = &words[at + length - 1];
            for meaning in meanings {
                let count = count(before, last);
                found.push(Found {
                    meaning: *meaning,
                    count,
                    tint: tint(before),
                });
            }
        }
        let noun = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::Who(_) | Meaning::Where(_) | Meaning::Near(_) | Meaning::Moon
            )
        };
        at += length;
        if meanings.iter().any(noun) {
            noun_end = at;
        }
    }
    found
}

/// The words before a noun that may speak of it.
fn clause(words: &[Word], at: usize, noun_end: usize) -> &[Word] {
    let from = noun_end.max(at.saturating_sub(REACH));
    let from = (from..=at)
        .rev()
        .find(|index| words.get(*index).is_some_and(|word| word.breaks))
        .map_or(from, |stop| stop.max(from));
    &words[from.min(at)..at]
}

fn longest(words: &[Word]) -> Option<(usize, &'static Vec<Meaning>)> {
    (1..=LONGEST.min(words.len())).rev().find_map(|length| {
        let inner_break = words[1..length].iter().any(|word| word.breaks);
        if inner_break {
            return None;
        }
        phrases(&words[..length])
            .iter()
            .find_map(|phrase| LEXICON.get(phrase.as_str()))
            .map(|meanings| (length, meanings))
    })
}

/// All ways to read words as dictionary forms, plainest first.
fn phrases(words: &[Word]) -> Vec<String> {
    let Some((word, rest)) = words.split_first() else {
        return vec![String::new()];
    };
    let tails = phrases(rest);
    word.stems
        .iter()
        .flat_map(|stem| {
            tails.iter().map(move |tail| {
                if tail.is_empty() {
                    stem.clone()
                } else {
                    format!("{stem} {tail}")
                }
            })
        })
        .collect()
}

fn count(before: &[Word], noun: &Word) -> Option<usize> {
    // "two children", "a flock of white birds": the largest number counts, since "a"
    // also stands before "flock".
    let told = before
        .iter()
        .enumerate()
        // "six-wheeled" counts wheels.
        .filter(|(index, _)| {
            let next = before.get(index + 1).map(|word| word.text.as_str());
            next.is_none_or(|next| !next.ends_with("ed") && !PARTS.contains(&next))
        })
        .filter_map(|(_, word)| {
            let number = word.text.parse().ok().map(|n: usize| n.clamp(1, 11));
            let named = COUNTS
                .iter()
                .find(|(text, _)| *text == word.text)
                .map(|(_, count)| *count);
            number.or(named)
        })
        .max();
    match told {
        Some(1) | None if noun.plural => Some(3),
        told => told,
    }
}

fn tint(before: &[Word]) -> Option<u32> {
    before.iter().rev().find_map(|word| {
        word.stems.iter().find_map(|stem| {
            LEXICON
                .get(stem.as_str())?
                .iter()
                .find_map(|meaning| match meaning {
                    Meaning::Tint(tint) => Some(*tint),
                    _ => None,
                })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_longer_than_what_is_looked_for() {
        for phrase in LEXICON.keys() {
            assert!(phrase.split(' ').count() <= LONGEST, "{phrase}");
            assert_eq!(*phrase, phrase.to_lowercase());
        }
    }
}
