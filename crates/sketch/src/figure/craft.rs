//! What flies without feathers.

use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::Craft;
use crate::tone::{mix, rgb, veil};

pub(crate) fn draw(c: &mut Canvas<'_>, craft: Craft, coat: &Coat, pose: &Pose) {
    let mut c = c.at(0.0, -0.45 + 0.035 * pose.swing(0.3, 0.0), 1.0, 1.0);
    let mut c = c.turned(0.0, 0.0, 2.5 * pose.swing(0.23, 1.0));
    match craft {
        Craft::Plane => plane(&mut c, coat, pose),
        Craft::Helicopter => helicopter(&mut c, coat, pose),
        Craft::Drone => drone(&mut c, coat, pose),
        Craft::Balloon => balloon(&mut c, coat, pose),
        Craft::Rocket => rocket(&mut c, coat, pose),
        Craft::Saucer => saucer(&mut c, coat, pose),
        Craft::PaperPlane => {
            c.polygon(&[(-0.5, -0.16), (0.55, 0.0), (-0.3, 0.02)], coat.lit);
            c.polygon(&[(-0.3, 0.02), (0.55, 0.0), (-0.22, 0.2)], coat.shade);
            c.polygon(&[(-0.3, 0.02), (0.55, 0.0), (-0.42, 0.12)], coat.body);
        }
        Craft::Kite => kite(&mut c, coat, pose),
    }
}

/// A kite, `string` away from the hand that flies it.
pub(crate) fn kite_at(c: &mut Canvas<'_>, at: Pt, hand: Pt, size: f32, coat: &Coat, pose: &Pose) {
    let sag = (
        (at.0 + hand.0) / 2.0 + (hand.0 - at.0) * 0.08,
        (at.1 + hand.1) / 2.0 + 0.05,
    );
    c.curve(&[hand, sag, at], 0.0034, mix(coat.ink, coat.pale, 0.25));
    let mut c = c.at(at.0, at.1, size, size);
    kite(&mut c, coat, pose);
}

fn kite(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let mut c = c.turned(0.0, 0.0, 16.0 + 7.0 * pose.swing(0.45, 0.0));
    let tail: Vec<Pt> = (0_u16..8)
        .map(|step| {
            let k = f32::from(step) / 7.0;
            (0.11 * k * (pose.t * 3.0 - k * 6.0).sin(), 0.42 + 0.72 * k)
        })
        .collect();
    c.curve(&tail, 0.018, coat.cloth);
    for (x, y) in tail.iter().skip(2).step_by(2) {
        c.polygon(
            &[(x - 0.07, y - 0.035), (*x, *y), (x - 0.07, y + 0.035)],
            coat.lit,
        );
        c.polygon(
            &[(x + 0.07, y - 0.035), (*x, *y), (x + 0.07, y + 0.035)],
            coat.cloth,
        );
    }
    c.polygon(&[(0.0, -0.44), (0.3, -0.1), (0.0, 0.44)], coat.shade);
    c.polygon(&[(0.0, -0.44), (-0.3, -0.1), (0.0, 0.44)], coat.body);
    c.polygon(
        &[(0.0, -0.1), (-0.3, -0.1), (0.0, 0.44)],
        mix(coat.cloth, coat.body, 0.3),
    );
    c.polygon(&[(0.0, -0.44), (0.3, -0.1), (0.0, -0.1)], coat.lit);
    c.line(&[(0.0, -0.44), (0.0, 0.44)], 0.014, coat.ink);
    c.line(&[(-0.3, -0.1), (0.3, -0.1)], 0.014, coat.ink);
}

