//! `worldreel engines` and `worldreel lanes`

use std::process::ExitCode;

use worldreel_client::Door;
use worldreel_domain::id::{EngineName, LaneName};
use worldreel_engines::{Charge, EngineSettings, NvcfBody, NvcfSettings, OpenAiVideosSettings};
use worldreel_keys::KeyLabel;
use worldreel_studio::call::{
    CreateEngine, DeleteEngine, GetQueue, ListEngines, Nothing, SetEnginePaused, SetLanePaused,
    TestEngine,
};
use worldreel_studio::engines::{AddEngine, EngineRef, PauseEngine, PauseLane};
use worldreel_studio::view::{EngineView, LaneState};
use worldreel_studio::{ApiError, ErrorCode};

use crate::args::setup::{EngineCommon, EngineKind, Engines, EnginesVerb, Lanes, LanesVerb};
use crate::context::Context;
use crate::{money, print};

pub(crate) async fn run(context: &Context, wanted: Engines) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let door = doorway.door();
    let done = match wanted.verb.unwrap_or(EnginesVerb::List) {
        EnginesVerb::List => list(context, door).await,
        EnginesVerb::Add { kind } => add(context, door, kind).await,
        EnginesVerb::Test { engine } => test(context, door, engine).await,
        EnginesVerb::Remove { engine } => {
            let engine = EngineName::new(engine);
            let removed = door.call::<DeleteEngine>(EngineRef { engine }).await;
            removed.map(|_| ())
        }
        EnginesVerb::Pause { engine } => pause_engine(context, door, &engine, true).await,
        EnginesVerb::Resume { engine } => pause_engine(context, door, &engine, false).await,
    };
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

