//! The lower third: first words, take, seed and "Sketch - not AI".

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};
use tiny_skia::{Color, Paint, Pixmap, PremultipliedColorU8, Rect, Transform};

use crate::canvas::float;
use crate::layer::{Layer, lay_still};

/// DejaVu Sans; its licence stands beside it.
static FONT: &[u8] = include_bytes!("../assets/DejaVuSans.ttf");

/// The words that no picture is without.
const NOT_AI: &str = "Sketch - not AI";

/// A strip drawn once and laid over the foot of each frame.
pub(crate) struct Caption {
    strip: Option<Layer>,
    top: i32,
}

impl Caption {
    pub(crate) fn new(width: u32, height: u32, prompt: &str, take: u32, seed: u32) -> Self {
        // Small pictures get a larger share, so that the words stay legible.
        let text_px = (float(height) * 0.030).max(float(width) * 0.017).max(9.0);
        let strip_px = (text_px * 1.9).ceil();
        let tall = (1..=height)
            .find(|rows| float(*rows) >= strip_px)
            .unwrap_or(height);
        let strip = draw(width, tall, text_px, prompt, take, seed)
            .map(|strip| Layer::new(strip, 0, 0, 0.0, 0.0));
        Self {
            strip,
            top: i32::try_from(height - tall).unwrap_or(0),
        }
    }

    /// Lays the strip over a frame.
    pub(crate) fn over(&self, frame: &mut Pixmap) {
        if let Some(strip) = &self.strip {
            lay_still(frame, strip, self.top);
        }
    }
}

fn draw(width: u32, tall: u32, text_px: f32, prompt: &str, take: u32, seed: u32) -> Option<Pixmap> {
    let font = FontRef::try_from_slice(FONT).ok()?;
    let mut strip = Pixmap::new(width, tall)?;
    let mut plate = Paint::default();
    plate.set_color(Color::from_rgba8(13, 13, 13, 205));
    let whole = Rect::from_xywh(0.0, 0.0, float(width), float(tall))?;
    strip.fill_rect(whole, &plate, Transform::identity(), None);
    let pen = Pen {
        font,
        scale: PxScale::from(text_px),
        baseline: float(tall) / 2.0 + text_px * 0.36,
    };
    let margin = text_px * 0.7;
    let room = float(width) - 2.0 * margin;
    // The honest words come first; the rest shares what room they leave.
    let label = if pen.width(NOT_AI) <= room {
        NOT_AI
    } else {
        "SKETCH"
    };
    pen.write(&mut strip, margin, label, [236; 3]);
    let mut left = margin + pen.width(label) + text_px;
    let facts = format!("take {take}   seed {seed}");
    let mut right = float(width) - margin;
    if pen.width(&facts) <= right - left {
        right -= pen.width(&facts);
        pen.write(&mut strip, right, &facts, [185; 3]);
        right -= text_px;
    }
    left += text_px * 0.2;
    let words = pen.fit(prompt, right - left);
    pen.write(&mut strip, left, &words, [210; 3]);
    Some(strip)
}

struct Pen {
    font: FontRef<'static>,
    scale: PxScale,
    baseline: f32,
}

impl Pen {
    fn width(&self, text: &str) -> f32 {
        let font = self.font.as_scaled(self.scale);
        text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
    }

    /// As many first words as fit, with "…" when some are left out. Letters that the
    /// font lacks are left out, too: a row of empty boxes tells nothing.
    fn fit(&self, text: &str, room: f32) -> String {
        let mut line = String::new();
        for word in text.split_whitespace().take(60) {
            let word: String = word
                .chars()
                .filter(|c| self.font.glyph_id(*c).0 != 0)
                .collect();
            if word.is_empty() {
                continue;
            }
            let longer = if line.is_empty() {
                word
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer) + self.width("…") > room {
                return if line.is_empty() { line } else { line + "…" };
            }
            line = longer;
        }
        line
    }

    fn write(&self, strip: &mut Pixmap, x: f32, text: &str, rgb: [u8; 3]) {
        let font = self.font.as_scaled(self.scale);
        let mut at = x;
        for c in text.chars() {
            let id = font.glyph_id(c);
            let glyph: Glyph = id.with_scale_and_position(self.scale, point(at, self.baseline));
            at += font.h_advance(id);
            if let Some(outline) = self.font.outline_glyph(glyph) {
                let bounds = outline.px_bounds();
                outline.draw(|dx, dy, coverage| {
                    let x = bounds.min.x + float(dx);
                    let y = bounds.min.y + float(dy);
                    blend_pixel(strip, x, y, rgb, coverage);
                });
            }
        }
    }
}

fn blend_pixel(strip: &mut Pixmap, x: f32, y: f32, rgb: [u8; 3], coverage: f32) {
    let (width, height) = (strip.width(), strip.height());
    if x < 0.0 || y < 0.0 || x >= float(width) || y >= float(height) {
        return;
    }
    let index = index_of(x, y, width);
    let Some(pixel) = strip.pixels_mut().get_mut(index) else {
        return;
    };
    let mix =
        |old: u8, new: u8| byte(f32::from(old) + (f32::from(new) - f32::from(old)) * coverage);
    let alpha = mix(pixel.alpha(), 255);
    let mixed = PremultipliedColorU8::from_rgba(
        mix(pixel.red(), rgb[0]).min(alpha),
        mix(pixel.green(), rgb[1]).min(alpha),
        mix(pixel.blue(), rgb[2]).min(alpha),
        alpha,
    );
    if let Some(mixed) = mixed {
        *pixel = mixed;
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "both lie inside the strip, which the caller has checked"
)]
fn index_of(x: f32, y: f32, width: u32) -> usize {
    y as usize * width as usize + x as usize
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=255 first"
)]
fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}
