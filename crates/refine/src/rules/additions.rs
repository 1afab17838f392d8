//! What a world model asks for and a prompt does not say: sentences that fit what is
//! there. They never bring a new subject, new weather or another time of day.

use super::lexicon::Kind;
use super::reading::{Reading, Subject};

/// A sentence to add, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Addition {
    pub(super) sentence: String,
    pub(super) why: &'static str,
}

/// The sentences that `reading` lacks, in the order in which they read well.
/// `choice`, a number made from the text, picks among equals.
pub(super) fn of(reading: &Reading, choice: usize) -> Vec<Addition> {
    let wanted = [
        (action(reading), "says how the action unfolds over time"),
        (setting(reading), "says where it happens"),
        (light(reading), "says where the light comes from"),
        (camera(reading, choice), "says how the camera sees it"),
        (look(reading), "says how it should look"),
        (physics(reading), "asks for movement as in the real world"),
    ];
    wanted
        .into_iter()
        .filter_map(|(sentence, why)| {
            Some(Addition {
                sentence: sentence?,
                why,
            })
        })
        .collect()
}

const STILL: [&str; 10] = [
    "still",
    "motionless",
    "frozen",
    "statue",
    "sleeping",
    "sculpture",
    "still life",
    "portrait",
    "logo",
    "painting",
];
const OWN_TIME: [&str; 7] = [
    "time lapse",
    "timelapse",
    "hyperlapse",
    "slow motion",
    "slow mo",
    "music video",
    "trailer",
];
const UNREAL: [&str; 25] = [
    "anime",
    "anime style",
    "cartoon",
    "cartoon style",
    "animation",
    "animated",
    "pixar style",
    "surreal",
    "surrealist",
    "abstract",
    "fantasy",
    "claymation",
    "stop motion",
    "comic",
    "manga",
    "pixel art",
    "dream",
    "dreamlike",
    "vaporwave",
    "studio ghibli",
    "ghibli style",
    "magical",
    "origami",
    "wizard",
    "dragon",
];
const NIGHT: [&str; 5] = ["night", "midnight", "nightfall", "nighttime", "night time"];
const LOW_SUN: [&str; 9] = [
    "dawn",
    "sunrise",
    "daybreak",
    "first light",
    "dusk",
    "sunset",
    "golden hour",
    "magic hour",
    "late afternoon",
];
const VEILED: [&str; 18] = [
    "rain",
    "rainy",
    "drizzle",
    "downpour",
    "rainfall",
    "fog",
    "foggy",
    "mist",
    "misty",
    "overcast",
    "cloudy",
    "storm",
    "stormy",
    "snowfall",
    "snowstorm",
    "blizzard",
    "thunderstorm",
    "snowy",
];
const UNDER_WATER: [&str; 7] = [
    "underwater",
    "seabed",
    "ocean floor",
    "sea floor",
    "coral reef",
    "reef",
    "submerged",
];
const IN_SPACE: [&str; 6] = [
    "space",
    "outer space",
    "orbit",
    "galaxy",
    "moon surface",
    "mars",
];

fn action(reading: &Reading) -> Option<String> {
    if reading.says(&OWN_TIME) || reading.says(&STILL) {
        return None;
    }
    if reading.scene.actions.is_some() {
        return Some("The action unfolds steadily in one continuous shot.".into());
    }
    let subject = reading.subject.as_ref()?;
    let held_still = ["moving", "move", "moves", "motion", "movement"];
    if reading
        .denied
        .iter()
        .any(|word| held_still.contains(&word.as_str()))
    {
        return None;
    }
    let (who, s) = named(reading, subject);
    Some(match subject.kind {
        Some(Kind::Person) if reading.indoors => {
            format!("{who} turn{s} slowly and shift{s} weight from one foot to the other.")
        }
        Some(Kind::Person) => format!("{who} move{s} forward at an unhurried pace."),
        Some(Kind::Animal) => {
            format!("{who} move{s} calmly through the frame and pause{s} once to look around.")
        }
        Some(Kind::Vehicle) => format!("{who} move{s} forward at a steady speed."),
        _ => "Small, natural movements go on from start to finish.".into(),
    })
}

