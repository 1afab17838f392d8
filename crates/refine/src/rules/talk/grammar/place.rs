//! "Set it in Paris", "on the beach": another place.

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::super::find;
use super::super::said::Said;
use super::super::wish::Wish;
use super::things::is_it;
use super::{on_axis, set};

pub(super) const WHERE: [&str; 17] = [
    "in", "at", "on", "into", "inside", "onto", "under", "near", "by", "outside", "over", "beside",
    "around", "within", "along", "beneath", "above",
];

/// A place in the user's words, with its preposition.
pub(super) fn a_place(said: &Said) -> Wish {
    let rest = said.after(&["be", "set"]).unwrap_or_else(|| said.clone());
    let lower = rest.lower();
    let lead = lower
        .first()
        .filter(|word| WHERE.contains(word))
        .map(|word| match *word {
            "into" => "in".to_owned(),
            "onto" => "on".to_owned(),
            other => other.to_owned(),
        });
    let from = usize::from(lead.is_some() || lower.first() == Some(&"to"));
    Wish::Place {
        lead,
        text: rest.from(from).own(),
    }
}

/// "Set it in X", "move it to X", "in Paris", "underwater".
pub(super) fn place(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let moved = said.after(&[
        "set",
        "move",
        "place",
        "put",
        "relocate",
        "take",
        "shift",
        "transport",
        "locate",
        "situate",
        "bring",
        "send",
        "have",
        "make",
        "let it happen",
        "let it take place",
        "stage",
        "transfer",
    ]);
    let rest = match &moved {
        Some(rest) => {
            let whole = (1..=3)
                .rev()
                .find(|len| is_it(&rest.range(0, *len)) && rest.len() > *len);
            let len = whole.or_else(|| {
                let bare = rest.bare();
                let article = rest.len() - bare.len();
                find::target_len(reading, &bare).map(|len| len + article)
            });
            let pronoun = matches!(
                rest.lower().first(),
                Some(&("them" | "him" | "her" | "action" | "us"))
            );
            rest.from(len.unwrap_or(usize::from(pronoun)))
        }
        None => said
            .after(&[
                "it takes place",
                "it happens",
                "happening",
                "taking place",
                "located",
                "it should take place",
                "it should be set",
                "it should happen",
                "it's",
                "it should be",
            ])
            .unwrap_or_else(|| said.clone()),
    };
    let lower = rest.lower();
    let first = *lower.first()?;
    if matches!(
        first,
        "underwater" | "outdoors" | "indoors" | "outside" | "inside"
    ) && lower.len() == 1
    {
        return Some(vec![Wish::Place {
            lead: None,
            text: first.to_owned(),
        }]);
    }
    let leads = WHERE.contains(&first) || (first == "to" && moved.is_some());
    if !leads || lower.len() < 2 {
        return None;
    }
    let named = rest.from(1);
    if let Some(values) = named.values().or_else(|| rest.values()) {
        return Some(set(values));
    }
    if rest.after(&["in the style of", "in style of"]).is_some() || lower.last() == Some(&"style") {
        return None;
    }
    if let Some(time) = timed(&named) {
        return Some(time);
    }
    // "At night with stars" is no place.
    let time = |word: &&str| {
        matches!(
            lexicon::kind(word),
            Some(Kind::Time | Kind::Weather | Kind::Season)
        )
    };
    let somewhere = |word: &&str| {
        matches!(
            lexicon::kind(word),
            Some(Kind::Place | Kind::Indoors | Kind::Ground)
        )
    };
    if named.bare().lower().first().is_some_and(time) && !named.lower().iter().any(somewhere) {
        return None;
    }
    if named.lower().last().and_then(|word| lexicon::kind(word)) == Some(Kind::Look) {
        return on_axis(Axis::Style, &named);
    }
    let palette = lower.last().and_then(|word| lexicon::kind(word)) == Some(Kind::Palette);
    if palette {
        return on_axis(Axis::Colors, &named);
    }
    named.is_speech().then(|| vec![a_place(&rest)])
}

/// A place and a time in one: "Paris at night", "a rainy street at dusk".
fn timed(named: &Said) -> Option<Vec<Wish>> {
    let (place, time) = named.around(&["at", "in", "during"])?;
    let values = time.values()?;
    let mut wishes = vec![Wish::Place {
        lead: None,
        text: place.own(),
    }];
    wishes.extend(set(values));
    Some(wishes)
}
