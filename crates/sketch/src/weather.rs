//! What is in the air: rain, snow, fog, dust, leaves, spray, sparks, lightning.

use tiny_skia::Color;

use crate::canvas::Canvas;
use crate::palette::Palette;
use crate::reading::motif::Weather;
use crate::rng::Rng;
use crate::tone::{mix, rgb, turned, veil};

/// One drop, flake or leaf.
#[derive(Debug, Clone, Copy)]
struct Speck {
    x: f32,
    y: f32,
    depth: f32,
}

/// Where weather is seen (left, top, right, foot).
pub(crate) type Pane = (f32, f32, f32, f32);

/// What is in the air.
#[derive(Debug, Clone)]
pub(crate) struct Air {
    weather: Weather,
    specks: Vec<Speck>,
    tone: Color,
    pale: Color,
    hues: [Color; 3],
    wind: f32,
}

impl Air {
    pub(crate) fn new(weather: Weather, wind: f32, p: &Palette, rng: &mut Rng) -> Self {
        let count = match weather {
            Weather::Clear | Weather::Overcast => 7,
            Weather::Wind => 9,
            Weather::Rain | Weather::Thunder => 95,
            Weather::Snow => 84,
            Weather::Fog => 7,
            Weather::Dust => 14,
            Weather::Leaves | Weather::Petals => 24,
            Weather::Spray => 30,
            Weather::Sparks => 36,
        };
        let specks = (0..count)
            .map(|_| Speck {
                x: rng.unit(),
                y: rng.unit(),
                depth: rng.within(0.35, 1.0),
            })
            .collect();
        let leaf = match weather {
            Weather::Petals => rgb(0xF4B4C8),
            Weather::Sparks => p.lamp,
            _ => mix(p.growth, p.accent, 0.35),
        };
        let (tone, pale) = match weather {
            Weather::Dust => (mix(p.ground, p.light, 0.35), mix(p.ground, p.haze, 0.5)),
            Weather::Snow => (
                mix(p.light, rgb(0xFFFFFF), 0.75),
                mix(p.haze, rgb(0xFFFFFF), 0.6),
            ),
            Weather::Rain | Weather::Thunder => (mix(p.haze, rgb(0xFFFFFF), 0.55), p.haze),
            _ => (mix(p.haze, p.light, 0.6), mix(p.haze, p.light, 0.25)),
        };
        Self {
            weather,
            specks,
            tone,
            pale,
            hues: [
                leaf,
                turned(leaf, 24.0),
                turned(mix(leaf, p.shadow, 0.25), -18.0),
            ],
            wind,
        }
    }

