//! Open land: hills to deserts, village and snowfield.

use tiny_skia::Color;

use super::easel::Easel;
use super::plants::{Bark, Tree, bush, tree, tuft};
use super::woods::{ground, row};
use super::{houses, sky};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::{Place, Viewpoint};
use crate::rng::Rng;
use crate::tone::{mix, rgb, veil};

/// The outline of a ridge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ridge {
    /// Round hills.
    Round,
    /// Peaks with a lit and a dark side.
    Peaks,
    /// Tables with steep sides.
    Mesas,
    /// Curved dunes with a sharp crest.
    Dunes,
}

pub(crate) fn draw(e: &mut Easel<'_>, place: Place) {
    let h = e.shot.horizon;
    let p = e.p;
    let high = e.shot.view == Viewpoint::Aerial;
    sky::draw(e, h + 0.05);
    let (far, near) = match place {
        Place::Mountains | Place::Valley => (Ridge::Peaks, Ridge::Round),
        Place::Snowfield => (Ridge::Peaks, Ridge::Round),
        Place::Canyon | Place::Plain => (Ridge::Mesas, Ridge::Mesas),
        Place::Desert => (Ridge::Dunes, Ridge::Dunes),
        _ => (Ridge::Round, Ridge::Round),
    };
    let stone = if matches!(place, Place::Canyon | Place::Plain | Place::Desert) {
        p.ground
    } else {
        mix(p.stone, p.sky[0], 0.3)
    };
    let tall = match far {
        Ridge::Peaks => 0.30,
        Ridge::Mesas => 0.18,
        _ => 0.13,
    };
    let cap = (far == Ridge::Peaks).then(|| p.tint(rgb(0xF4F6FA)));
    ridge(
        e,
        0.12,
        far,
        h + 0.03,
        tall,
        p.far(stone, 0.72),
        cap.map(|c| p.far(c, 0.4)),
    );
    ridge(
        e,
        0.22,
        far,
        h + 0.05,
        tall * 0.72,
        p.far(stone, 0.5),
        cap.map(|c| p.far(c, 0.25)),
    );
    if place == Place::Volcano {
        volcano(e, h);
    }
    if place == Place::Valley {
        valley(e, h, high);
        return;
    }
    let mid = mix(p.ground, p.growth, 0.35);
    ridge(e, 0.42, near, h + 0.08, 0.09, p.far(mid, 0.34), None);
    if place == Place::Village {
        village(e, h);
    }
    ridge(
        e,
        0.66,
        near,
        h + 0.12,
        0.06,
        p.far(mix(p.ground, p.growth, 0.18), 0.14),
        None,
    );
    if matches!(
        place,
        Place::Hills | Place::Meadow | Place::Field | Place::Mountains
    ) {
        let bark = Bark {
            trunk: p.far(p.stone, 0.3),
            mark: p.ink,
            leaf: p.far(mix(p.growth, p.shadow, 0.3), 0.22),
            lit: p.far(p.sunny(p.growth, 0.2), 0.2),
            snow: None,
        };
        let kind = if place == Place::Mountains {
            Tree::Pine
        } else {
            Tree::Leafy
        };
        let light = e.shot.light_side();
        e.layer(0.62, |c, rng, span| {
            row(rng, (span.left, span.right), 0.34, |rng, x| {
                let (at, high) = ((x, h + rng.within(0.09, 0.13)), rng.within(0.10, 0.2));
                tree(c, rng, kind, at, high, light, &bark);
            });
        });
    }
    near_ground(e, place, h);
    e.stage.floor = (h + 0.25).min(0.86);
    if high {
        e.stage.floor = 0.62;
        e.stage.tall = 0.22;
    }
    edges(e, place);
}

