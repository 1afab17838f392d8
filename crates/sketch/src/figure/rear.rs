//! Vehicles from behind, as the driver's seat sees them. One unit is half the width.

use super::{Coat, Pose};
use crate::canvas::Canvas;
use crate::reading::motif::{Car, Subject};
use crate::tone::{mix, rgb, veil};

/// Draws a vehicle from behind; `brake` 0 to 1 is how bright its lamps are, `spray`
/// how much water its wheels throw.
pub(crate) fn draw(
    c: &mut Canvas<'_>,
    subject: Subject,
    coat: &Coat,
    pose: &Pose,
    brake: f32,
    spray: f32,
) {
    let tall = matches!(
        subject,
        Subject::Car(Car::Truck | Car::Bus | Car::Van | Car::Ambulance | Car::Tram | Car::Train)
    );
    if spray > 0.0 {
        for step in 0_u16..10 {
            let go = (pose.t * 1.5 + f32::from(step) * 0.37).fract();
            let side = if step % 2 == 0 { -1.0 } else { 1.0 };
            c.glow(
                side * (0.8 + 0.9 * go),
                -0.1 - 0.55 * go,
                0.34 + 0.7 * go,
                coat.pale,
                spray * 0.42 * (1.0 - go),
            );
        }
    }
    let shake = 0.02 * pose.swing(2.4, 0.0);
    c.ellipse(0.0, 0.02, 1.15, 0.10, mix(coat.ink, coat.shade, 0.2));
    for side in [-1.0, 1.0] {
        c.slab(side * 0.72 - 0.2, -0.42, 0.4, 0.44, 0.08, coat.ink);
    }
    let mut c = c.at(0.0, shake, 1.0, 1.0);
    let lamp = mix(rgb(0x8A201C), rgb(0xFF503C), brake);
    if tall {
        let load = mix(coat.body, coat.shade, 0.12);
        c.slab(-1.0, -2.5, 2.0, 2.25, 0.06, load);
        c.slab(-1.0, -2.5, 2.0, 0.12, 0.05, coat.lit);
        c.rect(0.86, -2.4, 0.14, 2.1, coat.shade);
        c.rect(-0.012, -2.34, 0.024, 1.9, coat.shade);
        for x in [-0.82, 0.06] {
            c.slab(x, -2.3, 0.76, 1.8, 0.03, mix(load, coat.lit, 0.16));
            c.line(&[(x + 0.66, -1.6), (x + 0.66, -0.7)], 0.03, coat.metal);
        }
        c.polygon(
            &[(-0.7, -1.62), (0.7, -1.62), (0.7, -1.34), (-0.7, -1.34)],
            veil(coat.pale, 0.75),
        );
        c.rect(-0.98, -0.42, 1.96, 0.16, coat.ink);
        for step in 0_u16..8 {
            let tone = if step % 2 == 0 {
                rgb(0xE04838)
            } else {
                coat.pale
            };
            c.rect(
                -0.96 + f32::from(step) * 0.24,
                -0.40,
                0.24,
                0.06,
                mix(tone, coat.ink, 0.15),
            );
        }
        for side in [-1.0, 1.0] {
            c.disc(side * 0.94, -2.42, 0.05, coat.glow);
        }
    } else {
        c.slab(-1.0, -0.92, 2.0, 0.72, 0.18, coat.body);
        c.blob(
            &[
                (-0.84, -0.86),
                (-0.66, -1.36),
                (0.0, -1.44),
                (0.66, -1.36),
                (0.84, -0.86),
                (0.0, -0.82),
            ],
            coat.body,
        );
        c.blob(
            &[
                (-0.66, -0.9),
                (-0.54, -1.26),
                (0.0, -1.33),
                (0.54, -1.26),
                (0.66, -0.9),
                (0.0, -0.88),
            ],
            coat.glass,
        );
        c.slab(-0.97, -0.42, 1.94, 0.2, 0.08, coat.shade);
        c.slab(-0.24, -0.62, 0.48, 0.15, 0.02, coat.pale);
    }
    for side in [-1.0, 1.0] {
        let y = if tall { -0.56 } else { -0.72 };
        c.slab(side * 0.80 - 0.16, y, 0.32, 0.14, 0.04, lamp);
        c.glow(
            side * 0.80,
            y + 0.07,
            0.5,
            rgb(0xFF4A36),
            0.25 + 0.55 * brake,
        );
    }
}
