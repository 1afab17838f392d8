//! Changing a prompt by talk, offline: patterns and tables of English.
//!
//! | module | what it holds |
//! |---|---|
//! | `split` | a request cut into parts |
//! | `parts` | the parts, each with what it asks for |
//! | `said` | a part as words |
//! | `grammar` | the patterns: what a part asks for |
//! | `wish` | what can be asked for |
//! | `values` | the tables of times, weather, light, looks, cameras, colours |
//! | `preset` | a preset put on a prompt |
//! | `field` | a field of the scene that is set |
//! | `find` | where the thing stands that a request names |
//! | `apply` | wishes carried out, and what follows from them |
//! | `draft` | the prompt while it is being changed |
//! | `english` | articles and verb forms |

mod apply;
mod draft;
pub(super) mod english;
pub(super) mod field;
mod find;
mod grammar;
mod parts;
pub(super) mod preset;
mod said;
mod split;
mod values;
pub(super) mod variations;
mod wish;

#[cfg(test)]
mod tests;

use worldreel_domain::prompt::{PROMPT_CHARS_MAX, Prompt};
use worldreel_domain::scene::SceneField;

use crate::diff::{CharSpan, TextChange};
use crate::locks::{self, LockedSpan, Locks, Version, Violation};
use crate::talk::{Asked, Edited, FieldChange, NotChanged, NotDone, Why};

use super::language;

use self::apply::Work;
use self::parts::{Part, is_known_speech, speaks_other, understood};
use self::wish::Wish;

/// What the rules make of a request.
pub(super) fn edit(asked: &Asked<'_>) -> Edited {
    let text = asked.prompt.as_str();
    let refused = |why| Edited::NotChanged {
        why,
        not_done: Vec::new(),
    };
    if !language::is_english(text) {
        return refused(NotChanged::PromptNotEnglish);
    }
    let mut talk = Talk::new(asked);
    let parts = understood(asked.request, talk.work.draft.reading());
    if parts.iter().all(|part| part.wishes.is_none()) && !is_known_speech(asked.request) {
        return refused(if speaks_other(asked.request) {
            NotChanged::OnlyEnglish
        } else {
            NotChanged::NotUnderstood
        });
    }
    for part in &parts {
        for wish in part.wishes.iter().flatten() {
            talk.keep(wish);
        }
    }
    for part in parts {
        let reason = format!("you asked: {}", part.said);
        talk.part(part, &reason);
    }
    talk.told()
}

/// A request while it is carried out.
struct Talk<'a> {
    asked: &'a Asked<'a>,
    work: Work,
    /// What the request itself says to keep: the words and where they are.
    kept: Vec<(String, Locks)>,
    not_done: Vec<NotDone>,
}

impl<'a> Talk<'a> {
    fn new(asked: &'a Asked<'a>) -> Self {
        Self {
            asked,
            work: Work::new(asked.prompt.as_str(), asked.scene),
            kept: Vec::new(),
            not_done: Vec::new(),
        }
    }

    fn keep(&mut self, wish: &Wish) {
        let Wish::Keep { what } = wish else { return };
        let mut locks = Locks::default();
        if let Some(field) = grammar::field(&what.to_lowercase()) {
            locks.fields.insert(field);
        }
        let text = self.asked.prompt.as_str();
        if let Some(sorted) = find::phrase(self.work.draft.reading(), what) {
            let place = sorted.phrase.place.clone();
            let start = chars(&text[..place.start]);
            let words = text[place].to_owned();
            locks.spans.push(LockedSpan {
                at: CharSpan {
                    start,
                    end: start + chars(&words),
                },
                text: words,
            });
        }
        self.kept.push((what.clone(), locks));
    }

