//! `.txt`: one prompt a line, with options at its end.

use super::field::{Field, order};
use super::{PromptOrder, Records, RowProblem, Stop};

pub(super) fn read(text: &str, records: &mut Records) -> Result<(), Stop> {
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        if !line.trim().is_empty() && !line.starts_with('#') {
            records.push(number, read_line(line))?;
        }
    }
    Ok(())
}

fn read_line(line: &str) -> Result<PromptOrder, RowProblem> {
    let mut rest = line.trim();
    let mut options: Vec<(Field, String)> = Vec::new();
    while let Some(option) = last_option(rest) {
        if options.iter().any(|(field, _)| *field == option.field) {
            let name = option.field.name();
            let reason = format!("{name} is given more than once");
            return Err(option.field.problem(&option.value, reason));
        }
        options.push((option.field, option.value));
        rest = option.before;
    }
    let options = options
        .iter()
        .map(|(field, value)| (*field, value.as_str()));
    order(options.chain([(Field::Prompt, rest)]))
}

/// An option that a line ends with.
struct LastOption<'a> {
    field: Field,
    value: String,
    /// The line without it.
    before: &'a str,
}

/// The option that a line ends with, if it is one: `--name value`, `--name=value` or
/// `--name "value"`. Everything else is the user's own words, an unknown `--name` and
/// a number's name before what doesn't begin like a number included.
fn last_option(line: &str) -> Option<LastOption<'_>> {
    if let Some((head, value)) = quoted_end(line) {
        let (before, name) = last_word(head.trim_end().strip_suffix('=').unwrap_or(head));
        return Some(LastOption {
            field: known(name)?,
            value,
            before,
        });
    }
    let (head, word) = last_word(line);
    let (before, name, value) = match word.split_once('=') {
        Some((name, value)) if name.starts_with("--") => (head, name, value),
        _ => {
            let (before, name) = last_word(head);
            (before, name, word)
        }
    };
    let field = known(name)?;
    let begins_well = if field.is_text() {
        !value.is_empty() && !value.starts_with("--")
    } else {
        value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
            && !value.starts_with("--")
    };
    begins_well.then(|| LastOption {
        field,
        value: value.to_owned(),
        before,
    })
}

fn known(name: &str) -> Option<Field> {
    let (field, _) = Field::of(name.strip_prefix("--")?)?;
    (field != Field::Prompt).then_some(field)
}

/// A line and the word it ends with.
fn last_word(line: &str) -> (&str, &str) {
    let line = line.trim_end();
    let start = line
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, c)| at + c.len_utf8());
    line.split_at(start)
}

/// A line up to the text in quotation marks that it ends with, and that text; within
/// it `\"` stands for a quotation mark and `\\` for a backslash.
fn quoted_end(line: &str) -> Option<(&str, String)> {
    let inner = line.trim_end().strip_suffix('"')?;
    let open = inner
        .rmatch_indices('"')
        .map(|(at, _)| at)
        .find(|at| !is_escaped(inner, *at))?;
    if is_escaped(inner, inner.len()) {
        return None;
    }
    let mut value = String::new();
    let mut chars = inner[open + 1..].chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c @ ('"' | '\\')) => value.push(c),
                Some(c) => value.extend(['\\', c]),
                None => value.push('\\'),
            },
            c => value.push(c),
        }
    }
    Some((&inner[..open], value))
}

/// True when an odd number of backslashes stands before that place.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}
