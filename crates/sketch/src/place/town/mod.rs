//! Streets, alleys, markets, rooftops, bridges, stops and railways.
//!
//! | module | draws |
//! |---|---|
//! | `stop` | the market and the tram stop |
//! | `height` | bridge, rooftop and railway |

mod height;
mod stop;

use super::easel::Easel;
use super::houses::{Facade, lamp_post, pool};
use super::sky;
use super::woods::row;
use crate::reading::motif::{Hour, Lighting, Place};
use crate::tone::{mix, rgb, turned, veil};
use height::{bridge, railway, rooftop};
use stop::{market, tram_stop};

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
