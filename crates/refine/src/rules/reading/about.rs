//! What is said of the picture as a whole.

use super::super::phrases::Phrase;

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
pub(super) fn says_only_video(phrase: &Phrase) -> bool {
    let plain = ["video", "clip", "scene", "footage", "photo", "photograph"];
    plain.contains(&phrase.head_word.as_str()) && phrase.describers.is_none()
}
