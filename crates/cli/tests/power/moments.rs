//! When the power goes.

use worldreel_testkit::dice::Dice;
use worldreel_testkit::power::{Log, Record};

use crate::claims::Claims;

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
            from[usize::try_from(dice.below(from.len() as u64)).unwrap()]
        })
        .collect();
    moments.sort_unstable();
    moments
}
