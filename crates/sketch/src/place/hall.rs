//! Stage, gym, workshop, warehouse and factory.

use super::easel::Easel;
use super::houses::pool;
use crate::reading::motif::Place;
use crate::tone::{mix, rgb, turned, veil};

pub(crate) fn draw(e: &mut Easel<'_>, place: Place) {
    e.stage.roofed = true;
    if place == Place::Stage {
        return stage(e);
    }
    let p = e.p;
    let aspect = e.shot.aspect;
    let line = 0.62;
    let m = aspect * 0.5;
    let wall = mix(p.built, p.stone, 0.5);
    e.layer(0.35, |c, rng, span| {
        c.fade(
            span.left,
            span.top,
            span.width(),
            line - span.top,
            &[(0.0, mix(wall, p.shadow, 0.45)), (1.0, p.far(wall, 0.2))],
        );
        // Trusses and skylights.
        for step in 0_u16..6 {
            let x = span.left + span.width() * f32::from(step) / 5.0;
            c.polygon(
                &[
                    (x - 0.12, 0.10),
                    (x + 0.12, 0.10),
                    (x + 0.15, 0.19),
                    (x - 0.15, 0.19),
                ],
                mix(p.sky[2], p.light, 0.4),
            );
            c.polygon(
                &[
                    (x - 0.15, 0.19),
                    (x + 0.15, 0.19),
                    (x + 0.3, line),
                    (x - 0.1, line),
                ],
                veil(p.light, 0.10),
            );
        }
        for y in [0.07, 0.22] {
            c.rect(span.left, y, span.width(), 0.012, mix(wall, p.shadow, 0.6));
        }
        let mut x = span.left;
        while x < span.right {
            c.line(
                &[(x, 0.075), (x + 0.09, 0.225), (x + 0.18, 0.075)],
                0.006,
                mix(wall, p.shadow, 0.55),
            );
            x += 0.18;
        }
        if place == Place::Gym {
            for step in 0_u16..9 {
                let at = span.left + f32::from(step) * 0.3;
                c.rect(at, 0.34, 0.18, 0.16, mix(p.sky[1], p.light, 0.2));
            }
            c.rect(m + 0.34, 0.30, 0.28, 0.19, mix(p.light, wall, 0.2));
            c.rect(m + 0.44, 0.38, 0.09, 0.07, p.accent);
            c.rect(m + 0.45, 0.39, 0.07, 0.05, mix(p.light, wall, 0.2));
        } else if place == Place::Factory {
            for _ in 0..5 {
                let x = rng.within(span.left, span.right);
                c.slab(
                    x,
                    line - rng.within(0.18, 0.3),
                    0.22,
                    0.32,
                    0.02,
                    mix(wall, p.accent, 0.2),
                );
                c.rect(x + 0.03, line - 0.14, 0.06, 0.06, p.lamp);
                c.line(
                    &[(x + 0.17, line - 0.2), (x + 0.17, 0.2), (x + 0.36, 0.2)],
                    0.022,
                    mix(wall, p.shadow, 0.35),
                );
            }
        }
    });
    if place == Place::Warehouse || place == Place::Workshop {
        e.layer(0.6, |c, rng, span| {
            let mut x = span.left - 0.1;
            while x < span.right {
                let w = 0.56;
                if place == Place::Workshop {
                    c.rect(x, 0.26, w - 0.1, 0.24, mix(p.ground, p.shadow, 0.2));
                    for step in 0_u16..6 {
                        let at = x + 0.05 + f32::from(step) * 0.07;
                        c.limb(
                            &[(at, 0.29, 0.005), (at, rng.within(0.36, 0.44), 0.008)],
                            mix(p.ink, p.stone, 0.4),
                        );
                        c.slab(
                            at - 0.018,
                            0.28,
                            0.036,
                            0.022,
                            0.004,
                            turned(p.accent, rng.within(-90.0, 90.0)),
                        );
                    }
                    c.rect(x, line - 0.12, w - 0.08, 0.03, mix(p.ground, p.light, 0.15));
                    c.rect(
                        x + 0.02,
                        line - 0.09,
                        0.03,
                        0.12,
                        mix(p.ground, p.shadow, 0.4),
                    );
                    c.rect(
                        x + w - 0.14,
                        line - 0.09,
                        0.03,
                        0.12,
                        mix(p.ground, p.shadow, 0.4),
                    );
                } else {
                    racks(c, rng, x, w, line, &p);
                }
                x += w + 0.14;
            }
        });
    }
    e.layer(0.9, |c, _, span| {
        c.fade(
            span.left,
            line,
            span.width(),
            span.foot - line,
            &[
                (0.0, p.far(p.ground, 0.3)),
                (0.5, p.ground),
                (1.0, mix(p.ground, p.shadow, 0.25)),
            ],
        );
        for step in -7_i16..=7 {
            let at = f32::from(step) * 0.2;
            c.line(
                &[(m + at, line), (m + at * 2.6, 1.1)],
                0.003,
                mix(p.ground, p.shadow, 0.22),
            );
        }
        let yellow = mix(p.tint(rgb(0xF0C03A)), p.ground, 0.15);
        c.polygon(
            &[
                (span.left, line + 0.05),
                (span.right, line + 0.05),
                (span.right, line + 0.062),
                (span.left, line + 0.062),
            ],
            yellow,
        );
        for x in [m - 0.5, m + 0.1, m + 0.7] {
            pool(c, (x, line + 0.17), 0.42, p.light, 0.28);
        }
    });
    e.stage.floor = 0.86;
    e.stage.tall = 0.48;
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    e.before(1.3, |c, _, span| {
        let x = if side > 0.0 { aspect } else { 0.0 };
        let dark = mix(p.ink, p.accent, 0.25);
        c.rect(x - 0.035, span.top, 0.07, span.foot - span.top, dark);
        for y in [0.25, 0.55] {
            c.rect(
                if side > 0.0 { x - 0.16 } else { x - 0.1 },
                y,
                0.26,
                0.025,
                mix(dark, p.accent, 0.3),
            );
        }
    });
}

