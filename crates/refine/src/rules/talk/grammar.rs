//! What a part of a request asks for: the patterns of English that the rules know.

mod amount;
mod camera;
mod field;
mod fluff;
mod make;
mod place;
mod remove;
mod swap;
mod target;
mod things;

use crate::rules::lexicon::{self};
use crate::rules::reading::Reading;
use crate::vary::Axis;

pub(super) use self::field::field;
use self::field::{axis, of_backdrop, of_field, on_axis};

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
        .or_else(|| of_backdrop(&said, reading))
        .or_else(|| of_field(&said))
        .or_else(|| amount::amount(&said, reading))
        .or_else(|| camera::camera(&said))
        .or_else(|| swap::replace(&said, reading))
        .or_else(|| remove::remove(&said))
        .or_else(|| things::give(&said, reading))
        .or_else(|| things::add(&said, wants, reading))
        .or_else(|| place::place(&said, reading))
        .or_else(|| make::make(&said, reading))
        .or_else(|| make::should(&said, reading))
        .or_else(|| bare(&said))
        .or_else(|| described(&said, reading))
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

/// "White background": something that is there, and how it is to look.
fn described(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let bare = said.bare();
    let noun = bare.len().checked_sub(1).filter(|at| *at > 0)?;
    let target = bare.from(noun);
    let with = bare.range(0, noun).describers()?;
    find::phrase(reading, &target.line())?;
    Some(vec![Wish::Describe {
        target: Some(target.own()),
        with,
    }])
}

/// What is wanted by whoever says "too ...".
const TOO: &[(&str, &str)] = &[
    ("dark", "brighter"),
    ("bright", "darker"),
    ("fast", "slower"),
    ("slow", "faster"),
    ("close", "wide shot"),
    ("far", "close up"),
    ("far away", "close up"),
    ("warm", "cooler"),
    ("cold", "warmer"),
    ("colorful", "muted colors"),
    ("dull", "vivid colors"),
    ("harsh", "softer"),
    ("soft", "harsher"),
    ("shaky", "static camera"),
    ("calm", "dramatic"),
];

/// A value by itself: "night", "more cinematic", "in the style of Monet".
fn bare(said: &Said) -> Option<Vec<Wish>> {
    if let Some(value) = values::named(&said.line()) {
        return Some(vec![Wish::Set(value)]);
    }
    if let Some(rest) = said.after(&[
        "too",
        "it's too",
        "it is too",
        "the scene is too",
        "this is too",
        "way too",
        "it looks too",
    ]) {
        let name = rest.line();
        let (_, wanted) = TOO.iter().find(|(much, _)| *much == name)?;
        return values::named(wanted).map(|value| vec![Wish::Set(value)]);
    }
    if let Some(found) = said
        .after(&["during", "set during", "set it during", "in the middle of"])
        .and_then(|rest| rest.values())
    {
        return Some(set(found));
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
        && let Some(doing) = swap::verb_first(said)
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
        "more like",
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
