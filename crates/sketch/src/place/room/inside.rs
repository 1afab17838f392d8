//! Furniture, curtains and lamps.

use tiny_skia::Color;

use crate::canvas::Canvas;
use crate::palette::Palette;
use crate::place::easel::Easel;
use crate::place::houses::pool;
use crate::reading::motif::{Lighting, Place};
use crate::rng::Rng;
use crate::tone::{mix, rgb, turned, veil};

/// What stands at the wall of a room.
pub(super) fn furnish(
    c: &mut Canvas<'_>,
    rng: &mut Rng,
    place: Place,
    x: f32,
    line: f32,
    p: &Palette,
) {
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

pub(super) fn curtain(
    c: &mut Canvas<'_>,
    (l, t, r, b): (f32, f32, f32, f32),
    tone: Color,
    shadow: Color,
) {
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
pub(super) fn lamp(e: &mut Easel<'_>, x: f32, night: bool) {
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
