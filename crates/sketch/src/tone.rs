//! Arithmetic of colours.

use tiny_skia::Color;

/// A colour from `0xRRGGBB`.
pub(crate) fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::from_rgba8(r, g, b, 255)
}

/// A colour between two others; 0 is the first, 1 the second.
pub(crate) fn mix(from: Color, to: Color, share: f32) -> Color {
    each(from, to, |a, b| a + (b - a) * share)
}

/// A colour under coloured light.
pub(crate) fn lit(color: Color, light: Color) -> Color {
    each(color, light, |a, b| a * b)
}

/// A colour made darker (below 1) or brighter (above 1).
pub(crate) fn bright(color: Color, factor: f32) -> Color {
    each(color, color, |a, _| a * factor)
}

/// The same colour, seen through.
pub(crate) fn veil(color: Color, alpha: f32) -> Color {
    let mut color = color;
    color.set_alpha(alpha.clamp(0.0, 1.0));
    color
}

/// How bright a colour looks: the luma of BT.709.
pub(crate) fn luma(color: Color) -> f32 {
    0.2126 * color.red() + 0.7152 * color.green() + 0.0722 * color.blue()
}

/// The colour without its hue.
pub(crate) fn grey(color: Color) -> Color {
    let luma = luma(color);
    each(color, color, |_, _| luma)
}

/// The colour with its hue turned a little round the grey axis.
pub(crate) fn turned(color: Color, degrees: f32) -> Color {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let side = sin * 0.577;
    let rest = (1.0 - cos) / 3.0;
    let (r, g, b) = (color.red(), color.green(), color.blue());
    let part = |own: f32, next: f32, last: f32| {
        (own * (cos + rest) + next * (rest - side) + last * (rest + side)).clamp(0.0, 1.0)
    };
    Color::from_rgba(part(r, g, b), part(g, b, r), part(b, r, g), color.alpha()).unwrap_or(color)
}

fn each(a: Color, b: Color, f: impl Fn(f32, f32) -> f32) -> Color {
    let part = |a: f32, b: f32| f(a, b).clamp(0.0, 1.0);
    Color::from_rgba(
        part(a.red(), b.red()),
        part(a.green(), b.green()),
        part(a.blue(), b.blue()),
        a.alpha(),
    )
    .unwrap_or(a)
}
