//! What a phrase is about, where its noun alone does not tell.

use super::super::lexicon::{self, Kind};
use super::super::phrases::{Lead, Phrase};

/// What is said of the picture as a whole is not seen in it.
const OF_THE_PICTURE: [&str; 21] = [
    "action",
    "background",
    "clip",
    "composition",
    "contact",
    "contrast",
    "depth",
    "detail",
    "footage",
    "foreground",
    "image",
    "look",
    "mood",
    "motion",
    "movement",
    "picture",
    "scene",
    "shot",
    "surrounding",
    "video",
    "weight",
];

/// Whether a phrase names the picture as a whole: "the look", "fine detail".
pub(super) fn names_the_picture(phrase: &Phrase) -> bool {
    let singular = phrase.head_word.trim_end_matches('s');
    phrase.head.is_none() && OF_THE_PICTURE.contains(&singular)
}

/// "a video of": says what is asked for, and nothing about its look.
pub(super) fn says_only_video(phrase: &Phrase, text: &str) -> bool {
    let plain = ["video", "clip", "scene", "footage", "photo", "photograph"];
    let words = text[phrase.place.clone()].split_whitespace().count();
    plain.contains(&phrase.head_word.as_str()) && words <= 1 + usize::from(phrase.determined)
}

/// Snow underfoot is a place; in the air it is weather.
pub(super) fn falls(phrase: &Phrase, text: &str) -> bool {
    let in_the_air = ["heavy", "light", "driving", "gentle", "steady", "wet"];
    let described = phrase.describers.clone().is_some_and(|place| {
        let words = text[place].to_lowercase();
        words.split(' ').any(|word| in_the_air.contains(&word))
    });
    phrase.head_word == "snow"
        && (phrase.lead == Lead::Bare || phrase.participle.is_some() || described)
}

/// "Tilt up from the boots to the face": where the camera looks on its way.
pub(super) fn leads_the_camera(phrase: &Phrase, before: Option<&Phrase>) -> bool {
    let of_camera = before.is_some_and(|before| before.head == Some(Kind::Camera));
    let way = matches!(&phrase.lead, Lead::Preposition(word) if word == "from" || word == "to");
    of_camera && way && phrase.head.is_none_or(Kind::is_seen)
}

/// What people ride on: "a boy on a bicycle" is one who is seen, and the bicycle no place.
const MOUNTS: &str = "bicycle|bike|motorcycle|motorbike|scooter|moped|tricycle|unicycle|skateboard|surfboard|\
snowboard|horse|pony|donkey|camel|mule|elephant|ox|llama|sled|roller skate|ice skate|ski";

/// Whether a phrase tells what somebody rides on.
pub(super) fn is_mount(phrase: &Phrase, word: &str) -> bool {
    let head = phrase.head_word.as_str();
    let single = lexicon::singular(head).unwrap_or_default();
    word == "on" && lexicon::list(MOUNTS).any(|mount| mount == head || mount == single)
}

/// How something is done, said as a place is: "at walking pace".
const MANNERS: [&str; 13] = [
    "air", "pace", "speed", "tempo", "rate", "rhythm", "ease", "once", "rest", "work", "play",
    "length", "turn",
];

/// Whether a phrase tells how rather than where.
pub(super) fn tells_a_manner(phrase: &Phrase) -> bool {
    MANNERS.contains(&phrase.head_word.as_str())
}

/// "..., with a sous-chef", "..., with rose petals": after a comma somebody or something comes to
/// those who are seen, and is nothing that the last of them has.
pub(super) fn comes_along(phrase: &Phrase, word: &str, text: &str) -> bool {
    let apart = text[..phrase.start].trim_end().ends_with(',');
    let thing = phrase
        .head
        .is_some_and(|kind| kind == Kind::Thing || kind == Kind::Person);
    word == "with" && apart && (thing || (phrase.head.is_none() && phrase.determined))
}

/// "In yellow oilskins": what has a colour and no article is worn, and no place.
pub(super) fn is_worn(phrase: &Phrase, word: &str, text: &str) -> bool {
    let colored = phrase.describers.clone().is_some_and(|place| {
        let words = text[place].to_lowercase();
        words
            .split(' ')
            .any(|word| lexicon::kind(word) == Some(Kind::Color))
    });
    word == "in" && colored && !phrase.determined
}

/// Whether "in the sky" tells where somebody is: a sky that looks like something is weather.
pub(super) fn is_the_sky(phrase: &Phrase, text: &str) -> bool {
    let place = text[phrase.place.clone()].to_lowercase();
    let lead = matches!(&phrase.lead, Lead::Preposition(word) if word != "under");
    lead && place == "the sky"
}

/// Whether a phrase names a part of somebody's body.
pub(super) fn is_of_the_body(phrase: &Phrase) -> bool {
    let singular = phrase.head_word.trim_end_matches('s');
    matches!(
        singular,
        "hand" | "face" | "eye" | "hair" | "arm" | "paw" | "wing" | "tail"
    )
}
