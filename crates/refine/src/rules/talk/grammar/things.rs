//! Things that come, go, or turn into others.

use worldreel_domain::scene::SceneField;

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;

use super::super::find;
use super::super::said::Said;

use super::super::wish::Wish;
use super::{set, target};

/// Words for the whole picture.
pub(super) const IT: [&str; 20] = [
    "it",
    "this",
    "that",
    "everything",
    "the scene",
    "the video",
    "the shot",
    "the picture",
    "the image",
    "the clip",
    "the whole scene",
    "the whole thing",
    "the entire scene",
    "scene",
    "video",
    "things",
    "all",
    "the whole video",
    "the overall scene",
    "this scene",
];

/// Whether these words mean the whole picture.
pub(super) fn is_it(said: &Said) -> bool {
    IT.contains(&said.line().as_str())
}

const ON: [&str; 12] = [
    "to",
    "on",
    "in",
    "behind",
    "beside",
    "near",
    "around",
    "above",
    "over",
    "next to",
    "in front of",
    "under",
];

/// "Give the man a hat", "put a hat on the man", "add a hat to the man".
pub(super) fn give(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    if let Some(wishes) = give_them(said, reading) {
        return Some(wishes);
    }
    if let Some(rest) = said.after(&["give", "dress", "equip"]) {
        let rest = rest.bare();
        let len = find::target_len(reading, &rest)?;
        let what = rest.from(len);
        let what = what.after(&["with", "in"]).unwrap_or(what);
        return (!what.is_empty()).then(|| {
            vec![Wish::Give {
                target: Some(rest.range(0, len).own()),
                what: what.own(),
            }]
        });
    }
    let rest = said.after(&["put", "add", "place"])?;
    let (what, target) = rest.around(&["on top of", "on", "to", "onto"])?;
    let head = what.lower().last().copied().and_then(lexicon::kind);
    if matches!(
        what.lower().last(),
        Some(&("next" | "close" | "closer" | "due"))
    ) {
        return None;
    }
    let bare = target.bare();
    let there = find::target_len(reading, &bare) == Some(bare.len());
    let lives = find::phrase(reading, &bare.line())
        .is_some_and(|sorted| matches!(sorted.phrase.head, Some(Kind::Person | Kind::Animal)));
    let fits = lives || head == Some(Kind::Garment) || said.after(&["add"]).is_some();
    let seen = find::phrase(reading, &bare.line()).is_some_and(|sorted| {
        !matches!(
            sorted.field,
            Some(SceneField::Location | SceneField::Atmosphere | SceneField::Lighting)
        )
    });
    let there = there && seen;
    let existing = find::is_there(reading, &what.bare().line());
    (there && fits && !existing && !is_it(&target) && what.values().is_none()).then(|| {
        vec![Wish::Give {
            target: Some(bare.own()),
            what: what.own(),
        }]
    })
}

/// "Give him a hat", "put a cup in her hands": whoever is seen first is meant.
fn give_them(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let who = find::subject(reading)?;
    let lives = !matches!(who.phrase.head, Some(Kind::Place | Kind::Indoors));
    let pronoun = said.range(1, 2).line();
    let wish = |what: Said| {
        vec![Wish::Give {
            target: find::meant(reading, &pronoun),
            what: what.own(),
        }]
    };
    if let Some(what) = said.after(&["give him", "give her", "give them"]) {
        let lower = what.lower();
        let first = *lower.first()?;
        let determined = matches!(first, "a" | "an" | "two" | "some");
        let noun = lower.last().copied().and_then(lexicon::kind);
        let thing = determined || noun.is_some_and(Kind::is_seen);
        return (lives && thing && what.len() > usize::from(determined)).then(|| wish(what));
    }
    let what = said.after(&["put", "place"])?;
    let (thing, part) = what.around(&["in", "on", "over", "around"])?;
    let lower = part.lower();
    let own = matches!(lower.first(), Some(&("his" | "her" | "their" | "its")));
    let body = [
        "hand",
        "hands",
        "head",
        "mouth",
        "back",
        "shoulder",
        "shoulders",
        "neck",
        "arm",
        "arms",
        "lap",
        "ear",
        "wrist",
        "face",
    ];
    let held = own && lower.len() == 2 && body.contains(&lower[1]);
    (lives && held && !thing.is_empty()).then(|| wish(what))
}

