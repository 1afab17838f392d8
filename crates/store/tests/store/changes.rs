//! Changes of several jobs at once, and what reads otherwise after them.

use super::*;
use worldreel_domain::job::JobStateName;

#[tokio::test]
async fn many_changes_are_written_in_their_order_also_two_of_one_job() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 600)).await.unwrap();
    let before = store.last_event().await.unwrap();
    let mut changes: Vec<JobChange> = jobs.iter().map(|job| change(job, JobState::Held)).collect();
    let mut released = change(&jobs[3], JobState::queued());
    released.from_version += 1;
    released.event = "released";
    changes.insert(10, released);
    store.change_jobs(changes).await.unwrap();

    let found = store.jobs(JobFilter::default()).await.unwrap();
    for job in &found {
        let (state, version) = match job.id == jobs[3].id {
            true => (JobStateName::Queued, 2),
            false => (JobStateName::Held, 1),
        };
        assert_eq!((job.state.name(), job.version), (state, version));
    }
    let events = store.events_after(before).await.unwrap();
    assert_eq!(events.len(), 601);
    let of = |event: usize| events[event].data["job"].clone();
    assert_eq!(of(10), serde_json::json!(jobs[3].id));
    assert_eq!(events[10].data["event"], "released");
    assert_eq!(events[10].data["version"], 2);
    assert_eq!(of(600), serde_json::json!(jobs[599].id));
}

#[tokio::test]
async fn attempts_that_end_and_begin_together_keep_their_own_stories() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 4)).await.unwrap();
    let lease = |number: u128| Lease {
        epoch: StudioEpoch(1),
        attempt: AttemptId::from_uuid(uuid(5_000 + number)),
        lane: LaneName::new(format!("sketch-{number}")),
        key: None,
    };
    let began = |job: &JobRow, number: u128| {
        let lease = lease(number);
        let state = JobState::Submitting {
            lease: lease.clone(),
        };
        JobChange {
            attempt: AttemptChange::Began {
                lease,
                engine: EngineName::new("sketch"),
                micro_usd: 40,
            },
            ..change(job, state)
        }
    };
    store
        .change_jobs(vec![began(&jobs[0], 1), began(&jobs[1], 2)])
        .await
        .unwrap();
    let ended = |job: &JobRow, number: u128, event: &'static str, unbilled: bool| JobChange {
        from_version: 1,
        event,
        attempt: AttemptChange::Ended {
            attempt: lease(number).attempt,
            failure: None,
            unbilled,
        },
        ..change(job, JobState::Held)
    };
    store
        .change_jobs(vec![
            ended(&jobs[0], 1, "first", false),
            began(&jobs[2], 3),
            ended(&jobs[1], 2, "second", true),
            began(&jobs[3], 4),
        ])
        .await
        .unwrap();

    let mut stories = Vec::new();
    for job in &jobs {
        let attempt = store.attempts(job.id).await.unwrap().remove(0);
        stories.push((attempt.lane, attempt.outcome, attempt.micro_usd));
    }
    let story = |number: u128, outcome: Option<&str>, micro_usd| {
        (lease(number).lane, outcome.map(str::to_owned), micro_usd)
    };
    assert_eq!(
        stories,
        [
            story(1, Some("first"), 40),
            story(2, Some("second"), 0),
            story(3, None, 40),
            story(4, None, 40),
        ]
    );
}

#[tokio::test]
async fn a_write_that_is_alone_and_fails_leaves_nothing_and_the_next_is_taken() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 2)).await.unwrap();
    let mut late = change(&jobs[1], JobState::Held);
    late.from_version = 9;
    let refused = store
        .change_jobs(vec![change(&jobs[0], JobState::Held), late])
        .await;
    assert!(matches!(refused, Err(StoreError::Conflict { job }) if job == jobs[1].id));
    assert_eq!(store.job(jobs[0].id).await.unwrap().unwrap(), jobs[0]);
    store
        .change_jobs(vec![change(&jobs[0], JobState::Held)])
        .await
        .unwrap();
}

#[tokio::test]
async fn a_job_has_another_stamp_once_anybody_has_heard_of_what_touches_it() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let jobs = store.queue_batch(batch(1, 2)).await.unwrap();
    let (own, other) = (store.stamp(jobs[0].id), store.stamp(jobs[1].id));
    store
        .change_jobs(vec![change(&jobs[0], JobState::Held)])
        .await
        .unwrap();
    assert_ne!(store.stamp(jobs[0].id), own);
    assert_eq!(store.stamp(jobs[1].id), other);
    // Whatever else is written may touch it.
    store.queue_batch(batch(100_000, 1)).await.unwrap();
    assert_ne!(store.stamp(jobs[1].id), other);
}
