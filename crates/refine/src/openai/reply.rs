//! The text out of a good answer. Pure.

use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

use super::verdict::scrub;
use crate::error::RefineError;
use crate::usage::Tokens;

/// As much of a chat answer as is needed; servers leave out the rest at will.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chat {
    choices: Vec<Choice>,
    /// Some gateways answer 200 with an error inside.
    error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    message: Message,
    finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Message {
    content: Option<Value>,
    refusal: Option<String>,
}

/// The model's text; `secret` is removed from what an error says.
pub(super) fn text(
    body: Value,
    endpoint: &str,
    secret: Option<&SecretString>,
) -> Result<String, RefineError> {
    let endpoint = || endpoint.to_owned();
    let bad = |problem: &str| RefineError::BadAnswer {
        endpoint: endpoint(),
        problem: problem.to_owned(),
    };
    let chat: Chat =
        serde_json::from_value(body).map_err(|_| bad("it has not the form of a chat answer"))?;
    if let Some(error) = chat.error.filter(|error| !error.is_null()) {
        let said = error["message"].as_str().or(error.as_str()).unwrap_or("");
        return Err(bad(&format!("it is an error: {}", scrub(said, secret))));
    }
    let choice = chat
        .choices
        .into_iter()
        .next()
        .ok_or_else(|| bad("it has no choices"))?;
    if let Some(refusal) = choice.message.refusal.filter(|said| !said.is_empty()) {
        return Err(RefineError::Blocked {
            endpoint: endpoint(),
            said: scrub(&refusal, secret),
        });
    }
    match choice.finish_reason.as_deref() {
        Some("length") => {
            return Err(RefineError::CutShort {
                endpoint: endpoint(),
            });
        }
        Some("content_filter") => {
            return Err(RefineError::Blocked {
                endpoint: endpoint(),
                said: String::new(),
            });
        }
        _ => {}
    }
    let text = match choice.message.content {
        Some(Value::String(text)) => text,
        // Some gateways send the text in parts.
        Some(Value::Array(parts)) => parts
            .iter()
            .filter_map(|part| part["text"].as_str())
            .collect(),
        _ => String::new(),
    };
    if text.trim().is_empty() {
        return Err(bad("it is empty"));
    }
    Ok(text)
}

/// How many tokens an answer took, where it says so: `{"usage": {"prompt_tokens": ...}}`.
pub(super) fn tokens(body: &Value) -> Option<Tokens> {
    let usage = body.get("usage")?;
    let count = |name: &str| u32::try_from(usage.get(name)?.as_u64()?).ok();
    let tokens = Tokens {
        prompt: count("prompt_tokens")?,
        // What only reads leaves it out.
        completion: count("completion_tokens").unwrap_or(0),
    };
    // Some gateways fill in zeros for what they do not know.
    (tokens != Tokens::default()).then_some(tokens)
}

/// The models of a list, `{"data": [{"id": ...}, ...]}`; `None` when it is no such list.
pub(super) fn models(body: &Value) -> Option<Vec<String>> {
    let listed = body.get("data")?.as_array()?;
    let id = |model: &Value| Some(model.get("id")?.as_str()?.to_owned());
    let mut models: Vec<String> = listed.iter().filter_map(id).collect();
    models.sort_unstable();
    models.dedup();
    Some(models)
}
