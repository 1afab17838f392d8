//! Everything seen from above. The lead looks to the right; 0, 0 is its middle.

use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt, joint};
use crate::reading::motif::{Car, Machine, Subject};
use crate::tone::mix;

/// Draws a figure from above.
pub(crate) fn draw(c: &mut Canvas<'_>, subject: Subject, coat: &Coat, pose: &Pose) {
    match subject {
        Subject::Person(_) => person(c, coat, pose),
        Subject::Beast(_) => beast(c, coat, pose),
        Subject::Car(car) => car_top(c, car, coat),
        Subject::Boat(_) => {
            let mut c = c.turned(0.0, 0.0, 3.0 * pose.swing(0.25, 0.0));
            c.blob(
                &[
                    (-0.8, -0.18),
                    (-0.2, -0.27),
                    (0.5, -0.2),
                    (0.95, 0.0),
                    (0.5, 0.2),
                    (-0.2, 0.27),
                    (-0.8, 0.18),
                ],
                coat.body,
            );
            c.blob(
                &[
                    (-0.7, -0.13),
                    (-0.2, -0.2),
                    (0.45, -0.14),
                    (0.74, 0.0),
                    (0.45, 0.14),
                    (-0.2, 0.2),
                    (-0.7, 0.13),
                ],
                coat.shade,
            );
            c.slab(-0.3, -0.13, 0.4, 0.26, 0.04, coat.pale);
            c.slab(-0.24, -0.09, 0.14, 0.18, 0.02, coat.glass);
        }
        Subject::Machine(Machine::Rover) => {
            for x in [-0.3, 0.0, 0.3] {
                for y in [-0.29, 0.21] {
                    c.slab(x - 0.09, y, 0.18, 0.08, 0.03, coat.ink);
                }
            }
            c.slab(-0.46, -0.25, 0.92, 0.5, 0.14, coat.body);
            c.slab(-0.34, -0.17, 0.52, 0.34, 0.08, coat.lit);
            c.slab(0.26, -0.17, 0.14, 0.34, 0.05, coat.ink);
            c.disc(-0.34, -0.14, 0.04, coat.cloth);
        }
        Subject::Machine(Machine::Walker) => beast(c, coat, pose),
        // A thing or a bird is known by its side: it lies there.
        _ => super::draw(&mut c.at(0.0, 0.3, 1.0, 1.0), subject, coat, pose),
    }
}

fn person(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let swing = if pose.moves() {
        (pose.stride * std::f32::consts::TAU).sin()
    } else {
        0.15 * pose.swing(0.3, 0.0)
    };
    for s in [-1.0, 1.0] {
        c.limb(
            &[(0.0, 0.07 * s, 0.05), (0.16 * swing * s, 0.08 * s, 0.045)],
            coat.ink,
        );
        c.limb(
            &[(0.0, 0.2 * s, 0.055), (-0.16 * swing * s, 0.22 * s, 0.045)],
            coat.shade,
        );
    }
    c.blob(
        &[
            (-0.09, -0.22),
            (0.07, -0.23),
            (0.12, 0.0),
            (0.07, 0.23),
            (-0.09, 0.22),
            (-0.13, 0.0),
        ],
        coat.body,
    );
    c.blob(
        &[(-0.08, -0.2), (0.04, -0.2), (0.07, 0.0), (-0.06, 0.0)],
        coat.lit,
    );
    c.disc(0.03, 0.0, 0.105, coat.hair);
    c.disc(0.10, 0.0, 0.035, coat.skin);
}

fn beast(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let walk = pose.stride * std::f32::consts::TAU;
    let bend = 0.04 * walk.sin();
    for (x, start) in [(-0.26, 0.0), (0.2, 1.6)] {
        for s in [-1.0_f32, 1.0] {
            let go = if pose.moves() {
                0.1 * (walk + start + s).sin()
            } else {
                0.0
            };
            c.limb(&[(x, 0.1 * s, 0.05), (x + go, 0.17 * s, 0.045)], coat.shade);
        }
    }
    c.limb(
        &[
            (-0.36, bend, 0.06),
            (-0.6, -bend * 2.0, 0.05),
            (-0.78, -bend * 3.0 + 0.03 * pose.swing(0.8, 0.0), 0.015),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (-0.36, bend, 0.12),
            (0.0, -bend, 0.15),
            (0.3, bend, 0.12),
            (0.46, bend, 0.07),
        ],
        coat.body,
    );
    c.limb(
        &[
            (-0.3, bend - 0.03, 0.03),
            (0.0, -bend - 0.03, 0.05),
            (0.3, bend - 0.03, 0.03),
        ],
        coat.lit,
    );
    c.blob(
        &[
            (0.38, bend - 0.11),
            (0.52, bend - 0.1),
            (0.68, bend),
            (0.52, bend + 0.1),
            (0.38, bend + 0.11),
        ],
        coat.body,
    );
    for s in [-1.0, 1.0] {
        c.polygon(
            &[
                (0.4, bend + 0.06 * s),
                (0.36, bend + 0.17 * s),
                (0.48, bend + 0.1 * s),
            ],
            coat.shade,
        );
    }
}

