//! How long takes wait, as it is typed.

use worldreel_testkit::inspect;

use crate::many::{order, three};
use crate::said::{assert_said, home, refusal};

#[tokio::test]
async fn takes_that_have_waited_for_long_are_shown_first_and_let_go_on_a_yes() {
    let home = home();
    let jobs = three(&home);
    let none = home.must(&["queue", "expire", "--waited", "8h"]);
    assert_said!(home, none, @"none of 3 waiting takes has waited 8h");
    // As if nine hours had passed.
    inspect::meddle(
        &home.library(),
        "UPDATE jobs SET waits_since = waits_since - 9 * 3600000 WHERE take < 3",
    )
    .await;
    let preview = home.must(&["queue", "expire", "--waited", "8h"]);
    assert_said!(home, preview, @r"
    [id]  take 1  a fox
    [id]  take 2  a bird
    2 takes of 3 that wait would expire; nothing was done: add --yes
    ");
    assert_eq!(order(&home).len(), 3);
    let done = home.must(&["queue", "expire", "--waited", "8h", "--yes"]);
    assert_said!(home, done, @r"
    [id]  take 1  a fox
    [id]  take 2  a bird
    2 takes expired; `worldreel retry` has them wait again
    ");
    assert_eq!(order(&home), [jobs[2].clone()]);
    let again = home.must(&["retry", &jobs[0]]);
    assert_said!(home, again, @"take 1: next");
}

#[test]
fn how_long_takes_wait_is_said_for_all_for_some_and_for_one() {
    let home = home();
    let usual = home.must(&["queue", "expiry"]);
    assert_said!(home, usual, @"jobs wait for as long as it takes");
    let set = home.must(&["queue", "expiry", "2d"]);
    assert_said!(home, set, @"jobs that are queued from now on expire when they have waited 2d");
    let jobs = three(&home);
    let told = |job: &str| {
        let queue: serde_json::Value =
            serde_json::from_str(&home.must(&["queue", "--json"])).unwrap();
        let jobs = queue["jobs"].as_array().unwrap();
        let own = jobs.iter().find(|row| row["id"] == job).unwrap();
        own["expiry"].clone()
    };
    assert_eq!(told(&jobs[0]), serde_json::json!({ "after_s": 172_800 }));
    let line = home.must(&["queue", "edit", &jobs[0], "--expire-after", "8h"]);
    assert_eq!(told(&jobs[0]), serde_json::json!({ "after_s": 28_800 }));
    assert!(
        line.contains("take 1: next; expires in 7 h 59 min"),
        "{line}"
    );
    home.must(&["queue", "edit", &jobs[1], "--expire-after", "never"]);
    assert_eq!(told(&jobs[1]), serde_json::json!("never"));
    let wrong = home.run(&["render", "a fox", "--expire-after", "soon"]);
    assert_said!(home, refusal(&wrong), @r#"
    exit 2
    error: invalid value 'soon' for '--expire-after <TIME>': "soon" is no length of time; write for example 30m, 8h, 2d, or never

    For more information, try '--help'.
    "#);
}

#[tokio::test]
async fn a_session_of_the_tuner_api_that_nobody_used_for_long_is_forgotten_and_its_prompts_stay() {
    let home = home();
    let served = home.serve();
    let http = reqwest::Client::new();
    let url = |path: &str| format!("{}{path}", served.address());
    let body = serde_json::json!({ "prompt": "a red fox in snow" });
    let begun = http
        .post(url("/api/initialize"))
        .json(&body)
        .send()
        .await
        .unwrap();
    let begun: serde_json::Value = begun.json().await.unwrap();
    let session = begun["session_id"].as_str().unwrap();
    let day = serde_json::json!({ "tuner_expiry": { "after_s": 86_400 } });
    served.post("/settings", &day).await.unwrap();
    let history = async || {
        let asked = url(&format!("/api/history?session_id={session}"));
        http.get(asked).send().await.unwrap().status().as_u16()
    };
    assert_eq!(history().await, 200, "it was used just now");
    // As if a day and an hour had passed.
    inspect::meddle(
        &home.library(),
        "UPDATE tuner_sessions SET accessed_at = accessed_at - 25 * 3600000",
    )
    .await;
    assert_eq!(history().await, 400);
    let kept = served.get("/sessions").await.unwrap();
    assert_eq!(
        kept.as_array().unwrap().len(),
        1,
        "what was made is in the library"
    );
}
