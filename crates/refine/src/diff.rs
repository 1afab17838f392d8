//! The difference between two texts, as changes a person can take or leave one by one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of a text, counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CharSpan {
    /// The first character, counted from 0.
    pub start: u32,
    /// The character after the last one; equal to `start` for a place between two.
    pub end: u32,
}

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextChange {
    /// What is there; empty for an addition.
    pub from: String,
    /// What comes in its place; empty for a removal.
    pub to: String,
    /// Why, in plain words; empty when nobody gave a reason.
    pub why: String,
    /// Where `from` is in the text before all changes.
    pub at: CharSpan,
}

/// Changes that were made for another text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the change at character {at} does not fit this text")]
pub struct DoesNotFit {
    /// Where the first change that does not fit wanted to go.
    pub at: u32,
}

/// The work grows with the product of length and difference: two texts of 20,000
/// characters with nothing in common, which are 13,000 tokens, took 3 s in a debug
/// build (measured 2026-11), and those of this bound a tenth of that.
pub const WORD_TOKENS_MAX: usize = 4_000;

/// The changes that turn `before` into `after`, in order and without overlap.
///
/// Whole words change, never letters within them. An addition of several sentences
/// is one change for each, so that each can be taken or left. Texts that have more
/// than [`WORD_TOKENS_MAX`] tokens together change by whole sentences.
#[must_use]
pub fn changes(before: &str, after: &str) -> Vec<TextChange> {
    let (mut old, mut new) = (tokens(before), tokens(after));
    if old.len() + new.len() > WORD_TOKENS_MAX {
        (old, new) = (sentences(before), sentences(after));
    }
    let mut found: Vec<TextChange> = Vec::new();
    let mut starts = Vec::with_capacity(old.len() + 1);
    let mut chars = 0;
    for token in &old {
        starts.push(chars);
        chars += chars_in(token);
    }
    starts.push(chars);
    // Both places are counted here: an insertion that follows a removal comes with the
    // place before that removal (similar 2.7, found by the property test below).
    let (mut o, mut n) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (from, to) = (op.old_range().len(), op.new_range().len());
        if !matches!(op, DiffOp::Equal { .. }) {
            let at = CharSpan {
                start: starts[o],
                end: starts[o + from],
            };
            let (from, to) = (&old[o..o + from], &new[n..n + to]);
            push(&mut found, at, &from.concat(), &to.concat());
        }
        o += from;
        n += to;
    }
    split_sentences(join_neighbours(before, found))
}

/// `before` with `taken` made, which are some or all of its changes in their order.
///
/// # Errors
///
/// [`DoesNotFit`] when a change is out of order or its `from` is not what `before`
/// has at that place.
pub fn apply<'a>(
    before: &str,
    taken: impl IntoIterator<Item = &'a TextChange>,
) -> Result<String, DoesNotFit> {
    let mut result = String::with_capacity(before.len());
    let mut rest = before;
    let mut passed = 0_u32;
    for change in taken {
        let misfit = DoesNotFit {
            at: change.at.start,
        };
        let skip = change.at.start.checked_sub(passed).ok_or(misfit.clone())?;
        let kept = prefix(rest, skip).ok_or(misfit.clone())?;
        result.push_str(kept);
        rest = rest[kept.len()..]
            .strip_prefix(change.from.as_str())
            .ok_or(misfit)?;
        result.push_str(&change.to);
        passed = change.at.start.saturating_add(chars_in(&change.from));
    }
    result.push_str(rest);
    Ok(result)
}

/// The first `count` characters of `text`, if it has as many.
fn prefix(text: &str, count: u32) -> Option<&str> {
    let count = usize::try_from(count).ok()?;
    match text.char_indices().nth(count) {
        Some((end, _)) => Some(&text[..end]),
        None => (text.chars().count() == count).then_some(text),
    }
}

