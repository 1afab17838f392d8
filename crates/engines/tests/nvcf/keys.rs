//! Where a key goes, and where it never shows.

use serde_json::json;
use worldreel_domain::failure::FailureClass;
use worldreel_engines::{Engine, KeyNeed};
use worldreel_testkit::nvcf::{Act, Answer, Form, Handed, Route};

use crate::setup::{delivers, engine, trial, world};
use crate::support::{CANARY, assert_tells_no_key, key, key_of};

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
    for status in [
        200, 202, 302, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 501, 502, 503, 504,
    ] {
        for route in [Route::Invoke, Route::Status, Route::Result] {
            let (server, engine) = world().await;
            server.hand_over(Handed::Elsewhere, Form::Zip);
            let answer = Answer::json(status, &quote)
                .header("location", &format!("https://{CANARY}.example/?{CANARY}"));
            for _ in 0..12 {
                server.script().next(route, Act::Say(answer.clone()));
            }
            // The support looks for the key in every failure.
            let _ = trial().submit(&engine).await;
            assert_tells_no_key(&engine.probe(Some(&key())).await);
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
