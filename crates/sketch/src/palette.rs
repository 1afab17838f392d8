//! Motifs become a few colours that belong together.

use tiny_skia::Color;

use crate::reading::Motifs;
use crate::reading::motif::{Hour, Lighting, Place, Weather};
use crate::rng::Rng;
use crate::tone::{bright, lit, mix, rgb, turned};

/// The colours of one clip. Everything that is drawn is mixed of these.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    /// Top, middle and foot of the sky.
    pub(crate) sky: [Color; 3],
    /// What distance fades into.
    pub(crate) haze: Color,
    /// The light on the lit side of things.
    pub(crate) light: Color,
    /// What shadows are mixed with.
    pub(crate) shadow: Color,
    /// The darkest tone.
    pub(crate) ink: Color,
    pub(crate) ground: Color,
    /// Grass, leaves, needles.
    pub(crate) growth: Color,
    /// Rock, bark, concrete.
    pub(crate) stone: Color,
    /// Walls and furniture.
    pub(crate) built: Color,
    pub(crate) water: Color,
    /// The one colour that stands out.
    pub(crate) accent: Color,
    /// The light of lamps and windows.
    pub(crate) lamp: Color,
    /// What falls on everything: a local colour times this is how it looks here.
    ambient: Color,
    /// Everything is drawn a little towards this.
    key: Color,
}

/// Sky (top, middle, foot), light, ambient.
const fn hours(hour: Hour) -> [u32; 5] {
    match hour {
        Hour::Dawn => [0x6E_86_B4, 0xE3_A8_A6, 0xFF_DC_A8, 0xFF_CE_94, 0xE2_D0_D8],
        Hour::Day => [0x4C_9A_CE, 0x8E_C6_E2, 0xDE_F0_EE, 0xFF_F6_DA, 0xFF_FC_F4],
        Hour::Golden => [0x86_A4_BC, 0xF0_BE_78, 0xFF_E4_A6, 0xFF_CA_66, 0xFC_D8_AE],
        Hour::Dusk => [0x2C_30_62, 0x86_4A_7C, 0xF0_8C_5C, 0xFF_9C_66, 0xA8_8A_B0],
        Hour::Night => [0x0B_12_2C, 0x16_24_4A, 0x2E_42_70, 0xA6_C2_FA, 0x58_6C_9C],
    }
}

impl Palette {
    pub(crate) fn choose(motifs: &Motifs, rng: &mut Rng) -> Self {
        let [top, middle, low, light, ambient] = hours(motifs.hour).map(rgb);
        let shift = rng.within(-9.0, 9.0);
        let lift = rng.within(0.93, 1.06);
        let mut sky = [top, middle, low].map(|color| bright(turned(color, shift), lift));
        let mut light = light;
        let mut ambient = ambient;
        let thick = overcast(motifs.weather);
        let cloud = lit(rgb(0xC4_CA_D0), ambient);
        for color in &mut sky {
            *color = mix(*color, cloud, thick);
        }
        light = mix(light, cloud, thick * 0.6);
        match motifs.place {
            Place::Mars => {
                sky = [0x4A_2E_3A, 0xA8_64_48, 0xE8_B0_7C].map(|c| turned(rgb(c), shift * 0.4));
                light = rgb(0xFF_D6_A8);
                ambient = rgb(0xE8_B4_98);
            }
            Place::Moon | Place::Space => {
                sky = [0x05_07_12, 0x0C_10_24, 0x1A_20_40].map(|c| turned(rgb(c), shift * 2.0));
                light = rgb(0xF4_F6_FF);
                ambient = rgb(0xC8_CC_DA);
            }
            Place::Underwater => {
                sky = [0x5C_C6_CE, 0x1E_7E_9E, 0x0C_3C_62].map(|c| turned(rgb(c), shift));
                light = rgb(0xC8_F4_EC);
                ambient = rgb(0x86_C2_CC);
            }
            Place::Volcano => {
                sky = sky.map(|color| mix(color, rgb(0x5A_2A_30), 0.5));
            }
            _ => {}
        }
        let lamp = lamp(&motifs.lighting);
        if inside(motifs.place) {
            ambient = indoor(motifs, ambient);
            if ambient_is_lamp(motifs) {
                light = lamp;
            }
        }
        if motifs.lighting.contains(&Lighting::Dark) {
            ambient = bright(ambient, 0.72);
        }
        let haze = mix(sky[2], sky[1], 0.35);
        let key = mix(light, sky[1], 0.4);
        let mut palette = Self {
            sky,
            haze,
            light,
            shadow: mix(lit(rgb(0x30_36_5A), ambient), sky[0], 0.18),
            ink: lit(rgb(0x2A_2A_3A), mix(ambient, rgb(0xFF_FF_FF), 0.2)),
            ground: haze,
            growth: haze,
            stone: haze,
            built: haze,
            water: haze,
            accent: haze,
            lamp,
            ambient,
            key,
        };
        palette.fill(motifs, rng);
        palette
    }

