//! People: joints, clothes, and what they do with them.

use super::gait::step;
use super::outfit::{Garment, Hair, Hat, Outfit, of};
use super::{Coat, Held, Pose, held};
use crate::canvas::{Canvas, Pt, joint};
use crate::reading::motif::{Deed, Role, Thing};
use crate::tone::{mix, veil};

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

fn body(c: &mut Canvas<'_>, role: Role, o: &Outfit, coat: &Coat, pose: &Pose, f: &Frame) {
    let w = o.bulk;
    let shoulder = (f.neck.0, f.neck.1 + 0.03);
    let suit = matches!(o.garment, Garment::Suit | Garment::Armour);
    let trousers = match o.garment {
        Garment::Suit | Garment::Armour => coat.body,
        Garment::Dress | Garment::Tutu => mix(coat.skin, coat.pale, 0.2),
        _ => mix(coat.cloth, coat.ink, 0.35),
    };
    let boots = if suit { coat.shade } else { coat.ink };
    if matches!(pose.deed, Deed::Sit) || (pose.deed == Deed::Read && f.hip.1 > -0.4) {
        c.slab(-0.24, -0.22, 0.34, 0.05, 0.02, coat.hair);
        c.rect(-0.20, -0.18, 0.035, 0.18, coat.ink);
        c.rect(0.03, -0.18, 0.035, 0.18, coat.ink);
    }
    if pose.held == Some(Held::Thing(Thing::Umbrella)) {
        held::umbrella(c, f.hands[0], &pose.thing, pose);
    }
    arm(
        c,
        shoulder,
        f.hands[1],
        w,
        mix(coat.shade, coat.ink, 0.15),
        coat,
        suit,
    );
    leg(c, f.hip, f.feet[1], w, mix(trousers, coat.ink, 0.35), boots);
    if o.pack {
        c.slab(
            f.neck.0 - 0.21 * w,
            f.neck.1 - 0.02,
            0.15 * w,
            0.30,
            0.05,
            coat.shade,
        );
        c.slab(
            f.neck.0 - 0.20 * w,
            f.neck.1 + 0.0,
            0.06 * w,
            0.26,
            0.03,
            mix(coat.shade, coat.lit, 0.5),
        );
    }
    if o.scarf {
        let blow = 0.05 * pose.swing(0.9, 0.0);
        c.limb(
            &[
                (f.neck.0 - 0.03, f.neck.1 + 0.01, 0.026),
                (f.neck.0 - 0.15, f.neck.1 + 0.03 + blow * 0.5, 0.03),
                (f.neck.0 - 0.25, f.neck.1 + 0.06 + blow, 0.022),
            ],
            mix(coat.cloth, coat.shade, 0.2),
        );
    }
    leg(c, f.hip, f.feet[0], w, trousers, boots);
    torso(c, o, coat, pose, f);
    head(c, role, o, coat, pose, f);
    let sleeve = if suit {
        coat.body
    } else {
        mix(coat.body, coat.lit, 0.35)
    };
    arm(c, shoulder, f.hands[0], w, sleeve, coat, suit);
    if let Some(held) = pose.held {
        held::draw(c, held, f.hands[0], coat, pose);
    } else if pose.deed == Deed::Cook {
        c.slab(
            f.hands[0].0 - 0.02,
            f.hands[0].1 + 0.02,
            0.2,
            0.045,
            0.02,
            coat.ink,
        );
    } else if pose.deed == Deed::Work {
        let (x, y) = f.hands[0];
        c.line(
            &[(x - 0.03, y + 0.05), (x + 0.14, y - 0.16)],
            0.022,
            coat.hair,
        );
        c.turned(x + 0.14, y - 0.16, 40.0)
            .slab(x + 0.08, y - 0.2, 0.13, 0.06, 0.01, coat.metal);
    } else if role == Role::Knight {
        let (x, y) = f.hands[0];
        c.line(
            &[(x - 0.02, y + 0.04), (x + 0.16, y - 0.42)],
            0.022,
            mix(coat.metal, coat.pale, 0.5),
        );
        c.line(
            &[(x - 0.04, y - 0.06), (x + 0.07, y - 0.02)],
            0.02,
            coat.glow,
        );
    } else if role == Role::Mage {
        let (x, y) = f.hands[0];
        c.line(&[(x + 0.02, y + 0.48), (x, y - 0.42)], 0.024, coat.hair);
        c.glow(x, y - 0.46, 0.24, coat.glow, 0.7);
        c.disc(x, y - 0.46, 0.042, mix(coat.glow, coat.pale, 0.4));
    } else if role == Role::Elder {
        let (x, y) = f.hands[0];
        c.line(&[(x, y), (x + 0.06, 0.0)], 0.02, coat.hair);
    }
}

