//! Variations: lists of wishes that go together, carried out as if the user had asked.
//! The same prompt gives the same ones each time.

mod choices;
mod places;
mod setting;
mod tables;
#[cfg(test)]
mod tests;

use crate::diff::TextChange;
use crate::locks::Version;
use crate::rules::reading::Reading;
use crate::rules::{choice, language};
use crate::vary::alike::Key;
use crate::vary::{Axis, Proposed, Wanted};

use self::choices::{Choice, Choices};
use super::apply::Work;
use super::broken;

/// How many combinations are tried for each variation that is wanted, at most.
const TRIES: usize = 60;

/// Variations of a prompt; fewer than wanted when no more differ.
pub(in crate::rules) fn of(wanted: &Wanted<'_>) -> Vec<Proposed> {
    let text = wanted.prompt.as_str();
    if !language::is_english(text) {
        return Vec::new();
    }
    let work = Work::new(text, wanted.scene);
    let choices = Choices::of(work.draft.reading(), wanted.axes.is_some());
    let axes = open_axes(wanted, &choices, work.draft.reading());
    let mut keys: Vec<Key> = wanted
        .have
        .iter()
        .map(|prompt| Key::of(prompt.as_str()))
        .collect();
    let mut found = Vec::new();
    let seed = choice(text);
    for turn in 0..wanted.count.saturating_mul(TRIES) {
        if found.len() >= wanted.count || axes.is_empty() {
            break;
        }
        let chosen = combination(&axes, &choices, seed, turn);
        if let Some((proposed, key)) = carried_out(wanted, &work, &chosen)
            && !keys.contains(&key)
        {
            keys.push(key);
            found.push(proposed);
        }
    }
    found
}

/// The axes that may change: those asked for, or all that fit and are not locked.
fn open_axes(wanted: &Wanted<'_>, choices: &Choices, reading: &Reading) -> Vec<Axis> {
    Axis::ALL
        .into_iter()
        .filter(|axis| wanted.axes.is_none_or(|axes| axes.contains(axis)))
        .filter(|axis| {
            let field = super::find::field_of(*axis);
            !wanted.locks.fields.contains(&field)
        })
        .filter(|axis| !choices.new_to(*axis, reading).is_empty())
        .collect()
}

/// The choices of one turn: one to three axes, in an order made from the text.
fn combination<'a>(
    axes: &[Axis],
    choices: &'a Choices,
    seed: usize,
    turn: usize,
) -> Vec<&'a Choice> {
    let many = 1 + (turn + 1) % 3.min(axes.len());
    let mut chosen: Vec<&Choice> = Vec::new();
    for nth in 0..many {
        let axis = axes[(seed + turn + nth * (1 + turn / axes.len())) % axes.len()];
        if chosen.iter().any(|choice| choice.axis == axis) {
            continue;
        }
        let list = choices.of_axis(axis);
        for step in 0..list.len() {
            let choice = list[mixed(seed, turn, nth).wrapping_add(step) % list.len()];
            if choices.fits(choice, &chosen) {
                chosen.push(choice);
                break;
            }
        }
    }
    // In the order in which they read well.
    chosen.sort_by_key(|choice| match choice.axis {
        Axis::Pace => 0,
        Axis::Location => 1,
        Axis::TimeOfDay => 2,
        Axis::Weather => 3,
        _ => 4,
    });
    chosen
}

/// A number made of three, without a pattern (the finaliser of SplitMix64).
fn mixed(seed: usize, turn: usize, nth: usize) -> usize {
    let mut z = (seed as u64) ^ ((turn as u64) << 20) ^ ((nth as u64) << 50);
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((z ^ (z >> 31)) >> 33).unwrap_or(0)
}

fn carried_out(wanted: &Wanted<'_>, work: &Work, choices: &[&Choice]) -> Option<(Proposed, Key)> {
    let mut work = work.clone();
    let mut axes = Vec::new();
    for choice in choices {
        let mut trial = work.clone();
        if trial
            .carry_out(
                &choice.wish(),
                &format!("varies the {}", choice.axis_words()),
            )
            .is_ok()
        {
            work = trial;
            axes.push(choice.axis);
        }
    }
    let changes: Vec<TextChange> = work
        .draft
        .changes(|part| work.reasons.get(part).cloned().unwrap_or_default())
        .into_iter()
        .map(|(change, _)| change)
        .collect();
    let before = Version {
        prompt: wanted.prompt.as_str(),
        scene: wanted.scene,
    };
    let after = Version {
        prompt: work.draft.text(),
        scene: &work.scene,
    };
    if axes.is_empty() || broken(before, after, &changes, wanted.locks).is_some() {
        return None;
    }
    axes.sort();
    let prompt = super::prompt(work.draft.text())?;
    let key = Key::of(prompt.as_str());
    Some((
        Proposed {
            prompt,
            axes,
            changes: Some(changes),
        },
        key,
    ))
}
