//! Four legs.

use super::breeds::{Breed, Ear, Mark, Tail, of};
use super::gait::{order, step};
use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt, joint};
use crate::reading::motif::{Beast, Deed};
use crate::tone::mix;

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

fn body(c: &mut Canvas<'_>, b: &Breed, coat: &Coat) {
    let (l, s, d) = (b.long, b.high, b.deep);
    let tuck = if matches!(
        b.mark,
        Mark::Wool | Mark::Trunk | Mark::Patches | Mark::Horn
    ) {
        1.0
    } else if matches!(b.mark, Mark::Fox | Mark::Ruff) {
        0.70
    } else {
        0.82
    };
    let whole = [
        (-l * 1.06, -s + d * 0.30),
        (-l * 0.78, -s - d * 0.03),
        (-l * 0.2, -s + d * 0.04),
        (l * 0.5, -s - d * 0.05),
        (l * 0.98, -s + d * 0.12),
        (l * 1.12, -s + d * 0.55),
        (l * 0.85, -s + d * 0.98),
        (l * 0.2, -s + d * 0.98),
        (-l * 0.42, -s + d * tuck),
        (-l * 0.95, -s + d * 0.85),
    ];
    c.blob(&whole, coat.body);
    let belly = match b.mark {
        Mark::Fox => coat.pale,
        _ => coat.shade,
    };
    c.blob(
        &[
            (l * 1.05, -s + d * 0.62),
            (l * 0.82, -s + d * 0.97),
            (l * 0.2, -s + d * 0.975),
            (-l * 0.42, -s + d * tuck * 0.99),
            (-l * 0.7, -s + d * 0.80),
            (-l * 0.1, -s + d * 0.74),
            (l * 0.6, -s + d * 0.70),
        ],
        belly,
    );
    c.blob(
        &[
            (-l * 0.95, -s + d * 0.2),
            (-l * 0.7, -s),
            (-l * 0.1, -s + d * 0.06),
            (l * 0.6, -s - d * 0.02),
            (l * 0.9, -s + d * 0.1),
            (l * 0.3, -s + d * 0.2),
            (-l * 0.5, -s + d * 0.2),
        ],
        coat.lit,
    );
    if b.mark == Mark::Hump {
        c.blob(
            &[
                (-l * 0.6, -s + 0.04),
                (-l * 0.35, -s - 0.12),
                (-l * 0.05, -s - 0.2),
                (l * 0.25, -s - 0.11),
                (l * 0.5, -s + 0.04),
            ],
            coat.body,
        );
        c.blob(
            &[
                (-l * 0.35, -s - 0.09),
                (-l * 0.05, -s - 0.18),
                (l * 0.2, -s - 0.1),
                (-l * 0.05, -s - 0.09),
            ],
            coat.lit,
        );
    }
}

fn neck(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, (hx, hy): Pt) {
    let (l, s, d) = (b.long, b.high, b.deep);
    let root = d * 0.42;
    let mid = ((l * 0.82 + hx) / 2.0 - 0.02, (-s + d * 0.32 + hy) / 2.0);
    c.limb(
        &[
            (l * 0.70, -s + d * 0.42, root),
            (mid.0, mid.1, (root + b.head.0) * 0.46),
            (hx - b.head.0 * 0.3, hy + 0.01, b.head.0 * 0.66),
        ],
        coat.body,
    );
    match b.mark {
        Mark::Fox => c.limb(
            &[
                (l * 0.98, -s + d * 0.72, root * 0.4),
                (mid.0 + root * 0.5, mid.1 + root * 0.46, root * 0.3),
                (hx + 0.01, hy + b.head.0 * 0.62, b.head.0 * 0.26),
            ],
            coat.pale,
        ),
        Mark::Ruff => c.limb(
            &[
                (l * 0.95, -s + d * 0.6, root * 0.4),
                (hx, hy + b.head.0 * 0.7, b.head.0 * 0.35),
            ],
            mix(coat.pale, coat.body, 0.4),
        ),
        Mark::Mane if b.hoof => {
            c.limb(
                &[
                    (l * 0.55, -s - 0.02, 0.03),
                    (mid.0 - root * 0.62, mid.1 - root * 0.3, 0.05),
                    (hx - b.head.0 * 0.6, hy - b.head.0 * 0.9, 0.03),
                ],
                mix(coat.ink, coat.body, 0.2),
            );
        }
        Mark::Mane => {
            c.ellipse(
                hx - b.head.0 * 0.5,
                hy + 0.02,
                b.head.0 * 1.75,
                b.head.0 * 1.95,
                coat.shade,
            );
        }
        Mark::Panda => c.limb(
            &[
                (l * 0.5, -s, root * 0.7),
                (l * 0.85, -s + d * 0.6, root * 0.8),
            ],
            coat.ink,
        ),
        _ => {}
    }
}

