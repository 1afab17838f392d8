//! What became of the text before: the changes that lead to the text now.

use std::ops::Range;

use crate::diff::{CharSpan, TextChange};

use super::{Draft, Piece, chars};

impl Draft {
    /// The changes that lead from the text before to the text now; `why` tells the
    /// reason of each part of the request. With each goes the part it was made for.
    pub(in crate::rules::talk) fn changes(
        &self,
        why: impl Fn(usize) -> String,
    ) -> Vec<(TextChange, usize)> {
        let mut found: Vec<(TextChange, usize)> = Vec::new();
        let mut passed = 0;
        let mut open: Vec<(String, usize)> = Vec::new();
        let mut push = |from: Range<usize>, new: &mut Vec<(String, usize)>| {
            let old = &self.before[from.clone()];
            let start = chars(&self.before[..from.start]);
            let at = CharSpan {
                start,
                end: start + chars(old),
            };
            for (to, part) in apart(old, std::mem::take(new)) {
                if old == to {
                    continue;
                }
                let (from, why) = (old.to_owned(), why(part));
                found.push((TextChange { from, to, why, at }, part));
            }
        };
        for piece in &self.pieces {
            match piece {
                Piece::New(text, part) => match open.last_mut() {
                    Some((so_far, last)) if last == part => so_far.push_str(text),
                    _ => open.push((text.clone(), *part)),
                },
                Piece::Own(place) => {
                    push(passed..place.start, &mut open);
                    passed = place.end;
                }
            }
        }
        push(passed..self.before.len(), &mut open);
        found
    }

    /// The stretches that are not the user's own any more: where each was in the text before
    /// all changes, and where it is now.
    pub(in crate::rules::talk) fn touched(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let (mut passed, mut at, mut from) = (0, 0, 0);
        let mut push = |before: Range<usize>, now: Range<usize>| {
            if !(before.is_empty() && now.is_empty()) {
                found.push((before, now));
            }
        };
        for piece in &self.pieces {
            if let Piece::Own(place) = piece {
                push(passed..place.start, from..at);
                passed = place.end;
                from = at + place.len();
            }
            at += piece.len();
        }
        push(passed..self.before.len(), from..at);
        found
    }
}

/// What comes in at one place: each addition for itself, so that each can be taken or left;
/// all as one where they depend on each other or stand for what goes out.
fn apart(old: &str, new: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let again = |at: usize| new[..at].iter().any(|(_, part)| *part == new[at].1);
    let for_itself = (1..new.len()).all(|at| new[at].0.starts_with([',', ' ']) && !again(at));
    match new.last() {
        Some((_, last)) if !(old.is_empty() && for_itself) => {
            let last = *last;
            vec![(new.into_iter().map(|(text, _)| text).collect(), last)]
        }
        _ => new,
    }
}
