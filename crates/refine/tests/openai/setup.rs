//! A refiner with one key, before a server of its own.

#![expect(clippy::unwrap_used, reason = "a set-up that fails fails its test")]

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use serde_json::{Value, json};
use worldreel_domain::id::KeyFingerprint;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::time::Timestamp;
use worldreel_keys::{KeyHealth, KeyLabel};
use worldreel_refine::{
    EnhanceRequest, Enhanced, OpenAi, OpenAiSettings, RefineError, Refiner, SingleKeyGate,
};
use worldreel_testkit::chat::{Answer, Fake};

/// Looked for in everything that is told; it must never be found.
pub(crate) const CANARY: &str = "sk-canary-4f1c9d7e2b";

pub(crate) fn clock() -> Timestamp {
    Timestamp::from_ms(1_000_000)
}

pub(crate) fn prompt(text: &str) -> Prompt {
    text.parse().unwrap()
}

pub(crate) struct Setup {
    pub(crate) fake: Fake,
    pub(crate) gate: Arc<SingleKeyGate>,
    pub(crate) refiner: OpenAi,
}

pub(crate) async fn setup(answers: Vec<Answer>) -> Setup {
    let fake = Fake::start(answers).await;
    let gate = Arc::new(SingleKeyGate::new(
        KeyLabel::new("studio"),
        KeyFingerprint::new("00ff"),
        SecretString::from(CANARY),
        clock,
    ));
    let mut settings = OpenAiSettings::new(fake.base_url(), "some-model");
    settings.timeout = Duration::from_secs(5);
    let refiner = OpenAi::new(settings, Arc::<SingleKeyGate>::clone(&gate), clock).unwrap();
    Setup {
        fake,
        gate,
        refiner,
    }
}

impl Setup {
    pub(crate) async fn enhance(&self) -> Result<Enhanced, RefineError> {
        let request = EnhanceRequest {
            prompt: prompt("a fox"),
            even_if_long: false,
        };
        let answer = self.refiner.enhance(request).await;
        if let Err(error) = &answer {
            assert_tells_no_key(error);
        }
        answer
    }

    pub(crate) fn health(&self) -> KeyHealth {
        self.gate.record().unwrap().health
    }
}

pub(crate) fn assert_tells_no_key(error: &RefineError) {
    let mut told = format!("{error:?} {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        told = format!("{told} {cause:?} {cause}");
        source = cause.source();
    }
    assert!(!told.contains(CANARY), "{told}");
    assert!(!told.contains("canary"), "{told}");
}

pub(crate) fn better() -> Value {
    json!({"prompt": "a fox trots on. It stops.", "reasons": [{"text": "It stops.", "why": "an end"}]})
}