fn head(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, pose: &Pose, (x, y): Pt) {
    let (r, snout) = b.head;
    let twitch = 0.012 * pose.swing(0.8, 0.6).max(0.0);
    let skull = if b.mark == Mark::Wool {
        mix(coat.ink, coat.body, 0.2)
    } else {
        coat.body
    };
    ears(c, b, coat, (x - r * 0.42, y), r, twitch, true);
    horns(c, b, coat, (x, y - r * 0.8), r);
    let drop = if b.hoof { snout * 0.5 } else { snout * 0.22 };
    let tip = (x + r * 0.55 + snout, y + r * 0.25 + drop);
    c.blob(
        &[
            (x - r, y + r * 0.1),
            (x - r * 0.6, y - r * 0.82),
            (x + r * 0.25, y - r * 0.86),
            (x + r * 0.85, y - r * 0.2),
            (tip.0, tip.1 - r * 0.32),
            (tip.0 + r * 0.06, tip.1 + r * 0.04),
            (tip.0 - snout * 0.3, tip.1 + r * 0.24),
            (x + r * 0.3, y + r * 0.86),
            (x - r * 0.6, y + r * 0.82),
        ],
        skull,
    );
    match b.mark {
        Mark::Fox | Mark::Ruff => {
            c.blob(
                &[
                    (x - r * 0.2, y + r * 0.62),
                    (x + r * 0.45, y + r * 0.12),
                    (tip.0 - snout * 0.3, tip.1 - r * 0.02),
                    (tip.0, tip.1 + r * 0.03),
                    (tip.0 - snout * 0.4, tip.1 + r * 0.24),
                    (x + r * 0.2, y + r * 0.86),
                ],
                coat.pale,
            );
        }
        Mark::Panda => c.ellipse(x + r * 0.42, y - r * 0.1, r * 0.26, r * 0.32, coat.ink),
        Mark::Trunk => {
            let sway = 0.05 * pose.swing(0.25, 0.0);
            c.limb(
                &[
                    (x + r * 0.6, y + r * 0.2, r * 0.44),
                    (x + r * 1.2, y + r * 1.1, r * 0.30),
                    (x + r * 1.2 + sway, y + r * 2.1, r * 0.21),
                    (x + r * 1.45 + sway * 1.6, y + r * 2.6, r * 0.16),
                ],
                skull,
            );
            c.limb(
                &[
                    (x + r * 0.55, y + r * 0.75, r * 0.13),
                    (x + r * 1.3, y + r * 1.35, r * 0.1),
                    (x + r * 1.8, y + r * 1.1, r * 0.02),
                ],
                coat.pale,
            );
        }
        _ => c.blob(
            &[
                (x + r * 0.1, y - r * 0.7),
                (x + r * 0.75, y - r * 0.22),
                (tip.0 - snout * 0.2, tip.1 - r * 0.24),
                (x + r * 0.5, y - r * 0.1),
            ],
            coat.lit,
        ),
    }
    if b.mark != Mark::Trunk {
        c.ellipse(
            tip.0 - r * 0.02,
            tip.1 - r * 0.20,
            r * 0.15,
            r * 0.13,
            coat.ink,
        );
    }
    // The eye closes now and then.
    let blink = if (pose.t + 0.4).rem_euclid(2.9) < 0.14 {
        0.15
    } else {
        1.0
    };
    let eye = if beast == Beast::Frog {
        (x + r * 0.2, y - r * 0.8)
    } else {
        (x + r * 0.38, y - r * 0.18)
    };
    if beast == Beast::Frog {
        c.disc(eye.0, eye.1, r * 0.32, skull);
    }
    c.ellipse(eye.0, eye.1, r * 0.13, r * 0.15 * blink, coat.ink);
    c.disc(eye.0 + r * 0.05, eye.1 - r * 0.05, r * 0.045, coat.pale);
    ears(c, b, coat, (x - r * 0.12, y), r, twitch, false);
    if beast == Beast::Cat || beast == Beast::Mouse {
        for dy in [-0.05, 0.12] {
            c.line(
                &[
                    (tip.0 - r * 0.2, tip.1),
                    (tip.0 + r * 0.6, tip.1 + dy * r * 4.0),
                ],
                0.005,
                coat.pale,
            );
        }
    }
}

