//! Streets, alleys, markets, rooftops, bridges, stops and railways.

use super::easel::Easel;
use super::houses::{Facade, lamp_post, pool};
use super::land::{Ridge, ridge};
use super::plants::{Bark, Tree, tree};
use super::sky;
use super::woods::row;
use crate::canvas::Canvas;
use crate::palette::Palette;
use crate::reading::motif::{Hour, Lighting, Place};
use crate::tone::{luma, mix, rgb, turned, veil};

pub(crate) fn draw(e: &mut Easel<'_>, place: Place) {
    let h = e.shot.horizon;
    let p = e.p;
    let night = matches!(e.motifs.hour, Hour::Night | Hour::Dusk);
    let neon = e.motifs.lighting.contains(&Lighting::Neon)
        || (night && matches!(place, Place::Alley | Place::Street));
    sky::draw(e, h + 0.05);
    skyline(e, 0.15, h + 0.1, 0.32, 0.66, night);
    match place {
        Place::Bridge => return bridge(e, h),
        Place::Rooftop => return rooftop(e, h, night),
        Place::Railway => return railway(e, h),
        _ => {}
    }
    skyline(e, 0.3, h + 0.12, 0.44, 0.42, night);
    let base = h + 0.10;
    let depth = 0.62;
    let low = matches!(place, Place::Parking | Place::TramStop);
    e.layer(depth, |c, rng, span| {
        let mut x = span.left - 0.1;
        while x < span.right + 0.1 {
            let w = rng.within(0.28, 0.46);
            let tall = if low {
                rng.within(0.18, 0.34)
            } else {
                rng.within(0.36, 0.62)
            };
            let gap = place == Place::Street && rng.chance(0.22);
            if !gap {
                let facade = Facade {
                    wall: mix(turned(p.built, rng.within(-30.0, 30.0)), p.stone, 0.25),
                    night,
                    neon,
                    shop: place != Place::Parking,
                    air: 0.16,
                };
                facade.draw(c, rng, (x, base), w, tall, &p);
            }
            x += w + if low { rng.within(0.02, 0.2) } else { 0.004 };
        }
        c.rect(
            span.left,
            base - 0.004,
            span.width(),
            0.03,
            mix(p.ground, p.light, 0.14),
        );
        c.rect(
            span.left,
            base + 0.024,
            span.width(),
            0.012,
            mix(p.ground, p.shadow, 0.5),
        );
    });
    floor(e, base + 0.03, night || neon);
    if place == Place::Market {
        market(e, base);
    }
    if place == Place::Parking {
        let line = mix(p.ground, rgb(0xFFFFFF), 0.45);
        e.layer(1.0, |c, _, span| {
            let m = span.width() / 2.0 + span.left;
            for step in -6_i16..=6 {
                let at = f32::from(step);
                c.polygon(
                    &[
                        (m + at * 0.26, base + 0.06),
                        (m + at * 0.26 + 0.008, base + 0.06),
                        (m + at * 0.42 + 0.016, base + 0.24),
                        (m + at * 0.42, base + 0.24),
                    ],
                    line,
                );
            }
        });
    }
    if place == Place::TramStop {
        tram_stop(e, base);
    } else {
        let lit = night || neon;
        e.layer(0.85, |c, rng, span| {
            row(rng, (span.left, span.right), 0.8, |_, x| {
                lamp_post(c, (x, base + 0.045), 0.46, 1.0, &p, lit);
            });
        });
    }
    e.stage.floor = base + 0.20;
    if e.motifs.wet {
        e.stage.mirror = 0.55;
    }
    if place != Place::TramStop {
        street_edge(e, place, neon);
    }
}

/// A row of far towers.
fn skyline(e: &mut Easel<'_>, depth: f32, base: f32, high: f32, air: f32, night: bool) {
    let p = e.p;
    let tone = p.far(mix(p.built, p.shadow, 0.45), air);
    let lit = p.far(p.lamp, air * 0.4);
    e.layer(depth, |c, rng, span| {
        let mut x = span.left - 0.05;
        while x < span.right {
            let (w, h) = (rng.within(0.06, 0.15), rng.within(0.35, 1.0) * high);
            c.rect(x, base - h, w, h + 0.04, tone);
            if rng.chance(0.3) {
                c.polygon(
                    &[
                        (x + w * 0.2, base - h),
                        (x + w * 0.5, base - h - 0.05),
                        (x + w * 0.8, base - h),
                    ],
                    tone,
                );
            }
            if night {
                for _ in 0..7 {
                    c.rect(
                        x + rng.within(0.1, 0.8) * w,
                        base - rng.within(0.15, 0.95) * h,
                        0.009,
                        0.012,
                        lit,
                    );
                }
            }
            x += w + rng.within(-0.01, 0.03);
        }
    });
}

