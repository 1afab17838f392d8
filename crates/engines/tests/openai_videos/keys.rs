//! Where a key goes, and where it never shows.

use serde_json::json;
use worldreel_domain::failure::FailureClass;
use worldreel_engines::{Dialect, Engine, KeyNeed, Outcome};
use worldreel_testkit::videos::{Act, Answer, Route, VideoServer};

use crate::setup::{assert_class, engine, trial};
use crate::support::{CANARY, assert_tells_no_key, key, key_of};

#[tokio::test]
async fn a_key_goes_with_every_request_and_its_fingerprint_with_the_ticket() {
    let server = VideoServer::start_with_keys(Dialect::VllmOmni, &[CANARY]).await;
    let mut settings = server.settings();
    settings.needs_key = true;
    let engine = engine(settings);
    assert_eq!(engine.key_need(), KeyNeed::Required);
    let trial = trial().with_key(key());
    let (ended, seen) = trial.submit(&engine).await;
    assert_eq!(ended, Ok(Outcome::Ready));
    trial.fetch(&engine, &seen.tickets[0]).await.unwrap();
    assert_eq!(seen.tickets[0].key.as_ref(), Some(key().fingerprint()));
    assert_eq!(server.begun_with(CANARY), 1);
    let all = server.script().all().len();
    assert_eq!(server.script().requests_with(CANARY), all);
    assert!(!format!("{engine:?}{:?}", trial.order).contains("canary"));
}

#[tokio::test]
async fn a_wrong_key_renders_nothing() {
    let server = VideoServer::start_with_keys(Dialect::VllmOmni, &["another"]).await;
    let engine = engine(server.settings());
    for (trial, told) in [
        (
            trial().with_key(key()),
            "the key studio was not accepted by",
        ),
        (trial(), "asks for a key"),
    ] {
        let (ended, _) = trial.submit(&engine).await;
        let failure = ended.unwrap_err();
        assert_class(&failure, FailureClass::Auth);
        assert!(failure.message.contains(told), "{failure:?}");
    }
    assert_eq!(server.begun(), 0);
}

#[tokio::test]
async fn no_answer_makes_the_adapter_tell_the_key() {
    let quote = json!({"error": {"message": format!("you sent Bearer {CANARY}"), "code": CANARY,
        "type": CANARY, "param": CANARY}});
    let record = json!({"id": CANARY, "object": "video", "status": "failed",
        "error": {"code": 500, "message": format!("key {CANARY}")}});
    let server = VideoServer::start(Dialect::VllmOmni).await;
    let engine = engine(server.settings());
    for status in [
        200, 302, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504,
    ] {
        for body in [&quote, &record] {
            for route in [
                Route::Models,
                Route::Create,
                Route::Status,
                Route::Content,
                Route::List,
            ] {
                for _ in 0..12 {
                    let answer = Answer::json(status, body);
                    server.script().next(route, Act::Say(answer));
                }
                let trial = trial().with_key(key());
                // The support looks for the key in every failure.
                let (_, seen) = trial.submit(&engine).await;
                if let Some(ticket) = seen.tickets.first() {
                    let _ = trial.fetch(&engine, ticket).await;
                }
                assert_tells_no_key(&engine.probe(Some(&key())).await);
                server.script().forget_acts();
            }
        }
    }
}

#[tokio::test]
async fn a_key_is_not_sent_in_the_clear_to_another_computer() {
    let server = VideoServer::start(Dialect::VllmOmni).await;
    let mut settings = server.settings();
    // A name for documentation (RFC 2606): nothing is sent there.
    settings.url = "http://gpu.example:8091".into();
    let (ended, _) = trial().with_key(key()).submit(&engine(settings)).await;
    let failure = ended.unwrap_err();
    assert_class(&failure, FailureClass::Unsupported);
    assert!(failure.message.contains("use https"), "{failure:?}");
}

#[tokio::test]
async fn a_key_with_a_line_break_is_an_error_and_no_panic() {
    let server = VideoServer::start(Dialect::VllmOmni).await;
    let trial = trial().with_key(key_of(&format!("{CANARY}\nsecond line")));
    let (ended, _) = trial.submit(&engine(server.settings())).await;
    assert_class(&ended.unwrap_err(), FailureClass::Auth);
    assert_eq!(server.script().all().len(), 0);
}