/// One ridge as a layer.
pub(crate) fn ridge(
    e: &mut Easel<'_>,
    depth: f32,
    kind: Ridge,
    foot: f32,
    high: f32,
    tone: Color,
    cap: Option<Color>,
) {
    let p = e.p;
    let light = e.shot.light_side();
    e.layer(depth, |c, rng, span| {
        ridge_on(
            c,
            rng,
            (span.left, span.right),
            kind,
            foot,
            high,
            [tone, p.sunny(tone, 0.16), mix(tone, p.shadow, 0.22)],
            light,
            cap,
        );
        c.rect(span.left, foot, span.width(), span.foot - foot, tone);
    });
}

/// Draws a ridge; `tones` are its own, its lit and its dark side.
#[expect(
    clippy::too_many_arguments,
    reason = "a ridge is all of these and nothing else"
)]
fn ridge_on(
    c: &mut Canvas<'_>,
    rng: &mut Rng,
    (left, right): Pt,
    kind: Ridge,
    foot: f32,
    high: f32,
    [tone, lit, dark]: [Color; 3],
    light: f32,
    cap: Option<Color>,
) {
    match kind {
        Ridge::Round => {
            ground(
                c,
                rng,
                (left, right, foot + 0.1),
                foot - high * 0.5,
                high * 0.5,
                tone,
            );
        }
        Ridge::Peaks => row(rng, (left, right), 0.34, |rng, x| {
            let up = high * rng.within(0.55, 1.1);
            let half = up * rng.within(0.8, 1.15);
            let peak = (x, foot - up);
            let notch = (x + half * rng.within(-0.12, 0.12), foot - up * 0.45);
            let fall = (x + half * rng.within(-0.2, 0.05), foot + 0.02);
            c.polygon(
                &[(x - half, foot + 0.02), peak, (x + half, foot + 0.02)],
                tone,
            );
            let side = (x + light * half, foot + 0.02);
            c.polygon(&[peak, side, fall, notch], lit);
            let other = (x - light * half, foot + 0.02);
            c.polygon(&[peak, other, fall, notch], dark);
            if let Some(cap) = cap {
                let at =
                    |share: f32, side: f32| (x + side * half * share, foot - up * (1.0 - share));
                c.polygon(
                    &[
                        peak,
                        at(0.34, 1.0),
                        at(0.22, 0.5),
                        at(0.30, 0.15),
                        at(0.2, -0.4),
                        at(0.36, -1.0),
                    ],
                    cap,
                );
                c.polygon(
                    &[
                        peak,
                        at(0.36, -light),
                        at(0.2, -light * 0.4),
                        (x - light * 0.01, foot - up * 0.74),
                    ],
                    mix(cap, dark, 0.3),
                );
            }
        }),
        Ridge::Mesas => row(rng, (left, right), 0.5, |rng, x| {
            let up = high * rng.within(0.5, 1.15);
            let half = rng.within(0.09, 0.24);
            let skirt = half * 0.5 + 0.04;
            c.polygon(
                &[
                    (x - half - skirt, foot + 0.02),
                    (x - half, foot - up * 0.45),
                    (x - half * 0.94, foot - up),
                    (x + half * 0.9, foot - up * 0.97),
                    (x + half, foot - up * 0.42),
                    (x + half + skirt, foot + 0.02),
                ],
                tone,
            );
            c.polygon(
                &[
                    (x + light * half * 0.3, foot - up * 0.98),
                    (x + light * half * 0.92, foot - up * 0.97),
                    (x + light * half, foot - up * 0.44),
                    (x + light * half * 0.4, foot - up * 0.4),
                ],
                lit,
            );
            for share in [0.78, 0.6] {
                c.line(
                    &[
                        (x - half * 0.95, foot - up * share),
                        (x + half * 0.94, foot - up * (share - 0.02)),
                    ],
                    0.004,
                    dark,
                );
            }
        }),
        Ridge::Dunes => row(rng, (left, right), 0.62, |rng, x| {
            let up = high * rng.within(0.6, 1.1);
            let half = rng.within(0.45, 0.7);
            let peak = (x + light * 0.1, foot - up);
            c.blob(
                &[
                    (x - half, foot + 0.06),
                    (x - half * 0.4, foot - up * 0.45),
                    peak,
                    (x + half * 0.5, foot - up * 0.4),
                    (x + half, foot + 0.06),
                    (x, foot + 0.12),
                ],
                lit,
            );
            c.polygon(
                &[
                    peak,
                    (x - light * half * 0.35, foot - up * 0.5),
                    (x - light * half, foot + 0.06),
                    (x - light * half * 0.1, foot + 0.08),
                    (x + light * 0.02, foot - up * 0.4),
                ],
                dark,
            );
            c.rect(x - half, foot + 0.04, half * 2.0, 0.1, tone);
        }),
    }
}

