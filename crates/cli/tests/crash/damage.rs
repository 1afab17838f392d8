//! A database that is damaged or gone.

use std::path::{Path, PathBuf};

use serde_json::Value;
use worldreel_testkit::inspect::{self, all_files};
use worldreel_testkit::nvcf::NvcfServer;
use worldreel_testkit::program::{Home, Ran, ran};

use crate::home;
use crate::paid::{JOBS, PRICE_MICRO_USD, in_doubt, must, spent, waiting};

fn run(home: &Home, args: &[&str]) -> Ran {
    tokio::task::block_in_place(|| ran(&mut home.command(args)))
}

fn render(home: &Home, seed: &str) {
    let clip = ["--size", "64x64", "--frames", "10", "--fps", "10"];
    let render = ["render", "a red fox in snow", "--seed", seed];
    must(home, &[&render[..], &clip].concat());
}

fn database(home: &Home, end: &str) -> PathBuf {
    home.library().join(format!("library.db{end}"))
}

/// Overwrites the database's pages with garbage, from one of them on.
async fn damage(home: &Home, from_page: usize) {
    // The log beside it may hold what would heal it.
    inspect::meddle(&home.library(), "PRAGMA wal_checkpoint(TRUNCATE)").await;
    spoil(&database(home, ""), from_page);
}

fn spoil(file: &Path, from_page: usize) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[from_page * 4_096..].fill(0xa5);
    std::fs::write(file, bytes).unwrap();
}

fn backups(home: &Home) -> Vec<PathBuf> {
    all_files(&home.library().join("backups"))
        .into_iter()
        .collect()
}

