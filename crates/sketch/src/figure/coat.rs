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
        let skins = [0xE8_B8_94, 0xC6_8A_62, 0x8E_5C_40, 0xF0_CA_A8];
        let hairs = [0x3A_2A_24, 0x6A_44_2A, 0x22_20_26, 0xA8_6A_38];
        let pick = |list: &[u32], rng: &mut Rng| rgb(rng.pick(list).unwrap_or(list[0]));
        let dark = crate::tone::luma(p.sky[1]) < 0.42;
        Self {
            body,
            lit: p.sunny(body, 0.32),
            shade: p.shade(body, 0.40),
            pale: p.figure(rgb(0xF6_EE_E2)),
            ink: mix(p.ink, rgb(0x10_10_18), 0.3),
            skin: p.figure(pick(&skins, rng)),
            hair: p.figure(pick(&hairs, rng)),
            cloth: p.figure(turned(
                local.unwrap_or(rgb(0x3A_5A_84)),
                rng.within(120.0, 220.0),
            )),
            metal: p.figure(rgb(0xA8_B0_B8)),
            glass: mix(p.sky[1], p.ink, 0.4),
            glow: p.lamp,
            dark,
        }
    }

    /// The same figure in another dress, for one of several.
    pub(crate) fn varied(&self, index: usize) -> Self {
        let step = f32::from(u8::try_from(index % 4).unwrap_or(0));
        Self {
            body: if index % 2 == 0 {
                mix(self.body, self.shade, step * 0.12)
            } else {
                mix(turned(self.cloth, step * 25.0), self.pale, 0.12)
            },
            cloth: turned(self.cloth, step * 70.0),
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
            Bird::Song => 0x3E_44_54,
            Bird::Raptor => 0x6A_48_32,
            Bird::Gull => 0xEE_EE_EC,
            Bird::Owl => 0x9A_72_4A,
            Bird::Duck => 0xE8_E2_D4,
            Bird::Hen => 0xB8_5A_34,
            Bird::Penguin => 0x2A_2E_3A,
            Bird::Wader => 0xE8_94_98,
            Bird::Ostrich | Bird::Bat => 0x3A_34_3A,
            Bird::Dragon => 0x8A_34_34,
            Bird::Raptorsaur => 0x5E_7A_48,
        },
        Subject::Swimmer(swimmer) => match swimmer {
            Swimmer::Fish => 0xE8_84_34,
            Swimmer::Shark | Swimmer::Seal => 0x6A_7A_88,
            Swimmer::Dolphin => 0x5A_7E_9A,
            Swimmer::Whale => 0x3A_54_72,
            Swimmer::Jellyfish => 0xE0_9A_C8,
            Swimmer::Octopus => 0xC0_54_5A,
        },
        Subject::Bug(bug) => match bug {
            Bug::Butterfly => 0xE8_8A_2E,
            Bug::Bee => 0xF0_B8_30,
            Bug::Beetle | Bug::Crab => 0xC2_3A_2E,
            Bug::Spider => 0x3A_34_38,
            Bug::Snail => 0xB8_8A_58,
            Bug::Snake => 0x6A_8E_3E,
        },
        Subject::Person(role) => match role {
            Role::Astronaut | Role::Chef | Role::Doctor | Role::Ghost => 0xEE_F0_F2,
            Role::Knight | Role::Robot => 0xA6_AE_B8,
            Role::Worker => 0xE8_8A_2E,
            Role::Officer => 0x2C_3C_62,
            Role::Mage => 0x5A_3E_8A,
            Role::Fighter => 0x34_34_3C,
            Role::Farmer => 0x5A_7A_9A,
            Role::Diver => 0x2A_34_40,
            Role::Elder => 0x7A_6A_5E,
            _ => return None,
        },
        Subject::Car(car) => match car {
            Car::Taxi => 0xF2_C0_2E,
            Car::Police => 0xF0_F0_F0,
            Car::Ambulance => 0xF4_F4_F0,
            Car::Excavator | Car::Forklift => 0xEC_AE_2E,
            Car::Tractor => 0x4E_8A_44,
            _ => return None,
        },
        Subject::Boat(boat) => match boat {
            Boat::Fishing => 0x2E_5A_78,
            Boat::Sail => 0xF0_EA_DE,
            Boat::Ship => 0x3A_42_58,
            Boat::Canoe => 0x9A_5E_34,
            Boat::Submarine => 0xE0_B0_34,
        },
        Subject::Craft(craft) => match craft {
            Craft::Plane | Craft::Rocket | Craft::PaperPlane => 0xEE_EE_EE,
            Craft::Drone => 0x3A_3E_48,
            Craft::Saucer => 0xB0_B8_C2,
            _ => return None,
        },
        Subject::Machine(machine) => match machine {
            Machine::Rover => 0xEC_EE_EE,
            Machine::Walker => 0xE8_B4_34,
            Machine::Arm => 0xE8_7A_2E,
            Machine::Gripper => 0xD8_DC_E0,
        },
        Subject::Thing(thing) => match thing {
            Thing::Parcel => 0xC8_9A_62,
            Thing::Tree => 0x5A_8A_44,
            Thing::Statue | Thing::Castle => 0xB8_B2_A8,
            Thing::Snowman => 0xF2_F4_F8,
            Thing::Candle | Thing::Lighthouse | Thing::Windmill => 0xEE_E6_D6,
            Thing::Bread => 0xD8_A0_5A,
            Thing::Phone => 0x2E_32_3A,
            Thing::Guitar => 0xB0_6A_34,
            Thing::House | Thing::Chair => 0x9A_62_40,
            Thing::Bottle => 0x3A_7A_5A,
            _ => return None,
        },
    })
}
