//! Sky and place, drawn once, a little larger than the frame so that the camera can
//! move over it.

use tiny_skia::{
    Color, GradientStop, LinearGradient, Paint, Pixmap, Point, Rect, SpreadMode, Transform,
};

use crate::canvas::{Canvas, float, veil};
use crate::palette::{Palette, blend};
use crate::reading::{Hour, Motifs, Place};
use crate::rng::Rng;

/// Where the ground begins, in heights of the frame.
pub(crate) const HORIZON: f32 = 0.62;

/// Draws sky and place into a picture of this size; `height` is the frame's.
pub(crate) fn draw(
    pixmap: &mut Pixmap,
    height: u32,
    motifs: &Motifs,
    colors: &Palette,
    rng: &mut Rng,
) {
    let unit = float(height);
    let width = float(pixmap.width()) / unit;
    let tall = float(pixmap.height()) / unit;
    if matches!(
        motifs.place,
        Place::Interior | Place::Warehouse | Place::Station
    ) {
        inside(pixmap, unit, width, tall, motifs, colors, rng);
        return;
    }
    sky(pixmap, colors.sky_top, colors.sky_low, HORIZON * unit);
    let canvas = &mut Canvas::new(pixmap, unit);
    lights(canvas, width, motifs, colors, rng);
    ridge(canvas, width, HORIZON - 0.10, 0.09, colors.far, rng);
    match motifs.place {
        Place::Forest => {
            ground(canvas, width, tall, colors.ground);
            trees(canvas, width, motifs, colors, rng);
        }
        Place::Street => {
            houses(canvas, width, motifs, colors, rng);
            ground(canvas, width, tall, colors.ground);
            canvas.rect(
                0.0,
                HORIZON,
                width,
                0.05,
                blend(colors.ground, colors.light, 0.18),
            );
        }
        Place::Road => {
            ground(canvas, width, tall, blend(colors.ground, colors.dark, 0.25));
            lane_marks(canvas, width, colors);
        }
        Place::Sea => sea(canvas, width, tall, colors),
        Place::Beach => {
            canvas.rect(
                0.0,
                HORIZON - 0.06,
                width,
                0.08,
                blend(colors.sky_top, colors.dark, 0.2),
            );
            ground(canvas, width, tall, colors.ground);
        }
        Place::Desert => {
            ground(canvas, width, tall, colors.ground);
            stones(canvas, width, colors, rng);
        }
        _ => {
            ridge(canvas, width, HORIZON - 0.03, 0.05, colors.near, rng);
            ground(canvas, width, tall, colors.ground);
            stones(canvas, width, colors, rng);
        }
    }
}

fn sky(pixmap: &mut Pixmap, top: Color, low: Color, bottom: f32) {
    let stops = vec![GradientStop::new(0.0, top), GradientStop::new(1.0, low)];
    let shader = LinearGradient::new(
        Point::from_xy(0.0, 0.0),
        Point::from_xy(0.0, bottom),
        stops,
        SpreadMode::Pad,
        Transform::identity(),
    );
    let whole = Rect::from_xywh(0.0, 0.0, float(pixmap.width()), float(pixmap.height()));
    if let (Some(shader), Some(whole)) = (shader, whole) {
        let paint = Paint {
            shader,
            ..Paint::default()
        };
        pixmap.fill_rect(whole, &paint, Transform::identity(), None);
    }
}

/// Sun, moon and stars.
fn lights(canvas: &mut Canvas<'_>, width: f32, motifs: &Motifs, colors: &Palette, rng: &mut Rng) {
    let x = width * rng.within(0.2, 0.8);
    match motifs.hour {
        Hour::Night => {
            for _ in 0..70 {
                let (x, y) = (rng.within(0.0, width), rng.within(0.0, HORIZON - 0.1));
                let size = rng.within(0.001, 0.003);
                canvas.ellipse(x, y, size, size, veil(colors.light, rng.within(0.3, 0.9)));
            }
            halo(canvas, x, 0.2, 0.055, colors.light);
        }
        Hour::Day => halo(canvas, x, 0.13, 0.06, colors.light),
        Hour::Dawn | Hour::Dusk => halo(canvas, x, HORIZON - 0.13, 0.085, colors.light),
    }
}

