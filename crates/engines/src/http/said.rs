//! A provider's words, without keys and signed addresses.

use http::HeaderMap;
use secrecy::ExposeSecret;
use serde_json::Value;
use worldreel_domain::time::Timestamp;

use super::hint::retry_after_ms;
use crate::key::Key;

/// The most of a provider's own words that is kept, in bytes.
const SAID_BYTES_MAX: usize = 2 * 1024;
/// The most of them that stands in a message, in characters.
const MESSAGE_CHARS_MAX: usize = 300;
/// What keys begin with: those of the providers we know (their documentation, read
/// 2026-11).
const KEY_BEGINNINGS: &[&str] = &["nvapi-", "sk-", "hf_"];
/// Shorter than any real key: words such as `sk-1` stay readable.
const KEY_CHARS_MIN: usize = 8;
/// A run of letters and digits as long as this is data, not a word.
const DATA_CHARS_MIN: usize = 120;

/// What an answer with an error says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// The HTTP status.
    pub(crate) status: u16,
    /// Whether it is a page, as proxies give, and so not the server's own word.
    pub(crate) html: bool,
    /// Its message: one line, bounded, scrubbed; empty when it has none.
    pub(crate) message: String,
    /// The field that it complains about, if it names one.
    pub(crate) field: Option<String>,
    /// All of it as it is kept, scrubbed and bounded.
    pub(crate) words: String,
    /// How long it asks us to wait.
    pub(crate) retry_after_ms: Option<i64>,
    /// Its message in lower case, for looking at.
    text: String,
    /// Its types and codes in lower case.
    marks: String,
}

impl Said {
    /// Reads an error answer to a request that was sent with `key`.
    pub(crate) fn read(
        status: u16,
        headers: &HeaderMap,
        body: &[u8],
        key: Option<&Key>,
        now: Timestamp,
    ) -> Self {
        let body = String::from_utf8_lossy(body);
        let html = is_html(headers, &body);
        let mut read = Reading::default();
        if html {
            read.message = without_tags(&body);
        } else if let Ok(value) = serde_json::from_str::<Value>(&body) {
            read.take(&value, 0);
        }
        if read.message.is_empty() && !html {
            body.trim().clone_into(&mut read.message);
        }
        let shown = if html { &read.message } else { body.as_ref() };
        let words = one_line(&scrub(shown, key));
        Self {
            status,
            html,
            message: shorten(&one_line(&scrub(&read.message, key)), MESSAGE_CHARS_MAX),
            field: read.field.map(|field| shorten(&scrub(&field, key), 60)),
            words: bounded(format!("HTTP {status}: {words}")),
            retry_after_ms: retry_after_ms(headers, now),
            text: read.message.to_lowercase(),
            marks: read.marks.join(" ").to_lowercase(),
        }
    }

    /// The same words, said by a job's own record instead of by an error answer.
    pub(crate) fn of_job(code: u16, message: &str, marks: &str, key: Option<&Key>) -> Self {
        let clean = one_line(&scrub(message, key));
        Self {
            status: code,
            html: false,
            words: bounded(clean.clone()),
            message: shorten(&clean, MESSAGE_CHARS_MAX),
            field: None,
            retry_after_ms: None,
            text: message.to_lowercase(),
            marks: marks.to_lowercase(),
        }
    }

    /// Whether its message has one of these words, given in lower case.
    pub(crate) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// Whether one of its types or codes has one of these words, given in lower case.
    pub(crate) fn is_marked(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.marks.contains(word))
    }
}

/// Message, marks and field of an error body.
#[derive(Debug, Default)]
struct Reading {
    message: String,
    marks: Vec<String>,
    field: Option<String>,
}

