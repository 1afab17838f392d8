//! Where a key goes, and where it never shows.

use serde_json::json;
use worldreel_domain::failure::{FailureClass, Retry};
use worldreel_engines::{Engine, KeyNeed, Outcome};
use worldreel_testkit::nvcf::{Act, Answer, Form, Handed, NvcfServer, Route};

use crate::setup::{delivers, engine, trial, world};
use crate::support::{CANARY, Trial, assert_tells_no_key, key, key_of};

#[tokio::test]
async fn nothing_is_sent_without_a_key_and_everything_with_one() {
    let (server, engine) = world().await;
    assert_eq!(engine.key_need(), KeyNeed::Required);
    delivers(&engine).await;
    assert_eq!(server.begun_with(CANARY), 1);
    assert_eq!(
        server.script().requests_with(CANARY),
        server.script().all().len()
    );
    assert!(!format!("{engine:?}").contains("canary"));
}

#[tokio::test]
async fn no_answer_makes_the_adapter_tell_the_key() {
    let quote = json!({"title": CANARY, "detail": format!("the key {CANARY} is not ours"),
        "type": CANARY, "b64_video": CANARY});
    let (server, engine) = world().await;
    server.hand_over(Handed::Elsewhere, Form::Zip);
    for status in [
        200, 202, 302, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 501, 502, 503, 504,
    ] {
        for route in [Route::Invoke, Route::Status, Route::Result] {
            let answer = Answer::json(status, &quote)
                .header("location", &format!("https://{CANARY}.example/?{CANARY}"));
            for _ in 0..12 {
                server.script().next(route, Act::Say(answer.clone()));
            }
            // The support looks for the key in every failure.
            let _ = trial().submit(&engine).await;
            assert_tells_no_key(&engine.probe(Some(&key())).await);
            server.script().forget_acts();
        }
    }
}

#[tokio::test]
async fn a_key_is_not_sent_in_the_clear_to_another_computer() {
    let (server, _) = world().await;
    let mut settings = server.settings();
    // A name for documentation (RFC 2606): nothing is sent there.
    settings.invoke_url = "http://api.example/invoke".into();
    let (ended, _) = trial().submit(&engine(settings)).await;
    assert_eq!(ended.unwrap_err().class, FailureClass::Unsupported);
    // The status address is looked at too.
    let mut settings = server.settings();
    settings.status_url = "http://api.example/{id}".into();
    let failure = engine(settings).probe(Some(&key())).await.unwrap_err();
    assert_eq!(failure.class, FailureClass::Unsupported);
}

#[tokio::test]
async fn a_key_with_a_line_break_is_an_error_and_no_panic() {
    let (server, engine) = world().await;
    let trial = trial().with_key(key_of(&format!("{CANARY}\nsecond line")));
    let (ended, _) = trial.submit(&engine).await;
    assert_eq!(ended.unwrap_err().class, FailureClass::Auth);
    assert_eq!(server.script().all().len(), 0);
}

#[tokio::test]
async fn one_keys_limit_is_not_anothers() {
    let server = NvcfServer::start(&[CANARY, "nvapi-second-key"]).await;
    let engine = engine(server.settings());
    server.limit_each_key(1);
    server.hold();
    let first = trial();
    let second = Trial::new(320, 192, 25).with_key(key_of("nvapi-second-key"));
    let (first, (), second) = tokio::join!(
        first.submit(&engine),
        async {
            server.script().wait_for(Route::Status, 1).await;
            let (ended, _) = trial().submit(&engine).await;
            let failure = ended.unwrap_err();
            // No hint: the ring chooses the pause.
            assert_eq!(failure.class, FailureClass::RateLimited);
            assert_eq!(failure.retry, Retry::Again);
            server.release();
        },
        second.submit(&engine)
    );
    assert_eq!(
        (first.0, second.0),
        (Ok(Outcome::Delivered), Ok(Outcome::Delivered))
    );
    assert_eq!((server.begun_with(CANARY), server.begun()), (1, 2));
}

#[tokio::test]
async fn a_key_that_is_revoked_is_refused_again_and_again() {
    let server = NvcfServer::start(&[CANARY, "nvapi-second-key"]).await;
    let engine = engine(server.settings());
    let refused = Act::Say(Answer::json(401, &json!({"detail": "revoked"})));
    server
        .script()
        .always_with_key(Route::Invoke, CANARY, refused);
    for _ in 0..3 {
        let (ended, _) = trial().submit(&engine).await;
        assert_eq!(ended.unwrap_err().class, FailureClass::Auth);
    }
    let second = Trial::new(320, 192, 25).with_key(key_of("nvapi-second-key"));
    assert_eq!(second.submit(&engine).await.0, Ok(Outcome::Delivered));
    server.script().forget_acts();
    delivers(&engine).await;
}
