//! One frame: place, figures, air and caption at a moment.

use tiny_skia::{Color, Pixmap, Transform};

use crate::SketchOrder;
use crate::camera::View;
use crate::canvas::{Canvas, Grade, float};
use crate::caption::Caption;
use crate::cast::Cast;
use crate::layer::{Layer, lay, lay_still};
use crate::palette::Palette;
use crate::pixel::{part, scaled, wash};
use crate::place::{self, Easel, Set};
use crate::reading::Motifs;
use crate::reading::motif::{Look, Viewpoint, Weather};
use crate::rng::Rng;
use crate::shot::Shot;
use crate::sprite::Sprite;
use crate::weather::{Air, Pane};

/// Paints the frames of one clip, into the same picture again and again.
pub(crate) struct Painter {
    shot: Shot,
    set: Set,
    cast: Cast,
    sprite: Sprite,
    air: Air,
    /// Darkens the corners.
    vignette: Option<Layer>,
    caption: Caption,
    frame: Pixmap,
    grade: Grade,
    frames: f32,
    fps: f32,
}

impl Painter {
    pub(crate) fn new(order: &SketchOrder<'_>) -> Self {
        let spec = order.spec;
        let motifs = Motifs::read(order.prompt, order.scene);
        let (width, height) = (spec.size.width, spec.size.height);
        let (frames, fps) = (float(spec.frames), float(spec.fps));
        let stream = |number: u64| Rng::new(spec.seed, number ^ motifs.hash.rotate_left(17));
        let shot = Shot::compose(
            &motifs,
            float(width) / float(height),
            frames / fps,
            &mut stream(1),
        );
        let palette = Palette::choose(&motifs, &mut stream(2));
        let grade = match motifs.look {
            Some(Look::Grey | Look::Noir) => Grade::Grey,
            Some(Look::Sepia) => Grade::Sepia,
            None => Grade::Colour,
        };
        let set = place::build(Easel::new(
            &motifs,
            &palette,
            &shot,
            (width, height),
            grade,
            stream(3),
        ));
        let cast = Cast::new(&motifs, &palette, &shot, &set.stage, &mut stream(4));
        let wind = if motifs.weather == Weather::Wind {
            1.6
        } else {
            1.0
        } * -shot.facing;
        Self {
            air: Air::new(motifs.weather, wind, &palette, &mut stream(5)),
            vignette: vignette(width, height),
            caption: Caption::new(width, height, order.prompt, order.take, spec.seed),
            frame: pixmap(width, height),
            shot,
            set,
            cast,
            sprite: Sprite::new(width, height),
            grade,
            frames,
            fps,
        }
    }

    /// The frame with this number, from 0, as RGBA.
    pub(crate) fn paint(&mut self, index: u32) -> &Pixmap {
        let share = float(index) / (self.frames - 1.0).max(1.0);
        let seconds = float(index) / self.fps;
        let mut view = self.shot.rig.view(share, seconds);
        if self.shot.view == Viewpoint::Close {
            view.zoom *= 1.3;
        }
        let unit = float(self.frame.height());
        let frame = &mut self.frame;
        lay(frame, &self.set.back, &view, seconds);
        let canvas = &mut Canvas::new(frame, unit, self.grade);
        for life in &self.set.life {
            (life.motion)(
                &mut seen(canvas, &view, life.depth, self.shot.aspect),
                seconds,
            );
        }
        if let Some(window) = self.set.stage.window {
            let canvas = &mut seen(canvas, &view, 0.55, self.shot.aspect);
            self.air.bolt(canvas, window, seconds);
            self.air.draw(canvas, window, seconds);
        } else if !self.set.stage.roofed {
            let sky: Pane = (0.0, 0.0, self.shot.aspect, self.shot.horizon);
            self.air.bolt(canvas, sky, seconds);
        }
        self.cast.draw(
            &mut seen(canvas, &view, 1.0, self.shot.aspect),
            &mut self.sprite,
            share,
            seconds,
        );
        lay(frame, &self.set.front, &view, seconds);
        let canvas = &mut Canvas::new(frame, unit, self.grade);
        for life in &self.set.front_life {
            (life.motion)(
                &mut seen(canvas, &view, life.depth, self.shot.aspect),
                seconds,
            );
        }
        if self.set.stage.window.is_none() {
            self.air
                .draw(canvas, (0.0, 0.0, self.shot.aspect, 1.0), seconds);
        }
        let flash = self.air.lightning(seconds);
        if flash > 0.01 {
            wash(frame.data_mut(), scaled(0xFFFF_DCD8, part(0.16 * flash)));
        }
        if let Some(vignette) = &self.vignette {
            lay_still(frame, vignette, 0);
        }
        self.caption.over(frame);
        &self.frame
    }
}

/// The canvas as the camera sees this depth.
fn seen<'a>(canvas: &'a mut Canvas<'_>, view: &View, depth: f32, aspect: f32) -> Canvas<'a> {
    let (dx, dy) = view.shift(depth);
    let zoom = view.zoom_at(depth);
    let (px, py) = (aspect * 0.5, 0.5);
    canvas.placed(
        Transform::from_translate(px, py)
            .pre_scale(zoom, zoom)
            .pre_translate(dx - px, dy - py),
    )
}

/// Dark corners, empty in the middle.
fn vignette(width: u32, height: u32) -> Option<Layer> {
    use tiny_skia::{GradientStop, Paint, Point, RadialGradient, Rect, SpreadMode};
    let mut picture = Pixmap::new(width, height)?;
    let (w, h) = (float(width), float(height));
    let dark = |alpha: f32| crate::tone::veil(Color::BLACK, alpha);
    let centre = Point::from_xy(0.5, 0.5);
    let shader = RadialGradient::new(
        centre,
        0.0,
        centre,
        0.74,
        vec![
            GradientStop::new(0.0, dark(0.0)),
            GradientStop::new(0.70, dark(0.0)),
            GradientStop::new(1.0, dark(0.30)),
        ],
        SpreadMode::Pad,
        Transform::identity(),
    )?;
    let paint = Paint {
        shader,
        ..Paint::default()
    };
    let whole = Rect::from_xywh(0.0, 0.0, 1.0, 1.0)?;
    picture.fill_rect(whole, &paint, Transform::from_scale(w, h), None);
    Some(Layer::new(picture, 0, 0, 0.0, 0.0))
}

fn pixmap(width: u32, height: u32) -> Pixmap {
    Pixmap::new(width, height).expect("sides are checked to be 64 to 1920 pixels")
}
