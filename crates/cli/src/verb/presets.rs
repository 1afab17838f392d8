//! `worldreel presets`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_refine::{Preset, PresetRequest};
use worldreel_studio::ApiError;
use worldreel_studio::call::{ApplyOnePreset, DeletePreset, ListPresets, Nothing, SavePreset};
use worldreel_studio::presets::{ApplyPreset, PresetRef, PresetView};
use worldreel_studio::prompt::Prompt;
use worldreel_studio::scene::Scene;

use crate::args::templates::{Presets, PresetsVerb};
use crate::context::Context;
use crate::verb::prompt;
use crate::verb::templates::{about, negative_of};

pub(crate) async fn run(context: &Context, wanted: Presets) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let door = doorway.door();
    let done = match wanted.verb.unwrap_or(PresetsVerb::List) {
        PresetsVerb::List => list_presets(context, door).await,
        PresetsVerb::Apply {
            name,
            prompt,
            negative,
            locks,
        } => match (prompt.parse::<Prompt>(), negative_of(negative)) {
            (Ok(text), Ok(negative_prompt)) => {
                let request = PresetRequest {
                    prompt: text,
                    negative_prompt,
                    scene: Scene::default(),
                    locks: prompt::locks(locks),
                };
                let wanted = ApplyPreset {
                    preset: name,
                    request,
                };
                apply(context, door, wanted).await
            }
            (Err(error), _) => Err(error.into()),
            (_, Err(error)) => Err(error),
        },
        PresetsVerb::Save {
            name,
            phrases,
            about,
            negative,
        } => match negative_of(negative) {
            Ok(negative_prompt) => {
                let preset = Preset {
                    name,
                    about,
                    phrases,
                    negative_prompt,
                };
                save_preset(context, door, preset).await
            }
            Err(error) => Err(error),
        },
        PresetsVerb::Remove { name } => {
            let removed = door.call::<DeletePreset>(PresetRef { preset: name });
            removed.await.map(|_| ())
        }
    };
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn list_presets(context: &Context, door: &Door) -> Result<(), ApiError> {
    let all = door.call::<ListPresets>(Nothing {}).await?;
    context
        .output
        .result(&all, || all.iter().map(preset_line).collect());
    Ok(())
}

fn preset_line(own: &PresetView) -> String {
    let Preset {
        name,
        about: what,
        phrases,
        ..
    } = &own.preset;
    let about = about(what, own.built_in);
    format!("{name:<20} {about}: {}", phrases.join(", "))
}

async fn apply(context: &Context, door: &Door, wanted: ApplyPreset) -> Result<(), ApiError> {
    let applied = door.call::<ApplyOnePreset>(wanted).await?;
    context.output.result(&applied, || {
        let updated = &applied.updated;
        let mut lines = vec![updated.after.to_string()];
        if let Some(negative) = &applied.negative_prompt {
            lines.push(format!("not: {negative}"));
        }
        lines.push(String::new());
        lines.extend(prompt::changes(&updated.text_changes));
        for left in &updated.not_done {
            lines.push(format!("not done, \"{}\": {}", left.part, left.why));
        }
        lines
    });
    Ok(())
}

async fn save_preset(context: &Context, door: &Door, wanted: Preset) -> Result<(), ApiError> {
    let saved = door.call::<SavePreset>(wanted).await?;
    context.output.result(&saved, || {
        vec![format!(
            "saved \"{}\": {}",
            saved.preset.name,
            saved.preset.phrases.join(", ")
        )]
    });
    Ok(())
}
