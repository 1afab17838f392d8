//! Small crawlers and flutterers, drawn large.

use super::{Coat, Pose};
use crate::canvas::Canvas;
use crate::reading::motif::Bug;
use crate::tone::{mix, veil};

pub(crate) fn draw(c: &mut Canvas<'_>, bug: Bug, coat: &Coat, pose: &Pose) {
    match bug {
        Bug::Butterfly => butterfly(c, coat, pose),
        Bug::Bee => bee(c, coat, pose),
        Bug::Snail => snail(c, coat, pose),
        Bug::Snake => snake(c, coat, pose),
        Bug::Beetle | Bug::Spider | Bug::Crab => crawler(c, bug, coat, pose),
    }
}

fn butterfly(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let open = 0.35 + 0.65 * pose.swing(1.6, 0.0).abs();
    let mut c = c.at(0.0, -0.5 + 0.06 * pose.swing(0.8, 0.0), 1.0, 1.0);
    for (k, tone) in [(-0.8, coat.shade), (1.0, coat.body)] {
        let w = open * k;
        let wing = |s: f32| {
            [
                (0.0, 0.0),
                (0.12 * s, -0.30 * w.abs() - 0.06),
                (0.36 * s, -0.42 * w.abs() * w.signum().max(0.6)),
                (0.42 * s, -0.16),
                (0.18 * s, 0.02),
                (0.34 * s, 0.14),
                (0.22 * s, 0.30),
                (0.04 * s, 0.12),
            ]
        };
        let s = if k < 0.0 { 1.0 } else { -1.0 };
        c.blob(&wing(s * open), tone);
        c.disc(
            0.26 * s * open,
            -0.2 * open,
            0.045,
            mix(coat.ink, coat.body, 0.2),
        );
        c.disc(0.20 * s * open, 0.14, 0.034, coat.pale);
    }
    c.limb(
        &[(0.0, 0.16, 0.012), (0.0, 0.0, 0.03), (0.0, -0.14, 0.022)],
        coat.ink,
    );
    for s in [-1.0, 1.0] {
        c.curve(
            &[(0.0, -0.15), (0.05 * s, -0.26), (0.10 * s, -0.3)],
            0.009,
            coat.ink,
        );
    }
}

fn bee(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let mut c = c.at(0.0, -0.5 + 0.05 * pose.swing(1.1, 0.0), 1.0, 1.0);
    let flap = pose.swing(3.7, 0.0);
    for (k, alpha) in [(0.9, 0.45), (1.0, 0.65)] {
        c.blob(
            &[
                (0.0, -0.1),
                (-0.10 * k, -0.42 - 0.06 * flap),
                (-0.26 * k, -0.38 - 0.08 * flap),
                (-0.14, -0.12),
            ],
            veil(coat.pale, alpha),
        );
    }
    c.limb(
        &[
            (-0.28, 0.03, 0.03),
            (-0.1, 0.0, 0.13),
            (0.08, -0.02, 0.10),
            (0.18, -0.02, 0.075),
        ],
        coat.body,
    );
    for x in [-0.2, -0.08, 0.04] {
        c.limb(
            &[(x, -0.10, 0.022), (x + 0.012, 0.0, 0.026), (x, 0.10, 0.02)],
            coat.ink,
        );
    }
    c.disc(0.21, -0.03, 0.075, coat.ink);
    c.disc(0.235, -0.05, 0.02, coat.pale);
    c.curve(
        &[(0.22, -0.1), (0.28, -0.18), (0.34, -0.17)],
        0.012,
        coat.ink,
    );
}

