//! Heads, ears and horns.

use crate::canvas::{Canvas, Pt};
use crate::figure::breeds::{Breed, Ear, Mark};
use crate::figure::{Coat, Pose};
use crate::reading::motif::Beast;
use crate::tone::mix;

pub(super) fn head(
    c: &mut Canvas<'_>,
    beast: Beast,
    b: &Breed,
    coat: &Coat,
    pose: &Pose,
    (x, y): Pt,
) {
    let (r, snout) = b.head;
    let twitch = 0.012 * pose.swing(0.8, 0.6).max(0.0);
    let skull = if b.mark == Mark::Wool {
        mix(coat.ink, coat.body, 0.2)
    } else {
        coat.body
    };
    ears(c, b, coat, (x - r * 0.42, y), r, twitch, true);
    horns(c, b, coat, (x, y - r * 0.8), r);
    let drop = if b.hoof { snout * 0.5 } else { snout * 0.22 };
    let tip = (x + r * 0.55 + snout, y + r * 0.25 + drop);
    c.blob(
        &[
            (x - r, y + r * 0.1),
            (x - r * 0.6, y - r * 0.82),
            (x + r * 0.25, y - r * 0.86),
            (x + r * 0.85, y - r * 0.2),
            (tip.0, tip.1 - r * 0.32),
            (tip.0 + r * 0.06, tip.1 + r * 0.04),
            (tip.0 - snout * 0.3, tip.1 + r * 0.24),
            (x + r * 0.3, y + r * 0.86),
            (x - r * 0.6, y + r * 0.82),
        ],
        skull,
    );
    match b.mark {
        Mark::Fox | Mark::Ruff => {
            c.blob(
                &[
                    (x - r * 0.2, y + r * 0.62),
                    (x + r * 0.45, y + r * 0.12),
                    (tip.0 - snout * 0.3, tip.1 - r * 0.02),
                    (tip.0, tip.1 + r * 0.03),
                    (tip.0 - snout * 0.4, tip.1 + r * 0.24),
                    (x + r * 0.2, y + r * 0.86),
                ],
                coat.pale,
            );
        }
        Mark::Panda => c.ellipse(x + r * 0.42, y - r * 0.1, r * 0.26, r * 0.32, coat.ink),
        Mark::Trunk => {
            let sway = 0.05 * pose.swing(0.25, 0.0);
            c.limb(
                &[
                    (x + r * 0.6, y + r * 0.2, r * 0.44),
                    (x + r * 1.2, y + r * 1.1, r * 0.30),
                    (x + r * 1.2 + sway, y + r * 2.1, r * 0.21),
                    (x + r * 1.45 + sway * 1.6, y + r * 2.6, r * 0.16),
                ],
                skull,
            );
            c.limb(
                &[
                    (x + r * 0.55, y + r * 0.75, r * 0.13),
                    (x + r * 1.3, y + r * 1.35, r * 0.1),
                    (x + r * 1.8, y + r * 1.1, r * 0.02),
                ],
                coat.pale,
            );
        }
        _ => c.blob(
            &[
                (x + r * 0.1, y - r * 0.7),
                (x + r * 0.75, y - r * 0.22),
                (tip.0 - snout * 0.2, tip.1 - r * 0.24),
                (x + r * 0.5, y - r * 0.1),
            ],
            coat.lit,
        ),
    }
    if b.mark != Mark::Trunk {
        c.ellipse(
            tip.0 - r * 0.02,
            tip.1 - r * 0.20,
            r * 0.15,
            r * 0.13,
            coat.ink,
        );
    }
    // The eye closes now and then.
    let blink = if (pose.t + 0.4).rem_euclid(2.9) < 0.14 {
        0.15
    } else {
        1.0
    };
    let eye = if beast == Beast::Frog {
        (x + r * 0.2, y - r * 0.8)
    } else {
        (x + r * 0.38, y - r * 0.18)
    };
    if beast == Beast::Frog {
        c.disc(eye.0, eye.1, r * 0.32, skull);
    }
    c.ellipse(eye.0, eye.1, r * 0.13, r * 0.15 * blink, coat.ink);
    c.disc(eye.0 + r * 0.05, eye.1 - r * 0.05, r * 0.045, coat.pale);
    ears(c, b, coat, (x - r * 0.12, y), r, twitch, false);
    if beast == Beast::Cat || beast == Beast::Mouse {
        for dy in [-0.05, 0.12] {
            c.line(
                &[
                    (tip.0 - r * 0.2, tip.1),
                    (tip.0 + r * 0.6, tip.1 + dy * r * 4.0),
                ],
                0.005,
                coat.pale,
            );
        }
    }
}

