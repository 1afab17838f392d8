//! The store on real SQLite files.
#![allow(clippy::unwrap_used)]

mod changes;
mod large;
mod machine;
mod pages;
mod schema;
mod sessions;

use std::collections::BTreeSet;

use tempfile::TempDir;
use uuid::Uuid;
use worldreel_domain::expiry::Expiry;
use worldreel_domain::id::{
    AttemptId, BatchId, EngineName, JobId, LaneName, RevisionId, SessionId, StudioEpoch, VideoId,
};
use worldreel_domain::job::{JobState, Lease};
use worldreel_domain::money::Ceiling;
use worldreel_domain::queue::Priority;
use worldreel_domain::revision::{Origin, Revision, RevisionText};
use worldreel_domain::spec::{RenderSpec, Size};
use worldreel_domain::time::Timestamp;
use worldreel_store::{
    AttemptChange, JobChange, JobFilter, JobRow, NewBatch, NewJob, SessionChoice, Store,
    StoreError, VideoRow,
};

const NOW: Timestamp = Timestamp::from_ms(1_790_000_000_000);

async fn open(folder: &TempDir) -> Store {
    Store::open(&folder.path().join("library.db"))
        .await
        .unwrap()
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn batch(number: u128, jobs: u128) -> NewBatch {
    let session = SessionId::from_uuid(uuid(number));
    let revision = RevisionId::from_uuid(uuid(number + 1));
    NewBatch {
        asked: None,
        expiry: Expiry::Never,
        id: BatchId::from_uuid(uuid(number + 2)),
        session: SessionChoice::New {
            id: session,
            title: "A fox".into(),
        },
        revisions: vec![Revision {
            id: revision,
            session,
            parent: None,
            origin: Origin::Typed,
            text: RevisionText {
                prompt: "a fox that doesn't stop 🦊".parse().unwrap(),
                negative_prompt: None,
                scene: worldreel_domain::scene::Scene::default(),
            },
            created_at: NOW,
        }],
        engines: BTreeSet::from([EngineName::new("sketch")]),
        lanes: BTreeSet::new(),
        priority: Priority::Normal,
        budget_micro_usd: None,
        jobs: (0..jobs)
            .map(|job| NewJob {
                id: JobId::from_uuid(uuid(number + 1_000 + job)),
                revision,
                label: None,
                retry_of: None,
                ceiling: Ceiling::Any,
                spec: RenderSpec {
                    size: Size::new(640, 360),
                    frames: 24,
                    fps: 24,
                    steps: None,
                    guidance: None,
                    seed: 7,
                },
            })
            .collect(),
        now: NOW,
    }
}

fn change(job: &JobRow, state: JobState) -> JobChange {
    JobChange {
        waits_since: job.waits_since,
        edit: None,
        job: job.id,
        from_version: job.version,
        state,
        event: "test",
        strikes: job.strikes,
        attempt: AttemptChange::None,
        video: None,
        at: NOW,
    }
}

#[tokio::test]
async fn a_queued_batch_is_there_after_reopening() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let queued = store.queue_batch(batch(1, 2_500)).await.unwrap();
    store.close().await;

    let store = open(&folder).await;
    let found = store
        .jobs(JobFilter {
            live: true,
            ..JobFilter::default()
        })
        .await
        .unwrap();
    assert_eq!(found, queued);
    assert_eq!(
        found.iter().map(|job| job.take).collect::<Vec<_>>(),
        (1..=2_500).collect::<Vec<_>>()
    );
    let session = store
        .sessions(worldreel_store::WhichSessions::Active)
        .await
        .unwrap()
        .remove(0);
    assert_eq!((session.title.as_str(), session.takes), ("A fox", 2_500));
    let revision = store
        .revisions(session.id)
        .await
        .unwrap()
        .remove(0)
        .revision;
    assert_eq!(revision.text.prompt.as_str(), "a fox that doesn't stop 🦊");
}

#[tokio::test]
async fn takes_and_ranks_go_on_where_the_last_batch_ended() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let first = store.queue_batch(batch(1, 2)).await.unwrap();
    let mut more = batch(100_000, 2);
    more.session = SessionChoice::Existing(first[0].session);
    more.revisions.clear();
    for job in &mut more.jobs {
        job.revision = first[0].revision;
    }
    let second = store.queue_batch(more).await.unwrap();
    assert_eq!(
        second.iter().map(|job| job.take).collect::<Vec<_>>(),
        [3, 4]
    );
    assert!(second[0].rank > first[1].rank);
}

#[tokio::test]
async fn a_batch_for_a_session_that_is_gone_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let mut lost = batch(1, 3);
    lost.session = SessionChoice::Existing(SessionId::from_uuid(uuid(77)));
    lost.revisions.clear();
    assert!(store.queue_batch(lost).await.is_err());
    assert_eq!(store.jobs(JobFilter::default()).await.unwrap(), []);
    assert_eq!(store.last_event().await.unwrap(), 0);
}

