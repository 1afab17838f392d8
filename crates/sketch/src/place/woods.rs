//! Forests, jungle, palms and parks.

use super::easel::Easel;
use super::plants::{Bark, Tree, bush, frond, tree, tuft};
use super::sky;
use crate::canvas::Pt;
use crate::palette::Palette;
use crate::reading::motif::Place;
use crate::rng::Rng;
use crate::tone::{mix, rgb};

pub(crate) fn draw(e: &mut Easel<'_>, place: Place) {
    let (kind, dense) = match place {
        Place::Birches => (Tree::Birch, 1.0),
        Place::Pines => (Tree::Pine, 1.0),
        Place::Jungle => (Tree::Jungle, 1.2),
        Place::Palms => (Tree::Palm, 0.5),
        Place::Park => (Tree::Leafy, 0.45),
        _ => (Tree::Leafy, 0.9),
    };
    let horizon = e.shot.horizon + 0.02;
    let snowy = e.motifs.snowy;
    let light = e.shot.light_side();
    let p = e.p;
    sky::draw(e, horizon + 0.04);
    for (depth, air, high) in [(0.18, 0.78, 0.40), (0.34, 0.58, 0.56)] {
        let bark = bark(&p, kind, snowy, air);
        let base = horizon + depth * 0.05;
        e.layer(depth, |c, rng, span| {
            row(rng, (span.left, span.right), 0.10 / dense, |rng, x| {
                let high = high * rng.within(0.7, 1.15);
                tree(c, rng, kind, (x, base + 0.02), high, light, &bark);
            });
            let tone = mix(bark.leaf, p.far(p.ground, air), 0.65);
            ground(c, rng, (span.left, span.right, span.foot), base, 0.02, tone);
        });
    }
    let bark_mid = bark(&p, kind, snowy, 0.30);
    let far_ground = p.far(p.ground, 0.34);
    e.layer(0.6, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            horizon + 0.06,
            0.018,
            far_ground,
        );
        row(rng, (span.left, span.right), 0.24 / dense, |rng, x| {
            let high = rng.within(0.6, 0.85);
            tree(c, rng, kind, (x, horizon + 0.085), high, light, &bark_mid);
        });
    });
    let bark_near = bark(&p, kind, snowy, 0.06);
    let keep = e.shot.third;
    let shade = p.shade(p.ground, 0.42);
    e.layer(1.0, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            horizon + 0.13,
            0.014,
            p.ground,
        );
        // Long shadows fall towards us, away from the light.
        row(rng, (span.left, span.right), 0.40 / dense, |rng, x| {
            let foot = horizon + rng.within(0.145, 0.175);
            let w = 0.016;
            let slide = -light * 0.34;
            c.polygon(
                &[
                    (x - w, foot),
                    (x + w, foot),
                    (x + slide + w * 2.6, span.foot),
                    (x + slide - w * 2.6, span.foot),
                ],
                mix(p.ground, shade, 0.45),
            );
            // Nothing stands right behind the lead.
            if (x - keep).abs() > 0.22 {
                let high = rng.within(0.85, 1.15);
                tree(c, rng, kind, (x, foot), high, light, &bark_near);
            }
        });
        let lit = p.sunny(p.ground, 0.4);
        for _ in 0..7 {
            let (x, y) = (
                rng.within(span.left, span.right),
                rng.within(horizon + 0.19, 0.97),
            );
            let wide = rng.within(0.08, 0.26);
            c.blob(
                &[
                    (x - wide, y),
                    (x, y - wide * 0.05),
                    (x + wide, y),
                    (x, y + wide * 0.03),
                ],
                mix(p.ground, lit, 0.55),
            );
        }
        if !snowy {
            for _ in 0..22 {
                let at = (
                    rng.within(span.left, span.right),
                    rng.within(horizon + 0.16, 1.0),
                );
                tuft(
                    c,
                    rng,
                    at,
                    0.03 + (at.1 - horizon) * 0.06,
                    mix(p.growth, p.shadow, 0.2),
                );
            }
        }
    });
    e.stage.floor = horizon + 0.25;
    frame(e, kind, snowy);
}

fn bark(p: &Palette, kind: Tree, snowy: bool, air: f32) -> Bark {
    let trunk = match kind {
        Tree::Birch => p.tint(rgb(0xEAE4DA)),
        Tree::Palm => p.tint(rgb(0x9A7A54)),
        _ => p.tint(rgb(0x5E483C)),
    };
    let leaf = if kind == Tree::Pine && snowy {
        mix(p.growth, p.shadow, 0.25)
    } else {
        p.growth
    };
    Bark {
        trunk: p.far(trunk, air * 0.9),
        mark: p.far(p.tint(rgb(0x4A4244)), air),
        leaf: p.far(mix(leaf, p.shadow, 0.22), air),
        lit: p.far(p.sunny(leaf, 0.22), air),
        snow: snowy.then(|| p.far(p.tint(rgb(0xF2F4FA)), air)),
    }
}