pub(super) fn ears(
    c: &mut Canvas<'_>,
    b: &Breed,
    coat: &Coat,
    (x, y): Pt,
    r: f32,
    twitch: f32,
    far: bool,
) {
    let tone = if far { coat.shade } else { coat.body };
    match b.ear {
        Ear::Pointed => {
            c.polygon(
                &[
                    (x - r * 0.42, y - r * 0.55),
                    (x - r * 0.22 - twitch, y - r * 1.75),
                    (x + r * 0.42, y - r * 0.68),
                ],
                tone,
            );
            if !far {
                c.polygon(
                    &[
                        (x - r * 0.18, y - r * 0.75),
                        (x - r * 0.15 - twitch, y - r * 1.42),
                        (x + r * 0.2, y - r * 0.78),
                    ],
                    coat.shade,
                );
                if b.mark == Mark::Fox {
                    c.polygon(
                        &[
                            (x - r * 0.30 - twitch * 0.6, y - r * 1.32),
                            (x - r * 0.22 - twitch, y - r * 1.75),
                            (x + r * 0.02 - twitch * 0.6, y - r * 1.36),
                        ],
                        coat.ink,
                    );
                }
            }
        }
        Ear::Round => {
            let tone = if b.mark == Mark::Panda {
                coat.ink
            } else {
                tone
            };
            c.disc(x - r * 0.25, y - r * 0.82, r * 0.38, tone);
            if !far && b.mark != Mark::Panda {
                c.disc(x - r * 0.22, y - r * 0.8, r * 0.2, coat.shade);
            }
        }
        Ear::Long => {
            c.limb(
                &[
                    (x - r * 0.1, y - r * 0.6, r * 0.2),
                    (x - r * 0.35 - twitch, y - r * 1.7, r * 0.3),
                    (x - r * 0.5 - twitch * 2.0, y - r * 2.6, r * 0.08),
                ],
                tone,
            );
        }
        Ear::Hanging if !far => {
            c.limb(
                &[
                    (x - r * 0.3, y - r * 0.62, r * 0.26),
                    (x - r * 0.55, y + r * 0.1, r * 0.36),
                    (x - r * 0.4, y + r * 0.75, r * 0.16),
                ],
                coat.shade,
            );
        }
        Ear::Side => {
            c.limb(
                &[
                    (x - r * 0.3, y - r * 0.6, r * 0.18),
                    (x - r * 0.95, y - r * 0.95 - twitch, r * 0.22),
                    (x - r * 1.4, y - r * 0.8, r * 0.05),
                ],
                tone,
            );
        }
        Ear::Fan if !far => {
            let k = 1.0 + twitch * 8.0;
            c.blob(
                &[
                    (x - r * 0.1, y - r * 0.75),
                    (x - r * 1.05 * k, y - r * 0.95),
                    (x - r * 1.4 * k, y + r * 0.1),
                    (x - r * 0.7 * k, y + r * 1.05),
                    (x - r * 0.1, y + r * 0.5),
                ],
                coat.shade,
            );
        }
        _ => {}
    }
}

fn horns(c: &mut Canvas<'_>, b: &Breed, coat: &Coat, (x, y): Pt, r: f32) {
    let bone = mix(coat.pale, coat.shade, 0.3);
    match b.mark {
        Mark::Antlers => {
            for (dx, tone) in [(-0.3, mix(bone, coat.shade, 0.5)), (0.05, bone)] {
                let x = x + dx * r;
                c.curve(
                    &[
                        (x, y),
                        (x - r * 0.9, y - r * 1.5),
                        (x - r * 0.3, y - r * 3.0),
                    ],
                    r * 0.22,
                    tone,
                );
                for (dx, dy, ex, ey) in [
                    (-0.6, -0.8, 0.5, -1.5),
                    (-0.85, -1.6, 0.3, -2.4),
                    (-0.8, -2.0, -1.6, -2.9),
                ] {
                    c.curve(
                        &[
                            (x + dx * r, y + dy * r),
                            (x + (dx + ex) * 0.5 * r, y + (dy + ey) * 0.5 * r),
                            (x + ex * r, y + ey * r),
                        ],
                        r * 0.16,
                        tone,
                    );
                }
            }
        }
        Mark::BroadAntlers => {
            c.blob(
                &[
                    (x, y),
                    (x - r * 0.9, y - r * 0.7),
                    (x - r * 2.2, y - r * 1.3),
                    (x - r * 2.0, y - r * 2.0),
                    (x - r * 1.2, y - r * 1.7),
                    (x - r * 0.9, y - r * 2.2),
                    (x - r * 0.4, y - r * 1.2),
                ],
                bone,
            );
            c.blob(
                &[
                    (x, y),
                    (x + r * 0.7, y - r * 0.8),
                    (x + r * 1.5, y - r * 1.4),
                    (x + r * 1.1, y - r * 2.0),
                    (x + r * 0.5, y - r * 1.4),
                ],
                bone,
            );
        }
        Mark::Horns | Mark::Patches => {
            c.limb(
                &[
                    (x - r * 0.2, y + r * 0.1, r * 0.16),
                    (x - r * 0.4, y - r * 0.8, r * 0.12),
                    (
                        x - r * if b.mark == Mark::Horns { 1.1 } else { 0.0 },
                        y - r * 1.2,
                        r * 0.03,
                    ),
                ],
                bone,
            );
        }
        Mark::Horn => {
            let at = (x + r * 1.5, y + r * 1.15);
            c.limb(
                &[
                    (at.0, at.1, r * 0.26),
                    (at.0 + r * 0.35, at.1 - r * 0.7, r * 0.14),
                    (at.0 + r * 0.45, at.1 - r * 1.3, r * 0.02),
                ],
                bone,
            );
        }
        _ => {}
    }
}
