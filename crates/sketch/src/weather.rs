//! Rain, snow, fog, dust and leaves.

use crate::canvas::{Canvas, veil};
use crate::palette::{Palette, blend};
use crate::reading::Weather;
use crate::rng::Rng;

/// One drop, flake or leaf.
#[derive(Debug, Clone, Copy)]
struct Speck {
    x: f32,
    y: f32,
    depth: f32,
}

/// What is in the air.
#[derive(Debug, Clone)]
pub(crate) struct Air {
    weather: Weather,
    specks: Vec<Speck>,
}

impl Air {
    pub(crate) fn new(weather: Weather, rng: &mut Rng) -> Self {
        let count = match weather {
            Weather::Clear => 14,
            Weather::Rain => 150,
            Weather::Snow => 130,
            Weather::Fog => 9,
            Weather::Dust => 60,
            Weather::Leaves => 34,
        };
        let specks = (0..count)
            .map(|_| Speck {
                x: rng.unit(),
                y: rng.unit(),
                depth: rng.within(0.3, 1.0),
            })
            .collect();
        Self { weather, specks }
    }

    /// Draws the air at `seconds` over a frame of this width.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, width: f32, seconds: f32, colors: &Palette) {
        let canvas = canvas.at(0.0, 0.0, 0.0, 1.0);
        if self.weather == Weather::Fog {
            let mist = blend(colors.sky_low, colors.light, 0.35);
            canvas.rect(0.0, 0.0, width, 1.0, veil(mist, 0.30));
        }
        for speck in &self.specks {
            let drift =
                |speed: f32| (speck.x + speed * seconds * speck.depth).rem_euclid(1.0) * width;
            let fall = |speed: f32| (speck.y + speed * seconds * speck.depth).rem_euclid(1.0);
            let wave = (seconds * 1.7 + speck.x * 40.0).sin();
            match self.weather {
                // A few motes keep even a clear still day alive.
                Weather::Clear => {
                    let (x, y) = (drift(0.03), fall(-0.02) * 0.9);
                    canvas.ellipse(x, y, 0.0022, 0.0022, veil(colors.light, 0.5));
                }
                Weather::Rain => {
                    let (x, y) = (drift(-0.10), fall(1.9));
                    let long = 0.05 * speck.depth;
                    canvas.line(
                        &[(x, y), (x - long * 0.12, y + long)],
                        0.0016,
                        veil(colors.light, 0.38),
                    );
                }
                Weather::Snow => {
                    let size = 0.0055 * speck.depth;
                    let (x, y) = (drift(0.02) + 0.008 * wave, fall(0.24));
                    canvas.ellipse(x, y, size, size, veil(colors.light, 0.9));
                }
                Weather::Fog => {
                    let (x, y) = (drift(0.06) * 1.2 - 0.1, 0.35 + 0.5 * speck.y);
                    let mist = blend(colors.sky_low, colors.light, 0.3);
                    canvas.ellipse(x, y, 0.42 * speck.depth, 0.055, veil(mist, 0.22));
                }
                Weather::Dust => {
                    let (x, y) = (drift(0.22), 0.45 + 0.5 * speck.y + 0.01 * wave);
                    canvas.ellipse(x, y, 0.02 * speck.depth, 0.005, veil(colors.ground, 0.45));
                }
                Weather::Leaves => {
                    let (x, y) = (drift(0.09) + 0.02 * wave, fall(0.2));
                    let size = 0.010 * speck.depth;
                    canvas.ellipse(
                        x,
                        y,
                        size,
                        size * (0.35 + 0.3 * wave.abs()),
                        blend(colors.subject, colors.light, 0.2),
                    );
                }
            }
        }
    }
}
