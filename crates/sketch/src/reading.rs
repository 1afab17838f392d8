//! Words become motifs.

use worldreel_domain::scene::{Scene, SceneField};

/// When in the day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hour {
    Dawn,
    Day,
    Dusk,
    Night,
}

/// Where it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Hills,
    Forest,
    Street,
    Road,
    Sea,
    Beach,
    Desert,
    Interior,
    Warehouse,
    Station,
}

/// What is in the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weather {
    Clear,
    Rain,
    Snow,
    Fog,
    Dust,
    Leaves,
}

/// Who or what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Animal,
    Birds,
    Person,
    Car,
    Truck,
    Rover,
    Arm,
    Boat,
    Kite,
    Object,
}

/// How the camera moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Camera {
    Drift,
    PanLeft,
    PanRight,
    PushIn,
    PullOut,
    Rise,
}

/// What a prompt asks to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Motifs {
    pub(crate) hour: Hour,
    pub(crate) place: Place,
    pub(crate) weather: Weather,
    pub(crate) subject: Subject,
    pub(crate) camera: Camera,
    pub(crate) colors: Vec<[u8; 3]>,
    pub(crate) monochrome: bool,
    pub(crate) snow_on_ground: bool,
    pub(crate) still: bool,
    pub(crate) count: usize,
}

impl Motifs {
    /// Reads a scene; a field that is empty is looked for in the whole prompt.
    pub(crate) fn read(prompt: &str, scene: &Scene) -> Self {
        let words = |fields: &[SceneField]| Words::of(prompt, scene, fields);
        let sky = words(&[SceneField::TimeOfDay, SceneField::Lighting]);
        let air = words(&[SceneField::Atmosphere]);
        let ground = words(&[SceneField::Location]);
        let who = words(&[SceneField::Subjects]);
        let deed = words(&[SceneField::Actions]);
        let look = words(&[SceneField::Colors, SceneField::Style]);
        let place = ground.first(PLACES).unwrap_or(Place::Hills);
        Self {
            hour: sky.first(HOURS).unwrap_or(Hour::Day),
            weather: air.first(WEATHERS).unwrap_or(Weather::Clear),
            subject: who.first(SUBJECTS).unwrap_or(Subject::Object),
            camera: look.first(CAMERAS).unwrap_or(Camera::Drift),
            colors: words(&[SceneField::Colors, SceneField::SubjectAttributes]).all(COLORS),
            monochrome: look.has(&[
                "black and white",
                "monochrome",
                "noir",
                "grayscale",
                "greyscale",
            ]),
            snow_on_ground: ground.has(&["snow", "ice"]) || air.has(&["snow"]),
            still: deed.has(&["sleep", "wait", "sit", "stand", "rest", "still", "park"]),
            count: if who.has(&["two", "pair", "couple"]) {
                2
            } else if who.has(&[
                "flock", "herd", "crowd", "many", "several", "children", "group",
            ]) {
                3
            } else {
                1
            },
            place,
        }
    }
}

/// The text a motif is looked for in: lower case, with a space at both ends.
struct Words(String);

impl Words {
    fn of(prompt: &str, scene: &Scene, fields: &[SceneField]) -> Self {
        let told: Vec<&str> = fields
            .iter()
            .filter_map(|field| scene.get(*field))
            .collect();
        let text = if told.is_empty() {
            prompt.to_owned()
        } else {
            told.join(" ")
        };
        let plain: String = text
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        Self(format!(
            " {} ",
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        ))
    }

    /// Where a word stands, alone or with a common ending: "tree" is found in "trees",
    /// but "wood" not in "wooden".
    fn place_of(&self, word: &str) -> Option<usize> {
        const ENDINGS: [&str; 7] = ["", "s", "es", "ing", "ed", "y", "ping"];
        ENDINGS
            .iter()
            .filter_map(|ending| self.0.find(&format!(" {word}{ending} ")))
            .min()
    }

    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.place_of(word).is_some())
    }

    /// The motif whose word comes first in the text.
    fn first<T: Copy>(&self, table: &[(&str, T)]) -> Option<T> {
        table
            .iter()
            .filter_map(|(word, motif)| Some((self.place_of(word)?, *motif)))
            .min_by_key(|(place, _)| *place)
            .map(|(_, motif)| motif)
    }

    /// All motifs, in the order of the text.
    fn all<T: Copy>(&self, table: &[(&str, T)]) -> Vec<T> {
        let mut found: Vec<(usize, T)> = table
            .iter()
            .filter_map(|(word, motif)| Some((self.place_of(word)?, *motif)))
            .collect();
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, motif)| motif).collect()
    }
}

