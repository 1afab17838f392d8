//! A figure drawn once, from which its shadow, mirror image and rim of light are made.

use tiny_skia::{Color, Pixmap};

use crate::canvas::{Canvas, Drawn, whole};
use crate::pixel::{between, over, part, scaled};

/// Rows of the figure that make up one row of a shadow or mirror image.
const TAPS: u16 = 4;

/// A picture of one figure, with room about the frame for what stands at its edge.
pub(crate) struct Sprite {
    picture: Pixmap,
    margin: u32,
    drawn: Drawn,
}

/// How a figure lies on the ground: where its feet are in the canvas, how its height
/// becomes depth, and how far it leans aside for each pixel of height.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lying {
    pub(crate) foot: (f32, f32),
    pub(crate) squash: f32,
    pub(crate) lean: f32,
    /// How much further down it begins than the feet, in the canvas.
    pub(crate) below: f32,
}

/// The part of the picture that is drawn on: left, top, right, foot.
type Part = (usize, usize, usize, usize);

impl Sprite {
    pub(crate) fn new(width: u32, height: u32) -> Self {
        let margin = height / 4;
        Self {
            picture: Pixmap::new(width + 2 * margin, height + 2 * margin)
                .expect("sides are checked to be 64 to 1920 pixels"),
            margin,
            drawn: Drawn::default(),
        }
    }

