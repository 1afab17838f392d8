//! Renders that are made with keys and cost something.

use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry};
use worldreel_domain::job::{JobAction, JobStateName, Ticket};
use worldreel_domain::wait::{KeyWait, WaitReason};
use worldreel_engines::{Found, Outcome};
use worldreel_keys::KeyHealth;
use worldreel_supervisor::{KeyAct, KeyView};

use crate::support::{Remote, Setup, World, failure, fingerprint, now};

const ELSEWHERE: Setup = Setup {
    lanes: 2,
    dies_with_us: false,
};

async fn key(world: &World, label: &str) -> KeyView {
    let keys = world.queue.keys().await.unwrap();
    let own = |key: &KeyView| key.record.label.as_str() == label;
    keys.into_iter().find(own).unwrap()
}

/// The label of the key that a render was sent with.
fn with(render: &crate::support::Render) -> &str {
    render.order.key.as_ref().unwrap().label().as_str()
}

fn limited(seconds: i64) -> Failure {
    let at = now().plus_ms(seconds * 1_000);
    failure(FailureClass::RateLimited, Retry::NotBefore { at })
}

/// What the ledger says, oldest first.
async fn ledger(world: &World) -> Vec<(String, i64)> {
    let uses = world.machine.uses_since(now().plus_ms(-600_000)).await;
    let uses = uses.unwrap().into_iter();
    uses.map(|used| (used.outcome.unwrap_or_default(), used.micro_usd))
        .collect()
}

#[tokio::test]
async fn a_job_goes_on_at_once_with_another_key() {
    let mut world = World::keyed(ELSEWHERE, Remote::with_keys(&["one", "two"])).await;
    let (_, jobs) = world.queue_jobs(1).await;
    let first = world.render().await;
    assert_eq!(with(&first), "one");
    first.end(Err(limited(3_600)));
    let second = world.render().await;
    assert_eq!(with(&second), "two");
    second.deliver();
    world.until(jobs[0], JobStateName::Done).await;
    let one = key(&world, "one").await;
    assert!(matches!(one.record.health, KeyHealth::Cooling { .. }));
    assert_eq!((one.under_way, one.record.usage.rate_limited), (0, 1));
    // A 429 costs nothing, a render its price.
    let two = key(&world, "two").await;
    let spent = (one.record.spend.micro_usd, two.record.spend.micro_usd);
    assert_eq!(spent, (0, 250_000));
}

#[tokio::test]
async fn a_refused_key_holds_the_job_until_the_user_has_seen_to_it() {
    let mut world = World::keyed(ELSEWHERE, Remote::with_keys(&["one"])).await;
    let (_, jobs) = world.queue_jobs(2).await;
    let first = world.render().await;
    assert!(world.renders_nothing(), "two lanes, and one key");
    first.end(Err(failure(FailureClass::Auth, Retry::Again)));
    world.until(jobs[0], JobStateName::Queued).await;
    let why = world.queue.explain(jobs.clone()).await.unwrap();
    for told in why {
        let Some(WaitReason::NoKey { engines, why }) = told.waits else {
            panic!("{told:?}");
        };
        let refused = KeyWait::Unusable {
            refused: 1,
            out_of_credit: 0,
        };
        assert_eq!((engines.len(), why), (1, refused));
    }
    let standing = world.queue.standing();
    let rests = standing.borrow().rests.clone();
    assert!(rests.is_some_and(|why| why.needs_user()));
    assert!(!world.queue.works(), "nothing goes on by itself");
    let mended = KeyAct::Restore(fingerprint("one"));
    world.queue.key(mended).await.unwrap();
    for job in jobs {
        world.render().await.deliver();
        world.until(job, JobStateName::Done).await;
    }
}

