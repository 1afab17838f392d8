//! Rooms with a window, the table top, and the windowsill.
//!
//! | module | draws |
//! |---|---|
//! | `inside` | furniture, curtains and lamps |
//! | `near` | the windowsill and the table |

mod inside;
mod near;

pub(crate) use near::{sill, table};

use tiny_skia::Color;

use super::easel::Easel;
use crate::canvas::Canvas;
use crate::palette::Palette;
use crate::reading::motif::{Hour, Place};
use crate::tone::{mix, rgb, veil};
use inside::{curtain, furnish, lamp};

pub(crate) fn draw(e: &mut Easel<'_>, place: Place) {
    let p = e.p;
    let aspect = e.shot.aspect;
    let line = 0.70;
    let left = e.shot.light_side() < 0.0;
    let wx = if left { 0.16 } else { aspect - 0.16 - 0.46 };
    let window = (wx, 0.14, wx + 0.46, 0.48);
    let wall = mix(p.built, p.light, 0.18);
    let night = e.motifs.hour == Hour::Night;
    e.layer(0.5, |c, _, span| {
        c.fade(
            span.left,
            span.top,
            span.width(),
            line - span.top,
            &[(0.0, mix(wall, p.shadow, 0.34)), (1.0, wall)],
        );
        c.rect(
            span.left,
            line - 0.03,
            span.width(),
            0.03,
            mix(wall, p.shadow, 0.35),
        );
    });
    view_outside(e, window, 0.5);
    let cosy = matches!(
        place,
        Place::Living | Place::Bedroom | Place::Kitchen | Place::Cafe
    );
    e.layer(0.55, |c, rng, span| {
        frame(c, window, mix(wall, rgb(0xFFFFFF), 0.4), &p);
        if cosy {
            curtain(c, window, mix(p.accent, wall, 0.45), p.shadow);
        }
        c.fade(
            span.left,
            line,
            span.width(),
            span.foot - line,
            &[(0.0, mix(p.ground, p.shadow, 0.25)), (1.0, p.ground)],
        );
        for step in -8_i16..=8 {
            let at = f32::from(step) * 0.16;
            c.line(
                &[(aspect / 2.0 + at, line), (aspect / 2.0 + at * 2.4, 1.1)],
                0.003,
                mix(p.ground, p.shadow, 0.4),
            );
        }
        if !night {
            let slide = if left { 0.3 } else { -0.3 };
            c.polygon(
                &[
                    (wx + 0.05 + slide * 0.6, line + 0.05),
                    (wx + 0.41 + slide * 0.6, line + 0.05),
                    (wx + 0.5 + slide, 0.95),
                    (wx + slide, 0.95),
                ],
                veil(p.light, 0.3),
            );
        }
        let far = if left { aspect * 0.70 } else { aspect * 0.28 };
        furnish(c, rng, place, far, line, &p);
    });
    lamp(e, if left { aspect * 0.80 } else { aspect * 0.2 }, night);
    e.stage.floor = 0.87;
    e.stage.tall = 0.52;
    e.stage.roofed = true;
    e.stage.window = Some(window);
}

/// What is seen through a window: sky and a few roofs or trees.
fn view_outside(e: &mut Easel<'_>, (l, t, r, b): (f32, f32, f32, f32), depth: f32) {
    let p = e.p;
    let night = e.motifs.hour == Hour::Night;
    e.layer(depth, |c, rng, _| {
        c.fade(
            l,
            t,
            r - l,
            b - t,
            &[(0.0, p.sky[0]), (0.6, p.sky[1]), (1.0, p.sky[2])],
        );
        let tone = mix(p.sky[1], p.ink, 0.45);
        let mut x = l;
        while x < r {
            let w = (rng.within(0.04, 0.1) * (r - l) * 2.0).min(r - x);
            let h = rng.within(0.15, 0.42) * (b - t);
            c.rect(x, b - h, w, h, tone);
            if night {
                for _ in 0..4 {
                    c.rect(
                        x + rng.within(0.1, 0.7) * w,
                        b - rng.within(0.2, 0.9) * h,
                        0.012,
                        0.016,
                        p.lamp,
                    );
                }
            }
            x += w;
        }
    });
}

fn frame(c: &mut Canvas<'_>, (l, t, r, b): (f32, f32, f32, f32), tone: Color, p: &Palette) {
    let w = 0.022;
    let dark = mix(tone, p.shadow, 0.3);
    c.rect(l - w, t - w, r - l + 2.0 * w, w, tone);
    c.rect(l - w, t - w, w, b - t + 2.0 * w, tone);
    c.rect(r, t - w, w, b - t + 2.0 * w, dark);
    c.rect((l + r) / 2.0 - w * 0.35, t, w * 0.7, b - t, tone);
    c.rect(l, (t + b) / 2.0 - w * 0.35, r - l, w * 0.7, tone);
    c.rect(l - w * 2.0, b, r - l + w * 4.0, w * 1.4, tone);
    c.rect(l - w * 2.0, b + w * 1.4, r - l + w * 4.0, w * 0.5, dark);
}
