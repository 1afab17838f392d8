//! What the queue does as time passes, without waiting for it.

use std::time::Duration;

use worldreel_domain::failure::{FailureClass, Retry};
use worldreel_domain::job::JobStateName;

use crate::support::clock::{Still, wall};
use crate::support::{Setup, World, failure};

// Timers are exact to a millisecond: what must have happened by then is looked at one
// later.

const ONE_LANE: Setup = Setup {
    lanes: 1,
    dies_with_us: true,
};

/// A world whose one job may not be tried again for ten minutes.
async fn cooling() -> World {
    let mut world = World::with_clock(ONE_LANE, wall).await;
    let (_, jobs) = world.queue_jobs(1).await;
    let at = wall().plus_ms(600_000);
    let busy = failure(FailureClass::Backend, Retry::NotBefore { at });
    world.render().await.end(Err(busy));
    world
        .until_true(jobs[0], |row| {
            row.state.name() == JobStateName::Queued && row.strikes == 1
        })
        .await;
    world
}

/// Lets the queue act on the time that has passed.
async fn settle(world: &World) {
    world.queue.lanes().await.unwrap();
}

#[tokio::test]
async fn a_job_is_tried_again_when_its_time_has_come_and_not_before() {
    let still = Still::new();
    let mut world = cooling().await;
    for _ in 0..10 {
        still.pass(Duration::from_millis(59_900)).await;
        settle(&world).await;
        assert!(world.renders_nothing(), "it was to wait ten minutes");
    }
    still.pass(Duration::from_millis(1_001)).await;
    world.render().await.deliver();
}

#[tokio::test]
async fn a_clock_that_was_set_is_noticed_within_a_minute() {
    let still = Still::new();
    let mut world = cooling().await;
    still.pass(Duration::from_secs(1)).await;
    settle(&world).await;
    still.set_forward(3_600_000);
    assert!(world.renders_nothing());
    still.pass(Duration::from_millis(60_001)).await;
    world.render().await.deliver();
}
