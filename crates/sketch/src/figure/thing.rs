//! Things that stand.

use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::{Deed, Thing};
use crate::tone::{mix, rgb, veil};

pub(crate) fn draw(c: &mut Canvas<'_>, thing: Thing, coat: &Coat, pose: &Pose) {
    let (mut dy, mut turn) = (0.0, 0.0);
    match pose.deed {
        Deed::Jump => dy = -0.6 * (pose.t * 3.0).sin().abs(),
        Deed::Spin => turn = pose.t * 70.0,
        Deed::Fall => dy = -1.4 + 1.4 * (pose.t * 0.5).fract().powi(2),
        Deed::Rock => turn = 7.0 * pose.swing(0.4, 0.0),
        Deed::Fly => dy = -0.5 + 0.06 * pose.swing(0.3, 0.0),
        _ => {}
    }
    let round = matches!(thing, Thing::Ball | Thing::Paper);
    let mut c = c.at(0.0, dy, 1.0, 1.0);
    let mut c = c.turned(0.0, if round { -0.35 } else { 0.0 }, turn);
    let c = &mut c;
    match thing {
        Thing::Tree => tree(c, coat, pose),
        Thing::Lighthouse => tower(c, coat, pose),
        Thing::Windmill => windmill(c, coat, pose),
        Thing::House => house(c, coat, pose),
        Thing::Castle => castle(c, coat, pose),
        Thing::Snowman => snowman(c, coat, pose),
        Thing::Statue => statue(c, coat),
        Thing::Fire => fire(c, coat, pose),
        Thing::Paper => crane(c, coat, pose),
        Thing::Candle => candle(c, coat, pose),
        Thing::Flower => flower(c, coat, pose),
        Thing::Clock => clock(c, coat, pose),
        Thing::Balloon => {
            let sway = 0.06 * pose.swing(0.25, 0.0);
            c.curve(
                &[(0.0, -0.1), (sway * 0.6, -0.5), (sway, -0.86)],
                0.010,
                coat.ink,
            );
            c.ellipse(sway, -1.12, 0.23, 0.28, coat.body);
            c.ellipse(sway - 0.07, -1.22, 0.06, 0.09, coat.lit);
        }
        Thing::Cup => {
            small(c, thing, (0.0, 0.0), 0.66, coat);
            steam(c, coat, pose, (0.0, -0.72));
        }
        Thing::Bread => {
            small(c, thing, (0.0, 0.0), 0.66, coat);
            steam(c, coat, pose, (0.0, -0.5));
        }
        _ => small(c, thing, (0.0, 0.0), 0.7, coat),
    }
}

fn steam(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose, (x, y): Pt) {
    for step in 0_u16..3 {
        let k = f32::from(step);
        let sway = |up: f32| 0.06 * (pose.t * 1.8 + up * 8.0 + k).sin();
        let x = x - 0.12 + k * 0.12;
        c.curve(
            &[
                (x, y),
                (x + sway(0.1), y - 0.13),
                (x + sway(0.25), y - 0.26),
                (x + sway(0.4), y - 0.38),
            ],
            0.026,
            veil(coat.pale, 0.34),
        );
    }
}

