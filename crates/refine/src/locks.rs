//! What no refiner may touch, and the one check that sees to it.
//!
//! A model's word that it kept to the locks counts for nothing: every answer, of a model
//! or of the rules, passes [`violation`] before anybody sees it.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use worldreel_domain::scene::{Scene, SceneField};

use crate::diff::{self, CharSpan, DoesNotFit, TextChange};
use crate::rules;

/// A stretch of the prompt that must stay as it is, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LockedSpan {
    /// Where it is, in characters of the prompt.
    pub at: CharSpan,
    /// What it says there.
    pub text: String,
}

/// What must stay as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Locks {
    /// Fields of the scene. A locked field that is empty stays empty.
    pub fields: BTreeSet<SceneField>,
    /// Stretches of the prompt, in order and without overlap.
    pub spans: Vec<LockedSpan>,
}

/// A prompt with its scene, as locks see it.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The prompt.
    pub prompt: &'a str,
    /// What it says, field by field; empty when it was not read.
    pub scene: &'a Scene,
}

/// The first lock that a text breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "lock", rename_all = "snake_case")]
pub enum Violation {
    /// A locked field says something else, less or more.
    Field {
        /// Which field.
        field: SceneField,
    },
    /// A locked stretch of the prompt is not there any more.
    Span {
        /// What it said.
        text: String,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { field } => {
                let verb = match field {
                    SceneField::SubjectAttributes
                    | SceneField::Atmosphere
                    | SceneField::Colors
                    | SceneField::Style => "are",
                    _ => "is",
                };
                write!(f, "{} {verb} locked", words_for(*field))
            }
            Self::Span { text } => write!(f, "the words \u{201c}{text}\u{201d} are locked"),
        }
    }
}

/// A change that was taken back because it touched a lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dropped {
    /// The change that was proposed.
    pub change: TextChange,
    /// The lock it would have broken.
    pub why: Violation,
}

/// A field's name in a sentence.
#[must_use]
pub const fn words_for(field: SceneField) -> &'static str {
    match field {
        SceneField::Subjects => "what is seen",
        SceneField::SubjectAttributes => "the subject's looks",
        SceneField::Actions => "the action",
        SceneField::Location => "the location",
        SceneField::TimeOfDay => "the time of day",
        SceneField::Lighting => "the light",
        SceneField::Atmosphere => "the weather and mood",
        SceneField::Colors => "the colours",
        SceneField::Style => "the look and camera",
    }
}

impl Locks {
    /// Whether nothing is locked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.spans.is_empty()
    }

    /// The locks with each span where its text is in `prompt`: at its place, or, if the
    /// prompt was edited since, at the only other place that has the same words.
    ///
    /// # Errors
    ///
    /// [`Violation::Span`] with the first text that is not there or is there twice.
    pub fn settled_in(&self, prompt: &str) -> Result<Self, Violation> {
        let mut spans: Vec<LockedSpan> = Vec::with_capacity(self.spans.len());
        for span in &self.spans {
            let lost = || Violation::Span {
                text: span.text.clone(),
            };
            if span.text.is_empty() {
                continue;
            }
            let there = byte_of(prompt, span.at.start)
                .is_some_and(|at| prompt[at..].starts_with(span.text.as_str()));
            let start = if there {
                span.at.start
            } else {
                let mut places = prompt.match_indices(span.text.as_str());
                let (Some((at, _)), None) = (places.next(), places.next()) else {
                    return Err(lost());
                };
                chars(&prompt[..at])
            };
            spans.push(LockedSpan {
                at: CharSpan {
                    start,
                    end: start + chars(&span.text),
                },
                text: span.text.clone(),
            });
        }
        spans.sort_by_key(|span| (span.at.start, span.at.end));
        Ok(Self {
            fields: self.fields.clone(),
            spans,
        })
    }

    /// The locks as they stand after `changes` were made, which are changes of one text
    /// in their order.
    ///
    /// # Errors
    ///
    /// [`DoesNotFit`] with the place of the first change that touches a locked span.
    pub fn rebased(&self, changes: &[TextChange]) -> Result<Self, DoesNotFit> {
        let mut moved = self.clone();
        for span in &mut moved.spans {
            let mut shift = 0_i64;
            for change in changes {
                if touches(change, span.at) {
                    return Err(DoesNotFit {
                        at: change.at.start,
                    });
                }
                if change.at.end <= span.at.start {
                    shift += i64::from(chars(&change.to)) - i64::from(chars(&change.from));
                }
            }
            let start = (i64::from(span.at.start) + shift).max(0);
            span.at.start = u32::try_from(start).unwrap_or(u32::MAX);
            span.at.end = span.at.start.saturating_add(chars(&span.text));
        }
        Ok(moved)
    }
}

