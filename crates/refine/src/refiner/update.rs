//! The one place that decides what becomes of a wish, whoever carries it out.

use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;

use super::Rewriter;
use crate::detail;
use crate::diff::{self, TextChange};
use crate::locks::{self, Dropped, Locks, Version};
use crate::rules::{self, Rules};
use crate::talk::{
    Asked, Edited, FieldChange, NotChanged, NotDone, UpdateError, UpdateRequest, Updated, screen,
};

/// Carries out a wish. The scene that comes of it has the detail of its own text.
pub(super) async fn run<R: Rewriter>(
    rewriter: &R,
    request: UpdateRequest,
) -> Result<Updated, UpdateError> {
    let mut answer = answer(rewriter, request).await;
    let updated = match &mut answer {
        Ok(updated) => Some(updated),
        Err(failed) => failed.offline.as_deref_mut(),
    };
    if let Some(updated) = updated {
        detail::settle(&updated.after, &mut updated.scene);
    }
    answer
}

async fn answer<R: Rewriter>(rewriter: &R, request: UpdateRequest) -> Result<Updated, UpdateError> {
    if let Some(why) = screen::refusal(&request.request) {
        let UpdateRequest {
            prompt,
            scene,
            locks,
            ..
        } = request;
        return Ok(unchanged(prompt, scene, locks, why, Vec::new()));
    }
    let scene = known_scene(&request.prompt, &request.scene);
    let locks = match request.locks.settled_in(request.prompt.as_str()) {
        Ok(locks) => locks,
        Err(violation) => {
            let why = NotChanged::Locked { violation };
            return Ok(unchanged(
                request.prompt,
                scene,
                request.locks,
                why,
                Vec::new(),
            ));
        }
    };
    let asked = Asked {
        prompt: &request.prompt,
        scene: &scene,
        locks: &locks,
        request: &request.request,
    };
    match rewriter.edit(&asked).await {
        Ok(edited) => Ok(finish(&asked, edited)),
        Err(error) => {
            let offline = match Rules.edit(&asked).await {
                Ok(edited) => Some(finish(&asked, edited)),
                Err(_) => None,
            };
            Err(UpdateError {
                error,
                offline: offline
                    .filter(|updated| updated.not_changed.is_none())
                    .map(Box::new),
            })
        }
    }
}

/// The scene as it was given, or as the rules read the prompt.
pub(super) fn known_scene(prompt: &Prompt, given: &Scene) -> Scene {
    if given.is_unread() && rules::knows(prompt.as_str()) {
        rules::scene(prompt.as_str())
    } else {
        given.clone()
    }
}

