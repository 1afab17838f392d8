//! Beasts that sleep or sit.

use super::head::{ears, head};
use crate::canvas::{Canvas, Pt};
use crate::figure::breeds::{Breed, Ear, Mark, Tail};
use crate::figure::{Coat, Pose};
use crate::reading::motif::Beast;
use crate::tone::mix;

/// Asleep: rolled together, the tail round the body, breathing.
pub(super) fn curled(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, pose: &Pose) {
    let breath = 1.0 + 0.035 * pose.swing(0.32, 0.0);
    let (l, d) = (b.long * 1.12, b.deep * 1.35);
    c.blob(
        &[
            (-l, -0.01),
            (-l * 1.02, -d * 0.45),
            (-l * 0.6, -d * 0.98 * breath),
            (0.0, -d * 1.12 * breath),
            (l * 0.55, -d * 0.85 * breath),
            (l * 0.95, -d * 0.4),
            (l * 0.9, 0.0),
            (0.0, 0.012),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-l * 0.7, -d * 0.84 * breath),
            (-l * 0.1, -d * 1.06 * breath),
            (l * 0.45, -d * 0.84 * breath),
            (0.0, -d * 0.86 * breath),
        ],
        coat.lit,
    );
    c.blob(
        &[
            (-l * 0.85, -0.01),
            (-l * 0.5, -d * 0.52),
            (-l * 0.05, -d * 0.62),
            (l * 0.2, -d * 0.2),
            (l * 0.1, 0.005),
        ],
        coat.shade,
    );
    c.blob(
        &[
            (-l * 0.85, -0.01),
            (-l * 0.56, -d * 0.44),
            (-l * 0.15, -d * 0.52),
            (l * 0.1, -d * 0.2),
            (0.0, 0.005),
        ],
        coat.body,
    );
    if beast == Beast::Cat || beast == Beast::Tiger {
        for step in 0_u16..4 {
            let x = -l * 0.62 + f32::from(step) * l * 0.25;
            let top = -d * (0.98 + 0.08 * f32::from(step.min(2))) * breath;
            c.limb(
                &[
                    (x, top + 0.01, 0.012),
                    (x - 0.02, top + d * 0.24, 0.016),
                    (x - 0.06, top + d * 0.42, 0.002),
                ],
                coat.shade,
            );
        }
    }
    let twitch = 0.014 * pose.swing(0.45, 0.0).max(0.0);
    if b.head.1 < 0.12 {
        face(c, beast, b, coat, (l * 0.72, -b.head.0 * 0.92), twitch);
    } else {
        profile(c, b, coat, l, twitch);
    }
    // The tip of the tail stirs.
    let flick = 0.05 * pose.swing(0.42, 1.2).max(-0.2);
    let thick = if matches!(b.tail, Tail::Brush | Tail::Plume) {
        0.075
    } else {
        0.04
    };
    c.limb(
        &[
            (-l * 0.95, -d * 0.16, thick),
            (-l * 0.6, 0.004, thick),
            (0.0, 0.014, thick * 0.95),
            (l * 0.35, 0.006 - flick * 0.3, thick * 0.8),
            (l * 0.52, -0.05 - flick, thick * 0.4),
        ],
        coat.shade,
    );
}

/// Sitting on its haunches.
pub(super) fn sitting(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, pose: &Pose) {
    let s = b.high * 1.12;
    let breath = 0.006 * pose.swing(0.35, 0.0);
    let wag = 0.05 * pose.swing(0.6, 0.0);
    let thick = if matches!(b.tail, Tail::Brush | Tail::Plume) {
        0.07
    } else {
        0.034
    };
    c.limb(
        &[
            (-0.2, -0.06, thick),
            (-0.34, -0.03, thick),
            (-0.48, -0.06 + wag, thick * 0.8),
            (-0.54, -0.13 + wag * 1.5, thick * 0.3),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.26, -0.02),
            (-0.29, -0.24),
            (-0.14, -s * 0.62),
            (0.04, -s * 0.96),
            (0.2, -s * 0.9 + breath),
            (0.23, -s * 0.5),
            (0.2, -0.04),
            (0.0, 0.0),
        ],
        coat.body,
    );
    c.blob(
        &[
            (0.08, -s * 0.88),
            (0.2, -s * 0.84 + breath),
            (0.22, -s * 0.5),
            (0.18, -0.3),
            (0.1, -s * 0.5),
        ],
        if b.mark == Mark::Fox {
            coat.pale
        } else {
            coat.lit
        },
    );
    c.limb(
        &[
            (0.12, -s * 0.6, b.leg * 1.2),
            (0.16, -0.2, b.leg * 0.9),
            (0.17, -0.02, b.leg * 0.6),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (0.17, -s * 0.6, b.leg * 1.2),
            (0.22, -0.2, b.leg * 0.9),
            (0.23, -0.02, b.leg * 0.62),
            (0.28, -0.015, b.leg * 0.5),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.27, -0.01),
            (-0.26, -0.2),
            (-0.08, -0.3),
            (0.05, -0.14),
            (0.12, -0.01),
        ],
        coat.shade,
    );
    c.ellipse(0.1, -0.02, 0.1, 0.028, coat.body);
    head(
        c,
        beast,
        b,
        coat,
        pose,
        (0.2, -s - b.head.0 * 0.75 + 0.012 * pose.swing(0.2, 0.0)),
    );
}

