//! Sizes and lengths that Cosmos NIM renders (NVIDIA/cosmos:
//! cookbooks/cosmos3/nim/api-reference.md, read 2026-11).

use worldreel_domain::capabilities::{Span, SpecProblem};
use worldreel_domain::spec::{RenderSpec, Size};

use crate::settings::Limits;

/// Its name for a size, and how many frames it renders at most in it.
const SIZES: &[(u32, u32, &str, u32)] = &[
    (256, 256, "256_1_1", 397),
    (320, 256, "256_4_3", 397),
    (256, 320, "256_3_4", 397),
    (320, 192, "256_16_9", 397),
    (192, 320, "256_9_16", 397),
    (640, 640, "480_1_1", 297),
    (736, 544, "480_4_3", 297),
    (544, 736, "480_3_4", 297),
    (832, 480, "480_16_9", 297),
    (480, 832, "480_9_16", 297),
    (960, 960, "720_1_1", 197),
    (1104, 832, "720_4_3", 197),
    (832, 1104, "720_3_4", 197),
    (1280, 720, "720_16_9", 197),
    (720, 1280, "720_9_16", 197),
];
/// The fewest frames of a video.
const FRAMES_MIN: u32 = 25;

/// What it can do as far as ranges can say it; [`problems`] says the rest.
pub(super) fn limits() -> Limits {
    Limits {
        size_min: Size::new(192, 192),
        size_max: Size::new(1280, 1280),
        fps: Span::new(1, 60),
        frames: Span::new(FRAMES_MIN, 397),
        duration_s_max: 60,
        ..Limits::default()
    }
}

/// Its name for a size.
pub(super) fn name(size: Size) -> Option<&'static str> {
    row(size).map(|(_, _, name, _)| *name)
}

fn row(size: Size) -> Option<&'static (u32, u32, &'static str, u32)> {
    SIZES
        .iter()
        .find(|(width, height, ..)| (*width, *height) == (size.width, size.height))
}

/// What it can't do beyond its ranges: it knows certain sizes, and four frames more at a
/// time.
pub(super) fn problems(spec: &RenderSpec, found: &mut Vec<SpecProblem>) {
    let most = match row(spec.size) {
        Some((.., most)) => *most,
        None => {
            let nearest = nearest(spec.size);
            if !found.iter().any(|problem| problem.field == "width") {
                found.push(SpecProblem {
                    field: "width".to_owned(),
                    message: format!(
                        "this model renders certain sizes only, {nearest} among them (you asked \
                         for {})",
                        spec.size
                    ),
                    nearest: Some(nearest.width.to_string()),
                });
            }
            if nearest.height != spec.size.height
                && !found.iter().any(|problem| problem.field == "height")
            {
                found.push(SpecProblem {
                    field: "height".to_owned(),
                    message: format!("the nearest size that it renders is {nearest}"),
                    nearest: Some(nearest.height.to_string()),
                });
            }
            row(nearest).map_or(397, |(.., most)| *most)
        }
    };
    let off = spec.frames < FRAMES_MIN || spec.frames > most || spec.frames % 4 != 1;
    if off && !found.iter().any(|problem| problem.field == "frames") {
        let nearest = (spec.frames.saturating_add(1) / 4 * 4 + 1).clamp(FRAMES_MIN, most);
        found.push(SpecProblem {
            field: "frames".to_owned(),
            message: format!(
                "at this size a clip has {FRAMES_MIN} to {most} frames, one more than a multiple \
                 of four (you asked for {})",
                spec.frames
            ),
            nearest: Some(nearest.to_string()),
        });
    }
}

/// The size that is most like another one: by shape first, then by area.
fn nearest(size: Size) -> Size {
    let shape = |width: u32, height: u32| f64::from(width.max(1)) / f64::from(height.max(1));
    let area = |width: u32, height: u32| f64::from(width.max(1)) * f64::from(height.max(1));
    let far = |width: u32, height: u32| {
        let by_shape = (shape(width, height) / shape(size.width, size.height))
            .ln()
            .abs();
        let by_area = (area(width, height) / area(size.width, size.height))
            .ln()
            .abs();
        by_shape * 4.0 + by_area
    };
    let mut best = Size::new(SIZES[0].0, SIZES[0].1);
    for (width, height, ..) in SIZES {
        if far(*width, *height) < far(best.width, best.height) {
            best = Size::new(*width, *height);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spec(width: u32, height: u32, frames: u32) -> RenderSpec {
        RenderSpec {
            size: Size::new(width, height),
            frames,
            fps: 24,
            steps: None,
            guidance: None,
            seed: 7,
        }
    }

    fn found(spec: &RenderSpec) -> Vec<SpecProblem> {
        let mut found = Vec::new();
        problems(spec, &mut found);
        found
    }

    #[test]
    fn a_size_beside_the_list_is_led_to_the_nearest_of_its_shape() {
        assert_eq!(found(&spec(1280, 720, 189)), []);
        assert_eq!(nearest(Size::new(1920, 1080)), Size::new(1280, 720));
        assert_eq!(nearest(Size::new(720, 1270)), Size::new(720, 1280));
        assert_eq!(nearest(Size::new(0, 0)), Size::new(256, 256));
        let problems = found(&spec(848, 480, 189));
        assert_eq!(problems[0].nearest.as_deref(), Some("832"));
    }

    #[test]
    fn frames_are_one_more_than_a_multiple_of_four() {
        for (asked, nearest) in [(190, "189"), (192, "193"), (10, "25"), (300, "197")] {
            let problems = found(&spec(1280, 720, asked));
            assert_eq!(problems[0].nearest.as_deref(), Some(nearest), "{asked}");
        }
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_taken(width in 0_u32..3_000, height in 0_u32..3_000, frames: u32) {
            let mut asked = spec(width, height, frames);
            for problem in found(&asked) {
                let value: u32 = problem.nearest.as_deref().unwrap().parse().unwrap();
                match problem.field.as_str() {
                    "width" => asked.size.width = value,
                    "height" => asked.size.height = value,
                    _ => asked.frames = value,
                }
            }
            prop_assert_eq!(found(&asked), []);
        }
    }
}
