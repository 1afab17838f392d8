//! `worldreel enhance` and `worldreel extract`

use std::process::ExitCode;

use worldreel_refine::EnhanceRequest;
use worldreel_studio::ApiError;
use worldreel_studio::call::{EnhancePrompt, ExtractScene};

use crate::args;
use crate::context::Context;

pub(crate) async fn enhance(
    context: &Context,
    wanted: args::Enhance,
) -> Result<ExitCode, ApiError> {
    let request = EnhanceRequest {
        prompt: wanted.prompt.parse()?,
        even_if_long: wanted.even_if_long,
    };
    let doorway = context.open().await?;
    let input = worldreel_studio::prompts::Enhance {
        request,
        refiner: wanted.refiner,
    };
    let enhanced = doorway.door().call::<EnhancePrompt>(input).await;
    doorway.close().await;
    let enhanced = enhanced?;
    context.output.result(&enhanced, || {
        if let Some(why) = &enhanced.left_alone {
            return vec![
                enhanced.after.to_string(),
                String::new(),
                format!("left as it is: {why}"),
            ];
        }
        let mut lines = vec![
            format!("before: {}", enhanced.before),
            format!("after:  {}", enhanced.after),
            String::new(),
        ];
        for change in &enhanced.changes {
            lines.push(match (change.from.trim(), change.to.trim()) {
                ("", to) => format!("+ {to}  ({})", change.why),
                (from, "") => format!("- {from}  ({})", change.why),
                (from, to) => format!("{from} -> {to}  ({})", change.why),
            });
        }
        lines
    });
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn extract(
    context: &Context,
    wanted: args::Extract,
) -> Result<ExitCode, ApiError> {
    let input = worldreel_studio::prompts::Extract {
        prompt: wanted.prompt.parse()?,
        refiner: wanted.refiner,
    };
    let doorway = context.open().await?;
    let scene = doorway.door().call::<ExtractScene>(input).await;
    doorway.close().await;
    let scene = scene?;
    context.output.result(&scene, || {
        scene
            .filled()
            .map(|(field, value)| format!("{:<18} {value}", field.name()))
            .collect()
    });
    Ok(ExitCode::SUCCESS)
}
