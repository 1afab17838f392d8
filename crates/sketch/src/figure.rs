//! The subject, drawn for each frame.

use tiny_skia::Color;

use crate::canvas::{Canvas, veil};
use crate::palette::{Palette, blend};
use crate::reading::Subject;

/// How a figure stands and moves at a moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pose {
    /// Where its foot stands, in heights of the frame.
    pub(crate) x: f32,
    /// Likewise.
    pub(crate) y: f32,
    /// Its size; 1 is the usual one.
    pub(crate) size: f32,
    /// How far its steps, wheels or wings have turned, in radians.
    pub(crate) phase: f32,
    /// Whether it rests in its place.
    pub(crate) still: bool,
}

/// Draws a figure with its shadow.
pub(crate) fn draw(canvas: &mut Canvas<'_>, subject: Subject, pose: Pose, colors: &Palette) {
    if !matches!(
        subject,
        Subject::Birds | Subject::Kite | Subject::Boat | Subject::Arm
    ) {
        let shadow = veil(colors.dark, 0.28);
        canvas
            .at(pose.x, pose.y, 0.0, pose.size)
            .ellipse(0.0, 0.004, 0.13, 0.014, shadow);
    }
    let canvas = canvas.at(pose.x, pose.y, 0.0, pose.size);
    match subject {
        Subject::Animal => animal(canvas, pose, colors),
        Subject::Birds => bird(canvas, pose, colors),
        Subject::Person => person(canvas, pose, colors),
        Subject::Car => car(canvas, pose, colors),
        Subject::Truck => truck(canvas, pose, colors),
        Subject::Rover => rover(canvas, pose, colors),
        Subject::Arm => arm(canvas, pose, colors),
        Subject::Boat => boat(canvas, colors),
        Subject::Kite => kite(canvas, pose, colors),
        Subject::Object => object(canvas, colors),
    }
}

fn swing(pose: Pose, offset: f32) -> f32 {
    if pose.still {
        0.0
    } else {
        (pose.phase + offset).sin()
    }
}

/// A four-legged animal with pointed ears and a full tail.
fn animal(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let coat = colors.subject;
    let shade = blend(coat, colors.dark, 0.45);
    let pale = blend(coat, colors.light, 0.6);
    let bob = -0.006 * swing(pose, 0.0).abs();
    for (hip, offset, tone) in [
        (-0.062, 3.1, shade),
        (0.062, 0.0, shade),
        (-0.045, 0.0, coat),
        (0.078, 3.1, coat),
    ] {
        let step = 0.030 * swing(pose, offset);
        let lift = 0.014 * swing(pose, offset + 1.6).max(0.0);
        canvas.line(
            &[
                (hip, -0.065),
                (hip + step * 0.4, -0.035),
                (hip + step, -lift),
            ],
            0.017,
            tone,
        );
    }
    let wag = 0.02 * swing(pose, 0.8);
    canvas.line(
        &[
            (-0.085, -0.085 + bob),
            (-0.13, -0.10 + wag),
            (-0.165, -0.085 + wag),
        ],
        0.034,
        coat,
    );
    canvas.ellipse(-0.172, -0.083 + wag, 0.017, 0.014, pale);
    canvas.ellipse(0.0, -0.085 + bob, 0.098, 0.040, coat);
    canvas.ellipse(0.05, -0.073 + bob, 0.040, 0.026, pale);
    canvas.polygon(
        &[
            (0.06, -0.10 + bob),
            (0.10, -0.14 + bob),
            (0.12, -0.10 + bob),
            (0.08, -0.07 + bob),
        ],
        coat,
    );
    for ear in [0.096, 0.122] {
        canvas.polygon(
            &[
                (ear, -0.155 + bob),
                (ear + 0.006, -0.196 + bob),
                (ear + 0.022, -0.155 + bob),
            ],
            shade,
        );
    }
    canvas.ellipse(0.118, -0.142 + bob, 0.034, 0.029, coat);
    canvas.polygon(
        &[
            (0.125, -0.155 + bob),
            (0.178, -0.128 + bob),
            (0.125, -0.118 + bob),
        ],
        pale,
    );
    canvas.ellipse(0.176, -0.129 + bob, 0.006, 0.005, colors.dark);
    canvas.ellipse(0.126, -0.148 + bob, 0.0045, 0.0045, colors.dark);
}

fn bird(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let beat = 0.045 * pose.phase.sin();
    let body = blend(colors.dark, colors.subject, 0.35);
    canvas.polygon(
        &[
            (-0.006, 0.0),
            (-0.07, -beat - 0.012),
            (-0.10, beat * 0.3),
            (-0.03, 0.008),
        ],
        body,
    );
    canvas.polygon(
        &[
            (0.006, 0.0),
            (0.07, -beat - 0.012),
            (0.10, beat * 0.3),
            (0.03, 0.008),
        ],
        body,
    );
    canvas.ellipse(0.0, 0.002, 0.018, 0.010, body);
}

