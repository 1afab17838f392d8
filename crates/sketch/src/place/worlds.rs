//! Other worlds: Mars, the Moon, space, and the world above the clouds.

use super::easel::Easel;
use super::land::{Ridge, ridge, stones};
use super::sky;
use super::woods::ground;
use crate::reading::motif::Place;
use crate::tone::{mix, rgb, turned};

/// The surface of Mars or the Moon.
pub(crate) fn surface(e: &mut Easel<'_>) {
    let (p, h) = (e.p, e.shot.horizon + 0.02);
    let moon = e.motifs.place == Place::Moon;
    let light = e.shot.light_side();
    sky::draw(e, h + 0.04);
    if moon && e.motifs.moons == 0 {
        let x = e.shot.light.0;
        e.layer(0.02, |c, _, _| {
            c.glow(x, 0.2, 0.26, rgb(0x6CA8E8), 0.4);
            c.disc(x, 0.2, 0.09, rgb(0x3E7CC0));
            c.blob(
                &[
                    (x - 0.05, 0.16),
                    (x, 0.14),
                    (x + 0.04, 0.18),
                    (x - 0.01, 0.21),
                ],
                rgb(0x6A9C6A),
            );
            c.blob(
                &[(x - 0.02, 0.25), (x + 0.04, 0.23), (x + 0.03, 0.27)],
                rgb(0xE8F0F4),
            );
        });
    }
    let kind = if moon { Ridge::Peaks } else { Ridge::Mesas };
    ridge(e, 0.10, kind, h + 0.02, 0.13, p.far(p.ground, 0.66), None);
    ridge(
        e,
        0.24,
        kind,
        h + 0.05,
        0.09,
        p.far(mix(p.ground, p.shadow, 0.2), 0.4),
        None,
    );
    ridge(
        e,
        0.5,
        Ridge::Dunes,
        h + 0.09,
        0.05,
        p.far(p.ground, 0.2),
        None,
    );
    e.layer(1.0, |c, rng, span| {
        ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            h + 0.14,
            0.012,
            p.ground,
        );
        for _ in 0..7 {
            let (x, y) = (
                rng.within(span.left, span.right),
                rng.within(h + 0.18, 0.98),
            );
            let r = (y - h) * rng.within(0.16, 0.36);
            c.ellipse(x, y, r, r * 0.22, mix(p.ground, p.light, 0.25));
            c.ellipse(
                x + light * r * 0.08,
                y + r * 0.03,
                r * 0.88,
                r * 0.18,
                mix(p.ground, p.shadow, 0.42),
            );
            c.ellipse(
                x - light * r * 0.1,
                y + r * 0.06,
                r * 0.68,
                r * 0.12,
                mix(p.ground, p.shadow, 0.15),
            );
        }
        stones(
            c,
            rng,
            (span.left, span.right),
            h + 0.16,
            [p.ground, p.shadow, p.light],
            light,
        );
    });
    e.stage.floor = h + 0.25;
    e.stage.tall = 0.42;
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    e.before(1.35, |c, _, _| {
        let x = if side > 0.0 { aspect + 0.05 } else { -0.05 };
        let dark = mix(p.ground, p.ink, 0.62);
        c.polygon(
            &[
                (x, 0.68),
                (x - side * 0.10, 0.72),
                (x - side * 0.19, 0.84),
                (x - side * 0.36, 0.92),
                (x - side * 0.44, 1.1),
                (x, 1.1),
            ],
            dark,
        );
        c.polygon(
            &[
                (x - side * 0.10, 0.72),
                (x - side * 0.19, 0.84),
                (x - side * 0.16, 0.93),
                (x - side * 0.06, 0.86),
            ],
            mix(dark, p.light, 0.16),
        );
    });
}

/// Space: stars, a nebula and a planet.
pub(crate) fn space(e: &mut Easel<'_>) {
    let (p, aspect) = (e.p, e.shot.aspect);
    sky::draw(e, 1.0);
    let hue = e.rng.within(-70.0, 70.0);
    e.layer(0.04, |c, rng, _| {
        for _ in 0..6 {
            let tone = turned(rgb(0x5A3A9A), hue + rng.within(-30.0, 30.0));
            c.glow(
                rng.within(0.1, aspect),
                rng.within(0.1, 0.8),
                rng.within(0.3, 0.55),
                tone,
                0.3,
            );
        }
    });
    let x = if e.shot.facing > 0.0 {
        aspect * 0.80
    } else {
        aspect * 0.2
    };
    let body = turned(p.tint(rgb(0xC88A5A)), hue);
    let side = e.shot.light_side();
    e.layer(0.2, |c, rng, _| {
        let (y, r) = (0.66, 0.36);
        c.glow(x, y, r * 1.5, body, 0.4);
        c.disc(x, y, r, body);
        for _ in 0..5 {
            let dy = rng.within(-0.7, 0.7) * r;
            let half = (r * r - dy * dy).max(0.0).sqrt();
            c.ellipse(
                x,
                y + dy,
                half * 0.97,
                0.018,
                mix(body, p.light, rng.within(0.1, 0.3)),
            );
        }
        c.blob(
            &[
                (x - side * r * 0.1, y - r),
                (x - side * r * 0.72, y - r * 0.69),
                (x - side * r, y),
                (x - side * r * 0.72, y + r * 0.69),
                (x - side * r * 0.1, y + r),
                (x - side * r * 0.4, y),
            ],
            mix(body, p.sky[0], 0.62),
        );
        c.curve(
            &[
                (x - r * 1.6, y + 0.16),
                (x - r * 0.6, y + 0.13),
                (x + r * 0.6, y - 0.08),
                (x + r * 1.6, y - 0.22),
            ],
            0.016,
            mix(body, p.light, 0.5),
        );
    });
    e.stage.floor = 0.66;
    e.stage.tall = 0.42;
    e.stage.afloat = true;
}

/// Above a sea of clouds.
pub(crate) fn clouds(e: &mut Easel<'_>) {
    let p = e.p;
    sky::draw(e, 0.86);
    let white = mix(p.sky[2], p.tint(rgb(0xFFFFFF)), 0.6);
    for (depth, y, size, air) in [
        (0.12, 0.66, 0.2, 0.5),
        (0.3, 0.76, 0.3, 0.3),
        (0.6, 0.90, 0.42, 0.1),
    ] {
        let tone = mix(white, p.haze, air);
        let under = mix(tone, p.sky[1], 0.4);
        e.drifting(depth, -0.012 - 0.03 * depth, |c, rng, span| {
            super::woods::row(rng, (span.left, span.right), size * 0.75, |rng, x| {
                let y = y + rng.within(-0.04, 0.04);
                let size = size * rng.within(0.8, 1.3);
                sky::cloud(c, rng, x, y, size, tone, under);
            });
            c.rect(span.left, y + 0.015, span.width(), span.foot - y, under);
        });
    }
    e.stage.floor = 0.62;
    e.stage.tall = 0.42;
    e.stage.afloat = true;
}
