//! The one rule about a scene's detail.

use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;

use crate::rules;

/// Sees to it that a scene's detail is that of `prompt`: one that belongs to it stays as it
/// is, be it read or given; any other is put away, and the rules read it anew.
pub fn settle(prompt: &Prompt, scene: &mut Scene) {
    if !scene.detail.belongs_to(prompt) {
        scene.detail = rules::detail(prompt);
    }
}
