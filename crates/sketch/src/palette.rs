//! Motifs become colours.

use tiny_skia::Color;

use crate::reading::{Hour, Motifs, Place};
use crate::rng::Rng;

/// The colours of a picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    pub(crate) sky_top: Color,
    pub(crate) sky_low: Color,
    pub(crate) far: Color,
    pub(crate) near: Color,
    pub(crate) ground: Color,
    pub(crate) light: Color,
    pub(crate) subject: Color,
    pub(crate) dark: Color,
}

impl Palette {
    pub(crate) fn choose(motifs: &Motifs, rng: &mut Rng) -> Self {
        let [sky_top, sky_low, light] = match motifs.hour {
            Hour::Dawn => [[92, 110, 158], [244, 190, 158], [255, 226, 184]],
            Hour::Day => [[96, 156, 208], [206, 228, 238], [255, 250, 230]],
            Hour::Dusk => [[64, 58, 104], [236, 132, 88], [255, 196, 120]],
            Hour::Night => [[10, 14, 32], [34, 44, 76], [238, 240, 250]],
        };
        let ground = if motifs.snow_on_ground {
            [226, 232, 240]
        } else {
            ground_of(motifs.place)
        };
        let subject = motifs.colors.first().copied().unwrap_or([206, 120, 70]);
        let hue = rng.within(-10.0, 10.0);
        let tune = |rgb: [u8; 3]| {
            let [r, g, b] = rgb.map(f32::from);
            let rgb = [r + hue, g, b - hue];
            if motifs.monochrome {
                grey(rgb)
            } else {
                color(rgb)
            }
        };
        let dim = match motifs.hour {
            Hour::Day => 1.0,
            Hour::Dawn | Hour::Dusk => 0.78,
            Hour::Night => 0.36,
        };
        let lit = |rgb: [u8; 3], share: f32| {
            let low = sky_low.map(f32::from);
            let [r, g, b] = rgb.map(f32::from);
            let mix = |own: f32, air: f32| (own * (1.0 - share) + air * share) * dim;
            let rgb = [mix(r, low[0]), mix(g, low[1]), mix(b, low[2])];
            if motifs.monochrome {
                grey(rgb)
            } else {
                color(rgb)
            }
        };
        Self {
            sky_top: tune(sky_top),
            sky_low: tune(sky_low),
            far: lit(ground, 0.62),
            near: lit(ground, 0.28),
            ground: lit(ground, 0.06),
            light: tune(light),
            subject: lit_subject(subject, motifs, dim),
            dark: lit([36, 38, 46], 0.05),
        }
    }
}

/// The subject keeps more of its colour than the ground, so that it can be seen.
fn lit_subject(rgb: [u8; 3], motifs: &Motifs, dim: f32) -> Color {
    let strength = dim.max(0.72);
    let rgb = rgb.map(|channel| f32::from(channel) * strength);
    if motifs.monochrome {
        grey(rgb)
    } else {
        color(rgb)
    }
}

const fn ground_of(place: Place) -> [u8; 3] {
    match place {
        Place::Hills => [116, 146, 84],
        Place::Forest => [82, 112, 74],
        Place::Street | Place::Station => [98, 98, 106],
        Place::Road => [86, 88, 92],
        Place::Sea => [58, 104, 132],
        Place::Beach => [224, 200, 150],
        Place::Desert => [190, 112, 72],
        Place::Interior => [166, 124, 88],
        Place::Warehouse => [142, 142, 138],
    }
}

fn color([r, g, b]: [f32; 3]) -> Color {
    let part = |channel: f32| (channel / 255.0).clamp(0.0, 1.0);
    Color::from_rgba(part(r), part(g), part(b), 1.0).unwrap_or(Color::BLACK)
}

/// The luma of BT.709.
fn grey([r, g, b]: [f32; 3]) -> Color {
    let luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    color([luma; 3])
}

/// A colour between two others; 0 is the first, 1 the second.
pub(crate) fn blend(from: Color, to: Color, share: f32) -> Color {
    let mix = |a: f32, b: f32| (a + (b - a) * share).clamp(0.0, 1.0);
    Color::from_rgba(
        mix(from.red(), to.red()),
        mix(from.green(), to.green()),
        mix(from.blue(), to.blue()),
        1.0,
    )
    .unwrap_or(from)
}
