//! Trees, bushes and grass.

use tiny_skia::Color;

use crate::canvas::{Canvas, Pt};
use crate::rng::Rng;
use crate::tone::mix;

/// The kinds of trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tree {
    Birch,
    Pine,
    Leafy,
    Palm,
    Jungle,
}

/// The tones a tree is cut from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bark {
    pub(crate) trunk: Color,
    pub(crate) mark: Color,
    pub(crate) leaf: Color,
    pub(crate) lit: Color,
    /// Snow on the boughs.
    pub(crate) snow: Option<Color>,
}

/// A tree whose foot stands at `x`, `y`; `light` is the side the light comes from.
pub(crate) fn tree(
    c: &mut Canvas<'_>,
    rng: &mut Rng,
    kind: Tree,
    (x, y): Pt,
    high: f32,
    light: f32,
    bark: &Bark,
) {
    match kind {
        Tree::Birch => birch(c, rng, (x, y), high, light, bark),
        Tree::Pine => pine(c, rng, (x, y), high, light, bark),
        Tree::Leafy | Tree::Jungle => leafy(c, rng, (x, y), high, light, bark),
        Tree::Palm => palm(c, rng, (x, y), high, light, bark),
    }
}

fn birch(c: &mut Canvas<'_>, rng: &mut Rng, (x, y): Pt, high: f32, light: f32, bark: &Bark) {
    let w = 0.021 * high * rng.within(0.8, 1.25);
    let lean = rng.within(-0.03, 0.03) * high;
    let at = |up: f32| (x + lean * up * up, y - high * up);
    let near = high > 0.7;
    for _ in 0..if near { 5 } else { 2 } {
        let up = rng.within(0.45, 0.95);
        let (bx, by) = at(up);
        let side = if rng.chance(0.5) { 1.0 } else { -1.0 };
        let long = rng.within(0.08, 0.16) * high * (1.15 - up);
        let tip = (bx + side * long, by - long * 1.2);
        let bend = (bx + side * long * 0.5, by - long * 0.4);
        c.curve(&[(bx, by), bend, tip], w * 0.3, bark.mark);
        if bark.snow.is_none() {
            for _ in 0..3 {
                let (lx, ly) = (
                    tip.0 + rng.within(-0.5, 0.5) * long,
                    tip.1 + rng.within(-0.5, 0.7) * long,
                );
                c.ellipse(lx, ly, long * 0.5, long * 0.36, bark.leaf);
            }
        }
    }
    let (tx, ty) = at(1.0);
    let (mx, my) = at(0.5);
    c.limb(
        &[
            (x, y + 0.01, w * 1.2),
            (mx, my, w * 0.85),
            (tx, ty, w * 0.3),
        ],
        bark.trunk,
    );
    c.limb(
        &[
            (x - light * w * 0.62, y + 0.01, w * 0.5),
            (mx - light * w * 0.45, my, w * 0.36),
            (tx, ty, w * 0.14),
        ],
        mix(bark.trunk, bark.mark, 0.34),
    );
    for _ in 0..if near { 11 } else { 4 } {
        let up = rng.within(0.03, 0.9);
        let (bx, by) = at(up);
        let half = w * (1.05 - 0.6 * up);
        let side = if rng.chance(0.5) { 1.0 } else { -1.0 };
        let long = half * rng.within(0.5, 1.2);
        c.limb(
            &[
                (bx + side * half, by, w * 0.17),
                (bx + side * (half - long), by + w * 0.1, w * 0.05),
            ],
            bark.mark,
        );
    }
}

fn pine(c: &mut Canvas<'_>, rng: &mut Rng, (x, y): Pt, high: f32, light: f32, bark: &Bark) {
    let wide = high * rng.within(0.19, 0.26);
    c.rect(
        x - 0.014 * high,
        y - 0.16 * high,
        0.028 * high,
        0.17 * high,
        bark.trunk,
    );
    let tiers = 5_u16;
    for tier in 0..tiers {
        let share = f32::from(tier) / f32::from(tiers);
        let foot = y - high * (0.09 + 0.74 * share);
        let half = wide * (1.0 - share * 0.80);
        let top = foot - high * 0.30;
        let sag = 0.035 * high;
        let shape = [
            (x, top.max(y - high)),
            (x + half * 0.45, foot - 0.09 * high),
            (x + half, foot + sag * 0.5),
            (x + half * 0.4, foot - sag * 0.2),
            (x, foot + sag * 0.6),
            (x - half * 0.4, foot - sag * 0.2),
            (x - half, foot + sag * 0.5),
            (x - half * 0.45, foot - 0.09 * high),
        ];
        c.polygon(&shape, bark.leaf);
        let lit = bark.snow.unwrap_or(bark.lit);
        c.polygon(
            &[
                (x, top.max(y - high)),
                (x + light * half * 0.45, foot - 0.09 * high),
                (x + light * half, foot + sag * 0.5),
                (x + light * half * 0.52, foot - sag * 0.9),
                (x + light * half * 0.16, foot - 0.12 * high),
            ],
            lit,
        );
    }
}

