//! An order on its way to the service.

use std::sync::Arc;

use serde_json::json;
use worldreel_domain::failure::{Billed, FailureClass, Retry};
use worldreel_engines::{Engine, NvcfBody, Outcome, Sighting};
use worldreel_testkit::conformance::{self, Promises};
use worldreel_testkit::nvcf::{Act, Answer, NvcfServer, Route};

use crate::setup::{assert_failed, delivers, engine, fails, trial, world};
use crate::support::{CANARY, Trial, key, key_of};

#[tokio::test]
async fn it_keeps_what_every_engine_promises() {
    let server = NvcfServer::start(&[CANARY]).await;
    let mut settings = server.settings();
    settings.width = 3;
    let promises = Promises {
        key: Some(key()),
        small: Some(trial().order.spec),
        ..Promises::default()
    };
    conformance::check(Arc::new(engine(settings)), promises).await;
    assert_eq!((server.begun(), server.collected()), (5, 5));
}

#[tokio::test]
async fn a_ticket_is_noted_before_anything_else() {
    let (server, engine) = world().await;
    let look = |sighting: &Sighting| {
        assert!(matches!(sighting, Sighting::Ticketed(..)));
        assert_eq!(server.script().requests(Route::Status).len(), 0);
    };
    let (ended, seen) = trial().submit_and(&engine, look).await;
    assert_eq!(ended, Ok(Outcome::Delivered));
    assert_eq!(seen.tickets[0].key.as_ref(), Some(key().fingerprint()));
}

#[tokio::test]
async fn the_answer_is_held_back_shortly_for_an_order_and_long_for_a_look() {
    let (server, engine) = world().await;
    delivers(&engine).await;
    let order = &server.script().requests(Route::Invoke)[0];
    assert_eq!(order.header("nvcf-poll-seconds"), Some("5"));
    assert_eq!(order.header("accept"), Some("application/json"));
    let look = &server.script().requests(Route::Status)[0];
    assert_eq!(look.header("nvcf-poll-seconds"), Some("30"));
    let body = order.json();
    assert_eq!(
        body,
        json!({"model_mode": "text2video", "prompt": crate::support::PROMPT, "seed": 7,
            "resolution": "256_16_9", "num_frames": 25, "fps": 10})
    );
}

#[tokio::test]
async fn the_first_models_get_a_command_line() {
    let server = NvcfServer::start(&[CANARY]).await;
    let mut settings = server.settings();
    settings.body = NvcfBody::TritonCommand {
        command: "text2world".into(),
    };
    let engine = engine(settings);
    let mut trial = Trial::new(1280, 704, 121).with_key(key());
    trial.order.spec.fps = 24;
    trial.order.text.prompt = "a sign says \"no\" --seed=1".parse().unwrap();
    // The whole clip is not needed to see what is sent.
    server
        .script()
        .next(Route::Invoke, Act::Say(Answer::empty(429)));
    let (ended, _) = trial.submit(&engine).await;
    assert_eq!(ended.unwrap_err().class, FailureClass::RateLimited);
    let body = server.script().requests(Route::Invoke)[0].json();
    assert_eq!(
        body["inputs"][0]["data"][0],
        r#"text2world --prompt="a sign says \"no\" --seed=1" --seed=7"#
    );
}

#[tokio::test]
async fn what_cosmos_does_not_render_is_refused_before_anything_is_sent() {
    let (server, engine) = world().await;
    for (width, height, frames, field) in [(848, 480, 25, "width"), (320, 192, 26, "frames")] {
        let trial = Trial::new(width, height, frames).with_key(key());
        assert_eq!(engine.problems(&trial.order.spec)[0].field, field);
        let failure = trial.submit(&engine).await.0.unwrap_err();
        assert_eq!(failure.class, FailureClass::InvalidInput, "{failure:?}");
    }
    assert_eq!(server.script().all().len(), 0);
}

