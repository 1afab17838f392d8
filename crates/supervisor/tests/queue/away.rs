//! An engine that is away rests for all of its jobs.

use std::time::Duration;

use worldreel_domain::failure::{FailureClass, Retry};
use worldreel_domain::id::{EngineName, JobId};
use worldreel_domain::job::{JobAction, JobStateName};
use worldreel_domain::wait::WaitReason;

use crate::support::clock::{Still, wall};
use crate::support::{Setup, World, failure};

const TWO_LANES: Setup = Setup {
    lanes: 2,
    dies_with_us: false,
};

/// The longest of the first rests: 2 s and a fifth.
const FIRST_REST: Duration = Duration::from_millis(2_401);

fn unreachable() -> worldreel_domain::failure::Failure {
    failure(FailureClass::Unreachable, Retry::Again)
}

/// A world whose engine has turned away two of four jobs before anything was sent.
async fn turned_away() -> (World, Vec<JobId>) {
    let mut world = World::with_clock(TWO_LANES, wall).await;
    world.is_mute(true);
    let (_, jobs) = world.queue_jobs(4).await;
    let (first, second) = (world.render().await, world.render().await);
    for render in [first, second] {
        render.end(Err(unreachable()));
    }
    for job in &jobs[..2] {
        world.until(*job, JobStateName::Queued).await;
    }
    (world, jobs)
}

/// Lets the queue act on the time that has passed.
async fn settle(world: &World) {
    world.queue.lanes().await.unwrap();
}

#[tokio::test]
async fn one_job_tries_an_engine_again_and_all_go_on_when_it_is_there() {
    let still = Still::new();
    let (mut world, jobs) = turned_away().await;
    settle(&world).await;
    assert!(world.renders_nothing(), "the engine rests");
    let why = world.queue.explain(jobs.clone()).await.unwrap();
    for told in why {
        let Some(WaitReason::EngineAway { engines, why }) = told.waits else {
            panic!("{told:?}");
        };
        assert_eq!(engines, [EngineName::new("scripted")]);
        assert!(why.until.is_some_and(|until| until > wall()));
    }
    let lanes = world.queue.lanes().await.unwrap();
    assert!(lanes.iter().all(|lane| lane.away.is_some()));
    still.pass(FIRST_REST).await;
    let tries = world.render().await;
    settle(&world).await;
    assert!(world.renders_nothing(), "one tries it");
    world.is_mute(false);
    tries.deliver();
    for _ in 0..2 {
        world.render().await.deliver();
    }
    for job in jobs {
        let row = world.store.job(job).await.unwrap().unwrap();
        assert_eq!(row.strikes, 0);
    }
}

#[tokio::test]
async fn a_job_that_is_cancelled_while_it_tries_leaves_the_try_to_another() {
    let still = Still::new();
    let (mut world, _) = turned_away().await;
    still.pass(FIRST_REST).await;
    let tries = world.render().await;
    let rows = world
        .store
        .jobs(worldreel_store::JobFilter::default())
        .await
        .unwrap();
    let own = |row: &&worldreel_store::JobRow| {
        row.state
            .lease()
            .is_some_and(|lease| lease.attempt == tries.order.attempt)
    };
    let job = rows.iter().find(own).unwrap().id;
    world.queue.act(job, JobAction::Cancel).await.unwrap();
    world.cancel().await;
    world.until(job, JobStateName::Cancelled).await;
    let next = world.render().await;
    assert_ne!(next.order.attempt, tries.order.attempt);
    settle(&world).await;
    assert!(world.renders_nothing());
}

#[tokio::test]
async fn an_engine_that_was_seen_to_be_there_is_sent_jobs_at_once() {
    let _still = Still::new();
    let (mut world, _) = turned_away().await;
    settle(&world).await;
    assert!(world.renders_nothing());
    let engine = EngineName::new("scripted");
    world.queue.engine_is_there(engine).await.unwrap();
    let both = (world.render().await, world.render().await);
    assert_ne!(both.0.order.attempt, both.1.order.attempt);
}
