use worldreel_domain::scene::SceneField::{
    self, Actions, Atmosphere, Lighting, Location, Style, SubjectAttributes, Subjects, TimeOfDay,
};

use crate::rules::scene;

fn told(text: &str, field: SceneField) -> String {
    scene(text).get(field).unwrap_or_default().to_owned()
}

#[test]
fn words_before_a_noun_tell_their_own_fields() {
    for (text, field, expected) in [
        ("a breezy afternoon on a dune", Atmosphere, "breezy"),
        ("an owl in a hazy valley", Atmosphere, "hazy"),
        ("low midday sun on a wall", TimeOfDay, "midday"),
        ("night ride through a canyon", TimeOfDay, "night"),
        ("a monk in a dim chapel", Lighting, "dim"),
        ("a cartoon duck on a pond", Style, "cartoon"),
        // Boots are no weather, a gown is no hour.
        ("a girl in rain boots", Atmosphere, ""),
        ("a singer in an evening gown", TimeOfDay, ""),
        ("a night market", TimeOfDay, ""),
    ] {
        assert_eq!(told(text, field), expected, "{text}");
    }
}

#[test]
fn what_is_acted_on_is_seen_and_what_is_crossed_is_a_place() {
    for (text, field, expected) in [
        (
            "a mule pulls a heavy cart",
            Subjects,
            "a mule, a heavy cart",
        ),
        ("a mule pulls a heavy cart", SubjectAttributes, "heavy"),
        ("a stag crosses a meadow", Location, "a meadow"),
        ("a boy raises his hand", Subjects, "a boy"),
        ("a dancer takes a step", Subjects, "a dancer"),
    ] {
        assert_eq!(told(text, field), expected, "{text}");
    }
}

#[test]
fn whoever_acts_after_and_is_no_part_of_the_place_before_it() {
    let text = "a truck rolls past a gate and a tall guard smiles";
    assert_eq!(told(text, Subjects), "a truck, a tall guard");
    assert_eq!(told(text, Actions), "rolls past a gate, smiles");
}
