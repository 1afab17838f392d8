//! Timed actions, and the segments of a clip.

use std::ops::Range;

use worldreel_domain::scene::detail::{ACTIONS_MAX, SEGMENTS_MAX, Segment, TimedAction};

use super::super::times::Time;

/// What happens in its order, and the segments.
pub(super) fn of(text: &str, times: &[Time]) -> (Vec<TimedAction>, Vec<Segment>) {
    let (segments, headed) = segments(text, times);
    let mut found: Vec<(usize, TimedAction)> = Vec::new();
    let mut taken: Vec<Range<usize>> = headed;
    for (at, time) in times.iter().enumerate() {
        if time.heads && !segments.is_empty() {
            continue;
        }
        let place = if time.heads {
            body(text, times, at)
        } else {
            clause(text, times, at)
        };
        if let Some(description) = worded(text, &place) {
            taken.push(time.place.start.min(place.start)..time.place.end.max(place.end));
            let action = TimedAction {
                from_s: time.from,
                to_s: time.to,
                description,
            };
            found.push((place.start, action));
        }
    }
    let free = |place: &Range<usize>| {
        taken
            .iter()
            .all(|own| own.end <= place.start || place.end <= own.start)
    };
    for place in one_after_another(text).into_iter().filter(free) {
        if let Some(description) = worded(text, &place) {
            let action = TimedAction {
                from_s: None,
                to_s: None,
                description,
            };
            found.push((place.start, action));
        }
    }
    found.sort_by_key(|(start, _)| *start);
    let actions = found.into_iter().map(|(_, action)| action);
    (actions.take(ACTIONS_MAX).collect(), segments)
}

/// The segments, and what they take up: at least two stretches of time, one after the
/// other, each at the head of what is seen in it.
fn segments(text: &str, times: &[Time]) -> (Vec<Segment>, Vec<Range<usize>>) {
    let mut found: Vec<Segment> = Vec::new();
    let mut taken = Vec::new();
    for (at, time) in times.iter().enumerate().filter(|(_, time)| time.heads) {
        let place = body(text, times, at);
        let (Some(from), Some(to)) = (time.from, time.to) else {
            return (Vec::new(), Vec::new());
        };
        if found.last().is_some_and(|last| from < last.to_s) {
            return (Vec::new(), Vec::new());
        }
        if let Some(description) = worded(text, &place) {
            taken.push(time.place.start..place.end);
            found.push(Segment {
                from_s: from,
                to_s: to,
                description,
            });
        }
    }
    if found.len() < 2 || found.len() > SEGMENTS_MAX {
        return (Vec::new(), Vec::new());
    }
    (found, taken)
}

/// What a time heads: all up to the next one that heads something, within its paragraph. The
/// last one heads its own sentence.
fn body(text: &str, times: &[Time], at: usize) -> Range<usize> {
    let start = times[at].place.end;
    let next = times[at + 1..].iter().find(|time| time.heads);
    let rest = &text[start..next.map_or(text.len(), |next| next.place.start)];
    let marks = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '\u{2013}' | ',');
    let blank = rest.len() - rest.trim_start_matches(marks).len();
    let own = &rest[blank..];
    let long = match next {
        Some(_) => own.find("\n\n").unwrap_or(own.len()),
        None => sentence_end(own),
    };
    start + blank..start + blank + long
}

/// Where the first sentence of a text ends.
fn sentence_end(text: &str) -> usize {
    let mut marks = text.char_indices().filter(|(at, c)| match c {
        '!' | '?' | ';' | '\n' => true,
        // Not the point of "2.5".
        '.' => text[at + 1..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace),
        _ => false,
    });
    marks.next().map_or(text.len(), |(at, _)| at)
}

/// Where the sentence begins in which a place is.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let marks = before.char_indices().rev().find(|(at, c)| match c {
        '!' | '?' | ';' | '\n' | ':' => true,
        '.' => before[at + 1..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace),
        _ => false,
    });
    marks.map_or(0, |(at, c)| at + c.len_utf8())
}

/// Words that go before a clause and are none of it.
const JOINS: [&str; 6] = ["and", "then", "but", "finally", "first", "while"];

