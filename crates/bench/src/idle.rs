//! What the headless studio does while it has nothing to do.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::{Row, programs};

/// After the start, until it is quiet.
const SETTLED: Duration = Duration::from_secs(10);
const WATCHED: Duration = Duration::from_secs(60);
/// How often it may wake in that time.
const WAKES_MAX: f64 = 5.0;

pub(crate) fn measure() -> Result<Vec<Row>> {
    let home = tempfile::tempdir()?;
    let mut studio = Studio(
        Command::new(programs()?.join("worldreel"))
            .args(["serve", "--port", "0", "--library"])
            .arg(home.path().join("library"))
            .env("XDG_CONFIG_HOME", home.path())
            .env("XDG_STATE_HOME", home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the headless studio can't be started")?,
    );
    let out = studio.0.stdout.take().context("it has an output")?;
    // Its first line says where it is: then it is open.
    BufReader::new(out).read_line(&mut String::new())?;
    std::thread::sleep(SETTLED);
    let before = switches(studio.0.id())?;
    std::thread::sleep(WATCHED);
    let after = switches(studio.0.id())?;
    Ok(vec![Row {
        what: "idle studio, voluntary switches in 60 s".into(),
        figure: after - before,
        reference: WAKES_MAX,
        against: "the bar itself",
        unit: "",
        bar: "at most 1",
    }])
}

struct Studio(Child);

impl Drop for Studio {
    fn drop(&mut self) {
        // It has nothing that could be lost.
        let _ = self.0.kill();
        let _ = self.0.wait();
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
