mod full_disk;
mod verify;

use std::io::Read;

use super::*;
use crate::testing::{provenance, saved};

/// A library with takes 1 to `takes` of one session.
fn library(takes: u32) -> (tempfile::TempDir, Layout, Vec<ExportItem>) {
    let folder = tempfile::tempdir().unwrap();
    let layout = Layout::open(&folder.path().join("library")).unwrap();
    let items = (1..=takes).map(|take| item(&layout, provenance(1, take)));
    let items = items.collect();
    (folder, layout, items)
}

fn item(layout: &Layout, provenance: Provenance) -> ExportItem {
    let adopted = saved(layout, &provenance);
    ExportItem {
        provenance,
        file: adopted.file,
        poster: adopted.poster,
        sha256: adopted.sha256,
        size_bytes: adopted.facts.size_bytes,
        width: adopted.facts.width,
        height: adopted.facts.height,
        frames: adopted.facts.frames,
        duration_ms: adopted.facts.duration_ms,
    }
}

fn run(layout: &Layout, items: &[ExportItem], out: &Path) -> Result<Exported, ArchiveError> {
    let now = Timestamp::from_ms(1_764_050_000_000);
    export(layout, items, out, now, &mut |_, _| {
        ControlFlow::Continue(())
    })
}

fn entry(zip: &Path, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(File::open(zip).unwrap()).unwrap();
    let mut content = Vec::new();
    let mut entry = archive.by_name(name).unwrap();
    entry.read_to_end(&mut content).unwrap();
    content
}

fn text(zip: &Path, name: &str) -> String {
    String::from_utf8(entry(zip, name)).unwrap()
}

