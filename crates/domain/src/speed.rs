//! How fast an engine renders.

use std::time::Duration;

use crate::spec::RenderSpec;

/// Nanoseconds that an engine takes for one pixel of one frame. Diffusion models and
/// the sketch alike take nearly as long as the pixels they fill; a speed that was
/// measured on one size and length tells well enough about another.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Speed(f64);

impl Speed {
    /// A speed of `ns` nanoseconds a pixel; `None` unless that is a positive number.
    #[must_use]
    pub fn from_pixel_ns(ns: f64) -> Option<Self> {
        (ns.is_finite() && ns > 0.0).then_some(Self(ns))
    }

    /// How long a render of this spec takes at this speed.
    #[must_use]
    pub fn took(self, spec: &RenderSpec) -> Duration {
        self.took_pixels(pixels(spec))
    }

    /// How long this many pixels take at this speed.
    #[must_use]
    pub fn took_pixels(self, pixels: f64) -> Duration {
        Duration::try_from_secs_f64(pixels * self.0 / 1e9).unwrap_or(Duration::MAX)
    }
}

/// The pixels of all frames of a clip.
#[must_use]
pub fn pixels(spec: &RenderSpec) -> f64 {
    f64::from(spec.size.width) * f64::from(spec.size.height) * f64::from(spec.frames)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Size;

    #[test]
    fn twice_the_frames_take_twice_as_long() {
        let spec = |frames| RenderSpec {
            size: Size::new(1000, 1000),
            frames,
            fps: 24,
            steps: None,
            guidance: None,
            seed: 0,
        };
        let speed = Speed::from_pixel_ns(10.0).unwrap();
        assert_eq!(speed.took(&spec(100)), Duration::from_secs(1));
        assert_eq!(speed.took(&spec(200)), Duration::from_secs(2));
        assert_eq!(Speed::from_pixel_ns(0.0), None);
        assert_eq!(Speed::from_pixel_ns(f64::NAN), None);
    }
}
