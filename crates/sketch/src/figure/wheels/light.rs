//! Two wheels, diggers and carts.

use super::{rolled, wheel};
use crate::canvas::{Canvas, Pt};
use crate::figure::{Coat, Pose};
use crate::reading::motif::Car;
use crate::tone::{mix, veil};

pub(crate) fn bicycle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let roll = pose.stride * 0.55;
    for x in [-0.32, 0.36] {
        for step in 0_u16..5 {
            let (sin, cos) = (roll / 0.2 + f32::from(step) * 0.628).sin_cos();
            c.line(
                &[
                    (x - cos * 0.19, -0.21 - sin * 0.19),
                    (x + cos * 0.19, -0.21 + sin * 0.19),
                ],
                0.005,
                coat.metal,
            );
        }
        let ring: Vec<Pt> = (0_u16..=20)
            .map(|s| {
                let (sin, cos) = (f32::from(s) * 0.314_16).sin_cos();
                (x + cos * 0.2, -0.21 + sin * 0.2)
            })
            .collect();
        c.line(&ring, 0.026, coat.ink);
    }
    c.line(
        &[
            (-0.32, -0.21),
            (-0.16, -0.52),
            (0.24, -0.54),
            (0.0, -0.20),
            (-0.32, -0.21),
        ],
        0.028,
        coat.body,
    );
    c.line(&[(0.0, -0.20), (-0.18, -0.58)], 0.026, coat.body);
    c.line(
        &[(0.36, -0.21), (0.25, -0.62), (0.33, -0.66)],
        0.026,
        coat.body,
    );
    c.slab(-0.26, -0.61, 0.17, 0.04, 0.02, coat.ink);
    let a = pose.stride * 7.0;
    c.line(
        &[
            (0.10 * a.cos(), -0.20 + 0.10 * a.sin()),
            (-0.10 * a.cos(), -0.20 - 0.10 * a.sin()),
        ],
        0.02,
        coat.metal,
    );
}

pub(super) fn motorcycle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    if coat.dark {
        c.polygon(
            &[(0.55, -0.52), (1.5, -0.6), (1.5, -0.1), (0.55, -0.44)],
            veil(coat.glow, 0.22),
        );
    }
    for x in [-0.5, 0.52] {
        wheel(c, (x, -0.2), 0.2, rolled(pose), coat);
    }
    c.line(
        &[(0.52, -0.2), (0.36, -0.62), (0.26, -0.68)],
        0.04,
        coat.metal,
    );
    c.blob(
        &[
            (-0.6, -0.42),
            (-0.5, -0.52),
            (0.0, -0.46),
            (0.3, -0.58),
            (0.4, -0.46),
            (0.2, -0.22),
            (-0.25, -0.2),
        ],
        coat.body,
    );
    c.blob(
        &[(-0.02, -0.47), (0.28, -0.58), (0.32, -0.48), (0.05, -0.42)],
        coat.lit,
    );
    c.limb(&[(-0.52, -0.52, 0.03), (-0.05, -0.48, 0.045)], coat.ink);
    c.slab(-0.14, -0.3, 0.3, 0.16, 0.04, coat.metal);
    c.line(&[(-0.1, -0.14), (-0.7, -0.18)], 0.05, coat.metal);
    c.disc(0.46, -0.5, 0.06, coat.glow);
    // A rider leans over the tank.
    c.limb(
        &[
            (-0.2, -0.52, 0.09),
            (0.05, -0.36, 0.07),
            (-0.05, -0.18, 0.05),
        ],
        coat.cloth,
    );
    c.limb(
        &[
            (-0.22, -0.54, 0.1),
            (-0.08, -0.8, 0.12),
            (0.02, -0.92, 0.09),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (0.0, -0.88, 0.05),
            (0.16, -0.74, 0.045),
            (0.28, -0.68, 0.03),
        ],
        coat.cloth,
    );
    c.disc(0.08, -1.04, 0.115, coat.body);
    c.slab(0.10, -1.08, 0.1, 0.08, 0.03, coat.glass);
}