fn ears(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, (x, y): Pt, r: f32, twitch: f32, far: bool) {
    let tone = if far { coat.shade } else { coat.body };
    match b.ear {
        Ear::Pointed => {
            c.polygon(
                &[
                    (x - r * 0.42, y - r * 0.55),
                    (x - r * 0.22 - twitch, y - r * 1.75),
                    (x + r * 0.42, y - r * 0.68),
                ],
                tone,
            );
            if !far {
                c.polygon(
                    &[
                        (x - r * 0.18, y - r * 0.75),
                        (x - r * 0.15 - twitch, y - r * 1.42),
                        (x + r * 0.2, y - r * 0.78),
                    ],
                    coat.shade,
                );
                if b.mark == Mark::Fox {
                    c.polygon(
                        &[
                            (x - r * 0.30 - twitch * 0.6, y - r * 1.32),
                            (x - r * 0.22 - twitch, y - r * 1.75),
                            (x + r * 0.02 - twitch * 0.6, y - r * 1.36),
                        ],
                        coat.ink,
                    );
                }
            }
        }
        Ear::Round => {
            let tone = if b.mark == Mark::Panda {
                coat.ink
            } else {
                tone
            };
            c.disc(x - r * 0.25, y - r * 0.82, r * 0.38, tone);
            if !far && b.mark != Mark::Panda {
                c.disc(x - r * 0.22, y - r * 0.8, r * 0.2, coat.shade);
            }
        }
        Ear::Long => {
            c.limb(
                &[
                    (x - r * 0.1, y - r * 0.6, r * 0.2),
                    (x - r * 0.35 - twitch, y - r * 1.7, r * 0.3),
                    (x - r * 0.5 - twitch * 2.0, y - r * 2.6, r * 0.08),
                ],
                tone,
            );
        }
        Ear::Hanging if !far => {
            c.limb(
                &[
                    (x - r * 0.3, y - r * 0.62, r * 0.26),
                    (x - r * 0.55, y + r * 0.1, r * 0.36),
                    (x - r * 0.4, y + r * 0.75, r * 0.16),
                ],
                coat.shade,
            );
        }
        Ear::Side => {
            c.limb(
                &[
                    (x - r * 0.3, y - r * 0.6, r * 0.18),
                    (x - r * 0.95, y - r * 0.95 - twitch, r * 0.22),
                    (x - r * 1.4, y - r * 0.8, r * 0.05),
                ],
                tone,
            );
        }
        Ear::Fan if !far => {
            let k = 1.0 + twitch * 8.0;
            c.blob(
                &[
                    (x - r * 0.1, y - r * 0.75),
                    (x - r * 1.05 * k, y - r * 0.95),
                    (x - r * 1.4 * k, y + r * 0.1),
                    (x - r * 0.7 * k, y + r * 1.05),
                    (x - r * 0.1, y + r * 0.5),
                ],
                coat.shade,
            );
        }
        _ => {}
    }
}

