//! Prompts under a name, with a numbered history.

use std::collections::BTreeSet;

use uuid::Uuid;
use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::scene::{Scene, SceneField};
use worldreel_domain::time::Timestamp;
use worldreel_refine::{
    EnhanceRequest, FieldChange, Locks, Total, UpdateRequest, Updated, VaryRequest,
};
use worldreel_store::{SessionChoice, TunerStepRow};

use super::{Tuner, TunerError};
use crate::refining::answer::HowToAsk;
use crate::studio::Studio;
use crate::use_case::prompts::{Enhance, Extract, Update, Vary};
use crate::use_case::sessions::{SessionRef, title_of};

/// What leads to the first prompt of a history.
const FIRST: &str = "Initial prompt";

/// A prompt with its reading, as it is now under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TunerPrompt {
    /// The name.
    pub name: String,
    /// The prompt.
    pub prompt: String,
    /// What it says, field by field.
    pub scene: Scene,
    /// What was changed and what was not and why, as sentences.
    pub changes: Vec<String>,
}

/// A step of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TunerStep {
    /// The prompt.
    pub prompt: Prompt,
    /// What it says, field by field.
    pub scene: Scene,
    /// The wish that led to it, or that it is the first.
    pub description: String,
}

impl Tuner<'_> {
    /// A better prompt, and the name that it was asked for under. Nothing of it enters the
    /// history.
    ///
    /// # Errors
    ///
    /// `bad_input` for text that is no prompt, `refiner` when it gives no usable answer;
    /// [`TunerError::TooManySessions`] when the name is new and there are too many.
    pub async fn enhance(
        self,
        name: Option<String>,
        rough: &str,
    ) -> Result<(String, String), TunerError> {
        let prompt: Prompt = rough.parse()?;
        self.may_use(name.as_deref()).await?;
        let wanted = Enhance {
            request: EnhanceRequest {
                prompt,
                even_if_long: false,
            },
            scene: Scene::default(),
            locks: Locks::default(),
            how: HowToAsk::default(),
        };
        let enhanced = self.studio.enhance(wanted).await?.answer.enhanced;
        let name = name.unwrap_or_else(fresh_name);
        let touched = self.studio.store().touch_tuner_session(name.clone(), now());
        self.studio.commit(touched).await?;
        // What is left alone is left to the letter.
        let after = match enhanced.left_alone {
            Some(_) => rough.to_owned(),
            None => enhanced.after.as_str().to_owned(),
        };
        Ok((name, after))
    }

    /// Begins a history with a prompt.
    ///
    /// # Errors
    ///
    /// As [`Tuner::enhance`].
    pub async fn begin(
        self,
        name: Option<String>,
        prompt: Prompt,
    ) -> Result<TunerPrompt, TunerError> {
        self.may_use(name.as_deref()).await?;
        let read = Extract {
            prompt: prompt.clone(),
            in_detail: false,
            how: HowToAsk::default(),
        };
        let scene = self.studio.extract(read).await?.answer.scene;
        let name = name.unwrap_or_else(fresh_name);
        let session = match self.studio.store().tuner_session(&name).await? {
            Some(row) => row.session.map(SessionChoice::Existing),
            None => None,
        };
        let session = session.unwrap_or_else(|| SessionChoice::New {
            id: SessionId::from_uuid(Studio::fresh_id()),
            title: title_of(&prompt),
        });
        let first = step(
            session.id(),
            None,
            (prompt.clone(), scene.clone()),
            FIRST.into(),
        );
        let begun = self
            .studio
            .store()
            .begin_tuner_history(name.clone(), session, first);
        self.studio.commit(begun).await?;
        Ok(TunerPrompt {
            name,
            prompt: prompt.as_str().to_owned(),
            scene,
            changes: Vec::new(),
        })
    }

    /// Changes the last prompt of a history by a wish in plain words. A wish that changes
    /// nothing adds nothing to the history; `changes` then says why.
    ///
    /// # Errors
    ///
    /// [`TunerError::NotBegun`]; else as [`Tuner::enhance`].
    pub async fn update(
        self,
        name: String,
        request: String,
        locked: BTreeSet<SceneField>,
    ) -> Result<TunerPrompt, TunerError> {
        let last = self.last(&name).await?;
        let RevisionText { prompt, scene, .. } = last.revision.text;
        let wanted = Update {
            request: UpdateRequest {
                prompt,
                scene,
                locks: Locks {
                    fields: locked,
                    spans: Vec::new(),
                },
                request: request.clone(),
            },
            how: HowToAsk::default(),
        };
        let updated = self.studio.update(wanted).await?.answer;
        let changes = told(&updated);
        let Updated { after, scene, .. } = updated;
        if after != updated.before {
            let next = step(
                last.revision.session,
                Some(last.revision.id),
                (after.clone(), scene.clone()),
                request,
            );
            let added = self.studio.store().add_tuner_step(name.clone(), next);
            self.studio.commit(added).await?;
        }
        Ok(TunerPrompt {
            name,
            prompt: after.as_str().to_owned(),
            scene,
            changes,
        })
    }

    /// Exactly `total` prompts, no two alike: the selected ones of the history first.
    ///
    /// # Errors
    ///
    /// [`TunerError::NoHistory`], [`TunerError::NoSuchStep`], [`TunerError::NotEnough`];
    /// else as [`Tuner::enhance`].
    pub async fn vary(
        self,
        name: &str,
        selected: &[i64],
        total: Total,
        locked: BTreeSet<SceneField>,
    ) -> Result<Vec<Prompt>, TunerError> {
        let history = self.steps(name).await?;
        let Some(last) = history.len().checked_sub(1) else {
            return Err(TunerError::NoHistory { name: name.into() });
        };
        let picked: Vec<&RevisionText> = selected
            .iter()
            .map(|&index| {
                let at = usize::try_from(index).ok();
                at.and_then(|at| history.get(at))
                    .map(|step| &step.revision.text)
                    .ok_or(TunerError::NoSuchStep { index, last })
            })
            .collect::<Result<_, _>>()?;
        let request = VaryRequest {
            selected: picked.iter().map(|text| text.prompt.clone()).collect(),
            total,
            locks: Locks {
                fields: locked,
                spans: Vec::new(),
            },
            axes: None,
            scene: picked
                .first()
                .map(|text| text.scene.clone())
                .unwrap_or_default(),
        };
        let varied = self
            .studio
            .vary(Vary {
                request,
                how: HowToAsk::default(),
            })
            .await?
            .answer;
        match varied.short_of {
            Some(short) => Err(TunerError::NotEnough {
                made: varied.cards.len(),
                wanted: total.get(),
                why: short.to_string(),
            }),
            None => Ok(varied.cards.into_iter().map(|card| card.prompt).collect()),
        }
    }

    /// What the last prompt of a history says.
    ///
    /// # Errors
    ///
    /// [`TunerError::NotBegun`]; else as the library fails.
    pub async fn parameters(self, name: &str) -> Result<Scene, TunerError> {
        Ok(self.last(name).await?.revision.text.scene)
    }

    /// A history, from its first step on.
    ///
    /// # Errors
    ///
    /// [`TunerError::NotBegun`]; else as the library fails.
    pub async fn history(self, name: &str) -> Result<Vec<TunerStep>, TunerError> {
        let steps = self.steps(name).await?;
        if steps.is_empty() {
            return Err(TunerError::NotBegun { name: name.into() });
        }
        Ok(steps
            .into_iter()
            .map(|step| TunerStep {
                prompt: step.revision.text.prompt,
                scene: step.revision.text.scene,
                description: step.description,
            })
            .collect())
    }

    /// The names, each with when it was last used.
    ///
    /// # Errors
    ///
    /// As the library fails.
    pub async fn sessions(self) -> Result<Vec<(String, Timestamp)>, TunerError> {
        self.expire_names().await?;
        let rows = self.studio.store().tuner_sessions().await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.name, row.accessed_at))
            .collect())
    }

    /// Forgets a name and its history. The library's session goes where deleted ones go,
    /// unless takes of it are in the queue.
    ///
    /// # Errors
    ///
    /// [`TunerError::UnknownSession`]; else as the library fails.
    pub async fn forget(self, name: &str) -> Result<(), TunerError> {
        self.expire_names().await?;
        let store = self.studio.store();
        let Some(row) = store.tuner_session(name).await? else {
            return Err(TunerError::UnknownSession { name: name.into() });
        };
        store.forget_tuner_session(name.into()).await?;
        if let Some(session) = row.session {
            // One with takes in the queue stays listed, so that they can be seen.
            if let Err(kept) = self.studio.delete_session(SessionRef { session }).await {
                tracing::info!(session.id = %session, "the session stays listed: {kept}");
            }
        }
        Ok(())
    }

    async fn last(self, name: &str) -> Result<TunerStepRow, TunerError> {
        let mut steps = self.steps(name).await?;
        steps
            .pop()
            .ok_or_else(|| TunerError::NotBegun { name: name.into() })
    }

    /// The history under a name, which counts as a use of it where it exists.
    async fn steps(self, name: &str) -> Result<Vec<TunerStepRow>, TunerError> {
        self.expire_names().await?;
        let store = self.studio.store();
        if store.tuner_session(name).await?.is_some() {
            store.touch_tuner_session(name.into(), now()).await?;
        }
        Ok(store.tuner_history(name).await?)
    }
}

