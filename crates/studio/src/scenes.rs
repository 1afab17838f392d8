//! What becomes of a scene that a caller gives with a prompt.

use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::Scene;
use worldreel_domain::scene::detail::Detail;
use worldreel_refine::detail;

use crate::error::ApiError;

/// The scene as it is kept with its prompt. A detail of another prompt is put away; where
/// some engine takes scenes, it is read anew.
///
/// # Errors
///
/// `bad_input` with the place of the first thing that is wrong; `place` is where the scene
/// itself stands.
pub(crate) fn kept(
    place: &str,
    prompt: &Prompt,
    mut scene: Scene,
    is_sent: bool,
) -> Result<Scene, ApiError> {
    if is_sent {
        detail::settle(prompt, &mut scene);
    } else if !scene.detail.belongs_to(prompt) {
        scene.detail = Detail::default();
    }
    match scene.problems(None).into_iter().next() {
        None => Ok(scene),
        Some(problem) => {
            let field = format!("{place}.{}", problem.path);
            Err(ApiError::bad_input(&field, problem.message))
        }
    }
}
