//! Words with what they are where they stand: "orange" the fruit or the colour,
//! "fall" the season or the verb, "light rain" and "light".

mod verbs;

use std::ops::Range;

use super::lexicon::{self, Kind};
use super::words::{Word, words};

pub(super) use self::verbs::another_acts;

/// A word, or several that are one term, and what it is in its place.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) lower: String,
    /// Where it is in the prompt, in bytes.
    pub(super) place: Range<usize>,
    /// What it is; `None` for a word the tables do not have.
    pub(super) kind: Option<Kind>,
    pub(super) after_break: bool,
    pub(super) capital: bool,
    pub(super) quoted: bool,
}

impl Token {
    /// Whether a phrase may end in it; unknown words may.
    pub(super) fn may_be_noun(&self) -> bool {
        self.kind.is_none_or(Kind::is_noun)
    }

    /// Whether a noun phrase may go on with it.
    pub(super) fn is_noun_phrase(&self) -> bool {
        self.may_be_noun()
            || self.is(&[Kind::Determiner, Kind::Adjective, Kind::Color, Kind::State])
    }

    fn is(&self, kinds: &[Kind]) -> bool {
        self.kind.is_some_and(|kind| kinds.contains(&kind))
    }
}

/// The longest term of the tables, in words.
const TERM_WORDS_MAX: usize = 4;

/// The tokens of `text`.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let words = words(text);
    let mut found: Vec<Token> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (token, len) = longest_term(rest);
        found.push(token);
        rest = &rest[len..];
    }
    join_adjectives(text, &mut found);
    for at in 0..found.len() {
        if let Some(kind) = in_context(&found, at) {
            found[at].kind = Some(kind);
        }
    }
    verbs::mark(&mut found);
    found
}

/// "A slow, gentle arc" is one phrase: a comma between its adjectives parts nothing.
fn join_adjectives(text: &str, tokens: &mut [Token]) {
    let describes = |token: &Token| token.is(&[Kind::Adjective, Kind::Color]) && !token.quoted;
    for at in 2..tokens.len().saturating_sub(1) {
        let one = tokens[at - 2].kind == Some(Kind::Determiner)
            && tokens[at].after_break
            && describes(&tokens[at - 1])
            && describes(&tokens[at])
            && !tokens[at + 1].after_break
            && (tokens[at + 1].may_be_noun() || describes(&tokens[at + 1]))
            && text[tokens[at - 1].place.end..tokens[at].place.start].trim() == ",";
        if one {
            tokens[at].after_break = false;
        }
    }
}

fn longest_term(words: &[Word]) -> (Token, usize) {
    let first = &words[0];
    let mut best = (first.lower.clone(), lexicon::kind(&first.lower), 1);
    if lexicon::begins_term(&first.lower) {
        let mut lower = first.lower.clone();
        let more = words.iter().enumerate().skip(1).take(TERM_WORDS_MAX - 1);
        for (at, word) in more.take_while(|(_, word)| !word.after_break && !word.quoted) {
            lower.push(' ');
            lower.push_str(&word.lower);
            if let Some(kind) = lexicon::kind(&lower) {
                best = (lower.clone(), Some(kind), at + 1);
            }
            if !lexicon::begins_term(&lower) {
                break;
            }
        }
    }
    let (lower, kind, len) = best;
    let token = Token {
        kind: if first.quoted {
            None
        } else {
            kind.or_else(|| by_ending(&lower))
        },
        lower,
        place: first.place.start..words[len - 1].place.end,
        after_break: first.after_break,
        capital: first.capital,
        quoted: first.quoted,
    };
    (token, len)
}

/// Nouns that end like a verb.
const NO_VERBS: [&str; 14] = [
    "string",
    "ceiling",
    "wedding",
    "clothing",
    "something",
    "everything",
    "anything",
    "during",
    "viking",
    "pudding",
    "railing",
    "earring",
    "evening",
    "spring",
];

/// What an unknown word is by its ending.
fn by_ending(word: &str) -> Option<Kind> {
    let long = word.chars().count() > 5;
    if long && word.ends_with("ing") && !NO_VERBS.contains(&word) {
        Some(Kind::Act)
    } else if long && word.ends_with("ed") {
        Some(Kind::State)
    } else if word.ends_with("ly") || (long && describes_by_ending(word)) {
        Some(Kind::Adjective)
    } else {
        None
    }
}

/// "Famous", "endless", "boyish"; a handful and a swordfish are things.
fn describes_by_ending(word: &str) -> bool {
    let made = ["ous", "less", "ish"].iter().any(|end| word.ends_with(end));
    let full = word.ends_with("ful")
        && !["hand", "arm", "fist", "mouth", "spoon"]
            .iter()
            .any(|of| word.starts_with(of));
    (made && !word.ends_with("fish")) || full
}

