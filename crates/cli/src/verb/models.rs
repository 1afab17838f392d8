//! `worldreel models`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_studio::ApiError;
use worldreel_studio::call::{
    CreateModel, DeleteModel, FindModels, ListModels, ListRefiners, Nothing, TestModel,
};
use worldreel_studio::machine::models::ModelSettings;
use worldreel_studio::models::{ModelRef, ModelsAt};
use worldreel_studio::prompts::RefinerView;

use crate::args::models::{Models, ModelsVerb};
use crate::context::Context;
use crate::verb::keys::name as name_of;

pub(crate) async fn run(context: &Context, wanted: Models) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let door = doorway.door();
    let done = match wanted.verb.unwrap_or(ModelsVerb::List) {
        ModelsVerb::List => list(context, door).await,
        ModelsVerb::Add {
            name,
            url,
            model,
            provider,
        } => {
            let settings = ModelSettings {
                name,
                url,
                model,
                provider: provider.map(name_of),
            };
            add(context, door, settings).await
        }
        ModelsVerb::Find => find(context, door).await,
        ModelsVerb::At { url, provider } => {
            let provider = provider.map(name_of);
            at(context, door, ModelsAt { url, provider }).await
        }
        ModelsVerb::Test { name } => test(context, door, name).await,
        ModelsVerb::Remove { name } => {
            let removed = door.call::<DeleteModel>(ModelRef { model: name }).await;
            removed.map(|_| ())
        }
    };
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn list(context: &Context, door: &Door) -> Result<(), ApiError> {
    let refiners = door.call::<ListRefiners>(Nothing {}).await?;
    context
        .output
        .result(&refiners, || refiners.iter().map(line).collect());
    Ok(())
}

fn line(refiner: &RefinerView) -> String {
    let keys = match refiner.setup.as_ref().map(|setup| &setup.provider) {
        Some(Some(provider)) => format!(", with the keys of {provider}"),
        _ => String::new(),
    };
    format!("{:<20} {}{keys}", refiner.name, refiner.label)
}

async fn add(context: &Context, door: &Door, settings: ModelSettings) -> Result<(), ApiError> {
    let added = door.call::<CreateModel>(settings).await?;
    context.output.result(&added, || vec![line(&added)]);
    Ok(())
}

async fn find(context: &Context, door: &Door) -> Result<(), ApiError> {
    let found = door.call::<FindModels>(Nothing {}).await?;
    context.output.result(&found, || {
        if found.is_empty() {
            return vec!["no server with chat models was found on this computer".into()];
        }
        let line = |server: &worldreel_studio::models::FoundServer| {
            format!(
                "{}  {}: {}",
                server.url,
                server.server,
                server.models.join(", ")
            )
        };
        found.iter().map(line).collect()
    });
    Ok(())
}

async fn at(context: &Context, door: &Door, wanted: ModelsAt) -> Result<(), ApiError> {
    let models = door.call::<ListModels>(wanted).await?;
    context.output.result(&models, || models.clone());
    Ok(())
}

async fn test(context: &Context, door: &Door, name: String) -> Result<(), ApiError> {
    let model = ModelRef {
        model: name.clone(),
    };
    let tested = door.call::<TestModel>(model).await?;
    context.output.result(&tested, || {
        vec![format!("{name} answers, after {} ms", tested.took_ms)]
    });
    Ok(())
}
