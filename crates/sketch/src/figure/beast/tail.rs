//! Tails.

use crate::canvas::{Canvas, Pt};
use crate::figure::breeds::{Breed, Mark, Tail};
use crate::figure::{Coat, Pose};
use crate::tone::mix;

pub(super) fn tail(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, pose: &Pose) {
    let root = (-b.long * 0.98, -b.high + b.deep * 0.22);
    let wag = 0.05 * pose.swing(if pose.moves() { 1.5 } else { 0.4 }, 0.0);
    let at = |dx: f32, dy: f32| (root.0 + dx, root.1 + dy);
    match b.tail {
        Tail::Brush => {
            // Thin at the root, full beyond the middle, hanging in a soft curve.
            let spine = |along: f32| {
                let drop = 0.16 * along.sqrt() - 0.10 * along * along;
                at(0.03 - 0.52 * along, 0.01 + drop + wag * along * 1.4)
            };
            let full = |along: f32, half: f32| at3(spine(along), half);
            c.limb(
                &[
                    full(0.0, 0.036),
                    full(0.25, 0.050),
                    full(0.5, 0.078),
                    full(0.72, 0.084),
                    full(0.9, 0.052),
                    full(1.0, 0.012),
                ],
                coat.body,
            );
            let low = |along: f32, half: f32| {
                let (x, y) = spine(along);
                (x, y + half, half)
            };
            c.limb(
                &[low(0.2, 0.014), low(0.5, 0.034), low(0.72, 0.036)],
                coat.shade,
            );
            let tip = if b.mark == Mark::Fox {
                coat.pale
            } else {
                coat.shade
            };
            c.limb(
                &[
                    full(0.72, 0.070),
                    full(0.78, 0.078),
                    full(0.9, 0.052),
                    full(1.0, 0.012),
                ],
                tip,
            );
        }
        Tail::Cat => c.limb(
            &[
                (root.0 + 0.03, root.1, 0.035),
                at3(at(-0.17, 0.06), 0.030),
                at3(at(-0.30, -0.10 + wag), 0.028),
                at3(at(-0.26 + wag, -0.26 + wag), 0.016),
            ],
            coat.body,
        ),
        Tail::Tuft => {
            let tip = at(-0.16 + wag, 0.34);
            c.limb(
                &[
                    (root.0 + 0.02, root.1, 0.024),
                    at3(at(-0.12, 0.16), 0.015),
                    at3(tip, 0.012),
                ],
                coat.shade,
            );
            c.limb(
                &[
                    at3(tip, 0.02),
                    (tip.0 + wag * 0.4, tip.1 + 0.06, 0.032),
                    (tip.0 + wag, tip.1 + 0.11, 0.006),
                ],
                coat.ink,
            );
        }
        Tail::Hair => c.limb(
            &[
                (root.0 + 0.03, root.1 - 0.02, 0.034),
                at3(at(-0.16, 0.08), 0.062),
                at3(at(-0.22 + wag * 0.6, 0.28), 0.062),
                at3(at(-0.20 + wag, 0.46), 0.012),
            ],
            mix(coat.ink, coat.body, 0.2),
        ),
        Tail::Stub => c.disc(
            root.0 - 0.03,
            root.1,
            0.046,
            if b.mark == Mark::None {
                mix(coat.pale, coat.body, 0.3)
            } else {
                coat.body
            },
        ),
        Tail::Curl => c.curve(
            &[
                root,
                at(-0.07, -0.05),
                at(-0.09, 0.02),
                at(-0.05, 0.01),
                at(-0.10, -0.04 + wag * 0.3),
            ],
            0.022,
            coat.shade,
        ),
        Tail::Plume => c.limb(
            &[
                (root.0 + 0.03, root.1, 0.03),
                at3(at(-0.12, -0.12 + wag * 0.5), 0.06),
                at3(at(-0.16 + wag, -0.30), 0.066),
                at3(at(-0.08 + wag * 1.5, -0.42), 0.014),
            ],
            coat.body,
        ),
        Tail::Reptile => c.limb(
            &[
                (root.0 + 0.10, root.1 + b.deep * 0.2, b.deep * 0.36),
                at3(at(-0.24, b.deep * 0.4), b.deep * 0.2),
                at3(at(-0.5, b.deep * 0.5 - wag), b.deep * 0.1),
                at3(at(-0.75, b.deep * 0.35 + wag), 0.006),
            ],
            coat.body,
        ),
        Tail::Thin => c.curve(
            &[root, at(-0.12, 0.1), at(-0.2 + wag, 0.22)],
            0.022,
            coat.shade,
        ),
    }
}

fn at3((x, y): Pt, half: f32) -> (f32, f32, f32) {
    (x, y, half)
}
