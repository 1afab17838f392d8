//! What the items of an order become: revisions, in a session.

use std::collections::HashMap;

use worldreel_domain::id::{RevisionId, SessionId};
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_store::SessionChoice;

use super::batches::{Generate, NewTake};
use crate::error::ApiError;
use crate::scenes;
use crate::studio::Studio;
use crate::use_case::revisions::says;
use crate::use_case::sessions::title_of;

impl Studio {
    /// The session an order goes into.
    pub(super) async fn session_choice(
        &self,
        wanted: &Generate,
    ) -> Result<SessionChoice, ApiError> {
        if let Some(session) = wanted.session {
            self.session_row(session).await?;
            return Ok(SessionChoice::Existing(session));
        }
        let first = wanted.items.iter().find_map(|item| item.prompt.as_ref());
        let title = match (&wanted.title, first) {
            (Some(title), _) if !title.trim().is_empty() => title.trim().to_owned(),
            (_, Some(prompt)) => title_of(prompt),
            (_, None) => "Untitled".into(),
        };
        Ok(SessionChoice::New {
            id: SessionId::from_uuid(Self::fresh_id()),
            title,
        })
    }

    /// The new revisions, and which revision each item renders. Items that say the same
    /// share one. `scenes_sent` says whether some engine takes scenes.
    pub(super) async fn revisions_for(
        &self,
        items: &[NewTake],
        session: SessionId,
        scenes_sent: bool,
    ) -> Result<(Vec<Revision>, Vec<RevisionId>), ApiError> {
        let mut new = Vec::new();
        let mut known: HashMap<(RevisionText, Origin, Option<RevisionId>), RevisionId> =
            HashMap::new();
        let mut parents: HashMap<RevisionId, Revision> = HashMap::new();
        let mut ids = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let id = match (item.revision, &item.prompt) {
                (Some(id), None) => {
                    if self.revision_row(id).await?.session != session {
                        let field = format!("items[{index}].revision");
                        return Err(ApiError::bad_input(
                            &field,
                            "the revision belongs to another session",
                        ));
                    }
                    id
                }
                (None, Some(prompt)) => {
                    let place = format!("items[{index}].scene");
                    let scene = scenes::kept(&place, prompt, item.scene.clone(), scenes_sent)?;
                    let text = RevisionText {
                        prompt: prompt.clone(),
                        negative_prompt: item.negative_prompt.clone(),
                        scene,
                    };
                    if let Some(parent) = item.parent.filter(|id| !parents.contains_key(id)) {
                        let field = format!("items[{index}].parent");
                        parents.insert(parent, self.parent(parent, session, &field).await?);
                    }
                    let parent = item.parent.and_then(|id| parents.get(&id));
                    match parent.filter(|parent| says(parent, &text)) {
                        Some(parent) => parent.id,
                        None => *known
                            .entry((text.clone(), item.origin, item.parent))
                            .or_insert_with(|| {
                                let made = Self::step(session, parent, item.origin, text);
                                let id = made.id;
                                new.push(made);
                                id
                            }),
                    }
                }
                _ => {
                    let field = format!("items[{index}]");
                    return Err(ApiError::bad_input(
                        &field,
                        "say either a prompt or a revision",
                    ));
                }
            };
            ids.push(id);
        }
        Ok((new, ids))
    }
}
