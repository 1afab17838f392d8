//! A render followed to its end.

use std::time::Duration;

use serde_json::json;
use worldreel_domain::failure::{Billed, FailureClass, Retry};
use worldreel_domain::job::Ticket;
use worldreel_engines::{Nvcf, Outcome, Timing};
use worldreel_testkit::nvcf::{Act, Answer, NvcfServer, Route};
use worldreel_testkit::videos::hasty;

use crate::setup::{assert_failed, delivers, engine, fails, trial, world};
use crate::support::{CANARY, now};

#[tokio::test]
async fn looks_that_fail_are_not_a_render_that_failed() {
    let (server, engine) = world().await;
    for act in [
        Act::Drop,
        Act::Say(Answer::json(
            504,
            &json!({"detail": "worker did not acknowledge"}),
        )),
        Act::Say(Answer::json(503, &json!({}))),
        Act::Say(Answer::html(502)),
        Act::Say(Answer::html(403)),
        Act::Say(Answer::empty(429)),
    ] {
        server.script().next(Route::Status, act);
    }
    delivers(&engine).await;
    assert_eq!(server.begun(), 1);
}

#[tokio::test]
async fn a_render_that_failed_may_be_billed() {
    use FailureClass as C;
    for (status, detail, class, retry) in [
        (500, "boom", C::Backend, Retry::Ask),
        (500, "CUDA out of memory", C::OutOfGpuMemory, Retry::Never),
        (
            422,
            "blocked by the guardrails",
            C::ContentBlocked,
            Retry::Never,
        ),
    ] {
        let (server, engine) = world().await;
        let failed = Answer::json(status, &json!({"detail": detail}));
        server.script().next(Route::Status, Act::Say(failed));
        let (failure, _) = fails(&engine).await;
        assert_failed(&failure, class, retry, Billed::Maybe);
    }
}

#[tokio::test]
async fn a_result_that_was_read_before_is_lost_and_not_rendered_again_unasked() {
    let (server, engine) = world().await;
    let seen = delivers(&engine).await;
    let failure = trial().follow(&engine, &seen.tickets[0]).await.unwrap_err();
    assert_failed(&failure, FailureClass::LostJob, Retry::Ask, Billed::Maybe);
    assert_eq!(server.begun(), 1);
}

#[tokio::test]
async fn an_answer_that_is_lost_on_its_way_may_have_been_the_result() {
    let (server, engine) = world().await;
    server.script().next(Route::Status, Act::DoAndDrop);
    server.script().next(Route::Status, Act::DoAndDrop);
    let (failure, _) = fails(&engine).await;
    assert_failed(&failure, FailureClass::LostJob, Retry::Ask, Billed::Maybe);
}

#[tokio::test]
async fn a_key_that_is_refused_while_its_render_runs_does_not_have_it_sent_again() {
    let (server, engine) = world().await;
    let refused = Answer::json(401, &json!({"detail": "expired"}));
    server.script().next(Route::Status, Act::Say(refused));
    let (failure, _) = fails(&engine).await;
    assert_failed(&failure, FailureClass::Auth, Retry::Ask, Billed::Maybe);
}

#[tokio::test]
async fn a_render_of_an_earlier_run_is_followed_by_its_ticket() {
    let (server, before) = world().await;
    server.hold();
    let first = trial();
    let ticket = tokio::select! {
        _ = first.submit(&before) => panic!("it is held"),
        ticket = async {
            server.script().wait_for(Route::Status, 1).await;
            Ticket { id: "req-0".into(), key: None }
        } => ticket,
    };
    server.release();
    let after = engine(server.settings());
    let trial = trial();
    assert_eq!(trial.follow(&after, &ticket).await, Ok(Outcome::Delivered));
    trial.assert_is_the_clip();
    assert_eq!((server.begun(), server.called_off()), (1, 0));
}

#[tokio::test]
async fn a_service_that_stays_away_is_given_up_but_never_asked_for_a_second_render() {
    let mut server = NvcfServer::start(&[CANARY]).await;
    let timing = Timing {
        lost_after: Duration::ZERO,
        ..hasty()
    };
    let engine = Nvcf::with_timing(server.settings(), now, timing).unwrap();
    server.hold();
    let trial = trial();
    let (ended, ()) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        server.stop().await;
    });
    let failure = ended.0.unwrap_err();
    assert_failed(&failure, FailureClass::Timeout, Retry::Ask, Billed::Maybe);
}

#[tokio::test]
async fn a_service_that_comes_back_is_followed_on() {
    let (mut server, engine) = world().await;
    server.hold();
    let trial = trial();
    let (ended, ()) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        server.stop().await;
        server.listen_again().await;
        server.release();
    });
    assert_eq!(ended.0, Ok(Outcome::Delivered));
}

#[tokio::test]
async fn progress_is_told_where_the_function_writes_it() {
    let server = NvcfServer::start(&[CANARY]).await;
    let mut settings = server.settings();
    settings.tells_progress = true;
    server.show_progress(&[10, 40, 40, 20]);
    let seen = delivers(&engine(settings)).await;
    assert_eq!(seen.progress.last().map(|last| last.done), Some(100));
    assert!(
        seen.progress.is_sorted_by_key(|figure| figure.done),
        "{seen:?}"
    );
    server.show_progress(&[10, 40]);
    let seen = delivers(&engine(server.settings())).await;
    assert_eq!(seen.progress, []);
}