/// Whether a change reaches into a stretch. What is added at its very edge does not.
fn touches(change: &TextChange, span: CharSpan) -> bool {
    change.at.start < span.end && span.start < change.at.end
        || change.at.start == change.at.end
            && span.start < change.at.start
            && change.at.start < span.end
}

/// The first lock that `after` breaks, if it breaks any.
///
/// A locked field says the same in both scenes; its words, where they stand in the
/// prompt, stand in the new one; and where the rules can read both prompts, they read
/// the same there. Locked stretches are found in the new prompt in their order.
#[must_use]
pub fn violation(before: Version<'_>, after: Version<'_>, locks: &Locks) -> Option<Violation> {
    let mut rest = after.prompt;
    for span in &locks.spans {
        let Some(at) = rest.find(span.text.as_str()) else {
            return Some(Violation::Span {
                text: span.text.clone(),
            });
        };
        rest = &rest[at + span.text.len()..];
    }
    if locks.fields.is_empty() {
        return None;
    }
    let readings = (before.prompt != after.prompt
        && rules::knows(before.prompt)
        && rules::knows(after.prompt))
    .then(|| (rules::scene(before.prompt), rules::scene(after.prompt)));
    let (old, new) = (spaced(before.prompt), spaced(after.prompt));
    locks
        .fields
        .iter()
        .copied()
        .find(|field| {
            let value = before.scene.get(*field);
            let told = value != after.scene.get(*field);
            let lost = value.unwrap_or("").split(", ").any(|part| {
                let part = spaced(part);
                part.trim().len() > 1 && old.contains(&part) && !new.contains(&part)
            });
            let read = readings
                .as_ref()
                .is_some_and(|(a, b)| lower(a.get(*field)) != lower(b.get(*field)));
            told || lost || read
        })
        .map(|field| Violation::Field { field })
}

/// `changes` of `before.prompt` without those that break a lock, and which those were.
/// Each change is judged with those that were kept before it.
#[must_use]
pub fn repair(
    before: Version<'_>,
    changes: &[TextChange],
    locks: &Locks,
) -> (Vec<TextChange>, Vec<Dropped>) {
    let (mut kept, mut dropped) = (Vec::with_capacity(changes.len()), Vec::new());
    if locks.is_empty() {
        return (changes.to_vec(), dropped);
    }
    let breaks = |taken: &[TextChange]| match diff::apply(before.prompt, taken) {
        Ok(prompt) => violation(
            before,
            Version {
                prompt: &prompt,
                scene: before.scene,
            },
            locks,
        ),
        Err(_) => None,
    };
    let mut whole = Vec::with_capacity(changes.len());
    for change in changes {
        match locks.spans.iter().find(|span| touches(change, span.at)) {
            Some(span) => dropped.push(Dropped {
                change: change.clone(),
                why: Violation::Span {
                    text: span.text.clone(),
                },
            }),
            None => whole.push(change.clone()),
        }
    }
    if breaks(&whole).is_none() {
        return (whole, dropped);
    }
    for change in whole {
        kept.push(change);
        if let Some(why) = breaks(&kept)
            && let Some(change) = kept.pop()
        {
            dropped.push(Dropped { change, why });
        }
    }
    (kept, dropped)
}

fn lower(value: Option<&str>) -> Option<String> {
    value.map(str::to_lowercase)
}

/// The words of a text with one blank around each, so that whole words are compared.
fn spaced(text: &str) -> String {
    let mut found = String::with_capacity(text.len() + 2);
    found.push(' ');
    for word in text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '\u{2019}')) {
        if !word.is_empty() {
            found.push_str(&word.to_lowercase());
            found.push(' ');
        }
    }
    found
}

/// Prompts have at most 20,000 characters, so the count always fits.
fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The byte at which character `at` of `text` begins; the end counts.
fn byte_of(text: &str, at: u32) -> Option<usize> {
    let at = usize::try_from(at).ok()?;
    text.char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()])
        .nth(at)
}

#[cfg(test)]
mod tests;