pub(crate) async fn lanes(context: &Context, wanted: Lanes) -> Result<ExitCode, ApiError> {
    let doorway = context.look().await?;
    let door = doorway.door();
    let done = match wanted.verb.unwrap_or(LanesVerb::List) {
        LanesVerb::List => list_lanes(context, door).await,
        LanesVerb::Pause { lane } => pause(context, door, lane, true).await,
        LanesVerb::Resume { lane } => pause(context, door, lane, false).await,
    };
    doorway.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn pause_engine(
    context: &Context,
    door: &Door,
    name: &str,
    paused: bool,
) -> Result<(), ApiError> {
    let engine = EngineName::new(name);
    door.call::<SetEnginePaused>(PauseEngine { engine, paused })
        .await?;
    context.output.note(&if paused {
        format!("{name} is paused; what runs, runs on")
    } else {
        format!("{name} goes on")
    });
    Ok(())
}

async fn list(context: &Context, door: &Door) -> Result<(), ApiError> {
    let engines = door.call::<ListEngines>(Nothing {}).await?;
    context
        .output
        .result(&engines, || engines.iter().map(line).collect());
    Ok(())
}

fn line(engine: &EngineView) -> String {
    let lanes = u32::try_from(engine.lanes.len()).unwrap_or(u32::MAX);
    let wherefrom = match &engine.setup {
        None => "built in".into(),
        Some(setup) => {
            let keys = match &setup.keys {
                None => String::new(),
                Some(keys) => {
                    let labels: Vec<_> = keys.iter().map(KeyLabel::as_str).collect();
                    format!(", with the keys {}", labels.join(", "))
                }
            };
            format!("{}{keys}", setup.settings.address())
        }
    };
    let takes = if engine.capabilities.structured_prompt {
        ", prompts as scenes"
    } else {
        ""
    };
    format!(
        "{:<20} {}, {}, {wherefrom}{takes}",
        engine.name.to_string(),
        print::count(lanes, "lane"),
        print::price(engine.price),
    )
}

async fn add(context: &Context, door: &Door, kind: EngineKind) -> Result<(), ApiError> {
    let wanted = settings(kind)?;
    let engine = door.call::<CreateEngine>(wanted).await?;
    context.output.result(&engine, || vec![line(&engine)]);
    Ok(())
}

fn settings(kind: EngineKind) -> Result<AddEngine, ApiError> {
    let labels = |labels: Vec<String>| {
        let keys: std::collections::BTreeSet<_> = labels.into_iter().map(KeyLabel::new).collect();
        (!keys.is_empty()).then_some(keys)
    };
    Ok(match kind {
        EngineKind::OpenaiVideos {
            url,
            model,
            prompt_form,
            key,
            common,
        } => {
            let name = common
                .name
                .clone()
                .unwrap_or_else(|| "openai-videos".into());
            let mut settings = OpenAiVideosSettings::new(name, url);
            settings.model = model;
            settings.prompt_form = prompt_form;
            settings.needs_key = key.is_some();
            settings.width = common.width.unwrap_or(settings.width);
            settings.charge = charge(&common)?.unwrap_or(settings.charge);
            settings.keys_in_the_clear = common.keys_in_the_clear;
            AddEngine {
                settings: EngineSettings::OpenaiVideos(settings),
                keys: labels(key.into_iter().collect()),
            }
        }
        EngineKind::Nvidia {
            base_url,
            model,
            keys,
            common,
        } => {
            let name = common.name.clone().unwrap_or_else(|| "nvidia".into());
            let fields = std::collections::BTreeMap::new();
            let body = NvcfBody::CosmosNim { fields };
            let mut settings = NvcfSettings::at_gateway(name, &base_url, &model, body);
            let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            settings.width = common.width.unwrap_or(count.clamp(1, 64));
            settings.charge = charge(&common)?.unwrap_or(settings.charge);
            settings.keys_in_the_clear = common.keys_in_the_clear;
            AddEngine {
                settings: EngineSettings::Nvcf(settings),
                keys: labels(keys),
            }
        }
    })
}

fn charge(common: &EngineCommon) -> Result<Option<Charge>, ApiError> {
    let Some(usd) = common.usd_per_second else {
        return Ok(None);
    };
    let micro_usd = money::micro_usd("--usd-per-second", usd)?;
    Ok(Some(match u32::try_from(micro_usd) {
        Ok(0) => Charge::Nothing,
        Ok(micro_usd) => Charge::PerSecond { micro_usd },
        Err(_) => {
            let said = "--usd-per-second must be at most 4294 US dollars";
            return Err(ApiError::bad_input("usd_per_second", said));
        }
    }))
}

async fn test(context: &Context, door: &Door, engine: String) -> Result<(), ApiError> {
    let engine = EngineName::new(engine);
    let tested = door.call::<TestEngine>(EngineRef { engine }).await?;
    context.output.result(&tested, || {
        vec![format!("it answered, after {} ms", tested.took_ms)]
    });
    Ok(())
}

async fn list_lanes(context: &Context, door: &Door) -> Result<(), ApiError> {
    let queue = door.call::<GetQueue>(Nothing {}).await?;
    let lanes = queue.lanes;
    context
        .output
        .result(&lanes, || lanes.iter().map(lane_line).collect());
    Ok(())
}

fn lane_line(lane: &LaneState) -> String {
    let running = u32::try_from(lane.jobs.len()).unwrap_or(u32::MAX);
    let state = match (lane.paused, running, &lane.away) {
        (true, 0, _) => "paused".into(),
        (false, 0, Some(why)) => print::away(why),
        (false, 0, None) => "free".into(),
        (false, _, _) => "rendering".into(),
        (true, running, _) => format!("paused after {}", print::count(running, "render")),
    };
    format!("{:<20} {state}", lane.lane.to_string())
}

async fn pause(context: &Context, door: &Door, lane: String, paused: bool) -> Result<(), ApiError> {
    let wanted = PauseLane {
        lane: LaneName::new(lane),
        paused,
    };
    let known = door.call::<GetQueue>(Nothing {}).await?.lanes;
    if !known.iter().any(|own| own.lane == wanted.lane) {
        let names: Vec<_> = known.iter().map(|own| own.lane.to_string()).collect();
        let said = format!("there is no lane \"{}\"", wanted.lane);
        return Err(ApiError::new(ErrorCode::NotFound, said)
            .hint(format!("there are: {}", names.join(", "))));
    }
    door.call::<SetLanePaused>(wanted.clone()).await?;
    context.output.note(&if paused {
        format!("nothing more starts on {}; what runs, runs on", wanted.lane)
    } else {
        format!("{} goes on", wanted.lane)
    });
    Ok(())
}