/// A thing whose foot stands at `x`, `y`, this high.
pub(crate) fn small(c: &mut Canvas<'_>, thing: Thing, (x, y): Pt, high: f32, coat: &Coat) {
    let mut c = c.at(x, y, high, high);
    let c = &mut c;
    match thing {
        Thing::Cup => {
            c.curve(
                &[(0.30, -0.78), (0.56, -0.74), (0.52, -0.36), (0.26, -0.28)],
                0.09,
                coat.shade,
            );
            c.blob(
                &[
                    (-0.38, -0.92),
                    (-0.35, -0.4),
                    (-0.24, -0.03),
                    (0.0, 0.0),
                    (0.24, -0.03),
                    (0.35, -0.4),
                    (0.38, -0.92),
                ],
                coat.body,
            );
            c.blob(
                &[
                    (0.08, -0.9),
                    (0.12, -0.4),
                    (0.06, 0.0),
                    (0.24, -0.03),
                    (0.35, -0.4),
                    (0.38, -0.92),
                ],
                coat.shade,
            );
            c.blob(
                &[
                    (-0.30, -0.84),
                    (-0.27, -0.4),
                    (-0.2, -0.16),
                    (-0.17, -0.4),
                    (-0.2, -0.84),
                ],
                coat.lit,
            );
            c.ellipse(0.0, -0.92, 0.38, 0.085, coat.lit);
            c.ellipse(0.0, -0.91, 0.32, 0.06, mix(coat.hair, coat.ink, 0.4));
        }
        Thing::Bottle => {
            c.blob(
                &[
                    (-0.22, -0.02),
                    (-0.23, -0.55),
                    (-0.09, -0.72),
                    (-0.08, -0.98),
                    (0.08, -0.98),
                    (0.09, -0.72),
                    (0.23, -0.55),
                    (0.22, -0.02),
                    (0.0, 0.0),
                ],
                coat.body,
            );
            c.rect(-0.22, -0.46, 0.44, 0.26, coat.pale);
            c.limb(&[(-0.15, -0.1, 0.02), (-0.15, -0.5, 0.025)], coat.lit);
            c.rect(-0.09, -1.05, 0.18, 0.12, coat.hair);
        }
        Thing::Ball => {
            c.disc(0.0, -0.5, 0.5, coat.body);
            c.blob(
                &[
                    (0.2, -0.95),
                    (0.5, -0.5),
                    (0.2, -0.04),
                    (-0.2, -0.04),
                    (0.15, -0.3),
                    (0.26, -0.6),
                ],
                coat.shade,
            );
            c.curve(
                &[(-0.46, -0.62), (0.0, -0.42), (0.46, -0.62)],
                0.06,
                coat.pale,
            );
            c.curve(
                &[(-0.1, -0.99), (0.1, -0.5), (-0.1, -0.02)],
                0.06,
                coat.pale,
            );
            c.ellipse(-0.18, -0.72, 0.12, 0.09, coat.lit);
        }
        Thing::Book => {
            c.polygon(
                &[
                    (-0.6, -0.08),
                    (0.0, -0.2),
                    (0.6, -0.08),
                    (0.6, 0.0),
                    (0.0, -0.08),
                    (-0.6, 0.0),
                ],
                coat.shade,
            );
            c.blob(
                &[(-0.56, -0.12), (-0.3, -0.30), (0.0, -0.22), (0.0, -0.1)],
                coat.pale,
            );
            c.blob(
                &[(0.56, -0.12), (0.3, -0.30), (0.0, -0.22), (0.0, -0.1)],
                mix(coat.pale, coat.shade, 0.15),
            );
            c.line(&[(0.0, -0.22), (0.0, -0.09)], 0.02, coat.body);
        }
        Thing::Lantern => {
            c.glow(0.0, -0.45, 1.4, coat.glow, 0.6);
            c.curve(&[(-0.2, -0.8), (0.0, -1.05), (0.2, -0.8)], 0.03, coat.ink);
            c.slab(-0.26, -0.84, 0.52, 0.1, 0.03, coat.ink);
            c.slab(
                -0.24,
                -0.74,
                0.48,
                0.62,
                0.12,
                mix(coat.body, coat.glow, 0.5),
            );
            c.slab(
                -0.11,
                -0.66,
                0.22,
                0.46,
                0.1,
                mix(coat.glow, coat.pale, 0.4),
            );
            c.slab(-0.28, -0.12, 0.56, 0.12, 0.03, coat.ink);
        }
        Thing::Phone => {
            c.slab(-0.5, -0.72, 1.0, 0.66, 0.05, coat.ink);
            c.rect(-0.45, -0.67, 0.9, 0.52, mix(coat.glass, coat.glow, 0.3));
            for step in 0_u16..4 {
                c.rect(
                    -0.38,
                    -0.6 + f32::from(step) * 0.1,
                    0.3 + 0.1 * f32::from(step % 2),
                    0.04,
                    veil(coat.pale, 0.7),
                );
            }
            c.polygon(
                &[(-0.6, 0.0), (-0.5, -0.08), (0.5, -0.08), (0.6, 0.0)],
                coat.metal,
            );
        }
        Thing::Fruit => {
            c.blob(
                &[
                    (-0.44, -0.5),
                    (-0.2, -0.9),
                    (0.0, -0.82),
                    (0.2, -0.9),
                    (0.44, -0.5),
                    (0.24, -0.04),
                    (0.0, -0.03),
                    (-0.24, -0.04),
                ],
                coat.body,
            );
            c.blob(
                &[
                    (0.2, -0.88),
                    (0.44, -0.5),
                    (0.24, -0.04),
                    (0.0, -0.03),
                    (0.24, -0.4),
                ],
                coat.shade,
            );
            c.ellipse(-0.2, -0.62, 0.09, 0.14, coat.lit);
            c.curve(
                &[(0.0, -0.8), (0.03, -0.98), (0.08, -1.04)],
                0.05,
                coat.hair,
            );
            c.limb(
                &[(0.04, -0.92, 0.02), (0.18, -1.02, 0.07), (0.34, -1.0, 0.01)],
                rgb(0x5A8A44),
            );
        }
        Thing::Bread => {
            c.ellipse(0.0, -0.04, 0.85, 0.10, coat.pale);
            c.blob(
                &[
                    (-0.58, -0.1),
                    (-0.52, -0.5),
                    (-0.2, -0.7),
                    (0.2, -0.7),
                    (0.52, -0.5),
                    (0.58, -0.1),
                    (0.0, -0.04),
                ],
                coat.body,
            );
            c.blob(
                &[
                    (-0.42, -0.5),
                    (-0.15, -0.64),
                    (0.2, -0.64),
                    (0.4, -0.5),
                    (0.0, -0.48),
                ],
                coat.lit,
            );
            for x in [-0.25, 0.0, 0.25] {
                c.limb(
                    &[
                        (x, -0.6, 0.02),
                        (x + 0.06, -0.46, 0.035),
                        (x + 0.08, -0.34, 0.01),
                    ],
                    coat.shade,
                );
            }
        }
        Thing::Parcel => {
            c.rect(-0.5, -0.86, 1.0, 0.86, coat.body);
            c.rect(0.14, -0.86, 0.36, 0.86, coat.shade);
            c.rect(-0.14, -0.86, 0.13, 0.86, mix(coat.pale, coat.body, 0.35));
            c.polygon(
                &[(-0.5, -0.86), (-0.36, -1.0), (0.62, -1.0), (0.5, -0.86)],
                coat.lit,
            );
            c.rect(-0.42, -0.3, 0.2, 0.16, coat.pale);
        }
        Thing::Chair => {
            c.rect(-0.4, -1.3, 0.09, 1.3, coat.shade);
            c.slab(-0.42, -1.3, 0.13, 0.62, 0.04, coat.body);
            c.slab(-0.42, -0.66, 0.84, 0.12, 0.03, coat.body);
            c.slab(-0.38, -0.75, 0.76, 0.11, 0.05, coat.cloth);
            c.rect(0.32, -0.56, 0.08, 0.56, coat.body);
            c.rect(-0.12, -0.56, 0.06, 0.5, coat.shade);
        }
        Thing::Umbrella => {
            c.blob(
                &[
                    (-0.7, -0.5),
                    (-0.5, -0.95),
                    (0.0, -1.15),
                    (0.5, -0.95),
                    (0.7, -0.5),
                    (0.35, -0.58),
                    (0.0, -0.5),
                    (-0.35, -0.58),
                ],
                coat.body,
            );
            c.blob(
                &[
                    (0.2, -0.54),
                    (0.18, -0.95),
                    (0.0, -1.15),
                    (0.5, -0.95),
                    (0.7, -0.5),
                    (0.35, -0.58),
                ],
                coat.shade,
            );
            c.curve(
                &[(0.0, -0.6), (0.0, -0.08), (0.1, -0.02), (0.16, -0.12)],
                0.05,
                coat.hair,
            );
        }
        Thing::Guitar => {
            c.blob(
                &[
                    (-0.3, -0.1),
                    (-0.24, -0.5),
                    (-0.2, -0.72),
                    (0.2, -0.72),
                    (0.24, -0.5),
                    (0.3, -0.1),
                    (0.0, 0.0),
                ],
                coat.body,
            );
            c.disc(0.0, -0.46, 0.09, coat.ink);
            c.line(&[(0.0, -0.5), (0.0, -1.4)], 0.08, coat.hair);
            c.slab(-0.07, -1.56, 0.14, 0.22, 0.03, coat.ink);
            c.line(&[(-0.1, -0.24), (0.1, -0.24)], 0.04, coat.ink);
        }
        _ => {
            c.slab(-0.4, -0.8, 0.8, 0.8, 0.1, coat.body);
            c.slab(0.1, -0.8, 0.3, 0.8, 0.1, coat.shade);
        }
    }
}

