//! Times that a prompt tells in numbers: "at 2 s", "after three seconds", "0-3 s: ...".

use std::borrow::Cow;
use std::ops::Range;

use worldreel_domain::scene::Seconds;

mod cursor;
#[cfg(test)]
mod tests;

use cursor::Cursor;

/// A time and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    /// With its preposition and its brackets.
    pub(super) place: Range<usize>,
    pub(super) from: Option<Seconds>,
    pub(super) to: Option<Seconds>,
    /// Whether it heads what comes after it: "0-3 s: the fox runs".
    pub(super) heads: bool,
}

/// Every number of a text as the seconds that it may tell: in digits, like a clock, or in words.
pub(crate) fn numbers(text: &str) -> Vec<Seconds> {
    let begins = |at: &usize| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let amount = |at| Cursor { text, at }.amount();
    text.char_indices()
        .map(|(at, _)| at)
        .filter(begins)
        .filter_map(|at| Seconds::from_ms(amount(at)?.ms))
        .collect()
}

/// No clip is as long, in milliseconds. What is later is the time of a clock.
const LATEST_MS: u32 = 600_000;

/// What a time may follow.
const LEADS: [&str; 12] = [
    "from",
    "between",
    "at",
    "after",
    "until",
    "starting at",
    "beginning at",
    "in the first",
    "during the first",
    "for the first",
    "within the first",
    "over the first",
];

/// Words before a number that make it a length: "a 2-3 second clip".
const OF_A_LENGTH: [&str; 7] = ["a", "an", "for", "about", "every", "lasts", "takes"];

/// The times of `text` in their order.
pub(super) fn times(text: &str) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(['.', '\n']) {
        let end = start + sentence.len();
        let mut at = found.last().map_or(start, |time| time.place.end.max(start));
        if !tells_time(sentence) {
            at = end;
        }
        while at < end {
            let time = begins_word(text, at).then(|| time_at(text, at)).flatten();
            match time {
                Some(time) => {
                    at = time.place.end;
                    found.push(time);
                }
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        start = end;
    }
    found
}

/// Whether a sentence may tell a time. Most have neither a digit nor a second, and need no
/// closer look.
fn tells_time(sentence: &str) -> bool {
    let second = ["sec", "Sec", "SEC"]
        .iter()
        .any(|word| sentence.contains(word));
    second || sentence.bytes().any(|byte| byte.is_ascii_digit())
}

/// The same text with blanks for its times, so that "at 2 s" is no place.
pub(super) fn blanked<'a>(text: &'a str, times: &[Time]) -> Cow<'a, str> {
    if times.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blanked = String::with_capacity(text.len());
    let mut done = 0;
    for time in times {
        blanked.push_str(&text[done..time.place.start]);
        blanked.extend(std::iter::repeat_n(' ', time.place.len()));
        done = time.place.end;
    }
    blanked.push_str(&text[done..]);
    Cow::Owned(blanked)
}

fn begins_word(text: &str, at: usize) -> bool {
    let starts = text[at..]
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '('));
    let before = text[..at].chars().next_back();
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '/' | '\'');
    starts && !before.is_some_and(part)
}

fn time_at(text: &str, at: usize) -> Option<Time> {
    let mut cursor = Cursor { text, at };
    let bracket = cursor.one_of(&['[', '(']);
    let lead = LEADS.into_iter().find(|lead| cursor.words(lead));
    if lead.is_some() {
        cursor.blanks();
    }
    // "at second 2", but not "in the first second".
    let named = cursor.try_part(|cursor| {
        (cursor.words("seconds") || cursor.words("second")).then(|| cursor.blanks())?;
        cursor
            .rest()
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(())
    });
    let named = named.is_some();
    let single = matches!(lead, Some(lead) if lead.ends_with("first") || lead == "after");
    let (first, mut unit) = match cursor.amount() {
        Some(amount) => {
            let unit = cursor.unit();
            (amount, unit)
        }
        // "in the first second", "after a second": one.
        None if single => {
            let _ = cursor.words("a");
            cursor.blanks();
            cursor
                .unit()
                .then_some((cursor::Amount::seconds(1), true))?
        }
        None => return None,
    };
    let second = cursor.try_part(|cursor| {
        cursor.range_mark(lead == Some("between"))?;
        let amount = cursor.amount()?;
        unit |= cursor.unit();
        Some(amount)
    });
    let clock = first.clock && second.as_ref().is_none_or(|second| second.clock);
    let bare = lead.is_none() && !bracket;
    let known = unit || named || clock;
    if !known || (second.is_none() && bare && !named) || (first.clock && first.ms >= 60_000) {
        return None;
    }
    if lead.is_none() && follows_any(text, at, &OF_A_LENGTH) {
        return None;
    }
    if bracket && !cursor.one_of(&[']', ')']) {
        return None;
    }
    if cursor
        .rest()
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    let (from, to) = span(lead, first.ms, second.map(|second| second.ms))?;
    let place = at..cursor.at;
    let heads = cursor.is_before_colon() || bracket || (to.is_some() && bare && begins(text, at));
    Some(Time {
        place,
        from,
        to,
        heads,
    })
}

/// From when to when.
fn span(
    lead: Option<&str>,
    first: u32,
    second: Option<u32>,
) -> Option<(Option<Seconds>, Option<Seconds>)> {
    if first.max(second.unwrap_or(0)) > LATEST_MS {
        return None;
    }
    let at = Seconds::from_ms;
    match (lead, second) {
        (_, Some(second)) => (second > first).then(|| (at(first), at(second))),
        (Some(lead), None) if lead.ends_with("first") => (first > 0).then(|| (at(0), at(first))),
        (Some("until"), None) => (first > 0).then(|| (None, at(first))),
        (_, None) => Some((at(first), None)),
    }
}

/// Whether a line or a sentence begins here.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t']);
    before.is_empty()
        || before.ends_with(['.', ';', '!', '?', '\n', ':', '|', '-', '*', '\u{2022}'])
}

fn follows_any(text: &str, at: usize, words: &[&str]) -> bool {
    let before = text[..at].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(|word| words.iter().any(|own| own.eq_ignore_ascii_case(word)))
}
