//! An order on its way to the server.

use std::sync::Arc;

use serde_json::json;
use worldreel_domain::failure::{Billed, FailureClass, Retry, WayOut};
use worldreel_domain::scene::detail::Detail;
use worldreel_domain::sent::PromptForm;
use worldreel_engines::{Charge, Dialect, Engine, Outcome, Sighting};
use worldreel_testkit::conformance::{self, Promises};
use worldreel_testkit::videos::{Act, Answer, Route, VideoServer};

use crate::setup::{assert_class, delivers, engine, fails, paid, trial, world};
use crate::support::{PROMPT, now};

#[tokio::test]
async fn in_front_of_any_server_it_keeps_what_every_engine_promises() {
    for dialect in [
        Dialect::VllmOmni,
        Dialect::Sglang,
        Dialect::LiteLlm,
        Dialect::TensorRt,
    ] {
        let server = VideoServer::start(dialect).await;
        let mut settings = server.settings();
        settings.width = 3;
        if dialect == Dialect::LiteLlm {
            settings.dialect = dialect;
            settings.model = Some("cosmos".into());
        }
        conformance::check(Arc::new(engine(settings)), Promises::default()).await;
        // Twice the clip and once on each of its three lanes; what it refused never came.
        assert_eq!(server.begun(), 5, "{dialect:?}");
    }
}

#[tokio::test]
async fn a_ticket_is_noted_before_anything_else() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    let look = |sighting: &Sighting| {
        assert!(matches!(sighting, Sighting::Ticketed(..)));
        assert_eq!(server.script().requests(Route::Status).len(), 0);
    };
    let (ended, seen) = trial().submit_and(&engine, look).await;
    ended.unwrap();
    assert_eq!(seen.tickets.len(), 1);
    assert_eq!(vec![seen.tickets[0].id.clone()], server.ids());
}

#[tokio::test]
async fn everything_that_decides_the_picture_reaches_the_server() {
    for (dialect, kind) in [
        (Dialect::VllmOmni, "multipart/form-data"),
        (Dialect::Sglang, "application/json"),
    ] {
        let server = VideoServer::start(dialect).await;
        let mut settings = server.settings();
        settings.fields.insert("flow_shift".into(), "10.0".into());
        let engine = engine(settings);
        let mut trial = trial();
        trial.order.text.prompt = "a \"fox\"; it stops\n\u{1f98a}".parse().unwrap();
        trial.order.text.negative_prompt = Some("rain".parse().unwrap());
        trial.order.spec.steps = Some(35);
        trial.order.spec.guidance = Some(6.1);
        let (ended, _) = trial.submit(&engine).await;
        ended.unwrap();
        let request = &server.script().requests(Route::Create)[0];
        assert!(request.header("content-type").unwrap().starts_with(kind));
        let fields = request.fields();
        let told: Vec<_> = fields
            .iter()
            .map(|(name, text)| format!("{name}={text}"))
            .collect();
        assert_eq!(
            told,
            [
                "flow_shift=10.0",
                "fps=10",
                "guidance_scale=6.1",
                "negative_prompt=rain",
                "num_frames=10",
                "num_inference_steps=35",
                "prompt=a \"fox\"; it stops\n\u{1f98a}",
                "seed=7",
                "size=256x192",
            ]
        );
    }
}

#[tokio::test]
async fn every_refusal_has_its_class_and_costs_nothing() {
    use FailureClass as C;
    let coded = |code: &str| json!({"error": {"message": "no", "code": code}});
    let field = json!([{"loc": ["body", "fps"], "msg": "too many", "type": "value_error"}]);
    for (answer, class) in [
        (
            Answer::json(400, &json!({"detail": "Model mismatch"})),
            C::InvalidInput,
        ),
        (
            Answer::json(400, &coded("moderation_blocked")),
            C::ContentBlocked,
        ),
        (
            Answer::json(401, &json!({"error": "Unauthorized"})),
            C::Auth,
        ),
        (Answer::json(402, &json!({})), C::OutOfCredit),
        (
            Answer::json(422, &json!({"detail": field})),
            C::InvalidInput,
        ),
        (
            Answer::json(429, &coded("rate_limit_exceeded")),
            C::RateLimited,
        ),
        (
            Answer::json(429, &coded("insufficient_quota")),
            C::OutOfCredit,
        ),
        (
            Answer::json(
                400,
                &json!({"error": {"message": "x", "type": "budget_exceeded"}}),
            ),
            C::OutOfCredit,
        ),
        (Answer::html(403), C::Unreachable),
        (
            Answer::empty(302).header("location", "http://127.0.0.1:9/"),
            C::Unreachable,
        ),
    ] {
        for (server, engine) in [
            world(Dialect::VllmOmni).await,
            paid(Dialect::VllmOmni).await,
        ] {
            server
                .script()
                .next(Route::Create, Act::Say(answer.clone()));
            let (failure, seen) = fails(&engine).await;
            assert_class(&failure, class);
            assert_eq!(failure.billed, Billed::No, "{failure:?}");
            assert_ne!(failure.retry, Retry::Ask, "{failure:?}");
            assert_eq!((server.begun(), seen.tickets.len()), (0, 0));
        }
    }
}

#[tokio::test]
async fn a_429_says_until_when_and_a_422_which_field() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    let slow = Answer::json(429, &json!({})).header("retry-after", "7");
    server.script().next(Route::Create, Act::Say(slow));
    let before = now();
    let (failure, _) = fails(&engine).await;
    let Retry::NotBefore { at } = failure.retry else {
        panic!("{failure:?}");
    };
    assert!((before.plus_ms(7_000)..=now().plus_ms(7_000)).contains(&at));

    let field = json!([{"loc": ["body", "fps"], "msg": "too many", "type": "value_error"}]);
    let refused = Answer::json(422, &json!({"detail": field}));
    server.script().next(Route::Create, Act::Say(refused));
    let (failure, _) = fails(&engine).await;
    let (field, nearest) = ("fps".to_owned(), None);
    assert_eq!(failure.next_step, WayOut::EditField { field, nearest });
}

