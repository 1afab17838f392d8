//! Sky, sun, moons, stars and clouds.

use super::easel::Easel;
use crate::canvas::Canvas;
use crate::reading::motif::{Hour, Lighting, Place, Weather};
use crate::rng::Rng;
use crate::tone::{mix, rgb, veil};

/// Fills everything with sky and hangs its lights into it.
pub(crate) fn draw(e: &mut Easel<'_>, foot: f32) {
    let (p, shot, motifs) = (e.p, *e.shot, e.motifs);
    let [top, middle, low] = p.sky;
    let night = motifs.hour == Hour::Night || matches!(motifs.place, Place::Moon | Place::Space);
    let covered = matches!(
        motifs.weather,
        Weather::Rain | Weather::Thunder | Weather::Overcast | Weather::Snow | Weather::Spray
    );
    let (hour, weather, moons) = (motifs.hour, motifs.weather, motifs.moons);
    let starry = motifs.lighting.contains(&Lighting::Stars);
    let alien = matches!(motifs.place, Place::Mars | Place::Moon | Place::Space);
    e.layer(0.0, |c, rng, span| {
        let width = span.width();
        c.fade(
            span.left,
            span.top,
            width,
            foot - span.top + 0.02,
            &[(0.0, top), (0.55, middle), (1.0, low)],
        );
        c.rect(span.left, foot, width, span.foot - foot, low);
        if (night && !covered) || starry {
            stars(c, rng, shot.aspect, foot, mix(p.light, rgb(0xFFFFFF), 0.4));
        }
        let (x, y) = shot.light;
        if moons > 0 || (night && !covered && !alien) {
            moon_row(
                c,
                moons.max(1),
                x,
                shot.light.1.min(foot - 0.2).max(0.12),
                mix(p.light, rgb(0xFFF4E0), 0.6),
                mix(top, middle, 0.6),
            );
        } else if !night && !alien {
            let strength = if covered { 0.35 } else { 0.85 };
            let white = mix(p.light, rgb(0xFFFFFF), 0.45);
            c.glow(x, y, 0.62, p.light, 0.55 * strength);
            if weather != Weather::Rain
                && weather != Weather::Thunder
                && weather != Weather::Overcast
            {
                let size = if hour == Hour::Day { 0.042 } else { 0.062 };
                c.glow(x, y, size * 3.2, white, 0.7 * strength);
                c.disc(x, y, size, mix(low, white, strength));
            }
        } else if alien {
            c.glow(x, y, 0.4, p.light, 0.5);
            c.disc(x, y, 0.024, p.light);
        }
    });
    if starry || (night && !covered) {
        let points: Vec<(f32, f32)> = (0..9)
            .map(|_| {
                (
                    e.rng.within(0.0, shot.aspect),
                    e.rng.within(0.03, foot * 0.7),
                )
            })
            .collect();
        e.alive(0.0, move |c, t| {
            for (index, (x, y)) in (0_u16..).zip(&points) {
                let shine = 0.5 + 0.5 * (t * 2.1 + f32::from(index) * 1.9).sin();
                c.disc(
                    *x,
                    *y,
                    0.0018 + 0.0012 * shine,
                    veil(p.light, 0.25 + 0.6 * shine),
                );
            }
        });
    }
    if !alien && motifs.place != Place::Clouds {
        let tone = if night {
            mix(middle, low, 0.5)
        } else {
            mix(low, rgb(0xFFFFFF), if covered { 0.08 } else { 0.42 })
        };
        let under = mix(tone, middle, 0.5);
        let dark = covered && !night;
        clouds(
            e,
            foot,
            if dark { mix(tone, top, 0.25) } else { tone },
            under,
        );
    }
}

/// One moon, or two of different size, or three.
fn moon_row(
    c: &mut Canvas<'_>,
    count: usize,
    x: f32,
    y: f32,
    tone: tiny_skia::Color,
    sea: tiny_skia::Color,
) {
    let places = [(0.0, 0.0, 0.062), (0.24, -0.05, 0.030), (-0.2, 0.07, 0.022)];
    for (dx, dy, size) in places.into_iter().take(count) {
        let (x, y) = (x + dx, y + dy);
        c.glow(x, y, size * 4.2, tone, 0.34);
        c.disc(x, y, size, tone);
        for (cx, cy, r) in [(-0.35, -0.2, 0.26), (0.28, 0.3, 0.2), (0.3, -0.42, 0.13)] {
            c.disc(x + cx * size, y + cy * size, r * size, mix(tone, sea, 0.22));
        }
    }
}

fn stars(c: &mut Canvas<'_>, rng: &mut Rng, aspect: f32, foot: f32, tone: tiny_skia::Color) {
    for _ in 0..110 {
        let (x, y) = (rng.within(0.0, aspect), rng.within(0.0, foot * 0.95));
        let size = rng.within(0.0006, 0.0019);
        c.disc(
            x,
            y,
            size,
            veil(tone, rng.within(0.25, 0.85) * (1.0 - y / foot * 0.7)),
        );
    }
}

/// Flat clouds in two tones that drift.
fn clouds(e: &mut Easel<'_>, foot: f32, tone: tiny_skia::Color, under: tiny_skia::Color) {
    let count = match e.motifs.weather {
        Weather::Clear | Weather::Leaves | Weather::Wind | Weather::Petals => 4,
        Weather::Fog | Weather::Dust | Weather::Sparks => 2,
        _ => 8,
    };
    let speed = if e.motifs.weather == Weather::Wind {
        0.02
    } else {
        0.008
    };
    let speed = speed * -e.shot.facing;
    e.drifting(0.06, speed, |c, rng, span| {
        for _ in 0..count {
            let x = rng.within(span.left, span.right);
            let y = rng.within(0.05, foot * 0.62);
            let size = rng.within(0.13, 0.26) * (1.15 - y / foot * 0.7);
            cloud(c, rng, x, y, size, tone, under);
        }
    });
}

/// A cloud with a flat foot.
pub(crate) fn cloud(
    c: &mut Canvas<'_>,
    rng: &mut Rng,
    x: f32,
    y: f32,
    size: f32,
    tone: tiny_skia::Color,
    under: tiny_skia::Color,
) {
    let bumps = [
        (-0.62, 0.16),
        (-0.25, rng.within(0.26, 0.34)),
        (0.18, rng.within(0.30, 0.42)),
        (0.58, 0.2),
    ];
    let mut shape = vec![(x - size, y)];
    for (dx, high) in bumps {
        shape.push((x + dx * size, y - high * size));
    }
    shape.push((x + size * 1.05, y));
    shape.push((x + size * 0.4, y + 0.05 * size));
    shape.push((x - size * 0.5, y + 0.04 * size));
    c.blob(&shape, under);
    let lit: Vec<(f32, f32)> = shape
        .iter()
        .map(|(px, py)| {
            (
                x + (px - x) * 0.93 + 0.02 * size,
                y + (py - y) * 0.9 - 0.03 * size,
            )
        })
        .collect();
    c.blob(&lit, tone);
}
