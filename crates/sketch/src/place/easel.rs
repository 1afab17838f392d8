//! What a place is drawn on.

use tiny_skia::{Color, Pixmap};

use crate::canvas::{Canvas, Grade, float, whole};
use crate::layer::Layer;
use crate::palette::Palette;
use crate::reading::Motifs;
use crate::rng::Rng;
use crate::shot::Shot;

/// What of a place moves by itself, drawn again for each frame at `seconds`.
pub(crate) type Motion = Box<dyn Fn(&mut Canvas<'_>, f32)>;

/// Something that moves, and the depth it follows the camera at.
pub(crate) struct Life {
    pub(crate) depth: f32,
    pub(crate) motion: Motion,
}

/// Where figures stand in a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage {
    /// The height of their feet in the picture.
    pub(crate) floor: f32,
    /// How tall a person is.
    pub(crate) tall: f32,
    /// Things are looked down upon: figures have no side.
    pub(crate) flat: bool,
    /// How clearly the ground mirrors, 0 to 1.
    pub(crate) mirror: f32,
    /// Weather stays outside, behind this window (left, top, right, foot); in a place
    /// without a window it is not seen at all.
    pub(crate) window: Option<(f32, f32, f32, f32)>,
    pub(crate) roofed: bool,
    /// Figures swim or float freely in the picture.
    pub(crate) afloat: bool,
    /// Figures stand on a table: things are seen large.
    pub(crate) table: bool,
    /// The road comes towards the seat.
    pub(crate) seat: bool,
}

/// A place, ready to be laid into frames.
pub(crate) struct Set {
    pub(crate) back: Vec<Layer>,
    pub(crate) life: Vec<Life>,
    pub(crate) front: Vec<Layer>,
    pub(crate) front_life: Vec<Life>,
    pub(crate) stage: Stage,
}

/// The part of the world a layer must cover, in heights; the frame is 0 to aspect
/// and 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) foot: f32,
}

impl Span {
    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Paints all of it.
    pub(crate) fn fill(&self, canvas: &mut Canvas<'_>, color: Color) {
        let height = self.foot - self.top;
        canvas.rect(self.left, self.top, self.width(), height, color);
    }
}

/// Collects layers from back to front.
pub(crate) struct Easel<'a> {
    pub(crate) motifs: &'a Motifs,
    pub(crate) p: Palette,
    pub(crate) shot: &'a Shot,
    pub(crate) rng: Rng,
    pub(crate) stage: Stage,
    size: (u32, u32),
    grade: Grade,
    back: Vec<Layer>,
    front: Vec<Layer>,
    life: Vec<Life>,
    front_life: Vec<Life>,
}

impl<'a> Easel<'a> {
    pub(crate) fn new(
        motifs: &'a Motifs,
        p: &Palette,
        shot: &'a Shot,
        size: (u32, u32),
        grade: Grade,
        rng: Rng,
    ) -> Self {
        Self {
            motifs,
            p: *p,
            shot,
            rng,
            stage: Stage {
                floor: 0.80,
                tall: 0.44,
                flat: false,
                mirror: if motifs.wet { 0.3 } else { 0.0 },
                window: None,
                roofed: false,
                afloat: false,
                table: false,
                seat: false,
            },
            size,
            grade,
            back: Vec::new(),
            front: Vec::new(),
            life: Vec::new(),
            front_life: Vec::new(),
        }
    }

    fn paint(
        &mut self,
        depth: f32,
        drift: f32,
        draw: impl FnOnce(&mut Canvas<'_>, &mut Rng, Span),
    ) -> Option<Layer> {
        let unit = float(self.size.1);
        let (reach_x, reach_y, held) = self.shot.rig.reach();
        let share = (depth - held).abs();
        let margin = |reach: f32| whole((reach * unit).ceil()) + 2;
        let mx = margin(reach_x * share + drift.abs() * self.shot.seconds);
        let my = margin(reach_y * share);
        let grown = |side: u32, margin: i32| side + 2 * u32::try_from(margin).unwrap_or(0);
        let mut picture = Pixmap::new(grown(self.size.0, mx), grown(self.size.1, my))?;
        let (left, top) = (
            f32::from(i16::try_from(mx).unwrap_or(0)) / unit,
            f32::from(i16::try_from(my).unwrap_or(0)) / unit,
        );
        let span = Span {
            left: -left,
            right: self.shot.aspect + left,
            top: -top,
            foot: 1.0 + top,
        };
        let mut canvas = Canvas::new(&mut picture, unit, self.grade);
        draw(&mut canvas.at(left, top, 1.0, 1.0), &mut self.rng, span);
        Some(Layer::new(picture, mx, my, depth, drift))
    }

    /// A layer behind the figures.
    pub(crate) fn layer(&mut self, depth: f32, draw: impl FnOnce(&mut Canvas<'_>, &mut Rng, Span)) {
        let layer = self.paint(depth, 0.0, draw);
        self.back.extend(layer);
    }

    /// A layer behind the figures that moves by itself.
    pub(crate) fn drifting(
        &mut self,
        depth: f32,
        drift: f32,
        draw: impl FnOnce(&mut Canvas<'_>, &mut Rng, Span),
    ) {
        let layer = self.paint(depth, drift, draw);
        self.back.extend(layer);
    }

    /// A layer before the figures.
    pub(crate) fn before(
        &mut self,
        depth: f32,
        draw: impl FnOnce(&mut Canvas<'_>, &mut Rng, Span),
    ) {
        let layer = self.paint(depth, 0.0, draw);
        self.front.extend(layer);
    }

    /// Something that moves behind the figures.
    pub(crate) fn alive(&mut self, depth: f32, motion: impl Fn(&mut Canvas<'_>, f32) + 'static) {
        self.life.push(Life {
            depth,
            motion: Box::new(motion),
        });
    }

    /// Something that moves before the figures.
    pub(crate) fn alive_before(
        &mut self,
        depth: f32,
        motion: impl Fn(&mut Canvas<'_>, f32) + 'static,
    ) {
        self.front_life.push(Life {
            depth,
            motion: Box::new(motion),
        });
    }

    pub(crate) fn finish(self) -> Set {
        Set {
            back: self.back,
            life: self.life,
            front: self.front,
            front_life: self.front_life,
            stage: self.stage,
        }
    }
}
