//! Open land: hills to deserts, village and snowfield.
//!
//! | module | draws |
//! |---|---|
//! | `ground` | the ground near the camera, and what lies on it |
//! | `far` | valley, volcano and village |

mod far;
mod ground;

pub(crate) use ground::stones;

use tiny_skia::Color;

use super::easel::Easel;
use super::plants::{Bark, Tree, tree};
use super::sky;
use super::woods::{ground, row};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::{Place, Viewpoint};
use crate::rng::Rng;
use crate::tone::{mix, rgb};
use far::{valley, village, volcano};
use ground::{edges, near_ground};

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
