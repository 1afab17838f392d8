//! Things that stand.
//!
//! | module | draws |
//! |---|---|
//! | `small` | things that stand on a table or fit a hand |
//! | `built` | trees, towers, houses |
//! | `made` | what people make and keep: from snowmen to clocks |

mod built;
mod made;
mod small;

pub(crate) use small::small;

use super::{Coat, Pose};
use crate::canvas::{Canvas, Pt};
use crate::reading::motif::{Deed, Thing};
use crate::tone::veil;
use built::{castle, house, tower, tree, windmill};
use made::{candle, clock, crane, fire, flower, snowman, statue};

pub(crate) fn draw(c: &mut Canvas<'_>, thing: Thing, coat: &Coat, pose: &Pose) {
    let (mut dy, mut turn) = (0.0, 0.0);
    match pose.deed {
        Deed::Jump => dy = -0.6 * (pose.t * 3.0).sin().abs(),
        Deed::Spin => turn = pose.t * 70.0,
        Deed::Fall => dy = -1.4 + 1.4 * (pose.t * 0.5).fract().powi(2),
        Deed::Rock => turn = 7.0 * pose.swing(0.4, 0.0),
        Deed::Fly => dy = -0.5 + 0.06 * pose.swing(0.3, 0.0),
        _ => {}
    }
    let round = matches!(thing, Thing::Ball | Thing::Paper);
    let mut c = c.at(0.0, dy, 1.0, 1.0);
    let mut c = c.turned(0.0, if round { -0.35 } else { 0.0 }, turn);
    let c = &mut c;
    match thing {
        Thing::Tree => tree(c, coat, pose),
        Thing::Lighthouse => tower(c, coat, pose),
        Thing::Windmill => windmill(c, coat, pose),
        Thing::House => house(c, coat, pose),
        Thing::Castle => castle(c, coat, pose),
        Thing::Snowman => snowman(c, coat, pose),
        Thing::Statue => statue(c, coat),
        Thing::Fire => fire(c, coat, pose),
        Thing::Paper => crane(c, coat, pose),
        Thing::Candle => candle(c, coat, pose),
        Thing::Flower => flower(c, coat, pose),
        Thing::Clock => clock(c, coat, pose),
        Thing::Balloon => {
            let sway = 0.06 * pose.swing(0.25, 0.0);
            c.curve(
                &[(0.0, -0.1), (sway * 0.6, -0.5), (sway, -0.86)],
                0.010,
                coat.ink,
            );
            c.ellipse(sway, -1.12, 0.23, 0.28, coat.body);
            c.ellipse(sway - 0.07, -1.22, 0.06, 0.09, coat.lit);
        }
        Thing::Cup => {
            small(c, thing, (0.0, 0.0), 0.66, coat);
            steam(c, coat, pose, (0.0, -0.72));
        }
        Thing::Bread => {
            small(c, thing, (0.0, 0.0), 0.66, coat);
            steam(c, coat, pose, (0.0, -0.5));
        }
        _ => small(c, thing, (0.0, 0.0), 0.7, coat),
    }
}

fn steam(c: &mut Canvas<'_>, coat: &Coat, pose: &Pose, (x, y): Pt) {
    for step in 0_u16..3 {
        let k = f32::from(step);
        let sway = |up: f32| 0.06 * (pose.t * 1.8 + up * 8.0 + k).sin();
        let x = x - 0.12 + k * 0.12;
        c.curve(
            &[
                (x, y),
                (x + sway(0.1), y - 0.13),
                (x + sway(0.25), y - 0.26),
                (x + sway(0.4), y - 0.38),
            ],
            0.026,
            veil(coat.pale, 0.34),
        );
    }
}
