//! Vehicles from the side.

use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::Car;
use crate::tone::{mix, rgb, veil};

/// A wheel that has rolled this far.
pub(crate) fn wheel(c: &mut Canvas<'_>, (x, y): Pt, r: f32, rolled: f32, coat: &Coat) {
    c.disc(x, y, r, coat.ink);
    c.disc(x, y, r * 0.6, mix(coat.metal, coat.shade, 0.25));
    for step in 0_u16..3 {
        let (sin, cos) = (rolled / r + f32::from(step) * 1.047).sin_cos();
        c.line(
            &[
                (x - cos * r * 0.5, y - sin * r * 0.5),
                (x + cos * r * 0.5, y + sin * r * 0.5),
            ],
            r * 0.14,
            coat.ink,
        );
    }
    c.disc(x, y, r * 0.17, coat.metal);
}

fn rolled(pose: &Pose) -> f32 {
    pose.stride * 0.62
}

pub(crate) fn draw(c: &mut Canvas<'_>, car: Car, coat: &Coat, pose: &Pose) {
    let shake = 0.006 * pose.swing(2.3, 0.0);
    match car {
        Car::Bicycle => return bicycle(c, coat, pose),
        Car::Motorcycle => return motorcycle(c, coat, pose),
        Car::Train | Car::Tram => return rails(c, car, coat, pose),
        Car::Tractor | Car::Excavator | Car::Forklift => return works(c, car, coat, pose),
        Car::Cart => return cart(c, coat, pose),
        _ => {}
    }
    let (long, wheels): (f32, &[f32]) = match car {
        Car::Truck => (1.75, &[-1.25, -0.95, 1.1]),
        Car::Bus => (1.7, &[-1.0, 1.05]),
        Car::Van | Car::Ambulance => (1.15, &[-0.72, 0.74]),
        Car::Racer => (1.25, &[-0.85, 0.85]),
        _ => (1.1, &[-0.68, 0.7]),
    };
    let r = if car == Car::Truck || car == Car::Bus {
        0.19
    } else {
        0.165
    };
    if coat.dark {
        let (x, y) = (
            long,
            if car == Car::Bus || car == Car::Truck {
                -0.36
            } else {
                -0.40
            },
        );
        c.polygon(
            &[
                (x, y - 0.03),
                (x + 1.3, y - 0.12),
                (x + 1.3, y + 0.36),
                (x, y + 0.03),
            ],
            veil(coat.glow, 0.22),
        );
        c.glow(x, y, 0.3, coat.glow, 0.6);
    }
    let mut body = c.at(0.0, shake, 1.0, 1.0);
    match car {
        Car::Truck => truck(&mut body, coat),
        Car::Bus => boxed(&mut body, coat, long, 1.0, 6),
        Car::Van | Car::Ambulance => van(&mut body, car, coat),
        Car::Racer => racer(&mut body, coat),
        _ => sedan(&mut body, car, coat, pose),
    }
    for x in wheels {
        c.disc(*x, -r * 1.05, r * 1.18, mix(coat.shade, coat.ink, 0.7));
        wheel(c, (*x, -r), r, rolled(pose), coat);
    }
}