/// A sleeping head from the side, chin on the paws.
fn profile(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, l: f32, twitch: f32) {
    let r = b.head.0 * 1.2;
    let (x, y) = (l * 0.74, -r * 0.78);
    ears(c, b, coat, (x - r * 0.45, y), r, twitch, true);
    c.blob(
        &[
            (x - r * 1.05, y + r * 0.35),
            (x - r * 0.75, y - r * 0.68),
            (x + r * 0.1, y - r * 0.9),
            (x + r * 0.85, y - r * 0.3),
            (x + r + b.head.1 * 0.6, y + r * 0.35),
            (x + r * 0.6, y + r * 0.76),
            (x - r * 0.5, y + r * 0.8),
        ],
        coat.body,
    );
    ears(c, b, coat, (x + r * 0.10, y), r, twitch, false);
    let lid = [
        (x + r * 0.15, y - r * 0.06),
        (x + r * 0.36, y + r * 0.10),
        (x + r * 0.58, y),
    ];
    c.curve(&lid, r * 0.1, coat.ink);
    c.ellipse(
        x + r * 0.94 + b.head.1 * 0.5,
        y + r * 0.26,
        r * 0.12,
        r * 0.09,
        coat.ink,
    );
    c.limb(
        &[(x - r * 0.2, -0.02, 0.042), (x + r * 0.9, -0.026, 0.04)],
        coat.lit,
    );
}

/// A sleeping face turned to us: round cheeks, shut eyes, whiskers.
fn face(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, (x, y): Pt, twitch: f32) {
    let r = b.head.0 * 1.25;
    let skull = if b.mark == Mark::Wool {
        mix(coat.ink, coat.body, 0.2)
    } else {
        coat.body
    };
    for s in [-1.0, 1.0] {
        let tilt = if s > 0.0 { twitch } else { 0.0 };
        match b.ear {
            Ear::Pointed => {
                let ear = |k: f32| {
                    [
                        (x + s * r * (0.58 + 0.38 * k), y - r * (0.64 - 0.36 * k)),
                        (
                            x + s * r * (0.62 + 0.22 * k) + tilt,
                            y - r * (0.76 + 0.58 * k),
                        ),
                        (x + s * r * (0.50 - 0.32 * k), y - r * (0.70 + 0.06 * k)),
                    ]
                };
                c.polygon(&ear(1.0), skull);
                c.polygon(&ear(0.5), mix(coat.skin, coat.shade, 0.4));
            }
            Ear::Long => c.limb(
                &[
                    (x + s * r * 0.3, y - r * 0.6, r * 0.2),
                    (x + s * r * 0.8, y - r * 1.3, r * 0.26),
                    (x + s * r * 1.2, y - r * 1.0, r * 0.08),
                ],
                coat.shade,
            ),
            _ => c.disc(
                x + s * r * 0.72,
                y - r * 0.68,
                r * 0.34,
                if b.mark == Mark::Panda {
                    coat.ink
                } else {
                    coat.shade
                },
            ),
        }
    }
    c.blob(
        &[
            (x - r * 1.08, y + r * 0.16),
            (x - r * 0.82, y - r * 0.56),
            (x, y - r * 0.86),
            (x + r * 0.82, y - r * 0.56),
            (x + r * 1.08, y + r * 0.16),
            (x + r * 0.66, y + r * 0.74),
            (x, y + r * 0.90),
            (x - r * 0.66, y + r * 0.74),
        ],
        skull,
    );
    if beast == Beast::Cat || beast == Beast::Tiger {
        for dx in [-0.22, 0.0, 0.22] {
            c.limb(
                &[
                    (x + dx * r, y - r * 0.78, r * 0.06),
                    (x + dx * r * 0.8, y - r * 0.40, r * 0.03),
                ],
                coat.shade,
            );
        }
    }
    for s in [-1.0, 1.0] {
        if b.mark == Mark::Panda {
            c.ellipse(x + s * r * 0.44, y, r * 0.26, r * 0.3, coat.ink);
        }
        c.ellipse(
            x + s * r * 0.22,
            y + r * 0.48,
            r * 0.32,
            r * 0.25,
            coat.pale,
        );
        let lid = [
            (x + s * r * 0.22, y),
            (x + s * r * 0.45, y + r * 0.15),
            (x + s * r * 0.68, y - r * 0.02),
        ];
        c.curve(
            &lid,
            r * 0.085,
            if b.mark == Mark::Panda {
                coat.pale
            } else {
                coat.ink
            },
        );
        for dy in [0.28, 0.46] {
            c.line(
                &[
                    (x + s * r * 0.5, y + r * 0.42),
                    (x + s * r * 1.45, y + r * dy),
                ],
                r * 0.035,
                coat.pale,
            );
        }
    }
    let nose = [
        (x - r * 0.12, y + r * 0.24),
        (x + r * 0.12, y + r * 0.24),
        (x, y + r * 0.40),
    ];
    c.polygon(&nose, mix(coat.skin, coat.shade, 0.5));
    for s in [-1.0, 1.0] {
        c.limb(
            &[
                (x + s * r * 0.30, -0.022, r * 0.22),
                (x + s * r * 0.62, -0.018, r * 0.2),
            ],
            coat.lit,
        );
    }
}
