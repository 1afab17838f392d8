//! Trees, towers, houses.

use crate::canvas::Canvas;
use crate::figure::{Coat, Pose};
use crate::tone::{mix, rgb, veil};

pub(super) fn tree(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn tower(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn windmill(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn house(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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

pub(super) fn castle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
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