/// "Add X", "with X", "I want X".
pub(super) fn add(said: &Said, wants: bool, reading: &Reading) -> Option<Vec<Wish>> {
    let verbs = [
        "add",
        "include",
        "insert",
        "bring in",
        "introduce",
        "throw in",
        "show",
        "add in",
        "with",
        "have",
        "plus",
        "put in",
        "put",
        "place",
        "add more",
        "also show",
        "let it",
        "let there be",
        "mix in",
        "draw",
        "make there be",
    ];
    let more = said.after(&["more", "a few more", "some more"]);
    if let Some(rest) = &more
        && rest.values().is_none()
        && rest.describers().is_none()
        && rest
            .lower()
            .last()
            .and_then(|word| lexicon::kind(word))
            .is_some_and(Kind::is_noun)
    {
        return Some(vec![Wish::Add {
            what: said.own(),
            place: None,
        }]);
    }
    let rest = match said.after(&verbs) {
        Some(rest) => rest,
        None if wants => said.clone(),
        None => return None,
    };
    if rest.is_empty() {
        return None;
    }
    if let Some(values) = rest.values() {
        return Some(set(values));
    }
    // What is said to us is nothing to be seen.
    let to_us = ["you", "i", "we", "you're", "i'm", "we're"];
    if rest.lower().iter().any(|word| to_us.contains(word)) && !rest.own().contains('"') {
        return None;
    }
    let strong = said
        .after(&[
            "add",
            "include",
            "insert",
            "bring in",
            "introduce",
            "throw in",
            "with",
            "plus",
            "add in",
        ])
        .is_some();
    // "Let's have two swans" where there is one.
    if !strong && let Some(wishes) = target::number(&rest, reading) {
        return Some(wishes);
    }
    let lower = rest.lower();
    let determined = lexicon::kind(lower[0]) == Some(Kind::Determiner)
        && !matches!(lower[0], "the" | "it" | "his" | "her" | "its" | "their");
    let knows = lower.iter().any(|word| lexicon::kind(word).is_some());
    let verb = lower.iter().skip(1).any(|word| lexicon::is_base(word)) && !strong;
    if !(strong || (determined && !verb)) || !(knows || determined || lower.len() < 4) {
        return None;
    }
    // "put the fox in a forest" moves what is there.
    if !strong && find::is_there(reading, &rest.bare().range(0, 1).line()) {
        return None;
    }
    if let Some(target) = unknown_target(&rest, reading) {
        // Carried out, it tells that there is no such thing.
        return Some(vec![Wish::Give {
            target: Some(target),
            what: rest.own(),
        }]);
    }
    let (what, place) = placed(&rest);
    what.is_speech().then(|| {
        vec![Wish::Add {
            what: what.own(),
            place,
        }]
    })
}

/// The "brindle" of "add flumph to brindle": neither in the prompt nor a word that could be a place.
fn unknown_target(rest: &Said, reading: &Reading) -> Option<String> {
    let (_, target) = rest.around(&["to", "onto"])?;
    let bare = target.bare();
    let known = bare
        .lower()
        .iter()
        .any(|word| lexicon::kind(word).is_some());
    let named = bare.own().starts_with(char::is_uppercase);
    let there = find::is_there(reading, &bare.line());
    (!known && !named && !there && !is_it(&target)).then(|| bare.own())
}

/// What is added and where in the picture, when the request says where.
fn placed(rest: &Said) -> (Said, Option<String>) {
    let lower = rest.lower();
    let at = (1..lower.len()).find(|at| {
        ON.iter().any(|on| {
            let len = on.split(' ').count();
            at + len < lower.len() && lower[*at..at + len].join(" ") == *on
        })
    });
    match at {
        Some(at) => {
            let place = rest.from(at).own();
            let place = place
                .strip_prefix("to ")
                .map(|end| format!("in {end}"))
                .unwrap_or(place);
            (rest.range(0, at), Some(place))
        }
        None => (rest.clone(), None),
    }
}
