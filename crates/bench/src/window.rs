//! The window: how soon it can be used and what it weighs, beside an empty one.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::{Row, ms, programs, quantile};

const ROUNDS: usize = 10;
/// No start takes longer.
const PATIENCE: Duration = Duration::from_secs(60);
/// After the first paint, until memory is looked at.
const SETTLED: Duration = Duration::from_secs(5);
/// Between two looks whether it is painted.
const LOOK_AGAIN: Duration = Duration::from_millis(1);
/// What the window logs when its first screen can be used.
const SIGN: &str = "the first screen is painted";

pub(crate) fn measure() -> Result<Vec<Row>> {
    ensure!(
        std::env::var_os("DISPLAY").is_some(),
        "the window needs a display: xvfb-run dbus-run-session -- cargo xtask bench"
    );
    let (mut ours, mut empty) = (Vec::new(), Vec::new());
    let (mut our_pss, mut empty_pss) = (Vec::new(), Vec::new());
    // The first of each warms the disk's cache and is not counted.
    for round in 0..=ROUNDS {
        let (took, pss) = Started::ours()?.measure()?;
        let (bare_took, bare_pss) = Started::empty()?.measure()?;
        if round > 0 {
            ours.push(took);
            empty.push(bare_took);
            our_pss.push(pss);
            empty_pss.push(bare_pss);
        }
    }
    Ok(vec![
        Row {
            what: "start, until Create can be used".into(),
            figure: quantile(&mut ours, 0.5),
            reference: quantile(&mut empty, 0.5),
            against: "an empty window, until painted",
            unit: "ms",
            bar: "at most 1.5",
        },
        Row {
            what: "main process, PSS after 5 s".into(),
            figure: quantile(&mut our_pss, 0.5),
            reference: quantile(&mut empty_pss, 0.5),
            against: "an empty window's",
            unit: "MB",
            bar: "at most 1.6",
        },
    ])
}

/// A program that was just started.
struct Started {
    began: Instant,
    process: Child,
    painted: Box<dyn FnMut() -> bool>,
    /// Gone with it.
    _home: TempDir,
}

impl Started {
    fn ours() -> Result<Self> {
        let home = tempfile::tempdir()?;
        let logs = home.path().join("state/worldreel/logs");
        let painted = move || log_says(&logs);
        Self::start("worldreel-desktop", home, Stdio::null(), |_| {
            Box::new(painted)
        })
    }

    fn empty() -> Result<Self> {
        Self::start(
            "examples/empty",
            tempfile::tempdir()?,
            Stdio::piped(),
            |process| {
                let seen = Arc::new(AtomicBool::new(false));
                let told = Arc::clone(&seen);
                if let Some(out) = process.stdout.take() {
                    std::thread::spawn(move || {
                        let mut line = String::new();
                        // Its first line is its only one.
                        let _ = BufReader::new(out).read_line(&mut line);
                        told.store(line.trim() == "painted", Ordering::Release);
                    });
                }
                Box::new(move || seen.load(Ordering::Acquire))
            },
        )
    }

    fn start(
        program: &str,
        home: TempDir,
        out: Stdio,
        sign: impl FnOnce(&mut Child) -> Box<dyn FnMut() -> bool>,
    ) -> Result<Self> {
        let folder = |name: &str| home.path().join(name);
        let program: PathBuf = programs()?.join(program);
        let began = Instant::now();
        let mut process = Command::new(&program)
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", folder("data"))
            .env("XDG_CONFIG_HOME", folder("config"))
            .env("XDG_CACHE_HOME", folder("cache"))
            .env("XDG_STATE_HOME", folder("state"))
            .env("WORLDREEL_LIBRARY", folder("library"))
            .stdout(out)
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} can't be started", program.display()))?;
        Ok(Self {
            began,
            painted: sign(&mut process),
            process,
            _home: home,
        })
    }

    /// Milliseconds to the first paint, and megabytes of the main process after it.
    fn measure(mut self) -> Result<(f64, f64)> {
        while !(self.painted)() {
            ensure!(self.began.elapsed() < PATIENCE, "nothing was painted");
            ensure!(self.process.try_wait()?.is_none(), "it ended by itself");
            std::thread::sleep(LOOK_AGAIN);
        }
        let took = ms(self.began);
        std::thread::sleep(SETTLED);
        Ok((took, pss_mb(self.process.id())?))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // A measurement that failed leaves no window behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn log_says(folder: &Path) -> bool {
    let Ok(files) = fs::read_dir(folder) else {
        return false;
    };
    files
        .filter_map(Result::ok)
        .any(|file| fs::read_to_string(file.path()).is_ok_and(|text| text.contains(SIGN)))
}

/// The memory of a process, what it shares counted in parts (proc(5), `smaps_rollup`).
fn pss_mb(process: u32) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kb: f64 = line
        .and_then(|rest| rest.trim().strip_suffix("kB"))
        .context("the kernel names no PSS")?
        .trim()
        .parse()?;
    Ok(kb / 1_024.0)
}
