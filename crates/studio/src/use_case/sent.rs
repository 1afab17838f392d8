//! Exactly what is sent to an engine, told before it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::EngineName;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::RevisionText;
use worldreel_domain::scene::{Scene, Seconds};
use worldreel_domain::sent::{PromptForm, SentText};
use worldreel_domain::spec::RenderSpec;
use worldreel_library::sidecar;
use worldreel_store::JobRow;

use crate::error::ApiError;
use crate::scenes;
use crate::studio::Studio;
use crate::use_case::specs::{SpecWish, default_spec};

/// A prompt and the engine that it would be sent to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskSent {
    /// The engine.
    pub engine: EngineName,
    /// The prompt.
    pub prompt: Prompt,
    /// What should not be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
    /// What the prompt says; where its detail is not that of the prompt, it is read anew.
    #[serde(default, skip_serializing_if = "Scene::is_empty")]
    pub scene: Scene,
    /// How to render it; the engine's usual way where nothing is said.
    #[serde(default)]
    pub spec: SpecWish,
}

/// Exactly what an engine would be sent as the prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentView {
    /// The text and its form.
    #[serde(flatten)]
    pub sent: SentText,
    /// Why it is prose, where the engine takes scenes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_prose: Option<String>,
    /// What in it does not fit the clip, such as times beyond its end: nothing is changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl Studio {
    /// Exactly what would be sent to an engine as the prompt: the same function makes it for
    /// a render.
    ///
    /// # Errors
    ///
    /// `bad_input` for an engine that is not set up, and for a scene that can't be taken.
    pub async fn sent_prompt(&self, asked: AskSent) -> Result<SentView, ApiError> {
        let named = std::iter::once(asked.engine).collect();
        let engines = self.chosen(&named).map_err(|error| ApiError {
            field: Some("engine".into()),
            ..error
        })?;
        let [engine] = &engines[..] else {
            return Err(ApiError::bad_input("engine", "name one engine"));
        };
        let takes_scenes = engine.capabilities().structured_prompt;
        let scene = scenes::kept("scene", &asked.prompt, asked.scene, takes_scenes)?;
        let spec = asked.spec.over(&default_spec(&**engine));
        let text = RevisionText {
            prompt: asked.prompt,
            negative_prompt: asked.negative_prompt,
            scene,
        };
        let sent = engine.sent(&text, &spec);
        let is_scene = sent.form == PromptForm::Scene;
        let notes = is_scene.then(|| notes(&text.scene, &spec));
        Ok(SentView {
            why_prose: (takes_scenes && !is_scene).then(|| why_prose(&text.scene)),
            notes: notes.unwrap_or_default(),
            sent,
        })
    }

    /// What a job's engine is or was sent; `None` when it can't be told. `last` is the engine
    /// of its last attempt, `video` the file of its video.
    pub(crate) async fn sent_of(
        &self,
        row: &JobRow,
        last: Option<&EngineName>,
        video: Option<&str>,
    ) -> Result<Option<SentText>, ApiError> {
        let text = self.revision_row(row.revision).await?.text;
        if let Some(video) = video {
            let Some(path) = self.layout().resolve(video) else {
                return Ok(None);
            };
            let told = tokio::task::spawn_blocking(move || sidecar::read(&path)).await;
            // Its sidecar says so where it was not the prompt itself.
            return Ok(told.ok().and_then(Result::ok).map(|made| {
                made.sent.unwrap_or_else(|| SentText {
                    form: PromptForm::Prose,
                    text: text.prompt.as_str().to_owned(),
                })
            }));
        }
        let engines = self.engines();
        let mut each = engines
            .iter()
            .filter(|engine| match last {
                Some(last) => engine.name() == *last,
                None => row.engines.contains(&engine.name()),
            })
            .map(|engine| engine.sent(&text, &row.spec));
        let first = each.next();
        // Engines that would be sent different things leave it open.
        let same = each.all(|other| Some(&other) == first.as_ref());
        Ok(first.filter(|_| same))
    }
}

fn notes(scene: &Scene, spec: &RenderSpec) -> Vec<String> {
    let ms = u64::from(spec.frames) * 1_000 / u64::from(spec.fps.max(1));
    let length = u32::try_from(ms).ok().and_then(Seconds::from_ms);
    let found = scene.problems(length);
    found.iter().map(ToString::to_string).collect()
}

fn why_prose(scene: &Scene) -> String {
    if scene.detail.is_empty() {
        "nothing was read from this prompt in detail".to_owned()
    } else {
        "the scene would be longer than the engine takes".to_owned()
    }
}
