//! How well prompts are refined, in figures.

use anyhow::Result;

use crate::step::{self, cargo};

/// Where the tables are written.
const TABLES: &str = "docs/refinement.md";

/// Puts our cases to the rules, to a model at its worst, and to a real model when
/// `WORLDREEL_EVAL_URL` and `WORLDREEL_EVAL_MODEL` are set. `--write` writes the tables.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut eval = cargo(&[
        "run",
        "--quiet",
        "--package",
        "worldreel-refine",
        "--example",
        "eval",
        "--",
    ]);
    for arg in args {
        eval.arg(arg);
        if arg == "--write" {
            eval.arg(TABLES);
        }
    }
    step::run("refinement", &mut eval)
}
