//! What becomes of an answer.

use std::error::Error as _;
use std::sync::Arc;

use serde_json::json;
use worldreel_domain::failure::WayOut;
use worldreel_keys::KeyHealth;
use worldreel_refine::{
    EnhanceRequest, LeftAlone, NoKeyGate, OpenAi, OpenAiSettings, RefineError, Refiner, diff,
};
use worldreel_testkit::chat::{Answer, Fake, Request, chat, chat_json};

use crate::setup::{CANARY, better, clock, prompt, setup};

#[tokio::test]
async fn a_good_answer_becomes_changes_with_reasons() {
    let setup = setup(vec![chat_json(&better())]).await;
    let enhanced = setup.enhance().await.unwrap();
    assert_eq!(enhanced.after.as_str(), "a fox trots on. It stops.");
    let whys: Vec<_> = enhanced
        .changes
        .iter()
        .map(|c| (c.to.as_str(), c.why.as_str()))
        .collect();
    assert_eq!(whys, [(" trots on.", ""), (" It stops.", "an end")]);
    let again = diff::apply(enhanced.before.as_str(), &enhanced.changes).unwrap();
    assert_eq!(again, enhanced.after.as_str());

    let sent = setup.fake.requests();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].bearer.as_deref(), Some(CANARY));
    assert_eq!(sent[0].body["model"], "some-model");
    assert_eq!(sent[0].format(), "strict");
    assert_eq!(setup.gate.record().unwrap().usage.successes, 1);
    assert!(
        setup
            .refiner
            .label()
            .starts_with("some-model at 127.0.0.1:")
    );
    assert!(!format!("{:?} {:?}", setup.refiner, setup.gate).contains("canary"));
}

#[tokio::test]
async fn a_scene_is_read_and_words_for_nothing_are_dropped() {
    let answer = json!({"subjects": "a fox", "location": "not specified", "style": null});
    let setup = setup(vec![chat_json(&answer)]).await;
    let scene = setup.refiner.extract(&prompt("a fox")).await.unwrap();
    assert_eq!(scene.filled().count(), 1);
    assert_eq!(scene.subjects.as_deref(), Some("a fox"));
}

#[tokio::test]
async fn the_detail_is_read_by_a_second_question() {
    let fields = json!({"subjects": "un renard", "location": "la forêt"});
    let detail = json!({
        "subjects": [{"description": "un renard", "pose": "assis"}],
        "background": "la forêt",
        "camera": {"lens": "85mm"},
    });
    let setup = setup(vec![chat_json(&fields), chat_json(&detail)]).await;
    let prompt = prompt("un renard assis dans la forêt");
    let read = setup.refiner.extract_in_detail(&prompt).await.unwrap();
    assert_eq!(read.model_failed, None);
    assert_eq!(read.scene.location.as_deref(), Some("la forêt"));
    let told: Vec<_> = read.scene.detail.values().map(|(_, own)| own).collect();
    assert_eq!(told, ["un renard", "assis", "la forêt"], "no lens was said");
    assert!(read.scene.detail.belongs_to(&prompt));
    let sent = setup.fake.requests();
    assert_eq!((sent.len(), sent[1].format()), (2, "strict"));
    let schema = sent[1].body["response_format"]["json_schema"]["schema"].to_string();
    for word in ["\"of\"", "minLength", "maximum"] {
        assert!(!schema.contains(word), "{word} in {schema}");
    }
}

#[tokio::test]
async fn a_detail_that_fails_is_read_by_the_rules_and_the_fields_stand() {
    let fields = json!({"subjects": "a red fox"});
    let invented = json!({"background": "a castle"});
    let answers = vec![
        chat_json(&fields),
        chat_json(&invented),
        chat_json(&invented),
    ];
    let setup = setup(answers).await;
    let prompt = prompt("a red fox sits in a forest");
    let read = setup.refiner.extract_in_detail(&prompt).await.unwrap();
    let said = read.model_failed.unwrap();
    assert!(said.contains("127.0.0.1"), "{said}");
    assert_eq!(read.scene.subjects.as_deref(), Some("a red fox"));
    assert_eq!(read.scene.detail.background.as_deref(), Some("a forest"));
}

#[tokio::test]
async fn a_long_prompt_is_left_alone_without_a_request() {
    let setup = setup(vec![]).await;
    let long = prompt(&"word ".repeat(51));
    let mut request = EnhanceRequest {
        prompt: long.clone(),
        even_if_long: false,
    };
    let enhanced = setup.refiner.enhance(request.clone()).await.unwrap();
    assert_eq!(enhanced.after, long);
    assert_eq!(
        enhanced.left_alone,
        Some(LeftAlone::LongEnough { words: 51 })
    );
    assert_eq!(setup.fake.requests().len(), 0);
    request.even_if_long = true;
    assert!(
        setup.refiner.enhance(request).await.is_err(),
        "the server has no answer"
    );
    assert_eq!(setup.fake.requests().len(), 1);
}

