//! Boats. The waterline is at 0; what is below it is drawn and covered by water.

use super::{Coat, Pose};
use crate::canvas::Canvas;
use crate::reading::motif::Boat;
use crate::tone::{mix, rgb, veil};

pub(crate) fn draw(c: &mut Canvas<'_>, boat: Boat, coat: &Coat, pose: &Pose) {
    let roll = match boat {
        Boat::Ship => 1.2,
        Boat::Submarine => 0.8,
        _ => 4.2,
    } * pose.swing(0.28, 0.0);
    let heave = 0.028 * pose.swing(0.28, 1.2);
    {
        let mut c = c.turned(0.0, 0.0, roll);
        let mut c = c.at(0.0, heave, 1.0, 1.0);
        match boat {
            Boat::Fishing => fishing(&mut c, coat, pose),
            Boat::Sail => sail(&mut c, coat, pose),
            Boat::Ship => ship(&mut c, coat, pose),
            Boat::Canoe => canoe(&mut c, coat, pose),
            Boat::Submarine => submarine(&mut c, coat),
        }
    }
    // Foam along the waterline.
    let foam = veil(mix(coat.pale, coat.glass, 0.2), 0.75);
    let w = if boat == Boat::Ship { 1.35 } else { 0.85 };
    for step in 0_u16..7 {
        let k = f32::from(step) / 6.0 * 2.0 - 1.0;
        let bob = 0.012 * (pose.t * 2.0 + k * 6.0).sin();
        c.ellipse(k * w, 0.06 + bob, 0.17, 0.016, foam);
    }
}

fn hull(c: &mut Canvas<'_>, w: f32, h: f32, coat: &Coat) {
    c.blob(
        &[
            (-w, -h * 0.92),
            (-w * 0.4, -h * 0.72),
            (w * 0.4, -h * 0.78),
            (w * 1.12, -h * 1.25),
            (w * 0.92, -h * 0.3),
            (w * 0.74, 0.07),
            (-w * 0.80, 0.07),
            (-w * 0.95, -h * 0.3),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-w * 0.94, -h * 0.25),
            (0.0, -h * 0.2),
            (w * 0.88, -h * 0.28),
            (w * 0.74, 0.07),
            (-w * 0.80, 0.07),
        ],
        coat.shade,
    );
    c.curve(
        &[
            (-w * 0.98, -h * 0.86),
            (-w * 0.4, -h * 0.68),
            (w * 0.4, -h * 0.74),
            (w * 1.06, -h * 1.17),
        ],
        0.035,
        coat.pale,
    );
}

fn fishing(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.line(&[(-0.1, -0.4), (-0.1, -1.42)], 0.03, coat.hair);
    c.line(&[(-0.1, -1.36), (0.88, -0.5)], 0.008, coat.ink);
    c.line(&[(-0.1, -1.36), (-0.85, -0.42)], 0.008, coat.ink);
    c.line(&[(-0.1, -0.86), (-0.72, -1.18)], 0.024, coat.hair);
    c.line(&[(-0.72, -1.18), (-0.74, -0.5)], 0.008, coat.ink);
    let sway = 0.04 * pose.swing(0.5, 0.0);
    c.blob(
        &[
            (-0.1, -1.40),
            (0.12 + sway, -1.37),
            (0.10 + sway, -1.27),
            (-0.1, -1.28),
        ],
        coat.cloth,
    );
    c.blob(
        &[
            (-0.74, -0.66),
            (-0.6 + sway * 0.5, -0.46),
            (-0.68, -0.3),
            (-0.84, -0.42),
        ],
        mix(coat.metal, coat.shade, 0.4),
    );
    c.slab(0.04, -0.92, 0.44, 0.56, 0.04, coat.pale);
    c.slab(
        0.04,
        -0.92,
        0.14,
        0.56,
        0.03,
        mix(coat.pale, coat.shade, 0.35),
    );
    c.slab(-0.02, -0.98, 0.58, 0.08, 0.03, coat.cloth);
    for x in [0.2, 0.34] {
        c.slab(
            x,
            -0.82,
            0.11,
            0.17,
            0.02,
            if coat.dark { coat.glow } else { coat.glass },
        );
    }
    hull(c, 0.94, 0.44, coat);
    for x in [-0.6, -0.2, 0.3] {
        c.disc(x, -0.17, 0.058, coat.ink);
        c.disc(x, -0.17, 0.026, coat.metal);
    }
}

