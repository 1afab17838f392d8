//! What becomes of the key.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use serde_json::json;
use worldreel_domain::failure::WayOut;
use worldreel_domain::id::KeyFingerprint;
use worldreel_keys::{KeyHealth, KeyLabel};
use worldreel_refine::{
    KeyGate, NoKeyGate, OpenAi, OpenAiSettings, RefineError, Refiner, SingleKeyGate,
};
use worldreel_testkit::chat::{Answer, Fake, chat_json};

use crate::setup::{CANARY, assert_tells_no_key, better, clock, prompt, setup};

#[tokio::test]
async fn a_429_is_asked_once_and_cools_the_key_for_as_long_as_it_says() {
    let body = json!({"error": {"message": "slow down", "code": "rate_limit_exceeded"}});
    let setup = setup(vec![Answer::json(429, &body).header("retry-after", "7")]).await;
    let error = setup.enhance().await.unwrap_err();
    let until = clock().plus_ms(7_000);
    assert!(matches!(&error, RefineError::RateLimited { until: Some(at), .. } if *at == until));
    assert!(matches!(setup.health(), KeyHealth::Cooling { until: at, .. } if at == until));
    assert_eq!(
        (error.code(), error.way_out()),
        ("rate_limited", WayOut::Retry)
    );

    let error = setup.enhance().await.unwrap_err();
    assert!(matches!(&error, RefineError::NoKey { source } if source.earliest == Some(until)));
    assert_eq!(
        setup.fake.requests().len(),
        1,
        "a cooling key sends nothing"
    );
}

#[tokio::test]
async fn a_refused_key_is_benched_and_never_quoted() {
    let body = json!({"error": {"message": format!("Incorrect API key provided: {CANARY}.")}});
    let setup = setup(vec![Answer::json(401, &body)]).await;
    let error = setup.enhance().await.unwrap_err();
    let RefineError::Auth { key, said, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(key.as_ref().map(KeyLabel::as_str), Some("studio"));
    assert_eq!(said, "Incorrect API key provided: [key].");
    assert!(matches!(setup.health(), KeyHealth::Benched { .. }));
    assert_eq!(error.way_out(), WayOut::CheckKeys);
}

#[tokio::test]
async fn a_key_without_credit_is_parked_whatever_the_status() {
    let quota = json!({"error": {"message": "You exceeded", "code": "insufficient_quota"}});
    for answer in [Answer::json(402, &json!({})), Answer::json(429, &quota)] {
        let setup = setup(vec![answer]).await;
        let error = setup.enhance().await.unwrap_err();
        assert_eq!(error.code(), "out_of_credit");
        assert!(matches!(setup.health(), KeyHealth::Parked { .. }));
        assert_eq!(setup.fake.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_slow_server_times_out_and_the_key_is_free_again() {
    let fake = Fake::start(vec![Answer::Silence, chat_json(&better())]).await;
    let gate = Arc::new(SingleKeyGate::new(
        KeyLabel::new("studio"),
        KeyFingerprint::new("00ff"),
        SecretString::from(CANARY),
        clock,
    ));
    let mut settings = OpenAiSettings::new(fake.base_url(), "m");
    settings.timeout = Duration::from_millis(200);
    let refiner = OpenAi::new(settings, Arc::<SingleKeyGate>::clone(&gate), clock).unwrap();
    let error = refiner.extract(&prompt("a fox")).await.unwrap_err();
    assert_eq!(error.code(), "timeout");
    assert_tells_no_key(&error);
    assert!(gate.acquire().await.is_ok());
}

#[tokio::test]
async fn a_dropped_request_gives_its_key_back() {
    let setup = setup(vec![Answer::Silence]).await;
    let fox = prompt("a fox");
    {
        let extract = setup.refiner.extract(&fox);
        tokio::pin!(extract);
        tokio::select! {
            _ = &mut extract => panic!("the server is silent"),
            () = setup.fake.wait_for_request() => {}
        }
    }
    let freed = tokio::time::timeout(Duration::from_secs(5), setup.gate.acquire()).await;
    assert!(freed.expect("the key never came back").is_ok());
}

#[tokio::test]
async fn a_local_server_gets_no_key_at_all() {
    let fake = Fake::start(vec![chat_json(&json!({"subjects": "a fox"}))]).await;
    let settings = OpenAiSettings::new(fake.base_url(), "m");
    let refiner = OpenAi::new(settings, Arc::new(NoKeyGate), clock).unwrap();
    refiner.extract(&prompt("a fox")).await.unwrap();
    assert_eq!(fake.requests()[0].bearer, None);
}

#[tokio::test]
async fn a_key_with_a_line_break_is_an_error_and_no_panic() {
    let fake = Fake::start(vec![]).await;
    let gate = SingleKeyGate::new(
        KeyLabel::new("pasted"),
        KeyFingerprint::new("00ff"),
        SecretString::from(format!("{CANARY}\nsecond line")),
        clock,
    );
    let settings = OpenAiSettings::new(fake.base_url(), "m");
    let refiner = OpenAi::new(settings, Arc::new(gate), clock).unwrap();
    let error = refiner.extract(&prompt("a fox")).await.unwrap_err();
    assert_eq!(error.code(), "auth");
    assert_tells_no_key(&error);
    assert_eq!(fake.requests().len(), 0);
}

#[tokio::test]
async fn one_key_sends_one_request_at_a_time() {
    let answers = (0..4)
        .map(|_| chat_json(&json!({"subjects": "a fox"})))
        .collect();
    let setup = setup(answers).await;
    let fox = prompt("a fox");
    let ask = || setup.refiner.extract(&fox);
    let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
    assert!(a.is_ok() && b.is_ok() && c.is_ok() && d.is_ok());
    assert_eq!(setup.fake.most_at_once(), 1);
}

#[tokio::test]
async fn no_log_line_holds_the_key_even_if_the_server_quotes_it() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    // Holds for this thread, on which this test's runtime and server live.
    let guard = tracing::subscriber::set_default(subscriber);
    let quote = json!({"error": {"message": format!("response_format of {CANARY}")}});
    for status in [200, 400, 401, 429, 500] {
        let setup = setup(vec![
            Answer::json(status, &quote),
            Answer::json(403, &quote),
        ])
        .await;
        assert!(setup.enhance().await.is_err());
    }
    drop(guard);
    let told = log.text();
    assert!(
        told.contains("refused a response format"),
        "our own lines are there"
    );
    assert!(!told.contains("canary"), "{told}");
}

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("a whole log")).into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a whole log").extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl tracing_subscriber::fmt::MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
