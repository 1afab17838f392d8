//! Answers that come in parts.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use worldreel_refine::{
    EnhanceRequest, Enhanced, Meter, NoKeyGate, OpenAi, OpenAiSettings, RefineError, Refiner,
    Tokens,
};
use worldreel_testkit::chat::{Answer, Fake, Writer, chat_json, chat_parts};

use crate::setup::{assert_tells_no_key, better, clock, prompt, setup};

/// A question under way to a model that writes.
struct Asking {
    fake: Fake,
    meter: Arc<Meter>,
    answer: tokio::task::JoinHandle<Result<Enhanced, RefineError>>,
}

impl Asking {
    async fn what_comes(answers: Vec<Answer>) -> Self {
        let setup = setup(answers).await;
        let meter = Arc::new(Meter::default());
        let refiner = setup.refiner.metered(&meter).unwrap();
        let request = EnhanceRequest {
            prompt: prompt("a fox"),
            even_if_long: false,
        };
        Self {
            fake: setup.fake,
            meter,
            answer: tokio::spawn(async move { refiner.enhance(request).await }),
        }
    }

    /// Waits until so much of the text can be shown.
    async fn shows(&self, text: &str) {
        while self.meter.writing().text != text {
            self.meter.more().await;
        }
    }

    async fn ends(self) -> (Result<Enhanced, RefineError>, Fake, Arc<Meter>) {
        let answer = self.answer.await.unwrap();
        if let Err(error) = &answer {
            assert_tells_no_key(error);
        }
        (answer, self.fake, self.meter)
    }
}

fn half(writer: &Writer) {
    writer.write("{\"prompt\": \"a fox tr");
}

#[tokio::test]
async fn what_is_written_is_seen_before_it_is_whole() {
    let (writer, answer) = chat_parts();
    let asking = Asking::what_comes(vec![answer]).await;
    writer.part(&json!({"choices": [{"delta": {"role": "assistant", "content": null}}]}));
    writer.part(&json!({"choices": [{"delta": {"reasoning_content": "Let me see"}}]}));
    writer.say(": a line that keeps the connection\n\n");
    half(&writer);
    asking.shows("a fox tr").await;
    assert_eq!(asking.meter.writing().characters, 10 + 20);
    writer.write("ots on. It stops.\", \"reasons\": []}");
    asking.shows("a fox trots on. It stops.").await;
    writer.end((40, 12));
    let (answer, fake, meter) = asking.ends().await;
    assert_eq!(answer.unwrap().after.as_str(), "a fox trots on. It stops.");
    let sent = &fake.requests()[0].body;
    assert_eq!(sent["stream"], true);
    assert_eq!(sent["stream_options"], json!({"include_usage": true}));
    let took = Tokens {
        prompt: 40,
        completion: 12,
    };
    assert_eq!(meter.used().tokens_if_told(), Some(took));
}

#[tokio::test]
async fn a_stopped_question_hangs_up() {
    let (writer, answer) = chat_parts();
    let asking = Asking::what_comes(vec![answer]).await;
    half(&writer);
    asking.shows("a fox tr").await;
    asking.answer.abort();
    writer.hung_up().await;
}

#[tokio::test]
async fn one_that_breaks_off_is_no_answer_whatever_has_come() {
    for (end, code) in [
        ((|writer| drop(writer)) as fn(Writer), "bad_answer"),
        (Writer::cut, "unreachable"),
        (|writer| writer.say("data: {\"choi\n\n"), "bad_answer"),
    ] {
        let (writer, answer) = chat_parts();
        let asking = Asking::what_comes(vec![answer]).await;
        half(&writer);
        asking.shows("a fox tr").await;
        end(writer);
        let (answer, fake, _) = asking.ends().await;
        assert_eq!(answer.unwrap_err().code(), code);
        assert_eq!(fake.requests().len(), 1, "it may have been billed");
    }
}

