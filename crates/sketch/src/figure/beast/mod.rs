//! Four legs.
//!
//! | module | draws |
//! |---|---|
//! | `trunk` | body, neck and what is painted on them |
//! | `head` | heads, ears and horns |
//! | `tail` | tails |
//! | `rest` | beasts that sleep or sit |

mod head;
mod rest;
mod tail;
mod trunk;

use super::breeds::{Breed, Mark, of};
use super::gait::{order, step};
use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt, joint};
use crate::reading::motif::{Beast, Deed};
use crate::tone::mix;
use head::head;
use rest::{curled, sitting};
use tail::tail;
use trunk::{body, marks, neck};

pub(crate) fn draw(c: &mut Canvas<'_>, beast: Beast, coat: &Coat, pose: &Pose) {
    let breed = of(beast);
    match pose.deed {
        Deed::Sleep => curled(c, beast, &breed, coat, pose),
        Deed::Sit | Deed::Wait | Deed::Look if !breed.hoof && breed.high < 0.7 => {
            sitting(c, beast, &breed, coat, pose);
        }
        _ => standing(c, beast, &breed, coat, pose),
    }
}

fn standing(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, pose: &Pose) {
    let goes = pose.moves() || pose.deed == Deed::Jump;
    let (starts, duty) = order(pose.deed);
    let fast = matches!(pose.deed, Deed::Run | Deed::Jump);
    let bob = if goes {
        0.018 * (pose.stride * 2.0 * std::f32::consts::TAU).sin() * if fast { 2.2 } else { 1.0 }
    } else {
        0.006 * pose.swing(0.3, 0.0)
    };
    let pitch = if fast {
        5.0 * (pose.stride * std::f32::consts::TAU).sin()
    } else {
        0.0
    };
    let hop = if pose.deed == Deed::Jump {
        (pose.stride * std::f32::consts::PI).sin().abs() * 0.4
    } else {
        0.0
    };
    let mut c = c.at(0.0, bob - hop, 1.0, 1.0);
    let reach = 0.15 * (b.high - b.deep * 0.5) / 0.42 * if fast { 1.5 } else { 1.0 };
    let foot = |leg: usize| {
        if goes {
            step(pose.stride + starts[leg], reach, reach * 0.62, duty)
        } else {
            step(0.30 + 0.06 * starts[leg], reach * 0.3, 0.0, 1.0)
        }
    };
    let (hind, fore) = (
        (-b.long * 0.78, -b.high + b.deep * 0.55),
        (b.long * 0.80, -b.high + b.deep * 0.58),
    );
    let far = mix(coat.shade, coat.ink, 0.14);
    for (leg, hip, bend) in [(2, hind, -1.0), (3, fore, 1.0)] {
        leg_of(&mut c, b, hip, foot(leg), bend, bob - hop, far, far, coat);
    }
    let mut trunk = c.turned(0.0, -b.high, pitch);
    tail(&mut trunk, b, coat, pose);
    body(&mut trunk, b, coat);
    let socks = if b.mark == Mark::Fox {
        mix(coat.ink, coat.body, 0.25)
    } else {
        coat.body
    };
    let legs = match b.mark {
        Mark::Panda => coat.ink,
        Mark::Wool => mix(coat.ink, coat.body, 0.2),
        _ => coat.body,
    };
    for (leg, hip, bend) in [(0, hind, -1.0), (1, fore, 1.0)] {
        leg_of(
            &mut c,
            b,
            hip,
            foot(leg),
            bend,
            bob - hop,
            legs,
            if b.mark == Mark::Panda {
                coat.ink
            } else {
                socks
            },
            coat,
        );
    }
    let mut front = c.turned(0.0, -b.high, pitch);
    marks(&mut front, b, coat);
    let nod = if goes {
        0.014 * (pose.stride * 2.0 * std::f32::consts::TAU + 1.0).sin()
    } else {
        0.012 * pose.swing(0.22, 1.0)
    };
    let at = (
        b.long * 0.9 + b.neck.0,
        -b.high - b.neck.1 + b.deep * 0.2 + nod,
    );
    neck(&mut front, b, coat, at);
    head(&mut front, beast, b, coat, pose, at);
}

#[expect(
    clippy::too_many_arguments,
    reason = "a leg is all of these and nothing else"
)]
fn leg_of(
    c: &mut Canvas<'_>,
    b: &Breed,
    hip: Pt,
    step: super::gait::Step,
    bend: f32,
    raised: f32,
    tone: tiny_skia::Color,
    sock: tiny_skia::Color,
    coat: &Coat,
) {
    let foot = (hip.0 + step.ahead, -step.lift - raised - 0.02);
    let long = -hip.1 + 0.01;
    // Hind legs bend back at the hock, forelegs forward at the knee.
    let knee = joint(
        hip,
        foot,
        long * 0.54,
        long * 0.54,
        bend * if bend < 0.0 { 1.0 } else { 0.55 },
    );
    let w = b.leg;
    let thigh = if bend < 0.0 { w * 1.9 } else { w * 1.45 };
    let low = w * 0.46;
    c.limb(
        &[
            (hip.0, hip.1 - 0.02, thigh),
            ((hip.0 + knee.0) / 2.0, (hip.1 + knee.1) / 2.0, w * 1.02),
            (knee.0, knee.1, w * 0.62),
        ],
        tone,
    );
    c.limb(
        &[
            (knee.0, knee.1, w * 0.62),
            ((knee.0 + foot.0) / 2.0, (knee.1 + foot.1) / 2.0, low * 1.05),
            (foot.0, foot.1, low),
        ],
        sock,
    );
    if b.hoof {
        c.polygon(
            &[
                (foot.0 - low, foot.1 - 0.012),
                (foot.0 + low * 1.1, foot.1 - 0.012),
                (foot.0 + low * 1.6, foot.1 + 0.022),
                (foot.0 - low * 1.1, foot.1 + 0.022),
            ],
            coat.ink,
        );
    } else {
        c.ellipse(foot.0 + low * 0.7, foot.1 + 0.002, low * 1.75, 0.021, sock);
    }
}
