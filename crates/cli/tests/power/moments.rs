//! When the power goes.

use worldreel_testkit::dice::Dice;
use worldreel_testkit::power::{Log, Record};

use crate::claims::Claims;
use crate::cut::Lie;
use crate::recording::Recorded;

/// Moments of a recording: anywhere, the moment at which something is said, and around the
/// syncs of what was just renamed. A moment is a position; what comes at it is lost.
pub(crate) fn moments(log: &Log, claims: &Claims, count: usize, dice: &mut Dice) -> Vec<u64> {
    let records = log.records();
    let all: Vec<u64> = records.iter().map(|(at, _)| *at).collect();
    let told = claims.told();
    let around: Vec<u64> = records
        .windows(2)
        .filter(|pair| {
            let names =
                |record: &Record| matches!(record, Record::Rename { .. } | Record::Remove { .. });
            let syncs = matches!(pair[1].1, Record::Sync { .. });
            names(&pair[0].1) || syncs
        })
        .map(|pair| pair[1].0)
        .collect();
    let mut moments: Vec<u64> = (0..count)
        .map(|number| {
            let from = [&all, &told, &around, &told][number % 4];
            from[index(dice, from.len())]
        })
        .collect();
    moments.sort_unstable();
    moments
}

/// Moments at which something is said, and just after, once a sync was left out; every other
/// one soon after that.
pub(crate) fn after(recorded: &Recorded, lie: Lie, count: usize, dice: &mut Dice) -> Vec<u64> {
    /// Records after a sync that are soon.
    const SOON: u64 = 60;
    let records = recorded.log.records();
    let left_out: Vec<usize> = (0..records.len())
        .filter(|index| matches!(&records[*index].1, Record::Sync { path, .. } if lie(path)))
        .collect();
    let Some(first) = left_out.first() else {
        return Vec::new();
    };
    let told = recorded.told.claims.told();
    let told: Vec<u64> = told
        .into_iter()
        .filter(|at| *at > records[*first].0)
        .collect();
    let mut moments: Vec<u64> = (0..count)
        .map(|number| {
            if number % 2 == 0 && !told.is_empty() {
                return told[index(dice, told.len())];
            }
            let from = left_out[index(dice, left_out.len())];
            let at = from + 1 + usize::try_from(dice.below(SOON)).unwrap();
            records[at.min(records.len() - 1)].0
        })
        .collect();
    moments.sort_unstable();
    moments
}

fn index(dice: &mut Dice, length: usize) -> usize {
    usize::try_from(dice.below(u64::try_from(length).unwrap())).unwrap()
}
