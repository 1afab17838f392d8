//! Measurements, each beside a reference of the same run: `cargo xtask bench`.
//!
//! A figure alone says more about the machine than about us, so every row has a ratio
//! to something that the same machine did just now: a sync of this disk, a plain copy, a
//! bare insert, a bare route. Nothing here fails; it prints a table, and JSON with
//! `--json`. `--only NAME` runs one.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program that reports"
)]

mod busy;
mod delivers;
mod fixture;
mod gap;
mod idle;
mod import;
mod input;
mod large;
mod makespan;
mod plan;
mod refine;
mod sketch;
mod status;
mod window;
mod zip;

use anyhow::{Context, Result};
use serde::Serialize;

/// One figure and what it is held against.
#[derive(Debug, Serialize)]
struct Row {
    /// What was measured.
    what: String,
    /// The figure.
    figure: f64,
    /// The reference of the same run, in the same unit.
    reference: f64,
    /// What the reference is.
    against: &'static str,
    /// `ms`, `MB`, `MB/s`, `calls/s`, or nothing for a count.
    unit: &'static str,
    /// What we want of figure divided by reference, in words.
    bar: &'static str,
}

impl Row {
    fn ratio(&self) -> f64 {
        self.figure / self.reference
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let only = args
        .iter()
        .position(|arg| arg == "--only")
        .and_then(|at| args.get(at + 1));
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    let mut rows = Vec::new();
    if wanted("sketch") {
        eprintln!("sketch...");
        rows.extend(tokio::task::spawn_blocking(sketch::measure).await??);
    }
    if wanted("refine") {
        eprintln!("refine...");
        rows.extend(tokio::task::spawn_blocking(refine::measure).await??);
    }
    if wanted("gap") {
        eprintln!("idle gap...");
        rows.extend(gap::measure().await?);
    }
    if wanted("makespan") {
        eprintln!("a queue of mixed length, and a poller's...");
        rows.extend(makespan::measure().await?);
    }
    if wanted("plan") {
        eprintln!("plans...");
        rows.extend(tokio::task::spawn_blocking(plan::measure).await??);
    }
    if wanted("large") {
        eprintln!("queues of ten to a million jobs (this takes minutes)...");
        rows.extend(large::measure().await?);
    }
    if wanted("import") {
        eprintln!("import...");
        rows.extend(import::measure().await?);
    }
    if wanted("busy") {
        eprintln!("import into a queue that renders...");
        rows.extend(busy::measure().await?);
    }
    if wanted("zip") {
        eprintln!("zip...");
        rows.extend(tokio::task::spawn_blocking(zip::measure).await??);
    }
    if wanted("window") {
        eprintln!("the window beside an empty one (this takes two minutes)...");
        rows.extend(tokio::task::spawn_blocking(window::measure).await??);
    }
    if wanted("input") {
        eprintln!("typing on Create...");
        rows.extend(tokio::task::spawn_blocking(input::measure).await??);
    }
    if wanted("idle") {
        eprintln!("an idle studio (this takes a minute)...");
        rows.extend(tokio::task::spawn_blocking(idle::measure).await??);
    }
    if wanted("status") {
        eprintln!("status with a million jobs (this takes a minute)...");
        rows.extend(status::measure().await?);
    }
    if args.iter().any(|arg| arg == "--json") {
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(());
    }
    println!(
        "{:<44} {:>12} {:>12}  {:>6}  against; bar",
        "what", "figure", "reference", "ratio"
    );
    for row in &rows {
        println!(
            "{:<44} {:>7.2} {:<4} {:>7.2} {:<4}  {:>6.2}  {}; {}",
            row.what,
            row.figure,
            row.unit,
            row.reference,
            row.unit,
            row.ratio(),
            row.against,
            row.bar
        );
    }
    Ok(())
}

/// The value below which this share (0 to 1) of the values lies.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let at = ((values.len().saturating_sub(1)) as f64 * share).round() as usize;
    values.get(at).copied().unwrap_or(f64::NAN)
}

/// Where the programs that were built with this one lie.
fn programs() -> Result<std::path::PathBuf> {
    let own = std::env::current_exe()?;
    Ok(own
        .parent()
        .context("a program lies in a folder")?
        .to_owned())
}

/// Milliseconds since.
fn ms(since: std::time::Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
