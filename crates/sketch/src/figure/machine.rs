//! Machines that work: rovers, legged robots, arms and grippers.

use super::gait::{order, step};
use super::wheels::wheel;
use super::{Coat, Held, Pose};
use crate::canvas::{Canvas, Pt, joint};
use crate::reading::motif::{Deed, Machine, Thing};
use crate::tone::{mix, veil};

pub(crate) fn draw(c: &mut Canvas<'_>, machine: Machine, coat: &Coat, pose: &Pose) {
    match machine {
        Machine::Rover => rover(c, coat, pose),
        Machine::Walker => walker(c, coat, pose),
        Machine::Arm => arm(c, coat, pose),
        Machine::Gripper => gripper(c, coat, pose),
    }
}

/// A delivery robot with six wheels, lamps, a lid and a flag.
fn rover(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let bump = 0.008 * pose.swing(1.7, 0.0);
    if coat.dark {
        c.polygon(
            &[(0.48, -0.42), (1.35, -0.5), (1.35, 0.02), (0.48, -0.34)],
            veil(coat.glow, 0.26),
        );
    }
    // The far wheels, then the near ones: six in all.
    for x in [-0.27, 0.09, 0.45] {
        c.disc(x, -0.15, 0.125, mix(coat.ink, coat.shade, 0.25));
    }
    let mut body = c.at(0.0, bump, 1.0, 1.0);
    body.slab(-0.46, -0.33, 0.94, 0.12, 0.05, coat.ink);
    body.blob(
        &[
            (-0.50, -0.30),
            (-0.52, -0.58),
            (-0.40, -0.76),
            (0.2, -0.78),
            (0.42, -0.66),
            (0.54, -0.40),
            (0.50, -0.28),
            (0.0, -0.26),
        ],
        coat.body,
    );
    body.blob(
        &[
            (-0.50, -0.31),
            (-0.50, -0.44),
            (0.0, -0.42),
            (0.53, -0.42),
            (0.50, -0.28),
            (0.0, -0.26),
        ],
        coat.shade,
    );
    body.blob(
        &[
            (-0.44, -0.66),
            (-0.36, -0.74),
            (0.18, -0.755),
            (0.34, -0.68),
            (0.0, -0.67),
        ],
        coat.lit,
    );
    body.line(&[(-0.51, -0.56), (0.47, -0.55)], 0.012, coat.shade);
    body.slab(-0.32, -0.53, 0.36, 0.11, 0.03, coat.cloth);
    body.slab(0.26, -0.64, 0.22, 0.16, 0.06, coat.ink);
    for x in [0.32, 0.42] {
        body.disc(x, -0.56, 0.03, coat.glow);
    }
    body.disc(0.50, -0.38, 0.035, mix(coat.glow, coat.pale, 0.5));
    if coat.dark {
        body.glow(0.50, -0.38, 0.3, coat.glow, 0.7);
    }
    let sway = 0.03 * pose.swing(1.1, 0.0);
    body.curve(
        &[(-0.42, -0.70), (-0.44, -0.98), (-0.43 - sway, -1.24)],
        0.014,
        coat.ink,
    );
    body.blob(
        &[
            (-0.43 - sway, -1.24),
            (-0.62 - sway * 2.0, -1.20),
            (-0.60 - sway, -1.12),
            (-0.44 - sway, -1.12),
        ],
        coat.cloth,
    );
    let roll = pose.stride * 0.5;
    for x in [-0.36, 0.0, 0.36] {
        wheel(c, (x, -0.145), 0.145, roll, coat);
    }
    c.line(
        &[(-0.36, -0.2), (-0.18, -0.28), (0.0, -0.2)],
        0.03,
        coat.metal,
    );
    c.line(&[(0.36, -0.2), (0.2, -0.28)], 0.03, coat.metal);
}

fn walker(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let goes = pose.moves();
    let (starts, duty) = order(if goes { pose.deed } else { Deed::Walk });
    let bob = 0.012 * (pose.stride * 12.56).sin();
    let leg = |c: &mut Canvas<'_>, index: usize, x: f32, tone| {
        let s = if goes {
            step(pose.stride + starts[index], 0.14, 0.09, duty)
        } else {
            step(0.3, 0.02, 0.0, 1.0)
        };
        let hip = (x, -0.58 + bob);
        let foot = (x + s.ahead - 0.02, -s.lift - 0.02);
        let knee = joint(hip, foot, 0.33, 0.33, -1.0);
        c.limb(&[(hip.0, hip.1, 0.07), (knee.0, knee.1, 0.045)], tone);
        c.limb(
            &[(knee.0, knee.1, 0.036), (foot.0, foot.1, 0.024)],
            coat.ink,
        );
        c.disc(foot.0, foot.1 - 0.005, 0.034, coat.ink);
    };
    leg(c, 2, -0.30, coat.shade);
    leg(c, 3, 0.34, coat.shade);
    c.slab(-0.46, -0.74 + bob, 0.92, 0.22, 0.07, coat.body);
    c.slab(-0.44, -0.73 + bob, 0.88, 0.06, 0.03, coat.lit);
    c.slab(0.38, -0.72 + bob, 0.14, 0.18, 0.04, coat.ink);
    c.disc(0.47, -0.64 + bob, 0.026, coat.glow);
    c.slab(-0.3, -0.84 + bob, 0.3, 0.11, 0.03, coat.ink);
    leg(c, 0, -0.36, coat.body);
    leg(c, 1, 0.28, coat.body);
}