fn sedan(c: &mut Canvas<'_>, car: Car, coat: &Coat, pose: &Pose) {
    c.blob(
        &[
            (-1.1, -0.22),
            (-1.12, -0.42),
            (-0.95, -0.54),
            (-0.6, -0.58),
            (0.5, -0.57),
            (0.95, -0.48),
            (1.12, -0.36),
            (1.1, -0.2),
            (0.0, -0.14),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.82, -0.54),
            (-0.55, -0.84),
            (-0.1, -0.90),
            (0.28, -0.84),
            (0.62, -0.55),
            (0.0, -0.52),
        ],
        coat.body,
    );
    c.blob(
        &[
            (-0.66, -0.57),
            (-0.48, -0.78),
            (-0.2, -0.83),
            (-0.10, -0.82),
            (-0.10, -0.57),
        ],
        coat.glass,
    );
    c.blob(
        &[(-0.03, -0.57), (-0.03, -0.83), (0.22, -0.79), (0.46, -0.57)],
        coat.glass,
    );
    c.polygon(
        &[
            (-0.40, -0.58),
            (-0.25, -0.80),
            (-0.17, -0.80),
            (-0.32, -0.58),
        ],
        veil(coat.lit, 0.5),
    );
    c.blob(
        &[
            (-1.1, -0.24),
            (-1.0, -0.32),
            (0.0, -0.30),
            (1.0, -0.30),
            (1.1, -0.22),
            (0.0, -0.14),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (-0.95, -0.53, 0.014),
            (0.0, -0.565, 0.016),
            (0.9, -0.48, 0.012),
        ],
        coat.lit,
    );
    c.line(&[(-0.07, -0.56), (-0.09, -0.26)], 0.010, coat.shade);
    c.slab(0.99, -0.43, 0.1, 0.08, 0.03, mix(coat.glow, coat.pale, 0.5));
    c.slab(-1.11, -0.46, 0.07, 0.09, 0.02, rgb(0xD83A30));
    match car {
        Car::Taxi => {
            c.slab(
                -0.2,
                -0.98,
                0.26,
                0.09,
                0.02,
                mix(coat.glow, coat.pale, 0.4),
            );
            for step in 0_u16..14 {
                if step % 2 == 0 {
                    c.rect(-0.9 + f32::from(step) * 0.13, -0.42, 0.065, 0.05, coat.ink);
                } else {
                    c.rect(-0.9 + f32::from(step) * 0.13, -0.37, 0.065, 0.05, coat.ink);
                }
            }
        }
        Car::Police => {
            c.polygon(
                &[(-0.5, -0.57), (0.42, -0.57), (0.5, -0.2), (-0.55, -0.2)],
                mix(coat.ink, rgb(0x2A3C7A), 0.6),
            );
            // The lamps swell in turn, softly.
            for (x, tone, start) in [
                (-0.22, 0xE84040, 0.0),
                (0.02, 0x4070F0, std::f32::consts::PI),
            ] {
                let on = 0.5 + 0.5 * pose.swing(0.9, start);
                c.slab(
                    x,
                    -0.97,
                    0.14,
                    0.08,
                    0.03,
                    mix(coat.ink, rgb(tone), 0.4 + 0.6 * on),
                );
                c.glow(x + 0.07, -0.93, 0.35, rgb(tone), 0.5 * on);
            }
        }
        _ => {}
    }
}

fn racer(c: &mut Canvas<'_>, coat: &Coat) {
    c.blob(
        &[
            (-1.15, -0.2),
            (-1.1, -0.4),
            (-0.5, -0.46),
            (0.2, -0.38),
            (1.2, -0.2),
            (1.25, -0.13),
            (0.0, -0.1),
            (-1.1, -0.12),
        ],
        coat.body,
    );
    c.slab(-1.2, -0.66, 0.32, 0.07, 0.02, coat.shade);
    c.line(&[(-1.05, -0.62), (-1.0, -0.38)], 0.04, coat.ink);
    c.disc(-0.1, -0.48, 0.12, coat.cloth);
    c.slab(-0.05, -0.53, 0.14, 0.07, 0.03, coat.glass);
    c.limb(
        &[(-1.0, -0.4, 0.012), (0.0, -0.4, 0.014), (1.1, -0.2, 0.008)],
        coat.lit,
    );
    c.slab(0.95, -0.13, 0.38, 0.05, 0.02, coat.shade);
}

