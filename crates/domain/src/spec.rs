//! What to render.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Width and height of a picture in pixels; both are even, since 4:2:0 video has
/// one colour sample for every two pixels.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Size {
    /// A size in pixels. Whether an engine can render it is for its
    /// [`Capabilities`](crate::capabilities::Capabilities) to say.
    #[must_use]
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// A text that is not a size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a size: expected WIDTHxHEIGHT in pixels, such as 1280x720")]
pub struct InvalidSize(pub String);

impl FromStr for Size {
    type Err = InvalidSize;

    fn from_str(text: &str) -> Result<Self, InvalidSize> {
        let refused = || InvalidSize(text.chars().take(40).collect());
        let (width, height) = text
            .trim()
            .split_once(['x', 'X', '×'])
            .ok_or_else(refused)?;
        Ok(Self {
            width: width.trim().parse().map_err(|_| refused())?,
            height: height.trim().parse().map_err(|_| refused())?,
        })
    }
}

/// Everything that determines a clip beside its prompt and scene. The same
/// revision and spec on the same build of an engine that is deterministic give
/// the same picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RenderSpec {
    /// Picture size in pixels.
    pub size: Size,
    /// How many frames the clip has.
    pub frames: u32,
    /// Frames per second.
    pub fps: u32,
    /// Denoising steps; `None` is the engine's own default. An engine that has no
    /// steps refuses any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
    /// Classifier-free guidance scale; `None` is the engine's own default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<f32>,
    /// The seed of the engine's random numbers. It is always chosen by us, since
    /// several engines don't report one they chose themselves.
    pub seed: u32,
}

impl RenderSpec {
    /// Length of the clip in seconds; 0 when `fps` is 0.
    #[must_use]
    pub fn duration_s(&self) -> f64 {
        if self.fps == 0 {
            0.0
        } else {
            f64::from(self.frames) / f64::from(self.fps)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_reads_back_from_its_own_text() {
        let size = Size::new(1280, 720);
        assert_eq!(size.to_string().parse(), Ok(size));
        assert_eq!("640 × 480".parse(), Ok(Size::new(640, 480)));
    }

    #[test]
    fn a_text_that_is_no_size_is_quoted_back() {
        assert_eq!(
            "720p".parse::<Size>().unwrap_err().to_string(),
            "\"720p\" is not a size: expected WIDTHxHEIGHT in pixels, such as 1280x720"
        );
    }
}
