//! What becomes of a prompt on which a preset is put.

use crate::locks::Locks;
use crate::presets::{Preset, PresetRequest};
use crate::rules;
use crate::talk::{Asked, NotChanged, Updated};

use super::update::{finish, known_scene, unchanged};

/// Puts a preset on a prompt, within its locks.
pub(crate) fn put_on(preset: &Preset, request: &PresetRequest) -> Updated {
    let PresetRequest { prompt, locks, .. } = request;
    let scene = known_scene(prompt, &request.scene);
    let leave =
        |locks: Locks, why| unchanged(prompt.clone(), scene.clone(), locks, why, Vec::new());
    if preset.phrases.is_empty() {
        return leave(locks.clone(), NotChanged::Blank);
    }
    let locks = match locks.settled_in(prompt.as_str()) {
        Ok(locks) => locks,
        Err(violation) => return leave(locks.clone(), NotChanged::Locked { violation }),
    };
    let asked = Asked {
        prompt,
        scene: &scene,
        locks: &locks,
        request: &preset.name,
    };
    finish(&asked, rules::put_on(&asked, &preset.phrases, &preset.name))
}