fn names(zip: &Path) -> Vec<String> {
    let archive = zip::ZipArchive::new(File::open(zip).unwrap()).unwrap();
    archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

fn files_beside(out: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(out.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_zip_holds_every_video_with_all_that_is_known_of_it() {
    let (folder, layout, mut items) = library(1);
    items[0].provenance.label = Some("fox-1".into());
    let out = folder.path().join("fox.zip");
    let exported = run(&layout, &items, &out).unwrap();
    assert_eq!((exported.videos, exported.missing.len()), (1, 0));
    assert_eq!(exported.size_bytes, fs::metadata(&out).unwrap().len());
    insta::assert_snapshot!(names(&out).join("\n"), @r"
    videos/a-red-fox/take-0001.mp4
    posters/a-red-fox/take-0001.png
    prompts/a-red-fox/take-0001.txt
    README.txt
    metadata.csv
    manifest.json
    SHA256SUMS
    ");
    let video = fs::read(layout.resolve(&items[0].file).unwrap()).unwrap();
    assert_eq!(entry(&out, "videos/a-red-fox/take-0001.mp4"), video);
    assert_eq!(
        text(&out, "prompts/a-red-fox/take-0001.txt"),
        "a red fox, in \"snow\""
    );
    let metadata = text(&out, "metadata.csv")
        .replace(&hex(&items[0].sha256), "[sha256]")
        .replace(&items[0].size_bytes.to_string(), "[size]");
    insta::assert_snapshot!(metadata, @r#"
    file_name,prompt,negative_prompt,seed,width,height,frames,fps,duration_s,steps,guidance,engine,session,take,label,sha256,size_bytes,video_id
    videos/a-red-fox/take-0001.mp4,"a red fox, in ""snow""",,42,64,64,8,8,1.000,,,sketch,A red fox,1,fox-1,[sha256],[size],00000000-0000-0001-0000-000100000001
    "#);
    let manifest: serde_json::Value = serde_json::from_str(&text(&out, "manifest.json")).unwrap();
    let video = &manifest["videos"][0];
    assert_eq!(video["sha256"], hex(&items[0].sha256));
    assert_eq!(
        serde_json::from_value::<Provenance>(video["provenance"].clone()).unwrap(),
        items[0].provenance
    );
    assert_eq!(files_beside(&out), ["fox.zip"]);
}

#[test]
fn the_same_selection_gives_the_same_bytes() {
    let (folder, layout, items) = library(2);
    let (one, other) = (folder.path().join("1.zip"), folder.path().join("2.zip"));
    run(&layout, &items, &one).unwrap();
    run(&layout, &items, &other).unwrap();
    assert_eq!(fs::read(one).unwrap(), fs::read(other).unwrap());
}

#[test]
fn a_video_that_is_selected_twice_is_written_once() {
    let (folder, layout, items) = library(1);
    let out = folder.path().join("fox.zip");
    let twice = [items[0].clone(), items[0].clone()];
    assert_eq!(run(&layout, &twice, &out).unwrap().videos, 1);
}

#[test]
fn missing_and_damaged_videos_are_named_and_the_others_get_out() {
    let (folder, layout, mut items) = library(4);
    let damaged = layout.resolve(&items[0].file).unwrap();
    let mut bytes = fs::read(&damaged).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&damaged, &bytes).unwrap();
    fs::remove_file(layout.resolve(&items[1].file).unwrap()).unwrap();
    items[2].file = "../../secret".into();
    let out = folder.path().join("fox.zip");
    let exported = run(&layout, &items, &out).unwrap();
    let saved_as = "damaged/a-red-fox/take-0001.mp4.damaged";
    assert_eq!(exported.videos, 1);
    assert_eq!(
        exported.damaged,
        [DamagedVideo {
            video: items[0].provenance.video,
            file: items[0].file.clone(),
            saved_as: saved_as.into(),
        }]
    );
    let reasons: Vec<_> = exported
        .missing
        .iter()
        .map(|missing| missing.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        ["the file is not there", "its name leads out of the library"]
    );
    assert_eq!(entry(&out, saved_as), bytes);
    assert_eq!(text(&out, "metadata.csv").lines().count(), 2);
    let manifest: serde_json::Value = serde_json::from_str(&text(&out, "manifest.json")).unwrap();
    assert_eq!(manifest["damaged"][0]["file"], saved_as);
    assert_eq!(manifest["missing"][0]["reason"], "the file is not there");
    assert_eq!(verify(&out).unwrap().broken, []);
}

#[test]
fn a_copy_that_is_taken_out_again_leaves_no_byte() {
    let (folder, layout, items) = library(1);
    let sizes = [false, true].map(|with_copy| {
        let out = folder.path().join("fox.zip");
        let file = File::create(&out).unwrap();
        let mut go_on = |_, _| ControlFlow::Continue(());
        let mut entries = entries::Entries::new(&layout, &file, &out, 0, &mut go_on);
        let at = Timestamp::from_ms(0);
        if with_copy {
            let copied = entries.copy(&items[0].file, "fox.mp4", at).unwrap();
            assert_eq!(copied.unwrap().sha256, items[0].sha256);
            entries.abort().unwrap();
        }
        entries.finish(at).unwrap();
        fs::metadata(&out).unwrap().len()
    });
    assert_eq!(sizes[0], sizes[1]);
}

#[test]
fn without_one_readable_video_no_zip_replaces_the_old_one() {
    let (folder, layout, items) = library(1);
    fs::remove_file(layout.resolve(&items[0].file).unwrap()).unwrap();
    let out = folder.path().join("fox.zip");
    fs::write(&out, "the old one").unwrap();
    let error = run(&layout, &items, &out).unwrap_err();
    assert!(matches!(&error, ArchiveError::NothingReadable { missing } if missing.len() == 1));
    assert!(matches!(run(&layout, &[], &out), Err(ArchiveError::Empty)));
    assert_eq!(fs::read(&out).unwrap(), b"the old one");
    assert_eq!(files_beside(&out), ["fox.zip"]);
}

#[test]
fn a_cancelled_export_leaves_the_old_zip_and_no_other_file() {
    let (folder, layout, items) = library(2);
    let out = folder.path().join("fox.zip");
    fs::write(&out, "the old one").unwrap();
    let now = Timestamp::from_ms(0);
    let mut told = Vec::new();
    let error = export(&layout, &items, &out, now, &mut |done, total| {
        told.push((done, total));
        if done > items[0].size_bytes {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .unwrap_err();
    assert!(matches!(error, ArchiveError::Cancelled));
    assert_eq!(fs::read(&out).unwrap(), b"the old one");
    assert_eq!(files_beside(&out), ["fox.zip"]);
    let total = items[0].size_bytes + items[1].size_bytes;
    assert!(told.is_sorted() && told.iter().all(|at| at.1 == total && at.0 <= total));
}

#[test]
fn progress_is_told_for_each_mebibyte_and_ends_at_the_whole() {
    let (folder, layout, mut items) = library(1);
    // What it is told follows from the bytes, not from what they mean.
    let path = layout.resolve(&items[0].file).unwrap();
    fs::write(&path, vec![7; 3_500_000]).unwrap();
    items[0].size_bytes = 3_500_000;
    let mut told = Vec::new();
    let out = folder.path().join("fox.zip");
    export(
        &layout,
        &items,
        &out,
        Timestamp::from_ms(0),
        &mut |done, _| {
            told.push(done);
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    told.dedup();
    assert_eq!(told, [0, 1_048_576, 2_097_152, 3_145_728, 3_500_000]);
}

#[test]
fn more_than_the_disk_holds_is_refused_before_a_byte_is_copied() {
    let (folder, layout, mut items) = library(1);
    items[0].size_bytes = u64::MAX;
    let out = folder.path().join("fox.zip");
    assert!(matches!(
        run(&layout, &items, &out),
        Err(ArchiveError::Full(_))
    ));
    assert_eq!(files_beside(&out), [""; 0]);
}

#[test]
fn a_prompt_that_looks_like_a_formula_leaves_and_comes_back_to_the_letter() {
    let (folder, layout, mut items) = library(2);
    let prompt = "=HYPERLINK(\"x\"), a fox\n+ a hare\t🦊";
    items[0].provenance.text.prompt = prompt.parse().unwrap();
    items[0].provenance.text.negative_prompt = Some("-blur".parse().unwrap());
    items[0].provenance.spec.guidance = Some(6.5);
    let out = folder.path().join("fox.zip");
    run(&layout, &items, &out).unwrap();
    let file = crate::prompt_file::parse("metadata.csv", &entry(&out, "metadata.csv")).unwrap();
    let order = file.rows[0].outcome.as_ref().unwrap();
    assert_eq!(order.prompt, items[0].provenance.text.prompt);
    assert_eq!(
        order.negative_prompt,
        items[0].provenance.text.negative_prompt
    );
    assert_eq!(
        (order.seed, order.fps, order.guidance),
        (Some(42), Some(8), Some(6.5))
    );
    assert_eq!(text(&out, "prompts/a-red-fox/take-0001.txt"), prompt);
    assert_eq!(file.rows[1].line, 4);
}
