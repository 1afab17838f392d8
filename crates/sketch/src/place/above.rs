//! Floors seen from above.

use super::easel::Easel;
use super::plants::puff;
use crate::palette::inside;
use crate::reading::motif::{Machine, Place, Subject};
use crate::tone::{mix, rgb, turned, veil};

/// Half the width of the conveyor, and where it lies.
pub(crate) const BELT: (f32, f32) = (0.13, 0.66);

pub(crate) fn draw(e: &mut Easel<'_>) {
    e.stage.flat = true;
    e.stage.floor = 0.52;
    e.stage.tall = 0.4;
    let works = e
        .motifs
        .has(|s| matches!(s, Subject::Machine(Machine::Arm | Machine::Gripper)))
        .is_some();
    e.stage.roofed = inside(e.motifs.place);
    if works || matches!(e.motifs.place, Place::Warehouse | Place::Factory) {
        return works_floor(e);
    }
    let p = e.p;
    let paved = matches!(
        e.motifs.place,
        Place::Street
            | Place::Road
            | Place::Motorway
            | Place::Parking
            | Place::Alley
            | Place::Market
    );
    let roofed = e.stage.roofed;
    let water = matches!(
        e.motifs.place,
        Place::Sea | Place::Lake | Place::River | Place::Underwater | Place::Harbour
    );
    let light = e.shot.light_side();
    e.layer(1.0, |c, rng, span| {
        let base = if water { p.water } else { p.ground };
        span.fill(c, base);
        if paved {
            let asphalt = mix(p.ground, p.shadow, 0.35);
            c.rect(span.left, 0.26, span.width(), 0.52, asphalt);
            for y in [0.255, 0.775] {
                c.rect(
                    span.left,
                    y,
                    span.width(),
                    0.014,
                    mix(asphalt, p.light, 0.5),
                );
            }
            let mut x = span.left;
            while x < span.right {
                c.rect(x, 0.513, 0.14, 0.014, mix(asphalt, rgb(0xFFFFFF), 0.6));
                x += 0.26;
            }
        } else if roofed {
            let mut y = span.top;
            while y < span.foot {
                c.rect(span.left, y, span.width(), 0.004, mix(base, p.shadow, 0.35));
                let mut x = span.left + rng.within(0.0, 0.3);
                while x < span.right {
                    c.rect(x, y, 0.004, 0.12, mix(base, p.shadow, 0.35));
                    x += rng.within(0.3, 0.6);
                }
                y += 0.12;
            }
            c.slab(
                0.45,
                0.2,
                span.right - 0.9,
                0.62,
                0.05,
                mix(p.accent, p.shadow, 0.25),
            );
            c.slab(
                0.48,
                0.23,
                span.right - 0.96,
                0.56,
                0.04,
                mix(p.accent, base, 0.35),
            );
        } else {
            for _ in 0..40 {
                let (x, y, r) = (
                    rng.within(span.left, span.right),
                    rng.within(span.top, span.foot),
                    rng.within(0.03, 0.16),
                );
                let tone = if rng.chance(0.5) { p.light } else { p.shadow };
                c.ellipse(
                    x,
                    y,
                    r,
                    r * if water { 0.08 } else { 0.5 },
                    mix(base, tone, 0.12),
                );
            }
        }
        if !roofed && !water {
            for _ in 0..16 {
                let (x, y) = (
                    rng.within(span.left, span.right),
                    if rng.chance(0.5) {
                        rng.within(0.0, 0.2)
                    } else {
                        rng.within(0.82, 1.0)
                    },
                );
                let r = rng.within(0.05, 0.11);
                puff(
                    c,
                    rng,
                    x - light * r * 0.7,
                    y + r * 0.5,
                    r,
                    mix(p.ground, p.shadow, 0.5),
                );
                puff(c, rng, x, y, r, mix(p.growth, p.shadow, 0.25));
                puff(
                    c,
                    rng,
                    x + light * r * 0.2,
                    y - r * 0.2,
                    r * 0.6,
                    p.sunny(p.growth, 0.2),
                );
            }
        }
    });
}