fn plane(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.polygon(
        &[(-0.1, -0.02), (-0.42, -0.34), (-0.26, -0.34), (0.24, -0.02)],
        coat.shade,
    );
    c.polygon(
        &[
            (-0.74, -0.06),
            (-0.98, -0.40),
            (-0.80, -0.40),
            (-0.5, -0.08),
        ],
        coat.cloth,
    );
    c.blob(
        &[
            (-0.95, -0.06),
            (-0.5, -0.13),
            (0.5, -0.14),
            (0.86, -0.04),
            (0.9, 0.02),
            (0.7, 0.09),
            (-0.4, 0.1),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.8, 0.0),
            (0.0, 0.02),
            (0.88, 0.02),
            (0.7, 0.09),
            (-0.4, 0.1),
        ],
        coat.shade,
    );
    for step in 0_u16..9 {
        c.slab(
            -0.42 + f32::from(step) * 0.11,
            -0.075,
            0.05,
            0.05,
            0.02,
            coat.glass,
        );
    }
    c.blob(
        &[(0.62, -0.09), (0.76, -0.08), (0.84, -0.02), (0.64, -0.02)],
        coat.glass,
    );
    c.polygon(
        &[(0.16, 0.04), (-0.42, 0.34), (-0.22, 0.36), (0.4, 0.05)],
        coat.lit,
    );
    c.slab(-0.16, 0.15, 0.24, 0.09, 0.04, coat.metal);
    let blink = 0.5 + 0.5 * pose.swing(0.6, 0.0);
    c.glow(-0.9, -0.38, 0.14, rgb(0xFF5040), 0.8 * blink);
}

fn helicopter(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.limb(
        &[
            (-0.2, -0.06, 0.09),
            (-0.7, -0.12, 0.045),
            (-0.98, -0.18, 0.03),
        ],
        coat.shade,
    );
    c.limb(&[(-0.95, -0.05, 0.02), (-1.0, -0.34, 0.04)], coat.cloth);
    c.blob(
        &[
            (-0.36, 0.1),
            (-0.32, -0.18),
            (0.05, -0.27),
            (0.4, -0.14),
            (0.52, 0.06),
            (0.3, 0.2),
            (-0.2, 0.2),
        ],
        coat.body,
    );
    c.blob(
        &[(0.1, 0.02), (0.12, -0.2), (0.36, -0.12), (0.48, 0.04)],
        coat.glass,
    );
    c.blob(
        &[
            (-0.34, 0.1),
            (0.0, 0.08),
            (0.5, 0.08),
            (0.3, 0.2),
            (-0.2, 0.2),
        ],
        coat.shade,
    );
    c.line(&[(-0.3, 0.34), (0.4, 0.34), (0.48, 0.3)], 0.03, coat.ink);
    for x in [-0.15, 0.22] {
        c.line(&[(x, 0.18), (x, 0.33)], 0.022, coat.ink);
    }
    c.rect(-0.03, -0.36, 0.06, 0.12, coat.ink);
    let w = 0.95 * (0.35 + 0.65 * (pose.t * 13.0).sin().abs());
    c.ellipse(0.0, -0.37, 0.98, 0.02, veil(coat.metal, 0.35));
    c.line(&[(-w, -0.37), (w, -0.375)], 0.024, coat.ink);
}

fn drone(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    for x in [-0.46, 0.46] {
        c.line(&[(0.0, 0.0), (x, -0.07)], 0.045, coat.shade);
        c.rect(x - 0.03, -0.16, 0.06, 0.1, coat.ink);
        let w = 0.24 * (0.3 + 0.7 * (pose.t * 14.0 + x).sin().abs());
        c.ellipse(x, -0.18, 0.25, 0.016, veil(coat.metal, 0.5));
        c.line(&[(x - w, -0.18), (x + w, -0.18)], 0.018, coat.ink);
    }
    c.blob(
        &[
            (-0.22, 0.0),
            (-0.12, -0.1),
            (0.12, -0.1),
            (0.24, 0.0),
            (0.1, 0.09),
            (-0.1, 0.09),
        ],
        coat.body,
    );
    c.disc(0.1, 0.1, 0.065, coat.ink);
    c.disc(0.12, 0.11, 0.028, coat.glow);
    for x in [-0.2, 0.2] {
        c.line(
            &[(x * 0.6, 0.06), (x, 0.2), (x * 1.5, 0.2)],
            0.018,
            coat.ink,
        );
    }
}

