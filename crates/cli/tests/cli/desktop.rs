//! What a studio tells its user through the desktop, and that it keeps the computer awake.

use serde_json::{Value, json};
use worldreel_testkit::desktop::{Asked, FakeDesktop};
use worldreel_testkit::nvcf::{Act, Answer, NvcfServer, Route};
use worldreel_testkit::program::{Home, Served};

use crate::deciding::paid;
use crate::said::home;

fn serve_on(home: &Home, desktop: &FakeDesktop) -> Served {
    let mut command = home.command(&["serve", "--port", "0"]);
    desktop.settle(&mut command);
    home.served(&mut command)
}

fn foxes(takes: u32) -> Value {
    let spec = json!({ "size": { "width": 64, "height": 64 }, "frames": 10, "fps": 10 });
    json!({ "items": [{ "prompt": "a fox", "spec": spec, "takes": takes }] })
}

fn notify(replaces: u32, title: &str, text: &str) -> Asked {
    Asked::Notify {
        application: "Worldreel".into(),
        replaces,
        title: title.into(),
        text: text.into(),
    }
}

fn inhibit(what: &str) -> Asked {
    Asked::Inhibit {
        what: what.into(),
        who: "Worldreel".into(),
        mode: "block".into(),
    }
}

fn release(what: &str) -> Asked {
    Asked::Release { what: what.into() }
}

/// The computer may sleep again, in whichever order.
async fn released(desktop: &mut FakeDesktop) {
    let both = [desktop.next().await, desktop.next().await];
    assert!(both.contains(&release("idle")), "{both:?}");
    assert!(both.contains(&release("sleep")), "{both:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_the_queue_is_told_and_the_computer_stays_awake_until_then() {
    let mut desktop = FakeDesktop::start().await;
    let home = home();
    let served = serve_on(&home, &desktop);
    assert_eq!(desktop.rest(), [], "a studio without work asks for nothing");
    served.post("/batches", &foxes(3)).await.unwrap();
    assert_eq!(desktop.next().await, inhibit("idle"));
    assert_eq!(desktop.next().await, inhibit("sleep"));
    assert_eq!(
        desktop.next().await,
        notify(0, "The queue is done", "3 takes are done")
    );
    released(&mut desktop).await;
    // The next one stands in for the one before.
    served.post("/batches", &foxes(1)).await.unwrap();
    assert_eq!(desktop.next().await, inhibit("idle"));
    assert_eq!(desktop.next().await, inhibit("sleep"));
    assert_eq!(
        desktop.next().await,
        notify(1, "The queue is done", "1 take is done")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_asked_for_where_its_user_sees_it() {
    let server = NvcfServer::start(&["nvapi-one"]).await;
    let home = paid(&server);
    let mut desktop = FakeDesktop::start().await;
    let boom = Answer::json(500, &json!({ "detail": "boom" }));
    server.script().next(Route::Invoke, Act::DoAndSay(boom));
    let served = serve_on(&home, &desktop);
    let spec = json!({ "size": { "width": 256, "height": 256 }, "frames": 25, "fps": 12 });
    let batch = json!({
        "items": [{ "prompt": "a fox", "spec": spec }],
        "engines": ["nvidia"],
        "max_micro_usd": 1_000_000,
    });
    served.post("/batches", &batch).await.unwrap();
    let told = loop {
        if let Asked::Notify { title, text, .. } = desktop.next().await {
            break (title, text);
        }
    };
    assert_eq!(told.0, "Worldreel needs your decision");
    assert!(
        told.1.starts_with("1 take waits for a decision"),
        "{told:?}"
    );
    released(&mut desktop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_neither_is_left_alone() {
    let mut desktop = FakeDesktop::start().await;
    let home = home();
    let served = serve_on(&home, &desktop);
    let off = json!({ "notifications": false, "keep_awake": false });
    served.post("/settings", &off).await.unwrap();
    served.post("/batches", &foxes(2)).await.unwrap();
    served.until(|queue| queue["live"] == 0).await.unwrap();
    let on = json!({ "notifications": true, "keep_awake": true });
    served.post("/settings", &on).await.unwrap();
    served.post("/batches", &foxes(1)).await.unwrap();
    assert_eq!(desktop.next().await, inhibit("idle"), "nothing before it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_without_such_services_renders_all_the_same_and_says_so() {
    let home = home();
    let served = home.serve();
    served.post("/batches", &foxes(1)).await.unwrap();
    served.until(|queue| queue["live"] == 0).await.unwrap();
    let mut found = Vec::new();
    // The system's answer is not waited for by anyone.
    while found.len() < 2 {
        let report = served.get("/report").await.unwrap();
        let checks = report["checks"].as_array().unwrap();
        let refused = checks.iter().filter(|check| check["state"] == "warning");
        found = refused
            .map(|check| check["name"].as_str().unwrap().to_owned())
            .collect();
    }
    assert_eq!(found, ["notifications", "keep awake"]);
}