fn leg(
    c: &mut Canvas<'_>,
    hip: Pt,
    foot: Pt,
    w: f32,
    tone: tiny_skia::Color,
    boot: tiny_skia::Color,
) {
    let knee = joint(hip, foot, THIGH, SHIN, 1.0);
    c.limb(
        &[
            (hip.0, hip.1, 0.072 * w),
            ((hip.0 + knee.0) / 2.0, (hip.1 + knee.1) / 2.0, 0.062 * w),
            (knee.0, knee.1, 0.048 * w),
        ],
        tone,
    );
    c.limb(
        &[
            (knee.0, knee.1, 0.048 * w),
            ((knee.0 + foot.0) / 2.0, (knee.1 + foot.1) / 2.0, 0.044 * w),
            (foot.0, foot.1 - 0.03, 0.032 * w),
        ],
        tone,
    );
    // The sole follows the shin.
    let tilt = ((foot.0 - knee.0) * -70.0).clamp(-22.0, 38.0);
    let mut c = c.turned(foot.0, foot.1, if foot.1 < -0.015 { tilt } else { 0.0 });
    c.limb(
        &[
            (foot.0 - 0.025 * w, foot.1 - 0.03, 0.034 * w),
            (foot.0 + 0.03, foot.1 - 0.022, 0.029 * w),
            (foot.0 + 0.085 * w, foot.1 - 0.014, 0.018 * w),
        ],
        boot,
    );
}

fn arm(
    c: &mut Canvas<'_>,
    shoulder: Pt,
    hand: Pt,
    w: f32,
    tone: tiny_skia::Color,
    coat: &Coat,
    suit: bool,
) {
    let elbow = joint(shoulder, hand, UPPER, FORE, -1.0);
    let k = if suit { w * 1.06 } else { w };
    c.disc(
        hand.0,
        hand.1,
        0.030 * w.max(1.0),
        if suit { coat.shade } else { coat.skin },
    );
    c.limb(
        &[
            (shoulder.0, shoulder.1, 0.046 * k),
            (elbow.0, elbow.1, 0.039 * k),
            (
                (elbow.0 + hand.0) / 2.0,
                (elbow.1 + hand.1) / 2.0,
                0.034 * k,
            ),
            (
                hand.0 * 0.94 + elbow.0 * 0.06,
                hand.1 * 0.94 + elbow.1 * 0.06,
                0.026 * k,
            ),
        ],
        tone,
    );
}

