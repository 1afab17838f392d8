//! Under ground: platform, tunnel and cave, all drawn to one point.

use super::easel::Easel;
use super::houses::pool;
use crate::canvas::Pt;
use crate::reading::motif::Lighting;
use crate::tone::{mix, rgb, veil};

/// A box of rooms towards a point: corners at this share of the way.
fn corner((vx, vy): Pt, (x, y): Pt, near: f32) -> Pt {
    (vx + (x - vx) * near, vy + (y - vy) * near)
}

/// An underground platform: tiled wall, pillars, tubes, the track and the yellow line.
pub(crate) fn platform(e: &mut Easel<'_>) {
    let p = e.p;
    let aspect = e.shot.aspect;
    let flip = e.shot.facing;
    let m = aspect * 0.5;
    // The track lies on the side that the figures do not look to.
    let sx = move |x: f32| m + flip * (x - m);
    let v = (sx(aspect * 0.56), 0.44);
    let tile = p.tint(rgb(0xC4CCC0));
    let band = mix(p.accent, p.shadow, 0.15);
    let at = move |x: f32, y: f32, k: f32| corner(v, (sx(x), y), k);
    e.layer(0.5, |c, _, span| {
        span.fill(c, mix(p.ink, p.shadow, 0.4));
        let far = 0.10;
        let (l, r, t, b) = (-0.9, aspect + 0.9, -0.55, 1.42);
        let quad = |a: Pt, b: Pt, c: Pt, d: Pt| [a, b, c, d];
        // Ceiling, wall of the platform, wall behind the track.
        c.polygon(
            &quad(at(l, t, 1.0), at(r, t, 1.0), at(r, t, far), at(l, t, far)),
            mix(tile, p.shadow, 0.62),
        );
        c.polygon(
            &quad(at(l, t, 1.0), at(l, b, 1.0), at(l, b, far), at(l, t, far)),
            mix(tile, p.shadow, 0.18),
        );
        c.polygon(
            &quad(
                at(r, t, 1.0),
                at(r, b + 0.3, 1.0),
                at(r, b, far),
                at(r, t, far),
            ),
            mix(tile, p.shadow, 0.5),
        );
        c.polygon(
            &quad(at(l, t, far), at(r, t, far), at(r, b, far), at(l, b, far)),
            mix(p.ink, rgb(0), 0.4),
        );
        // Bands of colour along both walls.
        for (x, top, foot, tone) in [
            (l, 0.10, 0.26, band),
            (l, 1.12, 1.22, band),
            (r, 0.0, 0.2, mix(band, p.shadow, 0.45)),
        ] {
            c.polygon(
                &quad(
                    at(x, top, 1.0),
                    at(x, foot, 1.0),
                    at(x, foot, far),
                    at(x, top, far),
                ),
                tone,
            );
        }
        let mut k = 1.0;
        while k > far {
            let (a, b2) = (at(l, t, k), at(l, b, k));
            c.line(&[a, b2], 0.003 * k + 0.001, mix(tile, p.shadow, 0.45));
            let (a, b2) = (at(r, t, k), at(r, b, k));
            c.line(&[a, b2], 0.003 * k + 0.001, mix(tile, p.shadow, 0.66));
            k *= 0.86;
        }
        // Posters on the near wall.
        for (from, to, tone) in [(0.62, 0.48, p.lamp), (0.42, 0.34, p.accent)] {
            c.polygon(
                &quad(
                    at(l, 0.4, from),
                    at(l, 0.86, from),
                    at(l, 0.86, to),
                    at(l, 0.4, to),
                ),
                mix(tone, tile, 0.35),
            );
        }
        // The floor, the edge and the track bed.
        let edge = m + 0.34;
        c.polygon(
            &quad(
                at(l, b, 1.0),
                at(edge, b, 1.0),
                at(edge, b, far),
                at(l, b, far),
            ),
            p.ground,
        );
        c.polygon(
            &quad(
                at(edge - 0.16, b, 1.0),
                at(edge - 0.06, b, 1.0),
                at(edge - 0.06, b, far),
                at(edge - 0.16, b, far),
            ),
            p.tint(rgb(0xF2C83C)),
        );
        c.polygon(
            &quad(
                at(edge, b, 1.0),
                at(edge, b + 0.42, 1.0),
                at(edge, b + 0.42, far),
                at(edge, b, far),
            ),
            mix(p.ground, p.shadow, 0.6),
        );
        c.polygon(
            &quad(
                at(edge, b + 0.42, 1.0),
                at(r, b + 0.42, 1.0),
                at(r, b + 0.42, far),
                at(edge, b + 0.42, far),
            ),
            mix(p.ink, p.stone, 0.2),
        );
        for rail in [edge + 0.26, edge + 0.8] {
            c.polygon(
                &quad(
                    at(rail, b + 0.40, 1.0),
                    at(rail + 0.05, b + 0.40, 1.0),
                    at(rail + 0.05, b + 0.40, far),
                    at(rail, b + 0.40, far),
                ),
                mix(p.light, p.stone, 0.35),
            );
        }
        let mut k = 1.0;
        while k > far {
            c.line(
                &[at(l, b, k), at(edge - 0.16, b, k)],
                0.0025 * k + 0.0006,
                mix(p.ground, p.shadow, 0.28),
            );
            k *= 0.84;
        }
        for step in -3_i16..=1 {
            let x = m + f32::from(step) * 0.4;
            c.line(
                &[at(x, b, 1.0), at(x, b, far)],
                0.0015,
                mix(p.ground, p.shadow, 0.28),
            );
        }
        // Light on the floor below each tube.
        for k in [0.86, 0.56, 0.36, 0.23] {
            let (x, y) = at(m - 0.3, b, k);
            pool(c, (x, y), 0.6 * k, p.lamp, 0.5);
        }
    });
    let flicker = e.motifs.lighting.contains(&Lighting::Flicker);
    e.alive(0.5, move |c, t| {
        for (index, k) in (0_u16..).zip([0.86_f32, 0.56, 0.36, 0.23]) {
            // Soft and slow: a tube that fails, never a flash.
            let swing =
                (t * 5.2 + f32::from(index) * 2.4).sin() * (t * 2.3 + f32::from(index)).sin();
            let on = if flicker {
                0.62 + 0.38 * swing
            } else {
                0.94 + 0.06 * swing
            };
            let (a, b) = (at(m - 0.52, -0.28, k), at(m - 0.08, -0.28, k));
            let (d, e) = (at(m - 0.08, -0.28, k * 0.88), at(m - 0.52, -0.28, k * 0.88));
            let tube = mix(mix(p.ink, p.lamp, 0.3), mix(p.lamp, rgb(0xFFFFFF), 0.6), on);
            c.glow((a.0 + b.0) / 2.0, a.1, 0.55 * k, p.lamp, 0.5 * on);
            c.polygon(&[a, b, d, e], tube);
            if flicker && index < 2 {
                let (x, y) = at(m - 0.3, 1.42, k);
                pool(c, (x, y), 0.5 * k, p.lamp, 0.34 * on);
            }
        }
    });
    e.layer(0.75, |c, _, _| {
        for k in [0.30_f32, 0.46, 0.74] {
            let (x, foot) = at(m - 0.95, 1.42, k);
            let top = at(m - 0.95, -0.55, k).1;
            let w = 0.10 * k;
            let tone = mix(tile, p.shadow, 0.34 - 0.2 * k);
            c.rect(x - w, top, w * 2.0, foot - top, tone);
            let lit = if flip > 0.0 { x + w * 0.3 } else { x - w };
            c.rect(lit, top, w * 0.7, foot - top, mix(tone, p.light, 0.25));
            c.rect(
                x - w * 1.25,
                foot - 0.05 * k,
                w * 2.5,
                0.05 * k,
                mix(tone, p.shadow, 0.4),
            );
            c.rect(
                x - w * 1.02,
                top + (foot - top) * 0.42,
                w * 2.04,
                0.10 * k,
                band,
            );
        }
        // A sign hangs from the ceiling, and a bench waits at the wall.
        let (x, y) = at(m - 0.2, -0.08, 0.62);
        c.rect(x - 0.20, y - 0.02, 0.40, 0.10, mix(p.ink, band, 0.35));
        c.disc(x - 0.15, y + 0.03, 0.032, p.accent);
        c.rect(x - 0.10, y + 0.012, 0.24, 0.014, p.light);
        c.rect(x - 0.10, y + 0.042, 0.16, 0.012, mix(p.light, p.ink, 0.4));
        c.line(&[(x - 0.14, y - 0.02), (x - 0.14, y - 0.14)], 0.005, p.ink);
        c.line(&[(x + 0.14, y - 0.02), (x + 0.14, y - 0.14)], 0.005, p.ink);
        let (x, y) = at(m - 1.3, 1.40, 0.44);
        let wood = mix(p.accent, p.ink, 0.45);
        c.polygon(
            &[
                (x - 0.12, y - 0.08),
                (x + 0.10, y - 0.075),
                (x + 0.13, y - 0.05),
                (x - 0.12, y - 0.055),
            ],
            wood,
        );
        for dx in [-0.09, 0.09] {
            c.rect(x + dx, y - 0.06, 0.012, 0.06, p.ink);
        }
    });
    e.stage.floor = 0.84;
    e.stage.tall = 0.42;
    e.stage.roofed = true;
}

