//! Wings: birds flying and standing, bats, dragons and two-legged dinosaurs.
//!
//! | module | draws |
//! |---|---|
//! | `stand` | birds on their feet |

mod stand;

use super::{Coat, Pose};
use crate::canvas::Canvas;
use crate::reading::motif::{Bird, Deed};
use crate::tone::mix;
use stand::{biped, standing};

/// Whether a bird is in the air.
pub(crate) fn flies(bird: Bird, deed: Deed) -> bool {
    let can = !matches!(
        bird,
        Bird::Penguin | Bird::Ostrich | Bird::Hen | Bird::Raptorsaur
    );
    can && match bird {
        Bird::Owl | Bird::Duck | Bird::Wader => deed == Deed::Fly && bird != Bird::Duck,
        _ => !matches!(
            deed,
            Deed::Sit | Deed::Sleep | Deed::Wait | Deed::Walk | Deed::Look
        ),
    }
}

pub(crate) fn draw(c: &mut Canvas<'_>, bird: Bird, coat: &Coat, pose: &Pose) {
    if flies(bird, pose.deed) {
        flying(c, bird, coat, pose);
    } else if bird == Bird::Raptorsaur || bird == Bird::Dragon {
        biped(c, coat, pose);
    } else {
        standing(c, bird, coat, pose);
    }
}

fn flying(c: &mut Canvas<'_>, bird: Bird, coat: &Coat, pose: &Pose) {
    let (rate, span) = match bird {
        Bird::Raptor | Bird::Dragon => (0.9, 0.78),
        Bird::Gull | Bird::Wader => (1.3, 0.74),
        Bird::Owl => (1.4, 0.62),
        _ => (2.5, 0.56),
    };
    // Some strokes, then a glide.
    let glide = (0.5 + 0.5 * pose.swing(0.22, 1.0)).powi(2) * 0.7;
    let flap = pose.swing(rate, 0.0) * (1.0 - glide) + 0.22 * glide;
    let leather = matches!(bird, Bird::Bat | Bird::Dragon);
    let y = -0.3 + 0.04 * -flap;
    let mut c = c.at(0.0, y, 1.0, 1.0);
    let tip = |back: f32| (-0.12 - 0.16 * back, -span * flap);
    let bent = |k: f32| (0.10 - 0.02 * k, -span * 0.52 * (flap * 0.7 + 0.34));
    wing(&mut c, tip(0.9), bent(0.5), coat.shade, leather, 0.85);
    let long = if bird == Bird::Dragon { 0.62 } else { 0.24 };
    c.limb(
        &[
            (-0.16, 0.0, 0.05),
            (-0.16 - long * 0.5, 0.02, 0.036),
            (-0.16 - long, 0.0, if leather { 0.006 } else { 0.07 }),
        ],
        coat.shade,
    );
    c.limb(
        &[
            (-0.20, 0.0, 0.03),
            (0.0, 0.01, 0.088),
            (0.16, -0.01, 0.066),
            (0.27, -0.045, 0.048),
        ],
        coat.body,
    );
    if bird == Bird::Wader {
        c.limb(
            &[
                (0.2, -0.03, 0.035),
                (0.45, -0.05, 0.02),
                (0.52, -0.06, 0.03),
            ],
            coat.body,
        );
        c.limb(&[(-0.2, 0.03, 0.012), (-0.6, 0.05, 0.008)], coat.shade);
    }
    c.limb(
        &[(-0.1, 0.05, 0.02), (0.05, 0.065, 0.04), (0.18, 0.03, 0.026)],
        if leather {
            coat.shade
        } else {
            mix(coat.pale, coat.body, 0.25)
        },
    );
    let (hx, hy) = if bird == Bird::Wader {
        (0.54, -0.07)
    } else {
        (0.29, -0.06)
    };
    c.disc(
        hx,
        hy,
        0.062,
        if bird == Bird::Raptor {
            coat.pale
        } else {
            coat.body
        },
    );
    c.limb(
        &[
            (hx + 0.04, hy, 0.026),
            (hx + 0.10, hy + 0.012, 0.014),
            (hx + 0.14, hy + 0.025, 0.003),
        ],
        if bird == Bird::Gull || bird == Bird::Raptor {
            coat.glow
        } else {
            coat.ink
        },
    );
    c.disc(hx + 0.024, hy - 0.014, 0.011, coat.ink);
    if bird == Bird::Dragon {
        c.limb(
            &[(hx - 0.02, hy - 0.04, 0.02), (hx - 0.14, hy - 0.13, 0.003)],
            coat.shade,
        );
        c.limb(
            &[(hx + 0.02, hy, 0.05), (hx + 0.16, hy + 0.03, 0.03)],
            coat.body,
        );
    }
    wing(&mut c, tip(0.4), bent(0.0), coat.lit, leather, 1.0);
}

fn wing(
    c: &mut Canvas<'_>,
    tip: (f32, f32),
    bend: (f32, f32),
    tone: tiny_skia::Color,
    leather: bool,
    k: f32,
) {
    let (tx, ty) = (tip.0 * k, tip.1 * k);
    let (bx, by) = (bend.0 * k, bend.1 * k);
    let points = [
        (0.14, -0.03),
        (bx + 0.10, by - 0.02),
        (tx, ty),
        (tx - 0.07, ty + 0.05 * ty.signum()),
        ((tx + bx) * 0.5 - 0.16, (ty + by) * 0.42),
        (-0.16, 0.0),
    ];
    if leather {
        c.polygon(&points, tone);
        c.line(
            &[(0.1, -0.02), (bx + 0.1, by - 0.02), (tx, ty)],
            0.02,
            mix(tone, tiny_skia::Color::BLACK, 0.3),
        );
    } else {
        c.blob(&points, tone);
    }
}
