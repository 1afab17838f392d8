//! The few shapes everything is drawn with.

use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder,
    Pixmap, Point, Rect, Shader, SpreadMode, Stroke, Transform,
};

use crate::tone::{grey, mix, veil};

/// A point, in heights of the frame or of a figure.
pub(crate) type Pt = (f32, f32);

/// What is done to each colour on its way to the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Grade {
    #[default]
    Colour,
    Grey,
    Sepia,
}

/// A picture to draw on, in units of its height: `y` runs from 0 (top) to 1, `x`
/// from 0 to the aspect ratio.
pub(crate) struct Canvas<'a> {
    pixels: &'a mut Pixmap,
    unit: f32,
    place: Transform,
    grade: Grade,
    /// Every colour is mixed with this one by this share: shadows, rims and
    /// reflections are the same figure drawn again, washed.
    wash: Option<(Color, f32)>,
    /// What is drawn, where a figure is drawn aside.
    drawn: Option<&'a mut Drawn>,
}

/// What a figure that was drawn aside consists of.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    /// Where its shapes are.
    pub(crate) bounds: Option<Rect>,
    /// The lights behind its shapes: light is laid into the frame alone, since shadows
    /// and rims give none.
    pub(crate) behind: Vec<Glow>,
    /// The lights before them.
    pub(crate) glows: Vec<Glow>,
}

impl Drawn {
    fn add(&mut self, rect: Rect) {
        self.bounds = match self.bounds {
            Some(old) => Rect::from_ltrb(
                old.left().min(rect.left()),
                old.top().min(rect.top()),
                old.right().max(rect.right()),
                old.bottom().max(rect.bottom()),
            ),
            None => Some(rect),
        };
    }
}

/// A light, in pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glow {
    centre: Pt,
    radius: Pt,
    color: Color,
    alpha: f32,
}

impl Glow {
    /// Lays a light that was drawn aside with this margin.
    pub(crate) fn lay(&self, c: &mut Canvas<'_>, margin: u32) {
        let margin = float(margin);
        let centre = (self.centre.0 - margin, self.centre.1 - margin);
        crate::glow::lay(c.pixels, centre, self.radius, self.color, self.alpha);
    }
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(pixels: &'a mut Pixmap, unit: f32, grade: Grade) -> Self {
        Self {
            pixels,
            unit,
            place: Transform::from_scale(unit, unit),
            grade,
            wash: None,
            drawn: None,
        }
    }