pub(super) fn works(c: &mut Canvas<'_>, car: Car, coat: &Coat, pose: &Pose) {
    let reach = pose.swing(0.22, 0.0);
    match car {
        Car::Tractor => {
            c.slab(-0.1, -0.62, 0.86, 0.36, 0.06, coat.body);
            c.slab(-0.1, -0.62, 0.84, 0.08, 0.04, coat.lit);
            c.slab(-0.62, -1.06, 0.52, 0.7, 0.05, coat.shade);
            c.slab(-0.56, -1.0, 0.4, 0.34, 0.04, coat.glass);
            c.slab(-0.68, -1.12, 0.64, 0.08, 0.03, coat.body);
            c.line(&[(0.4, -0.62), (0.4, -0.92)], 0.045, coat.ink);
            for step in 0_u16..3 {
                let go = (pose.t * 0.7 + f32::from(step) / 3.0).fract();
                c.disc(
                    0.4 - go * 0.25,
                    -0.95 - go * 0.4,
                    0.03 + 0.08 * go,
                    veil(coat.metal, 0.5 * (1.0 - go)),
                );
            }
            wheel(c, (-0.42, -0.34), 0.34, rolled(pose), coat);
            wheel(c, (0.56, -0.2), 0.2, rolled(pose), coat);
        }
        Car::Forklift => {
            let lift = 0.3 + 0.2 * reach;
            c.rect(0.52, -1.3, 0.06, 1.24, coat.ink);
            c.rect(0.64, -1.3, 0.05, 1.24, coat.shade);
            c.rect(0.62, -0.1 - lift, 0.6, 0.045, coat.ink);
            c.rect(
                0.72,
                -0.54 - lift,
                0.42,
                0.44,
                mix(coat.hair, coat.glow, 0.55),
            );
            c.rect(0.9, -0.54 - lift, 0.05, 0.44, coat.pale);
            c.slab(-0.66, -0.56, 1.16, 0.44, 0.1, coat.body);
            c.slab(-0.66, -0.56, 1.14, 0.1, 0.05, coat.lit);
            c.line(
                &[(-0.44, -0.56), (-0.4, -1.2), (0.3, -1.2), (0.42, -0.56)],
                0.045,
                coat.ink,
            );
            c.disc(-0.06, -0.98, 0.1, coat.skin);
            c.blob(
                &[(-0.18, -1.0), (-0.1, -1.1), (0.04, -1.1), (0.08, -1.0)],
                coat.glow,
            );
            c.limb(&[(-0.1, -0.86, 0.1), (-0.12, -0.58, 0.12)], coat.cloth);
            wheel(c, (-0.42, -0.15), 0.15, rolled(pose), coat);
            wheel(c, (0.32, -0.17), 0.17, rolled(pose), coat);
        }
        _ => {
            c.slab(-0.8, -0.26, 1.5, 0.26, 0.13, coat.ink);
            for step in 0_u16..5 {
                c.disc(-0.64 + f32::from(step) * 0.3, -0.13, 0.08, coat.metal);
            }
            c.slab(-0.8, -0.66, 0.9, 0.38, 0.06, coat.body);
            c.slab(-0.16, -1.06, 0.5, 0.72, 0.06, coat.body);
            c.slab(-0.08, -0.98, 0.38, 0.4, 0.04, coat.glass);
            let elbow = (1.0, -1.42 + 0.08 * reach);
            let wrist = (1.52, -0.72 - 0.2 * reach);
            c.limb(
                &[
                    (0.26, -0.6, 0.09),
                    (0.6, -1.22, 0.085),
                    (elbow.0, elbow.1, 0.06),
                ],
                coat.body,
            );
            c.limb(
                &[
                    (elbow.0 - 0.1, elbow.1 - 0.05, 0.05),
                    (wrist.0, wrist.1, 0.05),
                ],
                coat.shade,
            );
            c.turned(wrist.0, wrist.1, 30.0 * reach).blob(
                &[
                    (wrist.0 - 0.1, wrist.1),
                    (wrist.0 + 0.1, wrist.1 - 0.02),
                    (wrist.0 + 0.12, wrist.1 + 0.24),
                    (wrist.0 - 0.08, wrist.1 + 0.34),
                    (wrist.0 - 0.22, wrist.1 + 0.22),
                ],
                coat.ink,
            );
        }
    }
}

pub(super) fn cart(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.polygon(
        &[(-0.6, -0.62), (0.5, -0.62), (0.42, -0.26), (-0.52, -0.26)],
        coat.body,
    );
    c.rect(-0.62, -0.66, 1.14, 0.05, coat.shade);
    c.line(&[(0.46, -0.4), (0.95, -0.5)], 0.04, coat.hair);
    for x in [-0.35, 0.02] {
        c.slab(x, -0.84, 0.28, 0.2, 0.03, mix(coat.hair, coat.glow, 0.5));
    }
    for x in [-0.34, 0.28] {
        wheel(c, (x, -0.2), 0.2, rolled(pose), coat);
    }
}
