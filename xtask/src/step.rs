//! One step of a longer piece of work: told before, timed, and explained when it fails.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The top folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// Where everything lands that is made and can be made again.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A command in the top folder of the workspace.
pub(crate) fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// Cargo itself, the one that runs this.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    command(&cargo, args)
}

/// Runs a command as a step: says what it does and how long it took.
pub(crate) fn run(what: &str, command: &mut Command) -> Result<()> {
    println!("==> {what}");
    let began = Instant::now();
    let status = command
        .status()
        .with_context(|| format!("could not start {command:?}"))?;
    ended(what, command, status, began)
}

/// As [`run`]; every line that it prints is shown and handed to `read`.
pub(crate) fn watch(what: &str, command: &mut Command, read: &mut dyn FnMut(&str)) -> Result<()> {
    println!("==> {what}");
    let began = Instant::now();
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start {command:?}"))?;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            std::io::stdout().flush()?;
            read(&line);
        }
    }
    let status = child.wait()?;
    ended(what, command, status, began)
}

fn ended(
    what: &str,
    command: &Command,
    status: std::process::ExitStatus,
    began: Instant,
) -> Result<()> {
    let seconds = began.elapsed().as_secs();
    if !status.success() {
        bail!("{what}: failed after {seconds} s ({status})\n  the command was: {command:?}");
    }
    println!("    {what}: {seconds} s");
    Ok(())
}

/// The folders where programs are found, with one more before them.
pub(crate) fn path_with(first: &Path) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(first.to_owned()).chain(std::env::split_paths(&old));
    std::env::join_paths(all).context("PATH can't be extended")
}
