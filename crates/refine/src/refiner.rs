//! What every refiner does, and the one place that decides what becomes of a text.

mod enhance;
pub(crate) mod fields;
pub(crate) mod preset;
mod update;
mod vary;

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;
use worldreel_domain::scene::detail::Detail;

use crate::detail;
use crate::diff::{self, TextChange};
use crate::error::RefineError;
use crate::locks::Locks;
use crate::talk::{Asked, Edited, UpdateError, UpdateRequest, Updated};
use crate::usage::Meter;
use crate::vary::{Proposed, Varied, VaryRequest, Wanted};

/// A prompt of more words is left as it is unless the user asks: whoever wrote as
/// much has decided on the picture.
pub const ENHANCE_WORDS_MAX: usize = 50;

pub use self::enhance::EnhancedWithin;

/// A prompt to be made better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EnhanceRequest {
    /// The prompt as the user wrote it.
    pub prompt: Prompt,
    /// Whether to enhance it even if it has more than [`ENHANCE_WORDS_MAX`] words.
    #[serde(default)]
    pub even_if_long: bool,
}

/// What became of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Enhanced {
    /// The prompt as the user wrote it.
    pub before: Prompt,
    /// The proposal; equal to `before` when it was left alone.
    pub after: Prompt,
    /// What leads from the one to the other, in order. All of them applied to
    /// `before` give exactly `after`.
    pub changes: Vec<TextChange>,
    /// Why nothing was changed, when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_alone: Option<LeftAlone>,
}

/// Why a prompt was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "left_alone", rename_all = "snake_case")]
pub enum LeftAlone {
    /// It is long enough, and the user did not ask for more.
    LongEnough {
        /// How many words it has.
        words: u32,
    },
    /// It is in a language this refiner does not know, or in none.
    NotUnderstood,
    /// It already says all that a world model asks for, or has no room for more.
    NothingToAdd,
}

impl fmt::Display for LeftAlone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LongEnough { words } => write!(
                f,
                "the prompt has {words} words; above {ENHANCE_WORDS_MAX} it is left as it is \
                 unless you ask"
            ),
            Self::NotUnderstood => f.write_str(
                "the offline rules know only English; a chat model may know this language",
            ),
            Self::NothingToAdd => f.write_str("the prompt already says all that is needed"),
        }
    }
}

/// What a [`Rewriter`] proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewritten {
    /// A better prompt.
    Text {
        /// The whole new prompt.
        after: Prompt,
        /// What was added or changed, and why.
        notes: Vec<Note>,
    },
    /// The prompt stays as it is.
    LeftAlone(LeftAlone),
}

/// Why some words of a rewritten prompt are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Those words, as they stand in the new prompt.
    pub text: String,
    /// Why they are there, in a few plain words.
    pub why: String,
}

/// The part in which refiners differ. Callers never use it: they hold a
/// [`Refiner`], which every rewriter is, so that no rule of ours can be passed by.
#[async_trait]
pub trait Rewriter: fmt::Debug + Send + Sync {
    /// A stable name for files and settings, such as `rules`.
    fn name(&self) -> &str;

    /// A name for people, such as `Rules, offline`.
    fn label(&self) -> String;

    /// Whether it works without any network.
    fn offline(&self) -> bool;

    /// The name of its model, as the model's server lists it; `None` for what has none.
    fn model(&self) -> Option<&str> {
        None
    }

    /// The same, counting what it uses; `None` where it uses nothing that counts.
    fn metered(&self, meter: &Arc<Meter>) -> Option<Arc<dyn Refiner>> {
        let _ = meter;
        None
    }

    /// A better prompt, whatever the length of the old one.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from an answer that keeps the user's meaning.
    async fn rewrite(&self, prompt: &Prompt) -> Result<Rewritten, RefineError>;

    /// What the prompt says, field by field.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from a usable answer.
    async fn read(&self, prompt: &Prompt) -> Result<Scene, RefineError>;

