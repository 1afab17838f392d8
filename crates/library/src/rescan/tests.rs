use super::*;
use crate::testing::{provenance, saved};

fn library() -> (tempfile::TempDir, Layout) {
    let folder = tempfile::tempdir().unwrap();
    let layout = Layout::open(folder.path()).unwrap();
    (folder, layout)
}

fn run(layout: &Layout) -> Rescan {
    rescan(layout, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn reasons(rescan: &Rescan) -> String {
    let lines = rescan.problems.iter();
    let lines = lines.map(|problem| format!("{}: {}", problem.file, problem.reason));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rescan_finds_what_was_adopted_in_the_order_it_was_queued() {
    let (_folder, layout) = library();
    let mut expected = Vec::new();
    for (session, take) in [(2, 1), (1, 2), (1, 3)] {
        let provenance = provenance(session, take);
        let adopted = saved(&layout, &provenance);
        expected.push(Found {
            provenance,
            adopted,
        });
    }
    let mut told = Vec::new();
    let rescan = rescan(&layout, &mut |done, total| {
        told.push((done, total));
        ControlFlow::Continue(())
    });
    assert_eq!(
        rescan.unwrap(),
        Rescan {
            found: expected,
            problems: vec![]
        }
    );
    assert_eq!(told, [(0, 3), (1, 3), (2, 3), (3, 3)]);
}

#[test]
fn an_empty_library_has_nothing_and_no_problem() {
    let (_folder, layout) = library();
    let rescan = run(&layout);
    assert!(rescan.found.is_empty() && rescan.problems.is_empty());
}

#[test]
fn each_file_that_can_not_be_taken_up_says_why_and_stops_no_other() {
    let (_folder, layout) = library();
    let path = |take| {
        let adopted = saved(&layout, &provenance(1, take));
        layout.resolve(&adopted.file).unwrap()
    };
    fs::remove_file(sidecar::path_for(&path(1))).unwrap();
    fs::write(sidecar::path_for(&path(2)), "{}").unwrap();
    fs::write(sidecar::path_for(&path(3)), "{\"version\": 9}").unwrap();
    let cut = path(4);
    let bytes = fs::read(&cut).unwrap();
    fs::write(&cut, &bytes[..bytes.len() - 10]).unwrap();
    fs::write(path(5), "").unwrap();
    fs::write(path(6).with_file_name("._take-0006.mp4"), "attributes").unwrap();
    let rescan = run(&layout);
    let root = layout.root().display().to_string();
    insta::assert_snapshot!(reasons(&rescan).replace(&root, "[library]"), @r"
    videos/a-red-fox-00000001/take-0001.mp4: its sidecar take-0001.json is missing
    videos/a-red-fox-00000001/take-0002.mp4: [library]/videos/a-red-fox-00000001/take-0002.json is not a sidecar of ours: missing field `version`
    videos/a-red-fox-00000001/take-0003.mp4: the sidecar [library]/videos/a-red-fox-00000001/take-0003.json was written by a newer Worldreel (version 9)
    videos/a-red-fox-00000001/take-0004.mp4: the file is cut short: 10 bytes are missing
    videos/a-red-fox-00000001/take-0005.mp4: the file is empty
    ");
    assert_eq!(rescan.found.len(), 1);
    assert_eq!(rescan.found[0].provenance.take, 6);
}

#[test]
fn of_two_files_of_one_video_the_one_at_home_is_kept() {
    let (_folder, layout) = library();
    let adopted = saved(&layout, &provenance(1, 1));
    let home = layout.resolve(&adopted.file).unwrap();
    // Comes first by name, and yet it is the copy.
    let copy = layout.videos().join("Copy of fox").join("take-0001.mp4");
    fs::create_dir(copy.parent().unwrap()).unwrap();
    fs::copy(&home, &copy).unwrap();
    fs::copy(sidecar::path_for(&home), sidecar::path_for(&copy)).unwrap();
    let rescan = run(&layout);
    assert_eq!(rescan.found.len(), 1);
    assert_eq!(rescan.found[0].adopted.file, adopted.file);
    insta::assert_snapshot!(reasons(&rescan), @"videos/Copy of fox/take-0001.mp4: it says it is the same video as videos/a-red-fox-00000001/take-0001.mp4, which was kept");
    // With the home gone, the copy is the video.
    fs::remove_file(&home).unwrap();
    let file = &run(&layout).found[0].adopted.file;
    assert_eq!(file, "videos/Copy of fox/take-0001.mp4");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let (folder, layout) = library();
    let adopted = saved(&layout, &provenance(1, 1));
    let home = layout.resolve(&adopted.file).unwrap();
    std::os::unix::fs::symlink(&home, home.with_file_name("link.mp4")).unwrap();
    std::os::unix::fs::symlink(folder.path(), layout.videos().join("loop")).unwrap();
    let rescan = run(&layout);
    assert_eq!(rescan.found.len(), 1);
    insta::assert_snapshot!(reasons(&rescan), @"videos/a-red-fox-00000001/link.mp4: it is a link, and links are not followed");
}

#[test]
fn a_rescan_can_be_cancelled() {
    let (_folder, layout) = library();
    saved(&layout, &provenance(1, 1));
    let cancelled = rescan(&layout, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(cancelled, Err(RescanError::Cancelled)));
}