fn car_top(c: &mut Canvas<'_>, car: Car, coat: &Coat) {
    let long = match car {
        Car::Truck | Car::Bus | Car::Tram | Car::Train => 1.5,
        Car::Bicycle | Car::Motorcycle => 0.5,
        _ => 0.95,
    };
    let wide = if long < 0.6 { 0.12 } else { 0.38 };
    c.slab(-long, -wide, long * 2.0, wide * 2.0, 0.16, coat.body);
    if long > 1.2 {
        c.slab(
            -long + 0.04,
            -wide + 0.05,
            long * 1.5,
            wide * 2.0 - 0.1,
            0.04,
            mix(coat.pale, coat.shade, 0.2),
        );
        c.slab(
            long - 0.36,
            -wide + 0.06,
            0.14,
            wide * 2.0 - 0.12,
            0.05,
            coat.glass,
        );
    } else {
        c.slab(
            -long * 0.5,
            -wide + 0.06,
            long * 0.95,
            wide * 2.0 - 0.12,
            0.14,
            coat.glass,
        );
        c.slab(
            -long * 0.34,
            -wide + 0.07,
            long * 0.6,
            wide * 2.0 - 0.14,
            0.1,
            coat.lit,
        );
    }
    for s in [-1.0, 1.0] {
        c.disc(long - 0.05, s * (wide - 0.1), 0.05, coat.glow);
    }
}

/// An arm beside a conveyor, seen from above: its hand goes from a parcel on the belt
/// to a bin and back. `base`, `from` and `to` are in the canvas's own units.
pub(crate) fn arm_over_belt(
    c: &mut Canvas<'_>,
    coat: &Coat,
    base: Pt,
    hand: Pt,
    size: f32,
    closed: f32,
) {
    let (upper, fore) = (0.62 * size, 0.58 * size);
    let elbow = joint(base, hand, upper, fore, -1.0);
    c.disc(base.0, base.1, 0.20 * size, coat.ink);
    c.disc(base.0, base.1, 0.155 * size, coat.shade);
    c.limb(
        &[
            (base.0, base.1, 0.115 * size),
            (elbow.0, elbow.1, 0.085 * size),
        ],
        coat.body,
    );
    c.limb(
        &[
            (base.0, base.1, 0.045 * size),
            (elbow.0, elbow.1, 0.03 * size),
        ],
        coat.lit,
    );
    c.disc(base.0, base.1, 0.085 * size, coat.metal);
    c.limb(
        &[
            (elbow.0, elbow.1, 0.08 * size),
            (hand.0, hand.1, 0.052 * size),
        ],
        mix(coat.body, coat.shade, 0.15),
    );
    c.limb(
        &[
            (elbow.0, elbow.1, 0.028 * size),
            (hand.0, hand.1, 0.018 * size),
        ],
        coat.lit,
    );
    c.disc(elbow.0, elbow.1, 0.095 * size, coat.ink);
    c.disc(elbow.0, elbow.1, 0.055 * size, coat.metal);
    let angle = (hand.1 - elbow.1).atan2(hand.0 - elbow.0).to_degrees();
    let mut c = c.turned(hand.0, hand.1, angle);
    let open = (0.115 - 0.03 * closed) * size;
    c.slab(
        hand.0 - 0.04 * size,
        hand.1 - open - 0.03 * size,
        0.08 * size,
        open * 2.0 + 0.06 * size,
        0.02 * size,
        coat.ink,
    );
    for s in [-1.0, 1.0] {
        c.slab(
            hand.0 + 0.02 * size,
            hand.1 + s * open - 0.022 * size,
            0.19 * size,
            0.044 * size,
            0.012 * size,
            coat.metal,
        );
    }
}