const HOURS: &[(&str, Hour)] = &[
    ("dawn", Hour::Dawn),
    ("sunrise", Hour::Dawn),
    ("morning", Hour::Dawn),
    ("first light", Hour::Dawn),
    ("noon", Hour::Day),
    ("midday", Hour::Day),
    ("day", Hour::Day),
    ("afternoon", Hour::Day),
    ("sunny", Hour::Day),
    ("dusk", Hour::Dusk),
    ("sunset", Hour::Dusk),
    ("evening", Hour::Dusk),
    ("golden hour", Hour::Dusk),
    ("twilight", Hour::Dusk),
    ("night", Hour::Night),
    ("midnight", Hour::Night),
    ("moon", Hour::Night),
    ("dark", Hour::Night),
    ("stars", Hour::Night),
    ("starry", Hour::Night),
    ("neon", Hour::Night),
];
const PLACES: &[(&str, Place)] = &[
    ("forest", Place::Forest),
    ("wood", Place::Forest),
    ("birch", Place::Forest),
    ("jungle", Place::Forest),
    ("tree", Place::Forest),
    ("street", Place::Street),
    ("city", Place::Street),
    ("town", Place::Street),
    ("alley", Place::Street),
    ("market", Place::Street),
    ("crossing", Place::Street),
    ("tram", Place::Street),
    ("road", Place::Road),
    ("motorway", Place::Road),
    ("highway", Place::Road),
    ("dash", Place::Road),
    ("sea", Place::Sea),
    ("ocean", Place::Sea),
    ("harbour", Place::Sea),
    ("harbor", Place::Sea),
    ("lake", Place::Sea),
    ("river", Place::Sea),
    ("beach", Place::Beach),
    ("coast", Place::Beach),
    ("desert", Place::Desert),
    ("plain", Place::Desert),
    ("mars", Place::Desert),
    ("dune", Place::Desert),
    ("planet", Place::Desert),
    ("kitchen", Place::Interior),
    ("room", Place::Interior),
    ("table", Place::Interior),
    ("windowsill", Place::Interior),
    ("house", Place::Interior),
    ("office", Place::Interior),
    ("lab", Place::Interior),
    ("studio", Place::Interior),
    ("warehouse", Place::Warehouse),
    ("factory", Place::Warehouse),
    ("hangar", Place::Warehouse),
    ("station", Place::Station),
    ("subway", Place::Station),
    ("platform", Place::Station),
    ("valley", Place::Hills),
    ("mountain", Place::Hills),
    ("hill", Place::Hills),
    ("meadow", Place::Hills),
    ("field", Place::Hills),
    ("park", Place::Hills),
];
const WEATHERS: &[(&str, Weather)] = &[
    ("rain", Weather::Rain),
    ("storm", Weather::Rain),
    ("thunderstorm", Weather::Rain),
    ("drizzle", Weather::Rain),
    ("thunder", Weather::Rain),
    ("spray", Weather::Rain),
    ("wet", Weather::Rain),
    ("snow", Weather::Snow),
    ("blizzard", Weather::Snow),
    ("fog", Weather::Fog),
    ("mist", Weather::Fog),
    ("haze", Weather::Fog),
    ("hazy", Weather::Fog),
    ("misty", Weather::Fog),
    ("foggy", Weather::Fog),
    ("smoke", Weather::Fog),
    ("dust", Weather::Dust),
    ("sand", Weather::Dust),
    ("autumn", Weather::Leaves),
    ("leaves", Weather::Leaves),
    ("petals", Weather::Leaves),
];
const SUBJECTS: &[(&str, Subject)] = &[
    ("arm", Subject::Arm),
    ("gripper", Subject::Arm),
    ("manipulator", Subject::Arm),
    ("rover", Subject::Rover),
    ("robot arm", Subject::Arm),
    ("robot", Subject::Rover),
    ("drone", Subject::Birds),
    ("courier", Subject::Rover),
    ("fox", Subject::Animal),
    ("dog", Subject::Animal),
    ("cat", Subject::Animal),
    ("wolf", Subject::Animal),
    ("horse", Subject::Animal),
    ("deer", Subject::Animal),
    ("lion", Subject::Animal),
    ("bear", Subject::Animal),
    ("hare", Subject::Animal),
    ("cow", Subject::Animal),
    ("sheep", Subject::Animal),
    ("bird", Subject::Birds),
    ("flock", Subject::Birds),
    ("eagle", Subject::Birds),
    ("gull", Subject::Birds),
    ("person", Subject::Person),
    ("people", Subject::Person),
    ("man", Subject::Person),
    ("woman", Subject::Person),
    ("child", Subject::Person),
    ("girl", Subject::Person),
    ("boy", Subject::Person),
    ("astronaut", Subject::Person),
    ("dancer", Subject::Person),
    ("worker", Subject::Person),
    ("runner", Subject::Person),
    ("car", Subject::Car),
    ("taxi", Subject::Car),
    ("truck", Subject::Truck),
    ("lorry", Subject::Truck),
    ("bus", Subject::Truck),
    ("van", Subject::Truck),
    ("train", Subject::Truck),
    ("boat", Subject::Boat),
    ("ship", Subject::Boat),
    ("sail", Subject::Boat),
    ("kite", Subject::Kite),
    ("balloon", Subject::Kite),
];
const CAMERAS: &[(&str, Camera)] = &[
    ("pan left", Camera::PanLeft),
    ("pans left", Camera::PanLeft),
    ("pan right", Camera::PanRight),
    ("pans right", Camera::PanRight),
    ("pan", Camera::PanRight),
    ("tracking", Camera::PanRight),
    ("push", Camera::PushIn),
    ("zoom in", Camera::PushIn),
    ("dolly in", Camera::PushIn),
    ("close up", Camera::PushIn),
    ("pull", Camera::PullOut),
    ("zoom out", Camera::PullOut),
    ("dolly out", Camera::PullOut),
    ("rising", Camera::Rise),
    ("rise", Camera::Rise),
    ("crane", Camera::Rise),
    ("aerial", Camera::Rise),
    ("drone shot", Camera::Rise),
];
const COLORS: &[(&str, [u8; 3])] = &[
    ("red", [198, 62, 48]),
    ("orange", [222, 124, 48]),
    ("amber", [232, 160, 60]),
    ("yellow", [234, 196, 76]),
    ("gold", [214, 170, 78]),
    ("green", [84, 148, 92]),
    ("teal", [58, 142, 140]),
    ("blue", [66, 110, 180]),
    ("purple", [126, 88, 168]),
    ("violet", [126, 88, 168]),
    ("pink", [222, 130, 160]),
    ("brown", [126, 88, 60]),
    ("white", [236, 234, 228]),
    ("black", [40, 40, 44]),
    ("grey", [140, 140, 144]),
    ("gray", [140, 140, 144]),
    ("silver", [178, 182, 188]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_alone_chooses_every_motif() {
        let motifs = Motifs::read(
            "A red fox trots through deep snow in a birch forest at dawn, slow pan left",
            &Scene::default(),
        );
        assert_eq!(motifs.subject, Subject::Animal);
        assert_eq!(motifs.place, Place::Forest);
        assert_eq!(motifs.hour, Hour::Dawn);
        assert_eq!(motifs.weather, Weather::Snow);
        assert_eq!(motifs.camera, Camera::PanLeft);
        assert_eq!(motifs.colors, [[198, 62, 48]]);
        assert!(motifs.snow_on_ground);
    }

    #[test]
    fn a_filled_field_speaks_louder_than_the_prompt() {
        let mut scene = Scene::default();
        scene.set(SceneField::TimeOfDay, "midnight");
        let motifs = Motifs::read("a fox in a forest at dawn", &scene);
        assert_eq!(motifs.hour, Hour::Night);
        assert_eq!(motifs.place, Place::Forest);
    }

    #[test]
    fn a_word_inside_another_is_not_found() {
        let motifs = Motifs::read("a scarf", &Scene::default());
        assert_eq!(motifs.subject, Subject::Object, "no car in a scarf");
    }
}
