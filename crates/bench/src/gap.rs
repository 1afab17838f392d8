//! The idle gap on a lane: from an engine's end to the next submit.

use anyhow::Result;
use tokio::sync::{Barrier, mpsc};

use crate::delivers::{Delivers, Ends};
use crate::{Row, fixture, quantile};

/// Rounds of one render on every lane.
const ROUNDS: usize = 60;

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    // They stay until the end: some file systems look for room among what is just deleted.
    let folders = [tempfile::tempdir()?, tempfile::tempdir()?];
    for (lanes, folder) in [1, 8].into_iter().zip(&folders) {
        let (gaps, mut told) = mpsc::unbounded_channel();
        let together = Ends::Together(Barrier::new(lanes));
        let engine = Delivers::new(
            "instantly",
            (lanes, together),
            fixture::clip()?,
            move |gap| {
                let _ = gaps.send(gap);
            },
        );
        let queue = fixture::queue(folder.path(), engine).await?;
        let syncs = fixture::syncs(folder.path())?;
        queue
            .queue(fixture::batch("instantly", lanes * ROUNDS)?)
            .await?;
        let mut gaps = Vec::new();
        while gaps.len() < lanes * (ROUNDS - 1) {
            gaps.extend(told.recv().await);
        }
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            rows.push(Row {
                what: format!("idle gap, {lanes} lanes ending together, {name}"),
                figure: quantile(&mut gaps, share),
                reference: quantile(&mut syncs.clone(), share),
                against: "one sync of this disk",
                unit: "ms",
                bar: "p99 at most two syncs and 2 ms",
            });
        }
        queue.stop().await;
    }
    Ok(rows)
}
