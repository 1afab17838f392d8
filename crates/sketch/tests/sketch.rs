//! Sketches, decoded again and looked at.
#![allow(clippy::unwrap_used)]

mod support;

use std::ops::ControlFlow;

use proptest::prelude::*;
use support::{decode, difference, draw, find, mean, scene, spec};
use worldreel_domain::scene::{Scene, SceneField};
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_sketch::{SketchError, SketchOrder, render};

#[test]
fn the_same_order_gives_the_same_bytes() {
    let once = draw("a fox", &Scene::default(), &spec(12)).unwrap();
    assert_eq!(once, draw("a fox", &Scene::default(), &spec(12)).unwrap());
}

#[test]
fn another_seed_gives_another_picture() {
    let other = RenderSpec { seed: 8, ..spec(2) };
    let one = decode(&draw("a hill", &Scene::default(), &spec(2)).unwrap());
    let two = decode(&draw("a hill", &Scene::default(), &other).unwrap());
    assert!(difference(&one[0].0, &two[0].0) > 1.0);
}

#[test]
fn every_frame_can_be_decoded_and_the_index_comes_first() {
    let mp4 = draw("a boat at sea", &Scene::default(), &spec(30)).unwrap();
    assert_eq!(decode(&mp4).len(), 30);
    assert!(find(&mp4, b"moov").unwrap() < find(&mp4, b"mdat").unwrap());
}

#[test]
fn something_moves_in_every_second_even_when_the_subject_sleeps() {
    let mp4 = draw("a cat sleeps in a room", &Scene::default(), &spec(72)).unwrap();
    let pictures = decode(&mp4);
    for second in pictures.chunks(24) {
        assert!(difference(&second[0].0, &second[23].0) > 0.2);
    }
}

#[test]
fn night_is_darker_than_noon() {
    let luma = |time: &str| {
        let scene = scene(&[(SceneField::TimeOfDay, time)]);
        mean(&decode(&draw("a meadow", &scene, &spec(1)).unwrap())[0].0)
    };
    assert!(luma("noon") > luma("night") + 40.0);
}

#[test]
fn black_and_white_has_no_colour() {
    let mp4 = draw("a red car, black and white", &Scene::default(), &spec(1)).unwrap();
    let (_, blue, red) = &decode(&mp4)[0];
    for plane in [blue, red] {
        let tinted = plane.iter().filter(|value| value.abs_diff(128) > 6).count();
        assert!(tinted * 1_000 < plane.len(), "{tinted} of {}", plane.len());
    }
}

#[test]
fn each_field_changed_alone_changes_the_picture() {
    let base = [
        (SceneField::Subjects, "fox"),
        (SceneField::Actions, "trots"),
        (SceneField::Location, "forest"),
        (SceneField::TimeOfDay, "noon"),
        (SceneField::Atmosphere, "clear"),
        (SceneField::Colors, "red"),
        (SceneField::Style, "static camera"),
    ];
    let changes = [
        "boat",
        "sleeps",
        "street",
        "night",
        "rain",
        "blue",
        "camera pans left",
    ];
    let picture = |fields: &[(SceneField, &str)]| {
        decode(&draw("x", &scene(fields), &spec(3)).unwrap()).remove(2)
    };
    let before = picture(&base);
    for (index, change) in changes.iter().enumerate() {
        let mut fields = base;
        fields[index].1 = change;
        let after = picture(&fields);
        let changed = difference(&before.0, &after.0) + difference(&before.1, &after.1);
        assert!(changed > 0.05, "{} -> {change}: {changed}", base[index].1);
    }
}

#[test]
fn it_stops_within_a_frame() {
    let mut drawn = 0;
    let scene = Scene::default();
    let order = SketchOrder {
        prompt: "a fox",
        scene: &scene,
        spec: &spec(240),
        take: 1,
    };
    let result = render(&order, &mut Vec::new(), &mut |done, total| {
        drawn = done;
        assert_eq!(total, 240);
        if done == 5 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(matches!(result, Err(SketchError::Stopped)));
    assert_eq!(drawn, 5);
}

#[test]
fn what_it_cannot_draw_is_refused_with_both_values() {
    let refused = |spec: RenderSpec| draw("x", &Scene::default(), &spec).unwrap_err().to_string();
    assert_eq!(
        refused(RenderSpec {
            size: Size::new(3840, 2160),
            ..spec(1)
        }),
        "a sketch can't be drawn like this: the size must be even and between 64x64 and \
         1920x1080 (asked for 3840x2160)"
    );
    assert_eq!(
        refused(RenderSpec { fps: 60, ..spec(1) }),
        "a sketch can't be drawn like this: the frame rate must be 10 to 30 (asked for 60)"
    );
    assert_eq!(
        refused(spec(241)),
        "a sketch can't be drawn like this: a clip has 1 to 240 frames at 24 frames per second \
         (asked for 241)"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_prompt_and_no_size_makes_it_panic(
        prompt in "\\PC{0,300}",
        place in "\\PC{0,60}",
        seed: u32,
        width in 32_u32..200,
        height in 32_u32..200,
    ) {
        let spec = RenderSpec { size: Size::new(width * 2, height * 2), seed, ..spec(1) };
        let scene = scene(&[(SceneField::Location, &place)]);
        prop_assert!(draw(&prompt, &scene, &spec).is_ok());
    }
}