    /// Draws another figure as `c` would.
    pub(crate) fn draw(&mut self, c: &Canvas<'_>, figure: impl FnOnce(&mut Canvas<'_>)) {
        let (left, top, right, foot) = self.part();
        let row_bytes = self.row_bytes();
        for row in self
            .picture
            .data_mut()
            .chunks_exact_mut(row_bytes)
            .take(foot)
            .skip(top)
        {
            row[left * 4..right * 4].fill(0);
        }
        self.drawn = Drawn::default();
        figure(&mut c.aside(&mut self.picture, &mut self.drawn, self.margin));
    }

    fn row_bytes(&self) -> usize {
        self.picture.data().len() / side(self.picture.height())
    }

    fn part(&self) -> Part {
        let (width, height) = (self.picture.width(), self.picture.height());
        let Some(bounds) = self.drawn.bounds else {
            return (0, 0, 0, 0);
        };
        let within = |at: f32, most: u32| usize::try_from(whole(at)).unwrap_or(0).min(side(most));
        (
            within((bounds.left() - 2.0).max(0.0), width),
            within((bounds.top() - 2.0).max(0.0), height),
            within((bounds.right() + 2.0).clamp(0.0, 1e4), width),
            within((bounds.bottom() + 2.0).clamp(0.0, 1e4), height),
        )
    }

    fn row(&self, y: usize) -> &[[u8; 4]] {
        let row_bytes = self.row_bytes();
        self.picture.data()[y * row_bytes..][..row_bytes]
            .as_chunks()
            .0
    }

    /// Lays the figure itself, with what shines from it.
    pub(crate) fn body(&self, c: &mut Canvas<'_>) {
        for glow in &self.drawn.behind {
            glow.lay(c, self.margin);
        }
        self.each_row(c, (0, 0), |targets, sources, _| {
            for (target, source) in targets.iter_mut().zip(sources) {
                match source[3] {
                    0 => {}
                    255 => *target = *source,
                    _ => *target = mixed(*target, u32::from_le_bytes(*source)),
                }
            }
        });
        for glow in &self.drawn.glows {
            glow.lay(c, self.margin);
        }
    }

    /// Lays the figure washed with a colour, moved by parts of the frame's height, where
    /// the figure itself will not hide it.
    pub(crate) fn rim(&self, c: &mut Canvas<'_>, color: Color, share: f32, dx: f32, dy: f32) {
        let wash = Wash::new(c, color, share);
        let unit = c.unit();
        self.each_row(
            c,
            (whole(dx * unit), whole(dy * unit)),
            |targets, sources, hiding| {
                for ((target, source), hiding) in targets.iter_mut().zip(sources).zip(hiding) {
                    if source[3] != 0 && hiding[3] != 255 {
                        *target = mixed(*target, wash.over(*source));
                    }
                }
            },
        );
    }

    /// Rows of the frame, of the figure moved, and of the figure where it is.
    fn each_row(
        &self,
        c: &mut Canvas<'_>,
        (dx, dy): (i32, i32),
        lay: impl Fn(&mut [[u8; 4]], &[[u8; 4]], &[[u8; 4]]),
    ) {
        let (left, top, right, foot) = self.part();
        let (dx, dy) = (
            isize::try_from(dx).unwrap_or(0),
            isize::try_from(dy).unwrap_or(0),
        );
        let frame = c.pixels();
        let (width, margin) = (side(frame.width()), side(self.margin));
        let from = left.saturating_add_signed(dx).max(margin) - margin;
        let to = (right.saturating_add_signed(dx).max(margin) - margin).min(width);
        if from >= to {
            return;
        }
        for y in top..foot {
            let sources = self.row(y);
            let Some(at) = y
                .saturating_add_signed(dy)
                .checked_sub(margin)
                .filter(|at| *at < side(self.picture.height()) - 2 * margin)
            else {
                continue;
            };
            let first = (from + margin).saturating_add_signed(-dx);
            let sources = &sources[first..][..to - from];
            let hiding = &self.row(at + margin)[from + margin..to + margin];
            let targets = &mut frame.data_mut()[(at * width + from) * 4..][..(to - from) * 4];
            lay(targets.as_chunks_mut().0, sources, hiding);
        }
    }

    /// Lays the figure, washed with a colour, on the ground below its feet: its shadow or
    /// its mirror image.
    pub(crate) fn lie(&self, c: &mut Canvas<'_>, lying: Lying, color: Color, share: f32) {
        let (left, top, right, foot) = self.part();
        let wash = Wash::new(c, color, share);
        let feet = c.pixel_at(lying.foot);
        let (_, start) = c.pixel_at((lying.foot.0, lying.foot.1 + lying.below));
        let frame = c.pixels();
        let (width, height) = (side(frame.width()), frame.height());
        let margin = crate::canvas::float(self.margin);
        let reach = |row: usize| {
            let row = f32::from(u16::try_from(row).unwrap_or(u16::MAX));
            whole(start + (feet.1 + margin - row) * lying.squash)
        };
        let (first, last) = (reach(foot), reach(top) + 1);
        let mut sums = vec![[0_u16; 4]; width];
        for y in first.max(0)..last.min(i32::try_from(height).unwrap_or(0)) {
            sums.fill([0; 4]);
            let (mut from, mut to) = (width, 0);
            for tap in 0..TAPS {
                let step = (f32::from(tap) + 0.5) / f32::from(TAPS);
                let up = (f32::from(i16::try_from(y).unwrap_or(0)) + step - start) / lying.squash;
                let Ok(source) = usize::try_from(whole(feet.1 + margin - up - 0.5)) else {
                    continue;
                };
                if source < top || source >= foot {
                    continue;
                }
                // Column x of the frame sees column x + shift of the figure.
                let shift = whole(margin - up * lying.lean);
                let shift = isize::try_from(shift).unwrap_or(0);
                let begin = left.saturating_add_signed(-shift).min(width);
                let end = right.saturating_add_signed(-shift).min(width);
                let Some(origin) = begin.checked_add_signed(shift).filter(|_| begin < end) else {
                    continue;
                };
                let sources = &self.row(source)[origin..][..end - begin];
                for (sum, source) in sums[begin..end].iter_mut().zip(sources) {
                    for (sum, source) in sum.iter_mut().zip(source) {
                        *sum += u16::from(*source);
                    }
                }
                (from, to) = (from.min(begin), to.max(end));
            }
            if from >= to {
                continue;
            }
            let row = side(y.unsigned_abs()) * width;
            let targets = &mut frame.data_mut()[(row + from) * 4..][..(to - from) * 4];
            let targets = targets.as_chunks_mut::<4>().0.iter_mut();
            for (target, sum) in targets.zip(&sums[from..to]) {
                if sum[3] != 0 {
                    let source = sum.map(|sum| u8::try_from(sum / TAPS).unwrap_or(u8::MAX));
                    *target = mixed(*target, wash.over(source));
                }
            }
        }
    }
}

/// A colour that pixels are washed with, and by how much.
struct Wash {
    color: u32,
    part: u32,
}

impl Wash {
    fn new(c: &Canvas<'_>, color: Color, share: f32) -> Self {
        let color = c.graded(color).to_color_u8();
        Self {
            color: u32::from_le_bytes([color.red(), color.green(), color.blue(), 255]),
            part: part(share),
        }
    }

    fn over(&self, pixel: [u8; 4]) -> u32 {
        let alpha = u32::from(pixel[3]);
        let full = scaled(self.color, alpha + (alpha >> 7));
        between(u32::from_le_bytes(pixel), full, self.part)
    }
}

fn mixed(under: [u8; 4], source: u32) -> [u8; 4] {
    over(u32::from_le_bytes(under), source).to_le_bytes()
}

fn side(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(0)
}
