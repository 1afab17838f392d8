//! Pictures drawn once and laid into each frame, moved or scaled.

use tiny_skia::Pixmap;

use crate::camera::View;
use crate::canvas::{float, whole};
use crate::pixel::{between, over, row_over, rows_between};

/// A stretch of one row that is not empty.
#[derive(Debug, Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    solid: bool,
}

/// Runs and gaps shorter than this are joined to their neighbours: each run costs more
/// than blending a few pixels.
const SHORT: usize = 12;

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
    depth: f32,
    /// How fast it moves by itself, in heights a second.
    drift: f32,
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
            let first = runs.len();
            find_runs(row, &mut runs);
            join_short(&mut runs, first);
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

    /// The runs of a row of the picture; `None` outside.
    fn row(&self, y: i32) -> Option<(usize, &[Run])> {
        let y = usize::try_from(y).ok()?;
        let (start, end) = (*self.row_starts.get(y)?, *self.row_starts.get(y + 1)?);
        Some((y, &self.runs[start..end]))
    }

    /// Whether a row hides all that is behind it.
    fn hides(&self, y: i32, dx: i32, width: usize) -> bool {
        let shift = isize::try_from(dx).unwrap_or(0);
        let covers = |run: &Run| {
            run.solid
                && run
                    .from
                    .checked_add_signed(shift)
                    .is_none_or(|left| left == 0)
                && run
                    .to
                    .checked_add_signed(shift)
                    .is_some_and(|right| right >= width)
        };
        self.row(y).is_some_and(|(_, runs)| runs.iter().any(covers))
    }

    /// Lays one row into a row of the frame, moved by `dx` pixels.
    fn lay_row(&self, target: &mut [u8], y: i32, dx: i32) {
        let Some((y, runs)) = self.row(y) else { return };
        let (width, layer_width) = (target.len() / 4, side(self.picture.width()));
        let shift = isize::try_from(dx).unwrap_or(0);
        let source = &self.picture.data()[y * layer_width * 4..][..layer_width * 4];
        let hidden = shift.min(0).unsigned_abs();
        for run in runs {
            let from = run.from.max(hidden);
            let (Some(left), Some(right)) = (
                from.checked_add_signed(shift),
                run.to.checked_add_signed(shift),
            ) else {
                continue;
            };
            let right = right.min(width);
            if left >= right {
                continue;
            }
            let source = &source[from * 4..][..(right - left) * 4];
            let target = &mut target[left * 4..right * 4];
            if run.solid {
                target.copy_from_slice(source);
            } else {
                row_over(target, source);
            }
        }
    }

    fn lay_scaled(&self, frame: &mut Pixmap, dx: f32, dy: f32, zoom: f32, pivot: (f32, f32)) {
        let (width, layer_width) = (side(frame.width()), side(self.picture.width()));
        let last_row = side(self.picture.height()).saturating_sub(2);
        let back = |at: f32, pivot: f32, moved: f32, margin: i32| {
            let source = (at + 0.5 - pivot) / zoom + pivot - moved - 0.5;
            whole(source * 256.0) + margin * 256
        };
        let columns: Vec<(usize, u32)> = (0..frame.width())
            .map(|x| split(back(float(x), pivot.0, dx, self.margin_x), layer_width - 2))
            .collect();
        let data = self.picture.data();
        let mut mixed = vec![0_u8; layer_width * 4];
        for (y, row) in (0_u32..).zip(frame.data_mut().chunks_exact_mut(width * 4)) {
            let (from_y, part_y) = split(back(float(y), pivot.1, dy, self.margin_y), last_row);
            let runs = &self.runs[self.row_starts[from_y]..self.row_starts[from_y + 2]];
            let (Some(left), Some(right)) = (
                runs.iter().map(|run| run.from).min(),
                runs.iter().map(|run| run.to).max(),
            ) else {
                continue;
            };
            let (first, last) = seen(&columns, left, right);
            if last <= first {
                continue;
            }
            // First down, all pixels in a row; then across, where each has its own part.
            let (low, high) = (columns[first].0, columns[last - 1].0 + 2);
            let upper = &data[(from_y * layer_width + low) * 4..][..(high - low) * 4];
            let lower = &data[((from_y + 1) * layer_width + low) * 4..][..(high - low) * 4];
            rows_between(&mut mixed[low * 4..high * 4], upper, lower, part_y);
            let mixed = mixed.as_chunks::<4>().0;
            let mut done = first;
            for run in ordered(runs) {
                let (first, last) = seen(&columns, run.from, run.to);
                let first = first.max(done);
                if last <= first {
                    continue;
                }
                done = last;
                let targets = row[first * 4..last * 4].as_chunks_mut::<4>().0;
                for ((x, part_x), target) in columns[first..last].iter().zip(targets) {
                    let (a, b) = (
                        u32::from_le_bytes(mixed[*x]),
                        u32::from_le_bytes(mixed[*x + 1]),
                    );
                    // Most of a picture is flat.
                    let source = if a == b { a } else { between(a, b, *part_x) };
                    *target = match source >> 24 {
                        0 => continue,
                        // Rounding down in each mix leaves what is solid a little below 255.
                        253.. => source | 0xFF00_0000,
                        _ => over(u32::from_le_bytes(*target), source),
                    }
                    .to_le_bytes();
                }
            }
        }
    }
}

