//! What the camera is to do.

use crate::rules::lexicon::{self, Kind};
use crate::vary::Axis;

use super::super::said::Said;
use super::super::values;
use super::super::wish::Wish;
use super::set;

/// "The camera pans left", "shoot it from above", "move the camera closer".
pub(super) fn camera(said: &Said) -> Option<Vec<Wish>> {
    let told = |rest: &Said| {
        let line = rest.bare().line();
        let plain = line
            .split(' ')
            .filter(|word| {
                !matches!(
                    *word,
                    "slowly"
                        | "gently"
                        | "smoothly"
                        | "slightly"
                        | "gradually"
                        | "should"
                        | "to"
                        | "is"
                        | "it"
                        | "the"
                        | "a"
                        | "be"
                        | "more"
                        | "that"
                        | "which"
                        | "bit"
                        | "on"
                        | "use"
                        | "using"
                )
            })
            .collect::<Vec<_>>()
            .join(" ");
        [line.as_str(), plain.as_str()]
            .into_iter()
            .find_map(|name| values::named_on(Axis::Camera, name))
            .map(|value| vec![Wish::Set(value)])
            .or_else(|| camera_values(rest))
    };
    if let Some(rest) = said.after(&[
        "camera",
        "the camera",
        "can the camera",
        "could the camera",
        "can the camera be",
        "could the camera be",
        "have the camera",
        "let the camera",
        "make the camera",
        "make camera",
        "a camera",
        "use the camera to",
    ]) {
        return told(&rest);
    }
    for verb in [
        "move", "pan", "tilt", "push", "pull", "bring", "zoom", "put", "place", "dolly", "crane",
        "raise", "lower", "hold", "keep",
    ] {
        if let Some(rest) = said.after(&[&format!("{verb} the camera")]) {
            let line = rest.line();
            return [format!("{verb} {line}"), line]
                .iter()
                .find_map(|name| told(&Said::new(name)));
        }
    }
    let rest = said.after(&[
        "film",
        "shoot",
        "view",
        "show",
        "frame",
        "capture",
        "see",
        "use",
        "give me",
        "try",
        "get",
        "go for",
        "go",
        "do",
        "cut to",
        "switch to",
        "change to",
        "make it",
        "film it",
        "shoot it",
        "view it",
        "show it",
        "frame it",
        "capture it",
        "see it",
        "film this",
        "shoot this",
        "film the scene",
        "shoot the scene",
        "show the scene",
        "view the scene",
        "zoom",
        "move",
        "add",
    ]);
    rest.and_then(|rest| told(&rest)).or_else(|| told(said))
}

/// "Follows her from behind": what the camera does, with whom it does it left out.
fn camera_values(said: &Said) -> Option<Vec<Wish>> {
    let lower = said.lower();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let longest = (1..=5.min(lower.len() - at)).rev().find_map(|len| {
            let value = values::named(&lower[at..at + len].join(" "))?;
            (value.axis == Axis::Camera).then_some((len, value))
        });
        let whom = |word: &str| {
            let kind = lexicon::kind(word);
            kind.is_some_and(|kind| kind.is_noun() || kind == Kind::Determiner)
                || matches!(
                    word,
                    "it" | "him"
                        | "on"
                        | "at"
                        | "of"
                        | "towards"
                        | "toward"
                        | "to"
                        | "into"
                        | "around"
                        | "over"
                        | "with"
                        | "them"
                        | "her"
                        | "slowly"
                        | "and"
                        | "close"
                        | "closely"
                        | "gently"
                        | "smoothly"
                )
        };
        match longest {
            Some((len, value)) => {
                if !found.contains(&value) {
                    found.push(value);
                }
                at += len;
            }
            None if whom(lower[at]) && !found.is_empty() => at += 1,
            None if matches!(
                lower[at],
                "slow" | "slowly" | "smooth" | "smoothly" | "gentle" | "a" | "an" | "with"
            ) =>
            {
                at += 1;
            }
            None => return None,
        }
    }
    (!found.is_empty()).then(|| set(found))
}
