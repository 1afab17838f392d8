//! The ground near the camera, and what lies on it.

use tiny_skia::Color;

use crate::canvas::{Canvas, Pt};
use crate::place::easel::Easel;
use crate::place::plants::tuft;
use crate::place::woods::ground;
use crate::reading::motif::Place;
use crate::rng::Rng;
use crate::tone::{mix, rgb};

/// The ground the figures stand on.
pub(super) fn near_ground(e: &mut Easel<'_>, place: Place, h: f32) {
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

pub(super) fn edges(e: &mut Easel<'_>, place: Place) {
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
