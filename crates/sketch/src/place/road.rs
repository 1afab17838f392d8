//! Roads and motorways, from the side and from the driver's seat.

use super::easel::Easel;
use super::houses::lamp_post;
use super::land::{Ridge, ridge};
use super::plants::{Bark, Tree, bush, tree};
use super::sky;
use super::woods::{ground, row};
use crate::reading::motif::{Hour, Place};
use crate::tone::{mix, rgb, veil};

/// A road that crosses the picture.
pub(crate) fn from_the_side(e: &mut Easel<'_>, place: Place) {
    let h = e.shot.horizon;
    let p = e.p;
    let wide = place == Place::Motorway;
    let lit = matches!(e.motifs.hour, Hour::Dusk | Hour::Night);
    let light = e.shot.light_side();
    sky::draw(e, h + 0.06);
    ridge(
        e,
        0.12,
        Ridge::Peaks,
        h + 0.04,
        0.16,
        p.far(mix(p.stone, p.sky[0], 0.3), 0.66),
        None,
    );
    ridge(
        e,
        0.3,
        Ridge::Round,
        h + 0.06,
        0.09,
        p.far(p.growth, 0.46),
        None,
    );
    e.layer(0.55, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            h + 0.09,
            0.01,
            p.far(p.ground, 0.16),
        );
        let bark = Bark {
            trunk: p.stone,
            mark: p.ink,
            leaf: p.far(mix(p.growth, p.shadow, 0.3), 0.16),
            lit: p.far(p.sunny(p.growth, 0.16), 0.16),
            snow: None,
        };
        row(rng, (span.left, span.right), 0.3, |rng, x| {
            let high = rng.within(0.12, 0.26);
            tree(
                c,
                rng,
                if wide { Tree::Pine } else { Tree::Leafy },
                (x, h + 0.12),
                high,
                light,
                &bark,
            );
        });
    });
    let top = h + 0.16;
    e.layer(1.0, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            h + 0.14,
            0.006,
            p.ground,
        );
        let asphalt = mix(p.tint(rgb(0x74747C)), p.shadow, 0.2);
        c.rect(span.left, top, span.width(), 0.2, asphalt);
        c.rect(
            span.left,
            top,
            span.width(),
            0.006,
            mix(asphalt, p.light, 0.4),
        );
        let line = mix(asphalt, rgb(0xFFFFFF), 0.6);
        c.rect(span.left, top + 0.014, span.width(), 0.006, line);
        row(rng, (span.left, span.right), 0.3, |_, x| {
            c.polygon(
                &[
                    (x, top + 0.085),
                    (x + 0.14, top + 0.085),
                    (x + 0.135, top + 0.096),
                    (x - 0.01, top + 0.096),
                ],
                line,
            );
        });
        c.rect(span.left, top + 0.19, span.width(), 0.01, line);
        if wide {
            c.rect(
                span.left,
                top - 0.05,
                span.width(),
                0.016,
                mix(p.stone, p.light, 0.3),
            );
            row(rng, (span.left, span.right), 0.16, |_, x| {
                c.rect(x, top - 0.05, 0.012, 0.06, mix(p.stone, p.shadow, 0.3));
            });
            row(rng, (span.left, span.right), 0.9, |_, x| {
                lamp_post(c, (x, top), 0.5, 1.0, &p, lit);
            });
        }
    });
    e.stage.floor = top + 0.15;
    let dark = mix(p.ink, p.growth, 0.35);
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    e.before(1.3, |c, rng, _| {
        let x = if side > 0.0 { aspect } else { 0.0 };
        bush(c, rng, (x, 1.03), 0.13, dark, mix(dark, p.growth, 0.25));
        bush(
            c,
            rng,
            (x - side * 0.2, 1.06),
            0.10,
            dark,
            mix(dark, p.growth, 0.25),
        );
    });
}

