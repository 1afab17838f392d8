//! Things that go, or turn into others.

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::super::find;
use super::super::said::{self, Said};
use super::super::wish::Wish;
use super::things::is_it;
use super::{axis, described, make, of_field, on_axis, set, target};

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
        if let Some(wish) = other_look(&what, &by, reading) {
            return Some(vec![wish]);
        }
        // "The coat should be blue instead of red" says it all before "instead".
        if by.lower().contains(&"should") {
            return make::should(&by, reading);
        }
        let acted = what
            .lower()
            .first()
            .and_then(|word| lexicon::base(word))
            .is_some();
        // So does "make the mood tense instead of calm".
        let says_how = what.describers().is_some() || what.values().is_some();
        if says_how && let Some(wishes) = of_field(&by).or_else(|| described(&by, reading)) {
            return Some(wishes);
        }
        if (acted || says_how)
            && let Some(wishes) = make::make(&by, reading)
        {
            return Some(wishes);
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
    let counts = lexicon::kind(&what.line()) == Some(Kind::Determiner);
    if what.line() == "one" || counts {
        return target::number(&by, reading);
    }
    if let Some(target) = whose_color(&what)
        && let Some(with) = by.bare().describers()
    {
        return Some(vec![Wish::Describe {
            target: Some(target),
            with,
        }]);
    }
    if let Some(wish) = other_act(&what, &by, reading) {
        return Some(vec![wish]);
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
    let made_of = by.lower().iter().any(|word| said::is_material(word));
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

/// The fox of "the fox's colour" and "the colour of the fox".
fn whose_color(what: &Said) -> Option<String> {
    let bare = what.bare();
    if let Some(of) = bare.after(&["color of", "colour of"]) {
        return Some(of.bare().own());
    }
    let line = bare.line();
    let owner = line
        .strip_suffix(" color")
        .or_else(|| line.strip_suffix(" colour"))?;
    Some(owner.strip_suffix("'s").unwrap_or(owner).to_owned())
}

/// "A gold watch instead of steel": what goes is a look alone, of the thing that comes.
fn other_look(what: &Said, by: &Said, reading: &Reading) -> Option<Wish> {
    what.describers()?;
    let old = what.bare().line();
    let made = by.after(&["make it", "make that", "make them"]);
    if let Some(with) = made.as_ref().and_then(Said::describers) {
        let there = reading.phrases.iter().find(|sorted| {
            let own = find::words(reading, &sorted.phrase.place);
            let named = sorted.phrase.head_word.as_str();
            !named.is_empty() && own.contains(&old.as_str()) && named != old
        })?;
        return Some(Wish::Describe {
            target: Some(there.phrase.head_word.clone()),
            with,
        });
    }
    // "Gold instead of silver": one look for another, where it stands.
    if by.describers().is_some() && what.values().is_none() {
        let there = find::word(reading, &old).is_some() && find::phrase(reading, &old).is_none();
        return there.then(|| Wish::Replace {
            what: Some(old),
            by: by.own(),
        });
    }
    let bare = by.bare();
    let noun = bare.len().checked_sub(1).filter(|at| *at > 0)?;
    bare.range(0, noun).describers()?;
    let name = bare.from(noun).line();
    let there = find::phrase(reading, &name)?;
    let own = find::words(reading, &there.phrase.place);
    own.contains(&old.as_str()).then(|| Wish::Replace {
        what: Some(format!("{old} {name}")),
        by: by.own(),
    })
}

/// "The fox jumping instead of running": somebody does another thing.
fn other_act(what: &Said, by: &Said, reading: &Reading) -> Option<Wish> {
    lexicon::base(what.lower().first()?)?;
    let bare = by.bare();
    let len = find::target_len(reading, &bare)?;
    let doing = verb_first(&bare.from(len))?;
    Some(Wish::Act {
        target: Some(bare.range(0, len).own()),
        doing,
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
