//! Body, neck and what is painted on them.

use crate::canvas::{Canvas, Pt};
use crate::figure::Coat;
use crate::figure::breeds::{Breed, Mark};
use crate::tone::mix;

pub(super) fn body(c: &mut Canvas<'_>, b: &Breed, coat: &Coat) {
    let (l, s, d) = (b.long, b.high, b.deep);
    let tuck = if matches!(
        b.mark,
        Mark::Wool | Mark::Trunk | Mark::Patches | Mark::Horn
    ) {
        1.0
    } else if matches!(b.mark, Mark::Fox | Mark::Ruff) {
        0.70
    } else {
        0.82
    };
    let whole = [
        (-l * 1.06, -s + d * 0.30),
        (-l * 0.78, -s - d * 0.03),
        (-l * 0.2, -s + d * 0.04),
        (l * 0.5, -s - d * 0.05),
        (l * 0.98, -s + d * 0.12),
        (l * 1.12, -s + d * 0.55),
        (l * 0.85, -s + d * 0.98),
        (l * 0.2, -s + d * 0.98),
        (-l * 0.42, -s + d * tuck),
        (-l * 0.95, -s + d * 0.85),
    ];
    c.blob(&whole, coat.body);
    let belly = match b.mark {
        Mark::Fox => coat.pale,
        _ => coat.shade,
    };
    c.blob(
        &[
            (l * 1.05, -s + d * 0.62),
            (l * 0.82, -s + d * 0.97),
            (l * 0.2, -s + d * 0.975),
            (-l * 0.42, -s + d * tuck * 0.99),
            (-l * 0.7, -s + d * 0.80),
            (-l * 0.1, -s + d * 0.74),
            (l * 0.6, -s + d * 0.70),
        ],
        belly,
    );
    c.blob(
        &[
            (-l * 0.95, -s + d * 0.2),
            (-l * 0.7, -s),
            (-l * 0.1, -s + d * 0.06),
            (l * 0.6, -s - d * 0.02),
            (l * 0.9, -s + d * 0.1),
            (l * 0.3, -s + d * 0.2),
            (-l * 0.5, -s + d * 0.2),
        ],
        coat.lit,
    );
    if b.mark == Mark::Hump {
        c.blob(
            &[
                (-l * 0.6, -s + 0.04),
                (-l * 0.35, -s - 0.12),
                (-l * 0.05, -s - 0.2),
                (l * 0.25, -s - 0.11),
                (l * 0.5, -s + 0.04),
            ],
            coat.body,
        );
        c.blob(
            &[
                (-l * 0.35, -s - 0.09),
                (-l * 0.05, -s - 0.18),
                (l * 0.2, -s - 0.1),
                (-l * 0.05, -s - 0.09),
            ],
            coat.lit,
        );
    }
}

pub(super) fn neck(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, (hx, hy): Pt) {
    let (l, s, d) = (b.long, b.high, b.deep);
    let root = d * 0.42;
    let mid = ((l * 0.82 + hx) / 2.0 - 0.02, (-s + d * 0.32 + hy) / 2.0);
    c.limb(
        &[
            (l * 0.70, -s + d * 0.42, root),
            (mid.0, mid.1, (root + b.head.0) * 0.46),
            (hx - b.head.0 * 0.3, hy + 0.01, b.head.0 * 0.66),
        ],
        coat.body,
    );
    match b.mark {
        Mark::Fox => c.limb(
            &[
                (l * 0.98, -s + d * 0.72, root * 0.4),
                (mid.0 + root * 0.5, mid.1 + root * 0.46, root * 0.3),
                (hx + 0.01, hy + b.head.0 * 0.62, b.head.0 * 0.26),
            ],
            coat.pale,
        ),
        Mark::Ruff => c.limb(
            &[
                (l * 0.95, -s + d * 0.6, root * 0.4),
                (hx, hy + b.head.0 * 0.7, b.head.0 * 0.35),
            ],
            mix(coat.pale, coat.body, 0.4),
        ),
        Mark::Mane if b.hoof => {
            c.limb(
                &[
                    (l * 0.55, -s - 0.02, 0.03),
                    (mid.0 - root * 0.62, mid.1 - root * 0.3, 0.05),
                    (hx - b.head.0 * 0.6, hy - b.head.0 * 0.9, 0.03),
                ],
                mix(coat.ink, coat.body, 0.2),
            );
        }
        Mark::Mane => {
            c.ellipse(
                hx - b.head.0 * 0.5,
                hy + 0.02,
                b.head.0 * 1.75,
                b.head.0 * 1.95,
                coat.shade,
            );
        }
        Mark::Panda => c.limb(
            &[
                (l * 0.5, -s, root * 0.7),
                (l * 0.85, -s + d * 0.6, root * 0.8),
            ],
            coat.ink,
        ),
        _ => {}
    }
}