fn tree(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.limb(
        &[(0.0, 0.02, 0.11), (0.02, -0.4, 0.07), (0.0, -0.8, 0.04)],
        coat.hair,
    );
    c.limb(&[(0.0, -0.45, 0.05), (0.25, -0.75, 0.02)], coat.hair);
    c.limb(&[(0.0, -0.42, 0.05), (-0.26, -0.72, 0.02)], coat.hair);
    let sway = 0.025 * pose.swing(0.25, 0.0);
    for (x, y, r) in [
        (-0.32, -0.8, 0.26),
        (0.34, -0.82, 0.27),
        (-0.16, -1.08, 0.29),
        (0.18, -1.1, 0.28),
        (0.0, -0.84, 0.28),
    ] {
        c.disc(x + sway * (-y), y, r, coat.shade);
    }
    for (x, y, r) in [
        (-0.36, -0.86, 0.18),
        (0.28, -0.9, 0.19),
        (-0.14, -1.15, 0.21),
        (0.14, -1.18, 0.18),
    ] {
        c.disc(x + sway * (-y) * 1.3, y, r, coat.body);
    }
    c.disc(-0.2 + sway, -1.2, 0.1, coat.lit);
}

fn tower(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let half = |up: f32| 0.17 - 0.06 * up / 1.4;
    let piece = |a: f32, b: f32| [(-half(a), -a), (half(a), -a), (half(b), -b), (-half(b), -b)];
    let beam = pose.swing(0.12, 0.0);
    c.polygon(
        &[(0.0, -1.52), (2.2 * beam, -1.75), (2.2 * beam, -1.25)],
        veil(coat.glow, 0.28),
    );
    c.polygon(&piece(0.0, 1.36), coat.pale);
    for a in [0.2, 0.68] {
        c.polygon(&piece(a, a + 0.26), mix(coat.cloth, rgb(0xC83A30), 0.7));
    }
    c.polygon(
        &[
            (0.02, 0.0),
            (half(0.0), 0.0),
            (half(1.36), -1.36),
            (0.02, -1.36),
        ],
        veil(coat.shade, 0.45),
    );
    c.rect(-0.16, -1.42, 0.32, 0.06, coat.ink);
    c.rect(-0.075, -1.6, 0.15, 0.18, coat.glow);
    c.polygon(&[(-0.12, -1.59), (0.0, -1.76), (0.12, -1.59)], coat.cloth);
    c.glow(0.0, -1.5, 0.6, coat.glow, 0.7);
}