#[tokio::test]
async fn a_cool_down_and_the_ledger_outlive_the_studio() {
    let mut world = World::keyed(ELSEWHERE, Remote::with_keys(&["one"])).await;
    let (_, jobs) = world.queue_jobs(2).await;
    world.render().await.deliver();
    world.until(jobs[0], JobStateName::Done).await;
    world.render().await.end(Err(limited(3_600)));
    world.until(jobs[1], JobStateName::Queued).await;
    let mut world = world.restart(ELSEWHERE).await;
    assert!(world.renders_nothing());
    let why = world.queue.explain(vec![jobs[1]]).await.unwrap();
    let Some(WaitReason::NoKey { why, .. }) = &why[0].waits else {
        panic!("{why:?}");
    };
    assert!(matches!(why, KeyWait::Cooling { .. }));
    assert!(world.queue.works(), "it goes on once the key has cooled");
    let lanes = world.queue.lanes().await.unwrap();
    assert!(lanes.iter().all(|lane| lane.no_key.as_ref() == Some(why)));
    let ran = world.store.recent_attempts(9).await.unwrap();
    let ran: Vec<_> = ran.iter().map(|ran| ran.attempt.job).collect();
    assert_eq!(ran, [jobs[1], jobs[0]], "the last one first");
    let told = ledger(&world).await;
    assert_eq!(
        told,
        [("rendered".into(), 250_000), ("rate_limited".into(), 0)]
    );
    assert_eq!(key(&world, "one").await.record.spend.micro_usd, 250_000);
}

#[tokio::test]
async fn a_render_in_doubt_keeps_its_key_until_the_engine_has_spoken() {
    let remote = Remote::with_keys(&["one"]);
    let world = World::keyed(ELSEWHERE, remote.clone()).await;
    let (_, jobs) = world.queue_jobs(2).await;
    let mut world = world;
    drop(world.render().await);
    world.until(jobs[0], JobStateName::Running).await;
    let ticket = Ticket {
        id: "r-1".into(),
        key: Some(fingerprint("one")),
    };
    *remote.found.lock().unwrap() = Found::Begun(ticket.clone());
    let mut world = world.restart(ELSEWHERE).await;
    let row = world.until(jobs[0], JobStateName::Running).await;
    assert_eq!(row.state.ticket(), Some(&ticket));
    assert_eq!(key(&world, "one").await.under_way, 1);
    assert!(world.renders_nothing(), "its key is taken");
}

#[tokio::test]
async fn what_never_began_is_sent_again_and_costs_nothing() {
    let remote = Remote::with_keys(&["one"]);
    let mut world = World::keyed(ELSEWHERE, remote.clone()).await;
    let (_, jobs) = world.queue_jobs(1).await;
    drop(world.render().await);
    world.until(jobs[0], JobStateName::Running).await;
    *remote.found.lock().unwrap() = Found::NeverBegan;
    let mut world = world.restart(ELSEWHERE).await;
    world.render().await.deliver();
    world.until(jobs[0], JobStateName::Done).await;
    // The books are written behind the queue.
    let world = world.restart(ELSEWHERE).await;
    let told = ledger(&world).await;
    assert_eq!(
        told,
        [("never_began".into(), 0), ("rendered".into(), 250_000)]
    );
}

#[tokio::test]
async fn what_nobody_can_tell_is_asked_and_its_price_stays_counted() {
    let mut world = World::keyed(ELSEWHERE, Remote::with_keys(&["one"])).await;
    let (_, jobs) = world.queue_jobs(1).await;
    drop(world.render().await);
    world.until(jobs[0], JobStateName::Running).await;
    let mut world = world.restart(ELSEWHERE).await;
    world.until(jobs[0], JobStateName::Undecided).await;
    assert!(world.renders_nothing());
    assert_eq!(key(&world, "one").await.record.spend.micro_usd, 250_000);
    world.queue.act(jobs[0], JobAction::Retry).await.unwrap();
    world.render().await.deliver();
    world.until(jobs[0], JobStateName::Done).await;
    assert_eq!(key(&world, "one").await.record.spend.micro_usd, 500_000);
}

#[tokio::test]
async fn a_video_that_could_not_be_brought_is_brought_later_and_never_rendered_again() {
    let mut world = World::keyed(ELSEWHERE, Remote::with_keys(&["one"])).await;
    let (_, jobs) = world.queue_jobs(1).await;
    let render = world.render().await;
    let order = render.order.clone();
    render.end(Ok(Outcome::Ready));
    let cut = Failure {
        billed: Billed::Yes,
        ..failure(FailureClass::Unreachable, Retry::NotBefore { at: now() })
    };
    for _ in 0..4 {
        world.bring().await.end(Err(cut.clone()));
    }
    let row = world.until(jobs[0], JobStateName::Fetching).await;
    assert_eq!(row.strikes, 0);
    world.bring().await.deliver(&order);
    world.until(jobs[0], JobStateName::Done).await;
    assert!(world.renders_nothing());
}
