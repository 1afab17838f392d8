use std::collections::BTreeSet;

use proptest::prelude::*;
use worldreel_domain::prompt::Prompt;
use worldreel_domain::scene::{Scene, SceneField};

use crate::diff;
use crate::locks::{self, Locks, Version};
use crate::refiner::Refiner;
use crate::rules::talk::find;
use crate::rules::{self, Rules};
use crate::vary::alike::Key;
use crate::vary::{Axis, Variation, Varied, VaryRequest};

use super::choices::{Choice, Choices};

/// What people film: in and out of doors, large and small, told in a few words and in many.
const PROMPTS: [&str; 23] = [
    "an old fisherman mends his net on a wooden pier at sunrise",
    "A robot arm sorts red and blue cubes into two bins on a steel workbench in a bright warehouse",
    "A silver sedan waits at a crosswalk while pedestrians cross, dash cam view, overcast morning",
    "A bottle of perfume stands on a marble slab, soft light, product shot",
    "A waterfall plunges into a turquoise pool in a rainforest",
    "Macro shot of a ladybug crawling along a blade of grass, dew drops, shallow depth of field",
    "A chef plates a dessert in a busy restaurant kitchen. The camera pushes in slowly.",
    "a red fox runs through deep snow in a birch forest in winter",
    "A woman in a yellow raincoat walks slowly through a rainy street in Tokyo at night, neon reflections",
    "a humpback whale breaches in the open ocean, aerial shot",
    "An astronaut floats beside a space station, Earth glowing below",
    "Waves crash against black rocks on a stormy coast",
    "medieval village, market square, people, cinematic",
    "a knight rides a black horse across a burning battlefield, epic, slow motion",
    "Two ballerinas dance on an empty stage under a spotlight",
    "A sea turtle swims over a coral reef, underwater, god rays",
    "A steam train crosses a stone bridge on a cloudy afternoon, vintage, muted colors",
    "a cup",
    "sunset over the sea",
    "A murmuration of starlings swirls over a marsh at sunset, wide shot",
    "A welding robot joins two steel plates, sparks flying, in a dark factory hall",
    "A humanoid robot opens a fridge door and takes out a bottle of milk in a modern kitchen. The kitchen is lit by \
     soft daylight from a window on the left. The robot moves carefully, its grey fingers closing around the handle. On \
     the counter stand a toaster, a bowl of fruit and a knife block. The camera is fixed at eye level and shows the \
     whole robot.",
    "A tired detective in a long grey coat walks slowly through the narrow streets of an old harbor town while thin \
     rain falls on the cobblestones and the last lamps flicker. A black cat watches him from a windowsill, a ship's \
     horn sounds far away, and the camera follows him at shoulder height.",
];

fn varied(text: &str, total: u8, axes: &[Axis], locks: Locks) -> Varied {
    let request = VaryRequest {
        selected: vec![text.parse().unwrap()],
        total: total.try_into().unwrap(),
        locks,
        axes: Some(axes.to_vec()),
        scene: Scene::default(),
    };
    let run = tokio::runtime::Builder::new_current_thread().build();
    run.unwrap().block_on(Rules.vary(request)).unwrap()
}

/// The fields that a card may change: those of its axes, and what follows from them.
fn may_change(card: &Variation) -> BTreeSet<SceneField> {
    let mut fields: BTreeSet<SceneField> =
        card.axes.iter().map(|axis| find::field_of(*axis)).collect();
    for axis in &card.axes {
        fields.extend(match axis {
            // The light fits the hour, and the sky fits the light.
            Axis::TimeOfDay | Axis::Weather => [
                SceneField::Lighting,
                SceneField::Atmosphere,
                SceneField::TimeOfDay,
                // "A rainy street" is one in the snow.
                SceneField::Location,
            ]
            .as_slice(),
            // A place goes with its colours, and "a bright hall" with its light.
            Axis::Location => &[
                SceneField::Atmosphere,
                SceneField::Colors,
                SceneField::Lighting,
            ],
            Axis::Lighting => &[SceneField::Location],
            // How fast time goes by is a matter of the camera.
            Axis::Pace => &[SceneField::Style],
            _ => &[],
        });
    }
    fields
}

fn sound(text: &str, total: u8, axes: &[Axis], varied: &Varied) -> Result<(), String> {
    let told = || format!("{axes:?} of {text:?}");
    if varied.cards.len() != usize::from(total) {
        return Err(format!("{} of {total}: {}", varied.cards.len(), told()));
    }
    let before = rules::scene(text);
    let mut keys = BTreeSet::new();
    for (at, card) in varied.cards.iter().enumerate() {
        let new = card.prompt.as_str();
        if !keys.insert(Key::of(new)) {
            return Err(format!("twice: {new}"));
        }
        if at == 0 {
            if new != text || !card.axes.is_empty() {
                return Err(format!("the picked one became {new:?}"));
            }
            continue;
        }
        if card.axes.is_empty() || card.axes.iter().any(|axis| !axes.contains(axis)) {
            return Err(format!("{:?} for {}", card.axes, told()));
        }
        if diff::apply(text, &card.changes).as_deref() != Ok(new) {
            return Err(format!("the changes do not lead to {new:?}"));
        }
        let (after, may) = (rules::scene(new), may_change(card));
        let stray = SceneField::ALL
            .into_iter()
            .find(|field| !may.contains(field) && after.get(*field) != before.get(*field));
        if let Some(field) = stray {
            return Err(format!(
                "{field} from {:?} to {:?} in {new:?} of {:?}",
                before.get(field),
                after.get(field),
                card.axes
            ));
        }
    }
    Ok(())
}

