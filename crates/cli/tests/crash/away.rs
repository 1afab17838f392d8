//! What is told of a run that was cut off.

use serde_json::Value;
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::{Home, ran};

use crate::paid::{must, waiting};

fn away(home: &Home) -> Value {
    let told: Value = serde_json::from_str(&must(home, &["status", "--json"])).unwrap();
    told["away"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_cut_off_is_told_with_what_became_of_its_takes() {
    let server = NvcfServer::start(&["nvapi-one", "nvapi-two"]).await;
    let home = waiting(&server).await;
    assert_eq!(away(&home), Value::Null, "nothing ever ran");
    let mut armed = home.command(&["queue", "run"]);
    armed.env("WORLDREEL_CRASH_AT", "nvcf.before_ticket:1");
    let died = tokio::task::block_in_place(|| ran(&mut armed));
    assert_eq!(died.code, None, "{died:?}");
    // Nobody works on the queue yet: it is open what becomes of them.
    let before = away(&home);
    assert_eq!(before["cut_off"], true, "{before}");
    let open = before["open"].as_u64().unwrap();
    assert!(open > 0, "{before}");
    let said = must(&home, &["status"]);
    assert!(said.contains("the last run was cut off"), "{said}");
    let said = must(&home, &["doctor"]);
    assert!(said.contains("the last run was cut off"), "{said}");

    let served = home.serve();
    let settled = |queue: &Value| {
        let mut jobs = queue["jobs"].as_array().unwrap().iter();
        jobs.all(|job| job["state"]["state"] == "undecided")
    };
    served.until(settled).await.unwrap();
    let told = served.get("/away").await.unwrap()["away"].clone();
    assert_eq!(told["run"], before["run"]);
    let sum: u64 = ["went_on", "fetched_again", "sent_again", "asks"]
        .iter()
        .map(|name| told[name].as_u64().unwrap())
        .sum();
    assert_eq!((sum, told["open"].as_u64()), (open, Some(0)), "{told}");
    assert!(told["asks"].as_u64() > Some(0), "{told}");
    assert!(served.stop().success());
    assert_eq!(away(&home), Value::Null, "it ended as it should");
}
