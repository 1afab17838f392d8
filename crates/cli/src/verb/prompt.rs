//! `worldreel enhance`, `extract` and `vary`

use std::process::ExitCode;

use worldreel_domain::id::EngineName;
use worldreel_domain::scene::Scene;
use worldreel_domain::scene::detail::Detail;
use worldreel_refine::vary::NoSuchTotal;
use worldreel_refine::{EnhanceRequest, Locks, TextChange, VaryRequest};
use worldreel_studio::ApiError;
use worldreel_studio::call::{EnhancePrompt, ExtractScene, GetSentPrompt, VaryPrompt};
use worldreel_studio::refining::answer::{HowToAsk, RefinedBy};
use worldreel_studio::sent::AskSent;
use worldreel_studio::specs::SpecWish;

use crate::args;
use crate::context::Context;

pub(crate) async fn enhance(
    context: &Context,
    wanted: args::prompts::Enhance,
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
        how: how(wanted.how),
    };
    let enhanced = doorway.door().call::<EnhancePrompt>(input).await;
    doorway.close().await;
    let answer = enhanced?;
    context.output.result(&answer, || {
        let enhanced = &answer.answer.enhanced;
        if let Some(why) = &enhanced.left_alone {
            let mut lines = vec![
                enhanced.after.to_string(),
                String::new(),
                format!("left as it is: {why}"),
            ];
            lines.extend(by(&answer.by));
            return lines;
        }
        let mut lines = vec![
            format!("before: {}", enhanced.before),
            format!("after:  {}", enhanced.after),
            String::new(),
        ];
        lines.extend(changes(&enhanced.changes));
        lines.extend(by(&answer.by));
        lines
    });
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn vary(
    context: &Context,
    wanted: args::prompts::Vary,
) -> Result<ExitCode, ApiError> {
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
        how: how(wanted.how),
    };
    let varied = doorway.door().call::<VaryPrompt>(input).await;
    doorway.close().await;
    let answer = varied?;
    context.output.result(&answer, || {
        let varied = &answer.answer;
        let mut lines: Vec<String> = (1..)
            .zip(&varied.cards)
            .map(|(number, card)| {
                let axes: Vec<_> = card.axes.iter().map(|axis| axis.name()).collect();
                format!("{number:>2}. {}  [{}]", card.prompt, axes.join(", "))
            })
            .collect();
        lines.extend(varied.short_of.map(|why| why.to_string()));
        lines.extend(varied.model_failed.clone());
        lines.extend(by(&answer.by));
        lines
    });
    Ok(ExitCode::SUCCESS)
}

/// Changes of a text, a line for each.
pub(crate) fn changes(changes: &[TextChange]) -> Vec<String> {
    changes
        .iter()
        .map(|change| {
            let what = match (change.from.trim(), change.to.trim()) {
                ("", to) => format!("+ {}", to.trim_start_matches([',', ' '])),
                (from, "") => format!("- {from}"),
                (from, to) => format!("{from} -> {to}"),
            };
            match change.why.as_str() {
                "" => what,
                why => format!("{what}  ({why})"),
            }
        })
        .collect()
}

pub(crate) fn locks(wanted: args::prompts::Locks) -> Locks {
    Locks {
        fields: wanted.fields.into_iter().collect(),
        spans: Vec::new(),
    }
}

pub(crate) async fn extract(
    context: &Context,
    wanted: args::prompts::Extract,
) -> Result<ExitCode, ApiError> {
    let input = worldreel_studio::prompts::Extract {
        prompt: wanted.prompt.parse()?,
        in_detail: wanted.in_detail,
        how: how(wanted.how),
    };
    let prompt = input.prompt.clone();
    let doorway = context.look().await?;
    let scene = doorway.door().call::<ExtractScene>(input).await;
    let sent = match (&scene, wanted.sent_to) {
        (Ok(read), Some(engine)) => {
            let asked = AskSent {
                engine: EngineName::new(engine),
                prompt,
                negative_prompt: None,
                scene: read.answer.scene.clone(),
                spec: SpecWish {
                    size: wanted.size,
                    frames: wanted.frames,
                    fps: wanted.fps,
                    ..SpecWish::default()
                },
            };
            Some(doorway.door().call::<GetSentPrompt>(asked).await)
        }
        _ => None,
    };
    doorway.close().await;
    let answer = scene?;
    if let Some(sent) = sent.transpose()? {
        context
            .output
            .result(&sent, || vec![sent.sent.text.clone()]);
        for note in sent.why_prose.iter().chain(&sent.notes) {
            context.output.note(note);
        }
        return Ok(ExitCode::SUCCESS);
    }
    context.output.result(&answer, || {
        let read = &answer.answer;
        let filled = read.scene.filled();
        let mut lines: Vec<String> = filled
            .map(|(field, value)| format!("{:<18} {value}", field.name()))
            .collect();
        lines.extend(in_detail(&read.scene.detail));
        lines.extend(
            read.model_failed
                .iter()
                .map(|why| format!("the detail is read by the rules: {why}")),
        );
        lines.extend(by(&answer.by));
        lines
    });
    Ok(ExitCode::SUCCESS)
}

/// A scene's detail, a value a line under a blank one; nothing where there is none.
fn in_detail(detail: &Detail) -> Vec<String> {
    let timed = |path: &str| path.starts_with("actions[") || path.starts_with("segments[");
    let mut lines: Vec<String> = detail
        .values()
        .filter(|(path, _)| !timed(path))
        .map(|(path, value)| format!("{path:<26} {value}"))
        .collect();
    lines.extend(detail.actions.iter().map(|action| {
        let when = match (action.from_s, action.to_s) {
            (Some(from), Some(to)) => format!("{from} to {to} s: "),
            (Some(from), None) => format!("at {from} s: "),
            (None, Some(to)) => format!("until {to} s: "),
            (None, None) => String::new(),
        };
        format!("{:<26} {when}{}", "actions", action.description)
    }));
    lines.extend(detail.segments.iter().map(|own| {
        let (from, to) = (own.from_s, own.to_s);
        format!("{:<26} {from} to {to} s: {}", "segments", own.description)
    }));
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}

/// How a refiner is asked, as it was typed.
pub(crate) fn how(wanted: args::prompts::HowToAsk) -> HowToAsk {
    HowToAsk {
        fresh: wanted.fresh,
        ..HowToAsk::of(wanted.refiner)
    }
}

/// Who answered, and what that took; nothing about the rules, where they were meant.
pub(crate) fn by(by: &RefinedBy) -> Vec<String> {
    let mut lines: Vec<String> = by.instead.iter().cloned().collect();
    match (by.kept_from, &by.took) {
        (Some(_), _) => lines.push(format!(
            "by {}, from before: no call was made (--fresh asks again)",
            by.label
        )),
        (None, Some(took)) => lines.push(format!("by {}: {took}", by.label)),
        (None, None) if by.instead.is_some() => lines.push(format!("by {}", by.label)),
        (None, None) => {}
    }
    lines
}
