//! What the pictures of twelve prompts and of each scene field promise.
#![allow(clippy::unwrap_used)]

mod support;
#[path = "support/twelve.rs"]
mod twelve;

use support::{Picture, decode, difference, draw, scene, size, spec};
use twelve::TWELVE;
use worldreel_domain::scene::{Scene, SceneField};

/// The mean structural similarity of two luma planes in windows of 8 by 8 (Wang, Bovik,
/// Sheikh, Simoncelli: "Image quality assessment", 2004).
fn ssim(a: &[u8], b: &[u8], width: usize) -> f64 {
    const SIDE: usize = 8;
    let (c1, c2) = ((0.01_f64 * 255.0).powi(2), (0.03_f64 * 255.0).powi(2));
    let (mut sum, mut windows) = (0.0, 0.0);
    let height = a.len() / width;
    for top in (0..=height - SIDE).step_by(4) {
        for left in (0..=width - SIDE).step_by(4) {
            let (mut sa, mut sb, mut saa, mut sbb, mut sab) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for row in top..top + SIDE {
                for column in left..left + SIDE {
                    let (x, y) = (
                        f64::from(a[row * width + column]),
                        f64::from(b[row * width + column]),
                    );
                    sa += x;
                    sb += y;
                    saa += x * x;
                    sbb += y * y;
                    sab += x * y;
                }
            }
            let count = 64.0;
            let (ma, mb) = (sa / count, sb / count);
            let (va, vb) = (saa / count - ma * ma, sbb / count - mb * mb);
            let cov = sab / count - ma * mb;
            sum += (2.0 * ma * mb + c1) * (2.0 * cov + c2)
                / ((ma * ma + mb * mb + c1) * (va + vb + c2));
            windows += 1.0;
        }
    }
    sum / windows
}

fn clip(prompt: &str, frames: u32) -> Vec<Picture> {
    let spec = size(&spec(frames), 320, 180);
    decode(&draw(prompt, &Scene::default(), &spec).unwrap())
}

#[test]
fn no_two_of_twelve_prompts_look_alike_and_each_moves_in_every_second() {
    let clips: Vec<Vec<Picture>> = TWELVE.iter().map(|prompt| clip(prompt, 96)).collect();
    for (prompt, clip) in TWELVE.iter().zip(&clips) {
        for second in clip.chunks(24) {
            let moved = difference(&second[0].0, &second[23].0);
            assert!(moved > 0.3, "{prompt}: {moved}");
        }
    }
    let mut worst = (0.0_f64, "", "");
    for (index, one) in clips.iter().enumerate() {
        for (other_index, other) in clips.iter().enumerate().skip(index + 1) {
            let alike = [12, 48, 84]
                .map(|at: usize| ssim(&one[at].0, &other[at].0, 320))
                .iter()
                .sum::<f64>()
                / 3.0;
            if alike > worst.0 {
                worst = (alike, TWELVE[index], TWELVE[other_index]);
            }
        }
    }
    assert!(worst.0 < 0.7, "{worst:?}");
    eprintln_worst(worst);
}

#[expect(clippy::print_stderr, reason = "shown with --nocapture")]
fn eprintln_worst((alike, one, other): (f64, &str, &str)) {
    eprintln!("most alike: {alike:.3} {one} / {other}");
}

/// Left, top, right and foot of a part of the picture, as shares of it.
type Part = (f64, f64, f64, f64);

fn part_of(plane: &[u8], width: usize, (l, t, r, b): Part) -> Vec<u8> {
    let height = plane.len() / width;
    let at = |share: f64, side: usize| {
        (0..=side)
            .find(|pixel| *pixel as f64 >= share * side as f64)
            .unwrap()
    };
    (at(t, height)..at(b, height))
        .flat_map(|row| &plane[row * width + at(l, width)..row * width + at(r, width)])
        .copied()
        .collect()
}

#[test]
fn each_field_changed_alone_changes_its_part_of_the_picture() {
    let base = [
        (SceneField::Subjects, "a fox"),
        (SceneField::SubjectAttributes, "red"),
        (SceneField::Actions, "sits"),
        (SceneField::Location, "hills"),
        (SceneField::TimeOfDay, "noon"),
        (SceneField::Lighting, "soft light"),
        (SceneField::Atmosphere, "clear"),
        (SceneField::Colors, "green"),
        (SceneField::Style, "static camera"),
    ];
    let whole = (0.0, 0.0, 1.0, 0.93);
    let (sky, low) = ((0.0, 0.0, 1.0, 0.4), (0.1, 0.45, 0.9, 0.93));
    let changes: [(&str, Part); 9] = [
        ("an elephant", low),
        ("white", low),
        ("runs", low),
        ("a street", whole),
        ("night", sky),
        ("starry sky", sky),
        ("rain", sky),
        ("blue", whole),
        ("black and white, static camera", whole),
    ];
    let picture = |fields: &[(SceneField, &str)]| {
        decode(&draw("x", &scene(fields), &spec(12)).unwrap()).remove(11)
    };
    let before = picture(&base);
    for (index, (change, part)) in changes.into_iter().enumerate() {
        let mut fields = base;
        fields[index].1 = change;
        let after = picture(&fields);
        let changed = difference(
            &part_of(&before.0, 320, part),
            &part_of(&after.0, 320, part),
        ) + difference(
            &part_of(&before.1, 160, part),
            &part_of(&after.1, 160, part),
        ) + difference(
            &part_of(&before.2, 160, part),
            &part_of(&after.2, 160, part),
        );
        assert!(changed > 0.3, "{} -> {change}: {changed}", base[index].1);
    }
}

#[test]
fn other_seeds_give_other_takes_of_the_same_prompt() {
    let take = |seed| {
        let spec = worldreel_domain::spec::RenderSpec { seed, ..spec(1) };
        decode(&draw(TWELVE[0], &Scene::default(), &spec).unwrap()).remove(0)
    };
    let takes = [1, 2, 3].map(take);
    assert!(ssim(&takes[0].0, &takes[1].0, 320) < 0.8);
    assert!(ssim(&takes[1].0, &takes[2].0, 320) < 0.8);
}

#[test]
fn lightning_and_failing_lamps_never_flash() {
    for prompt in [TWELVE[10], TWELVE[11]] {
        let clip = clip(prompt, 96);
        let light: Vec<f64> = clip
            .iter()
            .map(|picture| support::mean(&picture.0))
            .collect();
        // A flash is a step of a tenth of full light between two pictures.
        let flashes = light
            .windows(2)
            .filter(|pair| (pair[1] - pair[0]).abs() > 25.0)
            .count();
        assert_eq!(flashes, 0, "{prompt}");
    }
}