fn van(c: &mut Canvas<'_>, car: Car, coat: &Coat) {
    c.blob(
        &[
            (-1.15, -0.16),
            (-1.16, -0.9),
            (-1.1, -1.0),
            (0.3, -1.02),
            (0.62, -0.92),
            (0.92, -0.58),
            (1.14, -0.5),
            (1.17, -0.18),
            (0.0, -0.12),
        ],
        coat.body,
    );
    c.polygon(
        &[(-1.14, -0.3), (1.15, -0.3), (1.15, -0.18), (-1.14, -0.18)],
        coat.shade,
    );
    c.blob(
        &[(0.22, -0.56), (0.24, -0.88), (0.52, -0.86), (0.80, -0.57)],
        coat.glass,
    );
    c.slab(-0.28, -0.88, 0.4, 0.32, 0.04, coat.glass);
    c.slab(1.06, -0.46, 0.1, 0.1, 0.03, mix(coat.glow, coat.pale, 0.5));
    c.limb(&[(-1.1, -0.98, 0.014), (0.3, -1.0, 0.014)], coat.lit);
    if car == Car::Ambulance {
        c.rect(-0.86, -0.78, 0.12, 0.34, rgb(0xD83A30));
        c.rect(-0.97, -0.67, 0.34, 0.12, rgb(0xD83A30));
        c.slab(0.1, -1.1, 0.2, 0.09, 0.03, rgb(0x4A7AF0));
    } else {
        c.rect(-1.14, -0.52, 1.2, 0.07, coat.cloth);
    }
}

fn truck(c: &mut Canvas<'_>, coat: &Coat) {
    let load = mix(coat.pale, coat.metal, 0.25);
    c.rect(-1.75, -1.28, 2.3, 1.0, load);
    c.rect(-1.75, -1.28, 2.3, 0.05, mix(load, coat.lit, 0.5));
    c.rect(-1.75, -0.42, 2.3, 0.14, mix(load, coat.shade, 0.4));
    c.polygon(
        &[(-1.4, -1.0), (0.2, -1.0), (0.05, -0.62), (-1.55, -0.62)],
        coat.body,
    );
    c.rect(-1.75, -0.30, 3.4, 0.10, coat.ink);
    c.blob(
        &[
            (0.62, -0.2),
            (0.62, -1.12),
            (0.75, -1.2),
            (1.25, -1.16),
            (1.52, -0.78),
            (1.74, -0.66),
            (1.78, -0.24),
            (1.2, -0.16),
        ],
        coat.body,
    );
    c.blob(
        &[(1.0, -0.72), (1.02, -1.06), (1.24, -1.05), (1.46, -0.72)],
        coat.glass,
    );
    c.polygon(
        &[(0.62, -0.36), (1.77, -0.36), (1.77, -0.22), (0.62, -0.22)],
        coat.shade,
    );
    c.slab(1.68, -0.5, 0.1, 0.11, 0.03, mix(coat.glow, coat.pale, 0.5));
    c.slab(-1.77, -0.42, 0.06, 0.1, 0.01, rgb(0xD83A30));
    c.line(&[(0.58, -0.4), (0.58, -1.42)], 0.06, coat.metal);
}

/// A long box with windows.
fn boxed(c: &mut Canvas<'_>, coat: &Coat, long: f32, high: f32, windows: u16) {
    c.slab(
        -long,
        -high - 0.18,
        long * 2.0,
        high + 0.04,
        0.12,
        coat.body,
    );
    c.rect(-long, -0.38, long * 2.0, 0.2, coat.shade);
    c.slab(
        -long + 0.02,
        -high - 0.17,
        long * 2.0 - 0.04,
        0.05,
        0.02,
        coat.lit,
    );
    let gap = (long * 2.0 - 0.5) / f32::from(windows);
    for step in 0..windows {
        let x = -long + 0.12 + f32::from(step) * gap;
        let pane = if coat.dark {
            mix(coat.glow, coat.glass, 0.25)
        } else {
            coat.glass
        };
        c.slab(x, -high - 0.02, gap * 0.84, high * 0.40, 0.04, pane);
        c.disc(
            x + gap * 0.4,
            -high + high * 0.30,
            0.07,
            mix(coat.ink, pane, 0.4),
        );
    }
    c.slab(long - 0.3, -high - 0.02, 0.28, high * 0.5, 0.05, coat.glass);
    c.slab(
        long - 0.06,
        -0.46,
        0.07,
        0.11,
        0.03,
        mix(coat.glow, coat.pale, 0.5),
    );
}

