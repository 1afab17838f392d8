//! One evening: keys and an engine are set up, takes are queued, held, changed, cancelled,
//! rendered for money and for nothing, asked about and given up; the studio ends, starts
//! again, is killed and starts again.

use serde_json::{Value, json};
use tokio::sync::OnceCell;
use worldreel_testkit::nvcf::{Act, Answer, NvcfServer, Route};
use worldreel_testkit::program::Served;

use crate::recording::{ANSWER, Recorded, Recording};

/// 25 frames at 12 a second for 0.12 dollars a second, rounded up.
pub(crate) const PRICE_MICRO_USD: i64 = 250_000;

static EVENING: OnceCell<Recorded> = OnceCell::const_new();

/// The evening, which is recorded once.
pub(crate) async fn recorded() -> &'static Recorded {
    EVENING.get_or_init(record).await
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

fn state(job: &Value) -> &str {
    job["state"]["state"].as_str().unwrap()
}

fn items(from: u32, to: u32, paid: bool) -> Vec<Value> {
    let spec = |seed: u32| match paid {
        true => {
            json!({ "size": { "width": 256, "height": 256 }, "frames": 25, "fps": 12, "seed": seed })
        }
        false => {
            json!({ "size": { "width": 64, "height": 64 }, "frames": 10, "fps": 10, "seed": seed })
        }
    };
    let item = |number| json!({ "prompt": prompt(number), "spec": spec(number) });
    (from..=to).map(item).collect()
}

fn prompt(number: u32) -> String {
    format!("fox number {number} in snow")
}

