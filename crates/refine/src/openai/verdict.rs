//! What an error answer means. Pure.

use http::{HeaderMap, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{Outcome, pace};

use super::wire::ErrorAnswer;

#[cfg(test)]
mod tests;

/// What an error answer means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    Auth { said: String },
    OutOfCredit { said: String },
    RateLimited,
    TooLong { said: String },
    Blocked { said: String },
    UnknownModel { said: String },
    FormatRefused { status: u16, said: String },
    Unavailable { status: u16, said: String },
    Backend { status: u16, said: String },
    Refused { status: u16, said: String },
}

impl Verdict {
    /// What it says about the key.
    pub(super) fn outcome(&self, answer: &ErrorAnswer, now: Timestamp) -> Outcome {
        match self {
            Self::Auth { .. } => Outcome::Refused,
            Self::OutOfCredit { .. } => Outcome::OutOfCredit,
            Self::RateLimited => Outcome::RateLimited {
                retry_after_ms: retry_after_ms(&answer.headers, now),
            },
            Self::TooLong { .. }
            | Self::Blocked { .. }
            | Self::UnknownModel { .. }
            | Self::FormatRefused { .. }
            | Self::Unavailable { .. }
            | Self::Backend { .. }
            | Self::Refused { .. } => Outcome::OtherFailure,
        }
    }
}

/// The most of a provider's own words that is shown.
const SAID_CHARS_MAX: usize = 300;

/// Reads an error answer; `secret` is removed from what it says, since some servers
/// quote the key they refuse.
pub(super) fn of(answer: &ErrorAnswer, secret: Option<&SecretString>) -> Verdict {
    let status = answer.status.as_u16();
    let html = is_html(answer);
    let body = ErrorBody::read(&answer.body, html);
    let said = scrub(&body.message, secret);
    let marks = body.marks.join(" ");
    let text = body.message.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| marks.contains(word));
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));

    // Looked at before the status: OpenAI says it with 429, LiteLLM with any.
    if status == 402
        || has(&[
            "insufficient_quota",
            "billing_hard_limit",
            "budget_exceeded",
        ])
    {
        return Verdict::OutOfCredit { said };
    }
    match answer.status {
        StatusCode::UNAUTHORIZED => Verdict::Auth { said },
        // A page from a proxy, or a country that is not served, says nothing of the key.
        StatusCode::FORBIDDEN if html => Verdict::Unavailable { status, said },
        StatusCode::FORBIDDEN if has(&["unsupported_country"]) => Verdict::Refused { status, said },
        StatusCode::FORBIDDEN => Verdict::Auth { said },
        StatusCode::TOO_MANY_REQUESTS => Verdict::RateLimited,
        StatusCode::NOT_FOUND if has(&["model_not_found"]) || says(&["model"]) => {
            Verdict::UnknownModel { said }
        }
        StatusCode::PAYLOAD_TOO_LARGE => Verdict::TooLong { said },
        StatusCode::REQUEST_TIMEOUT
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => Verdict::Unavailable { status, said },
        _ if status == 529 => Verdict::Unavailable { status, said },
        _ if has(&["context_length_exceeded", "exceed_context_size"])
            || says(&["maximum context length", "context size"]) =>
        {
            Verdict::TooLong { said }
        }
        _ if has(&["content_policy", "content_filter", "moderation"]) => Verdict::Blocked { said },
        _ if has(&["model_not_found"]) => Verdict::UnknownModel { said },
        // llama-server of 2024 says a schema it can't use with 500.
        _ if says(FORMAT_WORDS) || has(FORMAT_WORDS) => Verdict::FormatRefused { status, said },
        _ if answer.status.is_server_error() => Verdict::Backend { status, said },
        _ => Verdict::Refused { status, said },
    }
}

/// Words with which servers refuse a way of asking for JSON.
const FORMAT_WORDS: &[&str] = &[
    "response_format",
    "json_schema",
    "json_object",
    "json schema",
    "structured output",
    "grammar",
];

/// Whether a server refuses to send an answer in parts.
pub(super) fn refuses_parts(answer: &ErrorAnswer) -> bool {
    let refused = answer.status.is_client_error() || answer.status == StatusCode::NOT_IMPLEMENTED;
    let body = ErrorBody::read(&answer.body, is_html(answer));
    let text = body.message.to_lowercase() + " " + &body.marks.join(" ");
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    refused && words.any(|word| ["stream", "streaming", "stream_options"].contains(&word))
}

/// How long the server asks us to wait.
pub(super) fn retry_after_ms(headers: &HeaderMap, now: Timestamp) -> Option<i64> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    pace::asked_ms(text("retry-after-ms"), text("retry-after"), now)
}

fn is_html(answer: &ErrorAnswer) -> bool {
    let declared = answer
        .headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("html"));
    declared || answer.body.trim_start().starts_with('<')
}

/// The message of an error body, and its `type`, `code` and `param` in lower case.
#[derive(Debug, Default)]
struct ErrorBody {
    message: String,
    marks: Vec<String>,
}

impl ErrorBody {
    fn read(body: &str, html: bool) -> Self {
        if html {
            return Self {
                message: without_tags(body),
                marks: Vec::new(),
            };
        }
        let mut read = Self::default();
        if let Ok(value) = serde_json::from_str::<Value>(body) {
            read.take(&value, 0);
        }
        if read.message.is_empty() {
            body.trim().clone_into(&mut read.message);
        }
        read
    }

    /// Takes what any of the known servers puts anywhere: `error.message`, `error` as
    /// a text, `message`, `detail` as a text or list, and JSON within a message
    /// (some Ollama versions). The depth is bounded, since the body is not ours.
    fn take(&mut self, value: &Value, depth: u8) {
        if depth > 3 {
            return;
        }
        for mark in ["type", "code", "param"] {
            match &value[mark] {
                Value::String(text) => self.marks.push(text.to_lowercase()),
                Value::Number(number) => self.marks.push(number.to_string()),
                _ => {}
            }
        }
        for name in ["error", "message", "msg", "detail"] {
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
    text
}

/// What is shown of a provider's words: one line, bounded, without keys.
pub(super) fn scrub(said: &str, secret: Option<&SecretString>) -> String {
    let mut said = said.to_owned();
    if let Some(secret) = secret {
        let value = secret.expose_secret().trim();
        if !value.is_empty() {
            said = said.replace(value, "[key]");
        }
    }
    let words: Vec<&str> = said
        .split_whitespace()
        .map(|word| {
            let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            if ["sk-", "nvapi-", "hf_"]
                .iter()
                .any(|start| bare.starts_with(start))
            {
                "[key]"
            } else {
                word
            }
        })
        .collect();
    words.join(" ").chars().take(SAID_CHARS_MAX).collect()
}