fn windmill(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.polygon(
        &[(-0.26, 0.0), (-0.16, -0.9), (0.16, -0.9), (0.26, 0.0)],
        coat.body,
    );
    c.polygon(
        &[(0.04, 0.0), (0.04, -0.9), (0.16, -0.9), (0.26, 0.0)],
        coat.shade,
    );
    c.blob(
        &[(-0.18, -0.88), (-0.1, -1.06), (0.1, -1.06), (0.18, -0.88)],
        coat.cloth,
    );
    c.slab(-0.07, -0.26, 0.14, 0.26, 0.06, coat.hair);
    c.slab(-0.05, -0.66, 0.1, 0.13, 0.02, coat.glow);
    for step in 0_u16..4 {
        let mut c = c.turned(0.0, -0.94, pose.t * 32.0 + f32::from(step) * 90.0);
        c.line(&[(0.0, -0.94), (0.0, -1.62)], 0.03, coat.hair);
        c.polygon(
            &[(0.0, -1.08), (0.16, -1.10), (0.16, -1.60), (0.0, -1.60)],
            mix(coat.pale, coat.body, 0.3),
        );
    }
    c.disc(0.0, -0.94, 0.05, coat.ink);
}

fn house(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.rect(0.2, -1.02, 0.12, 0.4, coat.shade);
    for step in 0_u16..4 {
        let go = (pose.t * 0.2 + f32::from(step) / 4.0).fract();
        c.disc(
            0.26 + go * 0.4,
            -1.05 - go * 0.55,
            0.04 + 0.1 * go,
            veil(coat.pale, 0.5 * (1.0 - go)),
        );
    }
    c.rect(-0.55, -0.52, 1.1, 0.52, coat.body);
    c.rect(0.15, -0.52, 0.4, 0.52, coat.shade);
    c.polygon(
        &[(-0.68, -0.5), (-0.34, -0.96), (0.34, -0.96), (0.68, -0.5)],
        mix(coat.cloth, coat.ink, 0.25),
    );
    c.polygon(
        &[(0.08, -0.5), (0.2, -0.96), (0.34, -0.96), (0.68, -0.5)],
        mix(coat.cloth, coat.ink, 0.5),
    );
    c.slab(-0.12, -0.36, 0.2, 0.36, 0.02, coat.hair);
    let pane = if coat.dark {
        coat.glow
    } else {
        mix(coat.glass, coat.pale, 0.3)
    };
    for x in [-0.44, 0.26] {
        c.rect(x, -0.38, 0.2, 0.18, coat.pale);
        c.rect(x + 0.02, -0.36, 0.16, 0.14, pane);
        c.rect(x + 0.09, -0.36, 0.02, 0.14, coat.pale);
    }
    if coat.dark {
        c.glow(-0.34, -0.28, 0.4, coat.glow, 0.5);
    }
}