#[tokio::test]
async fn an_order_whose_answer_is_lost_is_found_and_not_sent_twice() {
    for act in [
        Act::DoAndDrop,
        Act::DoAndCut(10),
        Act::DoAndSay(Answer::json(200, &json!({"hello": "world"}))),
        Act::DoAndSay(Answer::json(500, &json!({"detail": "boom"}))),
        Act::DoAndSay(Answer::html(502)),
        Act::DoAndSay(Answer::html(200)),
    ] {
        for (server, engine) in [
            world(Dialect::VllmOmni).await,
            paid(Dialect::VllmOmni).await,
        ] {
            server.script().next(Route::Create, act.clone());
            delivers(&engine).await;
            assert_eq!(server.begun(), 1, "{act:?}");
            assert_eq!(server.script().requests(Route::Create).len(), 1, "{act:?}");
        }
    }
}

#[tokio::test]
async fn an_order_that_never_arrived_is_sent_again_only_where_that_costs_nothing() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    server.script().next(Route::Create, Act::Drop);
    let (failure, _) = fails(&engine).await;
    assert_class(&failure, FailureClass::Unreachable);
    assert_eq!((failure.retry, failure.billed), (Retry::Again, Billed::No));

    let (server, engine) = paid(Dialect::VllmOmni).await;
    server.script().next(Route::Create, Act::Drop);
    let (failure, _) = fails(&engine).await;
    assert_eq!((failure.retry, failure.billed), (Retry::Ask, Billed::Maybe));
    assert_eq!(server.begun(), 0);
}

#[tokio::test]
async fn a_scene_whose_answer_is_lost_is_found_by_what_was_sent() {
    let server = VideoServer::start(Dialect::VllmOmni).await;
    let mut settings = server.settings();
    settings.charge = Charge::Unknown;
    settings.prompt_form = Some(PromptForm::Scene);
    let engine = engine(settings);
    let mut trial = trial();
    let text = &mut trial.order.text;
    let detail = Detail {
        background: Some("a forest".into()),
        ..Detail::default()
    };
    text.scene.detail = detail.belonging_to(&text.prompt);
    server.script().next(Route::Create, Act::DoAndDrop);
    let (ended, seen) = trial.submit(&engine).await;
    assert_eq!(ended, Ok(Outcome::Ready));
    assert_eq!(Some(&seen.tickets[0].id), server.ids().last());
    let request = &server.script().requests(Route::Create)[0];
    let shown = engine.sent(&trial.order.text, &trial.order.spec);
    assert_eq!(shown.form, PromptForm::Scene);
    assert_eq!(request.fields().get("prompt"), Some(&shown.text));
}

#[tokio::test]
async fn another_render_of_the_same_prompt_is_never_taken_for_ours() {
    let (server, engine) = paid(Dialect::VllmOmni).await;
    server.begin_for_another(PROMPT, 60);
    server.begin_for_another("something else", 0);
    server.script().next(Route::Create, Act::DoAndDrop);
    let seen = delivers(&engine).await;
    assert_eq!(Some(&seen.tickets[0].id), server.ids().last());

    // Two that can't be told apart: nothing is adopted, and nothing sent again.
    server.begin_for_another(PROMPT, 0);
    server.script().next(Route::Create, Act::DoAndDrop);
    let (failure, seen) = fails(&engine).await;
    assert_eq!((failure.retry, seen.tickets.len()), (Retry::Ask, 0));
}

#[tokio::test]
async fn a_server_that_is_away_or_something_else_has_taken_nothing() {
    let (mut server, engine) = paid(Dialect::VllmOmni).await;
    server.stop().await;
    let (failure, _) = fails(&engine).await;
    assert_class(&failure, FailureClass::Unreachable);
    assert_eq!((failure.retry, failure.billed), (Retry::Again, Billed::No));
    assert!(engine.probe(None).await.is_err());
    server.listen_again().await;

    server
        .script()
        .next(Route::Models, Act::Say(Answer::html(200)));
    let (failure, _) = fails(&engine).await;
    assert_class(&failure, FailureClass::Unreachable);
    assert_eq!(server.begun(), 0);
    delivers(&engine).await;
}

#[tokio::test]
async fn a_connection_that_can_not_be_secured_has_carried_nothing() {
    let (server, _) = paid(Dialect::VllmOmni).await;
    let mut settings = server.settings();
    settings.charge = Charge::Unknown;
    settings.url = server.url().replace("http://", "https://");
    let (failure, _) = fails(&engine(settings)).await;
    assert_class(&failure, FailureClass::Unreachable);
    assert_eq!((failure.retry, failure.billed), (Retry::Again, Billed::No));
    assert_eq!(server.script().all().len(), 0);
}

#[tokio::test]
async fn a_probe_tells_what_stands_in_the_way() {
    let (server, engine) = world(Dialect::VllmOmni).await;
    assert_eq!(engine.probe(None).await, Ok(()));
    // Releases of December 2025 have no such routes at all.
    let old = Answer::json(404, &json!({"detail": "Not Found"}));
    server.script().next(Route::List, Act::Say(old));
    let failure = engine.probe(None).await.unwrap_err();
    assert_class(&failure, FailureClass::Unsupported);
    let key = Answer::json(401, &json!({"error": "Unauthorized"}));
    server.script().next(Route::Models, Act::Say(key));
    assert_class(&engine.probe(None).await.unwrap_err(), FailureClass::Auth);
    assert_eq!(server.begun(), 0);
}
