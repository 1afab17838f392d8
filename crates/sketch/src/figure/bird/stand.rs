//! Birds on their feet.

use crate::canvas::{Canvas, joint};
use crate::figure::gait::step;
use crate::figure::{Coat, Pose};
use crate::reading::motif::{Bird, Deed};
use crate::tone::mix;

pub(super) fn standing(c: &mut Canvas<'_>, bird: Bird, coat: &Coat, pose: &Pose) {
    let goes = pose.moves();
    let (leg, body) = match bird {
        Bird::Wader => (0.42, 0.17),
        Bird::Ostrich => (0.46, 0.24),
        Bird::Penguin => (0.05, 0.24),
        Bird::Duck => (0.10, 0.2),
        Bird::Hen => (0.17, 0.22),
        Bird::Owl => (0.06, 0.23),
        _ => (0.13, 0.17),
    };
    let afloat = bird == Bird::Duck && pose.deed == Deed::Swim;
    let waddle = if goes {
        4.0 * (pose.stride * std::f32::consts::TAU).sin()
    } else {
        1.2 * pose.swing(0.4, 0.0)
    };
    let hip = -leg;
    let foot_tone = if bird == Bird::Owl {
        coat.shade
    } else {
        mix(coat.glow, coat.shade, 0.25)
    };
    if !afloat {
        for (start, dx, tone) in [
            (0.5, -0.03, mix(foot_tone, coat.ink, 0.3)),
            (0.0, 0.03, foot_tone),
        ] {
            let s = if goes {
                step(
                    pose.stride + start,
                    0.10 + leg * 0.2,
                    0.06 + leg * 0.15,
                    0.6,
                )
            } else {
                step(0.3, 0.0, 0.0, 1.0)
            };
            let foot = (dx + s.ahead, -s.lift);
            let knee = joint((dx, hip), foot, leg * 0.54, leg * 0.54, -1.0);
            c.line(&[(dx, hip), knee, foot], 0.026, tone);
            c.line(
                &[
                    (foot.0 - 0.03, foot.1 - 0.008),
                    (foot.0 + 0.07, foot.1 - 0.008),
                ],
                0.02,
                tone,
            );
        }
    }
    let mut c = c.turned(0.0, hip, waddle);
    let pale = mix(coat.pale, coat.body, 0.08);
    let peck = 0.02 * pose.swing(0.5, 0.0);
    match bird {
        Bird::Penguin | Bird::Owl => {
            let h = body * 2.9;
            c.blob(
                &[
                    (-0.16, hip + 0.02),
                    (-0.19, hip - h * 0.4),
                    (-0.13, hip - h * 0.78),
                    (0.0, hip - h * 0.94),
                    (0.13, hip - h * 0.8),
                    (0.17, hip - h * 0.4),
                    (0.12, hip + 0.02),
                ],
                coat.body,
            );
            c.blob(
                &[
                    (-0.02, hip + 0.01),
                    (0.0, hip - h * 0.35),
                    (0.03, hip - h * 0.64),
                    (0.13, hip - h * 0.66),
                    (0.16, hip - h * 0.4),
                    (0.11, hip + 0.01),
                ],
                pale,
            );
            c.disc(0.02, hip - h * 0.88, 0.125, coat.body);
            if bird == Bird::Owl {
                for x in [-0.03, 0.09] {
                    c.disc(x, hip - h * 0.9, 0.062, pale);
                    c.disc(x + 0.006, hip - h * 0.9, 0.03, coat.ink);
                }
                for x in [-0.08, 0.12] {
                    c.polygon(
                        &[
                            (x - 0.04, hip - h * 0.98),
                            (x, hip - h * 1.16),
                            (x + 0.04, hip - h * 0.98),
                        ],
                        coat.shade,
                    );
                }
                c.polygon(
                    &[
                        (0.0, hip - h * 0.86),
                        (0.06, hip - h * 0.86),
                        (0.03, hip - h * 0.76),
                    ],
                    coat.glow,
                );
            } else {
                c.blob(
                    &[
                        (0.06, hip - h * 0.84),
                        (0.13, hip - h * 0.92),
                        (0.13, hip - h * 0.8),
                    ],
                    pale,
                );
                c.polygon(
                    &[
                        (0.12, hip - h * 0.93),
                        (0.26, hip - h * 0.87),
                        (0.12, hip - h * 0.85),
                    ],
                    coat.glow,
                );
                c.disc(0.07, hip - h * 0.92, 0.016, coat.ink);
            }
            let flap = 0.05 * pose.swing(0.7, 0.0) + if goes { 0.06 } else { 0.0 };
            c.limb(
                &[
                    (-0.08, hip - h * 0.66, 0.04),
                    (-0.14 - flap, hip - h * 0.36, 0.042),
                    (-0.15 - flap * 1.6, hip - h * 0.1, 0.012),
                ],
                coat.shade,
            );
        }
        _ => {
            let long = matches!(bird, Bird::Wader | Bird::Ostrich);
            let y = hip - body * 0.6;
            let swan = bird == Bird::Duck;
            c.limb(
                &[
                    (-0.16, y - 0.02, 0.06),
                    (-0.3, y - 0.08, 0.05),
                    (-0.36, y - if bird == Bird::Hen { 0.22 } else { 0.07 }, 0.03),
                ],
                coat.shade,
            );
            c.blob(
                &[
                    (-0.26, y - 0.05),
                    (-0.05, y - body * 0.72),
                    (0.16, y - body * 0.55),
                    (0.24, y - 0.02),
                    (0.12, y + body * 0.55),
                    (-0.1, y + body * 0.6),
                ],
                coat.body,
            );
            c.blob(
                &[
                    (-0.2, y - 0.02),
                    (0.0, y - body * 0.5),
                    (0.12, y - 0.05),
                    (0.0, y + body * 0.3),
                ],
                coat.shade,
            );
            let (hx, hy) = if long {
                (0.34, y - 0.42 + peck)
            } else if swan {
                (0.26, y - 0.36 + peck)
            } else {
                (0.23, y - body * 0.95 + peck)
            };
            c.limb(
                &[
                    (0.15, y - 0.04, body * 0.34),
                    (
                        0.26,
                        (y + hy) * 0.5 - 0.02,
                        if long || swan { 0.036 } else { 0.07 },
                    ),
                    (hx - 0.02, hy, 0.045),
                ],
                coat.body,
            );
            c.disc(hx, hy, 0.066, coat.body);
            c.limb(
                &[
                    (hx + 0.045, hy + 0.005, 0.022),
                    (hx + 0.14, hy + 0.022, 0.010),
                ],
                coat.glow,
            );
            c.disc(hx + 0.02, hy - 0.016, 0.013, coat.ink);
            if bird == Bird::Hen {
                c.blob(
                    &[
                        (hx - 0.05, hy - 0.05),
                        (hx - 0.03, hy - 0.12),
                        (hx + 0.01, hy - 0.08),
                        (hx + 0.04, hy - 0.12),
                        (hx + 0.05, hy - 0.04),
                    ],
                    coat.cloth,
                );
            }
        }
    }
}

