//! What has four wheels and more.

use super::{rolled, wheel};
use crate::canvas::Canvas;
use crate::figure::{Coat, Pose};
use crate::reading::motif::Car;
use crate::tone::{mix, rgb, veil};

pub(super) fn sedan(c: &mut Canvas<'_>, car: Car, coat: &Coat, pose: &Pose) {
    c.blob(
        &[
            (-1.1, -0.22),
            (-1.12, -0.42),
            (-0.95, -0.54),
            (-0.6, -0.58),
            (0.5, -0.57),
            (0.95, -0.48),
            (1.12, -0.36),
            (1.1, -0.2),
            (0.0, -0.14),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.82, -0.54),
            (-0.55, -0.84),
            (-0.1, -0.90),
            (0.28, -0.84),
            (0.62, -0.55),
            (0.0, -0.52),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.66, -0.57),
            (-0.48, -0.78),
            (-0.2, -0.83),
            (-0.10, -0.82),
            (-0.10, -0.57),
        ],
        coat.glass,
    );
    c.blob(
        &[(-0.03, -0.57), (-0.03, -0.83), (0.22, -0.79), (0.46, -0.57)],
        coat.glass,
    );
    c.polygon(
        &[
            (-0.40, -0.58),
            (-0.25, -0.80),
            (-0.17, -0.80),
            (-0.32, -0.58),
        ],
        veil(coat.lit, 0.5),
    );
    c.blob(
        &[
            (-1.1, -0.24),
            (-1.0, -0.32),
            (0.0, -0.30),
            (1.0, -0.30),
            (1.1, -0.22),
            (0.0, -0.14),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (-0.95, -0.53, 0.014),
            (0.0, -0.565, 0.016),
            (0.9, -0.48, 0.012),
        ],
        coat.lit,
    );
    c.line(&[(-0.07, -0.56), (-0.09, -0.26)], 0.010, coat.shade);
    c.slab(0.99, -0.43, 0.1, 0.08, 0.03, mix(coat.glow, coat.pale, 0.5));
    c.slab(-1.11, -0.46, 0.07, 0.09, 0.02, rgb(0xD83A30));
    match car {
        Car::Taxi => {
            c.slab(
                -0.2,
                -0.98,
                0.26,
                0.09,
                0.02,
                mix(coat.glow, coat.pale, 0.4),
            );
            for step in 0_u16..14 {
                if step % 2 == 0 {
                    c.rect(-0.9 + f32::from(step) * 0.13, -0.42, 0.065, 0.05, coat.ink);
                } else {
                    c.rect(-0.9 + f32::from(step) * 0.13, -0.37, 0.065, 0.05, coat.ink);
                }
            }
        }
        Car::Police => {
            c.polygon(
                &[(-0.5, -0.57), (0.42, -0.57), (0.5, -0.2), (-0.55, -0.2)],
                mix(coat.ink, rgb(0x2A3C7A), 0.6),
            );
            // The lamps swell in turn, softly.
            for (x, tone, start) in [
                (-0.22, 0xE84040, 0.0),
                (0.02, 0x4070F0, std::f32::consts::PI),
            ] {
                let on = 0.5 + 0.5 * pose.swing(0.9, start);
                c.slab(
                    x,
                    -0.97,
                    0.14,
                    0.08,
                    0.03,
                    mix(coat.ink, rgb(tone), 0.4 + 0.6 * on),
                );
                c.glow(x + 0.07, -0.93, 0.35, rgb(tone), 0.5 * on);
            }
        }
        _ => {}
    }
}

pub(super) fn racer(c: &mut Canvas<'_>, coat: &Coat) {
    c.blob(
        &[
            (-1.15, -0.2),
            (-1.1, -0.4),
            (-0.5, -0.46),
            (0.2, -0.38),
            (1.2, -0.2),
            (1.25, -0.13),
            (0.0, -0.1),
            (-1.1, -0.12),
        ],
        coat.body,
    );
    c.slab(-1.2, -0.66, 0.32, 0.07, 0.02, coat.shade);
    c.line(&[(-1.05, -0.62), (-1.0, -0.38)], 0.04, coat.ink);
    c.disc(-0.1, -0.48, 0.12, coat.cloth);
    c.slab(-0.05, -0.53, 0.14, 0.07, 0.03, coat.glass);
    c.limb(
        &[(-1.0, -0.4, 0.012), (0.0, -0.4, 0.014), (1.1, -0.2, 0.008)],
        coat.lit,
    );
    c.slab(0.95, -0.13, 0.38, 0.05, 0.02, coat.shade);
}

