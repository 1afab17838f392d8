//! A field's values one by one, and where each stands.

use std::collections::HashSet;
use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::reading::Reading;
use crate::rules::stem;
use crate::rules::talk::apply::{plain, within};

/// How the places of a field's values are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The rules read them.
    Rules,
    /// Their words are looked for in the text.
    Words,
}

/// The values of a field, as they are parted by commas, each once.
pub(super) fn split(value: &str) -> Vec<String> {
    let mut known = HashSet::new();
    value
        .split(',')
        .map(joined)
        .filter(|part| !part.is_empty() && known.insert(part.to_lowercase()))
        .collect()
}

/// Where a value of a field stands, in the order of the text.
pub(super) fn places(
    text: &str,
    reading: &Reading,
    field: SceneField,
    source: Source,
    value: &str,
) -> Vec<Range<usize>> {
    match source {
        Source::Words => within(text, value).into_iter().collect(),
        Source::Rules => reading.places[field as usize]
            .iter()
            .flat_map(|place| cut(text, place.clone()))
            .filter(|place| joined(&text[place.clone()]).eq_ignore_ascii_case(value))
            .collect(),
    }
}

/// A place cut at the commas in it, without the blanks around.
fn cut(text: &str, place: Range<usize>) -> Vec<Range<usize>> {
    let mut at = place.start;
    text[place]
        .split(',')
        .map(|part| {
            let start = at + part.len() - part.trim_start().len();
            at += part.len() + 1;
            start..start + part.trim().len()
        })
        .filter(|part| !part.is_empty())
        .collect()
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the rules read of a field, value by value.
pub(super) fn read(reading: &Reading, field: SceneField) -> Vec<String> {
    split(reading.scene.get(field).unwrap_or_default())
}

/// Whether two lists of values say the same of a field, in whatever order.
pub(super) fn same(field: SceneField, read: &[String], wanted: &[String]) -> bool {
    let mut rest: Vec<&String> = wanted.iter().collect();
    let each = read.len() == wanted.len()
        && read.iter().all(|read| {
            let at = rest.iter().position(|wanted| alike(field, read, wanted));
            at.is_some_and(|at| {
                rest.swap_remove(at);
                true
            })
        });
    // "Old" and "red" of a fox are read as one: "an old red fox".
    let loose = matches!(field, SceneField::SubjectAttributes | SceneField::Colors);
    each || (loose && words(read) == words(wanted))
}

/// Whether a value as it is read is the one that is wanted.
pub(super) fn alike(field: SceneField, read: &str, wanted: &str) -> bool {
    let (read, wanted) = (sorted_out(field, read), sorted_out(field, wanted));
    // "Anime" stands in a text as "in anime style".
    let named = ["style", "light", "mood", "tones"]
        .iter()
        .any(|noun| read == format!("{wanted} {noun}"));
    read == wanted || named
}

/// A value without what makes no difference: case, its article, and the form of its verbs.
fn sorted_out(field: SceneField, value: &str) -> String {
    let plain = plain(value).replace('-', " ");
    if field != SceneField::Actions {
        return plain;
    }
    plain.split(' ').map(stem).collect::<Vec<_>>().join(" ")
}

fn words(values: &[String]) -> Vec<String> {
    let mut words: Vec<String> = values
        .iter()
        .flat_map(|value| {
            let plain = plain(value);
            plain.split(' ').map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|word| word != "and")
        .collect();
    words.sort();
    words
}