#[tokio::test]
async fn one_that_falls_silent_half_way_times_out() {
    let (writer, answer) = chat_parts();
    let fake = Fake::start(vec![answer]).await;
    let mut settings = OpenAiSettings::new(fake.base_url(), "m");
    settings.timeout = Duration::from_millis(300);
    let refiner = OpenAi::new(settings, Arc::new(NoKeyGate), clock).unwrap();
    half(&writer);
    let error = refiner.extract(&prompt("a fox")).await.unwrap_err();
    assert_eq!(error.code(), "timeout");
    writer.hung_up().await;
}

#[tokio::test]
async fn an_error_within_is_told() {
    let (writer, answer) = chat_parts();
    let asking = Asking::what_comes(vec![answer]).await;
    half(&writer);
    writer.part(&json!({"error": {"message": "the GPU is gone"}}));
    let (answer, ..) = asking.ends().await;
    let error = answer.unwrap_err();
    assert_eq!(error.code(), "bad_answer");
    assert!(format!("{error:?}").contains("the GPU is gone"));
}

#[tokio::test]
async fn one_without_its_last_mark_is_whole_when_the_model_has_ended() {
    let (writer, answer) = chat_parts();
    let asking = Asking::what_comes(vec![answer]).await;
    writer.write(&better().to_string());
    writer.part(&json!({"choices": [{"delta": {}, "finish_reason": "stop"}]}));
    drop(writer);
    let (answer, _, meter) = asking.ends().await;
    assert_eq!(answer.unwrap().changes.len(), 2);
    assert_eq!(meter.used().tokens_if_told(), None, "it told of none");
}

#[tokio::test]
async fn a_refusal_in_parts_is_a_refusal() {
    let (writer, answer) = chat_parts();
    let asking = Asking::what_comes(vec![answer]).await;
    writer.part(&json!({"choices": [{"delta": {"refusal": "I can't "}}]}));
    writer.part(&json!({"choices": [{"delta": {"refusal": "help with that."}}]}));
    writer.end((1, 1));
    let (answer, ..) = asking.ends().await;
    match answer.unwrap_err() {
        RefineError::Blocked { said, .. } => assert_eq!(said, "I can't help with that."),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn what_an_answer_before_had_written_is_gone_with_the_next() {
    let (bad, first) = chat_parts();
    let (good, second) = chat_parts();
    let asking = Asking::what_comes(vec![first, second]).await;
    bad.write("{\"prompt\": \"\", \"reasons\": [{\"text\": \"x\", \"why\": \"y\"}]}");
    bad.end((1, 1));
    good.write("{\"prompt\": \"a fox at ");
    asking.shows("a fox at ").await;
    assert_eq!(asking.meter.writing().characters, 21);
    good.write("dawn\", \"reasons\": []}");
    good.end((1, 1));
    let (answer, fake, _) = asking.ends().await;
    assert_eq!(answer.unwrap().after.as_str(), "a fox at dawn");
    assert_eq!(fake.requests().len(), 2);
}

#[tokio::test]
async fn a_server_that_refuses_parts_is_asked_for_the_whole_from_then_on() {
    let refusal = |message| Answer::json(400, &json!({"error": {"message": message}}));
    let whole_only = setup(vec![
        refusal("Unrecognized request argument supplied: stream_options"),
        chat_json(&better()),
        chat_json(&better()),
    ])
    .await;
    whole_only.enhance().await.unwrap();
    whole_only.enhance().await.unwrap();
    let sent = whole_only.fake.requests();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[0].body["stream"], true);
    for whole in &sent[1..] {
        assert!(whole.body.get("stream").is_none());
        assert!(whole.body.get("stream_options").is_none());
        assert_eq!(whole.format(), "strict", "the format was not refused");
    }
    // A word that only holds the other is none.
    let ill = setup(vec![refusal("the upstream is ill")]).await;
    ill.enhance().await.unwrap_err();
    assert_eq!(ill.fake.requests().len(), 1);
}