    fn part(&mut self, part: Part, reason: &str) {
        let Some(wishes) = part.wishes else {
            let why = NotChanged::NotUnderstood;
            return self.not_done.push(NotDone {
                part: part.said,
                why,
            });
        };
        for wish in wishes {
            let mut trial = self.work.clone();
            let done = trial
                .carry_out(&wish, reason)
                .and_then(|()| self.allowed(&trial));
            match done {
                Ok(()) => self.work = trial,
                Err(why) => self.not_done.push(NotDone {
                    part: part.said.clone(),
                    why,
                }),
            }
        }
    }

    fn allowed(&self, trial: &Work) -> Result<(), NotChanged> {
        let before = Version {
            prompt: self.asked.prompt.as_str(),
            scene: self.asked.scene,
        };
        let after = Version {
            prompt: trial.draft.text(),
            scene: &trial.scene,
        };
        if after.prompt.chars().count() > PROMPT_CHARS_MAX {
            return Err(NotChanged::NoRoom);
        }
        let changes: Vec<TextChange> = trial
            .draft
            .changes(|_| String::new())
            .into_iter()
            .map(|(change, _)| change)
            .collect();
        if let Some(violation) = broken(before, after, &changes, self.asked.locks) {
            return Err(NotChanged::Locked { violation });
        }
        let kept = self
            .kept
            .iter()
            .find(|(_, locks)| broken(before, after, &changes, locks).is_some());
        kept.map_or(Ok(()), |(what, _)| {
            Err(NotChanged::Kept { what: what.clone() })
        })
    }

    fn told(self) -> Edited {
        let Self {
            asked,
            work,
            not_done,
            ..
        } = self;
        let found = work
            .draft
            .changes(|part| work.reasons.get(part).cloned().unwrap_or_default());
        if found.is_empty() {
            let why = not_done
                .first()
                .map_or(NotChanged::NotUnderstood, |first| first.why.clone());
            return Edited::NotChanged { why, not_done };
        }
        let changes = field_changes(asked, &work, &found);
        Edited::Changed {
            text_changes: found.into_iter().map(|(change, _)| change).collect(),
            changes,
            not_done,
        }
    }
}

/// The lock that a change breaks, by its place or by what is read.
fn broken(
    before: Version<'_>,
    after: Version<'_>,
    changes: &[TextChange],
    locks: &Locks,
) -> Option<Violation> {
    if let Err(misfit) = locks.rebased(changes) {
        let span = locks.spans.iter().find(|span| span.at.end > misfit.at);
        return Some(Violation::Span {
            text: span.map(|span| span.text.clone()).unwrap_or_default(),
        });
    }
    locks::violation(before, after, locks)
}

/// What was told of each field, as one change.
fn field_changes(
    asked: &Asked<'_>,
    work: &Work,
    found: &[(TextChange, usize)],
) -> Vec<FieldChange> {
    let changed = |field: &SceneField| asked.scene.get(*field) != work.scene.get(*field);
    SceneField::ALL
        .into_iter()
        .filter(changed)
        .map(|field| {
            let told: Vec<_> = work
                .told
                .iter()
                .filter(|told| told.field == field)
                .collect();
            let mut reasons: Vec<usize> = told.iter().map(|told| told.reason).collect();
            reasons.dedup();
            let asked_for = told.iter().any(|told| told.why == Why::Asked);
            let words: Vec<&str> = reasons
                .iter()
                .filter_map(|reason| work.reasons.get(*reason))
                .map(String::as_str)
                .collect();
            let carried = found
                .iter()
                .enumerate()
                .filter(|(_, (_, part))| reasons.contains(part))
                .filter_map(|(at, _)| u32::try_from(at).ok());
            FieldChange {
                field,
                from: asked.scene.get(field).map(str::to_owned),
                to: work.scene.get(field).map(str::to_owned),
                why: if asked_for { Why::Asked } else { Why::Follows },
                explanation: words.join("; "),
                text_changes: carried.collect(),
            }
        })
        .collect()
}

fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The prompt of some text, if it can be one.
fn prompt(text: &str) -> Option<Prompt> {
    text.parse().ok()
}
