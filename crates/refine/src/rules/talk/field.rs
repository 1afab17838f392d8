//! A field of the scene that is set: the text is changed until it reads so.
//!
//! | module | what it holds |
//! |---|---|
//! | `parts` | a field's values one by one, and where each stands |
//! | `steps` | what leads from the old values to the new ones |
//! | `ways` | how a step can be carried out in the text, the likeliest first |
//! | `check` | the new text read again: whether it says so, and nothing else |

mod check;
mod parts;
mod steps;
mod ways;

#[cfg(test)]
mod tests;

use worldreel_domain::prompt::PROMPT_CHARS_MAX;
use worldreel_domain::scene::SceneField;

use crate::fields::FieldValue;
use crate::locks::{Violation, words_for};
use crate::rules::language;
use crate::talk::{Asked, Edited, NotChanged, NotDone};

use super::Talk;
use super::apply::Work;

use self::check::Settled;
use self::parts::Source;
use self::steps::Step;

/// What the rules make of fields that are to say something else.
pub(in crate::rules) fn edit(asked: &Asked<'_>, wanted: &[FieldValue]) -> Edited {
    let mut talk = Talk::new(asked);
    let mut settled = Settled::default();
    for one in wanted {
        match set(&talk, &settled, one) {
            Ok((work, source, values)) => {
                talk.work = work;
                settled.push(one.field, source, values);
            }
            Err(why) => talk.not_done.push(NotDone {
                part: format!("{}: {}", one.field.name(), one.value.trim()),
                why,
            }),
        }
    }
    talk.told()
}

/// Sets one field, and gives back what it says then and how that is known.
fn set(
    talk: &Talk<'_>,
    settled: &Settled,
    wanted: &FieldValue,
) -> Result<(Work, Source, Vec<String>), NotChanged> {
    let field = wanted.field;
    if talk.asked.locks.fields.contains(&field) {
        let violation = Violation::Field { field };
        return Err(NotChanged::Locked { violation });
    }
    if wanted.value.chars().count() > PROMPT_CHARS_MAX {
        return Err(NotChanged::NoRoom);
    }
    let old: Vec<String> = parts::split(talk.work.scene.get(field).unwrap_or_default());
    let new = parts::split(&wanted.value);
    if new.is_empty() && old.is_empty() {
        return Err(NotChanged::Blank);
    }
    let source = source(talk, field);
    let mut first = None;
    for plan in steps::plans(&old, &new)? {
        if plan.is_empty() {
            return Err(NotChanged::AlreadySo {
                what: new.join(", "),
            });
        }
        match carried_out(talk, settled, field, source, &plan, &old) {
            Ok((work, values)) => return Ok((work, source, values)),
            Err(why) => first = first.or(Some(why)),
        }
    }
    Err(first.unwrap_or(NotChanged::NotUnderstood))
}

/// Whether the rules read of a field what the scene says of it; else somebody else did, and
/// its words alone can be looked for.
fn source(talk: &Talk<'_>, field: SceneField) -> Source {
    let text = talk.work.draft.text();
    let read = language::is_english(text)
        && parts::same(
            field,
            &parts::split(
                talk.work
                    .draft
                    .reading()
                    .scene
                    .get(field)
                    .unwrap_or_default(),
            ),
            &parts::split(talk.work.scene.get(field).unwrap_or_default()),
        );
    if read { Source::Rules } else { Source::Words }
}

fn carried_out(
    talk: &Talk<'_>,
    settled: &Settled,
    field: SceneField,
    source: Source,
    plan: &[Step],
    old: &[String],
) -> Result<(Work, Vec<String>), NotChanged> {
    let mut work = talk.work.clone();
    let mut says = old.to_vec();
    for step in plan {
        step.take(&mut says);
        work = stepped(talk, settled, (field, source), &work, step, &says)?;
    }
    Ok((work, says))
}

/// Carries out a step in the first way after which the text says so and all locks hold.
fn stepped(
    talk: &Talk<'_>,
    settled: &Settled,
    (field, source): (SceneField, Source),
    work: &Work,
    step: &Step,
    says: &[String],
) -> Result<Work, NotChanged> {
    let reason = format!("you set {}", words_for(field));
    let mut why_not: Option<NotChanged> = None;
    for way in ways::of(work, field, source, step)? {
        let mut trial = work.clone();
        let tried = trial
            .go(&way, &reason)
            .and_then(|()| check::told(talk, settled, &mut trial, (field, source), step, says))
            .and_then(|()| talk.allowed(&trial));
        match tried {
            Ok(()) => return Ok(trial),
            Err(why) => {
                // A lock is what the user can do something about.
                let lock = matches!(why, NotChanged::Locked { .. });
                let better = why_not
                    .as_ref()
                    .is_none_or(|known| lock && !matches!(known, NotChanged::Locked { .. }));
                if better {
                    why_not = Some(why);
                }
            }
        }
    }
    Err(why_not.unwrap_or_else(|| NotChanged::NotReadAs {
        what: step.what().to_owned(),
        field,
    }))
}
