//! What people make and keep: from snowmen to clocks.

use crate::canvas::Canvas;
use crate::figure::{Coat, Pose};
use crate::tone::{mix, rgb};

pub(super) fn snowman(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn statue(c: &mut Canvas<'_>, coat: &Coat) {
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

pub(super) fn fire(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn candle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn flower(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn clock(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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
pub(super) fn crane(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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