/// Asphalt with kerb, light pools and, when wet, the streaks of lights.
fn floor(e: &mut Easel<'_>, top: f32, lit: bool) {
    let p = e.p;
    let wet = e.motifs.wet;
    let snowy = e.motifs.snowy;
    e.layer(1.0, |c, rng, span| {
        let far = p.far(mix(p.ground, p.shadow, 0.12), 0.25);
        let near = mix(p.ground, p.shadow, if wet { 0.5 } else { 0.34 });
        c.fade(
            span.left,
            top,
            span.width(),
            span.foot - top,
            &[(0.0, far), (1.0, near)],
        );
        if wet {
            for _ in 0..26 {
                let x = rng.within(span.left, span.right);
                let tone = turned(mix(p.lamp, p.accent, rng.unit()), rng.within(-120.0, 120.0));
                let w = rng.within(0.012, 0.04);
                let long = rng.within(0.10, 0.32);
                c.fade(
                    x,
                    top + 0.006,
                    w,
                    long,
                    &[
                        (0.0, veil(tone, if lit { 0.55 } else { 0.2 })),
                        (1.0, veil(tone, 0.0)),
                    ],
                );
            }
            for _ in 0..7 {
                let (x, y) = (
                    rng.within(span.left, span.right),
                    rng.within(top + 0.08, 0.97),
                );
                let r = rng.within(0.08, 0.22);
                c.blob(
                    &[
                        (x - r, y),
                        (x - r * 0.3, y - r * 0.12),
                        (x + r, y),
                        (x + r * 0.2, y + r * 0.12),
                    ],
                    mix(near, p.sky[1], 0.4),
                );
            }
        }
        if !snowy {
            let line = mix(near, rgb(0xFFFFFF), 0.42);
            row(rng, (span.left, span.right), 0.42, |_, x| {
                c.polygon(
                    &[
                        (x, top + 0.115),
                        (x + 0.17, top + 0.115),
                        (x + 0.165, top + 0.127),
                        (x - 0.012, top + 0.127),
                    ],
                    line,
                );
            });
        }
        if lit {
            row(rng, (span.left, span.right), 0.8, |_, x| {
                pool(c, (x + 0.08, top + 0.03), 0.36, p.lamp, 0.5);
            });
        }
    });
}

fn street_edge(e: &mut Easel<'_>, place: Place, neon: bool) {
    let p = e.p;
    let (side, aspect) = (-e.shot.facing, e.shot.aspect);
    let sign = turned(rgb(0xFF3C8C), e.rng.within(-150.0, 150.0));
    e.before(1.35, |c, _, span| {
        let x = if side > 0.0 { aspect } else { 0.0 };
        let dark = mix(p.ink, p.built, 0.14);
        if place == Place::Alley {
            for at in [0.0, aspect] {
                let s = if at > 0.0 { 1.0 } else { -1.0 };
                c.polygon(
                    &[
                        (at + s * 0.1, span.top),
                        (at - s * 0.22, span.top),
                        (at - s * 0.17, span.foot),
                        (at + s * 0.1, span.foot),
                    ],
                    dark,
                );
            }
        } else {
            c.limb(
                &[
                    (x - side * 0.09, span.foot, 0.022),
                    (x - side * 0.09, span.top - 0.02, 0.018),
                ],
                dark,
            );
            c.rect(x - side * 0.09 - 0.055, 0.10, 0.11, 0.24, dark);
            for (row, tone) in [(0.0, 0xD8443A), (0.07, 0x6A5A34), (0.14, 0x2E5A44)] {
                let tone = if row < 0.01 {
                    rgb(tone)
                } else {
                    mix(rgb(tone), p.ink, 0.4)
                };
                c.disc(x - side * 0.09, 0.15 + row, 0.027, tone);
            }
            c.glow(x - side * 0.09, 0.15, 0.13, rgb(0xF05A48), 0.4);
        }
        if neon {
            let x = x - side * 0.24;
            c.glow(x, 0.2, 0.26, sign, 0.4);
        }
    });
}

fn market(e: &mut Easel<'_>, base: f32) {
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
fn tram_stop(e: &mut Easel<'_>, base: f32) {
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

fn bridge(e: &mut Easel<'_>, h: f32) {
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

fn rooftop(e: &mut Easel<'_>, h: f32, night: bool) {
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

fn railway(e: &mut Easel<'_>, h: f32) {
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
        super::woods::ground(
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