fn castle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    for (x, w, h) in [(-0.62, 0.26, 0.86), (0.36, 0.26, 0.78), (-0.14, 0.3, 1.16)] {
        c.rect(x, -h, w, h, coat.body);
        c.rect(x + w * 0.6, -h, w * 0.4, h, coat.shade);
        for step in 0_u16..3 {
            c.rect(
                x - 0.02 + f32::from(step) * (w + 0.04) * 0.38,
                -h - 0.07,
                0.08,
                0.08,
                coat.body,
            );
        }
        c.polygon(
            &[
                (x - 0.03, -h - 0.06),
                (x + w / 2.0, -h - 0.38),
                (x + w + 0.03, -h - 0.06),
            ],
            mix(coat.cloth, coat.shade, 0.2),
        );
        let wave = 0.03 * pose.swing(0.9, x);
        c.line(
            &[(x + w / 2.0, -h - 0.36), (x + w / 2.0, -h - 0.54)],
            0.016,
            coat.ink,
        );
        c.blob(
            &[
                (x + w / 2.0, -h - 0.54),
                (x + w / 2.0 + 0.18, -h - 0.52 + wave),
                (x + w / 2.0 + 0.16, -h - 0.45 + wave),
                (x + w / 2.0, -h - 0.44),
            ],
            coat.cloth,
        );
        c.slab(
            x + w * 0.35,
            -h + 0.16,
            0.07,
            0.15,
            0.03,
            if coat.dark { coat.glow } else { coat.ink },
        );
    }
    c.rect(-0.56, -0.52, 1.12, 0.52, mix(coat.body, coat.shade, 0.2));
    c.slab(-0.13, -0.36, 0.26, 0.44, 0.13, coat.ink);
}

