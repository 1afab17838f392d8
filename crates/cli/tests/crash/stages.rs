//! `kill -9` while takes stand in every state that the queue knows, on servers that fall
//! silent where a state would pass too quickly.

use std::collections::BTreeMap;
use std::fs::File;

use serde_json::{Value, json};
use worldreel_engines::Dialect;
use worldreel_testkit::dice::Dice;
use worldreel_testkit::inspect;
use worldreel_testkit::nvcf::{self, NvcfServer};
use worldreel_testkit::program::{Home, Served};
use worldreel_testkit::videos::{self, Act, Answer, VideoServer};

use crate::home;
use crate::paid::{must, run};
use crate::rounds::{States, killed};

/// Takes of each engine: the sketch's, a server's of one's own with room for three, another
/// one's, and the gateway's.
const TAKES: [(&str, u32); 4] = [("sketch", 3), ("omni", 4), ("quick", 1), ("nvidia", 1)];
const ROOM: u32 = 3;
/// A kill comes so many milliseconds later, at most.
const PAUSE_MS_MAX: u64 = 15;

struct Stage {
    home: Home,
    omni: VideoServer,
    quick: VideoServer,
    gateway: NvcfServer,
}

impl Stage {
    async fn set() -> Self {
        let stage = Self {
            home: home(),
            omni: VideoServer::start(Dialect::VllmOmni).await,
            quick: VideoServer::start(Dialect::VllmOmni).await,
            gateway: NvcfServer::start(&["nvapi-one"]).await,
        };
        stage.home.write("key.txt", "nvapi-one");
        let add = ["keys", "add", "one", "--provider", "nvidia", "--allow-file"];
        let mut add = stage.home.command(&add);
        add.stdin(File::open(stage.home.work().join("key.txt")).unwrap());
        assert_eq!(run(&mut add).code, Some(0));
        let url = format!("{}/invoke", stage.gateway.url());
        let nvidia = ["engines", "add", "nvidia", "--base-url", &url];
        must(
            &stage.home,
            &[&nvidia[..], &["--usd-per-second", "0.12"]].concat(),
        );
        let room = ROOM.to_string();
        for (name, server, width) in [("omni", &stage.omni, &*room), ("quick", &stage.quick, "1")] {
            let url = server.url();
            let add = ["engines", "add", "openai-videos", "--url", &url];
            must(
                &stage.home,
                &[&add[..], &["--name", name, "--width", width]].concat(),
            );
        }
        stage
    }

    fn serve(&self) -> Served {
        tokio::task::block_in_place(|| self.home.serve())
    }

    /// The servers say nothing to what is asked of them next.
    fn fall_silent(&self, route: videos::Route, times: usize) {
        for _ in 0..times {
            self.omni.script().next(route, Act::FallSilent);
        }
        self.quick
            .script()
            .next(videos::Route::Content, Act::FallSilent);
    }
}

/// How many takes of a queue are in a state.
fn count(queue: &Value, state: &str) -> usize {
    let jobs = queue["jobs"].as_array().unwrap().iter();
    jobs.filter(|job| job["state"]["state"] == state).count()
}

fn batch(engine: &str, takes: u32) -> Value {
    let items: Vec<Value> = (1..=takes)
        .map(|number| {
            json!({
                "prompt": format!("{engine} {number}: a fox in snow"),
                "spec": { "size": { "width": 256, "height": 256 }, "frames": 25, "fps": 12, "seed": number },
            })
        })
        .collect();
    json!({ "items": items, "engines": [engine], "max_micro_usd": 900_000 })
}

async fn act(studio: &Served, job: &Value, action: &str) {
    let path = format!("/jobs/{}/act", job["id"].as_str().unwrap());
    studio
        .post(
            &path,
            &json!({ "action": action, "max_micro_usd": 900_000 }),
        )
        .await
        .unwrap();
}