fn horns(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, (x, y): Pt, r: f32) {
    let bone = mix(coat.pale, coat.shade, 0.3);
    match b.mark {
        Mark::Antlers => {
            for (dx, tone) in [(-0.3, mix(bone, coat.shade, 0.5)), (0.05, bone)] {
                let x = x + dx * r;
                c.curve(
                    &[
                        (x, y),
                        (x - r * 0.9, y - r * 1.5),
                        (x - r * 0.3, y - r * 3.0),
                    ],
                    r * 0.22,
                    tone,
                );
                for (dx, dy, ex, ey) in [
                    (-0.6, -0.8, 0.5, -1.5),
                    (-0.85, -1.6, 0.3, -2.4),
                    (-0.8, -2.0, -1.6, -2.9),
                ] {
                    c.curve(
                        &[
                            (x + dx * r, y + dy * r),
                            (x + (dx + ex) * 0.5 * r, y + (dy + ey) * 0.5 * r),
                            (x + ex * r, y + ey * r),
                        ],
                        r * 0.16,
                        tone,
                    );
                }
            }
        }
        Mark::BroadAntlers => {
            c.blob(
                &[
                    (x, y),
                    (x - r * 0.9, y - r * 0.7),
                    (x - r * 2.2, y - r * 1.3),
                    (x - r * 2.0, y - r * 2.0),
                    (x - r * 1.2, y - r * 1.7),
                    (x - r * 0.9, y - r * 2.2),
                    (x - r * 0.4, y - r * 1.2),
                ],
                bone,
            );
            c.blob(
                &[
                    (x, y),
                    (x + r * 0.7, y - r * 0.8),
                    (x + r * 1.5, y - r * 1.4),
                    (x + r * 1.1, y - r * 2.0),
                    (x + r * 0.5, y - r * 1.4),
                ],
                bone,
            );
        }
        Mark::Horns | Mark::Patches => {
            c.limb(
                &[
                    (x - r * 0.2, y + r * 0.1, r * 0.16),
                    (x - r * 0.4, y - r * 0.8, r * 0.12),
                    (
                        x - r * if b.mark == Mark::Horns { 1.1 } else { 0.0 },
                        y - r * 1.2,
                        r * 0.03,
                    ),
                ],
                bone,
            );
        }
        Mark::Horn => {
            let at = (x + r * 1.5, y + r * 1.15);
            c.limb(
                &[
                    (at.0, at.1, r * 0.26),
                    (at.0 + r * 0.35, at.1 - r * 0.7, r * 0.14),
                    (at.0 + r * 0.45, at.1 - r * 1.3, r * 0.02),
                ],
                bone,
            );
        }
        _ => {}
    }
}

