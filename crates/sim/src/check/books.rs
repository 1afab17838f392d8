//! The books agree with what engines truly bill.

use worldreel_domain::failure::Billed;
use worldreel_keys::spend::day_of;

use crate::studio::Studio;
use crate::world::World;

pub(super) fn agree(world: &World, studio: &Studio) -> Result<(), String> {
    attempts(world)?;
    // What is noted and not yet written is no disagreement. Days are told by the wall
    // clock: one that was set tells them wrongly.
    if studio.books_due_ms.is_some() || world.watch.clock_set {
        return Ok(());
    }
    let now = world.clocks().now;
    for (_, ring) in studio.board.keys().iter() {
        for key in ring.keys() {
            let of_today = world.disk.uses.values().filter(|used| {
                used.key.as_ref() == Some(&key.fingerprint) && day_of(used.began_at) == day_of(now)
            });
            let booked: i64 = of_today.map(|used| used.micro_usd).sum();
            let known = key.spend.today(now);
            if booked != known {
                return Err(format!(
                    "{known} were spent with {} today by its ring and {booked} by the books",
                    key.label
                ));
            }
        }
    }
    Ok(())
}

/// What an attempt is booked with is what it is billed, unless it can't be known; then it
/// is booked with the most that it can be.
fn attempts(world: &World) -> Result<(), String> {
    for (attempt, used) in &world.disk.uses {
        let Some(outcome) = used.outcome else {
            continue;
        };
        let billed = world.outside.bill(*attempt);
        let row = world.disk.attempts.get(attempt);
        let free = row.is_some_and(|row| {
            let billed = row.failure.as_ref().map(|failure| failure.billed);
            billed == Some(Billed::No) || row.ended == Some("never_began")
        });
        if row.is_some_and(|row| billed > row.micro_usd) {
            return Err(format!(
                "{attempt:?} ({outcome}) counts with less than {billed} for its batch's budget"
            ));
        }
        let certain = outcome == "rendered" || free;
        if billed > used.micro_usd || (certain && billed != used.micro_usd) {
            return Err(format!(
                "{attempt:?} ({outcome}) is booked with {} and billed with {billed}",
                used.micro_usd
            ));
        }
    }
    Ok(())
}
