//! What one thing of the picture is to be: "the car bigger", "two cars".

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::super::find;
use super::super::said::Said;
use super::super::values;
use super::super::wish::Wish;
use super::place::{WHERE, a_place};
use super::{set, swap};

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

/// What one thing of the picture is to be: its name, then what.
pub(super) fn target(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
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
    let name = match pronoun {
        true => find::meant(reading, &bare.range(0, 1).line()),
        false => Some(bare.range(0, len).own()),
    };
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
        let made = of.len() == 1 && lexicon::kind(&of.line()) != Some(Kind::Copula);
        return made.then(|| {
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