    /// Local colours, under this light.
    fn fill(&mut self, motifs: &Motifs, rng: &mut Rng) {
        let vary = |color: Color, rng: &mut Rng| turned(color, rng.within(-8.0, 8.0));
        let snowy = motifs.snowy && !inside(motifs.place);
        let mut ground = rgb(ground_of(motifs.place));
        if let Some(tint) = motifs.place_tint {
            ground = mix(ground, rgb(tint), 0.45);
        }
        if let Some(tint) = motifs.colors.get(1).or(motifs.colors.first()) {
            ground = mix(ground, rgb(*tint), 0.16);
            self.sky = self.sky.map(|color| mix(color, rgb(*tint), 0.10));
        }
        if snowy {
            ground = mix(ground, rgb(0xEC_F0_F6), 0.88);
        }
        self.ground = self.tint(vary(ground, rng));
        let growth = match motifs.place_tint {
            Some(tint) => mix(rgb(growth_of(motifs)), rgb(tint), 0.35),
            None => rgb(growth_of(motifs)),
        };
        self.growth = self.tint(vary(growth, rng));
        self.stone = self.tint(vary(rgb(0x7C_78_78), rng));
        let walls = [0xB8_8C_6A, 0x9A_A0_A0, 0xB0_A0_8A, 0x8E_98_A8];
        self.built = self.tint(vary(rgb(rng.pick(&walls).unwrap_or(walls[0])), rng));
        self.water = mix(self.tint(rgb(0x3C_7E_96)), self.sky[1], 0.38);
        let asked = motifs
            .lead()
            .and_then(|actor| actor.tint)
            .or(motifs.colors.first().copied());
        let own = [0xD0_4A_34, 0xE0_9A_30, 0x2E_8C_8C, 0xC8_4A_70, 0x3E_6C_B4];
        let accent = asked.or(rng.pick(&own)).unwrap_or(own[0]);
        self.accent = self.figure(rgb(accent));
    }

    /// How a local colour looks in this light.
    pub(crate) fn tint(&self, local: Color) -> Color {
        lit(mix(local, self.key, 0.13), self.ambient)
    }

    /// How a figure's colour looks: it keeps more of its own, so that it can be seen.
    pub(crate) fn figure(&self, local: Color) -> Color {
        let ambient = mix(self.ambient, rgb(0xFF_FF_FF), 0.38);
        lit(mix(local, self.key, 0.06), ambient)
    }

    /// A colour seen through this much air, 0 to 1.
    pub(crate) fn far(&self, color: Color, air: f32) -> Color {
        mix(color, self.haze, air)
    }

    /// A colour on the side away from the light.
    pub(crate) fn shade(&self, color: Color, share: f32) -> Color {
        mix(color, self.shadow, share)
    }

    /// A colour on the side towards the light.
    pub(crate) fn sunny(&self, color: Color, share: f32) -> Color {
        mix(color, self.light, share)
    }
}

/// Whether a place has a roof.
pub(crate) const fn inside(place: Place) -> bool {
    matches!(
        place,
        Place::Kitchen
            | Place::Living
            | Place::Bedroom
            | Place::Sill
            | Place::Table
            | Place::Office
            | Place::Lab
            | Place::Library
            | Place::Hospital
            | Place::Cafe
            | Place::Gym
            | Place::Stage
            | Place::Workshop
            | Place::Warehouse
            | Place::Factory
            | Place::Platform
            | Place::Tunnel
            | Place::Cave
    )
}

fn ambient_is_lamp(motifs: &Motifs) -> bool {
    motifs.hour == Hour::Night
        || motifs
            .lighting
            .iter()
            .any(|light| matches!(light, Lighting::Lamp | Lighting::Candle | Lighting::Spot))
}

