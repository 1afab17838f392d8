//! A picture drawn once and laid into each frame, moved or scaled.

use tiny_skia::Pixmap;

use crate::canvas::{float, whole};

/// A stretch of one row that is not empty.
#[derive(Debug, Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    solid: bool,
}

/// A picture, larger than the frame by a margin on each side.
pub(crate) struct Layer {
    picture: Pixmap,
    /// The runs of each row, one row after the other; most of a layer is empty or solid,
    /// and neither needs arithmetic.
    runs: Vec<Run>,
    row_starts: Vec<usize>,
    margin_x: i32,
    margin_y: i32,
    /// How far it follows the camera: 0 is the sky, 1 where the figures stand.
    pub(crate) depth: f32,
    /// How fast it moves by itself, in heights a second.
    pub(crate) drift: f32,
}

impl Layer {
    pub(crate) fn new(
        picture: Pixmap,
        margin_x: i32,
        margin_y: i32,
        depth: f32,
        drift: f32,
    ) -> Self {
        let width = side(picture.width());
        let mut runs = Vec::new();
        let mut row_starts = vec![0];
        for row in picture.data().chunks_exact(width * 4) {
            let mut open: Option<Run> = None;
            for (x, pixel) in row.chunks_exact(4).enumerate() {
                let kind = match pixel[3] {
                    0 => None,
                    alpha => Some(alpha == 255),
                };
                match (&mut open, kind) {
                    (Some(run), Some(solid)) if run.solid == solid => run.to = x + 1,
                    (_, kind) => {
                        runs.extend(open.take());
                        open = kind.map(|solid| Run {
                            from: x,
                            to: x + 1,
                            solid,
                        });
                    }
                }
            }
            runs.extend(open);
            row_starts.push(runs.len());
        }
        Self {
            picture,
            runs,
            row_starts,
            margin_x,
            margin_y,
            depth,
            drift,
        }
    }

    /// Lays it into a frame, moved by `dx`, `dy` pixels and scaled about `pivot`.
    pub(crate) fn lay(&self, frame: &mut Pixmap, dx: f32, dy: f32, zoom: f32, pivot: (f32, f32)) {
        if (zoom - 1.0).abs() < 1e-4 {
            self.lay_moved(frame, whole(dx) - self.margin_x, whole(dy) - self.margin_y);
        } else {
            self.lay_scaled(frame, dx, dy, zoom, pivot);
        }
    }

    fn lay_moved(&self, frame: &mut Pixmap, dx: i32, dy: i32) {
        let (width, layer_width) = (side(frame.width()), side(self.picture.width()));
        let shift = isize::try_from(dx).unwrap_or(0);
        for (y, row) in (0_i32..).zip(frame.data_mut().chunks_exact_mut(width * 4)) {
            let Ok(from_y) = usize::try_from(y - dy) else {
                continue;
            };
            let (Some(start), Some(end)) =
                (self.row_starts.get(from_y), self.row_starts.get(from_y + 1))
            else {
                continue;
            };
            let source = &self.picture.data()[from_y * layer_width * 4..][..layer_width * 4];
            for run in &self.runs[*start..*end] {
                let from = run.from.max(shift.saturating_neg().max(0).unsigned_abs());
                let Some(left) = from.checked_add_signed(shift) else {
                    continue;
                };
                let Some(right) = run.to.checked_add_signed(shift) else {
                    continue;
                };
                let right = right.min(width);
                if left >= right {
                    continue;
                }
                let source = &source[from * 4..][..(right - left) * 4];
                let target = &mut row[left * 4..right * 4];
                if run.solid {
                    target.copy_from_slice(source);
                } else {
                    over(target, source);
                }
            }
        }
    }

    fn lay_scaled(&self, frame: &mut Pixmap, dx: f32, dy: f32, zoom: f32, pivot: (f32, f32)) {
        let (width, layer_width) = (side(frame.width()), side(self.picture.width()));
        let layer_height = side(self.picture.height());
        let back = |at: f32, pivot: f32, moved: f32, margin: i32| {
            let source = (at + 0.5 - pivot) / zoom + pivot - moved - 0.5;
            fixed(source) + margin * 256
        };
        let columns: Vec<(usize, u32)> = (0..frame.width())
            .map(|x| split(back(float(x), pivot.0, dx, self.margin_x), layer_width - 2))
            .collect();
        let data = self.picture.data();
        for (y, row) in (0_u32..).zip(frame.data_mut().chunks_exact_mut(width * 4)) {
            let (from_y, part_y) =
                split(back(float(y), pivot.1, dy, self.margin_y), layer_height - 2);
            let (Some(start), Some(end)) =
                (self.row_starts.get(from_y), self.row_starts.get(from_y + 2))
            else {
                continue;
            };
            let runs = &self.runs[*start..*end];
            let (Some(left), Some(right)) = (
                runs.iter().map(|run| run.from).min(),
                runs.iter().map(|run| run.to).max(),
            ) else {
                continue;
            };
            let first = columns.partition_point(|(x, _)| x + 1 < left);
            let last = columns.partition_point(|(x, _)| *x < right);
            let upper = &data[from_y * layer_width * 4..][..layer_width * 4];
            let lower = &data[(from_y + 1) * layer_width * 4..][..layer_width * 4];
            if last <= first {
                continue;
            }
            for ((from_x, part_x), target) in columns[first..last]
                .iter()
                .zip(row[first * 4..last * 4].chunks_exact_mut(4))
            {
                let a = between(pixels(upper, *from_x), *part_x);
                let b = between(pixels(lower, *from_x), *part_x);
                let source = between((a, b), part_y).to_le_bytes();
                match source[3] {
                    0 => {}
                    255 => target.copy_from_slice(&source),
                    _ => over(target, &source),
                }
            }
        }
    }
}

/// Premultiplied source over target.
fn over(target: &mut [u8], source: &[u8]) {
    for (target, source) in target.chunks_exact_mut(4).zip(source.chunks_exact(4)) {
        let rest = 255 - u32::from(source[3]);
        for (target, source) in target.iter_mut().zip(source) {
            let kept = ((u32::from(*target) * rest + 128) * 257) >> 16;
            *target = u8::try_from(kept + u32::from(*source)).unwrap_or(255);
        }
    }
}

/// Two neighbouring pixels of a row.
fn pixels(row: &[u8], x: usize) -> (u32, u32) {
    match row[x * 4..x * 4 + 8] {
        [a, b, c, d, e, f, g, h] => (
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        ),
        _ => (0, 0),
    }
}

/// A pixel between two, all four channels at once; `part` is 0 to 256.
fn between((a, b): (u32, u32), part: u32) -> u32 {
    const EVEN: u32 = 0x00FF_00FF;
    let rest = 256 - part;
    let even = ((a & EVEN) * rest + (b & EVEN) * part) >> 8 & EVEN;
    let odd = ((a >> 8 & EVEN) * rest + (b >> 8 & EVEN) * part) & !EVEN;
    even | odd
}

/// A place in units of 1/256 pixel as a whole pixel, at most `last`, and the rest.
fn split(at: i32, last: usize) -> (usize, u32) {
    let pixel = usize::try_from(at.max(0) >> 8).unwrap_or(0);
    if pixel > last {
        return (last, 0);
    }
    (pixel, u32::try_from(at.max(0) & 255).unwrap_or(0))
}

fn fixed(value: f32) -> i32 {
    whole(value * 256.0)
}

fn side(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(0)
}