/// A floor of a warehouse with a conveyor and bins.
fn works_floor(e: &mut Easel<'_>) {
    let p = e.p;
    let aspect = e.shot.aspect;
    let (half, y) = BELT;
    let floor = mix(p.ground, p.built, 0.15);
    e.layer(1.0, |c, rng, span| {
        span.fill(c, floor);
        let mut x = span.left;
        while x < span.right {
            c.rect(
                x,
                span.top,
                0.003,
                span.foot - span.top,
                mix(floor, p.shadow, 0.2),
            );
            x += 0.3;
        }
        for at in [0.16, 0.46] {
            c.rect(
                span.left,
                at + 0.3,
                span.width(),
                0.003,
                mix(floor, p.shadow, 0.2),
            );
        }
        let yellow = p.tint(rgb(0xF0C03A));
        c.rect(
            span.left,
            y - half - 0.085,
            span.width(),
            0.012,
            mix(yellow, floor, 0.3),
        );
        c.rect(
            span.left,
            y + half + 0.07,
            span.width(),
            0.012,
            mix(yellow, floor, 0.3),
        );
        // The belt's shadow and its rails.
        c.rect(
            span.left,
            y - half + 0.03,
            span.width(),
            half * 2.0 + 0.03,
            mix(floor, p.shadow, 0.45),
        );
        c.rect(
            span.left,
            y - half - 0.018,
            span.width(),
            half * 2.0 + 0.036,
            mix(p.stone, p.light, 0.25),
        );
        c.rect(
            span.left,
            y - half,
            span.width(),
            half * 2.0,
            mix(p.ink, p.stone, 0.35),
        );
        // Bins at the upper edge, each of its own colour.
        let bins = 5_u16;
        for step in 0..bins {
            let x = aspect * (f32::from(step) + 0.5) / f32::from(bins) - 0.13;
            let tone = turned(
                mix(p.tint(rgb(0x4A86A8)), p.stone, 0.3),
                f32::from(step) * 42.0,
            );
            c.slab(
                x + 0.012,
                0.055,
                0.26,
                0.2,
                0.02,
                mix(floor, p.shadow, 0.45),
            );
            c.slab(x, 0.035, 0.26, 0.2, 0.02, tone);
            c.slab(
                x + 0.018,
                0.053,
                0.224,
                0.164,
                0.012,
                mix(tone, p.shadow, 0.55),
            );
            for _ in 0..3 {
                let (px, py) = (x + rng.within(0.03, 0.15), 0.06 + rng.within(0.0, 0.08));
                let tone = p.tint(turned(rgb(0xE0B050), rng.within(-10.0, 14.0)));
                c.slab(px, py, 0.075, 0.065, 0.006, tone);
                c.rect(px + 0.03, py, 0.012, 0.065, mix(tone, p.light, 0.45));
            }
        }
        c.glow(aspect * 0.5, 0.4, 0.9, p.light, 0.22);
    });
    let rib = mix(p.ink, p.stone, 0.5);
    e.alive(1.0, move |c, t| {
        let step = 0.14;
        let go = (t * 0.16).rem_euclid(step);
        let mut x = -step + go - 0.3;
        while x < aspect + 0.3 {
            c.rect(x, y - half + 0.004, 0.008, half * 2.0 - 0.008, rib);
            x += step;
        }
    });
    e.before(1.25, |c, _, span| {
        // A beam of the roof, out of focus.
        c.polygon(
            &[(span.left, -0.02), (aspect * 0.22, -0.02), (span.left, 0.2)],
            veil(p.ink, 0.85),
        );
        c.polygon(
            &[
                (span.right, 1.02),
                (span.right - aspect * 0.16, 1.02),
                (span.right, 0.84),
            ],
            veil(p.ink, 0.85),
        );
    });
}