fn halo(canvas: &mut Canvas<'_>, x: f32, y: f32, radius: f32, color: Color) {
    for ring in [3.2, 2.3, 1.6] {
        canvas.ellipse(x, y, radius * ring, radius * ring, veil(color, 0.10));
    }
    canvas.ellipse(x, y, radius, radius, color);
}

fn ridge(canvas: &mut Canvas<'_>, width: f32, y: f32, rise: f32, color: Color, rng: &mut Rng) {
    let mut points = vec![(0.0, HORIZON + 0.02)];
    let mut x = -0.1;
    while x < width + 0.2 {
        points.push((x, y + rng.within(-rise, rise)));
        x += rng.within(0.12, 0.3);
    }
    points.push((width, HORIZON + 0.02));
    canvas.polygon(&points, color);
}

fn ground(canvas: &mut Canvas<'_>, width: f32, tall: f32, color: Color) {
    canvas.rect(0.0, HORIZON, width, tall - HORIZON, color);
}

fn trees(canvas: &mut Canvas<'_>, width: f32, motifs: &Motifs, colors: &Palette, rng: &mut Rng) {
    for row in 0..3_u8 {
        let near = f32::from(row) / 2.0;
        let bark = blend(
            colors.far,
            blend(colors.light, colors.dark, 0.3 + 0.4 * near),
            0.35 + 0.4 * near,
        );
        let mut x = rng.within(0.0, 0.12);
        while x < width {
            let thick = rng.within(0.006, 0.011) * (1.0 + near);
            let foot = HORIZON + 0.015 + 0.05 * near;
            canvas.polygon(
                &[
                    (x - thick, foot),
                    (x - thick * 0.6, 0.0),
                    (x + thick * 0.6, 0.0),
                    (x + thick, foot),
                ],
                bark,
            );
            for _ in 0..4 {
                let (y, side) = (rng.within(0.05, HORIZON - 0.1), rng.within(-0.07, 0.07));
                canvas.line(&[(x, y), (x + side, y - 0.05)], thick * 0.35, bark);
            }
            if motifs.snow_on_ground {
                canvas.ellipse(x, foot, thick * 2.6, 0.006, colors.ground);
            }
            x += rng.within(0.10, 0.20) * (1.0 + 0.5 * near);
        }
    }
}

fn houses(canvas: &mut Canvas<'_>, width: f32, motifs: &Motifs, colors: &Palette, rng: &mut Rng) {
    let glow = motifs.hour == Hour::Night || motifs.hour == Hour::Dusk;
    let mut x = -0.05;
    while x < width {
        let wide = rng.within(0.14, 0.26);
        let top = rng.within(0.06, 0.34);
        let wall = blend(colors.near, colors.dark, rng.within(0.25, 0.65));
        canvas.rect(x, top, wide - 0.012, HORIZON - top + 0.01, wall);
        let mut y = top + 0.035;
        while y < HORIZON - 0.06 {
            let mut at = x + 0.02;
            while at < x + wide - 0.05 {
                let lit = glow && rng.unit() < 0.5;
                let pane = if lit {
                    blend(colors.light, colors.subject, rng.within(0.0, 0.6))
                } else {
                    blend(wall, colors.dark, 0.4)
                };
                canvas.rect(at, y, 0.022, 0.03, pane);
                at += 0.042;
            }
            y += 0.06;
        }
        x += wide;
    }
}

