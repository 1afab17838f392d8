//! Death in the midst of a large import: it is queued as a whole, or not at all.

use serde_json::Value;
use worldreel_testkit::program::Home;

use crate::{armed, home, prompts};

const JOBS: u32 = 2_500;
/// No import of so many jobs has more slices, and no removal more.
const PASSES_MAX: u32 = 20;

/// A home with a paused queue of one job and a large file.
fn before() -> Home {
    let home = home();
    home.write("one.csv", prompts(1));
    home.write("large.csv", prompts(JOBS));
    home.must(&["queue", "pause"]);
    home.must(&["import", "one.csv", "--queue"]);
    home
}

fn live(home: &Home) -> Value {
    home.must_json(&["queue"])["live"].clone()
}

fn sessions(home: &Home) -> usize {
    home.must_json(&["sessions"]).as_array().unwrap().len()
}

#[test]
fn death_at_each_slice_queues_nothing_and_the_same_file_can_be_queued_again() {
    let import = ["import", "large.csv", "--queue"];
    for pass in 1..=PASSES_MAX {
        let home = before();
        let died = armed(&home, "store.slice", pass, &import);
        if died.code == Some(0) {
            // The first slice, one of revisions and one of jobs for each thousand, the last.
            assert_eq!(pass - 1, 1 + 3 + 3 + 1);
            assert_eq!(live(&home), 1 + JOBS);
            return;
        }
        assert_eq!(died.code, None, "{pass}: {died:?}");
        assert_eq!((live(&home), sessions(&home)), (1.into(), 1), "{pass}");
        home.must(&import);
        assert_eq!((live(&home), sessions(&home)), ((1 + JOBS).into(), 2));
        home.must(&["doctor"]);
    }
    panic!("the slices have no end");
}

#[test]
fn death_while_what_is_left_is_removed_leaves_it_to_the_next_start() {
    let home = before();
    // Dead before the last slice: all of it is written.
    let died = armed(&home, "store.slice", 8, &["import", "large.csv", "--queue"]);
    assert_eq!(died.code, None, "{died:?}");
    // Rendering goes on past the removal, which runs beside it.
    let mut passes = 0;
    for _ in 0..PASSES_MAX {
        let cleaned = armed(&home, "store.removed_slice", 1, &["doctor"]);
        assert_eq!((live(&home), sessions(&home)), (1.into(), 1));
        if cleaned.code == Some(0) {
            break;
        }
        passes += 1;
    }
    assert!((1..PASSES_MAX).contains(&passes), "{passes}");
    home.must(&["import", "large.csv", "--queue"]);
    assert_eq!((live(&home), sessions(&home)), ((1 + JOBS).into(), 2));
}
