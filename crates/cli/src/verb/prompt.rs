//! `worldreel enhance`, `extract`, `update` and `vary`

use std::process::ExitCode;

use worldreel_domain::scene::Scene;
use worldreel_refine::vary::NoSuchTotal;
use worldreel_refine::{EnhanceRequest, Locks, UpdateRequest, VaryRequest};
use worldreel_studio::ApiError;
use worldreel_studio::call::{EnhancePrompt, ExtractScene, UpdatePrompt, VaryPrompt};

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
    let doorway = context.look().await?;
    let input = worldreel_studio::prompts::Enhance {
        request,
        scene: Scene::default(),
        locks: Locks::default(),
        refiner: wanted.refiner,
    };
    let enhanced = doorway.door().call::<EnhancePrompt>(input).await;
    doorway.close().await;
    let answer = enhanced?;
    context.output.result(&answer, || {
        let enhanced = &answer.enhanced;
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

pub(crate) async fn update(context: &Context, wanted: args::Update) -> Result<ExitCode, ApiError> {
    let request = UpdateRequest {
        prompt: wanted.prompt.parse()?,
        scene: Scene::default(),
        locks: locks(wanted.locks),
        request: wanted.request,
    };
    let doorway = context.look().await?;
    let input = worldreel_studio::prompts::Update {
        request,
        refiner: wanted.refiner,
    };
    let updated = doorway.door().call::<UpdatePrompt>(input).await;
    doorway.close().await;
    let updated = updated?;
    context.output.result(&updated, || {
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
    });
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn vary(context: &Context, wanted: args::Vary) -> Result<ExitCode, ApiError> {
    let total = wanted
        .total
        .try_into()
        .map_err(|error: NoSuchTotal| ApiError::bad_input("total", error.to_string()))?;
    let request = VaryRequest {
        selected: vec![wanted.prompt.parse()?],
        total,
        locks: locks(wanted.locks),
        axes: (!wanted.axes.is_empty()).then_some(wanted.axes),
        scene: Scene::default(),
    };
    let doorway = context.look().await?;
    let input = worldreel_studio::prompts::Vary {
        request,
        refiner: wanted.refiner,
    };
    let varied = doorway.door().call::<VaryPrompt>(input).await;
    doorway.close().await;
    let varied = varied?;
    context.output.result(&varied, || {
        let mut lines: Vec<String> = (1..)
            .zip(&varied.cards)
            .map(|(number, card)| {
                let axes: Vec<_> = card.axes.iter().map(|axis| axis.name()).collect();
                format!("{number:>2}. {}  [{}]", card.prompt, axes.join(", "))
            })
            .collect();
        lines.extend(varied.short_of.map(|why| why.to_string()));
        lines.extend(varied.model_failed.clone());
        lines
    });
    Ok(ExitCode::SUCCESS)
}

fn locks(wanted: args::Locks) -> Locks {
    Locks {
        fields: wanted.fields.into_iter().collect(),
        spans: Vec::new(),
    }
}

pub(crate) async fn extract(
    context: &Context,
    wanted: args::Extract,
) -> Result<ExitCode, ApiError> {
    let input = worldreel_studio::prompts::Extract {
        prompt: wanted.prompt.parse()?,
        refiner: wanted.refiner,
    };
    let doorway = context.look().await?;
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
