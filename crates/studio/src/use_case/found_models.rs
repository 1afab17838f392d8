//! Chat models on this computer, found where servers usually listen.

use std::sync::Arc;
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;
use worldreel_refine::{NoKeyGate, OpenAi, OpenAiSettings};

use crate::call::Nothing;
use crate::error::ApiError;
use crate::studio::Studio;

/// How long a server on this computer is waited for when models are looked for.
const LOOK_TIME: Duration = Duration::from_millis(1_500);
/// The servers that are looked for, with the ports that they usually listen on (their own
/// documentation, read 2026-11).
const USUAL: [(&str, u16); 6] = [
    ("Ollama", 11_434),
    ("LM Studio", 1_234),
    ("vLLM", 8_000),
    ("llama-server", 8_080),
    ("LiteLLM", 4_000),
    ("SGLang", 30_000),
];

/// A server on this computer that lists chat models.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundServer {
    /// What usually listens there.
    pub server: String,
    /// Its base address.
    pub url: String,
    /// The models that it lists.
    pub models: Vec<String>,
}

impl Studio {
    /// Looks for chat models where servers on this computer usually listen. Nothing goes to
    /// another computer.
    ///
    /// # Errors
    ///
    /// None today.
    pub async fn find_models(&self, _: Nothing) -> Result<Vec<FoundServer>, ApiError> {
        let usual = USUAL.map(|(server, port)| (server, format!("http://127.0.0.1:{port}/v1")));
        Ok(found_at(&usual).await)
    }
}

/// Which of these servers answer with a list of models.
async fn found_at(servers: &[(&'static str, String)]) -> Vec<FoundServer> {
    let mut looks = JoinSet::new();
    for (place, (server, url)) in servers.iter().enumerate() {
        let (server, url) = (*server, url.clone());
        looks.spawn(async move {
            let settings = OpenAiSettings {
                connect_timeout: LOOK_TIME,
                timeout: LOOK_TIME,
                ..OpenAiSettings::new(&url, "any")
            };
            let chat = OpenAi::new(settings, Arc::new(NoKeyGate), Studio::now).ok()?;
            let models = chat.models().await.ok()?;
            let server = server.to_owned();
            Some((
                place,
                FoundServer {
                    server,
                    url,
                    models,
                },
            ))
        });
    }
    let mut found: Vec<_> = looks.join_all().await.into_iter().flatten().collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, server)| server).collect()
}
