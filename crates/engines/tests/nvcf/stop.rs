//! A render that is told to stop, and one whose studio died.

use std::collections::BTreeSet;

use worldreel_engines::{Engine, Found, Outcome, Sought, Stopping};
use worldreel_testkit::nvcf::Route;

use crate::setup::{trial, world};
use crate::support::now;

#[tokio::test]
async fn before_the_first_answer_it_stops_with_its_connection() {
    let (server, engine) = world().await;
    server.hold_orders();
    let trial = trial();
    let (ended, stopping) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Invoke, 1).await;
        engine.cancel(trial.order.attempt, None, None).await
    });
    assert_eq!(
        (ended.0, stopping),
        (Ok(Outcome::Stopped), Stopping::Stopped)
    );
    server.wait_for_called_off(1).await;
}

#[tokio::test]
async fn after_the_first_answer_there_is_no_way_to_stop_it() {
    let (server, engine) = world().await;
    server.hold();
    let trial = trial();
    let (ended, stopping) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        engine.cancel(trial.order.attempt, None, None).await
    });
    assert_eq!(
        (ended.0, stopping),
        (Ok(Outcome::Abandoned), Stopping::StillRunning)
    );
    assert_eq!((server.begun(), server.called_off()), (1, 0));
}

#[tokio::test]
async fn a_render_that_nobody_wants_any_more_is_left_to_itself() {
    let (server, engine) = world().await;
    assert_eq!(
        trial().submit_for_nobody(&engine).await,
        Ok(Outcome::Abandoned)
    );
    assert_eq!(server.script().requests(Route::Status).len(), 0);
}

#[tokio::test]
async fn a_dropped_order_is_called_off() {
    let (server, engine) = world().await;
    server.hold_orders();
    let trial = trial();
    tokio::select! {
        _ = trial.submit(&engine) => panic!("it is held"),
        () = server.script().wait_for(Route::Invoke, 1) => {}
    }
    server.wait_for_called_off(1).await;
}

#[tokio::test]
async fn only_a_studio_that_died_within_the_hold_time_took_its_render_along() {
    let (server, engine) = world().await;
    let trial = trial();
    for (lived_ms, same_boot, found) in [
        (0, true, Found::NeverBegan),
        (4_999, true, Found::NeverBegan),
        // A 202 may have come, and been lost with the studio.
        (5_000, true, Found::Unknown),
        // No system was left to close the connection.
        (0, false, Found::Unknown),
        // The clock was set back in between.
        (-1, true, Found::Unknown),
    ] {
        let sought = Sought {
            order: &trial.order,
            sent_after: now(),
            gone_by: now().plus_ms(lived_ms),
            now: now().plus_ms(60_000),
            same_boot,
            taken: &BTreeSet::new(),
        };
        // `now` is read twice: a moment may lie between.
        let gone_by = sought.sent_after.plus_ms(lived_ms);
        let sought = Sought { gone_by, ..sought };
        assert_eq!(engine.find(&sought).await, found, "{lived_ms} {same_boot}");
    }
    assert_eq!(server.script().all().len(), 0);
}
