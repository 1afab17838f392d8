//! Heads, hair and hats.

use super::Frame;
use crate::canvas::{Canvas, Pt};
use crate::figure::outfit::{Hair, Hat, Outfit};
use crate::figure::{Coat, Pose};
use crate::reading::motif::{Deed, Role};
use crate::tone::mix;

pub(super) fn head(
    c: &mut Canvas<'_>,
    role: Role,
    o: &Outfit,
    coat: &Coat,
    pose: &Pose,
    f: &Frame,
) {
    let nod = if pose.deed == Deed::Read {
        0.02
    } else {
        0.006 * pose.swing(0.2, 0.8)
    };
    let r = 0.078 * o.head;
    let (x, y) = (
        f.neck.0 + 0.012 + f.lean * 0.4 + nod,
        f.neck.1 - r * 1.02 - 0.012 + nod,
    );
    let hair = if o.hair == Hair::Grey {
        mix(coat.pale, coat.metal, 0.5)
    } else {
        coat.hair
    };
    let blow = 0.02 * pose.swing(0.8, 0.0);
    if o.hat == Hat::Helmet {
        c.disc(x, y, r * 1.08, coat.body);
        c.disc(x - r * 0.16, y - r * 0.12, r * 0.84, coat.lit);
        c.blob(
            &[
                (x - r * 0.25, y - r * 0.5),
                (x + r * 0.45, y - r * 0.68),
                (x + r * 0.98, y - r * 0.1),
                (x + r * 0.8, y + r * 0.5),
                (x - r * 0.1, y + r * 0.52),
            ],
            mix(coat.glow, coat.ink, 0.62),
        );
        c.blob(
            &[
                (x + r * 0.1, y - r * 0.42),
                (x + r * 0.5, y - r * 0.5),
                (x + r * 0.72, y - r * 0.2),
                (x + r * 0.3, y - r * 0.12),
            ],
            mix(coat.glow, coat.pale, 0.4),
        );
        return;
    }
    match o.hair {
        Hair::Long => c.limb(
            &[
                (x - r * 0.1, y - r * 0.6, r * 0.6),
                (x - r * 0.75, y + r * 0.6, r * 0.52),
                (x - r * 1.0 - blow, y + r * 2.2, r * 0.34),
            ],
            mix(hair, coat.ink, 0.15),
        ),
        Hair::Tail => c.limb(
            &[
                (x - r * 0.6, y - r * 0.4, r * 0.3),
                (x - r * 1.3, y + blow, r * 0.3),
                (x - r * 1.7, y + r * 0.7 + blow * 2.0, r * 0.08),
            ],
            hair,
        ),
        Hair::Bun => c.disc(x - r * 0.75, y - r * 0.72, r * 0.42, hair),
        _ => {}
    }
    c.limb(
        &[
            (f.neck.0, f.neck.1 + 0.02, r * 0.36),
            (x - r * 0.1, y + r * 0.5, r * 0.36),
        ],
        mix(coat.skin, coat.shade, 0.3),
    );
    if role == Role::Robot || o.hat == Hat::Visor && role == Role::Knight {
        c.slab(x - r * 0.95, y - r, r * 1.9, r * 2.0, r * 0.5, coat.body);
        c.slab(x - r * 0.95, y - r, r * 0.7, r * 2.0, r * 0.4, coat.shade);
        c.slab(
            x - r * 0.05,
            y - r * 0.45,
            r * 1.05,
            r * 0.5,
            r * 0.2,
            coat.ink,
        );
        if role == Role::Robot {
            c.disc(x + r * 0.5, y - r * 0.2, r * 0.16, coat.glow);
            c.line(
                &[(x - r * 0.1, y - r), (x - r * 0.1, y - r * 1.6)],
                0.012,
                coat.shade,
            );
            c.disc(x - r * 0.1, y - r * 1.65, r * 0.2, coat.glow);
        } else {
            c.limb(
                &[
                    (x - r * 0.3, y - r, r * 0.3),
                    (x - r * 0.9, y - r * 1.6 + blow, r * 0.34),
                    (x - r * 1.6, y - r * 1.2 + blow, r * 0.06),
                ],
                coat.cloth,
            );
        }
        return;
    }
    c.blob(
        &[
            (x - r * 0.9, y),
            (x - r * 0.6, y - r * 0.82),
            (x + r * 0.2, y - r * 1.0),
            (x + r * 0.82, y - r * 0.5),
            (x + r * 0.92, y + r * 0.08),
            (x + r * 0.72, y + r * 0.75),
            (x + r * 0.1, y + r * 1.0),
            (x - r * 0.6, y + r * 0.65),
        ],
        coat.skin,
    );
    c.disc(x + r * 0.95, y + r * 0.12, r * 0.13, coat.skin);
    let blink = if (pose.t + 1.3).rem_euclid(3.1) < 0.13 {
        0.2
    } else {
        1.0
    };
    c.ellipse(
        x + r * 0.5,
        y - r * 0.06,
        r * 0.09,
        r * 0.13 * blink,
        coat.ink,
    );
    if o.hair != Hair::None {
        c.blob(
            &[
                (x - r * 1.0, y + r * 0.28),
                (x - r * 0.98, y - r * 0.5),
                (x - r * 0.3, y - r * 1.12),
                (x + r * 0.55, y - r * 0.98),
                (x + r * 0.72, y - r * 0.52),
                (x + r * 0.1, y - r * 0.46),
                (x - r * 0.3, y + r * 0.2),
                (x - r * 0.55, y + r * 0.5),
            ],
            hair,
        );
    }
    if role == Role::Mage || role == Role::Elder {
        c.blob(
            &[
                (x - r * 0.1, y + r * 0.5),
                (x + r * 0.7, y + r * 0.35),
                (x + r * 0.6, y + r * 1.6),
                (x + r * 0.2, y + r * 1.2),
            ],
            hair,
        );
    }
    hat(c, o.hat, coat, (x, y), r);
}

