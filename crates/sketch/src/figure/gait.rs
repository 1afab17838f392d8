//! Where feet are in a stride.

use std::f32::consts::PI;

use crate::reading::motif::Deed;

/// Where a foot is: forward of its hip, and above the ground.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) ahead: f32,
    pub(crate) lift: f32,
}

/// The foot's place when its stride is at `at` (whole strides): it stands and slides
/// back for the first part, `duty`, and swings forward for the rest.
pub(crate) fn step(at: f32, reach: f32, high: f32, duty: f32) -> Step {
    let at = at.rem_euclid(1.0);
    if at < duty {
        Step {
            ahead: reach * (1.0 - 2.0 * at / duty),
            lift: 0.0,
        }
    } else {
        let swing = (at - duty) / (1.0 - duty);
        let ease = swing * swing * (3.0 - 2.0 * swing);
        Step {
            ahead: reach * (2.0 * ease - 1.0),
            lift: high * (swing * PI).sin(),
        }
    }
}

/// When each of four feet begins its stride: near hind, near fore, far hind, far fore.
pub(crate) const fn order(deed: Deed) -> ([f32; 4], f32) {
    match deed {
        // Diagonal pairs.
        Deed::Trot => ([0.0, 0.5, 0.5, 0.0], 0.48),
        // Hind pair, then fore pair.
        Deed::Run | Deed::Jump => ([0.0, 0.46, 0.1, 0.56], 0.36),
        // One after the other.
        _ => ([0.0, 0.25, 0.5, 0.75], 0.64),
    }
}
