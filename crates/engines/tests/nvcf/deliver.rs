//! A result brought to the disk.

use serde_json::json;
use worldreel_domain::failure::{Billed, FailureClass, Retry};
use worldreel_engines::Engine;
use worldreel_testkit::nvcf::{Act, Answer, Form, Handed, Route};

use crate::setup::{assert_failed, delivers, fails, trial, world};

#[tokio::test]
async fn a_result_is_read_in_each_of_its_forms_and_ways() {
    for handed in [Handed::Inline, Handed::Elsewhere] {
        for form in [Form::Mp4, Form::Zip, Form::Json] {
            for at_once in [false, true] {
                let (server, engine) = world().await;
                server.hand_over(handed, form);
                if at_once {
                    server.answer_at_once();
                }
                let seen = delivers(&engine).await;
                let told = (seen.sent, seen.tickets.len());
                assert_eq!(told, if at_once { (1, 0) } else { (0, 1) });
                assert_eq!((server.begun(), server.collected()), (1, 1));
            }
        }
    }
}

#[tokio::test]
async fn no_key_is_sent_to_where_a_result_lies() {
    let (server, engine) = world().await;
    server.hand_over(Handed::Elsewhere, Form::Zip);
    delivers(&engine).await;
    let request = &server.script().requests(Route::Result)[0];
    assert_eq!(request.header("authorization"), None);
}

#[tokio::test]
async fn a_result_at_an_address_is_read_again_when_it_is_cut() {
    let (server, engine) = world().await;
    server.hand_over(Handed::Elsewhere, Form::Zip);
    for act in [
        Act::Drop,
        Act::DoAndCut(100),
        Act::Say(Answer::new(
            503,
            "application/xml",
            "<Error>SlowDown</Error>",
        )),
    ] {
        server.script().next(Route::Result, act);
    }
    delivers(&engine).await;
    assert_eq!(server.begun(), 1);
}

#[tokio::test]
async fn an_address_that_has_expired_is_said_to_be_paid_for() {
    let (server, engine) = world().await;
    server.hand_over(Handed::Elsewhere, Form::Zip);
    let expired = Answer::new(403, "application/xml", "<Error>Request has expired</Error>");
    server.script().next(Route::Result, Act::Say(expired));
    let (failure, _) = fails(&engine).await;
    assert_failed(&failure, FailureClass::BadOutput, Retry::Ask, Billed::Yes);
}

#[tokio::test]
async fn a_result_in_a_body_that_is_cut_is_lost_and_paid_for() {
    for at_once in [false, true] {
        let (server, engine) = world().await;
        let route = if at_once {
            server.answer_at_once();
            Route::Invoke
        } else {
            server.script().next(Route::Status, Act::DoAndCut(0));
            Route::Status
        };
        server.script().next(route, Act::DoAndCut(100));
        let (failure, _) = fails(&engine).await;
        assert_failed(&failure, FailureClass::BadOutput, Retry::Ask, Billed::Yes);
        assert!(failure.message.contains("only once"), "{failure:?}");
        assert_eq!(server.begun(), 1);
    }
}

#[tokio::test]
async fn what_is_no_video_is_paid_for_and_never_rendered_again_unasked() {
    for answer in [
        Answer::new(200, "application/zip", ""),
        Answer::new(200, "application/zip", "PK\u{3}\u{4}rest"),
        Answer::html(200),
        Answer::json(200, &json!({"b64_video": ""})),
        Answer::json(200, &json!({"b64_video": "QUJD"})),
        Answer::empty(204),
    ] {
        let (server, engine) = world().await;
        server.script().next(Route::Status, Act::Say(answer));
        let (failure, _) = fails(&engine).await;
        assert_failed(&failure, FailureClass::BadOutput, Retry::Ask, Billed::Yes);
    }
}

#[tokio::test]
async fn a_filtered_picture_is_a_refusal_whatever_the_status() {
    let (server, engine) = world().await;
    let artifact = json!({"base64": "QUJD", "finishReason": "CONTENT_FILTERED"});
    let filtered = Answer::json(200, &json!({"artifacts": [artifact]}));
    server.script().next(Route::Status, Act::Say(filtered));
    let (failure, _) = fails(&engine).await;
    assert_failed(
        &failure,
        FailureClass::ContentBlocked,
        Retry::Never,
        Billed::Yes,
    );
}

#[tokio::test]
async fn a_result_elsewhere_than_on_the_internet_or_here_is_not_fetched() {
    for place in [
        "",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "//127.0.0.1/x",
    ] {
        let (server, engine) = world().await;
        let answer = Answer::empty(302).header("Location", place);
        server.script().next(Route::Status, Act::Say(answer));
        let (failure, _) = fails(&engine).await;
        assert_failed(&failure, FailureClass::BadOutput, Retry::Ask, Billed::Yes);
        assert_eq!(server.script().requests(Route::Result).len(), 0);
    }
}

#[tokio::test]
async fn a_result_is_never_fetched_by_a_second_call() {
    let (_server, engine) = world().await;
    let seen = delivers(&engine).await;
    let failure = trial().fetch(&engine, &seen.tickets[0]).await.unwrap_err();
    assert_failed(&failure, FailureClass::LostJob, Retry::Ask, Billed::Yes);
    let nobody = trial().order.attempt;
    let stopping = engine.cancel(nobody, None, None).await;
    assert_eq!(stopping, worldreel_engines::Stopping::Unknown);
}
