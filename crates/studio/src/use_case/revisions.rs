//! The tree of revisions: steps kept, named and compared.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::scene::{Scene, SceneField};
use worldreel_refine::{Refiner, Rules, TextChange, diff};
use worldreel_store::{RevisionPage, RevisionRow, SessionChoice};

use crate::error::{ApiError, ErrorCode};
use crate::scenes;
use crate::studio::Studio;
use crate::use_case::page;
use crate::use_case::sessions::title_of;
use crate::view::{self, RevisionView};

/// The longest name of a revision, in characters.
const NAME_CHARS_MAX: usize = 80;
/// The most steps that are kept at once.
const STEPS_MAX: usize = 100;

/// What a revision says, and what made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewStep {
    /// What made it. What was typed where something stood before counts as edited.
    pub origin: Origin,
    /// The prompt.
    pub prompt: Prompt,
    /// What should not be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_prompt: Option<Prompt>,
    /// The prompt's reading; the rules read it when it is empty.
    #[serde(default, skip_serializing_if = "Scene::is_empty")]
    pub scene: Scene,
}

/// Steps of a session that are to be kept, each made from the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeepRevisions {
    /// The session; a new one, named after the first prompt, when none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionId>,
    /// The revision that the first step was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RevisionId>,
    /// The steps, at least one.
    pub steps: Vec<NewStep>,
}

/// What became of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeptRevisions {
    /// The session they are in.
    pub session: SessionId,
    /// The revision that says what the last step says.
    pub head: RevisionId,
    /// The revisions that are new. A step that says what its parent says makes none.
    pub new: Vec<RevisionId>,
}

/// A revision's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NameRevision {
    /// The revision.
    pub revision: RevisionId,
    /// Its name from now on; absent or blank when it is to have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A revision, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RevisionRef {
    /// The revision.
    pub revision: RevisionId,
}

/// Which of a session's revisions are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RevisionQuery {
    /// The session.
    pub session: SessionId,
    /// Only those with smaller numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// How many, at most 1,000; 200 when it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Some of a session's revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revisions {
    /// How many the session has.
    pub total: u32,
    /// Those that were wanted, newest first.
    pub revisions: Vec<RevisionView>,
}

/// Two revisions that are to be compared, of one session or of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CompareRevisions {
    /// The one.
    pub from: RevisionId,
    /// The other.
    pub to: RevisionId,
}

/// A field that two revisions differ in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldDifference {
    /// The field.
    pub field: SceneField,
    /// What the one says; absent where it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What the other says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What leads from one revision to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Compared {
    /// The one.
    pub from: RevisionView,
    /// The other.
    pub to: RevisionView,
    /// The changes of the prompt, word by word.
    pub changes: Vec<TextChange>,
    /// The changes of what should not be seen.
    pub negative_changes: Vec<TextChange>,
    /// The fields of the scene that differ; absent where one of the two was not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<FieldDifference>>,
}

impl Studio {
    /// Keeps steps of a session, each made from the one before. A step that says what its
    /// parent says makes no revision. One that comes without a reading is read by the rules.
    ///
    /// # Errors
    ///
    /// `not_found` when the session or the parent does not exist, `bad_input` when there is
    /// no step or the parent is of another session.
    pub async fn keep_revisions(&self, wanted: KeepRevisions) -> Result<KeptRevisions, ApiError> {
        let count = wanted.steps.len();
        if count > STEPS_MAX {
            let said = format!("there are {count} steps; at most {STEPS_MAX} are kept at once");
            return Err(ApiError::bad_input("steps", said));
        }
        let first = wanted.steps.first().ok_or_else(|| {
            ApiError::bad_input("steps", "there is nothing to keep: say at least one step")
        })?;
        let choice = match wanted.session {
            Some(session) => SessionChoice::Existing(self.session_row(session).await?.id),
            None => SessionChoice::New {
                id: SessionId::from_uuid(Self::fresh_id()),
                title: title_of(&first.prompt),
            },
        };
        let session = choice.id();
        let mut parent = match wanted.parent {
            Some(parent) => Some(self.parent(parent, session, "parent").await?),
            None => None,
        };
        let mut new: Vec<Revision> = Vec::new();
        for (at, step) in wanted.steps.into_iter().enumerate() {
            let scene = match step.scene.is_empty() {
                // As the page reads what is written in it, so that both say the same.
                true => Rules.extract(&step.prompt).await?,
                false => step.scene,
            };
            let scene = scenes::kept(&format!("steps[{at}].scene"), &step.prompt, scene, true)?;
            let text = RevisionText {
                prompt: step.prompt,
                negative_prompt: step.negative_prompt,
                scene,
            };
            if parent.as_ref().is_some_and(|parent| says(parent, &text)) {
                continue;
            }
            let made = Self::step(session, parent.as_ref(), step.origin, text);
            new.push(made.clone());
            parent = Some(made);
        }
        let head = parent.map(|head| head.id).ok_or_else(|| {
            ApiError::new(ErrorCode::Internal, "steps were kept that lead nowhere")
        })?;
        let ids = new.iter().map(|revision| revision.id).collect();
        if !new.is_empty() {
            let kept = self.store().keep_revisions(choice, new, Self::now());
            self.commit(kept).await?;
        }
        Ok(KeptRevisions {
            session,
            head,
            new: ids,
        })
    }

