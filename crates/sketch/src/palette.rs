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
        Hour::Dawn => [0x6E86B4, 0xE3A8A6, 0xFFDCA8, 0xFFCE94, 0xE2D0D8],
        Hour::Day => [0x4C9ACE, 0x8EC6E2, 0xDEF0EE, 0xFFF6DA, 0xFFFCF4],
        Hour::Golden => [0x86A4BC, 0xF0BE78, 0xFFE4A6, 0xFFCA66, 0xFCD8AE],
        Hour::Dusk => [0x2C3062, 0x864A7C, 0xF08C5C, 0xFF9C66, 0xA88AB0],
        Hour::Night => [0x0B122C, 0x16244A, 0x2E4270, 0xA6C2FA, 0x586C9C],
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
        let cloud = lit(rgb(0xC4CAD0), ambient);
        for color in &mut sky {
            *color = mix(*color, cloud, thick);
        }
        light = mix(light, cloud, thick * 0.6);
        if motifs.weather == Weather::Thunder {
            sky = sky.map(|color| lit(color, rgb(0x606A88)));
            ambient = lit(ambient, rgb(0xB4B8CC));
        }
        match motifs.place {
            Place::Mars => {
                sky = [0x4A2E3A, 0xA86448, 0xE8B07C].map(|c| turned(rgb(c), shift * 0.4));
                light = rgb(0xFFD6A8);
                ambient = rgb(0xE8B498);
            }
            Place::Moon | Place::Space => {
                sky = [0x050712, 0x0C1024, 0x1A2040].map(|c| turned(rgb(c), shift * 2.0));
                light = rgb(0xF4F6FF);
                ambient = rgb(0xC8CCDA);
            }
            Place::Underwater => {
                sky = [0x5CC6CE, 0x1E7E9E, 0x0C3C62].map(|c| turned(rgb(c), shift));
                light = rgb(0xC8F4EC);
                ambient = rgb(0x86C2CC);
            }
            Place::Volcano => {
                sky = sky.map(|color| mix(color, rgb(0x5A2A30), 0.5));
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
            shadow: mix(lit(rgb(0x30365A), ambient), sky[0], 0.18),
            ink: lit(rgb(0x2A2A3A), mix(ambient, rgb(0xFFFFFF), 0.2)),
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
            ground = mix(ground, rgb(0xECF0F6), 0.88);
        }
        self.ground = self.tint(vary(ground, rng));
        let growth = match motifs.place_tint {
            Some(tint) => mix(rgb(growth_of(motifs)), rgb(tint), 0.35),
            None => rgb(growth_of(motifs)),
        };
        self.growth = self.tint(vary(growth, rng));
        self.stone = self.tint(vary(rgb(0x7C7878), rng));
        let walls = [0xB88C6A, 0x9AA0A0, 0xB0A08A, 0x8E98A8];
        self.built = self.tint(vary(rgb(rng.pick(&walls).unwrap_or(walls[0])), rng));
        self.water = mix(self.tint(rgb(0x3C7E96)), self.sky[1], 0.38);
        let asked = motifs
            .lead()
            .and_then(|actor| actor.tint)
            .or(motifs.colors.first().copied());
        let own = [0xD04A34, 0xE09A30, 0x2E8C8C, 0xC84A70, 0x3E6CB4];
        let accent = asked.or(rng.pick(&own)).unwrap_or(own[0]);
        self.accent = self.figure(rgb(accent));
    }

    /// How a local colour looks in this light.
    pub(crate) fn tint(&self, local: Color) -> Color {
        lit(mix(local, self.key, 0.13), self.ambient)
    }

    /// How a figure's colour looks: it keeps more of its own, so that it can be seen.
    pub(crate) fn figure(&self, local: Color) -> Color {
        let ambient = mix(self.ambient, rgb(0xFFFFFF), 0.38);
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
        rgb(0xB08470)
    } else if has(Lighting::Lamp) {
        rgb(0xE6BC92)
    } else if has(Lighting::Neon) {
        rgb(0x9A88C8)
    } else if has(Lighting::Cold) || has(Lighting::Flicker) {
        rgb(0xA8BCBE)
    } else {
        match motifs.place {
            Place::Platform | Place::Tunnel => rgb(0xB4BEB8),
            Place::Cave => rgb(0x747CA0),
            Place::Stage => rgb(0x9C84A0),
            _ if motifs.hour == Hour::Night => rgb(0x9492B4),
            _ => mix(outside, rgb(0xFFF4E6), 0.45),
        }
    }
}

fn lamp(lighting: &[Lighting]) -> Color {
    let tone = lighting.iter().find_map(|light| match light {
        Lighting::Neon => Some(0xFF5AB4),
        Lighting::Flicker | Lighting::Cold => Some(0xD8F2EA),
        Lighting::Candle => Some(0xFFB058),
        Lighting::Lamp | Lighting::Spot => Some(0xFFCC7A),
        _ => None,
    });
    rgb(tone.unwrap_or(0xFFD890))
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
        Place::Birches | Place::Leafwood | Place::Jungle => 0x6E7A48,
        Place::Pines => 0x667450,
        Place::Park | Place::Meadow | Place::Hills | Place::Valley | Place::Village => 0x86A452,
        Place::Field => 0xC8AC5A,
        Place::Mountains => 0x7E9064,
        Place::Snowfield => 0xE4ECF4,
        Place::Desert | Place::Palms => 0xE0BC7C,
        Place::Beach => 0xEAD4A2,
        Place::Plain => 0xC49062,
        Place::Canyon => 0xC06E46,
        Place::Mars => 0xB85838,
        Place::Volcano => 0x4A4044,
        Place::Moon => 0xA4A6AE,
        Place::Sea | Place::Lake | Place::River | Place::Waterfall | Place::Harbour => 0x5A8474,
        Place::Underwater => 0x9AA88A,
        Place::Road => 0x8C9A5C,
        Place::Motorway => 0x7C8E5E,
        Place::Railway => 0x8A8C60,
        Place::Street | Place::Alley | Place::Parking | Place::TramStop => 0x84848C,
        Place::Market | Place::Bridge | Place::Rooftop => 0x9A9086,
        Place::Kitchen | Place::Living | Place::Bedroom | Place::Cafe => 0xA87A54,
        Place::Sill | Place::Table | Place::Library | Place::Workshop => 0x9C6842,
        Place::Office | Place::Lab | Place::Hospital | Place::Gym => 0xB4B8B6,
        Place::Stage => 0x7A4E46,
        Place::Warehouse | Place::Factory => 0x9C9C98,
        Place::Platform | Place::Tunnel => 0x8C9090,
        Place::Cave => 0x5C5A68,
        Place::Space | Place::Clouds => 0xF0F0F4,
    }
}

fn growth_of(motifs: &Motifs) -> u32 {
    let autumn = motifs.weather == Weather::Leaves;
    match motifs.place {
        _ if motifs.weather == Weather::Petals => 0xE8A0B8,
        Place::Pines | Place::Mountains => 0x345A4C,
        Place::Jungle | Place::Palms => 0x2E7A4A,
        _ if autumn => 0xD08234,
        Place::Birches if motifs.snowy => 0x8C847C,
        Place::Underwater => 0xC86A6E,
        _ => 0x568444,
    }
}
