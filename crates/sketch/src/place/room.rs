//! Rooms with a window, the table top, and the windowsill.

use tiny_skia::Color;

use super::easel::Easel;
use super::houses::pool;
use crate::canvas::Canvas;
use crate::palette::Palette;
use crate::reading::motif::{Hour, Lighting, Place};
use crate::rng::Rng;
use crate::tone::{mix, rgb, turned, veil};

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

/// What stands at the wall of a room.
fn furnish(c: &mut Canvas<'_>, rng: &mut Rng, place: Place, x: f32, line: f32, p: &Palette) {
    let wood = p.tint(rgb(0x8A5E40));
    let pale = mix(p.built, p.light, 0.5);
    let dark = mix(wood, p.shadow, 0.35);
    match place {
        Place::Kitchen => {
            c.rect(x - 0.44, line - 0.20, 0.88, 0.24, mix(pale, p.accent, 0.2));
            c.rect(x - 0.46, line - 0.22, 0.92, 0.03, dark);
            for step in 0_u16..4 {
                c.slab(
                    x - 0.42 + f32::from(step) * 0.215,
                    line - 0.17,
                    0.19,
                    0.18,
                    0.01,
                    mix(pale, p.accent, 0.34),
                );
                c.rect(
                    x - 0.34 + f32::from(step) * 0.215,
                    line - 0.15,
                    0.04,
                    0.008,
                    dark,
                );
            }
            c.rect(x - 0.42, 0.16, 0.84, 0.17, mix(pale, p.accent, 0.3));
            c.rect(x - 0.002, 0.16, 0.005, 0.17, dark);
            for step in 0_u16..5 {
                let at = x - 0.3 + f32::from(step) * 0.13;
                c.line(&[(at, 0.36), (at, 0.42)], 0.005, dark);
                c.disc(at, 0.44, 0.024, mix(p.accent, dark, f32::from(step) * 0.2));
            }
            c.slab(
                x + 0.12,
                line - 0.29,
                0.13,
                0.08,
                0.02,
                mix(p.ink, p.stone, 0.4),
            );
        }
        Place::Bedroom => {
            c.slab(x - 0.42, line - 0.30, 0.06, 0.36, 0.02, dark);
            c.slab(x - 0.40, line - 0.13, 0.84, 0.18, 0.03, pale);
            c.slab(x - 0.16, line - 0.15, 0.62, 0.20, 0.04, p.accent);
            c.slab(
                x - 0.36,
                line - 0.19,
                0.18,
                0.09,
                0.04,
                mix(pale, rgb(0xFFFFFF), 0.5),
            );
            c.rect(x - 0.12, 0.18, 0.22, 0.17, dark);
            c.rect(x - 0.105, 0.193, 0.19, 0.144, mix(p.sky[1], p.growth, 0.4));
        }
        Place::Office | Place::Lab | Place::Hospital => {
            c.rect(x - 0.46, line - 0.22, 0.92, 0.028, pale);
            for leg in [-0.44, 0.42] {
                c.rect(x + leg, line - 0.2, 0.02, 0.24, mix(pale, p.shadow, 0.4));
            }
            if place == Place::Lab {
                for step in 0_u16..6 {
                    let at = x - 0.38 + f32::from(step) * 0.14;
                    let tone = turned(p.accent, f32::from(step) * 50.0);
                    c.polygon(
                        &[
                            (at - 0.012, line - 0.33),
                            (at + 0.012, line - 0.33),
                            (at + 0.036, line - 0.22),
                            (at - 0.036, line - 0.22),
                        ],
                        mix(pale, rgb(0xFFFFFF), 0.4),
                    );
                    c.polygon(
                        &[
                            (at - 0.022, line - 0.275),
                            (at + 0.022, line - 0.275),
                            (at + 0.036, line - 0.22),
                            (at - 0.036, line - 0.22),
                        ],
                        tone,
                    );
                }
            } else {
                c.slab(x - 0.16, line - 0.42, 0.30, 0.17, 0.012, p.ink);
                c.rect(
                    x - 0.145,
                    line - 0.407,
                    0.27,
                    0.14,
                    mix(p.sky[1], p.light, 0.3),
                );
                c.rect(x - 0.02, line - 0.25, 0.03, 0.04, p.ink);
            }
            for row in 0_u16..2 {
                let y = 0.2 + f32::from(row) * 0.12;
                c.rect(x - 0.40, y, 0.8, 0.014, mix(pale, p.shadow, 0.25));
                for _ in 0..8 {
                    let at = x + rng.within(-0.38, 0.34);
                    let high = rng.within(0.04, 0.08);
                    c.rect(
                        at,
                        y - high,
                        0.03,
                        high,
                        turned(mix(p.accent, pale, 0.5), rng.within(-90.0, 90.0)),
                    );
                }
            }
        }
        Place::Library => shelves(c, rng, x - 0.62, line, p, dark),
        Place::Cafe => {
            shelves(c, rng, x - 0.3, line - 0.16, p, dark);
            c.rect(x - 0.5, line - 0.21, 1.0, 0.25, mix(wood, p.accent, 0.2));
            c.rect(x - 0.53, line - 0.24, 1.06, 0.035, dark);
            for step in 0_u16..3 {
                let at = x - 0.4 + f32::from(step) * 0.34;
                c.line(&[(at, 0.0), (at, 0.16)], 0.003, p.ink);
                c.polygon(
                    &[(at - 0.05, 0.21), (at, 0.15), (at + 0.05, 0.21)],
                    p.accent,
                );
                c.glow(at, 0.22, 0.2, p.lamp, 0.5);
            }
        }
        _ => {
            c.slab(
                x - 0.36,
                line - 0.28,
                0.74,
                0.22,
                0.05,
                mix(p.accent, p.shadow, 0.3),
            );
            c.slab(
                x - 0.40,
                line - 0.17,
                0.82,
                0.19,
                0.04,
                mix(p.accent, p.built, 0.2),
            );
            for dx in [-0.33, 0.01] {
                c.slab(
                    x + dx,
                    line - 0.185,
                    0.34,
                    0.07,
                    0.03,
                    p.sunny(mix(p.accent, p.built, 0.2), 0.2),
                );
            }
            for dx in [-0.36, 0.34] {
                c.rect(x + dx, line + 0.01, 0.03, 0.035, dark);
            }
            c.rect(x - 0.2, 0.17, 0.16, 0.2, dark);
            c.rect(
                x - 0.186,
                0.184,
                0.132,
                0.172,
                mix(p.sky[2], p.growth, 0.35),
            );
            c.rect(x + 0.02, 0.21, 0.19, 0.14, dark);
            c.rect(
                x + 0.033,
                0.223,
                0.164,
                0.114,
                mix(p.sky[1], p.accent, 0.35),
            );
        }
    }
}