/// A tunnel or corridor with lamps along it.
pub(crate) fn tunnel(e: &mut Easel<'_>) {
    let p = e.p;
    let aspect = e.shot.aspect;
    let v = (aspect * 0.5 + e.shot.facing * 0.12, 0.48);
    let wall = mix(p.stone, p.ink, 0.25);
    e.layer(0.5, |c, _, span| {
        span.fill(c, mix(wall, p.ink, 0.5));
        let mut k = 1.5_f32;
        let mut step = 0_u16;
        while k > 0.12 {
            let tone = mix(
                mix(wall, p.ink, 0.45),
                mix(p.lamp, wall, 0.45),
                (1.0 - k / 1.5_f32).powi(2),
            );
            let tone = if step.is_multiple_of(2) {
                tone
            } else {
                mix(tone, p.ink, 0.18)
            };
            let (rx, ry) = (0.82 * k, 0.56 * k);
            c.blob(
                &[
                    (v.0 - rx, v.1 + ry),
                    (v.0 - rx * 1.05, v.1 - ry * 0.1),
                    (v.0 - rx * 0.6, v.1 - ry * 0.85),
                    (v.0, v.1 - ry * 1.05),
                    (v.0 + rx * 0.6, v.1 - ry * 0.85),
                    (v.0 + rx * 1.05, v.1 - ry * 0.1),
                    (v.0 + rx, v.1 + ry),
                ],
                tone,
            );
            k *= 0.80;
            step += 1;
        }
        c.glow(v.0, v.1, 0.5, p.light, 0.8);
        c.disc(v.0, v.1 + 0.01, 0.055, mix(p.light, rgb(0xFFFFFF), 0.5));
        c.polygon(
            &[
                (v.0 - 0.05, v.1 + 0.06),
                (v.0 + 0.05, v.1 + 0.06),
                (v.0 + 1.0, 1.2),
                (v.0 - 1.0, 1.2),
            ],
            mix(p.ground, p.ink, 0.35),
        );
        c.polygon(
            &[
                (v.0 - 0.015, v.1 + 0.06),
                (v.0 + 0.015, v.1 + 0.06),
                (v.0 + 0.28, 1.2),
                (v.0 - 0.28, 1.2),
            ],
            veil(p.light, 0.16),
        );
    });
    let flicker = e.motifs.lighting.contains(&Lighting::Flicker);
    e.alive(0.5, move |c, t| {
        for (index, k) in (0_u16..).zip([1.0_f32, 0.64, 0.41, 0.26]) {
            let swing = (t * 4.6 + f32::from(index) * 2.0).sin();
            let on = if flicker {
                0.6 + 0.4 * swing
            } else {
                0.9 + 0.1 * swing
            };
            for side in [-1.0, 1.0] {
                let (x, y) = (v.0 + side * 0.66 * k, v.1 - 0.3 * k);
                c.glow(x, y, 0.26 * k, p.lamp, 0.55 * on);
                c.ellipse(x, y, 0.02 * k, 0.014 * k, mix(p.lamp, rgb(0xFFFFFF), 0.4));
            }
        }
    });
    e.stage.floor = 0.86;
    e.stage.roofed = true;
}

