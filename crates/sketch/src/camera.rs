//! Where the camera is at each moment.

use std::f32::consts::TAU;

use crate::reading::motif::Camera;

/// How the picture is seen at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct View {
    /// How far the camera has moved to the right and down, in heights.
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) zoom: f32,
    /// The depth that stays in its place when the camera moves: 0 for the sky, 1 when
    /// it circles the figures.
    pub(crate) held: f32,
}

impl View {
    /// How far something at this depth is moved, in heights.
    pub(crate) fn shift(&self, depth: f32) -> (f32, f32) {
        let share = depth - self.held;
        (-self.x * share, -self.y * share)
    }

    /// How much larger something at this depth is seen.
    pub(crate) fn zoom_at(&self, depth: f32) -> f32 {
        1.0 + (self.zoom - 1.0) * depth.min(1.4)
    }
}

/// How far to either side each camera goes.
const TRAVEL: f32 = 0.20;
/// How far it rises or sinks.
const LIFT: f32 = 0.11;
/// How much of a figure's way a camera goes with it.
const WITH: f32 = 0.62;
/// The same, for a camera that keeps beside it.
const BESIDE: f32 = 0.96;

/// A camera and the way it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rig {
    camera: Camera,
    /// How far the lead goes in the clip, signed, in heights.
    path: f32,
    /// -1 or 1: the seed's choice where the words leave a side open.
    lean: f32,
}

impl Rig {
    pub(crate) fn new(camera: Camera, path: f32, lean: f32) -> Self {
        Self { camera, path, lean }
    }

    /// How much of the lead's way the camera goes with it.
    pub(crate) fn follows(camera: Camera) -> f32 {
        match camera {
            Camera::Track => BESIDE,
            Camera::Drift
            | Camera::Handheld
            | Camera::PushIn
            | Camera::PullOut
            | Camera::Rise
            | Camera::Sink => WITH,
            _ => 0.0,
        }
    }

    /// The view after `share` of the clip.
    pub(crate) fn view(&self, share: f32, seconds: f32) -> View {
        let ease = share * share * (3.0 - 2.0 * share);
        let sweep = ease * 2.0 - 1.0;
        let mut view = View {
            x: self.path * Self::follows(self.camera) * (share - 0.5),
            y: 0.0,
            zoom: 1.0,
            held: 0.0,
        };
        match self.camera {
            Camera::Still => {}
            Camera::Drift if self.path.abs() < 0.05 => {
                view.x = self.lean * 0.045 * (share * 2.0 - 1.0);
            }
            Camera::Drift => {}
            Camera::Track if self.path.abs() < 0.05 => {
                view.x = self.lean * 0.3 * (share * 2.0 - 1.0);
            }
            Camera::Track => {}
            Camera::PanLeft => view.x = -TRAVEL * sweep,
            Camera::PanRight => view.x = TRAVEL * sweep,
            Camera::PushIn => view.zoom = 1.0 + 0.26 * ease,
            Camera::PullOut => view.zoom = 1.26 - 0.26 * ease,
            Camera::Rise => view.y = -LIFT * sweep,
            Camera::Sink => view.y = LIFT * sweep,
            Camera::Orbit => {
                view.x = self.lean * 0.3 * (share * 2.0 - 1.0);
                view.held = 1.0;
            }
            Camera::Handheld => {
                let sway = |speed: f32, start: f32| (seconds * TAU * speed + start).sin();
                view.x += 0.009 * sway(0.43, 0.0) + 0.005 * sway(1.13, 1.0);
                view.y = 0.007 * sway(0.57, 2.0) + 0.004 * sway(1.37, 0.4);
            }
        }
        view
    }

    /// How far the camera ever is from the middle, to a side and up or down, and the
    /// depth it holds.
    pub(crate) fn reach(&self) -> (f32, f32, f32) {
        let way = self.path.abs() * Self::follows(self.camera) / 2.0;
        match self.camera {
            Camera::Still => (0.0, 0.0, 0.0),
            Camera::Drift => (way.max(0.045), 0.0, 0.0),
            Camera::Track => (way.max(0.3), 0.0, 0.0),
            Camera::PushIn | Camera::PullOut => (way, 0.0, 0.0),
            Camera::PanLeft | Camera::PanRight => (TRAVEL, 0.0, 0.0),
            Camera::Rise | Camera::Sink => (way, LIFT, 0.0),
            Camera::Orbit => (0.3, 0.0, 1.0),
            Camera::Handheld => (way + 0.015, 0.012, 0.0),
        }
    }
}
