//! What becomes of a prompt of which fields are set.

use crate::fields::FieldsRequest;
use crate::locks::Locks;
use crate::rules;
use crate::talk::{Asked, NotChanged, Updated};

use super::update::{finish, known_scene, unchanged};

/// Sets the fields of a prompt, within its locks.
pub(crate) fn set(request: &FieldsRequest) -> Updated {
    let FieldsRequest { prompt, locks, .. } = request;
    let scene = known_scene(prompt, &request.scene);
    let leave =
        |locks: Locks, why| unchanged(prompt.clone(), scene.clone(), locks, why, Vec::new());
    if request.fields.is_empty() {
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
        request: "",
    };
    finish(&asked, rules::set_fields(&asked, &request.fields))
}
