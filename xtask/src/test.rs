//! Every check and every test.

use anyhow::Result;

use crate::step::{self, cargo};

pub(crate) fn run(_args: &[String]) -> Result<()> {
    step::run("formatting", &mut cargo(&["fmt", "--all", "--check"]))?;
    step::run(
        "lints",
        &mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    step::run("Rust tests", &mut cargo(&["test", "--workspace"]))
}
