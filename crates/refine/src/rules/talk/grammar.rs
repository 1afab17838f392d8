//! What a part of a request asks for: the patterns of English that the rules know.

mod fluff;
mod make;
mod things;

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::find;
use super::said::Said;
use super::values::{self, Value};
use super::wish::Wish;

/// What a part asks for; `None` when it fits no pattern.
///
/// What is meant by "the car blue" depends on whether the prompt has a car, so the
/// reading of the prompt is asked, too.
pub(super) fn wishes(part: &str, reading: &Reading) -> Option<Vec<Wish>> {
    let (said, wants) = fluff::without(&Said::new(part));
    if said.is_empty() || !said.is_speech() {
        return None;
    }
    keep(&said, reading)
        .or_else(|| of_field(&said))
        .or_else(|| camera(&said))
        .or_else(|| things::replace(&said, reading))
        .or_else(|| things::remove(&said))
        .or_else(|| things::give(&said, reading))
        .or_else(|| things::add(&said, wants, reading))
        .or_else(|| make::place(&said, reading))
        .or_else(|| make::make(&said, reading))
        .or_else(|| make::should(&said, reading))
        .or_else(|| bare(&said))
}

/// Whether a part is nothing but politeness.
pub(super) fn is_fluff(part: &str) -> bool {
    fluff::without(&Said::new(part)).0.is_empty()
}

/// Wishes for values.
pub(super) fn set(values: Vec<&'static Value>) -> Vec<Wish> {
    values.into_iter().map(Wish::Set).collect()
}

fn keep(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let rest = said.after(&[
        "keep",
        "preserve",
        "retain",
        "leave",
        "don't change",
        "do not change",
        "don't touch",
        "do not touch",
        "don't alter",
        "without changing",
        "without touching",
        "don't lose",
    ])?;
    let line = rest.bare().line();
    if line.is_empty() {
        return None;
    }
    let all = [
        "everything",
        "all",
        "rest",
        "other",
        "anything",
        "remaining",
        "it as it is",
    ];
    if all.iter().any(|word| line.starts_with(word)) {
        let but = rest.around(&["but", "except for", "except", "apart from", "other than"]);
        return Some(vec![match but {
            Some((_, what)) if !what.is_empty() => Wish::Remove {
                what: what.bare().own(),
                say: false,
            },
            _ => Wish::Nothing,
        }]);
    }
    let what = rest
        .around(&[
            "as is",
            "as it is",
            "as they are",
            "the same",
            "unchanged",
            "as before",
            "exactly",
        ])
        .map_or_else(|| rest.clone(), |(what, _)| what);
    let what = what.bare();
    let end = [
        "same",
        "unchanged",
        "there",
        "untouched",
        "alone",
        "exactly",
    ];
    let len = what
        .lower()
        .iter()
        .take_while(|word| !end.contains(word))
        .count();
    let what = what.range(0, len);
    // "Keep the fox red": what is named first is kept as it is.
    let named = find::target_len(reading, &what).unwrap_or(len);
    Some(vec![Wish::Keep {
        what: what.range(0, named).own(),
    }])
}

/// The words for fields, and what they set.
const FIELDS: &[(&str, Axis)] = &[
    ("time of day|time|hour|daytime", Axis::TimeOfDay),
    (
        "weather|season|mood|atmosphere|vibe|feeling|feel|ambience|ambiance|tone",
        Axis::Weather,
    ),
    (
        "location|setting|place|background|backdrop|scenery|environment|surroundings|scene location",
        Axis::Location,
    ),
    ("lighting|light|lights|illumination", Axis::Lighting),
    (
        "style|look|aesthetic|visual style|art style|medium|overall style|genre|overall look",
        Axis::Style,
    ),
    (
        "camera|camera angle|camera movement|camera motion|angle|shot|view|framing|perspective|viewpoint|point of view|lens",
        Axis::Camera,
    ),
    (
        "colors|colours|color palette|colour palette|palette|color scheme|colour scheme|color grading|colour grading|tones|color grade|colour grade",
        Axis::Colors,
    ),
    (
        "speed|pace|tempo|motion|movement|action|movements",
        Axis::Pace,
    ),
];

