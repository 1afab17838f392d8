//! To the letter, what a chat model is sent for each task, on the highest and on the lowest rung
//! of the ladder. Whoever changes a word of it sees so here, and has the cases run again.

use serde_json::{Value, json};
use worldreel_domain::scene::{Scene, SceneField};
use worldreel_refine::{
    CharSpan, EnhanceRequest, LockedSpan, Locks, Refiner, UpdateRequest, VaryRequest,
};
use worldreel_testkit::chat::{Answer, Request, chat_json};

use crate::setup::{Setup, better, prompt, setup};

const TEXT: &str = "a red fox trots through deep snow, a sign says \"OPEN\"";

fn told(request: &Request) -> String {
    serde_json::to_string_pretty(&request.body).unwrap()
}

fn locks() -> Locks {
    let words = LockedSpan {
        at: CharSpan { start: 2, end: 9 },
        text: "red fox".into(),
    };
    Locks {
        fields: [SceneField::Location].into(),
        spans: vec![words],
    }
}

fn scene() -> Scene {
    let mut scene = Scene::default();
    scene.set(SceneField::Subjects, "a red fox");
    scene.set(SceneField::Location, "deep snow");
    scene
}

async fn answered(answer: Value) -> Setup {
    setup(vec![chat_json(&answer)]).await
}

#[tokio::test]
async fn an_enhancement_is_asked_for_so() {
    let setup = answered(better()).await;
    let request = EnhanceRequest {
        prompt: prompt(TEXT),
        even_if_long: false,
    };
    // What comes of it is not the matter here.
    let _ = setup.refiner.enhance(request).await;
    insta::assert_snapshot!("enhance", told(&setup.fake.requests()[0]));
}

#[tokio::test]
async fn a_scene_and_its_detail_are_asked_for_so() {
    let setup = setup(vec![chat_json(&json!({})), chat_json(&json!({}))]).await;
    let read = setup.refiner.extract_in_detail(&prompt(TEXT)).await;
    assert!(read.is_ok());
    let sent = setup.fake.requests();
    insta::assert_snapshot!("extract", told(&sent[0]));
    insta::assert_snapshot!("extract_in_detail", told(&sent[1]));
}

#[tokio::test]
async fn a_change_is_asked_for_so() {
    let setup = answered(json!({"cannot": "no"})).await;
    let request = UpdateRequest {
        prompt: prompt(TEXT),
        scene: scene(),
        locks: locks(),
        request: "make it night".into(),
    };
    assert!(setup.refiner.update(request).await.is_ok());
    insta::assert_snapshot!("update", told(&setup.fake.requests()[0]));
}

#[tokio::test]
async fn variations_are_asked_for_so() {
    let setup = answered(json!({"variations": []})).await;
    let request = VaryRequest {
        selected: vec![prompt(TEXT)],
        total: 4.try_into().unwrap(),
        locks: locks(),
        axes: None,
        scene: scene(),
    };
    assert!(setup.refiner.vary(request).await.is_ok());
    insta::assert_snapshot!("vary", told(&setup.fake.requests()[0]));
}

#[tokio::test]
async fn a_server_that_takes_no_schema_is_told_it_in_words() {
    let refusal = || {
        let message = "response_format is not supported";
        Answer::json(400, &json!({"error": {"message": message}}))
    };
    let answers = vec![refusal(), refusal(), refusal(), chat_json(&better())];
    let setup = setup(answers).await;
    let request = EnhanceRequest {
        prompt: prompt("a fox"),
        even_if_long: false,
    };
    assert!(setup.refiner.enhance(request).await.is_ok());
    insta::assert_snapshot!("enhance_in_words", told(&setup.fake.requests()[3]));
}