    /// A revision that something in `session` is made from.
    pub(crate) async fn parent(
        &self,
        parent: RevisionId,
        session: SessionId,
        field: &str,
    ) -> Result<Revision, ApiError> {
        let parent = self.revision_row(parent).await?;
        if parent.session == session {
            Ok(parent)
        } else {
            let message = "the parent belongs to another session";
            Err(ApiError::bad_input(field, message))
        }
    }

    /// A new revision.
    pub(crate) fn step(
        session: SessionId,
        parent: Option<&Revision>,
        origin: Origin,
        text: RevisionText,
    ) -> Revision {
        Revision {
            id: RevisionId::from_uuid(Self::fresh_id()),
            session,
            parent: parent.map(|parent| parent.id),
            origin: match (origin, parent) {
                (Origin::Typed, Some(_)) => Origin::Edited,
                (origin, _) => origin,
            },
            text,
            created_at: Self::now(),
        }
    }

    /// Gives a revision a name, or takes it away.
    ///
    /// # Errors
    ///
    /// `not_found`; `bad_input` for a name that is too long.
    pub async fn name_revision(&self, wanted: NameRevision) -> Result<RevisionView, ApiError> {
        let name = wanted.name.as_deref().unwrap_or_default();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let chars = name.chars().count();
        if chars > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            let said = format!("a name has at most {NAME_CHARS_MAX} characters; this has {chars}");
            return Err(ApiError::bad_input("name", said));
        }
        let name = (!name.is_empty()).then_some(name);
        let named = self
            .store()
            .name_revision(wanted.revision, name, Self::now());
        self.commit(named).await?;
        self.numbered(wanted.revision).await
    }

    /// A revision with its number, name and takes.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn revision(&self, wanted: RevisionRef) -> Result<RevisionView, ApiError> {
        self.numbered(wanted.revision).await
    }

    async fn numbered(&self, id: RevisionId) -> Result<RevisionView, ApiError> {
        let row = self.store().numbered_revision(id).await?;
        row.map(view::revision).ok_or_else(|| no_such(id))
    }

    /// Some of a session's revisions, newest first.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn revisions(&self, wanted: RevisionQuery) -> Result<Revisions, ApiError> {
        let session = self.session_row(wanted.session).await?.id;
        let page = RevisionPage {
            before: wanted.before,
            limit: page::limit(wanted.limit),
        };
        let rows: Vec<RevisionRow> = self.store().revisions_of(session, page).await?;
        Ok(Revisions {
            total: self.store().revision_count(session).await?,
            revisions: rows.into_iter().map(view::revision).collect(),
        })
    }

    /// What leads from one revision to another: words, and fields of the scene.
    ///
    /// # Errors
    ///
    /// `not_found`.
    pub async fn compare_revisions(&self, wanted: CompareRevisions) -> Result<Compared, ApiError> {
        let from = self.numbered(wanted.from).await?;
        let to = self.numbered(wanted.to).await?;
        let (one, other) = (&from.revision.text, &to.revision.text);
        let negative = |text: &RevisionText| {
            let negative = text.negative_prompt.as_ref();
            negative
                .map(|own| own.as_str().to_owned())
                .unwrap_or_default()
        };
        let read = !one.scene.is_unread() && !other.scene.is_unread();
        Ok(Compared {
            changes: diff::changes(one.prompt.as_str(), other.prompt.as_str()),
            negative_changes: diff::changes(&negative(one), &negative(other)),
            fields: read.then(|| differences(&one.scene, &other.scene)),
            from,
            to,
        })
    }

    pub(crate) async fn revision_row(&self, id: RevisionId) -> Result<Revision, ApiError> {
        self.store().revision(id).await?.ok_or_else(|| no_such(id))
    }
}

fn no_such(id: RevisionId) -> ApiError {
    ApiError::new(ErrorCode::NotFound, format!("there is no revision {id}"))
}

/// Whether a revision says a text already. What was not read counts as read alike.
pub(crate) fn says(revision: &Revision, text: &RevisionText) -> bool {
    let (own, scene) = (&revision.text, &text.scene);
    let same_fields = scene.is_unread() || scene.filled().eq(own.scene.filled());
    let same_detail = scene.detail.is_empty() || scene.detail == own.scene.detail;
    own.prompt == text.prompt
        && own.negative_prompt == text.negative_prompt
        && same_fields
        && same_detail
}

fn differences(from: &Scene, to: &Scene) -> Vec<FieldDifference> {
    SceneField::ALL
        .into_iter()
        .filter(|field| from.get(*field) != to.get(*field))
        .map(|field| FieldDifference {
            field,
            from: from.get(field).map(str::to_owned),
            to: to.get(field).map(str::to_owned),
        })
        .collect()
}
