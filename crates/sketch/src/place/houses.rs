//! What towns are built of.

use tiny_skia::Color;

use crate::canvas::{Canvas, Pt};
use crate::palette::Palette;
use crate::rng::Rng;
use crate::tone::{mix, rgb, turned};

/// A small house with a pitched roof.
pub(crate) fn cottage(
    c: &mut Canvas<'_>,
    rng: &mut Rng,
    (x, y): Pt,
    size: f32,
    p: &Palette,
    night: bool,
    air: f32,
) {
    let wall = p.far(p.tint(turned(rgb(0xE6D2B4), rng.within(-25.0, 25.0))), air);
    let roof = p.far(p.tint(turned(rgb(0xA85440), rng.within(-25.0, 15.0))), air);
    let (w, h) = (size * rng.within(0.8, 1.1), size * rng.within(0.55, 0.8));
    c.rect(x - w / 2.0, y - h, w, h + 0.02, wall);
    c.rect(x, y - h, w / 2.0, h + 0.02, mix(wall, p.shadow, 0.16));
    c.polygon(
        &[
            (x - w * 0.6, y - h),
            (x - w * 0.1, y - h - size * 0.45),
            (x + w * 0.62, y - h),
        ],
        roof,
    );
    c.polygon(
        &[
            (x - w * 0.1, y - h - size * 0.45),
            (x + w * 0.62, y - h),
            (x + w * 0.1, y - h),
        ],
        mix(roof, p.shadow, 0.25),
    );
    c.rect(
        x + w * 0.18,
        y - h - size * 0.42,
        w * 0.1,
        size * 0.28,
        mix(roof, p.shadow, 0.4),
    );
    let pane = if night {
        p.far(p.lamp, air * 0.3)
    } else {
        mix(wall, p.shadow, 0.5)
    };
    for dx in [-0.32, -0.02, 0.26] {
        c.rect(x + dx * w, y - h * 0.72, w * 0.13, h * 0.34, pane);
    }
}

/// A church with a spire.
pub(crate) fn church(
    c: &mut Canvas<'_>,
    (x, y): Pt,
    high: f32,
    p: &Palette,
    night: bool,
    air: f32,
) {
    let wall = p.far(p.tint(rgb(0xEAE0CC)), air);
    let roof = p.far(p.tint(rgb(0x5A5A6A)), air);
    let w = high * 0.17;
    c.rect(x, y - high * 0.34, high * 0.42, high * 0.36, wall);
    c.polygon(
        &[
            (x, y - high * 0.34),
            (x + high * 0.06, y - high * 0.5),
            (x + high * 0.38, y - high * 0.5),
            (x + high * 0.46, y - high * 0.34),
        ],
        roof,
    );
    c.rect(x - w / 2.0, y - high * 0.6, w, high * 0.62, wall);
    c.rect(
        x,
        y - high * 0.6,
        w / 2.0,
        high * 0.62,
        mix(wall, p.shadow, 0.2),
    );
    c.polygon(
        &[
            (x - w * 0.65, y - high * 0.58),
            (x, y - high),
            (x + w * 0.65, y - high * 0.58),
        ],
        roof,
    );
    let pane = if night {
        p.lamp
    } else {
        mix(wall, p.shadow, 0.5)
    };
    c.slab(
        x - w * 0.16,
        y - high * 0.5,
        w * 0.32,
        high * 0.12,
        w * 0.16,
        pane,
    );
    for dx in [0.12, 0.24, 0.36] {
        c.slab(
            x + dx * high,
            y - high * 0.26,
            high * 0.05,
            high * 0.14,
            high * 0.02,
            pane,
        );
    }
}

/// A striped lighthouse.
pub(crate) fn lighthouse(c: &mut Canvas<'_>, (x, y): Pt, high: f32, p: &Palette, air: f32) {
    let white = p.far(p.tint(rgb(0xF0ECE4)), air);
    let band = p.far(p.accent, air);
    let half = |up: f32| high * (0.10 - 0.045 * up);
    let piece = |from: f32, to: f32| {
        [
            (x - half(from), y - high * from),
            (x + half(from), y - high * from),
            (x + half(to), y - high * to),
            (x - half(to), y - high * to),
        ]
    };
    c.polygon(&piece(0.0, 0.78), white);
    for from in [0.14, 0.44] {
        c.polygon(&piece(from, from + 0.15), band);
    }
    c.polygon(
        &[
            (x, y),
            (x + half(0.0), y),
            (x + half(0.78), y - high * 0.78),
            (x, y - high * 0.78),
        ],
        crate::tone::veil(p.shadow, 0.22),
    );
    c.rect(
        x - high * 0.08,
        y - high * 0.80,
        high * 0.16,
        high * 0.03,
        mix(band, p.shadow, 0.5),
    );
    c.rect(
        x - high * 0.04,
        y - high * 0.92,
        high * 0.08,
        high * 0.12,
        p.lamp,
    );
    c.polygon(
        &[
            (x - high * 0.06, y - high * 0.91),
            (x, y - high),
            (x + high * 0.06, y - high * 0.91),
        ],
        band,
    );
    c.glow(x, y - high * 0.86, high * 0.7, p.lamp, 0.5);
}

/// A town house with rows of windows and, at night, a shop and a sign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facade {
    pub(crate) wall: Color,
    pub(crate) night: bool,
    pub(crate) neon: bool,
    pub(crate) shop: bool,
    pub(crate) air: f32,
}

