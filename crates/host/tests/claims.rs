//! Claims of two processes on the same thing.
#![allow(missing_docs, clippy::unwrap_used)]

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use worldreel_host::claim::Claims;

/// Where the other process claims something; only set for that one.
const FOLDER: &str = "WORLDREEL_TEST_CLAIMS";

/// What the other process says once it has its claim.
const CLAIMED: &str = "claimed";

/// Runs in the other process: claims the one place and keeps it until it is killed.
#[test]
fn the_other_process() {
    let Some(folder) = env::var_os(FOLDER) else {
        return;
    };
    let claims = Claims::new(folder.into());
    let _claim = claims.first_free("account", 0..1).unwrap().unwrap();
    // Past the test's own capture of what is printed.
    let mut said = std::io::stderr();
    writeln!(said, "{CLAIMED}").unwrap();
    // Ends when this process is killed, or the test that started it is gone.
    let _ = std::io::stdin().read_line(&mut String::new());
}

fn other_process(folder: &Path) -> Child {
    let mut other = Command::new(env::current_exe().unwrap())
        .args(["--exact", "the_other_process", "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(other.stderr.take().unwrap());
    let claimed = said
        .lines()
        .map_while(Result::ok)
        .any(|line| line == CLAIMED);
    assert!(claimed, "the other process has no claim");
    other
}

#[test]
fn a_process_that_is_killed_leaves_its_claim() {
    let folder = tempfile::tempdir().unwrap();
    let mut other = other_process(folder.path());
    let claims = Claims::new(folder.path().to_owned());
    let taken = claims.first_free("account", 0..1).unwrap();
    assert!(taken.is_none(), "two processes have one place");
    // On Unix, with the signal that no process can answer.
    other.kill().unwrap();
    other.wait().unwrap();
    assert!(claims.first_free("account", 0..1).unwrap().is_some());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    for file in left {
        assert_eq!(file.unwrap().metadata().unwrap().len(), 0);
    }
}