fn racks(
    c: &mut crate::canvas::Canvas<'_>,
    rng: &mut crate::rng::Rng,
    x: f32,
    w: f32,
    line: f32,
    p: &crate::palette::Palette,
) {
    let steel = mix(p.tint(rgb(0x3A5C94)), p.haze, 0.2);
    let card = p.tint(rgb(0xC89A62));
    let mut y = line;
    while y > 0.26 {
        let mut at = x + 0.02;
        while at < x + w - 0.09 {
            let (bw, bh) = (rng.within(0.06, 0.11), rng.within(0.05, 0.088));
            let tone = turned(mix(card, p.haze, 0.2), rng.within(-14.0, 14.0));
            if rng.chance(0.85) {
                c.rect(at, y - bh, bw, bh, tone);
                c.rect(
                    at + bw * 0.68,
                    y - bh,
                    bw * 0.32,
                    bh,
                    mix(tone, p.shadow, 0.2),
                );
                c.rect(at + bw * 0.4, y - bh, 0.008, bh, mix(tone, p.light, 0.35));
            }
            at += bw + 0.012;
        }
        c.rect(x, y, w, 0.014, p.tint(rgb(0xE07A34)));
        y -= 0.115;
    }
    for post in [x, x + w - 0.014] {
        c.rect(post, 0.2, 0.014, line - 0.17, steel);
    }
}

/// A stage with curtains and lights.
fn stage(e: &mut Easel<'_>) {
    let p = e.p;
    let (aspect, third) = (e.shot.aspect, e.shot.third);
    let line = 0.66;
    let cloth = mix(p.tint(rgb(0xA02A3A)), p.accent, 0.3);
    e.layer(0.4, |c, _, span| {
        c.fade(
            span.left,
            span.top,
            span.width(),
            line - span.top,
            &[
                (0.0, mix(p.ink, p.shadow, 0.5)),
                (1.0, mix(p.shadow, p.lamp, 0.22)),
            ],
        );
        c.glow(third, 0.5, 0.7, p.lamp, 0.35);
    });
    e.layer(0.85, |c, _, span| {
        c.fade(
            span.left,
            line,
            span.width(),
            span.foot - line,
            &[(0.0, mix(p.ground, p.shadow, 0.4)), (1.0, p.ground)],
        );
        for step in -9_i16..=9 {
            let at = f32::from(step) * 0.17;
            c.line(
                &[(aspect / 2.0 + at, line), (aspect / 2.0 + at * 2.0, 1.1)],
                0.003,
                mix(p.ground, p.shadow, 0.5),
            );
        }
        pool(
            c,
            (third, 0.87),
            0.62,
            mix(p.lamp, rgb(0xFFFFFF), 0.4),
            0.75,
        );
        c.polygon(
            &[
                (third - 0.05, span.top),
                (third + 0.05, span.top),
                (third + 0.38, 0.88),
                (third - 0.38, 0.88),
            ],
            veil(p.lamp, 0.16),
        );
    });
    for side in [-1.0, 1.0] {
        let tone = turned(p.lamp, side * 90.0);
        e.alive(0.85, move |c, t| {
            let x = aspect / 2.0 + side * aspect * 0.34;
            let aim = x - side * (0.32 + 0.16 * (t * 0.9 + side).sin());
            c.polygon(
                &[
                    (x - 0.012, 0.04),
                    (x + 0.012, 0.04),
                    (aim + 0.16, 0.86),
                    (aim - 0.16, 0.86),
                ],
                veil(tone, 0.10),
            );
        });
    }
    e.before(1.15, |c, _, span| {
        for (edge, side) in [(span.left, 1.0), (span.right, -1.0)] {
            for fold in 0_u16..5 {
                let at = edge + side * f32::from(fold) * 0.055;
                c.limb(
                    &[
                        (at, -0.1, 0.04),
                        (at - side * 0.01, 0.5, 0.04),
                        (at - side * 0.03, 1.1, 0.05),
                    ],
                    mix(cloth, p.ink, 0.15 + f32::from(fold % 2) * 0.3),
                );
            }
        }
        for step in 0_u16..=12 {
            let at = span.left + span.width() * f32::from(step) / 12.0;
            c.ellipse(
                at,
                span.top.min(0.0),
                0.1,
                0.085,
                mix(cloth, p.ink, 0.2 + f32::from(step % 2) * 0.25),
            );
        }
    });
    e.stage.floor = 0.87;
    e.stage.tall = 0.5;
}
