//! Disks that can't be written.
#![cfg(target_os = "linux")]

use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use worldreel_testkit::inspect::all_files;
use worldreel_testkit::program::{Home, ran};

use crate::said::{assert_said, home, refusal};

const SMALL: [&str; 6] = ["--size", "64x64", "--frames", "10", "--fps", "10"];
/// Nobody's user id.
const NOBODY: u32 = 65534;

fn render<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["render", "a red fox in snow", "--seed", "7"];
    args.extend(SMALL);
    args.extend(more);
    args
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Makes everything below a folder read-only, or writable again.
fn set_writable(folder: &Path, writable: bool) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            set_writable(&path, writable);
        } else {
            let mode = if writable { 0o644 } else { 0o444 };
            std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        }
    }
    let mode = if writable { 0o755 } else { 0o555 };
    std::fs::set_permissions(folder, PermissionsExt::from_mode(mode)).unwrap();
}

/// The program as a user who owns the home, but not the library.
fn as_another(home: &Home, args: &[&str]) -> Command {
    if !is_root() {
        return home.command(args);
    }
    // A superuser may write everything, whatever its mode.
    for folder in [home.path(), &home.work()] {
        chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let _ = std::fs::remove_dir_all(home.path().join("state"));
    // Where the program was built may be closed to others.
    let program = home.path().join("worldreel");
    if !program.exists() {
        std::fs::copy(env!("CARGO_BIN_EXE_worldreel"), &program).unwrap();
    }
    let mut command = Command::new(program);
    command.args(args).uid(NOBODY).gid(NOBODY);
    home.settle(&mut command);
    command
}

#[test]
fn a_library_that_can_not_be_written_is_refused_and_left_as_it_is() {
    let home = home();
    home.must(&render(&[]));
    let before = all_files(&home.library());
    set_writable(&home.library(), false);
    let said = |args: &[&str]| refusal(&ran(&mut as_another(&home, args)));
    assert_said!(home, said(&["sessions"]), @r"
    exit 1
    error: the library folder ~/library can't be written
      caused by: Permission denied (os error 13)

    hint: make the folder writable for this user, or choose another with --library
    ");
    assert_said!(home, said(&render(&[])), @r"
    exit 1
    error: the library folder ~/library can't be written
      caused by: Permission denied (os error 13)

    hint: make the folder writable for this user, or choose another with --library
    ");
    assert_said!(home, said(&["doctor"]), @r"
    exit 1
    error: the library folder ~/library can't be written
      caused by: Permission denied (os error 13)

    hint: make the folder writable for this user, or choose another with --library
    ");
    set_writable(&home.library(), true);
    assert_eq!(all_files(&home.library()), before);
    home.must(&render(&[]));
}

#[test]
fn a_place_that_can_not_be_written_keeps_the_video_in_the_library() {
    let home = home();
    let place = home.path().join("place");
    std::fs::create_dir(&place).unwrap();
    set_writable(&place, false);
    let to = place.join("fox.mp4");
    let args = render(&["-o", to.to_str().unwrap()]);
    let ran = ran(&mut as_another(&home, &args));
    assert_said!(home, refusal(&ran), @r"
    exit 1
    1 take, free (this computer)
    error: could not save ~/place/fox.mp4
      caused by: Permission denied (os error 13)

    hint: choose another place; the video stays in the library
    ");
    let told = sessions(&home);
    assert_eq!(told[0]["done"], 1);
}

fn sessions(home: &Home) -> Value {
    let ran = ran(&mut as_another(home, &["sessions", "--json"]));
    serde_json::from_str(&ran.stdout).unwrap()
}
