//! Beach, sea, lake, river, harbour, waterfall, and under water.

use tiny_skia::Color;

use super::easel::Easel;
use super::houses;
use super::land::{Ridge, ridge};
use super::plants::{Bark, Tree, puff, tree, tuft};
use super::sky;
use super::woods::{ground, row};
use crate::canvas::Canvas;
use crate::reading::motif::Place;
use crate::tone::{luma, mix, rgb, veil};

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

fn beach(e: &mut Easel<'_>, h: f32) {
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

fn shore_trees(e: &mut Easel<'_>, h: f32) {
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
fn bank(e: &mut Easel<'_>) {
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

fn harbour(e: &mut Easel<'_>, h: f32) {
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
fn mooring(e: &mut Easel<'_>) {
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
