//! The figures, to be read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use worldreel_sim::Stats;
use worldreel_sim::measure;

/// What happened in these nights, and how fast they were played.
pub(crate) fn of(stats: &Stats, took: Option<Duration>) -> String {
    let mut out = String::new();
    let mut line = |what: &str, value: String| {
        // Writing to a text can't fail.
        let _ = writeln!(out, "{what:<22}{value}");
    };
    line("nights", stats.nights.to_string());
    line("jobs", stats.jobs.to_string());
    line("starts", stats.starts.to_string());
    line("renders begun", stats.renders.to_string());
    line("turns", stats.turns.to_string());
    line("happened", all(&stats.happened));
    line("answers", all(&stats.answers));
    line("live jobs at crashes", all(&stats.at_crashes));
    line("jobs in the end", all(&stats.in_the_end));
    if let Some(took) = took.filter(|took| !took.is_zero()) {
        let nights = u32::try_from(stats.nights).unwrap_or(u32::MAX);
        let each = f64::from(nights) / took.as_secs_f64();
        line("nights a second", format!("{each:.1}"));
    }
    out
}

/// Makespan and forecast.
pub(crate) fn figures() -> String {
    let mut out = String::new();
    for figure in measure::all() {
        let _ = writeln!(out, "{figure}");
    }
    out
}

fn all<K: std::fmt::Debug>(counts: &BTreeMap<K, u64>) -> String {
    let each = counts.iter().map(|(kind, count)| {
        let kind = format!("{kind:?}");
        format!("{} {count}", kind.trim_matches('"').to_lowercase())
    });
    each.collect::<Vec<_>>().join(", ")
}
