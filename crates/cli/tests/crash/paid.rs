//! Death at crash points while renders are paid for. NVIDIA's gateway is the strictest: a
//! result is read once, and nothing can be found again without its ticket.

use std::fs::File;

use serde_json::Value;
use worldreel_testkit::inspect;
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::{Home, Ran, ran};

use crate::{copied, home};

pub(crate) const JOBS: usize = 3;
/// As many as there are keys.
const LANES: usize = 2;
/// 25 frames at 12 a second for 0.12 dollars a second, rounded up.
pub(crate) const PRICE_MICRO_USD: i64 = 250_000;
/// No script passes a point more often.
const PASSES_MAX: u32 = 80;

/// Runs the program while this thread's runtime serves the fake.
pub(crate) fn run(command: &mut std::process::Command) -> Ran {
    tokio::task::block_in_place(|| ran(command))
}

pub(crate) fn must(home: &Home, args: &[&str]) -> String {
    let ran = run(&mut home.command(args));
    assert_eq!(ran.code, Some(0), "{args:?}: {ran:#?}");
    ran.stdout
}

/// A home whose jobs wait to be rendered for money by the next studio.
pub(crate) async fn waiting(server: &NvcfServer) -> Home {
    let home = home();
    for key in ["one", "two"] {
        home.write("key.txt", format!("nvapi-{key}"));
        let mut add = home.command(&["keys", "add", key, "--provider", "nvidia", "--allow-file"]);
        add.stdin(File::open(home.work().join("key.txt")).unwrap());
        assert_eq!(run(&mut add).code, Some(0));
    }
    let url = format!("{}/invoke", server.url());
    let add = [
        "engines",
        "add",
        "nvidia",
        "--base-url",
        &url,
        "--keys",
        "one,two",
    ];
    must(&home, &[&add[..], &["--usd-per-second", "0.12"]].concat());
    let line = |n| format!("fox number {n} in snow,256,256,25,12,{n}\n");
    let lines: String = (1..=JOBS).map(line).collect();
    home.write(
        "prompts.csv",
        format!("prompt,width,height,frames,fps,seed\n{lines}"),
    );
    must(&home, &["queue", "pause"]);
    let import = ["import", "prompts.csv", "--queue", "--engine", "nvidia"];
    must(&home, &[&import[..], &["--max-cost", "5"]].concat());
    inspect::meddle(&home.library(), "UPDATE library SET queue_paused = 0").await;
    home
}

/// Dies at a point each time it is passed while the queue is rendered, and heals: every
/// job is there, and none was rendered twice without the user's word. Returns how often the
/// point was passed.
async fn dies_and_heals_at(point: &str, at_once: bool) -> u32 {
    let server = NvcfServer::start(&["nvapi-one", "nvapi-two"]).await;
    if at_once {
        server.answer_at_once();
    }
    let template = waiting(&server).await;
    for pass in 1..=PASSES_MAX {
        let home = home();
        copied(&template.library(), &home.library());
        copied(&template.path().join("config"), &home.path().join("config"));
        let before = server.begun() - server.called_off();
        let begun = || server.begun() - server.called_off() - before;
        let mut armed = home.command(&["queue", "run"]);
        let died = run(armed.env("WORLDREEL_CRASH_AT", format!("{point}:{pass}")));
        if died.code == Some(0) {
            return pass - 1;
        }
        assert_eq!(died.code, None, "{point}:{pass}: {died:?}");
        must(&home, &["queue", "run"]);
        assert!(begun() <= JOBS, "{point}:{pass}: rendered twice, unasked");
        // The user's word: what nobody can tell is to be rendered again.
        let in_doubt = in_doubt(&home);
        assert!(in_doubt.len() <= LANES, "{point}:{pass}: {in_doubt:?}");
        for job in &in_doubt {
            must(&home, &["queue", "retry", job, "--yes"]);
        }
        must(&home, &["queue", "run"]);
        inspect::done_once(&home.library(), JOBS).await;
        assert!(begun() <= JOBS + in_doubt.len(), "{point}:{pass}");
        let takes = i64::try_from(JOBS + in_doubt.len()).unwrap();
        assert_eq!(spent(&home), takes * PRICE_MICRO_USD, "{point}:{pass}");
    }
    panic!("{point} is passed for ever");
}

/// The jobs that wait for the user's decision.
pub(crate) fn in_doubt(home: &Home) -> Vec<String> {
    let queue: Value = serde_json::from_str(&must(home, &["queue", "--json"])).unwrap();
    let jobs = queue["jobs"].as_array().unwrap().iter();
    jobs.filter(|job| job["state"]["state"] == "undecided")
        .map(|job| job["id"].as_str().unwrap().to_owned())
        .collect()
}

/// What the keys' books say, in millionths of a dollar.
pub(crate) fn spent(home: &Home) -> i64 {
    let keys: Value = serde_json::from_str(&must(home, &["keys", "--json"])).unwrap();
    let keys = keys.as_array().unwrap().iter();
    keys.map(|key| key["spend"]["micro_usd"].as_i64().unwrap())
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn death_before_an_order_is_sent() {
    assert_eq!(dies_and_heals_at("attempt.before_send", true).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn death_once_the_ledger_knows_and_the_library_does_not() {
    assert!(dies_and_heals_at("supervisor.after_use", true).await >= 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn death_before_a_ticket_is_noted() {
    assert_eq!(dies_and_heals_at("nvcf.before_ticket", false).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn death_around_every_commit() {
    assert!(dies_and_heals_at("store.before_commit", true).await > 6);
    assert!(dies_and_heals_at("store.after_commit", true).await > 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn death_between_a_video_and_its_row() {
    assert_eq!(dies_and_heals_at("library.before_rename", true).await, 3);
    assert_eq!(dies_and_heals_at("library.after_rename", true).await, 3);
    assert_eq!(
        dies_and_heals_at("supervisor.before_delivered", true).await,
        3
    );
}
