//! The windowsill and the table.

use super::{frame, view_outside};
use crate::place::easel::Easel;
use crate::place::houses::pool;
use crate::reading::motif::{Hour, Lighting};
use crate::tone::{mix, rgb, turned};

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
