//! The waterfall, and below the surface.

use super::shore::bank;
use crate::place::easel::Easel;
use crate::place::land::{Ridge, ridge};
use crate::place::plants::puff;
use crate::place::sky;
use crate::place::woods::{ground, row};
use crate::tone::{mix, rgb, veil};

/// A waterfall between rocks.
pub(crate) fn fall(e: &mut Easel<'_>) {
    let (p, h) = (e.p, e.shot.horizon);
    let x = e.shot.aspect * 0.5 + e.shot.facing * 0.22;
    let light = e.shot.light_side();
    sky::draw(e, h);
    ridge(
        e,
        0.15,
        Ridge::Peaks,
        h + 0.05,
        0.3,
        p.far(p.growth, 0.6),
        None,
    );
    let rock = mix(p.stone, p.growth, 0.2);
    let foam = p.tint(rgb(0xF4FAFC));
    e.layer(0.5, |c, rng, span| {
        for (side, tone) in [
            (-1.0, p.far(rock, 0.1)),
            (1.0, p.far(mix(rock, p.shadow, 0.2), 0.1)),
        ] {
            let edge = if side > 0.0 {
                span.right + 0.1
            } else {
                span.left - 0.1
            };
            c.polygon(
                &[
                    (edge, 0.08),
                    (x + side * 0.4, 0.13),
                    (x + side * 0.14, 0.20),
                    (x + side * 0.11, 0.48),
                    (x + side * 0.15, h + 0.16),
                    (edge, h + 0.2),
                ],
                tone,
            );
            c.polygon(
                &[
                    (x + side * 0.4, 0.13),
                    (x + side * 0.14, 0.20),
                    (x + side * 0.11, 0.48),
                    (x + side * 0.3, 0.4),
                ],
                mix(
                    tone,
                    if side * light > 0.0 {
                        p.shadow
                    } else {
                        p.light
                    },
                    0.22,
                ),
            );
            for _ in 0..12 {
                let (away, y, r) = (
                    rng.within(0.2, 0.9),
                    rng.within(0.06, 0.18),
                    rng.within(0.05, 0.10),
                );
                puff(
                    c,
                    rng,
                    x + side * away,
                    y,
                    r,
                    p.far(mix(p.growth, p.shadow, 0.2), 0.1),
                );
            }
        }
        c.polygon(
            &[
                (x - 0.13, 0.20),
                (x + 0.13, 0.20),
                (x + 0.15, h + 0.16),
                (x - 0.15, h + 0.16),
            ],
            mix(p.water, foam, 0.55),
        );
        c.fade(
            span.left,
            h + 0.14,
            span.width(),
            span.foot - h,
            &[
                (0.0, mix(p.water, foam, 0.3)),
                (0.5, p.water),
                (1.0, mix(p.water, p.shadow, 0.4)),
            ],
        );
    });
    e.alive(0.5, move |c, t| {
        for step in 0_u16..14 {
            let lane = f32::from(step);
            let at = x - 0.12 + lane * 0.0185;
            let go = (t * 0.9 + lane * 0.37).fract();
            let y = 0.2 + go * (h - 0.1);
            c.limb(
                &[(at, y, 0.002), (at, y + 0.05, 0.006), (at, y + 0.12, 0.001)],
                mix(p.water, foam, 0.95),
            );
            let go = (t * 0.5 + lane * 0.21).fract();
            c.disc(
                x + (lane - 6.5) * 0.03,
                h + 0.15 - go * 0.05,
                0.02 + 0.03 * go,
                veil(foam, 0.5 * (1.0 - go)),
            );
        }
    });
    bank(e);
    e.stage.floor = 0.87;
}

/// Under water: rays of light, reef and weed.
pub(crate) fn under(e: &mut Easel<'_>) {
    let (p, aspect) = (e.p, e.shot.aspect);
    let sun = e.shot.light.0;
    e.layer(0.0, |c, _, span| {
        c.fade(
            span.left,
            span.top,
            span.width(),
            span.foot - span.top,
            &[(0.0, p.sky[0]), (0.45, p.sky[1]), (1.0, p.sky[2])],
        );
        c.glow(sun, -0.05, 0.8, p.light, 0.6);
    });
    e.alive(0.05, move |c, t| {
        for step in 0_u16..5 {
            let sway = (t * 0.5 + f32::from(step) * 1.7).sin();
            let x = sun - 0.3 + f32::from(step) * 0.16 + 0.03 * sway;
            c.polygon(
                &[
                    (x, -0.02),
                    (x + 0.05, -0.02),
                    (x + (x - sun) * 0.9 + 0.16, 0.8),
                    (x + (x - sun) * 0.9, 0.8),
                ],
                veil(p.light, 0.06 + 0.02 * sway),
            );
        }
    });
    for (depth, air, y) in [(0.2, 0.75, 0.72), (0.5, 0.4, 0.80), (1.0, 0.0, 0.88)] {
        let sand = mix(p.ground, p.sky[2], air);
        let reef = mix(p.growth, p.sky[2], air + 0.1);
        e.layer(depth, |c, rng, span| {
            row(rng, (span.left, span.right), 0.4, |rng, x| {
                let high = rng.within(0.06, 0.2);
                for _ in 0..5 {
                    let dx = rng.within(-0.12, 0.12);
                    c.limb(
                        &[
                            (x + dx * 0.5, y + 0.05, 0.016),
                            (x + dx, y - high * 0.5, 0.012),
                            (x + dx * 1.4, y - high * rng.within(0.7, 1.1), 0.008),
                        ],
                        mix(reef, if rng.chance(0.5) { p.accent } else { p.shadow }, 0.2),
                    );
                }
                puff(c, rng, x, y + 0.02, 0.08, mix(reef, p.shadow, 0.3));
            });
            ground(
                c,
                rng,
                (span.left, span.right, span.foot),
                y + 0.02,
                0.02,
                sand,
            );
        });
    }
    let weeds: Vec<(f32, f32)> = (0..9)
        .map(|_| (e.rng.within(0.0, aspect), e.rng.within(0.18, 0.4)))
        .collect();
    e.alive_before(1.2, move |c, t| {
        for (x, high) in &weeds {
            let sway = (t * 1.1 + x * 5.0).sin() * 0.03;
            c.limb(
                &[
                    (*x, 1.02, 0.012),
                    (x + sway, 1.0 - high * 0.5, 0.014),
                    (x - sway * 0.6, 1.0 - high, 0.003),
                ],
                mix(p.ink, p.sky[1], 0.35),
            );
        }
        for step in 0_u16..8 {
            let lane = f32::from(step);
            let go = (t * 0.16 + lane * 0.29).fract();
            let x = aspect * (0.1 + 0.11 * lane) + 0.01 * (t * 3.0 + lane).sin();
            c.disc(x, 1.0 - go, 0.004 + 0.004 * go, veil(p.light, 0.55));
        }
    });
    e.stage.floor = 0.62;
    e.stage.tall = 0.40;
    e.stage.afloat = true;
}