fn tail(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, pose: &Pose) {
    let root = (-b.long * 0.98, -b.high + b.deep * 0.22);
    let wag = 0.05 * pose.swing(if pose.moves() { 1.5 } else { 0.4 }, 0.0);
    let at = |dx: f32, dy: f32| (root.0 + dx, root.1 + dy);
    match b.tail {
        Tail::Brush => {
            // Thin at the root, full beyond the middle, hanging in a soft curve.
            let spine = |along: f32| {
                let drop = 0.16 * along.sqrt() - 0.10 * along * along;
                at(0.03 - 0.52 * along, 0.01 + drop + wag * along * 1.4)
            };
            let full = |along: f32, half: f32| at3(spine(along), half);
            c.limb(
                &[
                    full(0.0, 0.036),
                    full(0.25, 0.050),
                    full(0.5, 0.078),
                    full(0.72, 0.084),
                    full(0.9, 0.052),
                    full(1.0, 0.012),
                ],
                coat.body,
            );
            let low = |along: f32, half: f32| {
                let (x, y) = spine(along);
                (x, y + half, half)
            };
            c.limb(
                &[low(0.2, 0.014), low(0.5, 0.034), low(0.72, 0.036)],
                coat.shade,
            );
            let tip = if b.mark == Mark::Fox {
                coat.pale
            } else {
                coat.shade
            };
            c.limb(
                &[
                    full(0.72, 0.070),
                    full(0.78, 0.078),
                    full(0.9, 0.052),
                    full(1.0, 0.012),
                ],
                tip,
            );
        }
        Tail::Cat => c.limb(
            &[
                (root.0 + 0.03, root.1, 0.035),
                at3(at(-0.17, 0.06), 0.030),
                at3(at(-0.30, -0.10 + wag), 0.028),
                at3(at(-0.26 + wag, -0.26 + wag), 0.016),
            ],
            coat.body,
        ),
        Tail::Tuft => {
            let tip = at(-0.16 + wag, 0.34);
            c.limb(
                &[
                    (root.0 + 0.02, root.1, 0.024),
                    at3(at(-0.12, 0.16), 0.015),
                    at3(tip, 0.012),
                ],
                coat.shade,
            );
            c.limb(
                &[
                    at3(tip, 0.02),
                    (tip.0 + wag * 0.4, tip.1 + 0.06, 0.032),
                    (tip.0 + wag, tip.1 + 0.11, 0.006),
                ],
                coat.ink,
            );
        }
        Tail::Hair => c.limb(
            &[
                (root.0 + 0.03, root.1 - 0.02, 0.034),
                at3(at(-0.16, 0.08), 0.062),
                at3(at(-0.22 + wag * 0.6, 0.28), 0.062),
                at3(at(-0.20 + wag, 0.46), 0.012),
            ],
            mix(coat.ink, coat.body, 0.2),
        ),
        Tail::Stub => c.disc(
            root.0 - 0.03,
            root.1,
            0.046,
            if b.mark == Mark::None {
                mix(coat.pale, coat.body, 0.3)
            } else {
                coat.body
            },
        ),
        Tail::Curl => c.curve(
            &[
                root,
                at(-0.07, -0.05),
                at(-0.09, 0.02),
                at(-0.05, 0.01),
                at(-0.10, -0.04 + wag * 0.3),
            ],
            0.022,
            coat.shade,
        ),
        Tail::Plume => c.limb(
            &[
                (root.0 + 0.03, root.1, 0.03),
                at3(at(-0.12, -0.12 + wag * 0.5), 0.06),
                at3(at(-0.16 + wag, -0.30), 0.066),
                at3(at(-0.08 + wag * 1.5, -0.42), 0.014),
            ],
            coat.body,
        ),
        Tail::Reptile => c.limb(
            &[
                (root.0 + 0.10, root.1 + b.deep * 0.2, b.deep * 0.36),
                at3(at(-0.24, b.deep * 0.4), b.deep * 0.2),
                at3(at(-0.5, b.deep * 0.5 - wag), b.deep * 0.1),
                at3(at(-0.75, b.deep * 0.35 + wag), 0.006),
            ],
            coat.body,
        ),
        Tail::Thin => c.curve(
            &[root, at(-0.12, 0.1), at(-0.2 + wag, 0.22)],
            0.022,
            coat.shade,
        ),
    }
}

fn at3((x, y): Pt, half: f32) -> (f32, f32, f32) {
    (x, y, half)
}

