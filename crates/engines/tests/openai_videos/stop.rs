//! A render that is told to stop.

use serde_json::json;
use worldreel_engines::{Dialect, Engine, OpenAiVideos, Outcome, Stopping};
use worldreel_testkit::videos::{Act, Answer, Route, VideoServer};

use crate::setup::{trial, world};
use crate::support::Ended;

/// Submits an order and tells it to stop once it is under way.
async fn stopped(server: &VideoServer, engine: &OpenAiVideos) -> (Ended, Stopping) {
    server.hold();
    let trial = trial();
    let (ended, stopping) = tokio::join!(trial.submit(engine), async {
        server.script().wait_for(Route::Status, 2).await;
        engine.cancel(trial.order.attempt, None, None).await
    });
    (ended.0, stopping)
}

#[tokio::test]
async fn what_still_waited_has_stopped() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    assert_eq!(
        stopped(&server, &engine).await,
        (Ok(Outcome::Stopped), Stopping::Stopped)
    );
}

#[tokio::test]
async fn what_is_being_rendered_may_go_on() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    server.hold();
    let trial = trial();
    let (ended, stopping) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        server.call_them("in_progress");
        let busy = Answer::json(409, &json!({"detail": "Cancellation in progress"}));
        server.script().next(Route::Delete, Act::Say(busy.clone()));
        server.script().next(Route::Delete, Act::Say(busy));
        engine.cancel(trial.order.attempt, None, None).await
    });
    assert_eq!(
        (ended.0, stopping),
        (Ok(Outcome::Abandoned), Stopping::Unknown)
    );
    assert_eq!(server.script().requests(Route::Delete).len(), 3);
}

#[tokio::test]
async fn a_server_that_only_forgets_renders_on() {
    let (server, engine) = world(Dialect::Sglang).await;
    assert_eq!(
        stopped(&server, &engine).await,
        (Ok(Outcome::Abandoned), Stopping::StillRunning)
    );
}

#[tokio::test]
async fn a_server_that_can_not_stop_renders_on_and_its_render_is_kept() {
    let server = VideoServer::start(Dialect::LiteLlm).await;
    let mut settings = server.settings();
    settings.model = Some("m".into());
    let engine = crate::setup::engine(settings);
    server.hold();
    let trial = trial();
    let (ended, stopping) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        let stopping = engine.cancel(trial.order.attempt, None, None).await;
        server.finish();
        stopping
    });
    assert_eq!(
        (ended.0, stopping),
        (Ok(Outcome::Ready), Stopping::StillRunning)
    );
}

#[tokio::test]
async fn a_stop_that_comes_before_the_answer_waits_for_it() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    server.hold();
    let trial = trial();
    // Told at the very first moment: nothing has gone out, or it waits for the id.
    let (ended, stopping) = tokio::join!(trial.submit(&engine), async {
        engine.cancel(trial.order.attempt, None, None).await
    });
    assert_eq!(
        (ended.0, stopping),
        (Ok(Outcome::Stopped), Stopping::Stopped)
    );
    assert_eq!(server.ids().len(), 0);
}

#[tokio::test]
async fn a_render_that_nobody_wants_any_more_is_stopped() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    server.hold();
    let trial = trial();
    assert_eq!(trial.submit_for_nobody(&engine).await, Ok(Outcome::Stopped));
    assert_eq!((server.begun(), server.ids().len()), (1, 0));
}

#[tokio::test]
async fn a_render_of_an_earlier_run_is_stopped_by_its_ticket() {
    let (server, before) = world(Dialect::VllmOmni).await;
    let (ended, seen) = trial().submit(&before).await;
    ended.unwrap();
    let after = crate::setup::engine(server.settings());
    let nobody = trial().order.attempt;
    let stopping = after.cancel(nobody, Some(&seen.tickets[0]), None).await;
    // It was finished, and is deleted now.
    assert_eq!((stopping, server.ids().len()), (Stopping::Unknown, 0));
    assert_eq!(after.cancel(nobody, None, None).await, Stopping::Unknown);
}
