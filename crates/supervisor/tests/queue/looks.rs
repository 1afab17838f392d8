//! Of which turn a look at the queue is.

use worldreel_domain::id::JobId;
use worldreel_domain::job::JobAction;

use crate::support::{Setup, World};

const ONE_LANE: Setup = Setup {
    lanes: 1,
    dies_with_us: true,
};

/// A queue with one job that waits, the jobs, and the queue's turn.
async fn one_waits() -> (World, Vec<JobId>, u64) {
    let world = World::new(ONE_LANE).await;
    world.queue.pause_queue(true).await.unwrap();
    let (_, jobs) = world.queue_jobs(1).await;
    world.queue.explain(jobs.clone()).await.unwrap();
    let turn = world.queue.turn();
    (world, jobs, turn)
}

#[tokio::test]
async fn a_look_in_the_middle_of_a_turn_is_neither_of_the_one_before_nor_of_its_end() {
    let (world, jobs, before) = one_waits().await;
    // Both are in the mailbox when the queue's task next looks there.
    let (held, told) = tokio::join!(
        world.queue.act(jobs[0], JobAction::Hold),
        world.queue.explain_as_of(jobs.clone()),
    );
    held.unwrap();
    let (of, _) = told.unwrap();
    assert!(before < of, "it has seen what is not on the disk yet");
    assert!(
        of < world.queue.turn(),
        "the disk may still have refused it"
    );
}

#[tokio::test]
async fn a_change_that_is_told_with_its_turn_makes_what_was_said_old_only_once() {
    let (world, jobs, before) = one_waits().await;
    world.queue.act(jobs[0], JobAction::Hold).await.unwrap();
    assert_eq!(world.queue.turn(), before + 1);
}