fn person(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let cloth = colors.subject;
    let shade = blend(cloth, colors.dark, 0.5);
    let skin = blend(Color::from_rgba8(206, 158, 128, 255), colors.dark, 0.15);
    for (offset, tone) in [(3.1, blend(shade, colors.dark, 0.3)), (0.0, shade)] {
        let step = 0.034 * swing(pose, offset);
        let knee = 0.012 * swing(pose, offset + 1.2).max(0.0);
        canvas.line(
            &[
                (0.0, -0.115),
                (step * 0.5 + knee, -0.06),
                (step, -0.004 - knee * 0.6),
            ],
            0.022,
            tone,
        );
    }
    let arm = 0.03 * swing(pose, 3.1);
    canvas.line(
        &[(0.0, -0.195), (arm * 0.6, -0.15), (arm, -0.115)],
        0.014,
        shade,
    );
    canvas.polygon(
        &[
            (-0.028, -0.205),
            (0.028, -0.205),
            (0.034, -0.10),
            (-0.034, -0.10),
        ],
        cloth,
    );
    canvas.line(
        &[(0.008, -0.195), (-arm * 0.6, -0.15), (-arm, -0.115)],
        0.014,
        blend(cloth, colors.light, 0.15),
    );
    canvas.ellipse(0.0, -0.235, 0.024, 0.028, skin);
    canvas.ellipse(-0.003, -0.246, 0.025, 0.019, colors.dark);
}

fn wheel(canvas: &mut Canvas<'_>, x: f32, radius: f32, turn: f32, colors: &Palette) {
    canvas.ellipse(x, -radius, radius, radius, colors.dark);
    let hub = blend(colors.dark, colors.light, 0.5);
    canvas.ellipse(x, -radius, radius * 0.5, radius * 0.5, hub);
    let (sin, cos) = turn.sin_cos();
    let spoke = radius * 0.45;
    canvas.line(
        &[
            (x - cos * spoke, -radius - sin * spoke),
            (x + cos * spoke, -radius + sin * spoke),
        ],
        radius * 0.18,
        colors.dark,
    );
}

fn car(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let body = colors.subject;
    canvas.polygon(
        &[
            (-0.10, -0.075),
            (-0.06, -0.125),
            (0.05, -0.125),
            (0.095, -0.075),
        ],
        blend(body, colors.dark, 0.25),
    );
    canvas.polygon(
        &[
            (-0.055, -0.117),
            (-0.005, -0.117),
            (-0.005, -0.08),
            (-0.085, -0.08),
        ],
        colors.sky_low,
    );
    canvas.polygon(
        &[
            (0.005, -0.117),
            (0.046, -0.117),
            (0.08, -0.08),
            (0.005, -0.08),
        ],
        colors.sky_low,
    );
    canvas.polygon(
        &[
            (-0.15, -0.03),
            (-0.15, -0.07),
            (-0.10, -0.08),
            (0.10, -0.08),
            (0.155, -0.062),
            (0.16, -0.03),
        ],
        body,
    );
    canvas.ellipse(0.152, -0.055, 0.010, 0.009, colors.light);
    wheel(canvas, -0.09, 0.03, pose.phase, colors);
    wheel(canvas, 0.095, 0.03, pose.phase, colors);
}

fn truck(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let body = colors.subject;
    canvas.rect(-0.22, -0.235, 0.29, 0.20, body);
    canvas.rect(-0.22, -0.12, 0.29, 0.014, blend(body, colors.light, 0.4));
    canvas.polygon(
        &[
            (0.08, -0.035),
            (0.08, -0.175),
            (0.145, -0.175),
            (0.175, -0.11),
            (0.18, -0.035),
        ],
        blend(body, colors.dark, 0.4),
    );
    canvas.polygon(
        &[
            (0.10, -0.165),
            (0.14, -0.165),
            (0.163, -0.112),
            (0.10, -0.112),
        ],
        colors.sky_low,
    );
    canvas.ellipse(0.175, -0.06, 0.009, 0.009, colors.light);
    for x in [-0.17, -0.10, 0.12] {
        wheel(canvas, x, 0.034, pose.phase, colors);
    }
}

/// A six-wheeled robot with a beacon on a mast.
fn rover(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let body = blend(colors.subject, colors.light, 0.35);
    canvas.line(&[(-0.06, -0.13), (-0.06, -0.23)], 0.006, colors.dark);
    let glow = 0.5 + 0.5 * (pose.phase * 0.5).sin();
    canvas.ellipse(-0.06, -0.235, 0.03, 0.03, veil(colors.light, 0.25 * glow));
    canvas.ellipse(
        -0.06,
        -0.235,
        0.011,
        0.011,
        blend(colors.subject, colors.light, glow),
    );
    canvas.polygon(
        &[
            (-0.12, -0.04),
            (-0.12, -0.125),
            (-0.10, -0.14),
            (0.10, -0.14),
            (0.125, -0.11),
            (0.125, -0.04),
        ],
        body,
    );
    canvas.rect(-0.12, -0.075, 0.245, 0.016, colors.subject);
    canvas.ellipse(0.085, -0.108, 0.013, 0.013, colors.dark);
    canvas.ellipse(0.088, -0.111, 0.005, 0.005, colors.light);
    for x in [-0.09, 0.0, 0.09] {
        wheel(canvas, x, 0.027, pose.phase, colors);
    }
}

