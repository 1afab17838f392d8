//! Changing a prompt by talk, offline: patterns and tables of English.
//!
//! | module | what it holds |
//! |---|---|
//! | `split` | a request cut into parts |
//! | `said` | a part as words |
//! | `grammar` | the patterns: what a part asks for |
//! | `wish` | what can be asked for |
//! | `values` | the tables of times, weather, light, looks, cameras, colours |
//! | `find` | where the thing stands that a request names |
//! | `apply` | wishes carried out, and what follows from them |
//! | `draft` | the prompt while it is being changed |
//! | `english` | articles and verb forms |

mod apply;
mod draft;
mod english;
mod find;
mod grammar;
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
use super::lexicon;
use super::reading::Reading;

use self::apply::Work;
use self::said::Said;
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
    let parts = understood(asked.request, Work::new(text, asked.scene).draft.reading());
    if parts.iter().all(|part| part.wishes.is_none()) && !is_known_speech(asked.request) {
        return refused(if speaks_other(asked.request) {
            NotChanged::OnlyEnglish
        } else {
            NotChanged::NotUnderstood
        });
    }
    let mut talk = Talk {
        asked,
        work: Work::new(text, asked.scene),
        kept: Vec::new(),
        not_done: Vec::new(),
    };
    for part in &parts {
        for wish in part.wishes.iter().flatten() {
            talk.keep(wish);
        }
    }
    for part in parts {
        talk.part(part);
    }
    talk.told()
}

/// A part of the request with what it asks for.
struct Part {
    said: String,
    wishes: Option<Vec<Wish>>,
}

/// The parts of a request, each understood by itself, as the end of what was begun before
/// it, or together with what comes after it.
fn understood(request: &str, reading: &Reading) -> Vec<Part> {
    let request = &plain(request);
    let places = split::parts(request);
    let mut parts: Vec<Part> = Vec::new();
    let mut begun: Vec<String> = Vec::new();
    let mut at = 0;
    while at < places.len() {
        let own = |to: usize| Said::new(&request[places[at].start..places[to].end]).own();
        let said = own(at);
        let alone = grammar::wishes(&said, reading);
        let inherited = || {
            begun
                .iter()
                .find_map(|start| grammar::wishes(&format!("{start} {said}"), reading))
        };
        // "Make the woman older and happier": what is short goes on as it was begun.
        let goes_on = Said::new(&said).len() < 3
            && begun
                .first()
                .is_some_and(|start| start.starts_with("make ") && start != "make it");
        let first = if goes_on { inherited() } else { None };
        let found = first.or(alone).or_else(inherited);
        let (mut wishes, mut said, mut to) = (found, said.clone(), at);
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

/// "Instead of a fox, a wolf" has its halves in the other order.
fn instead_first(said: &str, next: Option<&str>, reading: &Reading) -> Option<Vec<Wish>> {
    let what = Said::new(said).after(&["instead of", "rather than"])?;
    grammar::wishes(
        &format!("{} instead of {}", Said::new(next?).own(), what.own()),
        reading,
    )
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
    if lower.first() == Some(&"make") && !line.starts_with("make it") && lower.len() > 2 {
        for len in (2..lower.len().min(5)).rev() {
            found.insert(0, lower[..len].join(" "));
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
        joined.push(part);
    }
    joined
}

/// Whether any word of a request is one that the rules know.
fn is_known_speech(request: &str) -> bool {
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
fn speaks_other(request: &str) -> bool {
    let said = Said::new(request);
    said.is_speech() && !language::is_english(request) && said.len() > 1 || !request.is_ascii()
}

/// A request while it is carried out.
struct Talk<'a> {
    asked: &'a Asked<'a>,
    work: Work,
    /// What the request itself says to keep: the words and where they are.
    kept: Vec<(String, Locks)>,
    not_done: Vec<NotDone>,
}

impl Talk<'_> {
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

    fn part(&mut self, part: Part) {
        let Some(wishes) = part.wishes else {
            let why = NotChanged::NotUnderstood;
            return self.not_done.push(NotDone {
                part: part.said,
                why,
            });
        };
        let reason = format!("you asked: {}", part.said);
        for wish in wishes {
            let mut trial = self.work.clone();
            let done = trial
                .carry_out(&wish, &reason)
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
