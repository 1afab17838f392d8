//! The few shapes everything is drawn with.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapMut, Rect, Stroke,
    Transform,
};

/// A picture to draw on, in units of its height: `y` runs from 0 (top) to 1, `x`
/// from 0 to the aspect ratio.
pub(crate) struct Canvas<'a> {
    pixels: PixmapMut<'a>,
    unit: f32,
    place: Transform,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(pixmap: &'a mut Pixmap, unit: f32) -> Self {
        Self {
            pixels: pixmap.as_mut(),
            unit,
            place: Transform::identity(),
        }
    }

    /// Draws what follows moved by `x`, `y`, turned by `degrees` and scaled.
    pub(crate) fn at(&mut self, x: f32, y: f32, degrees: f32, scale: f32) -> &mut Self {
        self.place = Transform::from_translate(x, y)
            .pre_rotate(degrees)
            .pre_scale(scale, scale);
        self
    }

    fn transform(&self) -> Transform {
        self.place.post_scale(self.unit, self.unit)
    }

    fn fill(&mut self, path: Option<Path>, color: Color) {
        if let Some(path) = path {
            let transform = self.transform();
            self.pixels
                .fill_path(&path, &paint(color), FillRule::Winding, transform, None);
        }
    }

    pub(crate) fn polygon(&mut self, points: &[(f32, f32)], color: Color) {
        let mut builder = PathBuilder::new();
        let mut points = points.iter();
        if let Some((x, y)) = points.next() {
            builder.move_to(*x, *y);
            points.for_each(|(x, y)| builder.line_to(*x, *y));
            builder.close();
        }
        self.fill(builder.finish(), color);
    }

    pub(crate) fn ellipse(&mut self, x: f32, y: f32, rx: f32, ry: f32, color: Color) {
        let path = Rect::from_ltrb(x - rx, y - ry, x + rx, y + ry).and_then(PathBuilder::from_oval);
        self.fill(path, color);
    }

    pub(crate) fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, color: Color) {
        let path = Rect::from_xywh(x, y, w, h).map(PathBuilder::from_rect);
        self.fill(path, color);
    }

    /// A line with round ends through all points.
    pub(crate) fn line(&mut self, points: &[(f32, f32)], width: f32, color: Color) {
        let mut builder = PathBuilder::new();
        let mut points = points.iter();
        if let Some((x, y)) = points.next() {
            builder.move_to(*x, *y);
            points.for_each(|(x, y)| builder.line_to(*x, *y));
        }
        if let Some(path) = builder.finish() {
            let stroke = Stroke {
                width,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            let transform = self.transform();
            self.pixels
                .stroke_path(&path, &paint(color), &stroke, transform, None);
        }
    }
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(color);
    paint.anti_alias = true;
    paint
}

/// The same colour, seen through.
pub(crate) fn veil(color: Color, alpha: f32) -> Color {
    let mut color = color;
    color.set_alpha(alpha.clamp(0.0, 1.0));
    color
}

/// A whole number of pixels as a float; picture sides are far below 2^24.
#[expect(
    clippy::cast_precision_loss,
    reason = "picture sides are at most a few thousand"
)]
pub(crate) fn float(pixels: u32) -> f32 {
    pixels as f32
}
