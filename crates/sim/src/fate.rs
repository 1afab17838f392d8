//! How requests and renders go wrong, with the advice that goes with each.

use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry, WayOut};
use worldreel_domain::time::Timestamp;

use crate::rng::Rng;

/// What becomes of a request or of the render that it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A video.
    Video,
    /// A file that is no video.
    NoVideo,
    /// It is refused before it begins.
    Refused(FailureClass),
    /// It begins and fails; the engine says so.
    Fails(FailureClass),
    /// It begins, and contact is lost for good.
    Silence(FailureClass),
    /// It begins, and the engine forgets it.
    Forgotten,
}

/// What an engine refuses before anything begins.
const REFUSALS: &[FailureClass] = &[
    FailureClass::QueueFull,
    FailureClass::Unreachable,
    FailureClass::ContentBlocked,
    FailureClass::InvalidInput,
    FailureClass::Unsupported,
    FailureClass::Backend,
    FailureClass::Timeout,
    FailureClass::LocalIo,
    FailureClass::RateLimited,
];

/// How a render that began fails.
const FAILURES: &[FailureClass] = &[
    FailureClass::Backend,
    FailureClass::OutOfGpuMemory,
    FailureClass::ContentBlocked,
    FailureClass::BadOutput,
];

/// How contact is lost.
const SILENCES: &[FailureClass] = &[FailureClass::Timeout, FailureClass::Unreachable];

impl Fate {
    /// By lot, with this likelihood of trouble from 0 to 1.
    pub fn by_lot(rng: &mut Rng, trouble: f64) -> Self {
        if !rng.chance(trouble) {
            return Self::Video;
        }
        let class =
            |rng: &mut Rng, of: &[FailureClass]| *rng.pick(of).unwrap_or(&FailureClass::Backend);
        match rng.below(10) {
            0..=3 => Self::Refused(class(rng, REFUSALS)),
            4 | 5 => Self::Fails(class(rng, FAILURES)),
            6 | 7 => Self::Silence(class(rng, SILENCES)),
            8 => Self::NoVideo,
            _ => Self::Forgotten,
        }
    }
}

/// Whether a render may have begun when its failure was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Began {
    /// Certainly not.
    No,
    /// It can't be known, or it did.
    Maybe,
    /// It is finished.
    Finished,
}

/// A failure of this class as an engine reports it: what cost nothing may be sent again
/// where the class allows it, what may have been billed is asked about.
#[must_use]
pub fn failure(class: FailureClass, began: Began, free: bool) -> Failure {
    let billed = match began {
        _ if free => Billed::No,
        Began::No => Billed::No,
        Began::Maybe => Billed::Maybe,
        Began::Finished => Billed::Yes,
    };
    let retry = match class {
        FailureClass::ContentBlocked
        | FailureClass::InvalidInput
        | FailureClass::OutOfGpuMemory
        | FailureClass::Unsupported => Retry::Never,
        _ if billed != Billed::No => Retry::Ask,
        _ => Retry::Again,
    };
    Failure {
        class,
        message: class.name().to_owned(),
        provider_said: None,
        retry,
        billed,
        next_step: WayOut::Retry,
    }
}

/// A 429 that costs nothing, with how long to wait if the engine says so.
#[must_use]
pub fn slow_down(free: bool, at: Option<Timestamp>) -> Failure {
    let mut failure = failure(FailureClass::RateLimited, Began::No, free);
    if let Some(at) = at {
        failure.retry = Retry::NotBefore { at };
    }
    failure
}

/// A video that is finished and paid for and could not be brought this time: the studio
/// is to bring it again.
#[must_use]
pub fn not_brought(class: FailureClass, free: bool) -> Failure {
    Failure {
        retry: Retry::Again,
        ..failure(class, Began::Finished, free)
    }
}
