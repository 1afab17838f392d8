//! A model's edits made, and compared with what it says of them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::EditWire;
use crate::rules;
use crate::talk::{Asked, FieldChange};

/// The prompt with the edits made.
pub(super) fn edited(before: &str, edits: &[&EditWire]) -> Result<String, String> {
    let mut places: Vec<(Range<usize>, String)> = Vec::with_capacity(edits.len());
    for edit in edits {
        if edit.from.trim().is_empty() {
            let at = before[..rules::options_start(before)].trim_end().len();
            let new = edit.to.trim_end();
            let joint = if new.starts_with([' ', ',', '.', ';']) {
                ""
            } else {
                " "
            };
            places.push((at..at, format!("{joint}{new}")));
            continue;
        }
        let mut found = before.match_indices(edit.from.as_str()).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => places.push((at..at + edit.from.len(), edit.to.clone())),
            (None, _) => {
                return Err(format!(
                    "the words {:?} do not stand in the prompt",
                    edit.from
                ));
            }
            (Some(_), Some(_)) => {
                return Err(format!(
                    "the words {:?} stand in the prompt more than once; give more words around them",
                    edit.from
                ));
            }
        }
    }
    places.sort_by_key(|(place, _)| (place.start, place.end));
    let mut after = String::with_capacity(before.len());
    let mut passed = 0;
    for (place, new) in places {
        if place.start < passed {
            return Err("two edits overlap".to_owned());
        }
        after.push_str(&before[passed..place.start]);
        after.push_str(&new);
        passed = place.end;
    }
    after.push_str(&before[passed..]);
    // What a removal leaves between words.
    while let Some(at) = after.find("  ").filter(|_| !before.contains("  ")) {
        after.remove(at);
    }
    Ok(after.replace(" ,", ",").trim().to_owned())
}

fn stems(text: &str) -> BTreeSet<String> {
    let small = [
        "a", "an", "the", "of", "in", "on", "at", "and", "with", "is", "to", "it", "by",
    ];
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty() && !small.contains(word))
        .map(rules::stem)
        .collect()
}

/// The first word of a field that neither the new prompt nor the old value has.
pub(super) fn invented(to: &str, from: Option<&str>, after: &str) -> Option<String> {
    let known = stems(&format!("{after} {}", from.unwrap_or_default()));
    let lower = after.to_lowercase();
    let unknown: Vec<String> = stems(to)
        .into_iter()
        .filter(|stem| !known.contains(stem) && !lower.contains(stem.as_str()))
        .collect();
    // One word may be in another form; a value of which most is not there is invented.
    (unknown.len() * 2 > stems(to).len())
        .then(|| unknown.into_iter().next())
        .flatten()
}

pub(super) fn words_of(field: &FieldChange) -> BTreeSet<String> {
    stems(&format!(
        "{} {}",
        field.from.as_deref().unwrap_or_default(),
        field.to.as_deref().unwrap_or_default()
    ))
}

/// Whether some texts have any word of a set.
pub(super) fn shares(words: &BTreeSet<String>, texts: &[&str]) -> bool {
    texts.iter().any(|text| !stems(text).is_disjoint(words))
}

/// Whether each edit has to do with a field that changes, or with the request.
pub(super) fn related(
    edits: &[&EditWire],
    fields: &[FieldChange],
    asked: &Asked<'_>,
) -> Result<(), String> {
    let mut words = stems(asked.request);
    for field in fields {
        words.extend(words_of(field));
    }
    let stray = edits.iter().find(|edit| {
        let text = format!("{} {}", edit.from, edit.to);
        // Scripts without blanks have no words to compare.
        text.contains(' ')
            && text.is_ascii()
            && !stems(&text).is_empty()
            && !shares(&words, &[&text])
    });
    stray.map_or(Ok(()), |edit| {
        Err(format!(
            "the edit of {:?} to {:?} belongs to none of the fields",
            edit.from, edit.to
        ))
    })
}