/// A robot arm that lifts something from a stand and sets it down again.
fn arm(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let lift = 0.5 - 0.5 * (pose.phase * 0.35).cos();
    let metal = blend(colors.dark, colors.light, 0.45);
    let (hand_x, hand_y) = (0.12 - 0.05 * lift, -0.10 - 0.14 * lift);
    canvas.rect(
        0.06,
        -0.03,
        0.14,
        0.03,
        blend(colors.ground, colors.dark, 0.4),
    );
    canvas.rect(-0.16, -0.05, 0.11, 0.05, colors.dark);
    canvas.line(
        &[
            (-0.105, -0.05),
            (-0.13 + 0.03 * lift, -0.25),
            (hand_x - 0.01, hand_y - 0.10),
        ],
        0.032,
        metal,
    );
    for (x, y) in [
        (-0.105, -0.05),
        (-0.13 + 0.03 * lift, -0.25),
        (hand_x - 0.01, hand_y - 0.10),
    ] {
        canvas.ellipse(x, y, 0.022, 0.022, colors.dark);
        canvas.ellipse(x, y, 0.010, 0.010, colors.light);
    }
    canvas.line(
        &[(hand_x - 0.01, hand_y - 0.10), (hand_x, hand_y - 0.055)],
        0.016,
        metal,
    );
    canvas.line(
        &[
            (hand_x, hand_y - 0.055),
            (hand_x - 0.033, hand_y - 0.03),
            (hand_x - 0.030, hand_y + 0.01),
        ],
        0.009,
        colors.dark,
    );
    canvas.line(
        &[
            (hand_x, hand_y - 0.055),
            (hand_x + 0.033, hand_y - 0.03),
            (hand_x + 0.030, hand_y + 0.01),
        ],
        0.009,
        colors.dark,
    );
    canvas.rect(hand_x - 0.027, hand_y - 0.02, 0.054, 0.07, colors.subject);
    canvas.rect(
        hand_x - 0.027,
        hand_y - 0.02,
        0.054,
        0.012,
        blend(colors.subject, colors.light, 0.5),
    );
}

fn boat(canvas: &mut Canvas<'_>, colors: &Palette) {
    canvas.ellipse(0.0, 0.012, 0.19, 0.014, veil(colors.dark, 0.3));
    canvas.line(&[(0.02, -0.05), (0.02, -0.27)], 0.007, colors.dark);
    canvas.line(&[(0.02, -0.26), (0.16, -0.07)], 0.003, colors.dark);
    canvas.rect(
        -0.10,
        -0.125,
        0.085,
        0.075,
        blend(colors.subject, colors.light, 0.6),
    );
    canvas.rect(-0.085, -0.11, 0.03, 0.025, colors.dark);
    canvas.polygon(
        &[(-0.18, -0.06), (0.20, -0.07), (0.15, 0.015), (-0.14, 0.015)],
        colors.subject,
    );
    canvas.polygon(
        &[
            (-0.18, -0.06),
            (0.20, -0.07),
            (0.193, -0.056),
            (-0.174, -0.046),
        ],
        blend(colors.subject, colors.light, 0.5),
    );
}

fn kite(canvas: &mut Canvas<'_>, pose: Pose, colors: &Palette) {
    let sway = 0.03 * pose.phase.sin();
    canvas.line(
        &[(-0.2, 0.42), (-0.08, 0.2), (sway, 0.0)],
        0.002,
        colors.dark,
    );
    canvas.polygon(
        &[
            (sway, -0.10),
            (sway + 0.06, 0.0),
            (sway, 0.09),
            (sway - 0.06, 0.0),
        ],
        colors.subject,
    );
    canvas.polygon(
        &[(sway, -0.10), (sway + 0.06, 0.0), (sway, 0.0)],
        blend(colors.subject, colors.light, 0.4),
    );
    for knot in 1..4_u8 {
        let far = f32::from(knot);
        let x = sway + 0.02 * (pose.phase + far).sin();
        canvas.ellipse(x, 0.09 + far * 0.03, 0.009, 0.006, colors.light);
    }
}

/// Something the words don't tell more about.
fn object(canvas: &mut Canvas<'_>, colors: &Palette) {
    canvas.polygon(
        &[(-0.08, -0.02), (0.0, 0.01), (0.0, -0.10), (-0.08, -0.125)],
        colors.subject,
    );
    canvas.polygon(
        &[(0.0, 0.01), (0.08, -0.02), (0.08, -0.125), (0.0, -0.10)],
        blend(colors.subject, colors.dark, 0.35),
    );
    canvas.polygon(
        &[(-0.08, -0.125), (0.0, -0.15), (0.08, -0.125), (0.0, -0.10)],
        blend(colors.subject, colors.light, 0.45),
    );
}