pub(super) fn van(c: &mut Canvas<'_>, car: Car, coat: &Coat) {
    c.blob(
        &[
            (-1.15, -0.16),
            (-1.16, -0.9),
            (-1.1, -1.0),
            (0.3, -1.02),
            (0.62, -0.92),
            (0.92, -0.58),
            (1.14, -0.5),
            (1.17, -0.18),
            (0.0, -0.12),
        ],
        coat.body,
    );
    c.polygon(
        &[(-1.14, -0.3), (1.15, -0.3), (1.15, -0.18), (-1.14, -0.18)],
        coat.shade,
    );
    c.blob(
        &[(0.22, -0.56), (0.24, -0.88), (0.52, -0.86), (0.80, -0.57)],
        coat.glass,
    );
    c.slab(-0.28, -0.88, 0.4, 0.32, 0.04, coat.glass);
    c.slab(1.06, -0.46, 0.1, 0.1, 0.03, mix(coat.glow, coat.pale, 0.5));
    c.limb(&[(-1.1, -0.98, 0.014), (0.3, -1.0, 0.014)], coat.lit);
    if car == Car::Ambulance {
        c.rect(-0.86, -0.78, 0.12, 0.34, rgb(0xD83A30));
        c.rect(-0.97, -0.67, 0.34, 0.12, rgb(0xD83A30));
        c.slab(0.1, -1.1, 0.2, 0.09, 0.03, rgb(0x4A7AF0));
    } else {
        c.rect(-1.14, -0.52, 1.2, 0.07, coat.cloth);
    }
}

pub(super) fn truck(c: &mut Canvas<'_>, coat: &Coat) {
    let load = mix(coat.pale, coat.metal, 0.25);
    c.rect(-1.75, -1.28, 2.3, 1.0, load);
    c.rect(-1.75, -1.28, 2.3, 0.05, mix(load, coat.lit, 0.5));
    c.rect(-1.75, -0.42, 2.3, 0.14, mix(load, coat.shade, 0.4));
    c.polygon(
        &[(-1.4, -1.0), (0.2, -1.0), (0.05, -0.62), (-1.55, -0.62)],
        coat.body,
    );
    c.rect(-1.75, -0.30, 3.4, 0.10, coat.ink);
    c.blob(
        &[
            (0.62, -0.2),
            (0.62, -1.12),
            (0.75, -1.2),
            (1.25, -1.16),
            (1.52, -0.78),
            (1.74, -0.66),
            (1.78, -0.24),
            (1.2, -0.16),
        ],
        coat.body,
    );
    c.blob(
        &[(1.0, -0.72), (1.02, -1.06), (1.24, -1.05), (1.46, -0.72)],
        coat.glass,
    );
    c.polygon(
        &[(0.62, -0.36), (1.77, -0.36), (1.77, -0.22), (0.62, -0.22)],
        coat.shade,
    );
    c.slab(1.68, -0.5, 0.1, 0.11, 0.03, mix(coat.glow, coat.pale, 0.5));
    c.slab(-1.77, -0.42, 0.06, 0.1, 0.01, rgb(0xD83A30));
    c.line(&[(0.58, -0.4), (0.58, -1.42)], 0.06, coat.metal);
}