fn rails(c: &mut Canvas<'_>, car: Car, coat: &Coat, pose: &Pose) {
    let shake = 0.004 * pose.swing(2.1, 0.0);
    let roll = rolled(pose);
    if car == Car::Tram {
        for x in [-1.2, -0.9, 0.9, 1.2] {
            wheel(c, (x, -0.10), 0.10, roll, coat);
        }
        c.line(
            &[(-0.2, -1.2), (0.05, -1.42), (-0.15, -1.62)],
            0.02,
            coat.ink,
        );
        c.line(&[(-0.3, -1.63), (0.02, -1.63)], 0.02, coat.ink);
        boxed(&mut c.at(0.0, shake, 1.0, 1.0), coat, 1.6, 1.0, 6);
        return;
    }
    // A locomotive with two carriages.
    for back in [-3.2, -1.75] {
        for x in [-0.5, -0.3, 0.3, 0.5] {
            wheel(c, (back + x, -0.11), 0.11, roll, coat);
        }
        boxed(
            &mut c.at(back, shake, 1.0, 1.0),
            &Coat {
                body: coat.cloth,
                ..*coat
            },
            0.7,
            0.78,
            3,
        );
    }
    let mut body = c.at(0.0, shake, 1.0, 1.0);
    body.slab(-0.9, -1.12, 0.62, 0.98, 0.04, coat.body);
    body.slab(-0.98, -1.2, 0.8, 0.1, 0.04, coat.shade);
    body.slab(-0.78, -1.0, 0.36, 0.3, 0.03, coat.glass);
    body.slab(-0.3, -0.82, 1.2, 0.58, 0.22, coat.body);
    body.slab(-0.3, -0.80, 1.18, 0.12, 0.06, coat.lit);
    body.rect(-0.9, -0.30, 1.9, 0.12, coat.ink);
    body.polygon(
        &[(0.56, -0.8), (0.52, -1.16), (0.78, -1.16), (0.74, -0.8)],
        coat.ink,
    );
    body.slab(0.06, -0.92, 0.2, 0.16, 0.06, coat.shade);
    body.polygon(&[(0.9, -0.3), (1.2, -0.04), (0.9, -0.04)], coat.shade);
    body.disc(0.92, -0.6, 0.07, mix(coat.glow, coat.pale, 0.5));
    for (x, r) in [(-0.6, 0.22), (-0.12, 0.22), (0.36, 0.22), (0.74, 0.13)] {
        wheel(c, (x, -r), r, roll, coat);
    }
    let (sin, cos) = (roll / 0.22).sin_cos();
    c.line(
        &[
            (-0.6 + cos * 0.11, -0.22 + sin * 0.11),
            (0.36 + cos * 0.11, -0.22 + sin * 0.11),
        ],
        0.04,
        coat.metal,
    );
    for step in 0_u16..6 {
        let go = (pose.t * 0.45 + f32::from(step) / 6.0).fract();
        c.disc(
            0.66 - go * 2.4,
            -1.2 - go * 0.6,
            0.08 + 0.24 * go,
            veil(coat.pale, 0.7 * (1.0 - go)),
        );
    }
}

