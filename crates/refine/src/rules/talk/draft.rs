//! A prompt while it is being changed: it remembers which of its words are the user's,
//! so that in the end every change is told with its place and its reason.

mod changes;

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::rules::memory;
use crate::rules::options_start;
use crate::rules::reading::Reading;

use super::english;

/// A stretch of the text as it now is.
#[derive(Debug, Clone)]
enum Piece {
    /// Bytes of the text before all changes.
    Own(Range<usize>),
    /// What came in; empty where something was only taken out.
    New(String, usize),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Own(place) => place.len(),
            Self::New(text, _) => text.len(),
        }
    }
}

/// A text under change.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    before: String,
    pieces: Vec<Piece>,
    text: String,
    /// What the text now says; read when it is asked for.
    reading: OnceCell<Arc<Reading>>,
}

impl Draft {
    pub(super) fn new(text: &str) -> Self {
        Self {
            before: text.to_owned(),
            pieces: vec![Piece::Own(0..text.len())],
            text: text.to_owned(),
            reading: OnceCell::new(),
        }
    }

    /// The text as it now is.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What it now says.
    pub(super) fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| memory::read(&self.text))
    }

    /// The same, to be kept while the text goes on changing.
    pub(super) fn read(&self) -> Arc<Reading> {
        Arc::clone(self.reading.get_or_init(|| memory::read(&self.text)))
    }

    /// Whether a stretch of the text is the user's own, to the letter.
    pub(super) fn is_own(&self, place: Range<usize>) -> bool {
        let mut at = 0;
        self.pieces.iter().any(|piece| {
            let start = at;
            at += piece.len();
            matches!(piece, Piece::Own(_)) && start <= place.start && place.end <= at
        })
    }

    /// Puts `to` in the place of some bytes of the text, for the part `part` of the
    /// request. At the beginning of a sentence the new words get its capital letter.
    pub(super) fn replace(&mut self, place: Range<usize>, to: &str, part: usize) {
        let old = self.text.get(place.clone()).unwrap_or_default();
        let begins = place.start == 0
            || self.text[..place.start]
                .trim_end()
                .ends_with(['.', '!', '?']);
        let to = if begins && old.starts_with(char::is_uppercase) {
            english::capital(to)
        } else {
            to.to_owned()
        };
        // What stays the same at both ends is no change.
        let same_end = common_end(old, &to);
        let (old_cut, to_cut) = (&old[..old.len() - same_end], &to[..to.len() - same_end]);
        let same_start = common_start(old_cut, to_cut);
        let place = place.start + same_start..place.end - same_end;
        let to = &to_cut[same_start..];
        if place.is_empty() && to.is_empty() {
            return;
        }
        self.splice(place, to, part);
    }

    /// Takes some bytes out, and the blank or comma that would be left over.
    pub(super) fn remove(&mut self, place: Range<usize>, part: usize) {
        let (before, after) = (&self.text[..place.start], &self.text[place.end..]);
        let mut range = place.clone();
        let at_mark = after
            .trim_start_matches(' ')
            .starts_with([',', '.', ';', '!', '?', '\n'])
            || after.trim().is_empty();
        if before.trim_end().is_empty()
            || before
                .trim_end_matches(' ')
                .ends_with(['.', '!', '?', '\n'])
        {
            // The first words of a sentence: what follows is its new beginning.
            let rest = after.trim_start_matches([' ', ',', ';']);
            let joint = ["and ", "but ", "while "];
            let rest = joint
                .iter()
                .find_map(|joint| rest.strip_prefix(joint))
                .unwrap_or(rest);
            range.end = self.text.len() - rest.len();
            if rest.starts_with(['.', '!', '?']) {
                // A whole sentence goes with its mark.
                let rest = rest[1..].trim_start_matches(' ');
                range.end = self.text.len() - rest.len();
                if rest.is_empty() {
                    range.start = before.trim_end_matches(' ').len();
                }
                return self.splice(range, "", part);
            }
            if let Some(first) = rest.chars().next()
                && self.text[place].starts_with(char::is_uppercase)
                && first.is_lowercase()
            {
                let capital = first.to_uppercase().to_string();
                return self.replace(range.start..range.end + first.len_utf8(), &capital, part);
            }
        } else if at_mark {
            range.start = before.trim_end_matches([' ', ',', ';']).len();
        } else {
            let rest = after.trim_start_matches(' ');
            range.end = self.text.len() - rest.len();
            if !before.ends_with(' ') {
                range.end -= usize::from(after.starts_with(' '));
            }
        }
        self.splice(range, "", part);
    }

    /// Adds a phrase where the first sentence ends, before options such as ` --seed 42`.
    pub(super) fn append(&mut self, phrase: &str, part: usize) {
        let at = self.first_end();
        let sentence = &self.text[..at];
        let grown = !self.is_own(at.saturating_sub(1)..at);
        let apart = grown || sentence.contains([',', ';', ':', '(']);
        let joint = if apart || phrase.starts_with("with ") {
            ", "
        } else {
            " "
        };
        let to = format!("{joint}{phrase}");
        self.splice(at..at, &to, part);
    }

    /// Adds a tag after a comma, as [`Self::append`] does.
    pub(super) fn append_tag(&mut self, tag: &str, part: usize) {
        let at = self.first_end();
        self.splice(at..at, &format!(", {tag}"), part);
    }

    /// Takes out what blanks are left at the ends.
    pub(super) fn tidy(&mut self, part: usize) {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len();
        if end < self.text.len() {
            self.splice(end..self.text.len(), "", part);
        }
        if start > 0 && start < end {
            self.splice(0..start, "", part);
        }
    }

    /// Where the first sentence ends, before its mark.
    fn first_end(&self) -> usize {
        let own = &self.text[..options_start(&self.text)];
        let end = own
            .char_indices()
            .find(|(at, c)| {
                let next = own[at + c.len_utf8()..].chars().next();
                *c == '\n'
                    || (matches!(c, '.' | '!' | '?' | '\u{2026}' | ';')
                        && next.is_none_or(char::is_whitespace))
            })
            .map_or(own.len(), |(at, _)| at);
        match own[..end].trim_end_matches([' ', ',', '.']).len() {
            0 => own.trim_end_matches([' ', ',', '.', '!', '?']).len(),
            end => end,
        }
    }

    fn splice(&mut self, place: Range<usize>, to: &str, part: usize) {
        let (mut left, mut right) = (Vec::with_capacity(self.pieces.len() + 2), Vec::new());
        let mut at = 0;
        for piece in self.pieces.drain(..) {
            let (start, end) = (at, at + piece.len());
            at = end;
            if end <= place.start {
                left.push(piece);
            } else if start >= place.end {
                right.push(piece);
            } else {
                left.extend(cut(&piece, 0, place.start.saturating_sub(start)));
                right.extend(cut(&piece, place.end.min(end) - start, end - start));
            }
        }
        left.push(Piece::New(to.to_owned(), part));
        left.append(&mut right);
        self.pieces = left;
        self.text.replace_range(place, to);
        self.reading = OnceCell::new();
    }

    #[cfg(test)]
    fn joined(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Own(place) => &self.before[place.clone()],
                Piece::New(text, _) => text,
            })
            .collect()
    }
}

/// Some bytes of a piece; `None` when they are none of it.
fn cut(piece: &Piece, from: usize, to: usize) -> Option<Piece> {
    (from < to).then(|| match piece {
        Piece::Own(place) => Piece::Own(place.start + from..place.start + to),
        Piece::New(text, part) => Piece::New(text[from..to].to_owned(), *part),
    })
}

fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The bytes of whole words that two texts begin with.
fn common_start(a: &str, b: &str) -> usize {
    let same: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    let edge = |text: &str| text[same..].chars().next().is_none_or(|c| c == ' ');
    if edge(a) && edge(b) {
        return same;
    }
    a[..same].rfind(' ').map_or(0, |at| at + 1)
}

/// The bytes of whole words that two texts end with.
fn common_end(a: &str, b: &str) -> usize {
    let same: usize = a
        .chars()
        .rev()
        .zip(b.chars().rev())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    let edge = |text: &str| {
        text[..text.len() - same]
            .chars()
            .next_back()
            .is_none_or(|c| c == ' ')
    };
    if edge(a) && edge(b) {
        return same;
    }
    let tail = &a[a.len() - same..];
    tail.find(' ').map_or(0, |at| tail.len() - at)
}

#[cfg(test)]
mod tests;