fn leafy(c: &mut Canvas<'_>, rng: &mut Rng, (x, y): Pt, high: f32, light: f32, bark: &Bark) {
    let w = 0.032 * high;
    c.limb(
        &[
            (x, y + 0.01, w * 1.3),
            (x + w * 0.3, y - 0.3 * high, w * 0.8),
            (x, y - 0.6 * high, w * 0.4),
        ],
        bark.trunk,
    );
    c.limb(
        &[
            (x, y - 0.32 * high, w * 0.5),
            (x + 0.12 * high, y - 0.55 * high, w * 0.2),
        ],
        bark.trunk,
    );
    c.limb(
        &[
            (x, y - 0.28 * high, w * 0.5),
            (x - 0.13 * high, y - 0.52 * high, w * 0.2),
        ],
        bark.trunk,
    );
    let crowns = [
        (-0.20, 0.52, 0.17),
        (0.20, 0.55, 0.18),
        (-0.10, 0.70, 0.20),
        (0.11, 0.74, 0.19),
        (0.0, 0.86, 0.15),
    ]
    .map(|(dx, up, r)| {
        let r = r * rng.within(0.85, 1.15) * high;
        (x + (dx + rng.within(-0.03, 0.03)) * high, y - up * high, r)
    });
    for (cx, cy, r) in crowns {
        puff(c, rng, cx, cy, r, bark.leaf);
    }
    for (cx, cy, r) in crowns {
        puff(
            c,
            rng,
            cx + light * r * 0.26,
            cy - r * 0.24,
            r * 0.62,
            bark.lit,
        );
    }
    if let Some(snow) = bark.snow {
        for (cx, cy, r) in crowns {
            c.ellipse(cx, cy - r * 0.62, r * 0.6, r * 0.2, snow);
        }
    }
}

/// A ragged round of leaves.
pub(crate) fn puff(c: &mut Canvas<'_>, rng: &mut Rng, x: f32, y: f32, r: f32, tone: Color) {
    let shape: Vec<Pt> = (0_u16..9)
        .map(|step| {
            let (sin, cos) = (f32::from(step) * 0.698).sin_cos();
            let r = r * rng.within(0.82, 1.14);
            (x + cos * r, y + sin * r * 0.86)
        })
        .collect();
    c.blob(&shape, tone);
}

fn palm(c: &mut Canvas<'_>, rng: &mut Rng, (x, y): Pt, high: f32, light: f32, bark: &Bark) {
    let lean = rng.within(0.10, 0.24) * high * if rng.chance(0.5) { 1.0 } else { -1.0 };
    let top = (x + lean, y - high * 0.82);
    let w = 0.022 * high;
    c.limb(
        &[
            (x, y + 0.01, w * 1.5),
            (x + lean * 0.35, y - high * 0.42, w),
            (top.0, top.1, w * 0.7),
        ],
        bark.trunk,
    );
    for step in 0_u16..9 {
        let angle = f32::from(step) * 0.42 + 2.75;
        let long = high * rng.within(0.27, 0.36);
        let (sin, cos) = angle.sin_cos();
        let tip = (top.0 + cos * long, top.1 + sin * long * 0.55 + 0.10 * high);
        let mid = (
            top.0 + cos * long * 0.55,
            top.1 + sin * long * 0.62 - 0.02 * high,
        );
        let tone = if cos * light > 0.1 {
            bark.lit
        } else {
            bark.leaf
        };
        c.limb(
            &[
                (top.0, top.1, w * 0.5),
                (mid.0, mid.1, w * 1.5),
                (tip.0, tip.1, w * 0.15),
            ],
            tone,
        );
    }
    c.disc(top.0, top.1 + w, w * 1.1, bark.mark);
}

/// A low bush.
pub(crate) fn bush(c: &mut Canvas<'_>, rng: &mut Rng, (x, y): Pt, r: f32, leaf: Color, lit: Color) {
    for dx in [-0.7, 0.7, 0.0] {
        puff(c, rng, x + dx * r, y - r * 0.4, r * 0.72, leaf);
    }
    puff(c, rng, x + 0.2 * r, y - r * 0.75, r * 0.45, lit);
}

/// Blades of grass from a foot.
pub(crate) fn tuft(c: &mut Canvas<'_>, rng: &mut Rng, (x, y): Pt, high: f32, tone: Color) {
    for _ in 0..6 {
        let dx = rng.within(-0.7, 0.7) * high;
        let up = high * rng.within(0.6, 1.1);
        let w = high * 0.07;
        c.polygon(
            &[
                (x + dx * 0.3 - w, y),
                (x + dx * 0.3 + w, y),
                (x + dx, y - up),
            ],
            tone,
        );
    }
}

/// A big fern or broad leaf that frames the picture.
pub(crate) fn frond(c: &mut Canvas<'_>, (x, y): Pt, (dx, dy): Pt, wide: f32, tone: Color) {
    let bend = (x + dx * 0.5 - dy * 0.15, y + dy * 0.5 + dx * 0.15);
    c.limb(
        &[
            (x, y, wide * 0.2),
            (bend.0, bend.1, wide),
            (x + dx, y + dy, wide * 0.08),
        ],
        tone,
    );
}
