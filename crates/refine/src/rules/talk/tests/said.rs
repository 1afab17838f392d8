//! What is asked in other words than the plainest, and what goes with what.

use super::after;

#[test]
fn what_heads_a_clause_goes_with_it_and_what_contrasts_is_what_stands_there() {
    let tram = "A cable car climbs a hillside while heavy snow falls on the roof, medium shot.";
    let nurse =
        "A nurse in green scrubs pushes a cart along a corridor, and two guests smile at her.";
    let vase = "A blue vase stands beside two lemons on a shelf, dust in the air.";
    let waiter = "A waiter carries a tray through a narrow alley at night, handheld camera.";
    for (text, request, expected) in [
        (
            tram,
            "no snow please",
            "A cable car climbs a hillside, medium shot.",
        ),
        (
            tram,
            "rain instead of snow",
            "A cable car climbs a hillside while rain falls on the roof, medium shot.",
        ),
        (
            nurse,
            "remove the guests",
            "A nurse in green scrubs pushes a cart along a corridor.",
        ),
        (
            vase,
            "no dust",
            "A blue vase stands beside two lemons on a shelf.",
        ),
        (
            vase,
            "three lemons, not two",
            "A blue vase stands beside three lemons on a shelf, dust in the air.",
        ),
        (
            vase,
            "Would you mind making the vase white ok?",
            "A white vase stands beside two lemons on a shelf, dust in the air.",
        ),
        (
            vase,
            "add a pear and, while you are at it, make the vase red",
            "A red vase stands beside two lemons on a shelf, dust in the air, with a pear.",
        ),
        (
            waiter,
            "in Oslo",
            "A waiter carries a tray through a narrow alley in Oslo at night, handheld camera.",
        ),
    ] {
        assert_eq!(after(text, request), expected, "{request}");
    }
}
