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
use worldreel_studio::machine::secret::fingerprint;
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
    let mut refiners: Vec<Arc<dyn Refiner>> = vec![Arc::new(Rules)];
    if let Some(chat) = chat_model(|name| std::env::var(name).ok())? {
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
        machine: folders::config(APPLICATION).map(|folder| MachineFiles {
            database: folder.join("machine.db"),
            application: Some(APPLICATION.into()),
            secrets: folder.join("keys.json"),
            // Where the user works first, then where the settings are.
            env_files: vec![PathBuf::from(".env"), folder.join(".env")],
        }),
        refiners,
        logs,
        settings: folders::config(APPLICATION).map(|folder| folder.join("settings.json")),
        desk: Some(DeskConfig {
            application: "Worldreel".into(),
            icon: APPLICATION.into(),
            watched: false,
        }),
    })
}

/// The chat model that the environment describes, if it does: `OPENAI_API_KEY`,
/// `OPENAI_BASE_URL` for any compatible server, `PROMPT_ENHANCEMENT_MODEL`. It is
/// never used unless it is chosen by name: its answers may cost money.
fn chat_model(variable: impl Fn(&str) -> Option<String>) -> Result<Option<OpenAi>, RefineError> {
    let said = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let key = said("OPENAI_API_KEY").map(SecretString::from);
    let url = said("OPENAI_BASE_URL");
    if key.is_none() && url.is_none() {
        return Ok(None);
    }
    let settings = OpenAiSettings::new(
        url.unwrap_or_else(|| OPENAI_URL.into()),
        said("PROMPT_ENHANCEMENT_MODEL").unwrap_or_else(|| OPENAI_MODEL.into()),
    );
    let gate: Arc<dyn KeyGate> = match key {
        None => Arc::new(NoKeyGate),
        Some(key) => Arc::new(SingleKeyGate::new(
            KeyLabel::new("OPENAI_API_KEY"),
            fingerprint(&key),
            key,
            Studio::now,
        )),
    };
    OpenAi::new(settings, gate, Studio::now).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_word_in_the_environment_there_is_no_chat_model() {
        assert!(chat_model(|_| None).unwrap().is_none());
        assert!(chat_model(|_| Some(" ".into())).unwrap().is_none());
    }

    #[test]
    fn a_key_never_shows_in_what_is_printed_of_it() {
        let model = chat_model(|name| (name == "OPENAI_API_KEY").then(|| "sk-canary-1234".into()));
        let model = model.unwrap().unwrap();
        assert!(!format!("{model:?}").contains("canary"));
    }
}
