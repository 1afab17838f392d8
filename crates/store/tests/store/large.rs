//! Batches that are written in slices.

use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;
use worldreel_store::{JobFilter, NewBatch, SessionChoice, Store};

use crate::{batch, open};

/// More than one slice.
const JOBS: u128 = 3_500;

/// A number out of the database, past the store.
pub(crate) async fn number(folder: &TempDir, sql: &'static str) -> i64 {
    let url = format!("sqlite://{}", folder.path().join("library.db").display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let number = sqlx::query_scalar(sql)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    number
}

/// What the store tells of its jobs and sessions.
async fn told(store: &Store) -> (usize, u32, u32, usize) {
    let jobs = store.jobs(JobFilter::default()).await.unwrap().len();
    let takes = store
        .sessions(worldreel_store::WhichSessions::Active)
        .await
        .unwrap();
    (
        jobs,
        store.count_live().await.unwrap(),
        takes.iter().map(|session| session.takes).sum(),
        store
            .jobs_waiting(worldreel_store::Waiting::All)
            .await
            .unwrap()
            .len(),
    )
}

/// Queues a batch and gives it up once a slice of it is written.
pub(crate) async fn give_up(store: &Store, folder: &TempDir, batch: NewBatch) {
    let written = async {
        while number(folder, "SELECT coalesce(max(written), 0) FROM staged").await == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        () = written => {}
        queued = store.queue_batch(batch) => panic!("it is queued: {:?}", queued.map(|rows| rows.len())),
    }
}

#[tokio::test]
async fn a_large_batch_is_there_as_a_whole_with_its_takes_in_order() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let rows = store.queue_batch(batch(1, JOBS)).await.unwrap();
    let takes: Vec<u32> = rows.iter().map(|row| row.take).collect();
    assert!(takes.iter().copied().eq(1..=3_500), "{:?}", takes.first());
    assert!(rows.is_sorted_by_key(|row| row.rank));
    assert_eq!(told(&store).await, (3_500, 3_500, 3_500, 3_500));
    assert_eq!(store.jobs(JobFilter::default()).await.unwrap(), rows);
    assert_eq!(number(&folder, "SELECT count(*) FROM staged").await, 0);
}

#[tokio::test]
async fn what_is_half_written_is_shown_to_nobody_and_gone_after_the_next_opening() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    store.queue_batch(batch(100_000, 2)).await.unwrap();
    give_up(&store, &folder, batch(1, JOBS)).await;
    assert_eq!(told(&store).await, (2, 2, 2, 2));
    store.close().await;
    assert!(number(&folder, "SELECT count(*) FROM jobs").await > 1_000);

    let store = open(&folder).await;
    assert_eq!(told(&store).await, (2, 2, 2, 2));
    store.tidied().await;
    assert_eq!(told(&store).await, (2, 2, 2, 2));
    for (sql, expected) in [
        ("SELECT count(*) FROM jobs", 2),
        ("SELECT count(*) FROM revisions", 1),
        ("SELECT count(*) FROM batches", 1),
        ("SELECT count(*) FROM sessions", 1),
        ("SELECT count(*) FROM staged", 0),
    ] {
        assert_eq!(number(&folder, sql).await, expected, "{sql}");
    }
    // The same batch once more.
    assert_eq!(
        store.queue_batch(batch(1, JOBS)).await.unwrap().len(),
        3_500
    );
}

#[tokio::test]
async fn takes_go_on_without_a_gap_after_a_batch_that_was_given_up() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let first = store.queue_batch(batch(100_000, 2)).await.unwrap();
    let session = SessionChoice::Existing(first[0].session);
    let mut large = batch(1, JOBS);
    let revision = large.revisions.remove(0);
    large.session = session.clone();
    for job in &mut large.jobs {
        job.revision = first[0].revision;
    }
    drop(revision);
    give_up(&store, &folder, large.clone()).await;
    store.close().await;
    let store = open(&folder).await;
    store.tidied().await;
    let rows = store.queue_batch(large).await.unwrap();
    assert_eq!((rows[0].take, rows[3_499].take), (3, 3_502));
}

#[tokio::test]
async fn other_writes_go_on_while_a_large_batch_is_written() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let small = store.queue_batch(batch(100_000, 1)).await.unwrap();
    let mut queued = Box::pin(store.queue_batch(batch(1, 20_000)));
    let mut between = 0;
    let rows = loop {
        let other = store.set_queue_paused(between % 2 == 0, crate::NOW);
        tokio::select! {
            biased;
            rows = &mut queued => break rows.unwrap(),
            done = other => done.unwrap(),
        }
        between += 1;
    };
    assert_eq!(rows.len(), 20_000);
    assert!(between >= 10, "{between} writes came between 20 slices");
    assert!(rows[0].rank > small[0].rank);
}
