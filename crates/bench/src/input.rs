//! From a key to the picture that shows its letter, in a browser.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::Row;
use crate::idle::Studio;

#[derive(Deserialize)]
struct Measured {
    figure: f64,
    reference: f64,
}

pub(crate) fn measure() -> Result<Vec<Row>> {
    let studio = Studio::start()?;
    let out = Command::new("npm")
        .args(["run", "--silent", "bench"])
        .current_dir("ui")
        .env("WORLDREEL_URL", &studio.address)
        .output()
        .context("npm can't be started")?;
    let told = String::from_utf8_lossy(&out.stderr);
    ensure!(out.status.success(), "the browser measured nothing: {told}");
    let measured: Measured = serde_json::from_slice(&out.stdout)?;
    Ok(vec![Row {
        what: "Create, from a key to its picture, p95".into(),
        figure: measured.figure,
        reference: measured.reference,
        against: "a page with one field",
        unit: "ms",
        bar: "at most 1.5",
    }])
}
