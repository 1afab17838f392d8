//! An enhanced prompt held to its locks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;

use super::{Enhanced, LeftAlone, unchanged};
use crate::diff;
use crate::locks::{self, Dropped, Locks, Version};

/// What became of a prompt of which something is locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EnhancedWithin {
    /// The proposal, which keeps every lock.
    #[serde(flatten)]
    pub enhanced: Enhanced,
    /// The locks, with their spans where they are in the new prompt.
    pub locks: Locks,
    /// What was proposed and taken back because it touched a lock.
    pub dropped: Vec<Dropped>,
}

/// An enhanced prompt without what breaks a lock.
pub(super) fn within(mut enhanced: Enhanced, scene: &Scene, locks: Locks) -> EnhancedWithin {
    let before = Version {
        prompt: enhanced.before.as_str(),
        scene,
    };
    let (kept, dropped) = locks::repair(before, &enhanced.changes, &locks);
    let text = diff::apply(before.prompt, &kept).ok();
    let moved = locks.rebased(&kept).ok();
    let after = text.and_then(|text| text.parse::<Prompt>().ok());
    match (after, moved) {
        (Some(after), Some(moved)) if !kept.is_empty() => {
            enhanced.after = after;
            enhanced.changes = kept;
            EnhancedWithin {
                enhanced,
                locks: moved,
                dropped,
            }
        }
        _ => {
            let why = enhanced.left_alone.unwrap_or(LeftAlone::NothingToAdd);
            EnhancedWithin {
                enhanced: unchanged(enhanced.before, why),
                locks,
                dropped,
            }
        }
    }
}