/// What the rules make of a prompt within its locks, without a wish in plain words: `edit` is
/// given the locks as they stand in the prompt. `about` names what it is done for.
pub(super) fn by_rules(
    prompt: &Prompt,
    scene: &Scene,
    locks: &Locks,
    about: &str,
    edit: impl FnOnce(&Asked<'_>) -> Edited,
) -> Updated {
    let scene = &known_scene(prompt, scene);
    match &locks.settled_in(prompt.as_str()) {
        Ok(locks) => {
            let asked = Asked {
                prompt,
                scene,
                locks,
                request: about,
            };
            finish(&asked, edit(&asked))
        }
        Err(violation) => {
            let why = NotChanged::Locked {
                violation: violation.clone(),
            };
            unchanged(
                prompt.clone(),
                scene.clone(),
                locks.clone(),
                why,
                Vec::new(),
            )
        }
    }
}

fn unchanged(
    prompt: Prompt,
    scene: Scene,
    locks: Locks,
    why: NotChanged,
    not_done: Vec<NotDone>,
) -> Updated {
    Updated {
        before: prompt.clone(),
        after: prompt,
        changes: Vec::new(),
        text_changes: Vec::new(),
        scene,
        locks,
        not_done,
        not_changed: Some(why),
    }
}

/// Checks what was proposed against the locks, takes back what breaks them, and tells it.
pub(super) fn finish(asked: &Asked<'_>, edited: Edited) -> Updated {
    let leave = |why, not_done| {
        unchanged(
            asked.prompt.clone(),
            asked.scene.clone(),
            asked.locks.clone(),
            why,
            not_done,
        )
    };
    let (text_changes, changes, mut not_done) = match edited {
        Edited::NotChanged { why, not_done } => return leave(why, not_done),
        Edited::Changed {
            text_changes,
            changes,
            not_done,
        } => (text_changes, changes, not_done),
    };
    let before = Version {
        prompt: asked.prompt.as_str(),
        scene: asked.scene,
    };
    let (changes, text_changes, dropped) = within_locks(before, changes, text_changes, asked.locks);
    not_done.extend(dropped.iter().map(|dropped| NotDone {
        part: asked.request.trim().to_owned(),
        why: NotChanged::Locked {
            violation: dropped.why.clone(),
        },
    }));
    not_done.dedup();
    let first = not_done.first().map(|first| first.why.clone());
    if text_changes.is_empty() {
        return leave(first.unwrap_or(NotChanged::NotUnderstood), not_done);
    }
    let mut scene = asked.scene.clone();
    for change in &changes {
        scene.set(change.field, change.to.as_deref().unwrap_or_default());
    }
    let after = diff::apply(before.prompt, &text_changes)
        .ok()
        .and_then(|text| text.parse::<Prompt>().ok());
    let Some(after) = after else {
        return leave(first.unwrap_or(NotChanged::NoRoom), not_done);
    };
    let now = Version {
        prompt: after.as_str(),
        scene: &scene,
    };
    match (
        locks::violation(before, now, asked.locks),
        asked.locks.rebased(&text_changes),
    ) {
        (None, Ok(locks)) => Updated {
            before: asked.prompt.clone(),
            after,
            changes,
            text_changes,
            scene,
            locks,
            not_done,
            not_changed: None,
        },
        (Some(violation), _) => leave(NotChanged::Locked { violation }, not_done),
        (None, Err(_)) => leave(first.unwrap_or(NotChanged::NotUnderstood), not_done),
    }
}

/// The changes without those that a lock forbids: a locked field takes the changes of the
/// text with it that carry it, and they the other fields that nothing else carries.
fn within_locks(
    before: Version<'_>,
    changes: Vec<FieldChange>,
    text_changes: Vec<TextChange>,
    locks: &Locks,
) -> (Vec<FieldChange>, Vec<TextChange>, Vec<Dropped>) {
    if locks.is_empty() {
        return (changes, text_changes, Vec::new());
    }
    let mut dropped: Vec<Dropped> = Vec::new();
    let locked: Vec<u32> = changes
        .iter()
        .filter(|change| locks.fields.contains(&change.field))
        .flat_map(|change| change.text_changes.iter().copied())
        .collect();
    let (mut allowed, mut places) = (Vec::new(), Vec::new());
    for (at, change) in (0_u32..).zip(text_changes) {
        let field = changes
            .iter()
            .find(|field| locks.fields.contains(&field.field) && field.text_changes.contains(&at));
        match field {
            Some(field) if locked.contains(&at) => dropped.push(Dropped {
                change,
                why: locks::Violation::Field { field: field.field },
            }),
            _ => {
                allowed.push(change);
                places.push(at);
            }
        }
    }
    let (kept, more) = locks::repair(before, &allowed, locks);
    dropped.extend(more);
    let mut new_places: Vec<(u32, u32)> = Vec::with_capacity(kept.len());
    let mut new = 0_u32;
    for (change, at) in allowed.iter().zip(places) {
        let taken = usize::try_from(new).ok().and_then(|new| kept.get(new));
        if taken == Some(change) {
            new_places.push((at, new));
            new += 1;
        }
    }
    let changes = changes
        .into_iter()
        .filter(|change| !locks.fields.contains(&change.field))
        .filter_map(|mut change| {
            let carried = !change.text_changes.is_empty();
            change.text_changes = change
                .text_changes
                .iter()
                .filter_map(|at| new_places.iter().find(|(old, _)| old == at))
                .map(|(_, new)| *new)
                .collect();
            (!carried || !change.text_changes.is_empty()).then_some(change)
        })
        .collect();
    (changes, kept, dropped)
}
