//! A render followed to its end.

use serde_json::json;
use worldreel_domain::failure::{Billed, FailureClass, Retry};
use worldreel_domain::job::Ticket;
use worldreel_engines::{Charge, Dialect, Outcome, Timing};
use worldreel_testkit::videos::{Act, Answer, Route, VideoServer, hasty};

use crate::setup::{assert_class, delivers, engine, fails, impatient, paid, trial, world};
use crate::support::now;

#[tokio::test]
async fn a_failed_render_is_told_by_its_record_whatever_the_status() {
    use FailureClass as C;
    for dialect in [Dialect::VllmOmni, Dialect::Sglang] {
        for (code, message, class) in [
            (
                400,
                "Input was blocked by Cosmos3 guardrails.",
                C::ContentBlocked,
            ),
            (
                500,
                "Input was blocked by Cosmos3 guardrails.",
                C::ContentBlocked,
            ),
            (
                500,
                "CUDA out of memory. Tried to allocate 2 GiB",
                C::OutOfGpuMemory,
            ),
            (500, "the engine died", C::Backend),
        ] {
            let (server, engine) = world(dialect).await;
            server.hold();
            let trial = trial();
            let (ended, ()) = tokio::join!(trial.submit(&engine), async {
                server.script().wait_for(Route::Status, 1).await;
                server.fail(code, message);
            });
            let failure = ended.0.unwrap_err();
            assert_class(&failure, class);
            assert_eq!(failure.provider_said.as_deref(), Some(message));
        }
    }
}

#[tokio::test]
async fn looks_that_fail_are_not_a_render_that_failed() {
    let (server, engine) = paid(Dialect::VllmOmni).await;
    for act in [
        Act::Drop,
        Act::Say(Answer::json(500, &json!({"detail": "boom"}))),
        Act::Say(Answer::html(404)),
        Act::Say(Answer::html(200)),
        Act::Say(Answer::json(429, &json!({}))),
        Act::Say(Answer::new(200, "application/json", vec![b' '; 5 << 20])),
        Act::DoAndCut(20),
    ] {
        server.script().next(Route::Status, act);
    }
    delivers(&engine).await;
    assert_eq!(server.begun(), 1);
}

#[tokio::test]
async fn a_server_that_falls_silent_is_asked_again() {
    let server = VideoServer::start(Dialect::VllmOmni).await;
    let timing = Timing {
        connect: std::time::Duration::from_millis(200),
        silence: std::time::Duration::from_millis(50),
        ..hasty()
    };
    let engine =
        worldreel_engines::OpenAiVideos::with_timing(server.settings(), now, timing).unwrap();
    server.script().next(Route::Status, Act::FallSilent);
    let (ended, _) = trial().submit(&engine).await;
    assert_eq!(ended, Ok(Outcome::Ready));
}

#[tokio::test]
async fn words_that_no_document_knows_are_a_render_that_runs_or_has_ended() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    server.hold();
    let trial = trial();
    let (ended, ()) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        server.call_them("warming_up");
        server.script().wait_for(Route::Status, 4).await;
        server.call_them("expired");
    });
    assert_class(&ended.0.unwrap_err(), FailureClass::LostJob);
}

#[tokio::test]
async fn a_server_that_forgot_its_renders_has_lost_them() {
    for (world, retry, billed) in [
        (world(Dialect::VllmOmni).await, Retry::Again, Billed::No),
        (paid(Dialect::VllmOmni).await, Retry::Ask, Billed::Maybe),
    ] {
        let (server, engine) = world;
        server.hold();
        let trial = trial();
        let (ended, ()) = tokio::join!(trial.submit(&engine), async {
            server.script().wait_for(Route::Status, 2).await;
            server.forget();
        });
        let failure = ended.0.unwrap_err();
        assert_class(&failure, FailureClass::LostJob);
        assert_eq!((failure.retry, failure.billed), (retry, billed));
    }
}

#[tokio::test]
async fn a_record_that_is_stuck_is_given_up_and_stopped() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    server.hold();
    let trial = trial();
    let (ended, ()) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 2).await;
        server.get_stuck(7_300);
    });
    assert_class(&ended.0.unwrap_err(), FailureClass::Timeout);
    assert_eq!(server.script().requests(Route::Delete).len(), 1);
}

#[tokio::test]
async fn a_server_that_is_restarted_in_time_is_followed_on() {
    let (mut server, engine) = world(Dialect::VllmOmni).await;
    server.hold();
    let trial = trial();
    let (ended, ()) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        server.stop().await;
        server.listen_again().await;
        let looks = server.script().requests(Route::Status).len();
        server.script().wait_for(Route::Status, looks + 1).await;
        server.finish();
    });
    assert_eq!(ended.0, Ok(Outcome::Ready));
    assert_eq!(server.begun(), 1);
}

#[tokio::test]
async fn a_server_that_stays_away_has_lost_its_renders() {
    let mut server = VideoServer::start(Dialect::VllmOmni).await;
    let mut settings = server.settings();
    settings.charge = Charge::Unknown;
    let engine = impatient(settings);
    server.hold();
    let trial = trial();
    let (ended, ()) = tokio::join!(trial.submit(&engine), async {
        server.script().wait_for(Route::Status, 1).await;
        server.stop().await;
    });
    let failure = ended.0.unwrap_err();
    assert_class(&failure, FailureClass::LostJob);
    assert_eq!((failure.retry, failure.billed), (Retry::Ask, Billed::Maybe));
}

#[tokio::test]
async fn a_render_of_an_earlier_run_is_followed_by_its_ticket() {
    let (server, before) = world(Dialect::VllmOmni).await;
    let seen = delivers(&before).await;
    let after = engine(server.settings());
    let trial = trial();
    assert_eq!(
        trial.follow(&after, &seen.tickets[0]).await,
        Ok(Outcome::Ready)
    );
    trial.fetch(&after, &seen.tickets[0]).await.unwrap();
    trial.assert_is_the_clip();
    let unknown = Ticket {
        id: "video_gen_x/../../v1/models".into(),
        key: None,
    };
    let failure = trial.follow(&after, &unknown).await.unwrap_err();
    assert_class(&failure, FailureClass::LostJob);
    assert_eq!(server.begun(), 1);
}

#[tokio::test]
async fn progress_is_told_where_it_is_counted_and_nowhere_else() {
    for (dialect, told) in [(Dialect::OpenAi, true), (Dialect::VllmOmni, false)] {
        let server = VideoServer::start(dialect).await;
        let mut settings = server.settings();
        settings.dialect = dialect;
        settings.limits.fps.min = 10;
        let engine = engine(settings);
        server.show_progress(&[0, 60, 20, 70]);
        // Four seconds, which is a length that OpenAI renders.
        let trial = crate::support::Trial::new(256, 192, 40);
        let (ended, seen) = trial.submit(&engine).await;
        assert_eq!(ended, Ok(Outcome::Ready));
        assert_eq!(
            seen.progress.last().is_some_and(|last| last.done == 100),
            told
        );
        assert_eq!(seen.progress.is_empty(), !told);
        assert!(
            seen.progress.is_sorted_by_key(|figure| figure.done),
            "{seen:?}"
        );
    }
}

#[tokio::test]
async fn openai_refuses_lengths_that_it_does_not_render_before_anything_is_sent() {
    let server = VideoServer::start(Dialect::OpenAi).await;
    let mut settings = server.settings();
    settings.dialect = Dialect::OpenAi;
    let (failure, _) = fails(&engine(settings)).await;
    assert_class(&failure, FailureClass::InvalidInput);
    assert_eq!(server.script().all().len(), 0);
}