/// Rooms are lit by what comes through the window or by lamps.
fn indoor(motifs: &Motifs, outside: Color) -> Color {
    let has = |wanted| motifs.lighting.contains(&wanted);
    if has(Lighting::Candle) || has(Lighting::Spot) {
        rgb(0xB0_84_70)
    } else if has(Lighting::Lamp) {
        rgb(0xE6_BC_92)
    } else if has(Lighting::Neon) {
        rgb(0x9A_88_C8)
    } else if has(Lighting::Cold) || has(Lighting::Flicker) {
        rgb(0xA8_BC_BE)
    } else {
        match motifs.place {
            Place::Platform | Place::Tunnel => rgb(0xB4_BE_B8),
            Place::Cave => rgb(0x74_7C_A0),
            Place::Stage => rgb(0x9C_84_A0),
            _ if motifs.hour == Hour::Night => rgb(0x94_92_B4),
            _ => mix(outside, rgb(0xFF_F4_E6), 0.45),
        }
    }
}

fn lamp(lighting: &[Lighting]) -> Color {
    let tone = lighting.iter().find_map(|light| match light {
        Lighting::Neon => Some(0xFF_5A_B4),
        Lighting::Flicker | Lighting::Cold => Some(0xD8_F2_EA),
        Lighting::Candle => Some(0xFF_B0_58),
        Lighting::Lamp | Lighting::Spot => Some(0xFF_CC_7A),
        _ => None,
    });
    rgb(tone.unwrap_or(0xFF_D8_90))
}

/// How much of the sky is hidden.
const fn overcast(weather: Weather) -> f32 {
    match weather {
        Weather::Rain | Weather::Thunder => 0.62,
        Weather::Snow => 0.34,
        Weather::Fog => 0.5,
        Weather::Overcast => 0.55,
        Weather::Spray => 0.3,
        Weather::Dust => 0.15,
        _ => 0.0,
    }
}

const fn ground_of(place: Place) -> u32 {
    match place {
        Place::Birches | Place::Leafwood | Place::Jungle => 0x6E_7A_48,
        Place::Pines => 0x66_74_50,
        Place::Park | Place::Meadow | Place::Hills | Place::Valley | Place::Village => 0x86_A4_52,
        Place::Field => 0xC8_AC_5A,
        Place::Mountains => 0x7E_90_64,
        Place::Snowfield => 0xE4_EC_F4,
        Place::Desert | Place::Palms => 0xE0_BC_7C,
        Place::Beach => 0xEA_D4_A2,
        Place::Plain => 0xC4_90_62,
        Place::Canyon => 0xC0_6E_46,
        Place::Mars => 0xB8_58_38,
        Place::Volcano => 0x4A_40_44,
        Place::Moon => 0xA4_A6_AE,
        Place::Sea | Place::Lake | Place::River | Place::Waterfall | Place::Harbour => 0x5A_84_74,
        Place::Underwater => 0x9A_A8_8A,
        Place::Road => 0x8C_9A_5C,
        Place::Motorway => 0x7C_8E_5E,
        Place::Railway => 0x8A_8C_60,
        Place::Street | Place::Alley | Place::Parking | Place::TramStop => 0x84_84_8C,
        Place::Market | Place::Bridge | Place::Rooftop => 0x9A_90_86,
        Place::Kitchen | Place::Living | Place::Bedroom | Place::Cafe => 0xA8_7A_54,
        Place::Sill | Place::Table | Place::Library | Place::Workshop => 0x9C_68_42,
        Place::Office | Place::Lab | Place::Hospital | Place::Gym => 0xB4_B8_B6,
        Place::Stage => 0x7A_4E_46,
        Place::Warehouse | Place::Factory => 0x9C_9C_98,
        Place::Platform | Place::Tunnel => 0x8C_90_90,
        Place::Cave => 0x5C_5A_68,
        Place::Space | Place::Clouds => 0xF0_F0_F4,
    }
}

fn growth_of(motifs: &Motifs) -> u32 {
    let autumn = motifs.weather == Weather::Leaves;
    match motifs.place {
        _ if motifs.weather == Weather::Petals => 0xE8_A0_B8,
        Place::Pines | Place::Mountains => 0x34_5A_4C,
        Place::Jungle | Place::Palms => 0x2E_7A_4A,
        _ if autumn => 0xD0_82_34,
        Place::Birches if motifs.snowy => 0x8C_84_7C,
        Place::Underwater => 0xC8_6A_6E,
        _ => 0x56_84_44,
    }
}