fn torso(c: &mut Canvas<'_>, o: &Outfit, coat: &Coat, pose: &Pose, f: &Frame) {
    let (hx, hy) = f.hip;
    let (nx, ny) = f.neck;
    let w = o.bulk;
    let flow = 0.03 * pose.swing(if pose.moves() { 1.2 } else { 0.5 }, 0.4);
    let chest = [
        (nx - 0.035, ny - 0.005),
        (nx - 0.11 * w, ny + 0.06),
        ((nx + hx) / 2.0 - 0.105 * w, (ny + hy) / 2.0),
        (hx - 0.10 * w, hy + 0.02),
        (hx + 0.10 * w, hy + 0.02),
        ((nx + hx) / 2.0 + 0.10 * w, (ny + hy) / 2.0),
        (nx + 0.10 * w, ny + 0.06),
        (nx + 0.035, ny - 0.005),
    ];
    let skirt = |c: &mut Canvas<'_>, half: f32, foot: f32, tone: tiny_skia::Color| {
        c.blob(
            &[
                (hx - 0.09 * w, hy - 0.10),
                (hx - half - flow, foot),
                (hx - half * 0.3 - flow * 0.4, foot + 0.02),
                (hx + half * 0.8 - flow * 0.6, foot),
                (hx + 0.09 * w, hy - 0.10),
                (hx, hy - 0.14),
            ],
            tone,
        );
    };
    let sat = hy > -0.4;
    match o.garment {
        Garment::Coat if !sat => skirt(c, 0.15, hy + 0.22, coat.body),
        Garment::Dress if !sat => skirt(c, 0.26, -0.02, coat.body),
        Garment::Robe if !sat => skirt(c, 0.17, -0.04, coat.body),
        Garment::Tutu => {
            c.ellipse(
                hx - flow * 0.4,
                hy - 0.01,
                0.27,
                0.062,
                mix(coat.body, coat.pale, 0.5),
            );
            c.ellipse(
                hx - flow * 0.4,
                hy - 0.035,
                0.24,
                0.045,
                mix(coat.body, coat.pale, 0.25),
            );
        }
        _ => {}
    }
    c.blob(&chest, coat.body);
    c.blob(
        &[
            (nx - 0.03, ny),
            (nx - 0.105 * w, ny + 0.07),
            ((nx + hx) / 2.0 - 0.10 * w, (ny + hy) / 2.0),
            (hx - 0.095 * w, hy + 0.01),
            (hx - 0.03, hy),
            (nx - 0.035 * w, ny + 0.14),
        ],
        coat.shade,
    );
    match o.garment {
        Garment::Apron => {
            c.blob(
                &[
                    (nx - 0.02, ny + 0.10),
                    (hx - 0.02, hy + 0.22),
                    (hx + 0.13, hy + 0.22),
                    (hx + 0.12, hy - 0.05),
                    (nx + 0.08, ny + 0.10),
                ],
                coat.pale,
            );
            c.line(
                &[(hx - 0.1, hy - 0.07), (hx + 0.11, hy - 0.07)],
                0.014,
                coat.shade,
            );
        }
        Garment::Suit => {
            c.slab(
                nx + 0.0,
                ny + 0.13,
                0.13,
                0.10,
                0.02,
                mix(coat.metal, coat.shade, 0.3),
            );
            c.disc(nx + 0.035, ny + 0.165, 0.014, coat.glow);
            c.disc(nx + 0.075, ny + 0.165, 0.014, coat.cloth);
            c.line(
                &[(hx - 0.12 * w, hy - 0.03), (hx + 0.12 * w, hy - 0.03)],
                0.024,
                coat.shade,
            );
        }
        Garment::Armour => {
            c.line(
                &[(hx - 0.10 * w, hy - 0.05), (hx + 0.10 * w, hy - 0.05)],
                0.026,
                coat.ink,
            );
            c.blob(
                &[
                    (nx - 0.01, ny + 0.07),
                    (nx + 0.09 * w, ny + 0.08),
                    (nx + 0.08, ny + 0.2),
                    (nx + 0.0, ny + 0.19),
                ],
                coat.lit,
            );
            c.disc(nx + 0.04, ny + 0.14, 0.018, coat.glow);
        }
        Garment::Jacket | Garment::Coat => {
            c.line(
                &[(nx + 0.055 * w, ny + 0.05), (hx + 0.06 * w, hy)],
                0.007,
                coat.shade,
            );
        }
        Garment::Robe => c.line(
            &[(hx - 0.1, hy - 0.06), (hx + 0.1, hy - 0.06)],
            0.024,
            coat.cloth,
        ),
        _ => {}
    }
    if o.scarf {
        c.limb(
            &[(nx - 0.06, ny + 0.008, 0.03), (nx + 0.06, ny + 0.012, 0.03)],
            coat.cloth,
        );
    }
}

