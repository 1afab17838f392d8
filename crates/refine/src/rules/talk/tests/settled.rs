//! A scene that tells what its text tells.

use worldreel_domain::scene::SceneField::{Atmosphere, Colors, Subjects};

use super::update;
use crate::locks::Locks;

#[test]
fn what_goes_from_the_text_goes_from_the_scene_and_what_is_acted_on_comes() {
    let porter = "A porter pulls a green trolley through a sunny arcade.";
    for (request, field, expected) in [
        (
            "replace the trolley with a crate",
            Subjects,
            Some("A porter, a green crate"),
        ),
        ("make it night", Atmosphere, None),
        (
            "add a woman in a purple coat",
            Colors,
            Some("green, purple"),
        ),
    ] {
        let updated = update(porter, request, Locks::default());
        assert_eq!(updated.scene.get(field), expected, "{request}");
    }
}
