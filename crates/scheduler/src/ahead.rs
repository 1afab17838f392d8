//! How many jobs have their turn before each of several.

use std::collections::BTreeMap;

use worldreel_domain::id::BatchId;
use worldreel_domain::queue::{Priority, QueueOrder};

use crate::board::{Board, Placed};
use crate::group::Group;
use crate::turn::Place;

/// A job that is asked about.
pub(crate) struct Asked<'a> {
    /// Its number among all that are.
    pub(crate) at: usize,
    group: &'a Group,
    place: Place,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(at: usize, placed: &Placed, group: &'a Group) -> Self {
        let place = (placed.waiting.rank, placed.waiting.job);
        Self { at, group, place }
    }
}

/// When a job has its turn where batches take turns: after how many of its own batch, and
/// then by the batch's last start and its next job.
type Round = (Priority, usize, u64, Option<Place>);

/// The jobs of a batch that may start now, in the user's order.
#[derive(Default)]
struct Row {
    last_start: u64,
    places: Vec<Place>,
}

impl Board {
    /// How many of the jobs of these groups that may start now have their turn before each
    /// of `asked`, when all of them wait for the same lanes.
    pub(crate) fn before(&self, asked: &[Asked<'_>], groups: &[&Group]) -> Vec<usize> {
        if self.order == QueueOrder::ByTurns {
            let rows = self.rows(groups);
            let own = asked.iter().map(|asked| self.round(asked, &rows));
            return smaller(&own.collect::<Vec<_>>(), rows.values().map(Row::rounds));
        }
        let own = asked
            .iter()
            .map(|asked| self.turn(asked.group, asked.place));
        let all = groups
            .iter()
            .map(|group| group.ready.iter().map(|place| self.turn(group, *place)));
        smaller(&own.collect::<Vec<_>>(), all)
    }

    fn rows(&self, groups: &[&Group]) -> BTreeMap<BatchId, Row> {
        let mut rows: BTreeMap<BatchId, Row> = BTreeMap::new();
        for group in groups {
            let row = rows.entry(group.batch).or_default();
            row.last_start = self.last_start(group.batch);
            row.places.extend(&group.ready);
        }
        rows.values_mut().for_each(|row| row.places.sort_unstable());
        rows
    }

    fn round(&self, asked: &Asked<'_>, rows: &BTreeMap<BatchId, Row>) -> Round {
        let priority = asked.place.0.priority;
        let none = (priority, 0, self.last_start(asked.group.batch), None);
        rows.get(&asked.group.batch).map_or(none, |row| {
            let of_priority = row.of(priority);
            let own = of_priority.partition_point(|place| *place < asked.place);
            (priority, own, row.last_start, of_priority.first().copied())
        })
    }
}

impl Row {
    /// Those that are so urgent.
    fn of(&self, priority: Priority) -> &[Place] {
        let from = self
            .places
            .partition_point(|place| place.0.priority < priority);
        let to = self
            .places
            .partition_point(|place| place.0.priority <= priority);
        self.places.get(from..to).unwrap_or_default()
    }

    fn rounds(&self) -> impl Iterator<Item = Round> {
        let last_start = self.last_start;
        let equals = self
            .places
            .chunk_by(|one, other| one.0.priority == other.0.priority);
        equals.flat_map(move |places| {
            let first = places.first().copied();
            let all = places.iter().enumerate();
            all.map(move |(own, place)| (place.0.priority, own, last_start, first))
        })
    }
}

/// For each of `asked`, how many of all these are smaller; each row is in ascending order,
/// and is read no further than it must be.
fn smaller<T: Ord>(asked: &[T], rows: impl Iterator<Item = impl Iterator<Item = T>>) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..asked.len()).collect();
    sorted.sort_unstable_by_key(|at| &asked[*at]);
    let Some(last) = sorted.last().map(|at| &asked[*at]) else {
        return Vec::new();
    };
    // How many come before the first of the sorted, between it and the second, and so on.
    let mut between = vec![0; asked.len()];
    for other in rows.flat_map(|row| row.take_while(|other| other < last)) {
        between[sorted.partition_point(|at| asked[*at] <= other)] += 1;
    }
    let mut counts = vec![0; asked.len()];
    let mut sum = 0;
    for (at, more) in sorted.into_iter().zip(between) {
        sum += more;
        counts[at] = sum;
    }
    counts
}
