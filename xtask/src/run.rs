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
    let mut bench = cargo(&[
        "run",
        "--release",
        "--package",
        "worldreel-bench",
        "--bin",
        "bench",
        "--",
    ]);
    bench.args(args);
    step::run(
        "measurements (the first build takes ten minutes)",
        &mut bench,
    )
}
