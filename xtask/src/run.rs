//! Starting Worldreel.

use anyhow::Result;

use crate::step::{self, cargo};
use crate::{system, ui};

/// Builds what is missing and starts the window, or without a display the headless
/// studio.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if display {
        println!(
            "There is a display: this starts the window. The first build takes about ten minutes."
        );
        system::need(
            "the window",
            &[system::DESKTOP, system::MEDIA, system::SPEED],
        )?;
    } else {
        println!(
            "There is no display: this starts the headless studio and prints its address.\n\
             The first build takes about six minutes."
        );
        system::need("the studio", &[&["build-essential"], system::SPEED])?;
    }
    ui::build()?;
    let package = if display {
        "worldreel-desktop"
    } else {
        "worldreel-cli"
    };
    step::run("Worldreel", &mut cargo(&["build", "--package", package]))?;
    let mut start = cargo(&["run", "--quiet", "--package", package, "--"]);
    if !display {
        start.arg("serve");
    }
    start.args(args);
    println!("==> starting");
    let status = start.status()?;
    anyhow::ensure!(status.success(), "Worldreel ended with {status}");
    Ok(())
}

/// Measures.
pub(crate) fn bench(args: &[String]) -> Result<()> {
    system::need(
        "the measurements",
        &[system::DESKTOP, system::MEDIA, system::SPEED, system::TESTS],
    )?;
    ui::build()?;
    let build = |what: &[&str]| {
        let mut build = cargo(&["build", "--release"]);
        build.args(what);
        build
    };
    step::run(
        "the window and an empty one (ten minutes at first)",
        &mut build(&[
            "--package",
            "worldreel-desktop",
            "--features",
            "custom-protocol",
            "--bin",
            "worldreel-desktop",
            "--example",
            "empty",
        ]),
    )?;
    step::run(
        "the studio and the measurements (ten minutes at first)",
        &mut build(&["--package", "worldreel-cli", "--package", "worldreel-bench"]),
    )?;
    let program = step::target().join("release/bench");
    let program = program.to_string_lossy();
    let display = std::env::var_os("DISPLAY").is_some();
    let mut bench = if display {
        step::command(&program, &[])
    } else {
        step::command(
            "xvfb-run",
            &[
                "--auto-servernum",
                system::SCREEN,
                "dbus-run-session",
                "--",
                &program,
            ],
        )
    };
    ui::installed()?.lend(&mut bench)?;
    bench.args(args).current_dir(step::root());
    step::run("measurements", &mut bench)
}