/// The columns of the frame that see pixels `left` to `right` of a layer.
fn seen(columns: &[(usize, u32)], left: usize, right: usize) -> (usize, usize) {
    (
        columns.partition_point(|(x, _)| x + 1 < left),
        columns.partition_point(|(x, _)| *x < right),
    )
}

/// The runs of two rows, from left to right.
fn ordered(runs: &[Run]) -> Vec<Run> {
    let mut runs = runs.to_vec();
    runs.sort_unstable_by_key(|run| run.from);
    runs
}

/// Lays layers, back to front, each moved and scaled as its depth asks.
pub(crate) fn lay(frame: &mut Pixmap, layers: &[Layer], view: &View, seconds: f32) {
    let unit = float(frame.height());
    let moved = |layer: &Layer| {
        let (dx, dy) = view.shift(layer.depth);
        ((dx + layer.drift * seconds) * unit, dy * unit)
    };
    if (view.zoom - 1.0).abs() > 1e-4 {
        let pivot = (float(frame.width()) / 2.0, unit / 2.0);
        for layer in layers {
            let (dx, dy) = moved(layer);
            layer.lay_scaled(frame, dx, dy, view.zoom_at(layer.depth), pivot);
        }
        return;
    }
    let moves: Vec<(i32, i32)> = layers
        .iter()
        .map(|layer| {
            let (dx, dy) = moved(layer);
            (whole(dx) - layer.margin_x, whole(dy) - layer.margin_y)
        })
        .collect();
    let width = side(frame.width());
    for (y, row) in (0_i32..).zip(frame.data_mut().chunks_exact_mut(width * 4)) {
        // Nothing behind the last row that hides all is drawn.
        let first = layers
            .iter()
            .zip(&moves)
            .rposition(|(layer, (dx, dy))| layer.hides(y - dy, *dx, width))
            .unwrap_or(0);
        for (layer, (dx, dy)) in layers.iter().zip(&moves).skip(first) {
            layer.lay_row(row, y - dy, *dx);
        }
    }
}

/// Lays one layer as it is, `dy` pixels below the top.
pub(crate) fn lay_still(frame: &mut Pixmap, layer: &Layer, dy: i32) {
    let width = side(frame.width());
    for (y, row) in (0_i32..).zip(frame.data_mut().chunks_exact_mut(width * 4)) {
        layer.lay_row(row, y - dy, 0);
    }
}

/// The runs of one row of pixels.
fn find_runs(row: &[u8], runs: &mut Vec<Run>) {
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
}

/// Joins short runs from `first` on to their neighbours.
fn join_short(runs: &mut Vec<Run>, first: usize) {
    let found = runs.split_off(first);
    for run in found {
        let short = !run.solid || run.to - run.from < SHORT;
        match runs[first..].last_mut() {
            Some(last) if short && !last.solid && run.from - last.to < SHORT => last.to = run.to,
            _ => runs.push(Run {
                solid: !short,
                ..run
            }),
        }
    }
}

/// A place in units of 1/256 pixel as a whole pixel, at most `last`, and the rest.
fn split(at: i32, last: usize) -> (usize, u32) {
    let pixel = usize::try_from(at.max(0) >> 8).unwrap_or(0);
    if pixel > last {
        return (last, 0);
    }
    (pixel, u32::try_from(at.max(0) & 255).unwrap_or(0))
}

fn side(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(0)
}
