//! How fast an engine renders.

use std::time::Duration;

use crate::spec::RenderSpec;

/// Renders that are needed to tell how much they differ: from fewer it is guessed too wildly.
const SPREAD_RENDERS_MIN: usize = 5;

/// Nanoseconds that an engine takes for one pixel of one frame. Diffusion models and
/// the sketch alike take nearly as long as the pixels they fill; a speed that was
/// measured on one size and length tells well enough about another.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Speed {
    pixel_ns: f64,
    spread: f64,
}

/// How long a render takes, as far as that can be known before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RenderTime {
    /// The mean.
    pub mean: Duration,
    /// The deviation of its logarithm: 0.2 for renders that mostly take a fifth more or less
    /// than others, 0 when they take all the same time, or it is not known.
    pub spread: f64,
}

impl Speed {
    /// A speed of `ns` nanoseconds a pixel, always; `None` unless that is a positive number.
    #[must_use]
    pub fn from_pixel_ns(ns: f64) -> Option<Self> {
        (ns.is_finite() && ns > 0.0).then_some(Self {
            pixel_ns: ns,
            spread: 0.0,
        })
    }

    /// The speed that these renders had, each given by its nanoseconds a pixel: their mean,
    /// and how much they differ. `None` when there are none.
    #[must_use]
    pub fn of_renders(pixel_ns: &[f64]) -> Option<Self> {
        let count = f64::from(u32::try_from(pixel_ns.len()).ok()?);
        let mean = pixel_ns.iter().sum::<f64>() / count;
        let speed = Self::from_pixel_ns(mean)?;
        if pixel_ns.len() < SPREAD_RENDERS_MIN {
            return Some(speed);
        }
        let squares = pixel_ns.iter().map(|ns| (ns / mean - 1.0).powi(2));
        let variance = squares.sum::<f64>() / (count - 1.0);
        // A lognormal number of mean 1 and deviation s has the variance exp(s²) - 1.
        let spread = variance.ln_1p().sqrt();
        Some(Self { spread, ..speed })
    }

    /// How long a render of this spec takes at this speed.
    #[must_use]
    pub fn took(self, spec: &RenderSpec) -> RenderTime {
        RenderTime {
            mean: self.took_pixels(pixels(spec)),
            spread: self.spread,
        }
    }

    /// How long this many pixels take at this speed.
    #[must_use]
    pub fn took_pixels(self, pixels: f64) -> Duration {
        Duration::try_from_secs_f64(pixels * self.pixel_ns / 1e9).unwrap_or(Duration::MAX)
    }
}

impl RenderTime {
    /// A render that takes exactly so long.
    #[must_use]
    pub const fn exactly(mean: Duration) -> Self {
        Self { mean, spread: 0.0 }
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

    fn spec(frames: u32) -> RenderSpec {
        RenderSpec {
            size: Size::new(1000, 1000),
            frames,
            fps: 24,
            steps: None,
            guidance: None,
            seed: 0,
        }
    }

    #[test]
    fn twice_the_frames_take_twice_as_long() {
        let speed = Speed::from_pixel_ns(10.0).unwrap();
        let exactly = |s| RenderTime::exactly(Duration::from_secs(s));
        assert_eq!(speed.took(&spec(100)), exactly(1));
        assert_eq!(speed.took(&spec(200)), exactly(2));
        assert_eq!(Speed::from_pixel_ns(0.0), None);
        assert_eq!(Speed::from_pixel_ns(f64::NAN), None);
    }

    #[test]
    fn renders_tell_their_mean_and_a_few_of_them_how_much_they_differ() {
        assert_eq!(Speed::of_renders(&[]), None);
        let two = Speed::of_renders(&[5.0, 15.0]).unwrap().took(&spec(100));
        assert_eq!(two, RenderTime::exactly(Duration::from_secs(1)));
        let alike = Speed::of_renders(&[10.0; 20]).unwrap().took(&spec(100));
        assert_eq!(alike, RenderTime::exactly(Duration::from_secs(1)));
        // Of mean 10 and a deviation of 2: 0.198, as the logarithm has it.
        let differ = [8.0, 12.0].repeat(50);
        let differ = Speed::of_renders(&differ).unwrap().took(&spec(100));
        assert_eq!(differ.mean, Duration::from_secs(1));
        assert!((differ.spread - 0.199).abs() < 0.001, "{differ:?}");
    }
}
