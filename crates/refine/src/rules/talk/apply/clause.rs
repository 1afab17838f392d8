//! Clauses that somebody or something heads, and that go with it.

use std::ops::Range;

use worldreel_domain::scene::SceneField;

use crate::rules::phrases::{Lead, Phrase};
use crate::rules::reading::{Reading, Sorted};

use super::Work;

/// The clause that a phrase heads beside the main one, with the word that joins it: "while
/// rain falls on the glass", ", and two gulls fly up", "dust in the air". `None` where
/// nobody would be left, or where it heads the main clause.
pub(super) fn headed_by(reading: &Reading, text: &str, phrase: &Phrase) -> Option<Range<usize>> {
    let at = reading
        .phrases
        .iter()
        .position(|other| other.phrase.place == phrase.place)?;
    let (before, from) = reading.phrases.split_at(at);
    if phrase.lead != Lead::Bare {
        return None;
    }
    let same = |other: &&Sorted| other.phrase.clause == phrase.clause;
    let own: Vec<&Sorted> = from
        .iter()
        .take_while(same)
        .enumerate()
        .take_while(|(nth, other)| *nth == 0 || !is_bare_subject(other))
        .map(|(_, other)| other)
        .collect();
    let end = own.last()?.phrase.place.end;
    let acts = own[1..].iter().any(|next| next.phrase.lead == Lead::Act);
    let hangs = own.len() > 1
        && own[1..]
            .iter()
            .all(|next| matches!(next.phrase.lead, Lead::Preposition(_)));
    let lead = text[..phrase.start].trim_end();
    let joint = |words: &[&str]| {
        words.iter().find_map(|word| {
            let rest = lead.strip_suffix(word)?;
            rest.ends_with(' ').then_some(rest.len())
        })
    };
    let first = !before.iter().any(|other| same(&other));
    let start = if acts && let Some(start) = joint(&["while", "as", "when"]) {
        start
    } else if acts
        && tells_already(before)
        && let Some(start) = joint(&["and"])
    {
        start
    } else if first && hangs && lead.ends_with([',', ';']) {
        phrase.start
    } else {
        return None;
    };
    let left = |other: &Sorted| {
        let outside = other.phrase.place.end <= start || other.phrase.start >= end;
        outside && other.field == Some(SceneField::Subjects)
    };
    (reading.phrases.iter().any(left) || text[..start].trim_end().ends_with(','))
        .then_some(start..end)
}

fn is_bare_subject(sorted: &Sorted) -> bool {
    sorted.field == Some(SceneField::Subjects) && sorted.phrase.lead == Lead::Bare
}

/// Whether the one named last does something: then "and" begins another clause, and is no
/// part of a list.
fn tells_already(before: &[Sorted]) -> bool {
    before
        .iter()
        .rev()
        .take_while(|other| !is_bare_subject(other))
        .any(|other| other.phrase.lead == Lead::Act)
}

/// Where the next one of a clause begins who does something: the cyclists of "a tractor blocks
/// the lane and two cyclists wait".
pub(super) fn next_who_acts(clause: &[&Sorted], text: &str) -> Option<usize> {
    let next = clause.windows(2).skip(1).find(|pair| {
        pair[0].phrase.lead == Lead::Bare
            && pair[0].field == Some(SceneField::Subjects)
            && pair[1].phrase.lead == Lead::Act
            && text[..pair[0].phrase.start].trim_end().ends_with(" and")
    })?;
    Some(next[0].phrase.start)
}

impl Work {
    /// Takes out a stretch with all that is told in it; `asked` is what was named.
    pub(super) fn take_stretch(&mut self, place: Range<usize>, asked: &str) {
        let text = self.draft.text().to_owned();
        let gone: Vec<(SceneField, String)> = self
            .draft
            .reading()
            .phrases
            .iter()
            .filter(|other| {
                other.phrase.start >= place.start && other.phrase.place.end <= place.end
            })
            .filter_map(|other| Some((other.field?, text[other.phrase.place.clone()].to_owned())))
            .collect();
        self.remove(place);
        for (field, value) in gone {
            if value == asked {
                self.asked(field, Some(&value), None);
            } else {
                self.follows(field, Some(&value), None);
            }
        }
    }
}
