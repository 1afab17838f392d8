use std::fs::{self, File};
use std::io::Write;

use super::super::{ArchiveError, verify};
use super::{entry, library, names, run};

#[test]
fn a_changed_byte_in_the_zip_is_found() {
    let (folder, layout, items) = library(2);
    let out = folder.path().join("fox.zip");
    run(&layout, &items, &out).unwrap();
    let whole = verify(&out).unwrap();
    assert_eq!((whole.videos, whole.files, whole.broken.len()), (2, 9, 0));
    let video = fs::read(layout.resolve(&items[1].file).unwrap()).unwrap();
    let mut zip = fs::read(&out).unwrap();
    let at = zip
        .windows(video.len())
        .position(|window| window == video)
        .unwrap();
    zip[at + video.len() / 2] ^= 1;
    fs::write(&out, &zip).unwrap();
    let broken = verify(&out).unwrap().broken;
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0].name, "videos/a-red-fox/take-0002.mp4");
    insta::assert_snapshot!(broken[0].reason, @"it can't be read back: Invalid checksum");
}

#[test]
fn a_video_that_was_exchanged_or_left_out_is_found() {
    let (folder, layout, items) = library(2);
    let out = folder.path().join("fox.zip");
    run(&layout, &items, &out).unwrap();
    // As another program would write it: each entry's own CRC is right.
    let changed = folder.path().join("changed.zip");
    let mut zip = zip::ZipWriter::new(File::create(&changed).unwrap());
    for name in names(&out) {
        let content = match name.as_str() {
            "videos/a-red-fox/take-0001.mp4" => b"another video".to_vec(),
            "videos/a-red-fox/take-0002.mp4" => continue,
            _ => entry(&out, &name),
        };
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap();
    let broken = verify(&changed).unwrap().broken;
    let lines = broken
        .iter()
        .map(|broken| format!("{}: {}", broken.name, broken.reason));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r"
    videos/a-red-fox/take-0001.mp4: its content is not what its checksum says
    videos/a-red-fox/take-0002.mp4: it is not in the ZIP
    ");
}

#[test]
fn a_file_that_is_no_zip_of_ours_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.zip");
    assert!(matches!(verify(&path), Err(ArchiveError::Read { .. })));
    fs::write(&path, "notes").unwrap();
    assert!(matches!(verify(&path), Err(ArchiveError::NotOurs { .. })));
    let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("manifest.json", options).unwrap();
    zip.write_all(b"{\"version\":2}").unwrap();
    zip.finish().unwrap();
    assert!(matches!(
        verify(&path),
        Err(ArchiveError::Newer { found: 2, .. })
    ));
}
