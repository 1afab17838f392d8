//! "Make it X", "make the car X", "the car should be X", "set it in X".

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::super::find;
use super::super::said::Said;
use super::super::values;
use super::super::wish::Wish;
use super::place::{WHERE, a_place, place};
use super::swap;
use super::things::is_it;
use super::{on_axis, set};

const MAKES: [&str; 17] = [
    "make", "turn", "render", "let", "get", "have", "paint", "color", "colour", "dye", "show",
    "tint", "keep", "help", "ask", "tell", "cause",
];

/// "Make it X" and "make the car X".
pub(super) fn make(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    if let Some(wishes) = changed_by_verb(said, reading) {
        return Some(wishes);
    }
    let rest = said.after(&MAKES)?;
    if let Some(len) = (1..=3)
        .rev()
        .find(|len| is_it(&rest.range(0, *len)) && rest.len() > *len)
    {
        return whole(&rest.from(len), reading);
    }
    target(&rest, reading)
}

/// "The fox should be blue", "the fox bigger", "it should be night".
pub(super) fn should(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    if let Some(rest) = said.after(&[
        "it should be",
        "it should",
        "it is",
        "it's",
        "it must be",
        "it to be",
        "this should be",
        "the scene should be",
        "the video should be",
        "the scene is",
        "it to look",
        "it was",
        "it were",
        "the scene to be",
        "scene should be",
        "everything should be",
        "it be",
        "be",
        "more",
        "even more",
    ]) {
        return whole(&rest, reading);
    }
    number(said, reading).or_else(|| target(said, reading))
}

/// "Two eagles" where there is one.
pub(super) fn number(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let lower = said.lower();
    let counts = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "several", "many",
    ];
    let rest = said.from(1);
    let counted = lower.first().is_some_and(|first| counts.contains(first));
    (counted && find::target_len(reading, &rest) == Some(rest.len())).then(|| {
        vec![Wish::Replace {
            what: Some(rest.own()),
            by: said.own(),
        }]
    })
}

const VERBS: &[(&str, &str)] = &[
    ("darken|dim", "darker"),
    (
        "brighten|brighten up|light up|illuminate|lighten",
        "brighter",
    ),
    ("soften", "softer"),
    ("warm|warm up", "warmer"),
    ("cool|cool down", "cooler"),
    ("enlarge|enlargen|grow", "big"),
    ("shrink", "small"),
    ("sharpen", "sharp"),
];

/// "Darken the sky", "brighten it".
fn changed_by_verb(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    for (verbs, word) in VERBS {
        let verbs: Vec<&str> = verbs.split('|').collect();
        let Some(rest) = said.after(&verbs) else {
            continue;
        };
        let bare = rest.bare();
        let light = is_it(&rest)
            || matches!(
                bare.line().as_str(),
                "lighting" | "light" | "lights" | "mood" | ""
            );
        if let Some(value) = values::named(word).filter(|_| light) {
            return Some(vec![Wish::Set(value)]);
        }
        if find::target_len(reading, &bare) == Some(bare.len()) {
            let with = Said::new(word).describers()?;
            return Some(vec![Wish::Describe {
                target: Some(bare.own()),
                with,
            }]);
        }
    }
    None
}

/// What the whole picture is to be.
pub(super) fn whole(rest: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let rest = rest
        .after(&[
            "look like",
            "feel like",
            "look",
            "feel",
            "appear",
            "seem",
            "be",
            "become",
            "more",
            "look more",
            "feel more",
            "happen",
            "take place",
            "to be",
            "to look",
            "look like it's",
            "look like it is",
            "be more",
            "into",
        ])
        .unwrap_or_else(|| rest.clone());
    if rest.is_empty() {
        return None;
    }
    if let Some(values) = rest.values() {
        return Some(set(values));
    }
    let lower = rest.lower();
    if lower.first() == Some(&"less") {
        return super::bare(&rest);
    }
    if WHERE.contains(&lower[0]) || matches!(lower[0], "underwater" | "outdoors" | "indoors") {
        return place(&rest, reading);
    }
    if lower.last() == Some(&"style") {
        return super::bare(&rest);
    }
    let person = reading
        .subject
        .as_ref()
        .is_some_and(|subject| subject.kind == Some(Kind::Person));
    let colors = lower
        .iter()
        .all(|word| lexicon::kind(word) == Some(Kind::Color) || *word == "and");
    if person && colors {
        return on_axis(Axis::Colors, &rest);
    }
    if let Some(with) = rest.describers()
        && find::subject(reading).is_some()
        && rest.bare().len() == rest.len()
    {
        return Some(vec![Wish::Describe { target: None, with }]);
    }
    if let Some(doing) = swap::verb_first(&rest)
        && lexicon::is_base(lower[0])
    {
        return Some(vec![Wish::Act {
            target: None,
            doing,
        }]);
    }
    let kind = lower.last().and_then(|word| lexicon::kind(word));
    let plain = !lower
        .iter()
        .any(|word| lexicon::kind(word) == Some(Kind::Preposition));
    match kind {
        Some(Kind::Place | Kind::Indoors) => Some(vec![a_place(&rest)]),
        Some(Kind::Palette) => on_axis(Axis::Colors, &rest),
        Some(Kind::Light) => on_axis(Axis::Lighting, &rest),
        Some(Kind::Look) => on_axis(Axis::Style, &rest),
        Some(Kind::Camera) => None,
        Some(kind) if kind.is_subject() && reading.subject.is_some() && plain => {
            Some(vec![Wish::Replace {
                what: None,
                by: rest.own(),
            }])
        }
        _ => None,
    }
}

