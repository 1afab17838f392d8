//! The places of a value's words.

use std::ops::Range;

use super::super::phrases::Phrase;

/// The parts of a value, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Values(Vec<Range<usize>>);

impl Values {
    /// Adds the words at a place; those that lie within the last ones are there already.
    pub(super) fn push(&mut self, place: Range<usize>) {
        let within = |last: &Range<usize>| last.start <= place.start && place.end <= last.end;
        if !place.is_empty() && !self.0.last().is_some_and(within) {
            self.0.push(place);
        }
    }

    /// Lets the last part grow by a phrase with its preposition where only blanks part them,
    /// else adds the phrase alone.
    pub(super) fn grow(&mut self, text: &str, phrase: &Phrase) {
        if !self.try_grow(text, phrase) {
            self.push(phrase.place.clone());
        }
    }

    /// Lets the last part grow by a phrase with its preposition where only blanks part them.
    pub(super) fn try_grow(&mut self, text: &str, phrase: &Phrase) -> bool {
        match self.0.last_mut() {
            Some(last)
                if phrase.start >= last.end
                    && text[last.end..phrase.start].chars().all(|c| c == ' ') =>
            {
                last.end = phrase.place.end;
                true
            }
            _ => false,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value: its parts with commas between, each once; `None` without any.
    pub(super) fn told(&self, text: &str) -> Option<String> {
        let mut parts: Vec<&str> = Vec::with_capacity(self.0.len());
        for place in &self.0 {
            let part = text[place.clone()].trim();
            if !part.is_empty() && !parts.iter().any(|own| own.eq_ignore_ascii_case(part)) {
                parts.push(part);
            }
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
