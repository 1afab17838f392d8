//! A key's value is told to its provider and to nobody else.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use worldreel_testkit::chat::{Answer, Fake, chat_json};
use worldreel_testkit::program::{Home, ran};

use crate::said::home;

/// It looks like no provider's key, so that nothing finds it by its beginning.
const CANARY: &str = "canary4f1c9d7e2b60a85cc31d";

/// The program with a key, logging all it can.
fn with_key(home: &Home, fake: &Fake, args: &[&str]) -> Command {
    let mut command = home.command(args);
    command
        .env("OPENAI_API_KEY", CANARY)
        .env("OPENAI_BASE_URL", fake.base_url())
        .env("WORLDREEL_LOG", "trace");
    command
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn holds_canary(bytes: &[u8]) -> bool {
    bytes
        .windows(CANARY.len())
        .any(|part| part == CANARY.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_stands_in_no_file_and_in_nothing_that_is_said() {
    let home = home();
    let better = json!({"prompt": "a fox trots on.", "reasons": []});
    // What some servers do: the refusal repeats the key. That of a 400 is shown.
    let repeats = json!({"error": {
        "message": format!("Incorrect API key provided: {CANARY}. Bearer {CANARY}"),
        "type": "invalid_request_error", "code": "invalid_api_key"}});
    let answers = vec![
        chat_json(&better),
        Answer::json(400, &repeats),
        Answer::json(400, &repeats),
        Answer::json(401, &repeats),
    ];
    let fake = Fake::start(answers).await;
    let mut told = Vec::new();
    let mut run = |args: &[&str]| {
        let mut command = with_key(&home, &fake, args);
        // The fake server needs this thread's runtime while the program runs.
        tokio::task::block_in_place(|| {
            let ran = ran(&mut command);
            told.push(format!("{args:?}: {}{}", ran.stdout, ran.stderr));
            ran.code
        })
    };
    let enhance = ["enhance", "a fox", "--refiner", "openai", "--fresh"];
    assert_eq!(run(&enhance), Some(0));
    assert_ne!(run(&enhance), Some(0), "it was refused");
    run(&["doctor", "--json"]);
    let small = ["--size", "64x64", "--frames", "10", "--fps", "10"];
    assert_eq!(run(&[&["render", "a fox"][..], &small].concat()), Some(0));
    assert_eq!(run(&["export", "--all", "-o", "out.zip"]), Some(0));

    let served = home.served(&mut with_key(&home, &fake, &["serve", "--port", "0"]));
    for path in ["/snapshot", "/report", "/refiners", "/logs", "/engines"] {
        told.push(served.get(path).await.unwrap().to_string());
    }
    let url = format!("{}/studio/v1/enhance", served.address());
    let asked: Value = json!({"prompt": "a fox", "refiner": "openai", "fresh": true});
    for _ in 0..2 {
        let answer = reqwest::Client::new().post(&url).json(&asked).send().await;
        told.push(answer.unwrap().text().await.unwrap());
    }
    drop(served);

    let shown = |said: &&String| said.contains("Incorrect API key provided: [key]");
    assert!(told.iter().filter(shown).count() >= 2, "{told:#?}");
    assert!(
        fake.requests().len() >= 3,
        "the provider heard it each time"
    );
    let shown = |said: &&String| said.contains("Incorrect API key provided: [key]");
    assert!(told.iter().filter(shown).count() >= 2, "{told:#?}");
    assert!(
        fake.requests()
            .iter()
            .all(|asked| asked.bearer.as_deref() == Some(CANARY))
    );
    for said in &told {
        assert!(!holds_canary(said.as_bytes()), "{said}");
    }
    let kept = files(home.path());
    let is_log = |path: &PathBuf| path.extension().is_some_and(|end| end == "log");
    assert!(kept.iter().any(is_log), "something was logged: {kept:?}");
    for path in kept {
        let bytes = std::fs::read(&path).unwrap();
        assert!(!holds_canary(&bytes), "the key is in {}", path.display());
    }
}