/// Runs the repair and returns what it did, by name.
fn repaired(home: &Home) -> Vec<(String, String)> {
    let ran = run(home, &["doctor", "--repair", "--json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let deeds = told["deeds"].as_array().unwrap().iter();
    let deeds = deeds.map(|deed| {
        assert_eq!(deed["state"], "done", "{deed}");
        (text(&deed["name"]), text(&deed["message"]))
    });
    deeds.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_billed_since_the_backup_is_asked_about_and_not_sent_again() {
    let server = NvcfServer::start(&["nvapi-one", "nvapi-two"]).await;
    server.answer_at_once();
    let home = waiting(&server).await;
    // A backup on which nothing is sent yet.
    assert_eq!(repaired(&home)[0].0, "backups");
    must(&home, &["queue", "run"]);
    assert_eq!(server.begun(), JOBS);
    let paid = i64::try_from(JOBS).unwrap() * PRICE_MICRO_USD;
    assert_eq!(spent(&home), paid);
    // One of the videos is lost with the database.
    let videos = all_files(&home.library().join("videos"));
    let lost = videos.iter().find(|file| file.ends_with("take-0002.mp4"));
    let lost = lost.unwrap_or_else(|| panic!("no second take in {videos:?}"));
    for end in ["mp4", "json"] {
        std::fs::remove_file(lost.with_extension(end)).unwrap();
    }
    damage(&home, 0).await;
    let refused = run(&home, &["queue", "run"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(
        refused.stderr.contains("worldreel doctor --repair"),
        "{refused:?}"
    );

    let done = repaired(&home);
    assert_eq!(done[0].0, "database");
    assert!(done[0].1.contains("2 newer videos found"), "{done:?}");
    assert!(
        done[0].1.contains("1 takes may have been billed"),
        "{done:?}"
    );
    must(&home, &["queue", "run"]);
    assert_eq!(server.begun(), JOBS, "sent again, unasked");
    assert_eq!(spent(&home), paid, "what was paid is forgotten");
    let asked = in_doubt(&home);
    assert_eq!(asked.len(), 1);
    must(&home, &["decide", &asked[0], "again", "--yes"]);
    must(&home, &["queue", "run"]);
    assert_eq!(server.begun(), JOBS + 1);
    inspect::done_once(&home.library(), JOBS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_use_of_the_books_that_the_backup_does_not_know_stays_counted() {
    let server = NvcfServer::start(&["nvapi-one", "nvapi-two"]).await;
    let home = waiting(&server).await;
    repaired(&home);
    // Killed while the first renders are paid for, and the database with it.
    let mut armed = home.command(&["queue", "run"]);
    armed.env("WORLDREEL_CRASH_AT", "nvcf.before_ticket:1");
    let died = tokio::task::block_in_place(|| ran(&mut armed));
    assert_eq!(died.code, None, "{died:?}");
    let paid = spent(&home);
    assert!(paid > 0);
    damage(&home, 0).await;
    repaired(&home);
    assert_eq!(in_doubt(&home).len(), JOBS);
    must(&home, &["queue", "run"]);
    assert_eq!(spent(&home), paid);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_page_is_found_and_a_repair_is_safe_to_run_twice() {
    let home = home();
    render(&home, "7");
    damage(&home, 2).await;
    let before = std::fs::read(database(&home, "")).unwrap();
    let looked = run(&home, &["doctor"]);
    assert_eq!(looked.code, Some(1), "{looked:?}");
    let said = format!("{}{}", looked.stdout, looked.stderr);
    assert!(
        said.contains("damaged") && said.contains("--repair"),
        "{said}"
    );

    let done = repaired(&home);
    assert_eq!(done[0].0, "database");
    let kept = all_files(&home.library().join("damaged"));
    let kept = kept
        .iter()
        .find(|file| file.ends_with("library.db"))
        .unwrap();
    assert_eq!(std::fs::read(kept).unwrap(), before);
    // It was drawn after the backup, and its sidecar tells of it.
    inspect::done_once(&home.library(), 1).await;
    assert_eq!(repaired(&home), []);
    render(&home, "8");
    inspect::done_once(&home.library(), 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_damaged_itself_is_passed_over() {
    let home = home();
    render(&home, "7");
    let today = backups(&home).remove(0);
    let older = today.with_file_name("library-2020-02-29.db");
    std::fs::copy(&today, &older).unwrap();
    spoil(&today, 1);
    damage(&home, 0).await;
    let done = repaired(&home);
    assert!(done[0].1.contains("backup of 2020-02-29"), "{done:?}");
    inspect::done_once(&home.library(), 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_that_has_lost_its_database_is_refused_and_found_again() {
    let home = home();
    render(&home, "7");
    std::fs::remove_dir_all(home.library().join("backups")).unwrap();
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(database(&home, end));
    }
    for verb in ["sessions", "rescan", "doctor"] {
        let refused = run(&home, &[verb]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        assert!(refused.stderr.contains("library.db is gone"), "{refused:?}");
        assert!(
            refused
                .stderr
                .contains("`worldreel doctor --repair` rebuilds"),
            "{refused:?}"
        );
        assert!(
            !database(&home, "").exists(),
            "{verb} has made an empty library"
        );
    }
    let done = repaired(&home);
    assert!(done[0].1.contains("made anew"), "{done:?}");
    let sessions: Value = serde_json::from_str(&must(&home, &["sessions", "--json"])).unwrap();
    assert_eq!(sessions[0]["title"], "a red fox in snow");
    inspect::done_once(&home.library(), 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_that_the_database_does_not_know_is_told_and_taken_in() {
    let home = home();
    render(&home, "7");
    let forget = [
        "DELETE FROM videos",
        "UPDATE jobs SET state = 'failed', state_json = \
        '{\"state\":\"failed\",\"failure\":{\"class\":\"timeout\",\"message\":\"late\",\
        \"retry\":{\"retry\":\"never\"},\"billed\":\"no\",\"next_step\":{\"way_out\":\"retry\"}}}'",
    ];
    inspect::meddle(&home.library(), "UPDATE sessions SET cover = NULL").await;
    for sql in forget {
        inspect::meddle(&home.library(), sql).await;
    }
    let looked = must(&home, &["doctor"]);
    assert!(looked.contains("does not know 1 on the disk"), "{looked}");
    assert!(looked.contains("--repair takes them in"), "{looked}");
    let done = repaired(&home);
    assert_eq!(done[0].0, "unknown videos");
    inspect::done_once(&home.library(), 1).await;
    assert_eq!(repaired(&home), []);
}