fn marks(c: &mut Canvas<'_>, b: &Breed, coat: &Coat) {
    let (l, s, d) = (b.long, b.high, b.deep);
    match b.mark {
        Mark::Stripes => {
            for step in 0_u16..7 {
                let x = -l * 0.85 + f32::from(step) * l * 0.28;
                c.limb(
                    &[
                        (x, -s + d * 0.02, 0.02),
                        (x + 0.02, -s + d * 0.35, 0.015),
                        (x - 0.01, -s + d * 0.68, 0.003),
                    ],
                    coat.ink,
                );
            }
        }
        Mark::Spots => {
            for step in 0_u16..14 {
                let (k, row) = (f32::from(step % 7), f32::from(step / 7));
                c.blob(
                    &[
                        (-l * 0.85 + k * l * 0.27, -s + d * (0.14 + 0.36 * row)),
                        (-l * 0.70 + k * l * 0.27, -s + d * (0.10 + 0.36 * row)),
                        (-l * 0.66 + k * l * 0.27, -s + d * (0.30 + 0.36 * row)),
                        (-l * 0.83 + k * l * 0.27, -s + d * (0.36 + 0.34 * row)),
                    ],
                    mix(coat.shade, coat.ink, 0.3),
                );
            }
        }
        Mark::Patches => {
            c.blob(
                &[
                    (-l * 0.8, -s + 0.01),
                    (-l * 0.3, -s + 0.01),
                    (-l * 0.25, -s + d * 0.5),
                    (-l * 0.6, -s + d * 0.6),
                    (-l * 0.9, -s + d * 0.35),
                ],
                coat.ink,
            );
            c.blob(
                &[
                    (l * 0.15, -s + d * 0.2),
                    (l * 0.6, -s + d * 0.1),
                    (l * 0.7, -s + d * 0.6),
                    (l * 0.25, -s + d * 0.7),
                ],
                coat.ink,
            );
        }
        Mark::Wool => {
            for step in 0_u16..16 {
                let (sin, cos) = (f32::from(step) * std::f32::consts::FRAC_PI_8).sin_cos();
                c.disc(
                    cos * l * 0.92,
                    -s + d * 0.48 + sin * d * 0.46,
                    d * 0.21,
                    if sin < -0.2 {
                        coat.lit
                    } else if sin > 0.5 {
                        coat.shade
                    } else {
                        coat.body
                    },
                );
            }
        }
        Mark::Shell => {
            c.blob(
                &[
                    (-l * 1.05, -s + d * 0.8),
                    (-l * 0.7, -s - d * 0.4),
                    (0.0, -s - d * 0.95),
                    (l * 0.7, -s - d * 0.4),
                    (l * 1.05, -s + d * 0.8),
                ],
                coat.shade,
            );
            for step in -1_i16..=1 {
                let x = f32::from(step) * l * 0.5;
                c.blob(
                    &[
                        (x - l * 0.2, -s - d * 0.1),
                        (x - l * 0.1, -s - d * 0.5),
                        (x + l * 0.1, -s - d * 0.5),
                        (x + l * 0.2, -s - d * 0.1),
                        (x, -s + d * 0.25),
                    ],
                    coat.body,
                );
            }
        }
        Mark::Spines => {
            for step in 0_u16..13 {
                let k = f32::from(step) / 12.0;
                let x = -l + k * l * 1.9;
                let y = -s + d * 0.05 - d * 0.10 * (k * std::f32::consts::PI).sin();
                c.polygon(
                    &[
                        (x - 0.03, y + 0.05),
                        (x - 0.03, y - 0.07),
                        (x + 0.04, y + 0.05),
                    ],
                    coat.shade,
                );
            }
        }
        _ => {}
    }
}

/// Asleep: rolled together, the tail round the body, breathing.
fn curled(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, pose: &Pose) {
    let breath = 1.0 + 0.035 * pose.swing(0.32, 0.0);
    let (l, d) = (b.long * 1.12, b.deep * 1.35);
    c.blob(
        &[
            (-l, -0.01),
            (-l * 1.02, -d * 0.45),
            (-l * 0.6, -d * 0.98 * breath),
            (0.0, -d * 1.12 * breath),
            (l * 0.55, -d * 0.85 * breath),
            (l * 0.95, -d * 0.4),
            (l * 0.9, 0.0),
            (0.0, 0.012),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-l * 0.7, -d * 0.84 * breath),
            (-l * 0.1, -d * 1.06 * breath),
            (l * 0.45, -d * 0.84 * breath),
            (0.0, -d * 0.86 * breath),
        ],
        coat.lit,
    );
    c.blob(
        &[
            (-l * 0.85, -0.01),
            (-l * 0.5, -d * 0.52),
            (-l * 0.05, -d * 0.62),
            (l * 0.2, -d * 0.2),
            (l * 0.1, 0.005),
        ],
        coat.shade,
    );
    c.blob(
        &[
            (-l * 0.85, -0.01),
            (-l * 0.56, -d * 0.44),
            (-l * 0.15, -d * 0.52),
            (l * 0.1, -d * 0.2),
            (0.0, 0.005),
        ],
        coat.body,
    );
    if beast == Beast::Cat || beast == Beast::Tiger {
        for step in 0_u16..4 {
            let x = -l * 0.62 + f32::from(step) * l * 0.25;
            let top = -d * (0.98 + 0.08 * f32::from(step.min(2))) * breath;
            c.limb(
                &[
                    (x, top + 0.01, 0.012),
                    (x - 0.02, top + d * 0.24, 0.016),
                    (x - 0.06, top + d * 0.42, 0.002),
                ],
                coat.shade,
            );
        }
    }
    let twitch = 0.014 * pose.swing(0.45, 0.0).max(0.0);
    if b.head.1 < 0.12 {
        face(c, beast, b, coat, (l * 0.72, -b.head.0 * 0.92), twitch);
    } else {
        profile(c, b, coat, l, twitch);
    }
    // The tip of the tail stirs.
    let flick = 0.05 * pose.swing(0.42, 1.2).max(-0.2);
    let thick = if matches!(b.tail, Tail::Brush | Tail::Plume) {
        0.075
    } else {
        0.04
    };
    c.limb(
        &[
            (-l * 0.95, -d * 0.16, thick),
            (-l * 0.6, 0.004, thick),
            (0.0, 0.014, thick * 0.95),
            (l * 0.35, 0.006 - flick * 0.3, thick * 0.8),
            (l * 0.52, -0.05 - flick, thick * 0.4),
        ],
        coat.shade,
    );
}