/// An arm on a foot that picks up and lays down.
fn arm(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let go = 0.5 + 0.5 * pose.swing(0.22, -1.2);
    let dip = (0.5 + 0.5 * pose.swing(0.44, -2.4)).powi(2);
    let shoulder = (0.0, -0.36);
    let wrist = (0.30 + 0.34 * go, -0.74 + 0.30 * dip);
    c.slab(-0.24, -0.14, 0.48, 0.16, 0.03, coat.ink);
    c.polygon(
        &[(-0.17, -0.12), (-0.10, -0.38), (0.10, -0.38), (0.17, -0.12)],
        coat.shade,
    );
    let elbow = joint(shoulder, wrist, 0.52, 0.46, -1.0);
    limbs(c, coat, shoulder, elbow, wrist);
    let held = pose.held.or(Some(Held::Thing(Thing::Parcel)));
    hand(
        c,
        coat,
        wrist,
        held,
        &pose.thing,
        if go > 0.5 { 1.0 } else { 0.4 },
    );
}

/// A gripper that hangs from an arm above and lifts what it holds.
fn gripper(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let up = (0.5 - 0.5 * pose.swing(0.2, 1.4)).clamp(0.0, 1.0);
    let up = up * up * (3.0 - 2.0 * up);
    let wrist = (0.02 * pose.swing(0.3, 0.0), -0.46 - 0.20 * up);
    let (shoulder, elbow): (Pt, Pt) = ((-0.62, -1.3), (-0.26, -0.98 - 0.12 * up));
    limbs(c, coat, shoulder, elbow, (wrist.0, wrist.1 - 0.16));
    c.ellipse(0.0, 0.0, 0.16 - 0.05 * up, 0.02, veil(coat.ink, 0.4));
    hand(c, coat, wrist, pose.held, &pose.thing, 1.0);
}

fn limbs(c: &mut Canvas<'_>, coat: &Coat, a: Pt, b: Pt, w: Pt) {
    c.limb(
        &[
            (a.0, a.1, 0.092),
            ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0, 0.068),
            (b.0, b.1, 0.062),
        ],
        coat.body,
    );
    c.limb(
        &[
            (a.0 + 0.02, a.1 + 0.02, 0.03),
            (b.0 + 0.02, b.1 + 0.02, 0.02),
        ],
        coat.shade,
    );
    c.limb(&[(b.0, b.1, 0.060), (w.0, w.1, 0.042)], coat.body);
    c.limb(
        &[
            (b.0 - 0.01, b.1 - 0.02, 0.016),
            (w.0 - 0.01, w.1 - 0.012, 0.012),
        ],
        coat.lit,
    );
    for ((x, y), r) in [(a, 0.10), (b, 0.08), (w, 0.055)] {
        c.disc(x, y, r, coat.ink);
        c.disc(x, y, r * 0.62, coat.metal);
        c.disc(x, y, r * 0.22, coat.ink);
    }
}

/// Two fingers about what they hold.
fn hand(
    c: &mut Canvas<'_>,
    coat: &Coat,
    (x, y): Pt,
    held: Option<Held>,
    thing_coat: &Coat,
    shut: f32,
) {
    c.rect(
        x - 0.035,
        y - 0.15,
        0.07,
        0.13,
        mix(coat.metal, coat.shade, 0.3),
    );
    c.slab(x - 0.15, y - 0.04, 0.30, 0.075, 0.02, coat.ink);
    let wide = 0.105 + 0.05 * (1.0 - shut);
    if let Some(Held::Thing(thing)) = held {
        super::thing::small(c, thing, (x, y + 0.36), 0.30, thing_coat);
    }
    for s in [-1.0, 1.0] {
        c.polygon(
            &[
                (x + s * (wide + 0.035), y + 0.02),
                (x + s * (wide + 0.035), y + 0.22),
                (x + s * wide, y + 0.26),
                (x + s * (wide - 0.01), y + 0.02),
            ],
            if s < 0.0 {
                coat.metal
            } else {
                mix(coat.metal, coat.shade, 0.4)
            },
        );
        c.rect(x + s * wide - 0.012, y + 0.14, 0.024, 0.12, coat.ink);
    }
}