/// Calls `draw` at uneven steps along a row.
pub(crate) fn row(
    rng: &mut Rng,
    (left, right): Pt,
    step: f32,
    mut draw: impl FnMut(&mut Rng, f32),
) {
    let mut x = left - step * rng.unit();
    while x < right + step {
        draw(rng, x);
        x += step * rng.within(0.6, 1.4);
    }
}

/// Rolling ground from a line down to the foot.
pub(crate) fn ground(
    c: &mut crate::canvas::Canvas<'_>,
    rng: &mut Rng,
    (left, right, foot): (f32, f32, f32),
    line: f32,
    swell: f32,
    tone: tiny_skia::Color,
) {
    let mut shape = vec![(left - 0.3, foot + 0.2)];
    let mut x = left - 0.3;
    while x < right + 0.3 {
        shape.push((x, line + rng.within(-swell, swell)));
        x += 0.3;
    }
    shape.push((right + 0.3, line));
    shape.push((right + 0.3, foot + 0.2));
    c.blob(&shape, tone);
}

/// What frames the picture at its edges.
fn frame(e: &mut Easel<'_>, kind: Tree, snowy: bool) {
    let p = e.p;
    let side = -e.shot.facing;
    let aspect = e.shot.aspect;
    let dark = mix(p.ink, p.growth, 0.22);
    let snow = p.tint(rgb(0xF2F4FA));
    e.before(1.35, |c, rng, span| {
        let edge = if side > 0.0 { aspect + 0.02 } else { -0.02 };
        match kind {
            Tree::Jungle | Tree::Palm => {
                for step in 0_u16..6 {
                    let lift = f32::from(step) * 0.13;
                    let long = rng.within(0.2, 0.34);
                    frond(
                        c,
                        (edge, 1.02 - lift),
                        (-side * long, -long * 0.55),
                        0.035,
                        dark,
                    );
                }
                frond(c, (aspect - edge, 1.05), (side * 0.3, -0.2), 0.045, dark);
            }
            Tree::Leafy => {
                for _ in 0..9 {
                    let (x, y) = (edge - side * rng.within(0.0, 0.26), rng.within(-0.02, 0.12));
                    let r = rng.within(0.05, 0.09);
                    super::plants::puff(c, rng, x, y, r, dark);
                }
                bush(
                    c,
                    rng,
                    (aspect - edge, 1.02),
                    0.14,
                    dark,
                    mix(dark, p.growth, 0.3),
                );
            }
            Tree::Birch | Tree::Pine => {
                let x = edge - side * 0.075;
                let w = 0.052;
                let trunk = if kind == Tree::Birch {
                    mix(p.tint(rgb(0xD8D0C8)), p.ink, 0.45)
                } else {
                    dark
                };
                c.limb(
                    &[
                        (x, span.foot + 0.05, w * 1.15),
                        (x + 0.012, 0.5, w),
                        (x - 0.01, span.top - 0.05, w * 0.9),
                    ],
                    trunk,
                );
                if kind == Tree::Birch {
                    for _ in 0..13 {
                        let y = rng.within(0.0, 0.95);
                        let from = if rng.chance(0.5) { -1.0 } else { 1.0 };
                        c.limb(
                            &[
                                (x + from * w, y, 0.007),
                                (x + from * w * rng.within(0.1, 0.6), y + 0.006, 0.002),
                            ],
                            p.ink,
                        );
                    }
                }
                for lift in [0.16, 0.34] {
                    let tip = (
                        x - side * rng.within(0.26, 0.4),
                        lift - rng.within(0.06, 0.16),
                    );
                    c.limb(
                        &[
                            (x, lift, 0.014),
                            ((x + tip.0) / 2.0, lift - 0.02, 0.009),
                            (tip.0, tip.1, 0.002),
                        ],
                        mix(trunk, p.ink, 0.4),
                    );
                    if snowy {
                        c.limb(
                            &[
                                (x - side * 0.05, lift - 0.012, 0.004),
                                ((x + tip.0) / 2.0, lift - 0.03, 0.006),
                                (tip.0, tip.1 - 0.004, 0.001),
                            ],
                            snow,
                        );
                    }
                }
            }
        }
        if snowy {
            c.blob(
                &[
                    (aspect - edge - 0.5, 1.1),
                    (aspect - edge - 0.25, 0.985),
                    (aspect - edge, 0.955),
                    (aspect - edge + 0.25, 0.985),
                    (aspect - edge + 0.5, 1.1),
                ],
                mix(snow, p.shadow, 0.18),
            );
        }
    });
}
