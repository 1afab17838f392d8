//! More and less of what is there: "less steam", "fewer flags", "more rain".

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;
use crate::vary::Axis;

use super::super::find;
use super::super::said::Said;
use super::super::values;
use super::super::wish::Wish;

/// A value that is an amount by itself, or less of a thing of the prompt.
pub(super) fn amount(said: &Said, reading: &Reading) -> Option<Vec<Wish>> {
    let lower = said.lower();
    if matches!(lower.first(), Some(&("more" | "less")))
        && let Some(value) = values::named(&said.line())
    {
        return Some(vec![Wish::Set(value)]);
    }
    if let Some(wish) = more_of_weather(said, reading) {
        return Some(vec![wish]);
    }
    if let Some(wish) = less_of_a_look(said, reading) {
        return Some(vec![wish]);
    }
    let rest = said
        .after(&[
            "less",
            "fewer",
            "not so much",
            "not so many",
            "not as much",
            "not as many",
            "reduce",
            "make it less",
        ])?
        .bare();
    let whole = find::target_len(reading, &rest) == Some(rest.len());
    if !whole || rest.values().is_some() || rest.describers().is_some() {
        return None;
    }
    let noun = *rest.lower().last()?;
    let thin = ["steam", "smoke", "dust", "vapor", "vapour", "foam", "spray"];
    let word = if lexicon::is_plural(noun) {
        "few"
    } else if thin.contains(&noun) || lexicon::kind(noun) == Some(Kind::Weather) {
        "faint"
    } else {
        "sparse"
    };
    Some(vec![Wish::Describe {
        target: Some(rest.own()),
        with: vec![word.to_owned()],
    }])
}

/// "More mist" where there is mist: it gets thick.
fn more_of_weather(said: &Said, reading: &Reading) -> Option<Wish> {
    let rest = said.after(&["more", "much more", "a lot more", "even more"])?;
    let noun = rest.line();
    let there = find::phrase(reading, &noun)?;
    let word = match noun.as_str() {
        "mist" | "haze" | "smoke" | "dust" | "steam" => "thick",
        "wind" | "breeze" => "strong",
        _ => return None,
    };
    (there.phrase.head_word == noun).then(|| Wish::Describe {
        target: Some(noun.clone()),
        with: vec![word.to_owned()],
    })
}

/// "Less cheerful" where a train is said to be: that word goes, and nothing else of its kind.
fn less_of_a_look(said: &Said, reading: &Reading) -> Option<Wish> {
    let rest = said.after(&["less", "not so", "not as", "not too", "make it less"])?;
    let word = rest.line();
    let describes = reading.tokens.iter().enumerate().any(|(at, token)| {
        let next = reading.tokens.get(at + 1);
        let before_noun = next.is_some_and(|next| !next.after_break && next.is_noun_phrase());
        let describer = matches!(
            token.kind,
            Some(Kind::Adjective | Kind::State | Kind::Weather)
        );
        token.lower == word && describer && before_noun && !token.quoted
    });
    // "Less neon" among neon signs: there are few of them.
    let signs = reading.phrases.iter().find(|sorted| {
        let head = sorted.phrase.head_word.as_str();
        head.strip_prefix(word.as_str())
            .is_some_and(|rest| rest.starts_with(' '))
    });
    if let Some(signs) = signs.filter(|signs| lexicon::is_plural(&signs.phrase.head_word)) {
        return Some(Wish::Describe {
            target: Some(signs.phrase.head_word.clone()),
            with: vec!["few".to_owned()],
        });
    }
    let level = values::named(&word).is_some_and(|value| value.axis == Axis::Lighting);
    (describes && !level).then_some(Wish::Remove {
        what: word,
        say: false,
    })
}
