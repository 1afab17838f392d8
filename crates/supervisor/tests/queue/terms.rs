//! Priorities, orders of the queue and what batches may cost.

use worldreel_domain::failure::{FailureClass, Retry};
use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobAction, JobStateName};
use worldreel_domain::money::{Ceiling, Price};
use worldreel_domain::queue::{Priority, QueueOrder};
use worldreel_domain::wait::WaitReason;
use worldreel_store::{JobFilter, NewBatch};

use crate::support::{Remote, Setup, World, failure};

const ONE_LANE: Setup = Setup {
    lanes: 1,
    dies_with_us: true,
};
/// One lane, so that renders begin in the order of their jobs.
const PAID: Setup = Setup {
    lanes: 1,
    dies_with_us: false,
};

async fn waits(world: &World, job: JobId) -> Option<WaitReason> {
    let mut told = world.queue.explain(vec![job]).await.unwrap();
    told.remove(0).waits
}

/// The live jobs in the order of the queue, by their places in `of`.
async fn order(world: &World, of: &[JobId]) -> Vec<usize> {
    let live = JobFilter {
        live: true,
        ..JobFilter::default()
    };
    let rows = world.store.jobs(live).await.unwrap();
    let place = |job: JobId| of.iter().position(|own| *own == job).unwrap();
    rows.iter().map(|row| place(row.id)).collect()
}

#[tokio::test]
async fn a_budget_is_kept_also_by_the_next_studio_and_what_costs_nothing_comes_back() {
    let mut world = World::keyed(PAID, Remote::with_keys(&["one", "two"])).await;
    // Two and a half renders.
    let budget = |batch: &mut NewBatch| batch.budget_micro_usd = Some(625_000);
    let (batch, jobs) = world.queue_batch(4, budget).await;
    world.render().await.deliver();
    world.until(jobs[0], JobStateName::Done).await;
    // The second is refused at the door, which costs nothing, and is sent again.
    world
        .render()
        .await
        .end(Err(failure(FailureClass::RateLimited, Retry::Again)));
    world.render().await.deliver();
    world.until(jobs[1], JobStateName::Done).await;
    let used_up = WaitReason::BudgetUsed {
        batch,
        left_micro_usd: 125_000,
        price: Price::About { micro_usd: 250_000 },
    };
    assert_eq!(waits(&world, jobs[2]).await, Some(used_up.clone()));
    assert!(!world.queue.works(), "it waits for its user");

    let mut world = world.restart(PAID).await;
    assert!(world.renders_nothing());
    assert_eq!(waits(&world, jobs[2]).await, Some(used_up));
    world.queue.limit_batch(batch, Some(750_000)).await.unwrap();
    world.render().await.deliver();
    world.until(jobs[2], JobStateName::Done).await;
    assert!(world.renders_nothing());
    world.queue.limit_batch(batch, None).await.unwrap();
    world.render().await.deliver();
    world.until(jobs[3], JobStateName::Done).await;
    assert_eq!(world.store.batch_spent(batch).await.unwrap(), 1_000_000);
}

#[tokio::test]
async fn a_job_that_has_become_dearer_waits_for_a_new_word() {
    let mut world = World::keyed(PAID, Remote::with_keys(&["one"])).await;
    let cheap = |batch: &mut NewBatch| {
        for job in &mut batch.jobs {
            job.ceiling = Ceiling::Most { micro_usd: 249_999 };
        }
    };
    let (_, jobs) = world.queue_batch(1, cheap).await;
    assert!(matches!(
        waits(&world, jobs[0]).await,
        Some(WaitReason::Dearer { .. })
    ));
    assert!(world.renders_nothing());
}

#[tokio::test]
async fn the_queue_stands_in_the_order_in_which_it_starts() {
    let mut world = World::new(ONE_LANE).await;
    let (_, mut jobs) = world.queue_jobs(3).await;
    let first = world.render().await;
    let low = |batch: &mut NewBatch| batch.priority = Priority::Low;
    let (_, later) = world.queue_batch(1, low).await;
    jobs.extend(later);
    world
        .queue
        .prioritize(jobs[2], Priority::High)
        .await
        .unwrap();
    assert_eq!(order(&world, &jobs).await, [2, 0, 1, 3]);
    // What is put before an urgent job is as urgent, and what is put at the end is not.
    world
        .queue
        .move_before(jobs[1], Some(jobs[2]))
        .await
        .unwrap();
    assert_eq!(order(&world, &jobs).await, [1, 2, 0, 3]);
    world.queue.move_before(jobs[2], None).await.unwrap();
    assert_eq!(order(&world, &jobs).await, [1, 0, 3, 2]);
    let row = world.store.job(jobs[2]).await.unwrap().unwrap();
    assert_eq!(row.priority, Priority::Low);
    first.deliver();
    for job in [jobs[1], jobs[3], jobs[2]] {
        world.render().await.deliver();
        world.until(job, JobStateName::Done).await;
    }
}

#[tokio::test]
async fn batches_take_turns_also_after_a_restart() {
    let mut world = World::new(ONE_LANE).await;
    world.queue.order_queue(QueueOrder::ByTurns).await.unwrap();
    let (_, long) = world.queue_jobs(3).await;
    world.render().await.deliver();
    world.until(long[0], JobStateName::Done).await;
    let second = world.render().await;
    let (_, short) = world.queue_jobs(1).await;
    second.deliver();
    world.until(long[1], JobStateName::Done).await;
    let interrupted = world.render().await;
    // It is the short batch's turn, and it has the lane when the studio is closed.
    world.until(short[0], JobStateName::Running).await;
    drop(interrupted);
    let (_, third) = world.queue_jobs(1).await;
    let mut world = world.restart(ONE_LANE).await;
    // The new batch has had no turn at all, and the long one waited longer than the short.
    for job in [third[0], long[2], short[0]] {
        world.render().await.deliver();
        world.until(job, JobStateName::Done).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_to_a_take_of_a_large_batch_before_it_is_taken_in_stays_done() {
    let world = World::new(ONE_LANE).await;
    world.queue.pause_queue(true).await.unwrap();
    let (known, knows) = tokio::sync::oneshot::channel();
    let queueing = world.queue_batch(20_000, |batch| {
        known.send(batch.jobs.last().unwrap().id).unwrap();
    });
    let cancelling = async {
        let last = knows.await.unwrap();
        // As soon as anybody is shown it.
        while world.store.job(last).await.unwrap().is_none() {
            tokio::task::yield_now().await;
        }
        let cancelled = world.queue.act(last, JobAction::Cancel).await.unwrap();
        assert_eq!(cancelled.state.name(), JobStateName::Cancelled);
        last
    };
    let ((_, jobs), last) = tokio::join!(queueing, cancelling);
    assert_eq!(jobs.last(), Some(&last));
    let reasons = world
        .queue
        .explain(vec![jobs[0], jobs[19_998], last])
        .await
        .unwrap();
    let waits: Vec<_> = reasons
        .into_iter()
        .map(|told| told.waits.is_some())
        .collect();
    assert_eq!(waits, [true, true, false], "what has ended does not wait");
    let row = world.store.job(last).await.unwrap().unwrap();
    assert_eq!(row.state.name(), JobStateName::Cancelled);
}
