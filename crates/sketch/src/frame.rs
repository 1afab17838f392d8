//! One frame: backdrop, subject, air and caption at a moment.

use tiny_skia::{FilterQuality, Pixmap, PixmapPaint, Transform};

use crate::SketchOrder;
use crate::backdrop::{self, HORIZON};
use crate::canvas::{Canvas, float};
use crate::caption::Caption;
use crate::figure::{self, Pose};
use crate::palette::Palette;
use crate::reading::{Camera, Motifs, Place, Subject};
use crate::rng::Rng;
use crate::weather::Air;

/// Paints the frames of one clip, into the same picture again and again.
pub(crate) struct Painter {
    motifs: Motifs,
    colors: Palette,
    backdrop: Pixmap,
    air: Air,
    caption: Caption,
    frame: Pixmap,
    /// Where each figure stands beside the first: to the right, behind, in step.
    company: Vec<(f32, f32, f32)>,
    frames: f32,
    fps: f32,
    aspect: f32,
}

impl Painter {
    pub(crate) fn new(order: &SketchOrder<'_>) -> Self {
        let spec = order.spec;
        let motifs = Motifs::read(order.prompt, order.scene);
        let colors = Palette::choose(&motifs, &mut Rng::new(spec.seed, 1));
        let (width, height) = (spec.size.width, spec.size.height);
        let mut backdrop = pixmap(grown(width), grown(height));
        backdrop::draw(
            &mut backdrop,
            height,
            &motifs,
            &colors,
            &mut Rng::new(spec.seed, 2),
        );
        let air = Air::new(motifs.weather, &mut Rng::new(spec.seed, 3));
        let mut rng = Rng::new(spec.seed, 4);
        let count = if motifs.subject == Subject::Birds {
            motifs.count.max(1) * 3
        } else {
            motifs.count
        };
        let company = (0..count)
            .map(|index| {
                let row = if index == 0 { 0.0 } else { 1.0 };
                (
                    row * rng.within(-0.42, 0.42),
                    row * rng.within(-0.10, 0.02),
                    rng.within(0.0, 6.0),
                )
            })
            .collect();
        Self {
            motifs,
            colors,
            backdrop,
            air,
            caption: Caption::new(width, height, order.prompt, order.take, spec.seed),
            frame: pixmap(width, height),
            company,
            frames: float(spec.frames),
            fps: float(spec.fps),
            aspect: float(width) / float(height),
        }
    }

    /// The frame with this number, from 0, as RGBA.
    pub(crate) fn paint(&mut self, index: u32) -> &Pixmap {
        let share = float(index) / (self.frames - 1.0).max(1.0);
        let seconds = float(index) / self.fps;
        self.lay_backdrop(share);
        let unit = float(self.frame.height());
        let poses: Vec<Pose> = self
            .company
            .iter()
            .map(|c| self.pose(*c, share, seconds))
            .collect();
        let canvas = &mut Canvas::new(&mut self.frame, unit);
        for pose in poses {
            figure::draw(canvas, self.motifs.subject, pose, &self.colors);
        }
        self.air.draw(canvas, self.aspect, seconds, &self.colors);
        self.caption.over(&mut self.frame);
        &self.frame
    }

    /// Puts the part of the backdrop that the camera sees behind the frame.
    fn lay_backdrop(&mut self, share: f32) {
        let (width, height) = (float(self.frame.width()), float(self.frame.height()));
        let spare_x = float(self.backdrop.width()) - width;
        let spare_y = float(self.backdrop.height()) - height;
        let ease = share * share * (3.0 - 2.0 * share);
        let (x, y, zoom) = match self.motifs.camera {
            Camera::Drift => (0.35 + 0.3 * ease, 0.0, 1.0),
            Camera::PanLeft => (1.0 - ease, 0.0, 1.0),
            Camera::PanRight => (ease, 0.0, 1.0),
            Camera::PushIn => (0.5, 0.0, 1.0 + 0.16 * ease),
            Camera::PullOut => (0.5, 0.0, 1.16 - 0.16 * ease),
            Camera::Rise => (0.5, 0.8 * (1.0 - ease), 1.0),
        };
        let still = (zoom - 1.0).abs() < f32::EPSILON;
        let place = Transform::from_translate((-spare_x * x).round(), (-spare_y * y).round())
            .post_translate(-width / 2.0, -height * HORIZON)
            .post_scale(zoom, zoom)
            .post_translate(width / 2.0, height * HORIZON);
        let paint = PixmapPaint {
            // A backdrop that is only moved, by whole pixels, needs no filter.
            quality: if still {
                FilterQuality::Nearest
            } else {
                FilterQuality::Bilinear
            },
            ..PixmapPaint::default()
        };
        self.frame
            .draw_pixmap(0, 0, self.backdrop.as_ref(), &paint, place, None);
    }

    fn pose(&self, company: (f32, f32, f32), share: f32, seconds: f32) -> Pose {
        let (beside, behind, step) = company;
        let along = if self.motifs.still {
            0.5
        } else {
            0.22 + 0.56 * share
        };
        let phase = seconds * 7.0 + step;
        let (y, size, along) = match self.motifs.subject {
            Subject::Birds => (
                0.26 + 0.03 * (seconds * 1.3 + step).sin(),
                0.55,
                0.15 + 0.7 * share,
            ),
            Subject::Kite => (
                0.26 + 0.03 * (seconds * 1.1).sin(),
                1.0,
                0.5 + 0.1 * (seconds * 0.7).sin(),
            ),
            Subject::Boat => (
                HORIZON + 0.10 + 0.014 * (seconds * 2.1).sin(),
                1.25,
                0.46 + 0.08 * share,
            ),
            Subject::Arm => (HORIZON + 0.17, 1.7, 0.5),
            Subject::Object => (HORIZON + 0.14, 1.2 + 0.05 * (seconds * 1.5).sin(), 0.5),
            _ => (self.floor(), 1.35, along),
        };
        let depth = 1.0 + behind * 2.0;
        Pose {
            x: self.aspect * along + beside,
            y: y + behind,
            size: size * depth,
            phase,
            still: self.motifs.still,
        }
    }

    fn floor(&self) -> f32 {
        match self.motifs.place {
            Place::Road | Place::Street => HORIZON + 0.22,
            Place::Interior | Place::Station => HORIZON + 0.15,
            _ => HORIZON + 0.19,
        }
    }
}

/// A side of the backdrop: a quarter more than the frame's, for the camera to move.
const fn grown(side: u32) -> u32 {
    side * 5 / 4
}

fn pixmap(width: u32, height: u32) -> Pixmap {
    Pixmap::new(width, height).expect("sides are checked to be 64 to 2400 pixels")
}
