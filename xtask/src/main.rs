//! Everything that is done to this workspace: `cargo xtask run`, `cargo xtask test`
//! and the steps they consist of. It holds no product code.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod codegen;
mod step;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  codegen  write the files that are made from the command table
  test     run every check and every test; installs what they need
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let done = match command.as_str() {
        "test" => test::run(&rest),
        "codegen" => codegen::run(),
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
