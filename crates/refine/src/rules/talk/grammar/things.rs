//! Things that come, go, or turn into others.

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;

use super::super::find;
use super::super::said::Said;
use crate::vary::Axis;

use super::super::wish::Wish;
use super::{axis, make, on_axis, set};

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

/// "Replace X with Y", "turn X into Y", "Y instead of X".
pub(super) fn replace(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let swaps = said.after(&[
        "replace",
        "swap",
        "swap out",
        "exchange",
        "substitute",
        "trade",
        "switch",
        "switch out",
    ]);
    let turns = said.after(&[
        "change",
        "turn",
        "transform",
        "convert",
        "make",
        "morph",
        "alter",
    ]);
    let said_swaps = swaps.is_some();
    let instead = ["instead of", "rather than", "in place of"];
    let pair = if let Some((by, what)) = said.around(&instead) {
        // "The coat should be blue instead of red" says it all before "instead".
        if by.lower().contains(&"should") {
            return make::should(&by, reading);
        }
        let verbs = [
            "use",
            "show",
            "have",
            "make it",
            "put",
            "show me",
            "give me",
            "make",
            "add",
            "set it in",
            "set it at",
            "let it be",
            "make that",
        ];
        Some((what, by.after(&verbs).unwrap_or(by)))
    } else if let Some(rest) = swaps {
        rest.around(&["with", "by", "for", "to", "into"])
    } else if let Some(rest) = turns {
        rest.around(&["into", "to be", "to"])
    } else {
        None
    };
    let (what, by) = pair?;
    if by.is_empty() || what.is_empty() {
        return None;
    }
    if is_it(&what) {
        return make::whole(&by, reading);
    }
    if let Some(axis) = axis(&what.bare().line())
        && !find::is_there(reading, &what.bare().line())
    {
        return on_axis(axis, &by);
    }
    if let (Some(old), Some(values)) = (what.values(), by.values()) {
        let apart = old.iter().all(|old| {
            values.iter().all(|new| {
                old.group != new.group && old.axis == Axis::Camera && new.axis == Axis::Camera
            })
        });
        if !(apart && find::phrase(reading, &what.line()).is_some()) {
            return Some(set(values));
        }
    }
    let made_of = by
        .lower()
        .iter()
        .any(|word| super::super::said::is_material(word));
    if by.bare().len() == by.len()
        && !(said_swaps && made_of)
        && let Some(with) = by.describers()
    {
        return Some(vec![Wish::Describe {
            target: Some(what.bare().own()),
            with,
        }]);
    }
    if let Some(doing) = verb_first(&by)
        && what
            .lower()
            .first()
            .and_then(|word| lexicon::base(word))
            .is_some()
    {
        return Some(vec![Wish::Act {
            target: None,
            doing,
        }]);
    }
    by.is_speech().then(|| {
        vec![Wish::Replace {
            what: Some(what.bare().own()),
            by: by.own(),
        }]
    })
}

/// A verb phrase with the verb in its base form first.
pub(super) fn verb_first(said: &Said) -> Option<String> {
    let lower = said.lower();
    let first = lower.first()?;
    let base = lexicon::base(first).map(str::to_owned).or_else(|| {
        let stem = first.strip_suffix("ing")?;
        (first.len() > 5).then(|| stem.to_owned())
    })?;
    let rest = said.from(1).own();
    Some(if rest.is_empty() {
        base
    } else {
        format!("{base} {rest}")
    })
}

/// "Remove X", "no X", "without X".
pub(super) fn remove(said: &Said) -> Option<Vec<Wish>> {
    let takes = [
        "remove",
        "delete",
        "drop",
        "lose",
        "erase",
        "take out",
        "take away",
        "get rid of",
        "cut",
        "cut out",
        "omit",
        "exclude",
        "hide",
        "skip",
        "eliminate",
        "leave out",
        "strip",
        "throw out",
        "discard",
        "ditch",
        "kill",
        "clear away",
        "clear",
        "take off",
        "scrap",
        "dump",
    ];
    let denies = [
        "no",
        "no more",
        "without",
        "don't show",
        "do not show",
        "don't include",
        "do not include",
        "there should be no",
        "there is no",
        "there are no",
        "have no",
        "not any",
        "show no",
        "don't have",
        "with no",
        "avoid",
        "minus",
        "make it without",
        "make sure there is no",
        "make sure there are no",
        "it should have no",
        "don't add",
        "don't use",
        "never show",
        "free of",
    ];
    let (rest, say) = match (said.after(&takes), said.after(&denies)) {
        (Some(rest), _) => (rest, false),
        (None, Some(rest)) => (rest, true),
        _ => return None,
    };
    let rest = rest
        .around(&["from"])
        .map_or(rest.clone(), |(what, _)| what);
    let what = rest.bare();
    (!what.is_empty()).then(|| {
        vec![Wish::Remove {
            what: what.own(),
            say,
        }]
    })
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
    let existing = find::is_there(reading, &what.bare().line());
    (there && fits && !existing && !is_it(&target) && what.values().is_none()).then(|| {
        vec![Wish::Give {
            target: Some(bare.own()),
            what: what.own(),
        }]
    })
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
    let (what, place) = placed(&rest);
    what.is_speech().then(|| {
        vec![Wish::Add {
            what: what.own(),
            place,
        }]
    })
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