/// Colours that are also things.
const COLOR_OR_THING: [&str; 14] = [
    "orange", "rose", "peach", "lime", "olive", "lavender", "violet", "amber", "gold", "silver",
    "copper", "bronze", "ruby", "lilac",
];

/// What such a word is a part of, when it is no colour: an orange tree is green.
const PARTS_OF_THINGS: [&str; 16] = [
    "juice", "tree", "trees", "peel", "slice", "slices", "grove", "blossom", "blossoms", "petal",
    "petals", "garden", "bush", "field", "orchard", "oil",
];

fn in_context(tokens: &[Token], at: usize) -> Option<Kind> {
    let token = &tokens[at];
    if token.quoted {
        return None;
    }
    let before = at
        .checked_sub(1)
        .map(|at| &tokens[at])
        .filter(|_| !token.after_break);
    let next = tokens.get(at + 1).filter(|next| !next.after_break);
    let before_is = |words: &[&str]| before.is_some_and(|t| words.contains(&t.lower.as_str()));
    let next_is = |words: &[&str]| next.is_some_and(|t| words.contains(&t.lower.as_str()));
    let alone = before.is_none() && next.is_none();
    match token.lower.as_str() {
        word if COLOR_OR_THING.contains(&word) => {
            let colors_next = next.is_some_and(|next| {
                (next.may_be_noun() || next.is(&[Kind::Color, Kind::Adjective, Kind::Palette]))
                    && lexicon::finite(&next.lower).is_none()
            });
            let said_of = before.is_some_and(|t| t.is(&[Kind::Copula, Kind::Color]))
                || before_is(&["bright", "deep", "dark", "pale", "burnt", "light"]);
            let color = (colors_next && !next_is(&PARTS_OF_THINGS)) || said_of || alone;
            Some(if color { Kind::Color } else { Kind::Thing })
        }
        word if lexicon::singular(word).is_some_and(|s| COLOR_OR_THING.contains(&s.as_str())) => {
            Some(Kind::Thing)
        }
        "light" => {
            let soft_weather = ["rain", "snow", "fog", "breeze", "wind", "drizzle", "mist"];
            let describes = next_is(&soft_weather) || next.is_some_and(|t| t.is(&[Kind::Color]));
            describes.then_some(Kind::Adjective)
        }
        "that" => {
            let relative = before.is_some_and(|t| t.may_be_noun() && t.kind != Some(Kind::Act));
            relative.then_some(Kind::Conjunction)
        }
        // "soft light from behind" tells of the light, and not of the camera.
        word if word.starts_with("from ") && before.is_some_and(|t| t.is(&[Kind::Light])) => {
            Some(Kind::Light)
        }
        // Written in one: "a black-and-white street scene", and no cat of two colours.
        "black and white" => {
            let colors = next.is_some_and(|t| t.kind.is_some_and(Kind::is_seen));
            Some(if colors { Kind::Color } else { Kind::Look })
        }
        "falls" => Some(Kind::Place),
        // "At a crossing", and no "crossing a bridge".
        "crossing" => {
            let named = before.is_some_and(|t| t.is(&[Kind::Determiner, Kind::Adjective]));
            let object = next.is_some_and(|t| t.kind == Some(Kind::Determiner) || t.may_be_noun());
            (named && !object).then_some(Kind::Place)
        }
        // "A man lights a candle": what somebody does has an object.
        "lights" => {
            let acts = before.is_some_and(|t| t.kind.is_some_and(Kind::is_seen));
            let object = next.is_some_and(|t| t.kind == Some(Kind::Determiner));
            (acts && object).then_some(Kind::Act)
        }
        // "Two steel beams" give no light.
        "beam" | "beams" => {
            let built = before.is_some_and(|t| {
                let of = [
                    "steel", "metal", "iron", "concrete", "wooden", "support", "roof",
                ];
                of.contains(&t.lower.as_str())
            });
            built.then_some(Kind::Thing)
        }
        "spring" => {
            let season = alone
                || before_is(&["in", "during", "early", "late"])
                || next.is_some_and(|t| t.is(&[Kind::Place, Kind::Time]));
            season.then_some(Kind::Season)
        }
        "pan" => {
            let moves = before_is(&["slow", "smooth", "camera", "gentle"])
                || next_is(&["left", "right", "across", "up", "down"]);
            moves.then_some(Kind::Camera)
        }
        _ => None,
    }
}
