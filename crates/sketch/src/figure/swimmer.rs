//! Fins, arms and bells under water. Drawn about a point half a height above the foot.

use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::Swimmer;
use crate::tone::{mix, veil};

pub(crate) fn draw(c: &mut Canvas<'_>, swimmer: Swimmer, coat: &Coat, pose: &Pose) {
    let mut c = c.at(0.0, -0.4 + 0.03 * pose.swing(0.3, 0.0), 1.0, 1.0);
    match swimmer {
        Swimmer::Jellyfish => jelly(&mut c, coat, pose),
        Swimmer::Octopus => octopus(&mut c, coat, pose),
        _ => fish(&mut c, swimmer, coat, pose),
    }
}

fn fish(c: &mut Canvas<'_>, swimmer: Swimmer, coat: &Coat, pose: &Pose) {
    let (l, d, rate) = match swimmer {
        Swimmer::Whale => (0.62, 0.2, 0.4),
        Swimmer::Shark => (0.58, 0.135, 0.8),
        Swimmer::Dolphin | Swimmer::Seal => (0.48, 0.125, 0.9),
        _ => (0.34, 0.16, 1.5),
    };
    let beat = pose.swing(rate, 0.0);
    let flukes = matches!(swimmer, Swimmer::Whale | Swimmer::Dolphin | Swimmer::Seal);
    // The back wave: tail follows the body.
    let wave = |x: f32| {
        0.05 * (pose.t * rate * std::f32::consts::TAU - (l - x) * 2.4).sin() * ((l - x) / (2.0 * l))
    };
    let at = |x: f32, y: f32| (x, y + wave(x));
    let root = at(-l, 0.0);
    if flukes {
        let lift = 0.10 * beat;
        c.blob(
            &[
                (root.0 + 0.1, root.1),
                (root.0 - 0.16, root.1 - 0.03 - lift),
                (root.0 - 0.24, root.1 - 0.02 - lift * 1.4),
                (root.0 - 0.12, root.1 + 0.03 - lift * 0.6),
            ],
            coat.shade,
        );
    } else {
        let k = d * 1.25;
        c.blob(
            &[
                (root.0 + 0.08, root.1),
                (root.0 - 0.14, root.1 - k),
                (root.0 - 0.20, root.1 - k * 0.95),
                (root.0 - 0.11 - 0.03 * beat, root.1),
                (root.0 - 0.18, root.1 + k * 0.8),
                (root.0 - 0.11, root.1 + k * 0.85),
            ],
            coat.shade,
        );
    }
    if swimmer != Swimmer::Seal {
        let back = if swimmer == Swimmer::Fish { 0.16 } else { 0.02 };
        c.blob(
            &[
                at(-0.02 - back, -d * 0.75),
                at(-0.12 - back, -d * 1.75),
                at(-0.18 - back, -d * 1.55),
                at(-0.2 - back, -d * 0.5),
            ],
            coat.shade,
        );
    }
    let body: Vec<Pt> = [
        (-l, -0.02),
        (-l * 0.4, -d * 0.75),
        (l * 0.2, -d),
        (l * 0.7, -d * 0.74),
        (l * 1.02, -d * 0.05),
        (l * 0.78, d * 0.55),
        (l * 0.1, d * 0.88),
        (-l * 0.5, d * 0.5),
        (-l, 0.025),
    ]
    .map(|(x, y)| at(x, y))
    .to_vec();
    c.blob(&body, coat.body);
    let belly: Vec<Pt> = [
        (l * 0.98, d * 0.05),
        (l * 0.75, d * 0.55),
        (l * 0.1, d * 0.87),
        (-l * 0.5, d * 0.5),
        (-l * 0.1, d * 0.34),
        (l * 0.5, d * 0.24),
    ]
    .map(|(x, y)| at(x, y))
    .to_vec();
    c.blob(&belly, mix(coat.pale, coat.body, 0.2));
    let back: Vec<Pt> = [
        (-l * 0.6, -d * 0.5),
        (l * 0.2, -d * 0.96),
        (l * 0.75, -d * 0.62),
        (l * 0.1, -d * 0.6),
    ]
    .map(|(x, y)| at(x, y))
    .to_vec();
    c.blob(&back, coat.lit);
    match swimmer {
        Swimmer::Whale => {
            for step in 0_u16..4 {
                let y = d * (0.30 + 0.13 * f32::from(step));
                c.curve(
                    &[
                        at(l * 0.88, y * 0.8),
                        at(l * 0.5, y),
                        at(l * 0.15, y * 1.02),
                    ],
                    0.006,
                    coat.shade,
                );
            }
        }
        Swimmer::Fish => {
            for x in [0.14, -0.06] {
                c.limb(
                    &[
                        (x, -d * 0.8, 0.016),
                        (x + 0.03, 0.0, 0.022),
                        (x, d * 0.75, 0.012),
                    ],
                    mix(coat.pale, coat.body, 0.1),
                );
            }
        }
        Swimmer::Shark => {
            for x in [0.30, 0.27, 0.24] {
                c.line(&[at(x, -d * 0.3), at(x - 0.01, d * 0.2)], 0.007, coat.shade);
            }
        }
        _ => c.limb(
            &[
                at3(at(l * 0.95, 0.01), 0.03),
                at3(at(l * 1.2, 0.035), 0.012),
            ],
            coat.body,
        ),
    }
    c.disc(
        at(l * 0.76, -d * 0.22).0,
        at(l * 0.76, -d * 0.22).1,
        0.017,
        coat.ink,
    );
    let fin = 0.06 * pose.swing(rate * 0.5, 1.0);
    c.limb(
        &[
            at3(at(l * 0.35, d * 0.45), 0.04),
            (l * 0.1, d * 1.1 + fin, 0.034),
            (-l * 0.1, d * 1.5 + fin * 1.6, 0.006),
        ],
        coat.shade,
    );
}

