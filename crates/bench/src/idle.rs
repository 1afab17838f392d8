//! What the headless studio does while it has nothing to do.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::{Row, programs};

/// After the start, until it is quiet.
const SETTLED: Duration = Duration::from_secs(10);
const WATCHED: Duration = Duration::from_secs(60);
/// How often it may wake in that time.
const WAKES_MAX: f64 = 5.0;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let studio = Studio::start()?;
    std::thread::sleep(SETTLED);
    let before = switches(studio.process.id())?;
    std::thread::sleep(WATCHED);
    let after = switches(studio.process.id())?;
    Ok(vec![Row {
        what: "idle studio, voluntary switches in 60 s".into(),
        figure: after - before,
        reference: WAKES_MAX,
        against: "the bar itself",
        unit: "",
        bar: "at most 1",
    }])
}

/// A headless studio with a library of its own.
pub(crate) struct Studio {
    process: Child,
    /// Where its pages are.
    pub(crate) address: String,
    /// Gone with it.
    _home: TempDir,
}

impl Studio {
    pub(crate) fn start() -> Result<Self> {
        let home = tempfile::tempdir()?;
        let mut process = Command::new(programs()?.join("worldreel"))
            .args(["serve", "--port", "0", "--library"])
            .arg(home.path().join("library"))
            .env("XDG_CONFIG_HOME", home.path())
            .env("XDG_STATE_HOME", home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the headless studio can't be started")?;
        let mut address = String::new();
        if let Some(out) = process.stdout.take() {
            // Its first line says where it is: then it is open.
            BufReader::new(out).read_line(&mut address)?;
        }
        Ok(Self {
            process,
            address: address.trim().to_owned(),
            _home: home,
        })
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        // It has nothing that could be lost.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How often the threads of a process have gone to sleep so far (proc(5), `status`).
fn switches(process: u32) -> Result<f64> {
    let mut sum = 0.0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        let text = fs::read_to_string(thread?.path().join("status"))?;
        let own = text
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))
            .context("the kernel counts no switches")?;
        sum += own.trim().parse::<f64>()?;
    }
    Ok(sum)
}