/// What happens at a time within a sentence: what comes after it when it leads its clause,
/// else what comes before it.
fn clause(text: &str, times: &[Time], at: usize) -> Range<usize> {
    let time = &times[at];
    let start = sentence_start(text, time.place.start);
    let end = time.place.end + sentence_end(&text[time.place.end..]);
    let earlier = at.checked_sub(1).map(|at| &times[at]);
    let start = earlier.map_or(start, |before| start.max(before.place.end));
    let before = &text[start..time.place.start];
    if leads(before) {
        let next = times.get(at + 1).filter(|next| next.place.start < end);
        let end = next.map_or(end, |next| {
            let between = &text[time.place.end..next.place.start];
            if leads(between) {
                time.place.end + border(between)
            } else {
                time.place.end + last_border(between).map_or(between.len(), |(at, _)| at)
            }
        });
        let after = &text[time.place.end..end];
        let long = then(after).map_or(after.len(), |(at, _)| at);
        return time.place.end..time.place.end + long;
    }
    let from = last_border(before).map_or(0, |(_, end)| end);
    // "leaps at 2 s into the water": the time stands in the middle of it.
    let after = &text[time.place.end..end];
    let own = after.trim_start_matches(' ');
    let goes_on = own.starts_with(|c: char| c.is_alphanumeric());
    let long = after.find(',').unwrap_or(after.len());
    let long = then(&after[..long]).map_or(long, |(at, _)| at);
    let joined = own
        .split(' ')
        .next()
        .is_some_and(|word| JOINS.contains(&word));
    if goes_on && !joined {
        start + from..time.place.end + long
    } else {
        start + from..time.place.start
    }
}

/// Whether a time after these words leads its clause.
fn leads(before: &str) -> bool {
    let before = before.trim_end();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    before.is_empty()
        || before.ends_with([',', ':'])
        || last.is_some_and(|word| JOINS.iter().any(|own| own.eq_ignore_ascii_case(word)))
}

/// Where a clause ends before the words that lead the next one: "..., and then".
fn border(between: &str) -> usize {
    let mut rest = between.trim_end();
    loop {
        let word = rest
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let join = !word.is_empty() && JOINS.iter().any(|own| own.eq_ignore_ascii_case(word));
        let shorter = if join {
            rest[..rest.len() - word.len()].trim_end()
        } else {
            rest.trim_end_matches([',', ' '])
        };
        if shorter.len() == rest.len() {
            return rest.len();
        }
        rest = shorter;
    }
}

/// The last place where a clause gives way to another: where it ends, and where the other
/// begins.
fn last_border(text: &str) -> Option<(usize, usize)> {
    let mut found = None;
    for mark in [", ", " then ", " and then ", " while "] {
        if let Some(at) = text.rfind(mark) {
            let end = at + mark.len();
            if found.is_none_or(|(_, known)| end > known) {
                found = Some((at, end));
            }
        }
    }
    found
}

/// The first "then" that parts one thing from the next: where the one ends and the other
/// begins.
fn then(text: &str) -> Option<(usize, usize)> {
    const NOT_NEXT: [&str; 6] = ["since", "by", "back", "even", "until", "just"];
    text.match_indices("then").find_map(|(at, word)| {
        let end = at + word.len();
        let before = &text[..at];
        let whole = before.ends_with([' ', ',']) && text[end..].starts_with([' ', ',']);
        let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
        (whole && !NOT_NEXT.contains(&last)).then(|| (border(before), end))
    })
}

/// What is told to happen one thing after another: the parts of the sentences with "then".
fn one_after_another(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("hen") {
        return found;
    }
    let mut start = 0;
    while start < text.len() {
        let end = start + sentence_end(&text[start..]);
        parts(text, start..end, &mut found);
        start = end + text[end..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The parts of one sentence, where it has any.
fn parts(text: &str, sentence: Range<usize>, found: &mut Vec<Range<usize>>) {
    let own = &text[sentence.clone()];
    let blank = own.len() - own.trim_start().len();
    let mut at = sentence.start + blank;
    let mut told = Vec::new();
    let begins = own.trim_start();
    if let Some(rest) = begins
        .strip_prefix("Then ")
        .or_else(|| begins.strip_prefix("Then, "))
    {
        at = sentence.end - rest.len();
    } else if then(own).is_none() {
        return;
    }
    while let Some((end, next)) = then(&text[at..sentence.end]) {
        told.push(at..at + end);
        at += next;
    }
    told.push(at..sentence.end);
    // What the camera does one after another is told of the camera.
    if told
        .iter()
        .any(|part| text[part.clone()].to_ascii_lowercase().contains("camera"))
    {
        return;
    }
    found.extend(told);
}

/// The words at a place, without the marks around them and the words that join them to
/// others; `None` when there are none.
fn worded(text: &str, place: &Range<usize>) -> Option<String> {
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '.' | '-' | '\u{2013}' | '|' | '[' | '('
            )
    };
    let mut own = text[place.clone()].trim_matches(marks);
    while let Some((first, rest)) = own.split_once([' ', ',']) {
        if !JOINS.iter().any(|word| word.eq_ignore_ascii_case(first)) {
            break;
        }
        own = rest.trim_matches(marks);
    }
    own.chars()
        .any(char::is_alphanumeric)
        .then(|| own.to_owned())
}