/// The axis that a word for a field names.
pub(super) fn axis(name: &str) -> Option<Axis> {
    FIELDS
        .iter()
        .find(|(names, _)| names.split('|').any(|known| known == name))
        .map(|(_, axis)| *axis)
}

/// The fields that a word for a field names.
pub(super) fn field(name: &str) -> Option<SceneField> {
    match name {
        "subject" | "subjects" | "character" | "characters" => Some(SceneField::Subjects),
        "action" | "actions" => Some(SceneField::Actions),
        "color" | "colour" => Some(SceneField::Colors),
        _ => axis(name).map(find::field_of),
    }
}

/// "Set the time of day to dusk", "style: anime", "warmer lighting".
fn of_field(said: &Said) -> Option<Vec<Wish>> {
    let rest = said
        .after(&[
            "set",
            "change",
            "make",
            "switch",
            "turn",
            "update",
            "adjust",
            "use",
            "let",
            "alter",
            "have",
            "keep the same but make",
        ])
        .unwrap_or_else(|| said.clone())
        .bare();
    let lower = rest.lower();
    let (axis, len) = (1..=3.min(lower.len()))
        .rev()
        .find_map(|len| Some((axis(&lower[..len].join(" "))?, len)))?;
    let value = rest.from(len);
    let value = value
        .after(&[
            "to be",
            "to look",
            "should be",
            "should look",
            "must be",
            "has to be",
            "into",
            "to",
            "is",
            "are",
            "be",
            "as",
            "look",
            "feel",
            "from the",
            "more",
            "a bit",
            "a little",
            "much",
            "a lot",
            "a bit more",
            "a little more",
            "to be more",
            "to something",
            "look more",
            "feel more",
            "be more",
            "should be more",
        ])
        .unwrap_or(value);
    if value.is_empty() {
        return None;
    }
    on_axis(axis, &value)
}

/// A value for one axis, in the words of the tables or the user's own.
pub(super) fn on_axis(axis: Axis, value: &Said) -> Option<Vec<Wish>> {
    let bare = value.bare();
    for name in [value.line(), bare.line()] {
        if let Some(found) = values::named_on(axis, &name) {
            return Some(vec![Wish::Set(found)]);
        }
    }
    if let Some(found) = value.values()
        && (found.iter().all(|v| v.axis == axis)
            || matches!(axis, Axis::Weather | Axis::Location | Axis::Lighting))
    {
        return Some(set(found));
    }
    if axis == Axis::Location {
        return Some(vec![make::a_place(value)]);
    }
    let free = matches!(
        axis,
        Axis::Style | Axis::Lighting | Axis::Weather | Axis::Colors
    );
    let short = (1..=8).contains(&value.len());
    (free && short && value.is_speech()).then(|| {
        vec![Wish::SetFree {
            axis,
            text: bare.own(),
        }]
    })
}

/// "The camera pans left", "shoot it from above", "move the camera closer".
fn camera(said: &Said) -> Option<Vec<Wish>> {
    let told = |rest: &Said| {
        let line = rest.bare().line();
        let plain = line
            .split(' ')
            .filter(|word| {
                !matches!(
                    *word,
                    "slowly"
                        | "gently"
                        | "smoothly"
                        | "slightly"
                        | "gradually"
                        | "should"
                        | "to"
                        | "is"
                        | "it"
                        | "the"
                        | "a"
                        | "be"
                        | "more"
                        | "that"
                        | "which"
                        | "bit"
                        | "on"
                        | "use"
                        | "using"
                )
            })
            .collect::<Vec<_>>()
            .join(" ");
        [line.as_str(), plain.as_str()]
            .into_iter()
            .find_map(|name| values::named_on(Axis::Camera, name))
            .map(|value| vec![Wish::Set(value)])
            .or_else(|| camera_values(rest))
    };
    if let Some(rest) = said.after(&[
        "camera",
        "the camera",
        "have the camera",
        "let the camera",
        "make the camera",
        "make camera",
        "a camera",
        "use the camera to",
    ]) {
        return told(&rest);
    }
    for verb in [
        "move", "pan", "tilt", "push", "pull", "bring", "zoom", "put", "place", "dolly", "crane",
        "raise", "lower", "hold", "keep",
    ] {
        if let Some(rest) = said.after(&[&format!("{verb} the camera")]) {
            let line = rest.line();
            return [format!("{verb} {line}"), line]
                .iter()
                .find_map(|name| told(&Said::new(name)));
        }
    }
    let rest = said.after(&[
        "film",
        "shoot",
        "view",
        "show",
        "frame",
        "capture",
        "see",
        "use",
        "give me",
        "try",
        "get",
        "go for",
        "go",
        "do",
        "cut to",
        "switch to",
        "change to",
        "make it",
        "film it",
        "shoot it",
        "view it",
        "show it",
        "frame it",
        "capture it",
        "see it",
        "film this",
        "shoot this",
        "film the scene",
        "shoot the scene",
        "show the scene",
        "view the scene",
        "zoom",
        "move",
        "add",
    ]);
    rest.and_then(|rest| told(&rest)).or_else(|| told(said))
}

