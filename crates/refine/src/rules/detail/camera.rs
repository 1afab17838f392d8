//! How the camera moves and sees.

use worldreel_domain::scene::SceneField;
use worldreel_domain::scene::detail::Camera;

use super::super::lexicon::Kind;
use super::super::phrases::Lead;
use super::super::reading::Reading;
use super::values::Values;

/// What a term tells of the camera.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    Motion,
    Framing,
    Angle,
    Depth,
    Lens,
}

/// Parts of terms, and what such a term tells: the first that fits. "A low angle shot" is
/// an angle before it is a shot, "tilt shift" is sharpness before it is a tilt.
const PARTS: &[(&str, Tells)] = &[
    ("depth of field", Tells::Depth),
    ("bokeh", Tells::Depth),
    ("focus", Tells::Depth),
    ("tilt shift", Tells::Depth),
    ("anamorphic", Tells::Lens),
    ("telephoto", Tells::Lens),
    ("fisheye", Tells::Lens),
    ("wide angle", Tells::Lens),
    ("lens", Tells::Lens),
    ("24mm", Tells::Lens),
    ("35mm", Tells::Lens),
    ("50mm", Tells::Lens),
    ("85mm", Tells::Lens),
    ("angle", Tells::Angle),
    ("aerial", Tells::Angle),
    ("drone", Tells::Angle),
    ("bird", Tells::Angle),
    ("worm", Tells::Angle),
    ("top down", Tells::Angle),
    ("top view", Tells::Angle),
    ("top shot", Tells::Angle),
    ("overhead", Tells::Angle),
    ("eye level", Tells::Angle),
    ("from afar", Tells::Framing),
    ("from a distance", Tells::Framing),
    ("from ", Tells::Angle),
    ("dutch", Tells::Angle),
    ("pov", Tells::Angle),
    ("point of view", Tells::Angle),
    ("first person", Tells::Angle),
    ("third person", Tells::Angle),
    ("fpv", Tells::Angle),
    ("side view", Tells::Angle),
    ("front view", Tells::Angle),
    ("rear view", Tells::Angle),
    ("profile", Tells::Angle),
    ("time lapse", Tells::Motion),
    ("close", Tells::Framing),
    ("wide", Tells::Framing),
    ("long shot", Tells::Framing),
    ("medium", Tells::Framing),
    ("establishing", Tells::Framing),
    ("full shot", Tells::Framing),
    ("cowboy", Tells::Framing),
    ("two shot", Tells::Framing),
    ("over the shoulder", Tells::Framing),
    ("macro", Tells::Framing),
    ("split screen", Tells::Framing),
    ("panorama", Tells::Framing),
    ("panoramic", Tells::Framing),
    ("pan", Tells::Motion),
    ("tilt", Tells::Motion),
    ("zoom", Tells::Motion),
    ("dolly", Tells::Motion),
    ("crane", Tells::Motion),
    ("jib", Tells::Motion),
    ("track", Tells::Motion),
    ("truck", Tells::Motion),
    ("pedestal", Tells::Motion),
    ("follow", Tells::Motion),
    ("push in", Tells::Motion),
    ("pull back", Tells::Motion),
    ("orbit", Tells::Motion),
    ("arc shot", Tells::Motion),
    ("rotating", Tells::Motion),
    ("360", Tells::Motion),
    ("fly", Tells::Motion),
    ("hand", Tells::Motion),
    ("steadicam", Tells::Motion),
    ("gimbal", Tells::Motion),
    ("static", Tells::Motion),
    ("fixed", Tells::Motion),
    ("locked", Tells::Motion),
    ("tripod", Tells::Motion),
    ("shaky", Tells::Motion),
    ("motion", Tells::Motion),
    ("movement", Tells::Motion),
];

/// Terms that name the camera itself, or one of its pictures, and nothing about it.
const PLAIN: [&str; 8] = [
    "camera",
    "shot",
    "view",
    "frame",
    "framing",
    "camera work",
    "camerawork",
    "camera angle",
];

/// Of time, not of the camera: how fast the picture runs.
const OF_TIME: [&str; 11] = [
    "slow motion",
    "slow mo",
    "super slow motion",
    "ultra slow motion",
    "fast motion",
    "time lapse",
    "timelapse",
    "hyperlapse",
    "speed ramp",
    "bullet time",
    "real time",
];

/// What a text says of the camera.
pub(super) fn of(text: &str, reading: &Reading) -> Camera {
    let (mut motion, mut framing, mut angle) = <(Values, Values, Values)>::default();
    let (mut depth, mut lens) = <(Values, Values)>::default();
    // The clause that tells what the camera does.
    let mut moves = None;
    let of_style = reading
        .phrases
        .iter()
        .filter(|own| own.field == Some(SceneField::Style));
    for own in of_style {
        let phrase = &own.phrase;
        let word = phrase.head_word.as_str();
        match phrase.head {
            Some(Kind::Look) => {}
            _ if OF_TIME.contains(&word) => {}
            Some(Kind::Camera) if phrase.lead != Lead::Act => {
                let plain = PLAIN.contains(&word);
                if plain && word == "camera" && phrase.lead == Lead::Bare {
                    moves = Some(phrase.clause);
                }
                let words = text[phrase.place.clone()].to_lowercase().replace('-', " ");
                let tells = if plain {
                    told_by(words.strip_suffix(word).unwrap_or(&words))
                } else {
                    told_by(word)
                };
                match tells {
                    Some(Tells::Motion) => motion.push(phrase.place.clone()),
                    Some(Tells::Framing) => framing.push(phrase.place.clone()),
                    Some(Tells::Angle) => angle.push(phrase.place.clone()),
                    Some(Tells::Depth) => depth.push(phrase.place.clone()),
                    Some(Tells::Lens) => lens.push(phrase.place.clone()),
                    // "moves past the camera" is no more said of it than "the camera".
                    None => {}
                }
            }
            _ if moves == Some(phrase.clause) => motion.grow(text, phrase),
            _ => {}
        }
    }
    Camera {
        motion: motion.told(text),
        framing: framing.told(text),
        angle: angle.told(text),
        depth_of_field: depth.told(text),
        lens: lens.told(text),
    }
}

fn told_by(term: &str) -> Option<Tells> {
    let holds = |part: &str| {
        term.match_indices(part)
            .any(|(at, _)| at == 0 || term[..at].ends_with(' '))
    };
    let found = PARTS.iter().find(|(part, _)| holds(part));
    found.map(|(_, tells)| *tells)
}
