//! The market and the tram stop.

use crate::canvas::Canvas;
use crate::palette::Palette;
use crate::place::easel::Easel;
use crate::place::plants::{Bark, Tree, tree};
use crate::place::woods::row;
use crate::tone::{mix, rgb, turned, veil};

pub(super) fn market(e: &mut Easel<'_>, base: f32) {
    let p = e.p;
    e.layer(0.85, |c, rng, span| {
        row(rng, (span.left, span.right), 0.52, |rng, x| {
            let tone = turned(p.accent, rng.within(-120.0, 120.0));
            let y = base + 0.06;
            for post in [x, x + 0.38] {
                c.rect(post, y - 0.26, 0.009, 0.26, mix(p.built, p.shadow, 0.5));
            }
            c.rect(
                x - 0.01,
                y - 0.085,
                0.41,
                0.085,
                mix(p.built, p.shadow, 0.3),
            );
            for step in 0_u16..11 {
                let fruit = turned(rgb(0xE06A34), rng.within(-60.0, 60.0));
                c.disc(
                    x + 0.02 + f32::from(step) * 0.034,
                    y - 0.093,
                    0.017,
                    p.tint(fruit),
                );
            }
            for step in 0_u16..8 {
                let at = x - 0.03 + f32::from(step) * 0.056;
                let stripe = if step % 2 == 0 {
                    tone
                } else {
                    mix(p.light, tone, 0.15)
                };
                c.polygon(
                    &[
                        (at + 0.01, y - 0.31),
                        (at + 0.062, y - 0.31),
                        (at + 0.056, y - 0.24),
                        (at + 0.028, y - 0.228),
                        (at, y - 0.24),
                    ],
                    stripe,
                );
            }
            c.disc(x + 0.19, y - 0.2, 0.012, p.lamp);
            c.glow(x + 0.19, y - 0.2, 0.14, p.lamp, 0.45);
        });
    });
}

/// A glazed shelter, a sign on a post, rails and the overhead wire.
pub(super) fn tram_stop(e: &mut Easel<'_>, base: f32) {
    let p = e.p;
    let facing = e.shot.facing;
    let x = e.shot.third - facing * 0.12;
    let autumn = p.growth;
    let light = e.shot.light_side();
    let bark = Bark {
        trunk: mix(p.stone, p.ink, 0.5),
        mark: p.ink,
        leaf: mix(autumn, p.shadow, 0.15),
        lit: p.sunny(autumn, 0.35),
        snow: None,
    };
    e.layer(0.85, |c, rng, span| {
        row(rng, (span.left, span.right), 0.62, |rng, x| {
            let high = rng.within(0.42, 0.56);
            tree(c, rng, Tree::Leafy, (x, base + 0.05), high, light, &bark);
        });
    });
    e.layer(1.0, |c, rng, span| {
        let wire = mix(p.ink, p.sky[1], 0.25);
        c.curve(
            &[
                (span.left, 0.10),
                (span.left + span.width() * 0.5, 0.125),
                (span.right, 0.10),
            ],
            0.003,
            wire,
        );
        // The raised platform, and the rails before it.
        c.rect(
            span.left,
            base + 0.10,
            span.width(),
            0.115,
            mix(p.ground, p.light, 0.22),
        );
        c.rect(
            span.left,
            base + 0.215,
            span.width(),
            0.022,
            mix(p.ground, p.shadow, 0.55),
        );
        c.rect(
            span.left,
            base + 0.205,
            span.width(),
            0.010,
            mix(p.ground, rgb(0xF4D050), 0.6),
        );
        for y in [base + 0.265, base + 0.325] {
            c.rect(
                span.left,
                y,
                span.width(),
                0.013,
                mix(p.ground, p.shadow, 0.7),
            );
            c.rect(
                span.left,
                y,
                span.width(),
                0.005,
                mix(p.light, p.stone, 0.3),
            );
        }
        for _ in 0..40 {
            let (lx, ly) = (
                rng.within(span.left, span.right),
                base + rng.within(0.11, 0.42),
            );
            c.ellipse(
                lx,
                ly,
                0.010,
                0.004,
                mix(
                    autumn,
                    if rng.chance(0.5) { p.accent } else { p.light },
                    0.35,
                ),
            );
        }
        shelter(c, x, base + 0.15, facing, &p);
    });
    e.stage.floor = base + 0.19;
    e.stage.tall = 0.42;
}

fn shelter(c: &mut Canvas<'_>, x: f32, y: f32, facing: f32, p: &Palette) {
    let steel = mix(p.ink, p.stone, 0.3);
    let (w, h) = (0.66, 0.44);
    let glass = veil(mix(p.sky[1], p.light, 0.4), 0.42);
    c.rect(x - w / 2.0, y - h, w, h - 0.03, glass);
    for step in 0_u16..4 {
        c.rect(
            x - w / 2.0 + f32::from(step) * (w - 0.012) / 3.0,
            y - h,
            0.012,
            h,
            steel,
        );
    }
    c.polygon(
        &[
            (x - w / 2.0 - 0.05, y - h - 0.035),
            (x + w / 2.0 + 0.05, y - h - 0.035),
            (x + w / 2.0 + 0.03, y - h + 0.008),
            (x - w / 2.0 - 0.03, y - h + 0.008),
        ],
        steel,
    );
    c.rect(
        x - w / 2.0 - 0.05,
        y - h - 0.042,
        w + 0.10,
        0.01,
        p.sunny(steel, 0.6),
    );
    c.slab(
        x - facing * 0.1 - 0.15,
        y - 0.12,
        0.30,
        0.018,
        0.006,
        mix(p.built, p.shadow, 0.25),
    );
    for dx in [-0.11, 0.11] {
        c.rect(x - facing * 0.1 + dx, y - 0.105, 0.012, 0.105, steel);
    }
    // The stop's sign: a tram, cut out of a round plate.
    let s = x + facing * 0.52;
    c.rect(s - 0.007, y - 0.56, 0.014, 0.58, steel);
    c.disc(s, y - 0.57, 0.062, p.accent);
    c.disc(s, y - 0.57, 0.052, mix(p.light, rgb(0xFFFFFF), 0.5));
    c.slab(s - 0.024, y - 0.602, 0.048, 0.058, 0.012, p.accent);
    c.rect(
        s - 0.017,
        y - 0.594,
        0.034,
        0.022,
        mix(p.light, rgb(0xFFFFFF), 0.5),
    );
    c.line(
        &[(s - 0.012, y - 0.616), (s + 0.012, y - 0.616)],
        0.005,
        p.accent,
    );
    c.rect(s - 0.045, y - 0.49, 0.09, 0.11, mix(p.light, p.built, 0.2));
    for row in 0_u16..4 {
        c.rect(
            s - 0.034,
            y - 0.475 + f32::from(row) * 0.022,
            0.066,
            0.006,
            steel,
        );
    }
}