    /// What the prompt says in detail; `None` leaves it to the rules.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from a usable answer.
    async fn read_detail(&self, prompt: &Prompt) -> Result<Option<Detail>, RefineError> {
        let _ = prompt;
        Ok(None)
    }

    /// The changes that a wish asks for. What breaks a lock is taken back afterwards,
    /// whatever is proposed.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from a usable answer.
    async fn edit(&self, asked: &Asked<'_>) -> Result<Edited, RefineError>;

    /// Variations of a prompt. Those that are alike, break a lock or change the language
    /// are not shown, so fewer may be left.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from a usable answer.
    async fn variations(&self, wanted: &Wanted<'_>) -> Result<Vec<Proposed>, RefineError>;
}

/// Makes prompts better and reads scenes out of them.
#[async_trait]
pub trait Refiner: fmt::Debug + Send + Sync {
    /// A stable name for files and settings, such as `rules` or `openai`.
    fn name(&self) -> &str;

    /// A name for people, such as `Rules, offline` or `gpt-4o-mini at api.openai.com`.
    fn label(&self) -> String;

    /// Whether it works without any network.
    fn offline(&self) -> bool;

    /// The name of its model, as the model's server lists it; `None` for what has none.
    fn model(&self) -> Option<&str>;

    /// The same refiner for one answer, of which `meter` counts what it uses; `None` where
    /// it uses nothing that counts.
    fn metered(&self, meter: &Arc<Meter>) -> Option<Arc<dyn Refiner>>;

    /// A better prompt, with the changes that lead to it.
    ///
    /// # Errors
    ///
    /// Whatever keeps the refiner from an answer that keeps the user's meaning.
    async fn enhance(&self, request: EnhanceRequest) -> Result<Enhanced, RefineError>;

    /// As [`Self::enhance`], with locks that hold whatever is proposed. `scene` is what the
    /// prompt says; empty when it was not read.
    ///
    /// # Errors
    ///
    /// As [`Self::enhance`].
    async fn enhance_within(
        &self,
        request: EnhanceRequest,
        scene: &Scene,
        locks: &Locks,
    ) -> Result<EnhancedWithin, RefineError>;

    /// The changes that a wish in plain words asks for: "make it night, keep the dog".
    /// A wish that can't be carried out is no error but is answered with its reason.
    ///
    /// # Errors
    ///
    /// Whatever keeps the refiner from a usable answer, with what the rules would do.
    async fn update(&self, request: UpdateRequest) -> Result<Updated, UpdateError>;

    /// Variations of some prompts: those first, then new ones, no two alike. What a model
    /// leaves open is filled by the rules and labelled so.
    ///
    /// # Errors
    ///
    /// Whatever keeps the refiner from a usable answer, when the rules can't fill in.
    async fn vary(&self, request: VaryRequest) -> Result<Varied, RefineError>;

    /// What the prompt says, field by field. A field it says nothing about stays
    /// empty.
    ///
    /// # Errors
    ///
    /// Whatever keeps the refiner from a usable answer.
    async fn extract(&self, prompt: &Prompt) -> Result<Scene, RefineError>;

    /// As [`Self::extract`], and the detail is read by the same refiner, which may ask a chat
    /// model a second time. Where that brings nothing, the rules read it, and it is said.
    ///
    /// # Errors
    ///
    /// As [`Self::extract`].
    async fn extract_in_detail(&self, prompt: &Prompt) -> Result<SceneRead, RefineError>;
}

/// A scene that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SceneRead {
    /// What the prompt says.
    #[serde(flatten)]
    pub scene: Scene,
    /// Why the rules have read the detail and not the chat model that was asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_failed: Option<String>,
}

#[async_trait]
impl<R: Rewriter> Refiner for R {
    fn name(&self) -> &str {
        Rewriter::name(self)
    }

    fn label(&self) -> String {
        Rewriter::label(self)
    }

    fn offline(&self) -> bool {
        Rewriter::offline(self)
    }