fn head(c: &mut Canvas<'_>, role: Role, o: &Outfit, coat: &Coat, pose: &Pose, f: &Frame) {
    let nod = if pose.deed == Deed::Read {
        0.02
    } else {
        0.006 * pose.swing(0.2, 0.8)
    };
    let r = 0.078 * o.head;
    let (x, y) = (
        f.neck.0 + 0.012 + f.lean * 0.4 + nod,
        f.neck.1 - r * 1.02 - 0.012 + nod,
    );
    let hair = if o.hair == Hair::Grey {
        mix(coat.pale, coat.metal, 0.5)
    } else {
        coat.hair
    };
    let blow = 0.02 * pose.swing(0.8, 0.0);
    if o.hat == Hat::Helmet {
        c.disc(x, y, r * 1.08, coat.body);
        c.disc(x - r * 0.16, y - r * 0.12, r * 0.84, coat.lit);
        c.blob(
            &[
                (x - r * 0.25, y - r * 0.5),
                (x + r * 0.45, y - r * 0.68),
                (x + r * 0.98, y - r * 0.1),
                (x + r * 0.8, y + r * 0.5),
                (x - r * 0.1, y + r * 0.52),
            ],
            mix(coat.glow, coat.ink, 0.62),
        );
        c.blob(
            &[
                (x + r * 0.1, y - r * 0.42),
                (x + r * 0.5, y - r * 0.5),
                (x + r * 0.72, y - r * 0.2),
                (x + r * 0.3, y - r * 0.12),
            ],
            mix(coat.glow, coat.pale, 0.4),
        );
        return;
    }
    match o.hair {
        Hair::Long => c.limb(
            &[
                (x - r * 0.1, y - r * 0.6, r * 0.6),
                (x - r * 0.75, y + r * 0.6, r * 0.52),
                (x - r * 1.0 - blow, y + r * 2.2, r * 0.34),
            ],
            mix(hair, coat.ink, 0.15),
        ),
        Hair::Tail => c.limb(
            &[
                (x - r * 0.6, y - r * 0.4, r * 0.3),
                (x - r * 1.3, y + blow, r * 0.3),
                (x - r * 1.7, y + r * 0.7 + blow * 2.0, r * 0.08),
            ],
            hair,
        ),
        Hair::Bun => c.disc(x - r * 0.75, y - r * 0.72, r * 0.42, hair),
        _ => {}
    }
    c.limb(
        &[
            (f.neck.0, f.neck.1 + 0.02, r * 0.36),
            (x - r * 0.1, y + r * 0.5, r * 0.36),
        ],
        mix(coat.skin, coat.shade, 0.3),
    );
    if role == Role::Robot || o.hat == Hat::Visor && role == Role::Knight {
        c.slab(x - r * 0.95, y - r, r * 1.9, r * 2.0, r * 0.5, coat.body);
        c.slab(x - r * 0.95, y - r, r * 0.7, r * 2.0, r * 0.4, coat.shade);
        c.slab(
            x - r * 0.05,
            y - r * 0.45,
            r * 1.05,
            r * 0.5,
            r * 0.2,
            coat.ink,
        );
        if role == Role::Robot {
            c.disc(x + r * 0.5, y - r * 0.2, r * 0.16, coat.glow);
            c.line(
                &[(x - r * 0.1, y - r), (x - r * 0.1, y - r * 1.6)],
                0.012,
                coat.shade,
            );
            c.disc(x - r * 0.1, y - r * 1.65, r * 0.2, coat.glow);
        } else {
            c.limb(
                &[
                    (x - r * 0.3, y - r, r * 0.3),
                    (x - r * 0.9, y - r * 1.6 + blow, r * 0.34),
                    (x - r * 1.6, y - r * 1.2 + blow, r * 0.06),
                ],
                coat.cloth,
            );
        }
        return;
    }
    c.blob(
        &[
            (x - r * 0.9, y),
            (x - r * 0.6, y - r * 0.82),
            (x + r * 0.2, y - r * 1.0),
            (x + r * 0.82, y - r * 0.5),
            (x + r * 0.92, y + r * 0.08),
            (x + r * 0.72, y + r * 0.75),
            (x + r * 0.1, y + r * 1.0),
            (x - r * 0.6, y + r * 0.65),
        ],
        coat.skin,
    );
    c.disc(x + r * 0.95, y + r * 0.12, r * 0.13, coat.skin);
    let blink = if (pose.t + 1.3).rem_euclid(3.1) < 0.13 {
        0.2
    } else {
        1.0
    };
    c.ellipse(
        x + r * 0.5,
        y - r * 0.06,
        r * 0.09,
        r * 0.13 * blink,
        coat.ink,
    );
    if o.hair != Hair::None {
        c.blob(
            &[
                (x - r * 1.0, y + r * 0.28),
                (x - r * 0.98, y - r * 0.5),
                (x - r * 0.3, y - r * 1.12),
                (x + r * 0.55, y - r * 0.98),
                (x + r * 0.72, y - r * 0.52),
                (x + r * 0.1, y - r * 0.46),
                (x - r * 0.3, y + r * 0.2),
                (x - r * 0.55, y + r * 0.5),
            ],
            hair,
        );
    }
    if role == Role::Mage || role == Role::Elder {
        c.blob(
            &[
                (x - r * 0.1, y + r * 0.5),
                (x + r * 0.7, y + r * 0.35),
                (x + r * 0.6, y + r * 1.6),
                (x + r * 0.2, y + r * 1.2),
            ],
            hair,
        );
    }
    hat(c, o.hat, coat, (x, y), r);
}

