//! Fields of the scene that are set: each is carried out as a change of the prompt, since a
//! scene says nothing that the text does not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::{Scene, SceneField};

use crate::detail;
use crate::locks::Locks;
use crate::refiner::fields;
use crate::talk::Updated;

/// What a field shall say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldValue {
    /// Which field.
    pub field: SceneField,
    /// Its new value, several parted by commas; blank takes out what it says.
    pub value: String,
}

/// A prompt of which fields are set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldsRequest {
    /// The prompt that is to say so.
    pub prompt: Prompt,
    /// What the prompt says, field by field. When it is empty, English prompts are read
    /// by the rules.
    #[serde(default)]
    pub scene: Scene,
    /// What must stay as it is.
    #[serde(default)]
    pub locks: Locks,
    /// The fields, one after the other.
    pub fields: Vec<FieldValue>,
}

/// Makes a prompt say what its fields shall say, by the smallest changes that the rules
/// find. The new text is read again: what it would not say, or what would change another
/// field, is not done, and told with its reason.
#[must_use]
pub fn set(request: &FieldsRequest) -> Updated {
    let mut updated = fields::set(request);
    detail::settle(&updated.after, &mut updated.scene);
    updated
}
