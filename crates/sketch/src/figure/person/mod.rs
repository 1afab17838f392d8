//! People: joints, clothes, and what they do with them.
//!
//! | module | draws |
//! |---|---|
//! | `body` | limbs, torso and clothes |
//! | `head` | heads, hair and hats |

mod body;
mod head;

use super::gait::step;
use super::outfit::{Garment, of};
use super::{Coat, Held, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::{Deed, Role, Thing};
use crate::tone::veil;
use body::body;

/// The joints of a person at a moment.
struct Frame {
    hip: Pt,
    neck: Pt,
    lean: f32,
    feet: [Pt; 2],
    hands: [Pt; 2],
}

const THIGH: f32 = 0.255;

const SHIN: f32 = 0.245;

const UPPER: f32 = 0.165;

const FORE: f32 = 0.165;

pub(crate) fn draw(c: &mut Canvas<'_>, role: Role, coat: &Coat, pose: &Pose) {
    let outfit = of(role);
    if outfit.garment == Garment::Sheet {
        return ghost(c, coat, pose);
    }
    match pose.deed {
        Deed::Sleep => {
            return body(
                &mut c.turned(0.0, -0.06, -88.0).at(0.1, 0.42, 1.0, 1.0),
                role,
                &outfit,
                coat,
                pose,
                &asleep(pose),
            );
        }
        Deed::Swim => {
            let mut c = c.turned(0.0, -0.5, 76.0);
            return body(&mut c, role, &outfit, coat, pose, &swimming(pose));
        }
        _ => {}
    }
    if role == Role::Cyclist {
        bicycle(c, coat, pose);
    }
    let turn = match pose.deed {
        // A pirouette is the figure seen narrow and wide.
        Deed::Dance | Deed::Spin if role == Role::Dancer || pose.deed == Deed::Spin => {
            let k = (pose.t * 2.2).cos();
            if k.abs() < 0.35 { 0.35 * k.signum() } else { k }
        }
        _ => 1.0,
    };
    let frame = frame(role, pose);
    body(
        &mut c.at(0.0, 0.0, turn, 1.0),
        role,
        &outfit,
        coat,
        pose,
        &frame,
    );
}

fn frame(role: Role, pose: &Pose) -> Frame {
    let turn = pose.stride * std::f32::consts::TAU;
    let breath = 0.004 * pose.swing(0.3, 0.0);
    let mut f = Frame {
        hip: (0.0, -0.48),
        neck: (0.01, -0.80 - breath),
        lean: 0.0,
        feet: [(0.05, 0.0), (-0.06, 0.0)],
        hands: [(0.08, -0.50 + breath), (-0.05, -0.50 + breath)],
    };
    if role == Role::Cyclist {
        let a = pose.stride * 7.0;
        f.hip = (-0.14, -0.62);
        f.neck = (0.10, -0.90);
        f.feet = [
            (0.0 + 0.10 * a.cos(), -0.20 + 0.10 * a.sin()),
            (0.0 - 0.10 * a.cos(), -0.20 - 0.10 * a.sin()),
        ];
        f.hands = [(0.31, -0.64), (0.29, -0.64)];
        return f;
    }
    match pose.deed {
        Deed::Walk | Deed::Trot | Deed::Run | Deed::Climb => {
            let fast = if pose.deed == Deed::Run {
                1.0
            } else if pose.deed == Deed::Trot {
                0.6
            } else {
                0.0
            };
            let reach = 0.15 + 0.10 * fast;
            let bounce = 0.018 + 0.03 * fast;
            let lift = bounce * (turn * 2.0).sin().abs();
            f.hip.1 -= lift - 0.012;
            f.neck = (0.03 + 0.09 * fast, -0.80 - lift + 0.012 + 0.02 * fast);
            f.lean = 0.03 + 0.09 * fast;
            for (index, start) in [(0, 0.0), (1, 0.5)] {
                let s = step(
                    pose.stride + start,
                    reach,
                    0.07 + 0.15 * fast,
                    0.60 - 0.22 * fast,
                );
                f.feet[index] = (s.ahead - 0.01, -s.lift - 0.008);
                let swing = (turn + start * std::f32::consts::TAU).cos();
                let bent = 0.16 * fast;
                f.hands[index] = (
                    f.neck.0 - (0.13 + 0.07 * fast) * swing + 0.05,
                    -0.53 - bent - 0.03 * swing.abs() - 0.10 * fast * -swing,
                );
            }
            if pose.deed == Deed::Climb {
                f.hands = [
                    (0.18, -0.98 + 0.05 * turn.sin()),
                    (0.14, -0.9 - 0.05 * turn.sin()),
                ];
            }
        }
        Deed::Sit | Deed::Read if pose.deed == Deed::Sit || role != Role::Child => {
            f.hip = (-0.06, -0.27);
            f.neck = (-0.03, -0.59 - breath);
            f.feet = [(0.22, 0.0), (0.17, 0.0)];
            f.hands = [(0.15, -0.33), (0.13, -0.32)];
            if pose.deed == Deed::Read {
                f.hands = [(0.19, -0.43), (0.17, -0.42)];
            }
        }
        Deed::Jump => {
            let up = (pose.t * 2.4).sin().abs();
            f.hip.1 -= 0.28 * up - 0.03;
            f.neck.1 -= 0.28 * up - 0.02;
            f.feet = [(0.10, -0.34 * up * up), (-0.10, -0.28 * up * up)];
            f.hands = [(0.22, f.neck.1 - 0.22 * up), (-0.2, f.neck.1 - 0.22 * up)];
        }
        Deed::Dance => {
            let (a, b) = (pose.swing(0.8, 0.0), pose.swing(0.8, 1.6));
            f.hip = (0.03 * a, -0.49 + 0.018 * b.abs());
            f.neck = (-0.02 * a, -0.81 + 0.015 * b.abs());
            f.feet = [
                (0.04, -0.005),
                (-0.12 - 0.16 * a.max(0.0), -0.02 - 0.24 * a.max(0.0)),
            ];
            f.hands = [
                (0.24 + 0.06 * b, -0.92 - 0.10 * a),
                (-0.24 + 0.05 * b, -0.86 + 0.12 * a),
            ];
        }
        Deed::Wave => f.hands[0] = (0.17 + 0.07 * pose.swing(1.3, 0.0), -1.04),
        Deed::Look => {
            f.hands[0] = (0.12, -0.91);
            f.neck.0 += 0.012 * pose.swing(0.3, 0.0);
        }
        Deed::Lift | Deed::Sort | Deed::Pour => {
            let up = 0.5 + 0.5 * pose.swing(0.35, -1.5);
            f.hands = [(0.25, -0.50 - 0.36 * up), (0.23, -0.49 - 0.36 * up)];
            f.lean = 0.03 * (1.0 - up);
        }
        Deed::Cook => {
            let stir = pose.t * 4.4;
            f.hands = [
                (0.24 + 0.05 * stir.cos(), -0.55 + 0.02 * stir.sin()),
                (0.2, -0.53),
            ];
        }
        Deed::Work => {
            let hit = (0.5 + 0.5 * pose.swing(0.8, 0.0)).powi(2);
            f.neck.0 += 0.05 * (1.0 - hit);
            f.hands = [
                (0.22 - 0.06 * hit, -0.52 - 0.46 * hit),
                (0.18 - 0.06 * hit, -0.50 - 0.44 * hit),
            ];
        }
        Deed::Play => {
            let strum = 0.03 * pose.swing(2.2, 0.0);
            f.hands = [(0.10, -0.55 + strum), (0.24, -0.66)];
            if pose.held == Some(Held::String) {
                let pull = 0.03 * pose.swing(0.5, 0.0);
                f.hands = [(0.20 + pull, -0.92 - pull), (0.14, -0.70 + pull)];
                f.neck.0 -= 0.025;
                f.feet = [(0.13, 0.0), (-0.10, 0.0)];
            }
        }
        Deed::Fall => {
            let flail = pose.swing(1.4, 0.0);
            f.hands = [(0.26, -0.96 + 0.08 * flail), (-0.22, -0.94 - 0.08 * flail)];
            f.feet = [(0.16, -0.05 - 0.05 * flail), (-0.16, -0.03 + 0.05 * flail)];
        }
        _ => {
            // Weight goes from one leg to the other.
            let shift = 0.012 * pose.swing(0.17, 0.0);
            f.hip.0 += shift;
            f.neck.0 += shift * 0.6;
            f.hands[0].0 += 0.012 * pose.swing(0.23, 0.5);
        }
    }
    if matches!(pose.held, Some(Held::Thing(Thing::Umbrella))) {
        f.hands[0] = (0.15, -0.70 + 0.006 * pose.swing(0.3, 1.0));
    } else if pose.held == Some(Held::Thing(Thing::Phone))
        || pose.held == Some(Held::Thing(Thing::Cup))
    {
        f.hands[0] = (0.17, -0.66);
    } else if let Some(Held::Thing(Thing::Parcel | Thing::Book | Thing::Guitar)) = pose.held
        && !matches!(pose.deed, Deed::Sit | Deed::Read | Deed::Lift | Deed::Play)
    {
        f.hands[0] = (0.2, -0.58);
    }
    f
}

fn asleep(pose: &Pose) -> Frame {
    let breath = 0.01 * pose.swing(0.3, 0.0);
    Frame {
        hip: (0.0, -0.48),
        neck: (0.02 + breath, -0.80),
        lean: 0.0,
        feet: [(0.06, -0.03), (0.02, -0.02)],
        hands: [(0.14, -0.62), (0.10, -0.6)],
    }
}

fn swimming(pose: &Pose) -> Frame {
    let kick = 0.07 * pose.swing(1.2, 0.0);
    let pull = pose.swing(0.5, 0.0);
    Frame {
        hip: (0.0, -0.48),
        neck: (0.0, -0.80),
        lean: 0.0,
        feet: [(kick, 0.0), (-kick, 0.0)],
        hands: [(0.14 * pull, -1.06), (0.2, -0.6 + 0.2 * pull)],
    }
}

fn bicycle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    super::wheels::bicycle(c, coat, pose);
}

fn ghost(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let float = 0.04 * pose.swing(0.4, 0.0);
    let hem = |k: f32| 0.03 * (pose.t * 2.4 + k).sin();
    c.glow(0.0, -0.5, 0.7, coat.pale, 0.35);
    c.blob(
        &[
            (-0.22, -0.06 + hem(0.0)),
            (-0.2, -0.6 + float),
            (-0.1, -0.92 + float),
            (0.1, -0.92 + float),
            (0.2, -0.6 + float),
            (0.24, -0.06 + hem(3.0)),
            (0.12, -0.14 + hem(2.0)),
            (0.0, -0.04 + hem(1.0)),
            (-0.12, -0.14),
        ],
        veil(coat.pale, 0.92),
    );
    for x in [-0.02, 0.09] {
        c.ellipse(x, -0.74 + float, 0.028, 0.045, coat.ink);
    }
}