/// A cave with stalactites and light from its mouth.
pub(crate) fn cave(e: &mut Easel<'_>) {
    let p = e.p;
    let aspect = e.shot.aspect;
    let x = e.shot.light.0;
    let rock = mix(p.stone, p.ink, 0.3);
    e.layer(0.2, |c, _, span| {
        span.fill(c, mix(rock, p.ink, 0.3));
        c.blob(
            &[
                (x - 0.34, 0.74),
                (x - 0.3, 0.4),
                (x - 0.1, 0.22),
                (x + 0.2, 0.27),
                (x + 0.36, 0.5),
                (x + 0.34, 0.76),
            ],
            p.sky[1],
        );
        c.blob(
            &[
                (x - 0.26, 0.74),
                (x - 0.2, 0.46),
                (x - 0.04, 0.32),
                (x + 0.16, 0.36),
                (x + 0.27, 0.56),
                (x + 0.26, 0.76),
            ],
            mix(p.sky[2], p.light, 0.3),
        );
        c.glow(x, 0.5, 0.8, p.light, 0.4);
    });
    for (depth, share, count) in [(0.5, 0.45, 12_u16), (0.9, 0.7, 8)] {
        e.layer(depth, |c, rng, span| {
            let tone = mix(rock, p.ink, share);
            for step in 0..count {
                let at =
                    span.left + span.width() * (f32::from(step) + rng.unit()) / f32::from(count);
                let long = rng.within(0.1, 0.3) * (0.5 + (at - x).abs()).min(1.2);
                c.polygon(
                    &[
                        (at - 0.06, span.top - 0.02),
                        (at + 0.06, span.top - 0.02),
                        (at, long),
                    ],
                    tone,
                );
                let up = rng.within(0.04, 0.14);
                c.polygon(
                    &[(at + 0.05, 0.8), (at + 0.09, 0.76 - up), (at + 0.14, 0.8)],
                    tone,
                );
            }
            super::woods::ground(
                c,
                rng,
                (span.left, span.right, span.foot),
                0.72 + depth * 0.07,
                0.02,
                tone,
            );
            c.ellipse(x, 0.82 + depth * 0.06, 0.4, 0.02, veil(p.light, 0.18));
        });
    }
    e.stage.floor = 0.87;
    e.stage.roofed = true;
    e.before(1.3, |c, _, _| {
        for (edge, side) in [(-0.05, 1.0), (aspect + 0.05, -1.0)] {
            c.blob(
                &[
                    (edge, -0.1),
                    (edge + side * 0.22, -0.05),
                    (edge + side * 0.12, 0.3),
                    (edge + side * 0.16, 0.7),
                    (edge + side * 0.3, 1.1),
                    (edge, 1.1),
                ],
                mix(p.ink, rgb(0), 0.3),
            );
        }
    });
}
