//! Engines that a user sets up: one line for each kind.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::time::Timestamp;

use crate::engine::Engine;
use crate::nvcf::{Nvcf, NvcfSettings};
use crate::openai_videos::{OpenAiVideos, OpenAiVideosSettings};
use crate::settings::{FieldError, SetupError};

/// The settings of an engine that a user sets up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "engine", rename_all = "snake_case")]
pub enum EngineSettings {
    /// A server that speaks OpenAI's video protocol.
    OpenaiVideos(OpenAiVideosSettings),
    /// A function behind NVIDIA's gateway.
    Nvcf(NvcfSettings),
}

impl EngineSettings {
    /// The engine's name, as the user knows it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::OpenaiVideos(settings) => &settings.name,
            Self::Nvcf(settings) => &settings.name,
        }
    }

    /// Whose keys it uses, by the name of their ring.
    #[must_use]
    pub const fn provider(&self) -> &'static str {
        match self {
            Self::OpenaiVideos(_) => "openai",
            Self::Nvcf(_) => "nvidia",
        }
    }

    /// Where it is, as the user wrote it.
    #[must_use]
    pub fn address(&self) -> &str {
        match self {
            Self::OpenaiVideos(settings) => &settings.url,
            Self::Nvcf(settings) => &settings.invoke_url,
        }
    }

    /// Whether they can be used.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        match self {
            Self::OpenaiVideos(settings) => settings.validate(),
            Self::Nvcf(settings) => settings.validate(),
        }
    }

    /// The engine. Nothing is sent yet. `now` is the wall clock.
    ///
    /// # Errors
    ///
    /// [`SetupError`] when the settings can't be used.
    pub fn set_up(self, now: fn() -> Timestamp) -> Result<Arc<dyn Engine>, SetupError> {
        Ok(match self {
            Self::OpenaiVideos(settings) => Arc::new(OpenAiVideos::new(settings, now)?),
            Self::Nvcf(settings) => Arc::new(Nvcf::new(settings, now)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_ms(0)
    }

    #[test]
    fn an_engine_is_set_up_from_what_was_written_down() {
        for (text, name) in [
            (
                r#"{"engine":"openai_videos","name":"omni","url":"http://127.0.0.1:8091"}"#,
                "omni",
            ),
            (
                r#"{"engine":"nvcf","name":"cosmos","invoke_url":"https://api.example/x",
                    "body":{"kind":"cosmos_nim"}}"#,
                "cosmos",
            ),
        ] {
            let settings: EngineSettings = serde_json::from_str(text).unwrap();
            assert_eq!(settings.validate(), Ok(()));
            assert_eq!(settings.name(), name);
            let again = serde_json::to_string(&settings).unwrap();
            assert_eq!(
                serde_json::from_str::<EngineSettings>(&again).unwrap(),
                settings
            );
            let engine = settings.set_up(now).unwrap();
            assert_eq!(engine.name().as_str(), name);
            assert_eq!(engine.lanes()[0].as_str(), format!("{name}-1"));
        }
    }

    #[test]
    fn what_can_not_be_used_says_why() {
        let text = r#"{"engine":"openai_videos","name":"my omni","url":"nowhere"}"#;
        let settings: EngineSettings = serde_json::from_str(text).unwrap();
        assert_eq!(
            settings.set_up(now).unwrap_err().to_string(),
            "the engine's settings can't be used: url: this is no address; one looks like \
             http://127.0.0.1:8091; name: only letters, digits, dots, dashes and underscores are \
             possible"
        );
        let typo = r#"{"engine":"openai_videos","name":"omni","url":"http://x","widht":2}"#;
        assert!(serde_json::from_str::<EngineSettings>(typo).is_err());
    }
}
