//! Syncs that are left out are found: the harness is not blind, and the product has no sync
//! for nothing.
#![expect(
    clippy::print_stdout,
    reason = "what was found by which lie is for people"
)]

use std::path::Path;

use worldreel_testkit::dice::Dice;

use crate::cut::Lie;
use crate::evening::recorded;
use crate::moments::after;

/// Cuts until a lie must have been found. Most are found by one of the first.
const CUTS_MAX: usize = 150;

fn is(path: &Path, folder: &str, end: &str) -> bool {
    let text = path.to_string_lossy();
    text.starts_with(folder) && text.ends_with(end)
}

/// Whether it is a folder of one session's videos.
fn session(path: &Path) -> bool {
    path.starts_with("library/videos") && path.components().count() == 3
}

/// Each sync of the product and of SQLite that a promise stands on.
const LIES: &[(&str, Lie)] = &[
    ("the library's log", |path| path.ends_with("library.db-wal")),
    ("the library's database", |path| {
        path.ends_with("library.db")
    }),
    ("the machine's log", |path| path.ends_with("machine.db-wal")),
    ("the machine's database", |path| {
        path.ends_with("machine.db")
    }),
    ("the folder of the library", |path| {
        path == Path::new("library")
    }),
    ("the folder above the library", |path| path == Path::new("")),
    ("the folder of keys and settings", |path| {
        path == Path::new("config/worldreel")
    }),
    ("the folder above them", |path| path == Path::new("config")),
    ("a rendered file", |path| {
        is(path, "library/incoming/", ".part")
    }),
    ("a video's sidecar", |path| {
        is(path, "library/videos/", ".json.tmp")
    }),
    ("a video's poster", |path| {
        is(path, "library/videos/", ".png.tmp")
    }),
    ("a session's folder", session),
    ("the folder of videos", |path| {
        path == Path::new("library/videos")
    }),
    ("the values of keys", |path| {
        is(path, "config/", "keys.json.tmp")
    }),
    ("the settings", |path| {
        is(path, "config/", "settings.json.tmp")
    }),
    ("a backup", |path| is(path, "library/backups/", ".part")),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_sync_that_is_left_out_is_found() {
    let recorded = recorded().await;
    let mut unseen = Vec::new();
    for (seed, (name, lie)) in (0_u64..).zip(LIES) {
        let mut found = None;
        let cuts = after(recorded, *lie, CUTS_MAX, &mut Dice::new(seed));
        for (number, (moment, image)) in recorded.cuts(&cuts, seed, *lie).enumerate() {
            let broken = recorded.broken(moment, &image).await;
            if let Some(first) = broken.into_iter().next() {
                found = Some((number + 1, first));
                break;
            }
        }
        match found {
            Some((cuts, first)) => println!("without {name}, at cut {cuts}: {first}"),
            None => unseen.push(*name),
        }
    }
    assert!(unseen.is_empty(), "nothing is broken without: {unseen:?}");
}
