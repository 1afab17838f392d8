//! A prompt as words with their places.

use std::ops::Range;

/// One word of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case, with plain apostrophes, and blanks for hyphens.
    pub(super) lower: String,
    /// Where it is in the prompt, in bytes.
    pub(super) place: Range<usize>,
    /// Whether a mark such as a comma, or a line break, parts it from the word before.
    pub(super) after_break: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether it stands within quotation marks: text on a sign, not a description.
    pub(super) quoted: bool,
}

/// The words of `text` in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut after_break = true;
    let mut quoted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            match c {
                '"' => quoted = !quoted,
                '\u{201c}' | '\u{ab}' => quoted = true,
                '\u{201d}' | '\u{bb}' => quoted = false,
                _ => {}
            }
            after_break |= is_break(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| in_word(*c)) {
            end = at + c.len_utf8();
        }
        // A hyphen or an apostrophe at the end belongs to the text around the word.
        let word = text[start..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        found.push(Word {
            lower: plain(word),
            place: start..start + word.len(),
            after_break,
            capital: c.is_uppercase(),
            quoted,
        });
        after_break = text[start + word.len()..end].contains("--");
    }
    found
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '-')
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '[' | ']' | '\n' | '|' | '/'
    ) || matches!(
        c,
        '\u{2013}' | '\u{2014}' | '\u{2026}' | '"' | '\u{201c}' | '\u{201d}'
    )
}

fn plain(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.contains(['\u{2019}', '-']) {
        return lower.replace('\u{2019}', "'").replace('-', " ");
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place_their_breaks_and_their_quotes() {
        let text = "The fox’s close-up, \"OPEN\" 🦊 sign";
        let found = words(text);
        let told: Vec<_> = found
            .iter()
            .map(|w| {
                (
                    w.lower.as_str(),
                    &text[w.place.clone()],
                    w.after_break,
                    w.quoted,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("the", "The", true, false),
                ("fox's", "fox’s", false, false),
                ("close up", "close-up", false, false),
                ("open", "OPEN", true, true),
                ("sign", "sign", true, false),
            ]
        );
    }
}
