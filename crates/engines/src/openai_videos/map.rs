//! An order as a request, and an answer as what it means.

use serde_json::{Map, Value};
use worldreel_domain::capabilities::SpecProblem;
use worldreel_domain::sent::{self, PromptForm, SentText};
use worldreel_domain::spec::RenderSpec;

use super::dialect::Dialect;
use super::settings::OpenAiVideosSettings;
use super::wire::Record;
use crate::engine::Order;
use crate::http::{Answer, decimal, set_field};

/// The lengths that OpenAI renders, in seconds (openai-python:
/// src/openai/types/video_seconds.py).
const OPENAI_SECONDS: [u32; 3] = [4, 8, 12];

/// What a dialect can't do beyond its limits.
pub(super) fn problems_of_dialect(
    dialect: Dialect,
    spec: &RenderSpec,
    found: &mut Vec<SpecProblem>,
) {
    let lengths = OPENAI_SECONDS.map(|seconds| seconds.saturating_mul(spec.fps));
    if dialect == Dialect::OpenAi && !lengths.contains(&spec.frames) {
        let nearest = lengths
            .iter()
            .min_by_key(|frames| frames.abs_diff(spec.frames));
        found.push(SpecProblem {
            field: "frames".to_owned(),
            message: format!(
                "this service renders 4, 8 or 12 s (you asked for {:.1} s)",
                spec.duration_s()
            ),
            nearest: nearest.map(ToString::to_string),
        });
    }
}

/// What is sent as the prompt of an order.
pub(super) fn prompt(order: &Order, settings: &OpenAiVideosSettings) -> SentText {
    sent::sent(&order.text, &order.spec, settings.form())
}

/// The fields of a request for a render, in the order in which they are sent. Everything
/// that decides the picture is sent, the seed above all: a server that chose one itself
/// would not tell it.
pub(super) fn fields(
    order: &Order,
    settings: &OpenAiVideosSettings,
    dialect: Dialect,
) -> Vec<(String, Value)> {
    let spec = &order.spec;
    let mut all: Vec<(String, Value)> = Vec::new();
    let mut add = |name: &str, value: Value| all.push((name.to_owned(), value));
    let prompt = prompt(order, settings);
    add("prompt", prompt.text.into());
    if let Some(model) = &settings.model {
        add("model", model.trim().into());
    }
    add("size", spec.size.to_string().into());
    // Without it the reference server would render one frame. OpenAI's own service and
    // some behind a proxy know only whole seconds.
    let whole = spec.fps > 0 && spec.frames.is_multiple_of(spec.fps);
    if matches!(dialect, Dialect::OpenAi | Dialect::LiteLlm) && whole {
        add("seconds", (spec.frames / spec.fps).to_string().into());
    }
    if dialect != Dialect::OpenAi {
        add("num_frames", spec.frames.into());
        add("fps", spec.fps.into());
        add("seed", spec.seed.into());
        if let Some(steps) = spec.steps {
            add("num_inference_steps", steps.into());
        }
        if let Some(guidance) = spec.guidance {
            add("guidance_scale", decimal(guidance));
        }
        if let Some(negative) = &order.text.negative_prompt {
            add("negative_prompt", negative.as_str().into());
        }
    }
    let mut fields: Map<String, Value> = settings
        .fields
        .iter()
        .map(|(name, text)| (name.clone(), set_field(text)))
        .collect();
    if prompt.form == PromptForm::Scene {
        about_the_scene(&mut fields, dialect);
    }
    for (name, value) in fields {
        add(&name, value);
    }
    all
}

/// Tokens that a scene may have: more than prose, for which these servers keep 512, and cut
/// what is longer (vllm-omni: recipes/cosmos3/Cosmos3-Nano.md, read 2026-09).
const SCENE_TOKENS: u32 = 4_096;

/// What goes along with a scene: it says size and length itself, so the server is to append
/// no sentence about them, which would break the JSON. What the user has set stays.
fn about_the_scene(fields: &mut Map<String, Value>, dialect: Dialect) {
    let templates = ["use_resolution_template", "use_duration_template"];
    match dialect {
        Dialect::Auto | Dialect::VllmOmni => {
            let extra = fields
                .entry("extra_params")
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(extra) = extra {
                for name in templates {
                    extra.entry(name).or_insert(Value::Bool(false));
                }
            }
        }
        Dialect::Sglang => {
            for name in templates {
                fields.entry(name).or_insert(Value::Bool(false));
            }
        }
        // They pass nothing on that they don't know.
        Dialect::LiteLlm | Dialect::OpenAi | Dialect::TensorRt => return,
    }
    fields
        .entry("max_sequence_length")
        .or_insert_with(|| SCENE_TOKENS.into());
}

/// The fields as JSON.
pub(super) fn json(fields: Vec<(String, Value)>) -> Value {
    Value::Object(Map::from_iter(fields))
}

/// A field's value in a form.
pub(super) fn form_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// What an answer about a render means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Seen {
    /// It is there.
    Record(Box<Record>),
    /// The server doesn't know it.
    Unknown,
    /// The server says that it is not to be asked now, or something in between does: the
    /// render goes on.
    Busy,
    /// The server doesn't answer this key or this question.
    Refused,
}

/// Reads an answer about the render `id`. The body comes before the status: vLLM-Omni
/// tells a failed render with the status of its failure.
pub(super) fn seen(answer: &Answer, id: &str, html: bool) -> Seen {
    if !html
        && let Some(record) = Record::read(&answer.body)
        && record.id == id
    {
        return Seen::Record(Box::new(record));
    }
    match answer.status {
        404 | 410 if !html => Seen::Unknown,
        408 | 409 | 425 | 429 => Seen::Busy,
        400..=499 if !html => Seen::Refused,
        _ => Seen::Busy,
    }
}

#[cfg(test)]
#[path = "map_tests.rs"]
mod tests;
