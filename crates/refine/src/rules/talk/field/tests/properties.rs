//! What holds for every prompt, field and value.

use proptest::prelude::*;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::{Scene, SceneField};

use super::request;
use crate::diff;
use crate::fields;
use crate::locks::{self, Version};
use crate::rules;
use crate::rules::talk::field::parts;
use crate::rules::talk::tests::{a_prompt, some_locks};
use crate::talk::Why;

fn a_value() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("a red fox"),
        Just("two dogs"),
        Just("old"),
        Just("blue"),
        Just("running"),
        Just("sit on a bench"),
        Just("Paris"),
        Just("a birch forest"),
        Just("night"),
        Just("neon light"),
        Just("rain"),
        Just("anime"),
        Just("the camera pans left"),
        Just(","),
        Just("."),
        Just("\u{e9}\u{1f98a} \""),
        Just("--seed 4"),
        Just(""),
    ];
    proptest::collection::vec(part, 1..4).prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_new_text_says_so_and_nothing_else_or_it_is_refused(
        text in a_prompt(),
        field in (0..9_usize).prop_map(|at| SceneField::ALL[at]),
        value in a_value(),
        locked in proptest::collection::vec(0..9_usize, 0..2),
        ends in (0..60_usize, 0..60_usize),
    ) {
        let Ok(prompt) = text.parse::<Prompt>() else { return Ok(()) };
        let text = prompt.as_str();
        let locks = some_locks(text, &locked, ends);
        let mut wanted = request(text, &[(field, &value)]);
        wanted.locks = locks.clone();
        let updated = fields::set(&wanted);
        prop_assert_eq!(&updated, &fields::set(&wanted), "the same each time");
        prop_assert_eq!(diff::apply(text, &updated.text_changes).unwrap(), updated.after.as_str());
        prop_assert_eq!(updated.after == updated.before, updated.not_changed.is_some());
        let known = if rules::knows(text) { rules::scene(text) } else { Scene::default() };
        let version = |prompt, scene| Version { prompt, scene };
        let now = version(updated.after.as_str(), &updated.scene);
        prop_assert_eq!(locks::violation(version(text, &known), now, &locks), None);
        if updated.not_changed.is_some() || !rules::knows(text) { return Ok(()) }
        let read = rules::scene(updated.after.as_str());
        let says = parts::split(read.get(field).unwrap_or_default());
        prop_assert!(parts::same(field, &says, &parts::split(&value)), "{says:?}");
        // What it says of another field has changed only where that is told, and follows.
        for other in SceneField::ALL.into_iter().filter(|own| *own != field) {
            let told = updated.changes.iter().find(|change| change.field == other);
            let changed = known.get(other) != read.get(other);
            prop_assert_eq!(changed, told.is_some(), "{}: {:?}", other, &updated.changes);
            prop_assert!(told.is_none_or(|told| told.why == Why::Follows));
        }
    }
}
