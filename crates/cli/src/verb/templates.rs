//! `worldreel templates`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_refine::templates::{Template, TemplateError, TemplateText};
use worldreel_studio::ApiError;
use worldreel_studio::call::{
    DeleteTemplate, FillOneTemplate, ListTemplates, Nothing, SaveTemplate,
};
use worldreel_studio::prompt::{Prompt, PromptError};
use worldreel_studio::templates::{FillTemplate, TemplateRef};

use crate::args::templates::{Templates, TemplatesVerb};
use crate::context::Context;

pub(crate) async fn run(context: &Context, wanted: Templates) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let door = doorway.door();
    let done = match wanted.verb.unwrap_or(TemplatesVerb::List) {
        TemplatesVerb::List => list_templates(context, door).await,
        TemplatesVerb::Fill { name, values } => {
            let filling = FillTemplate {
                template: name,
                values: values.into_iter().collect(),
            };
            fill(context, door, filling).await
        }
        TemplatesVerb::Save {
            name,
            text,
            about,
            negative,
        } => match (text_of(&text), negative_of(negative)) {
            (Ok(text), Ok(negative_prompt)) => {
                let template = Template {
                    name,
                    about,
                    text,
                    negative_prompt,
                };
                save_template(context, door, template).await
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
        },
        TemplatesVerb::Remove { name } => {
            let removed = door.call::<DeleteTemplate>(TemplateRef { template: name });
            removed.await.map(|_| ())
        }
    };
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn list_templates(context: &Context, door: &Door) -> Result<(), ApiError> {
    let all = door.call::<ListTemplates>(Nothing {}).await?;
    context.output.result(&all, || {
        all.iter()
            .flat_map(|own| {
                let about = about(&own.template.about, own.built_in);
                [
                    format!("{:<20} {about}", own.template.name),
                    format!("    {}", own.template.text),
                ]
            })
            .collect()
    });
    Ok(())
}

async fn fill(context: &Context, door: &Door, wanted: FillTemplate) -> Result<(), ApiError> {
    let filled = door.call::<FillOneTemplate>(wanted).await?;
    context.output.result(&filled, || {
        let mut lines = vec![filled.prompt.to_string()];
        let negative = filled.negative_prompt.as_ref();
        lines.extend(negative.map(|negative| format!("not: {negative}")));
        lines
    });
    Ok(())
}

async fn save_template(context: &Context, door: &Door, wanted: Template) -> Result<(), ApiError> {
    let saved = door.call::<SaveTemplate>(wanted).await?;
    context.output.result(&saved, || {
        let gaps: Vec<&str> = saved.gaps.iter().map(|gap| gap.name.as_str()).collect();
        let gaps = match gaps.as_slice() {
            [] => "no gaps".to_owned(),
            gaps => format!("the gaps {}", gaps.join(", ")),
        };
        vec![format!("saved \"{}\" with {gaps}", saved.template.name)]
    });
    Ok(())
}

/// What something is for, and whose it is.
pub(crate) fn about(about: &str, built_in: bool) -> String {
    match (about, built_in) {
        ("", true) => "built in".to_owned(),
        ("", false) => "yours".to_owned(),
        (about, true) => about.to_owned(),
        (about, false) => format!("{about} (yours)"),
    }
}

fn text_of(text: &str) -> Result<TemplateText, ApiError> {
    text.parse()
        .map_err(|error: TemplateError| ApiError::bad_input("text", error.to_string()))
}

/// What should not be seen, as it was typed.
pub(crate) fn negative_of(negative: Option<String>) -> Result<Option<Prompt>, ApiError> {
    let parsed = negative.map(|negative| negative.parse()).transpose();
    parsed.map_err(|error: PromptError| ApiError::bad_input("negative_prompt", error.to_string()))
}
