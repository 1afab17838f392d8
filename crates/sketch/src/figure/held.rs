//! What a hand holds.

use super::{Coat, Held, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::Thing;
use crate::tone::{mix, veil};

/// An umbrella, drawn behind the person that carries it.
pub(crate) fn umbrella(c: &mut Canvas<'_>, (x, y): Pt, coat: &Coat, pose: &Pose) {
    let lean = 3.0 * pose.swing(0.25, 0.0);
    let mut c = c.turned(x, y, lean + 4.0);
    let top = y - 0.52;
    c.line(&[(x, y + 0.06), (x, top - 0.02)], 0.016, coat.ink);
    c.curve(
        &[(x, y + 0.06), (x + 0.01, y + 0.10), (x + 0.04, y + 0.085)],
        0.016,
        coat.ink,
    );
    let (w, h) = (0.44, 0.25);
    let edge = top + h;
    c.blob(
        &[
            (x - w, edge),
            (x - w * 0.72, top + h * 0.30),
            (x, top),
            (x + w * 0.72, top + h * 0.30),
            (x + w, edge),
            (x + w * 0.68, edge - 0.045),
            (x + w * 0.34, edge),
            (x, edge - 0.05),
            (x - w * 0.34, edge),
            (x - w * 0.68, edge - 0.045),
        ],
        coat.body,
    );
    c.blob(
        &[
            (x + w * 0.34, edge),
            (x + w * 0.30, top + h * 0.36),
            (x, top),
            (x + w * 0.72, top + h * 0.30),
            (x + w, edge),
            (x + w * 0.68, edge - 0.045),
        ],
        coat.shade,
    );
    c.blob(
        &[
            (x - w * 0.34, edge),
            (x - w * 0.3, top + h * 0.36),
            (x, top),
            (x - w * 0.72, top + h * 0.30),
            (x - w, edge),
            (x - w * 0.68, edge - 0.045),
        ],
        coat.lit,
    );
    c.line(&[(x, top), (x, top - 0.045)], 0.013, coat.ink);
}

/// Anything else, in the hand at `x`, `y`.
pub(crate) fn draw(c: &mut Canvas<'_>, held: Held, (x, y): Pt, coat: &Coat, pose: &Pose) {
    let Held::Thing(thing) = held else { return };
    let own = &pose.thing;
    match thing {
        Thing::Book => {
            c.polygon(
                &[
                    (x - 0.02, y - 0.10),
                    (x + 0.12, y - 0.14),
                    (x + 0.13, y + 0.01),
                    (x, y + 0.04),
                ],
                own.body,
            );
            c.polygon(
                &[
                    (x - 0.01, y - 0.09),
                    (x + 0.11, y - 0.125),
                    (x + 0.115, y + 0.0),
                    (x + 0.0, y + 0.03),
                ],
                coat.pale,
            );
        }
        Thing::Guitar => {
            c.turned(x - 0.1, y, -18.0).limb(
                &[(x - 0.22, y + 0.02, 0.115), (x - 0.06, y + 0.02, 0.085)],
                own.body,
            );
            let mut c = c.turned(x - 0.1, y, -18.0);
            c.disc(x - 0.1, y + 0.02, 0.034, coat.ink);
            c.line(
                &[(x - 0.04, y + 0.02), (x + 0.34, y + 0.02)],
                0.026,
                coat.hair,
            );
            c.slab(x + 0.33, y - 0.005, 0.07, 0.05, 0.01, coat.ink);
        }
        Thing::Lantern | Thing::Candle => {
            c.glow(x + 0.02, y + 0.12, 0.42, coat.glow, 0.6);
            c.line(&[(x, y), (x + 0.02, y + 0.05)], 0.01, coat.ink);
            c.slab(x - 0.025, y + 0.05, 0.09, 0.13, 0.02, coat.ink);
            c.slab(
                x - 0.012,
                y + 0.065,
                0.064,
                0.10,
                0.015,
                mix(coat.glow, coat.pale, 0.4),
            );
        }
        Thing::Balloon => {
            let sway = 0.05 * pose.swing(0.3, 0.0);
            c.curve(
                &[(x, y), (x + sway * 0.5, y - 0.3), (x + sway, y - 0.5)],
                0.007,
                coat.ink,
            );
            c.ellipse(x + sway, y - 0.64, 0.12, 0.145, own.body);
            c.ellipse(x + sway - 0.035, y - 0.69, 0.035, 0.05, own.lit);
        }
        Thing::Flower => {
            c.curve(
                &[(x, y + 0.06), (x + 0.02, y - 0.08), (x + 0.03, y - 0.16)],
                0.012,
                mix(coat.ink, coat.glow, 0.2),
            );
            for step in 0_u16..6 {
                let (sin, cos) = (f32::from(step) * 1.047).sin_cos();
                c.disc(
                    x + 0.03 + cos * 0.034,
                    y - 0.18 + sin * 0.034,
                    0.026,
                    own.body,
                );
            }
            c.disc(x + 0.03, y - 0.18, 0.02, coat.glow);
        }
        Thing::Ball => c.disc(x + 0.05, y - 0.02, 0.075, own.body),
        Thing::Phone => {
            c.turned(x, y, 14.0)
                .slab(x, y - 0.10, 0.055, 0.11, 0.012, coat.ink);
            c.glow(x + 0.02, y - 0.05, 0.14, coat.glass, 0.4);
        }
        Thing::Parcel => {
            c.rect(
                x - 0.06,
                y - 0.16,
                0.22,
                0.18,
                mix(coat.hair, coat.glow, 0.55),
            );
            c.rect(x + 0.035, y - 0.16, 0.03, 0.18, veil(coat.pale, 0.7));
        }
        Thing::Cup | Thing::Bottle => {
            c.polygon(
                &[
                    (x - 0.01, y - 0.07),
                    (x + 0.07, y - 0.07),
                    (x + 0.06, y + 0.03),
                    (x, y + 0.03),
                ],
                own.body,
            );
            let puff = (pose.t * 0.5).fract();
            c.disc(
                x + 0.03,
                y - 0.10 - 0.12 * puff,
                0.012 + 0.02 * puff,
                veil(coat.pale, 0.4 * (1.0 - puff)),
            );
        }
        Thing::Umbrella => {}
        _ => c.slab(x - 0.01, y - 0.06, 0.09, 0.09, 0.02, own.body),
    }
}
