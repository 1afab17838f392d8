//! Beach, sea, lake, river, harbour, waterfall, and under water.
//!
//! | module | draws |
//! |---|---|
//! | `shore` | beach, banks and harbour |
//! | `deep` | the waterfall, and below the surface |

mod deep;
mod shore;

pub(crate) use deep::{fall, under};

use tiny_skia::Color;

use super::easel::Easel;
use super::land::{Ridge, ridge};
use super::sky;
use crate::canvas::Canvas;
use crate::reading::motif::Place;
use crate::tone::{mix, rgb};
use shore::{bank, beach, harbour, mooring, shore_trees};

pub(crate) fn draw(e: &mut Easel<'_>, place: Place) {
    let h = e.shot.horizon;
    let p = e.p;
    sky::draw(e, h + 0.01);
    match place {
        Place::Sea => {}
        Place::Harbour => harbour(e, h),
        Place::Beach => ridge(
            e,
            0.1,
            Ridge::Round,
            h + 0.01,
            0.06,
            p.far(p.growth, 0.66),
            None,
        ),
        _ => {
            ridge(
                e,
                0.12,
                Ridge::Peaks,
                h + 0.02,
                0.24,
                p.far(mix(p.stone, p.sky[0], 0.3), 0.62),
                Some(p.far(p.tint(rgb(0xF2F4F8)), 0.4)),
            );
            shore_trees(e, h);
        }
    }
    sea(e, h);
    match place {
        Place::Beach => beach(e, h),
        Place::Lake | Place::River => {
            bank(e);
            e.stage.floor = if on_water(e) { h + 0.24 } else { 0.86 };
        }
        _ => {
            e.stage.floor = h + 0.24;
            e.stage.afloat = !on_water(e);
        }
    }
    if place == Place::Harbour {
        mooring(e);
    }
}

fn on_water(e: &Easel<'_>) -> bool {
    use crate::reading::motif::{Bird, Deed, Subject};
    e.motifs.lead().is_some_and(|actor| {
        matches!(
            actor.subject,
            Subject::Boat(_) | Subject::Swimmer(_) | Subject::Bird(Bird::Duck)
        )
    }) || e.motifs.deed == Deed::Swim
}

/// Water with bands of light and a path under the sun.
fn sea(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    let sun = e.shot.light.0;
    let near = mix(p.water, p.shadow, 0.25);
    e.layer(0.35, |c, rng, span| {
        c.fade(
            span.left,
            h,
            span.width(),
            span.foot - h,
            &[(0.0, p.far(p.water, 0.6)), (0.35, p.water), (1.0, near)],
        );
        for _ in 0..46 {
            let y = h + 0.012 + rng.unit() * rng.unit() * 0.45;
            let k = (y - h) * 1.6 + 0.08;
            let x = rng.within(span.left, span.right);
            ripple(
                c,
                x,
                y,
                k * rng.within(0.14, 0.3),
                k * 0.012,
                mix(p.water, if rng.chance(0.5) { p.sky[1] } else { near }, 0.5),
            );
        }
        for _ in 0..26 {
            let y = h + 0.006 + rng.unit() * 0.38;
            let k = (y - h) * 0.5 + 0.03;
            ripple(
                c,
                sun + rng.within(-k, k),
                y,
                k * rng.within(0.3, 0.8),
                0.0035 + k * 0.012,
                mix(p.water, p.light, 0.62),
            );
        }
    });
    let glints: Vec<(f32, f32, f32)> = (0..16)
        .map(|_| {
            let y = h + 0.01 + e.rng.unit() * e.rng.unit() * 0.4;
            (e.rng.within(0.0, e.shot.aspect), y, e.rng.within(0.0, 6.0))
        })
        .collect();
    e.alive(0.5, move |c, t| {
        for (x, y, start) in &glints {
            let k = (y - h) * 0.22 + 0.02;
            let swell = (t * 1.6 + start).sin();
            ripple(
                c,
                x + 0.012 * swell,
                *y,
                k * (0.75 + 0.4 * swell),
                0.0022 + k * 0.02,
                mix(p.water, p.light, 0.5),
            );
        }
    });
}

/// A flat lens of water.
fn ripple(c: &mut Canvas<'_>, x: f32, y: f32, half: f32, thick: f32, tone: Color) {
    c.ellipse(x, y, half.max(0.004), thick.max(0.001), tone);
}