    /// Draws the air at `seconds` within a pane.
    pub(crate) fn draw(&self, c: &mut Canvas<'_>, (l, t, r, b): Pane, seconds: f32) {
        let (width, height) = (r - l, b - t);
        for (index, speck) in (0_u16..).zip(&self.specks) {
            let d = speck.depth;
            let drift = |speed: f32| {
                l + (speck.x + speed * self.wind * seconds * d).rem_euclid(1.0) * width
            };
            let fall = |speed: f32| t + (speck.y + speed * seconds * d).rem_euclid(1.0) * height;
            let wave = (seconds * 1.7 + speck.x * 40.0).sin();
            match self.weather {
                // A few motes keep even a clear still day alive.
                Weather::Clear | Weather::Overcast => {
                    let y = t + (speck.y - 0.02 * seconds * d).rem_euclid(1.0) * height * 0.9;
                    c.disc(
                        drift(0.03) + 0.01 * wave,
                        y,
                        0.0026 * d,
                        veil(self.tone, 0.6),
                    );
                }
                Weather::Wind => {
                    let (x, y) = (drift(0.55), t + height * (0.1 + 0.7 * speck.y));
                    let long = 0.16 * d;
                    c.curve(
                        &[
                            (x, y),
                            (x + long * 0.5, y - 0.008 * wave),
                            (x + long, y + 0.006 * wave),
                        ],
                        0.0018,
                        veil(self.tone, 0.4),
                    );
                }
                Weather::Rain | Weather::Thunder => {
                    let long = 0.055 * d;
                    let x = drift(0.12);
                    let y = fall(1.7).min(b - long);
                    let slant = -0.16 * self.wind * long;
                    if x + slant > l && x < r {
                        c.polygon(
                            &[
                                (x, y),
                                (x + 0.0024 * d, y),
                                (x + 0.0016 * d - slant, y + long),
                                (x - slant, y + long),
                            ],
                            veil(self.tone, 0.2 + 0.4 * d),
                        );
                    }
                }
                Weather::Snow => {
                    let size = 0.0016 + 0.0058 * d * d;
                    let x = drift(0.05) + 0.012 * wave;
                    let y = fall(0.17);
                    if x > l && x < r {
                        c.disc(x, y, size, self.tone);
                    }
                }
                Weather::Fog => {
                    let x = l - 0.2
                        + (speck.x + 0.03 * self.wind * seconds * d).rem_euclid(1.0)
                            * (width + 0.4);
                    let y = t + height * (0.42 + 0.42 * speck.y);
                    c.at(x, y, 1.0, 0.13)
                        .glow(0.0, 0.0, 0.72 * d, self.pale, 0.75);
                }
                Weather::Dust => {
                    let x = l - 0.2
                        + (speck.x + 0.12 * self.wind * seconds * d).rem_euclid(1.0)
                            * (width + 0.4);
                    let y = t + height * (0.6 + 0.36 * speck.y) + 0.008 * wave;
                    c.at(x, y, 1.0, 0.2).glow(0.0, 0.0, 0.2 * d, self.pale, 0.5);
                    c.disc(x + 0.1 * wave, y - 0.1 * d, 0.002, veil(self.tone, 0.7));
                }
                Weather::Leaves | Weather::Petals => {
                    let size = if self.weather == Weather::Leaves {
                        0.013
                    } else {
                        0.008
                    } * d;
                    let (x, y) = (drift(0.09) + 0.03 * wave, fall(0.12));
                    let turn = (seconds * 2.4 + speck.x * 30.0).sin();
                    let tone = self.hues[usize::from(index % 3)];
                    c.turned(x, y, 40.0 * wave + 90.0 * speck.y)
                        .at(x, y, 1.0, 0.3 + 0.6 * turn.abs())
                        .blob(
                            &[
                                (-size * 1.3, 0.0),
                                (0.0, -size * 0.8),
                                (size * 1.4, 0.0),
                                (0.0, size * 0.8),
                            ],
                            tone,
                        );
                }
                Weather::Spray => {
                    let go = (speck.y + 0.9 * seconds * d).rem_euclid(1.0);
                    let side = if index % 2 == 0 { -1.0 } else { 1.0 };
                    let x = (l + r) / 2.0 + side * width * (0.05 + 0.5 * go * speck.x);
                    let y = t + height * (0.60 + 0.3 * go * d - 0.25 * go * (1.0 - go));
                    c.glow(x, y, 0.02 + 0.10 * go, self.tone, 0.34 * (1.0 - go));
                    let (x, y) = (drift(0.02), fall(0.9));
                    c.limb(
                        &[
                            (x, y, 0.0016),
                            (x - self.wind * 0.006, y + 0.025 * d, 0.003),
                        ],
                        veil(self.tone, 0.4),
                    );
                }
                Weather::Sparks => {
                    let y = t + (speck.y - 0.12 * seconds * d).rem_euclid(1.0) * height;
                    let shine = 0.5 + 0.5 * (seconds * 2.6 + speck.x * 50.0).sin();
                    c.disc(
                        drift(0.03) + 0.02 * wave,
                        y,
                        0.004 * d,
                        veil(self.hues[0], 0.3 + 0.7 * shine),
                    );
                }
            }
        }
    }

    /// How much lightning brightens the picture: two soft swells in each four seconds,
    /// far below three flashes a second.
    pub(crate) fn lightning(&self, seconds: f32) -> f32 {
        if self.weather != Weather::Thunder {
            return 0.0;
        }
        let swell = |at: f32| {
            let gone = (seconds + 4.0 - at).rem_euclid(4.0);
            (gone * 5.0).min(1.0) * (1.0 - gone / 0.8).max(0.0)
        };
        (swell(0.7) + 0.6 * swell(2.6)).min(1.0)
    }

    /// A forked bolt inside a pane.
    pub(crate) fn bolt(&self, c: &mut Canvas<'_>, (l, t, r, b): Pane, seconds: f32) {
        let strength = self.lightning(seconds);
        if strength < 0.02 {
            return;
        }
        let left = seconds.rem_euclid(4.0) < 2.0;
        let x = l + (r - l) * if left { 0.3 } else { 0.68 };
        let h = (b - t) * 0.62;
        let at = |dx: f32, dy: f32| (x + dx * h, t + dy * h);
        let tone = veil(rgb(0xF2F0FF), strength);
        c.glow(x, t + h * 0.3, h * 1.1, rgb(0xD8DCFF), 0.6 * strength);
        c.line(
            &[
                at(0.0, 0.0),
                at(0.07, 0.24),
                at(-0.03, 0.4),
                at(0.08, 0.68),
                at(0.03, 1.0),
            ],
            0.006,
            tone,
        );
        c.line(
            &[at(-0.03, 0.4), at(-0.14, 0.62), at(-0.12, 0.78)],
            0.003,
            tone,
        );
    }
}