/// Sitting on its haunches.
fn sitting(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, pose: &Pose) {
    let s = b.high * 1.12;
    let breath = 0.006 * pose.swing(0.35, 0.0);
    let wag = 0.05 * pose.swing(0.6, 0.0);
    let thick = if matches!(b.tail, Tail::Brush | Tail::Plume) {
        0.07
    } else {
        0.034
    };
    c.limb(
        &[
            (-0.2, -0.06, thick),
            (-0.34, -0.03, thick),
            (-0.48, -0.06 + wag, thick * 0.8),
            (-0.54, -0.13 + wag * 1.5, thick * 0.3),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.26, -0.02),
            (-0.29, -0.24),
            (-0.14, -s * 0.62),
            (0.04, -s * 0.96),
            (0.2, -s * 0.9 + breath),
            (0.23, -s * 0.5),
            (0.2, -0.04),
            (0.0, 0.0),
        ],
        coat.body,
    );
    c.blob(
        &[
            (0.08, -s * 0.88),
            (0.2, -s * 0.84 + breath),
            (0.22, -s * 0.5),
            (0.18, -0.3),
            (0.1, -s * 0.5),
        ],
        if b.mark == Mark::Fox {
            coat.pale
        } else {
            coat.lit
        },
    );
    c.limb(
        &[
            (0.12, -s * 0.6, b.leg * 1.2),
            (0.16, -0.2, b.leg * 0.9),
            (0.17, -0.02, b.leg * 0.6),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (0.17, -s * 0.6, b.leg * 1.2),
            (0.22, -0.2, b.leg * 0.9),
            (0.23, -0.02, b.leg * 0.62),
            (0.28, -0.015, b.leg * 0.5),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.27, -0.01),
            (-0.26, -0.2),
            (-0.08, -0.3),
            (0.05, -0.14),
            (0.12, -0.01),
        ],
        coat.shade,
    );
    c.ellipse(0.1, -0.02, 0.1, 0.028, coat.body);
    head(
        c,
        beast,
        b,
        coat,
        pose,
        (0.2, -s - b.head.0 * 0.75 + 0.012 * pose.swing(0.2, 0.0)),
    );
}

/// A sleeping head from the side, chin on the paws.
fn profile(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, l: f32, twitch: f32) {
    let r = b.head.0 * 1.2;
    let (x, y) = (l * 0.74, -r * 0.78);
    ears(c, b, coat, (x - r * 0.45, y), r, twitch, true);
    c.blob(
        &[
            (x - r * 1.05, y + r * 0.35),
            (x - r * 0.75, y - r * 0.68),
            (x + r * 0.1, y - r * 0.9),
            (x + r * 0.85, y - r * 0.3),
            (x + r + b.head.1 * 0.6, y + r * 0.35),
            (x + r * 0.6, y + r * 0.76),
            (x - r * 0.5, y + r * 0.8),
        ],
        coat.body,
    );
    ears(c, b, coat, (x + r * 0.10, y), r, twitch, false);
    let lid = [
        (x + r * 0.15, y - r * 0.06),
        (x + r * 0.36, y + r * 0.10),
        (x + r * 0.58, y),
    ];
    c.curve(&lid, r * 0.1, coat.ink);
    c.ellipse(
        x + r * 0.94 + b.head.1 * 0.5,
        y + r * 0.26,
        r * 0.12,
        r * 0.09,
        coat.ink,
    );
    c.limb(
        &[(x - r * 0.2, -0.02, 0.042), (x + r * 0.9, -0.026, 0.04)],
        coat.lit,
    );
}

