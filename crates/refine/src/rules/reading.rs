//! Phrases sorted into the nine fields.

//!
//! | module | what it holds |
//! |---|---|
//! | `sorter` | each phrase to the field it tells of |
//! | `about` | what a phrase is about, where its noun alone does not tell |
//! | `within` | what words within a phrase tell: its colours, its weather, what is acted on |

mod about;
mod sorter;
mod within;

#[cfg(test)]
mod tests;

use std::ops::Range;

use worldreel_domain::scene::{Scene, SceneField};

use super::lexicon::Kind;
use super::phrases::{self, Parsed, Phrase};
use super::times::{self, Time};
use super::tokens::{Token, tokens};

use self::sorter::Sorter;

pub(super) use self::sorter::PLAIN_PLACES;

/// What the rules make of a prompt.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub(super) scene: Scene,
    /// The first subject, if the text names one.
    pub(super) subject: Option<Subject>,
    /// How many subjects it names.
    pub(super) subjects: usize,
    /// Whether the scene is under a roof.
    pub(super) indoors: bool,
    /// Whether the text says how the camera sees or moves.
    pub(super) camera: bool,
    /// Whether the text says what look it wants.
    pub(super) look: bool,
    /// Whether any word tells of light, be it part of a name: "a candlelight dinner".
    pub(super) lit: bool,
    /// Words the text denies: "no rain".
    pub(super) denied: Vec<String>,
    /// The phrases in their order, each with the field it tells of.
    pub(super) phrases: Vec<Sorted>,
    /// The words and terms in their order.
    pub(super) tokens: Vec<Token>,
    /// For each token, whether it is denied.
    denied_tokens: Vec<bool>,
    /// The times that are told in numbers, in their order.
    pub(super) times: Vec<Time>,
    /// For each field, where its values stand; one that is said twice stands twice.
    pub(super) places: [Vec<Range<usize>>; 9],
}

/// A phrase and where it went.
#[derive(Debug, Clone)]
pub(super) struct Sorted {
    pub(super) phrase: Phrase,
    /// The field it tells of; `None` when it tells of none.
    pub(super) field: Option<SceneField>,
}

/// Who or what is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The noun in lower case.
    pub(super) noun: String,
    /// What it is; `None` for a noun the tables do not have.
    pub(super) kind: Option<Kind>,
    pub(super) plural: bool,
}

impl Reading {
    /// Whether the text says any of these words or terms.
    pub(super) fn says(&self, wanted: &[&str]) -> bool {
        self.said()
            .any(|token| wanted.contains(&token.lower.as_str()))
    }

    /// The tokens that are neither denied nor quoted.
    fn said(&self) -> impl Iterator<Item = &Token> {
        let all = self.tokens.iter().zip(&self.denied_tokens);
        all.filter(|(token, denied)| !**denied && !token.quoted)
            .map(|(token, _)| token)
    }
}

/// Reads `text`.
pub(super) fn read(text: &str) -> Reading {
    // Options such as ` --seed 42` say nothing about the picture.
    let text = &text[..super::options_start(text)];
    let times = times::times(text);
    let tokens = tokens(&times::blanked(text, &times));
    let parsed = phrases::parse(&tokens);
    let mut sorter = Sorter::new(text);
    let fields = sorter.all(&parsed.phrases);
    sorter.within(&tokens, &parsed, &fields);
    let mut reading = sorter.finish(tokens, parsed, fields);
    reading.times = times;
    reading
}

impl Sorter<'_> {
    /// The reading, once all is sorted.
    fn finish(
        mut self,
        tokens: Vec<Token>,
        parsed: Parsed,
        fields: Vec<Option<SceneField>>,
    ) -> Reading {
        for field in SceneField::ALL {
            let mut values: Vec<&str> = Vec::new();
            for place in &self.fields[field as usize] {
                let value = self.text[place.clone()].trim();
                let known = values.iter().any(|v| v.eq_ignore_ascii_case(value));
                if !value.is_empty() && !known {
                    values.push(value);
                }
            }
            self.reading.scene.set(field, &values.join(", "));
        }
        self.reading.denied = parsed.denied;
        self.reading.phrases = parsed
            .phrases
            .into_iter()
            .zip(fields)
            .map(|(phrase, field)| Sorted { phrase, field })
            .collect();
        self.reading.tokens = tokens;
        self.reading.denied_tokens = parsed.denied_tokens;
        let lit = self
            .reading
            .said()
            .any(|token| token.kind == Some(Kind::Light));
        self.reading.lit = lit;
        self.reading.places = self.fields;
        self.reading
    }
}
