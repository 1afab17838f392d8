//! Composition: what the seed decides where the words leave it open.

use crate::camera::Rig;
use crate::figure;
use crate::reading::Motifs;
use crate::reading::motif::{Camera, Hour, Viewpoint};
use crate::rng::Rng;

/// How a clip is composed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shot {
    /// Width of the picture in heights.
    pub(crate) aspect: f32,
    /// Length of the clip.
    pub(crate) seconds: f32,
    /// Where land ends and sky begins.
    pub(crate) horizon: f32,
    /// 1 when the figures look and go to the right, -1 to the left.
    pub(crate) facing: f32,
    /// Where sun or moon stands, in heights.
    pub(crate) light: (f32, f32),
    /// Where the lead stands, in heights: a third of the picture.
    pub(crate) third: f32,
    pub(crate) rig: Rig,
    /// How far the lead goes in the clip, in heights.
    pub(crate) path: f32,
    /// Strides the lead makes in a second.
    pub(crate) rate: f32,
    pub(crate) view: Viewpoint,
}

impl Shot {
    pub(crate) fn compose(motifs: &Motifs, aspect: f32, seconds: f32, rng: &mut Rng) -> Self {
        let facing = match motifs.camera {
            // Who is followed goes the way the camera goes.
            Camera::PanLeft => -1.0,
            Camera::PanRight => 1.0,
            _ if rng.chance(0.5) => 1.0,
            _ => -1.0,
        };
        let horizon = match motifs.view {
            Viewpoint::Low => 0.70,
            Viewpoint::Aerial => 0.30,
            Viewpoint::Wide => 0.60,
            _ => 0.56,
        } + rng.within(-0.035, 0.035);
        let share = if facing > 0.0 { 0.40 } else { 0.60 } + rng.within(-0.04, 0.04);
        let high = match motifs.hour {
            Hour::Day => 0.16,
            Hour::Dawn => horizon - 0.13,
            Hour::Golden => horizon - 0.20,
            Hour::Dusk => horizon - 0.06,
            Hour::Night => 0.19,
        } + rng.within(-0.03, 0.03);
        // The light stands where the lead does not.
        let side = if share < 0.5 { 0.72 } else { 0.28 } + rng.within(-0.08, 0.08);
        let (path, rate) = way(motifs, aspect, seconds);
        let lean = if rng.chance(0.5) { 1.0 } else { -1.0 };
        Self {
            aspect,
            seconds,
            horizon,
            facing,
            light: (aspect * side, high),
            third: aspect * share,
            rig: Rig::new(motifs.camera, path * facing, lean),
            path,
            rate,
            view: motifs.view,
        }
    }

    /// -1 when the light comes from the left of the lead, 1 from the right.
    pub(crate) fn light_side(&self) -> f32 {
        if self.light.0 < self.third { -1.0 } else { 1.0 }
    }
}

/// How far the lead goes, and how many strides it makes a second. Feet and wheels fit the
/// way as long as the picture is wide enough; then they go a little faster than it.
fn way(motifs: &Motifs, aspect: f32, seconds: f32) -> (f32, f32) {
    let Some(lead) = motifs.lead() else {
        return (0.0, 1.0);
    };
    let (long, rate) = figure::pace(lead.subject, motifs.deed);
    let size = figure::size(lead.subject) * motifs.stature * 0.44;
    let natural = long * size * rate * seconds;
    let room = if Rig::follows(motifs.camera) > 0.5 {
        1.15 * aspect
    } else {
        0.46 * aspect
    };
    let path = natural.min(room);
    let slowed = if natural > 0.0 {
        (path / natural).max(0.62)
    } else {
        1.0
    };
    (path, rate * slowed)
}
