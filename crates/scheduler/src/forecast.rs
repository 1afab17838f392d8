//! What will start where, and when all of it is done.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::time::Duration;

use worldreel_domain::id::{EngineName, JobId, LaneName};
use worldreel_domain::spec::RenderSpec;
use worldreel_domain::speed::RenderTime;
use worldreel_domain::time::Timestamp;

use crate::board::Board;
use crate::course::Course;
use crate::play::Play;

/// Starts that a forecast works out one by one. What comes after them is counted
/// together, so that a long queue costs no more than a short one.
pub const SLOTS_MAX: usize = 256;

/// Jobs that may wait at most for their end to be told from several courses. With more of
/// them, what a single render takes longer hardly moves the end.
const BY_LOT_JOBS_MAX: usize = 128;

/// A job on a lane, from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The job.
    pub job: JobId,
    /// The lane.
    pub lane: LaneName,
    /// When it started or will start.
    pub starts_at: Timestamp,
    /// When the lane will be free again.
    pub ends_at: Timestamp,
}

/// A job that keeps a lane busy.
#[derive(Debug, Clone, PartialEq)]
pub struct Busy {
    /// The job.
    pub job: JobId,
    /// The lane.
    pub lane: LaneName,
    /// When it started.
    pub starts_at: Timestamp,
    /// How long it goes on.
    pub left: Left,
}

/// How long a render goes on that has started.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Left {
    /// So long, as its own progress tells.
    Told(Duration),
    /// As long as such renders take.
    Usual(RenderTime),
}

impl Busy {
    fn slot(&self, course: Course, now: Timestamp) -> Slot {
        let elapsed_ms = now.ms().saturating_sub(self.starts_at.ms()).max(0);
        let left_ms = match self.left {
            Left::Told(left) => i64::try_from(left.as_millis()).unwrap_or(i64::MAX),
            Left::Usual(time) => course.left_ms(self.job, time, elapsed_ms),
        };
        Slot {
            job: self.job,
            lane: self.lane.clone(),
            starts_at: self.starts_at,
            ends_at: now.plus_ms(left_ms),
        }
    }

    fn differs(&self) -> bool {
        matches!(self.left, Left::Usual(time) if time.spread > 0.0)
    }
}

/// What will happen if nothing changes and every render takes as long as expected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forecast {
    /// What runs and what starts next, in the order of the starts.
    pub slots: Vec<Slot>,
    /// When the last of the jobs that can start is done: as likely later as sooner, when
    /// renders do not all take the same time. `None` when nothing runs or can start, and when
    /// it is not known how long something takes.
    pub ends_at: Option<Timestamp>,
}

/// How long a render takes on an engine, if that is known.
pub trait Took: Fn(&EngineName, &RenderSpec) -> Option<RenderTime> {}
impl<F: Fn(&EngineName, &RenderSpec) -> Option<RenderTime>> Took for F {}

impl Board {
    /// Plays the plan forward from `now`. `busy` says what is known of the busy lanes; `took`
    /// how long a render takes on an engine, if that is known.
    ///
    /// The forecast starts what [`Board::plan`] would start if each render ended in its
    /// time: jobs in the queue's order, each on the first lane that is free for it.
    #[must_use]
    pub fn forecast(&self, busy: &[Busy], took: impl Took, now: Timestamp) -> Forecast {
        let differ = Cell::new(busy.iter().any(Busy::differs));
        let took = |engine: &EngineName, spec: &RenderSpec| {
            let time = took(engine, spec)?;
            differ.set(differ.get() || time.spread > 0.0);
            Some(time)
        };
        let expected = self.play(busy, &took, now, Course::Expected);
        let Some(ends_at) = expected.ends_at else {
            return expected;
        };
        if !differ.get() || self.waiting() > BY_LOT_JOBS_MAX {
            return expected;
        }
        let by_lot = Course::by_lot();
        let ends = by_lot.filter_map(|course| self.play(busy, &took, now, course).ends_at);
        let last = expected.slots.iter().map(|slot| slot.ends_at).max();
        Forecast {
            // What is shown to end last has not ended before.
            ends_at: median(ends.collect()).max(last).or(Some(ends_at)),
            ..expected
        }
    }

    fn play(&self, busy: &[Busy], took: &impl Took, now: Timestamp, course: Course) -> Forecast {
        let known: BTreeSet<&LaneName> = busy.iter().map(|busy| &busy.lane).collect();
        let all_known = self
            .lanes
            .iter()
            .all(|(name, lane)| lane.jobs.is_empty() || known.contains(name));
        let mut slots: Vec<_> = busy.iter().map(|busy| busy.slot(course, now)).collect();
        let mut play = Play::new(self, &slots, now, course);
        slots.sort_by_key(|slot| (slot.starts_at, slot.job));
        let (played, rest) = if self.queue_paused {
            (true, Some(now))
        } else {
            let played = play.forward(took, &mut slots);
            (played, play.rest(took))
        };
        let last = slots.iter().map(|slot| slot.ends_at).max();
        let rest = rest.filter(|_| played && all_known);
        Forecast {
            slots,
            ends_at: rest.and_then(|rest| last.map(|last| last.max(rest))),
        }
    }
}

/// The moment in the middle, between the two in the middle when they are even.
fn median(mut all: Vec<Timestamp>) -> Option<Timestamp> {
    all.sort_unstable();
    let upper = *all.get(all.len() / 2)?;
    let lower = all[(all.len() - 1) / 2];
    Some(lower.plus_ms((upper.ms() - lower.ms()) / 2))
}
