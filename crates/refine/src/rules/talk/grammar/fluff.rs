//! The words around a wish that ask for nothing.

use super::super::english;
use super::super::said::Said;

const BEFORE: &[&str] = &[
    "only",
    "please",
    "can you",
    "could you",
    "would you",
    "will you",
    "can we",
    "could we",
    "kindly",
    "now",
    "also",
    "just",
    "maybe",
    "perhaps",
    "then",
    "and",
    "but",
    "let's",
    "lets",
    "how about",
    "what about",
    "what if",
    "why not",
    "why don't you",
    "why don't we",
    "try to",
    "go ahead and",
    "ok",
    "okay",
    "so",
    "you should",
    "we should",
    "actually",
    "hmm",
    "hey",
    "hi",
    "hello",
    "well",
    "additionally",
    "next",
    "first",
    "finally",
    "plus",
    "oh",
    "it would be nice to",
    "it would be great to",
    "i think you should",
    "make sure to",
    "be sure to",
    "simply",
    "let us",
    "while you're at it",
    "while you are at it",
    "at the same time",
    "thanks",
    "thank you",
    "cheers",
    "great",
    "nice",
    "yes",
    "sorry",
    "alright",
    "pls",
    "plz",
    "is it possible to",
    "would it be possible to",
    "i'd appreciate it if you could",
    "i would appreciate it if you could",
];
const WANTS: &[&str] = &[
    "i want",
    "i'd like",
    "i would like",
    "i need",
    "we need",
    "we want",
    "i'd love",
    "i would love",
    "i'd prefer",
    "i would prefer",
    "i wish for",
    "i want to see",
    "i'd like to see",
    "i would like to see",
    "there should be",
    "let there be",
    "i want to have",
    "i'd like to have",
    "there must be",
];
const TO: &[&str] = &["you to", "to", "it if you", "if you could"];
const AFTER: &[&str] = &[
    "only",
    "please",
    "instead",
    "too",
    "as well",
    "now",
    "thanks",
    "thank you",
    "for me",
    "a bit",
    "a little",
    "a little bit",
    "somewhat",
    "if possible",
    "overall",
    "this time",
    "a lot",
    "a tad",
    "right now",
    "for this",
    "in the scene",
    "in the video",
    "to the scene",
    "to the video",
    "in the shot",
    "in the picture",
    "to the picture",
    "pls",
    "plz",
    "thx",
    "cheers",
    "ok",
    "okay",
    "alright",
    "will you",
    "would you",
    "can you",
    "could you",
    "if you can",
    "if you could",
    "if you don't mind",
    "if you like",
];
/// What a wish follows in its other form: "would you mind replacing the car".
const MINDING: &[&str] = &[
    "would you mind",
    "do you mind",
    "how about",
    "what about",
    "try",
    "consider",
    "i suggest",
    "i'd suggest",
];
/// The verbs that wishes begin with.
const COMMANDS: [&str; 24] = [
    "add", "bring", "change", "delete", "drop", "exchange", "get", "give", "have", "include",
    "insert", "keep", "make", "move", "put", "remove", "replace", "set", "show", "swap", "switch",
    "take", "turn", "use",
];

/// The wish without its politeness, and whether it began with "I want".
pub(super) fn without(said: &Said) -> (Said, bool) {
    let mut said = said.clone();
    let mut wants = false;
    loop {
        if let Some(wish) = said.after(MINDING).and_then(|rest| command(&rest)) {
            said = wish;
        } else if let Some(rest) = said.after(BEFORE) {
            said = rest;
        } else if let Some(rest) = said.after(WANTS) {
            wants = true;
            said = rest;
            if let Some(rest) = said.after(TO) {
                wants = false;
                said = rest;
            }
        } else {
            break;
        }
        if said.is_empty() {
            return (said, wants);
        }
    }
    loop {
        let line = said.line();
        let end = AFTER
            .iter()
            .filter(|end| {
                line.strip_suffix(**end)
                    .is_some_and(|rest| rest.ends_with(' '))
            })
            .max_by_key(|end| end.len());
        let Some(end) = end else { break };
        said = said.range(0, said.len() - end.split(' ').count());
    }
    (said, wants)
}

/// "Replacing the car" as a wish: "replace the car".
fn command(said: &Said) -> Option<Said> {
    let first = *said.lower().first()?;
    let verb = COMMANDS
        .iter()
        .find(|verb| english::gerund(verb) == first)?;
    Some(Said::new(&format!("{verb} {}", said.from(1).own())))
}
