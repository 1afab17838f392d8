//! The queue on a real database, with an engine in the test's hands.
#![allow(missing_docs, clippy::unwrap_used)]

mod away;
mod expiry;
mod keys;
mod looks;
mod support;
mod terms;
mod time;
mod two_studios;

use support::{Setup, World, at_once, failure};
use worldreel_domain::failure::{FailureClass, Retry};
use worldreel_domain::job::{JobAction, JobState, JobStateName};
use worldreel_domain::wait::WaitReason;
use worldreel_supervisor::{CommandError, Standing};

const ONE_LANE: Setup = Setup {
    lanes: 1,
    dies_with_us: true,
};
const PAID: Setup = Setup {
    lanes: 1,
    dies_with_us: false,
};

#[tokio::test]
async fn jobs_run_in_order_and_become_videos() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(3).await;
    for (job, take) in jobs.iter().zip(1..) {
        let render = world.render().await;
        assert_eq!(render.order.take, take);
        assert!(
            world.renders_nothing(),
            "one lane runs one render at a time"
        );
        render.deliver();
        world.until(*job, JobStateName::Done).await;
    }
    let videos = world.store.videos(None, None).await.unwrap();
    assert_eq!(videos.len(), 3);
    for video in videos {
        assert!(world.folder.path().join(&video.file).exists());
        assert_eq!((video.frames, video.width), (10, 64));
    }
    let left = std::fs::read_dir(world.folder.path().join("incoming")).unwrap();
    assert_eq!(left.count(), 0, "nothing is left of the renders");
}

#[tokio::test]
async fn lanes_are_filled_as_far_as_there_are_jobs() {
    let mut world = World::new(Setup {
        lanes: 3,
        ..ONE_LANE
    })
    .await;
    world.queue_jobs(4).await;
    let first = world.render().await;
    let _second = world.render().await;
    let _third = world.render().await;
    assert!(world.renders_nothing());
    first.deliver();
    assert_eq!(world.render().await.order.take, 4);
}

#[tokio::test]
async fn one_failed_job_stops_no_other() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(2).await;
    let blocked = failure(FailureClass::ContentBlocked, Retry::Never);
    world.render().await.end(Err(blocked.clone()));
    world.render().await.deliver();
    world.until(jobs[1], JobStateName::Done).await;
    let failed = world.until(jobs[0], JobStateName::Failed).await;
    assert_eq!(failed.state, JobState::Failed { failure: blocked });
}

#[tokio::test]
async fn how_the_queue_stands_is_told_from_its_start_to_its_end() {
    let mut world = World::new(ONE_LANE).await;
    let mut standing = world.queue.standing();
    assert!(!world.queue.works());
    let (_, jobs) = world.queue_jobs(3).await;
    let first = world.render().await;
    let rendering = standing.wait_for(|now| now.under_way == 1).await.unwrap();
    assert_eq!((rendering.waiting, rendering.works()), (2, true));
    drop(rendering);
    world.queue.pause_queue(true).await.unwrap();
    first.deliver();
    let paused = standing.wait_for(|now| !now.works()).await.unwrap().clone();
    assert_eq!(
        (paused.done, paused.waiting, paused.rests),
        (1, 2, Some(WaitReason::QueuePaused))
    );
    world.queue.pause_queue(false).await.unwrap();
    let blocked = failure(FailureClass::ContentBlocked, Retry::Never);
    world.render().await.end(Err(blocked));
    world.render().await.deliver();
    let over = standing.wait_for(|now| !now.works()).await.unwrap().clone();
    assert_eq!((over.done, over.failed, over.waiting), (2, 1, 0));
    // Another studio counts for itself.
    let again = JobAction::Retry;
    let world = world.restart(ONE_LANE).await;
    assert_eq!(*world.queue.standing().borrow(), Standing::default());
    world.queue.act(jobs[1], again).await.unwrap();
    assert!(world.queue.works());
}

