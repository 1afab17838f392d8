//! One whole night: forty takes on three engines, and everything goes wrong once.

use std::fs::File;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use worldreel_engines::Dialect;
use worldreel_testkit::disk::SmallDisk;
use worldreel_testkit::inspect;
use worldreel_testkit::nvcf::{self, NvcfServer};
use worldreel_testkit::program::{Home, Served, ran};
use worldreel_testkit::videos::{self, VideoServer};

use crate::home;

/// Takes for the gateway, the server of one's own, and the sketch engine.
const TAKES: [(&str, usize); 3] = [("nvidia", 14), ("openai-videos", 14), ("sketch", 12)];
/// 25 frames at 12 a second for 0.12 dollars a second, rounded up.
const PRICE_MICRO_USD: i64 = 250_000;
/// Renders of the gateway that may be under way at a time: as many as there are keys that
/// it takes.
const PAID_AT_ONCE: usize = 2;

/// The night's home. The library lies on a disk of its own where one can be mounted.
struct Night {
    home: Home,
    disk: Option<SmallDisk>,
    gateway: NvcfServer,
    own: VideoServer,
}

impl Night {
    async fn falls() -> Self {
        let home = home();
        let disk = SmallDisk::mount(&home.path().join("disk"), 64);
        let night = Self {
            home,
            disk,
            gateway: NvcfServer::start(&["nvapi-one", "nvapi-two"]).await,
            own: VideoServer::start(Dialect::VllmOmni).await,
        };
        for key in ["dead", "one", "two"] {
            let value = format!("nvapi-{key}");
            night.home.write("key.txt", value);
            let add = ["keys", "add", key, "--provider", "nvidia", "--allow-file"];
            let mut add = night.command(&add);
            add.stdin(File::open(night.home.work().join("key.txt")).unwrap());
            assert_eq!(tokio::task::block_in_place(|| ran(&mut add)).code, Some(0));
        }
        let url = format!("{}/invoke", night.gateway.url());
        let nvidia = ["engines", "add", "nvidia", "--base-url", &url];
        let paid = ["--keys", "dead,one,two", "--usd-per-second", "0.12"];
        night.must(&[&nvidia[..], &paid, &["--width", "2"]].concat());
        let url = night.own.url();
        night.must(&["engines", "add", "openai-videos", "--url", &url]);
        night
    }

    fn library(&self) -> PathBuf {
        match &self.disk {
            Some(disk) => disk.path().join("library"),
            None => self.home.library(),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = self.home.command(args);
        command.env("WORLDREEL_LIBRARY", self.library());
        command
    }

    fn must(&self, args: &[&str]) -> String {
        let ran = tokio::task::block_in_place(|| ran(&mut self.command(args)));
        assert_eq!(ran.code, Some(0), "{args:?}: {ran:#?}");
        ran.stdout
    }

    fn must_json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.must(&[args, &["--json"]].concat())).unwrap()
    }

    fn studio(&self) -> Served {
        let mut command = self.command(&["serve", "--port", "0"]);
        tokio::task::block_in_place(|| self.home.served(&mut command))
    }

    /// Queues all takes.
    fn queue(&self) {
        for (engine, takes) in TAKES {
            let line = |n| format!("fox number {n} in snow,256,256,25,12,{n}\n");
            let lines: String = (1..=takes).map(line).collect();
            let text = format!("prompt,width,height,frames,fps,seed\n{lines}");
            self.home.write("prompts.csv", text);
            let import = ["import", "prompts.csv", "--queue", "--engine", engine];
            self.must(&[&import[..], &["--max-cost", "9"]].concat());
        }
    }

    /// What the keys' books say, in millionths of a dollar.
    fn spent(&self) -> i64 {
        let keys = self.must_json(&["keys"]);
        let keys = keys.as_array().unwrap().iter();
        keys.map(|key| key["spend"]["micro_usd"].as_i64().unwrap())
            .sum()
    }
}

/// How many jobs of a queue are neither over nor with the user.
fn under_way(queue: &Value) -> usize {
    let jobs = queue["jobs"].as_array().unwrap().iter();
    jobs.filter(|job| job["state"]["state"] != "undecided")
        .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_takes_are_queued_before_bed_and_forty_rows_are_there_in_the_morning() {
    let mut night = Night::falls().await;
    night.must(&["queue", "pause"]);
    night.queue();
    night.must(&["queue", "resume"]);

    // The first key of the ring is not accepted any more: another one takes over.
    let studio = night.studio();
    let gateway = night.gateway.script();
    gateway.wait_for(nvcf::Route::Invoke, 3).await;
    assert_eq!(night.gateway.begun_with("nvapi-dead"), 0);

    // The worker crashes and has forgotten what it was rendering.
    night.own.hold();
    let looks = night.own.script().requests(videos::Route::Status).len();
    night
        .own
        .script()
        .wait_for(videos::Route::Status, looks + 2)
        .await;
    night.own.forget();
    night.own.release();

    // The network is cut, and comes back.
    night.own.stop().await;
    let orders = gateway.requests(nvcf::Route::Invoke).len();
    gateway.wait_for(nvcf::Route::Invoke, orders + 2).await;
    night.own.listen_again().await;

    // The studio is killed while renders are paid for, and starts again.
    night.gateway.hold();
    let gateway = night.gateway.script();
    let looks = gateway.requests(nvcf::Route::Status).len();
    gateway.wait_for(nvcf::Route::Status, looks + 2).await;
    studio.kill();
    let looks = gateway.requests(nvcf::Route::Status).len();
    let studio = night.studio();
    // It has found its renders again.
    gateway.wait_for(nvcf::Route::Status, looks + 1).await;

    // The disk is full while renders go on and come to an end, and somebody makes room.
    if let Some(disk) = &night.disk {
        disk.fill();
        let looks = gateway.requests(nvcf::Route::Status).len();
        gateway.wait_for(nvcf::Route::Status, looks + 1).await;
        night.gateway.release();
        gateway.wait_for(nvcf::Route::Status, looks + 2).await;
        disk.make_room();
    } else {
        night.gateway.release();
    }

    studio.until(|queue| under_way(queue) == 0).await.unwrap();
    assert!(studio.stop().success());
    morning(&night).await;
}

/// Forty rows, each a whole video or a reason with its next step, and books that agree with
/// what the gateway has counted.
async fn morning(night: &Night) {
    let queue = night.must_json(&["queue"]);
    let asking = queue["jobs"].as_array().unwrap().clone();
    assert!(asking.len() <= PAID_AT_ONCE, "{asking:#?}");
    for job in &asking {
        assert!(!job["state"]["failure"]["next_step"].is_null(), "{job:#?}");
    }
    let (begun, off) = (night.gateway.begun(), night.gateway.called_off());
    let paid = TAKES[0].1;
    assert!(begun - off <= paid, "{begun} were begun, {off} called off");
    // A render whose answer was lost with the studio counts until somebody knows better.
    let spent = usize::try_from(night.spent() / PRICE_MICRO_USD).unwrap();
    assert_eq!(spent, paid, "{begun} were begun, {off} called off");
    assert!(begun - off <= spent && spent <= begun);

    // The user's word, and the night is whole.
    for job in &asking {
        night.must(&["queue", "retry", job["id"].as_str().unwrap(), "--yes"]);
    }
    night.must(&["queue", "run"]);
    let all = TAKES.iter().map(|(_, takes)| takes).sum();
    inspect::done_once(&night.library(), all).await;
    let spent = usize::try_from(night.spent() / PRICE_MICRO_USD).unwrap();
    assert_eq!(spent, paid + asking.len());
}
