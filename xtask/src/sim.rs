//! Whole nights of the queue in virtual time.

use anyhow::Result;

use crate::step::{self, cargo};

/// Plays nights, or one again.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut sim = cargo(&[
        "run",
        "--quiet",
        "--release",
        "--package",
        "worldreel-sim",
        "--",
    ]);
    sim.args(args);
    step::run("nights", &mut sim)
}