/// The ground the figures stand on.
fn near_ground(e: &mut Easel<'_>, place: Place, h: f32) {
    let p = e.p;
    let light = e.shot.light_side();
    let hue = e
        .motifs
        .place_tint
        .map_or(p.accent, |tint| p.tint(rgb(tint)));
    e.layer(1.0, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            h + 0.17,
            0.016,
            p.ground,
        );
        match place {
            Place::Field => furrows(
                c,
                (span.left, span.right),
                h + 0.17,
                mix(p.ground, p.shadow, 0.28),
                mix(p.ground, p.light, 0.3),
            ),
            Place::Desert | Place::Snowfield => {
                for _ in 0..9 {
                    let (x, y) = (rng.within(span.left, span.right), rng.within(h + 0.2, 0.98));
                    let wide = rng.within(0.18, 0.42);
                    c.blob(
                        &[
                            (x - wide, y),
                            (x - wide * 0.2, y - 0.018),
                            (x + wide, y + 0.004),
                            (x, y + 0.010),
                        ],
                        mix(
                            p.ground,
                            if rng.chance(0.5) { p.shadow } else { p.light },
                            0.22,
                        ),
                    );
                }
            }
            Place::Plain | Place::Canyon | Place::Volcano => {
                stones(
                    c,
                    rng,
                    (span.left, span.right),
                    h + 0.19,
                    [p.ground, p.shadow, p.light],
                    light,
                );
            }
            _ => {
                for _ in 0..34 {
                    let at = (rng.within(span.left, span.right), rng.within(h + 0.19, 1.0));
                    let side = if rng.chance(0.5) { p.shadow } else { p.light };
                    tuft(
                        c,
                        rng,
                        at,
                        0.015 + (at.1 - h) * 0.07,
                        mix(p.growth, side, 0.18),
                    );
                }
                if matches!(place, Place::Meadow | Place::Hills) {
                    for _ in 0..26 {
                        let (x, y) = (rng.within(span.left, span.right), rng.within(h + 0.22, 1.0));
                        let r = 0.004 + (y - h) * 0.008;
                        c.disc(
                            x,
                            y,
                            r,
                            mix(if rng.chance(0.5) { hue } else { p.light }, p.ground, 0.15),
                        );
                    }
                }
            }
        }
    });
}

/// Stones with a lit side and a shadow.
pub(crate) fn stones(
    c: &mut Canvas<'_>,
    rng: &mut Rng,
    (left, right): Pt,
    top: f32,
    [tone, shadow, light]: [Color; 3],
    side: f32,
) {
    for _ in 0..26 {
        let (x, y) = (rng.within(left, right), rng.within(top, 1.0));
        let r = (0.006 + (y - top) * 0.05) * rng.within(0.5, 1.5);
        c.blob(
            &[
                (x - side * r * 0.4, y),
                (x - side * r * 3.6, y + r * 0.25),
                (x - side * r * 1.2, y + r * 0.4),
                (x + r * 0.4, y + r * 0.25),
            ],
            mix(tone, shadow, 0.4),
        );
        c.blob(
            &[
                (x - r, y + r * 0.2),
                (x - r * 0.6, y - r * 0.5),
                (x + r * 0.3, y - r * 0.75),
                (x + r, y + r * 0.1),
                (x, y + r * 0.35),
            ],
            mix(tone, shadow, 0.55),
        );
        c.blob(
            &[
                (x + side * r * 0.1, y - r * 0.1),
                (x + side * r * 0.2, y - r * 0.66),
                (x + side * r * 0.9, y),
            ],
            mix(tone, light, 0.35),
        );
    }
}

