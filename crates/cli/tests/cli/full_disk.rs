//! A disk without space left: a small one of its own, which only a superuser can mount.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use worldreel_testkit::disk::SmallDisk;
use worldreel_testkit::inspect;
use worldreel_testkit::program::{Home, ran};

use crate::said::{assert_said, home, refusal};

/// A disk of a few megabytes.
fn small_disk(home: &Home) -> Option<SmallDisk> {
    SmallDisk::mount(&home.path().join("disk"), 6)
}

fn render(library: &Path) -> Vec<String> {
    let library = library.to_str().unwrap();
    [
        "render",
        "a red fox in snow",
        "--library",
        library,
        "--seed",
        "7",
        "--size",
        "64x64",
        "--frames",
        "10",
        "--fps",
        "10",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[tokio::test]
async fn a_call_on_a_full_disk_says_so_and_works_once_there_is_room() {
    let home = home();
    let Some(disk) = small_disk(&home) else {
        return;
    };
    let call = render(&disk.path().join("library"));
    home.must(&call);
    disk.fill();
    // Which file can't grow, and so what SQLite says of it, differs.
    let refused = home.run(&call);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    let first = "error: no space is left for the database\n";
    assert!(refused.stderr.starts_with(first), "{refused:?}");
    let last = "hint: make room on the disk; nothing is lost\n";
    assert!(refused.stderr.ends_with(last), "{refused:?}");
    disk.make_room();
    home.must(&call);
    inspect::done_once(&disk.path().join("library"), 2).await;
}

#[tokio::test]
async fn a_disk_that_fills_up_while_it_renders_stops_nothing_for_good() {
    let home = home();
    let Some(disk) = small_disk(&home) else {
        return;
    };
    let library = disk.path().join("library");
    let args = [
        "serve",
        "--port",
        "0",
        "--library",
        library.to_str().unwrap(),
    ];
    let served = home.served(&mut home.command(&args));
    let item = |frames: u32| {
        let spec = json!({
            "size": { "width": 320, "height": 180 }, "frames": frames, "fps": 30, "seed": 7,
        });
        json!({ "prompt": "a red fox in snow", "spec": spec })
    };
    let batch = json!({ "items": [item(200), item(10), item(10)] });
    served.post("/batches", &batch).await.unwrap();
    let drawing = |queue: &Value| !queue["jobs"][0]["progress"].is_null();
    served.until(drawing).await.unwrap();
    disk.fill();
    // It is told what is wrong, and nothing is promised.
    let refused = served
        .post("/batches", &json!({ "items": vec![item(10); 50] }))
        .await;
    assert_eq!(refused.unwrap_err().status().unwrap().as_u16(), 507);
    // The render goes on to its end, and can't be kept.
    let drawn = |queue: &Value| queue["jobs"][0]["progress"].is_null();
    served.until(drawn).await.unwrap();
    disk.make_room();
    served.until(|queue| queue["live"] == 0).await.unwrap();
    assert!(served.stop().success());
    inspect::done_once(&library, 3).await;
}

#[tokio::test]
async fn a_video_that_does_not_fit_where_it_is_saved_stays_in_the_library() {
    let home = home();
    let Some(disk) = small_disk(&home) else {
        return;
    };
    disk.fill();
    let to = disk.path().join("fox.mp4");
    let mut call = render(&home.library());
    call.extend(["-o".to_owned(), to.to_str().unwrap().to_owned()]);
    assert_said!(home, refusal(&home.run(&call)), @r"
    exit 1
    1 take, free (this computer)
    error: could not save ~/disk/fox.mp4
      caused by: No space left on device (os error 28)

    hint: choose another place; the video stays in the library
    ");
    assert!(
        !to.exists() && !disk.path().join("fox.mp4.part").exists(),
        "half a file stayed"
    );
    inspect::done_once(&home.library(), 1).await;
}

/// Anybody can limit how large a file may become: it is like a disk that is full for
/// large files only.
#[tokio::test]
async fn a_file_that_may_not_grow_fails_its_job_alone() {
    let home = home();
    home.must(&render(&home.library()));
    let mut shell = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_worldreel");
    // Blocks of 512 bytes; the signal that would end the program is ignored.
    let script = format!("trap '' XFSZ; ulimit -f 1; exec {program} sessions");
    shell.arg("-c").arg(script);
    home.settle(&mut shell);
    let ran = ran(&mut shell);
    assert_ne!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.starts_with("error: "), "{ran:?}");
    home.must(&render(&home.library()));
    inspect::done_once(&home.library(), 2).await;
}
