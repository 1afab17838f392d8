//! Two studios on one computer, whose libraries have the machine's keys in common.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use worldreel_domain::id::JobId;
use worldreel_domain::job::{JobStateName, Ticket};
use worldreel_domain::time::Timestamp;
use worldreel_domain::wait::{KeyWait, WaitReason};
use worldreel_engines::Found;
use worldreel_keys::{NoKeyReason, Outcome};
use worldreel_supervisor::TakenKey;

use crate::support::{Remote, Render, Setup, World, fingerprint, now, provider, within};

const ELSEWHERE: Setup = Setup {
    lanes: 2,
    dies_with_us: false,
};

/// Two libraries of one machine, whose keys have these labels.
async fn two(keys: &'static [&'static str]) -> (World, World) {
    let one = World::keyed(ELSEWHERE, Remote::with_keys(keys)).await;
    let other = one.beside(ELSEWHERE).await;
    (one, other)
}

fn with(render: &Render) -> &str {
    render.order.key.as_ref().unwrap().label().as_str()
}

/// Waits until a job is told to wait for the other studio.
async fn until_elsewhere(world: &World, job: JobId) {
    let label = "one".to_owned();
    let wanted = KeyWait::Elsewhere { label };
    let waits = |why: &WaitReason| matches!(why, WaitReason::NoKey { why, .. } if *why == wanted);
    world.until_waits(job, waits).await;
}

#[tokio::test]
async fn a_key_is_never_used_by_two_studios_at_once() {
    let (mut one, mut other) = two(&["one"]).await;
    let (_, ones) = one.queue_jobs(2).await;
    let first = one.render().await;
    let (_, others) = other.queue_jobs(2).await;
    until_elsewhere(&other, others[0]).await;
    assert!(other.queue.works(), "it goes on once the key is given back");
    let lanes = other.queue.lanes().await.unwrap();
    assert!(lanes.iter().all(|lane| lane.no_key.is_some()));

    // Both have work left, and they take turns.
    first.deliver();
    let second = other.render().await;
    until_elsewhere(&one, ones[1]).await;
    assert!(one.renders_nothing() && other.renders_nothing());
    second.deliver();
    let third = one.render().await;
    until_elsewhere(&other, others[1]).await;
    assert!(one.renders_nothing() && other.renders_nothing());
    third.deliver();
    other.render().await.deliver();
    for (world, jobs) in [(&one, ones), (&other, others)] {
        for job in jobs {
            world.until(job, JobStateName::Done).await;
        }
    }
}

#[tokio::test]
async fn a_studio_passes_on_to_a_key_that_no_other_has() {
    let (mut one, mut other) = two(&["one", "two"]).await;
    one.queue_jobs(1).await;
    let first = one.render().await;
    other.queue_jobs(1).await;
    let second = other.render().await;
    assert_eq!((with(&first), with(&second)), ("one", "two"));
}

#[tokio::test]
async fn what_is_taken_up_keeps_its_key_from_the_other_studio() {
    let (mut one, mut other) = two(&["one"]).await;
    let (_, jobs) = one.queue_jobs(1).await;
    drop(one.render().await);
    one.until(jobs[0], JobStateName::Running).await;
    let ticket = Ticket {
        id: "r-1".into(),
        key: Some(fingerprint("one")),
    };
    one.will_find(Found::Begun(ticket));
    let one = one.restart(ELSEWHERE).await;
    one.until(jobs[0], JobStateName::Running).await;
    let (_, waiting) = other.queue_jobs(1).await;
    until_elsewhere(&other, waiting[0]).await;
    assert!(other.renders_nothing());
    // A studio that is gone has nothing.
    one.queue.stop().await;
    other.render().await;
}

#[tokio::test]
async fn a_question_to_a_chat_model_has_its_key_alone_too() {
    let (one, mut other) = two(&["one"]).await;
    let provider = provider();
    let TakenKey { permit, .. } = one.queue.take_key(&provider, 0).await.unwrap().unwrap();
    let refused = other.queue.take_key(&provider, 0).await.unwrap();
    let refused = refused.unwrap_err();
    assert!(matches!(refused.why, NoKeyReason::Elsewhere { .. }));
    let (_, jobs) = other.queue_jobs(1).await;
    until_elsewhere(&other, jobs[0]).await;

    let given = one.queue.give_key(&provider, permit, Outcome::Success, 0);
    given.await.unwrap();
    let render = other.render().await;
    let refused = one.queue.take_key(&provider, 0).await.unwrap();
    assert!(refused.is_err(), "a render has it");
    render.deliver();
    other.until(jobs[0], JobStateName::Done).await;
    let had = within(async {
        loop {
            match one.queue.take_key(&provider, 0).await.unwrap() {
                Ok(taken) => return taken,
                Err(refused) => {
                    let left = refused.earliest.unwrap().ms() - now().ms();
                    let left = u64::try_from(left).unwrap_or(0);
                    tokio::time::sleep(Duration::from_millis(left)).await;
                }
            }
        }
    });
    assert_eq!(had.await.permit.label().as_str(), "one");
}

/// A clock on which time passes with every look.
fn hurried() -> Timestamp {
    static LOOKS: AtomicI64 = AtomicI64::new(0);
    let looks = LOOKS.fetch_add(1, Ordering::Relaxed);
    assert!(looks < 100_000, "the queue looks at the clock for ever");
    Timestamp::from_ms(1_767_225_600_000 + looks)
}

#[tokio::test]
async fn who_asks_for_a_key_of_another_studio_is_answered_though_time_passes_meanwhile() {
    let one = World::keyed(ELSEWHERE, Remote::with_keys(&["one"])).await;
    let other = one.beside_with_clock(ELSEWHERE, hurried).await;
    let _taken = one.queue.take_key(&provider(), 0).await.unwrap().unwrap();
    let refused = other.queue.take_key(&provider(), 0).await.unwrap();
    let refused = refused.unwrap_err();
    assert!(matches!(refused.why, NoKeyReason::Elsewhere { .. }));
}