/// Rows of crop that run to one point.
fn furrows(c: &mut Canvas<'_>, (left, right): Pt, top: f32, dark: Color, light: Color) {
    let middle = (left + right) / 2.0;
    for step in -14_i16..=14 {
        let at = f32::from(step);
        let (x0, x1) = (middle + at * 0.05, middle + at * 0.34);
        c.polygon(
            &[
                (x0 - 0.006, top),
                (x0 + 0.006, top),
                (x1 + 0.05, 1.15),
                (x1 - 0.05, 1.15),
            ],
            dark,
        );
        c.polygon(
            &[
                (x0 + 0.006, top),
                (x0 + 0.012, top),
                (x1 + 0.09, 1.15),
                (x1 + 0.05, 1.15),
            ],
            light,
        );
    }
}

/// A green valley with a river, seen from a height.
fn valley(e: &mut Easel<'_>, h: f32, high: bool) {
    let p = e.p;
    let depth = if high { 0.5 } else { 0.7 };
    let water = mix(p.water, p.light, 0.3);
    let light = e.shot.light_side();
    e.layer(depth, |c, rng, span| {
        c.fade(
            span.left,
            h + 0.02,
            span.width(),
            span.foot - h,
            &[
                (0.0, p.far(p.ground, 0.45)),
                (0.6, p.ground),
                (1.0, p.shade(p.ground, 0.2)),
            ],
        );
        let m = (span.left + span.right) / 2.0 + light * 0.12;
        for _ in 0..16 {
            let y = h + 0.06 + rng.unit() * rng.unit() * 0.8;
            let k = (y - h) * 1.1 + 0.05;
            let x = rng.within(span.left, span.right);
            let tone = mix(
                p.ground,
                if rng.chance(0.5) { p.growth } else { p.light },
                rng.within(0.18, 0.45),
            );
            let w = k * rng.within(0.25, 0.5);
            c.polygon(
                &[
                    (x - w, y),
                    (x + w * 0.8, y - k * 0.04),
                    (x + w * 1.2, y + k * 0.2),
                    (x - w * 0.8, y + k * 0.26),
                ],
                p.far(tone, 0.3 * (1.0 - k).max(0.0)),
            );
        }
        c.limb(
            &[
                (m - 0.05, h + 0.03, 0.004),
                (m + 0.08, h + 0.09, 0.009),
                (m - 0.09, h + 0.19, 0.02),
                (m + 0.16, h + 0.36, 0.045),
                (m - 0.16, h + 0.62, 0.09),
                (m - 0.02, h + 0.95, 0.16),
            ],
            water,
        );
        for _ in 0..60 {
            let y = h + 0.06 + rng.unit() * rng.unit() * 0.75;
            let k = (y - h) * 0.06 + 0.007;
            let x = rng.within(span.left, span.right);
            if (x - m).abs() > 0.22 {
                bush(
                    c,
                    rng,
                    (x, y),
                    k,
                    p.far(mix(p.growth, p.shadow, 0.35), 0.2),
                    p.sunny(p.growth, 0.2),
                );
            }
        }
    });
    for (side, lift) in [(-1.0_f32, 0.16), (1.0, 0.10)] {
        let tone = p.far(mix(p.growth, p.shadow, 0.30), 0.16);
        e.layer(0.75, |c, rng, span| {
            let edge = if side > 0.0 {
                span.right + 0.1
            } else {
                span.left - 0.1
            };
            let mut shape = vec![(edge, h - lift + 0.02)];
            for step in 1_u16..5 {
                let go = f32::from(step) * 0.16;
                shape.push((edge - side * go, h - lift + go * rng.within(0.65, 0.9)));
            }
            shape.push((edge, span.foot.min(h + 0.85)));
            c.blob(&shape, tone);
            for _ in 0..26 {
                let go = rng.within(0.02, 0.5);
                let y = h - lift + go * 0.85 + rng.within(0.03, 0.2);
                let at = (edge - side * go, y);
                let high = rng.within(0.05, 0.09);
                tree(
                    c,
                    rng,
                    Tree::Pine,
                    at,
                    high,
                    light,
                    &Bark {
                        trunk: p.ink,
                        mark: p.ink,
                        leaf: mix(p.growth, p.shadow, 0.5),
                        lit: mix(p.growth, p.shadow, 0.2),
                        snow: None,
                    },
                );
            }
        });
    }
    e.stage.floor = if high { 0.62 } else { h + 0.27 };
    if high {
        e.stage.tall = 0.2;
    }
}