fn step(
    session: SessionId,
    parent: Option<RevisionId>,
    (prompt, scene): (Prompt, Scene),
    description: String,
) -> TunerStepRow {
    TunerStepRow {
        revision: Revision {
            id: RevisionId::from_uuid(Studio::fresh_id()),
            session,
            parent,
            origin: if parent.is_some() {
                Origin::Updated
            } else {
                Origin::Typed
            },
            text: RevisionText {
                prompt,
                negative_prompt: None,
                scene,
            },
            created_at: now(),
        },
        description,
    }
}

/// What became of a wish, as sentences: what was changed, then what was not and why.
fn told(updated: &Updated) -> Vec<String> {
    let mut told: Vec<String> = updated.changes.iter().map(changed).collect();
    if told.is_empty() && updated.after != updated.before {
        told.push("Changed the wording of the prompt.".into());
    }
    for part in &updated.not_done {
        told.push(format!(
            "Not done (\u{201c}{}\u{201d}): {}.",
            part.part, part.why
        ));
    }
    if told.is_empty() {
        told.extend(
            updated
                .not_changed
                .iter()
                .map(|why| format!("Nothing was changed: {why}.")),
        );
    }
    told
}

fn changed(change: &FieldChange) -> String {
    let field = change.field;
    match (&change.from, &change.to) {
        (Some(from), Some(to)) => {
            format!("Changed {field} from \u{201c}{from}\u{201d} to \u{201c}{to}\u{201d}.")
        }
        (None, Some(to)) => format!("Set {field} to \u{201c}{to}\u{201d}."),
        (Some(from), None) => format!("Removed {field} (\u{201c}{from}\u{201d})."),
        (None, None) => format!("Changed {field}."),
    }
}

fn fresh_name() -> String {
    Uuid::new_v4().to_string()
}

fn now() -> Timestamp {
    Studio::now()
}