fn hat(c: &mut Canvas<'_>, hat: Hat, coat: &Coat, (x, y): Pt, r: f32) {
    match hat {
        Hat::Hood => {
            c.blob(
                &[
                    (x - r * 1.02, y + r * 0.4),
                    (x - r * 0.9, y - r * 0.7),
                    (x, y - r * 1.1),
                    (x + r * 0.6, y - r * 0.8),
                    (x, y + r * 0.2),
                    (x - r * 0.3, y + r * 0.9),
                ],
                coat.body,
            );
            c.slab(
                x + r * 0.05,
                y - r * 0.42,
                r * 1.0,
                r * 0.62,
                r * 0.2,
                coat.glass,
            );
        }
        Hat::Hard => {
            c.blob(
                &[
                    (x - r * 1.05, y - r * 0.35),
                    (x - r * 0.75, y - r * 1.1),
                    (x, y - r * 1.35),
                    (x + r * 0.8, y - r * 1.0),
                    (x + r * 1.02, y - r * 0.4),
                ],
                coat.glow,
            );
            c.line(
                &[(x - r * 1.1, y - r * 0.38), (x + r * 1.35, y - r * 0.42)],
                r * 0.2,
                mix(coat.glow, coat.shade, 0.3),
            );
        }
        Hat::Toque => {
            c.rect(x - r * 0.85, y - r * 1.4, r * 1.7, r * 0.85, coat.pale);
            for dx in [-0.6, 0.0, 0.6] {
                c.disc(x + dx * r, y - r * 1.6, r * 0.56, coat.pale);
            }
        }
        Hat::Cap => {
            c.blob(
                &[
                    (x - r * 1.02, y - r * 0.4),
                    (x - r * 0.8, y - r * 1.05),
                    (x, y - r * 1.25),
                    (x + r * 0.85, y - r * 0.95),
                    (x + r * 0.95, y - r * 0.45),
                ],
                coat.shade,
            );
            c.limb(
                &[
                    (x + r * 0.3, y - r * 0.45, r * 0.14),
                    (x + r * 1.4, y - r * 0.36, r * 0.08),
                ],
                coat.ink,
            );
        }
        Hat::Straw => {
            c.ellipse(
                x,
                y - r * 0.55,
                r * 1.9,
                r * 0.26,
                mix(coat.glow, coat.skin, 0.3),
            );
            c.blob(
                &[
                    (x - r * 0.85, y - r * 0.55),
                    (x - r * 0.6, y - r * 1.3),
                    (x + r * 0.6, y - r * 1.3),
                    (x + r * 0.85, y - r * 0.55),
                ],
                mix(coat.glow, coat.skin, 0.15),
            );
        }
        Hat::Pointed => {
            c.polygon(
                &[
                    (x - r * 1.0, y - r * 0.5),
                    (x - r * 0.8, y - r * 3.0),
                    (x + r * 1.0, y - r * 0.5),
                ],
                coat.body,
            );
            c.ellipse(x, y - r * 0.5, r * 1.7, r * 0.24, coat.shade);
        }
        Hat::Crown => c.polygon(
            &[
                (x - r * 0.85, y - r * 0.6),
                (x - r * 0.95, y - r * 1.6),
                (x - r * 0.4, y - r * 1.1),
                (x, y - r * 1.75),
                (x + r * 0.4, y - r * 1.1),
                (x + r * 0.95, y - r * 1.6),
                (x + r * 0.85, y - r * 0.6),
            ],
            coat.glow,
        ),
        Hat::Visor => {
            c.blob(
                &[
                    (x - r * 1.25, y - r * 0.2),
                    (x - r * 0.8, y - r * 1.15),
                    (x + r * 0.3, y - r * 1.3),
                    (x + r * 1.1, y - r * 0.5),
                ],
                coat.body,
            );
        }
        Hat::Band => c.limb(
            &[
                (x - r * 0.9, y - r * 0.3, r * 0.14),
                (x + r * 0.75, y - r * 0.5, r * 0.14),
            ],
            coat.cloth,
        ),
        Hat::Beanie => {
            c.blob(
                &[
                    (x - r * 1.0, y - r * 0.2),
                    (x - r * 0.85, y - r * 0.95),
                    (x, y - r * 1.3),
                    (x + r * 0.78, y - r * 0.9),
                    (x + r * 0.85, y - r * 0.4),
                    (x, y - r * 0.38),
                ],
                coat.cloth,
            );
            c.disc(x - r * 0.05, y - r * 1.34, r * 0.24, coat.pale);
        }
        Hat::None | Hat::Helmet => {}
    }
}