#[tokio::test]
async fn a_passing_fault_is_tried_again_three_times_and_each_try_is_kept() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(1).await;
    for _ in 0..3 {
        world
            .render()
            .await
            .end(Err(at_once(FailureClass::Backend)));
    }
    world.until(jobs[0], JobStateName::Failed).await;
    let attempts = world.store.attempts(jobs[0]).await.unwrap();
    assert_eq!(attempts.len(), 3);
    assert!(
        attempts
            .iter()
            .all(|attempt| attempt.failure.is_some() && attempt.ended_at.is_some())
    );
}

#[tokio::test]
async fn a_keys_trouble_never_fails_the_job() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(1).await;
    for _ in 0..5 {
        world
            .render()
            .await
            .end(Err(at_once(FailureClass::RateLimited)));
    }
    world.render().await.deliver();
    assert_eq!(world.until(jobs[0], JobStateName::Done).await.strikes, 0);
}

#[tokio::test]
async fn a_cancelled_render_is_stopped_and_its_lane_goes_on() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(2).await;
    let render = world.render().await;
    world.queue.act(jobs[0], JobAction::Cancel).await.unwrap();
    assert_eq!(world.cancel().await, render.order.attempt);
    let cancelled = world.until(jobs[0], JobStateName::Cancelled).await;
    assert_eq!(
        cancelled.state,
        JobState::Cancelled {
            may_be_billed: false
        }
    );
    assert_eq!(world.render().await.order.take, 2);
    // The engine's last word comes too late and changes nothing.
    render.deliver();
    let again = world.queue.act(jobs[0], JobAction::Cancel).await;
    assert!(matches!(again, Err(CommandError::Illegal(_))), "{again:?}");
}

#[tokio::test]
async fn a_paused_queue_starts_nothing_and_says_so() {
    let world = World::new(ONE_LANE).await;
    world.queue.pause_queue(true).await.unwrap();
    let (_, jobs) = world.queue_jobs(1).await;
    let why = world.queue.explain(jobs.clone()).await.unwrap();
    assert_eq!(why[0].waits, Some(WaitReason::QueuePaused));
    let mut world = world.restart(ONE_LANE).await;
    let why = world.queue.explain(jobs).await.unwrap();
    assert_eq!(
        why[0].waits,
        Some(WaitReason::QueuePaused),
        "a pause outlives the studio"
    );
    assert!(world.renders_nothing());
    world.queue.pause_queue(false).await.unwrap();
    world.render().await.deliver();
}

#[tokio::test]
async fn a_paused_batch_lets_others_pass() {
    let mut world = World::new(ONE_LANE).await;
    world.queue.pause_queue(true).await.unwrap();
    let (first, held) = world.queue_jobs(1).await;
    let (_, free) = world.queue_jobs(1).await;
    world.queue.pause_batch(first, true).await.unwrap();
    world.queue.pause_queue(false).await.unwrap();
    world.render().await.deliver();
    world.until(free[0], JobStateName::Done).await;
    let why = world.queue.explain(held).await.unwrap();
    assert_eq!(why[0].waits, Some(WaitReason::BatchPaused { batch: first }));
}

#[tokio::test]
async fn a_moved_job_runs_at_its_new_place_however_often_it_is_moved() {
    let mut world = World::new(ONE_LANE).await;
    world.queue.pause_queue(true).await.unwrap();
    let (_, jobs) = world.queue_jobs(4).await;
    // Twenty moves into the same gap use up the room between two ranks.
    for _ in 0..10 {
        world
            .queue
            .move_before(jobs[3], Some(jobs[1]))
            .await
            .unwrap();
        world
            .queue
            .move_before(jobs[2], Some(jobs[3]))
            .await
            .unwrap();
    }
    world.queue.move_before(jobs[0], None).await.unwrap();
    world.queue.pause_queue(false).await.unwrap();
    let mut takes = Vec::new();
    for _ in 0..4 {
        let render = world.render().await;
        takes.push(render.order.take);
        render.deliver();
    }
    assert_eq!(takes, [3, 4, 2, 1]);
}

