//! A request in its parts, each with what it asks for.

use crate::rules::language;
use crate::rules::lexicon;
use crate::rules::reading::Reading;

use super::said::Said;
use super::wish::Wish;
use super::{find, grammar, split, values};

/// A part of the request with what it asks for.
pub(super) struct Part {
    pub(super) said: String,
    pub(super) wishes: Option<Vec<Wish>>,
}

/// The parts of a request, each understood by itself, as the end of what was begun before
/// it, or together with what comes after it.
pub(super) fn understood(request: &str, reading: &Reading) -> Vec<Part> {
    let request = &plain(request);
    let places = split::parts(request);
    let mut parts: Vec<Part> = Vec::new();
    let mut begun: Vec<String> = Vec::new();
    let mut at = 0;
    while at < places.len() {
        let own = |to: usize| Said::new(&request[places[at].start..places[to].end]).own();
        let said = arrow(&own(at));
        let alone = grammar::wishes(&said, reading);
        let inherited = || {
            begun
                .iter()
                .find_map(|start| grammar::wishes(&format!("{start} {said}"), reading))
        };
        // "Make the woman older and happier": what is short goes on as it was begun.
        let goes_on = Said::new(&said).len() < 3
            && begun.first().is_some_and(|start| {
                let commands = ["make ", "have ", "let "];
                commands.iter().any(|verb| start.starts_with(verb)) && start != "make it"
            });
        let first = if goes_on { inherited() } else { None };
        let found = first.or(alone).or_else(inherited);
        let (mut wishes, mut said, mut to) = (found, said.clone(), at);
        let contrast = places
            .get(at + 1)
            .and_then(|next| Said::new(&request[next.clone()]).after(&["not", "and not"]));
        if let Some(not) = contrast
            && let Some(meant) = contrasted(&said, &not, wishes.as_ref(), reading)
        {
            wishes = Some(meant);
            to = at + 1;
        }
        if wishes.is_none() {
            wishes = instead_first(
                &said,
                places.get(at + 1).map(|next| &request[next.clone()]),
                reading,
            )
            .inspect(|_| to = at + 1)
            .or_else(|| in_two(&said, reading));
        }
        if wishes.is_none() {
            for more in at + 1..places.len().min(at + 3) {
                wishes = grammar::wishes(&own(more), reading);
                if wishes.is_some() {
                    (said, to) = (own(more), more);
                    break;
                }
            }
        }
        let starts = beginnings(&said);
        if !starts.is_empty() {
            begun = starts;
        }
        if !said.is_empty() && !grammar::is_fluff(&said) {
            parts.push(Part { said, wishes });
        }
        at = to + 1;
    }
    join_additions(parts)
}

/// The request with signs for words written out.
fn plain(request: &str) -> String {
    let lower = request.to_lowercase();
    let mut text: String = request
        .replace(" & ", " and ")
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect();
    for short in ["b&w", "b/w"] {
        if lower.contains(short) {
            text = text
                .replace(short, "black and white")
                .replace(&short.to_uppercase(), "black and white");
        }
    }
    text
}

/// "Forest -> desert" asks for a change from the one to the other.
fn arrow(said: &str) -> String {
    let arrows = ["->", "=>", "\u{2192}"];
    let pair = arrows.iter().find_map(|arrow| said.split_once(arrow));
    pair.map_or_else(
        || said.to_owned(),
        |(from, to)| format!("change {} to {}", from.trim(), to.trim()),
    )
}

/// "Instead of a fox, a wolf" has its halves in the other order.
fn instead_first(said: &str, next: Option<&str>, reading: &Reading) -> Option<Vec<Wish>> {
    let what = Said::new(said).after(&["instead of", "rather than"])?;
    grammar::wishes(
        &format!("{} instead of {}", Said::new(next?).own(), what.own()),
        reading,
    )
}

/// "A swan, not a goose" and "three, not two": what is not meant is what stands there now.
fn contrasted(
    said: &str,
    not: &Said,
    meant: Option<&Vec<Wish>>,
    reading: &Reading,
) -> Option<Vec<Wish>> {
    let bare = not.bare();
    // "Not a green one" names the same thing.
    let one = matches!(bare.lower().last(), Some(&("one" | "ones")));
    let bare = bare.range(0, bare.len() - usize::from(one && bare.len() > 1));
    let counts = lexicon::kind(&bare.line()) == Some(lexicon::Kind::Determiner);
    if counts || bare.describers().is_some() || bare.values().is_some() {
        return meant.cloned();
    }
    find::target_len(reading, &bare).filter(|len| *len == bare.len())?;
    grammar::wishes(&format!("{said} instead of {}", not.own()), reading)
}