fn crawler(c: &mut Canvas<'_>, bug: Bug, coat: &Coat, pose: &Pose) {
    let pairs = if bug == Bug::Beetle { 3_u16 } else { 4 };
    for step in 0..pairs * 2 {
        let near = step % 2 == 0;
        let k = (f32::from(step / 2) - f32::from(pairs - 1) / 2.0) * 0.11;
        let go =
            0.03 * ((pose.stride * 12.0 + f32::from(step) * 2.1).sin() + 0.3 * pose.swing(0.6, k));
        let wide = if bug == Bug::Spider { 1.5 } else { 1.0 };
        let tone = if near {
            coat.shade
        } else {
            mix(coat.shade, coat.ink, 0.4)
        };
        c.line(
            &[
                (k, -0.16),
                (k * 2.4 * wide + go, -0.28 * wide),
                (k * 3.2 * wide + go * 2.0, 0.0),
            ],
            0.026,
            tone,
        );
    }
    c.blob(
        &[
            (-0.24, -0.12),
            (-0.2, -0.28),
            (0.0, -0.37),
            (0.2, -0.28),
            (0.24, -0.12),
            (0.0, -0.08),
        ],
        coat.body,
    );
    c.blob(
        &[(-0.14, -0.28), (0.0, -0.345), (0.12, -0.28), (0.0, -0.25)],
        coat.lit,
    );
    match bug {
        Bug::Crab => {
            for s in [-1.0, 1.0] {
                let snap = 0.04 * pose.swing(0.7, s);
                c.limb(&[(0.2 * s, -0.2, 0.04), (0.38 * s, -0.26, 0.03)], coat.body);
                c.limb(
                    &[
                        (0.36 * s, -0.24, 0.04),
                        (0.42 * s, -0.38, 0.06),
                        (0.32 * s + snap, -0.5, 0.01),
                    ],
                    coat.body,
                );
                c.line(&[(0.06 * s, -0.33), (0.07 * s, -0.42)], 0.016, coat.shade);
                c.disc(0.07 * s, -0.44, 0.025, coat.ink);
            }
        }
        Bug::Beetle => {
            c.disc(0.24, -0.16, 0.07, coat.ink);
            c.line(&[(0.0, -0.36), (-0.04, -0.1)], 0.01, coat.ink);
            for (x, y) in [(-0.12, -0.22), (0.08, -0.26), (0.12, -0.16), (-0.04, -0.16)] {
                c.disc(x, y, 0.026, coat.ink);
            }
        }
        _ => {
            c.disc(0.24, -0.18, 0.09, coat.shade);
            c.disc(0.28, -0.2, 0.016, coat.pale);
        }
    }
}

fn snail(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let stretch = 0.03 * pose.swing(0.35, 0.0);
    c.limb(
        &[
            (-0.36 - stretch, -0.02, 0.015),
            (-0.1, -0.05, 0.055),
            (0.2, -0.06, 0.055),
            (0.32 + stretch, -0.16, 0.05),
            (0.36 + stretch, -0.24, 0.04),
        ],
        mix(coat.skin, coat.shade, 0.2),
    );
    for dx in [-0.03, 0.05] {
        c.line(
            &[(0.36 + stretch, -0.26), (0.38 + dx + stretch, -0.36)],
            0.014,
            coat.shade,
        );
        c.disc(0.38 + dx + stretch, -0.37, 0.016, coat.ink);
    }
    c.disc(-0.06, -0.24, 0.2, coat.body);
    c.curve(
        &[
            (0.1, -0.18),
            (-0.02, -0.38),
            (-0.2, -0.26),
            (-0.1, -0.13),
            (0.01, -0.21),
            (-0.06, -0.28),
        ],
        0.024,
        coat.shade,
    );
    c.blob(
        &[
            (-0.16, -0.36),
            (-0.05, -0.42),
            (0.04, -0.36),
            (-0.05, -0.35),
        ],
        coat.lit,
    );
}

fn snake(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let points: Vec<(f32, f32, f32)> = (0_u16..14)
        .map(|step| {
            let k = f32::from(step) / 13.0;
            let w = 0.012 + 0.055 * (k * 1.4).min(1.0);
            (
                -0.6 + k * 1.05,
                -0.07 - 0.05 * (k * 14.0 - pose.t * 3.0).sin() - (k - 0.85).max(0.0) * 1.4,
                w,
            )
        })
        .collect();
    c.limb(&points, coat.body);
    for (x, y, w) in points.iter().step_by(2).take(6) {
        c.disc(*x, y - w * 0.2, w * 0.5, coat.shade);
    }
    if let Some((x, y, _)) = points.last() {
        c.ellipse(x + 0.05, *y, 0.09, 0.058, coat.body);
        c.disc(x + 0.08, y - 0.02, 0.014, coat.ink);
        if pose.swing(0.6, 0.0) > 0.3 {
            c.line(
                &[(x + 0.14, y + 0.01), (x + 0.22, y + 0.0)],
                0.008,
                coat.cloth,
            );
        }
    }
}
