//! Every check and every test.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::step::{self, cargo};
use crate::{system, tidy, ui};

/// How many tests ran, over all runners.
#[derive(Debug, Default)]
struct Counts {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Counts {
    /// Reads the closing lines of cargo's, node's and vitest's runners.
    fn read(&mut self, line: &str) {
        let line = plain(line);
        if let Some(rest) = line.strip_prefix("test result: ") {
            self.passed += before(rest, " passed").unwrap_or(0);
            self.failed += before(rest, " failed").unwrap_or(0);
            self.skipped += before(rest, " ignored").unwrap_or(0);
        } else if let Some(rest) = line
            .trim_start_matches(['#', 'ℹ', ' '])
            .strip_prefix("pass ")
        {
            self.passed += rest.trim().parse::<u32>().unwrap_or(0);
        } else if let Some(rest) = line.trim().strip_prefix("Tests ") {
            self.passed += before(rest, " passed").unwrap_or(0);
        }
    }
}

/// The number right before a word.
fn before(text: &str, word: &str) -> Option<u32> {
    let at = text.find(word)?;
    text[..at]
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

/// A line without the colours of a terminal.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters
                .by_ref()
                .take_while(|c| !c.is_ascii_alphabetic())
                .for_each(drop);
        } else {
            out.push(letter);
        }
    }
    out
}

/// Runs all of them.
pub(crate) fn run() -> Result<()> {
    println!("Every check and every test; from an empty cache this takes about half an hour.");
    let mut counts = Counts::default();
    system::need(
        "the tests",
        &[system::DESKTOP, system::MEDIA, system::TESTS, system::SPEED],
    )?;
    step::run("formatting", &mut cargo(&["fmt", "--all", "--check"]))?;
    pages(&mut counts)?;
    step::run(
        "lints (five minutes at first)",
        &mut cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    )?;
    let mut tests = cargo(&["test", "--workspace", "--no-fail-fast"]);
    step::watch(
        "Rust tests (ten minutes at first)",
        &mut tests,
        &mut |line| counts.read(line),
    )?;
    tidy::run()?;
    browser(&mut counts)?;
    window(&mut counts)?;
    println!(
        "\n{} passed, {} failed, {} skipped",
        counts.passed, counts.failed, counts.skipped
    );
    Ok(())
}

fn pages(counts: &mut Counts) -> Result<()> {
    let npm = ui::installed()?;
    step::run("the pages' types", &mut npm.command(&["run", "check"])?)?;
    step::run("the pages' lints", &mut npm.command(&["run", "lint"])?)?;
    step::watch(
        "the pages' tests",
        &mut npm.command(&["test"])?,
        &mut |line| counts.read(line),
    )?;
    ui::build()
}

/// The pages in Chromium, against a real studio with a library of its own.
fn browser(counts: &mut Counts) -> Result<()> {
    step::run(
        "the programs",
        // As a whole, as the tests were: what is built already is not built again.
        &mut cargo(&["build", "--workspace"]),
    )?;
    let npm = ui::installed()?;
    let studio = Studio::start()?;
    let mut tests = npm.command(&["run", "e2e"])?;
    tests.env("WORLDREEL_URL", &studio.address);
    step::watch("the pages in Chromium", &mut tests, &mut |line| {
        counts.read(line);
    })
}

/// A headless studio that ends with the test.
struct Studio {
    process: Child,
    address: String,
    library: PathBuf,
}

impl Studio {
    fn start() -> Result<Self> {
        let library = step::target().join(format!("e2e-library-{}", std::process::id()));
        let mut process = Command::new(step::target().join("debug/worldreel"))
            .args(["serve", "--port", "0", "--library"])
            .arg(&library)
            // What tests set is not the user's.
            .env("XDG_CONFIG_HOME", &library)
            // Nor are the keys in the keyring: it is not found.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            .stdout(Stdio::piped())
            .spawn()
            .context("could not start the headless studio")?;
        let mut address = String::new();
        if let Some(out) = process.stdout.take() {
            // Its first line says where it is.
            BufReader::new(out).read_line(&mut address)?;
        }
        Ok(Self {
            process,
            address: address.trim().to_owned(),
            library,
        })
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        // It may have ended already; its library is of no use to anybody.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.library);
    }
}

/// The real window, on a display without a screen and a bus of its own.
fn window(counts: &mut Counts) -> Result<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut tests = step::command(
        "xvfb-run",
        &[
            "--auto-servernum",
            system::SCREEN,
            "dbus-run-session",
            "--",
            &cargo,
            "test",
            "--workspace",
            "--test",
            "window",
        ],
    );
    step::watch("the real window", &mut tests, &mut |line| counts.read(line))
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn closing_lines_of_every_runner_are_counted() {
        let mut counts = Counts::default();
        counts.read("test result: ok. 23 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out");
        counts.read("ℹ pass 7");
        counts.read("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m (12)");
        assert_eq!((counts.passed, counts.failed, counts.skipped), (42, 0, 1));
    }
}