/// Texts are at most 20,000 characters long, so the count always fits.
fn chars_in(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Joins replacements that only a blank parts: two neighbouring words are one change
/// to a reader.
fn join_neighbours(before: &str, found: Vec<TextChange>) -> Vec<TextChange> {
    let mut joined: Vec<TextChange> = Vec::with_capacity(found.len());
    let mut chars = before.chars();
    let mut passed = 0_u32;
    for change in found {
        let gap: String = chars
            .by_ref()
            .take((change.at.start - passed) as usize)
            .collect();
        chars
            .by_ref()
            .take(change.from.chars().count())
            .for_each(drop);
        passed = change.at.end;
        match joined.last_mut() {
            Some(last) if gap == " " && !last.from.is_empty() && !change.from.is_empty() => {
                last.from = format!("{}{gap}{}", last.from, change.from);
                last.to = format!("{}{gap}{}", last.to, change.to);
                last.at.end = change.at.end;
            }
            _ => joined.push(change),
        }
    }
    joined
}

/// Adds a change, or lets the last one grow where a removal and an addition meet.
fn push(found: &mut Vec<TextChange>, at: CharSpan, from: &str, to: &str) {
    if let Some(last) = found.last_mut()
        && last.at.end == at.start
    {
        last.from.push_str(from);
        last.to.push_str(to);
        last.at.end = at.end;
        return;
    }
    found.push(TextChange {
        from: from.to_owned(),
        to: to.to_owned(),
        why: String::new(),
        at,
    });
}

fn split_sentences(found: Vec<TextChange>) -> Vec<TextChange> {
    let mut split = Vec::with_capacity(found.len());
    for change in found {
        if !change.from.is_empty() {
            split.push(change);
            continue;
        }
        for piece in pieces(&change.to) {
            split.push(TextChange {
                to: piece.to_owned(),
                ..change.clone()
            });
        }
    }
    split
}

/// An addition cut into sentences, so that any of them can be left out and the rest still
/// reads well. One that begins with the mark that ends the sentence before it is cut
/// before each mark, any other after each.
fn pieces(added: &str) -> Vec<&str> {
    if !added.starts_with(is_end) {
        return sentences(added);
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let marks = added.char_indices().filter(|(_, c)| is_end(*c));
    for (at, mark) in marks {
        let followed = added[at + mark.len_utf8()..].starts_with(char::is_whitespace);
        if at > start && followed {
            pieces.push(&added[start..at]);
            start = at;
        }
    }
    pieces.push(&added[start..]);
    pieces
}

const fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// The text cut after each mark that ends a sentence and is followed by white space.
fn sentences(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if ended && c.is_whitespace() {
            pieces.push(&text[start..at]);
            start = at;
        }
        ended = is_end(c);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// Words with their apostrophes and inner hyphens, runs of white space, and every
/// other character alone.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = if first.is_alphanumeric() {
            rest.find(|c: char| !in_word(c)).unwrap_or(rest.len())
        } else if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at(len);
        found.push(token);
        rest = tail;
    }
    found
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(before: &str, after: &str) -> Vec<(String, String)> {
        changes(before, after)
            .into_iter()
            .map(|change| (change.from, change.to))
            .collect()
    }

    #[test]
    fn added_sentences_are_taken_one_by_one() {
        assert_eq!(
            told("a fox", "a fox. It trots on. The camera waits"),
            [
                (String::new(), ". It trots on".into()),
                (String::new(), ". The camera waits".into()),
            ]
        );
        assert_eq!(
            told("A fox.", "A fox. It trots on. The camera waits."),
            [
                (String::new(), " It trots on.".into()),
                (String::new(), " The camera waits.".into()),
            ]
        );
    }

    #[test]
    fn whole_words_change_and_never_letters_within() {
        assert_eq!(
            told("a fox doesn't run", "a wolf doesn't run"),
            [("fox".into(), "wolf".into())]
        );
    }

    #[test]
    fn neighbouring_words_are_one_change() {
        assert_eq!(
            told("one red fox sleeps", "one blue wolf sleeps"),
            [("red fox".into(), "blue wolf".into())]
        );
    }

    #[test]
    fn a_change_says_where_it_is_in_characters_not_bytes() {
        let found = changes("où 🦊 dort", "où 🦊 court");
        assert_eq!(found[0].at, CharSpan { start: 5, end: 9 });
    }

    #[test]
    fn changes_for_another_text_are_refused() {
        let found = changes("a fox sleeps", "a wolf sleeps");
        assert_eq!(apply("a hare sleeps", &found), Err(DoesNotFit { at: 2 }));
        assert_eq!(apply("a", &found), Err(DoesNotFit { at: 2 }));
        let twice = [found[0].clone(), found[0].clone()];
        assert_eq!(apply("a fox sleeps", &twice), Err(DoesNotFit { at: 2 }));
    }

    #[test]
    fn very_long_texts_change_by_whole_sentences() {
        let before = "one red fox sleeps. ".repeat(300);
        let after = before.replacen("red", "blue", 1);
        assert_eq!(
            told(&before, &after),
            [("one red fox sleeps.".into(), "one blue fox sleeps.".into())]
        );
    }

    proptest! {
        #[test]
        fn all_changes_give_after_and_none_give_before(
            before in "[a-c .\\n🦊é']{0,40}",
            after in "[a-c .\\n🦊é']{0,40}",
            taken in proptest::collection::vec(any::<bool>(), 80),
        ) {
            let found = changes(&before, &after);
            prop_assert_eq!(apply(&before, &found).unwrap(), after);
            prop_assert_eq!(apply(&before, []).unwrap(), before.clone());
            let some = found.iter().zip(&taken).filter(|(_, t)| **t).map(|(c, _)| c);
            prop_assert!(apply(&before, some).is_ok(), "any choice of changes fits");
            for change in &found {
                let from: String = before
                    .chars()
                    .skip(change.at.start as usize)
                    .take((change.at.end - change.at.start) as usize)
                    .collect();
                prop_assert_eq!(&from, &change.from);
            }
        }
    }
}
