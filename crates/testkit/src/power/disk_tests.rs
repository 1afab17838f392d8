use std::path::PathBuf;

use super::*;

const FOLDER: u64 = 1;
const FILE: u64 = 7;

fn path(text: &str) -> PathBuf {
    PathBuf::from(text)
}

fn made(name: &str) -> Record {
    Record::Make {
        path: path(name),
        inode: FILE,
        mode: 0o644,
    }
}

fn written(at: u64, bytes: &[u8]) -> Record {
    Record::Write {
        path: path("a"),
        inode: FILE,
        at,
        bytes: bytes.to_owned(),
    }
}

fn synced(inode: u64, before: u64) -> Record {
    Record::Sync {
        path: path("a"),
        inode,
        before,
    }
}

fn renamed(from: &str, to: &str) -> Record {
    let (from, to) = (path(from), path(to));
    Record::Rename { from, to }
}

fn disk(records: &[Record]) -> Disk {
    let mut disk = Disk::new(FOLDER);
    for (position, record) in (0..).zip(records) {
        disk.take(position, record);
    }
    disk
}

/// What may be left, of a thousand cuts: for each image, how often.
fn cuts(disk: &Disk) -> Vec<Image> {
    let mut dice = Dice::new(1);
    let mut found: Vec<Image> = Vec::new();
    for _ in 0..1_000 {
        let image = disk.cut(&mut dice);
        if !found.contains(&image) {
            found.push(image);
        }
    }
    found
}

fn names(disk: &Disk) -> Vec<Vec<String>> {
    let names = |image: &Image| {
        image
            .entries()
            .keys()
            .map(|path| path.display().to_string())
            .collect()
    };
    let mut all: Vec<Vec<String>> = cuts(disk).iter().map(names).collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn what_is_synced_with_its_name_survives_every_cut() {
    let disk = disk(&[
        made("a"),
        written(0, b"all"),
        synced(FILE, 2),
        synced(FOLDER, 3),
    ]);
    assert_eq!(cuts(&disk), [disk.now()]);
}

#[test]
fn a_name_that_is_not_synced_may_be_lost() {
    let disk = disk(&[made("a"), written(0, b"all"), synced(FILE, 2)]);
    assert_eq!(names(&disk), [vec![], vec!["a".to_owned()]]);
}

#[test]
fn a_sync_says_nothing_of_what_came_after_it_was_asked_for() {
    let records = [
        made("a"),
        synced(FOLDER, 1),
        written(0, b"all"),
        synced(FILE, 2),
    ];
    assert_eq!(cuts(&disk(&records)).len(), 3, "nothing, zeros, or all");
}

#[test]
fn a_write_that_is_not_synced_is_torn_between_sectors_and_nowhere_else() {
    let records = [made("a"), synced(FOLDER, 1), written(0, &[7; 1_024])];
    for image in cuts(&disk(&records)) {
        let Some(Entry::File { bytes, .. }) = image.entries().get(Path::new("a")) else {
            panic!("its name was synced: {image:?}");
        };
        for sector in bytes.chunks(512) {
            assert!(sector.iter().all(|byte| *byte == sector[0]), "{sector:?}");
        }
    }
}

#[test]
fn a_new_name_within_a_folder_comes_when_the_old_one_goes() {
    let disk = disk(&[made("a"), synced(FOLDER, 1), renamed("a", "b")]);
    assert_eq!(names(&disk), [["a"], ["b"]]);
}

#[test]
fn a_name_that_moves_to_another_folder_is_never_gone_in_both() {
    let folder = Record::Folder {
        path: path("f"),
        inode: 2,
        mode: 0o755,
    };
    let disk = disk(&[folder, made("a"), synced(FOLDER, 2), renamed("a", "f/b")]);
    assert_eq!(
        names(&disk),
        [vec!["a", "f"], vec!["a", "f", "f/b"], vec!["f", "f/b"]]
    );
}