pub(crate) fn bicycle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let roll = pose.stride * 0.55;
    for x in [-0.32, 0.36] {
        for step in 0_u16..5 {
            let (sin, cos) = (roll / 0.2 + f32::from(step) * 0.628).sin_cos();
            c.line(
                &[
                    (x - cos * 0.19, -0.21 - sin * 0.19),
                    (x + cos * 0.19, -0.21 + sin * 0.19),
                ],
                0.005,
                coat.metal,
            );
        }
        let ring: Vec<Pt> = (0_u16..=20)
            .map(|s| {
                let (sin, cos) = (f32::from(s) * 0.314_16).sin_cos();
                (x + cos * 0.2, -0.21 + sin * 0.2)
            })
            .collect();
        c.line(&ring, 0.026, coat.ink);
    }
    c.line(
        &[
            (-0.32, -0.21),
            (-0.16, -0.52),
            (0.24, -0.54),
            (0.0, -0.20),
            (-0.32, -0.21),
        ],
        0.028,
        coat.body,
    );
    c.line(&[(0.0, -0.20), (-0.18, -0.58)], 0.026, coat.body);
    c.line(
        &[(0.36, -0.21), (0.25, -0.62), (0.33, -0.66)],
        0.026,
        coat.body,
    );
    c.slab(-0.26, -0.61, 0.17, 0.04, 0.02, coat.ink);
    let a = pose.stride * 7.0;
    c.line(
        &[
            (0.10 * a.cos(), -0.20 + 0.10 * a.sin()),
            (-0.10 * a.cos(), -0.20 - 0.10 * a.sin()),
        ],
        0.02,
        coat.metal,
    );
}

fn motorcycle(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    if coat.dark {
        c.polygon(
            &[(0.55, -0.52), (1.5, -0.6), (1.5, -0.1), (0.55, -0.44)],
            veil(coat.glow, 0.22),
        );
    }
    for x in [-0.5, 0.52] {
        wheel(c, (x, -0.2), 0.2, rolled(pose), coat);
    }
    c.line(
        &[(0.52, -0.2), (0.36, -0.62), (0.26, -0.68)],
        0.04,
        coat.metal,
    );
    c.blob(
        &[
            (-0.6, -0.42),
            (-0.5, -0.52),
            (0.0, -0.46),
            (0.3, -0.58),
            (0.4, -0.46),
            (0.2, -0.22),
            (-0.25, -0.2),
        ],
        coat.body,
    );
    c.blob(
        &[(-0.02, -0.47), (0.28, -0.58), (0.32, -0.48), (0.05, -0.42)],
        coat.lit,
    );
    c.limb(&[(-0.52, -0.52, 0.03), (-0.05, -0.48, 0.045)], coat.ink);
    c.slab(-0.14, -0.3, 0.3, 0.16, 0.04, coat.metal);
    c.line(&[(-0.1, -0.14), (-0.7, -0.18)], 0.05, coat.metal);
    c.disc(0.46, -0.5, 0.06, coat.glow);
    // A rider leans over the tank.
    c.limb(
        &[
            (-0.2, -0.52, 0.09),
            (0.05, -0.36, 0.07),
            (-0.05, -0.18, 0.05),
        ],
        coat.cloth,
    );
    c.limb(
        &[
            (-0.22, -0.54, 0.1),
            (-0.08, -0.8, 0.12),
            (0.02, -0.92, 0.09),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (0.0, -0.88, 0.05),
            (0.16, -0.74, 0.045),
            (0.28, -0.68, 0.03),
        ],
        coat.cloth,
    );
    c.disc(0.08, -1.04, 0.115, coat.body);
    c.slab(0.10, -1.08, 0.1, 0.08, 0.03, coat.glass);
}