#[tokio::test]
async fn a_page_from_a_gateway_is_no_word_of_the_model() {
    let page = Answer::html(502, "<html><h1>502 Bad Gateway</h1></html>");
    let setup = setup(vec![page]).await;
    let error = setup.enhance().await.unwrap_err();
    let RefineError::Unavailable {
        status: 502, said, ..
    } = &error
    else {
        panic!("{error:?}");
    };
    assert_eq!(said, "502 Bad Gateway");
    assert_eq!(setup.health(), KeyHealth::Ready);
    assert_eq!(setup.fake.requests().len(), 1);
}

#[tokio::test]
async fn json_is_found_in_prose_after_thinking_aloud() {
    let text = format!(
        "<think>{{hm}}</think>Sure!\n```json\n{}\n```\nEnjoy.",
        better()
    );
    let setup = setup(vec![chat(&text)]).await;
    assert!(setup.enhance().await.is_ok());
    assert_eq!(setup.fake.requests().len(), 1);
}

#[tokio::test]
async fn a_refused_format_goes_one_rung_down_and_is_remembered() {
    let no_schema = json!({"error": {"message": "unknown response_format json_schema"}});
    let no_json = json!({"error": {"message": "'response_format.type' must be 'text'"}});
    let setup = setup(vec![
        Answer::json(400, &no_schema),
        Answer::json(422, &no_schema),
        Answer::json(400, &no_json),
        chat_json(&better()),
        chat_json(&better()),
    ])
    .await;
    setup.enhance().await.unwrap();
    setup.enhance().await.unwrap();
    let sent = setup.fake.requests();
    let formats: Vec<_> = sent.iter().map(Request::format).collect();
    assert_eq!(formats, ["strict", "loose", "object", "none", "none"]);
    let orders = |at: usize| sent[at].body["messages"][0]["content"].to_string();
    assert!(!orders(0).contains("JSON schema:") && orders(2).contains("JSON schema:"));
    assert_eq!(setup.health(), KeyHealth::Ready);
}

#[tokio::test]
async fn a_cut_answer_gets_one_chance_of_repair() {
    let setup = setup(vec![chat("{\"prompt\": \"a fox tr"), chat_json(&better())]).await;
    setup.enhance().await.unwrap();
    let sent = setup.fake.requests();
    let last = sent[1].body["messages"][3]["content"].as_str().unwrap();
    assert!(last.contains("it holds no complete JSON object"), "{last}");
}

#[tokio::test]
async fn a_second_bad_answer_is_the_last() {
    let shrunk = json!({"prompt": "", "reasons": []});
    let setup = setup(vec![
        chat_json(&shrunk),
        chat_json(&shrunk),
        chat_json(&better()),
    ])
    .await;
    let error = setup.enhance().await.unwrap_err();
    assert!(
        matches!(&error, RefineError::BadAnswer { problem, .. } if problem == "the prompt is empty")
    );
    assert_eq!(setup.fake.requests().len(), 2);
}

#[tokio::test]
async fn a_length_limit_a_refusal_and_a_filter_are_told_apart() {
    for (choice, code) in [
        (
            json!({"finish_reason": "length", "message": {"content": "{\"pro"}}),
            "cut_short",
        ),
        (
            json!({"message": {"content": null, "refusal": "I can't"}}),
            "content_blocked",
        ),
        (
            json!({"finish_reason": "content_filter", "message": {}}),
            "content_blocked",
        ),
        (json!({"message": {"content": ""}}), "bad_answer"),
    ] {
        let setup = setup(vec![Answer::json(200, &json!({"choices": [choice]}))]).await;
        assert_eq!(setup.enhance().await.unwrap_err().code(), code);
        assert_eq!(setup.fake.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_unknown_model_and_a_long_prompt_name_their_way_out() {
    let missing = json!({"error": {"message": "model 'some-model' not found"}});
    let error = setup(vec![Answer::json(404, &missing)])
        .await
        .enhance()
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("has no model named \"some-model\"")
    );
    let long = json!({"error": {"code": "context_length_exceeded", "message": "too long"}});
    let error = setup(vec![Answer::json(400, &long)])
        .await
        .enhance()
        .await
        .unwrap_err();
    assert_eq!(
        (error.code(), error.way_out()),
        ("prompt_too_long", WayOut::EditPrompt)
    );
}

#[tokio::test]
async fn an_answer_that_is_no_json_is_a_bad_one() {
    for answer in [
        Answer::html(200, "<html>hello</html>"),
        Answer::json(200, &json!([])),
    ] {
        let error = setup(vec![answer]).await.enhance().await.unwrap_err();
        assert_eq!(error.code(), "bad_answer");
    }
}

#[tokio::test]
async fn nobody_listening_is_unreachable() {
    let gone = Fake::start(vec![]).await.base_url_after_stop().await;
    let refiner = OpenAi::new(OpenAiSettings::new(gone, "m"), Arc::new(NoKeyGate), clock).unwrap();
    let error = refiner.extract(&prompt("a fox")).await.unwrap_err();
    assert_eq!(
        (error.code(), error.way_out()),
        ("unreachable", WayOut::TestEngine)
    );
    assert!(error.source().is_some());
}
