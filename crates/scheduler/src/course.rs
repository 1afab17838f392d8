//! The ways in which a night may go, when renders do not all take the same time.
//!
//! A forecast in which every render takes its mean time ends too early: the queue is done
//! with the last of its lanes, and some lane is nearly always late. So the end is told from
//! a few courses in which renders take their times by lot. The lots are the same with every
//! look: what they are depends on the job alone.

use worldreel_domain::id::JobId;
use worldreel_domain::speed::RenderTime;

/// Where the standard normal distribution has 1/32, 3/32 to 31/32 below it: the middles of 16
/// parts that are equally likely.
const DEVIATES: [f64; COURSES] = [
    -1.8627, -1.3180, -1.0100, -0.7764, -0.5791, -0.4023, -0.2372, -0.0784, 0.0784, 0.2372, 0.4023,
    0.5791, 0.7764, 1.0100, 1.3180, 1.8627,
];

/// How many courses there are. In each, a job draws another part of the distribution, so that
/// few of them are enough.
pub(crate) const COURSES: usize = 16;

/// One way in which a night may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// Every render takes as long as is to be expected.
    Expected,
    /// Each takes a time by lot: the number of the course.
    ByLot(usize),
}

impl Course {
    pub(crate) fn by_lot() -> impl Iterator<Item = Self> {
        (0..COURSES).map(Self::ByLot)
    }

    /// How long a render takes in this course, in milliseconds.
    pub(crate) fn length_ms(self, job: JobId, time: RenderTime) -> i64 {
        match self {
            Self::Expected => whole_ms(mean_ms(time)),
            Self::ByLot(number) => {
                let part = part_of(job, number);
                whole_ms(mean_ms(time) * factor(time.spread, DEVIATES[part]))
            }
        }
    }

    /// How long a render goes on in this course that has run for `elapsed_ms`. One that runs
    /// longer than usual is one of those that do: what is left is as long as it is for them.
    pub(crate) fn left_ms(self, job: JobId, time: RenderTime, elapsed_ms: i64) -> i64 {
        let elapsed = exact(elapsed_ms);
        let mean = mean_ms(time);
        let lengths = DEVIATES.map(|deviate| mean * factor(time.spread, deviate));
        let shorter = lengths.partition_point(|length| *length <= elapsed);
        let longer = &lengths[shorter..];
        if longer.is_empty() {
            // A normal number beyond 1.86 is 0.4 further on the average.
            return whole_ms(elapsed * (0.4 * time.spread).exp_m1());
        }
        match self {
            Self::Expected if shorter == 0 => whole_ms(mean - elapsed),
            Self::Expected => {
                let count = exact(i64::try_from(longer.len()).unwrap_or(i64::MAX));
                whole_ms(longer.iter().sum::<f64>() / count - elapsed)
            }
            Self::ByLot(number) => {
                let part = part_of(job, number) * longer.len() / COURSES;
                whole_ms(longer[part] - elapsed)
            }
        }
    }
}

/// The part of the distribution that a job draws: in each course another, in an order of its
/// own.
fn part_of(job: JobId, course: usize) -> usize {
    // Finalizer of MurmurHash3 (Austin Appleby, public domain): each bit of the id counts.
    let (high, low) = job.uuid().as_u64_pair();
    let mut bits = high ^ low;
    for factor in [0xff51_afd7_ed55_8ccd_u64, 0xc4ce_b9fe_1a85_ec53] {
        bits = (bits ^ (bits >> 33)).wrapping_mul(factor);
    }
    let [a, b, c, ..] = (bits ^ (bits >> 33)).to_be_bytes().map(usize::from);
    // An odd factor only puts the parts in another order.
    (((course ^ a) * (b | 1)) ^ c) % COURSES
}

/// What a lognormal number of mean 1 is at this deviate.
fn factor(spread: f64, deviate: f64) -> f64 {
    (spread * (deviate - spread / 2.0)).exp()
}

/// The mean in whole milliseconds.
fn mean_ms(time: RenderTime) -> f64 {
    exact(i64::try_from(time.mean.as_millis()).unwrap_or(i64::MAX))
}

#[expect(clippy::cast_precision_loss, reason = "no render takes 2^53 ms")]
const fn exact(ms: i64) -> f64 {
    ms as f64
}

/// Whole milliseconds, none when it is less.
#[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
const fn whole_ms(ms: f64) -> i64 {
    ms.max(0.0).round() as i64
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use uuid::Uuid;

    use super::*;

    fn job(number: u128) -> JobId {
        JobId::from_uuid(Uuid::from_u128(number))
    }

    fn time(spread: f64) -> RenderTime {
        RenderTime {
            mean: Duration::from_secs(100),
            spread,
        }
    }

    #[test]
    fn a_job_draws_each_part_once_and_another_job_in_another_order() {
        let drawn = |number| -> Vec<usize> {
            (0..COURSES)
                .map(|course| part_of(job(number), course))
                .collect()
        };
        let mut sorted = drawn(1);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..COURSES).collect::<Vec<_>>());
        assert_ne!(drawn(1), drawn(2));
    }

    #[test]
    fn the_lots_have_the_mean_of_the_renders() {
        let all = Course::by_lot().map(|course| course.length_ms(job(1), time(0.2)));
        let mean = all.sum::<i64>() / 16;
        assert!((99_500..100_500).contains(&mean), "{mean}");
        for course in Course::by_lot().chain([Course::Expected]) {
            assert_eq!(course.length_ms(job(1), time(0.0)), 100_000);
            assert_eq!(course.left_ms(job(1), time(0.0), 30_000), 70_000);
            assert_eq!(course.left_ms(job(1), time(0.0), 130_000), 0);
        }
    }

    #[test]
    fn a_render_that_runs_longer_than_usual_is_not_said_to_end_now() {
        let left = |elapsed| Course::Expected.left_ms(job(1), time(0.2), elapsed);
        assert_eq!(left(0), 100_000);
        assert_eq!(left(10_000), 90_000);
        // The mean of the longer half is 17 % longer.
        assert!(
            (15_000..20_000).contains(&left(100_000)),
            "{}",
            left(100_000)
        );
        assert_eq!(left(200_000), 16_657);
        let lots = Course::by_lot().map(|course| course.left_ms(job(1), time(0.2), 100_000));
        let lots: Vec<_> = lots.collect();
        assert!(lots.iter().all(|left| *left > 0), "{lots:?}");
        assert!(lots.iter().max() > lots.iter().min(), "{lots:?}");
    }
}