#[tokio::test]
async fn a_refused_order_costs_nothing() {
    use FailureClass as C;
    let problem = |status: u16, detail: &str| {
        Answer::json(
            status,
            &json!({"title": "x", "status": status, "detail": detail}),
        )
    };
    for (answer, class, retry) in [
        (
            problem(402, "Cloud credits expired"),
            C::OutOfCredit,
            Retry::Again,
        ),
        (
            problem(404, "Function 'f': Not found for account 'a1b2c3d4'"),
            C::Auth,
            Retry::Again,
        ),
        (
            problem(404, "no such function"),
            C::InvalidInput,
            Retry::Never,
        ),
        (
            problem(422, "violates the safety policy"),
            C::ContentBlocked,
            Retry::Never,
        ),
        (Answer::empty(429), C::RateLimited, Retry::Again),
        (problem(503, "busy"), C::Unreachable, Retry::Again),
        (problem(504, "no worker"), C::QueueFull, Retry::Again),
        (Answer::html(502), C::Unreachable, Retry::Again),
    ] {
        let (server, engine) = world().await;
        server.script().next(Route::Invoke, Act::Say(answer));
        let (failure, seen) = fails(&engine).await;
        assert_failed(&failure, class, retry, Billed::No);
        assert_eq!((server.begun(), seen.tickets.len()), (0, 0));
        delivers(&engine).await;
    }
}

#[tokio::test]
async fn an_error_of_the_function_may_be_billed() {
    let (server, engine) = world().await;
    let boom = Answer::json(500, &json!({"detail": "boom"}));
    server.script().next(Route::Invoke, Act::DoAndSay(boom));
    let (failure, _) = fails(&engine).await;
    assert_failed(&failure, FailureClass::Backend, Retry::Ask, Billed::Maybe);
}

#[tokio::test]
async fn a_connection_that_breaks_within_the_hold_time_took_its_render_along() {
    let (server, engine) = world().await;
    server.script().next(Route::Invoke, Act::DoAndDrop);
    let (failure, _) = fails(&engine).await;
    assert_failed(
        &failure,
        FailureClass::Unreachable,
        Retry::Again,
        Billed::No,
    );
    server.wait_for_called_off(1).await;
    delivers(&engine).await;
    assert_eq!(
        (server.begun(), server.called_off(), server.collected()),
        (2, 1, 1)
    );
}

#[tokio::test]
async fn a_taken_order_without_an_id_is_not_sent_again_unasked() {
    for id in [None, Some("../../v2/nvcf/assets"), Some("")] {
        let (server, engine) = world().await;
        let taken = Answer::empty(202);
        let taken = id.map_or(taken.clone(), |id| taken.header("NVCF-REQID", id));
        server.script().next(Route::Invoke, Act::DoAndSay(taken));
        let (failure, _) = fails(&engine).await;
        assert_failed(&failure, FailureClass::BadOutput, Retry::Ask, Billed::Maybe);
        assert_eq!(server.script().all().len(), 1, "{id:?}");
    }
}

#[tokio::test]
async fn a_service_that_is_away_has_taken_nothing() {
    let (mut server, engine) = world().await;
    server.stop().await;
    let (failure, _) = fails(&engine).await;
    assert_failed(
        &failure,
        FailureClass::Unreachable,
        Retry::Again,
        Billed::No,
    );
}

#[tokio::test]
async fn a_probe_tries_the_key_and_renders_nothing() {
    let (server, engine) = world().await;
    assert_eq!(engine.probe(Some(&key())).await, Ok(()));
    for wrong in [None, Some(key_of("nvapi-wrong-one"))] {
        let failure = engine.probe(wrong.as_ref()).await.unwrap_err();
        assert_eq!(failure.class, FailureClass::Auth, "{failure:?}");
    }
    assert_eq!(
        (
            server.begun(),
            server.script().requests(Route::Invoke).len()
        ),
        (0, 0)
    );
}