    /// The same canvas on another picture, larger by a margin on each side.
    pub(crate) fn aside<'b>(
        &self,
        pixels: &'b mut Pixmap,
        drawn: &'b mut Drawn,
        margin: u32,
    ) -> Canvas<'b> {
        let margin = float(margin);
        Canvas {
            pixels,
            unit: self.unit,
            place: self.place.post_translate(margin, margin),
            grade: self.grade,
            wash: None,
            drawn: Some(drawn),
        }
    }

    pub(crate) fn pixels(&mut self) -> &mut Pixmap {
        self.pixels
    }

    /// The height of the frame.
    pub(crate) fn unit(&self) -> f32 {
        self.unit
    }

    /// A point in pixels.
    pub(crate) fn pixel_at(&self, (x, y): Pt) -> Pt {
        let mut point = Point::from_xy(x, y);
        self.place.map_point(&mut point);
        (point.x, point.y)
    }

    /// Keeps in mind where something is drawn.
    fn note(&mut self, bounds: Rect, wider: f32) {
        if let Some(drawn) = self.drawn.as_deref_mut() {
            let rect = bounds
                .outset(wider, wider)
                .and_then(|rect| rect.transform(self.place));
            if let Some(rect) = rect {
                drawn.add(rect);
            }
        }
    }

    /// The same picture with what follows placed by `transform` first.
    pub(crate) fn placed(&mut self, transform: Transform) -> Canvas<'_> {
        Canvas {
            place: self.place.pre_concat(transform),
            pixels: self.pixels,
            unit: self.unit,
            grade: self.grade,
            wash: self.wash,
            drawn: self.drawn.as_deref_mut(),
        }
    }

    /// Moved to `x`, `y` and scaled; a negative `sx` looks to the left.
    pub(crate) fn at(&mut self, x: f32, y: f32, sx: f32, sy: f32) -> Canvas<'_> {
        self.placed(Transform::from_translate(x, y).pre_scale(sx, sy))
    }

    /// Turned about `x`, `y`.
    pub(crate) fn turned(&mut self, x: f32, y: f32, degrees: f32) -> Canvas<'_> {
        self.placed(Transform::from_rotate_at(degrees, x, y))
    }

    /// Washed with a colour and moved by a part of the frame's height.
    pub(crate) fn washed(&mut self, wash: Color, share: f32, dx: f32, dy: f32) -> Canvas<'_> {
        Canvas {
            place: self.place.post_translate(dx * self.unit, dy * self.unit),
            pixels: self.pixels,
            unit: self.unit,
            grade: self.grade,
            wash: Some((wash, share)),
            drawn: self.drawn.as_deref_mut(),
        }
    }

    /// A colour as this canvas shows it.
    pub(crate) fn graded(&self, color: Color) -> Color {
        let color = match self.wash {
            Some((wash, share)) => mix(color, wash, share),
            None => color,
        };
        match self.grade {
            Grade::Colour => color,
            Grade::Grey => grey(color),
            Grade::Sepia => mix(
                grey(color),
                veil(crate::tone::rgb(0xC89A60), color.alpha()),
                0.35,
            ),
        }
    }

    fn fill(&mut self, path: Option<Path>, color: Color) {
        let paint = paint(Shader::SolidColor(self.graded(color)));
        if let Some(path) = path.filter(|path| !self.is_lost(path)) {
            self.note(path.bounds(), 0.0);
            self.pixels
                .fill_path(&path, &paint, FillRule::Winding, self.place, None);
        }
    }

    /// Whether a shape adds nothing: a small one within a silhouette.
    fn is_lost(&self, path: &Path) -> bool {
        if self.wash.is_none_or(|(_, share)| share < 0.6) {
            return false;
        }
        let (sx, sy) = self.place.get_scale();
        let bounds = path.bounds();
        bounds.width() * sx < self.unit * 0.03 && bounds.height() * sy < self.unit * 0.03
    }

    pub(crate) fn polygon(&mut self, points: &[Pt], color: Color) {
        self.fill(chain(points, true), color);
    }

    /// A smooth closed shape through all points.
    pub(crate) fn blob(&mut self, points: &[Pt], color: Color) {
        self.fill(smooth(points, true), color);
    }

    pub(crate) fn ellipse(&mut self, x: f32, y: f32, rx: f32, ry: f32, color: Color) {
        let path = Rect::from_ltrb(x - rx, y - ry, x + rx, y + ry).and_then(PathBuilder::from_oval);
        self.fill(path, color);
    }

    pub(crate) fn disc(&mut self, x: f32, y: f32, radius: f32, color: Color) {
        self.ellipse(x, y, radius, radius, color);
    }

    pub(crate) fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, color: Color) {
        let path = Rect::from_xywh(x, y, w, h).map(PathBuilder::from_rect);
        self.fill(path, color);
    }

    /// A box with rounded corners.
    pub(crate) fn slab(&mut self, x: f32, y: f32, w: f32, h: f32, round: f32, color: Color) {
        let r = round.min(w / 2.0).min(h / 2.0);
        let mut path = PathBuilder::new();
        path.move_to(x + r, y);
        path.line_to(x + w - r, y);
        path.quad_to(x + w, y, x + w, y + r);
        path.line_to(x + w, y + h - r);
        path.quad_to(x + w, y + h, x + w - r, y + h);
        path.line_to(x + r, y + h);
        path.quad_to(x, y + h, x, y + h - r);
        path.line_to(x, y + r);
        path.quad_to(x, y, x + r, y);
        path.close();
        self.fill(path.finish(), color);
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, color: Color) {
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        let paint = paint(Shader::SolidColor(self.graded(color)));
        if let Some(path) = path.filter(|path| !self.is_lost(path)) {
            self.note(path.bounds(), width);
            self.pixels
                .stroke_path(&path, &paint, &stroke, self.place, None);
        }
    }

    /// A line with round ends through all points.
    pub(crate) fn line(&mut self, points: &[Pt], width: f32, color: Color) {
        self.stroke(chain(points, false), width, color);
    }

    /// A smooth line with round ends through all points.
    pub(crate) fn curve(&mut self, points: &[Pt], width: f32, color: Color) {
        self.stroke(smooth(points, false), width, color);
    }

    /// A smooth limb through joints, each with its own half width.
    pub(crate) fn limb(&mut self, joints: &[(f32, f32, f32)], color: Color) {
        let mut left = Vec::with_capacity(joints.len() * 2 + 2);
        let mut right = Vec::with_capacity(joints.len() + 1);
        for (index, (x, y, half)) in joints.iter().enumerate() {
            let before = joints[index.saturating_sub(1)];
            let after = joints[(index + 1).min(joints.len() - 1)];
            let (dx, dy) = (after.0 - before.0, after.1 - before.1);
            let long = dx.hypot(dy).max(1e-6);
            let (nx, ny) = (-dy / long * half, dx / long * half);
            left.push((x + nx, y + ny));
            right.push((x - nx, y - ny));
            if index + 1 == joints.len() {
                left.push((x + dx / long * half, y + dy / long * half));
            }
        }
        left.extend(right.into_iter().rev());
        self.blob(&left, color);
    }

    /// Light that fades from a point outwards. Shadows and rims give none.
    pub(crate) fn glow(&mut self, x: f32, y: f32, radius: f32, color: Color, alpha: f32) {
        if self.wash.is_some_and(|(_, share)| share >= 0.6) {
            return;
        }
        let color = self.graded(color);
        let (sx, sy) = self.place.get_scale();
        let glow = Glow {
            centre: self.pixel_at((x, y)),
            radius: (radius * sx, radius * sy),
            color,
            alpha,
        };
        match self.drawn.as_deref_mut() {
            Some(drawn) if drawn.bounds.is_none() => drawn.behind.push(glow),
            Some(drawn) => drawn.glows.push(glow),
            None => glow.lay(self, 0),
        }
    }

    /// A box that fades from its top colour to its foot's, by way of others.
    pub(crate) fn fade(&mut self, x: f32, y: f32, w: f32, h: f32, stops: &[(f32, Color)]) {
        let stops = stops
            .iter()
            .map(|(at, color)| GradientStop::new(*at, self.graded(*color)))
            .collect();
        let shader = LinearGradient::new(
            Point::from_xy(x, y),
            Point::from_xy(x, y + h),
            stops,
            SpreadMode::Pad,
            Transform::identity(),
        );
        if let (Some(shader), Some(rect)) = (shader, Rect::from_xywh(x, y, w, h)) {
            self.note(rect, 0.0);
            self.pixels
                .fill_rect(rect, &paint(shader), self.place, None);
        }
    }
}

