//! Where jobs come to stand that are put between others.

use std::collections::BTreeSet;

use worldreel_domain::id::JobId;
use worldreel_domain::queue::Priority;
use worldreel_store::{JobPlace, RANK_GAP};

/// The places of `wanted` before another job of this order, or at its end, one after the
/// other as they stand now. Before one of themselves, they come before the next other.
///
/// When there is no room between two neighbours, all jobs are given new places, in the same
/// order.
pub(super) fn places_before(
    mut order: Vec<(JobPlace, JobId)>,
    wanted: &BTreeSet<JobId>,
    before: Option<JobId>,
) -> Vec<(JobId, JobPlace)> {
    let from = before.and_then(|before| order.iter().position(|(_, id)| *id == before));
    let (_, behind) = order.split_at(from.unwrap_or(order.len()));
    let others_behind = behind.iter().filter(|(_, id)| !wanted.contains(id)).count();
    let own: Vec<_> = order
        .extract_if(.., |(_, id)| wanted.contains(id))
        .collect();
    let at = order.len() - others_behind;
    let lower = at.checked_sub(1).map(|index| order[index].0);
    let upper = order.get(at).map(|place| place.0);
    // They come where they were put, so they are as urgent as what they were put before.
    let priority = upper.or(lower).map_or(Priority::Normal, |at| at.priority);
    let of_own = |place: Option<JobPlace>| {
        let place = place.filter(|place| place.priority == priority);
        place.map(|place| place.rank)
    };
    if let Some(ranks) = between(of_own(lower), of_own(upper), own.len()) {
        let own = own.into_iter().zip(ranks);
        return own
            .map(|((_, id), rank)| (id, JobPlace { priority, rank }))
            .collect();
    }
    let own = own
        .into_iter()
        .map(|(place, id)| (JobPlace { priority, ..place }, id));
    order.splice(at..at, own);
    let anew = (1_i64..).map(|step| step.saturating_mul(RANK_GAP));
    let again = order.into_iter().zip(anew);
    again
        .map(|((place, id), rank)| (id, JobPlace { rank, ..place }))
        .collect()
}

/// So many ranks between two others, in ascending order, if there is room.
fn between(lower: Option<i64>, upper: Option<i64>, count: usize) -> Option<Vec<i64>> {
    let count = i64::try_from(count).ok()?;
    let (first, step) = match (lower, upper) {
        (None, None) => (RANK_GAP, RANK_GAP),
        (Some(lower), None) => (lower.checked_add(RANK_GAP)?, RANK_GAP),
        (None, Some(upper)) => (upper.checked_sub(RANK_GAP.checked_mul(count)?)?, RANK_GAP),
        (Some(lower), Some(upper)) => {
            let step = upper.checked_sub(lower)? / (count + 1);
            (lower.checked_add(step).filter(|_| step > 0)?, step)
        }
    };
    (0..count)
        .map(|place| first.checked_add(step.checked_mul(place)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn job(number: usize) -> JobId {
        JobId::from_uuid(Uuid::from_u128(number as u128))
    }

    #[test]
    fn ranks_between_two_neighbours_are_theirs_to_no_one() {
        assert_eq!(between(Some(10), Some(20), 1), Some(vec![15]));
        assert_eq!(between(Some(10), Some(20), 4), Some(vec![12, 14, 16, 18]));
        assert_eq!(between(Some(10), Some(11), 1), None);
        assert_eq!(between(Some(10), Some(12), 2), None);
        assert_eq!(between(Some(10), Some(10), 1), None);
        assert_eq!(between(None, Some(1_024), 1), Some(vec![0]));
        assert_eq!(between(None, Some(1_024), 2), Some(vec![-1_024, 0]));
        assert_eq!(between(Some(1_024), None, 2), Some(vec![2_048, 3_072]));
        assert_eq!(between(Some(i64::MAX), None, 1), None);
        assert_eq!(between(Some(i64::MIN), Some(i64::MAX), 1), None);
    }

    fn orders() -> impl Strategy<Value = Vec<(JobPlace, JobId)>> {
        let place = (0..3_usize, -4..4_i64);
        proptest::collection::vec(place, 1..12).prop_map(|places| {
            let places = places.into_iter().enumerate();
            let mut order: Vec<_> = places
                .map(|(number, (priority, rank))| {
                    let priority = Priority::ALL[priority];
                    (JobPlace { priority, rank }, job(number))
                })
                .collect();
            order.sort_unstable();
            order
        })
    }

    proptest! {
        /// Taken out and put in again by hand, whatever room there is.
        #[test]
        fn jobs_come_together_where_they_were_put_and_no_other_changes_its_turn(
            order in orders(),
            picks in proptest::collection::btree_set(0..12_usize, 1..6),
            before in proptest::option::of(0..12_usize),
        ) {
            let known = |number: usize| number < order.len();
            let wanted: BTreeSet<_> = picks.into_iter().filter(|n| known(*n)).map(job).collect();
            let before = before.filter(|n| known(*n)).map(job);
            let ids: Vec<_> = order.iter().map(|(_, id)| *id).collect();
            let from = before.map_or(ids.len(), |at| ids.iter().position(|id| *id == at).unwrap());
            let is_other = |id: &&JobId| !wanted.contains(*id);
            let mut by_hand: Vec<_> = ids[..from].iter().filter(is_other).copied().collect();
            by_hand.extend(ids.iter().filter(|id| wanted.contains(*id)));
            by_hand.extend(ids[from..].iter().filter(is_other));

            let places = places_before(order.clone(), &wanted, before);
            let mut then = order;
            for (id, place) in places {
                then.iter_mut().find(|(_, own)| *own == id).unwrap().0 = place;
            }
            then.sort_unstable();
            let then: Vec<_> = then.into_iter().map(|(_, id)| id).collect();
            prop_assert_eq!(then, by_hand);
        }
    }
}
