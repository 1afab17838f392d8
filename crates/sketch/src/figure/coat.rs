//! The tones a figure is cut from.

use tiny_skia::Color;

use super::breeds;
use crate::palette::Palette;
use crate::reading::motif::{Bird, Boat, Bug, Car, Craft, Machine, Role, Subject, Swimmer, Thing};
use crate::rng::Rng;
use crate::tone::{mix, rgb, turned};

/// All tones of one figure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coat {
    pub(crate) body: Color,
    pub(crate) lit: Color,
    pub(crate) shade: Color,
    pub(crate) pale: Color,
    pub(crate) ink: Color,
    pub(crate) skin: Color,
    pub(crate) hair: Color,
    pub(crate) cloth: Color,
    pub(crate) metal: Color,
    pub(crate) glass: Color,
    pub(crate) glow: Color,
    /// Lamps are lit.
    pub(crate) dark: bool,
}

impl Coat {
    pub(crate) fn of(subject: Subject, tint: Option<u32>, p: &Palette, rng: &mut Rng) -> Self {
        let local = tint.or_else(|| natural(subject)).map(rgb);
        let body = local.map_or(p.accent, |local| p.figure(local));
        let skins = [0xE8B894, 0xC68A62, 0x8E5C40, 0xF0CAA8];
        let hairs = [0x3A2A24, 0x6A442A, 0x222026, 0xA86A38];
        let pick = |list: &[u32], rng: &mut Rng| rgb(rng.pick(list).unwrap_or(list[0]));
        let dark = crate::tone::luma(p.sky[1]) < 0.42;
        Self {
            body,
            lit: p.sunny(body, 0.32),
            shade: p.shade(body, 0.40),
            pale: p.figure(rgb(0xF6EEE2)),
            ink: mix(p.ink, rgb(0x101018), 0.3),
            skin: p.figure(pick(&skins, rng)),
            hair: p.figure(pick(&hairs, rng)),
            cloth: p.figure(turned(
                local.unwrap_or(rgb(0x3A5A84)),
                rng.within(120.0, 220.0),
            )),
            metal: p.figure(rgb(0xA8B0B8)),
            glass: mix(p.sky[1], p.ink, 0.4),
            glow: p.lamp,
            dark,
        }
    }

    /// The same figure in another dress, for one of several.
    pub(crate) fn varied(&self, index: usize) -> Self {
        let step = f32::from(u8::try_from(index % 4).unwrap_or(0));
        Self {
            body: if index.is_multiple_of(2) {
                mix(self.body, self.shade, step * 0.12)
            } else {
                mix(turned(self.cloth, step * 25.0), self.pale, 0.12)
            },
            lit: if index.is_multiple_of(2) {
                self.lit
            } else {
                mix(self.cloth, self.lit, 0.45)
            },
            shade: if index.is_multiple_of(2) {
                self.shade
            } else {
                mix(self.cloth, self.ink, 0.4)
            },
            cloth: if index.is_multiple_of(2) {
                turned(self.cloth, step * 70.0)
            } else {
                self.body
            },
            hair: mix(self.hair, self.skin, step * 0.14),
            ..*self
        }
    }
}

/// The colour a subject has when none is asked for; `None` for the clip's accent.
fn natural(subject: Subject) -> Option<u32> {
    Some(match subject {
        Subject::Beast(beast) => breeds::coat(beast),
        Subject::Bird(bird) => match bird {
            Bird::Song => 0x3E4454,
            Bird::Raptor => 0x6A4832,
            Bird::Gull => 0xEEEEEC,
            Bird::Owl => 0x9A724A,
            Bird::Duck => 0xE8E2D4,
            Bird::Hen => 0xB85A34,
            Bird::Penguin => 0x2A2E3A,
            Bird::Wader => 0xE89498,
            Bird::Ostrich | Bird::Bat => 0x3A343A,
            Bird::Dragon => 0x8A3434,
            Bird::Raptorsaur => 0x5E7A48,
        },
        Subject::Swimmer(swimmer) => match swimmer {
            Swimmer::Fish => 0xE88434,
            Swimmer::Shark | Swimmer::Seal => 0x6A7A88,
            Swimmer::Dolphin => 0x5A7E9A,
            Swimmer::Whale => 0x3A5472,
            Swimmer::Jellyfish => 0xE09AC8,
            Swimmer::Octopus => 0xC0545A,
        },
        Subject::Bug(bug) => match bug {
            Bug::Butterfly => 0xE88A2E,
            Bug::Bee => 0xF0B830,
            Bug::Beetle | Bug::Crab => 0xC23A2E,
            Bug::Spider => 0x3A3438,
            Bug::Snail => 0xB88A58,
            Bug::Snake => 0x6A8E3E,
        },
        Subject::Person(role) => match role {
            Role::Astronaut | Role::Chef | Role::Doctor | Role::Ghost => 0xEEF0F2,
            Role::Knight | Role::Robot => 0xA6AEB8,
            Role::Worker => 0xE88A2E,
            Role::Officer => 0x2C3C62,
            Role::Mage => 0x5A3E8A,
            Role::Fighter => 0x34343C,
            Role::Farmer => 0x5A7A9A,
            Role::Diver => 0x2A3440,
            Role::Elder => 0x7A6A5E,
            _ => return None,
        },
        Subject::Car(car) => match car {
            Car::Taxi => 0xF2C02E,
            Car::Police => 0xF0F0F0,
            Car::Ambulance => 0xF4F4F0,
            Car::Excavator | Car::Forklift => 0xECAE2E,
            Car::Tractor => 0x4E8A44,
            _ => return None,
        },
        Subject::Boat(boat) => match boat {
            Boat::Fishing => 0x2E5A78,
            Boat::Sail => 0xF0EADE,
            Boat::Ship => 0x3A4258,
            Boat::Canoe => 0x9A5E34,
            Boat::Submarine => 0xE0B034,
        },
        Subject::Craft(craft) => match craft {
            Craft::Plane | Craft::Rocket | Craft::PaperPlane => 0xEEEEEE,
            Craft::Drone => 0x3A3E48,
            Craft::Saucer => 0xB0B8C2,
            _ => return None,
        },
        Subject::Machine(machine) => match machine {
            Machine::Rover => 0xECEEEE,
            Machine::Walker => 0xE8B434,
            Machine::Arm => 0xE87A2E,
            Machine::Gripper => 0xD8DCE0,
        },
        Subject::Thing(thing) => match thing {
            Thing::Parcel => 0xC89A62,
            Thing::Tree => 0x5A8A44,
            Thing::Statue | Thing::Castle => 0xB8B2A8,
            Thing::Snowman => 0xF2F4F8,
            Thing::Candle | Thing::Lighthouse | Thing::Windmill => 0xEEE6D6,
            Thing::Bread => 0xD8A05A,
            Thing::Phone => 0x2E323A,
            Thing::Guitar => 0xB06A34,
            Thing::House | Thing::Chair => 0x9A6240,
            Thing::Bottle => 0x3A7A5A,
            _ => return None,
        },
    })
}
