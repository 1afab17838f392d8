//! `worldreel models`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_studio::ApiError;
use worldreel_studio::call::{
    CreateModel, DeleteModel, FindModels, ForgetKeptAnswers, GetKeptAnswers, GetRefineChoices,
    ListModels, ListRefiners, Nothing, SetModelPrice, SetRefiner, TestModel,
};
use worldreel_studio::machine::models::ModelSettings;
use worldreel_studio::models::{ModelRef, ModelsAt, PriceModel};
use worldreel_studio::prompts::{RefinerView, TotalsView};
use worldreel_studio::refiners::ChooseRefiner;
use worldreel_studio::refining::choice::{ChosenBy, RefineChoice, RefineTask};
use worldreel_studio::refining::price::TokenPrice;

use crate::args::models::{Models, ModelsVerb, Task, TokenPrices};
use crate::context::Context;
use crate::money::{micro_usd, usd};
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
            price,
        } => {
            let settings = ModelSettings {
                name,
                url,
                model,
                provider: provider.map(name_of),
                price: None,
            };
            match token_price(price) {
                Ok(price) => add(context, door, ModelSettings { price, ..settings }).await,
                Err(error) => Err(error),
            }
        }
        ModelsVerb::Use { name, task, clear } => {
            choose(context, door, name, task.map(task_of), clear).await
        }
        ModelsVerb::Price { name, price } => match token_price(price) {
            Ok(price) => set_price(context, door, PriceModel { model: name, price }).await,
            Err(error) => Err(error),
        },
        ModelsVerb::Kept { forget } => kept(context, door, forget).await,
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
    let asked = refiner.totals.as_ref().map_or_else(String::new, |totals| {
        let cost = match (totals.unpriced, totals.micro_usd) {
            (0, micro_usd) => format!("${:.4}", usd(micro_usd)),
            (unpriced, 0) if unpriced == totals.answers => "price unknown".into(),
            (unpriced, micro_usd) => {
                format!(
                    "${:.4} and {unpriced} at a price that is not known",
                    usd(micro_usd)
                )
            }
        };
        let TotalsView {
            answers,
            prompt_tokens,
            completion_tokens,
            ..
        } = totals;
        format!("; asked {answers} times, {prompt_tokens} + {completion_tokens} tokens, {cost}")
    });
    format!("{:<20} {}{keys}{asked}", refiner.name, refiner.label)
}

async fn choose(
    context: &Context,
    door: &Door,
    name: Option<String>,
    task: Option<RefineTask>,
    clear: bool,
) -> Result<(), ApiError> {
    let choices = if name.is_some() || clear {
        let wanted = ChooseRefiner {
            refiner: name,
            task,
            every_task: false,
        };
        door.call::<SetRefiner>(wanted).await?
    } else {
        door.call::<GetRefineChoices>(Nothing {}).await?
    };
    let shown: Vec<_> = choices
        .into_iter()
        .filter(|choice| task.is_none_or(|task| choice.task == task))
        .collect();
    context
        .output
        .result(&shown, || shown.iter().map(choice_line).collect());
    Ok(())
}

fn choice_line(choice: &RefineChoice) -> String {
    let by = match choice.by {
        ChosenBy::Task => "chosen for it",
        ChosenBy::All => "chosen for all",
        ChosenBy::Environment => choice.variable.as_deref().unwrap_or("the environment"),
        ChosenBy::Call | ChosenBy::Nobody => "nothing else is chosen",
    };
    let instead = choice
        .instead
        .as_ref()
        .map_or_else(String::new, |why| format!(": {why}"));
    format!("{:<8} {} ({by}{instead})", choice.task.name(), choice.label)
}

async fn set_price(context: &Context, door: &Door, wanted: PriceModel) -> Result<(), ApiError> {
    let priced = door.call::<SetModelPrice>(wanted).await?;
    context.output.result(&priced, || {
        let price = priced.setup.as_ref().and_then(|setup| setup.price);
        let told = price.map_or_else(
            || "its price is not known".into(),
            |price| {
                format!(
                    "a million tokens cost ${} sent, ${} back",
                    usd(price.in_micro_usd),
                    usd(price.out_micro_usd)
                )
            },
        );
        vec![format!("{}: {told}", priced.name)]
    });
    Ok(())
}

async fn kept(context: &Context, door: &Door, forget: bool) -> Result<(), ApiError> {
    let kept = match forget {
        true => door.call::<ForgetKeptAnswers>(Nothing {}).await?,
        false => door.call::<GetKeptAnswers>(Nothing {}).await?,
    };
    context.output.result(&kept, || {
        vec![format!(
            "{} answers are kept on this computer, of {} at most",
            kept.count, kept.count_max
        )]
    });
    Ok(())
}

fn token_price(wanted: TokenPrices) -> Result<Option<TokenPrice>, ApiError> {
    let (Some(sent), Some(back)) = (wanted.price_in, wanted.price_out) else {
        return Ok(None);
    };
    Ok(Some(TokenPrice {
        in_micro_usd: micro_usd("--price-in", sent)?,
        out_micro_usd: micro_usd("--price-out", back)?,
    }))
}

const fn task_of(task: Task) -> RefineTask {
    match task {
        Task::Enhance => RefineTask::Enhance,
        Task::Extract => RefineTask::Extract,
        Task::Update => RefineTask::Update,
        Task::Vary => RefineTask::Vary,
    }
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
        let line = |server: &worldreel_studio::found_models::FoundServer| {
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
