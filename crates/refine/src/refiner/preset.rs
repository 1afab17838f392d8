//! What becomes of a prompt on which a preset is put.

use crate::presets::{Preset, PresetRequest};
use crate::rules;
use crate::talk::{Edited, Updated};

use super::update::by_rules;

/// Puts a preset on a prompt, within its locks.
pub(crate) fn put_on(preset: &Preset, request: &PresetRequest) -> Updated {
    let PresetRequest {
        prompt,
        scene,
        locks,
        ..
    } = request;
    by_rules(prompt, scene, locks, &preset.name, |asked| {
        match preset.phrases.is_empty() {
            true => Edited::nothing_asked(),
            false => rules::put_on(asked, &preset.phrases, &preset.name),
        }
    })
}