fn volcano(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    let x = e.shot.light.0;
    let tone = p.far(p.ground, 0.25);
    let lava = rgb(0xFF782E);
    e.layer(0.3, |c, _, _| {
        c.glow(x, h - 0.36, 0.4, lava, 0.6);
        c.polygon(
            &[
                (x - 0.6, h + 0.1),
                (x - 0.1, h - 0.32),
                (x - 0.04, h - 0.30),
                (x + 0.05, h - 0.31),
                (x + 0.1, h - 0.33),
                (x + 0.62, h + 0.1),
            ],
            tone,
        );
        c.limb(
            &[
                (x, h - 0.31, 0.03),
                (x - 0.03, h - 0.18, 0.014),
                (x + 0.05, h - 0.05, 0.02),
                (x + 0.02, h + 0.1, 0.03),
            ],
            lava,
        );
    });
    e.alive(0.3, move |c, t| {
        for step in 0_u16..5 {
            let go = (t * 0.12 + f32::from(step) * 0.2).fract();
            c.disc(
                x + go * 0.22 + 0.03 * (go * 9.0).sin(),
                h - 0.34 - go * 0.34,
                0.03 + 0.09 * go,
                veil(mix(p.ink, p.haze, go), 0.6 * (1.0 - go)),
            );
        }
    });
}

fn village(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    let night = crate::tone::luma(p.sky[1]) < 0.4;
    e.layer(0.5, |c, rng, span| {
        row(rng, (span.left, span.right), 0.17, |rng, x| {
            let size = rng.within(0.10, 0.16);
            houses::cottage(c, rng, (x, h + 0.12), size, &p, night, 0.22);
        });
        houses::church(
            c,
            (span.left + span.width() * 0.66, h + 0.11),
            0.34,
            &p,
            night,
            0.25,
        );
    });
}

fn edges(e: &mut Easel<'_>, place: Place) {
    let p = e.p;
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    let dry = matches!(
        place,
        Place::Desert | Place::Plain | Place::Canyon | Place::Volcano | Place::Snowfield
    );
    let snow = place == Place::Snowfield || e.motifs.snowy;
    let dark = if snow {
        mix(p.ground, p.shadow, 0.35)
    } else {
        mix(p.ink, if dry { p.ground } else { p.growth }, 0.35)
    };
    e.before(1.3, |c, rng, _| {
        let x = if side > 0.0 { aspect + 0.04 } else { -0.04 };
        if dry || snow {
            c.blob(
                &[
                    (x + 0.3, 1.1),
                    (x + side * 0.1, 0.86),
                    (x - side * 0.10, 0.90),
                    (x - side * 0.26, 0.97),
                    (x - side * 0.42, 1.1),
                ],
                dark,
            );
        } else {
            for step in 0_u16..16 {
                let at = (x - side * f32::from(step) * 0.03, 1.02);
                tuft(c, rng, at, 0.2 - f32::from(step) * 0.009, dark);
            }
        }
    });
}
