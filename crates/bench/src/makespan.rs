//! A queue of mixed length from its first start to its last end, and what a queue that looks
//! once a second would take for the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteSynchronous};
use tokio::sync::{Semaphore, mpsc};
use worldreel_sim::oracle::list_schedule;

use crate::delivers::{Delivers, Ends};
use crate::{Row, fixture};

const JOBS: usize = 64;
const LANES: usize = 8;
/// How often the other queue looks.
const LOOKS: Duration = Duration::from_secs(1);

/// How long the render of a job takes, in milliseconds: from a half to three seconds, in no
/// order that is of use to anybody.
fn length_ms(number: usize) -> u64 {
    u64::try_from(500 + number.wrapping_mul(1_619) % 2_500).unwrap_or(500)
}

pub(crate) async fn measure() -> Result<Vec<Row>> {
    let each = |number| vec![i64::try_from(length_ms(number)).ok(); LANES];
    let best = list_schedule(&(0..JOBS).map(each).collect());
    #[expect(clippy::cast_precision_loss, reason = "a few seconds")]
    let best = best as f64;
    let row = |who: &str, figure| Row {
        what: format!("makespan, {JOBS} jobs on {LANES} lanes, {who}"),
        figure,
        reference: best,
        against: "a list schedule that costs no time",
        unit: "ms",
        bar: "ours at most 1.01",
    };
    let ours = ours().await?;
    let poller = poller().await?;
    Ok(vec![row("ours", ours), row("a poller", poller)])
}

async fn ours() -> Result<f64> {
    let folder = tempfile::tempdir()?;
    let (ends, mut ended) = mpsc::unbounded_channel();
    let (first, started) = (Arc::new(std::sync::OnceLock::new()), AtomicUsize::new(0));
    let began = Arc::clone(&first);
    // Jobs start in their order, so a count of the starts tells which one it is.
    let takes = move || {
        began.get_or_init(Instant::now);
        Duration::from_millis(length_ms(started.fetch_add(1, Ordering::Relaxed)))
    };
    let engine = Delivers::new(
        "mixed",
        (LANES, Ends::Each(Box::new(takes))),
        fixture::clip()?,
        |_| {},
    )
    .telling(move |at| {
        let _ = ends.send(at);
    });
    let queue = fixture::queue(folder.path(), engine).await?;
    queue.queue(fixture::batch("mixed", JOBS)?).await?;
    let mut last = None;
    for _ in 0..JOBS {
        last = ended.recv().await;
    }
    queue.stop().await;
    let span = last.zip(first.get()).map(|(last, first)| last - *first);
    Ok(span.unwrap_or_default().as_secs_f64() * 1_000.0)
}

/// The usual way: a table, and a loop that looks at it once in a while.
async fn poller() -> Result<f64> {
    let folder = tempfile::tempdir()?;
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("queue.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePool::connect_with(options).await?;
    sqlx::raw_sql("CREATE TABLE jobs (number INTEGER PRIMARY KEY, state TEXT NOT NULL)")
        .execute(&pool)
        .await?;
    for number in 0..JOBS {
        sqlx::query("INSERT INTO jobs VALUES (?, 'waiting')")
            .bind(i64::try_from(number)?)
            .execute(&pool)
            .await?;
    }
    let lanes = Arc::new(Semaphore::new(LANES));
    let mut looks = tokio::time::interval(LOOKS);
    let mut renders = tokio::task::JoinSet::new();
    let mut began = None;
    while renders.len() < JOBS {
        looks.tick().await;
        while let Ok(lane) = Arc::clone(&lanes).try_acquire_owned() {
            let taken: Option<i64> = sqlx::query_scalar(
                "UPDATE jobs SET state = 'running' WHERE number = \
                 (SELECT min(number) FROM jobs WHERE state = 'waiting') RETURNING number",
            )
            .fetch_optional(&pool)
            .await?;
            let Some(number) = taken else { break };
            began.get_or_insert_with(Instant::now);
            let pool = pool.clone();
            renders.spawn(async move {
                let length = length_ms(usize::try_from(number)?);
                tokio::time::sleep(Duration::from_millis(length)).await;
                let ended = Instant::now();
                sqlx::query("UPDATE jobs SET state = 'done' WHERE number = ?")
                    .bind(number)
                    .execute(&pool)
                    .await?;
                drop(lane);
                anyhow::Ok(ended)
            });
        }
    }
    let mut last = None;
    for ended in renders.join_all().await {
        last = last.max(Some(ended?));
    }
    let span = last.zip(began).map(|(last, first)| last - first);
    Ok(span.unwrap_or_default().as_secs_f64() * 1_000.0)
}
