//! An answer that comes in parts, as server-sent events, put together as if it had come whole:
//! <https://platform.openai.com/docs/api-reference/chat-streaming>.

use std::pin::pin;

use bytes::Bytes;
use eventsource_stream::{EventStreamError, Eventsource};
use futures::{Stream, StreamExt};
use http::{HeaderMap, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::wire::ExchangeError;
use crate::usage::Meter;

/// The last event of an answer that has come to its end.
const END: &str = "[DONE]";

/// As much of a part as is needed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Part {
    choices: Vec<Choice>,
    usage: Option<Value>,
    error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    delta: Delta,
    finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Delta {
    content: Option<String>,
    refusal: Option<String>,
    /// What vLLM and others call a model's thoughts.
    reasoning_content: Option<String>,
    /// What Ollama and OpenRouter call them.
    reasoning: Option<String>,
}

/// What has come so far.
#[derive(Debug, Default)]
struct Whole {
    content: String,
    refusal: String,
    finish_reason: Option<String>,
    usage: Option<Value>,
    error: Option<Value>,
}

/// Whether an answer comes in parts. Servers that know of none send it whole.
pub(super) fn are_sent(headers: &HeaderMap) -> bool {
    let declared = headers.get(header::CONTENT_TYPE);
    let declared = declared.and_then(|value| value.to_str().ok());
    declared.is_some_and(|value| value.starts_with("text/event-stream"))
}

/// Reads the parts to their end, in the form of an answer that came whole. `meter` hears what
/// is written.
pub(super) async fn read(
    bytes: impl Stream<Item = Result<Bytes, ExchangeError>>,
    meter: Option<&Meter>,
) -> Result<Value, ExchangeError> {
    let mut events = pin!(bytes.eventsource());
    let mut whole = Whole::default();
    let mut ended = false;
    while let Some(event) = events.next().await {
        let data = event.map_err(ours)?.data;
        if data.trim() == END {
            ended = true;
            break;
        }
        let part = serde_json::from_str(&data)
            .map_err(|_| ExchangeError::Unreadable("a part of it is not JSON"))?;
        whole.add(part, meter);
        if whole.error.is_some() {
            break;
        }
    }
    match ended || whole.finish_reason.is_some() || whole.error.is_some() {
        true => Ok(whole.into_answer()),
        false => Err(ExchangeError::Unreadable("it broke off half-way")),
    }
}

impl Whole {
    fn add(&mut self, part: Part, meter: Option<&Meter>) {
        let given = |value: &Value| !value.is_null();
        self.usage = part.usage.filter(given).or(self.usage.take());
        self.error = part.error.filter(given);
        let Some(choice) = part.choices.into_iter().next() else {
            return;
        };
        let Delta {
            content,
            refusal,
            reasoning_content,
            reasoning,
        } = choice.delta;
        let content = content.unwrap_or_default();
        if let Some(meter) = meter {
            let thought = reasoning_content.or(reasoning).unwrap_or_default();
            meter.wrote(&content, &thought);
        }
        self.content.push_str(&content);
        self.refusal.push_str(&refusal.unwrap_or_default());
        self.finish_reason = choice.finish_reason.or(self.finish_reason.take());
    }

    fn into_answer(self) -> Value {
        json!({
            "choices": [{
                "message": {"content": self.content, "refusal": self.refusal},
                "finish_reason": self.finish_reason,
            }],
            "usage": self.usage,
            "error": self.error,
        })
    }
}

fn ours(error: EventStreamError<ExchangeError>) -> ExchangeError {
    match error {
        EventStreamError::Transport(error) => error,
        EventStreamError::Utf8(_) | EventStreamError::Parser(_) => {
            ExchangeError::Unreadable("it could not be read")
        }
    }
}