/// Shelves full of books.
fn shelves(c: &mut Canvas<'_>, rng: &mut Rng, x: f32, line: f32, p: &Palette, wood: Color) {
    c.rect(x, 0.08, 1.2, line - 0.06, mix(wood, p.shadow, 0.4));
    let mut y = 0.2;
    while y < line {
        let mut at = x + 0.015;
        while at < x + 1.17 {
            let (w, h) = (rng.within(0.014, 0.03), rng.within(0.06, 0.095));
            c.rect(
                at,
                y - h,
                w,
                h,
                turned(
                    mix(p.accent, p.built, rng.within(0.2, 0.8)),
                    rng.within(-80.0, 80.0),
                ),
            );
            at += w + 0.003;
        }
        c.rect(x - 0.01, y, 1.22, 0.014, wood);
        y += 0.13;
    }
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

fn curtain(c: &mut Canvas<'_>, (l, t, r, b): (f32, f32, f32, f32), tone: Color, shadow: Color) {
    for (x, side) in [(l, 1.0), (r, -1.0)] {
        for fold in 0_u16..3 {
            let at = x - side * 0.05 + side * f32::from(fold) * 0.03;
            let shade = mix(tone, shadow, f32::from(fold % 2) * 0.25);
            c.limb(
                &[
                    (at, t - 0.05, 0.02),
                    (at - side * 0.006, (t + b) / 2.0, 0.022),
                    (at - side * 0.012, b + 0.12, 0.026),
                ],
                shade,
            );
        }
    }
    c.rect(
        l - 0.1,
        t - 0.066,
        r - l + 0.2,
        0.014,
        mix(tone, shadow, 0.6),
    );
}

/// A hanging lamp, lit when the words or the hour ask for it.
fn lamp(e: &mut Easel<'_>, x: f32, night: bool) {
    let p = e.p;
    let on = night
        || e.motifs
            .lighting
            .iter()
            .any(|l| matches!(l, Lighting::Lamp | Lighting::Candle | Lighting::Flicker));
    e.layer(0.7, |c, _, span| {
        c.line(&[(x, span.top), (x, 0.12)], 0.005, p.ink);
        if on {
            c.polygon(
                &[
                    (x - 0.06, 0.2),
                    (x + 0.06, 0.2),
                    (x + 0.42, 0.98),
                    (x - 0.42, 0.98),
                ],
                veil(p.lamp, 0.10),
            );
            c.glow(x, 0.21, 0.55, p.lamp, 0.5);
            pool(c, (x, 0.9), 0.6, p.lamp, 0.4);
        }
        c.polygon(
            &[
                (x - 0.025, 0.11),
                (x + 0.025, 0.11),
                (x + 0.10, 0.2),
                (x - 0.10, 0.2),
            ],
            mix(p.accent, p.ink, 0.35),
        );
        c.ellipse(
            x,
            0.2,
            0.10,
            0.012,
            if on {
                mix(p.lamp, rgb(0xFFFFFF), 0.5)
            } else {
                p.ink
            },
        );
    });
}

/// A broad windowsill with rain or sun behind the panes.
pub(crate) fn sill(e: &mut Easel<'_>) {
    let p = e.p;
    let aspect = e.shot.aspect;
    let wall = mix(mix(p.built, p.light, 0.1), p.shadow, 0.18);
    let window = (aspect * 0.15, 0.05, aspect * 0.85, 0.70);
    view_outside(e, window, 0.3);
    let (l, t, r, b) = window;
    let light = e.shot.light_side();
    e.layer(0.9, |c, _, span| {
        c.rect(
            span.left,
            span.top,
            l - span.left,
            span.foot - span.top,
            wall,
        );
        c.rect(
            r,
            span.top,
            span.right - r,
            span.foot - span.top,
            mix(wall, p.shadow, 0.14),
        );
        c.rect(l, span.top, r - l, t - span.top, wall);
        c.rect(
            span.left,
            b + 0.16,
            span.width(),
            span.foot - b,
            mix(wall, p.shadow, 0.25),
        );
        frame(
            c,
            (l, t, r, b),
            mix(p.tint(rgb(0xF0E8DA)), p.shadow, 0.12),
            &p,
        );
        let board = p.tint(rgb(0xC09064));
        c.polygon(
            &[
                (l - 0.06, b + 0.02),
                (r + 0.06, b + 0.02),
                (r + 0.14, b + 0.14),
                (l - 0.14, b + 0.14),
            ],
            board,
        );
        c.polygon(
            &[
                (l - 0.06, b + 0.02),
                (r + 0.06, b + 0.02),
                (r + 0.08, b + 0.04),
                (l - 0.08, b + 0.04),
            ],
            p.sunny(board, 0.4),
        );
        c.rect(
            l - 0.14,
            b + 0.14,
            r - l + 0.28,
            0.035,
            mix(board, p.shadow, 0.4),
        );
        // A plant on the far end.
        let x = if light > 0.0 { l + 0.14 } else { r - 0.14 };
        c.polygon(
            &[
                (x - 0.05, b - 0.04),
                (x + 0.05, b - 0.04),
                (x + 0.038, b + 0.07),
                (x - 0.038, b + 0.07),
            ],
            mix(p.accent, p.built, 0.2),
        );
        for step in -3_i16..=3 {
            let at = f32::from(step);
            c.limb(
                &[
                    (x + at * 0.008, b - 0.04, 0.004),
                    (x + at * 0.028, b - 0.13, 0.014),
                    (x + at * 0.05, b - 0.2 + at.abs() * 0.025, 0.003),
                ],
                mix(p.growth, p.shadow, 0.12 + 0.06 * at.abs()),
            );
        }
    });
    let cloth = mix(p.accent, p.shadow, 0.35);
    e.before(1.2, |c, _, span| {
        for (x, side) in [(span.left, 1.0), (span.right, -1.0)] {
            for fold in 0_u16..4 {
                let at = x + side * f32::from(fold) * 0.06;
                let shade = mix(cloth, p.shadow, 0.15 + f32::from(fold % 2) * 0.25);
                c.limb(
                    &[
                        (at, -0.06, 0.042),
                        (at - side * 0.01, 0.5, 0.046),
                        (at - side * 0.03, 1.1, 0.05),
                    ],
                    shade,
                );
            }
        }
    });
    e.stage.floor = b + 0.105;
    e.stage.tall = 0.62;
    e.stage.roofed = true;
    e.stage.window = Some(window);
}

/// A table top, close, with a lamp or a window behind.
pub(crate) fn table(e: &mut Easel<'_>) {
    let p = e.p;
    let aspect = e.shot.aspect;
    let on = e
        .motifs
        .lighting
        .iter()
        .any(|l| matches!(l, Lighting::Lamp | Lighting::Candle))
        || e.motifs.hour == Hour::Night;
    let side = e.shot.light_side();
    let x = aspect * 0.5 + side * 0.52;
    let wall = if on {
        mix(mix(p.built, p.shadow, 0.5), p.lamp, 0.12)
    } else {
        mix(p.built, p.light, 0.25)
    };
    let top = 0.66;
    e.layer(0.4, |c, rng, span| {
        c.fade(
            span.left,
            span.top,
            span.width(),
            top - span.top,
            &[(0.0, mix(wall, p.shadow, 0.45)), (1.0, wall)],
        );
        // Blurred shelves far behind.
        let y = 0.40;
        let far = aspect * 0.5 - side * 0.5;
        c.rect(far - 0.4, y, 0.8, 0.02, mix(wall, p.shadow, 0.35));
        for step in 0_u16..7 {
            let at = far - 0.36 + f32::from(step) * 0.105;
            let h = rng.within(0.06, 0.16);
            c.slab(
                at,
                y - h,
                rng.within(0.05, 0.09),
                h,
                0.01,
                mix(wall, turned(p.accent, rng.within(-120.0, 120.0)), 0.22),
            );
        }
        if on {
            c.glow(x, 0.26, 0.85, p.lamp, 0.6);
        }
    });
    let wood = p.ground;
    e.layer(0.8, |c, rng, span| {
        c.fade(
            span.left,
            top,
            span.width(),
            span.foot - top,
            &[
                (0.0, mix(wood, p.shadow, 0.25)),
                (0.4, wood),
                (1.0, mix(wood, p.shadow, 0.3)),
            ],
        );
        c.rect(span.left, top, span.width(), 0.010, p.sunny(wood, 0.4));
        for _ in 0..20 {
            let y = rng.within(top + 0.03, 0.98);
            let at = rng.within(span.left, span.right);
            let long = rng.within(0.2, 0.7);
            c.curve(
                &[(at, y), (at + long * 0.5, y + 0.006), (at + long, y)],
                0.003,
                mix(wood, p.shadow, 0.3),
            );
        }
        for y in [top + 0.085, top + 0.2] {
            c.rect(span.left, y, span.width(), 0.004, mix(wood, p.shadow, 0.5));
        }
        if on {
            pool(c, (x - side * 0.2, 0.80), 0.95, p.lamp, 0.55);
            let shade = mix(p.accent, p.built, 0.55);
            c.limb(&[(x, top + 0.05, 0.014), (x, 0.3, 0.012)], p.ink);
            c.ellipse(x, top + 0.055, 0.10, 0.022, p.ink);
            c.polygon(
                &[
                    (x - 0.09, 0.12),
                    (x + 0.09, 0.12),
                    (x + 0.19, 0.33),
                    (x - 0.19, 0.33),
                ],
                mix(p.lamp, shade, 0.25),
            );
            c.polygon(
                &[
                    (x - 0.19, 0.33),
                    (x - 0.09, 0.12),
                    (x - 0.02, 0.12),
                    (x - 0.05, 0.33),
                ],
                mix(p.lamp, rgb(0xFFFFFF), 0.45),
            );
            c.rect(x - 0.19, 0.325, 0.38, 0.012, mix(shade, p.shadow, 0.4));
        }
    });
    e.stage.floor = 0.83;
    e.stage.tall = 0.75;
    e.stage.roofed = true;
    e.stage.table = true;
}
