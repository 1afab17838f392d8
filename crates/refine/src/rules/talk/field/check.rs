//! The new text read again: whether it says what was set, and nothing else otherwise.

use std::ops::Range;

use worldreel_domain::scene::{Scene, SceneField};

use crate::rules::reading::Reading;
use crate::rules::talk::apply::{Told, Work, within};
use crate::rules::talk::{Talk, prompt};
use crate::rules::{language, memory};
use crate::talk::{NotChanged, Why};

use super::parts::{self, Source};
use super::steps::Step;

/// The fields that were set before, with their values and how these are known.
#[derive(Debug, Default)]
pub(super) struct Settled(Vec<(SceneField, Source, Vec<String>)>);

impl Settled {
    pub(super) fn push(&mut self, field: SceneField, source: Source, values: Vec<String>) {
        self.0.retain(|(own, ..)| *own != field);
        self.0.push((field, source, values));
    }

    fn get(&self, field: SceneField) -> Option<(Source, &[String])> {
        let found = self.0.iter().find(|(own, ..)| *own == field);
        found.map(|(_, source, values)| (*source, values.as_slice()))
    }
}

/// Reads what a step made of the text. Where it says `says` and all else is as it was, the
/// scene is told so.
///
/// # Errors
///
/// What the text does not say, or says otherwise than before.
pub(super) fn told(
    talk: &Talk<'_>,
    settled: &Settled,
    trial: &mut Work,
    (field, source): (SceneField, Source),
    step: &Step,
    says: &[String],
) -> Result<(), NotChanged> {
    let (old, new) = (talk.asked.prompt.as_str(), trial.draft.text().to_owned());
    let what = step.what().to_owned();
    if prompt(&new).is_none() {
        return Err(NotChanged::NothingLeft { what });
    }
    let knew = language::is_english(old);
    if knew && !language::is_english(&new) {
        return Err(NotChanged::NotReadAs { what, field });
    }
    let (before, now) = (memory::read(old), memory::read(&new));
    let so = match source {
        Source::Rules => parts::same(field, &parts::read(&now, field), says),
        Source::Words => stands(&new, step),
    };
    if !so {
        return Err(NotChanged::NotReadAs { what, field });
    }
    if knew {
        let (was, is): (Vec<_>, Vec<_>) = trial.draft.touched().into_iter().unzip();
        for other in SceneField::ALL.into_iter().filter(|own| *own != field) {
            let same = match settled.get(other) {
                Some((Source::Rules, values)) => {
                    parts::same(other, &parts::read(&now, other), values)
                }
                Some((Source::Words, values)) => {
                    values.iter().all(|value| within(&new, value).is_some())
                }
                None => untouched(old, &before, other, &was) == untouched(&new, &now, other, &is),
            };
            if !same {
                return Err(NotChanged::WouldChange { what, field: other });
            }
        }
    }
    let scene = retold(
        talk.asked.scene,
        (old, &before),
        (&new, &now),
        knew,
        |own| {
            let set = if own == field {
                Some((source, says))
            } else {
                settled.get(own)
            };
            set.filter(|(source, _)| *source == Source::Words)
                .map(|(_, values)| values.join(", "))
        },
    );
    // What a request would have told of it counts for nothing: the text is read.
    let reason = trial.reason();
    trial.told.clone_from(&talk.work.told);
    let changed = |own: &SceneField| scene.get(*own) != talk.work.scene.get(*own);
    trial
        .told
        .extend(SceneField::ALL.into_iter().filter(changed).map(|own| Told {
            field: own,
            why: if own == field {
                Why::Asked
            } else {
                Why::Follows
            },
            reason,
        }));
    trial.scene = scene;
    Ok(())
}

/// Whether the words of a step stand in a text as it asks.
fn stands(text: &str, step: &Step) -> bool {
    match step {
        Step::Turn { to, .. } | Step::Bring(to) => within(text, to).is_some(),
        Step::Leave(from) => within(text, from).is_none(),
    }
}

/// The values of a field that no change touches, in lower case. What is changed may be a part
/// of another field's value: the red of a fox is a colour, too.
fn untouched(
    text: &str,
    reading: &Reading,
    field: SceneField,
    touched: &[Range<usize>],
) -> Vec<String> {
    let mut found: Vec<String> = reading.places[field as usize]
        .iter()
        .filter(|place| {
            !touched
                .iter()
                .any(|own| own.start < place.end && place.start < own.end)
        })
        .map(|place| text[place.clone()].trim().to_lowercase())
        .collect();
    found.sort();
    found
}

/// What a scene says after a change: as the rules read it, where they read it before; of
/// what others read, all that the text still says.
fn retold(
    scene: &Scene,
    (old, before): (&str, &Reading),
    (new, now): (&str, &Reading),
    knew: bool,
    set: impl Fn(SceneField) -> Option<String>,
) -> Scene {
    let mut told = scene.clone();
    for field in SceneField::ALL {
        let (said, read) = (scene.get(field), before.scene.get(field));
        let value = set(field).unwrap_or_else(|| {
            if knew && said == read {
                return now.scene.get(field).unwrap_or_default().to_owned();
            }
            let mut values = parts::split(said.unwrap_or_default());
            values.retain(|value| within(old, value).is_none() || within(new, value).is_some());
            values.join(", ")
        });
        told.set(field, &value);
    }
    told
}
