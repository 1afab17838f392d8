//! A request cut into parts, each of which may be a wish of its own.

use std::ops::Range;

use crate::rules::lexicon::{self, Kind};
use crate::rules::words::{Word, words};

/// The parts of a request, in bytes of it.
pub(super) fn parts(request: &str) -> Vec<Range<usize>> {
    let words = words(request);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < words.len() {
        let gap_from = at
            .checked_sub(1)
            .map_or(0, |before| words[before].place.end);
        let gap = &request[gap_from..words[at].place.start];
        let between = at > 0 && !(words[at].quoted && words[at - 1].quoted);
        let joint = joint(&words, at);
        if between && (gap.contains([',', ';', '\n', '!', '?']) || gap.contains(". ")) {
            push(&mut found, start..gap_from);
            start = words[at].place.start;
        }
        if between && joint {
            push(&mut found, start..gap_from);
            start = words
                .get(at + 1)
                .map_or(request.len(), |next| next.place.start);
        }
        at += 1;
    }
    push(&mut found, start..request.len());
    found
}

fn push(found: &mut Vec<Range<usize>>, part: Range<usize>) {
    if part.start < part.end {
        found.push(part);
    }
}

/// Whether a word only joins two wishes.
fn joint(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    match word.lower.as_str() {
        "then" | "but" | "plus" => !word.quoted,
        "and" => {
            let describes = |word: Option<&Word>| {
                word.is_some_and(|word| {
                    matches!(
                        lexicon::kind(&word.lower),
                        Some(Kind::Adjective | Kind::Color | Kind::State)
                    )
                })
            };
            let color = |word: Option<&Word>| {
                word.is_some_and(|word| lexicon::kind(&word.lower) == Some(Kind::Color))
            };
            let (before, next) = (at.checked_sub(1).map(|at| &words[at]), words.get(at + 1));
            // "a black and white cat", "big and red"
            let one = (color(before) && color(next))
                || (describes(before)
                    && describes(next)
                    && words.get(at + 2).is_some_and(|word| !word.after_break));
            !one && !word.quoted
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_parted_and_what_belongs_together_is_not() {
        for (request, expected) in [
            (
                "make it night and add rain",
                &["make it night", "add rain"][..],
            ),
            (
                "night, then rain. Remove the car!",
                &["night", "rain", "Remove the car!"],
            ),
            ("make it black and white", &["make it black and white"]),
            ("a big and red ball", &["a big and red ball"]),
            (
                "add a sign \"rock, and roll\"",
                &["add a sign \"rock, and roll\""],
            ),
            ("", &[]),
        ] {
            let told: Vec<&str> = parts(request).into_iter().map(|p| &request[p]).collect();
            assert_eq!(told, expected);
        }
    }
}
