//! Light that fades outwards, laid straight into the pixels: a gradient shader would take
//! most of a frame's time where fog or spray is in the air.

use std::sync::LazyLock;

use tiny_skia::{Color, Pixmap};

use crate::canvas::whole;
use crate::pixel::{over, part, scaled};

/// How much light is left, in 256ths, by the square of the distance in 256ths.
static FALL: LazyLock<Vec<u32>> = LazyLock::new(|| {
    const STOPS: [f32; 5] = [1.0, 0.62, 0.30, 0.09, 0.0];
    (0_u16..=256)
        .map(|square| {
            let at = (f32::from(square) / 256.0).sqrt() * 4.0;
            let (mut below, mut share) = (0, at);
            while share >= 1.0 && below < 3 {
                below += 1;
                share -= 1.0;
            }
            let light = STOPS[below] + (STOPS[below + 1] - STOPS[below]) * share.min(1.0);
            part(light)
        })
        .collect()
});

/// Lays a glow about a centre, with its own radius each way, all in pixels.
pub(crate) fn lay(
    frame: &mut Pixmap,
    centre: (f32, f32),
    radius: (f32, f32),
    color: Color,
    alpha: f32,
) {
    let (Ok(width), Ok(height)) = (i32::try_from(frame.width()), i32::try_from(frame.height()))
    else {
        return;
    };
    if !(radius.0 > 0.5 && radius.1 > 0.5) {
        return;
    }
    let strength = part(alpha);
    let full = color.to_color_u8();
    let full = u32::from_le_bytes([full.red(), full.green(), full.blue(), 255]);
    let fall: Vec<u32> = FALL
        .iter()
        .map(|light| scaled(full, (light * strength) >> 8))
        .collect();
    let bounds = |centre: f32, radius: f32, limit: i32| {
        let from = whole((centre - radius).max(-1.0)).clamp(0, limit);
        let to = whole((centre + radius).min(1e5) + 1.0).clamp(0, limit);
        (from, to)
    };
    let (left, right) = bounds(centre.0, radius.0, width);
    let (top, foot) = bounds(centre.1, radius.1, height);
    // Distances in 1/4096 of the radius; their squares fit 32 bits.
    let unit = |at: i32, centre: f32, radius: f32| {
        let at = f32::from(i16::try_from(at).unwrap_or(0)) + 0.5;
        whole((at - centre) / radius * 4_096.0)
    };
    let columns: Vec<u32> = (left..right)
        .map(|x| unit(x, centre.0, radius.0).unsigned_abs().min(4_200).pow(2))
        .collect();
    let row_bytes = usize::try_from(width).unwrap_or(0) * 4;
    let from = usize::try_from(left).unwrap_or(0) * 4;
    for y in top..foot {
        let down = unit(y, centre.1, radius.1).unsigned_abs().min(4_200).pow(2);
        let start = usize::try_from(y).unwrap_or(0) * row_bytes + from;
        let Some(row) = frame.data_mut().get_mut(start..start + columns.len() * 4) else {
            continue;
        };
        for (pixel, across) in row.as_chunks_mut::<4>().0.iter_mut().zip(&columns) {
            let square = (across + down) >> 16;
            if square >= 256 {
                continue;
            }
            let light = fall[usize::try_from(square).unwrap_or(256).min(256)];
            *pixel = over(u32::from_le_bytes(*pixel), light).to_le_bytes();
        }
    }
}