pub(super) fn marks(c: &mut Canvas<'_>, b: &Breed, coat: &Coat) {
    let (l, s, d) = (b.long, b.high, b.deep);
    match b.mark {
        Mark::Stripes => {
            for step in 0_u16..7 {
                let x = -l * 0.85 + f32::from(step) * l * 0.28;
                c.limb(
                    &[
                        (x, -s + d * 0.02, 0.02),
                        (x + 0.02, -s + d * 0.35, 0.015),
                        (x - 0.01, -s + d * 0.68, 0.003),
                    ],
                    coat.ink,
                );
            }
        }
        Mark::Spots => {
            for step in 0_u16..14 {
                let (k, row) = (f32::from(step % 7), f32::from(step / 7));
                c.blob(
                    &[
                        (-l * 0.85 + k * l * 0.27, -s + d * (0.14 + 0.36 * row)),
                        (-l * 0.70 + k * l * 0.27, -s + d * (0.10 + 0.36 * row)),
                        (-l * 0.66 + k * l * 0.27, -s + d * (0.30 + 0.36 * row)),
                        (-l * 0.83 + k * l * 0.27, -s + d * (0.36 + 0.34 * row)),
                    ],
                    mix(coat.shade, coat.ink, 0.3),
                );
            }
        }
        Mark::Patches => {
            c.blob(
                &[
                    (-l * 0.8, -s + 0.01),
                    (-l * 0.3, -s + 0.01),
                    (-l * 0.25, -s + d * 0.5),
                    (-l * 0.6, -s + d * 0.6),
                    (-l * 0.9, -s + d * 0.35),
                ],
                coat.ink,
            );
            c.blob(
                &[
                    (l * 0.15, -s + d * 0.2),
                    (l * 0.6, -s + d * 0.1),
                    (l * 0.7, -s + d * 0.6),
                    (l * 0.25, -s + d * 0.7),
                ],
                coat.ink,
            );
        }
        Mark::Wool => {
            for step in 0_u16..16 {
                let (sin, cos) = (f32::from(step) * std::f32::consts::FRAC_PI_8).sin_cos();
                c.disc(
                    cos * l * 0.92,
                    -s + d * 0.48 + sin * d * 0.46,
                    d * 0.21,
                    if sin < -0.2 {
                        coat.lit
                    } else if sin > 0.5 {
                        coat.shade
                    } else {
                        coat.body
                    },
                );
            }
        }
        Mark::Shell => {
            c.blob(
                &[
                    (-l * 1.05, -s + d * 0.8),
                    (-l * 0.7, -s - d * 0.4),
                    (0.0, -s - d * 0.95),
                    (l * 0.7, -s - d * 0.4),
                    (l * 1.05, -s + d * 0.8),
                ],
                coat.shade,
            );
            for step in -1_i16..=1 {
                let x = f32::from(step) * l * 0.5;
                c.blob(
                    &[
                        (x - l * 0.2, -s - d * 0.1),
                        (x - l * 0.1, -s - d * 0.5),
                        (x + l * 0.1, -s - d * 0.5),
                        (x + l * 0.2, -s - d * 0.1),
                        (x, -s + d * 0.25),
                    ],
                    coat.body,
                );
            }
        }
        Mark::Spines => {
            for step in 0_u16..13 {
                let k = f32::from(step) / 12.0;
                let x = -l + k * l * 1.9;
                let y = -s + d * 0.05 - d * 0.10 * (k * std::f32::consts::PI).sin();
                c.polygon(
                    &[
                        (x - 0.03, y + 0.05),
                        (x - 0.03, y - 0.07),
                        (x + 0.04, y + 0.05),
                    ],
                    coat.shade,
                );
            }
        }
        _ => {}
    }
}