#[tokio::test]
async fn a_change_from_an_old_version_is_refused_and_takes_its_companions_along() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 2)).await.unwrap();
    store
        .change_jobs(vec![change(&jobs[0], JobState::Held)])
        .await
        .unwrap();

    let both = vec![
        change(&jobs[1], JobState::Held),
        change(&jobs[0], JobState::queued()),
    ];
    let refused = store.change_jobs(both).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict { job } if job == jobs[0].id));
    let second = store.job(jobs[1].id).await.unwrap().unwrap();
    assert_eq!(second, jobs[1]);
}

#[tokio::test]
async fn writes_that_share_a_commit_fail_alone() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 40)).await.unwrap();
    let writes = jobs.iter().enumerate().map(|(index, job)| {
        let mut change = change(job, JobState::Held);
        if index % 2 == 1 {
            change.from_version = 9;
        }
        store.change_jobs(vec![change])
    });
    let results = futures::future::join_all(writes).await;
    for (index, result) in results.iter().enumerate() {
        assert_eq!(result.is_ok(), index % 2 == 0, "write {index}: {result:?}");
    }
    let held = store.jobs(JobFilter::default()).await.unwrap();
    assert_eq!(
        held.iter()
            .filter(|job| job.state == JobState::Held)
            .count(),
        20
    );
}

#[tokio::test]
async fn an_attempt_keeps_its_whole_story() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 1)).await.unwrap();
    let lease = Lease {
        epoch: StudioEpoch(1),
        attempt: AttemptId::from_uuid(uuid(5_000)),
        lane: LaneName::new("sketch-1"),
        key: None,
    };
    let mut began = change(
        &jobs[0],
        JobState::Submitting {
            lease: lease.clone(),
        },
    );
    began.attempt = AttemptChange::Began {
        lease: lease.clone(),
        engine: EngineName::new("sketch"),
        micro_usd: 0,
    };
    store.change_jobs(vec![began]).await.unwrap();

    let video = VideoRow {
        id: VideoId::from_uuid(uuid(6_000)),
        job: jobs[0].id,
        file: "videos/a.mp4".into(),
        poster: "videos/a.png".into(),
        size_bytes: 1_000,
        sha256: [7; 32],
        width: 640,
        height: 360,
        frames: 24,
        duration_ms: 1_000,
        delivered_at: NOW,
    };
    let mut done = change(&jobs[0], JobState::Done { video: video.id });
    done.from_version = 1;
    done.event = "delivered";
    done.attempt = AttemptChange::Ended {
        attempt: lease.attempt,
        failure: None,
        unbilled: false,
    };
    done.video = Some(video.clone());
    store.change_jobs(vec![done]).await.unwrap();

    let attempts = store.attempts(jobs[0].id).await.unwrap();
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].outcome.as_deref(), Some("delivered"));
    assert_eq!(
        store.video_of(jobs[0].id).await.unwrap(),
        Some(video.clone())
    );
    assert_eq!(
        store.videos(Some(jobs[0].session), None).await.unwrap(),
        [video]
    );
    assert_eq!(
        store
            .jobs(JobFilter {
                live: true,
                ..JobFilter::default()
            })
            .await
            .unwrap(),
        []
    );
}

#[tokio::test]
async fn events_are_numbered_in_the_order_of_their_commits() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 1)).await.unwrap();
    store
        .change_jobs(vec![change(&jobs[0], JobState::Held)])
        .await
        .unwrap();
    let events = store.events_after(0).await.unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "session_added",
            "batch_queued",
            "session_changed",
            "job_changed"
        ]
    );
    assert_eq!(events[3].data["state"], "held");
    assert_eq!(store.last_event().await.unwrap(), events[3].seq);
    assert_eq!(
        store.events_after(events[2].seq).await.unwrap(),
        events[3..]
    );
}

#[tokio::test]
async fn each_opening_for_work_is_a_new_epoch() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    assert_eq!(store.begin_epoch().await.unwrap(), StudioEpoch(1));
    store.close().await;
    let store = open(&folder).await;
    assert_eq!(store.begin_epoch().await.unwrap(), StudioEpoch(2));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("library.db");
    let text = "not a database, but long enough to hold a header of one hundred bytes. ".repeat(40);
    std::fs::write(&path, &text).unwrap();
    let error = Store::open(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test]
async fn a_newer_schema_is_refused_with_both_numbers() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("library.db");
    open(&folder).await.close().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display()))
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (99, 'from the future', 1, x'00', 0)",
    )
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    let error = Store::open(&path).await.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 99,
                known: 13,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_pause_is_remembered() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 1)).await.unwrap();
    store.set_queue_paused(true, NOW).await.unwrap();
    store
        .set_batch_paused(jobs[0].batch, true, NOW)
        .await
        .unwrap();
    assert!(store.queue_paused().await.unwrap());
    assert_eq!(store.paused_batches().await.unwrap(), [jobs[0].batch]);
    let nobody = BatchId::from_uuid(uuid(404));
    let error = store.set_batch_paused(nobody, true, NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { kind: "batch", .. }));
}
