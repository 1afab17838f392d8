//! Lists of jobs in pages, and how many jobs there are.

use std::collections::BTreeMap;

use tempfile::TempDir;
use worldreel_domain::id::{JobId, SessionId};
use worldreel_domain::job::{JobState, JobStateName};
use worldreel_domain::queue::Priority;
use worldreel_domain::time::Timestamp;
use worldreel_store::{JobFilter, SessionChoice, Store};

use crate::large::{give_up, number};
use crate::{NOW, batch, change, open};

/// Two batches of one session and one of another: every third job has ended, and every
/// seventh is held.
async fn several(store: &Store) {
    let first = store.queue_batch(batch(1, 30)).await.unwrap();
    let mut second = batch(100_000, 25);
    second.session = SessionChoice::Existing(first[0].session);
    second.revisions.clear();
    for job in &mut second.jobs {
        job.revision = first[0].revision;
    }
    second.priority = Priority::High;
    store.queue_batch(second).await.unwrap();
    store.queue_batch(batch(200_000, 5)).await.unwrap();
    let ended = JobState::Cancelled {
        may_be_billed: false,
    };
    for (at, job) in (0_i64..).zip(store.jobs(JobFilter::default()).await.unwrap()) {
        let state = match at {
            at if at % 3 == 0 => ended.clone(),
            at if at % 7 == 0 => JobState::Held,
            _ => continue,
        };
        let mut change = change(&job, state);
        // Several at one moment.
        change.at = Timestamp::from_ms(NOW.ms() + at / 9);
        store.change_jobs(vec![change]).await.unwrap();
    }
}

async fn in_pages(store: &Store, filter: JobFilter, limit: u32) -> Vec<JobId> {
    let mut all = Vec::new();
    loop {
        let page = JobFilter {
            after: all.last().copied(),
            limit: Some(limit),
            ..filter
        };
        let page = store.jobs(page).await.unwrap();
        let (told, limit) = (page.len(), usize::try_from(limit).unwrap());
        assert!(told <= limit);
        all.extend(page.into_iter().map(|job| job.id));
        if told < limit {
            return all;
        }
    }
}

#[tokio::test]
async fn a_list_in_pages_is_the_list() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    several(&store).await;
    let some = store.jobs(JobFilter::default()).await.unwrap();
    let (session, one) = (some[0].session, some[0].batch);
    let of_session = JobFilter {
        session: Some(session),
        ..JobFilter::default()
    };
    let filters = [
        (JobFilter::default(), 60),
        (of_session, 55),
        (
            JobFilter {
                batch: Some(one),
                ..JobFilter::default()
            },
            30,
        ),
        (
            JobFilter {
                live: true,
                ..JobFilter::default()
            },
            40,
        ),
        (
            JobFilter {
                finished: true,
                ..JobFilter::default()
            },
            20,
        ),
        (
            JobFilter {
                from_take: Some(21),
                ..of_session
            },
            35,
        ),
    ];
    for (filter, count) in filters {
        let whole = store.jobs(filter).await.unwrap();
        let whole: Vec<JobId> = whole.into_iter().map(|job| job.id).collect();
        assert_eq!(whole.len(), count, "{filter:?}");
        for limit in [1, 4, 100] {
            assert_eq!(
                in_pages(&store, filter, limit).await,
                whole,
                "{filter:?}, {limit} at once"
            );
        }
    }
}

type Counts = BTreeMap<SessionId, BTreeMap<JobStateName, u32>>;

/// As the rows say it that are shown.
async fn counted(store: &Store) -> Counts {
    let mut counts = Counts::new();
    for job in store.jobs(JobFilter::default()).await.unwrap() {
        let of_session = counts.entry(job.session).or_default();
        *of_session.entry(job.state.name()).or_default() += 1;
    }
    counts
}

/// As it is told, without what is told to be none.
async fn told(store: &Store) -> Counts {
    let mut counts = store.job_counts(None).await.unwrap();
    for states in counts.values_mut() {
        states.retain(|_, jobs| *jobs > 0);
    }
    counts.retain(|_, states| !states.is_empty());
    counts
}

#[tokio::test]
async fn what_is_counted_as_jobs_change_is_what_there_is() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    several(&store).await;
    let counts = counted(&store).await;
    assert_eq!(counts.len(), 2);
    assert_eq!(told(&store).await, counts);
    let (session, own) = counts.iter().next().unwrap();
    let one = store.job_counts(Some(*session)).await.unwrap();
    assert_eq!(one, BTreeMap::from([(*session, own.clone())]));

    // What is half written counts for nothing, and neither does what is left of it.
    give_up(&store, &folder, batch(300_000, 3_500)).await;
    assert_eq!(told(&store).await, counts);
    store.close().await;
    let store = open(&folder).await;
    assert_eq!(told(&store).await, counts);
    store.tidied().await;
    assert_eq!(told(&store).await, counts);
    assert_eq!(
        number(&folder, "SELECT sum(jobs) FROM session_jobs").await,
        60
    );
    store.queue_batch(batch(300_000, 3_500)).await.unwrap();
    assert_eq!(told(&store).await, counted(&store).await);
}
