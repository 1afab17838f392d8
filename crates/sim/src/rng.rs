//! Chance that a seed repeats exactly, on every machine.

/// A sequence of random numbers: SplitMix64 (Steele, Lea and Flood 2014). It is small, it
/// has no state but its position, and a part of a night that draws more numbers than
/// before does not shift those of another part, since each has a sequence of its own.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// The sequence of this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A sequence of its own for one part of what this seed decides.
    #[must_use]
    pub const fn of(seed: u64, part: u64) -> Self {
        Self(mix(seed ^ mix(part.wrapping_add(0x5851_f42d_4c95_7f2d))))
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A whole number from 0 to `count - 1`; 0 when `count` is 0.
    pub fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.bits() % count).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included.
    pub fn range(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        let step = self.bits() % span.max(1);
        low.saturating_add(i64::try_from(step).unwrap_or(0))
    }

    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        let bits = u32::try_from(self.bits() >> 32).unwrap_or(0);
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }

    /// True with this likelihood, from 0 to 1.
    pub fn chance(&mut self, likelihood: f64) -> bool {
        self.unit() < likelihood
    }

    /// One of these, each as likely as another.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// A factor whose logarithm is normal with deviation `sigma`: the median is 1.
    pub fn lognormal(&mut self, sigma: f64) -> f64 {
        // Box and Muller 1958; the first number must not be 0.
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let angle = std::f64::consts::TAU * self.unit();
        (sigma * radius * angle.cos()).exp()
    }
}

const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// This many milliseconds times this factor, at least one.
pub(crate) fn scaled(ms: i64, factor: f64) -> i64 {
    // Milliseconds of a night fit into 32 bits, where f64 is exact.
    let base = f64::from(u32::try_from(ms).unwrap_or(u32::MAX));
    let whole = std::time::Duration::try_from_secs_f64(base * factor / 1e3);
    whole
        .ok()
        .and_then(|whole| i64::try_from(whole.as_millis()).ok())
        .unwrap_or(i64::MAX / 4)
        .max(1)
}