fn snowman(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    for (y, r) in [(-0.28, 0.33), (-0.72, 0.24), (-1.06, 0.17)] {
        c.disc(0.0, y, r, coat.body);
        c.blob(
            &[
                (r * 0.2, y - r * 0.95),
                (r * 0.98, y),
                (r * 0.2, y + r * 0.95),
                (r * 0.55, y),
            ],
            mix(coat.body, coat.shade, 0.5),
        );
    }
    c.polygon(&[(0.04, -1.08), (0.3, -1.03), (0.04, -1.01)], rgb(0xE8822E));
    for (x, y) in [(-0.05, -1.12), (0.08, -1.12), (0.02, -0.8), (0.02, -0.66)] {
        c.disc(x, y, 0.024, coat.ink);
    }
    c.rect(-0.2, -1.24, 0.4, 0.05, coat.ink);
    c.rect(-0.13, -1.46, 0.26, 0.24, coat.ink);
    let blow = 0.04 * pose.swing(0.6, 0.0);
    c.limb(&[(-0.15, -0.91, 0.045), (0.15, -0.91, 0.045)], coat.cloth);
    c.limb(
        &[(-0.1, -0.88, 0.045), (-0.22 - blow, -0.66, 0.05)],
        coat.cloth,
    );
    for s in [-1.0, 1.0] {
        c.line(
            &[
                (0.2 * s, -0.78),
                (0.48 * s, -0.98 + blow),
                (0.56 * s, -1.06 + blow),
            ],
            0.024,
            coat.hair,
        );
    }
}

fn statue(c: &mut Canvas<'_>, coat: &Coat) {
    c.rect(-0.3, -0.34, 0.6, 0.34, coat.body);
    c.rect(0.05, -0.34, 0.25, 0.34, coat.shade);
    c.rect(-0.35, -0.4, 0.7, 0.08, coat.lit);
    c.blob(
        &[
            (-0.26, -0.4),
            (-0.2, -0.62),
            (-0.07, -0.7),
            (-0.16, -0.92),
            (-0.08, -1.1),
            (0.08, -1.12),
            (0.18, -0.96),
            (0.16, -0.84),
            (0.08, -0.74),
            (0.2, -0.64),
            (0.27, -0.4),
        ],
        coat.body,
    );
    c.blob(
        &[
            (0.0, -0.42),
            (0.04, -0.72),
            (0.08, -1.1),
            (0.18, -0.96),
            (0.16, -0.84),
            (0.08, -0.74),
            (0.2, -0.64),
            (0.27, -0.41),
        ],
        coat.shade,
    );
}

fn fire(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.glow(0.0, -0.4, 1.5, coat.glow, 0.6);
    for x in [-0.3, 0.3] {
        c.limb(&[(x, 0.0, 0.06), (-x * 0.7, -0.14, 0.05)], coat.hair);
    }
    for (k, w, tone) in [
        (1.0, 0.28, rgb(0xE85A28)),
        (0.72, 0.19, rgb(0xF8A034)),
        (0.45, 0.1, rgb(0xFFE690)),
    ] {
        let lick = 0.07 * pose.swing(1.4, k * 4.0);
        let rise = 0.06 * pose.swing(1.1, k * 7.0);
        c.blob(
            &[
                (-w, -0.06),
                (-w * 0.9, -0.34 * k),
                (-w * 0.3 + lick * 0.5, -0.56 * k),
                (lick, -0.98 * k - rise),
                (w * 0.45, -0.5 * k),
                (w * 0.95, -0.3 * k),
                (w, -0.06),
                (0.0, 0.0),
            ],
            tone,
        );
    }
}

