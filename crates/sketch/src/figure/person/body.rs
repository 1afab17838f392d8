//! Limbs, torso and clothes.

use super::head::head;
use super::{FORE, Frame, SHIN, THIGH, UPPER};
use crate::canvas::{Canvas, Pt, joint};
use crate::figure::outfit::{Garment, Outfit};
use crate::figure::{Coat, Held, Pose, held};
use crate::reading::motif::{Deed, Role, Thing};
use crate::tone::mix;

pub(super) fn body(
    c: &mut Canvas<'_>,
    role: Role,
    o: &Outfit,
    coat: &Coat,
    pose: &Pose,
    f: &Frame,
) {
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