impl Reading {
    /// Takes what any of the known servers puts anywhere: `error.message`, `error` as a
    /// text, `message`, `detail` as a text or a list (FastAPI; `loc` ends with the
    /// field), `detail` beside `title` (RFC 9457, NVCF). The depth is bounded, since the
    /// body is not ours.
    fn take(&mut self, value: &Value, depth: u8) {
        if depth > 3 {
            return;
        }
        for mark in ["type", "code", "param", "requestStatus"] {
            match &value[mark] {
                Value::String(text) => self.marks.push(text.clone()),
                Value::Number(number) => self.marks.push(number.to_string()),
                _ => {}
            }
        }
        let named = value["param"].as_str().or_else(|| {
            let places = value["loc"].as_array()?;
            places.iter().rev().find_map(Value::as_str)
        });
        if let (None, Some(field)) = (&self.field, named) {
            self.field = Some(field.to_owned());
        }
        for name in ["error", "message", "msg", "detail", "title"] {
            match &value[name] {
                Value::String(text) => match serde_json::from_str::<Value>(text) {
                    Ok(inner @ Value::Object(_)) => self.take(&inner, depth + 1),
                    _ if self.message.is_empty() => self.message.clone_from(text),
                    _ => {}
                },
                inner @ Value::Object(_) => self.take(inner, depth + 1),
                Value::Array(list) => {
                    if let Some(first) = list.first() {
                        self.take(first, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_html(headers: &HeaderMap, body: &str) -> bool {
    let declared = headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("html"));
    declared || body.trim_start().starts_with('<')
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// A text without the key it was an answer to, whatever looks like a key, what signs an
/// address, the names of accounts, and long runs of data.
pub(crate) fn scrub(text: &str, key: Option<&Key>) -> String {
    let mut text = text.to_owned();
    if let Some(key) = key {
        let value = key.secret().expose_secret().trim();
        if !value.is_empty() {
            text = text.replace(value, "[key]");
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut before = "";
    while !rest.is_empty() {
        let gap = rest.find(is_in_word).unwrap_or(rest.len());
        out.push_str(&rest[..gap]);
        rest = &rest[gap..];
        let end = rest.find(|c| !is_in_word(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        out.push_str(&scrubbed_word(word, before));
        if end > 0 {
            before = word;
        }
        rest = &rest[end..];
    }
    out
}

/// Quotes, brackets, commas and white space part words; addresses and keys have none.
fn is_in_word(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(
            c,
            '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | '`'
        )
}

fn scrubbed_word(word: &str, before: &str) -> String {
    // NVCF: "Not found for account '<id>'".
    if before.eq_ignore_ascii_case("account") && word.len() >= KEY_CHARS_MIN {
        return "[account]".to_owned();
    }
    if before.trim_end_matches(':').eq_ignore_ascii_case("bearer") && word.len() >= KEY_CHARS_MIN {
        return "[key]".to_owned();
    }
    if let Some(at) = KEY_BEGINNINGS
        .iter()
        .filter_map(|start| key_at(word, start))
        .min()
    {
        return format!("{}[key]", &word[..at]);
    }
    if word.contains("://")
        && let Some((address, _)) = word.split_once('?')
    {
        return format!("{address}?[signed]");
    }
    let long = word.len() >= DATA_CHARS_MIN
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+/=_-:;.".contains(c));
    if long && !word.contains("://") {
        return "[data]".to_owned();
    }
    word.to_owned()
}

/// Where in a word a key begins: at its start or after a mark, and long enough.
fn key_at(word: &str, start: &str) -> Option<usize> {
    word.match_indices(start).map(|(at, _)| at).find(|at| {
        let fresh = !word[..*at].ends_with(char::is_alphanumeric);
        fresh && word.len() - at >= start.len() + KEY_CHARS_MIN
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shorten(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

fn bounded(mut text: String) -> String {
    if text.len() > SAID_BYTES_MAX {
        let end = (0..=SAID_BYTES_MAX)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        text.truncate(end);
    }
    text
}

#[cfg(test)]
#[path = "said_tests.rs"]
mod tests;