/// The subject as a sentence's own, and the ending of its verb.
fn named(reading: &Reading, subject: &Subject) -> (String, &'static str) {
    if reading.subjects > 1 {
        return ("They".into(), "");
    }
    let ending = if subject.plural { "" } else { "s" };
    (format!("The {}", subject.noun), ending)
}

fn setting(reading: &Reading) -> Option<String> {
    if reading.scene.location.is_some() || reading.says(&UNDER_WATER) || reading.says(&IN_SPACE) {
        return None;
    }
    if reading.denied.iter().any(|word| word == "background") {
        return None;
    }
    let subject = reading.subject.as_ref()?;
    Some(match subject.kind {
        Some(Kind::Animal) => {
            let whose = if subject.plural || reading.subjects > 1 {
                "their"
            } else {
                "its"
            };
            format!("The background shows {whose} natural surroundings, with clear depth.")
        }
        Some(Kind::Vehicle) => "The surroundings are wide and open, with a clear horizon.".into(),
        _ => "The surroundings are simple and uncluttered, with clear depth behind.".into(),
    })
}

fn light(reading: &Reading) -> Option<String> {
    if reading.lit {
        return None;
    }
    let denied = |words: &[&str]| reading.denied.iter().any(|w| words.contains(&w.as_str()));
    if denied(&["light", "lights", "lighting", "shadows"]) {
        return None;
    }
    let sentence = if reading.says(&UNDER_WATER) {
        "Light filters down from the surface in slow, shifting rays."
    } else if reading.says(&IN_SPACE) {
        "Hard light comes from one side and draws deep shadows."
    } else if reading.says(&NIGHT) && reading.indoors {
        "A warm lamp lights one side and leaves the rest in soft shadow."
    } else if reading.says(&NIGHT) {
        "Dim, cool night light picks out the edges and leaves deep shadows."
    } else if reading.indoors {
        "Soft light falls from one side and gives everything shape."
    } else if reading.says(&VEILED) {
        "Soft, even light falls from the sky, without hard shadows."
    } else if reading.says(&["twilight", "blue hour", "evening"]) {
        "The last soft, bluish light of the sky falls evenly on everything."
    } else if reading.says(&LOW_SUN) {
        "Low, warm light comes from one side and draws long shadows."
    } else if reading.says(&["noon", "midday"]) {
        "High sunlight falls from above and draws short, clear shadows."
    } else {
        "Soft natural light falls from one side and gives everything shape."
    };
    Some(sentence.to_owned())
}

fn camera(reading: &Reading, choice: usize) -> Option<String> {
    if reading.camera {
        return None;
    }
    let sentences: [&str; 3] = if reading.scene.actions.is_some() && !reading.says(&STILL) {
        [
            "The camera follows smoothly at the same pace, at eye level.",
            "The camera tracks the movement steadily from the side.",
            "The camera keeps its distance and follows in one smooth move.",
        ]
    } else if reading.subject.is_some() {
        [
            "The camera pushes in slowly at eye level.",
            "The camera moves in a slow, gentle arc.",
            "The camera holds a steady medium shot.",
        ]
    } else {
        [
            "The camera glides forward slowly through the scene.",
            "The camera pans slowly and steadily across the scene.",
            "The camera holds a steady wide shot.",
        ]
    };
    sentences
        .get(choice % sentences.len())
        .map(|s| (*s).to_owned())
}

fn look(reading: &Reading) -> Option<String> {
    (!reading.look).then(|| {
        if reading.says(&UNREAL) {
            "The style is coherent from the first frame to the last, with fine detail.".into()
        } else {
            "The look is photorealistic, with natural contrast and fine detail.".into()
        }
    })
}

fn physics(reading: &Reading) -> Option<String> {
    (!reading.says(&UNREAL))
        .then(|| "Weight, contact and movement stay physically plausible throughout.".into())
}