fn paint(shader: Shader<'_>) -> Paint<'_> {
    Paint {
        shader,
        anti_alias: true,
        ..Paint::default()
    }
}

fn chain(points: &[Pt], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let ((x, y), rest) = points.split_first()?;
    path.move_to(*x, *y);
    for (x, y) in rest {
        path.line_to(*x, *y);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// A Catmull-Rom spline through all points, as cubic curves.
fn smooth(points: &[Pt], closed: bool) -> Option<Path> {
    let count = points.len();
    if count < 3 {
        return chain(points, closed);
    }
    let point = |index: usize, step: isize| {
        let at = index.checked_add_signed(step);
        if closed {
            points[at.map_or(count - 1, |at| at % count)]
        } else {
            points[at.unwrap_or(0).min(count - 1)]
        }
    };
    let mut path = PathBuilder::new();
    path.move_to(points[0].0, points[0].1);
    let pieces = if closed { count } else { count - 1 };
    for index in 0..pieces {
        let (a, b) = (point(index, -1), point(index, 0));
        let (c, d) = (point(index, 1), point(index, 2));
        path.cubic_to(
            b.0 + (c.0 - a.0) / 6.0,
            b.1 + (c.1 - a.1) / 6.0,
            c.0 - (d.0 - b.0) / 6.0,
            c.1 - (d.1 - b.1) / 6.0,
            c.0,
            c.1,
        );
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// The joint between two bones of these lengths that reach from `from` to `to`;
/// `bend` 1 turns it clockwise (forward for a knee that looks right), -1 the other way.
pub(crate) fn joint(from: Pt, to: Pt, upper: f32, lower: f32, bend: f32) -> Pt {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let reach = dx.hypot(dy).clamp(1e-4, (upper + lower) * 0.999);
    let along = (upper * upper - lower * lower + reach * reach) / (2.0 * reach);
    let aside = (upper * upper - along * along).max(0.0).sqrt() * bend;
    let long = dx.hypot(dy).max(1e-4);
    let (ux, uy) = (dx / long, dy / long);
    (
        from.0 + ux * along + uy * aside,
        from.1 + uy * along - ux * aside,
    )
}

/// A whole number of pixels as a float; picture sides are far below 2^24.
#[expect(
    clippy::cast_precision_loss,
    reason = "picture sides are at most a few thousand"
)]
pub(crate) fn float(pixels: u32) -> f32 {
    pixels as f32
}

/// A float as a whole number of pixels.
#[expect(
    clippy::cast_possible_truncation,
    reason = "picture sides are at most a few thousand"
)]
pub(crate) fn whole(pixels: f32) -> i32 {
    pixels.round() as i32
}