/// "Follows her from behind": what the camera does, with whom it does it left out.
fn camera_values(said: &Said) -> Option<Vec<Wish>> {
    let lower = said.lower();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let longest = (1..=5.min(lower.len() - at)).rev().find_map(|len| {
            let value = values::named(&lower[at..at + len].join(" "))?;
            (value.axis == Axis::Camera).then_some((len, value))
        });
        let whom = |word: &str| {
            let kind = lexicon::kind(word);
            kind.is_some_and(|kind| kind.is_subject() || kind == Kind::Determiner)
                || matches!(
                    word,
                    "it" | "him"
                        | "on"
                        | "at"
                        | "of"
                        | "towards"
                        | "toward"
                        | "to"
                        | "into"
                        | "around"
                        | "over"
                        | "with"
                        | "them"
                        | "her"
                        | "slowly"
                        | "and"
                        | "close"
                        | "closely"
                        | "gently"
                        | "smoothly"
                )
        };
        match longest {
            Some((len, value)) => {
                if !found.contains(&value) {
                    found.push(value);
                }
                at += len;
            }
            None if whom(lower[at]) && !found.is_empty() => at += 1,
            None => return None,
        }
    }
    (!found.is_empty()).then(|| set(found))
}

/// A value by itself: "night", "more cinematic", "in the style of Monet".
fn bare(said: &Said) -> Option<Vec<Wish>> {
    if let Some(value) = values::named(&said.line()) {
        return Some(vec![Wish::Set(value)]);
    }
    let used = said.after(&[
        "use", "try", "go for", "go with", "apply", "give it", "give me", "choose", "pick",
    ]);
    if let Some(found) = used.and_then(|rest| rest.values()) {
        return Some(set(found));
    }
    if let Some(rest) = said.after(&["less", "not so", "not too", "not as", "not"]) {
        let found = rest.values()?;
        return Some(
            found
                .into_iter()
                .map(|value| Wish::Remove {
                    what: value.told().to_owned(),
                    say: false,
                })
                .collect(),
        );
    }
    if let Some(found) = said.values() {
        return Some(set(found));
    }
    let gerund = said
        .lower()
        .first()
        .is_some_and(|first| first.ends_with("ing") && lexicon::base(first).is_some());
    if gerund
        && said.len() < 6
        && let Some(doing) = things::verb_first(said)
    {
        return Some(vec![Wish::Act {
            target: None,
            doing,
        }]);
    }
    let style = |text: String| {
        vec![Wish::SetFree {
            axis: Axis::Style,
            text,
        }]
    };
    if let Some(rest) = said.after(&[
        "in the style of",
        "in style of",
        "styled like",
        "styled as",
        "make it look like",
        "look like",
        "like",
        "as if it was",
        "as if it were",
        "make it in the style of",
        "make it like",
    ]) {
        return (!rest.is_empty() && rest.is_speech())
            .then(|| style(format!("style of {}", rest.own())));
    }
    let lower = said.lower();
    if lower.last() == Some(&"style") && lower.len() > 1 && lower.len() < 6 {
        let from = usize::from(matches!(lower[0], "in" | "use" | "with" | "an" | "a"));
        return Some(style(said.from(from).own()));
    }
    None
}
