//! The walk from the front on, against a look at every job each time.

use std::collections::BTreeSet;

use proptest::prelude::*;
use worldreel_domain::id::{BatchId, JobId};
use worldreel_domain::queue::QueueOrder;

use super::ahead::job;
use super::{NOW, batch, board, job_id};
use crate::Change;
use crate::board::Board;
use crate::group::Group;
use crate::kinds::Kind;
use crate::turn::{Place, Turn};
use crate::walk::walk;

/// What a plan does with a job that it takes.
#[derive(Debug, Clone, Copy)]
enum Act {
    Start,
    /// It lets those behind it have their turn.
    PassOver,
    /// It leaves its group alone.
    Leave,
    /// It leaves its kind alone.
    LeaveKind,
}

/// The queue as the rules say it: of all jobs that may start, the first of each group, and
/// of those the one whose turn is first.
struct Model<'a> {
    board: &'a Board,
    gone: BTreeSet<JobId>,
    groups: BTreeSet<(BatchId, Kind)>,
    kinds: BTreeSet<Kind>,
    started: Vec<BatchId>,
}

impl Model<'_> {
    fn pop(&self) -> Option<Place> {
        let groups = self.board.groups.values().filter(|group| {
            !self.board.paused_batches.contains(&group.batch)
                && !self.groups.contains(&(group.batch, group.kind))
                && !self.kinds.contains(&group.kind)
        });
        let turns = groups.filter_map(|group| {
            let first = group.ready.iter().find(|(_, job)| !self.gone.contains(job));
            Some(self.turn(group, *first?))
        });
        turns.min().map(|turn| turn.place)
    }

    fn turn(&self, group: &Group, place: Place) -> Turn {
        let here = self.started.iter().rposition(|batch| *batch == group.batch);
        let last_start = here.map_or_else(
            || self.board.last_start(group.batch),
            |at| self.board.starts + 1 + u64::try_from(at).unwrap(),
        );
        Turn::of(self.board.order, last_start, group, place)
    }
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::Start),
        1 => Just(Act::PassOver),
        1 => Just(Act::Leave),
        1 => Just(Act::LeaveKind),
    ]
}

proptest! {
    #[test]
    fn the_walk_takes_jobs_in_the_order_of_the_rules(
        jobs in prop::collection::vec((1_u128..20).prop_flat_map(job), 0..40),
        left in prop::collection::vec(1_u128..20, 0..6),
        starts in prop::collection::vec(0_u128..4, 0..6),
        paused in prop::option::weighted(0.3, 0_u128..4),
        order in 0_usize..3,
        acts in prop::collection::vec(act(), 60),
    ) {
        let order = QueueOrder::ALL[order];
        let mut board = board(jobs.into_iter().chain([Change::Order(order)]));
        left.into_iter().for_each(|number| board.apply(Change::JobLeft(job_id(number))));
        starts.into_iter().for_each(|of| board.apply(Change::Started(batch(of))));
        if let Some(of) = paused {
            board.apply(Change::BatchPaused { batch: batch(of), paused: true });
        }
        board.expire(NOW);
        board.ripen(NOW);
        let board = &board;
        let mut model = Model {
            board,
            gone: BTreeSet::new(),
            groups: BTreeSet::new(),
            kinds: BTreeSet::new(),
            started: Vec::new(),
        };
        let mut queue = walk(board);
        for act in acts {
            let taken = queue.pop();
            prop_assert_eq!(taken.map(|(place, _)| place), model.pop());
            let Some((place, group)) = taken else { break };
            model.gone.insert(place.1);
            match act {
                Act::Start => {
                    queue.started(group.batch);
                    queue.follow(place, group);
                    model.started.push(group.batch);
                }
                Act::PassOver => queue.follow(place, group),
                Act::Leave => {
                    model.groups.insert((group.batch, group.kind));
                }
                Act::LeaveKind => {
                    queue.leave(group.kind);
                    model.kinds.insert(group.kind);
                }
            }
        }
    }
}