fn balloon(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    for x in [-0.1, 0.1] {
        c.line(&[(x * 2.4, -0.06), (x, 0.3)], 0.010, coat.ink);
    }
    let flame = 0.5 + 0.5 * pose.swing(0.7, 0.0);
    c.glow(0.0, 0.02, 0.26, coat.glow, 0.7 * flame);
    c.blob(
        &[
            (-0.12, 0.02),
            (-0.44, -0.42),
            (-0.40, -0.86),
            (0.0, -1.12),
            (0.40, -0.86),
            (0.44, -0.42),
            (0.12, 0.02),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.05, 0.02),
            (-0.2, -0.42),
            (-0.18, -0.9),
            (0.0, -1.11),
            (0.18, -0.9),
            (0.2, -0.42),
            (0.05, 0.02),
        ],
        coat.pale,
    );
    c.blob(
        &[
            (-0.02, 0.02),
            (-0.07, -0.42),
            (-0.06, -0.92),
            (0.0, -1.1),
            (0.06, -0.92),
            (0.07, -0.42),
            (0.02, 0.02),
        ],
        coat.cloth,
    );
    c.blob(
        &[
            (0.12, 0.02),
            (0.3, -0.42),
            (0.28, -0.9),
            (0.40, -0.84),
            (0.44, -0.42),
        ],
        coat.shade,
    );
    c.slab(-0.12, 0.28, 0.24, 0.19, 0.03, coat.hair);
    c.rect(-0.13, 0.27, 0.26, 0.035, mix(coat.hair, coat.pale, 0.3));
    for x in [-0.05, 0.05] {
        c.disc(x, 0.22, 0.042, coat.skin);
    }
}

fn rocket(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let flame = 0.5 + 0.5 * pose.swing(2.6, 0.0);
    c.glow(0.0, 0.55, 0.6, coat.glow, 0.8);
    c.blob(
        &[
            (-0.12, 0.4),
            (-0.1, 0.66),
            (0.0, 0.86 + 0.14 * flame),
            (0.1, 0.66),
            (0.12, 0.4),
        ],
        coat.glow,
    );
    c.blob(
        &[(-0.06, 0.4), (0.0, 0.64 + 0.08 * flame), (0.06, 0.4)],
        coat.pale,
    );
    for s in [-1.0, 1.0] {
        c.polygon(
            &[(0.16 * s, 0.1), (0.38 * s, 0.5), (0.14 * s, 0.4)],
            coat.cloth,
        );
    }
    c.blob(
        &[
            (-0.17, 0.42),
            (-0.2, 0.0),
            (-0.13, -0.5),
            (0.0, -0.8),
            (0.13, -0.5),
            (0.2, 0.0),
            (0.17, 0.42),
        ],
        coat.body,
    );
    c.blob(
        &[
            (0.04, 0.42),
            (0.08, 0.0),
            (0.05, -0.5),
            (0.0, -0.79),
            (0.13, -0.5),
            (0.2, 0.0),
            (0.17, 0.42),
        ],
        coat.shade,
    );
    c.blob(
        &[(-0.10, -0.58), (0.0, -0.8), (0.10, -0.58), (0.0, -0.55)],
        coat.cloth,
    );
    c.disc(0.0, -0.22, 0.09, coat.metal);
    c.disc(0.0, -0.22, 0.062, coat.glass);
}

fn saucer(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.polygon(
        &[(-0.2, 0.1), (0.2, 0.1), (0.55, 0.95), (-0.55, 0.95)],
        veil(coat.glow, 0.20),
    );
    c.blob(
        &[
            (-0.28, -0.04),
            (-0.24, -0.24),
            (0.0, -0.34),
            (0.24, -0.24),
            (0.28, -0.04),
        ],
        mix(coat.glass, coat.pale, 0.3),
    );
    c.blob(
        &[
            (-0.75, 0.03),
            (-0.4, -0.08),
            (0.4, -0.08),
            (0.75, 0.03),
            (0.3, 0.15),
            (-0.3, 0.15),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.75, 0.03),
            (0.0, 0.06),
            (0.75, 0.03),
            (0.3, 0.15),
            (-0.3, 0.15),
        ],
        coat.shade,
    );
    for step in 0_u16..7 {
        let x = -0.54 + f32::from(step) * 0.18;
        let on = 0.5 + 0.5 * pose.swing(0.6, f32::from(step));
        c.disc(x, 0.035, 0.034, mix(coat.ink, coat.glow, 0.3 + 0.7 * on));
    }
}