impl Facade {
    pub(crate) fn draw(
        &self,
        c: &mut Canvas<'_>,
        rng: &mut Rng,
        (x, y): Pt,
        w: f32,
        h: f32,
        p: &Palette,
    ) {
        let wall = p.far(self.wall, self.air);
        let dark = p.far(mix(self.wall, p.shadow, 0.5), self.air);
        c.rect(x, y - h, w, h, wall);
        c.rect(x, y - h, w * 0.06, h, mix(wall, p.light, 0.16));
        c.rect(x + w * 0.94, y - h, w * 0.06, h, dark);
        c.rect(x - 0.006, y - h - 0.012, w + 0.012, 0.018, dark);
        let shop = if self.shop { 0.17 } else { 0.03 };
        let step = 0.085;
        let columns = (w / step).floor().max(1.0);
        let gap = w / columns;
        let mut top = y - h + 0.045;
        while top < y - shop - 0.06 {
            let mut at = x + gap * 0.24;
            while at < x + w - gap * 0.3 {
                let on = rng.chance(if self.night { 0.42 } else { 0.06 });
                let pane = if on {
                    p.far(p.lamp, self.air * 0.5)
                } else {
                    mix(dark, p.sky[1], 0.25)
                };
                c.rect(at, top, gap * 0.52, 0.058, pane);
                c.rect(at + gap * 0.24, top, 0.003, 0.058, dark);
                at += gap;
            }
            top += 0.098;
        }
        if self.shop {
            self.shop_front(c, rng, (x, y), w, p);
        }
    }

    fn shop_front(&self, c: &mut Canvas<'_>, rng: &mut Rng, (x, y): Pt, w: f32, p: &Palette) {
        let tone = turned(p.accent, rng.within(-140.0, 140.0));
        let glass = if self.night {
            mix(p.lamp, tone, 0.25)
        } else {
            mix(p.sky[1], p.shadow, 0.35)
        };
        c.rect(
            x + w * 0.05,
            y - 0.135,
            w * 0.58,
            0.12,
            p.far(glass, self.air),
        );
        c.rect(
            x + w * 0.70,
            y - 0.135,
            w * 0.2,
            0.135,
            p.far(mix(self.wall, p.shadow, 0.7), self.air),
        );
        for step in 0_u16..6 {
            let at = x + w * 0.03 + f32::from(step) * w * 0.105;
            let stripe = if step % 2 == 0 {
                tone
            } else {
                mix(p.light, tone, 0.2)
            };
            c.polygon(
                &[
                    (at, y - 0.165),
                    (at + w * 0.105, y - 0.165),
                    (at + w * 0.105 + 0.005, y - 0.128),
                    (at + 0.005, y - 0.128),
                ],
                p.far(mix(stripe, p.shadow, 0.25), self.air),
            );
        }
        if self.neon {
            let sign = turned(rgb(0xFF3C8C), rng.within(-160.0, 160.0));
            let (sx, sy) = (x + w * rng.within(0.1, 0.6), y - rng.within(0.22, 0.36));
            let (sw, sh) = if rng.chance(0.5) {
                (0.05, 0.15)
            } else {
                (0.16, 0.05)
            };
            c.glow(sx + sw / 2.0, sy, 0.22, sign, 0.55);
            c.slab(sx, sy - sh / 2.0, sw, sh, 0.012, mix(p.ink, sign, 0.25));
            c.slab(
                sx + 0.008,
                sy - sh / 2.0 + 0.008,
                sw - 0.016,
                sh - 0.016,
                0.008,
                sign,
            );
            let white = mix(sign, rgb(0xFFFFFF), 0.75);
            if sh > sw {
                for row in 0_u16..3 {
                    c.line(
                        &[
                            (sx + 0.017, sy - 0.043 + f32::from(row) * 0.042),
                            (sx + sw - 0.017, sy - 0.043 + f32::from(row) * 0.042),
                        ],
                        0.008,
                        white,
                    );
                }
            } else {
                c.curve(
                    &[
                        (sx + 0.022, sy + 0.006),
                        (sx + 0.05, sy - 0.008),
                        (sx + 0.09, sy + 0.008),
                        (sx + sw - 0.025, sy - 0.006),
                    ],
                    0.008,
                    white,
                );
            }
        }
    }
}

/// A street lamp with its light.
pub(crate) fn lamp_post(
    c: &mut Canvas<'_>,
    (x, y): Pt,
    high: f32,
    side: f32,
    p: &Palette,
    on: bool,
) {
    let iron = mix(p.ink, p.stone, 0.2);
    let head = (x + side * high * 0.16, y - high * 0.97);
    c.limb(
        &[
            (x, y, high * 0.016),
            (x, y - high * 0.6, high * 0.011),
            (x, y - high * 0.86, high * 0.010),
        ],
        iron,
    );
    c.curve(
        &[
            (x, y - high * 0.85),
            (x + side * high * 0.03, y - high * 0.96),
            (head.0, head.1),
        ],
        high * 0.016,
        iron,
    );
    c.ellipse(
        head.0,
        head.1 + high * 0.005,
        high * 0.05,
        high * 0.018,
        iron,
    );
    if on {
        c.ellipse(
            head.0,
            head.1 + high * 0.02,
            high * 0.032,
            high * 0.014,
            mix(p.lamp, rgb(0xFFFFFF), 0.5),
        );
        c.glow(head.0, head.1 + high * 0.02, high * 0.42, p.lamp, 0.6);
    }
}

/// A pool of light on the ground.
pub(crate) fn pool(c: &mut Canvas<'_>, (x, y): Pt, wide: f32, tone: Color, alpha: f32) {
    c.at(x, y, 1.0, 0.22).glow(0.0, 0.0, wide, tone, alpha);
}