fn works(c: &mut Canvas<'_>, car: Car, coat: &Coat, pose: &Pose) {
    let reach = pose.swing(0.22, 0.0);
    match car {
        Car::Tractor => {
            c.slab(-0.1, -0.62, 0.86, 0.36, 0.06, coat.body);
            c.slab(-0.1, -0.62, 0.84, 0.08, 0.04, coat.lit);
            c.slab(-0.62, -1.06, 0.52, 0.7, 0.05, coat.shade);
            c.slab(-0.56, -1.0, 0.4, 0.34, 0.04, coat.glass);
            c.slab(-0.68, -1.12, 0.64, 0.08, 0.03, coat.body);
            c.line(&[(0.4, -0.62), (0.4, -0.92)], 0.045, coat.ink);
            for step in 0_u16..3 {
                let go = (pose.t * 0.7 + f32::from(step) / 3.0).fract();
                c.disc(
                    0.4 - go * 0.25,
                    -0.95 - go * 0.4,
                    0.03 + 0.08 * go,
                    veil(coat.metal, 0.5 * (1.0 - go)),
                );
            }
            wheel(c, (-0.42, -0.34), 0.34, rolled(pose), coat);
            wheel(c, (0.56, -0.2), 0.2, rolled(pose), coat);
        }
        Car::Forklift => {
            let lift = 0.3 + 0.2 * reach;
            c.rect(0.52, -1.3, 0.06, 1.24, coat.ink);
            c.rect(0.64, -1.3, 0.05, 1.24, coat.shade);
            c.rect(0.62, -0.1 - lift, 0.6, 0.045, coat.ink);
            c.rect(
                0.72,
                -0.54 - lift,
                0.42,
                0.44,
                mix(coat.hair, coat.glow, 0.55),
            );
            c.rect(0.9, -0.54 - lift, 0.05, 0.44, coat.pale);
            c.slab(-0.66, -0.56, 1.16, 0.44, 0.1, coat.body);
            c.slab(-0.66, -0.56, 1.14, 0.1, 0.05, coat.lit);
            c.line(
                &[(-0.44, -0.56), (-0.4, -1.2), (0.3, -1.2), (0.42, -0.56)],
                0.045,
                coat.ink,
            );
            c.disc(-0.06, -0.98, 0.1, coat.skin);
            c.blob(
                &[(-0.18, -1.0), (-0.1, -1.1), (0.04, -1.1), (0.08, -1.0)],
                coat.glow,
            );
            c.limb(&[(-0.1, -0.86, 0.1), (-0.12, -0.58, 0.12)], coat.cloth);
            wheel(c, (-0.42, -0.15), 0.15, rolled(pose), coat);
            wheel(c, (0.32, -0.17), 0.17, rolled(pose), coat);
        }
        _ => {
            c.slab(-0.8, -0.26, 1.5, 0.26, 0.13, coat.ink);
            for step in 0_u16..5 {
                c.disc(-0.64 + f32::from(step) * 0.3, -0.13, 0.08, coat.metal);
            }
            c.slab(-0.8, -0.66, 0.9, 0.38, 0.06, coat.body);
            c.slab(-0.16, -1.06, 0.5, 0.72, 0.06, coat.body);
            c.slab(-0.08, -0.98, 0.38, 0.4, 0.04, coat.glass);
            let elbow = (1.0, -1.42 + 0.08 * reach);
            let wrist = (1.52, -0.72 - 0.2 * reach);
            c.limb(
                &[
                    (0.26, -0.6, 0.09),
                    (0.6, -1.22, 0.085),
                    (elbow.0, elbow.1, 0.06),
                ],
                coat.body,
            );
            c.limb(
                &[
                    (elbow.0 - 0.1, elbow.1 - 0.05, 0.05),
                    (wrist.0, wrist.1, 0.05),
                ],
                coat.shade,
            );
            c.turned(wrist.0, wrist.1, 30.0 * reach).blob(
                &[
                    (wrist.0 - 0.1, wrist.1),
                    (wrist.0 + 0.1, wrist.1 - 0.02),
                    (wrist.0 + 0.12, wrist.1 + 0.24),
                    (wrist.0 - 0.08, wrist.1 + 0.34),
                    (wrist.0 - 0.22, wrist.1 + 0.22),
                ],
                coat.ink,
            );
        }
    }
}

fn cart(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    c.polygon(
        &[(-0.6, -0.62), (0.5, -0.62), (0.42, -0.26), (-0.52, -0.26)],
        coat.body,
    );
    c.rect(-0.62, -0.66, 1.14, 0.05, coat.shade);
    c.line(&[(0.46, -0.4), (0.95, -0.5)], 0.04, coat.hair);
    for x in [-0.35, 0.02] {
        c.slab(x, -0.84, 0.28, 0.2, 0.03, mix(coat.hair, coat.glow, 0.5));
    }
    for x in [-0.34, 0.28] {
        wheel(c, (x, -0.2), 0.2, rolled(pose), coat);
    }
}