#[test]
fn every_axis_alone_makes_twenty_that_differ() {
    let mut wrong = Vec::new();
    for text in PROMPTS {
        for axis in Axis::ALL {
            let varied = varied(text, 20, &[axis], Locks::default());
            wrong.extend(sound(text, 20, &[axis], &varied).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_would_contradict_itself_is_not_made() {
    for (text, axis, never) in [
        ("a fox in a forest at night", Axis::Weather, "sunny"),
        ("a fox in a forest at night", Axis::Lighting, "sunlight"),
        ("a fox in a forest at noon", Axis::Lighting, "moonlight"),
        ("a camel in a desert", Axis::Weather, "snow"),
        ("a fox in a snowy field in winter", Axis::Location, "desert"),
        (
            "A sea turtle swims over a coral reef, underwater",
            Axis::Lighting,
            "candlelight",
        ),
        (
            "A sea turtle swims over a coral reef, underwater",
            Axis::Location,
            "library",
        ),
        ("An astronaut floats in outer space", Axis::Weather, "rain"),
        ("a watch on a marble slab", Axis::Weather, "blizzard"),
        (
            "A chef plates a dessert in a kitchen",
            Axis::Camera,
            "aerial",
        ),
    ] {
        let reading = rules::reading::read(text);
        let choices = Choices::of(&reading, true);
        let possible = choices.of_axis(axis).into_iter();
        let wrong: Vec<&str> = possible
            .filter(|choice| choices.fits(choice, &[]))
            .map(Choice::told)
            .filter(|told| told.contains(never))
            .collect();
        assert_eq!(wrong, [""; 0], "{never} for {text}");
    }
    // Nobody sits quickly.
    let girl = "A girl sits on a bench in a park";
    for card in varied(girl, 20, &[Axis::Pace], Locks::default()).cards {
        assert!(
            !card.prompt.as_str().contains("sits quickly"),
            "{}",
            card.prompt
        );
    }
}

#[test]
fn what_stays_is_said_as_well_as_what_changes() {
    let texts = |text: &str, axis| -> Vec<String> {
        let cards = varied(text, 20, &[axis], Locks::default()).cards;
        cards.into_iter().map(|card| card.prompt.into()).collect()
    };
    // The clouds of the afternoon stay when it gets late.
    for text in &texts(
        "a car drives along a coastal road on a cloudy afternoon",
        Axis::TimeOfDay,
    )[1..]
    {
        let of_the_sky = text.ends_with(", under a cloudy sky");
        assert!(of_the_sky || text.contains("on a cloudy "), "{text}");
        assert!(!text.contains("cloudy small"), "{text}");
    }
    // What is told of the place later is told of the new one.
    let kitchen = "A robot opens a fridge in a modern kitchen. The kitchen is lit from above.";
    for text in &texts(kitchen, Axis::Location)[1..] {
        assert!(
            text.contains(". The ") && text.ends_with(" is lit from above."),
            "{text}"
        );
        assert!(
            !text.contains("modern kitchen") && !text.contains("The kitchen"),
            "{text}"
        );
    }
    // What goes on meanwhile is not the camera's.
    let door =
        "A man walks down a street. The camera follows him until he stops before a red door.";
    for text in texts(door, Axis::Camera) {
        assert!(
            text.ends_with(" until he stops before a red door."),
            "{text}"
        );
    }
    // Who moves in bursts does not do it in slow motion.
    let knight = "a knight rides across a battlefield, epic, slow motion";
    for text in texts(knight, Axis::Pace) {
        assert!(
            !(text.contains("moving") && text.contains("slow motion")),
            "{text}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn there_are_exactly_as_many_as_asked_for_on_any_axes(
        text in proptest::sample::select(&PROMPTS[..]),
        total in 1..=20_u8,
        axes in proptest::sample::subsequence(Axis::ALL.to_vec(), 1..=8),
    ) {
        let first = varied(text, total, &axes, Locks::default());
        prop_assert_eq!(sound(text, total, &axes, &first), Ok(()));
        prop_assert_eq!(varied(text, total, &axes, Locks::default()), first, "the same each time");
    }

    #[test]
    fn a_lock_is_never_broken_and_what_is_missing_is_told(
        text in proptest::sample::select(&PROMPTS[..]),
        total in 1..=20_u8,
        axes in proptest::sample::subsequence(Axis::ALL.to_vec(), 1..=3),
        fields in proptest::sample::subsequence(SceneField::ALL.to_vec(), 1..=4),
    ) {
        let locks = Locks { fields: fields.into_iter().collect(), spans: Vec::new() };
        let scene = rules::scene(text);
        let version = |prompt| Version { prompt, scene: &scene };
        let varied = varied(text, total, &axes, locks.clone());
        for card in &varied.cards {
            let new: &Prompt = &card.prompt;
            prop_assert_eq!(locks::violation(version(text), version(new.as_str()), &locks), None);
        }
        prop_assert_eq!(varied.short_of.is_none(), varied.cards.len() == usize::from(total));
    }
}
