//! Valley, volcano and village.

use crate::place::easel::Easel;
use crate::place::houses;
use crate::place::plants::{Bark, Tree, bush, tree};
use crate::place::woods::row;
use crate::tone::{mix, rgb, veil};

/// A green valley with a river, seen from a height.
pub(super) fn valley(e: &mut Easel<'_>, h: f32, high: bool) {
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

pub(super) fn volcano(e: &mut Easel<'_>, h: f32) {
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

pub(super) fn village(e: &mut Easel<'_>, h: f32) {
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
