//! Vehicles from the side.
//!
//! | module | draws |
//! |---|---|
//! | `road` | what has four wheels and more |
//! | `light` | two wheels, diggers and carts |

mod light;
mod road;

pub(crate) use light::bicycle;

use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::Car;
use crate::tone::{mix, veil};
use light::{cart, motorcycle, works};
use road::{boxed, racer, rails, sedan, truck, van};

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