fn candle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let lick = 0.02 * pose.swing(0.9, 0.0);
    c.glow(0.0, -0.86, 1.1, coat.glow, 0.65);
    c.ellipse(0.0, -0.02, 0.26, 0.05, coat.metal);
    c.slab(-0.10, -0.68, 0.2, 0.66, 0.03, coat.body);
    c.slab(0.02, -0.68, 0.08, 0.66, 0.03, coat.shade);
    c.limb(&[(-0.07, -0.66, 0.03), (-0.08, -0.5, 0.02)], coat.lit);
    c.line(&[(0.0, -0.68), (0.0, -0.74)], 0.016, coat.ink);
    c.blob(
        &[
            (-0.05, -0.76),
            (-0.03, -0.86),
            (lick, -1.0),
            (0.045, -0.84),
            (0.05, -0.76),
            (0.0, -0.72),
        ],
        rgb(0xFFB040),
    );
    c.blob(
        &[(-0.024, -0.77), (lick * 0.6, -0.89), (0.026, -0.77)],
        rgb(0xFFF2C0),
    );
}

fn flower(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let sway = 0.05 * pose.swing(0.25, 0.0);
    let green = rgb(0x4E8444);
    c.curve(
        &[(0.0, 0.0), (sway * 0.3, -0.5), (sway, -0.98)],
        0.04,
        green,
    );
    c.limb(
        &[(0.0, -0.2, 0.02), (0.2, -0.38, 0.07), (0.4, -0.42, 0.006)],
        green,
    );
    c.limb(
        &[
            (0.0, -0.12, 0.02),
            (-0.22, -0.28, 0.07),
            (-0.38, -0.3, 0.006),
        ],
        green,
    );
    for step in 0_u16..8 {
        let (sin, cos) = (f32::from(step) * 0.785 + sway).sin_cos();
        let tone = if step % 2 == 0 { coat.body } else { coat.lit };
        c.limb(
            &[
                (sway + cos * 0.06, -1.0 + sin * 0.06, 0.05),
                (sway + cos * 0.2, -1.0 + sin * 0.2, 0.08),
                (sway + cos * 0.3, -1.0 + sin * 0.3, 0.03),
            ],
            tone,
        );
    }
    c.disc(sway, -1.0, 0.11, coat.glow);
}

fn clock(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    for s in [-1.0, 1.0] {
        c.line(&[(0.3 * s, -0.2), (0.42 * s, 0.0)], 0.07, coat.shade);
        c.disc(0.3 * s, -1.0, 0.14, coat.shade);
    }
    c.disc(0.0, -0.55, 0.5, coat.body);
    c.disc(0.0, -0.55, 0.40, coat.pale);
    for step in 0_u16..12 {
        let (sin, cos) = (f32::from(step) * std::f32::consts::FRAC_PI_6).sin_cos();
        c.line(
            &[
                (cos * 0.33, -0.55 + sin * 0.33),
                (cos * 0.37, -0.55 + sin * 0.37),
            ],
            0.022,
            coat.ink,
        );
    }
    for (speed, long, w) in [(0.06, 0.2, 0.045), (0.7, 0.31, 0.03)] {
        let (sin, cos) = (pose.t * speed - 1.0).sin_cos();
        c.line(
            &[(0.0, -0.55), (cos * long, -0.55 + sin * long)],
            w,
            coat.ink,
        );
    }
}

/// A folded paper crane: what is drawn for words that are in no table.
fn crane(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let flap = 0.10 * pose.swing(0.4, 0.0);
    c.polygon(
        &[(-0.12, -0.34), (0.02, -1.02 - flap), (0.2, -0.42)],
        coat.shade,
    );
    c.polygon(&[(0.14, -0.36), (0.56, -0.92), (0.3, -0.3)], coat.body);
    c.polygon(&[(0.56, -0.92), (0.78, -0.80), (0.53, -0.82)], coat.lit);
    c.polygon(&[(-0.2, -0.3), (-0.78, -0.72), (-0.02, -0.14)], coat.shade);
    c.polygon(
        &[(-0.3, -0.28), (0.0, -0.06), (0.34, -0.28), (0.0, -0.46)],
        coat.body,
    );
    c.polygon(&[(-0.3, -0.28), (0.0, -0.06), (0.0, -0.46)], coat.lit);
    c.polygon(
        &[(-0.06, -0.36), (-0.34, -0.96 - flap), (0.16, -0.44)],
        coat.lit,
    );
}
