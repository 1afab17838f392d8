//! The promise: whatever kills the studio, and whenever, no job is lost and none is
//! done twice.
#![expect(clippy::unwrap_used, reason = "a set-up that fails fails its test")]

mod away;
mod damage;
mod large;
#[cfg(target_os = "linux")]
mod night;
mod paid;
mod points;
mod promise;
mod rounds;
mod stages;

use std::path::Path;

use worldreel_testkit::inspect::all_files;
use worldreel_testkit::program::{Home, Ran, ran};

/// A new home for the program.
fn home() -> Home {
    Home::new(env!("CARGO_BIN_EXE_worldreel"))
}

/// A prompt file that asks for this many small clips.
fn prompts(count: u32) -> String {
    (1..=count).fold(
        "prompt,width,height,frames,fps,seed\n".into(),
        |text, line| format!("{text}fox number {line} in snow,64,64,10,10,{line}\n"),
    )
}

/// Runs the program with a crash point armed.
fn armed(home: &Home, point: &str, pass: u32, args: &[&str]) -> Ran {
    let mut command = home.command(args);
    ran(command.env("WORLDREEL_CRASH_AT", format!("{point}:{pass}")))
}

/// Copies a folder with all that is in it.
fn copied(from: &Path, to: &Path) {
    for file in all_files(from) {
        let path = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(file, path).unwrap();
    }
}
