//! Jobs that wait until a certain moment only.

use std::num::NonZeroU32;
use std::time::Duration;

use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobAction, JobStateName};
use worldreel_store::{JobEdit, NewBatch};

use crate::support::clock::{Still, wall};
use crate::support::{Setup, World};

const ONE_LANE: Setup = Setup {
    lanes: 1,
    dies_with_us: true,
};

fn after(seconds: u32) -> Expiry {
    Expiry::AfterS(NonZeroU32::new(seconds).unwrap())
}

/// Two jobs that may wait for a minute; the first is on the only lane.
async fn one_waits() -> (World, JobId) {
    let mut world = World::with_clock(ONE_LANE, wall).await;
    let made = |batch: &mut NewBatch| {
        batch.expiry = after(60);
        batch.now = wall();
    };
    let (_, jobs) = world.queue_batch(2, made).await;
    let render = world.render().await;
    // The render is never answered.
    std::mem::forget(render);
    world.until(jobs[0], JobStateName::Running).await;
    (world, jobs[1])
}

/// The job waits so many seconds from now, and not longer.
async fn expires_after(seconds: u64, still: &Still, world: &World, job: JobId) {
    still
        .pass(Duration::from_millis(seconds * 1_000 - 100))
        .await;
    world.queue.lanes().await.unwrap();
    let row = world.store.job(job).await.unwrap().unwrap();
    assert_eq!(row.state.name(), JobStateName::Queued);
    still.pass(Duration::from_millis(101)).await;
    world.until(job, JobStateName::Expired).await;
}

#[tokio::test]
async fn a_job_expires_when_its_time_has_come_and_not_before_and_what_renders_goes_on() {
    let still = Still::new();
    let (world, job) = one_waits().await;
    expires_after(60, &still, &world, job).await;
    let lanes = world.queue.lanes().await.unwrap();
    assert_eq!(lanes[0].jobs.len(), 1, "what began before it goes on");
}

#[tokio::test]
async fn a_job_that_is_tried_again_or_let_go_waits_for_as_long_once_more() {
    let still = Still::new();
    let (world, job) = one_waits().await;
    still.pass(Duration::from_millis(60_001)).await;
    world.until(job, JobStateName::Expired).await;
    world.queue.act(job, JobAction::Retry).await.unwrap();
    still.pass(Duration::from_millis(50_000)).await;
    world.queue.act(job, JobAction::Hold).await.unwrap();
    still.pass(Duration::from_millis(50_000)).await;
    let row = world.queue.act(job, JobAction::Release).await.unwrap();
    assert_eq!(row.waits_since, wall());
    expires_after(60, &still, &world, job).await;
}

#[tokio::test]
async fn a_job_that_is_given_more_time_has_it_from_then_on() {
    let still = Still::new();
    let (world, job) = one_waits().await;
    still.pass(Duration::from_millis(30_000)).await;
    let row = world.store.job(job).await.unwrap().unwrap();
    let edit = JobEdit {
        expiry: after(90),
        ..JobEdit::unchanged(&row)
    };
    let row = world.queue.edit(job, row.version, edit).await.unwrap();
    assert_eq!(row.expires_at(), Some(wall().plus_ms(90_000)));
    expires_after(90, &still, &world, job).await;
}

#[tokio::test]
async fn only_what_still_waits_and_has_waited_so_long_is_let_go() {
    let still = Still::new();
    let (world, job) = one_waits().await;
    let (_, later) = {
        still.pass(Duration::from_millis(10_000)).await;
        world.queue_batch(1, |batch| batch.now = wall()).await
    };
    let since = wall().plus_ms(-10_000);
    let rows = world
        .store
        .jobs_waiting(worldreel_store::Waiting::All)
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    let asked = vec![job, later[0]];
    let expired = world.queue.expire(asked, since).await.unwrap();
    assert_eq!(expired, [job]);
    let again = world.queue.expire(vec![job], since).await.unwrap();
    assert_eq!(again, [], "it waits no more");
}