/// What one thing of the picture is to be: its name, then what.
fn target(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let they = matches!(
        said.lower().first(),
        Some(&("him" | "her" | "them" | "he" | "she" | "they"))
    );
    let pronoun = they && find::target_len(reading, &said.from(1)).is_none();
    let bare = if pronoun { said.clone() } else { said.bare() };
    let determined = matches!(
        said.lower().first(),
        Some(&("the" | "his" | "her" | "its" | "their"))
    );
    let len = if pronoun {
        1
    } else {
        find::target_len(reading, &bare).or_else(|| missing(&bare, determined))?
    };
    let name = (!pronoun).then(|| bare.range(0, len).own());
    let rest = bare.from(len);
    // "Look around" is done, "look old" is how one looks.
    let turn = [
        "around", "back", "up", "down", "away", "at", "over", "into", "out", "left", "right",
        "behind", "through", "straight",
    ];
    let looks = rest.after(&["look", "should look", "to look"]);
    if looks.is_some_and(|after| {
        after
            .lower()
            .first()
            .is_some_and(|word| turn.contains(word))
    }) {
        let doing = swap::verb_first(
            &rest
                .after(&["should", "to"])
                .unwrap_or_else(|| rest.clone()),
        )?;
        return Some(vec![Wish::Act {
            target: name,
            doing,
        }]);
    }
    let rest = rest
        .after(&[
            "look",
            "be",
            "become",
            "appear",
            "seem",
            "should be",
            "should look",
            "should",
            "must be",
            "must",
            "to be",
            "to look",
            "to",
            "more",
            "look more",
            "be more",
            "is",
            "are",
            "was",
            "were",
            "get",
            "a bit",
            "a bit more",
            "much",
            "a little",
            "a lot",
            "even",
            "should become",
            "needs to be",
            "turn",
            "go",
            "start",
            "begin",
            "begin to",
            "start to",
            "into",
        ])
        .unwrap_or(rest);
    let lower = rest.lower();
    let first = *lower.first()?;
    if let Some(value) = values::named_on(Axis::Pace, &rest.line()) {
        return Some(vec![Wish::Set(value)]);
    }
    if let Some(with) = rest.describers() {
        return Some(vec![Wish::Describe { target: name, with }]);
    }
    let nouns = lower.last().is_some_and(|last| {
        lexicon::is_plural(last)
            && lexicon::kind(last).is_some_and(Kind::is_subject)
            && !lexicon::is_base(first)
    });
    if let Some(of) = rest.after(&[
        "made of",
        "made from",
        "built of",
        "built from",
        "out of",
        "of",
    ]) {
        return (of.len() == 1).then(|| {
            vec![Wish::Describe {
                target: name,
                with: vec![of.line()],
            }]
        });
    }
    if matches!(first, "a" | "an" | "two" | "three") || nouns {
        return Some(vec![Wish::Replace {
            what: name,
            by: rest.own(),
        }]);
    }
    if let Some(what) = rest.after(&[
        "wear",
        "wearing",
        "have",
        "with",
        "having",
        "put on",
        "dressed in",
        "wears",
    ]) {
        return (!what.is_empty()).then(|| {
            vec![Wish::Give {
                target: name,
                what: what.own(),
            }]
        });
    }
    if let Some(doing) = swap::verb_first(&rest) {
        return Some(vec![Wish::Act {
            target: name,
            doing,
        }]);
    }
    let seen = find::target(reading, name.as_deref())
        .is_some_and(|sorted| sorted.field == Some(SceneField::Subjects));
    if WHERE.contains(&first) && lower.len() > 1 {
        if let Some(values) = rest.from(1).values() {
            return Some(set(values));
        }
        return seen.then(|| vec![a_place(&rest)]);
    }
    let describes = |kind: Kind| {
        matches!(
            kind,
            Kind::Adjective | Kind::Color | Kind::State | Kind::Weather
        )
    };
    let short = lower.len() == 1 && rest.is_speech() && lexicon::kind(first).is_none_or(describes);
    short.then(|| {
        vec![Wish::Describe {
            target: name,
            with: vec![first.to_owned()],
        }]
    })
}

/// "Make the unicorn blue" where there is no unicorn: one known noun, then what describes.
fn missing(bare: &Said, determined: bool) -> Option<usize> {
    let lower = bare.lower();
    let noun = lower
        .first()
        .and_then(|word| lexicon::kind(word))
        .is_some_and(Kind::is_noun)
        && lower.first().and_then(|word| super::axis(word)).is_none();
    (determined && noun && lower.len() > 1).then_some(1)
}