fn sail(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let full = 0.08 + 0.03 * pose.swing(0.4, 0.0);
    c.line(&[(0.05, -0.2), (0.05, -1.72)], 0.026, coat.hair);
    c.blob(
        &[
            (0.02, -1.66),
            (-0.3 - full, -1.0),
            (-0.72 - full, -0.34),
            (-0.3, -0.30),
            (0.02, -0.32),
        ],
        coat.pale,
    );
    c.blob(
        &[(0.02, -1.66), (-0.14, -1.0), (-0.2, -0.31), (0.02, -0.32)],
        mix(coat.pale, coat.shade, 0.22),
    );
    c.blob(
        &[
            (0.09, -1.5),
            (0.42 + full, -0.9),
            (0.86, -0.36),
            (0.4, -0.34),
            (0.10, -0.4),
        ],
        mix(coat.cloth, coat.pale, 0.2),
    );
    c.line(&[(-0.76, -0.3), (0.06, -0.27)], 0.026, coat.hair);
    c.blob(
        &[(0.05, -1.72), (0.22, -1.70), (0.18, -1.63), (0.05, -1.64)],
        coat.cloth,
    );
    hull(
        c,
        0.86,
        0.27,
        &Coat {
            body: mix(coat.cloth, coat.ink, 0.4),
            shade: coat.ink,
            ..*coat
        },
    );
}

fn ship(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    for (row, w) in [(0.0, 1.6), (1.0, 1.2), (2.0, 0.7)] {
        let y = -0.36 - row * 0.19;
        c.rect(
            -0.9,
            y - 0.19,
            w,
            0.19,
            mix(coat.pale, coat.shade, 0.06 * row),
        );
        let mut x = -0.84;
        while x < -0.9 + w - 0.08 {
            c.rect(
                x,
                y - 0.14,
                0.06,
                0.07,
                if coat.dark { coat.glow } else { coat.glass },
            );
            x += 0.12;
        }
    }
    for x in [-0.6, -0.3] {
        c.polygon(
            &[
                (x, -0.92),
                (x + 0.03, -1.22),
                (x + 0.19, -1.22),
                (x + 0.2, -0.92),
            ],
            coat.cloth,
        );
        c.rect(x + 0.028, -1.2, 0.165, 0.06, coat.ink);
        for step in 0_u16..4 {
            let go = (pose.t * 0.22 + f32::from(step) / 4.0 + x).rem_euclid(1.0);
            c.disc(
                x + 0.1 - go * 0.8,
                -1.28 - go * 0.4,
                0.05 + 0.14 * go,
                veil(coat.metal, 0.5 * (1.0 - go)),
            );
        }
    }
    hull(c, 1.42, 0.42, coat);
    c.curve(
        &[(-1.3, -0.06), (0.0, -0.04), (1.2, -0.06)],
        0.05,
        rgb(0xB03A30),
    );
}

fn canoe(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let stroke = pose.swing(0.5, 0.0);
    c.limb(&[(-0.05, -0.2, 0.12), (0.0, -0.46, 0.11)], coat.cloth);
    c.disc(0.03, -0.64, 0.095, coat.skin);
    c.blob(
        &[
            (-0.08, -0.66),
            (-0.04, -0.76),
            (0.08, -0.76),
            (0.12, -0.68),
            (0.0, -0.68),
        ],
        coat.hair,
    );
    c.limb(
        &[(0.02, -0.46, 0.045), (0.18, -0.38 - 0.05 * stroke, 0.035)],
        coat.cloth,
    );
    c.blob(
        &[
            (-0.9, -0.30),
            (-0.5, -0.16),
            (0.5, -0.16),
            (0.9, -0.30),
            (0.72, 0.02),
            (0.0, 0.08),
            (-0.72, 0.02),
        ],
        coat.body,
    );
    c.blob(
        &[(-0.76, -0.04), (0.0, 0.0), (0.76, -0.04), (0.0, 0.08)],
        coat.shade,
    );
    c.line(
        &[(0.02 - 0.1 * stroke, -0.72), (0.3 + 0.22 * stroke, 0.02)],
        0.022,
        coat.hair,
    );
    c.ellipse(0.32 + 0.23 * stroke, 0.03, 0.055, 0.08, coat.hair);
}

fn submarine(c: &mut Canvas<'_>, coat: &Coat) {
    c.slab(-0.12, -0.84, 0.4, 0.42, 0.08, coat.body);
    c.line(
        &[(0.1, -0.8), (0.1, -1.14), (0.24, -1.14)],
        0.04,
        coat.shade,
    );
    c.blob(
        &[
            (-0.95, -0.16),
            (-0.7, -0.4),
            (0.0, -0.52),
            (0.7, -0.44),
            (1.0, -0.18),
            (0.7, 0.06),
            (-0.6, 0.07),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.8, -0.02),
            (0.0, -0.1),
            (0.9, -0.06),
            (0.7, 0.06),
            (-0.6, 0.07),
        ],
        coat.shade,
    );
    for x in [-0.4, 0.0, 0.4] {
        c.disc(x, -0.26, 0.1, coat.metal);
        c.disc(x, -0.26, 0.07, mix(coat.glow, coat.glass, 0.4));
    }
    c.limb(
        &[
            (-0.95, -0.34, 0.03),
            (-1.05, -0.16, 0.05),
            (-0.95, 0.02, 0.03),
        ],
        coat.shade,
    );
}