fn hat(c: &mut Canvas<'_>, hat: Hat, coat: &Coat, (x, y): Pt, r: f32) {
    match hat {
        Hat::Hood => {
            c.blob(
                &[
                    (x - r * 1.02, y + r * 0.4),
                    (x - r * 0.9, y - r * 0.7),
                    (x, y - r * 1.1),
                    (x + r * 0.6, y - r * 0.8),
                    (x, y + r * 0.2),
                    (x - r * 0.3, y + r * 0.9),
                ],
                coat.body,
            );
            c.slab(
                x + r * 0.05,
                y - r * 0.42,
                r * 1.0,
                r * 0.62,
                r * 0.2,
                coat.glass,
            );
        }
        Hat::Hard => {
            c.blob(
                &[
                    (x - r * 1.05, y - r * 0.35),
                    (x - r * 0.75, y - r * 1.1),
                    (x, y - r * 1.35),
                    (x + r * 0.8, y - r * 1.0),
                    (x + r * 1.02, y - r * 0.4),
                ],
                coat.glow,
            );
            c.line(
                &[(x - r * 1.1, y - r * 0.38), (x + r * 1.35, y - r * 0.42)],
                r * 0.2,
                mix(coat.glow, coat.shade, 0.3),
            );
        }
        Hat::Toque => {
            c.rect(x - r * 0.85, y - r * 1.4, r * 1.7, r * 0.85, coat.pale);
            for dx in [-0.6, 0.0, 0.6] {
                c.disc(x + dx * r, y - r * 1.6, r * 0.56, coat.pale);
            }
        }
        Hat::Cap => {
            c.blob(
                &[
                    (x - r * 1.02, y - r * 0.4),
                    (x - r * 0.8, y - r * 1.05),
                    (x, y - r * 1.25),
                    (x + r * 0.85, y - r * 0.95),
                    (x + r * 0.95, y - r * 0.45),
                ],
                coat.shade,
            );
            c.limb(
                &[
                    (x + r * 0.3, y - r * 0.45, r * 0.14),
                    (x + r * 1.4, y - r * 0.36, r * 0.08),
                ],
                coat.ink,
            );
        }
        Hat::Straw => {
            c.ellipse(
                x,
                y - r * 0.55,
                r * 1.9,
                r * 0.26,
                mix(coat.glow, coat.skin, 0.3),
            );
            c.blob(
                &[
                    (x - r * 0.85, y - r * 0.55),
                    (x - r * 0.6, y - r * 1.3),
                    (x + r * 0.6, y - r * 1.3),
                    (x + r * 0.85, y - r * 0.55),
                ],
                mix(coat.glow, coat.skin, 0.15),
            );
        }
        Hat::Pointed => {
            c.polygon(
                &[
                    (x - r * 1.0, y - r * 0.5),
                    (x - r * 0.8, y - r * 3.0),
                    (x + r * 1.0, y - r * 0.5),
                ],
                coat.body,
            );
            c.ellipse(x, y - r * 0.5, r * 1.7, r * 0.24, coat.shade);
        }
        Hat::Crown => c.polygon(
            &[
                (x - r * 0.85, y - r * 0.6),
                (x - r * 0.95, y - r * 1.6),
                (x - r * 0.4, y - r * 1.1),
                (x, y - r * 1.75),
                (x + r * 0.4, y - r * 1.1),
                (x + r * 0.95, y - r * 1.6),
                (x + r * 0.85, y - r * 0.6),
            ],
            coat.glow,
        ),
        Hat::Visor => {
            c.blob(
                &[
                    (x - r * 1.25, y - r * 0.2),
                    (x - r * 0.8, y - r * 1.15),
                    (x + r * 0.3, y - r * 1.3),
                    (x + r * 1.1, y - r * 0.5),
                ],
                coat.body,
            );
        }
        Hat::Band => c.limb(
            &[
                (x - r * 0.9, y - r * 0.3, r * 0.14),
                (x + r * 0.75, y - r * 0.5, r * 0.14),
            ],
            coat.cloth,
        ),
        Hat::Beanie => {
            c.blob(
                &[
                    (x - r * 1.0, y - r * 0.2),
                    (x - r * 0.85, y - r * 0.95),
                    (x, y - r * 1.3),
                    (x + r * 0.78, y - r * 0.9),
                    (x + r * 0.85, y - r * 0.4),
                    (x, y - r * 0.38),
                ],
                coat.cloth,
            );
            c.disc(x - r * 0.05, y - r * 1.34, r * 0.24, coat.pale);
        }
        Hat::None | Hat::Helmet => {}
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
