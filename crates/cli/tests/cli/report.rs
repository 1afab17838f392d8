//! What came of the last run, as it is read in the morning.

use worldreel_testkit::nvcf::NvcfServer;

use crate::deciding::paid;
use crate::said::{assert_said, home};
use crate::terms::SMALL;

/// The report without its times.
fn timeless(report: &str) -> String {
    let (times, rest) = report.split_once('\n').unwrap();
    let (began, ended) = times
        .strip_suffix(" UTC")
        .unwrap()
        .split_once(" to ")
        .unwrap();
    assert_eq!(began.len(), "2026-11-25 22:03".len(), "{times}");
    assert!(began <= ended, "{times}");
    rest.to_owned()
}

#[test]
fn before_anything_is_rendered_there_is_nothing_to_report() {
    let home = home();
    let report = home.must(&["status", "--report"]);
    assert_said!(home, report, @"nothing has been rendered yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_take_of_the_run_is_in_the_report_with_what_it_cost() {
    let server = NvcfServer::start(&["nvapi-one"]).await;
    let home = paid(&server);
    tokio::task::block_in_place(|| {
        let paid = [
            "render",
            "a red fox",
            "--engine",
            "nvidia",
            "--yes",
            "--takes",
            "2",
        ];
        home.must(&[&paid[..], &SMALL].concat());
        home.must(&[&["render", "a sketch of a bird"][..], &SMALL].concat());
        let report = timeless(&home.must(&["status", "--report"]));
        assert_said!(home, report, @r#"
        3 asked for: 3 done
        spent: $0.24 at most

        done
          take 1 of "a red fox", $0.12
          take 2 of "a red fox", $0.12
          take 1 of "a sketch of a bird"
        "#);
    });
}