#[tokio::test]
async fn a_held_job_waits_for_its_release() {
    let mut world = World::new(ONE_LANE).await;
    world.queue.pause_queue(true).await.unwrap();
    let (_, jobs) = world.queue_jobs(2).await;
    world.queue.act(jobs[0], JobAction::Hold).await.unwrap();
    world.queue.pause_queue(false).await.unwrap();
    let render = world.render().await;
    assert_eq!(render.order.take, 2);
    render.deliver();
    world.queue.act(jobs[0], JobAction::Release).await.unwrap();
    assert_eq!(world.render().await.order.take, 1);
}

#[tokio::test]
async fn a_failed_job_can_be_tried_again_with_its_strikes_forgotten() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(1).await;
    world
        .render()
        .await
        .end(Err(failure(FailureClass::Backend, Retry::Never)));
    world.until(jobs[0], JobStateName::Failed).await;
    let row = world.queue.act(jobs[0], JobAction::Retry).await.unwrap();
    assert_eq!(row.strikes, 0);
    world.render().await.deliver();
    world.until(jobs[0], JobStateName::Done).await;
}

#[tokio::test]
async fn a_render_that_died_with_the_studio_is_drawn_again() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(2).await;
    let first = world.render().await.order.attempt;
    let mut world = world.restart(ONE_LANE).await;
    let again = world.render().await;
    assert_eq!(again.order.take, 1);
    assert_ne!(again.order.attempt, first);
    again.deliver();
    world.render().await.deliver();
    for job in jobs {
        world.until(job, JobStateName::Done).await;
    }
}

#[tokio::test]
async fn a_render_that_may_be_billed_is_never_sent_again_by_itself() {
    let mut world = World::new(PAID).await;
    let (_, jobs) = world.queue_jobs(1).await;
    let _lost = world.render().await;
    world.until(jobs[0], JobStateName::Running).await;
    let mut world = world.restart(PAID).await;
    world.until(jobs[0], JobStateName::Undecided).await;
    assert!(world.renders_nothing());
    world.queue.act(jobs[0], JobAction::Retry).await.unwrap();
    world.render().await.deliver();
    world.until(jobs[0], JobStateName::Done).await;
}

#[tokio::test]
async fn a_clip_that_is_no_video_is_a_failure_with_its_reason() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(1).await;
    let render = world.render().await;
    render.end(Ok(worldreel_engines::Outcome::Delivered));
    let row = world.until_true(jobs[0], |row| row.strikes == 1).await;
    assert!(
        matches!(
            row.state,
            JobState::Queued {
                not_before: Some(_)
            }
        ),
        "{:?}",
        row.state
    );
    let why = world.queue.explain(jobs).await.unwrap();
    let trouble = why[0].trouble.as_ref().unwrap();
    assert_eq!(
        trouble.message,
        "what was rendered is not a playable video: the file is empty"
    );
}

#[tokio::test]
async fn what_the_disk_refuses_is_kept_and_written_when_it_can_be() {
    let mut world = World::new(ONE_LANE).await;
    let (_, jobs) = world.queue_jobs(2).await;
    let render = world.render().await;
    world.until(jobs[0], JobStateName::Running).await;
    world
        .meddle(
            "CREATE TRIGGER full BEFORE UPDATE ON jobs \
             BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END",
        )
        .await;
    render.deliver();
    let refused = world.queue.act(jobs[1], JobAction::Hold).await;
    assert!(
        matches!(refused, Err(CommandError::Store(_))),
        "{refused:?}"
    );
    world.meddle("DROP TRIGGER full").await;
    world.until(jobs[0], JobStateName::Done).await;
    world.render().await.deliver();
    world.until(jobs[1], JobStateName::Done).await;
    assert_eq!(
        world.store.attempts(jobs[0]).await.unwrap().len(),
        1,
        "rendered once"
    );
}
