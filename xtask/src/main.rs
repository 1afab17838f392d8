//! Everything that is done to this workspace: `cargo xtask run`, `cargo xtask test`
//! and the steps they consist of. It holds no product code.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that reports"
)]

mod arrows;
mod codegen;
mod eval;
mod node;
mod run;
mod sim;
mod step;
mod system;
mod test;
mod tidy;
mod tree;
mod ui;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run      build what is missing and start Worldreel: its window, or without a display
           the headless studio, whose address is printed. What follows is handed on:
           cargo xtask run -- --library DIR
  test     every check and every test; installs what they need
  tidy     the checks of structure: arrows between crates, licences, links, words
  ui       build the pages into ui/dist
  codegen  write the files that are made from the command table
  bench    measure, each figure beside a reference of the same run
  eval     how well prompts are refined: the rules, a model at its worst, and the model that
           WORLDREEL_EVAL_URL, _MODEL and _KEY name. --write writes docs/refinement.md
  sim      play whole nights of the queue in virtual time: --nights N (1,000), or one again
           with --seed N; --trace prints its steps
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.filter(|arg| arg != "--").collect();
    let done = match command.as_str() {
        "run" => run::run(&rest),
        "test" => test::run(),
        "tidy" => tidy::run(),
        "ui" => ui::build(),
        "codegen" => codegen::run(),
        "bench" => run::bench(&rest),
        "eval" => eval::run(&rest),
        "sim" => sim::run(&rest),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        other => Err(anyhow::anyhow!("there is no command {other:?}\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::HELP;

    /// A newcomer types what the documents say.
    #[test]
    fn every_xtask_command_that_a_document_names_exists() {
        let documents = [
            include_str!("../../README.md"),
            include_str!("../../CONTRIBUTING.md"),
            include_str!("../../docs/ARCHITECTURE.md"),
            include_str!("../../docs/reliability.md"),
            include_str!("../../.ci/run"),
        ];
        let named: Vec<&str> = documents
            .iter()
            .flat_map(|text| text.split("cargo xtask ").skip(1))
            .filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next())
            .collect();
        for name in ["run", "test", "bench"] {
            assert!(named.contains(&name), "the documents name {name}");
        }
        for name in named {
            let listed = HELP.lines().any(|line| {
                line.strip_prefix("  ")
                    .is_some_and(|line| line.split(' ').next() == Some(name))
            });
            assert!(listed, "cargo xtask {name} is named and does not exist");
        }
    }
}