/// Takes in every state that the queue can be in at once.
async fn all_states(stage: &Stage) -> Served {
    let studio = stage.serve();
    stage.omni.hold();
    stage.fall_silent(videos::Route::Create, 1);
    let failed = Act::Say(Answer::empty(500));
    stage.gateway.script().next(nvcf::Route::Invoke, failed);
    studio
        .post("/queue/pause", &json!({ "paused": true }))
        .await
        .unwrap();
    for (engine, takes) in TAKES {
        studio
            .post("/batches", &batch(engine, takes))
            .await
            .unwrap();
    }
    let jobs = studio.get("/jobs").await.unwrap();
    act(&studio, &jobs["jobs"][0], "hold").await;
    studio
        .post("/queue/pause", &json!({ "paused": false }))
        .await
        .unwrap();
    let there = |queue: &Value| {
        let states = ["submitting", "fetching", "undecided", "held", "queued"];
        states.iter().all(|state| count(queue, state) > 0) && on_omni(queue).len() > 1
    };
    studio.until(there).await.unwrap();
    let queue = studio.get("/queue").await.unwrap();
    stage
        .omni
        .script()
        .next(videos::Route::Delete, Act::FallSilent);
    act(&studio, on_omni(&queue)[0], "cancel").await;
    studio
}

/// The takes that a server renders, which stand still.
fn on_omni(queue: &Value) -> Vec<&Value> {
    let jobs = queue["jobs"].as_array().unwrap().iter();
    let renders =
        |job: &&Value| job["state"]["state"] == "running" && job["engines"] == json!(["omni"]);
    jobs.filter(renders).collect()
}

/// One library, killed with takes in every state, and again while the engines are asked what
/// became of them. Returns the states that they were in at the kills.
pub(crate) async fn round(mut dice: Dice) -> States {
    let mut states = States::new();
    let stage = Stage::set().await;
    let studio = all_states(&stage).await;
    killed(&stage.home, studio, dice.below(PAUSE_MS_MAX), &mut states).await;

    let asked = usize::try_from(ROOM).unwrap();
    stage.omni.script().forget_acts();
    stage.fall_silent(videos::Route::Status, asked);
    stage.fall_silent(videos::Route::List, asked);
    let studio = stage.serve();
    let in_doubt = |queue: &Value| count(queue, "in_doubt") > 0;
    studio.until(in_doubt).await.unwrap();
    killed(&stage.home, studio, dice.below(PAUSE_MS_MAX), &mut states).await;

    stage.omni.script().forget_acts();
    stage.quick.script().forget_acts();
    stage.omni.release();
    let studio = stage.serve();
    let users = |queue: &Value| {
        let jobs = queue["jobs"].as_array().unwrap().len();
        count(queue, "held") + count(queue, "undecided") == jobs
    };
    studio.until(users).await.unwrap();
    assert_eq!(stage.gateway.begun(), 0, "sent again, unasked");
    // The user's word.
    let mut words = BTreeMap::new();
    for job in studio.get("/jobs").await.unwrap()["jobs"]
        .as_array()
        .unwrap()
    {
        let state = job["state"]["state"].as_str().unwrap();
        let action = match state {
            "held" => "release",
            "undecided" | "cancelled" => "retry",
            _ => continue,
        };
        *words.entry(state.to_owned()).or_insert(0) += 1;
        act(&studio, job, action).await;
    }
    assert_eq!(words.get("cancelled"), Some(&1), "{words:?}");
    studio.until(|queue| queue["live"] == 0).await.unwrap();
    drop(studio);
    let jobs: u32 = TAKES.iter().map(|(_, takes)| takes).sum();
    inspect::done_once(&stage.home.library(), usize::try_from(jobs).unwrap()).await;
    assert_eq!(stage.gateway.begun(), 1);
    // The one that was cancelled is rendered twice, as the user wished.
    assert_eq!((stage.omni.begun(), stage.quick.begun()), (5, 1));
    states
}