fn at3((x, y): Pt, half: f32) -> (f32, f32, f32) {
    (x, y, half)
}

fn jelly(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let beat = pose.swing(0.5, 0.0);
    let (w, h) = (0.24 + 0.03 * beat, 0.26 - 0.03 * beat);
    c.glow(0.0, -0.1, 0.55, coat.lit, 0.4);
    for step in -3_i16..=3 {
        let k = f32::from(step);
        let sway = |down: f32| 0.05 * (pose.t * 2.2 - down * 7.0 + k).sin();
        c.curve(
            &[
                (k * 0.055, 0.0),
                (k * 0.06 + sway(0.15), 0.15),
                (k * 0.05 + sway(0.3), 0.3),
                (k * 0.06 + sway(0.45), 0.42),
            ],
            0.014,
            veil(coat.lit, 0.7),
        );
    }
    c.blob(
        &[
            (-w, 0.02),
            (-w * 0.9, -h * 0.6),
            (0.0, -h * 1.1),
            (w * 0.9, -h * 0.6),
            (w, 0.02),
            (w * 0.5, 0.05),
            (0.0, 0.01),
            (-w * 0.5, 0.05),
        ],
        veil(coat.body, 0.9),
    );
    c.blob(
        &[
            (-w * 0.6, -h * 0.3),
            (-w * 0.3, -h * 0.85),
            (w * 0.3, -h * 0.9),
            (w * 0.5, -h * 0.4),
            (0.0, -h * 0.55),
        ],
        coat.lit,
    );
}

fn octopus(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    for step in 0_u16..8 {
        let k = f32::from(step) - 3.5;
        let curl = 0.08 * (pose.t * 1.8 + k).sin();
        c.limb(
            &[
                (k * 0.045, -0.05, 0.045),
                (k * 0.11 + curl * 0.4, 0.12, 0.034),
                (k * 0.15 + curl, 0.26, 0.022),
                (k * 0.17 + curl * 1.8, 0.36 - k.abs() * 0.02, 0.006),
            ],
            if step % 2 == 0 { coat.shade } else { coat.body },
        );
    }
    c.blob(
        &[
            (-0.18, -0.02),
            (-0.2, -0.25),
            (-0.08, -0.44),
            (0.1, -0.44),
            (0.2, -0.22),
            (0.18, -0.02),
            (0.0, 0.04),
        ],
        coat.body,
    );
    c.blob(
        &[(-0.1, -0.3), (0.0, -0.4), (0.1, -0.34), (0.0, -0.28)],
        coat.lit,
    );
    for x in [-0.06, 0.09] {
        c.disc(x, -0.1, 0.036, coat.pale);
        c.disc(x + 0.01, -0.1, 0.018, coat.ink);
    }
}