/// A dinosaur that runs on two legs.
pub(super) fn biped(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose) {
    let goes = pose.moves() || pose.deed == Deed::Fly;
    let bob = if goes {
        0.02 * (pose.stride * 2.0 * std::f32::consts::TAU).sin()
    } else {
        0.008 * pose.swing(0.4, 0.0)
    };
    let hip = (-0.02, -0.46 + bob);
    for (start, tone) in [(0.5, coat.shade), (0.0, coat.body)] {
        if start < 0.1 {
            let wag = 0.06 * pose.swing(0.6, 0.0);
            c.limb(
                &[
                    (0.05, -0.52 + bob, 0.13),
                    (-0.28, -0.50 + bob, 0.09),
                    (-0.58, -0.50 + wag, 0.045),
                    (-0.85, -0.56 + wag * 1.6, 0.006),
                ],
                coat.body,
            );
            c.limb(
                &[
                    (-0.14, -0.52 + bob, 0.13),
                    (0.16, -0.54 + bob, 0.14),
                    (0.32, -0.72 + bob, 0.085),
                    (0.38, -0.84 + bob, 0.08),
                ],
                coat.body,
            );
            c.limb(
                &[
                    (0.02, -0.42 + bob, 0.05),
                    (0.2, -0.46 + bob, 0.05),
                    (0.32, -0.62 + bob, 0.03),
                ],
                mix(coat.pale, coat.body, 0.45),
            );
            let jaw = 0.02 + 0.03 * pose.swing(0.5, 0.0).max(0.0);
            c.blob(
                &[
                    (0.48, -0.82 + bob),
                    (0.66, -0.80 + jaw + bob),
                    (0.64, -0.76 + jaw + bob),
                    (0.42, -0.77 + bob),
                ],
                coat.shade,
            );
            c.blob(
                &[
                    (0.28, -0.86 + bob),
                    (0.36, -0.98 + bob),
                    (0.5, -0.98 + bob),
                    (0.7, -0.90 + bob),
                    (0.69, -0.83 + bob),
                    (0.44, -0.80 + bob),
                    (0.32, -0.78 + bob),
                ],
                coat.body,
            );
            c.disc(0.46, -0.92 + bob, 0.02, coat.glow);
            c.disc(0.465, -0.92 + bob, 0.01, coat.ink);
            c.limb(
                &[
                    (0.26, -0.58 + bob, 0.03),
                    (0.36, -0.50 + bob, 0.02),
                    (0.41, -0.53 + bob, 0.012),
                ],
                coat.shade,
            );
            for step in 0_u16..6 {
                let x = -0.42 + f32::from(step) * 0.12;
                c.polygon(
                    &[
                        (x, -0.60 + bob),
                        (x + 0.03, -0.70 + bob),
                        (x + 0.08, -0.62 + bob),
                    ],
                    coat.shade,
                );
            }
        }
        let s = if goes {
            step(pose.stride + start, 0.22, 0.14, 0.56)
        } else {
            step(0.2 + start * 0.4, 0.08, 0.0, 1.0)
        };
        let foot = (hip.0 + s.ahead, -s.lift - 0.02);
        let knee = joint((hip.0, hip.1 + 0.04), foot, 0.24, 0.26, 1.0);
        c.limb(
            &[
                (hip.0, hip.1, 0.12),
                ((hip.0 + knee.0) / 2.0, (hip.1 + knee.1) / 2.0, 0.085),
                (knee.0, knee.1, 0.05),
            ],
            tone,
        );
        c.limb(
            &[
                (knee.0, knee.1, 0.05),
                (foot.0 - 0.03, foot.1 - 0.06, 0.03),
                (foot.0, foot.1, 0.03),
                (foot.0 + 0.1, foot.1 + 0.008, 0.02),
            ],
            tone,
        );
    }
}
