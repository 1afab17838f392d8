//! Beach, banks and harbour.

use crate::place::easel::Easel;
use crate::place::houses;
use crate::place::plants::{Bark, Tree, tree, tuft};
use crate::place::woods::{ground, row};
use crate::tone::{luma, mix, rgb};

pub(super) fn beach(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    let foam = p.tint(rgb(0xFCFCF8));
    let line = h + 0.13;
    e.layer(1.0, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            line + 0.03,
            0.012,
            mix(p.ground, p.shadow, 0.24),
        );
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            line + 0.065,
            0.014,
            p.ground,
        );
        for _ in 0..12 {
            let (x, y) = (
                rng.within(span.left, span.right),
                rng.within(line + 0.1, 0.98),
            );
            let wide = rng.within(0.12, 0.3);
            c.blob(
                &[
                    (x - wide, y),
                    (x, y - 0.010),
                    (x + wide, y + 0.003),
                    (x, y + 0.007),
                ],
                mix(
                    p.ground,
                    if rng.chance(0.5) { p.shadow } else { p.light },
                    0.18,
                ),
            );
        }
    });
    let aspect = e.shot.aspect;
    e.alive(1.0, move |c, t| {
        for (row, speed) in [(0.0, 0.8), (0.02, 1.05)] {
            let y = line + row + 0.012 * (t * speed + row * 90.0).sin();
            let crest: Vec<(f32, f32)> = (-3_i16..=26)
                .map(|step| {
                    let x = f32::from(step) * aspect / 22.0;
                    (
                        x,
                        y + 0.007 * (f32::from(step) * 1.3 + t * 0.9 + row * 70.0).sin(),
                    )
                })
                .collect();
            c.curve(&crest, 0.009 - row * 0.15, mix(p.water, foam, 0.85));
        }
    });
    e.stage.floor = h + 0.27;
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    let dark = mix(p.ink, p.growth, 0.45);
    e.before(1.3, |c, rng, _| {
        let x = if side > 0.0 { aspect + 0.02 } else { -0.02 };
        c.blob(
            &[
                (x + side * 0.3, 1.1),
                (x, 0.93),
                (x - side * 0.2, 0.97),
                (x - side * 0.4, 1.1),
            ],
            mix(p.ground, p.shadow, 0.35),
        );
        for step in 0_u16..9 {
            tuft(
                c,
                rng,
                (x - side * f32::from(step) * 0.028, 0.97),
                0.15 - f32::from(step) * 0.012,
                dark,
            );
        }
    });
}

pub(super) fn shore_trees(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    let bark = Bark {
        trunk: p.far(p.stone, 0.4),
        mark: p.ink,
        leaf: p.far(mix(p.growth, p.shadow, 0.35), 0.34),
        lit: p.far(p.growth, 0.3),
        snow: None,
    };
    let light = e.shot.light_side();
    e.layer(0.25, |c, rng, span| {
        row(rng, (span.left, span.right), 0.06, |rng, x| {
            let kind = if rng.chance(0.6) {
                Tree::Pine
            } else {
                Tree::Leafy
            };
            let high = rng.within(0.08, 0.17);
            tree(c, rng, kind, (x, h + 0.012), high, light, &bark);
        });
    });
}

/// The near bank of a lake or river with reeds.
pub(super) fn bank(e: &mut Easel<'_>) {
    let p = e.p;
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    e.layer(1.0, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            0.875,
            0.014,
            mix(p.ground, p.growth, 0.3),
        );
        for _ in 0..24 {
            let at = (rng.within(span.left, span.right), rng.within(0.89, 1.0));
            tuft(c, rng, at, 0.06, mix(p.growth, p.shadow, 0.25));
        }
    });
    e.before(1.3, |c, rng, _| {
        let x = if side > 0.0 { aspect } else { 0.0 };
        for step in 0_u16..10 {
            let at = x - side * f32::from(step) * 0.03;
            let up = rng.within(0.25, 0.5) - f32::from(step) * 0.02;
            let lean = rng.within(-0.04, 0.04);
            c.curve(
                &[
                    (at, 1.05),
                    (at + lean * 0.3, 1.0 - up * 0.5),
                    (at + lean, 1.0 - up),
                ],
                0.006,
                mix(p.ink, p.growth, 0.4),
            );
            if step % 3 == 0 {
                c.limb(
                    &[
                        (at + lean, 1.0 - up, 0.011),
                        (at + lean * 1.2, 0.93 - up, 0.011),
                    ],
                    mix(p.ink, p.ground, 0.35),
                );
            }
        }
    });
}

pub(super) fn harbour(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    let night = luma(p.sky[1]) < 0.4;
    e.layer(0.16, |c, rng, span| {
        row(rng, (span.left, span.right), 0.15, |rng, x| {
            let size = rng.within(0.08, 0.13);
            houses::cottage(c, rng, (x, h - 0.005), size, &p, night, 0.6);
        });
        c.rect(
            span.left,
            h - 0.012,
            span.width(),
            0.03,
            p.far(p.stone, 0.5),
        );
    });
    let side = -e.shot.facing;
    let aspect = e.shot.aspect;
    e.layer(0.3, |c, rng, _| {
        // A mole with a lighthouse, and masts.
        let x = aspect * 0.5 + side * aspect * 0.3;
        let tone = p.far(p.stone, 0.42);
        c.polygon(
            &[
                (x - 0.24, h + 0.02),
                (x - 0.2, h - 0.02),
                (x + 0.2, h - 0.02),
                (x + 0.24, h + 0.02),
            ],
            tone,
        );
        houses::lighthouse(c, (x, h - 0.015), 0.24, &p, 0.36);
        for _ in 0..6 {
            let m = aspect * 0.5 - side * rng.within(0.1, aspect * 0.42);
            let up = rng.within(0.10, 0.2);
            let tone = p.far(p.ink, 0.52);
            c.line(&[(m, h + 0.01), (m, h - up)], 0.004, tone);
            c.line(&[(m, h - up), (m + 0.06, h)], 0.0015, tone);
            c.blob(
                &[
                    (m - 0.06, h - 0.005),
                    (m + 0.07, h - 0.01),
                    (m + 0.05, h + 0.02),
                    (m - 0.04, h + 0.02),
                ],
                tone,
            );
        }
    });
}

/// The edge of the quay we look from: planks, a bollard and a rope.
pub(super) fn mooring(e: &mut Easel<'_>) {
    let p = e.p;
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    e.before(1.35, |c, _, _| {
        let x = if side > 0.0 { aspect - 0.2 } else { 0.2 };
        let wood = mix(p.ink, p.built, 0.25);
        c.polygon(
            &[
                (x - side * 0.36, 1.1),
                (x - side * 0.18, 0.90),
                (x + side * 0.4, 0.88),
                (x + side * 0.4, 1.1),
            ],
            wood,
        );
        for step in 0_u16..5 {
            let at = x - side * 0.1 + side * f32::from(step) * 0.11;
            c.line(&[(at, 0.895), (at - side * 0.1, 1.05)], 0.004, p.ink);
        }
        c.limb(&[(x, 0.93, 0.034), (x, 0.80, 0.03)], p.ink);
        c.ellipse(x, 0.795, 0.045, 0.018, mix(p.ink, p.light, 0.2));
        c.curve(
            &[(x, 0.85), (x - side * 0.25, 0.88), (x - side * 0.6, 0.80)],
            0.007,
            mix(p.ink, p.built, 0.55),
        );
    });
}
