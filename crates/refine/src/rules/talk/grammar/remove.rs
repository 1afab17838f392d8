//! Things that go: "remove X", "no X", "get X out of there".

use super::super::said::Said;
use super::super::wish::Wish;

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
        "i don't want",
        "i do not want",
        "we don't want",
        "i don't need",
        "we don't need",
        "there shouldn't be",
        "there should not be",
    ];
    let (rest, say) = match (said.after(&takes), said.after(&denies), taken_out(said)) {
        (_, _, Some(rest)) | (Some(rest), _, None) => (rest, false),
        (None, Some(rest), None) => (rest, true),
        _ => return None,
    };
    let rest = rest
        .around(&["from"])
        .map_or(rest.clone(), |(what, _)| what);
    let what = rest.bare().bare();
    // "Clear night" is wanted; "clear the street" takes away.
    let wanted = said.lower().first() == Some(&"clear") && said.values().is_some();
    if wanted {
        return None;
    }
    let whole = [
        "everything",
        "anything",
        "all",
        "it",
        "this",
        "that",
        "scene",
        "video",
    ];
    let vague = what
        .lower()
        .first()
        .is_some_and(|first| whole.contains(first));
    (!what.is_empty() && !vague).then(|| {
        vec![Wish::Remove {
            what: what.own(),
            say,
        }]
    })
}

/// "Get the van out of there", "take the birds out".
fn taken_out(said: &Said) -> Option<Said> {
    let rest = said.after(&["get", "take", "leave", "cut", "edit", "move"])?;
    let ends = [
        "out",
        "away",
        "out of there",
        "out of here",
        "out of it",
        "out of the shot",
        "out of the frame",
        "out of frame",
        "out of the scene",
        "out of the picture",
        "out of the video",
    ];
    let line = rest.line();
    let end = ends.iter().find(|end| line.ends_with(&format!(" {end}")))?;
    let len = rest.len() - end.split(' ').count();
    Some(rest.range(0, len))
}