/// A sleeping face turned to us: round cheeks, shut eyes, whiskers.
fn face(c: &mut Canvas<'_>, beast: Beast, b: &Breed, coat: &Coat, (x, y): Pt, twitch: f32) {
    let r = b.head.0 * 1.25;
    let skull = if b.mark == Mark::Wool {
        mix(coat.ink, coat.body, 0.2)
    } else {
        coat.body
    };
    for s in [-1.0, 1.0] {
        let tilt = if s > 0.0 { twitch } else { 0.0 };
        match b.ear {
            Ear::Pointed => {
                let ear = |k: f32| {
                    [
                        (x + s * r * (0.58 + 0.38 * k), y - r * (0.64 - 0.36 * k)),
                        (
                            x + s * r * (0.62 + 0.22 * k) + tilt,
                            y - r * (0.76 + 0.58 * k),
                        ),
                        (x + s * r * (0.50 - 0.32 * k), y - r * (0.70 + 0.06 * k)),
                    ]
                };
                c.polygon(&ear(1.0), skull);
                c.polygon(&ear(0.5), mix(coat.skin, coat.shade, 0.4));
            }
            Ear::Long => c.limb(
                &[
                    (x + s * r * 0.3, y - r * 0.6, r * 0.2),
                    (x + s * r * 0.8, y - r * 1.3, r * 0.26),
                    (x + s * r * 1.2, y - r * 1.0, r * 0.08),
                ],
                coat.shade,
            ),
            _ => c.disc(
                x + s * r * 0.72,
                y - r * 0.68,
                r * 0.34,
                if b.mark == Mark::Panda {
                    coat.ink
                } else {
                    coat.shade
                },
            ),
        }
    }
    c.blob(
        &[
            (x - r * 1.08, y + r * 0.16),
            (x - r * 0.82, y - r * 0.56),
            (x, y - r * 0.86),
            (x + r * 0.82, y - r * 0.56),
            (x + r * 1.08, y + r * 0.16),
            (x + r * 0.66, y + r * 0.74),
            (x, y + r * 0.90),
            (x - r * 0.66, y + r * 0.74),
        ],
        skull,
    );
    if beast == Beast::Cat || beast == Beast::Tiger {
        for dx in [-0.22, 0.0, 0.22] {
            c.limb(
                &[
                    (x + dx * r, y - r * 0.78, r * 0.06),
                    (x + dx * r * 0.8, y - r * 0.40, r * 0.03),
                ],
                coat.shade,
            );
        }
    }
    for s in [-1.0, 1.0] {
        if b.mark == Mark::Panda {
            c.ellipse(x + s * r * 0.44, y, r * 0.26, r * 0.3, coat.ink);
        }
        c.ellipse(
            x + s * r * 0.22,
            y + r * 0.48,
            r * 0.32,
            r * 0.25,
            coat.pale,
        );
        let lid = [
            (x + s * r * 0.22, y),
            (x + s * r * 0.45, y + r * 0.15),
            (x + s * r * 0.68, y - r * 0.02),
        ];
        c.curve(
            &lid,
            r * 0.085,
            if b.mark == Mark::Panda {
                coat.pale
            } else {
                coat.ink
            },
        );
        for dy in [0.28, 0.46] {
            c.line(
                &[
                    (x + s * r * 0.5, y + r * 0.42),
                    (x + s * r * 1.45, y + r * dy),
                ],
                r * 0.035,
                coat.pale,
            );
        }
    }
    let nose = [
        (x - r * 0.12, y + r * 0.24),
        (x + r * 0.12, y + r * 0.24),
        (x, y + r * 0.40),
    ];
    c.polygon(&nose, mix(coat.skin, coat.shade, 0.5));
    for s in [-1.0, 1.0] {
        c.limb(
            &[
                (x + s * r * 0.30, -0.022, r * 0.22),
                (x + s * r * 0.62, -0.018, r * 0.2),
            ],
            coat.lit,
        );
    }
}
