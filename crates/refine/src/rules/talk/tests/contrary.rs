//! What goes because a wish contradicts it, and what a wish can't hang on.

use super::*;

#[test]
fn what_a_wish_contradicts_goes_with_it_and_the_rest_stays() {
    for (text, request, expected) in [
        (
            "A cook chops onions in a kitchen. Rapid cuts, soft light.",
            "slower",
            "A cook chops onions slowly in a kitchen. Slow cuts, soft light.",
        ),
        (
            "A tram turns into a square, filmed from a balcony. Light rain.",
            "show it from below",
            "A tram turns into a square, from a low angle. Light rain.",
        ),
        (
            "Two boys kick a can along a dusty lane.",
            "the boys roll a tyre",
            "Two boys roll a tyre along a dusty lane.",
        ),
        (
            "A girl walks across a court.",
            "the girl sits",
            "A girl sits.",
        ),
        (
            "A wooden bench stands in a park.",
            "marble instead of wooden",
            "A marble bench stands in a park.",
        ),
    ] {
        assert_eq!(after(text, request), expected, "{request}");
    }
}

#[test]
fn nothing_is_added_to_what_nobody_knows() {
    let fox = "a fox in a field";
    let updated = update(fox, "add blorp to grimble", Locks::default());
    assert_eq!(
        updated.not_changed,
        Some(NotChanged::NothingThere {
            what: "grimble".to_owned()
        })
    );
    assert_eq!(
        after(fox, "add a hat to the fox"),
        "a fox wearing a hat in a field"
    );
}
