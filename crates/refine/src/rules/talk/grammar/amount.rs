//! More and less of what is there: "less steam", "fewer flags", "more rain".

use crate::rules::lexicon::{self, Kind};
use crate::rules::reading::Reading;

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