impl Recording {
    /// Queues takes, which are promised with the answer; returns their jobs.
    async fn queue(&mut self, studio: &Served, from: u32, to: u32, paid: bool) -> Vec<String> {
        let mut batch = json!({ "items": items(from, to, paid) });
        if paid {
            batch["engines"] = json!(["nvidia"]);
            batch["max_micro_usd"] = json!(9_000_000);
        }
        let asked = self.recorder.position();
        let queued = studio.post("/batches", &batch).await.unwrap();
        let batch = queued["batch"].as_str().unwrap();
        let listed = studio.get(&format!("/jobs?batch={batch}")).await.unwrap();
        let jobs: Vec<String> = listed["jobs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|job| job["id"].as_str().unwrap().to_owned())
            .collect();
        for (job, number) in jobs.iter().zip(from..=to) {
            self.claims.note(
                asked,
                ANSWER,
                format!("prompt of {job}"),
                json!(prompt(number)),
            );
            self.claims
                .note(asked, ANSWER, format!("seed of {job}"), json!(number));
        }
        jobs
    }

    async fn act(&mut self, studio: &Served, job: &str, action: &str, so: &[(&str, bool)]) {
        let so: Vec<(String, Value)> = so
            .iter()
            .map(|(thing, value)| (format!("{job} is {thing}"), json!(value)))
            .collect();
        let path = format!("/jobs/{job}/act");
        let wanted = json!({ "action": action, "max_micro_usd": 900_000 });
        self.post(studio, &path, wanted, &so).await;
    }

    async fn draft(&mut self, studio: &Served, session: Option<&str>, text: &str) {
        let thing = format!("draft of {}", session.unwrap_or("a new session"));
        let body = json!({ "prompt": text });
        let wanted = json!({ "session": session, "body": body });
        self.post(studio, "/draft", wanted, &[(thing, body)]).await;
    }

    /// Waits until no more than this many takes go on by themselves, looking at each video
    /// that comes.
    async fn rest(&mut self, studio: &Served, going_on: usize) -> Vec<Value> {
        let goes_on = |queue: &Value| {
            let jobs = queue["jobs"].as_array().unwrap().iter();
            jobs.filter(|job| !matches!(state(job), "undecided" | "held"))
                .count()
        };
        let mut left = usize::MAX;
        while left > going_on {
            let seen = std::cell::Cell::new(0);
            let fewer = |queue: &Value| {
                seen.set(goes_on(queue));
                seen.get() < left || seen.get() <= going_on
            };
            studio.until(fewer).await.unwrap();
            left = seen.get();
            self.look(studio).await;
        }
        self.look(studio).await
    }
}

async fn record() -> Recorded {
    let mut gateway = NvcfServer::start(&["nvapi-one", "nvapi-two"]).await;
    let mut evening = Recording::begin();
    set_up(&mut evening, &gateway);

    let studio = evening.serve();
    arrange(&mut evening, &studio).await;
    sort_the_queue(&mut evening, &studio).await;
    let resume = json!({ "paused": false });
    evening
        .post(&studio, "/queue/pause", resume, &paused(false))
        .await;
    evening.rest(&studio, 0).await;

    // Killed while renders are paid for, when nothing is being written: whatever a killed
    // program has done is noted, but not what it had begun.
    gateway.hold();
    evening.queue(&studio, 1, 2, true).await;
    gateway.script().wait_for(Route::Status, 2).await;
    studio.kill();
    let studio = evening.serve();
    gateway.release();
    evening.rest(&studio, 0).await;

    // Two orders fail in a way that may be billed.
    gateway.answer_at_once();
    for _ in 0..2 {
        let failed = Act::Say(Answer::empty(500));
        gateway.script().next(Route::Invoke, failed);
    }
    evening.queue(&studio, 3, 6, true).await;
    let jobs = evening.rest(&studio, 0).await;
    decide(&mut evening, &studio, &jobs).await;
    write_a_lot(&mut evening, &studio).await;
    assert!(studio.stop().success());

    // The log of the database begins anew.
    let studio = evening.serve();
    evening.queue(&studio, 20, 21, false).await;
    evening.queue(&studio, 22, 22, true).await;
    evening.rest(&studio, 0).await;
    assert!(studio.stop().success());
    gateway.stop().await;
    evening.end()
}

fn paused(paused: bool) -> [(String, Value); 1] {
    [("paused".to_owned(), json!(paused))]
}

fn set_up(evening: &mut Recording, gateway: &NvcfServer) {
    for key in ["one", "two"] {
        evening.home.write("key.txt", format!("nvapi-{key}"));
        let file = evening.home.work().join("key.txt");
        let add = ["keys", "add", key, "--provider", "nvidia", "--allow-file"];
        evening.run(&add, Some(file), &format!("key {key}"));
    }
    let url = format!("{}/invoke", gateway.url());
    let nvidia = ["engines", "add", "nvidia", "--base-url", &url];
    let paid = ["--keys", "one,two", "--usd-per-second", "0.12"];
    evening.run(&[&nvidia[..], &paid].concat(), None, "engine nvidia");
}

/// Settings, drafts and sessions.
async fn arrange(evening: &mut Recording, studio: &Served) {
    for theme in ["light", "dark"] {
        let so = [("theme".to_owned(), json!(theme))];
        evening
            .post(studio, "/settings", json!({ "theme": theme }), &so)
            .await;
    }
    for text in ["a", "a red", "a red fox"] {
        evening.draft(studio, None, text).await;
    }
    let mut sessions = Vec::new();
    for title in ["first", "second"] {
        let asked = evening.recorder.position();
        let made = studio
            .post("/sessions", &json!({ "title": title }))
            .await
            .unwrap();
        let session = id(&made);
        evening
            .claims
            .note(asked, ANSWER, format!("title of {session}"), json!(title));
        sessions.push(session);
    }
    for title in ["renamed", "renamed again"] {
        let session = &sessions[0];
        let so = [(format!("title of {session}"), json!(title))];
        let path = format!("/sessions/{session}/title");
        evening
            .post(studio, &path, json!({ "title": title }), &so)
            .await;
    }
    evening.draft(studio, Some(&sessions[1]), "a fox").await;
    let session = &sessions[1];
    let asked = evening.recorder.position();
    studio
        .delete(&format!("/sessions/{session}"))
        .await
        .unwrap();
    let thing = format!("{session} is deleted");
    evening
        .claims
        .note(asked, ANSWER, thing.clone(), json!(true));
    let path = format!("/sessions/{session}/restore");
    evening
        .post(studio, &path, json!({}), &[(thing, json!(false))])
        .await;
}

/// Takes that are held, released, changed and cancelled.
async fn sort_the_queue(evening: &mut Recording, studio: &Served) {
    evening
        .post(
            studio,
            "/queue/pause",
            json!({ "paused": true }),
            &paused(true),
        )
        .await;
    let jobs = evening.queue(studio, 10, 15, false).await;
    evening
        .act(studio, &jobs[0], "hold", &[("held", true)])
        .await;
    evening
        .act(studio, &jobs[1], "hold", &[("held", true)])
        .await;
    evening
        .act(studio, &jobs[1], "release", &[("held", false)])
        .await;
    evening
        .act(studio, &jobs[2], "cancel", &[("cancelled", true)])
        .await;
    let version = studio.get(&format!("/jobs/{}", jobs[3])).await.unwrap();
    let version = version["version"].clone();
    let wanted = json!({ "expected_version": version, "spec": { "seed": 99 } });
    let so = [(format!("seed of {}", jobs[3]), json!(99))];
    let path = format!("/jobs/{}/edit", jobs[3]);
    evening.post(studio, &path, wanted, &so).await;
    evening.look(studio).await;
}

/// One take that may be billed is given up, one is rendered once more.
async fn decide(evening: &mut Recording, studio: &Served, jobs: &[Value]) {
    let undecided: Vec<String> = jobs
        .iter()
        .filter(|job| state(job) == "undecided")
        .map(id)
        .collect();
    assert_eq!(undecided.len(), 2, "{jobs:#?}");
    let asked = evening.recorder.position();
    evening.claims.again.push((asked, undecided[1].clone()));
    evening
        .act(studio, &undecided[0], "give_up", &[("given up", true)])
        .await;
    evening.act(studio, &undecided[1], "retry", &[]).await;
    evening.rest(studio, 0).await;
}

/// Long drafts, until the database's log is taken over into it and begins anew.
async fn write_a_lot(evening: &mut Recording, studio: &Served) {
    for number in 0..30 {
        let text = format!("draft {number}: {}", "snow ".repeat(40_000));
        evening.draft(studio, None, &text).await;
    }
    evening.draft(studio, None, "short again").await;
}