fn lane_marks(canvas: &mut Canvas<'_>, width: f32, colors: &Palette) {
    let middle = width / 2.0;
    let white = blend(colors.ground, colors.light, 0.7);
    for side in [-1.0, 1.0] {
        canvas.polygon(
            &[
                (middle + side * 0.03, HORIZON),
                (middle + side * 0.036, HORIZON),
                (middle + side * 0.98, 1.2),
                (middle + side * 0.90, 1.2),
            ],
            white,
        );
    }
}

fn sea(canvas: &mut Canvas<'_>, width: f32, tall: f32, colors: &Palette) {
    let steps = 14_u8;
    for step in 0..steps {
        let share = f32::from(step) / f32::from(steps);
        let y = HORIZON - 0.08 + share * (tall - HORIZON + 0.08);
        let color = blend(
            blend(colors.ground, colors.sky_low, 0.55),
            colors.ground,
            share,
        );
        canvas.rect(0.0, y, width, tall - y, color);
    }
}

fn stones(canvas: &mut Canvas<'_>, width: f32, colors: &Palette, rng: &mut Rng) {
    for _ in 0..36 {
        let depth = rng.unit();
        let (x, y) = (rng.within(0.0, width), HORIZON + 0.02 + depth * 0.5);
        let size = 0.006 + 0.022 * depth;
        canvas.ellipse(
            x,
            y,
            size * 1.7,
            size * 0.6,
            blend(colors.ground, colors.dark, rng.within(0.1, 0.3)),
        );
    }
}

/// A room: wall, floor, and what tells it apart.
fn inside(
    pixmap: &mut Pixmap,
    unit: f32,
    width: f32,
    tall: f32,
    motifs: &Motifs,
    colors: &Palette,
    rng: &mut Rng,
) {
    let wall = blend(colors.near, colors.light, 0.16);
    sky(pixmap, blend(wall, colors.dark, 0.45), wall, HORIZON * unit);
    let canvas = &mut Canvas::new(pixmap, unit);
    ground(canvas, width, tall, blend(colors.ground, colors.dark, 0.15));
    match motifs.place {
        Place::Warehouse => {
            let mut x = 0.03;
            while x < width {
                canvas.rect(x, 0.12, 0.012, HORIZON - 0.1, colors.dark);
                for shelf in [0.2, 0.34, 0.48] {
                    canvas.rect(x, shelf + 0.08, 0.24, 0.01, colors.dark);
                    for place in [0.02, 0.09, 0.16] {
                        let size = rng.within(0.03, 0.06);
                        let tone = blend(colors.subject, colors.near, rng.within(0.3, 0.8));
                        canvas.rect(x + place, shelf + 0.08 - size, 0.055, size, tone);
                    }
                }
                x += 0.30;
            }
        }
        Place::Station => {
            let mut x = 0.1;
            while x < width {
                canvas.rect(x, 0.0, 0.05, HORIZON, blend(wall, colors.dark, 0.5));
                canvas.rect(x + 0.10, 0.05, 0.16, 0.014, colors.light);
                x += 0.42;
            }
            canvas.rect(
                0.0,
                HORIZON + 0.09,
                width,
                0.014,
                blend(colors.light, colors.subject, 0.4),
            );
            canvas.rect(0.0, HORIZON + 0.2, width, tall, colors.dark);
        }
        _ => {
            let x = width * rng.within(0.12, 0.3);
            canvas.rect(x, 0.12, 0.34, 0.32, colors.dark);
            canvas.rect(x + 0.012, 0.132, 0.316, 0.296, colors.sky_low);
            canvas.rect(x + 0.163, 0.132, 0.012, 0.296, colors.dark);
            let lamp = width * rng.within(0.62, 0.8);
            canvas.line(&[(lamp, 0.0), (lamp, 0.16)], 0.006, colors.dark);
            halo(canvas, lamp, 0.2, 0.04, colors.light);
            canvas.rect(
                0.0,
                HORIZON + 0.06,
                width,
                0.02,
                blend(colors.ground, colors.light, 0.25),
            );
        }
    }
}
