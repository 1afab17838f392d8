//! What becomes of a prompt of which fields are set.

use crate::fields::FieldsRequest;
use crate::rules;
use crate::talk::{Edited, Updated};

use super::update::by_rules;

/// Sets the fields of a prompt, within its locks.
pub(crate) fn set(request: &FieldsRequest) -> Updated {
    let FieldsRequest {
        prompt,
        scene,
        locks,
        fields,
    } = request;
    by_rules(prompt, scene, locks, "", |asked| match fields.is_empty() {
        true => Edited::nothing_asked(),
        false => rules::set_fields(asked, fields),
    })
}