/// "Night with stars": two wishes with "with" between them.
fn in_two(said: &str, reading: &Reading) -> Option<Vec<Wish>> {
    let (first, second) = Said::new(said).around(&["with"])?;
    let mut wishes = grammar::wishes(&first.own(), reading)?;
    wishes.extend(grammar::wishes(&format!("with {}", second.own()), reading)?);
    Some(wishes)
}

/// How a part that leaves its verb out may begin: as the one before it did.
fn beginnings(said: &str) -> Vec<String> {
    let words = Said::new(said);
    let lower = words.lower();
    let known = [
        "make it",
        "add",
        "remove",
        "no",
        "without",
        "replace",
        "make",
        "change",
        "set",
        "turn",
        "give",
        "put",
        "delete",
        "get rid of",
        "include",
        "with",
        "less",
        "more",
        "the camera",
        "keep",
        "use",
    ];
    let line = words.line();
    let should = ["it should be", "should be", "should look", "should"];
    let of_should = should.iter().find_map(|verb| {
        let at = line.find(&format!("{verb} "))?;
        Some(line[..at + verb.len()].to_owned())
    });
    let mut found: Vec<String> = known
        .iter()
        .filter(|start| line.starts_with(*start) && line[start.len()..].starts_with(' '))
        .map(|start| (*start).to_owned())
        .collect();
    let commands = ["make", "have", "let"];
    let of_target =
        lower.first().is_some_and(|first| commands.contains(first)) && !line.starts_with("make it");
    if of_target && lower.len() > 2 {
        for len in (2..lower.len().min(5)).rev() {
            // The name of a thing ends in a noun: "make the fox", not "make the fox leap".
            let kind = lexicon::kind(lower[len - 1]);
            let noun = kind.is_none_or(lexicon::Kind::is_noun) && !lexicon::is_base(lower[len - 1]);
            if noun || matches!(lower[len - 1], "him" | "her" | "them") {
                found.insert(0, lower[..len].join(" "));
            }
        }
        found.push("make it".to_owned());
    }
    found.extend(of_should);
    found.sort_by_key(|start| std::cmp::Reverse(start.len()));
    found
}

/// "Add a dog and a cat" is one addition.
fn join_additions(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        let before = joined
            .last_mut()
            .and_then(|last| last.wishes.as_mut().map(|wishes| (wishes, &mut last.said)));
        if let Some((wishes, said)) = before
            && let [
                Wish::Add {
                    what: one,
                    place: None,
                },
            ] = wishes.as_slice()
            && let Some([Wish::Add { what: two, place }]) = part.wishes.as_deref()
        {
            let what = format!("{one} and {two}");
            *said = format!("{said} and {}", part.said);
            *wishes = vec![Wish::Add {
                what,
                place: place.clone(),
            }];
            continue;
        }
        // "Have the fox stop and look around" is one action.
        let before = joined.last_mut().and_then(|last| last.wishes.as_mut());
        if let Some(wishes) = before
            && let [Wish::Act { target, doing }] = wishes.as_mut_slice()
            && let Some(
                [
                    Wish::Act {
                        target: same,
                        doing: next,
                    },
                ],
            ) = part.wishes.as_deref()
            && *target == *same
        {
            *doing = format!("{doing} and {next}");
            continue;
        }
        joined.push(part);
    }
    joined
}

/// Whether any word of a request is one that the rules know.
pub(super) fn is_known_speech(request: &str) -> bool {
    let said = Said::new(request);
    let lower = said.lower();
    let known = lower.iter().filter(|word| {
        lexicon::kind(word).is_some()
            || lexicon::base(word).is_some()
            || values::named(word).is_some()
    });
    known.count() * 3 >= lower.len() && language::is_english(request)
}

/// Whether a request that is not understood may be one in another language.
pub(super) fn speaks_other(request: &str) -> bool {
    language::is_other(request) || request.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}
