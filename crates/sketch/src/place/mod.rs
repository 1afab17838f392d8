//! Places, drawn once as layers of their own depth.
//!
//! | module | places |
//! |---|---|
//! | `easel` | what a place is drawn on |
//! | `sky` | sky, sun, moons, stars, clouds |
//! | `plants` | trees, bushes, grass |
//! | `woods` | forests, jungle, palms, park |
//! | `land` | hills to deserts, village, snowfield |
//! | `worlds` | Mars, Moon, space, clouds |
//! | `water` | beach to harbour, waterfall, underwater |
//! | `houses` | what a town is built of |
//! | `town` | street, alley, market, rooftop, bridge, stops, railway |
//! | `road` | roads and motorways, from the side and from the driver's seat |
//! | `room` | rooms with a window |
//! | `hall` | stage, gym, warehouse, factory, workshop |
//! | `under` | platform, tunnel, cave |
//! | `above` | floors seen from above |

mod above;
mod easel;
mod hall;
mod houses;
mod land;
mod plants;
mod road;
mod room;
mod sky;
mod town;
mod under;
mod water;
mod woods;
mod worlds;

pub(crate) use easel::{Easel, Set, Stage};

use crate::reading::motif::{Place, Viewpoint};

/// Draws the place of a shot.
pub(crate) fn build(mut easel: Easel<'_>) -> Set {
    let e = &mut easel;
    let place = e.motifs.place;
    match (e.shot.view, place) {
        (Viewpoint::Above, _) => above::draw(e),
        (
            Viewpoint::Driver,
            Place::Road
            | Place::Motorway
            | Place::Street
            | Place::Bridge
            | Place::Parking
            | Place::Hills
            | Place::Desert
            | Place::Mountains
            | Place::Snowfield
            | Place::Leafwood
            | Place::Pines,
        ) => road::from_the_seat(e),
        _ => from_the_side(e, place),
    }
    easel.finish()
}

fn from_the_side(e: &mut Easel<'_>, place: Place) {
    match place {
        Place::Birches
        | Place::Pines
        | Place::Leafwood
        | Place::Jungle
        | Place::Palms
        | Place::Park => woods::draw(e, place),
        Place::Hills
        | Place::Valley
        | Place::Mountains
        | Place::Meadow
        | Place::Field
        | Place::Snowfield
        | Place::Desert
        | Place::Plain
        | Place::Canyon
        | Place::Volcano
        | Place::Village => land::draw(e, place),
        Place::Mars | Place::Moon => worlds::surface(e),
        Place::Space => worlds::space(e),
        Place::Clouds => worlds::clouds(e),
        Place::Beach | Place::Sea | Place::Lake | Place::River | Place::Harbour => {
            water::draw(e, place);
        }
        Place::Waterfall => water::fall(e),
        Place::Underwater => water::under(e),
        Place::Street
        | Place::Alley
        | Place::Market
        | Place::Rooftop
        | Place::Bridge
        | Place::Parking
        | Place::TramStop
        | Place::Railway => town::draw(e, place),
        Place::Road | Place::Motorway => road::from_the_side(e, place),
        Place::Kitchen
        | Place::Living
        | Place::Bedroom
        | Place::Office
        | Place::Lab
        | Place::Library
        | Place::Hospital
        | Place::Cafe => room::draw(e, place),
        Place::Sill => room::sill(e),
        Place::Table => room::table(e),
        Place::Gym | Place::Stage | Place::Workshop | Place::Warehouse | Place::Factory => {
            hall::draw(e, place);
        }
        Place::Platform => under::platform(e),
        Place::Tunnel => under::tunnel(e),
        Place::Cave => under::cave(e),
    }
}
