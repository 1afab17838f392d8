//! Prompts.

use axum::Json;
use axum::extract::{Path, State as Shared};
use serde_json::{Map, Value, json};
use worldreel_studio::scene::Scene;
use worldreel_studio::tuner::{TunerError, TunerPrompt};
use worldreel_studio::vary::{TOTAL_DEFAULT, TOTAL_MAX, Total};

use super::Refused;
use super::fields::Fields;
use crate::State;

type Told = Result<Json<Value>, Refused>;

pub(crate) async fn enhance(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let rough = fields.text("rough_prompt");
    let name = fields.name();
    fields.done()?;
    let (name, enhanced) = state.studio.tuner().enhance(name, &rough).await?;
    Ok(Json(json!({
        "original_prompt": rough,
        "enhanced_prompt": enhanced,
        "session_id": name,
    })))
}

pub(crate) async fn initialize(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let prompt = fields.text("prompt");
    let name = fields.name();
    fields.done()?;
    let checked = prompt.parse().map_err(TunerError::from)?;
    let begun = state.studio.tuner().begin(name, checked).await?;
    Ok(told(&TunerPrompt { prompt, ..begun }))
}

pub(crate) async fn update(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let request = fields.text("user_request");
    let locked = fields.locked();
    let name = fields.name();
    fields.done()?;
    let name = name.ok_or(TunerError::NoSession)?;
    let updated = state.studio.tuner().update(name, request, locked).await?;
    Ok(told(&updated))
}

pub(crate) async fn variations(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let selected = fields.numbers("selected_indices");
    let total = fields.number_or("total_count", TOTAL_DEFAULT.into());
    let locked = fields.locked();
    let name = fields.name();
    let checked = u8::try_from(total).ok().map(Total::try_from);
    if !matches!(checked, Some(Ok(_))) {
        let message = format!("total_count must be between 1 and {TOTAL_MAX}");
        fields.wrong("total_count", &message);
    }
    if selected.is_empty() && fields.is_fine("selected_indices") {
        fields.wrong(
            "selected_indices",
            "At least one prompt index must be selected",
        );
    }
    fields.done()?;
    let total = checked.and_then(Result::ok).unwrap_or_default();
    let name = name.ok_or(TunerError::NoSession)?;
    let tuner = state.studio.tuner();
    let prompts = tuner.vary(&name, &selected, total, locked).await?;
    Ok(Json(json!({
        "prompts": prompts,
        "selected_indices": selected,
        "session_id": name,
    })))
}

pub(crate) async fn history(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let name = fields.name_needed();
    fields.done()?;
    let name = name.unwrap_or_default();
    let steps = state.studio.tuner().history(&name).await?;
    let history: Vec<Value> = steps
        .into_iter()
        .map(|step| {
            json!({
                "prompt": step.prompt,
                "parameters": parameters_in(&step.scene),
                "description": step.description,
            })
        })
        .collect();
    Ok(Json(json!({ "history": history, "session_id": name })))
}

pub(crate) async fn parameters(Shared(state): Shared<State>, mut fields: Fields) -> Told {
    let name = fields.name_needed();
    fields.done()?;
    let name = name.unwrap_or_default();
    let scene = state.studio.tuner().parameters(&name).await?;
    Ok(Json(json!({
        "parameters": parameters_in(&scene),
        "session_id": name,
    })))
}

pub(crate) async fn sessions(Shared(state): Shared<State>) -> Told {
    let mut sessions = Map::new();
    for (name, accessed_at) in state.studio.tuner().sessions().await? {
        let (seconds, ms) = (
            accessed_at.ms().div_euclid(1_000),
            accessed_at.ms().rem_euclid(1_000),
        );
        // Python's `time.time()`: seconds, with a fraction.
        let seconds: f64 = format!("{seconds}.{ms:03}").parse().unwrap_or_default();
        sessions.insert(name, json!(seconds));
    }
    Ok(Json(json!({ "sessions": sessions })))
}

pub(crate) async fn forget(Shared(state): Shared<State>, Path(name): Path<String>) -> Told {
    state.studio.tuner().forget(&name).await?;
    Ok(Json(json!({
        "message": format!("Session {name} deleted successfully"),
    })))
}

fn told(prompt: &TunerPrompt) -> Json<Value> {
    Json(json!({
        "parameters": parameters_in(&prompt.scene),
        "prompt": prompt.prompt,
        "changes": prompt.changes,
        "session_id": prompt.name,
    }))
}

/// The filled fields by name; those that say nothing are absent.
fn parameters_in(scene: &Scene) -> Map<String, Value> {
    scene
        .filled()
        .map(|(field, value)| (field.name().to_owned(), Value::from(value)))
        .collect()
}