    fn model(&self) -> Option<&str> {
        Rewriter::model(self)
    }

    fn metered(&self, meter: &Arc<Meter>) -> Option<Arc<dyn Refiner>> {
        Rewriter::metered(self, meter)
    }

    async fn enhance(&self, request: EnhanceRequest) -> Result<Enhanced, RefineError> {
        let before = request.prompt;
        let words = before.words();
        if words > ENHANCE_WORDS_MAX && !request.even_if_long {
            let words = u32::try_from(words).unwrap_or(u32::MAX);
            return Ok(unchanged(before, LeftAlone::LongEnough { words }));
        }
        match self.rewrite(&before).await? {
            Rewritten::LeftAlone(why) => Ok(unchanged(before, why)),
            Rewritten::Text { after, .. } if after == before => {
                Ok(unchanged(before, LeftAlone::NothingToAdd))
            }
            Rewritten::Text { after, notes } => {
                let mut changes = diff::changes(before.as_str(), after.as_str());
                explain(&mut changes, &notes);
                Ok(Enhanced {
                    before,
                    after,
                    changes,
                    left_alone: None,
                })
            }
        }
    }

    async fn enhance_within(
        &self,
        request: EnhanceRequest,
        scene: &Scene,
        locks: &Locks,
    ) -> Result<EnhancedWithin, RefineError> {
        let scene = update::known_scene(&request.prompt, scene);
        let Ok(settled) = locks.settled_in(request.prompt.as_str()) else {
            // What is locked is not there: nothing is touched before that is cleared up.
            return Ok(EnhancedWithin {
                enhanced: unchanged(request.prompt, LeftAlone::NothingToAdd),
                locks: locks.clone(),
                dropped: Vec::new(),
            });
        };
        let enhanced = self.enhance(request).await?;
        Ok(enhance::within(enhanced, &scene, settled))
    }

    async fn update(&self, request: UpdateRequest) -> Result<Updated, UpdateError> {
        update::run(self, request).await
    }

    async fn vary(&self, request: VaryRequest) -> Result<Varied, RefineError> {
        vary::run(self, request).await
    }

    async fn extract(&self, prompt: &Prompt) -> Result<Scene, RefineError> {
        let mut scene = self.read(prompt).await?;
        // The detail is read by the rules, whoever reads the fields: they say nothing that
        // the text does not.
        detail::settle(prompt, &mut scene);
        Ok(scene)
    }

    async fn extract_in_detail(&self, prompt: &Prompt) -> Result<SceneRead, RefineError> {
        let mut scene = self.read(prompt).await?;
        let mut model_failed = None;
        match self.read_detail(prompt).await {
            Ok(read) => scene.detail = read.unwrap_or_default().belonging_to(prompt),
            // The nine fields are there, and paid for.
            Err(error) => model_failed = Some(error.to_string()),
        }
        detail::settle(prompt, &mut scene);
        Ok(SceneRead {
            scene,
            model_failed,
        })
    }
}

fn unchanged(prompt: Prompt, why: LeftAlone) -> Enhanced {
    Enhanced {
        before: prompt.clone(),
        after: prompt,
        changes: Vec::new(),
        left_alone: Some(why),
    }
}

/// Gives each change the reason of the note about the same words: of those whose words
/// stand in the change, or the change in theirs, the one with most words in common.
fn explain(changes: &mut [TextChange], notes: &[Note]) {
    for change in changes {
        let to = change.to.trim();
        let about = notes
            .iter()
            .filter_map(|note| {
                let text = note.text.trim();
                let shared = match (to.is_empty(), text.is_empty()) {
                    (true, true) => 0,
                    (false, false) if to.contains(text) => text.len(),
                    (false, false) if text.contains(to) => to.len(),
                    _ => return None,
                };
                Some((shared, note))
            })
            .max_by_key(|(shared, _)| *shared);
        if let Some((_, note)) = about {
            change.why.clone_from(&note.why);
        }
    }
}
