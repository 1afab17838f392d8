//! Draws a scene as a moving storyboard and encodes it as an H.264 MP4.
//!
//! This is the engine that works on a fresh machine. It is not AI, and "Sketch - not
//! AI" stands in every picture. The words of the scene (or, where a field is empty,
//! of the prompt) choose place, light, weather, subject, motion and camera; the seed
//! chooses everything the words leave open. The same order gives the same bytes on
//! the same build.
//!
//! | module | step |
//! |---|---|
//! | `reading` | words become motifs |
//! | `shot` | the seed composes what the words leave open |
//! | `palette`, `tone` | motifs become colours |
//! | `place` | the place, drawn once as layers of their own depth |
//! | `cast`, `figure` | who stands where, and how they are drawn and move |
//! | `sprite` | a figure drawn once; its shadow, mirror image and rim made from it |
//! | `weather` | rain, snow, fog, dust, leaves, lightning |
//! | `camera`, `layer`, `glow`, `pixel` | layers and light laid into the frame as the camera moves |
//! | `caption` | first words, take, seed and "Sketch - not AI" |
//! | `frame` | one frame of all of these |
//! | `encode` | frames become an MP4 |

mod camera;
mod canvas;
mod caption;
mod cast;
mod encode;
mod figure;
mod frame;
mod glow;
mod layer;
mod palette;
mod pixel;
mod place;
mod reading;
mod rng;
mod shot;
mod sprite;
mod tone;
mod weather;

use std::io::{self, Write};
use std::ops::ControlFlow;

use worldreel_domain::scene::Scene;
use worldreel_domain::spec::{RenderSpec, Size};

/// The smallest picture, in pixels.
pub const SIZE_MIN: Size = Size::new(64, 64);
/// The largest picture, in pixels.
pub const SIZE_MAX: Size = Size::new(1920, 1080);
/// The lowest frame rate, in frames per second.
pub const FPS_MIN: u32 = 10;
/// The highest frame rate, in frames per second.
pub const FPS_MAX: u32 = 30;
/// The longest clip, in seconds.
pub const DURATION_S_MAX: u32 = 10;

/// What to draw.
#[derive(Debug, Clone, Copy)]
pub struct SketchOrder<'a> {
    /// The prompt; its first words stand in the caption.
    pub prompt: &'a str,
    /// The prompt's reading; may be empty.
    pub scene: &'a Scene,
    /// Size, frames, frame rate and seed. Steps and guidance must not be set.
    pub spec: &'a RenderSpec,
    /// The job's number within its session, for the caption.
    pub take: u32,
}

/// What was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rendered {
    /// How many frames.
    pub frames: u32,
}

/// Why there is no sketch.
#[derive(Debug, thiserror::Error)]
pub enum SketchError {
    /// The spec asks for something a sketch can't be.
    #[error("a sketch can't be drawn like this: {0}")]
    Limit(String),
    /// The encoder failed.
    #[error("could not encode the sketch: {0}")]
    Encode(String),
    /// The result can't be written.
    #[error("could not {act}")]
    Io {
        /// What was being done.
        act: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// `progress` asked to stop.
    #[error("the sketch was stopped")]
    Stopped,
}

/// Draws a clip and writes it to `out` as an MP4 whose index comes first.
///
/// It runs on the calling thread alone. After each frame `progress` hears how many
/// frames of how many are done; when it breaks, drawing stops at once and what was
/// written is worth nothing.
///
/// # Errors
///
/// [`SketchError`]; limits are checked before anything is drawn.
pub fn render(
    order: &SketchOrder<'_>,
    out: &mut impl Write,
    progress: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<Rendered, SketchError> {
    check(order.spec)?;
    let mut painter = frame::Painter::new(order);
    let mut encoder = encode::Encoder::new(order.spec)?;
    let total = order.spec.frames;
    for index in 0..total {
        encoder.push(painter.paint(index))?;
        if progress(index + 1, total).is_break() {
            return Err(SketchError::Stopped);
        }
    }
    encoder.finish(out)?;
    Ok(Rendered { frames: total })
}

fn check(spec: &RenderSpec) -> Result<(), SketchError> {
    let Size { width, height } = spec.size;
    let refuse = |message: String| Err(SketchError::Limit(message));
    if !(SIZE_MIN.width..=SIZE_MAX.width).contains(&width)
        || !(SIZE_MIN.height..=SIZE_MAX.height).contains(&height)
        || width % 2 + height % 2 != 0
    {
        return refuse(format!(
            "the size must be even and between {SIZE_MIN} and {SIZE_MAX} (asked for {})",
            spec.size
        ));
    }
    if !(FPS_MIN..=FPS_MAX).contains(&spec.fps) {
        return refuse(format!(
            "the frame rate must be {FPS_MIN} to {FPS_MAX} (asked for {})",
            spec.fps
        ));
    }
    if spec.frames == 0 || spec.frames > spec.fps * DURATION_S_MAX {
        return refuse(format!(
            "a clip has 1 to {} frames at {} frames per second (asked for {})",
            spec.fps * DURATION_S_MAX,
            spec.fps,
            spec.frames
        ));
    }
    if spec.steps.is_some() || spec.guidance.is_some() {
        return refuse("it has no steps and no guidance".into());
    }
    Ok(())
}
