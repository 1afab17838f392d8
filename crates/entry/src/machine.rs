//! Engines, refiners and folders of this machine.

use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;
use worldreel_host::folders;
use worldreel_keys::KeyLabel;
use worldreel_refine::{
    KeyGate, NoKeyGate, OpenAi, OpenAiSettings, RefineError, Refiner, Rules, SingleKeyGate,
};
use worldreel_studio::desk::DeskConfig;
use worldreel_studio::machine::MachineFiles;
use worldreel_studio::machine::claimed_gate::ClaimedGate;
use worldreel_studio::machine::own_models::named_models;
use worldreel_studio::machine::secret::fingerprint;
use worldreel_studio::refining::choice::{NamedModel, RefineTask};
use worldreel_studio::{ApiError, ErrorCode, Studio, StudioConfig};

/// The folder that bears the application's name.
const APPLICATION: &str = "worldreel";
/// Where OpenAI's own models are (API reference, read 2026-11).
const OPENAI_URL: &str = "https://api.openai.com/v1";
/// Good enough for prompts, and cheap.
const OPENAI_MODEL: &str = "gpt-4o-mini";

/// The folder of the log files; `None` without a home folder.
#[must_use]
pub fn log_folder() -> Option<PathBuf> {
    folders::state(APPLICATION).map(|state| state.join("logs"))
}

/// The library that is opened when none is named: `Worldreel` where the user keeps
/// videos.
///
/// # Errors
///
/// `unsuitable` without a home folder.
pub fn default_library() -> Result<PathBuf, ApiError> {
    folders::videos()
        .map(|videos| videos.join("Worldreel"))
        .ok_or_else(|| {
            ApiError::new(
                ErrorCode::Unsuitable,
                "there is no home folder to keep a library in",
            )
            .hint("name one with --library DIR or WORLDREEL_LIBRARY")
        })
}

/// What a studio on this machine is made of.
///
/// # Errors
///
/// As [`default_library`] when no library is named; `refiner` when the environment
/// describes a chat model that can't be used.
pub fn config(library: Option<PathBuf>, logs: Option<PathBuf>) -> Result<StudioConfig, ApiError> {
    let folder = folders::config(APPLICATION);
    // Where the user works first, then where the settings are.
    let mut env_files = vec![PathBuf::from(".env")];
    env_files.extend(folder.as_ref().map(|folder| folder.join(".env")));
    let named_models = named_models(|name| std::env::var_os(name), &env_files);
    let mut refiners: Vec<Arc<dyn Refiner>> = vec![Arc::new(Rules)];
    let machine = folder.as_ref().map(|folder| MachineFiles {
        database: folder.join("machine.db"),
        application: Some(APPLICATION.into()),
        secrets: folder.join("keys.json"),
        env_files,
    });
    let claims = machine.as_ref().map(MachineFiles::claims);
    for chat in chat_models(|name| std::env::var(name).ok(), &named_models, claims)? {
        refiners.push(Arc::new(chat));
    }
    Ok(StudioConfig {
        library: match library {
            Some(library) => library,
            None => default_library()?,
        },
        engines: worldreel_engines::built_in(),
        idle: false,
        repair: false,
        machine,
        refiners,
        named_models,
        logs,
        settings: folder.map(|folder| folder.join("settings.json")),
        desk: Some(DeskConfig {
            application: "Worldreel".into(),
            icon: APPLICATION.into(),
            watched: false,
        }),
    })
}

/// The chat models that the environment describes, if it does: `OPENAI_API_KEY`,
/// `OPENAI_BASE_URL` for any compatible server, and the models that are named for a task;
/// that for enhancing comes first. A key alone has nothing sent: answers may cost money, so
/// a model is asked when a variable names it or the user chooses it. The key is claimed in
/// the folder `claims`.
fn chat_models(
    variable: impl Fn(&str) -> Option<String>,
    named: &[NamedModel],
    claims: Option<PathBuf>,
) -> Result<Vec<OpenAi>, RefineError> {
    let said = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let key = said("OPENAI_API_KEY").map(SecretString::from);
    let url = said("OPENAI_BASE_URL");
    if key.is_none() && url.is_none() {
        return Ok(Vec::new());
    }
    let url = url.unwrap_or_else(|| OPENAI_URL.into());
    let gate: Arc<dyn KeyGate> = match key {
        None => Arc::new(NoKeyGate),
        Some(key) => {
            let (label, print) = (KeyLabel::new("OPENAI_API_KEY"), fingerprint(&key));
            let gate = SingleKeyGate::new(label, print.clone(), key, Studio::now);
            match claims {
                Some(folder) => Arc::new(ClaimedGate::new(gate, &print, folder)),
                None => Arc::new(gate),
            }
        }
    };
    let enhances = named.iter().find(|own| own.task == RefineTask::Enhance);
    let first = enhances.map_or(OPENAI_MODEL, |own| &own.model);
    let mut models = vec![("openai".to_owned(), first)];
    for NamedModel { model, .. } in named {
        if models.iter().all(|(_, known)| known != model) {
            models.push((format!("openai-{}", plain(model)), model));
        }
    }
    let models = models.into_iter().map(|(name, model)| {
        let settings = OpenAiSettings {
            name,
            ..OpenAiSettings::new(&url, model)
        };
        OpenAi::new(settings, Arc::clone(&gate), Studio::now)
    });
    models.collect()
}

/// A model's name in the letters that a refiner's name may have.
fn plain(model: &str) -> String {
    let plain = |char: char| match char {
        '-' | '_' | '.' => char,
        char if char.is_ascii_alphanumeric() => char,
        _ => '-',
    };
    model.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_word_in_the_environment_there_is_no_chat_model() {
        assert!(chat_models(|_| None, &[], None).unwrap().is_empty());
        assert!(
            chat_models(|_| Some(" ".into()), &[], None)
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn each_model_that_a_task_names_can_be_asked_and_one_of_two_tasks_is_one() {
        let named = |task, model: &str| NamedModel {
            task,
            variable: "PROMPT_VARIATION_MODEL",
            place: "the environment".into(),
            model: model.into(),
        };
        let url = |name: &str| (name == "OPENAI_BASE_URL").then(|| "http://127.0.0.1:9/v1".into());
        let models = chat_models(
            url,
            &[
                named(RefineTask::Vary, "qwen/qwen3:8b"),
                named(RefineTask::Enhance, "large"),
                named(RefineTask::Update, "large"),
            ],
            None,
        );
        let models = models.unwrap();
        let names: Vec<_> = models
            .iter()
            .map(|own| (Refiner::name(own), Refiner::model(own).unwrap()))
            .collect();
        assert_eq!(
            names,
            [
                ("openai", "large"),
                ("openai-qwen-qwen3-8b", "qwen/qwen3:8b")
            ]
        );
    }

    #[test]
    fn a_key_never_shows_in_what_is_printed_of_it() {
        let key = |name: &str| (name == "OPENAI_API_KEY").then(|| "sk-canary-1234".into());
        let models = chat_models(key, &[], Some("claims".into())).unwrap();
        assert!(models.len() == 1 && !format!("{models:?}").contains("canary"));
    }
}
