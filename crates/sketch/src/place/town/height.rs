//! Bridge, rooftop and railway.

use super::skyline;
use crate::place::easel::Easel;
use crate::place::land::{Ridge, ridge};
use crate::place::woods::row;
use crate::tone::{luma, mix, rgb};

pub(super) fn bridge(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    let line = h + 0.18;
    e.layer(0.4, |c, rng, span| {
        c.fade(
            span.left,
            h + 0.08,
            span.width(),
            span.foot - h,
            &[
                (0.0, p.far(p.water, 0.5)),
                (1.0, mix(p.water, p.shadow, 0.2)),
            ],
        );
        for _ in 0..30 {
            let y = rng.within(h + 0.1, 0.9);
            c.ellipse(
                rng.within(span.left, span.right),
                y,
                rng.within(0.03, 0.12),
                0.003,
                mix(p.water, p.light, 0.35),
            );
        }
    });
    let steel = mix(p.accent, p.shadow, 0.3);
    e.layer(0.9, |c, rng, span| {
        let m = span.left + span.width() / 2.0;
        for x in [m - 0.62, m + 0.62] {
            c.rect(x - 0.024, 0.10, 0.048, 0.9, mix(steel, p.shadow, 0.25));
            c.rect(x - 0.024, 0.10, 0.014, 0.9, p.sunny(steel, 0.2));
            c.rect(x - 0.04, 0.09, 0.08, 0.03, steel);
        }
        for (from, to) in [
            (m - 1.9, m - 0.62),
            (m - 0.62, m + 0.62),
            (m + 0.62, m + 1.9),
        ] {
            let dip = if from < m - 1.0 || to > m + 1.0 {
                0.10
            } else {
                line - 0.05
            };
            let (ya, yb) = (
                if from < m - 1.0 { line } else { 0.12 },
                if to > m + 1.0 { line } else { 0.12 },
            );
            let middle = ((from + to) / 2.0, (dip + (ya + yb) / 2.0) / 2.0 + 0.06);
            c.curve(&[(from, ya), middle, (to, yb)], 0.010, steel);
            for step in 1_u16..12 {
                let k = f32::from(step) / 12.0;
                let x = from + (to - from) * k;
                let y = (1.0 - k) * (1.0 - k) * ya
                    + 2.0 * k * (1.0 - k) * (middle.1 * 2.0 - (ya + yb) / 2.0)
                    + k * k * yb;
                c.line(&[(x, y.min(line)), (x, line)], 0.0025, steel);
            }
        }
        c.rect(
            span.left,
            line,
            span.width(),
            0.15,
            mix(p.ground, p.shadow, 0.2),
        );
        c.rect(
            span.left,
            line + 0.15,
            span.width(),
            0.045,
            mix(steel, p.shadow, 0.4),
        );
        c.rect(span.left, line, span.width(), 0.01, p.sunny(steel, 0.25));
        row(rng, (span.left, span.right), 0.3, |_, x| {
            c.polygon(
                &[
                    (x, line + 0.07),
                    (x + 0.12, line + 0.07),
                    (x + 0.115, line + 0.08),
                    (x - 0.01, line + 0.08),
                ],
                mix(p.ground, rgb(0xFFFFFF), 0.5),
            );
        });
    });
    e.stage.floor = line + 0.12;
    e.stage.tall = 0.34;
}

pub(super) fn rooftop(e: &mut Easel<'_>, h: f32, night: bool) {
    let p = e.p;
    skyline(e, 0.35, h + 0.24, 0.5, 0.36, night);
    let y = h + 0.14;
    e.layer(1.0, |c, _, span| {
        c.rect(
            span.left,
            y,
            span.width(),
            span.foot - y,
            mix(p.ground, p.shadow, 0.25),
        );
        c.rect(
            span.left,
            y - 0.05,
            span.width(),
            0.06,
            mix(p.built, p.shadow, 0.2),
        );
        c.rect(
            span.left,
            y - 0.055,
            span.width(),
            0.012,
            p.sunny(p.built, 0.4),
        );
        let x = span.left + span.width() * 0.72;
        let wood = mix(p.built, p.shadow, 0.4);
        for dx in [0.0, 0.15] {
            c.rect(x + dx, y - 0.14, 0.014, 0.18, wood);
        }
        c.slab(
            x - 0.03,
            y - 0.36,
            0.225,
            0.23,
            0.02,
            mix(wood, p.light, 0.14),
        );
        c.polygon(
            &[
                (x - 0.045, y - 0.355),
                (x + 0.08, y - 0.44),
                (x + 0.21, y - 0.355),
            ],
            wood,
        );
        let x = span.left + span.width() * 0.2;
        c.rect(x, y - 0.16, 0.26, 0.2, mix(p.built, p.shadow, 0.3));
        for step in 0_u16..5 {
            c.rect(
                x + 0.03,
                y - 0.13 + f32::from(step) * 0.03,
                0.2,
                0.01,
                mix(p.built, p.shadow, 0.6),
            );
        }
        if luma(p.sky[1]) < 0.45 {
            let bulbs: Vec<(f32, f32)> = (0_u16..=14)
                .map(|step| {
                    let k = f32::from(step) / 14.0;
                    (
                        span.left + span.width() * k,
                        0.24 + 0.10 * (k * 2.0 % 1.0 - 0.5).powi(2) * -4.0 + 0.10,
                    )
                })
                .collect();
            c.curve(&bulbs, 0.003, p.ink);
            for (x, y) in bulbs {
                c.glow(x, y, 0.07, p.lamp, 0.6);
                c.disc(x, y + 0.004, 0.009, p.lamp);
            }
        }
    });
    e.stage.floor = h + 0.30;
}

pub(super) fn railway(e: &mut Easel<'_>, h: f32) {
    let p = e.p;
    ridge(
        e,
        0.5,
        Ridge::Round,
        h + 0.10,
        0.09,
        p.far(p.growth, 0.3),
        None,
    );
    let y = h + 0.2;
    e.layer(1.0, |c, rng, span| {
        crate::place::woods::ground(
            c,
            rng,
            (span.left, span.right, span.foot),
            h + 0.13,
            0.01,
            p.ground,
        );
        row(rng, (span.left, span.right), 0.52, |_, x| {
            c.rect(x, 0.16, 0.014, y - 0.16, mix(p.ink, p.stone, 0.3));
            c.line(
                &[(x - 0.06, 0.2), (x + 0.08, 0.2)],
                0.008,
                mix(p.ink, p.stone, 0.3),
            );
        });
        c.curve(&[(span.left, 0.21), (span.right, 0.21)], 0.003, p.ink);
        c.polygon(
            &[
                (span.left, y - 0.02),
                (span.right, y - 0.02),
                (span.right, y + 0.13),
                (span.left, y + 0.13),
            ],
            mix(p.stone, p.shadow, 0.25),
        );
        let mut x = span.left;
        while x < span.right {
            c.polygon(
                &[
                    (x, y - 0.005),
                    (x + 0.025, y - 0.005),
                    (x + 0.015, y + 0.10),
                    (x - 0.02, y + 0.10),
                ],
                mix(p.built, p.shadow, 0.6),
            );
            x += 0.06;
        }
        for rail in [y + 0.008, y + 0.078] {
            c.rect(span.left, rail, span.width(), 0.014, p.ink);
            c.rect(
                span.left,
                rail,
                span.width(),
                0.005,
                mix(p.light, p.stone, 0.4),
            );
        }
    });
    e.stage.floor = y + 0.078;
}
