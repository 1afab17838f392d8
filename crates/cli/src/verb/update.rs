//! `worldreel update`

use std::process::ExitCode;

use worldreel_domain::scene::Scene;
use worldreel_refine::{FieldsRequest, UpdateRequest, Updated};
use worldreel_studio::ApiError;
use worldreel_studio::call::{SetSceneFields, UpdatePrompt};
use worldreel_studio::prompts::Update;

use crate::args;
use crate::context::Context;
use crate::verb::prompt;

pub(crate) async fn run(
    context: &Context,
    wanted: args::prompts::Update,
) -> Result<ExitCode, ApiError> {
    let text = wanted.prompt.parse()?;
    let locks = prompt::locks(wanted.locks);
    let doorway = context.look().await?;
    let door = doorway.door();
    let said = match wanted.request {
        Some(request) => {
            let request = UpdateRequest {
                prompt: text,
                scene: Scene::default(),
                locks,
                request,
            };
            let how = prompt::how(wanted.how);
            let updated = door.call::<UpdatePrompt>(Update { request, how }).await;
            updated.map(|answer| {
                context.output.result(&answer, || {
                    let mut lines = lines(&answer.answer);
                    lines.extend(prompt::by(&answer.by));
                    lines
                });
            })
        }
        None => {
            let request = FieldsRequest {
                prompt: text,
                scene: Scene::default(),
                locks,
                fields: wanted.set,
            };
            let updated = door.call::<SetSceneFields>(request).await;
            updated.map(|updated| context.output.result(&updated, || lines(&updated)))
        }
    };
    doorway.close().await;
    said.map(|()| ExitCode::SUCCESS)
}

/// The new prompt, what was changed in it, and what was not done.
fn lines(updated: &Updated) -> Vec<String> {
    let mut lines = vec![updated.after.to_string(), String::new()];
    for change in &updated.changes {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
        lines.push(format!(
            "{:<18} {} -> {}  ({})",
            change.field.name(),
            value(&change.from),
            value(&change.to),
            change.explanation
        ));
    }
    if let Some(why) = &updated.not_changed {
        lines.push(format!("nothing changed: {why}"));
    }
    for left in &updated.not_done {
        lines.push(format!("not done, \"{}\": {}", left.part, left.why));
    }
    lines
}
