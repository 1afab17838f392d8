//! A finished render's video brought.

use serde_json::json;
use worldreel_domain::failure::{Billed, Failure, FailureClass, Retry};
use worldreel_engines::{Dialect, OpenAiVideos};
use worldreel_testkit::videos::{Act, Answer, Route, VideoServer};

use crate::setup::{assert_class, delivers, paid, trial};

/// What bringing a finished render's video comes to, with these acts before it.
async fn brought(
    world: &(VideoServer, OpenAiVideos),
    acts: impl IntoIterator<Item = Act>,
) -> Result<(), Failure> {
    let (server, engine) = world;
    let trial = trial();
    let (ended, seen) = trial.submit(engine).await;
    ended.unwrap();
    for act in acts {
        server.script().next(Route::Content, act);
    }
    let brought = trial.fetch(engine, &seen.tickets[0]).await;
    if brought.is_ok() {
        trial.assert_is_the_clip();
    }
    trial.assert_alone();
    brought
}

#[tokio::test]
async fn a_download_that_fails_is_tried_again_and_nothing_is_rendered_twice() {
    for act in [
        Act::Drop,
        Act::DoAndDrop,
        Act::DoAndCut(100),
        Act::Say(Answer::new(200, "video/mp4", "")),
        Act::Say(Answer::html(200)),
        Act::Say(Answer::html(502)),
        Act::Say(Answer::json(503, &json!({}))),
        Act::Say(Answer::json(429, &json!({}))),
        Act::Say(Answer::json(
            404,
            &json!({"detail": "Generation is still in-progress"}),
        )),
    ] {
        let world = paid(Dialect::VllmOmni).await;
        let told = format!("{act:?}");
        assert_eq!(brought(&world, [act.clone(), act]).await, Ok(()), "{told}");
        assert_eq!(world.0.begun(), 1, "{told}");
    }
}

#[tokio::test]
async fn a_video_that_can_not_be_had_is_paid_for_and_never_rendered_again_unasked() {
    let gone = Answer::json(404, &json!({"detail": "file gone"}));
    for act in [
        Act::DoAndCut(100),
        Act::Say(Answer::new(200, "video/mp4", "not one")),
        Act::Say(gone),
    ] {
        let world = paid(Dialect::VllmOmni).await;
        let acts = vec![act.clone(); 4];
        let failure = brought(&world, acts).await.unwrap_err();
        assert_class(&failure, FailureClass::BadOutput);
        assert_eq!(
            (failure.retry, failure.billed),
            (Retry::Ask, Billed::Yes),
            "{act:?}"
        );
    }
}

#[tokio::test]
async fn a_video_in_somebody_elses_storage_is_not_fetched() {
    let world = paid(Dialect::Sglang).await;
    let detail = json!({"detail": "Video is at http://169.254.169.254/x?sig=1"});
    let failure = brought(&world, [Act::Say(Answer::json(400, &detail))])
        .await
        .unwrap_err();
    assert_class(&failure, FailureClass::BadOutput);
    assert!(!format!("{failure:?}").contains("sig=1"), "{failure:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let world = paid(Dialect::VllmOmni).await;
    let away = Answer::empty(302).header("location", &format!("{}/v1/models", world.0.url()));
    let failure = brought(&world, [Act::Say(away)]).await.unwrap_err();
    assert_class(&failure, FailureClass::Unreachable);
    assert_eq!(
        world.0.script().requests(Route::Models).len(),
        1,
        "it was asked only once"
    );
}

#[tokio::test]
async fn a_server_that_forgot_a_finished_render_has_lost_it() {
    let (server, engine) = paid(Dialect::VllmOmni).await;
    let seen = delivers(&engine).await;
    server.forget();
    let failure = trial().fetch(&engine, &seen.tickets[0]).await.unwrap_err();
    assert_class(&failure, FailureClass::LostJob);
    assert_eq!(failure.retry, Retry::Ask);
}

#[tokio::test]
async fn a_full_disk_is_said_to_be_one() {
    let (server, engine) = paid(Dialect::VllmOmni).await;
    let seen = delivers(&engine).await;
    let mut trial = trial();
    // Every write to this device fails as on a full disk (Linux).
    trial.file = "/dev/full".into();
    if !trial.file.exists() {
        return;
    }
    let failure = trial.fetch(&engine, &seen.tickets[0]).await.unwrap_err();
    assert_class(&failure, FailureClass::DiskFull);
    assert_eq!(server.begun(), 1);
}
