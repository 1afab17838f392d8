//! Death at every named crash point, each time it is passed.

use worldreel_library::archive::verify;
use worldreel_testkit::inspect::{self, all_files};
use worldreel_testkit::program::Home;

use crate::{armed, copied, home, prompts};

const JOBS: u32 = 3;
/// No script passes a point more often.
const PASSES_MAX: u32 = 60;

/// A library whose jobs wait to be rendered by the next studio.
async fn waiting() -> Home {
    let home = home();
    home.write("prompts.csv", prompts(JOBS));
    home.must(&["queue", "pause"]);
    home.must(&["import", "prompts.csv", "--queue"]);
    inspect::meddle(&home.library(), "UPDATE library SET queue_paused = 0").await;
    home
}

/// Dies at a point each time it is passed while the queue is rendered, and heals;
/// returns how often it was passed.
async fn dies_and_heals_at(point: &str) -> u32 {
    let template = waiting().await;
    for pass in 1..=PASSES_MAX {
        let home = home();
        copied(&template.library(), &home.library());
        let died = armed(&home, point, pass, &["queue", "run"]);
        if died.code == Some(0) {
            return pass - 1;
        }
        assert_eq!(died.code, None, "{point}:{pass}: {died:?}");
        home.must(&["queue", "run"]);
        home.must(&["doctor"]);
        let told = inspect::done_once(&home.library(), JOBS as usize).await;
        for job in told {
            let delivered = |outcome: &Option<String>| outcome.as_deref() == Some("delivered");
            let delivered = job.attempts.iter().filter(|one| delivered(&one.outcome));
            assert_eq!(delivered.count(), 1, "{point}:{pass}: {:?}", job.attempts);
        }
    }
    panic!("{point} is passed for ever");
}

#[tokio::test]
async fn death_before_a_render_is_sent() {
    assert_eq!(dies_and_heals_at("attempt.before_send").await, JOBS);
}

#[tokio::test]
async fn death_once_a_render_is_known_to_be_out() {
    assert_eq!(dies_and_heals_at("attempt.after_sighting").await, JOBS);
}

#[tokio::test]
async fn death_before_a_video_has_its_name() {
    assert_eq!(dies_and_heals_at("library.before_rename").await, JOBS);
}

#[tokio::test]
async fn death_between_a_video_and_its_row() {
    assert_eq!(dies_and_heals_at("library.after_rename").await, JOBS);
}

#[tokio::test]
async fn death_before_a_delivery_is_noted() {
    assert_eq!(dies_and_heals_at("supervisor.before_delivered").await, JOBS);
}

#[tokio::test]
async fn death_before_any_commit() {
    assert!(dies_and_heals_at("store.before_commit").await > 3 * JOBS);
}

#[tokio::test]
async fn death_after_any_commit() {
    assert!(dies_and_heals_at("store.after_commit").await > 3 * JOBS);
}

#[tokio::test]
async fn death_before_a_zip_has_its_name() {
    let home = waiting().await;
    home.must(&["queue", "run"]);
    let args = ["export", "--all", "-o", "out.zip"];
    let died = armed(&home, "library.archive.before_rename", 1, &args);
    assert_eq!(died.code, None, "{died:?}");
    assert!(!home.work().join("out.zip").exists());
    home.must(&args);
    let verified = verify(&home.work().join("out.zip")).unwrap();
    assert_eq!((verified.videos, verified.broken), (JOBS, Vec::new()));
    assert_eq!(all_files(&home.library().join("outgoing")).len(), 0);
    inspect::done_once(&home.library(), JOBS as usize).await;
}