/// The road as it comes towards the driver's seat, with the dashboard below.
pub(crate) fn from_the_seat(e: &mut Easel<'_>) {
    let h = e.shot.horizon - 0.08;
    let (p, aspect) = (e.p, e.shot.aspect);
    let m = aspect * 0.5;
    let town = e.motifs.place == Place::Street;
    let lit = matches!(e.motifs.hour, Hour::Dusk | Hour::Night);
    sky::draw(e, h + 0.02);
    if town {
        e.layer(0.3, |c, rng, _| {
            for side in [-1.0, 1.0] {
                let mut near = 0.14;
                while near < 1.3 {
                    let next = near + rng.within(0.10, 0.24);
                    let up = |k: f32| h - k * 0.62;
                    let tone = p.far(
                        mix(p.built, p.shadow, rng.within(0.15, 0.5)),
                        (0.6 - near * 0.5).max(0.0),
                    );
                    c.polygon(
                        &[
                            (m + side * near, up(near)),
                            (m + side * next, up(next)),
                            (m + side * next, h + next * 0.3),
                            (m + side * near, h + near * 0.3),
                        ],
                        tone,
                    );
                    near = next;
                }
            }
        });
    } else {
        ridge(
            e,
            0.1,
            Ridge::Peaks,
            h + 0.02,
            0.14,
            p.far(mix(p.stone, p.sky[0], 0.4), 0.5),
            None,
        );
        ridge(
            e,
            0.2,
            Ridge::Round,
            h + 0.02,
            0.06,
            p.far(p.growth, 0.3),
            None,
        );
    }
    let asphalt = mix(p.tint(rgb(0x6A6A74)), p.shadow, 0.25);
    let wet = e.motifs.wet;
    e.layer(0.4, |c, _, span| {
        c.fade(
            span.left,
            h,
            span.width(),
            span.foot - h,
            &[
                (0.0, p.far(p.ground, 0.5)),
                (0.3, p.ground),
                (1.0, mix(p.ground, p.shadow, 0.3)),
            ],
        );
        c.polygon(
            &[
                (m - 0.03, h),
                (m + 0.03, h),
                (m + 1.75, 1.05),
                (m - 1.75, 1.05),
            ],
            asphalt,
        );
        c.fade(
            span.left,
            h - 0.004,
            span.width(),
            0.10,
            &[(0.0, veil(p.haze, 0.9)), (1.0, veil(p.haze, 0.0))],
        );
        if wet {
            c.polygon(
                &[
                    (m - 0.015, h),
                    (m + 0.015, h),
                    (m + 0.5, 1.0),
                    (m - 0.5, 1.0),
                ],
                veil(mix(p.sky[2], p.light, 0.3), 0.30),
            );
        }
        for side in [-1.0, 1.0] {
            c.polygon(
                &[
                    (m + side * 0.027, h),
                    (m + side * 0.030, h),
                    (m + side * 1.66, 1.05),
                    (m + side * 1.60, 1.05),
                ],
                mix(asphalt, rgb(0xFFFFFF), 0.6),
            );
            c.polygon(
                &[
                    (m + side * 0.05, h - 0.004),
                    (m + side * 2.2, 0.88),
                    (m + side * 2.2, 0.95),
                    (m + side * 0.05, h + 0.001),
                ],
                mix(p.stone, p.light, 0.25),
            );
        }
    });
    let white = mix(asphalt, rgb(0xFFFFFF), 0.75);
    let pole = mix(p.ink, p.stone, 0.2);
    let lamp = p.lamp;
    e.alive(0.4, move |c, t| {
        // `z` is how far ahead: things come nearer at an even speed.
        let spot = |z: f32| 0.09 / z;
        for step in 0_u16..7 {
            let z = 0.14 + (f32::from(step) - (t * 1.9).fract()).max(0.0) * 0.36;
            let (near, far) = (spot(z), spot(z + 0.15));
            for side in [-0.55, 0.55] {
                let at = |k: f32, dx: f32| (m + side * k * 1.6 + dx * k * 0.045, h + k * 0.82);
                c.polygon(
                    &[at(far, -0.5), at(far, 0.5), at(near, 0.5), at(near, -0.5)],
                    white,
                );
            }
        }
        for step in 0_u16..5 {
            let z = 0.06 + (f32::from(step) + 1.0 - (t * 0.8).fract()) * 0.2;
            let k = spot(z);
            if k < 1.2 {
                for side in [-1.0, 1.0] {
                    let (x, foot) = (m + side * k * 2.3, h + k * 0.75);
                    let top = h - k * 1.15;
                    c.line(
                        &[(x, foot), (x, top), (x - side * k * 0.4, top - k * 0.05)],
                        (k * 0.04).max(0.002),
                        pole,
                    );
                    if lit {
                        c.glow(x - side * k * 0.42, top, k * 0.5, lamp, 0.7);
                        c.ellipse(
                            x - side * k * 0.42,
                            top - k * 0.02,
                            k * 0.09,
                            k * 0.03,
                            mix(lamp, rgb(0xFFFFFF), 0.6),
                        );
                    }
                }
            }
        }
    });
    dashboard(e, wet);
    e.stage.floor = h + 0.16;
    e.stage.seat = true;
    e.stage.mirror = if wet { 0.45 } else { 0.0 };
}

fn dashboard(e: &mut Easel<'_>, wet: bool) {
    let (p, aspect) = (e.p, e.shot.aspect);
    let dark = mix(p.ink, rgb(0x080810), 0.55);
    e.before(0.0, |c, _, _| {
        c.blob(
            &[
                (-0.2, 1.2),
                (-0.1, 0.90),
                (aspect * 0.25, 0.855),
                (aspect * 0.6, 0.85),
                (aspect * 0.9, 0.875),
                (aspect + 0.15, 0.92),
                (aspect + 0.2, 1.2),
            ],
            dark,
        );
        c.curve(
            &[
                (0.0, 0.887),
                (aspect * 0.25, 0.858),
                (aspect * 0.6, 0.853),
                (aspect * 0.9, 0.878),
                (aspect, 0.892),
            ],
            0.005,
            mix(dark, p.light, 0.28),
        );
        c.polygon(
            &[(-0.1, -0.1), (0.07, -0.1), (-0.04, 0.72), (-0.1, 0.74)],
            dark,
        );
        c.polygon(
            &[
                (aspect + 0.1, -0.1),
                (aspect - 0.07, -0.1),
                (aspect + 0.04, 0.72),
                (aspect + 0.1, 0.74),
            ],
            dark,
        );
        c.rect(-0.1, -0.1, aspect + 0.2, 0.125, dark);
        c.slab(aspect * 0.5 - 0.15, 0.012, 0.30, 0.085, 0.03, dark);
        c.slab(
            aspect * 0.5 - 0.135,
            0.024,
            0.27,
            0.06,
            0.022,
            mix(p.sky[1], p.ink, 0.35),
        );
    });
    if wet {
        let arm = mix(dark, rgb(0), 0.3);
        e.alive_before(0.0, move |c, t| {
            let swing = (t * 3.2).sin();
            for x in [aspect * 0.28, aspect * 0.62] {
                let angle = -1.57 + 0.95 * swing;
                let tip = (x + angle.cos() * 0.44, 0.87 + angle.sin() * 0.44);
                c.line(&[(x, 0.875), tip], 0.007, arm);
            }
        });
    }
}