/// A long box with windows.
pub(super) fn boxed(c: &mut Canvas<'_>, coat: &Coat, long: f32, high: f32, windows: u16) {
    c.slab(
        -long,
        -high - 0.18,
        long * 2.0,
        high + 0.04,
        0.12,
        coat.body,
    );
    c.rect(-long, -0.38, long * 2.0, 0.2, coat.shade);
    c.slab(
        -long + 0.02,
        -high - 0.17,
        long * 2.0 - 0.04,
        0.05,
        0.02,
        coat.lit,
    );
    let gap = (long * 2.0 - 0.5) / f32::from(windows);
    for step in 0..windows {
        let x = -long + 0.12 + f32::from(step) * gap;
        let pane = if coat.dark {
            mix(coat.glow, coat.glass, 0.25)
        } else {
            coat.glass
        };
        c.slab(x, -high - 0.02, gap * 0.84, high * 0.40, 0.04, pane);
        c.disc(
            x + gap * 0.4,
            -high + high * 0.30,
            0.07,
            mix(coat.ink, pane, 0.4),
        );
    }
    c.slab(long - 0.3, -high - 0.02, 0.28, high * 0.5, 0.05, coat.glass);
    c.slab(
        long - 0.06,
        -0.46,
        0.07,
        0.11,
        0.03,
        mix(coat.glow, coat.pale, 0.5),
    );
}

pub(super) fn rails(c: &mut Canvas<'_>, car: Car, coat: &Coat, pose: &Pose) {
    let shake = 0.004 * pose.swing(2.1, 0.0);
    let roll = rolled(pose);
    if car == Car::Tram {
        for x in [-1.2, -0.9, 0.9, 1.2] {
            wheel(c, (x, -0.10), 0.10, roll, coat);
        }
        c.line(
            &[(-0.2, -1.2), (0.05, -1.42), (-0.15, -1.62)],
            0.02,
            coat.ink,
        );
        c.line(&[(-0.3, -1.63), (0.02, -1.63)], 0.02, coat.ink);
        boxed(&mut c.at(0.0, shake, 1.0, 1.0), coat, 1.6, 1.0, 6);
        return;
    }
    // A locomotive with two carriages.
    for back in [-3.2, -1.75] {
        for x in [-0.5, -0.3, 0.3, 0.5] {
            wheel(c, (back + x, -0.11), 0.11, roll, coat);
        }
        boxed(
            &mut c.at(back, shake, 1.0, 1.0),
            &Coat {
                body: coat.cloth,
                ..*coat
            },
            0.7,
            0.78,
            3,
        );
    }
    let mut body = c.at(0.0, shake, 1.0, 1.0);
    body.slab(-0.9, -1.12, 0.62, 0.98, 0.04, coat.body);
    body.slab(-0.98, -1.2, 0.8, 0.1, 0.04, coat.shade);
    body.slab(-0.78, -1.0, 0.36, 0.3, 0.03, coat.glass);
    body.slab(-0.3, -0.82, 1.2, 0.58, 0.22, coat.body);
    body.slab(-0.3, -0.80, 1.18, 0.12, 0.06, coat.lit);
    body.rect(-0.9, -0.30, 1.9, 0.12, coat.ink);
    body.polygon(
        &[(0.56, -0.8), (0.52, -1.16), (0.78, -1.16), (0.74, -0.8)],
        coat.ink,
    );
    body.slab(0.06, -0.92, 0.2, 0.16, 0.06, coat.shade);
    body.polygon(&[(0.9, -0.3), (1.2, -0.04), (0.9, -0.04)], coat.shade);
    body.disc(0.92, -0.6, 0.07, mix(coat.glow, coat.pale, 0.5));
    for (x, r) in [(-0.6, 0.22), (-0.12, 0.22), (0.36, 0.22), (0.74, 0.13)] {
        wheel(c, (x, -r), r, roll, coat);
    }
    let (sin, cos) = (roll / 0.22).sin_cos();
    c.line(
        &[
            (-0.6 + cos * 0.11, -0.22 + sin * 0.11),
            (0.36 + cos * 0.11, -0.22 + sin * 0.11),
        ],
        0.04,
        coat.metal,
    );
    for step in 0_u16..6 {
        let go = (pose.t * 0.45 + f32::from(step) / 6.0).fract();
        c.disc(
            0.66 - go * 2.4,
            -1.2 - go * 0.6,
            0.08 + 0.24 * go,
            veil(coat.pale, 0.7 * (1.0 - go)),
        );
    }
}
